/* What lanes learnt apart from each other may contradict each other once it is brought together. */
#include "data/tables/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct {
    const char *name;
    ind_encoding encoding; /* given */
    uint64_t utf8_line, cp1252_line;
    char decimal; /* given */
    uint64_t comma_line, point_line;
    const char *rule; /* NULL: none */
} a_case;

static const a_case cases[] = {
    {"nothing is known", IND_ENCODING_DETECT, 0, 0, '\0', 0, 0, NULL},
    {"one encoding", IND_ENCODING_DETECT, 7, 0, '\0', 0, 0, NULL},
    {"two encodings", IND_ENCODING_DETECT, 7, 3, '\0', 0, 0, "mixed_encodings"},
    {"two encodings, one mark", IND_ENCODING_DETECT, 7, 3, '\0', 2, 0, "mixed_encodings"},
    {"two encodings, and one is given", IND_ENCODING_UTF8, 7, 3, '\0', 0, 0, NULL},
    {"one mark", IND_ENCODING_DETECT, 0, 0, '\0', 2, 0, NULL},
    {"two marks", IND_ENCODING_DETECT, 0, 0, '\0', 2, 9, "mixed_decimals"},
    {"two marks, and one is given", IND_ENCODING_DETECT, 0, 0, ',', 2, 9, NULL},
};

static void contradictions(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const a_case *c = &cases[i];
        ind_input_file file = {.path = "dir/a.csv"};
        ind_diag *diag = ind_diag_new();
        ind_reader reader = {
            .file = &file,
            .diag = diag,
            .decoder = {.given = c->encoding, .utf8_line = c->utf8_line, .cp1252_line = c->cp1252_line},
            .decimal = c->decimal,
            .comma_line = c->comma_line,
            .point_line = c->point_line};
        if (ind_reader_contradicts(&reader) != (c->rule != NULL))
            fail_msg("%s", c->name);
        if (c->rule != NULL) {
            assert_int_equal(ind_reader_contradiction(&reader), IND_E_DATA);
            assert_string_equal(ind_diag_at(diag, 0)->rule, c->rule);
            assert_string_equal(ind_diag_at(diag, 0)->place.file, "dir/a.csv");
        }
        ind_diag_free(diag);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(contradictions)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Unit tests of what deliveries bring: forms of codes, markers, quotes that swallow records, identifiers in two
 * writings. */
#include "data/schemas/code_form.h"
#include "data/text/alike.h"
#include "data/text/quote_watch.h"
#include "data/text/trim.h"
#include "data/values/missing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void codes_have_a_form(void **state) {
    (void)state;
    static const char *const good[] = {"I10", "I109", "Z8888", "F322A", "I10-P", "S72001A"};
    static const char *const bad[] = {"",         "I1",     "109",   "I10I50", "A00B99",
                                      "J069I109", "hjarta", "I10.9", "i109",   "S720019"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!ind_icd10_is(ind_str_of(good[i])))
            fail_msg("%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (ind_icd10_is(ind_str_of(bad[i])))
            fail_msg("%s", bad[i]);
    assert_true(ind_form_fits(IND_STR("kva"), IND_STR("AA123")) && ind_form_fits(IND_STR("kva"), IND_STR("ABC12")));
    assert_false(ind_form_fits(IND_STR("kva"), IND_STR("A1234")));
    assert_true(ind_form_fits(IND_STR("99-A|X"), IND_STR("12-B")) && ind_form_fits(IND_STR("99-A|X"), IND_STR("7")));
    assert_false(ind_form_fits(IND_STR("99-A|X"), IND_STR("1-B")));
}

static void codes_are_brought_to_it(void **state) {
    (void)state;
    static const char *const cases[][2] = {{"i10.9", "I109"},
                                           {"\xe2\x80\xaf"
                                            "e11 .9\xe2\x80\xa0",
                                            "E119"},
                                           {"I10-", "I10"},
                                           {"g63.2*", "G632"},
                                           {"I10\xc2\xa0", "I10"}};
    ind_buffer out = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        out.length = 0;
        ind_icd10_add(ind_str_of(cases[i][0]), &out);
        assert_true(ind_str_is(ind_buffer_str(&out), cases[i][1]));
    }
    ind_buffer_free(&out);
}

static void knows_markers(void **state) {
    (void)state;
    static const char *const markers[] = {"NULL", "nan", "NaT",    "<NA>",         "\\N",
                                          ".",    ".z",  "#N/A",   "OK\xc3\x84ND", "Uppgift saknas",
                                          "-",    "..",  "(null)", "n/a",          "#V\xc3\x84RDEFEL!"};
    static const char *const values[] = {"", "N", "J", "0", "99", "NAN1", "nulla", "ingen", ".1", "E1", "KNULL"};
    for (size_t i = 0; i < sizeof markers / sizeof *markers; i++)
        if (ind_missing_marker(ind_str_of(markers[i])) == IND_MISSING_NONE)
            fail_msg("%s", markers[i]);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (ind_missing_marker(ind_str_of(values[i])) != IND_MISSING_NONE)
            fail_msg("%s", values[i]);
}

/* Lines FIELDS wide from a field on; the lines of the quotes between which records were swallowed, and a stray field.
 */
static void watches_quotes(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t fields;
        uint64_t open, close;
        uint32_t stray;
    } cases[] = {
        {"a;b;c;\"d\ne;f;g;h\ni;j;k;l\"\n", 4, 1, 3, 0}, /* a whole line inside */
        {"a;\"b\nc;d\ne\"\n", 2, 1, 3, 0},
        {"a;b;\"c;d;e\nf;g;h\";i;j\n", 5, 1, 2, 0},             /* in the same column of both */
        {"a;b;\"c\nd\";e;f\n", 5, 0, 0, 0},                     /* by the rules */
        {"a,\"well, so\nit, seems\n, it is\",c\n", 3, 0, 0, 0}, /* prose has blanks */
        {"a;\"b \"c\" d\";e\n", 3, 0, 0, 2},
        {"a;\"b \"\"c\"\" d\";e\n", 3, 0, 0, 0},
        {"a;b\"c;d\n", 3, 0, 0, 0},
        {"a;\"b\" ;c\n", 3, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char separator = strchr(cases[i].text, ';') != NULL ? ';' : ',';
        ind_quote_watch watch = {.separator = separator, .fields = cases[i].fields};
        ind_quote_watch_begin(&watch);
        uint64_t line = 1;
        for (const char *at = cases[i].text; *at != '\0'; at++) {
            ind_quote_watch_take(&watch, at, 1, line);
            line += *at == '\n';
        }
        ind_quote_watch_end(&watch, line);
        if (watch.swallow_open != cases[i].open || watch.swallow_close != cases[i].close ||
            watch.stray_field != cases[i].stray)
            fail_msg("%s: %d to %d, field %d", cases[i].text, (int)watch.swallow_open, (int)watch.swallow_close,
                     (int)watch.stray_field);
    }
}

static bool alike(const char *a, const char *b) {
    ind_buffer scratch = {0};
    uint64_t first = ind_alike_hash(ind_str_of(a), &scratch), second = ind_alike_hash(ind_str_of(b), &scratch);
    ind_buffer_free(&scratch);
    ind_alike_style style = {0};
    ind_alike_look(&style, ind_str_of(a));
    ind_alike_look(&style, ind_str_of(b));
    if (first == second && !ind_alike_possible(&style))
        fail_msg("the cheap answer for %s and %s", a, b);
    return first == second;
}

static void finds_two_writings(void **state) {
    (void)state;
    static const char *const same[][2] = {{"ab12", "AB12"},
                                          {"4711", "4711.0"},
                                          {"4711", "4711,00"},
                                          {"0815", "815"},
                                          {"'77", "77"},
                                          {"=\"77\"", "77"},
                                          {"a-b", "AB"},
                                          {"a b", "ab"},
                                          {"\xc3\xa5", "A"},
                                          {"SE_1", "SE1"},
                                          {"D\xe2\x80\x93"
                                           "1",
                                           "d1"}};
    static const char *const other[][2] = {
        {"ab12", "ab13"}, {"4711", "47110"}, {"10", "1"}, {"4711.5", "4711"}, {"0", "00a"}};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (!alike(same[i][0], same[i][1]))
            fail_msg("%s and %s", same[i][0], same[i][1]);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (alike(other[i][0], other[i][1]))
            fail_msg("%s and %s", other[i][0], other[i][1]);
}

static void trims_what_nobody_sees(void **state) {
    (void)state;
    assert_true(ind_str_is(ind_trim(IND_STR("\xef\xbb\xbf\xe3\x80\x80 a b\xe2\x80\x8b\xc2\xa0\t")), "a b"));
    assert_int_equal(ind_trim(IND_STR("\xc2\xad\xe2\x80\x8e")).length, 0);
    assert_true(ind_str_is(ind_trim(IND_STR("\xc3\xa5")), "\xc3\xa5"));
    ind_buffer out = {0};
    assert_true(ind_drop_invisible(IND_STR("a\xc2\xad"
                                           "b"),
                                   &out) &&
                ind_str_is(ind_buffer_str(&out), "ab"));
    assert_false(ind_drop_invisible(IND_STR("a\xc2\xa0"
                                            "b"),
                                    &out));
    ind_buffer_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_have_a_form),  cmocka_unit_test(codes_are_brought_to_it),
        cmocka_unit_test(knows_markers),      cmocka_unit_test(watches_quotes),
        cmocka_unit_test(finds_two_writings), cmocka_unit_test(trims_what_nobody_sees),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

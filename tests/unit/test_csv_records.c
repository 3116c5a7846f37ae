/* Records from text: what is a record, on which line does it start, and that no cut of the text changes it. */
#include "base/memory.h"
#include "data/text/records.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
/* cmocka wants the four above first */
#include <cmocka.h>

/* Expected and actual records are compared as text: "LINE:field/field/" a record, then the end:
 * "." in order, "!L" record too long (line L), "?L:F" quote never closed, opened on line L in field F. */
typedef struct {
    const char *name, *text, *want, *line_end;
    size_t length; /* of text, where it holds NUL; else 0 */
    uint32_t skip;
    size_t limit; /* 0: large */
    char separator;
} record_case;

static const record_case cases[] = {
    {"plain", "a;b\n1;2\n", "1:a/b/ 2:1/2/ .", "lf", 0, 0, 0, ';'},
    {"no final newline", "a;b\n1;2", "1:a/b/ 2:1/2/ .", "lf", 0, 0, 0, ';'},
    {"one line", "a;b", "1:a/b/ .", "none", 0, 0, 0, ';'},
    {"empty", "", ".", "none", 0, 0, 0, ';'},
    {"only line ends", "\n\r\n\r", ".", "none", 0, 0, 0, ';'},
    {"only blanks", "  \n \t \n", ".", "none", 0, 0, 0, ';'},
    {"crlf", "a;b\r\n1;2\r\n", "1:a/b/ 2:1/2/ .", "crlf", 0, 0, 0, ';'},
    {"lone cr", "a;b\r1;2\r", "1:a/b/ 2:1/2/ .", "cr", 0, 0, 0, ';'},
    {"mixed ends", "a;b\r\n1;2\n3;4\r\n", "1:a/b/ 2:1/2/ 3:3/4/ .", "mixed", 0, 0, 0, ';'},
    {"cr then lf line", "a\r\r\nb\n", "1:a/ 3:b/ .", "mixed", 0, 0, 0, ';'},
    {"empty lines count", "\n\na;b\n\n\n1;2\n", "3:a/b/ 6:1/2/ .", "lf", 0, 0, 0, ';'},
    {"empty lines crlf", "\r\na;b\r\n\r\n1;2\r\n", "2:a/b/ 4:1/2/ .", "crlf", 0, 0, 0, ';'},
    {"empty fields", ";;\n", "1:/// .", "lf", 0, 0, 0, ';'},
    {"last field empty", "a;\n", "1:a// .", "lf", 0, 0, 0, ';'},
    {"quotes", "\"a\";\"b;c\"\n", "1:a/b;c/ .", "lf", 0, 0, 0, ';'},
    {"doubled quotes", "\"a\"\"b\";c\n", "1:a\"b/c/ .", "lf", 0, 0, 0, ';'},
    {"line break in quotes", "\"a\nb\";c\nd;e\n", "1:a\nb/c/ 3:d/e/ .", "lf", 0, 0, 0, ';'},
    {"crlf in quotes", "\"a\r\nb\";c\r\nd;e\r\n", "1:a\r\nb/c/ 3:d/e/ .", "crlf", 0, 0, 0, ';'},
    {"lf in quotes in a crlf file", "\"a\nb\";c\r\nd;e\r\n", "1:a\nb/c/ 3:d/e/ .", "crlf", 0, 0, 0, ';'},
    {"three lines in quotes", "h\n\"1\n2\n3\"\nx\n", "1:h/ 2:1\n2\n3/ 5:x/ .", "lf", 0, 0, 0, ';'},
    {"empty lines in quotes", "\"\n\n\";b\nc;d\n", "1:\n\n/b/ 4:c/d/ .", "lf", 0, 0, 0, ';'},
    {"stray quote", "a\"b;c\n", "1:a\"b/c/ .", "lf", 0, 0, 0, ';'},
    {"text after a quote", "\"a\"b\";c\n", "1:a\"b/c/ .", "lf", 0, 0, 0, ';'},
    {"blanks around", " a ; \"b\" ;c\n", "1:a/b/c/ .", "lf", 0, 0, 0, ';'},
    {"blanks kept in quotes", "\" a \"\n", "1: a / .", "lf", 0, 0, 0, ';'},
    {"quoted empty", "\"\"\n", "1:/ .", "lf", 0, 0, 0, ';'},
    {"tab", "a\tb\n\t\n", "1:a/b/ 2:// .", "lf", 0, 0, 0, '\t'},
    {"comma", "a,\"b,c\"\n", "1:a/b,c/ .", "lf", 0, 0, 0, ','},
    {"unclosed", "h;i\na;\"b\nc;d\n", "1:h/i/ ?2:2", "lf", 0, 0, 0, ';'},
    {"unclosed in a later line", "h;i\n\"a\nb\";\"c\nd\n", "1:h/i/ ?3:2", "lf", 0, 0, 0, ';'},
    {"unclosed reopened in the line", "\"a\";\"b\n", "?1:2", "none", 0, 0, 0, ';'},
    {"unclosed at the very end", "a;\"", "?1:2", "none", 0, 0, 0, ';'},
    {"quote doubled over a break", "\"a\"\"\n\"\"b\"\nc\n", "1:a\"\n\"b/ 3:c/ .", "lf", 0, 0, 0, ';'},
    {"ctrl-z at the end", "a;b\n1;2\n\x1a", "1:a/b/ 2:1/2/ .", "lf", 0, 0, 0, ';'},
    {"ctrl-z glued", "a;b\n1;2\x1a", "1:a/b/ 2:1/2/ .", "lf", 0, 0, 0, ';'},
    {"ctrl-z behind a quote", "a\n\"b\"\x1a\x1a", "1:a/ 2:b/ .", "lf", 0, 0, 0, ';'},
    {"ctrl-z on a line", "a\n\x1a\r\nb\n", "1:a/ 3:b/ .", "mixed", 0, 0, 0, ';'},
    {"ctrl-z inside",
     "a\x1a\x1a"
     "b\nc\n",
     "1:a\x1a\x1a"
     "b/ 2:c/ .",
     "lf", 0, 0, 0, ';'},
    {"skipped lines", "sep=;\nTitle \"x\nh;i\n", "3:h/i/ .", "lf", 0, 2, 0, ';'},
    {"skipped lines crlf", "sep=;\r\nh;i\r\n", "2:h/i/ .", "crlf", 0, 1, 0, ';'},
    {"skipped empty lines", "\n\nh\n", "3:h/ .", "lf", 0, 2, 0, ';'},
    {"all skipped", "x\ny", ".", "none", 0, 5, 0, ';'},
    {"nul byte", "a\0b;c\n", "1:a#b/c/ .", "lf", 6, 0, 0, ';'},
    {"at the limit", "12345678;\n", "1:12345678// .", "lf", 0, 0, 10, ';'},
    {"over the limit", "a\n123456789;\n", "1:a/ !2", "lf", 0, 0, 10, ';'},
    {"over the limit in quotes", "\"1\n2\n3\n4\n5\n6\"", "!1", "none", 0, 0, 10, ';'},
    {"limit counts each record", "12345678\n12345678\n12345678\n", "1:12345678/ 2:12345678/ 3:12345678/ .", "lf", 0, 0,
     10, ';'},
};

static void add_record(ind_buffer *out, const ind_record *record) {
    ind_buffer_format(out, "%llu:", (unsigned long long)record->line);
    for (size_t i = 0; i < record->stored; i++) {
        for (size_t j = 0; j < record->fields[i].length; j++) {
            char c = record->fields[i].data[j];
            ind_buffer_add(out, c == '\0' ? "#" : &c, 1);
        }
        ind_buffer_add(out, "/", 1);
    }
    ind_buffer_add(out, " ", 1);
}

/* Each block is a fresh allocation of its exact size, so that the sanitizers see a read outside it. */
static void give(ind_records *records, const char *text, size_t length, size_t *at, size_t block, char **keep) {
    size_t size = length - *at < block ? length - *at : block;
    free(*keep);
    *keep = malloc(size > 0 ? size : 1);
    assert_non_null(*keep);
    memcpy(*keep, text + *at, size);
    *at += size;
    ind_records_give(records, (ind_str){*keep, size});
}

static void read_all(const record_case *c, size_t length, size_t block, ind_buffer *out, const char **line_end) {
    ind_records *records = ind_records_new(&(ind_records_options){.separator = c->separator,
                                                                  .skip_lines = c->skip,
                                                                  .record_limit = c->limit > 0 ? c->limit : 1 << 20,
                                                                  .field_limit = 100});
    size_t at = 0;
    char *keep = NULL;
    ind_record record;
    ind_record_state state;
    while ((state = ind_records_next(records, &record)) == IND_RECORD_READY || state == IND_RECORD_NEED_BLOCK) {
        if (state == IND_RECORD_READY)
            add_record(out, &record);
        else
            give(records, c->text, length, &at, block, &keep);
    }
    ind_records_place place = ind_records_where(records);
    if (state == IND_RECORD_END)
        ind_buffer_text(out, ".");
    else if (state == IND_RECORD_TOO_LONG)
        ind_buffer_format(out, "!%llu", (unsigned long long)place.line);
    else
        ind_buffer_format(out, "?%llu:%u", (unsigned long long)place.quote_line, (unsigned)place.quote_field);
    *line_end = ind_records_line_end(records);
    ind_records_free(records);
    free(keep);
}

static void no_cut_changes_a_record(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const record_case *c = &cases[i];
        size_t length = c->length > 0 ? c->length : strlen(c->text);
        for (size_t block = 1; block <= length + 1; block++) {
            ind_buffer got = {0};
            const char *line_end;
            read_all(c, length, block, &got, &line_end);
            if (strcmp(got.data, c->want) != 0 || strcmp(line_end, c->line_end) != 0)
                fail_msg("%s, blocks of %zu: got <%s> %s, want <%s> %s", c->name, block, got.data, line_end, c->want,
                         c->line_end);
            ind_buffer_free(&got);
        }
    }
}

static void flags_high_and_nul_bytes(void **state) {
    (void)state;
    static const char text[] = "abcdefgh;abcdefgh\nabcdefgh;abcd\xe5"
                               "fgh\na\0b;c\n\xc3\xa5;b\n";
    ind_records *records =
        ind_records_new(&(ind_records_options){.separator = ';', .record_limit = 100, .field_limit = 10});
    ind_records_give(records, (ind_str){text, sizeof text - 1});
    static const bool high[] = {false, true, false, true}, nul[] = {false, false, true, false};
    for (size_t i = 0; i < 4; i++) {
        ind_record record;
        assert_int_equal(ind_records_next(records, &record), IND_RECORD_READY);
        assert_int_equal(record.high, high[i]);
        assert_int_equal(record.nul, nul[i]);
        assert_int_equal(record.count, 2);
    }
    ind_records_free(records);
}

static void fields_over_the_limit_are_counted(void **state) {
    (void)state;
    ind_records *records =
        ind_records_new(&(ind_records_options){.separator = ';', .record_limit = 100, .field_limit = 3});
    ind_records_give(records, ind_str_of("1;2;3;4;5\n1;2\n"));
    ind_record record;
    assert_int_equal(ind_records_next(records, &record), IND_RECORD_READY);
    assert_int_equal(record.count, 5);
    assert_int_equal(record.stored, 3);
    assert_true(ind_str_is(record.fields[0], "1"));
    assert_true(ind_str_is(record.fields[2], "345")); /* no byte is lost for the judgement of encodings */
    assert_int_equal(ind_records_next(records, &record), IND_RECORD_READY);
    assert_int_equal(record.stored, 2);
    ind_records_free(records);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_cut_changes_a_record),
        cmocka_unit_test(flags_high_and_nul_bytes),
        cmocka_unit_test(fields_over_the_limit_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

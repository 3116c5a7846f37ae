/* test_mask.c - what a screen would obey is masked, on screens and in files. */
#include "base/json.h"
#include "base/mask.h"
#include "report/csv_field.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void expect(const char *what, ind_str text, ind_buffer *got, const char *want) {
    ind_buffer_add(got, "", 1);
    if (strcmp(got->data, want) != 0)
        fail_msg("%s of '%.*s': want '%s', got '%s'", what, IND_STR_ARGS(text), want, got->data);
    ind_buffer_free(got);
}

#define TEXT(literal) literal, sizeof(literal) - 1

static const struct {
    const char *text;
    size_t length;
    const char *line, *lines;
} masked[] = {
    {TEXT("Åldrar, 65+ år – 日本"), "Åldrar, 65+ år – 日本", "Åldrar, 65+ år – 日本"},
    {TEXT("\x1b[2J\x1b]0;x\x07"), "?[2J?]0;x?", "?[2J?]0;x?"},
    {TEXT("a\x7f\xc2\x9b"
          "31m"),
     "a??31m", "a??31m"},                                          /* DEL, and CSI as one character */
    {TEXT("a\tb\r\nc"), "a b  c", "a b \nc"},                      /* white space */
    {TEXT("a\0b"), "a?b", "a?b"},                                  /* NUL */
    {TEXT("a\xff\xc3"), "a??", "a??"},                             /* not UTF-8 */
    {TEXT("x\xe2\x80\xae y \xe2\x81\xa6z"), "x? y ?z", "x? y ?z"}, /* override, isolate */
    {TEXT("\xe2\x80\x8e\xd8\x9c\xef\xbb\xbf"), "???", "???"},      /* marks */
    {TEXT("a\xe2\x80\xa8"
          "b"),
     "a?b", "a?b"},                                                                       /* a line separator */
    {TEXT("\xf3\xa0\x81\x81\xf0\x9f\x98\x80"), "?\xf0\x9f\x98\x80", "?\xf0\x9f\x98\x80"}, /* a tag; a face */
    {TEXT("\xc2\xa0 \xc3\xa5"), "\xc2\xa0 \xc3\xa5", "\xc2\xa0 \xc3\xa5"},
    {TEXT("::error::x a::b ::c\n::d ##[e]"), "?:error::x a::b ?:c ?:d ?#[e]", "?:error::x a::b ?:c\n?:d ?#[e]"},
};

static void masks_lines(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof masked / sizeof *masked; i++) {
        ind_str text = {masked[i].text, masked[i].length};
        ind_buffer line = {0}, lines = {0};
        ind_mask(text, &line);
        assert_true(!ind_mask_is_idle(text) || ind_str_equal(ind_buffer_str(&line), text)); /* idle is idle */
        expect("mask", text, &line, masked[i].line);
        ind_mask_lines(text, &lines);
        expect("mask_lines", text, &lines, masked[i].lines);
    }
}

static const struct {
    const char *text, *want;
} quoted[] = {
    {"a\x1b\x7f\xc2\x9b\n\"\\", "\"a\\u001b\\u007f\\u009b\\n\\\"\\\\\""},
    {"x\xe2\x80\xae\xef\xbb\xbf", "\"x\\u202e\\ufeff\""},
    {"\xf3\xa0\x81\x81", "\"\\udb40\\udc41\""},
    {"å – € 日 \xf0\x9f\x98\x80 \xc2\xa7", "\"å – € 日 \xf0\x9f\x98\x80 \xc2\xa7\""},
};

static void escapes_in_json(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof quoted / sizeof *quoted; i++) {
        ind_buffer got = {0};
        ind_json_quote(ind_str_of(quoted[i].text), &got);
        expect("quote", ind_str_of(quoted[i].text), &got, quoted[i].want);
    }
}

static const struct {
    const char *text, *want;
} fields[] = {
    {"Andel", "Andel"},
    {"a;b", "\"a;b\""},
    {"a \"b\"", "\"a \"\"b\"\"\""},
    {"=1+1", "'=1+1"},
    {"=HYPERLINK(\"http://x\";\"y\")", "\"'=HYPERLINK(\"\"http://x\"\";\"\"y\"\")\""},
    {"+46 8 123", "'+46 8 123"},
    {"-2+3", "'-2+3"},
    {"@SUM(A1)", "'@SUM(A1)"},
    {"\t=1", "' =1"},
    {"\r=1", "' =1"},
    {"  =1", "'  =1"},
    {"-", "'-"},
    {"-1.5", "-1.5"}, /* numbers stay numbers */
    {"+2", "+2"},
    {"-1,5", "-1,5"},
    {"-1.5.2", "'-1.5.2"},
    {"-1e5|calc", "'-1e5|calc"},
    {"65-79", "65-79"},
    {"a\nb\x1b[1m", "a b?[1m"},
    {"", ""},
};

static void makes_fields(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        ind_buffer got = {0};
        ind_csv_field(ind_str_of(fields[i].text), ';', &got);
        expect("field", ind_str_of(fields[i].text), &got, fields[i].want);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(masks_lines),
        cmocka_unit_test(escapes_in_json),
        cmocka_unit_test(makes_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

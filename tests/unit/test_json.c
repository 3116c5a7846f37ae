/* test_json.c - JSON with positions: what is refused, where, and what is read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/json.h"

typedef struct {
    ind_arena *arena;
    ind_diag *diag;
    ind_json *root;
    ind_status status;
} parsed;

static parsed parse_bytes(const char *text, size_t length) {
    parsed p = {.arena = ind_arena_new(), .diag = ind_diag_new()};
    ind_source *source = ind_source_new(p.arena, "t.json", (ind_str){text, length});
    p.status = ind_json_parse(p.arena, source, p.diag, &p.root);
    return p;
}

static parsed parse(const char *text) {
    return parse_bytes(text, strlen(text));
}

static void done(parsed p) {
    ind_arena_free(p.arena);
    ind_diag_free(p.diag);
}

/* ---- What is refused ---- */

static const struct {
    const char *text;
    uint64_t line;
    uint32_t column, width;
    const char *message, *help;
} bad[] = {
    {"", 1, 1, 1, "the file is empty", NULL},
    {" \n\n ", 1, 1, 1, "the file is empty", NULL},
    {"{\"a\": 1,}", 1, 8, 1, "a comma before a closing bracket", "remove it"},
    {"[1,\n 2,\n]", 2, 3, 1, "a comma before a closing bracket", "remove it"},
    {"[,1]", 1, 2, 1, "a value is expected here", NULL},
    {"[1,,2]", 1, 4, 1, "a value is expected here", NULL},
    {"{\"a\": 'b'}", 1, 7, 1, "text needs double quotes", "write \"text\" with straight double quotes"},
    {"{'a': 1}", 1, 2, 1, "text needs double quotes", "write \"text\" with straight double quotes"},
    {"{\"a\": \u201Cb\u201D}", 1, 7, 1, "text needs double quotes", "write \"text\" with straight double quotes"},
    {"{\u201Ca\u201D: 1}", 1, 2, 1, "text needs double quotes", "write \"text\" with straight double quotes"},
    {"{a: 1}", 1, 2, 1, "a key needs double quotes", "write the key in double quotes"},
    {"{\"a\": 1,5}", 1, 9, 1, "a key in double quotes is expected here", "the decimal mark is a point"},
    {"{\"a\": 1\n \"b\": 2}", 1, 8, 1, "a comma is missing here", NULL},
    {"[1 2]", 1, 3, 1, "a comma is missing here", NULL},
    {"{\"a\" 1}", 1, 6, 1, "':' and a value is expected here", NULL},
    {"{\"a\"; 1}", 1, 5, 1, "':' and a value is expected here", NULL},
    {"{\"a\": 1; \"b\": 2}", 1, 8, 1, "',' or '}' is expected here", NULL},
    {"{\"a\": [1}", 1, 9, 1, "',' or ']' is expected here", NULL},
    {"{\"a\": }", 1, 7, 1, "a value is expected here", NULL},
    {"{\n \"a\": [1,\n 2", 3, 3, 1, "the file ends inside the array that line 2 opens", "a closing ']' is missing"},
    {"{\"a\": 1", 1, 8, 1, "the file ends inside the object that line 1 opens", "a closing '}' is missing"},
    {"{", 1, 2, 1, "the file ends where a key in double quotes is expected", NULL},
    {"[", 1, 2, 1, "the file ends where a value is expected", NULL},
    {"{ // why\n}", 1, 3, 1, "JSON has no comments", "write remarks as a member with a key such as \"x-note\""},
    {"/* x */ 1", 1, 1, 1, "JSON has no comments", "write remarks as a member with a key such as \"x-note\""},
    {"[1, # one\n2]", 1, 5, 1, "JSON has no comments", "write remarks as a member with a key such as \"x-note\""},
    {"[1 /* one */]", 1, 4, 1, "JSON has no comments", "write remarks as a member with a key such as \"x-note\""},
    {"[True]", 1, 2, 4, "unknown word 'True'", "write true"},
    {"[NaN]", 1, 2, 3, "unknown word 'NaN'", "JSON has no such number"},
    {"[åäö]", 1, 2, 3, "unknown word 'åäö'", "text needs double quotes"},
    {"[abc]", 1, 2, 3, "unknown word 'abc'", "text needs double quotes"},
    {"[truer]", 1, 2, 5, "unknown word 'truer'", "text needs double quotes"},
    {"1 2", 1, 3, 1, "text after the end of the value", NULL},
    {"{}\n{}", 2, 1, 1, "text after the end of the value", NULL},
    {"[]]", 1, 3, 1, "text after the end of the value", NULL},
    {"01", 1, 1, 2, "a number has no leading zeros", "codes and dates are text, in double quotes"},
    {"[-012]", 1, 2, 4, "a number has no leading zeros", NULL},
    {"[0480]", 1, 2, 4, "a number has no leading zeros", "codes and dates are text, in double quotes"},
    {"+1", 1, 1, 2, "a number begins with a digit or with '-' and a digit", NULL},
    {".5", 1, 1, 2, "a number begins with a digit or with '-' and a digit", NULL},
    {"-", 1, 1, 1, "a number begins with a digit or with '-' and a digit", NULL},
    {"-a", 1, 1, 2, "a number begins with a digit or with '-' and a digit", NULL},
    {"1.", 1, 1, 2, "a digit is missing after the decimal point", "codes and dates are text, in double quotes"},
    {"1e", 1, 1, 2, "a digit is missing in the exponent", "codes and dates are text, in double quotes"},
    {"2024-01-01", 1, 1, 10, "not a number that JSON allows", "codes and dates are text, in double quotes"},
    {"0x1F", 1, 1, 4, "not a number that JSON allows", "codes and dates are text, in double quotes"},
    {"1e999", 1, 1, 5, "the number is too large", NULL},
    {"[1, -1e999]", 1, 5, 6, "the number is too large", NULL},
    {"1e-999", 1, 1, 6, "the number is too close to zero", NULL},
    {"1234567890123456789012345678901234567890123456789012345678901", 1, 1, 61, "a number has at most 60 characters",
     NULL},
    {"[\"a\nb\"]", 1, 2, 2, "the text has no closing quote on this line", NULL},
    {"\"a", 1, 1, 2, "the text has no closing quote on this line", NULL},
    {"\"a\\", 1, 3, 1, "unknown escape in a text", "write a backslash as \\\\"},
    {"\"a\tb\"", 1, 3, 1, "control character in a text", "write a tab as \\t"},
    {"\"a\x01"
     "b\"",
     1, 3, 1, "control character in a text", NULL},
    {"\"å\\d\"", 1, 3, 2, "unknown escape in a text", "write a backslash as \\\\"},
    {"\"\\u12g4\"", 1, 2, 2, "\\u needs four hexadecimal digits", NULL},
    {"\"\\ud800x\"", 1, 2, 6, "half of a surrogate pair", NULL},
    {"\"\\udc00\"", 1, 2, 6, "half of a surrogate pair", NULL},
    {"\"\\ud800\\u0041\"", 1, 2, 6, "half of a surrogate pair", NULL},
    {"\"a\\u0000b\"", 1, 3, 6, "\\u0000 is not allowed in a text", NULL},
    {"{\"a\\u0000\": 1}", 1, 4, 6, "\\u0000 is not allowed in a text", NULL},
    {"{\"a\": 1, \"a\": 2}", 1, 10, 3, "duplicate key 'a'", "it is first given on line 1"},
    {"{\"a\": 1,\n\"\\u0061\": 2}", 2, 1, 8, "duplicate key 'a'", "it is first given on line 1"},
    {"\xEF\xBB\xBF{a", 1, 2, 1, "a key needs double quotes", "write the key in double quotes"},
    {"\"a\xE5\"", 1, 3, 1, "the file is not UTF-8", "save the file as UTF-8"},
    {"\xFF\xFE{", 1, 1, 1, "the file is not UTF-8", "save the file as UTF-8"},
    {"\"\xC0\x80\"", 1, 2, 1, "the file is not UTF-8", "save the file as UTF-8"},
    {"\"\xED\xA0\x80\"", 1, 2, 1, "the file is not UTF-8", "save the file as UTF-8"},
    {"\"a\xC3", 1, 3, 1, "the file is not UTF-8", "save the file as UTF-8"},
};

static bool same_text(const char *a, const char *b) {
    return (a == NULL) == (b == NULL) && (a == NULL || strcmp(a, b) == 0);
}

static void refuses_bad_json(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        parsed p = parse(bad[i].text);
        if (p.status != IND_E_DEFINITION || p.root != NULL || ind_diag_count(p.diag) != 1)
            fail_msg("%s: status %d, %zu findings", bad[i].text, (int)p.status, ind_diag_count(p.diag));
        const ind_finding *f = ind_diag_at(p.diag, 0);
        if (f->place.line != bad[i].line || f->place.column != bad[i].column || f->place.width != bad[i].width)
            fail_msg("%s: at %d:%d width %d", bad[i].text, (int)f->place.line, (int)f->place.column,
                     (int)f->place.width);
        if (!same_text(f->message, bad[i].message) || !same_text(f->help, bad[i].help))
            fail_msg("%s: %s (%s)", bad[i].text, f->message, f->help == NULL ? "no help" : f->help);
        assert_string_equal(f->place.file, "t.json");
        done(p);
    }
}

static void refuses_a_nul_byte(void **state) {
    (void)state;
    static const char *const texts[] = {"[1\0]", "\"a\0b\"", "[tr\0e]", "1\0"};
    static const size_t lengths[] = {4, 5, 6, 2};
    for (size_t i = 0; i < 4; i++) {
        parsed p = parse_bytes(texts[i], lengths[i]);
        assert_int_equal(p.status, IND_E_DEFINITION);
        assert_int_equal(ind_diag_count(p.diag), 1);
        done(p);
    }
}

/* All findings that do not end the scan are given, in the order of the file. */
static void collects_findings(void **state) {
    (void)state;
    parsed p = parse("{\"a\": \"\\u0000\",\n \"b\": 1e999,\n \"b\": 1e-999,\n \"A\": 1,\n \"a\": 3, \"b\": 4}");
    static const char *const messages[] = {
        "\\u0000 is not allowed in a text", "the number is too large", "duplicate key 'b'",
        "the number is too close to zero",  "duplicate key 'a'",       "duplicate key 'b'"};
    assert_int_equal(ind_diag_count(p.diag), 6);
    for (size_t i = 0; i < 6; i++)
        assert_string_equal(ind_diag_at(p.diag, i)->message, messages[i]);
    assert_int_equal(ind_diag_status(p.diag), IND_E_DEFINITION);
    done(p);
}

static char *nested(size_t depth) {
    char *text = malloc(2 * depth + 1);
    assert_non_null(text);
    memset(text, '[', depth);
    memset(text + depth, ']', depth);
    text[2 * depth] = '\0';
    return text;
}

static void caps_depth(void **state) {
    (void)state;
    static const struct {
        size_t depth;
        ind_status want;
    } cases[] = {
        {1, IND_OK}, {64, IND_OK}, {65, IND_E_DEFINITION}, {10000, IND_E_DEFINITION}, {1000000, IND_E_DEFINITION}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = nested(cases[i].depth);
        parsed p = parse(text);
        assert_int_equal(p.status, cases[i].want);
        if (cases[i].want != IND_OK) {
            const ind_finding *f = ind_diag_at(p.diag, 0);
            assert_string_equal(f->message, "nested deeper than 64 levels");
            assert_int_equal(f->place.column, 65);
            assert_int_equal(f->place.width, 1);
        }
        done(p);
        free(text);
    }
}

static void caps_findings(void **state) {
    (void)state;
    ind_buffer text = {0};
    for (int i = 0; i < 1000; i++)
        ind_buffer_text(&text, i == 0 ? "{\"a\":1" : ",\"a\":1");
    ind_buffer_text(&text, "}");
    parsed p = parse(text.data);
    assert_int_equal(ind_diag_count(p.diag), 100);
    done(p);
    ind_buffer_free(&text);
}

/* ---- What is read ---- */

static void reads_values(void **state) {
    (void)state;
    parsed p = parse("\xEF\xBB\xBF{ \"n\": null, \"f\": false, \"t\": true, \"i\": -12, \"d\": 2.5e1,\n"
                     "  \"s\": \"\\u00e5\\n\\\"\\/\\ud83d\\ude00\", \"a\": [1, []], \"o\": {\"N\": 1} }\n");
    assert_int_equal(p.status, IND_OK);
    assert_int_equal(p.root->type, IND_JSON_OBJECT);
    assert_int_equal(p.root->count, 8);
    assert_int_equal(ind_json_get(p.root, "n")->type, IND_JSON_NULL);
    assert_int_equal(ind_json_get(p.root, "f")->type, IND_JSON_FALSE);
    assert_int_equal(ind_json_get(p.root, "t")->type, IND_JSON_TRUE);
    assert_true(ind_json_get(p.root, "d")->number == 25);
    assert_true(ind_str_is(ind_json_get(p.root, "d")->text, "2.5e1"));
    assert_true(ind_str_is(ind_json_get(p.root, "s")->text, "å\n\"/\U0001F600"));
    assert_int_equal(ind_json_get(p.root, "a")->count, 2);
    assert_null(ind_json_get(p.root, "N")); /* case counts */
    assert_non_null(ind_json_get(ind_json_get(p.root, "o"), "N"));
    assert_null(ind_json_get(ind_json_get(p.root, "a"), "N"));
    assert_null(ind_json_get(NULL, "N"));
    done(p);
}

static void reads_integers(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool want;
        int64_t value;
    } cases[] = {
        {"0", true, 0},
        {"-7", true, -7},
        {"9223372036854775807", true, INT64_MAX},
        {"9223372036854775808", false, 0},
        {"9007199254740993", true, 9007199254740993},
        {"1.0", false, 0},
        {"1e2", false, 0},
        {"\"1\"", false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        parsed p = parse(cases[i].text);
        int64_t value = 0;
        if (ind_json_integer(p.root, &value) != cases[i].want || value != cases[i].value)
            fail_msg("%s: %lld", cases[i].text, (long long)value);
        done(p);
    }
}

static void names_types(void **state) {
    (void)state;
    assert_string_equal(ind_json_type_name(IND_JSON_TEXT), "text");
    assert_string_equal(ind_json_type_name(IND_JSON_NULL), "null");
    assert_string_equal(ind_json_type_name(IND_JSON_OBJECT), "object");
}

/* ---- Places ---- */

static void knows_places(void **state) {
    (void)state;
    parsed p = parse("{\r\n  \"åäö\": \"x\",\r\n  \"b\": {\r\n    \"c\": [1,\r\n 2] } }\r\n");
    assert_int_equal(p.status, IND_OK);
    ind_json *first = p.root->items[0], *c = p.root->items[1]->items[0];
    ind_place key = ind_json_key_place(first), value = ind_json_place(first), array = ind_json_place(c);
    assert_int_equal(key.line, 2);
    assert_int_equal(key.column, 3);
    assert_int_equal(key.width, 5);
    assert_true(ind_str_is(key.source_line, "  \"åäö\": \"x\","));
    assert_int_equal(value.column, 10);
    assert_int_equal(value.width, 3);
    assert_int_equal(array.line, 4);
    assert_int_equal(array.column, 10);
    assert_int_equal(array.width, 3);                          /* to the end of its first line */
    assert_int_equal(ind_json_key_place(c->items[1]).line, 5); /* no key: the value */
    assert_int_equal(ind_json_key_place(p.root).column, 1);
    done(p);
}

/* A line of 300 characters "åb"; place of the character COLUMN. */
static ind_place place_on_long_line(ind_arena *arena, uint32_t column, size_t width) {
    ind_buffer text = {0};
    for (int i = 0; i < 150; i++)
        ind_buffer_text(&text, "åb");
    ind_source *source = ind_source_new(arena, "t", ind_buffer_str(&text));
    ind_buffer_free(&text);
    size_t start = (column - 1) / 2 * 3 + (column - 1) % 2 * 2;
    return ind_source_place(source, start, start + width);
}

static void cuts_long_lines(void **state) {
    (void)state;
    static const struct {
        uint32_t column;
        size_t caret, bytes;
    } cases[] = {{1, 0, 182},    {80, 79, 182},  {81, 40, 182}, {82, 40, 181}, /* one more than the 120 shown */
                 {220, 40, 181}, {221, 40, 180}, {299, 40, 63}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_arena *arena = ind_arena_new();
        ind_place place = place_on_long_line(arena, cases[i].column, 1);
        assert_int_equal(place.column, cases[i].column);
        assert_int_equal(ind_source_caret(place.column), cases[i].caret);
        assert_int_equal(place.source_line.length, cases[i].bytes);
        assert_int_equal(place.width, 1);
        assert_true(((unsigned char)place.source_line.data[0] & 0xC0) != 0x80);
        ind_arena_free(arena);
    }
    ind_arena *arena = ind_arena_new();
    assert_int_equal(place_on_long_line(arena, 101, 300).width, 80); /* of the 120 shown, 40 stand before it */
    ind_arena_free(arena);
}

/* Columns are counted from marks; held against counting from the beginning of the line. */
static void counts_columns_far_into_a_line(void **state) {
    (void)state;
    ind_arena *arena = ind_arena_new();
    ind_buffer text = {0};
    for (int i = 0; i < 4000; i++)
        ind_buffer_text(&text, i % 1500 == 1499 ? "\n" : i % 3 == 0 ? "åb" : i % 7 == 0 ? "日" : "c");
    ind_source *source = ind_source_new(arena, "t", ind_buffer_str(&text));
    uint64_t line = 1;
    uint32_t column = 1;
    for (size_t at = 0; at < text.length; at++) {
        if (((unsigned char)text.data[at] & 0xC0) == 0x80)
            continue;
        ind_place place = ind_source_place(source, at, at + 1);
        if (place.line != line || place.column != column)
            fail_msg("byte %zu: %llu:%u, not %llu:%u", at, (unsigned long long)place.line, place.column,
                     (unsigned long long)line, column);
        bool ends = text.data[at] == '\n';
        line += ends;
        column = ends ? 1 : column + 1;
    }
    ind_buffer_free(&text);
    ind_arena_free(arena);
}

/* Members of a large object are found by their order. */
static void finds_members_of_large_objects(void **state) {
    (void)state;
    enum { MANY = 300 };
    ind_buffer text = {0};
    for (int i = 0; i < MANY; i++)
        ind_buffer_format(&text, "%s\"k%d\": %d", i == 0 ? "{" : ", ", i * 7 % MANY, i);
    ind_buffer_add(&text, "}", 2);
    parsed p = parse(text.data);
    for (int i = 0; i < MANY; i++) {
        char key[16];
        snprintf(key, sizeof key, "k%d", i * 7 % MANY);
        assert_ptr_equal(ind_json_get(p.root, key), p.root->items[i]);
    }
    assert_null(ind_json_get(p.root, "k"));
    assert_null(ind_json_get(p.root, "k300"));
    assert_null(ind_json_get(p.root, "l"));
    ind_json changed = *p.root, other = *p.root->items[5]; /* a copy with other members */
    ind_json *items[MANY];
    memcpy(items, p.root->items, sizeof items);
    items[5] = &other;
    changed.items = items;
    assert_ptr_equal(ind_json_get(&changed, "k35"), &other);
    ind_buffer_free(&text);
    done(p);
}

static void finds_bytes_of_texts(void **state) {
    (void)state;
    parsed p = parse("[\"a\\n\\u00e5b\\ud83d\\ude00c\"]"); /* decoded bytes: a, \n, c3 a5, b, f0 9f 98 80, c */
    ind_json *text = p.root->items[0];
    static const size_t want[] = {2, 3, 5, 5, 11, 12, 12, 12, 12, 24, 25, 25};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        assert_int_equal(ind_json_text_offset(text, i), want[i]);
    assert_int_equal(text->source->text.data[11], 'b');
    assert_int_equal(text->source->text.data[24], 'c');
    assert_int_equal(text->source->text.data[25], '"'); /* one past the end: the closing quote */
    done(p);
}

static void shows_texts_in_messages(void **state) {
    (void)state;
    char out[IND_SHOWN_TEXT], sixty_one[62], wide[61 * 4 + 1] = "";
    memset(sixty_one, 'x', 61);
    sixty_one[61] = '\0';
    for (int i = 0; i < 61; i++)
        strcat(wide, "\U0001F600");
    assert_string_equal(ind_shown(IND_STR("a\nb\x1B"), out), "a.b.");
    assert_string_equal(ind_shown(IND_STR("åäö"), out), "åäö");
    assert_int_equal(strlen(ind_shown((ind_str){sixty_one, 60}, out)), 60);
    assert_int_equal(strlen(ind_shown(ind_str_of(sixty_one), out)), 63);
    assert_int_equal(strlen(ind_shown(ind_str_of(wide), out)), 60 * 4 + 3);
}

/* ---- Writing ---- */

static bool is_remark(const ind_json *member) {
    return ind_str_starts(member->key, IND_STR("x-"));
}

static void writes_canonical_form(void **state) {
    (void)state;
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"{ \"b\" : 1 , \"a\" : [ true, false, null ] }", "{\"a\":[true,false,null],\"b\":1}"},
        {"{\"B\":1,\"a\":2,\"x-note\":3,\"o\":{\"x-\":1}}", "{\"B\":1,\"a\":2,\"o\":{}}"},
        {"\"\\u00e5\\u000a\\/\\u0001\\\"\"", "\"å\\n/\\u0001\\\"\""},
        {"[1, 1.0, 1e0, 10e-1, -0, -0.0, 0.10, 100e-3]", "[1,1,1,1,0,0,0.1,0.1]"},
        {"[9007199254740993, 1e20, 100000000000000000000, 1e-7]", "[9007199254740993,1e+20,1e+20,1e-07]"},
        {"[0.1234567890123456, 0.30000000000000004]", "[0.1234567890123456,0.30000000000000004]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        parsed p = parse(cases[i].text);
        ind_buffer out = {0};
        ind_json_canonical(p.root, is_remark, &out);
        assert_string_equal(out.data, cases[i].want);
        ind_buffer_free(&out);
        done(p);
    }
}

/* ---- Files ---- */

static void loads_files(void **state) {
    (void)state;
    ind_arena *arena = ind_arena_new();
    ind_diag *diag = ind_diag_new();
    ind_source *source = NULL;
    assert_int_equal(ind_source_load(arena, "/nowhere/x.json", diag, &source), IND_E_SYSTEM);
    assert_int_equal(ind_source_load(arena, "/", diag, &source), IND_E_SYSTEM);
    assert_null(source);
    assert_string_equal(ind_diag_at(diag, 0)->message, "cannot read the file: No such file or directory");

    char path[] = "/tmp/test_jsonXXXXXX";
    int handle = mkstemp(path);
    assert_true(handle >= 0);
    assert_int_equal(write(handle, "\xEF\xBB\xBF{}\n", 6), 6);
    assert_int_equal(ind_source_load(arena, path, diag, &source), IND_OK);
    assert_true(ind_str_is(source->text, "{}\n"));
    assert_int_equal(source->lines, 2);
    assert_int_equal(ftruncate(handle, 16 << 20), 0);
    assert_int_equal(ind_source_load(arena, path, diag, &source), IND_OK);
    assert_int_equal(ftruncate(handle, (16 << 20) + 1), 0);
    assert_int_equal(ind_source_load(arena, path, diag, &source), IND_E_SYSTEM);
    close(handle);
    remove(path);
    ind_diag_free(diag);
    ind_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_bad_json),
        cmocka_unit_test(refuses_a_nul_byte),
        cmocka_unit_test(collects_findings),
        cmocka_unit_test(caps_depth),
        cmocka_unit_test(caps_findings),
        cmocka_unit_test(reads_values),
        cmocka_unit_test(reads_integers),
        cmocka_unit_test(names_types),
        cmocka_unit_test(knows_places),
        cmocka_unit_test(cuts_long_lines),
        cmocka_unit_test(counts_columns_far_into_a_line),
        cmocka_unit_test(finds_members_of_large_objects),
        cmocka_unit_test(finds_bytes_of_texts),
        cmocka_unit_test(shows_texts_in_messages),
        cmocka_unit_test(writes_canonical_form),
        cmocka_unit_test(loads_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_json_read.c - objects held against a table of their keys. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/json_read.h"

typedef struct {
    ind_arena *arena;
    ind_diag *diag;
    ind_json *root;
} parsed;

static parsed parse(const char *text) {
    parsed p = {.arena = ind_arena_new(), .diag = ind_diag_new()};
    assert_int_equal(ind_json_parse(p.arena, ind_source_new(p.arena, "t", ind_str_of(text)), p.diag, &p.root), IND_OK);
    return p;
}

static void done(parsed p) {
    ind_arena_free(p.arena);
    ind_diag_free(p.diag);
}

/* The findings as "rule:column ...". */
static const char *rules(const parsed *p, char out[200]) {
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < ind_diag_count(p->diag); i++) {
        const ind_finding *f = ind_diag_at(p->diag, i);
        used += (size_t)snprintf(out + used, 200 - used, "%s%s:%d", i > 0 ? " " : "", f->rule, (int)f->place.column);
    }
    return out;
}

static void expect(const parsed *p, const char *text, const char *want) {
    char out[200];
    if (strcmp(rules(p, out), want) != 0)
        fail_msg("%s: %s", text, out);
}

static void checks_objects(void **state) {
    (void)state;
    static const ind_json_key keys[] = {{"id", IND_JSON_AS_TEXT, true},
                                        {"n", IND_JSON_AS_NUMBER | IND_JSON_AS_TEXT, false},
                                        {"flag", IND_JSON_AS_BOOLEAN, false},
                                        {"x-own", IND_JSON_AS_OBJECT, false},
                                        {0}};
    static const struct {
        const char *text;
        ind_json_free_keys free_keys;
        bool want;
        const char *findings;
    } cases[] = {
        {"{\"id\": \"\", \"n\": 1, \"flag\": false}", IND_JSON_X_IS_ERROR, true, ""},
        {"{\"n\": \"1\"}", IND_JSON_X_IS_FREE, false, "missing_key:1"},
        {"{\"id\": 1, \"n\": []}", IND_JSON_X_IS_FREE, false, "wrong_type:8 wrong_type:16"},
        {"{\"id\": \"\", \"x-note\": 1}", IND_JSON_X_IS_FREE, true, ""},
        {"{\"id\": \"\", \"x-note\": 1}", IND_JSON_X_IS_ERROR, false, "unknown_key:12"},
        {"{\"id\": \"\", \"x-onw\": 1}", IND_JSON_X_IS_FREE, true, "free_key:12"},
        {"{\"id\": \"\", \"x-onw\": 1, \"x-own\": {}}", IND_JSON_X_IS_FREE, true, ""}, /* then it is meant */
        {"{\"id\": \"\", \"ID\": 1}", IND_JSON_X_IS_FREE, false, "unknown_key:12"},
        {"{\"id\": null}", IND_JSON_X_IS_FREE, false, "wrong_type:8"},
        {"[]", IND_JSON_X_IS_FREE, false, "wrong_type:1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        parsed p = parse(cases[i].text);
        if (ind_json_check_object(p.root, keys, cases[i].free_keys, p.diag) != cases[i].want)
            fail_msg("%s", cases[i].text);
        expect(&p, cases[i].text, cases[i].findings);
        done(p);
    }
}

static void names_what_it_wants(void **state) {
    (void)state;
    parsed p = parse("{\"a\": null, \"b\": [1]}");
    ind_json_check_type(p.root, IND_JSON_AS_ARRAY, p.diag);
    ind_json_check_type(p.root->items[0], IND_JSON_AS_BOOLEAN | IND_JSON_AS_TEXT, p.diag);
    ind_json_check_type(p.root->items[1]->items[0], IND_JSON_AS_OBJECT, p.diag);
    assert_string_equal(ind_diag_at(p.diag, 0)->message, "the file must be an array, not object");
    assert_string_equal(ind_diag_at(p.diag, 1)->message, "'a' must be text or true or false, not null");
    assert_string_equal(ind_diag_at(p.diag, 2)->message, "an element must be an object, not number");
    done(p);
}

static void checks_bilingual_texts(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool both;
        const char *findings;
    } cases[] = {
        {"{\"sv\": \"a\", \"en\": \"b\"}", true, ""},
        {"{\"sv\": \"a\"}", false, ""},
        {"{}", false, ""},
        {"{\"sv\": \"a\"}", true, "missing_key:1"},
        {"{\"sv\": \"\", \"en\": 1}", true, "wrong_type:18 empty_text:8"},
        {"{\"sv\": \"a\", \"x-fi\": \"b\"}", false, "unknown_key:13"},
        {"\"a\"", false, "wrong_type:1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        parsed p = parse(cases[i].text);
        assert_int_equal(ind_json_check_bilingual(p.root, cases[i].both, p.diag), cases[i].findings[0] == '\0');
        expect(&p, cases[i].text, cases[i].findings);
        done(p);
    }
}

static void checks_integers(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool want;
        int64_t value;
    } cases[] = {
        {"0", true, 0},   {"10", true, 10},  {"4.0", true, 4},    {"1e1", true, 10},   {"-1", false, 0},
        {"11", false, 0}, {"4.5", false, 0}, {"\"4\"", false, 0}, {"1e300", false, 0}, {"-0", true, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        parsed p = parse(cases[i].text);
        int64_t value = 0;
        if (ind_json_check_integer(p.root, 0, 10, p.diag, &value) != cases[i].want || value != cases[i].value)
            fail_msg("%s: %lld", cases[i].text, (long long)value);
        assert_int_equal(ind_diag_count(p.diag), cases[i].want ? 0 : 1);
        done(p);
    }
}

static void checks_choices(void **state) {
    (void)state;
    static const char *const choices[] = {"month", "quarter", "year", NULL};
    static const struct {
        const char *text;
        int index;
        const char *help;
    } cases[] = {{"\"month\"", 0, NULL},
                 {"\"year\"", 2, NULL},
                 {"\"Year\"", -1, "the closest is 'year'"},
                 {"\"week\"", -1, "one of: 'month', 'quarter', 'year'"},
                 {"1", -1, NULL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        parsed p = parse(cases[i].text);
        int index = -1;
        assert_int_equal(ind_json_check_choice(p.root, choices, p.diag, &index), cases[i].index >= 0);
        assert_int_equal(index, cases[i].index);
        if (cases[i].help != NULL)
            assert_string_equal(ind_diag_at(p.diag, 0)->help, cases[i].help);
        done(p);
    }
}

static void checks_texts(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t minimum, count;
        const char *findings;
    } cases[] = {
        {"[\"b\", \"a\"]", 1, 2, ""},
        {"[]", 0, 0, ""},
        {"[]", 1, 0, "too_few:1"},
        {"[\"a\", 1, \"b\"]", 1, 2, "wrong_type:7"},
        {"[\"a\", \"b\", \"a\", \"a\"]", 1, 4, "repeated_value:12 repeated_value:17"},
        {"{}", 0, 0, "wrong_type:1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        parsed p = parse(cases[i].text);
        ind_str *texts;
        size_t count;
        assert_int_equal(ind_json_check_texts(p.arena, p.root, cases[i].minimum, p.diag, &texts, &count),
                         cases[i].findings[0] == '\0');
        assert_int_equal(count, cases[i].count);
        assert_true(count == 0 || ind_str_is(texts[count - 1], i == 0 ? "a" : i == 3 ? "b" : "a"));
        expect(&p, cases[i].text, cases[i].findings);
        done(p);
    }
}

static void takes_members_out(void **state) {
    (void)state;
    parsed p = parse("{\"t\": \"x\", \"y\": true, \"n\": false, \"a\": []}");
    assert_true(ind_str_is(ind_json_member_text(p.root, "t"), "x"));
    assert_int_equal(ind_json_member_text(p.root, "y").length, 0);
    assert_int_equal(ind_json_member_text(NULL, "t").length, 0);
    assert_true(ind_json_member_true(p.root, "y"));
    assert_false(ind_json_member_true(p.root, "n"));
    assert_false(ind_json_member_true(p.root, "t"));
    assert_non_null(ind_json_member(p.root, "a", IND_JSON_AS_ARRAY | IND_JSON_AS_TEXT));
    assert_null(ind_json_member(p.root, "a", IND_JSON_AS_OBJECT));
    assert_null(ind_json_member(p.root->items[3], "a", IND_JSON_AS_OBJECT));
    done(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(checks_objects),         cmocka_unit_test(names_what_it_wants),
        cmocka_unit_test(checks_bilingual_texts), cmocka_unit_test(checks_integers),
        cmocka_unit_test(checks_choices),         cmocka_unit_test(checks_texts),
        cmocka_unit_test(takes_members_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

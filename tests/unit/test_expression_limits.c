/* test_expression_limits.c - each limit of the language at the cap and one past it, and texts that
 * are far past it: they end in one clean error, whatever the size of the stack. */
#include "support/expression_scope.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

typedef struct {
    size_t count, start, end;
    char rule[32], message[256];
} heard;

static void hear(void *context, const ind_expr_error *error) {
    heard *h = context;
    if (h->count++ > 0)
        return;
    snprintf(h->rule, sizeof h->rule, "%s", error->rule);
    snprintf(h->message, sizeof h->message, "%s", error->message);
    h->start = error->start;
    h->end = error->end;
}

/* True if TEXT compiles; it is evaluated, too. */
static bool compiles(ind_str text, const ind_scope *scope, heard *h) {
    ind_arena *arena = ind_arena_new();
    const ind_expr *expr = NULL;
    *h = (heard){.count = 0};
    bool ok = ind_expr_compile(arena, text, scope, hear, h, &expr);
    if (ok) {
        const char *fault = scope_disagreement(expr, 3);
        if (fault != NULL)
            fail_msg("%.60s: %s", text.data, fault);
    } else if (h->count == 0 || h->start > h->end || h->end > text.length)
        fail_msg("%.60s: %zu errors, %zu-%zu", text.data, h->count, h->start, h->end);
    ind_arena_free(arena);
    return ok;
}

static void repeat(ind_buffer *buffer, const char *text, size_t times) {
    for (size_t i = 0; i < times; i++)
        ind_buffer_text(buffer, text);
}

/* OPEN times N, MIDDLE, CLOSE times N. */
static bool nested_compiles(const char *open, const char *middle, const char *close, size_t n, heard *h) {
    ind_buffer buffer = {0};
    repeat(&buffer, open, n);
    ind_buffer_text(&buffer, middle);
    repeat(&buffer, close, n);
    bool ok = compiles(ind_buffer_str(&buffer), scope_all(), h);
    ind_buffer_free(&buffer);
    return ok;
}

static const struct {
    const char *open, *middle, *close;
} nests[] = {
    {"(", "1", ")"},
    {"not ", "true", ""},
    {"- ", "1", ""},
    {"abs(", "1", ")"},
    {"case when true then ", "1", " end"},
    {"case when ", "true", " then true end"},
    {"kon in (", "kon", ")"},
    {"(1 + ", "1", ")"},
};

static void limits_depth(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof nests / sizeof *nests; i++) {
        heard h;
        /* "kon in (kon in (...))" is a type error inside: a condition is no text */
        bool typed = strcmp(nests[i].open, "kon in (") != 0;
        if (typed && !nested_compiles(nests[i].open, nests[i].middle, nests[i].close, IND_EXPR_MAX_DEPTH, &h))
            fail_msg("%s at the cap: %s", nests[i].open, h.message);
        if (nested_compiles(nests[i].open, nests[i].middle, nests[i].close, IND_EXPR_MAX_DEPTH + 1, &h))
            fail_msg("%s past the cap", nests[i].open);
        if (strcmp(h.rule, "limit") != 0 || h.count != 1)
            fail_msg("%s past the cap: %zu errors, %s", nests[i].open, h.count, h.message);
    }
}

/* As long as a text may be, and as deep as it then can be. */
static void survives_deep_texts(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof nests / sizeof *nests; i++) {
        heard h;
        size_t n = (IND_EXPR_MAX_LENGTH - 10) / (strlen(nests[i].open) + strlen(nests[i].close));
        assert_false(nested_compiles(nests[i].open, nests[i].middle, nests[i].close, n, &h));
        assert_string_equal(h.rule, "limit");
        assert_false(nested_compiles(nests[i].open, nests[i].middle, nests[i].close, 10000, &h));
        assert_string_equal(h.rule, "limit");
        assert_false(nested_compiles(nests[i].open, "", "", IND_EXPR_MAX_LENGTH / strlen(nests[i].open), &h));
        assert_string_equal(h.rule, "limit");
    }
}

/* Chains without parentheses are long, not deep. */
static void allows_long_chains(void **state) {
    (void)state;
    static const char *const links[] = {" or alder=70", "+1", "-alder", "*1", "/belopp", " and true"};
    static const char *const first[] = {"true", "1", "1", "1", "1", "true"};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        heard h;
        ind_buffer buffer = {0};
        ind_buffer_text(&buffer, first[i]);
        repeat(&buffer, links[i], (IND_EXPR_MAX_LENGTH - buffer.length) / strlen(links[i]));
        if (!compiles(ind_buffer_str(&buffer), scope_all(), &h))
            fail_msg("%s: %s", links[i], h.message);
        ind_buffer_free(&buffer);
    }
}

static void limits_length(void **state) {
    (void)state;
    heard h;
    ind_buffer buffer = {0};
    ind_buffer_text(&buffer, "kon = '");
    repeat(&buffer, "x", IND_EXPR_MAX_LENGTH - buffer.length - 1);
    ind_buffer_text(&buffer, "'");
    assert_int_equal(buffer.length, IND_EXPR_MAX_LENGTH);
    assert_true(compiles(ind_buffer_str(&buffer), scope_all(), &h));
    ind_buffer_text(&buffer, " ");
    assert_false(compiles(ind_buffer_str(&buffer), scope_all(), &h));
    assert_string_equal(h.rule, "limit");
    assert_string_equal(h.message, "the expression is 8193 bytes long, the limit is 8192");
    assert_int_equal(h.start, IND_EXPR_MAX_LENGTH);
    ind_buffer_free(&buffer);
}

static void limits_lists(void **state) {
    (void)state;
    static const char *const heads[] = {"alder in (1", "kon in ('',kon", "coalesce(1", "greatest(1"};
    static const char *const items[] = {",7", ",''", ",2", ",3"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        size_t already = i == 1 ? 2 : 1;
        for (size_t past = 0; past <= 1; past++) {
            heard h;
            ind_buffer buffer = {0};
            ind_buffer_text(&buffer, heads[i]);
            repeat(&buffer, items[i], IND_EXPR_MAX_LIST - already + past);
            ind_buffer_text(&buffer, ")");
            bool ok = compiles(ind_buffer_str(&buffer), scope_all(), &h);
            if (ok == (past == 1) || (past == 1 && strcmp(h.rule, "limit") != 0))
                fail_msg("%s, %zu past: %s", heads[i], past, h.message);
            ind_buffer_free(&buffer);
        }
    }
}

static void limits_numbers(void **state) {
    (void)state;
    heard h;
    assert_true(compiles(IND_STR("9223372036854775807"), scope_all(), &h));
    assert_false(compiles(IND_STR("1 + 9223372036854775808"), scope_all(), &h));
    assert_string_equal(h.rule, "limit");
    assert_int_equal(h.start, 4);
    ind_buffer buffer = {0};
    repeat(&buffer, "9", 5000);
    assert_false(compiles(ind_buffer_str(&buffer), scope_all(), &h));
    ind_buffer_text(&buffer, ".5");
    assert_false(compiles(ind_buffer_str(&buffer), scope_all(), &h));
    assert_string_equal(h.rule, "limit");
    ind_buffer_free(&buffer);
}

/* Derived columns that never end: x0 names x1, which names x2 ...; WIDTH times each. */
typedef struct {
    ind_scope scope;
    int depth, width;
    char text[256];
} tower;

static ind_name tower_resolve(void *context, ind_path path, ind_str name) {
    tower *t = context;
    (void)path;
    int level = 0;
    char digits[16] = "";
    if (name.length > 1 && name.length < sizeof digits) {
        memcpy(digits, name.data + 1, name.length - 1);
        level = (int)strtol(digits, NULL, 10);
    }
    if (level >= t->depth)
        return (ind_name){.kind = IND_NAME_SLOT, .slot = 0, .type = IND_INTEGER};
    int used = snprintf(t->text, sizeof t->text, "x%d", level + 1);
    for (int i = 1; i < t->width; i++) /* another name each time: not found among those met */
        used += snprintf(t->text + used, sizeof t->text - (size_t)used, " + %c%d", 'a' + i, level + 1);
    return (ind_name){.kind = IND_NAME_MACRO, .expression = ind_str_of(t->text), .macro_scope = &t->scope};
}

static bool tower_compiles(int depth, int width, heard *h) {
    tower t = {.scope = {tower_resolve, scope_codelist, &t}, .depth = depth, .width = width};
    return compiles(IND_STR("x0 + 1"), &t.scope, h);
}

static void limits_derived_columns(void **state) {
    (void)state;
    heard h;
    assert_true(tower_compiles(0, 1, &h));
    assert_true(tower_compiles(IND_EXPR_MAX_DEPTH, 1, &h));
    assert_false(tower_compiles(IND_EXPR_MAX_DEPTH + 1, 1, &h));
    assert_string_equal(h.rule, "limit");
    assert_int_equal(h.count, 1);
    assert_int_equal(h.start, 0);
    assert_int_equal(h.end, 2);
    assert_false(tower_compiles(1000000, 1, &h));
    assert_true(tower_compiles(5, 3, &h));
    assert_false(tower_compiles(50, 3, &h)); /* 3^50 */
    assert_string_equal(h.rule, "limit");
    assert_int_equal(h.count, 1);
}

/* All of the above on a small stack: what is deep is refused, what is allowed is flat enough. */
static void *on_small_stack(void *unused) {
    limits_depth(unused);
    survives_deep_texts(unused);
    allows_long_chains(unused);
    limits_derived_columns(unused);
    return NULL;
}

static void needs_little_stack(void **state) {
    (void)state;
    pthread_attr_t attributes;
    pthread_t thread;
    assert_int_equal(pthread_attr_init(&attributes), 0);
    assert_int_equal(pthread_attr_setstacksize(&attributes, 1 << 20), 0);
    assert_int_equal(pthread_create(&thread, &attributes, on_small_stack, NULL), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    pthread_attr_destroy(&attributes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_depth),           cmocka_unit_test(survives_deep_texts),
        cmocka_unit_test(allows_long_chains),     cmocka_unit_test(limits_length),
        cmocka_unit_test(limits_lists),           cmocka_unit_test(limits_numbers),
        cmocka_unit_test(limits_derived_columns), cmocka_unit_test(needs_little_stack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_edges.c - edges of expressions, the points that values fall on, and the changes that are tried. */
#include "base/number.h"
#include "support/expression_scope.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void ignore(void *context, const ind_expr_error *error) {
    (void)context;
    (void)error;
}

static const struct {
    unsigned point;
    const char *name;
} names[] = {{IND_POINT_BELOW, "below"}, {IND_POINT_AT, "at"},           {IND_POINT_ABOVE, "above"},
             {IND_POINT_OTHER, "other"}, {IND_POINT_IN, "in"},           {IND_POINT_OUT, "out"},
             {IND_POINT_NEAR, "near"},   {IND_POINT_UNKNOWN, "unknown"}, {IND_POINT_KNOWN, "known"}};

static void put_points(ind_buffer *out, unsigned points) {
    const char *between = "";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if ((points & names[i].point) != 0) {
            ind_buffer_format(out, "%s%s", between, names[i].name);
            between = " ";
        }
}

/* "clause: points that there are: points of row 0" for each edge, joined by "; ".  Row 1 is unknown throughout. */
static const struct {
    const char *text, *want;
} edges[] = {
    {"alder >= 65", "alder >= 65: below at above unknown: "},
    {"alder >= 71", "alder >= 71: below at above unknown: below"},
    {"alder > 70", "alder > 70: below at above unknown: at"},
    {"69 < alder", "69 < alder: below at above unknown: below"},
    {"alder > 69", "alder > 69: below at above unknown: above"},
    {"alder between 70 and 71",
     "alder between 70: below at above unknown: at; alder between 70 and 71: below at above unknown: below"},
    {"stor > 9223372036854775807", "stor > 9223372036854775807: below at above unknown: at"},
    {"stor > 9223372036854775806", "stor > 9223372036854775806: below at above unknown: above"},
    {"stor > -9223372036854775807", "stor > -9223372036854775807: below at above unknown: "},
    {"-stor < 9223372036854775807", "-stor < 9223372036854775807: below at above unknown: "},
    {"-stor < -9223372036854775806", "-stor < -9223372036854775806: below at above unknown: below"},
    {"belopp < 2.5", "belopp < 2.5: below at above unknown: at"},
    {"belopp < 3", "belopp < 3: below at above unknown: below"},
    {"belopp < 3.2", "belopp < 3.2: below at above unknown: "},
    {"noll < 0.2", "noll < 0.2: below at above unknown: "},
    {"kon = 'K'", "kon = 'K': at other unknown: at"},
    {"kon <> 'M'", "kon <> 'M': at other unknown: other"},
    {"antal = -2", "antal = -2: below at above unknown: below"},
    {"start < date '2024-02-01'", "start < date '2024-02-01': below at above unknown: below"},
    {"end - start <= 28", "end - start <= 28: below at above unknown: above"},
    {"kon in ('K', 'M')", "kon in ('K', 'M'): in out unknown: in"},
    {"not kon in ('M', 'X')", "kon in ('M', 'X'): in out unknown: out"},
    {"vardform in codelist vardformer", "vardform in codelist vardformer: in out unknown: in"},
    {"kon is null", "kon is null: unknown known: known"},
    {"coalesce(kon, '') = 'K'", "coalesce(kon, ''): unknown known: known; coalesce(kon, '') = 'K': at other: at"},
    {"namn like '%flicka%'", "namn like '%flicka%': in out unknown: out"},
    {"has(diagnoser, 'I10')", "has(diagnoser, 'I10'): in out unknown: in"},
    {"aldersgrupp = '65+'", "aldersgrupp = '65+': at other: at"}, /* none of the derived column */
    {"1 < 2 and kon = 'K'", "kon = 'K': at other unknown: at"},   /* a constant is no edge */
    {"true", ""},
};

static void finds_edges_and_points(void **state) {
    (void)state;
    ind_vector slots[SCOPE_SLOTS];
    scope_fill(slots, 1, 0);
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        ind_arena *arena = ind_arena_new();
        const ind_expr *expr = NULL;
        if (!ind_expr_compile(arena, ind_str_of(edges[i].text), scope_all(), ignore, NULL, &expr))
            fail_msg("%s: does not compile", edges[i].text);
        size_t count;
        const ind_expr_edge *found = ind_expr_edges(expr, &count);
        unsigned seen[16] = {0};
        const ind_expr_watch watch = {.points = seen};
        ind_eval *eval = ind_eval_new(expr);
        ind_expr_set_watch(expr, &watch);
        ind_eval_run(eval, slots, 1);
        ind_expr_set_watch(expr, NULL);
        ind_buffer got = {0};
        for (size_t e = 0; e < count; e++) {
            ind_buffer_format(&got, "%s%.*s: ", e == 0 ? "" : "; ", (int)(found[e].end - found[e].start),
                              edges[i].text + found[e].start);
            put_points(&got, found[e].points);
            ind_buffer_text(&got, ": ");
            put_points(&got, seen[e]);
        }
        ind_buffer_add(&got, "", 1);
        if (strcmp(got.data, edges[i].want) != 0)
            fail_msg("%s\n  want %s\n  got  %s", edges[i].text, edges[i].want, got.data);
        ind_buffer_free(&got);
        ind_eval_free(eval);
        ind_arena_free(arena);
    }
    scope_clear(slots);
}

/* Values just below, at and just above an edge, where there are such. */
static const struct {
    const char *text, *want;
} examples[] = {
    {"alder < 65", "64 65 66"},
    {"stor < 9223372036854775807", "9223372036854775806 9223372036854775807 -"},
    {"stor > -9223372036854775807", "- -9223372036854775807 -9223372036854775806"},
    {"start < date '2024-03-01'", "\"2024-02-29\" \"2024-03-01\" \"2024-03-02\""},
    {"alder in (1, 2.5)", "- - -"},
    {"start < date '9999-12-31'", "\"9999-12-30\" \"9999-12-31\" -"},
    {"start > date '0001-01-01'", "- \"0001-01-01\" \"0001-01-02\""},
};

static void gives_examples(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        ind_arena *arena = ind_arena_new();
        const ind_expr *expr = NULL;
        ind_expr_compile(arena, ind_str_of(examples[i].text), scope_all(), ignore, NULL, &expr);
        size_t count;
        uint32_t slot;
        const ind_expr_edge *edge = ind_expr_edges(expr, &count);
        ind_buffer got = {0};
        for (unsigned point = IND_POINT_BELOW; point <= IND_POINT_ABOVE; point *= 2) {
            ind_buffer_text(&got, point == IND_POINT_BELOW ? "" : " ");
            if (!ind_expr_edge_example(expr, edge, point, &slot, &got))
                ind_buffer_text(&got, "-");
        }
        ind_buffer_add(&got, "", 1);
        if (strcmp(got.data, examples[i].want) != 0)
            fail_msg("%s\n  want %s\n  got  %s", examples[i].text, examples[i].want, got.data);
        ind_buffer_free(&got);
        ind_arena_free(arena);
    }
}

static const struct {
    const char *text, *want; /* the changed texts, one a line */
} changes[] = {
    {"a = 1", "a <> 1\na = 0\na = 2\n"},
    {"a <> 'x'", "a = 'x'\n"},
    {"a < b and c >= d", "a <= b and c >= d\na < b or c >= d\na < b and c > d\n"},
    {"a <= b or not c > d", "a < b or not c > d\na <= b and not c > d\na <= b or c > d\na <= b or not c >= d\n"},
    {"a between 1 and 2 and b", "a between 0 and 2 and b\na between 2 and 2 and b\na between 1 and 1 and b\n"
                                "a between 1 and 3 and b\na between 1 and 2 or b\n"},
    {"a in ('x', 'y', 'z')", "a not in ('x', 'y', 'z')\na in ('y', 'z')\na in ('x', 'z')\na in ('x', 'y')\n"},
    {"a not in ('x')", "a in ('x')\n"},
    {"a in (f(1, 2), 3)", "a not in (f(1, 2), 3)\na in (3)\na in (f(1, 2))\na in (f(0, 2), 3)\na in (f(2, 2), 3)\n"
                          "a in (f(1, 1), 3)\na in (f(1, 3), 3)\na in (f(1, 2), 2)\na in (f(1, 2), 4)\n"},
    {"a is null", "a is not null\n"},
    {"a is not null", "a is null\n"},
    {"x < 0.25", "x <= 0.25\nx < 0.24\nx < 0.26\n"},
    {"x < 0", "x <= 0\nx < 1\n"},
    {"d > date '2024-03-01'", "d >= date '2024-03-01'\nd > date '2024-02-29'\nd > date '2024-03-02'\n"},
    {"d = date '9999-12-31'", "d <> date '9999-12-31'\nd = date '9999-12-30'\n"},
    {"d = date '0001-01-01'", "d <> date '0001-01-01'\nd = date '0001-01-02'\n"},
    {"a < 9223372036854775807", "a <= 9223372036854775807\na < 9223372036854775806\n"},
    {"first.a = last.b", "last.a = last.b\nfirst.a <> last.b\nfirst.a = first.b\n"},
    {"true", "false\n"},
    {"a = 'x and = 1'", "a <> 'x and = 1'\n"},
    {"a like '%<%'", ""},
};

static void collect(void *context, const ind_expr_change *change) {
    ind_buffer_format(context, "%.*s\n", IND_STR_ARGS(change->text));
}

static void makes_changes(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        ind_arena *arena = ind_arena_new();
        ind_buffer got = {0};
        ind_expr_changes(arena, ind_str_of(changes[i].text), collect, &got);
        ind_buffer_add(&got, "", 1);
        if (strcmp(got.data, changes[i].want) != 0)
            fail_msg("%s\nwant\n%sgot\n%s", changes[i].text, changes[i].want, got.data);
        ind_buffer_free(&got);
        ind_arena_free(arena);
    }
}

/* What cannot be read has no changes, not even of the part before the fault. */
static void survives_bad_texts(void **state) {
    (void)state;
    static const char *const texts[] = {
        "",       "(",      "a in (",          "a in ('x'", "a in ('x', 'y'", "a in ()",
        "not",    "a = ",   "a between 1 and", "'",         "in (",           "a = 1 and",
        "a = 'x", "a < 1)", "a = 1 b = 2",     "(a = 1",    "a = 1 or or b",  "a = 1 ;",
        "1 < 2 <"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ind_arena *arena = ind_arena_new();
        ind_buffer got = {0};
        ind_expr_changes(arena, ind_str_of(texts[i]), collect, &got);
        if (got.length != 0)
            fail_msg("%s\nis changed to\n%.*s", texts[i], (int)got.length, got.data);
        ind_buffer_free(&got);
        ind_arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_edges_and_points),
        cmocka_unit_test(gives_examples),
        cmocka_unit_test(makes_changes),
        cmocka_unit_test(survives_bad_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

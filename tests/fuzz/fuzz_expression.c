/* fuzz_expression.c - any text as an expression over a small dataset.
 *
 * A text that does not compile must be explained, with a place inside it.  One that compiles is
 * evaluated in one batch and row by row, with dictionaries that change from row to row; the two
 * must agree, and agree with what the expression says of its type, slots and unknown values. */
#include "../support/expression_scope.h"
#include "language/tree/syntax.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct {
    size_t count, length;
} heard;

static bool is_rule(const char *rule) {
    static const char *const rules[] = {"syntax",           "type", "unknown_name", "unknown_function",
                                        "unknown_codelist", "limit"};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (strcmp(rule, rules[i]) == 0)
            return true;
    return false;
}

static void hear(void *context, const ind_expr_error *error) {
    heard *h = context;
    h->count++;
    if (error->start > error->end || error->end > h->length || !is_rule(error->rule) || error->message[0] == '\0')
        abort();
}

/* Changes lie inside the text and change it. */
static void see_change(void *context, const ind_expr_change *change) {
    const ind_str *text = context;
    if (change->start >= change->end || change->end > text->length || ind_str_equal(change->text, *text))
        abort();
}

/* Edges lie inside the text, and values fall on points that they have. */
static void try_edges(const ind_expr *expr, size_t length) {
    size_t count;
    const ind_expr_edge *edges = ind_expr_edges(expr, &count);
    unsigned *seen = calloc(count + 1, sizeof *seen);
    ind_vector slots[SCOPE_SLOTS];
    const ind_expr_watch watch = {.points = seen};
    ind_eval *eval = ind_eval_new(expr);
    scope_fill(slots, SCOPE_ROWS, 0);
    ind_expr_set_watch(expr, &watch);
    ind_eval_run(eval, slots, SCOPE_ROWS);
    ind_expr_set_watch(expr, NULL);
    for (size_t i = 0; i < count; i++)
        for (unsigned point = IND_POINT_BELOW; point <= IND_POINT_KNOWN; point *= 2) {
            ind_buffer example = {0};
            uint32_t slot;
            if (ind_expr_edge_example(expr, &edges[i], point, &slot, &example) == (example.length == 0))
                abort(); /* a value, or none */
            ind_buffer_free(&example);
        }
    for (size_t i = 0; i < count; i++)
        if (edges[i].start >= edges[i].end || edges[i].end > length || (seen[i] & ~edges[i].points) != 0)
            abort();
    scope_clear(slots);
    ind_eval_free(eval);
    free(seen);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ind_arena *arena = ind_arena_new();
    const ind_expr *expr = NULL;
    heard h = {0, size};
    bool ok = ind_expr_compile(arena, (ind_str){(const char *)data, size}, scope_all(), hear, &h, &expr);
    if (ok != (expr != NULL) || ok != (h.count == 0))
        abort();
    ind_str text = {(const char *)data, size};
    ind_expr_changes(arena, text, see_change, &text);
    if (ok)
        try_edges(expr, size);
    if (ok && ind_syntax_parse(arena, text) == NULL)
        abort(); /* what compiles can be told in words */
    const char *fault = ok ? scope_disagreement(expr, 6) : NULL;
    if (fault != NULL) {
        fprintf(stderr, "%s\n", fault);
        abort();
    }
    ind_arena_free(arena);
    return 0;
}

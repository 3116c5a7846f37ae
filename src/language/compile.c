/* compile.c - the entry of compilation: a text, and each derived column that it names, is read and bound. */
#include "language/expression.h"

#include "language/evaluation/overflow.h"
#include "language/tree/bind.h"

#include <stdlib.h>

static void tell(void *context, const ind_expr_error *error) {
    ind_expr_tell(context, *error);
}

static ind_operand compile_unit(ind_unit *unit) {
    ind_reading *reading = &unit->reading;
    ind_operand result = ind_expr_bad(0, reading->text.length);
    if (reading->text.length > IND_EXPR_MAX_LENGTH) {
        ind_expr_fail(unit, "limit", IND_EXPR_MAX_LENGTH, reading->text.length, NULL,
                      "the expression is %zu bytes long, the limit is %d", reading->text.length, IND_EXPR_MAX_LENGTH);
        return result;
    }
    reading->arena = unit->compiler->arena;
    reading->report = tell;
    reading->context = unit;
    if (ind_expr_lex(reading))
        result = ind_expr_bind(unit, ind_expr_parse(reading));
    ind_reading_free(reading);
    free(unit->met);
    return result;
}

static const ind_expr *finish(ind_compiler *compiler, uint32_t root) {
    ind_nodes_use(compiler->nodes, root);
    size_t count = (size_t)root + 1;
    ind_node *nodes = ind_arena_alloc(compiler->arena, count * sizeof *nodes);
    memcpy(nodes, compiler->nodes, count * sizeof *nodes);
    ind_expr *expr = ind_arena_alloc(compiler->arena, sizeof *expr);
    const ind_expr_watch **watch = ind_arena_alloc(compiler->arena, sizeof *watch);
    *expr = (ind_expr){nodes, count, root, NULL, 0, watch, ind_overflows_new(compiler->arena)};
    ind_edges_find(compiler->arena, expr);
    return expr;
}

bool ind_expr_compile(ind_arena *arena, ind_str text, const ind_scope *scope,
                      void (*report)(void *context, const ind_expr_error *error), void *report_context,
                      const ind_expr **out) {
    ind_compiler compiler = {
        .arena = arena, .compile = compile_unit, .report = report, .report_context = report_context};
    /* Literals point into the text, which may die before the expression does. */
    ind_str kept = text.length > IND_EXPR_MAX_LENGTH ? text : ind_arena_str(arena, text);
    ind_unit unit = {.compiler = &compiler, .reading = {.text = kept}, .scope = scope};
    ind_operand root = compile_unit(&unit);
    bool ok = !root.bad && compiler.errors == 0;
    *out = ok ? finish(&compiler, root.node) : NULL;
    free(compiler.nodes);
    return ok;
}

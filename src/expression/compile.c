/* compile.c - the entry of compilation, and what every part of it needs: errors and limits.
 *
 * A derived column is a unit of its own inside the unit that names it.  An error inside it is
 * told where the user can see it: at the name, in the text that was given to ind_expr_compile. */
#include "expression/compile.h"

#include "expression/overflow.h"
#include "expression/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

ind_str ind_expr_shown(ind_str text) {
    int32_t point;
    size_t at = 0;
    for (int i = 0; i < 60 && at < text.length; i++)
        at += ind_utf8_step(text, at, &point);
    return (ind_str){text.data, at};
}

static const char *format_in(ind_arena *arena, const char *format, va_list values) {
    va_list again;
    va_copy(again, values);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = ind_arena_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, values);
    return text;
}

const char *ind_expr_help(ind_unit *unit, const char *format, ...) {
    va_list values;
    va_start(values, format);
    const char *text = format_in(unit->compiler->arena, format, values);
    va_end(values);
    return text;
}

void ind_expr_fail(ind_unit *unit, const char *rule, size_t start, size_t end, const char *help, const char *format,
                   ...) {
    if (unit->stopped)
        return;
    ind_compiler *compiler = unit->compiler;
    va_list values;
    va_start(values, format);
    const char *message = format_in(compiler->arena, format, values);
    va_end(values);
    for (; unit->outer != NULL; unit = unit->outer) {
        message = ind_arena_format(compiler->arena, "derived column '%.*s': %s",
                                   IND_STR_ARGS(ind_expr_shown(unit->name)), message);
        start = unit->name_start;
        end = unit->name_end;
    }
    ind_expr_error error = {rule, start, end, message, help};
    compiler->errors++;
    compiler->report(compiler->report_context, &error);
}

void ind_expr_stop(ind_unit *unit) {
    unit->stopped = true;
    unit->at = unit->token_count - 1;
}

bool ind_expr_enter(ind_unit *unit) {
    if (unit->depth++ < IND_EXPR_MAX_DEPTH)
        return true;
    const ind_token *token = &unit->tokens[unit->at];
    ind_expr_fail(unit, "limit", token->start, token->end, "split it into derived columns, or use fewer parentheses",
                  "the expression is nested more than %d levels deep", IND_EXPR_MAX_DEPTH);
    ind_expr_stop(unit);
    return false;
}

ind_operand ind_expr_compile_unit(ind_unit *unit) {
    ind_operand result = ind_expr_bad(0, unit->text.length);
    if (unit->text.length > IND_EXPR_MAX_LENGTH) {
        ind_expr_fail(unit, "limit", IND_EXPR_MAX_LENGTH, unit->text.length, NULL,
                      "the expression is %zu bytes long, the limit is %d", unit->text.length, IND_EXPR_MAX_LENGTH);
        return result;
    }
    if (ind_expr_lex(unit))
        result = ind_expr_parse(unit);
    free(unit->tokens);
    free(unit->met);
    return result;
}

/* Mark what the result needs: folding leaves literals behind that nothing reads. */
static void mark_used(ind_node *nodes, uint32_t root) {
    nodes[root].used = true;
    for (size_t i = (size_t)root + 1; i-- > 0;)
        for (uint32_t k = 0; nodes[i].used && k < nodes[i].count; k++)
            nodes[nodes[i].args[k]].used = true;
}

static const ind_expr *finish(ind_compiler *compiler, uint32_t root) {
    mark_used(compiler->nodes, root);
    size_t count = (size_t)root + 1;
    ind_node *nodes = ind_arena_alloc(compiler->arena, count * sizeof *nodes);
    memcpy(nodes, compiler->nodes, count * sizeof *nodes);
    ind_expr *expr = ind_arena_alloc(compiler->arena, sizeof *expr);
    ind_expr_edge *edges = ind_arena_alloc(compiler->arena, (compiler->edge_count + 1) * sizeof *edges);
    size_t edge_count = 0;
    for (size_t i = 0; i < compiler->edge_count; i++)
        if (compiler->edges[i].node <= root && nodes[compiler->edges[i].node].used)
            edges[edge_count++] = compiler->edges[i];
    const ind_expr_watch **watch = ind_arena_alloc(compiler->arena, sizeof *watch);
    *expr = (ind_expr){nodes, count, root, edges, edge_count, watch, ind_overflows_new(compiler->arena)};
    return expr;
}

bool ind_expr_compile(ind_arena *arena, ind_str text, const ind_scope *scope,
                      void (*report)(void *context, const ind_expr_error *error), void *report_context,
                      const ind_expr **out) {
    ind_compiler compiler = {.arena = arena, .report = report, .report_context = report_context};
    /* Literals point into the text, which may die before the expression does. */
    ind_str kept = text.length > IND_EXPR_MAX_LENGTH ? text : ind_arena_str(arena, text);
    ind_unit unit = {.compiler = &compiler, .text = kept, .scope = scope};
    ind_operand root = ind_expr_compile_unit(&unit);
    bool ok = !root.bad && compiler.errors == 0;
    *out = ok ? finish(&compiler, root.node) : NULL;
    free(compiler.nodes);
    free(compiler.stack);
    free(compiler.edges);
    return ok;
}

ind_type ind_expr_type(const ind_expr *expr) {
    return expr->nodes[expr->root].type;
}

bool ind_expr_is_slot(const ind_expr *expr, uint32_t *slot) {
    const ind_node *root = &expr->nodes[expr->root];
    *slot = root->slot;
    return root->kernel == NULL;
}

void ind_expr_slots(const ind_expr *expr, void (*mark)(void *context, uint32_t slot), void *context) {
    for (size_t i = 0; i < expr->count; i++)
        if (expr->nodes[i].used && expr->nodes[i].kernel == NULL)
            mark(context, expr->nodes[i].slot);
}

bool ind_expr_may_be_unknown(const ind_expr *expr) {
    return expr->nodes[expr->root].nullable;
}

/* compile.c - the entry of compilation, and what every part of it needs: errors and limits.
 *
 * A derived column is a unit of its own inside the unit that names it.  An error inside it is
 * told where the user can see it: at the name, in the text that was given to ind_expr_compile. */
#include "language/evaluation/overflow.h"
#include "language/tree/bind.h"

#include <stdarg.h>
#include <stdlib.h>

const char *ind_expr_help(ind_unit *unit, const char *format, ...) {
    va_list values;
    va_start(values, format);
    const char *text = ind_arena_vformat(unit->compiler->arena, format, values);
    va_end(values);
    return text;
}

void ind_expr_tell(ind_unit *unit, ind_expr_error error) {
    if (unit->stopped)
        return;
    ind_compiler *compiler = unit->compiler;
    for (; unit->outer != NULL; unit = unit->outer) {
        error.message = ind_arena_format(compiler->arena, "derived column '%.*s': %s",
                                         IND_STR_ARGS(ind_expr_shown(unit->name)), error.message);
        error.start = unit->name_start;
        error.end = unit->name_end;
    }
    compiler->errors++;
    compiler->report(compiler->report_context, &error);
}

void ind_expr_fail(ind_unit *unit, const char *rule, size_t start, size_t end, const char *help, const char *format,
                   ...) {
    va_list values;
    va_start(values, format);
    const char *message = ind_arena_vformat(unit->compiler->arena, format, values);
    va_end(values);
    ind_expr_tell(unit, (ind_expr_error){rule, start, end, message, help});
}

static void tell(void *context, const ind_expr_error *error) {
    ind_expr_tell(context, *error);
}

ind_operand ind_expr_compile_unit(ind_unit *unit) {
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
    ind_compiler compiler = {.arena = arena, .report = report, .report_context = report_context};
    /* Literals point into the text, which may die before the expression does. */
    ind_str kept = text.length > IND_EXPR_MAX_LENGTH ? text : ind_arena_str(arena, text);
    ind_unit unit = {.compiler = &compiler, .reading = {.text = kept}, .scope = scope};
    ind_operand root = ind_expr_compile_unit(&unit);
    bool ok = !root.bad && compiler.errors == 0;
    *out = ok ? finish(&compiler, root.node) : NULL;
    free(compiler.nodes);
    return ok;
}

ind_type ind_expr_type(const ind_expr *expr) {
    return expr->nodes[expr->root].type;
}

bool ind_expr_is_slot(const ind_expr *expr, uint32_t *slot) {
    const ind_node *root = &expr->nodes[expr->root];
    *slot = root->slot;
    return root->op == IND_OP_SLOT;
}

void ind_expr_slots(const ind_expr *expr, void (*mark)(void *context, uint32_t slot), void *context) {
    for (size_t i = 0; i < expr->count; i++)
        if (expr->nodes[i].used && expr->nodes[i].op == IND_OP_SLOT)
            mark(context, expr->nodes[i].slot);
}

bool ind_expr_may_be_unknown(const ind_expr *expr) {
    return expr->nodes[expr->root].nullable;
}

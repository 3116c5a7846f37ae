/* check_name.c - names, through the scope; derived columns are compiled where they are named.
 *
 * Each text remembers the names that it has met: a slot becomes one node however often it is
 * read, and a derived column is compiled and computed once.  Two counters end a set of derived
 * columns that would multiply without end. */
#include "expression/check.h"

static ind_operand *find(ind_unit *unit, ind_str qualifier, ind_str name) {
    for (size_t i = 0; i < unit->met_count; i++)
        if (ind_str_equal(unit->met[i].name, name) && ind_str_equal(unit->met[i].qualifier, qualifier))
            return &unit->met[i].operand;
    return NULL;
}

static ind_operand remember(ind_unit *unit, ind_str qualifier, ind_str name, ind_operand operand) {
    unit->met = ind_grow(unit->met, unit->met_count, &unit->met_room, sizeof *unit->met);
    unit->met[unit->met_count++] = (ind_met_name){qualifier, name, operand};
    return operand;
}

static bool refers_to_itself(const ind_unit *unit, const ind_name *found) {
    for (; unit->outer != NULL; unit = unit->outer)
        if (unit->scope == found->macro_scope && ind_str_equal(unit->text, found->expression))
            return true;
    return false;
}

static bool may_expand(ind_unit *unit, const ind_name *found, ind_str name, size_t start, size_t end) {
    ind_compiler *c = unit->compiler;
    ind_str shown = ind_expr_shown(name);
    if (c->exhausted) /* said once; every derived column on the way here would say it again */
        return false;
    if (unit->depth >= IND_EXPR_MAX_DEPTH)
        ind_expr_fail(unit, "limit", start, end, NULL, "the expression is nested more than %d levels deep",
                      IND_EXPR_MAX_DEPTH);
    else if (refers_to_itself(unit, found))
        ind_expr_fail(unit, "limit", start, end, NULL, "derived column '%.*s' refers to itself", IND_STR_ARGS(shown));
    else if (c->expansions >= IND_EXPR_MAX_EXPANSIONS || c->node_count > IND_EXPR_MAX_NODES)
        ind_expr_fail(unit, "limit", start, end, NULL, "derived column '%.*s' makes the expression too large",
                      IND_STR_ARGS(shown));
    else
        return true;
    c->exhausted = true;
    ind_expr_stop(unit);
    return false;
}

static ind_operand expand(ind_unit *unit, const ind_name *found, ind_str name, size_t start, size_t end) {
    if (!may_expand(unit, found, name, start, end))
        return ind_expr_bad(start, end);
    unit->compiler->expansions++;
    ind_unit inner = {.compiler = unit->compiler,
                      .text = ind_arena_str(unit->compiler->arena, found->expression),
                      .scope = found->macro_scope,
                      .outer = unit,
                      .name = name,
                      .name_start = start,
                      .name_end = end,
                      .depth = unit->depth + 1};
    return ind_expr_compile_unit(&inner);
}

static ind_operand unknown(ind_unit *unit, const ind_name *found, ind_str qualifier, ind_str name, size_t start,
                           size_t end) {
    ind_str first = ind_expr_shown(qualifier), second = ind_expr_shown(name);
    if (found->message != NULL)
        ind_expr_fail(unit, "unknown_name", start, end, found->help, "%s", found->message);
    else
        ind_expr_fail(unit, "unknown_name", start, end, found->help, "no such name '%.*s%s%.*s'", IND_STR_ARGS(first),
                      first.length == 0 ? "" : ".", IND_STR_ARGS(second));
    return ind_expr_bad(start, end);
}

/* One node for each slot, in derived columns too. */
static ind_operand slot(ind_unit *unit, const ind_name *found, size_t start, size_t end) {
    const ind_compiler *c = unit->compiler;
    for (size_t i = 0; i < c->node_count; i++)
        if (c->nodes[i].kernel == NULL && c->nodes[i].slot == found->slot && c->nodes[i].type == found->type)
            return (ind_operand){.node = (uint32_t)i, .type = found->type, .start = start, .end = end};
    return ind_expr_emit_slot(unit, found->slot, found->type, start, end);
}

ind_operand ind_expr_check_name(ind_unit *unit, ind_str qualifier, ind_str name, size_t start, size_t end) {
    const ind_operand *known = find(unit, qualifier, name);
    ind_operand result;
    if (known != NULL)
        result = *known;
    else {
        ind_name found = unit->scope->resolve(unit->scope->context, qualifier, name);
        if (found.kind == IND_NAME_UNKNOWN)
            return unknown(unit, &found, qualifier, name, start, end);
        result = found.kind == IND_NAME_SLOT ? slot(unit, &found, start, end) : expand(unit, &found, name, start, end);
        remember(unit, qualifier, name, result);
    }
    result.is_name = true;
    result.start = start;
    result.end = end;
    return result;
}

/* bind_names.c - names, through the scope; derived columns are compiled where they are named.
 *
 * Each text remembers the names that it has met: a slot becomes one node however often it is
 * read, and a derived column is compiled and computed once.  Two counters end a set of derived
 * columns that would multiply without end. */
#include "language/tree/bind.h"

static ind_operand *find(ind_unit *unit, const ind_syntax *name) {
    for (size_t i = 0; i < unit->met_count; i++)
        if (ind_str_equal(unit->met[i].name, name->text) && ind_path_equal(unit->met[i].path, name->path))
            return &unit->met[i].operand;
    return NULL;
}

static void remember(ind_unit *unit, const ind_syntax *name, ind_operand operand) {
    unit->met = ind_grow(unit->met, unit->met_count, &unit->met_room, sizeof *unit->met);
    unit->met[unit->met_count++] = (ind_met_name){name->path, name->text, operand};
}

static bool refers_to_itself(const ind_unit *unit, const ind_name *found) {
    for (; unit->outer != NULL; unit = unit->outer)
        if (unit->scope == found->macro_scope && ind_str_equal(unit->reading.text, found->expression))
            return true;
    return false;
}

static bool may_expand(ind_unit *unit, const ind_name *found, const ind_syntax *name) {
    ind_compiler *c = unit->compiler;
    ind_str shown = ind_expr_shown(name->text);
    size_t start = name->start, end = name->end;
    if (c->exhausted) /* said once; every derived column on the way here would say it again */
        return false;
    if (name->depth >= IND_EXPR_MAX_DEPTH)
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
    unit->stopped = true;
    return false;
}

static ind_operand expand(ind_unit *unit, const ind_name *found, const ind_syntax *name) {
    if (!may_expand(unit, found, name))
        return ind_expr_bad(name->start, name->end);
    unit->compiler->expansions++;
    ind_unit inner = {
        .compiler = unit->compiler,
        .reading = {.text = ind_arena_str(unit->compiler->arena, found->expression), .depth = name->depth + 1},
        .scope = found->macro_scope,
        .outer = unit,
        .name = name->text,
        .name_start = name->start,
        .name_end = name->end};
    return inner.compiler->compile(&inner);
}

static ind_operand unknown(ind_unit *unit, const ind_name *found, const ind_syntax *name) {
    ind_str written = {unit->reading.text.data + name->start, name->end - name->start};
    if (found->message != NULL)
        ind_expr_fail(unit, "unknown_name", name->start, name->end, found->help, "%s", found->message);
    else
        ind_expr_fail(unit, "unknown_name", name->start, name->end, found->help, "no such name '%.*s'",
                      IND_STR_ARGS(ind_expr_shown(written)));
    return ind_expr_bad(name->start, name->end);
}

/* One node for each slot, in derived columns too. */
static ind_operand slot(ind_unit *unit, const ind_name *found, const ind_syntax *name) {
    const ind_compiler *c = unit->compiler;
    for (size_t i = 0; i < c->node_count; i++)
        if (c->nodes[i].op == IND_OP_SLOT && c->nodes[i].slot == found->slot && c->nodes[i].type == found->type)
            return (ind_operand){.node = (uint32_t)i, .type = found->type};
    return ind_expr_emit_slot(unit, found, name->start, name->end);
}

ind_operand ind_bind_name(ind_unit *unit, const ind_syntax *name) {
    const ind_operand *known = find(unit, name);
    ind_operand result;
    if (known != NULL)
        result = *known;
    else {
        ind_name found = unit->scope->resolve(unit->scope->context, name->path, name->text);
        if (found.kind == IND_NAME_UNKNOWN)
            return unknown(unit, &found, name);
        result = found.kind == IND_NAME_SLOT ? slot(unit, &found, name) : expand(unit, &found, name);
        remember(unit, name, result);
    }
    result.is_name = true;
    result.start = name->start;
    result.end = name->end;
    return result;
}

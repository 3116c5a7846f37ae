/* lint.c - the expressions of a definition, one list, and the rules that look at it, in order. */
#include "definition/lint.h"

static void add_expr(ind_lint *lint, ind_lint_expr expr) {
    if (expr.expr == NULL || expr.node == NULL || expr.node->type != IND_JSON_TEXT)
        return;
    expr.possible = 1u << IND_TRUE | 1u << IND_FALSE | 1u << IND_UNKNOWN;
    lint->exprs = ind_arena_grow(lint->arena, lint->exprs, lint->expr_count, &lint->expr_capacity, sizeof *lint->exprs);
    lint->exprs[lint->expr_count++] = expr;
}

static void add_item(ind_lint *lint, const ind_item *item) {
    ind_lint_expr at = {.expr = item->where, .node = ind_json_get(item->node, "where"), .path = "items"};
    add_expr(lint, at);
    at.expr = item->value;
    at.node = ind_json_get(item->node, "value");
    add_expr(lint, at);
}

static void add_relation(ind_lint *lint, const ind_param *param, const ind_relation *relation) {
    const struct {
        const char *key;
        const ind_expr *expr;
    } own[] = {{"from", relation->from}, {"to", relation->to}, {"where", relation->where}};
    const ind_json *span = ind_json_get(relation->node, "span");
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        add_expr(lint, (ind_lint_expr){.expr = own[i].expr,
                                       .node = ind_json_get(relation->node, own[i].key),
                                       .path = param->spec->path,
                                       .feed = relation->feed,
                                       .scope = IND_SCOPE_ROW});
    for (size_t i = 0; i < 2; i++)
        add_expr(lint, (ind_lint_expr){.expr = relation->span[i],
                                       .node = span->items[i],
                                       .path = param->spec->path,
                                       .scope = ind_unit_scope(lint->measure)});
}

static void add_param(ind_lint *lint, const ind_param *param) {
    const ind_param_spec *spec = param->spec;
    ind_lint_expr at = {.path = spec->path, .feed = spec->feed, .scope = spec->scope};
    if (param->node == NULL)
        return;
    at.expr = param->expr;
    at.node = param->node;
    if (param->expr != NULL)
        add_expr(lint, at);
    for (size_t i = 0; spec->type == IND_PARAM_RULES && i < param->count; i++) {
        at.expr = param->rules[i].where;
        at.node = ind_json_get(param->node->items[i], "where");
        add_expr(lint, at);
    }
    for (size_t i = 0; spec->type == IND_PARAM_ITEMS && i < param->count; i++)
        add_item(lint, &param->items[i]);
    for (size_t i = 0; spec->type == IND_PARAM_RELATIONS && i < param->count; i++)
        add_relation(lint, param, &param->relations[i]);
}

static void add_groups(ind_lint *lint) {
    const ind_measure *measure = lint->measure;
    const ind_json *groups = ind_lint_param(measure, "groups")->node;
    for (size_t i = 0; groups != NULL && i < groups->count; i++)
        for (size_t g = 0; g < measure->group_count; g++) {
            const ind_json *node = groups->items[i];
            if (!ind_str_equal(measure->groups[g].name, node->key))
                continue;
            ind_lint_expr at = {.expr = measure->groups[g].expr,
                                .node = node->type == IND_JSON_OBJECT ? ind_json_get(node, "key") : node,
                                .scope = measure->kind->row_scope_groups ? IND_SCOPE_ROW : IND_SCOPE_ENTITY};
            add_expr(lint, at);
        }
}

ind_status ind_lint_definition(ind_catalogue *catalogue, const ind_json *node, const ind_measure *measure,
                               int32_t today, ind_diag *diag) {
    ind_diag *own = ind_diag_new();
    if (measure != NULL && ind_measure_is_open(measure))
        measure = NULL; /* it has texts alone */
    ind_lint lint = {.catalogue = catalogue,
                     .arena = ind_arena_new(),
                     .node = node,
                     .measure = measure,
                     .today = today,
                     .diag = own};
    ind_lint_texts(&lint);
    ind_lint_labels(&lint);
    if (measure != NULL) {
        for (size_t i = 0; i < measure->param_count; i++)
            add_param(&lint, &measure->params[i]);
        add_groups(&lint);
        ind_lint_codes(&lint);
        ind_lint_ranges(&lint);
        ind_lint_forms(&lint);
        ind_lint_fits(&lint);
        ind_lint_dates(&lint);
        ind_lint_units(&lint);
        ind_lint_conditions(&lint);
        ind_lint_chain(&lint);
        ind_lint_windows(&lint);
        ind_lint_months(&lint);
        ind_lint_levels(&lint);
        ind_lint_periods(&lint);
        ind_lint_compare(&lint);
    }
    ind_status status = ind_diag_status(own);
    ind_diag_append(diag, own);
    ind_diag_free(own);
    ind_arena_free(lint.arena);
    return status;
}

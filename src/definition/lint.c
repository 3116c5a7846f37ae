/* lint.c - the expressions of a definition, and what every lint rule needs to speak about them. */
#include "definition/lint.h"

#include "indikator/rules.h"

#include <stdarg.h>
#include <stdlib.h>

void ind_lint_add(ind_lint *lint, const char *rule, ind_place place, const char *help, const char *format, ...) {
    const ind_check_rule *known = ind_rule_find(ind_str_of(rule));
    if (known == NULL)
        abort(); /* a rule of ours that is not in the table */
    va_list arguments;
    va_start(arguments, format);
    const char *message = ind_arena_vformat(lint->arena, format, arguments);
    va_end(arguments);
    ind_diag_add(lint->diag, known->severity, known->severity == IND_ERROR ? IND_FINDINGS : IND_OK, rule, place, help,
                 "%s", message);
}

ind_place ind_lint_place(const ind_lint_expr *at, uint32_t node) {
    const ind_node *n = &at->expr->nodes[node];
    return ind_source_place(at->node->source, ind_json_text_offset(at->node, n->start),
                            ind_json_text_offset(at->node, n->end));
}

const char *ind_lint_text(const ind_lint *lint, const ind_lint_expr *at, uint32_t node) {
    const ind_node *n = &at->expr->nodes[node];
    char shown[IND_SHOWN_TEXT];
    ind_str text = {at->node->text.data + n->start, n->end - n->start};
    return ind_arena_format(lint->arena, "%s", ind_shown(text, shown));
}

const ind_param *ind_lint_param(const ind_measure *measure, const char *path) {
    for (size_t i = 0; i < measure->param_count; i++)
        if (strcmp(measure->params[i].spec->path, path) == 0)
            return &measure->params[i];
    return NULL;
}

ind_lint_expr *ind_lint_find(ind_lint *lint, const char *path) {
    for (size_t i = 0; i < lint->expr_count; i++)
        if (lint->exprs[i].path != NULL && strcmp(lint->exprs[i].path, path) == 0)
            return &lint->exprs[i];
    return NULL;
}

const ind_field *ind_lint_field(const ind_lint *lint, const ind_lint_expr *at, uint32_t slot) {
    const ind_feed *feed = &lint->measure->feeds[at->feed];
    const ind_slot *read = &feed->slots[at->scope].items[slot];
    return read->side <= IND_SIDE_LAST ? feed->columns[read->column].schema : NULL;
}

const ind_str *ind_lint_codes_of(ind_lint *lint, const ind_field *field, size_t *count) {
    const ind_codelist *list = NULL;
    *count = field->allowed_count;
    if (field->allowed_count == 0 && field->codelist.length > 0)
        list = ind_catalogue_codelist(lint->catalogue, field->codelist, lint->diag);
    if (list == NULL || ind_codelist_is_prefix(list))
        return field->allowed;
    *count = ind_codelist_count(list);
    ind_str *codes = ind_arena_alloc(lint->arena, (*count + 1) * sizeof *codes);
    for (size_t i = 0; i < *count; i++)
        codes[i] = ind_codelist_code(list, i);
    return codes;
}

ind_value_domain ind_lint_domain(void *context, uint32_t slot) {
    const ind_lint_pair *pair = context;
    const ind_field *field = ind_lint_field(pair->lint, pair->at, slot);
    ind_value_domain domain = IND_VALUES_ANY;
    if (field == NULL)
        return domain;
    if (field->has_minimum)
        domain.low = field->minimum;
    if (field->has_maximum)
        domain.high = field->maximum;
    if (field->type == IND_TEXT)
        domain.codes = ind_lint_codes_of(pair->lint, field, &domain.code_count);
    return domain;
}

/* ---- the list ---- */

static void add_expr(ind_lint *lint, ind_lint_expr expr) {
    if (expr.expr == NULL || expr.node == NULL || expr.node->type != IND_JSON_TEXT)
        return;
    expr.possible = 1u << IND_TRUE | 1u << IND_FALSE | 1u << IND_UNKNOWN;
    lint->exprs = ind_arena_grow(lint->arena, lint->exprs, lint->expr_count, &lint->expr_capacity, sizeof *lint->exprs);
    lint->exprs[lint->expr_count++] = expr;
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
    }
    ind_status status = ind_diag_status(own);
    ind_diag_append(diag, own);
    ind_diag_free(own);
    ind_arena_free(lint.arena);
    return status;
}

/* lint_subject.c - what a lint rule speaks about: an expression, where it stands, its columns and what they can hold.
 */
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

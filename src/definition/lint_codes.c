/* lint_codes.c - constants that are compared with a column and are no codes of it. */
#include "definition/lint.h"

#include "base/hint.h"

#include <stdio.h>
#include <strings.h>

typedef struct {
    ind_lint *lint;
    const ind_lint_expr *at;
    const ind_codelist *list; /* of the column at hand */
} coding;

/* ---- one constant ---- */

static bool is_code(const coding *c, const ind_field *field, ind_str text) {
    bool found = field->allowed_count == 0;
    for (size_t i = 0; i < field->allowed_count && !found; i++)
        found = ind_str_equal(field->allowed[i], text);
    return found && (c->list == NULL || ind_codelist_has(c->list, text));
}

static const char *nearest_code(const coding *c, const ind_field *field, ind_str text) {
    for (size_t i = 0; i < field->map_count; i++)
        if (field->map[i].from.length == text.length &&
            strncasecmp(field->map[i].from.data, text.data, text.length) == 0)
            return ind_arena_format(c->lint->arena, "'%.*s' in a file is read as '%.*s'",
                                    IND_STR_ARGS(field->map[i].from), IND_STR_ARGS(field->map[i].to));
    ind_hint hint = ind_hint_start(text);
    for (size_t i = 0; i < field->allowed_count; i++)
        ind_hint_offer(&hint, field->allowed[i]);
    for (size_t i = 0; field->allowed_count == 0 && c->list != NULL && i < ind_codelist_count(c->list); i++)
        ind_hint_offer(&hint, ind_codelist_code(c->list, i));
    ind_str best = ind_hint_best(&hint);
    return best.length == 0 ? NULL : ind_arena_format(c->lint->arena, "the closest is '%.*s'", IND_STR_ARGS(best));
}

static const char *all_codes(const coding *c, const ind_field *field) {
    if (field->allowed_count == 0 || field->allowed_count > 12)
        return NULL;
    const char *list = "";
    for (size_t i = 0; i < field->allowed_count; i++)
        list = ind_arena_format(c->lint->arena, "%s%s%.*s", list, i == 0 ? "" : ", ", IND_STR_ARGS(field->allowed[i]));
    return ind_arena_format(c->lint->arena, "its codes are %s", list);
}

static void judge_code(const coding *c, uint32_t node, const ind_field *field, ind_str text) {
    char shown[IND_SHOWN_TEXT];
    ind_place place = ind_lint_place(c->at, node);
    if (text.length == 0) {
        ind_lint_add(c->lint, "always_false", place, "write 'is null' or 'is not null'",
                     "'%.*s' is never the empty text: an empty cell is unknown", IND_STR_ARGS(field->name));
        return;
    }
    if (is_code(c, field, text))
        return;
    const char *help = nearest_code(c, field, text);
    const char *version = c->list == NULL ? ""
                                          : ind_arena_format(c->lint->arena, " (codelist '%.*s', version %.*s)",
                                                             IND_STR_ARGS(ind_codelist_name(c->list)),
                                                             IND_STR_ARGS(ind_codelist_version(c->list)));
    ind_lint_add(c->lint, "unknown_code", place, help != NULL ? help : all_codes(c, field),
                 "'%s' is no code of column '%.*s'%s", ind_shown(text, shown), IND_STR_ARGS(field->name), version);
}

/* ---- comparisons ---- */

/* The column that NODE gives: itself, or the one inside of coalesce. */
static const ind_field *column_of(const coding *c, uint32_t number, bool *direct) {
    const ind_node *node = &c->at->expr->nodes[number];
    *direct = node->op == IND_OP_SLOT;
    if (*direct)
        return ind_lint_field(c->lint, c->at, node->slot);
    const ind_field *found = NULL;
    for (uint32_t i = 0; node->op == IND_OP_COALESCE && i < node->count; i++) {
        const ind_node *arg = &c->at->expr->nodes[node->args[i]];
        if (arg->constant)
            continue;
        if (arg->op != IND_OP_SLOT || found != NULL)
            return NULL;
        found = ind_lint_field(c->lint, c->at, arg->slot);
    }
    return found;
}

static bool has_default(const coding *c, uint32_t number, ind_str text) {
    const ind_node *node = &c->at->expr->nodes[number];
    for (uint32_t i = 0; i < node->count; i++) {
        const ind_node *arg = &c->at->expr->nodes[node->args[i]];
        if (arg->op == IND_OP_LITERAL && ind_str_equal(arg->value.text, text))
            return true;
    }
    return false;
}

/* Where the text of a list stands: a literal that the list has swallowed. */
static uint32_t literal_of(const ind_expr *expr, uint32_t list, ind_str text) {
    for (uint32_t i = 0; i < list; i++) {
        const ind_node *node = &expr->nodes[i];
        if (node->op == IND_OP_LITERAL && node->type == IND_TEXT && node->start >= expr->nodes[list].start &&
            node->end <= expr->nodes[list].end && ind_str_equal(node->value.text, text))
            return i;
    }
    return list;
}

static void judge_texts(coding *c, uint32_t column, uint32_t place, const ind_str *texts, size_t count) {
    bool direct;
    const ind_field *field = column_of(c, column, &direct);
    if (field == NULL || (field->type != IND_TEXT && field->type != IND_LIST))
        return;
    c->list =
        field->codelist.length == 0 ? NULL : ind_catalogue_codelist(c->lint->catalogue, field->codelist, c->lint->diag);
    for (size_t i = 0; i < count; i++) {
        if (!direct && has_default(c, column, texts[i]))
            continue; /* the value that stands for unknown */
        judge_code(c, literal_of(c->at->expr, place, texts[i]), field, texts[i]);
    }
}

static void judge_node(coding *c, uint32_t number) {
    const ind_expr *expr = c->at->expr;
    const ind_node *node = &expr->nodes[number];
    if (node->op == IND_OP_IN && node->set->texts != NULL) {
        judge_texts(c, node->args[0], number, node->set->texts, node->set->count);
        return;
    }
    bool compares = node->op == IND_OP_EQUAL || node->op == IND_OP_DIFFER || node->op == IND_OP_HAS;
    for (uint32_t a = 0; compares && a < 2; a++) {
        const ind_node *text = &expr->nodes[node->args[1 - a]];
        if (text->constant && text->count == 0 && text->type == IND_TEXT && !text->value.unknown)
            judge_texts(c, node->args[a], number, &text->value.text, 1);
    }
}

void ind_lint_codes(ind_lint *lint) {
    for (size_t i = 0; i < lint->expr_count; i++) {
        coding c = {.lint = lint, .at = &lint->exprs[i]};
        for (uint32_t n = 0; n < c.at->expr->count; n++)
            if (c.at->expr->nodes[n].used)
                judge_node(&c, n);
    }
}

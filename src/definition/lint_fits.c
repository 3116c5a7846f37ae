/* lint_fits.c - conditions that no code of their column fits.
 *
 * Where the codes of a column are known (an enum, a codelist of whole codes), the functions and patterns over it are
 * worked out for every one of them, by the evaluator itself: like, substr, lower, length, has_prefix, another codelist.
 */
#include "definition/lint_constants.h"

enum { MOST_CODES = 5000 };

typedef struct {
    ind_lint *lint;
    const ind_lint_expr *at;
    const ind_field *field;
    const ind_str *codes;
    size_t count;
    uint32_t slot;
} coded;

/* ---- the one column behind a node ---- */

static bool only_slot(const ind_expr *expr, uint32_t number, int64_t *slot, unsigned *steps) {
    const ind_node *node = &expr->nodes[number];
    if (++*steps > 200)
        return false;
    if (node->op == IND_OP_SLOT) {
        if (*slot >= 0 && *slot != node->slot)
            return false;
        *slot = node->slot;
        return true;
    }
    for (uint32_t i = 0; i < node->count; i++)
        if (!only_slot(expr, node->args[i], slot, steps))
            return false;
    return true;
}

static bool find_codes(coded *c, uint32_t number) {
    int64_t slot = -1;
    unsigned steps = 0;
    if (!only_slot(c->at->expr, number, &slot, &steps) || slot < 0)
        return false;
    c->slot = (uint32_t)slot;
    c->field = ind_lint_field(c->lint, c->at, c->slot);
    if (c->field == NULL || (c->field->type != IND_TEXT && c->field->type != IND_LIST))
        return false;
    c->codes = ind_lint_codes_of(c->lint, c->field, &c->count);
    return c->count > 0 && c->count <= MOST_CODES;
}

/* What NODE is for each code, and last for an unknown one. */
static const ind_judged *worked_out(const coded *c, uint32_t number) {
    return ind_judge_over(c->at->expr, number, c->slot, c->field->type, c->codes, c->count, c->lint->arena);
}

static bool is_ever(const coded *c, uint32_t number) {
    const ind_judged *values = worked_out(c, number);
    for (size_t i = 0; i <= c->count; i++)
        if (values[i].kind == IND_JUDGED_NUMBER && values[i].number != 0)
            return true;
    return false;
}

static const char *examples(const coded *c) {
    const char *list = "";
    size_t shown = c->count < 12 ? c->count : 12;
    for (size_t i = 0; i < shown; i++)
        list = ind_arena_format(c->lint->arena, "%s%s%.*s", list, i == 0 ? "" : ", ", IND_STR_ARGS(c->codes[i]));
    return ind_arena_format(c->lint->arena, "its codes are %s%s", list, shown < c->count ? ", ..." : "");
}

/* Has another rule spoken of this place, and told more? */
static bool is_told(const coded *c, const ind_place *place) {
    for (size_t i = 0; i < ind_diag_count(c->lint->diag); i++) {
        const ind_place *other = &ind_diag_at(c->lint->diag, i)->place;
        if (other->line == place->line && other->column == place->column)
            return true;
    }
    return false;
}

static void say(const coded *c, uint32_t node, const char *what) {
    ind_place place = ind_lint_place(c->at, node);
    if (is_told(c, &place))
        return;
    ind_lint_add(c->lint, "no_code_fits", place, examples(c), "%s of column '%.*s'", what,
                 IND_STR_ARGS(c->field->name));
}

/* ---- conditions of a text: like, has_prefix, in codelist ---- */

static void judge_atom(ind_lint *lint, const ind_lint_expr *at, uint32_t number) {
    const ind_node *node = &at->expr->nodes[number];
    coded c = {.lint = lint, .at = at};
    bool atom = node->op == IND_OP_LIKE || node->op == IND_OP_HAS_PREFIX || node->op == IND_OP_IN_CODELIST;
    bool order = (node->op == IND_OP_LESS || node->op == IND_OP_AT_MOST) && node->of == IND_TEXT;
    if ((atom || order) && node->used && !node->constant && find_codes(&c, number) && !is_ever(&c, number))
        say(&c, number, node->op == IND_OP_IN_CODELIST ? "the codelist has no code" : "this is met by no code");
}

/* ---- constants ---- */

static bool is_among(const coded *c, const ind_judged *values, const ind_judged *value) {
    for (size_t i = 0; i <= c->count; i++)
        if (values[i].kind == value->kind &&
            (value->kind == IND_JUDGED_TEXT ? ind_str_equal(values[i].text, value->text)
                                            : values[i].number == value->number))
            return true;
    return false;
}

static void see_constant(void *context, const ind_lint_constant *constant) {
    coded c = {.lint = context, .at = constant->at};
    bool column = ind_lint_column(c.lint, c.at, constant->subject) != NULL; /* lint_codes.c looks at it */
    ind_type type = c.at->expr->nodes[constant->subject].type;
    if (column || type == IND_BOOLEAN || !find_codes(&c, constant->subject))
        return;
    if (constant->how == IND_HELD_EQUAL) {
        if (!is_among(&c, worked_out(&c, constant->subject), &constant->value))
            say(&c, constant->place, "this is so for no code");
    } else if ((constant->how == IND_HELD_LESS || constant->how == IND_HELD_AT_MOST) && type != IND_TEXT &&
               !is_ever(&c, constant->node)) {
        say(&c, constant->node, "this is met by no code");
    }
}

/* ---- a codelist by prefix, or that of a group, shares no code ---- */

static bool shares_prefix(const ind_codelist *a, const ind_codelist *b) {
    for (size_t i = 0; i < ind_codelist_count(a); i++)
        for (size_t k = 0; k < ind_codelist_count(b); k++)
            if (ind_str_starts(ind_codelist_code(a, i), ind_codelist_code(b, k)) ||
                ind_str_starts(ind_codelist_code(b, k), ind_codelist_code(a, i)))
                return true;
    return false;
}

static void judge_prefix_list(ind_lint *lint, const ind_lint_expr *at, uint32_t number) {
    const ind_node *node = &at->expr->nodes[number];
    const ind_field *field =
        node->used && node->codeset.context != NULL ? ind_lint_column(lint, at, node->args[0]) : NULL;
    if (field == NULL || field->codelist.length == 0 || field->allowed_count > 0)
        return;
    const ind_codelist *list = ind_catalogue_codelist(lint->catalogue, field->codelist, lint->diag);
    if (list != NULL && ind_codelist_is_prefix(list) && !shares_prefix(list, node->codeset.context))
        ind_lint_add(lint, "no_code_fits", ind_lint_place(at, number), NULL,
                     "the codelist has no code of column '%.*s'", IND_STR_ARGS(field->name));
}

/* Of a group by codelist: is any of its keys in the list? */
static void judge_group(ind_lint *lint, const ind_lint_expr *at, const ind_codelist *list) {
    coded c = {.lint = lint, .at = at};
    if (list == NULL || !find_codes(&c, at->expr->root))
        return;
    const ind_judged *keys = worked_out(&c, at->expr->root);
    for (size_t i = 0; i < c.count; i++)
        if (keys[i].kind == IND_JUDGED_TEXT && ind_codelist_has(list, keys[i].text))
            return;
    say(&c, at->expr->root, "the codelist has no code");
}

static void judge_groups(ind_lint *lint, const ind_lint_expr *at) {
    for (size_t g = 0; at->path == NULL && g < lint->measure->group_count; g++)
        if (lint->measure->groups[g].expr == at->expr && lint->measure->groups[g].attribute >= 0)
            judge_group(lint, at, lint->measure->groups[g].codelist);
}

void ind_lint_fits(ind_lint *lint) {
    for (size_t i = 0; i < lint->expr_count; i++) {
        const ind_lint_expr *at = &lint->exprs[i];
        for (uint32_t n = 0; n < at->expr->count; n++) {
            judge_atom(lint, at, n);
            judge_prefix_list(lint, at, n);
        }
        ind_lint_each_constant(lint, at, see_constant, lint);
        judge_groups(lint, at);
    }
}

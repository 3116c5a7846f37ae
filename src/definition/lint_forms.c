/* lint_forms.c - texts in a form that what they are compared with never has. */
#include "definition/lint_constants.h"

#include "base/letters.h"
#include "language/evaluation/scalars.h"
#include "language/tree/utf8.h"

#include <strings.h>

typedef struct {
    ind_lint *lint;
    const ind_lint_constant *c;
    const ind_field *field; /* NULL: no column */
    ind_str text;
    bool is_code; /* of the column: then its form is right */
} form;

static ind_place place_of(const form *f) {
    return ind_lint_place(f->c->at, f->c->place);
}

static bool has_byte(ind_str text, const char *any) {
    for (size_t i = 0; i < text.length; i++)
        if (strchr(any, text.data[i]) != NULL && text.data[i] != '\0')
            return true;
    return false;
}

/* ---- blanks, invisible characters ---- */

static bool is_blank(int32_t point) {
    if (point < 0)
        return false;
    utf8proc_category_t category = utf8proc_category(point);
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP ||
           category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF;
}

/* Of the characters of TEXT: the first and the last blank?  Is one of them invisible? */
static void look_for_blanks(ind_str text, bool *first, bool *last, bool *invisible) {
    int32_t point;
    *first = *last = *invisible = false;
    for (size_t at = 0, step; at < text.length; at += step) {
        step = ind_utf8_step(text, at, &point);
        bool blank = is_blank(point);
        *first |= blank && at == 0;
        *last = blank;
        *invisible |= blank && point != ' ';
    }
}

static bool judge_blanks(const form *f) {
    bool first, last, invisible;
    look_for_blanks(f->text, &first, &last, &invisible);
    bool open_end = f->c->how == IND_HELD_PREFIX;
    if (invisible)
        ind_lint_add(f->lint, "blank_in_constant", place_of(f), "write it anew, with plain blanks",
                     "this text has a blank or a character that cannot be seen: no value that looks like it equals it");
    else if (first || (last && !open_end))
        ind_lint_add(f->lint, "blank_in_constant", place_of(f), "take the blank away",
                     "this text %s with a blank, and cells are read without blanks at their ends",
                     first ? "begins" : "ends");
    return invisible || first || (last && !open_end);
}

/* ---- signs of patterns ---- */

static bool judge_pattern(const form *f) {
    char shown[IND_SHOWN_TEXT];
    ind_shown(f->text, shown);
    if (f->c->how == IND_HELD_LIKE) {
        if (has_byte(f->text, "*?[]^$")) {
            ind_lint_add(f->lint, "pattern", place_of(f), "write % for any characters and _ for one",
                         "'%s' has signs of another kind of pattern, which stand for themselves here", shown);
            return true;
        }
        if (!has_byte(f->text, "%_"))
            ind_lint_add(f->lint, "like_without_wildcard", place_of(f), "write % where anything may follow, or =",
                         "'%s' has neither %% nor _, so that like is the same as =", shown);
        return false;
    }
    bool at_end = f->text.length > 0 && strchr("%*", f->text.data[f->text.length - 1]) != NULL;
    if (!at_end && !has_byte(f->text, "%"))
        return false;
    ind_lint_add(f->lint, "pattern", place_of(f),
                 f->c->how == IND_HELD_HAS || f->c->how == IND_HELD_PREFIX ? "write has_prefix(list, 'beginning')"
                                                                           : "write like for a pattern",
                 "'%s' is no pattern here: %% and * stand for themselves", shown);
    return true;
}

/* ---- letter case ---- */

/* lower or upper, which makes the value of NODE, through functions that keep it; NONE. */
static ind_operator case_of(const ind_expr *expr, uint32_t number) {
    for (;;) {
        const ind_node *node = &expr->nodes[ind_lint_inner(expr, number)];
        if (node->op == IND_OP_LOWER || node->op == IND_OP_UPPER)
            return node->op;
        if (node->op != IND_OP_SUBSTR && node->op != IND_OP_TRIM)
            return IND_OP_NONE;
        number = node->args[0];
    }
}

static bool judge_case(const form *f) {
    ind_operator change = case_of(f->c->at->expr, f->c->subject);
    if (change == IND_OP_NONE)
        return false;
    ind_buffer scratch = {0};
    ind_value argument = {.text = f->text}, result = {0};
    (change == IND_OP_LOWER ? ind_scalar_lower : ind_scalar_upper)(NULL, &argument, &scratch, &result);
    bool wrong = !ind_str_equal(result.text, f->text);
    if (wrong)
        ind_lint_add(f->lint, "letter_case", place_of(f),
                     ind_arena_format(f->lint->arena, "write '%.*s'", IND_STR_ARGS(result.text)),
                     "this text has %s letters, and what it is compared with never has",
                     change == IND_OP_LOWER ? "capital" : "small");
    ind_buffer_free(&scratch);
    return wrong;
}

/* ---- ICD-10 ---- */

/* As the column has it: without dots, blanks and marks, in capitals. */
static ind_str icd10_of(const ind_lint *lint, ind_str text) {
    char *out = ind_arena_alloc(lint->arena, text.length + 1);
    size_t length = 0;
    int32_t point;
    for (size_t at = 0, step; at < text.length; at += step) {
        step = ind_utf8_step(text, at, &point);
        char c = text.data[at];
        if (c == '.' || point >= 0x80 || is_blank(point) || strchr("*+#!", c) != NULL)
            continue;
        out[length++] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    return (ind_str){out, length};
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

/* Can a code begin so?  A letter and two characters, the first of them a digit, then letters and digits; % and _ of a
 * pattern are anything. */
static bool can_begin(ind_str text, bool pattern) {
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (pattern && c == '%')
            return true;
        bool good = i == 0 ? is_capital(c) : i == 1 ? is_digit(c) : is_digit(c) || is_capital(c);
        if (!good && !(pattern && c == '_'))
            return false;
    }
    return text.length <= 8;
}

static bool is_icd10(const form *f) {
    bool whole = f->c->how == IND_HELD_EQUAL || f->c->how == IND_HELD_HAS;
    return can_begin(f->text, f->c->how == IND_HELD_LIKE) && (!whole || f->text.length >= 3);
}

static bool judge_icd10(form *f) {
    ind_str as_read = f->c->how == IND_HELD_LIKE ? f->text : icd10_of(f->lint, f->text);
    char shown[IND_SHOWN_TEXT];
    if (!f->field->icd10 || (is_icd10(f) && ind_str_equal(as_read, f->text)))
        return false;
    ind_shown(f->text, shown);
    form other = *f;
    other.text = as_read;
    const char *help = "a code is a letter, two digits and what follows, in capitals without dots";
    if (as_read.length > 0 && !ind_str_equal(as_read, f->text) && is_icd10(&other))
        help = ind_arena_format(f->lint->arena, "write '%.*s'", IND_STR_ARGS(as_read));
    ind_lint_add(f->lint, "code_form", place_of(f), help,
                 "'%s' never occurs in column '%.*s', whose codes are read without dots and blanks, in capitals", shown,
                 IND_STR_ARGS(f->field->name));
    return true;
}

/* ---- digits, lists, missing values ---- */

static bool all_digits(ind_str text) {
    bool all = text.length > 0;
    for (size_t i = 0; i < text.length; i++)
        all = all && is_digit(text.data[i]);
    return all;
}

static bool judge_width(const form *f) {
    if (f->c->how != IND_HELD_EQUAL || f->field->width == 0 || !all_digits(f->text) ||
        f->text.length >= f->field->width)
        return false;
    ind_lint_add(f->lint, "code_form", place_of(f),
                 ind_arena_format(f->lint->arena, "write '%0*d%.*s'", (int)(f->field->width - f->text.length), 0,
                                  IND_STR_ARGS(f->text)),
                 "column '%.*s' has %u digits: shorter codes are read with zeros before them",
                 IND_STR_ARGS(f->field->name), f->field->width);
    return true;
}

static bool judge_list(const form *f) {
    if (f->c->how != IND_HELD_HAS && f->c->how != IND_HELD_PREFIX)
        return false;
    bool list = f->field->type == IND_LIST;
    if (!list || !has_byte(f->text, "|,;"))
        return false;
    ind_lint_add(f->lint, "code_form", place_of(f), "ask for each element: has(list, 'A') or has(list, 'B')",
                 "this looks like several elements, and each element of column '%.*s' is compared on its own",
                 IND_STR_ARGS(f->field->name));
    return true;
}

static bool judge_missing(const form *f) {
    const ind_dataset *dataset = ind_lint_dataset(f->lint, f->c->at, f->c->subject);
    bool found = false;
    for (size_t i = 0; dataset != NULL && i < dataset->missing_count; i++)
        found |= dataset->missing[i].length > 0 && dataset->missing[i].length == f->text.length &&
                 strncasecmp(dataset->missing[i].data, f->text.data, f->text.length) == 0;
    if (!found || f->c->how == IND_HELD_LESS || f->c->how == IND_HELD_AT_MOST)
        return false;
    char shown[IND_SHOWN_TEXT];
    ind_lint_add(f->lint, "missing_as_constant", place_of(f), "write 'is null' or 'is not null'",
                 "'%.*s' is never '%s': in a file that means \"no value\", and is read so",
                 IND_STR_ARGS(f->field->name), ind_shown(f->text, shown));
    return true;
}

/* Digits in the order of texts: '9' is after '10'.  Where all have as many, that is the order of numbers. */
static void judge_order(const form *f) {
    bool order = f->c->how == IND_HELD_LESS || f->c->how == IND_HELD_AT_MOST;
    if (order && all_digits(f->text) && f->field->width != f->text.length && f->field->allowed_count == 0)
        ind_lint_add(f->lint, "text_order", place_of(f), "write number(...) around the text, and no quotes",
                     "texts are ordered sign by sign: '9' is after '10'");
}

/* ---- lengths of substr ---- */

static size_t characters(ind_str text) {
    int32_t point;
    size_t count = 0;
    for (size_t at = 0; at < text.length; count++)
        at += ind_utf8_step(text, at, &point);
    return count;
}

static void judge_substr(const form *f) {
    const ind_expr *expr = f->c->at->expr;
    const ind_node *node = &expr->nodes[ind_lint_inner(expr, f->c->subject)];
    while (node->op == IND_OP_LOWER || node->op == IND_OP_UPPER)
        node = &expr->nodes[node->args[0]];
    bool whole = f->c->how == IND_HELD_EQUAL, prefix = f->c->how == IND_HELD_PREFIX;
    if (node->op != IND_OP_SUBSTR || node->count < 3 || !expr->nodes[node->args[2]].constant || (!whole && !prefix))
        return;
    ind_judged taken = ind_judge_fold(expr, node->args[2], f->lint->arena),
               start = expr->nodes[node->args[1]].constant ? ind_judge_fold(expr, node->args[1], f->lint->arena)
                                                           : (ind_judged){.number = 1};
    double most = taken.number + (start.number < 1 ? start.number - 1 : 0); /* places before the first are empty */
    double has = (double)characters(f->text);
    if (taken.kind == IND_JUDGED_NUMBER && most >= 1 && (prefix ? has > most : has != most))
        ind_lint_add(f->lint, "constant_length", place_of(f), NULL, "this text has %g characters, and substr gives %g",
                     has, most);
}

/* ---- all ---- */

static bool is_code(const ind_field *field, ind_str text) {
    for (size_t i = 0; field != NULL && i < field->allowed_count; i++)
        if (ind_str_equal(field->allowed[i], text))
            return true;
    return false;
}

static void see_constant(void *context, const ind_lint_constant *c) {
    ind_lint *lint = context;
    if (c->value.kind != IND_JUDGED_TEXT || ind_lint_is_default(lint, c))
        return;
    form f = {.lint = lint, .c = c, .text = c->value.text};
    f.field = ind_lint_column(lint, c->at, c->subject);
    if (f.text.length == 0 || is_code(f.field, f.text) || judge_blanks(&f) || judge_case(&f))
        return;
    bool coded = f.field != NULL && (f.field->allowed_count > 0 || f.field->codelist.length > 0);
    if (coded && (c->how == IND_HELD_EQUAL || c->how == IND_HELD_HAS))
        return; /* lint_codes.c says that it is no code */
    if (f.field != NULL && (judge_list(&f) || judge_missing(&f)))
        return;
    if (!judge_pattern(&f) && f.field != NULL && !judge_icd10(&f) && !judge_width(&f))
        judge_order(&f);
    judge_substr(&f);
}

/* ---- codelists used on a column ---- */

static void judge_codelist(ind_lint *lint, ind_place place, const ind_field *field, const ind_codelist *list) {
    for (size_t i = 0; field != NULL && list != NULL && i < ind_codelist_count(list); i++) {
        ind_str code = ind_codelist_code(list, i), as_read = field->icd10 ? icd10_of(lint, code) : code;
        bool narrow =
            field->width > 0 && all_digits(code) && code.length < field->width && !ind_codelist_is_prefix(list);
        bool shaped =
            !field->icd10 || (can_begin(as_read, false) && (ind_codelist_is_prefix(list) || as_read.length > 2));
        if (ind_str_equal(as_read, code) && shaped && !narrow)
            continue;
        char shown[IND_SHOWN_TEXT];
        ind_lint_add(lint, "code_form", place,
                     field->icd10 ? "write the codes of the list in capitals, without dots and blanks"
                                  : "write the codes of the list with their leading zeros",
                     "'%s' of codelist '%.*s' never occurs in column '%.*s', whose codes are read in another form",
                     ind_shown(code, shown), IND_STR_ARGS(ind_codelist_name(list)), IND_STR_ARGS(field->name));
        return;
    }
}

static void judge_codelists(ind_lint *lint, const ind_lint_expr *at) {
    for (uint32_t n = 0; n < at->expr->count; n++) {
        const ind_node *node = &at->expr->nodes[n];
        if (node->used && node->codeset.context != NULL)
            judge_codelist(lint, ind_lint_place(at, n), ind_lint_column(lint, at, node->args[0]),
                           node->codeset.context);
    }
}

/* A codelist that the kind looks values up in. */
static void judge_param(ind_lint *lint, const ind_param *param) {
    if (param->spec->edge != IND_EDGE_CODES || param->codelist == NULL)
        return;
    const ind_lint_expr *of = ind_lint_find(lint, param->spec->of);
    if (of != NULL)
        judge_codelist(lint, ind_json_place(param->node), ind_lint_column(lint, of, of->expr->root), param->codelist);
}

void ind_lint_forms(ind_lint *lint) {
    for (size_t i = 0; i < lint->expr_count; i++) {
        ind_lint_each_constant(lint, &lint->exprs[i], see_constant, lint);
        judge_codelists(lint, &lint->exprs[i]);
    }
    for (size_t i = 0; i < lint->measure->param_count; i++)
        judge_param(lint, &lint->measure->params[i]);
}

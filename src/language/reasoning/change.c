/* change.c - one change at a time: what a slip of the pen could have written instead.
 *
 * The tree says what stands where, so that quotes and names are never mistaken for operators; a change is made to the
 * text.  Whether what comes out means something is for the compiler to say. */
#include "language/reasoning/change.h"
#include "base/date.h"

#include "language/tree/syntax.h"

#include <stdio.h>

typedef struct {
    ind_reading *reading;
    void (*each)(void *context, const ind_expr_change *change);
    void *context;
} changer;

static ind_str words(const changer *c, size_t start, size_t end) {
    return (ind_str){c->reading->text.data + start, end - start};
}

static bool ends_in_letter(ind_str text) {
    return text.length > 0 && (text.data[text.length - 1] | 32) >= 'a' && (text.data[text.length - 1] | 32) <= 'z';
}

/* START..END becomes TO.  A step below the precision of a number changes nothing. */
static void change(const changer *c, size_t start, size_t end, const char *to) {
    if (ind_str_is(words(c, start, end), to))
        return;
    ind_str head = words(c, 0, start), tail = words(c, end, c->reading->text.length);
    const char *space = to[0] != '\0' && ends_in_letter(head) ? " " : "";
    ind_expr_change made = {start, end, words(c, start, end), ind_str_of(to), {0}};
    made.text = ind_str_of(
        ind_arena_format(c->reading->arena, "%.*s%s%s%.*s", IND_STR_ARGS(head), space, to, IND_STR_ARGS(tail)));
    c->each(c->context, &made);
}

static void change_token(const changer *c, uint32_t token, const char *to) {
    change(c, c->reading->tokens[token].start, c->reading->tokens[token].end, to);
}

/* A word, and the space after it. */
static void drop_token(const changer *c, uint32_t token) {
    change(c, c->reading->tokens[token].start, c->reading->tokens[token + 1].start, "");
}

/* ---- constants ---- */

static void change_number(const changer *c, const ind_syntax *x) {
    const char *point = memchr(x->text.data, '.', x->text.length);
    int decimals = (int)(x->text.length - (size_t)(point - x->text.data) - 1);
    double step = 1;
    for (int i = 0; i < decimals; i++)
        step /= 10;
    for (int sign = -1; sign <= 1; sign += 2)
        if (x->number + sign * step >= 0)
            change(c, x->start, x->end, ind_arena_format(c->reading->arena, "%.*f", decimals, x->number + sign * step));
}

static void change_integer(const changer *c, const ind_syntax *x) {
    for (int sign = -1; sign <= 1; sign += 2)
        if (sign < 0 ? x->integer > 0 : x->integer < INT64_MAX)
            change(c, x->start, x->end, ind_arena_format(c->reading->arena, "%lld", (long long)x->integer + sign));
}

static void change_date(const changer *c, const ind_syntax *x) {
    int32_t day;
    if (!ind_date_parse(x->text, &day))
        return;
    for (int32_t sign = -1; sign <= 1; sign += 2) {
        char date[IND_DATE_TEXT];
        if (day + sign < IND_FIRST_DAY || day + sign > IND_LAST_DAY)
            continue;
        ind_date_text(day + sign, date);
        change(c, x->start, x->end, ind_arena_format(c->reading->arena, "date '%s'", date));
    }
}

/* first. and last. */
static void change_role(const changer *c, const ind_syntax *x) {
    bool first = ind_expr_word_is(x->qualifier, "first");
    if (first || ind_expr_word_is(x->qualifier, "last"))
        if (c->reading->text.data[x->start] != '[')
            change(c, x->start, x->start + x->qualifier.length, first ? "last" : "first");
}

/* ---- operators ---- */

static void change_sign(const changer *c, uint32_t token) {
    static const char *const others[] = {"<>", "=", "<=", "<", ">=", ">"};
    change_token(c, token, others[c->reading->tokens[token].kind - TOKEN_EQUAL]);
}

/* Items of a list, one dropped at a time with one comma. */
static void drop_items(const changer *c, const ind_syntax *list) {
    const ind_token *tokens = c->reading->tokens;
    for (size_t i = 1; i < list->count && list->count > 2; i++) {
        uint32_t first = list->items[i]->first, after = list->items[i]->last + 1;
        bool last = i + 1 == list->count;
        size_t from = tokens[last ? first - 1 : first].start, to = tokens[last ? after : after + 1].start;
        ind_expr_change made = {.start = tokens[first].start, .end = tokens[after - 1].end};
        made.from = words(c, made.start, made.end);
        made.text = ind_str_of(ind_arena_format(c->reading->arena, "%.*s%.*s", IND_STR_ARGS(words(c, 0, from)),
                                                IND_STR_ARGS(words(c, to, c->reading->text.length))));
        c->each(c->context, &made);
    }
}

/* The words after the value that X asks about. */
static void change_question(const changer *c, const ind_syntax *x) {
    uint32_t word = x->items[0]->last + 1;
    if (x->negated)
        drop_token(c, word + (x->kind == IND_SYNTAX_NULL));
    else if (x->kind == IND_SYNTAX_NULL)
        change_token(c, word, "is not");
    else if (x->kind == IND_SYNTAX_IN || x->kind == IND_SYNTAX_CODELIST)
        change_token(c, word, "not in");
    if (x->kind == IND_SYNTAX_IN)
        drop_items(c, x);
}

/* What joins item INDEX to the one before it. */
static void change_joint(const changer *c, const ind_syntax *x, size_t index) {
    uint32_t joint = x->items[index]->first - 1;
    if (x->kind == IND_SYNTAX_AND || x->kind == IND_SYNTAX_OR)
        change_token(c, joint, x->kind == IND_SYNTAX_AND ? "or" : "and");
    else if (x->kind == IND_SYNTAX_COMPARE)
        change_sign(c, joint);
}

static void change_all(const changer *c, const ind_syntax *x) {
    switch (x->kind) {
    case IND_SYNTAX_INTEGER: change_integer(c, x); break;
    case IND_SYNTAX_NUMBER: change_number(c, x); break;
    case IND_SYNTAX_DATE: change_date(c, x); break;
    case IND_SYNTAX_TRUTH: change(c, x->start, x->end, x->integer != 0 ? "false" : "true"); break;
    case IND_SYNTAX_NAME: change_role(c, x); break;
    case IND_SYNTAX_NOT: drop_token(c, x->items[0]->first - 1); break;
    default: break;
    }
    bool asks = x->kind >= IND_SYNTAX_BETWEEN && x->kind <= IND_SYNTAX_NULL;
    for (size_t i = 0; i < x->count; i++) {
        if (i > 0)
            change_joint(c, x, i);
        change_all(c, x->items[i]);
        if (i == 0 && asks)
            change_question(c, x);
    }
}

void ind_expr_changes(ind_arena *arena, ind_str text, void (*each)(void *context, const ind_expr_change *change),
                      void *context) {
    ind_reading reading = {.arena = arena, .text = ind_arena_str(arena, text)};
    changer c = {&reading, each, context};
    if (text.length <= IND_EXPR_MAX_LENGTH && ind_expr_lex(&reading)) {
        const ind_syntax *whole = ind_expr_parse(&reading);
        if (!reading.refused && reading.fault.rule == NULL)
            change_all(&c, whole);
    }
    ind_reading_free(&reading);
}

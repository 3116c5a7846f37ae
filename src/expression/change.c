/* change.c - one change at a time: what a slip of the pen could have written instead.
 *
 * Changes are made to the tokens of the text, so that quotes and names are never mistaken for operators; whether what
 * comes out means something is for the compiler to say. */
#include "base/date.h"
#include "expression/compile.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct {
    ind_arena *arena;
    ind_unit *unit;
    void (*each)(void *context, const ind_expr_change *change);
    void *context;
} changer;

static ind_str words(const changer *c, size_t start, size_t end) {
    return (ind_str){c->unit->text.data + start, end - start};
}

static bool ends_in_letter(ind_str text) {
    return text.length > 0 && (text.data[text.length - 1] | 32) >= 'a' && (text.data[text.length - 1] | 32) <= 'z';
}

/* START..END becomes TO.  A step below the precision of a number changes nothing. */
static void change(changer *c, size_t start, size_t end, ind_str to) {
    if (ind_str_equal(words(c, start, end), to))
        return;
    ind_str head = words(c, 0, start), tail = words(c, end, c->unit->text.length);
    const char *space = to.length > 0 && ends_in_letter(head) ? " " : "";
    ind_expr_change made = {start, end, words(c, start, end), to, {0}};
    made.text = ind_str_of(
        ind_arena_format(c->arena, "%.*s%s%.*s%.*s", IND_STR_ARGS(head), space, IND_STR_ARGS(to), IND_STR_ARGS(tail)));
    c->each(c->context, &made);
}

static void change_token(changer *c, const ind_token *token, const char *to) {
    change(c, token->start, token->end, ind_str_of(to));
}

/* ---- constants ---- */

static void change_number(changer *c, const ind_token *token) {
    ind_str text = words(c, token->start, token->end);
    const char *point = memchr(text.data, '.', text.length);
    int decimals = point == NULL ? 0 : (int)(text.length - (size_t)(point - text.data) - 1);
    double step = 1;
    for (int i = 0; i < decimals; i++)
        step /= 10;
    for (int sign = -1; sign <= 1; sign += 2)
        if (token->number + sign * step >= 0)
            change_token(c, token, ind_arena_format(c->arena, "%.*f", decimals, token->number + sign * step));
}

static void change_integer(changer *c, const ind_token *token) {
    if (token->integer > 0)
        change_token(c, token, ind_arena_format(c->arena, "%lld", (long long)token->integer - 1));
    if (token->integer < INT64_MAX)
        change_token(c, token, ind_arena_format(c->arena, "%lld", (long long)token->integer + 1));
}

static void change_date(changer *c, const ind_token *word, const ind_token *text) {
    int32_t day;
    if (!ind_date_parse(text->text, &day))
        return;
    for (int32_t sign = -1; sign <= 1; sign += 2) {
        char date[IND_DATE_TEXT];
        if (day + sign < IND_FIRST_DAY || day + sign > IND_LAST_DAY)
            continue;
        ind_date_text(day + sign, date);
        change(c, word->start, text->end, ind_str_of(ind_arena_format(c->arena, "date '%s'", date)));
    }
}

/* ---- lists ---- */

/* The comma or parenthesis that ends the item at token FROM; TOKEN_END if the list is never closed. */
static size_t end_of_item(const ind_token *tokens, size_t from) {
    int depth = 0;
    size_t i = from;
    for (; tokens[i].kind != TOKEN_END; i++) {
        if (depth == 0 && (tokens[i].kind == TOKEN_COMMA || tokens[i].kind == TOKEN_CLOSE))
            break;
        depth += tokens[i].kind == TOKEN_OPEN ? 1 : tokens[i].kind == TOKEN_CLOSE ? -1 : 0;
    }
    return i;
}

/* Items of the list that the token OPEN begins, one dropped at a time with one comma. */
static void change_list(changer *c, size_t open) {
    const ind_token *tokens = c->unit->tokens;
    for (size_t first = open + 1, end;; first = end + 1) {
        end = end_of_item(tokens, first);
        bool last = tokens[end].kind != TOKEN_COMMA, only = last && first == open + 1;
        if (tokens[end].kind == TOKEN_END || end == first || only)
            return;
        size_t from = last ? tokens[first - 1].start : tokens[first].start;
        size_t to = last ? tokens[end].start : tokens[end + 1].start;
        ind_expr_change made = {.start = tokens[first].start,
                                .end = tokens[end - 1].end,
                                .from = words(c, tokens[first].start, tokens[end - 1].end)};
        made.text = ind_str_of(ind_arena_format(c->arena, "%.*s%.*s", IND_STR_ARGS(words(c, 0, from)),
                                                IND_STR_ARGS(words(c, to, c->unit->text.length))));
        c->each(c->context, &made);
        if (last)
            return;
    }
}

/* ---- words ---- */

static void change_word(changer *c, size_t at) {
    const ind_token *token = &c->unit->tokens[at], *next = token + 1;
    bool more = next->kind != TOKEN_END;
    switch (token->keyword) {
    case KEY_AND: change_token(c, token, "or"); break;
    case KEY_OR: change_token(c, token, "and"); break;
    case KEY_TRUE: change_token(c, token, "false"); break;
    case KEY_FALSE: change_token(c, token, "true"); break;
    case KEY_NOT:
        if (more)
            change(c, token->start, next->start, IND_STR(""));
        break;
    case KEY_IS:
        if (more && next->keyword != KEY_NOT)
            change_token(c, token, "is not");
        break;
    case KEY_IN:
        if (at > 0 && token[-1].keyword != KEY_NOT)
            change_token(c, token, "not in");
        if (next->kind == TOKEN_OPEN)
            change_list(c, at + 1);
        break;
    case KEY_DATE:
        if (next->kind == TOKEN_TEXT)
            change_date(c, token, next);
        break;
    default:
        if (next->kind == TOKEN_DOT && ind_expr_word_is(token->text, "first"))
            change_token(c, token, "last");
        else if (next->kind == TOKEN_DOT && ind_expr_word_is(token->text, "last"))
            change_token(c, token, "first");
    }
}

static void change_at(changer *c, size_t at) {
    const ind_token *token = &c->unit->tokens[at];
    switch (token->kind) {
    case TOKEN_EQUAL: change_token(c, token, "<>"); break;
    case TOKEN_NOT_EQUAL: change_token(c, token, "="); break;
    case TOKEN_LESS: change_token(c, token, "<="); break;
    case TOKEN_LESS_EQUAL: change_token(c, token, "<"); break;
    case TOKEN_GREATER: change_token(c, token, ">="); break;
    case TOKEN_GREATER_EQUAL: change_token(c, token, ">"); break;
    case TOKEN_INTEGER: change_integer(c, token); break;
    case TOKEN_NUMBER: change_number(c, token); break;
    case TOKEN_WORD: change_word(c, at); break;
    default: break;
    }
}

/* The "and" of a between joins its two ends and is no operator. */
static void change_all(changer *c) {
    size_t between = 0;
    for (size_t i = 0; i + 1 < c->unit->token_count; i++) {
        const ind_token *token = &c->unit->tokens[i];
        bool word = token->kind == TOKEN_WORD;
        between += word && token->keyword == KEY_BETWEEN;
        if (word && token->keyword == KEY_AND && between > 0)
            between--;
        else
            change_at(c, i);
    }
}

static void ignore(void *context, const ind_expr_error *error) {
    (void)context;
    (void)error;
}

void ind_expr_changes(ind_arena *arena, ind_str text, void (*each)(void *context, const ind_expr_change *change),
                      void *context) {
    ind_compiler compiler = {.arena = arena, .report = ignore};
    ind_unit unit = {.compiler = &compiler, .text = ind_arena_str(arena, text)};
    changer c = {arena, &unit, each, context};
    if (text.length <= IND_EXPR_MAX_LENGTH && ind_expr_lex(&unit))
        change_all(&c);
    free(unit.tokens);
}

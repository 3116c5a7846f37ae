/* lex.c - text to tokens, all of them before parsing begins.
 *
 * Tokens carry byte offsets; line and column are worked out by whoever shows the error.  What
 * people bring along from other languages ("==", "!=", typographic signs) is reported together
 * with the spelling that is meant, and then taken as meant, so that the rest is checked too. */
#include "language/tree/lex.h"

#include "base/number.h"
#include "language/tree/utf8.h"

#include <math.h>
#include <stdlib.h>

static const struct {
    const char *word;
    ind_keyword key;
} keywords[] = {
    {"and", KEY_AND},
    {"or", KEY_OR},
    {"not", KEY_NOT},
    {"in", KEY_IN},
    {"is", KEY_IS},
    {"null", KEY_NULL},
    {"like", KEY_LIKE},
    {"case", KEY_CASE},
    {"when", KEY_WHEN},
    {"then", KEY_THEN},
    {"else", KEY_ELSE},
    {"end", KEY_END},
    {"date", KEY_DATE},
    {"true", KEY_TRUE},
    {"false", KEY_FALSE},
    {"between", KEY_BETWEEN},
    {"codelist", KEY_CODELIST},
};

static const struct {
    const char *sign;
    ind_token_kind kind;
} signs[] = {
    {"<>", TOKEN_NOT_EQUAL}, {"<=", TOKEN_LESS_EQUAL}, {">=", TOKEN_GREATER_EQUAL}, {"=", TOKEN_EQUAL},
    {"<", TOKEN_LESS},       {">", TOKEN_GREATER},     {"(", TOKEN_OPEN},           {")", TOKEN_CLOSE},
    {",", TOKEN_COMMA},      {".", TOKEN_DOT},         {"+", TOKEN_PLUS},           {"-", TOKEN_MINUS},
    {"*", TOKEN_STAR},       {"/", TOKEN_SLASH},
};

/* Foreign spellings.  TOKEN_END: to be left out. */
static const struct {
    const char *sign;
    ind_token_kind kind;
    ind_keyword keyword;
    const char *help;
} foreign[] = {
    {"==", TOKEN_EQUAL, KEY_NONE, "write ="},
    {"!=", TOKEN_NOT_EQUAL, KEY_NONE, "write <>"},
    {"=>", TOKEN_GREATER_EQUAL, KEY_NONE, "write >="},
    {"=<", TOKEN_LESS_EQUAL, KEY_NONE, "write <="},
    {"&&", TOKEN_WORD, KEY_AND, "write and"},
    {"||", TOKEN_WORD, KEY_OR, "write or"},
    {"\xE2\x89\xA4", TOKEN_LESS_EQUAL, KEY_NONE, "write <="},
    {"\xE2\x89\xA5", TOKEN_GREATER_EQUAL, KEY_NONE, "write >="},
    {"\xE2\x89\xA0", TOKEN_NOT_EQUAL, KEY_NONE, "write <>"},
    {"\xE2\x88\x92", TOKEN_MINUS, KEY_NONE, "write - (a hyphen)"},
    {"\xE2\x80\x93", TOKEN_MINUS, KEY_NONE, "write - (a hyphen)"},
    {"\xC2\xA0", TOKEN_END, KEY_NONE, "replace the non-breaking space by an ordinary one"},
};

bool ind_expr_word_is(ind_str word, const char *literal) {
    size_t i = 0;
    for (; i < word.length && literal[i] != '\0'; i++) {
        char c = word.data[i];
        if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != literal[i])
            return false;
    }
    return i == word.length && literal[i] == '\0';
}

static ind_keyword keyword_of(ind_str word) {
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (ind_expr_word_is(word, keywords[i].word))
            return keywords[i].key;
    return KEY_NONE;
}

ind_str ind_expr_shown(ind_str text) {
    int32_t point;
    size_t at = 0;
    for (int i = 0; i < 60 && at < text.length; i++)
        at += ind_utf8_step(text, at, &point);
    return (ind_str){text.data, at};
}

static void fail(ind_reading *r, const char *rule, size_t start, size_t end, const char *help, const char *message) {
    ind_expr_error error = {rule, start, end, message, help};
    r->refused = true;
    if (r->report != NULL)
        r->report(r->context, &error);
}

void ind_reading_free(ind_reading *reading) {
    free(reading->tokens);
}

static ind_str rest_from(const ind_reading *r, size_t at) {
    return (ind_str){r->text.data + at, r->text.length - at};
}

static ind_token *add(ind_reading *r, ind_token_kind kind, size_t start, size_t end) {
    r->tokens = ind_grow(r->tokens, r->token_count, &r->token_room, sizeof *r->tokens);
    ind_token *token = &r->tokens[r->token_count++];
    *token = (ind_token){.kind = kind, .start = start, .end = end};
    token->text = (ind_str){r->text.data + start, end - start};
    return token;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(int32_t point) {
    if (point < 0x80)
        return point == '_' || (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
    utf8proc_category_t category = utf8proc_category(point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

static bool goes_on_a_word(int32_t point) {
    if (point >= 0 && point < 0x80)
        return is_letter(point) || (point >= '0' && point <= '9');
    utf8proc_category_t category = point < 0 ? UTF8PROC_CATEGORY_CN : utf8proc_category(point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO; /* letters, marks, numbers */
}

static size_t word_end(ind_str text, size_t at) {
    int32_t point;
    while (at < text.length) {
        size_t step = ind_utf8_step(text, at, &point);
        if (!goes_on_a_word(point))
            break;
        at += step;
    }
    return at;
}

static size_t lex_word(ind_reading *r, size_t at) {
    size_t end = word_end(r->text, at);
    ind_token *token = add(r, TOKEN_WORD, at, end);
    token->keyword = keyword_of(token->text);
    return end;
}

static size_t digits_end(ind_str text, size_t at) {
    while (at < text.length && is_digit(text.data[at]))
        at++;
    return at;
}

static size_t lex_number(ind_reading *r, size_t at) {
    ind_str text = r->text;
    size_t end = digits_end(text, at);
    bool whole = !(end + 1 < text.length && text.data[end] == '.' && is_digit(text.data[end + 1]));
    if (!whole)
        end = digits_end(text, end + 1);
    ind_token *token = add(r, whole ? TOKEN_INTEGER : TOKEN_NUMBER, at, end);
    size_t after = word_end(text, end);
    if (after > end) {
        fail(r, "syntax", at, after, "put a space after the number; exponents are not part of the language",
             ind_arena_format(r->arena, "'%.*s' is neither a number nor a name",
                              IND_STR_ARGS(ind_expr_shown((ind_str){text.data + at, after - at}))));
        token->kind = TOKEN_BAD;
        return after;
    }
    bool fits = whole ? ind_parse_integer(token->text, &token->integer)
                      : ind_parse_decimal(token->text, '.', &token->number) && isfinite(token->number);
    if (!fits) {
        fail(r, "limit", at, end, NULL, "the number is too large");
        token->kind = TOKEN_BAD;
    }
    return end;
}

/* The text between quotes, '' standing for one quote; ENDS is false if the last quote is missing. */
static size_t lex_quoted(ind_reading *r, size_t at, bool *ends) {
    ind_str text = r->text;
    size_t end = at + 1, doubled = 0;
    for (*ends = false; end < text.length; end++) {
        if (text.data[end] != '\'')
            continue;
        if (end + 1 == text.length || text.data[end + 1] != '\'') {
            *ends = true;
            break;
        }
        end++;
        doubled++;
    }
    if (!*ends)
        return text.length;
    ind_token *token = add(r, TOKEN_TEXT, at, end + 1);
    token->text = (ind_str){text.data + at + 1, end - at - 1};
    if (doubled == 0)
        return end + 1;
    char *plain = ind_arena_alloc(r->arena, token->text.length);
    size_t length = 0;
    for (size_t i = 0; i < token->text.length; i++) {
        plain[length++] = token->text.data[i];
        if (token->text.data[i] == '\'')
            i++;
    }
    token->text = (ind_str){plain, length};
    return end + 1;
}

/* [a name] or, by mistake, "a text": up to LAST. */
static size_t enclosed_end(ind_str text, size_t at, char last) {
    const char *found = at + 1 < text.length ? memchr(text.data + at + 1, last, text.length - at - 1) : NULL;
    return found == NULL ? 0 : (size_t)(found - text.data) + 1;
}

static size_t lex_bracket(ind_reading *r, size_t at, bool *ok) {
    size_t end = enclosed_end(r->text, at, ']');
    if (end == 0) {
        fail(r, "syntax", at, r->text.length, NULL, "this '[' is never closed");
        *ok = false;
        return r->text.length;
    }
    ind_token *token = add(r, TOKEN_BRACKET, at, end);
    token->text = (ind_str){r->text.data + at + 1, end - at - 2};
    if (token->text.length == 0) {
        fail(r, "syntax", at, end, NULL, "there is no name between '[' and ']'");
        token->kind = TOKEN_BAD;
    }
    return end;
}

static size_t lex_double_quote(ind_reading *r, size_t at) {
    size_t end = enclosed_end(r->text, at, '"');
    end = end == 0 ? r->text.length : end;
    fail(r, "syntax", at, end, "write texts as 'text' and names with spaces as [name]",
         "double quotes are not part of the language");
    add(r, TOKEN_BAD, at, end);
    return end;
}

/* 0 if there is no sign at AT. */
static size_t lex_sign(ind_reading *r, size_t at) {
    ind_str rest = rest_from(r, at);
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        ind_str sign = ind_str_of(foreign[i].sign);
        if (!ind_str_starts(rest, sign))
            continue;
        fail(r, "syntax", at, at + sign.length, foreign[i].help,
             ind_arena_format(r->arena, "'%s' is not part of the language", foreign[i].sign));
        if (foreign[i].kind != TOKEN_END)
            add(r, foreign[i].kind, at, at + sign.length)->keyword = foreign[i].keyword;
        return at + sign.length;
    }
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        ind_str sign = ind_str_of(signs[i].sign);
        if (ind_str_starts(rest, sign)) {
            add(r, signs[i].kind, at, at + sign.length);
            return at + sign.length;
        }
    }
    return 0;
}

static size_t lex_text(ind_reading *r, size_t at, bool *ok) {
    size_t end = lex_quoted(r, at, ok);
    if (!*ok)
        fail(r, "syntax", at, end, "close the text with '; a quote inside it is written ''",
             "the text that begins here never ends");
    return end;
}

static size_t lex_one(ind_reading *r, size_t at, bool *ok) {
    char c = r->text.data[at];
    int32_t point;
    size_t step = ind_utf8_step(r->text, at, &point);
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
        return at + 1;
    if (c == '\'')
        return lex_text(r, at, ok);
    if (c == '[')
        return lex_bracket(r, at, ok);
    if (c == '"')
        return lex_double_quote(r, at);
    if (is_digit(c))
        return lex_number(r, at);
    if (is_letter(point))
        return lex_word(r, at);
    size_t end = lex_sign(r, at);
    if (end != 0)
        return end;
    *ok = false;
    bool quote = point == 0x2018 || point == 0x2019 || point == 0x201C || point == 0x201D || point == '`';
    fail(r, "syntax", at, at + step, quote ? "write texts in straight quotes: 'text'" : NULL,
         ind_arena_format(r->arena, "unexpected character '%.*s'", (int)step, r->text.data + at));
    return at + step;
}

/* Once for the whole text: what follows may then trust every byte. */
static bool lex_is_text(ind_reading *r) {
    int32_t point;
    for (size_t at = 0, step; at < r->text.length; at += step) {
        step = ind_utf8_step(r->text, at, &point);
        bool control = (point < 0x20 && point != '\t' && point != '\n' && point != '\r') || point == 0x7F;
        if (!control)
            continue;
        fail(r, "syntax", at, at + step, NULL,
             point < 0 ? "the expression is not valid UTF-8" : "the expression has a control character");
        return false;
    }
    return true;
}

bool ind_expr_lex(ind_reading *r) {
    bool ok = lex_is_text(r);
    size_t at = 0;
    while (ok && at < r->text.length)
        at = lex_one(r, at, &ok);
    add(r, TOKEN_END, r->text.length, r->text.length);
    return ok;
}

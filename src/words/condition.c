/* condition.c - a condition as a clause of a sentence, in the word order that follows "där", "om" and "att".
 *
 * A comparison of a column with a code says the code's name ("utskrivningssättet är avliden (4)"), or the whole
 * condition where the schema words it ("inskrivningen är oplanerad").  And inside or, and the reverse, stand in
 * parentheses, so that no reader has to know which of the two binds first. */
#include "words/clause.h"

static bool is_name(const ind_syntax *syntax) {
    return syntax->kind == IND_SYNTAX_NAME;
}

/* ---- comparisons ---- */

/* coalesce(column, ''): the column, and that a missing value is taken as an empty text. */
static const ind_syntax *or_empty(const ind_syntax *x) {
    bool such = ind_clause_is_call(x, "coalesce") && x->count == 2 && is_name(x->items[0]) &&
                x->items[1]->kind == IND_SYNTAX_TEXT && x->items[1]->text.length == 0;
    return such ? x->items[0] : NULL;
}

static const char *code_of(ind_clause_scope s, const ind_syntax *column, const ind_syntax *literal) {
    if (literal->kind != IND_SYNTAX_TEXT)
        return ind_words_value(s, literal);
    return ind_words_shown_code(s.words, is_name(column) ? ind_clause_name_of(s, column).field : NULL, literal->text);
}

/* A condition that the schema words as a whole. */
static const char *worded_by_schema(ind_clause_scope s, const ind_syntax *x) {
    const ind_syntax *column = x->items[0], *code = x->items[1];
    if (x->sign != TOKEN_EQUAL || !is_name(column) || code->kind != IND_SYNTAX_TEXT)
        return NULL;
    ind_clause_name name = ind_clause_name_of(s, column);
    const char *text = name.field == NULL ? NULL : ind_words_code(s.words, name.field, "says", code->text);
    if (text == NULL || name.side[0] == '\0' || !s.words->english)
        return text == NULL ? NULL : ind_words_format(s.words, "%s%s", text, name.side);
    return ind_words_format(s.words, "%s at%s", text, name.side + strlen(" of"));
}

static const char *verb(ind_clause_scope s, ind_token_kind sign, bool day) {
    switch (sign) {
    case TOKEN_EQUAL: return ind_clause_say(s, "är", "is");
    case TOKEN_NOT_EQUAL: return ind_clause_say(s, "inte är", "is not");
    case TOKEN_LESS:
        return day ? ind_clause_say(s, "infaller före", "is before")
                   : ind_clause_say(s, "är mindre än", "is less than");
    case TOKEN_LESS_EQUAL:
        return day ? ind_clause_say(s, "infaller på eller före", "is on or before")
                   : ind_clause_say(s, "är högst", "is at most");
    case TOKEN_GREATER:
        return day ? ind_clause_say(s, "infaller efter", "is after") : ind_clause_say(s, "är mer än", "is more than");
    default:
        return day ? ind_clause_say(s, "infaller på eller efter", "is on or after")
                   : ind_clause_say(s, "är minst", "is at least");
    }
}

static const char *compare(ind_clause_scope s, const ind_syntax *x) {
    const char *own = worded_by_schema(s, x);
    if (own != NULL)
        return own;
    const ind_syntax *left = x->items[0], *right = x->items[1], *missing = or_empty(left);
    const ind_syntax *column = missing != NULL ? missing : left;
    const char *unknown =
        missing != NULL && x->sign == TOKEN_NOT_EQUAL ? ind_clause_say(s, "saknas eller ", "is missing or ") : "";
    bool literal = right->kind == IND_SYNTAX_INTEGER;
    return ind_words_format(s.words, "%s %s%s %s%s", ind_words_value(s, column), unknown,
                            verb(s, x->sign, ind_clause_is_day(s, left) || ind_clause_is_day(s, right)),
                            code_of(s, column, right), literal ? ind_clause_unit(s, left) : "");
}

static const char *between(ind_clause_scope s, const ind_syntax *x) {
    const char *value = ind_words_value(s, x->items[0]), *low = ind_words_value(s, x->items[1]),
               *high = ind_words_value(s, x->items[2]);
    const char *unit = x->items[2]->kind == IND_SYNTAX_INTEGER ? ind_clause_unit(s, x->items[0]) : "";
    if (x->negated)
        return ind_words_format(s.words,
                                ind_clause_say(s, "%s ligger utanför %s till och med %s%s", "%s is outside %s to %s%s"),
                                value, low, high, unit);
    if (ind_clause_is_day(s, x->items[0]))
        return ind_words_format(
            s.words,
            ind_clause_say(s, "%s infaller från och med %s till och med %s", "%s is from %s to %s, both included"),
            value, low, high);
    return ind_words_format(s.words,
                            ind_clause_say(s, "%s är minst %s och högst %s%s", "%s is at least %s and at most %s%s"),
                            value, low, high, unit);
}

static const char *in_list(ind_clause_scope s, const ind_syntax *x) {
    const ind_syntax *missing = or_empty(x->items[0]), *column = missing != NULL ? missing : x->items[0];
    size_t count = x->count - 1;
    const char **items = ind_arena_alloc(s.words->arena, count * sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = code_of(s, column, x->items[i + 1]);
    const char *value = ind_words_value(s, column);
    if (!x->negated)
        return ind_words_format(s.words, ind_clause_say(s, "%s är %s", "%s is %s"), value,
                                ind_words_list(s.words, items, count, ind_clause_say(s, "eller", "or")));
    const char *unknown = missing != NULL ? ind_clause_say(s, "saknas eller ", "is missing or ") : "";
    const char *neither =
        count > 1 ? ind_clause_say(s, "varken är ", "is neither ") : ind_clause_say(s, "inte är ", "is not ");
    return ind_words_format(s.words, "%s %s%s%s", value, unknown, neither,
                            ind_words_list(s.words, items, count, ind_clause_say(s, "eller", "nor")));
}

static const char *in_codelist(ind_clause_scope s, const ind_syntax *x) {
    const ind_codelist *list = ind_catalogue_codelist(s.words->catalogue, x->text, s.words->diag);
    const char *name = list == NULL ? "" : ind_words_codelist(s.words, list);
    bool prefix = list != NULL && ind_codelist_is_prefix(list);
    const char *value = ind_words_value(s, x->items[0]);
    const char *verb_of = x->negated
                              ? prefix ? ind_clause_say(s, "inte börjar som någon kod", "does not begin as any code")
                                       : ind_clause_say(s, "inte finns", "is not")
                          : prefix ? ind_clause_say(s, "börjar som någon kod", "begins as a code")
                                   : ind_clause_say(s, "finns", "is");
    return ind_words_format(s.words, ind_clause_say(s, "%s %s i kodlistan %s", "%s %s in the codelist %s"), value,
                            verb_of, name);
}

static const char *like(ind_clause_scope s, const ind_syntax *x) {
    const char *value = ind_words_value(s, x->items[0]);
    ind_str stem = {x->text.data, x->text.length > 0 ? x->text.length - 1 : 0};
    bool prefix = x->text.length > 1 && x->text.data[stem.length] == '%' &&
                  memchr(stem.data, '%', stem.length) == NULL && memchr(stem.data, '_', stem.length) == NULL;
    const char *how = prefix       ? x->negated ? ind_clause_say(s, "inte börjar med", "does not begin with")
                                                : ind_clause_say(s, "börjar med", "begins with")
                            : x->negated ? ind_clause_say(s, "inte följer mönstret", "does not follow the pattern")
                                   : ind_clause_say(s, "följer mönstret", "follows the pattern");
    return ind_words_format(s.words, "%s %s %s", value, how,
                            ind_words_shown_code(s.words, NULL, prefix ? stem : x->text));
}

static const char *is_null(ind_clause_scope s, const ind_syntax *x) {
    const char *value = ind_words_value(s, x->items[0]);
    return x->negated ? ind_words_format(s.words, ind_clause_say(s, "uppgift om %s finns", "%s is known"), value)
                      : ind_words_format(s.words, ind_clause_say(s, "%s saknas", "%s is missing"), value);
}

/* ---- and, or, not ---- */

static bool same(const ind_syntax *a, const ind_syntax *b) {
    return a->kind == b->kind && is_name(a) && ind_path_equal(a->path, b->path) && ind_str_equal(a->text, b->text);
}

/* "x is not null" beside a comparison of x, which is not true of an unknown x either. */
static bool is_implied(const ind_syntax *chain, size_t index) {
    const ind_syntax *x = chain->items[index];
    if (x->kind != IND_SYNTAX_NULL || !x->negated)
        return false;
    for (size_t i = 0; i < chain->count; i++) {
        const ind_syntax *other = chain->items[i];
        if (other->kind == IND_SYNTAX_COMPARE &&
            (same(other->items[0], x->items[0]) || same(other->items[1], x->items[0])))
            return true;
    }
    return false;
}

static const char *chain(ind_clause_scope s, const ind_syntax *x) {
    const char **items = ind_arena_alloc(s.words->arena, x->count * sizeof *items);
    size_t count = 0;
    for (size_t i = 0; i < x->count; i++) {
        if (x->kind == IND_SYNTAX_AND && is_implied(x, i))
            continue;
        const ind_syntax *item = x->items[i];
        bool open = item->kind == IND_SYNTAX_OR || (item->kind == IND_SYNTAX_AND && x->kind == IND_SYNTAX_OR);
        const char *text = ind_words_clause(s, item);
        if (open && item->kind == IND_SYNTAX_AND && item->count == 2 && (is_implied(item, 0) || is_implied(item, 1)))
            open = false;
        items[count++] = open ? ind_words_format(s.words, "(%s)", text) : text;
    }
    return ind_words_list(s.words, items, count,
                          x->kind == IND_SYNTAX_AND ? ind_clause_say(s, "och", "and")
                                                    : ind_clause_say(s, "eller", "or"));
}

const char *ind_words_clause(ind_clause_scope s, const ind_syntax *x) {
    switch (x->kind) {
    case IND_SYNTAX_AND:
    case IND_SYNTAX_OR: return chain(s, x);
    case IND_SYNTAX_NOT:
        return ind_words_format(s.words, ind_clause_say(s, "det gäller inte att (%s)", "it is not so that (%s)"),
                                ind_words_clause(s, x->items[0]));
    case IND_SYNTAX_COMPARE: return compare(s, x);
    case IND_SYNTAX_BETWEEN: return between(s, x);
    case IND_SYNTAX_IN: return in_list(s, x);
    case IND_SYNTAX_CODELIST: return in_codelist(s, x);
    case IND_SYNTAX_LIKE: return like(s, x);
    case IND_SYNTAX_NULL: return is_null(s, x);
    case IND_SYNTAX_TRUTH:
        return x->integer != 0 ? ind_clause_say(s, "alltid", "always") : ind_clause_say(s, "aldrig", "never");
    case IND_SYNTAX_CASE: return ind_clause_case(s, x);
    default: return ind_words_value(s, x);
    }
}

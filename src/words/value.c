/* value.c - functions and sums as nouns ("åldern vid episodens sista dag"). */
#include "words/clause.h"

#include <stdio.h>

static bool is_name(const ind_syntax *syntax) {
    return syntax->kind == IND_SYNTAX_NAME;
}

bool ind_clause_is_call(const ind_syntax *syntax, const char *name) {
    return syntax->kind == IND_SYNTAX_CALL && ind_expr_word_is(syntax->text, name);
}

/* ---- types, as far as the wording depends on them ---- */

bool ind_clause_is_day(ind_clause_scope s, const ind_syntax *x) {
    static const char *const days[] = {"add_months", "add_days", "date", "date_of"};
    if (x->kind == IND_SYNTAX_DATE)
        return true;
    if (is_name(x)) {
        ind_type type = ind_clause_name_of(s, x).type;
        return type == IND_DATE || type == IND_DATETIME;
    }
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        if (ind_clause_is_call(x, days[i]))
            return true;
    if (ind_clause_is_call(x, "coalesce") || ind_clause_is_call(x, "least") || ind_clause_is_call(x, "greatest"))
        return x->count > 0 && ind_clause_is_day(s, x->items[0]);
    if (x->kind == IND_SYNTAX_CASE)
        return x->count > 1 && ind_clause_is_day(s, x->items[1]);
    return x->kind == IND_SYNTAX_SUM && ind_clause_is_day(s, x->items[0]) && !ind_clause_is_day(s, x->items[1]);
}

/* " år" after the number that an age is compared with; other amounts say in their noun what they count. */
const char *ind_clause_unit(ind_clause_scope s, const ind_syntax *x) {
    return ind_clause_is_call(x, "age") ? ind_clause_say(s, " år", " years") : "";
}

/* ---- values ---- */

typedef struct {
    const char *name;
    size_t count; /* of arguments; 0: any number, joined to one */
    ind_bilingual text;
} call_words;

static const call_words calls[] = {
    {"age", 2, {"åldern vid $2 (räknad från $1)", "the age at $2 (counted from $1)"}},
    {"days_between", 2, {"antalet dagar från $1 till $2", "the number of days from $1 to $2"}},
    {"months_between", 2, {"antalet hela månader från $1 till $2", "the number of whole months from $1 to $2"}},
    {"minutes_between", 2, {"antalet minuter från $1 till $2", "the number of minutes from $1 to $2"}},
    {"add_months", 2, {"$1 plus $2 månader", "$1 plus $2 months"}},
    {"add_days", 2, {"$1 plus $2 dagar", "$1 plus $2 days"}},
    {"date", 3, {"datumet med år $1, månad $2 och dag $3", "the date of year $1, month $2 and day $3"}},
    {"date_of", 1, {"dagen för $1", "the day of $1"}},
    {"year", 1, {"året för $1", "the year of $1"}},
    {"month", 1, {"månaden (1–12) för $1", "the month (1–12) of $1"}},
    {"day", 1, {"dagen i månaden för $1", "the day of the month of $1"}},
    {"hour", 1, {"timmen (0–23) för $1", "the hour (0–23) of $1"}},
    {"minute", 1, {"minuten (0–59) för $1", "the minute (0–59) of $1"}},
    {"weekday", 1, {"veckodagen (1 måndag till 7 söndag) för $1", "the weekday (1 Monday to 7 Sunday) of $1"}},
    {"iso_week", 1, {"veckonumret (ISO) för $1", "the week number (ISO) of $1"}},
    {"iso_year", 1, {"året som veckan (ISO) hör till för $1", "the year that the week (ISO) of $1 belongs to"}},
    {"within_days", 3, {"$2 infaller 0 till $3 dagar efter $1", "$2 is 0 to $3 days after $1"}},
    {"overlaps",
     4,
     {"tiden från $1 till $2 överlappar tiden från $3 till $4",
      "the time from $1 to $2 overlaps the time from $3 to $4"}},
    {"substr", 2, {"$1 från och med tecken $2", "$1 from character $2 on"}},
    {"substr", 3, {"$3 tecken av $1 från och med tecken $2", "$3 characters of $1 from character $2 on"}},
    {"lower", 1, {"$1 med små bokstäver", "$1 in small letters"}},
    {"upper", 1, {"$1 med stora bokstäver", "$1 in capital letters"}},
    {"trim", 1, {"$1 utan blanktecken i ändarna", "$1 without white space at its ends"}},
    {"length", 1, {"antalet tecken i $1", "the number of characters of $1"}},
    {"number", 1, {"$1 läst som tal", "$1 read as a number"}},
    {"abs", 1, {"beloppet av $1", "the absolute value of $1"}},
    {"round", 1, {"$1 avrundat till heltal", "$1 rounded to a whole number"}},
    {"round", 2, {"$1 avrundat till $2 decimaler", "$1 rounded to $2 decimals"}},
    {"floor", 1, {"$1 avrundat nedåt till heltal", "$1 rounded down to a whole number"}},
    {"coalesce", 0, {"det första kända av $1", "the first known of $1"}},
    {"least", 0, {"det minsta av $1", "the least of $1"}},
    {"greatest", 0, {"det största av $1", "the greatest of $1"}},
    {"has", 2, {"$1 innehåller $2", "$1 has $2"}},
    {"has_prefix", 2, {"något i $1 börjar med $2", "something in $1 begins with $2"}},
};

static const char *call_value(ind_clause_scope s, const ind_syntax *x) {
    const char *values[9];
    size_t count = x->count < 9 ? x->count : 9;
    const char **all = ind_arena_alloc(s.words->arena, (x->count + 1) * sizeof *all);
    for (size_t i = 0; i < x->count; i++)
        all[i] = ind_words_value(s, x->items[i]);
    for (size_t i = 0; i < count; i++)
        values[i] = all[i];
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        if (!ind_clause_is_call(x, calls[i].name) || (calls[i].count != 0 && calls[i].count != x->count))
            continue;
        if (calls[i].count == 0)
            values[0] = ind_words_list(s.words, all, x->count, ind_clause_say(s, "och", "and"));
        return ind_words_fill(s.words, ind_words_pick(s.words, calls[i].text), values, count);
    }
    return ind_words_format(s.words, "%.*s(%s)", IND_STR_ARGS(x->text),
                            ind_words_list(s.words, all, x->count, ind_clause_say(s, "och", "and")));
}

const char *ind_clause_case(ind_clause_scope s, const ind_syntax *x) {
    ind_buffer out = {0};
    for (size_t i = 0; i + 1 < x->count; i += 2)
        ind_buffer_format(&out, ind_clause_say(s, "%s%s om %s", "%s%s if %s"), i == 0 ? "" : ", ",
                          ind_words_value(s, x->items[i + 1]), s.clause(s, x->items[i]));
    if (x->count % 2 == 1)
        ind_buffer_format(&out, ind_clause_say(s, ", annars %s", ", otherwise %s"),
                          ind_words_value(s, x->items[x->count - 1]));
    const char *text = ind_words_format(s.words, "%.*s", (int)out.length, out.data);
    ind_buffer_free(&out);
    return text;
}

static const char *sum_value(ind_clause_scope s, const ind_syntax *x) {
    const char *left = ind_words_value(s, x->items[0]), *right = ind_words_value(s, x->items[1]);
    if (x->sign == TOKEN_MINUS && ind_clause_is_day(s, x->items[0]) && ind_clause_is_day(s, x->items[1]))
        return ind_words_format(s.words,
                                ind_clause_say(s, "antalet dagar från %s till %s", "the number of days from %s to %s"),
                                right, left);
    bool days = ind_clause_is_day(s, x->items[0]);
    const char *sign = x->sign == TOKEN_PLUS    ? "plus"
                       : x->sign == TOKEN_MINUS ? "minus"
                       : x->sign == TOKEN_STAR  ? "×"
                                                : "/";
    bool open_left = x->sign >= TOKEN_STAR && x->items[0]->kind == IND_SYNTAX_SUM && x->items[0]->sign < TOKEN_STAR;
    bool open_right = x->items[1]->kind == IND_SYNTAX_SUM;
    return ind_words_format(s.words, "%s%s%s %s %s%s%s%s", open_left ? "(" : "", left, open_left ? ")" : "", sign,
                            open_right ? "(" : "", right, open_right ? ")" : "",
                            days ? ind_clause_say(s, " dagar", " days") : "");
}

const char *ind_words_value(ind_clause_scope s, const ind_syntax *x) {
    switch (x->kind) {
    case IND_SYNTAX_INTEGER:
    case IND_SYNTAX_NUMBER: {
        char digits[40];
        snprintf(digits, sizeof digits, "%.12g", x->number);
        return ind_words_number(s.words, ind_str_of(digits));
    }
    case IND_SYNTAX_TEXT: return ind_words_shown_code(s.words, NULL, x->text);
    case IND_SYNTAX_DATE: return ind_words_format(s.words, "%.*s", IND_STR_ARGS(x->text));
    case IND_SYNTAX_NAME: {
        ind_clause_name name = ind_clause_name_of(s, x);
        return ind_words_format(s.words, "%s%s", name.noun, name.side);
    }
    case IND_SYNTAX_CALL: return call_value(s, x);
    case IND_SYNTAX_CASE: return ind_clause_case(s, x);
    case IND_SYNTAX_NEGATIVE: return ind_words_format(s.words, "−%s", ind_words_value(s, x->items[0]));
    case IND_SYNTAX_SUM: return sum_value(s, x);
    default: return s.clause(s, x);
    }
}

/* functions.c - the table of functions, and how a call finds its form.
 *
 * To add a function: give it an operator (node.h), write its kernel (kernels_*.c) or, if it works on texts, its
 * scalar (scalars.c), name these in kernels.c, and add a line here and in docs/reference/expressions.md.  A test holds
 * the two lists together and runs the examples of the manual. */
#include "language/tree/functions.h"

#include "base/hint.h"
#include "language/tree/bind.h"

#define ITSELF IND_OP_NONE
#define MORE NULL, NULL

const ind_function ind_expr_functions[] = {
    /* dates */
    {"age", "DD", IND_INTEGER, IND_OP_AGE, false, "age(born, day)", "whole years from the date born to day"},
    {"days_between", "DD", IND_INTEGER, IND_OP_DAYS_BETWEEN, false, "days_between(a, b)", "days from a to b: b - a"},
    {"months_between", "DD", IND_INTEGER, IND_OP_MONTHS_BETWEEN, false, "months_between(a, b)",
     "whole months from a to b"},
    {"minutes_between", "MM", IND_INTEGER, IND_OP_MINUTES_BETWEEN, false, "minutes_between(a, b)",
     "minutes from a to b: b - a"},
    {"add_months", "DI", IND_DATE, IND_OP_ADD_MONTHS, true, "add_months(day, n)",
     "n months later, the day cut to the length of the month"},
    {"add_days", "DI", IND_DATE, IND_OP_ADD_DAYS, true, "add_days(day, n)", "n days later"},
    {"date", "NNN", IND_DATE, IND_OP_DATE, true, "date(year, month, day)",
     "the date; unknown if it does not exist or a number is not whole"},
    {"date_of", "d", IND_DATE, ITSELF, false, "date_of(moment)", "the date of a datetime"},
    {"year", "d", IND_INTEGER, IND_OP_YEAR, false, "year(moment)", "the year"},
    {"month", "d", IND_INTEGER, IND_OP_MONTH, false, "month(moment)", "the month, 1 to 12"},
    {"day", "d", IND_INTEGER, IND_OP_DAY, false, "day(moment)", "the day of the month, 1 to 31"},
    {"hour", "M", IND_INTEGER, IND_OP_HOUR, false, "hour(moment)", "the hour of a datetime, 0 to 23"},
    {"minute", "M", IND_INTEGER, IND_OP_MINUTE, false, "minute(moment)", "the minute of a datetime, 0 to 59"},
    {"weekday", "d", IND_INTEGER, IND_OP_WEEKDAY, false, "weekday(moment)", "1 Monday to 7 Sunday"},
    {"iso_week", "d", IND_INTEGER, IND_OP_ISO_WEEK, false, "iso_week(moment)", "the week by ISO 8601, 1 to 53"},
    {"iso_year", "d", IND_INTEGER, IND_OP_ISO_YEAR, false, "iso_year(moment)",
     "the year that the week by ISO 8601 belongs to"},
    {"within_days", "DDI", IND_BOOLEAN, IND_OP_WITHIN_DAYS, false, "within_days(a, b, n)", "b is 0 to n days after a"},
    {"overlaps", "DDDD", IND_BOOLEAN, IND_OP_OVERLAPS, false, "overlaps(from1, to1, from2, to2)",
     "two closed intervals share a moment; an unknown end is ongoing"},
    {"overlaps", "MMMM", IND_BOOLEAN, IND_OP_OVERLAPS, false, MORE},
    /* texts */
    {"substr", "TI", IND_TEXT, IND_OP_SUBSTR, false, "substr(text, start, length)",
     "length characters from character start on, the first being 1; without length to the end"},
    {"substr", "TII", IND_TEXT, IND_OP_SUBSTR, true, MORE},
    {"lower", "T", IND_TEXT, IND_OP_LOWER, false, "lower(text)", "the text in small letters"},
    {"upper", "T", IND_TEXT, IND_OP_UPPER, false, "upper(text)", "the text in capital letters"},
    {"trim", "T", IND_TEXT, IND_OP_TRIM, false, "trim(text)", "the text without white space at its ends"},
    {"length", "T", IND_INTEGER, IND_OP_LENGTH, false, "length(text)", "the number of characters"},
    {"number", "T", IND_NUMBER, IND_OP_NUMBER, true, "number(text)",
     "the text as a number, with decimal point or comma; unknown if it is none"},
    /* numbers */
    {"abs", "I", IND_INTEGER, IND_OP_ABS, false, "abs(x)", "x without its sign"},
    {"abs", "N", IND_NUMBER, IND_OP_ABS, false, MORE},
    {"round", "I", IND_INTEGER, ITSELF, false, "round(x, n)",
     "x to n decimals, halves away from zero; without n to an integer"},
    {"round", "N", IND_INTEGER, IND_OP_ROUND, true, MORE},
    {"round", "NI", IND_NUMBER, IND_OP_ROUND_TO, true, MORE},
    {"floor", "I", IND_INTEGER, ITSELF, false, "floor(x)", "the greatest integer that is at most x"},
    {"floor", "N", IND_INTEGER, IND_OP_FLOOR, true, MORE},
    /* any type */
    {"coalesce", "A+", IND_TEXT, ITSELF, false, "coalesce(a, b, ...)", "the first value that is known"},
    {"least", "I+", IND_INTEGER, IND_OP_LEAST, false, "least(a, b, ...)", "the least value"},
    {"least", "N+", IND_NUMBER, IND_OP_LEAST, false, MORE},
    {"least", "T+", IND_TEXT, IND_OP_LEAST, false, MORE},
    {"least", "D+", IND_DATE, IND_OP_LEAST, false, MORE},
    {"least", "M+", IND_DATETIME, IND_OP_LEAST, false, MORE},
    {"greatest", "I+", IND_INTEGER, IND_OP_GREATEST, false, "greatest(a, b, ...)", "the greatest value"},
    {"greatest", "N+", IND_NUMBER, IND_OP_GREATEST, false, MORE},
    {"greatest", "T+", IND_TEXT, IND_OP_GREATEST, false, MORE},
    {"greatest", "D+", IND_DATE, IND_OP_GREATEST, false, MORE},
    {"greatest", "M+", IND_DATETIME, IND_OP_GREATEST, false, MORE},
    /* lists */
    {"has", "LT", IND_BOOLEAN, IND_OP_HAS, false, "has(list, text)", "an element of the list equals the text"},
    {"has_prefix", "LT", IND_BOOLEAN, IND_OP_HAS_PREFIX, false, "has_prefix(list, text)",
     "an element of the list (or a text) begins with the text"},
    {"has_prefix", "TT", IND_BOOLEAN, IND_OP_HAS_PREFIX, false, MORE},
};
const size_t ind_expr_function_count = sizeof ind_expr_functions / sizeof *ind_expr_functions;

bool ind_expr_function_at(size_t index, ind_expr_function *out) {
    for (size_t i = 0; i < ind_expr_function_count; i++)
        if (ind_expr_functions[i].signature != NULL && index-- == 0) {
            *out = (ind_expr_function){ind_expr_functions[i].name, ind_expr_functions[i].signature,
                                       ind_expr_functions[i].doc};
            return true;
        }
    return false;
}

static const struct {
    char letter;
    ind_type type;
} letters[] = {{'T', IND_TEXT}, {'L', IND_LIST}, {'I', IND_INTEGER}, {'N', IND_NUMBER},
               {'D', IND_DATE}, {'d', IND_DATE}, {'M', IND_DATETIME}};

static ind_type letter_type(char letter) {
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i].letter == letter)
            return letters[i].type;
    return IND_TEXT;
}

static bool accepts(char letter, ind_type type) {
    return letter == 'A' || letter_type(letter) == type || (letter == 'N' && type == IND_INTEGER) ||
           (letter == 'd' && type == IND_DATETIME);
}

/* Arguments that a form has at least, and the letter of the argument at INDEX. */
static size_t arity(const ind_function *form, bool *variadic) {
    size_t length = strlen(form->args);
    *variadic = form->args[length - 1] == '+';
    return length - *variadic;
}

static char letter_at(const ind_function *form, size_t index) {
    bool variadic;
    size_t least = arity(form, &variadic);
    return form->args[index < least ? index : least - 1];
}

static bool takes(const ind_function *form, size_t count) {
    bool variadic;
    size_t least = arity(form, &variadic);
    return count == least || (variadic && count > least);
}

static const ind_function *find(ind_str name, size_t *forms) {
    for (size_t i = 0; i < ind_expr_function_count; i++) {
        if (!ind_expr_word_is(name, ind_expr_functions[i].name))
            continue;
        for (*forms = 1; i + *forms < ind_expr_function_count; (*forms)++)
            if (strcmp(ind_expr_functions[i + *forms].name, ind_expr_functions[i].name) != 0)
                break;
        return &ind_expr_functions[i];
    }
    return NULL;
}

static ind_operand unknown_function(ind_unit *unit, const ind_syntax *x) {
    ind_hint hint = ind_hint_start(x->text);
    for (size_t i = 0; i < ind_expr_function_count; i++)
        ind_hint_offer(&hint, ind_str_of(ind_expr_functions[i].name));
    ind_str best = ind_hint_best(&hint);
    const char *help = best.length == 0 ? NULL : ind_expr_help(unit, "the closest is '%.*s'", IND_STR_ARGS(best));
    ind_expr_fail(unit, "unknown_function", x->start, x->start + x->text.length, help, "no such function '%.*s'",
                  IND_STR_ARGS(ind_expr_shown(x->text)));
    return ind_expr_bad(x->start, x->end);
}

static void wrong_count(ind_unit *unit, const ind_function *forms, size_t count, const ind_syntax *x) {
    ind_expr_fail(unit, "type", x->start, x->end, ind_expr_help(unit, "write %s", forms->signature),
                  "%s does not take %zu argument%s", forms->name, count, count == 1 ? "" : "s");
}

static size_t accepted(const ind_function *form, const ind_operand *args, size_t count) {
    size_t i = 0;
    while (i < count && accepts(letter_at(form, i), args[i].type))
        i++;
    return i;
}

/* The first argument that no form accepts, with the types that would have been accepted there. */
static void wrong_type(ind_unit *unit, const ind_function *forms, size_t form_count, const ind_operand *args,
                       size_t count) {
    size_t at = 0, found = 0;
    ind_buffer wanted = {0};
    for (size_t i = 0; i < form_count; i++)
        if (takes(&forms[i], count) && accepted(&forms[i], args, count) > at)
            at = accepted(&forms[i], args, count);
    ind_type first = IND_TEXT;
    for (size_t i = 0; i < form_count; i++) {
        if (!takes(&forms[i], count) || accepted(&forms[i], args, count) != at)
            continue;
        char letter = letter_at(&forms[i], at);
        if (found++ == 0)
            first = letter_type(letter);
        else
            ind_buffer_text(&wanted, " or ");
        ind_buffer_text(&wanted, ind_type_name(letter_type(letter)));
        ind_buffer_text(&wanted, letter == 'd' ? " or datetime" : "");
    }
    ind_expr_fail(unit, "type", args[at].start, args[at].end, ind_bind_remedy(unit, first, args[at]),
                  "argument %zu of %s must be %.*s, not %s", at + 1, forms->name, (int)wanted.length, wanted.data,
                  ind_bind_described(unit, args[at]));
    ind_buffer_free(&wanted);
}

static ind_operand call(ind_unit *unit, const ind_function *form, ind_operand *args, size_t count,
                        const ind_syntax *x) {
    for (size_t i = 0; i < count; i++) {
        char letter = letter_at(form, i);
        args[i] = letter == 'N'   ? ind_expr_widen(unit, args[i])
                  : letter == 'd' ? ind_expr_to_date(unit, args[i])
                                  : args[i];
    }
    if (form->op == IND_OP_NONE) {
        args[0].is_name = false;
        return args[0];
    }
    ind_node node = {.op = form->op, .type = form->result};
    return ind_expr_emit(unit, node, args, count, form->may_fail, x->start, x->end);
}

ind_operand ind_bind_call(ind_unit *unit, const ind_syntax *x, ind_operand *args, size_t count) {
    size_t form_count = 0;
    bool counted = false;
    const ind_function *forms = find(x->text, &form_count);
    if (forms == NULL)
        return unknown_function(unit, x);
    for (size_t i = 0; i < form_count; i++)
        counted = counted || takes(&forms[i], count);
    if (!counted) {
        wrong_count(unit, forms, count, x);
        return ind_expr_bad(x->start, x->end);
    }
    for (size_t i = 0; i < count; i++)
        if (args[i].bad)
            return ind_expr_bad(x->start, x->end);
    if (forms->args[0] == 'A')
        return ind_bind_coalesce(unit, args, count, x->start, x->end);
    for (size_t i = 0; i < form_count; i++)
        if (takes(&forms[i], count) && accepted(&forms[i], args, count) == count)
            return call(unit, &forms[i], args, count, x);
    wrong_type(unit, forms, form_count, args, count);
    return ind_expr_bad(x->start, x->end);
}

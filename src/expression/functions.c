/* functions.c - the table of functions, and how a call finds its form.
 *
 * To add a function: write its kernel (kernels_*.c) or, if it works on texts, its scalar
 * (text.c), and add a line here and in docs/reference/expressions.md.  A test holds the two
 * lists together and runs the examples of the manual. */
#include "expression/functions.h"

#include "base/hint.h"
#include "expression/check.h"
#include "expression/kernels.h"
#include "expression/text.h"

#define KERNEL(name) ind_kernel_##name, NULL
#define TEXT(name) ind_kernel_text, ind_scalar_##name
#define LIST(name) ind_kernel_text, ind_scalar_list_##name
#define ITSELF NULL, NULL
#define MORE NULL, NULL

const ind_function ind_expr_functions[] = {
    /* dates */
    {"age", "DD", IND_INTEGER, KERNEL(age), false, "age(born, day)", "whole years from the date born to day"},
    {"days_between", "DD", IND_INTEGER, KERNEL(days_between), false, "days_between(a, b)", "days from a to b: b - a"},
    {"months_between", "DD", IND_INTEGER, KERNEL(months_between), false, "months_between(a, b)",
     "whole months from a to b"},
    {"minutes_between", "MM", IND_INTEGER, KERNEL(minutes_between), false, "minutes_between(a, b)",
     "minutes from a to b: b - a"},
    {"add_months", "DI", IND_DATE, KERNEL(add_months), true, "add_months(day, n)",
     "n months later, the day cut to the length of the month"},
    {"add_days", "DI", IND_DATE, KERNEL(add_days), true, "add_days(day, n)", "n days later"},
    {"date", "NNN", IND_DATE, KERNEL(date), true, "date(year, month, day)",
     "the date; unknown if it does not exist or a number is not whole"},
    {"date_of", "d", IND_DATE, ITSELF, false, "date_of(moment)", "the date of a datetime"},
    {"year", "d", IND_INTEGER, KERNEL(year), false, "year(moment)", "the year"},
    {"month", "d", IND_INTEGER, KERNEL(month), false, "month(moment)", "the month, 1 to 12"},
    {"day", "d", IND_INTEGER, KERNEL(day), false, "day(moment)", "the day of the month, 1 to 31"},
    {"hour", "M", IND_INTEGER, KERNEL(hour), false, "hour(moment)", "the hour of a datetime, 0 to 23"},
    {"minute", "M", IND_INTEGER, KERNEL(minute), false, "minute(moment)", "the minute of a datetime, 0 to 59"},
    {"weekday", "d", IND_INTEGER, KERNEL(weekday), false, "weekday(moment)", "1 Monday to 7 Sunday"},
    {"iso_week", "d", IND_INTEGER, KERNEL(iso_week), false, "iso_week(moment)", "the week by ISO 8601, 1 to 53"},
    {"iso_year", "d", IND_INTEGER, KERNEL(iso_year), false, "iso_year(moment)",
     "the year that the week by ISO 8601 belongs to"},
    {"within_days", "DDI", IND_BOOLEAN, KERNEL(within_days), false, "within_days(a, b, n)", "b is 0 to n days after a"},
    {"overlaps", "DDDD", IND_BOOLEAN, KERNEL(overlaps_days), false, "overlaps(from1, to1, from2, to2)",
     "two closed intervals share a moment; an unknown end is ongoing"},
    {"overlaps", "MMMM", IND_BOOLEAN, KERNEL(overlaps_minutes), false, MORE},
    /* texts */
    {"substr", "TI", IND_TEXT, TEXT(substr), false, "substr(text, start, length)",
     "length characters from character start on, the first being 1; without length to the end"},
    {"substr", "TII", IND_TEXT, TEXT(substr), true, MORE},
    {"lower", "T", IND_TEXT, TEXT(lower), false, "lower(text)", "the text in small letters"},
    {"upper", "T", IND_TEXT, TEXT(upper), false, "upper(text)", "the text in capital letters"},
    {"trim", "T", IND_TEXT, TEXT(trim), false, "trim(text)", "the text without white space at its ends"},
    {"length", "T", IND_INTEGER, TEXT(length), false, "length(text)", "the number of characters"},
    {"number", "T", IND_NUMBER, TEXT(number), true, "number(text)",
     "the text as a number, with decimal point or comma; unknown if it is none"},
    /* numbers */
    {"abs", "I", IND_INTEGER, KERNEL(abs_integer), false, "abs(x)", "x without its sign"},
    {"abs", "N", IND_NUMBER, KERNEL(abs_number), false, MORE},
    {"round", "I", IND_INTEGER, ITSELF, false, "round(x, n)",
     "x to n decimals, halves away from zero; without n to an integer"},
    {"round", "N", IND_INTEGER, KERNEL(round), true, MORE},
    {"round", "NI", IND_NUMBER, KERNEL(round_to), true, MORE},
    {"floor", "I", IND_INTEGER, ITSELF, false, "floor(x)", "the greatest integer that is at most x"},
    {"floor", "N", IND_INTEGER, KERNEL(floor), true, MORE},
    /* any type */
    {"coalesce", "A+", IND_TEXT, ITSELF, false, "coalesce(a, b, ...)", "the first value that is known"},
    {"least", "I+", IND_INTEGER, KERNEL(least_integer), false, "least(a, b, ...)", "the least value"},
    {"least", "N+", IND_NUMBER, KERNEL(least_number), false, MORE},
    {"least", "T+", IND_TEXT, TEXT(least), false, MORE},
    {"least", "D+", IND_DATE, KERNEL(least_day), false, MORE},
    {"least", "M+", IND_DATETIME, KERNEL(least_integer), false, MORE},
    {"greatest", "I+", IND_INTEGER, KERNEL(greatest_integer), false, "greatest(a, b, ...)", "the greatest value"},
    {"greatest", "N+", IND_NUMBER, KERNEL(greatest_number), false, MORE},
    {"greatest", "T+", IND_TEXT, TEXT(greatest), false, MORE},
    {"greatest", "D+", IND_DATE, KERNEL(greatest_day), false, MORE},
    {"greatest", "M+", IND_DATETIME, KERNEL(greatest_integer), false, MORE},
    /* lists */
    {"has", "LT", IND_BOOLEAN, LIST(has), false, "has(list, text)", "an element of the list equals the text"},
    {"has_prefix", "LT", IND_BOOLEAN, LIST(has_prefix), false, "has_prefix(list, text)",
     "an element of the list (or a text) begins with the text"},
    {"has_prefix", "TT", IND_BOOLEAN, TEXT(has_prefix), false, MORE},
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

static ind_operand unknown_function(ind_unit *unit, const ind_token *name, size_t end) {
    ind_hint hint = ind_hint_start(name->text);
    for (size_t i = 0; i < ind_expr_function_count; i++)
        ind_hint_offer(&hint, ind_str_of(ind_expr_functions[i].name));
    ind_str best = ind_hint_best(&hint);
    const char *help = best.length == 0 ? NULL : ind_expr_help(unit, "the closest is '%.*s'", IND_STR_ARGS(best));
    ind_expr_fail(unit, "unknown_function", name->start, name->end, help, "no such function '%.*s'",
                  IND_STR_ARGS(ind_expr_shown(name->text)));
    return ind_expr_bad(name->start, end);
}

static void wrong_count(ind_unit *unit, const ind_function *forms, size_t count, size_t start, size_t end) {
    ind_expr_fail(unit, "type", start, end, ind_expr_help(unit, "write %s", forms->signature),
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
    ind_expr_fail(unit, "type", args[at].start, args[at].end, ind_expr_remedy(unit, first, args[at]),
                  "argument %zu of %s must be %.*s, not %s", at + 1, forms->name, (int)wanted.length, wanted.data,
                  ind_expr_described(unit, args[at]));
    ind_buffer_free(&wanted);
}

static ind_operand call(ind_unit *unit, const ind_function *form, ind_operand *args, size_t count, size_t start,
                        size_t end) {
    for (size_t i = 0; i < count; i++) {
        char letter = letter_at(form, i);
        args[i] = letter == 'N'   ? ind_expr_widen(unit, args[i])
                  : letter == 'd' ? ind_expr_to_date(unit, args[i])
                                  : args[i];
    }
    if (form->kernel == NULL) {
        args[0].is_name = false;
        args[0].start = start;
        args[0].end = end;
        return args[0];
    }
    ind_node node = {.kernel = form->kernel, .scalar = form->scalar, .type = form->result};
    ind_operand result = ind_expr_emit(unit, node, args, count, form->may_fail, start, end);
    return form->result == IND_BOOLEAN ? ind_expr_note_edge(unit, result, IND_POINT_IN | IND_POINT_OUT, false) : result;
}

ind_operand ind_expr_check_call(ind_unit *unit, const ind_token *name, ind_operand *args, size_t count, size_t end) {
    size_t form_count = 0;
    bool counted = false;
    const ind_function *forms = find(name->text, &form_count);
    if (forms == NULL)
        return unknown_function(unit, name, end);
    for (size_t i = 0; i < form_count; i++)
        counted = counted || takes(&forms[i], count);
    if (!counted) {
        wrong_count(unit, forms, count, name->start, end);
        return ind_expr_bad(name->start, end);
    }
    for (size_t i = 0; i < count; i++)
        if (args[i].bad)
            return ind_expr_bad(name->start, end);
    if (forms->args[0] == 'A')
        return ind_expr_check_coalesce(unit, args, count, name->start, end);
    for (size_t i = 0; i < form_count; i++)
        if (takes(&forms[i], count) && accepted(&forms[i], args, count) == count)
            return call(unit, &forms[i], args, count, name->start, end);
    wrong_type(unit, forms, form_count, args, count);
    return ind_expr_bad(name->start, end);
}

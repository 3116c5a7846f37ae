/* kernels.c - which kernel computes an operator, by the type that it works on. */
#include "language/evaluation/kernels.h"
#include "language/evaluation/scalars.h"

#define ANY(name)                                                                                                      \
    { .any = ind_kernel_##name }
#define NUMBERS(name)                                                                                                  \
    { .integer = ind_kernel_##name##_integer, .number = ind_kernel_##name##_number }
#define TEXT(name)                                                                                                     \
    { .text = ind_kernel_text, .scalar = ind_scalar_##name }
#define ORDERED(name, by_text)                                                                                         \
    {                                                                                                                  \
        .integer = ind_kernel_##name##_integer, .number = ind_kernel_##name##_number, .day = ind_kernel_##name##_day,  \
        .text = by_text, .scalar = ind_scalar_##name                                                                   \
    }

static const struct {
    ind_kernel *any, *integer, *number, *day, *text; /* integers and datetimes, numbers, dates, texts and lists */
    ind_scalar *scalar, *of_list;
} codes[IND_OP_COUNT] = {
    [IND_OP_LITERAL] = ANY(literal),
    [IND_OP_WIDEN] = ANY(widen),
    [IND_OP_AND] = ANY(and),
    [IND_OP_OR] = ANY(or),
    [IND_OP_NOT] = ANY(not ),
    [IND_OP_BOTH] = ANY(both),
    [IND_OP_EQUAL] = ORDERED(equal, ind_kernel_equal_text),
    [IND_OP_DIFFER] = ORDERED(differ, ind_kernel_differ_text),
    [IND_OP_LESS] = ORDERED(less, ind_kernel_text),
    [IND_OP_AT_MOST] = ORDERED(at_most, ind_kernel_text),
    [IND_OP_IS_NULL] = ANY(is_null),
    [IND_OP_IN] = {.integer = ind_kernel_in_integers,
                   .number = ind_kernel_in_numbers,
                   .day = ind_kernel_in_days,
                   .text = ind_kernel_text,
                   .scalar = ind_scalar_in_set},
    [IND_OP_IN_CODELIST] = {.text = ind_kernel_text,
                            .scalar = ind_scalar_in_codelist,
                            .of_list = ind_scalar_list_in_codelist},
    [IND_OP_LIKE] = TEXT(like),
    [IND_OP_CASE] = ANY(case),
    [IND_OP_COALESCE] = ANY(coalesce),
    [IND_OP_LEAST] = ORDERED(least, ind_kernel_text),
    [IND_OP_GREATEST] = ORDERED(greatest, ind_kernel_text),
    [IND_OP_ADD] = NUMBERS(add),
    [IND_OP_SUBTRACT] = NUMBERS(subtract),
    [IND_OP_MULTIPLY] = NUMBERS(multiply),
    [IND_OP_DIVIDE] = ANY(divide),
    [IND_OP_NEGATE] = NUMBERS(negate),
    [IND_OP_ABS] = NUMBERS(abs),
    [IND_OP_ROUND] = ANY(round),
    [IND_OP_ROUND_TO] = ANY(round_to),
    [IND_OP_FLOOR] = ANY(floor),
    [IND_OP_ADD_DAYS] = ANY(add_days),
    [IND_OP_ADD_MINUTES] = ANY(add_minutes),
    [IND_OP_ADD_MONTHS] = ANY(add_months),
    [IND_OP_AGE] = ANY(age),
    [IND_OP_DAYS_BETWEEN] = ANY(days_between),
    [IND_OP_MONTHS_BETWEEN] = ANY(months_between),
    [IND_OP_MINUTES_BETWEEN] = ANY(minutes_between),
    [IND_OP_WITHIN_DAYS] = ANY(within_days),
    [IND_OP_OVERLAPS] = {.integer = ind_kernel_overlaps_minutes, .day = ind_kernel_overlaps_days},
    [IND_OP_DATE] = ANY(date),
    [IND_OP_DATE_OF] = ANY(date_of),
    [IND_OP_YEAR] = ANY(year),
    [IND_OP_MONTH] = ANY(month),
    [IND_OP_DAY] = ANY(day),
    [IND_OP_HOUR] = ANY(hour),
    [IND_OP_MINUTE] = ANY(minute),
    [IND_OP_WEEKDAY] = ANY(weekday),
    [IND_OP_ISO_WEEK] = ANY(iso_week),
    [IND_OP_ISO_YEAR] = ANY(iso_year),
    [IND_OP_SUBSTR] = TEXT(substr),
    [IND_OP_LOWER] = TEXT(lower),
    [IND_OP_UPPER] = TEXT(upper),
    [IND_OP_TRIM] = TEXT(trim),
    [IND_OP_LENGTH] = TEXT(length),
    [IND_OP_NUMBER] = TEXT(number),
    [IND_OP_HAS] = {.text = ind_kernel_text, .of_list = ind_scalar_list_has},
    [IND_OP_HAS_PREFIX] = {.text = ind_kernel_text,
                           .scalar = ind_scalar_has_prefix,
                           .of_list = ind_scalar_list_has_prefix},
};

ind_code ind_code_of(const ind_node *node) {
    if (codes[node->op].any != NULL)
        return (ind_code){codes[node->op].any, NULL};
    switch (node->of) {
    case IND_LIST: return (ind_code){codes[node->op].text, codes[node->op].of_list};
    case IND_TEXT: return (ind_code){codes[node->op].text, codes[node->op].scalar};
    case IND_NUMBER: return (ind_code){codes[node->op].number, NULL};
    case IND_DATE: return (ind_code){codes[node->op].day, NULL};
    default: return (ind_code){codes[node->op].integer, NULL};
    }
}

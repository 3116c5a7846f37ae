/* kernels_compare.c - comparisons and three-valued logic.
 * False, true and unknown are 0, 1 and 2, so that and, or and not are table look-ups. */
#include "expression/kernels.h"

#include "expression/set.h"

#define COMPARE(name, from, member, known, sign)                                                                       \
    void ind_kernel_##name(const ind_call *call) {                                                                     \
        const from *a = ind_arg(call, 0)->member, *b = ind_arg(call, 1)->member;                                       \
        uint8_t *out = call->out->truth;                                                                               \
        for (size_t i = 0; i < call->count; i++)                                                                       \
            out[i] = known(a[i]) && known(b[i]) ? (uint8_t)(a[i] sign b[i]) : (uint8_t)IND_UNKNOWN;                    \
    }
#define IS_INTEGER(x) ((x) != IND_NULL_INTEGER)
#define IS_DAY(x) ((x) != IND_NULL_DATE)
#define IS_NUMBER(x) (!isnan(x))

COMPARE(equal_integer, int64_t, integer, IS_INTEGER, ==)
COMPARE(differ_integer, int64_t, integer, IS_INTEGER, !=)
COMPARE(less_integer, int64_t, integer, IS_INTEGER, <)
COMPARE(at_most_integer, int64_t, integer, IS_INTEGER, <=)
COMPARE(equal_number, double, number, IS_NUMBER, ==)
COMPARE(differ_number, double, number, IS_NUMBER, !=)
COMPARE(less_number, double, number, IS_NUMBER, <)
COMPARE(at_most_number, double, number, IS_NUMBER, <=)
COMPARE(equal_day, int32_t, day, IS_DAY, ==)
COMPARE(differ_day, int32_t, day, IS_DAY, !=)
COMPARE(less_day, int32_t, day, IS_DAY, <)
COMPARE(at_most_day, int32_t, day, IS_DAY, <=)

#define IN_SET(name, from, member, known, has)                                                                         \
    void ind_kernel_##name(const ind_call *call) {                                                                     \
        const from *a = ind_arg(call, 0)->member;                                                                      \
        uint8_t *out = call->out->truth;                                                                               \
        for (size_t i = 0; i < call->count; i++)                                                                       \
            out[i] = known(a[i]) ? (uint8_t)has(call->node->set, a[i]) : (uint8_t)IND_UNKNOWN;                         \
    }
IN_SET(in_integers, int64_t, integer, IS_INTEGER, ind_expr_set_has_integer)
IN_SET(in_numbers, double, number, IS_NUMBER, ind_expr_set_has_number)
IN_SET(in_days, int32_t, day, IS_DAY, ind_expr_set_has_integer)

static const uint8_t and_table[3][3] = {
    {IND_FALSE, IND_FALSE, IND_FALSE},
    {IND_FALSE, IND_TRUE, IND_UNKNOWN},
    {IND_FALSE, IND_UNKNOWN, IND_UNKNOWN},
};
static const uint8_t or_table[3][3] = {
    {IND_FALSE, IND_TRUE, IND_UNKNOWN},
    {IND_TRUE, IND_TRUE, IND_TRUE},
    {IND_UNKNOWN, IND_TRUE, IND_UNKNOWN},
};
static const uint8_t both_table[3][3] = {
    {IND_FALSE, IND_FALSE, IND_UNKNOWN},
    {IND_FALSE, IND_TRUE, IND_UNKNOWN},
    {IND_UNKNOWN, IND_UNKNOWN, IND_UNKNOWN},
};
static const uint8_t not_table[3] = {IND_TRUE, IND_FALSE, IND_UNKNOWN};

#define LOGIC(name, table)                                                                                             \
    void ind_kernel_##name(const ind_call *call) {                                                                     \
        const uint8_t *a = ind_arg(call, 0)->truth, *b = ind_arg(call, 1)->truth;                                      \
        uint8_t *out = call->out->truth;                                                                               \
        for (size_t i = 0; i < call->count; i++)                                                                       \
            out[i] = table[a[i]][b[i]];                                                                                \
    }
LOGIC(and, and_table)
LOGIC(or, or_table)
LOGIC(both, both_table)

void ind_kernel_not(const ind_call *call) {
    const uint8_t *a = ind_arg(call, 0)->truth;
    uint8_t *out = call->out->truth;
    for (size_t i = 0; i < call->count; i++)
        out[i] = not_table[a[i]];
}

#define WHERE(condition)                                                                                               \
    for (size_t i = 0; i < call->count; i++)                                                                           \
        out[i] = (uint8_t)(condition);                                                                                 \
    break

void ind_kernel_is_null(const ind_call *call) {
    const ind_vector *a = ind_arg(call, 0);
    uint8_t *out = call->out->truth;
    switch (a->type) {
    case IND_TEXT:
    case IND_LIST: WHERE(a->code[i] == IND_NULL_CODE);
    case IND_INTEGER:
    case IND_DATETIME: WHERE(!IS_INTEGER(a->integer[i]));
    case IND_NUMBER: WHERE(isnan(a->number[i]));
    case IND_DATE: WHERE(!IS_DAY(a->day[i]));
    case IND_BOOLEAN: WHERE(a->truth[i] == IND_UNKNOWN);
    }
}

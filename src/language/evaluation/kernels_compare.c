/* kernels_compare.c - comparisons and three-valued logic.
 * Each is one loop over plain arrays, an unknown operand giving unknown. */
#include "language/evaluation/kernels.h"

#include "language/tree/set.h"

#define COMPARE(name, from, member, known, sign)                                                                       \
    void ind_kernel_##name(const ind_call *call) {                                                                     \
        const from *a = ind_arg(call, 0)->member, *b = ind_arg(call, 1)->member;                                       \
        uint8_t *restrict out = call->out->truth;                                                                      \
        for (size_t i = 0, rows = call->count; i < rows; i++)                                                          \
            out[i] = known(a[i]) && known(b[i]) ? (uint8_t)(a[i] sign b[i]) : (uint8_t)IND_UNKNOWN;                    \
    }
COMPARE(equal_integer, int64_t, integer, IND_IS_INTEGER, ==)
COMPARE(differ_integer, int64_t, integer, IND_IS_INTEGER, !=)
COMPARE(less_integer, int64_t, integer, IND_IS_INTEGER, <)
COMPARE(at_most_integer, int64_t, integer, IND_IS_INTEGER, <=)
COMPARE(equal_number, double, number, IND_IS_NUMBER, ==)
COMPARE(differ_number, double, number, IND_IS_NUMBER, !=)
COMPARE(less_number, double, number, IND_IS_NUMBER, <)
COMPARE(at_most_number, double, number, IND_IS_NUMBER, <=)
COMPARE(equal_day, int32_t, day, IND_IS_DAY, ==)
COMPARE(differ_day, int32_t, day, IND_IS_DAY, !=)
COMPARE(less_day, int32_t, day, IND_IS_DAY, <)
COMPARE(at_most_day, int32_t, day, IND_IS_DAY, <=)

#define IN_SET(name, from, member, known, has)                                                                         \
    void ind_kernel_##name(const ind_call *call) {                                                                     \
        const from *a = ind_arg(call, 0)->member;                                                                      \
        uint8_t *restrict out = call->out->truth;                                                                      \
        for (size_t i = 0, rows = call->count; i < rows; i++)                                                          \
            out[i] = known(a[i]) ? (uint8_t)has(call->node->set, a[i]) : (uint8_t)IND_UNKNOWN;                         \
    }
IN_SET(in_integers, int64_t, integer, IND_IS_INTEGER, ind_expr_set_has_integer)
IN_SET(in_numbers, double, number, IND_IS_NUMBER, ind_expr_set_has_number)
IN_SET(in_days, int32_t, day, IND_IS_DAY, ind_expr_set_has_integer)

/* On 0 false, 1 true, 2 unknown; without jumps, so that the compiler can take many rows at once. */
static inline uint8_t and_of(unsigned a, unsigned b) {
    return (uint8_t)(a == IND_FALSE || b == IND_FALSE ? 0u : 1u + ((a | b) >> 1));
}

static inline uint8_t or_of(unsigned a, unsigned b) {
    return (uint8_t)(a == IND_TRUE || b == IND_TRUE ? 1u : a | b);
}

static inline uint8_t both_of(unsigned a, unsigned b) {
    return (uint8_t)(a == IND_UNKNOWN || b == IND_UNKNOWN ? 2u : a & b);
}

static inline uint8_t not_of(unsigned a) {
    return (uint8_t)(a == IND_UNKNOWN ? 2u : a ^ 1u);
}

#define LOGIC(name)                                                                                                    \
    void ind_kernel_##name(const ind_call *call) {                                                                     \
        const uint8_t *a = ind_arg(call, 0)->truth, *b = ind_arg(call, 1)->truth;                                      \
        uint8_t *restrict out = call->out->truth;                                                                      \
        for (size_t i = 0, rows = call->count; i < rows; i++)                                                          \
            out[i] = name##_of(a[i], b[i]);                                                                            \
    }
LOGIC(and)
LOGIC(or)
LOGIC(both)

void ind_kernel_not(const ind_call *call) {
    const uint8_t *a = ind_arg(call, 0)->truth;
    uint8_t *restrict out = call->out->truth;
    for (size_t i = 0, rows = call->count; i < rows; i++)
        out[i] = not_of(a[i]);
}

#define WHERE(condition)                                                                                               \
    for (size_t i = 0, rows = call->count; i < rows; i++)                                                              \
        out[i] = (uint8_t)(condition);                                                                                 \
    break

void ind_kernel_is_null(const ind_call *call) {
    const ind_vector *a = ind_arg(call, 0);
    uint8_t *restrict out = call->out->truth;
    switch (a->type) {
    case IND_TEXT:
    case IND_LIST: WHERE(a->code[i] == IND_NULL_CODE);
    case IND_INTEGER:
    case IND_DATETIME: WHERE(!IND_IS_INTEGER(a->integer[i]));
    case IND_NUMBER: WHERE(isnan(a->number[i]));
    case IND_DATE: WHERE(!IND_IS_DAY(a->day[i]));
    case IND_BOOLEAN: WHERE(a->truth[i] == IND_UNKNOWN);
    }
}

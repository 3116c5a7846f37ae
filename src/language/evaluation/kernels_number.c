/* kernels_number.c - arithmetic.
 *
 * Integers are checked for overflow; its result is unknown, as a wrong number would be worse.
 * Numbers use NaN for unknown, which travels by itself; only infinities must be caught.
 * A kernel says that some row has overflowed, not which: overflow.c finds them, when it must. */
#include "language/evaluation/kernels.h"

#include <float.h>
#include <math.h>

static inline int64_t add(int64_t a, int64_t b) {
    int64_t result;
    return __builtin_add_overflow(a, b, &result) ? IND_NULL_INTEGER : result;
}

static inline int64_t subtract(int64_t a, int64_t b) {
    int64_t result;
    return __builtin_sub_overflow(a, b, &result) ? IND_NULL_INTEGER : result;
}

static inline int64_t multiply(int64_t a, int64_t b) {
    int64_t result;
    return __builtin_mul_overflow(a, b, &result) ? IND_NULL_INTEGER : result;
}

static inline int64_t least(int64_t a, int64_t b) {
    return a < b ? a : b;
}

static inline int64_t greatest(int64_t a, int64_t b) {
    return a > b ? a : b;
}

static inline double finite_or_nan(double x) {
    return isfinite(x) ? x : NAN;
}

#define TWO_INTEGERS(name, function)                                                                                   \
    void ind_kernel_##name(const ind_call *call) {                                                                     \
        const int64_t *a = ind_arg(call, 0)->integer, *b = ind_arg(call, 1)->integer;                                  \
        int64_t *restrict out = call->out->integer;                                                                    \
        bool over = false;                                                                                             \
        for (size_t i = 0, rows = call->count; i < rows; i++) {                                                        \
            bool unknown = a[i] == IND_NULL_INTEGER || b[i] == IND_NULL_INTEGER;                                       \
            out[i] = unknown ? IND_NULL_INTEGER : function(a[i], b[i]);                                                \
            over |= unknown ^ (out[i] == IND_NULL_INTEGER); /* unknown gives unknown */                                \
        }                                                                                                              \
        *call->overflowed |= over;                                                                                     \
    }
TWO_INTEGERS(add_integer, add)
TWO_INTEGERS(subtract_integer, subtract)
TWO_INTEGERS(multiply_integer, multiply)

#define TWO_NUMBERS(name, operator)                                                                                    \
    void ind_kernel_##name(const ind_call *call) {                                                                     \
        const double *a = ind_arg(call, 0)->number, *b = ind_arg(call, 1)->number;                                     \
        double *restrict out = call->out->number;                                                                      \
        bool over = false;                                                                                             \
        for (size_t i = 0, rows = call->count; i < rows; i++) {                                                        \
            double result = a[i] operator b[i];                                                                        \
            over |= fabs(result) > DBL_MAX;                                                                            \
            out[i] = finite_or_nan(result);                                                                            \
        }                                                                                                              \
        *call->overflowed |= over;                                                                                     \
    }
TWO_NUMBERS(add_number, +)
TWO_NUMBERS(subtract_number, -)
TWO_NUMBERS(multiply_number, *)

void ind_kernel_divide(const ind_call *call) {
    const double *a = ind_arg(call, 0)->number, *b = ind_arg(call, 1)->number;
    double *restrict out = call->out->number;
    bool over = false;
    for (size_t i = 0, rows = call->count; i < rows; i++) {
        double result = a[i] / b[i];
        over |= (b[i] != 0.0) & (fabs(result) > DBL_MAX); /* nothing by zero is unknown, not too large */
        out[i] = finite_or_nan(result);
    }
    *call->overflowed |= over;
}

#define ONE(name, from, member, result, to, expression)                                                                \
    void ind_kernel_##name(const ind_call *call) {                                                                     \
        const from *a = ind_arg(call, 0)->member;                                                                      \
        to *restrict out = call->out->result;                                                                          \
        for (size_t i = 0, rows = call->count; i < rows; i++) {                                                        \
            from x = a[i];                                                                                             \
            out[i] = expression;                                                                                       \
        }                                                                                                              \
    }
/* Unknown is INT64_MIN, the one integer without a counterpart. */
ONE(negate_integer, int64_t, integer, integer, int64_t, x == IND_NULL_INTEGER ? x : -x)
ONE(abs_integer, int64_t, integer, integer, int64_t, x >= 0 || x == IND_NULL_INTEGER ? x : -x)
ONE(negate_number, double, number, number, double, -x)
ONE(abs_number, double, number, number, double, fabs(x))
ONE(widen, int64_t, integer, number, double, x == IND_NULL_INTEGER ? NAN : (double)x)

/* 2^63 is the first double that an int64 does not hold; NaN fails both tests. */
static inline int64_t whole(double x) {
    return x > -0x1p63 && x < 0x1p63 ? (int64_t)x : IND_NULL_INTEGER;
}

#define TO_WHOLE(name, function)                                                                                       \
    void ind_kernel_##name(const ind_call *call) {                                                                     \
        const double *a = ind_arg(call, 0)->number;                                                                    \
        int64_t *restrict out = call->out->integer;                                                                    \
        bool over = false;                                                                                             \
        for (size_t i = 0, rows = call->count; i < rows; i++) {                                                        \
            out[i] = whole(function(a[i]));                                                                            \
            over |= out[i] == IND_NULL_INTEGER && !isnan(a[i]);                                                        \
        }                                                                                                              \
        *call->overflowed |= over;                                                                                     \
    }
TO_WHOLE(floor, floor)
TO_WHOLE(round, round)

/* 2.675 is stored as 2.67499999999999982: scaled by 100, a few units in the last place are put
 * back, so that halves are what the decimal digits show. */
static double round_to(double x, int64_t places) {
    if (places == 0)
        return round(x);
    double scale = 1;
    for (int64_t i = places < 0 ? -places : places; i > 0; i--)
        scale *= 10; /* exact up to 10^22 */
    double scaled = places > 0 ? x * scale : x / scale;
    if (!(fabs(scaled) < 0x1p50))
        return places > 0 ? x : finite_or_nan(round(scaled) * scale); /* no digits left to round */
    double rounded = round(scaled * (1 + 0x1p-50));
    return finite_or_nan(places > 0 ? rounded / scale : rounded * scale);
}

bool ind_places_are_good(int64_t places) {
    enum { MOST = 15 };
    return places >= -MOST && places <= MOST;
}

void ind_kernel_round_to(const ind_call *call) {
    const double *a = ind_arg(call, 0)->number;
    const int64_t *places = ind_arg(call, 1)->integer;
    double *restrict out = call->out->number;
    bool over = false;
    for (size_t i = 0, rows = call->count; i < rows; i++) {
        bool bad = !ind_places_are_good(places[i]);
        out[i] = bad ? NAN : round_to(a[i], places[i]);
        over |= !bad && isnan(out[i]) && !isnan(a[i]);
    }
    *call->overflowed |= over;
}

/* least and greatest of any number of arguments: the result so far meets one argument at a time. */
#define OF_MANY(name, from, member, unknown, better)                                                                   \
    void ind_kernel_##name(const ind_call *call) {                                                                     \
        from *restrict out = call->out->member;                                                                        \
        memcpy(out, ind_arg(call, 0)->member, call->count * sizeof *out);                                              \
        for (uint32_t k = 1; k < call->node->count; k++) {                                                             \
            const from *a = ind_arg(call, k)->member;                                                                  \
            for (size_t i = 0, rows = call->count; i < rows; i++)                                                      \
                out[i] = out[i] == unknown || a[i] == unknown ? unknown : (from)better(out[i], a[i]);                  \
        }                                                                                                              \
    }
OF_MANY(least_integer, int64_t, integer, IND_NULL_INTEGER, least)
OF_MANY(greatest_integer, int64_t, integer, IND_NULL_INTEGER, greatest)
OF_MANY(least_day, int32_t, day, IND_NULL_DATE, least)
OF_MANY(greatest_day, int32_t, day, IND_NULL_DATE, greatest)

#define OF_NUMBERS(name, sign)                                                                                         \
    void ind_kernel_##name(const ind_call *call) {                                                                     \
        double *restrict out = call->out->number;                                                                      \
        memcpy(out, ind_arg(call, 0)->number, call->count * sizeof *out);                                              \
        for (uint32_t k = 1; k < call->node->count; k++) {                                                             \
            const double *a = ind_arg(call, k)->number;                                                                \
            for (size_t i = 0, rows = call->count; i < rows; i++)                                                      \
                out[i] = isnan(a[i]) || a[i] sign out[i] ? a[i] : out[i]; /* NaN stays: it compares as false */        \
        }                                                                                                              \
    }
OF_NUMBERS(least_number, <)
OF_NUMBERS(greatest_number, >)

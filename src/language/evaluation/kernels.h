/* kernels.h - what computes a node over rows: one tight loop each.
 * Everything that can fail gives unknown; unknown arguments give unknown unless said otherwise.
 * Arithmetic that leaves its range sets *call->overflowed. */
#ifndef IND_LANGUAGE_KERNELS_H
#define IND_LANGUAGE_KERNELS_H

#include "language/tree/node.h"

typedef struct ind_node_state ind_node_state; /* eval.h */

/* What a kernel works on: COUNT rows of the values of all nodes so far. */
typedef struct {
    const ind_node *node;
    const ind_vector *values; /* by node number */
    ind_vector *out;          /* room for COUNT values */
    size_t count;
    ind_node_state *state;
    bool *overflowed; /* set if arithmetic left its range in some row */
} ind_call;
typedef void ind_kernel(const ind_call *call);

/* A function of texts, one row at a time; its arguments are known (not unknown).
 * A text it makes may stand in SCRATCH, which comes empty. */
typedef void ind_scalar(const ind_node *node, const ind_value *args, ind_buffer *scratch, ind_value *out);

static inline const ind_vector *ind_arg(const ind_call *call, size_t index) {
    return &call->values[call->node->args[index]];
}

/* What computes a node; chosen once, before rows are read (kernels.c). */
typedef struct {
    ind_kernel *kernel; /* NULL: a slot */
    ind_scalar *scalar; /* only with the kernels of scalars.h */
} ind_code;
ind_code ind_code_of(const ind_node *node);

/* Is the value known? */
#define IND_IS_INTEGER(x) ((x) != IND_NULL_INTEGER)
#define IND_IS_NUMBER(x) (!isnan(x))
#define IND_IS_DAY(x) ((x) != IND_NULL_DATE)
#define IND_IS_TRUTH(x) ((x) != IND_UNKNOWN)

/* kernels_number.c */
ind_kernel ind_kernel_widen; /* integer to number */
ind_kernel ind_kernel_add_integer, ind_kernel_subtract_integer, ind_kernel_multiply_integer, ind_kernel_negate_integer;
ind_kernel ind_kernel_add_number, ind_kernel_subtract_number, ind_kernel_multiply_number, ind_kernel_negate_number;
ind_kernel ind_kernel_divide;
ind_kernel ind_kernel_abs_integer, ind_kernel_abs_number, ind_kernel_round, ind_kernel_round_to, ind_kernel_floor;
bool ind_places_are_good(int64_t places); /* of round(x, places); an unknown number is none */
ind_kernel ind_kernel_least_integer, ind_kernel_least_number, ind_kernel_least_day;
ind_kernel ind_kernel_greatest_integer, ind_kernel_greatest_number, ind_kernel_greatest_day;

/* kernels_compare.c */
ind_kernel ind_kernel_equal_integer, ind_kernel_differ_integer, ind_kernel_less_integer, ind_kernel_at_most_integer;
ind_kernel ind_kernel_equal_number, ind_kernel_differ_number, ind_kernel_less_number, ind_kernel_at_most_number;
ind_kernel ind_kernel_equal_day, ind_kernel_differ_day, ind_kernel_less_day, ind_kernel_at_most_day;
ind_kernel ind_kernel_in_integers, ind_kernel_in_numbers, ind_kernel_in_days;
ind_kernel ind_kernel_and, ind_kernel_or, ind_kernel_not; /* three-valued */
ind_kernel ind_kernel_both;                               /* and, but unknown if either is */
ind_kernel ind_kernel_is_null;

/* kernels_date.c */
ind_kernel ind_kernel_add_days, ind_kernel_add_minutes, ind_kernel_add_months;
ind_kernel ind_kernel_days_between, ind_kernel_minutes_between, ind_kernel_months_between, ind_kernel_age;
ind_kernel ind_kernel_date, ind_kernel_date_of;
ind_kernel ind_kernel_year, ind_kernel_month, ind_kernel_day, ind_kernel_hour, ind_kernel_minute, ind_kernel_weekday,
    ind_kernel_iso_week, ind_kernel_iso_year;
ind_kernel ind_kernel_within_days, ind_kernel_overlaps_days, ind_kernel_overlaps_minutes;

/* kernels_choice.c */
ind_kernel ind_kernel_literal, ind_kernel_case, ind_kernel_coalesce;

#endif

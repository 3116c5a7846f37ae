/* row_values.h - what kinds share that make a figure of a value of each row: a mean, a quantile.
 *
 * Rows whose value, or weight, is unknown go out; the others add theirs to the cells. */
#ifndef IND_ROW_VALUES_H
#define IND_ROW_VALUES_H

#include "kinds/common/row_places.h"
#include "kinds/rows/row_persons.h"

/* Adds value X with weight W (1 where there are no weights) to a cell. */
typedef void (*ind_add_value)(ind_cells *cells, uint32_t cell, double x, double w);

/* Begins with the filter, and is the state of such a kind. */
typedef struct {
    ind_row_filter filter;
    ind_add_value add;
    ind_eval *value, *weight; /* WEIGHT NULL: all weigh the same */
    const ind_vector *values; /* of the batch */
    ind_row_places bad;       /* rows with a negative weight */
    size_t bad_term;          /* that counts them; SIZE_MAX: they only go out */
    ind_row_persons *persons; /* NULL: nobody asks; set by the kind, with its term */
    size_t persons_term;
} ind_row_values;

enum { IND_VALUES_UNKNOWN = IND_ROWS_STEPS, IND_VALUES_DENOMINATOR, IND_VALUES_STEPS };
/* The steps of such a kind; WHAT: "value". */
#define IND_VALUE_STEPS(what)                                                                                          \
    IND_ROW_STEPS,                                                                                                     \
        [IND_VALUES_UNKNOWN] = {.step = "exclude unknown " what,                                                       \
                                .effect = IND_STEP_OUT,                                                                \
                                .path = "value",                                                                       \
                                .told = IND_TELL_ASKED,                                                                \
                                .facts = ind_row_values_facts},                                                        \
        [IND_VALUES_DENOMINATOR] = {.step = "denominator", .told = IND_TELL_ASKED}
void ind_row_values_facts(const void *state, size_t row, ind_trace *trace, ind_judgement *judgement);

/* VALUE, WEIGHT: parameters of the kind; WEIGHT SIZE_MAX: it has none.  INCOMPLETE as in ind_row_filter_open.  OWNED by
 * the caller, released by close. */
ind_row_values *ind_row_values_open(const ind_kind_context *context, const ind_step_spec *steps, size_t incomplete,
                                    size_t value, size_t weight, ind_add_value add);
/* Of ind_kind. */
ind_status ind_row_values_check(const ind_measure *measure, ind_diag *diag);
void ind_row_values_close(void *state);
void ind_row_values_collect(void *state, const ind_vector *slots, size_t rows, int each);
void ind_row_values_reduce(void *state, const ind_events *feeds);
void ind_row_values_merge(void *state, const void *other);
ind_status ind_row_values_finish(void *state, ind_diag *diag);

#endif

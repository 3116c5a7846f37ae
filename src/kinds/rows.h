/* rows.h - what the row kinds share: which rows count, in which cell.
 *
 * rows -> data.where -> in the period -> denominator -> exclusions in order -> cell */
#ifndef IND_ROWS_H
#define IND_ROWS_H

#include "cells/leaf_table.h"
#include "kinds/kind.h"

/* Parameters of every row kind. */
#define IND_ROW_PARAMS                                                                                                 \
    {.path = "period.date",                                                                                            \
     .type = IND_PARAM_DATE,                                                                                           \
     .scope = IND_SCOPE_ROW,                                                                                           \
     .edge = IND_EDGE_PERIOD,                                                                                          \
     .of = "period.date",                                                                                              \
     .help = "day that puts a row in a period"},                                                                       \
        {.path = "period.each", .type = IND_PARAM_BOOLEAN, .help = "test each row against every period"}, {            \
        .path = "exclude", .type = IND_PARAM_RULES, .scope = IND_SCOPE_ROW, .help = "rows left out, first hit only"    \
    }

typedef struct {
    ind_eval *eval;   /* NULL: no condition */
    const char *path; /* of the parameter, and which of its rules */
    size_t number;
    size_t step;  /* of the flow */
    bool exclude; /* rows where it is true go out; else rows where it is not true go out */
} ind_row_rule;

typedef struct {
    const ind_kind_context *context;
    ind_eval *date;
    ind_row_rule *rules;
    size_t rule_count;
    size_t rules_before; /* so many of them come before the period */
    size_t rows_step, period_step;
    size_t count;     /* rows of the batch */
    bool dates_fail;  /* the day that puts a row in a period may be unknown */
    int each;         /* number of the period they are tested against; -1: each row has its month */
    int32_t *month;   /* of each row */
    uint8_t *in;      /* of each row: does it count? 0 or 1 */
    uint32_t *chosen; /* see ind_row_filter_list */
    size_t chosen_count;
    size_t capacity;
    uint32_t *unit; /* of the trace, of each row; NULL: there is no trace */
} ind_row_filter;

/* CONDITION: path of the parameter that chooses rows ("denominator"), or NULL. */
void ind_row_filter_open(ind_row_filter *filter, const ind_kind_context *context, const char *condition);
void ind_row_filter_close(ind_row_filter *filter);
/* Sets filter->in[row] and filter->month[row] for COUNT rows, counts the flow, and runs the strata. */
void ind_row_filter_run(ind_row_filter *filter, const ind_vector *slots, size_t count, int each);
/* Lists the rows that are in as filter->chosen. */
void ind_row_filter_list(ind_row_filter *filter);
/* Month or number of the period. */
static inline int32_t ind_row_filter_period(const ind_row_filter *filter, size_t row) {
    return filter->each >= 0 ? filter->each : filter->month[row];
}
/* The cell of a row that is in. */
uint32_t ind_row_filter_cell(const ind_row_filter *filter, size_t row);
/* A table for the periods that cells are keyed by; OWNED by the caller. */
ind_leaf_table *ind_row_filter_table(const ind_row_filter *filter, size_t size);
/* Is there room in TABLE for all rows of the last run?  Else they must be counted in cells, one by one. */
bool ind_row_filter_reach(const ind_row_filter *filter, ind_leaf_table *table);
/* Counts all rows of the last run, those that are in by TRUTH, in a table of ind_row_counts; the filter has then done
 * its work. */
enum { IND_OUT = 3 }; /* beside IND_FALSE, IND_TRUE and IND_UNKNOWN */
typedef uint32_t ind_row_counts[IND_OUT + 1];
void ind_row_filter_count(ind_row_filter *filter, ind_leaf_table *table, const uint8_t *truth);

/* Tell that the row was counted.  Only with a trace. */
ind_trace_count *ind_row_filter_tell(const ind_row_filter *filter, size_t row);
/* period.date or period.each must be there, not both. */
ind_status ind_rows_check(const ind_measure *measure, ind_diag *diag);
unsigned ind_rows_lack(const ind_measure *measure); /* ind_kind.lacks */
/* Can "period.date" be unknown in a row that is read?  A required column is not. */
bool ind_date_may_be_unknown(const ind_measure *measure);
ind_eval *ind_eval_of(const ind_measure *measure, const char *path); /* NULL if the parameter is not given */
/* The same for an expression on rows, which shares what it can with other measures. */
ind_eval *ind_row_eval_of(const ind_kind_context *context, const char *path);

#endif

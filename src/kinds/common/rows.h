/* rows.h - what the row kinds share: which rows count, in which cell.
 *
 * rows -> data.where -> in the period -> denominator -> exclusions in order -> cell */
#ifndef IND_ROWS_H
#define IND_ROWS_H

#include "cells/leaf_table.h"
#include "kinds/common/selection.h"
#include "words/sentences.h"

/* Parameters that every row kind begins with, by their number in its table. */
enum { IND_ROW_DATE, IND_ROW_EACH, IND_ROW_EXCLUDE, IND_ROW_OWN_PARAMS };
#define IND_ROW_PARAMS                                                                                                 \
    [IND_ROW_DATE] = {.path = "period.date",                                                                           \
                      .type = IND_PARAM_DATE,                                                                          \
                      .scope = IND_SCOPE_ROW,                                                                          \
                      .edge = IND_EDGE_PERIOD,                                                                         \
                      .of = "period.date",                                                                             \
                      .help = "day that puts a row in a period"},                                                      \
    [IND_ROW_EACH] = {.path = "period.each", .type = IND_PARAM_BOOLEAN, .help = "test each row against every period"}, \
    [IND_ROW_EXCLUDE] = {                                                                                              \
        .path = "exclude", .type = IND_PARAM_RULES, .scope = IND_SCOPE_ROW, .help = "rows left out, first hit only"}

/* Steps that every row kind begins with; SELECTED: the parameter that chooses rows. */
enum { IND_ROWS_READ, IND_ROWS_WHERE, IND_ROWS_IN_PERIOD, IND_ROWS_SELECTED, IND_ROWS_EXCLUDE, IND_ROWS_STEPS };
#define IND_ROW_STEPS                                                                                                  \
    [IND_ROWS_READ] = {.step = "rows", .facts = ind_row_facts_read},                                                   \
    [IND_ROWS_WHERE] = {.step = "where", .path = "data.where", .only = "", .unknowns = true},                          \
    [IND_ROWS_IN_PERIOD] = {.step = IND_STEP_PERIOD,                                                                   \
                            .path = "period.date",                                                                     \
                            .unknowns = true,                                                                          \
                            .told = IND_TELL_ASKED,                                                                    \
                            .facts = ind_row_facts_period},                                                            \
    [IND_ROWS_SELECTED] = {.step = "selected", .path = "denominator", .only = "", .unknowns = true},                   \
    [IND_ROWS_EXCLUDE] = {.path = "exclude", .effect = IND_STEP_OUT, .unknowns = true}
void ind_row_facts_read(const void *filter, size_t row, ind_trace *trace, ind_judgement *judgement);
void ind_row_facts_period(const void *filter, size_t row, ind_trace *trace, ind_judgement *judgement);

/* Which rows of a batch count, and in which cell.  The first member of the state of a row kind. */
typedef struct {
    const ind_kind_context *context;
    ind_selection selection;
    ind_eval *date;
    const int32_t *day; /* of the batch, by row; NULL: rows have no day */
    bool counts_rows;   /* else the engine does */
    bool dates_fail;    /* the day that puts a row in a period may be unknown */
    int each;           /* number of the period they are tested against; -1: each row has its month */
    int32_t *month;     /* of each row */
    uint8_t *in;        /* of each row: is it in the period? then what it is counted as */
    uint32_t *chosen;   /* see ind_row_filter_list */
    size_t chosen_count;
    size_t capacity;
} ind_row_filter;

/* COUNT steps, which begin with IND_ROW_STEPS. */
void ind_row_filter_open(ind_row_filter *filter, const ind_kind_context *context, const ind_step_spec *steps,
                         size_t count);
void ind_row_filter_close(ind_row_filter *filter);
/* Takes COUNT rows through the first steps, sets filter->month[row] and runs the strata. */
void ind_row_filter_run(ind_row_filter *filter, const ind_vector *slots, size_t count, int each);
/* Lists the rows that are left as filter->chosen.  ASKED: those that a step must be answered for. */
void ind_row_filter_list(ind_row_filter *filter, bool asked);
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
/* Counts all rows of the last run, those that are left by TRUTH, in a table of ind_row_counts. */
enum { IND_OUT = 3 }; /* beside IND_FALSE, IND_TRUE and IND_UNKNOWN */
typedef uint32_t ind_row_counts[IND_OUT + 1];
void ind_row_filter_count(ind_row_filter *filter, ind_leaf_table *table, const uint8_t *truth);

/* The row is counted: its cell in the trace.  Only with one. */
ind_trace_count *ind_row_filter_counted(const ind_row_filter *filter, size_t row);
/* period.date or period.each must be there, not both. */
ind_status ind_rows_check(const ind_measure *measure, ind_diag *diag);
unsigned ind_rows_lack(const ind_measure *measure); /* ind_kind.lacks */
/* Can DATE, an expression on rows or NULL, be unknown in a row that is read?  A required column is not. */
bool ind_date_may_be_unknown(const ind_measure *measure, const ind_expr *date);

/* Data, period and denominator in sentences. */
void ind_rows_say(ind_words *words);

#endif

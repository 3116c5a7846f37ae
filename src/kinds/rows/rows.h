/* rows.h - what the row kinds share: which rows count, in which cell.
 *
 * rows -> data.where -> in the period -> denominator -> exclusions in order -> cell */
#ifndef IND_ROWS_H
#define IND_ROWS_H

#include "cells/leaf_table.h"
#include "kinds/common/relations.h"
#include "words/sentences.h"

/* Parameters that every row kind has, by their number in their table: row_parameters.c. */
enum {
    IND_ROW_PERSON,
    IND_ROW_DEDUPE_BY,
    IND_ROW_DEDUPE_DATE,
    IND_ROW_DEDUPE_WITHIN,
    IND_ROW_DEDUPE_DIFFER,
    IND_ROW_DEDUPE_KEEP,
    IND_ROW_DEDUPE_CHAIN,
    IND_ROW_ITEMS,
    IND_ROW_ONCE_ENTITY,
    IND_ROW_ONCE_TAKE,
    IND_ROW_ONCE_OVER,
    IND_ROW_ONCE_MONTHS,
    IND_ROW_ONCE_ORDER,
    IND_ROW_EXCLUDE,
    IND_ROW_FOLLOW_DAYS,
    IND_ROW_FOLLOW_UNTIL,
    IND_ROW_FOLLOW_COMPLETE,
    IND_ROW_FOLLOW_INCOMPLETE,
    IND_ROW_DATE,
    IND_ROW_EACH,
    IND_ROW_PARAMS
};
extern const ind_param_spec ind_row_params[IND_ROW_PARAMS];
/* Of ind_kind_spec. */
#define IND_ROW_SHARED .shared = ind_row_params, .shared_count = IND_ROW_PARAMS
static inline const ind_param *ind_row_param(const ind_measure *measure, size_t number) {
    return &measure->params[measure->param_count - measure->kind->param_count - IND_ROW_PARAMS + number];
}

/* Steps that every row kind begins with; SELECTED: the parameter that chooses rows. */
enum {
    IND_ROWS_READ,
    IND_ROWS_WHERE,
    IND_ROWS_IN_PERIOD,
    IND_ROWS_SELECTED,
    IND_ROWS_EXCLUDE,
    IND_ROWS_REQUIRE,
    IND_ROWS_EXCLUDE_IF,
    IND_ROWS_INCOMPLETE_OUT,
    IND_ROWS_INCOMPLETE,
    IND_ROWS_STEPS
};
#define IND_ROW_STEPS IND_ROW_STEPS_BY("denominator")
#define IND_ROW_STEPS_BY(selects)                                                                                      \
    [IND_ROWS_READ] = {.step = "rows", .when = ind_rows_read_one_by_one, .facts = ind_row_facts_read},                 \
    [IND_ROWS_WHERE] = {.step = "where",                                                                               \
                        .path = "data.where",                                                                          \
                        .only = "",                                                                                    \
                        .when = ind_rows_read_one_by_one,                                                              \
                        .unknowns = true},                                                                             \
    [IND_ROWS_IN_PERIOD] = {.step = IND_STEP_PERIOD,                                                                   \
                            .path = "period.date",                                                                     \
                            .when = ind_rows_put_in_period,                                                            \
                            .unknowns = true,                                                                          \
                            .told = IND_TELL_ASKED,                                                                    \
                            .facts = ind_row_facts_period},                                                            \
    [IND_ROWS_SELECTED] = {.step = "selected", .path = selects, .only = "", .unknowns = true},                         \
    [IND_ROWS_EXCLUDE] = {.path = "exclude", .effect = IND_STEP_OUT, .unknowns = true},                                \
    IND_RELATION_STEPS(IND_ROWS_REQUIRE, IND_ROWS_EXCLUDE_IF),                                                         \
    [IND_ROWS_INCOMPLETE_OUT] = {.step = "exclude incomplete follow-up",                                               \
                                 .effect = IND_STEP_OUT,                                                               \
                                 .path = "follow_up.incomplete",                                                       \
                                 .only = "exclude_index",                                                              \
                                 .facts = ind_row_facts_reach},                                                        \
    [IND_ROWS_INCOMPLETE] = {.step = "complete",                                                                       \
                             .effect = IND_STEP_MARK,                                                                  \
                             .path = "follow_up.incomplete",                                                           \
                             .only = "keep|hide",                                                                      \
                             .note = true,                                                                             \
                             .harmless = true,                                                                         \
                             .facts = ind_row_facts_reach}
void ind_row_facts_reach(const void *filter, size_t row, ind_trace *trace, ind_judgement *judgement);
void ind_row_facts_read(const void *filter, size_t row, ind_trace *trace, ind_judgement *judgement);
void ind_row_facts_period(const void *filter, size_t row, ind_trace *trace, ind_judgement *judgement);

/* A unit that is made of rows of an entity, or is one of them. */
typedef struct {
    ind_entity_row row; /* first and last: the event that it is, or has its columns from */
    size_t entity;      /* of the part */
    size_t alike;       /* of those that are folded: the first event that is alike; SIZE_MAX: it cannot be told */
} ind_row_unit;

/* What is made of a block of units. */
typedef enum {
    IND_PASS_ALL,
    IND_PASS_FLOW, /* what is counted once, whatever the periods: nothing goes into cells */
    IND_PASS_CELLS /* what is counted in one of the periods: nothing goes into the flow */
} ind_row_pass;

/* Units of entities, as they come to a row kind: shape.h. */
typedef struct {
    const ind_events *feeds;
    const ind_row_unit *units;
    size_t from;          /* number of the first of them, of those that are folded together */
    const uint32_t *told; /* of a trace; NULL: there is none */
    ind_row_pass pass;
} ind_row_block;

/* Which rows of a batch count, and in which cell.  The first member of the state of a row kind. */
typedef struct {
    const ind_kind_context *context;
    struct ind_row_shape *shape;   /* NULL: rows come as they are read */
    const ind_events *shape_feeds; /* of the part at hand */
    const ind_row_block *block;    /* NULL: the same */
    ind_relations *relations;
    ind_eval *until; /* follow_up.until */
    bool follows_up;
    size_t incomplete_term; /* of the kind's cells: rows without full follow-up, whether they are left out or not */
    uint8_t *incomplete;    /* of each row: its follow-up is not all in the data */
    uint8_t *unseen;        /* 0 for each row: none is counted in the flow */
    int32_t *needed;        /* of each row: the day that must be in the data */
    ind_selection selection;
    ind_eval *date;
    const int32_t *day; /* of the batch, by row; NULL: rows have no day */
    bool counts_rows;   /* else the engine does */
    bool dates_fail;    /* the day that puts a row in a period may be unknown */
    int each;           /* number of the period they are tested against; -1: each row has its month */
    int32_t *month;     /* of each row */
    bool lists_seen;    /* values of groups are listed in the periods that rows with them were in */
    bool *seen;         /* by leaf and period: so they are there */
    size_t seen_capacity;
    uint8_t *in;      /* of each row: is it in the period? then what it is counted as */
    uint32_t *chosen; /* see ind_row_filter_list */
    size_t chosen_count;
    size_t capacity;
} ind_row_filter;

/* COUNT steps, which begin with IND_ROW_STEPS.  INCOMPLETE: number of the term IND_ROW_INCOMPLETE_TERM. */
void ind_row_filter_open(ind_row_filter *filter, const ind_kind_context *context, const ind_step_spec *steps,
                         size_t count, size_t incomplete);
/* The same of rows that DATE puts in a period (NULL: each period is asked for itself), and that have no follow-up. */
void ind_row_filter_open_by(ind_row_filter *filter, const ind_kind_context *context, const ind_expr *date,
                            const ind_step_spec *steps, size_t count);
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

/* A 0 that many rows give, or an empty file, is to be looked at: a column may hold something else than it is meant to.
 * STEP: the one that counted rows pass. */
void ind_row_filter_say_nothing(const ind_row_filter *filter, size_t step, ind_diag *diag);

/* The row is counted: its cell in the trace.  Only with one. */
ind_trace_count *ind_row_filter_counted(const ind_row_filter *filter, size_t row);
/* Is what is counted now counted in cells? */
static inline bool ind_row_filter_to_cells(const ind_row_filter *filter) {
    return filter->block == NULL || filter->block->pass != IND_PASS_FLOW;
}
/* What they mean for a cell. */
void ind_rows_incomplete(const ind_measure *measure, const ind_cells *cells, uint32_t cell, size_t term,
                         ind_outcome *out);
#define IND_ROW_INCOMPLETE_TERM(adds)                                                                                  \
    { "incomplete", IND_TERM_COUNT, adds, false }

/* ---- what follows from the parameters ---- */

/* Rules across them; and those of kinds that have no numerator to fold. */
ind_status ind_rows_check(const ind_measure *measure, ind_diag *diag);
ind_status ind_rows_check_one(const ind_measure *measure, ind_diag *diag);
bool ind_rows_follow(const ind_measure *measure);           /* ind_kind.follows */
ind_feed_rows ind_rows_feed(const ind_measure *measure);    /* ind_kind.feed, where entities are followed */
unsigned ind_rows_lack(const ind_measure *measure);         /* ind_kind.lacks */
bool ind_rows_chosen_by_period(const ind_measure *measure); /* ind_kind.chooses_by_period */
int32_t ind_rows_follow_up(const ind_measure *measure);     /* ind_kind.follow_up */
int64_t ind_rows_look_back(const ind_measure *measure);     /* ind_kind.look_back */
bool ind_rows_once_a_period(const ind_measure *measure);    /* once_per, in each period by itself */
bool ind_rows_fold(const ind_measure *measure);             /* once_per.take is any or all */
bool ind_rows_take_one(const ind_measure *measure);         /* once_per.take is first or last */
bool ind_rows_distinct(const ind_measure *measure);         /* the kind counts entities, not rows: "distinct" */
const ind_param *ind_rows_distinct_entity(const ind_measure *measure); /* NULL: the kind has none */
const ind_param *ind_rows_distinct_order(const ind_measure *measure);
const ind_expr *const *ind_rows_order(const ind_measure *measure); /* what is first and last; the day of the period */
/* Does EXPR, of the rows of FEED or NULL, read the period? */
bool ind_rows_read_period(const ind_measure *measure, unsigned feed, const ind_expr *expr);
/* Units are judged by themselves, then those that are alike in COLUMNS are taken as one: fold.h. */
const ind_param *ind_rows_folded_by(const ind_measure *measure); /* NULL: none are */
/* Steps that are in force: rows are counted as they are read; a unit's own day puts it in a period. */
bool ind_rows_read_one_by_one(const ind_measure *measure);
bool ind_rows_never(const ind_measure *measure); /* a step that the rows at hand do not have */
bool ind_rows_put_in_period(const ind_measure *measure);
/* Can DATE, an expression on rows of FEED or NULL, be unknown in a row that is read?  A required column is not. */
bool ind_date_may_be_unknown(const ind_measure *measure, unsigned feed, const ind_expr *date);

/* Data, period, units and what is counted in sentences; the same where that is a denominator. */
void ind_rows_say_counted(ind_words *words);
void ind_rows_say_chosen(ind_words *words, const char *path); /* the same where PATH chooses the rows */
void ind_rows_say(ind_words *words);
void ind_rows_say_units(ind_words *words);     /* what of several rows counts as one: shape_words.c */
void ind_rows_say_follow_up(ind_words *words); /* a section of its own, last */

#endif

/* counting.h - what kinds share that count: rows, different persons, or the sum of a whole number.
 *
 * Rows are counted as a share counts its denominator; a person is counted once in each period, in the stratum of the
 * first or the last of its rows that count (fold.h). */
#ifndef IND_COUNTING_H
#define IND_COUNTING_H

#include "kinds/common/share.h"
#include "kinds/rows/counting_interval.h"
#include "kinds/rows/fold.h"
#include "kinds/rows/row_persons.h"

/* Parameters, by their number in the table of the kind. */
typedef struct {
    size_t sum, missing, take;
} ind_counting_params;
/* "distinct.entity", "distinct.take", "distinct.order", "sum", "missing.sum", with what stands before the name. */
#define IND_COUNTING_ENTITY(before)                                                                                    \
    {                                                                                                                  \
        .path = before "distinct.entity", .type = IND_PARAM_COLUMNS, .with_parent = true, .scope = IND_SCOPE_ROW,      \
        .of_rows = true, .help = "who is counted, once in each period, instead of rows"                                \
    }
#define IND_COUNTING_TAKE(before)                                                                                      \
    {                                                                                                                  \
        .path = before "distinct.take", .type = IND_PARAM_CHOICE, .with_parent = true, .choices = "first|last",        \
        .help = "whose stratum: that of the first or the last row that counts in the period"                           \
    }
#define IND_COUNTING_ORDER(before)                                                                                     \
    {                                                                                                                  \
        .path = before "distinct.order", .type = IND_PARAM_DATE, .scope = IND_SCOPE_ROW, .of_rows = true,              \
        .help = "what is first and last, then the primary key; absent: period.date"                                    \
    }
#define IND_COUNTING_SUM(before)                                                                                       \
    {                                                                                                                  \
        .path = before "sum", .type = IND_PARAM_NUMERIC, .scope = IND_SCOPE_ROW,                                       \
        .help = "a whole number of each row, summed instead of counting rows"                                          \
    }
#define IND_COUNTING_MISSING                                                                                           \
    {                                                                                                                  \
        .path = "missing.sum", .type = IND_PARAM_CHOICE, .choices = "exclude|error",                                   \
        .help = "what an unknown number to be summed means: the row goes out, an error"                                \
    }

#define IND_COUNTED_METHOD_PARAM IND_INTERVAL_PARAM("poisson|dobson|sum|none")
#define IND_COUNTED_CLUSTER_PARAM IND_CLUSTER_PARAM("person: events of the same person belong together")

/* Terms that the cells begin with; and steps, the last of which is the kind's. */
enum { IND_COUNTED_N, IND_COUNTED_SUM, IND_COUNTED_INCOMPLETE, IND_COUNTED_PERSONS, IND_COUNTED_TERMS };
#define IND_COUNTED_TERMS_OF(adds)                                                                                     \
    [IND_COUNTED_N] = {"n", IND_TERM_COUNT, adds, false}, [IND_COUNTED_SUM] = {"sum", IND_TERM_COUNT, adds, false},    \
    [IND_COUNTED_INCOMPLETE] = IND_ROW_INCOMPLETE_TERM(adds),                                                          \
    [IND_COUNTED_PERSONS] = IND_ROW_PERSONS_TERM(adds)
enum { IND_COUNTED_UNKNOWN = IND_ROWS_STEPS, IND_COUNTED_PLACED };
#define IND_COUNTED_UNKNOWN_STEP                                                                                       \
    [IND_COUNTED_UNKNOWN] = {.step = "exclude unknown number",                                                         \
                             .effect = IND_STEP_OUT,                                                                   \
                             .path = "missing.sum",                                                                    \
                             .only = "exclude|error",                                                                  \
                             .facts = ind_counting_facts}
void ind_counting_facts(const void *state, size_t row, ind_trace *trace, ind_judgement *judgement);

/* A period that is none: what the flow counts once, whatever the periods. */
enum { IND_FLOW_CELLS = -1 };

/* Of rows whose numbers are summed, while they are read. */
typedef struct {
    int64_t rows, sum;
} ind_row_sum;

/* Begins with the filter, and is the state of such a kind, or its first member. */
typedef struct ind_counting {
    ind_row_filter filter;
    ind_row_fold fold;
    bool folds;            /* persons are counted */
    bool keeps_flow;       /* what is counted for the flow alone is in cells of IND_FLOW_CELLS too */
    size_t counted;        /* the step that what counts passes, after the kind's own steps */
    ind_leaf_table *table; /* of ind_row_counts or, with a sum, ind_row_sum, until they are settled */
    ind_eval *sum;
    const ind_vector *numbers; /* to be summed, of the batch */
    uint8_t *unknown, *counts; /* by row of the batch: its number is; it counts, as all that are left do */
    size_t capacity;
    /* NULL, or the kind's own steps: of the rows of a batch that have come that far (FOLDS: they are judged when it is
     * known which of a person's rows is taken); and of a person, by the unit that is taken. */
    void (*judge)(struct ind_counting *counting, const ind_vector *slots);
    bool (*judge_alike)(struct ind_counting *counting, const ind_alike *alike);
    /* Where rows of a person belong together in the interval, by row of the batch or, FOLDS, by unit: whose it is; and
     * its class, set by the kind (NULL: there are none). */
    ind_row_persons *persons; /* NULL: they do not */
    uint64_t *keys;
    size_t keys_capacity;
    const uint8_t *class;
    /* NULL, or what the kind adds to the cell of what counts: a row of the batch, or the unit of a person that is
     * taken. */
    void (*add)(struct ind_counting *counting, uint32_t cell, size_t unit);
} ind_counting;

/* STEPS, with COUNTED among them. */
void ind_counting_open(ind_counting *counting, const ind_kind_context *context, const ind_step_spec *steps,
                       size_t count, size_t counted, const ind_counting_params *params);
void ind_counting_close(ind_counting *counting); /* what it owns */
/* Rules across the parameters. */
ind_status ind_counting_check(const ind_measure *measure, const ind_counting_params *params, ind_diag *diag);
/* Says that numbers are unknown, where that is an error. */
ind_status ind_counting_finish(const ind_counting *counting, const ind_counting_params *params, ind_diag *diag);

/* Of ind_kind. */
void ind_counting_collect(void *state, const ind_vector *slots, size_t rows, int each);
void ind_counting_settle(void *state);
void ind_counting_reduce(void *state, const ind_events *feeds);
void ind_counting_merge(void *state, const void *other);

/* What is counted, in sentences; BEFORE stands before "distinct" and "sum". */
void ind_counting_say(ind_words *words, const char *before);

#endif

/* engine.h - what the files of this folder share: one run, from options to counted cells.
 *
 *   plan.c   which files, fields and look-ups the chosen measures need
 *   plan_identifiers.c  which identifiers are numbered, and when
 *   deliveries.c  what has been delivered, as a dataset tells, and whether the files agree
 *   intake.c  rows of earlier deliveries dropped, unreadable values counted
 *   absent.c  optional columns that are not there
 *   unreadable.c  ... and what follows from them
 *   outside.c  rows that no delivery covers
 *   load.c   how an input is read; the referenced tables
 *   inputs.c  all datasets, one after another or some at once
 *   scan.c   each dataset once, by several threads: batches to columns, columns to feeds and collectors
 *   feed.c   a feed of a row kind: its columns to the kind
 *   collector.c  what timeline kinds ask for: rows to events
 *   kept_rows.c  which rows those are
 *   follow.c events of all entities to the kinds, by several threads
 *   counter.c  what a thread counts, and how threads come together
 *   run.c    drives them
 *   max_cells.c  how many cells there will be
 *   overflows.c  arithmetic that left its range
 *   unplaced.c  rows whose period, group or person is unknown
 *   results.c  cells rolled up to the figures of a report
 *   cases.h  test cases of definitions: the same engine on small tables
 *   prove.h  do the cases prove the definition?  Coverage and mutation */
#ifndef IND_ENGINE_H
#define IND_ENGINE_H

#include "definition/catalogue_files.h"
#include "engine/collector.h"
#include "engine/lookup.h"
#include "engine/unreadable.h"
#include "indikator/run.h"
#include "kinds/kind.h"

#include <stdatomic.h>

typedef struct ind_job ind_job;

/* A column that some feed of a dataset asks for. */
typedef struct {
    int foreign_key; /* -1: own */
    uint32_t field;
    ind_type type;
    ind_dict *dict;
    bool late;     /* an identifier whose texts wait until rows have been chosen */
    bool numbered; /* then it is numbered in those that are kept */
    atomic_size_t sampled, sampled_shaped, sampled_valid; /* see person_numbers.c */
} ind_scan_column;

/* One dataset of the run. */
typedef struct ind_input {
    const ind_dataset *dataset;
    ind_input_file *files;
    size_t file_count, file_capacity;
    ind_file_report *reports; /* one a file */
    ind_findings *misses;     /* one a file: look-ups without a row */
    bool is_reference, is_scanned, is_read;
    bool is_sized; /* all files are regular ones, of BYTES together */
    uint64_t bytes;
    ind_arena *arena;               /* of what is made while it is read beside others; NULL: it is not */
    ind_dict **dicts;               /* by field: NULL for other types than text and list; BORROWED from the run */
    const ind_codelist **codelists; /* by field */
    bool *wanted_fields;            /* by field */
    ind_unreadable unreadable;      /* what could not be read of it */
    bool *filled; /* by field: what it holds is to be flagged: a default beside values, a contradiction; NULL: none */
    bool *said_absent;        /* by field; NULL: none */
    bool *said_unreadable;    /* by field: there is a message about it; NULL: none */
    ind_reference table;      /* if it is referenced */
    ind_scan_column *columns; /* if it is scanned */
    size_t column_count, column_capacity;
    ind_lookup **lookups; /* by foreign key, those in use */
    ind_collector **collectors;
    size_t collector_count, collector_capacity;
} ind_input;

/* What one thread counts of one measure. */
typedef struct {
    ind_strata *strata;
    ind_cells *cells;
    ind_flow flow;
    ind_kind_context context;
    void *state;
} ind_counter;

/* What a feed of a measure reads of its dataset. */
typedef struct ind_feed_plan {
    ind_job *job;
    unsigned number;
    ind_input *input;
    uint32_t *column; /* feed's column -> input's column */
    uint32_t *tie;    /* input's columns of the primary key */
    size_t tie_count;
    uint32_t *slot_column;        /* slot of the row scope -> input's column; IND_NOT_SHARED: none */
    ind_collector *collector;     /* of timeline kinds */
    struct ind_feed_plan *strata; /* row kinds: of an earlier measure that has the same strata of the same rows; NULL */
} ind_feed_plan;

/* One feed of a row kind in one thread, while its dataset is scanned. */
typedef struct {
    const ind_feed_plan *plan;
    ind_counter *counter;
    ind_vector *slots; /* of the row scope */
} ind_feed_scan;

/* Arithmetic of a clause that left its range. */
typedef struct {
    const char *clause; /* JSON pointer: "/index/exclude/0/where" */
    uint64_t count;
} ind_clause_overflow;

/* What is known of the rows of a measure as a whole, beside its figures. */
typedef struct {
    const char *rule;
    ind_str group; /* empty: of none */
    int64_t count, of;
} ind_job_finding;

/* One measure of the run. */
struct ind_job {
    const ind_measure *measure;
    const ind_kind *kind;
    const char *reason; /* NULL: to be computed */
    bool skipped;       /* for that reason; nothing is missing, for it was not to be computed */
    ind_calendar calendar;
    ind_areas areas;
    bool *splits;        /* of the measure's "by": which are shown */
    ind_counter counter; /* of the first thread, then of all */
    ind_feed_plan feeds[IND_MAX_FEEDS];
    bool followed; /* timeline kinds: the entities have been followed */
    ind_clause_overflow *overflows;
    size_t overflow_count, overflow_capacity;
    ind_job_finding *findings;
    size_t finding_count, finding_capacity;
    int64_t no_entity, no_day; /* rows of its first feed that were not followed: nobody, or no day, is known */
    unsigned flags;            /* of the measure as a whole */
    ind_unread *unread;        /* suppliers and years with values that could not be read */
    size_t unread_count, unread_capacity;
};

typedef struct {
    const ind_dataset *dataset;
    uint32_t field;
    ind_dict *dict;
} ind_domain;

/* Somebody looks at the rows of an input instead of counting them: see explain.h. */
typedef struct {
    void *context;
    void (*begin)(void *context); /* forget what was seen */
    void (*batch)(void *context, const ind_input *input, const ind_batch *batch,
                  const ind_vector *columns); /* those of the input */
    void (*note)(void *context, const ind_record_note *note);
} ind_watch;

struct ind_run {
    const ind_watch *watch; /* NULL: rows are counted */
    ind_trace *trace;       /* NULL, or of all counters */
    ind_arena *arena;
    ind_catalogue *catalogue;
    const ind_run_options *options;
    ind_diag *diag;
    int32_t from, to;  /* days of the run */
    ind_input *inputs; /* in order of dataset name */
    size_t input_count, input_capacity;
    ind_job *jobs; /* in order of id */
    size_t job_count;
    ind_deliveries *deliveries;
    ind_area_tree *areas; /* which supplier lies where */
    ind_domain *domains;  /* dictionaries of text columns; foreign keys share their target's */
    size_t domain_count, domain_capacity;
    bool contradicted; /* a figure hangs on data that contradict each other */
    uint64_t bytes_total, bytes_done;
    ind_run *whole; /* of which this is a copy that reads one input beside others; NULL: it is no copy */
    unsigned threads;
};

/* plan.c */
ind_status ind_plan_inputs(ind_run *run);
void ind_plan_jobs(ind_run *run, const ind_measure *const *measures, size_t count);
ind_status ind_plan_period(ind_run *run);
/* nearest_group.c.  Of NAMES ("lan,komun") the first that is a group of none of JOBS but near to one; false: none. */
bool ind_nearest_group(const ind_job *jobs, size_t count, const char *names, ind_str *name, ind_str *group);
void ind_plan_columns(ind_run *run);
void ind_plan_identifiers(ind_run *run);                 /* plan_identifiers.c; part of ind_plan_columns */
ind_input *ind_run_input(ind_run *run, ind_str dataset); /* NULL: not given */
ind_dict *ind_run_dict(ind_run *run, const ind_dataset *dataset, uint32_t field);

/* deliveries.c */
/* The input that tells of deliveries; NULL: none does. */
ind_input *ind_deliveries_input(ind_run *run);
ind_status ind_load_deliveries(ind_run *run);
void ind_deliveries_judge(ind_run *run);            /* gaps, missing suppliers, overlaps: as messages */
ind_status ind_deliveries_count_rows(ind_run *run); /* IND_E_DATA: a file has not as many rows as were delivered */
bool ind_delivered_in(const ind_input_file *file, ind_str name); /* is that the name of the file? */

/* load.c */
ind_status ind_load_references(ind_run *run);
/* What is read of an input, and who gets it. */
typedef struct {
    const uint32_t *wanted; /* fields, ascending */
    const bool *late;       /* of each: see table.h; NULL: none */
    size_t wanted_count;
    void (*begin)(void *context); /* of the first thread */
    void (*batch)(void *context, const ind_batch *batch);
    void *context;                   /* of the first thread */
    const ind_table_thread *threads; /* further ones */
    size_t thread_count;
} ind_input_request;
ind_status ind_input_read(ind_run *run, ind_input *input, const ind_input_request *what);

/* inputs.c: all that is to be scanned, and how large it is */
void ind_inputs_size(ind_run *run);
ind_status ind_inputs_scan(ind_run *run);

/* max_cells.c: IND_E_USAGE where the report would have more cells than options->max_cells; by what is known without the
 * data, and by what is known with them */
ind_status ind_max_cells_plan(const ind_run *run);
ind_status ind_max_cells_read(const ind_run *run);

/* person_numbers.c: are identifiers personal identity numbers? */
/* Texts of an identifier that gets no number, with the lines that they stand on. */
void ind_person_numbers_sample(ind_scan_column *column, const ind_str *texts, const uint64_t *lines, size_t count);
/* When all is read; IND_E_DATA, unless they are allowed. */
ind_status ind_person_numbers_judge(ind_run *run);

/* scan.c */
ind_status ind_scan_input(ind_run *run, ind_input *input);

/* feed.c: a feed of a row kind in one thread */
ind_feed_scan *ind_feed_open(const ind_feed_plan *plan, ind_counter *counter);
void ind_feed_free(ind_feed_scan *feed); /* NULL is fine */
/* One batch: COLUMNS are those of the input. */
void ind_feed_take(ind_feed_scan *feed, const ind_vector *columns, size_t count);

/* follow.c: the entities of measures whose datasets have been scanned; ALONE not NULL: of those that read only it */
void ind_follow_entities(ind_run *run, const ind_input *alone);

/* Which rows of one split, or of one grain, are part of which of another. */
typedef struct {
    const ind_grouping *from, *to; /* splits */
    int from_grain, to_grain;      /* of one split; -1: in each period */
    const uint32_t *rows;          /* pairs: the part, and what it is part of; see roll_up.h for hidden ones */
    size_t count;
} ind_level_link;

/* Who gets the cells of a measure.  What it gets is BORROWED for the call. */
typedef struct {
    void *context;
    void (*cell)(void *context, const ind_cell_result *result); /* in the order of the report */
    /* NULL, or called after each cell with what was counted in it; UINT32_MAX: nothing was */
    void (*terms)(void *context, const ind_cells *cells, uint32_t cell);
    /* NULL, or what was counted and is not shown: period, split and groups */
    void (*hidden)(void *context, const ind_cell_result *result, const ind_cells *cells, uint32_t cell);
    void (*link)(void *context, const ind_level_link *link); /* NULL, or called at the end */
} ind_result_taker;

/* results.c: the figures of a measure. */
void ind_run_give(ind_run *run, size_t index, const ind_result_taker *to);
/* The cells alone. */
void ind_run_results(ind_run *run, size_t index, void (*each)(void *context, const ind_cell_result *result),
                     void *context);

/* counter.c: what is counted of a measure, in one thread and of all together */
/* SHARED: of the scan that the rows come from; NULL: entities are followed. */
void ind_counter_open(ind_run *run, ind_job *job, ind_counter *counter, ind_shared *shared);
/* Take the strata of LIKE, which gets the same rows before COUNTER does; both are open. */
void ind_counter_share_strata(ind_counter *counter, const ind_counter *like);
/* All rows of the thread have been collected. */
void ind_counter_settle(const ind_job *job, ind_counter *counter);
void ind_counter_close(const ind_job *job, ind_counter *counter);
void ind_counter_merge(const ind_job *job, ind_counter *to, ind_counter *from);

/* unreadable.c: the limit for what could not be read, when all has been read; and a cell: has too much of what it rests
 * on not been read?  NUMERATOR: its own; below 0: it has none. */
void ind_unreadable_judge(ind_run *run);
bool ind_unreadable_cell(const ind_job *job, ind_str area, int32_t from, int32_t to, double numerator);

/* outside.c: rows of years of which their supplier has delivered nothing */
void ind_outside_judge(ind_run *run);

/* absent.c: optional columns that are read and not there; IND_E_DATA: a default beside values */
ind_status ind_absent_judge(ind_run *run);

/* overflows.c: arithmetic of the measures that left its range; SAY counts it by clause, and warns.  FORGET counts from
 * zero, as INPUT (NULL: everything) is read from its beginning. */
void ind_overflows_forget(const ind_run *run, const ind_input *input);
/* ids_alike.c: identifiers that are perhaps two writings of one; after all is read, as findings. */
void ind_ids_alike_find(ind_run *run);
void ind_overflows_say(ind_run *run, ind_job *job);

/* unplaced.c: rows that are in no period, in no group or of nobody; TAKE: those that are not followed, when all is
 * collected; SAY: all of them, as findings of the measure and as messages */
void ind_unplaced_take(ind_job *job);
void ind_unplaced_say(ind_run *run, ind_job *job);

/* catalogue.c: load a definition with values laid over it ("set" of a test case; may be NULL) */
ind_status ind_measure_load_with(ind_catalogue *catalogue, const char *path, const ind_json *set, ind_diag *diag,
                                 ind_measure **out);

/* cases.c: a test file without running it */
ind_status ind_cases_check(ind_catalogue *catalogue, const char *path, ind_diag *diag);

#endif

/* run_state.h - one run, from options to counted cells: what all rooms of the engine work on.
 *
 *   a run -> its inputs (files of a dataset, their columns) and its jobs (a measure: feeds, counters, findings) */
#ifndef IND_RUN_STATE_H
#define IND_RUN_STATE_H

#include "data/tables/lookup.h"
#include "definition/ways.h"
#include "engine/state/unreadable_count.h"
#include "indikator/run.h"
#include "kinds/common/of_period.h"

#include <stdatomic.h>

typedef struct ind_job ind_job;
typedef struct ind_collector ind_collector;   /* see collect/collector.h */
typedef struct ind_ids_sample ind_ids_sample; /* see judge/judge_data.h */

#define IND_NO_FIELD UINT32_MAX

/* A column that somebody asks for of the rows of a dataset: of its file, derived of others, or of the row that a
 * look-up finds.  In a list, those that are made stand behind what they are made of. */
typedef struct {
    int foreign_key; /* -1: own */
    uint32_t field;  /* own, or of the file of the row found; IND_NO_FIELD: that is made itself */
    uint32_t of;     /* by look-up: number of the column among those that the target keeps */
    ind_type type;
    ind_dict *dict;
    const ind_derived *derived; /* NULL: it is not */
    const uint32_t *slots;      /* of the derived one: columns of the same list */
    uint32_t order;             /* of a table: it is made after those with a lesser one, be they of other tables */
    bool late;                  /* an identifier whose texts wait until rows have been chosen */
    bool numbered;              /* then it is numbered in those that are kept */
    atomic_size_t sampled, sampled_shaped, sampled_valid; /* see person_numbers.c */
    ind_ids_sample *ids; /* of an identifier that gets no number, or late; NULL: none */
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
    bool *wanted_fields;            /* by field; none that is derived */
    bool *looked_up;                /* by foreign key: some row asks for the one found */
    ind_unreadable unreadable;      /* what could not be read of it */
    bool *filled; /* by field: what it holds is to be flagged: a default beside values, a contradiction; NULL: none */
    bool *said_absent;     /* by field; NULL: none */
    bool *said_unreadable; /* by field: there is a message about it; NULL: none */
    bool *said_open;       /* by field: the same of ends that are empty; NULL: none */
    ind_reference table;   /* if it is referenced */
    ind_scan_column *kept; /* that somebody asks of its rows, once they are found */
    size_t kept_count, kept_capacity;
    uint32_t *kept_at;        /* of each: column of the table */
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
    ind_period_column *found; /* OWNED; of the context */
    uint8_t *listed;          /* OWNED, by leaf and period: has a cell, be it empty */
    size_t listed_room;
    void *state;
} ind_counter;

/* Where a column that is looked up in each period is found. */
typedef struct {
    bool is_found; /* else the column has nothing to do with periods */
    uint32_t foreign_key;
    uint32_t of; /* of those that the target keeps */
} ind_feed_found;

/* What a feed of a measure reads of its dataset. */
typedef struct ind_feed_plan {
    ind_job *job;
    unsigned number;
    ind_input *input;
    uint32_t *column; /* feed's column -> input's column; of one that is looked up in each period: that of its key */
    uint32_t *tie;    /* input's columns of the primary key */
    size_t tie_count;
    uint32_t *slot_column;        /* slot of the row scope -> input's column; IND_NOT_SHARED: none */
    ind_feed_found *of_period;    /* by feed's column; NULL: none */
    ind_collector *collector;     /* of timeline kinds */
    struct ind_feed_plan *strata; /* row kinds: of an earlier measure that has the same strata of the same rows; NULL */
} ind_feed_plan;

/* One feed of a row kind in one thread, while its dataset is scanned. */
typedef struct {
    const ind_feed_plan *plan;
    ind_counter *counter;
    bool by_month;            /* see ind_feed_counts_by_month */
    ind_vector *slots;        /* of the row scope */
    ind_period_column *found; /* OWNED, by column of the feed; NULL: none */
    ind_of_period of_period;
    const ind_vector *columns; /* of the input, of the batch at hand */
} ind_feed_scan;

/* Arithmetic of a clause that left its range. */
typedef struct {
    const char *clause; /* JSON pointer: "/index/exclude/0/where" */
    uint64_t count;
} ind_clause_overflow;

/* What is known of the rows of a measure as a whole, beside its figures. */
typedef struct {
    const char *rule;
    ind_str group;   /* empty: of none */
    ind_str dataset; /* empty: the rows that are counted */
    int64_t count, of;
} ind_job_finding;

/* Rows of a feed that were not followed. */
typedef struct {
    int64_t rows, no_entity, no_day; /* nobody, or no day, is known of them */
    int64_t kept;                    /* those that are followed */
    int64_t alone; /* of a rule about another dataset: how many entities there are, if not one has a row there */
} ind_unplaced;

/* One measure of the run. */
struct ind_job {
    const ind_measure *measure;
    const ind_kind *kind;
    const char *reason;    /* NULL: to be computed */
    bool adds_months;      /* see ind_kind_adds_months */
    bool adds_groups;      /* else a cell is that of the rows with just its groups, never a sum */
    bool groups_by_period; /* a row is in other groups in other periods: values are listed where they were seen */
    bool open;             /* for that reason; no rule is known for it */
    bool skipped;          /* for that reason; nothing is missing, for it was not to be computed */
    ind_calendar calendar;
    ind_areas areas;
    bool *splits;        /* of the measure's "by": which are shown */
    ind_counter counter; /* of the first thread, then of all */
    ind_counter beside;  /* the same of the rows that are counted beside; they join the others in the end */
    ind_feed_plan feeds[IND_MAX_FEEDS];
    bool followed; /* timeline kinds: the entities have been followed */
    ind_clause_overflow *overflows;
    size_t overflow_count, overflow_capacity;
    ind_job_finding *findings;
    size_t finding_count, finding_capacity;
    ind_unplaced unplaced[IND_MAX_FEEDS]; /* of the first feed, of those of events and of relations */
    unsigned flags;                       /* of the measure as a whole */
    ind_unread *unread;                   /* suppliers and years with values that could not be read */
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

/* A comment on a figure; texts live in the dictionaries of its dataset. */
typedef struct {
    ind_str measure, area, period, author, text; /* AREA empty: all */
    int32_t date;
} ind_comment;

struct ind_run {
    const ind_watch *watch; /* NULL: rows are counted */
    ind_trace *trace;       /* NULL, or of all counters */
    ind_arena *arena;
    ind_catalogue *catalogue;
    const ind_run_options *options;
    ind_diag *diag;
    int32_t from, to;  /* days asked for; a measure may read more: see its calendar */
    ind_input *inputs; /* in order of dataset name */
    size_t input_count, input_capacity;
    ind_job *jobs; /* in order of id */
    size_t job_count;
    ind_deliveries *deliveries;
    ind_area_tree *areas;  /* which supplier lies where */
    ind_comment *comments; /* in order of measure, period, area and day */
    size_t comment_count, comment_capacity;
    ind_domain *domains; /* dictionaries of text columns; foreign keys share their target's */
    size_t domain_count, domain_capacity;
    uint32_t made_count; /* columns of tables that are made */
    bool contradicted;   /* a figure hangs on data that contradict each other */
    uint64_t bytes_total, bytes_done;
    ind_run *whole; /* of which this is a copy that reads one input beside others; NULL: it is no copy */
    unsigned threads;
};

/* The column of TARGET's table that it keeps as NUMBER. */
static inline const ind_vector *ind_kept_column(const ind_input *target, uint32_t number) {
    return &target->table.columns[target->kept_at[number]];
}

/* Are rows of the feed, which are counted as they are read, counted in the month of their day?  Else in every period
 * that they are in. */
bool ind_feed_counts_by_month(const ind_feed_plan *plan);
ind_input *ind_run_input(ind_run *run, ind_str dataset); /* NULL: not given */
void ind_job_find(ind_run *run, ind_job *job, ind_job_finding finding);
/* The dictionary of a text column, which foreign keys share with what they point at. */
ind_dict *ind_run_dict(ind_run *run, const ind_dataset *dataset, uint32_t field);

/* open_catalogue.c: load a definition with values laid over it ("set" of a test case; may be NULL) */
ind_status ind_measure_load_with(ind_catalogue *catalogue, const char *path, const ind_json *set, ind_leave leave,
                                 ind_diag *diag, ind_measure **out);

#endif

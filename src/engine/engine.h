/* engine.h - what the files of this folder share: one run, from options to counted cells.
 *
 *   plan.c   which files, fields and look-ups the chosen measures need
 *   load.c   "leveranser" and the referenced tables
 *   scan.c   each dataset once: batches to columns, columns to the feeds of the measures
 *   run.c    drives them
 *   results.c  cells rolled up to the figures of a report
 *   cases.c  test cases of definitions: the same engine on small tables */
#ifndef IND_ENGINE_H
#define IND_ENGINE_H

#include "definition/catalogue.h"
#include "engine/lookup.h"
#include "indikator/run.h"
#include "kinds/kind.h"

typedef struct ind_job ind_job;

/* A column that some feed of a dataset asks for. */
typedef struct {
    int foreign_key; /* -1: own */
    uint32_t field;
    ind_type type;
    ind_dict *dict;
    ind_vector looked_up; /* OWNED values of the batch, where it comes by a look-up */
} ind_scan_column;

/* One dataset of the run. */
typedef struct ind_input {
    const ind_dataset *dataset;
    ind_input_file *files;
    size_t file_count, file_capacity;
    ind_file_report *reports; /* one a file */
    ind_findings *misses;     /* one a file: look-ups without a row */
    bool is_reference, is_scanned, is_read;
    ind_dict **dicts; /* by field: NULL for other types than text and list; BORROWED from the run */
    const ind_codelist **codelists; /* by field */
    bool *wanted_fields;            /* by field */
    ind_reference table;            /* if it is referenced */
    ind_scan_column *columns;       /* if it is scanned */
    size_t column_count, column_capacity;
    ind_lookup **lookups; /* by foreign key, those in use */
    int64_t *rows;        /* of the batch, by a look-up */
} ind_input;

/* One feed of one job, while its dataset is scanned. */
typedef struct {
    ind_job *job;
    unsigned number;
    ind_input *input;
    uint32_t *column;   /* feed's column -> input's column */
    ind_vector *slots;  /* of the row scope */
    ind_eval *where, *roles[IND_MAX_ROLES], **entity;
    size_t entity_count;
    ind_dict *entities; /* of entities of several columns */
    ind_timeline *timeline;
    ind_vector *event; /* columns of the timeline, for a batch */
    size_t event_columns;
    int role_column[IND_MAX_ROLES]; /* of the timeline; -1: not given */
    size_t first_column;            /* of the feed, in the timeline */
    uint32_t *tie;                  /* input's columns of the primary key */
    size_t tie_count;
    ind_vector entity_codes;
    uint8_t *keep;
} ind_feed_scan;

/* One measure of the run. */
struct ind_job {
    const ind_measure *measure;
    const ind_kind *kind;
    const char *reason; /* NULL: to be computed */
    ind_calendar calendar;
    ind_areas areas;
    bool *splits; /* of the measure's "by": which are shown */
    ind_strata *strata;
    ind_cells *cells;
    ind_flow flow;
    ind_kind_context context;
    void *state;
    ind_feed_scan feeds[IND_MAX_FEEDS];
};

typedef struct {
    const ind_dataset *dataset;
    uint32_t field;
    ind_dict *dict;
} ind_domain;

struct ind_run {
    ind_arena *arena;
    ind_catalogue *catalogue;
    const ind_run_options *options;
    ind_diag *diag;
    int32_t from, to; /* days of the run */
    ind_input *inputs; /* in order of dataset name */
    size_t input_count, input_capacity;
    ind_job *jobs; /* in order of id */
    size_t job_count;
    ind_deliveries *deliveries;
    ind_domain *domains; /* dictionaries of text columns; foreign keys share their target's */
    size_t domain_count, domain_capacity;
    uint64_t bytes_total, bytes_done;
};

/* plan.c */
ind_status ind_plan_inputs(ind_run *run);
void ind_plan_jobs(ind_run *run, const ind_measure *const *measures, size_t count);
ind_status ind_plan_period(ind_run *run);
void ind_plan_columns(ind_run *run);
ind_input *ind_run_input(ind_run *run, ind_str dataset); /* NULL: not given */
ind_dict *ind_run_dict(ind_run *run, const ind_dataset *dataset, uint32_t field);

/* load.c */
ind_status ind_load_deliveries(ind_run *run);
ind_status ind_load_references(ind_run *run);
/* Read the files of an input; WANTED fields in ascending order are delivered. */
ind_status ind_input_read(ind_run *run, ind_input *input, const uint32_t *wanted, size_t count, void (*begin)(void *),
                          void (*batch)(void *, const ind_batch *), void *context);

/* scan.c */
ind_status ind_scan_input(ind_run *run, ind_input *input);
void ind_feed_scan_free(ind_feed_scan *feed);

/* catalogue.c: load a definition with values laid over it ("set" of a test case; may be NULL) */
ind_status ind_measure_load_with(ind_catalogue *catalogue, const char *path, const ind_json *set, ind_diag *diag,
                                 ind_measure **out);

/* cases.c: a test file without running it */
ind_status ind_cases_check(ind_catalogue *catalogue, const char *path, ind_diag *diag);

/* run.c */
void ind_job_restart(ind_run *run, ind_job *job); /* forget what was counted, begin anew */

#endif

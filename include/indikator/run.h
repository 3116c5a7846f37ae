/* run.h - compute measures over CSV files.
 *
 *   ind_run_new -> ind_run_report -> ind_run_free
 *
 * All data are read in ind_run_new; ind_run_report makes the figures, as data that outlive the run. */
#ifndef INDIKATOR_RUN_H
#define INDIKATOR_RUN_H

#include "indikator/api.h"
#include "indikator/catalogue.h"
#include "indikator/figures.h"

IND_API_BEGIN

typedef struct {
    const char *dataset;
    const char *path; /* "-": standard input */
    ind_str content;  /* data not NULL: the bytes of the file; PATH is then only its name */
} ind_data_file;

/* How the files of a dataset are written, where the user says so; NULL, 0 or -1: from the schema, else detected. */
typedef struct {
    const char *dataset;       /* NULL: every dataset */
    const char *encoding;      /* "utf-8", "windows-1252", "utf-16" */
    char separator;            /* ';' ',' tab */
    char decimal;              /* ',' '.' */
    int preamble_rows;         /* physical lines before the header; -1: not given */
    const char *const *footer; /* a record whose first field begins with one of these is no data */
    size_t footer_count;
    const char *const *ends_at; /* from such a record on nothing is data */
    size_t ends_at_count;
} ind_data_dialect;

typedef struct {
    const ind_data_file *files;
    size_t file_count;
    const ind_data_dialect *dialects;
    size_t dialect_count;
    const char *period;        /* "2024", "2024-Q1", "2023-01..2024-12"; NULL: whole months in "leveranser" */
    bool open_period;          /* also the periods that its last day lies in, with what has been delivered of them */
    const char *const *grains; /* "month" ...: of the grains that a definition has; none: all of them */
    size_t grain_count;
    const char *const *splits; /* "lan,kon" ...: of the splits that a definition has; "" is the total; none: all */
    size_t split_count;
    const char *const *areas; /* kommun or county codes; none: those in "leveranser", else in the data */
    size_t area_count;
    const char *const
        *compare; /* "year_before" ...: of measures that do not say it themselves; "none": of no measure */
    size_t compare_count;
    const char *complete_until; /* "YYYY-MM-DD": how far the data reach; NULL: "leveranser" tells */
    double max_rejected;        /* percent of the records of a file or supplier */
    bool max_rejected_given;    /* by the user: it stands over what the schemas say */
    bool skip_key_check;
    bool require_all;          /* a measure that is not computed is IND_E_DATA */
    bool allow_person_numbers; /* personal identity numbers in place of pseudonyms are read, with a warning */
    bool accept_shrinkage;     /* a later delivery may remove more than a fifth of an earlier one's records */
    bool reference_lane;       /* all CSV text through libcsv; never changes a figure */
    unsigned threads;          /* 0: as many as the process has cores; never changes a figure */
    /* Bytes of memory that the process may use from ind_run_new to ind_run_free; 0: no limit.  Where it would use
     * more, the handler of ind_set_out_of_memory is called. */
    uint64_t memory_limit;
    uint64_t max_cells; /* of the report: more are IND_E_USAGE, where it can be told before the data are read; 0: any */
    /* Bytes; may be NULL.  Called by any thread, one at a time. */
    void (*progress)(void *context, uint64_t done, uint64_t total);
    void *progress_context;
} ind_run_options;

typedef struct ind_run ind_run;

/* Read the data and count.  MEASURES, and OPTIONS with all it points to, are BORROWED for the life of the run.
 * IND_OK, or IND_FINDINGS if some measure was not computed: *OUT is OWNED by the caller.  On any
 * other status *OUT is NULL.  IND_E_USAGE: period, area, grain, data of an unknown dataset, no word on how far the data
 * reach.  IND_E_DATA: the data break their contract.  IND_E_SYSTEM: a file cannot be read. */
ind_status ind_run_new(ind_catalogue *catalogue, const ind_measure *const *measures, size_t measure_count,
                       const ind_run_options *options, ind_diag *diag, ind_run **out);
void ind_run_free(ind_run *run); /* NULL is fine */

size_t ind_run_count(const ind_run *run);
const ind_measure *ind_run_measure(const ind_run *run, size_t index);
const char *ind_run_reason(const ind_run *run, size_t index); /* NULL: computed */
/* All measures of the run with their figures; OWNED by the caller (ind_report_free). */
ind_report *ind_run_report(ind_run *run);
/* The same with the terms behind the cells, the cells that are not shown, and what is part of what. */
ind_report *ind_run_report_with_terms(ind_run *run);

IND_API_END

#endif

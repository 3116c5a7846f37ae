/* load.h - how an input is read: files to batches, the tables that others point at, and what has been delivered. */
#ifndef IND_LOAD_H
#define IND_LOAD_H

#include "engine/state/run_state.h"

/* references.c: the tables that others point at, look-ups into them, and what is made of their rows */
ind_status ind_load_references(ind_run *run);
/* What is said of a row that look-up NUMBER of DATASET finds nothing for: "'NAME' FAULT". */
void ind_lookup_words(ind_arena *arena, const ind_dataset *dataset, int number, const char **name, const char **fault);
/* What is read of an input, and who gets it. */
typedef struct {
    const uint32_t *wanted; /* fields, ascending */
    const bool *late;       /* of each: see unnumbered in read_table.h; NULL: none */
    size_t wanted_count;
    void (*begin)(void *context); /* of the first thread */
    void (*batch)(void *context, const ind_batch *batch);
    void *context;                   /* of the first thread */
    const ind_table_thread *threads; /* further ones */
    size_t thread_count;
} ind_input_request;
ind_status ind_input_read(ind_run *run, ind_input *input, const ind_input_request *what);
/* Percent of the records of a file or supplier that may be rejected: the user's, else the schema's, else the usual. */
double ind_input_max_rejected(const ind_run *run, const ind_dataset *dataset);

/* load_comments.c: comments on figures, as a dataset has them; those that are on nothing are said and left out */
ind_status ind_load_comments(ind_run *run);

/* ---- deliveries, as a dataset tells of them ---- */

/* The input that tells of deliveries; NULL: none does. */
ind_input *ind_deliveries_input(ind_run *run);
ind_status ind_load_deliveries(ind_run *run);
void ind_deliveries_judge(ind_run *run);            /* gaps, missing suppliers, overlaps: as messages */
ind_status ind_deliveries_count_rows(ind_run *run); /* IND_E_DATA: a file has not as many rows as were delivered */
bool ind_delivered_in(const ind_input_file *file, ind_str name); /* is that the name of the file? */

#endif

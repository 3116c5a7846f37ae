/* explain.h - what the files about single rows and entities share.
 *
 *   explain.c        from the question to the trace that answers it
 *   explain_ask.c    which rows and entities are asked about
 *   explain_entities.c  what both passes do
 *   explain_find.c   one pass: entities numbered, those that are asked about chosen
 *   explain_take.c   one pass: the rows of the chosen, with what was noticed of them
 *
 * A row kind needs the last pass only. */
#ifndef IND_ENGINE_EXPLAIN_H
#define IND_ENGINE_EXPLAIN_H

#include "engine/engine.h"
#include "indikator/explain.h"

/* Lines of one file that are asked about. */
typedef struct {
    const ind_explain_rows *asked;
    const ind_input *input;
    uint32_t file;
    bool found;      /* some record starts there */
    uint64_t before; /* the greatest line before FROM that a record starts on; 0: none */
} ind_asked_rows;

/* A finding on a record; ROW: of the trace, UINT32_MAX: of a record that never became data. */
typedef struct {
    ind_record_note note;
    const ind_input *input;
    uint32_t row;
} ind_explain_note;

/* Rows of a feed, whole, as columns of its input. */
typedef struct {
    ind_vector *columns; /* OWNED values */
    int64_t *places;     /* rows of the trace */
    size_t rows, capacity;
} ind_explain_table;

/* A row, or an entity with all its rows. */
typedef struct {
    uint64_t entity; /* 0: a row kind, or nobody's row */
} ind_subject;

struct ind_explanation {
    ind_run *run;
    ind_job *job;
    const ind_explain_subjects *asked;
    ind_asked_rows *targets;
    size_t target_count;
    bool follows;
    ind_dict *numbers; /* OWNED; of entities, by their text */
    ind_dict *texts;   /* OWNED; entities of targets that are not rows of the first feed */
    bool *chosen;      /* OWNED; by number */
    size_t chosen_capacity;
    ind_eval **entity[IND_MAX_FEEDS]; /* OWNED */
    ind_explain_table tables[IND_MAX_FEEDS];
    ind_trace trace;
    ind_watch watch;
    size_t rows_before, subjects_before; /* the pass under way */
    const ind_input *reading;            /* of the pass under way; else NULL */
    ind_explain_note *notes;             /* OWNED; of rows and of lost records */
    size_t note_count, note_capacity;
    ind_explain_note *pending; /* OWNED; of the batch under way */
    size_t pending_count, pending_capacity;
    ind_subject *subjects;
    size_t subject_count, subject_capacity;
    uint32_t *subject_of; /* OWNED; by number of the entity: place in SUBJECTS + 1 */
};

/* explain_ask.c */
ind_status ind_explain_ask(ind_explanation *e);            /* once the files are known */
ind_status ind_explain_ask_entities(ind_explanation *e);   /* once they are numbered */
ind_status ind_explain_answered(const ind_explanation *e); /* once the rows have been read: were they there? */
/* The target that LINE of the file belongs to, or NULL; the lines before targets are remembered. */
ind_asked_rows *ind_explain_target(ind_explanation *e, const ind_input *input, uint32_t file, uint64_t line);

/* explain_find.c */
void ind_explain_open_entities(ind_explanation *e);
void ind_explain_close_entities(ind_explanation *e);
/* Text of the entity of each of COUNT rows in feed FEED, given to EACH; data NULL: unknown. */
void ind_explain_entities_of(ind_explanation *e, unsigned feed, const ind_vector *columns, size_t count,
                             void (*each)(void *context, size_t row, ind_str text), void *context);
ind_status ind_explain_find(ind_explanation *e);

/* explain_take.c */
ind_status ind_explain_take(ind_explanation *e);
/* One reading of an input. */
ind_status ind_explain_read(ind_explanation *e, ind_input *input);
void ind_explain_set_slots(const ind_explanation *e, unsigned feed, const ind_vector *columns, ind_vector *slots);

#endif

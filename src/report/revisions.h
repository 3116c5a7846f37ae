/* revisions.h - two reports side by side, measure by measure.
 *
 *   revisions.c        which figures differ, and in what way
 *   revisions_why.c    what else differs: files, definitions, codelists
 *   revisions_text.c, revisions_json.c, revisions_markdown.c   the same, to be read
 *   history.c          one measure through many reports */
#ifndef IND_REPORT_REVISIONS_H
#define IND_REPORT_REVISIONS_H

#include "base/json_text.h"
#include "indikator/revisions.h"
#include "report/figures.h"

typedef enum {
    REVISION_NONE,
    REVISION_REVISED,    /* it was final, and is another one */
    REVISION_COMPLETED,  /* it was preliminary or lacked data, and is another one */
    REVISION_NEW_PERIOD, /* the old report is not about its days */
    REVISION_NEW,
    REVISION_GONE,
    REVISIONS
} revision_kind;
const char *revision_name(revision_kind kind); /* "revised" */

typedef struct {
    const ind_figure *before, *after; /* NULL: not there */
    revision_kind kind;
    double change; /* NaN: there are not two values */
    bool outside;  /* the new value is outside the old interval */
} revision;

typedef struct {
    const ind_report_measure *before, *after; /* NULL: the report does not have it */
    revision *items;                          /* those that differ, in the order of the reports */
    size_t count, room, same;
    size_t kinds[REVISIONS];
    bool other_logic, other_texts; /* of the definition, its schemas and codelists */
    ind_texts codelists;           /* "kommuner 2024 -> 2025" */
} measure_revisions;

struct ind_revisions {
    ind_arena *arena;
    const ind_report *reports[2];
    measure_revisions *measures; /* in order of id */
    size_t count;
    ind_texts changed_files, new_files, gone_files; /* "vardtillfallen.csv (vardtillfallen)" */
    ind_texts options;                              /* that may change a figure and are not the same */
    bool other_program;
};

/* Of two figures of one place, either of which may be NULL. */
revision revision_of(const ind_figure *before, const ind_figure *after);
/* revisions_why.c */
void revisions_find_why(ind_revisions *revisions);
/* May the two be held against each other?  What speaks against it goes to DIAG. */
bool revisions_comparable(const ind_report *before, const ind_report *after, ind_diag *diag);

void revisions_text(const ind_revisions *r, const char *const names[2], bool english, ind_buffer *out);
void revisions_json(const ind_revisions *r, const char *const names[2], ind_buffer *out);
void revisions_markdown(const ind_revisions *r, const char *const names[2], bool english, ind_buffer *out);

/* "period", "grain" and "group" of a figure. */
void revision_json_place(ind_json_text *json, const ind_figure *at);
/* "11,4", or the status where there is no value. */
const char *revision_value(ind_arena *arena, const ind_report_measure *measure, const ind_figure *figure, bool english);

#endif

/* revisions.h - what has changed between two reports, and one figure through many of them. */
#ifndef INDIKATOR_REVISIONS_H
#define INDIKATOR_REVISIONS_H

#include "indikator/api.h"
#include "indikator/figures.h"

#include <stdio.h>

IND_API_BEGIN

typedef enum { IND_REVISIONS_TEXT, IND_REVISIONS_JSON, IND_REVISIONS_MARKDOWN } ind_revisions_format;

/* What there is, a bit each. */
enum {
    IND_REVISED = 1,  /* figures that were final have changed */
    IND_CHANGED = 2,  /* any have, also preliminary ones */
    IND_MISSING = 4,  /* figures or measures of the old report are not in the new one, though it is about their days */
    IND_REDEFINED = 8 /* a measure is computed in another way: definition, schema or codelist */
};

typedef struct ind_revisions ind_revisions;

/* Two reports as they were read; both are BORROWED as long as the result lives, which is OWNED by the caller.
 * IND_E_USAGE, with findings that name what differs, and *OUT NULL: they cannot be compared, as they are of another
 * class, or of other areas, splits or grains, or one and the same. */
ind_status ind_revisions_compare(const ind_report *before, const ind_report *after, ind_diag *diag,
                                 ind_revisions **out);
void ind_revisions_free(ind_revisions *revisions); /* NULL is fine */
unsigned ind_revisions_found(const ind_revisions *revisions);
/* NAMES of the reports, as they are to be shown. */
void ind_revisions_write(const ind_revisions *revisions, const char *const names[2], ind_revisions_format format,
                         bool english, FILE *file);

typedef enum { IND_HISTORY_TEXT, IND_HISTORY_CSV, IND_HISTORY_JSON } ind_history_format;

/* The figures of measure ID through COUNT reports in their order, each with the report it comes from.  IND_E_USAGE with
 * findings: none of them has it, or two of them cannot be compared. */
ind_status ind_history_write(const ind_report *const *reports, const char *const *names, size_t count, const char *id,
                             ind_history_format format, bool english, ind_diag *diag, FILE *file);

IND_API_END

#endif

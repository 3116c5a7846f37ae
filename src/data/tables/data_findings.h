/* data_findings.h - what was wrong in the data of one file, by rule and column.
 * Counts all, remembers the first 20 lines of each.  Never holds a cell. */
#ifndef IND_FINDINGS_H
#define IND_FINDINGS_H

#include "base/memory.h"
#include "indikator/diagnostics.h"

enum { IND_FINDINGS_SHOWN = 20 };

typedef struct {
    const char *rule;   /* literal: "bad_date", "ragged_record", "missing_lookup", ... */
    const char *column; /* header name, or NULL for a whole record or file */
    uint32_t field;     /* column number from 1, 0 if none */
    ind_severity severity;
    const char *what; /* one line of fact, such as "is not a date (want YYYY-MM-DD)" */
    uint64_t count;
    uint64_t line[IND_FINDINGS_SHOWN]; /* the least lines, ascending */
    char shape[IND_FINDINGS_SHOWN]
              [16]; /* of the cell there: digits 9, letters x, at most 12 characters; empty for identifying columns */
    uint32_t shown;
} ind_data_finding;

typedef struct {
    ind_data_finding *items; /* OWNED; in a fixed order after ind_findings_sort */
    size_t count, capacity;
} ind_findings;

/* Count a finding.  Where its line is kept: room for ind_shape, empty so far; else NULL.  COLUMN is BORROWED for the
 * life of the findings. */
char *ind_findings_count(ind_findings *findings, const char *rule, ind_severity severity, const char *column,
                         uint32_t field, const char *what, uint64_t line);
/* The same with a shape that is known, or NULL. */
void ind_findings_add(ind_findings *findings, const char *rule, ind_severity severity, const char *column,
                      uint32_t field, const char *what, uint64_t line, const char *shape);
/* Add the counts of FROM; of the lines of both the least are kept. */
void ind_findings_merge(ind_findings *findings, const ind_findings *from);
void ind_findings_clear(ind_findings *findings);
void ind_findings_sort(ind_findings *findings); /* by rule, then field */
void ind_findings_free(ind_findings *findings);
/* At most 12 characters: digits as 9, letters as x, others as they are; control characters as '.'. */
const char *ind_shape(ind_str cell, char out[16]);

#endif

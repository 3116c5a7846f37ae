/* diagnostics.h - what went wrong, as data: nothing below the command line prints.
 *
 * Functions return an ind_status and put what they found into an ind_diag list.
 * A status is also the exit code of the program (docs/reference/exit-codes.md). */
#ifndef INDIKATOR_DIAGNOSTICS_H
#define INDIKATOR_DIAGNOSTICS_H

#include "indikator/api.h"
#include "indikator/text.h"

#include <stdarg.h>
#include <stdint.h>

IND_API_BEGIN

typedef enum {
    IND_OK = 0,
    IND_FINDINGS = 1,     /* a failed test, a lint finding, some measure not computed */
    IND_E_USAGE = 2,      /* the command line is wrong */
    IND_E_DEFINITION = 3, /* a definition, schema or codelist is invalid */
    IND_E_DATA = 4,       /* the data break their contract */
    IND_E_REFUSED = 5,    /* refused for disclosure */
    IND_E_MISMATCH = 6,   /* merge or verify */
    IND_E_SYSTEM = 7,     /* file, disk, memory, closed pipe */
    IND_E_INTERNAL = 70   /* a fault of ours */
} ind_status;

/* Which of two statuses the program ends with: the first of 70 7 2 3 4 5 6 1 0. */
ind_status ind_status_worst(ind_status a, ind_status b);

typedef enum { IND_NOTE, IND_WARNING, IND_ERROR } ind_severity;

/* Where something is.  Zero or NULL means "not known". */
typedef struct {
    const char *file;    /* as the user wrote it */
    uint64_t line;       /* from 1 */
    uint32_t column;     /* from 1: characters in a definition, field number in data */
    ind_str source_line; /* for the caret; empty for data, whose cells are never echoed */
    uint32_t width;      /* characters to underline, at least 1 where source_line is given */
} ind_place;

/* One finding.  All text is BORROWED from the list it is in. */
typedef struct {
    ind_severity severity;
    ind_status status; /* IND_OK for notes and warnings that do not fail the command */
    const char *rule;  /* stable id such as "unknown_key" */
    ind_place place;
    const char *message; /* one line of fact, lower case, no full stop */
    const char *help;    /* NULL, or a likely remedy */
} ind_finding;

typedef struct ind_diag ind_diag; /* a list of findings; belongs to one thread */

ind_diag *ind_diag_new(void);       /* OWNED by the caller */
void ind_diag_free(ind_diag *diag); /* NULL is fine */

/* Add a finding; text is copied.  RULE is a literal.  HELP may be NULL.
 * Returns STATUS, so that "return ind_diag_add(...)" reads well. */
ind_status ind_diag_add(ind_diag *diag, ind_severity severity, ind_status status, const char *rule, ind_place place,
                        const char *help, const char *format, ...) __attribute__((format(printf, 7, 8)));

void ind_diag_append(ind_diag *diag, const ind_diag *from); /* copies */
/* Of FROM only what the system would not do: where all else is passed over, that must not be.  IND_E_SYSTEM if any. */
ind_status ind_diag_append_system(ind_diag *diag, const ind_diag *from);
size_t ind_diag_count(const ind_diag *diag);
const ind_finding *ind_diag_at(const ind_diag *diag, size_t index); /* BORROWED */
ind_status ind_diag_status(const ind_diag *diag);                   /* the worst status of all findings */
void ind_diag_sort(ind_diag *diag, size_t from);                    /* findings FROM.. by file, line, column; stable */
void ind_diag_unique(ind_diag *diag, size_t from); /* of sorted findings FROM.. each place, rule and message once */

IND_API_END

#endif

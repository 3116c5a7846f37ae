/* findings.h - the outcome of "check" and "test" in forms that machines read.
 *
 * One model, a list of outcomes of test cases and lists of findings, and one writer a format. */
#ifndef INDIKATOR_FINDINGS_H
#define INDIKATOR_FINDINGS_H

#include "indikator/api.h"
#include "indikator/cases.h"

#include <stdio.h>

IND_API_BEGIN

typedef enum {
    IND_FINDINGS_JSON,
    IND_FINDINGS_JUNIT,
    IND_FINDINGS_TAP,
    IND_FINDINGS_SARIF,
    IND_FINDINGS_GITHUB
} ind_findings_format;

/* False if there is no such format. */
bool ind_findings_parse(const char *name, ind_findings_format *out);

typedef struct ind_outcomes ind_outcomes;

/* COMMAND, such as "check", is BORROWED.  OWNED by the caller. */
ind_outcomes *ind_outcomes_new(const char *command);
void ind_outcomes_free(ind_outcomes *outcomes); /* NULL is fine */
/* A file that was looked at: without findings, it is a success.  Copied. */
void ind_outcomes_add_file(ind_outcomes *outcomes, const char *path);
/* A case that was run; copied. */
void ind_outcomes_add_case(ind_outcomes *outcomes, const ind_case_result *result);

/* All of it, with the FINDINGS and those that are WAIVED (their help is the reason; may be NULL).  Notes are left
 * out.  Write errors stay in FILE for the caller to check (ferror). */
void ind_findings_write(const ind_outcomes *outcomes, const ind_diag *findings, const ind_diag *waived,
                        ind_findings_format format, FILE *file);

IND_API_END

#endif

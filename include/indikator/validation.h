/* validation.h - "validate": what was made of data files, before any measure is computed. */
#ifndef INDIKATOR_VALIDATION_H
#define INDIKATOR_VALIDATION_H

#include "indikator/api.h"
#include "indikator/run.h"

#include <stdio.h>

IND_API_BEGIN

typedef struct ind_validation ind_validation;

/* Read the files of OPTIONS, of the DATASETS named or of all, and tell what is in them.  What stops the reading of a
 * dataset is in the validation and in DIAG, and the others are read all the same.  *OUT is OWNED by the caller whatever
 * the status (ind_validation_free), NULL if nothing could be read: IND_E_USAGE, IND_E_DEFINITION, IND_E_SYSTEM.
 * IND_OK: nothing but notes.  IND_FINDINGS: warnings.  IND_E_DATA: a dataset breaks its contract. */
ind_status ind_validation_new(ind_catalogue *catalogue, const ind_run_options *options, const char *const *datasets,
                              size_t dataset_count, ind_diag *diag, ind_validation **out);
void ind_validation_free(ind_validation *validation); /* NULL is fine */

typedef enum {
    IND_VALIDATION_TEXT,
    IND_VALIDATION_JSON, /* indikator-validation/1 (indicators/schema/validation.schema.json) */
    IND_VALIDATION_JUNIT,
    IND_VALIDATION_GITHUB,
    IND_VALIDATION_HTML /* one page, without script and without anything from elsewhere */
} ind_validation_format;
bool ind_validation_parse(const char *name, ind_validation_format *out);
void ind_validation_write(const ind_validation *validation, ind_validation_format format, bool english, FILE *file);

IND_API_END

#endif

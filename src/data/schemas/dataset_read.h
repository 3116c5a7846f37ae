/* dataset_read.h - what the files that read a dataset schema share.  Private to data/dataset*.c. */
#ifndef IND_DATASET_READ_H
#define IND_DATASET_READ_H

#include "base/json_read.h"
#include "data/schemas/dataset.h"

enum { IND_DATASET_FIELDS = 4096 }; /* at most, derived ones included */

typedef struct {
    ind_arena *arena;
    ind_diag *diag;
    ind_dataset *dataset;
} ind_dataset_reader;

/* ---- dataset_names.c ---- */

/* The array KEY of texts, none empty and at least MINIMUM, if OBJECT has it. */
void ind_dataset_read_texts(const ind_dataset_reader *reader, const ind_json *object, const char *key, size_t minimum,
                            const ind_str **out, size_t *count);
/* A percentage; NaN where OBJECT has none. */
double ind_dataset_read_percent(const ind_dataset_reader *reader, const ind_json *object, const char *key);

/* The field that the text NAME means, or -1 with a finding; a derived one only if it MAY_BE. */
int ind_dataset_find_field(const ind_dataset_reader *reader, const ind_json *name, bool may_be_derived);

/* The fields that the texts of ARRAY name, none of them derived. */
size_t ind_dataset_find_fields(const ind_dataset_reader *reader, const ind_json *array, const uint32_t **out);

/* ---- the parts of the file ---- */

/* dataset_field.c: "fields" and "derived". */
void ind_dataset_read_fields(const ind_dataset_reader *reader);
/* dataset_roles.c: the field that member KEY of OBJECT names, of TYPE; -1: it names none, or a wrong one, said. */
int ind_dataset_role_field(const ind_dataset_reader *reader, const ind_json *object, const char *key, ind_type type);
/* dataset_comments.c, after the fields: "comments". */
void ind_dataset_read_comments(const ind_dataset_reader *reader);
/* dataset_deliveries.c, after the fields: "deliveries". */
void ind_dataset_read_deliveries(const ind_dataset_reader *reader);
/* dataset_keys.c, after the fields: "primaryKey", "foreignKeys" and "supplier". */
void ind_dataset_read_keys(const ind_dataset_reader *reader);

/* dataset_sums.c, after the fields: "sums". */
void ind_dataset_read_sums(const ind_dataset_reader *reader);
/* dataset_noise.c, after the fields: "noise". */
void ind_dataset_read_noise(const ind_dataset_reader *reader);

/* dataset_words.c: "words" of a field, whose object it is in is OWNER, and of the dataset. */
void ind_dataset_check_field_words(const ind_dataset_reader *reader, const ind_json *owner, const ind_field *field);
void ind_dataset_check_row_words(const ind_dataset_reader *reader, const ind_json *extension);

#endif

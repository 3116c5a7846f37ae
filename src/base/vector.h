/* vector.h - columns of values, the only form in which data travel after the CSV reader.
 *
 * A vector has one type and N values side by side.  "Unknown" (SQL's null) is a value of its
 * own in every type, given below, so that no second array is needed. */
#ifndef IND_VECTOR_H
#define IND_VECTOR_H

#include "base/dict.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum {
    IND_TEXT,     /* code of a dictionary; unknown: IND_NULL_CODE */
    IND_LIST,     /* the same, the text being "a|b|c" */
    IND_INTEGER,  /* int64; unknown: IND_NULL_INTEGER */
    IND_NUMBER,   /* double; unknown: NaN */
    IND_DATE,     /* days since 1970-01-01 as int32; unknown: IND_NULL_DATE */
    IND_DATETIME, /* local minutes since 1970-01-01T00:00 as int64; unknown: IND_NULL_INTEGER */
    IND_BOOLEAN   /* IND_FALSE, IND_TRUE, IND_UNKNOWN */
} ind_type;

#define IND_NULL_INTEGER INT64_MIN
#define IND_NULL_DATE INT32_MIN
enum { IND_FALSE = 0, IND_TRUE = 1, IND_UNKNOWN = 2 };

typedef struct {
    ind_type type;
    union {
        uint32_t *code;   /* IND_TEXT, IND_LIST */
        int64_t *integer; /* IND_INTEGER, IND_DATETIME */
        double *number;   /* IND_NUMBER */
        int32_t *day;     /* IND_DATE */
        uint8_t *truth;   /* IND_BOOLEAN */
        void *any;
    };
    ind_dict *dict; /* IND_TEXT and IND_LIST: what the codes mean; else NULL */
} ind_vector;

const char *ind_type_name(ind_type type); /* "text", "list", "integer", ... */
size_t ind_type_size(ind_type type);      /* bytes a value */

/* Room for COUNT values, all unknown (zero for booleans).  The values are OWNED by the caller: free(vector.any). */
ind_vector ind_vector_new(ind_type type, ind_dict *dict, size_t count);
bool ind_vector_is_null(const ind_vector *vector, size_t row);
/* An integer or number as double; unknown is NaN. */
static inline double ind_number_at(const ind_vector *vector, size_t row) {
    if (vector->type == IND_NUMBER)
        return vector->number[row];
    return vector->integer[row] == IND_NULL_INTEGER ? NAN : (double)vector->integer[row];
}
void ind_vector_set_null(ind_vector *vector, size_t row);
/* The same values from row FROM on; BORROWED. */
ind_vector ind_vector_slice(const ind_vector *vector, size_t from);
void ind_vector_copy(ind_vector *to, size_t to_row, const ind_vector *from, size_t from_row); /* same type */
/* TO[i] = FROM[rows[i]]; same type */
void ind_vector_gather(ind_vector *to, const ind_vector *from, const uint32_t *rows, size_t count);
/* Order of two values by meaning, text bytewise, never by dictionary number; unknown is last. */
int ind_vector_compare(const ind_vector *a, size_t row_a, const ind_vector *b, size_t row_b);

#endif

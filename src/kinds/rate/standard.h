/* standard.h - the table that a rate is standardised by: a population, or rates, by class of age.
 *
 * It is a codelist with the columns "fran", "till" (the least and the greatest age of a class; empty: it is open) and
 *
 *   of a standard population   "vikt", how many it has: only their proportions matter
 *   of a table of rates        "tal" and "per": so many events to so many persons
 *
 * and the line "# year: 2013".  Its classes must make up the ages of the measure: one after the other, none across the
 * least or the greatest age. */
#ifndef IND_STANDARD_H
#define IND_STANDARD_H

#include "cells/keyed_sums.h"
#include "definition/definition.h"

enum { IND_MAX_CLASSES = 160 }; /* more than there are ages that a definition can name */

typedef enum { IND_CRUDE, IND_DIRECT, IND_INDIRECT } ind_standard_method;

typedef struct {
    ind_standard_method method;
    size_t count;                  /* classes in the ages of the measure; 0: IND_CRUDE */
    int64_t from[IND_MAX_CLASSES]; /* least age of each, ascending */
    double share[IND_MAX_CLASSES]; /* IND_DIRECT: its part of the ages of the measure; they sum to 1 */
    double rate[IND_MAX_CLASSES];  /* IND_INDIRECT: events to a person, >= 0 */
} ind_standard;

/* What is wrong with a table, for rules of "check". */
typedef enum {
    IND_TABLE_GOOD,
    IND_TABLE_NOT_GIVEN, /* or not found, which is said already */
    IND_TABLE_NO_COLUMN,
    IND_TABLE_NO_YEAR,
    IND_TABLE_NO_WEIGHT, /* all weights of the ages of the measure are 0 */
    IND_TABLE_NO_NUMBER, /* a cell is none, or is below 0 */
    IND_TABLE_ORDER,     /* classes are not one after the other */
    IND_TABLE_ACROSS,    /* a class has some of the ages of the measure and others */
    IND_TABLE_SHORT      /* some of the ages are in none */
} ind_table_fault;

/* IND_TABLE_GOOD without a table where the measure is not standardised.  *WHERE: NULL, or the row that is wrong, from
 * 0. */
ind_table_fault ind_standard_read(const ind_measure *measure, ind_standard *out, size_t *where);
const ind_codelist *ind_standard_table(const ind_measure *measure); /* NULL: none */
ind_standard_method ind_standard_method_of(const ind_measure *measure);

/* Ages at which the classes of the population must part: where groups by age begin, or classes of the table. */
typedef struct {
    size_t count;                    /* of classes */
    int64_t at[IND_MAX_CLASSES + 1]; /* where each begins, and behind the last; INT64_MAX: it is open */
} ind_age_limits;
void ind_age_limits_read(const ind_measure *measure, ind_age_limits *out);
/* The number of the class that AGE, one of the ages of the measure, is in. */
size_t ind_age_class(const ind_age_limits *limits, int64_t age);
/* Its key in a table of sums, cells/keyed_sums.h; and back. */
static inline uint64_t ind_class_key(size_t class) {
    return class + IND_FIRST_KEY;
}
static inline size_t ind_class_of_key(uint64_t key) {
    return (size_t)(key - IND_FIRST_KEY);
}

#endif

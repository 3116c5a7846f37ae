/* cells.h - mergeable statistics, one cell for each period and combination of group codes.
 *
 * A kind declares its cell as a list of terms; only this module adds, merges and rolls up. */
#ifndef IND_CELLS_H
#define IND_CELLS_H

#include "cells/accumulator.h"
#include "cells/keyed_sums.h"

#include <stddef.h>
#include <stdint.h>

typedef enum {
    IND_TERM_COUNT, /* int64 */
    IND_TERM_SUM,   /* ind_sum */
    IND_TERM_TABLE, /* exact value -> count, for quantiles and exact means */
    IND_TERM_KEYED  /* person or stratum -> two sums, for what is not independent */
} ind_term_type;

/* Over what a term adds: the term of a whole is the sum of those of its parts.  A term that does not is counted for
 * each whole by itself, and is bounded by its parts: not less than the greatest, not more than the sum. */
enum {
    IND_ADDS_TIME = 1,      /* months of a longer period */
    IND_ADDS_GROUPS = 2,    /* strata of a split */
    IND_ADDS_SUPPLIERS = 4, /* what each supplier has delivered */
    IND_ADDS = 7
};

typedef struct {
    const char *name;
    ind_term_type type;
    unsigned adds;
    bool reference; /* the same for all who tell it, and counted once: never added */
} ind_term;

typedef struct ind_cells ind_cells;

/* KEYS group codes make a cell beside its period.  TERMS is BORROWED (a constant of the kind). */
ind_cells *ind_cells_new(const ind_term *terms, size_t term_count, size_t keys);
void ind_cells_free(ind_cells *cells); /* NULL is fine */
void ind_cells_clear(ind_cells *cells);

/* The cell's number, 0.. in order of first use; made if new. */
uint32_t ind_cells_at(ind_cells *cells, int32_t period, const uint32_t *codes);
/* The cell's number, or UINT32_MAX if it does not exist. */
uint32_t ind_cells_find(const ind_cells *cells, int32_t period, const uint32_t *codes);
uint32_t ind_cells_count_of(const ind_cells *cells); /* number of cells */
int32_t ind_cells_period(const ind_cells *cells, uint32_t cell);
const uint32_t *ind_cells_codes(const ind_cells *cells, uint32_t cell); /* BORROWED until the next ind_cells_at */

/* Overflow of int64 sets the overflow mark of the whole collection. */
void ind_cells_count(ind_cells *cells, uint32_t cell, size_t term, int64_t delta);
void ind_cells_sum(ind_cells *cells, uint32_t cell, size_t term, double x);
void ind_cells_tally(ind_cells *cells, uint32_t cell, size_t term, double x, int64_t times);
/* A table of sums becomes empty. */
void ind_cells_empty(ind_cells *cells, uint32_t cell, size_t term);
/* Of KEY, see keyed_sums.h; a number that is too great sets the overflow mark. */
void ind_cells_add_keyed(ind_cells *cells, uint32_t cell, size_t term, uint64_t key, double first, double second);

int64_t ind_cells_get_count(const ind_cells *cells, uint32_t cell, size_t term);
double ind_cells_get_sum(const ind_cells *cells, uint32_t cell, size_t term); /* NaN after overflow */
void ind_cells_get_parts(const ind_cells *cells, uint32_t cell, size_t term, double *high,
                         double *low); /* as ind_sum_parts */
/* The table's values ascending with their counts; BORROWED until the cell is next touched. */
size_t ind_cells_get_table(ind_cells *cells, uint32_t cell, size_t term, const double **values, const int64_t **counts);
/* The keys in their order, with what each has; BORROWED until the cell is next touched. */
size_t ind_cells_get_keyed(const ind_cells *cells, uint32_t cell, size_t term, const ind_keyed_sum **list);
bool ind_cells_overflow(const ind_cells *cells);

/* Add cell FROM of SOURCE to cell TO (same terms). */
void ind_cells_merge(ind_cells *cells, uint32_t to, const ind_cells *source, uint32_t from);
/* The same, sums times the factor of their term. */
void ind_cells_merge_scaled(ind_cells *cells, uint32_t to, const ind_cells *source, uint32_t from,
                            const double *factors);

#endif

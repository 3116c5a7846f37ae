/* row_counts.h - how many rows of each period and leaf (see strata.h) had which verdict: a plain table, which takes all
 * rows of a batch without asking which of them count. */
#ifndef IND_ROW_COUNTS_H
#define IND_ROW_COUNTS_H

#include "base/vector.h"

/* What becomes of a row: the truth of a condition where the row counts (IND_FALSE, IND_TRUE, IND_UNKNOWN). */
enum { IND_OUT = 3, IND_VERDICTS = 4 };

typedef struct ind_row_counts ind_row_counts;

/* PERIODS: FIRST and so many following. */
ind_row_counts *ind_row_counts_new(int32_t first, size_t periods);
void ind_row_counts_free(ind_row_counts *counts); /* NULL is fine */
/* Make room for COUNT more rows in so many leaves; false if the table would be too large: count in another way. */
bool ind_row_counts_reach(ind_row_counts *counts, uint32_t leaves, size_t count);
/* Rows of one period, or of PERIOD row by row. */
void ind_row_counts_add(ind_row_counts *counts, int32_t period, const uint32_t *leaf, const uint8_t *verdict,
                        size_t count);
void ind_row_counts_add_periods(ind_row_counts *counts, const int32_t *period, const uint32_t *leaf,
                                const uint8_t *verdict, size_t count);
/* Gives all that was counted: EACH for every period and leaf with rows that are not out, N by verdict. */
void ind_row_counts_give(const ind_row_counts *counts,
                         void (*each)(void *context, int32_t period, uint32_t leaf, const int64_t *n), void *context);

#endif

/* row_counts.c - a table of three directions: period, leaf, verdict.  Counts have 32 bits, so that a table of usual
 * size stays in the fastest cache. */
#include "cells/row_counts.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_PLACES = 1 << 18, FIRST_BITS = 4 };

struct ind_row_counts {
    int32_t first;
    size_t periods;
    uint32_t (*places)[IND_VERDICTS]; /* by period, then by leaf; NULL: nothing has been counted */
    unsigned bits;                    /* there is room for 2^bits leaves */
    uint64_t rows;                    /* counted so far; must stay below 2^32 */
};

ind_row_counts *ind_row_counts_new(int32_t first, size_t periods) {
    ind_row_counts *counts = ind_alloc(sizeof *counts);
    *counts = (ind_row_counts){.first = first, .periods = periods};
    return counts;
}

void ind_row_counts_free(ind_row_counts *counts) {
    if (counts != NULL)
        free(counts->places);
    free(counts);
}

static void widen(ind_row_counts *counts, unsigned bits) {
    uint32_t(*places)[IND_VERDICTS] = ind_alloc_array(counts->periods << bits, sizeof *places);
    for (size_t p = 0; counts->places != NULL && p < counts->periods; p++)
        memcpy(places[p << bits], counts->places[p << counts->bits], sizeof *places << counts->bits);
    free(counts->places);
    counts->places = places;
    counts->bits = bits;
}

bool ind_row_counts_reach(ind_row_counts *counts, uint32_t leaves, size_t count) {
    unsigned bits = counts->places == NULL ? FIRST_BITS : counts->bits;
    while ((size_t)1 << bits < leaves)
        bits++;
    if (counts->rows + count > UINT32_MAX || counts->periods << bits > MOST_PLACES)
        return false;
    counts->rows += count;
    if (counts->places == NULL || bits > counts->bits)
        widen(counts, bits);
    return true;
}

void ind_row_counts_add(ind_row_counts *counts, int32_t period, const uint32_t *leaf, const uint8_t *verdict,
                        size_t count) {
    uint32_t *places = counts->places[(size_t)(period - counts->first) << counts->bits];
    for (size_t row = 0; row < count; row++)
        places[(size_t)leaf[row] * IND_VERDICTS + verdict[row]]++;
}

void ind_row_counts_add_periods(ind_row_counts *counts, const int32_t *period, const uint32_t *leaf,
                                const uint8_t *verdict, size_t count) {
    uint32_t *places = counts->places[0];
    unsigned bits = counts->bits;
    int32_t first = counts->first;
    for (size_t row = 0; row < count; row++)
        places[(((size_t)(uint32_t)(period[row] - first) << bits) + leaf[row]) * IND_VERDICTS + verdict[row]]++;
}

void ind_row_counts_give(const ind_row_counts *counts,
                         void (*each)(void *context, int32_t period, uint32_t leaf, const int64_t *n), void *context) {
    size_t leaves = counts->places == NULL ? 0 : (size_t)1 << counts->bits;
    for (size_t p = 0; p < counts->periods; p++)
        for (size_t leaf = 0; leaf < leaves; leaf++) {
            const uint32_t *at = counts->places[p * leaves + leaf];
            int64_t n[IND_OUT] = {at[IND_FALSE], at[IND_TRUE], at[IND_UNKNOWN]};
            if (n[IND_FALSE] + n[IND_TRUE] + n[IND_UNKNOWN] > 0)
                each(context, counts->first + (int32_t)p, (uint32_t)leaf, n);
        }
}

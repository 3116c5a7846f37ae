/* series.h - between which days a measure has a series, and where it breaks.
 *
 * A break is the first day on which something is measured in another way.  The period that it lies in cannot be
 * compared with the one before; where it lies inside, the period mixes two ways of measuring. */
#ifndef IND_SERIES_H
#define IND_SERIES_H

#include "definition/definition.h"

typedef struct {
    int32_t from, to;      /* days, closed */
    const int32_t *breaks; /* BORROWED; in order */
    size_t count;
} ind_series;

ind_series ind_series_of(const ind_measure *measure);
/* Do all the days belong to the series? */
bool ind_series_has(const ind_series *series, int32_t from, int32_t to);
/* Is one of the days the first after a break? */
bool ind_series_breaks(const ind_series *series, int32_t from, int32_t to);
/* Do the days lie on both sides of BREAK? */
static inline bool ind_series_mixes(int32_t from, int32_t to, int32_t break_day) {
    return from < break_day && break_day <= to;
}

#endif

/* series.c - see series.h. */
#include "cells/series.h"
#include "base/date.h"

ind_series ind_series_of(const ind_measure *measure) {
    const ind_param *from = ind_measure_param(measure, "series.from"), *to = ind_measure_param(measure, "series.to"),
                    *breaks = ind_measure_param(measure, "series.breaks");
    return (ind_series){.from = from->node == NULL ? IND_FIRST_DAY : (int32_t)from->integer,
                        .to = to->node == NULL ? IND_LAST_DAY : (int32_t)to->integer,
                        .breaks = breaks->days,
                        .count = breaks->count};
}

bool ind_series_has(const ind_series *series, int32_t from, int32_t to) {
    return from >= series->from && to <= series->to;
}

bool ind_series_breaks(const ind_series *series, int32_t from, int32_t to) {
    for (size_t i = 0; i < series->count; i++)
        if (series->breaks[i] >= from && series->breaks[i] <= to)
            return true;
    return false;
}

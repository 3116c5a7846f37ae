/* periods_check.c - keys of 'period' and 'series' that contradict each other. */
#include "kinds/common/periods_check.h"
#include "cells/series.h"

static ind_status wrong(ind_diag *diag, const char *rule, const ind_json *at, const char *help, const char *what) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, rule, ind_json_place(at), help, "%s", what);
}

/* Years of the calendar, broken years and pooled ones: it would be a guess which of the two are pooled. */
static ind_status check_years(const ind_measure *measure, ind_diag *diag) {
    const ind_param *grains = ind_measure_param(measure, "period.grain"),
                    *years = ind_measure_param(measure, "period.years");
    if (years->node == NULL || ind_measure_param(measure, "period.year_from")->node == NULL)
        return IND_OK;
    for (size_t i = 0; i < grains->count; i++)
        if (grains->choices[i] == IND_GRAIN_YEAR)
            return wrong(
                diag, "which_years", years->node, "leave out the grain 'year', or 'year_from'",
                "the definition has years of the calendar and broken years, and does not say which are pooled");
    return IND_OK;
}

static ind_status check_series(const ind_measure *measure, ind_diag *diag) {
    const ind_param *breaks = ind_measure_param(measure, "series.breaks");
    ind_series series = ind_series_of(measure);
    ind_status status = IND_OK;
    if (series.from > series.to)
        status = wrong(diag, "series_order", ind_measure_param(measure, "series.to")->node, NULL,
                       "the series ends before it begins");
    for (size_t i = 0; i < series.count; i++)
        if (series.breaks[i] <= series.from || series.breaks[i] > series.to)
            status = wrong(diag, "break_outside", breaks->node->items[i], "a break is the first day after the change",
                           "the break is not inside the series, so that it parts nothing");
    return status;
}

ind_status ind_periods_check(const ind_measure *measure, ind_diag *diag) {
    return ind_status_worst(check_years(measure, diag), check_series(measure, diag));
}

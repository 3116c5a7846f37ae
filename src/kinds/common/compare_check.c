/* compare_check.c - see compare_check.h.
 *
 * Only what no data could change is an error here; whether two cells can be compared is a matter of the report. */
#include "kinds/common/compare_check.h"
#include "cells/area_count.h"
#include "cells/calendar.h"
#include "definition/compared.h"
#include "words/sentences.h"

static ind_status wrong(ind_diag *diag, const char *rule, const ind_json *at, const char *help, const char *what) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, rule, ind_json_place(at), help, "%s", what);
}

/* ---- the way to a target ---- */

static ind_status check_way(const ind_measure *m, ind_diag *diag) {
    const ind_param *value = ind_measure_param(m, "target.value"), *year = ind_measure_param(m, "target.year"),
                    *from = ind_measure_param(m, "target.baseline.year");
    const ind_json *any = year->node != NULL ? year->node : from->node;
    if (any == NULL)
        return IND_OK;
    if (value->node == NULL)
        return wrong(diag, "target_way", any, "\"value\": ...", "there is a year, and no target to be reached in it");
    if (from->node != NULL && year->node == NULL)
        return wrong(diag, "target_way", from->node, "\"year\": ...",
                     "there is a baseline, and no year in which the target is to be reached");
    if (from->node != NULL && from->integer >= year->integer)
        return wrong(diag, "target_way", from->node, NULL, "the baseline is not before the year of the target");
    return IND_OK;
}

/* ---- what is there to compare with ---- */

static bool has_grain(const ind_measure *m, bool month) {
    int grains[IND_GRAINS];
    size_t count = ind_calendar_grains(m, grains);
    for (size_t i = 0; i < count; i++) {
        bool never = grains[i] == IND_GRAIN_ALL || grains[i] == IND_GRAIN_POOLED_YEARS;
        if ((grains[i] == IND_GRAIN_MONTH) == month && !never)
            return true;
    }
    return false;
}

/* A split by areas of a whole, and the same with the whole instead. */
static bool has_whole(const ind_measure *m) {
    for (size_t b = 0; b < m->by_count; b++)
        for (size_t g = 0; g < m->by[b].count; g++)
            if (ind_measure_whole_group(m, m->by[b].group[g]) != NULL)
                return true;
    return false;
}

static bool has_sexes(const ind_measure *m) {
    ind_str codes[2];
    int group = ind_measure_sex_group(m, codes);
    for (size_t b = 0; group >= 0 && b < m->by_count; b++)
        for (size_t g = 0; g < m->by[b].count; g++)
            if (m->by[b].group[g] == (size_t)group)
                return true;
    return false;
}

static bool is_directed(const ind_measure *m) {
    return ind_str_is(m->better, "higher") || ind_str_is(m->better, "lower");
}

/* NULL: it is there. */
static const char *lacking(const ind_measure *m, ind_with with) {
    switch (with) {
    case IND_WITH_YEAR_BEFORE:
        return has_grain(m, false) ? NULL
                                   : "no grain but months has a period that does not overlap the one a year before";
    case IND_WITH_SAME_MONTH: return has_grain(m, true) ? NULL : "there are no months";
    case IND_WITH_WHOLE: return has_whole(m) ? NULL : "no split is by areas of a whole that is a group too";
    case IND_WITH_SEX: return has_sexes(m) ? NULL : "no split is by a codelist of two codes with a total";
    case IND_WITH_TARGET:
        return ind_measure_param(m, "target.value")->node == NULL ? "there is no target"
               : !is_directed(m) ? "neither higher nor lower values are better, so that no value reaches a target"
                                 : NULL;
    case IND_WITH_PUBLISHED:
        return ind_measure_param(m, "compare.published")->node != NULL ? NULL : "'compare.published' names no measure";
    default: return NULL;
    }
}

static ind_status check_with(const ind_measure *m, ind_diag *diag) {
    const ind_param *with = ind_measure_param(m, "compare.with");
    ind_status status = IND_OK;
    for (size_t i = 0; i < with->count; i++) {
        const char *what = with->choices[i] < 0 ? NULL : lacking(m, (ind_with)with->choices[i]);
        if (what != NULL)
            status = wrong(diag, "compare_without", with->node->items[i], NULL, what);
    }
    return status;
}

/* ---- how ---- */

static ind_status check_level(const ind_measure *m, ind_diag *diag) {
    const ind_param *level = ind_measure_param(m, "interval.level"), *with = ind_measure_param(m, "compare.with");
    bool ratio = ind_param_is(ind_measure_param(m, "compare.measure"), "ratio"), found = false;
    for (size_t i = 0; i < level->count; i++)
        found |= level->numbers[i] == 0.95;
    found &= !ind_param_is(ind_measure_param(m, "interval.method"), "none");
    if (with->node == NULL || ratio || found)
        return IND_OK;
    return wrong(diag, "compare_level", with->node, "\"interval\": { \"level\": [0.95] }",
                 "differences are worked out of intervals at the level 0.95, and there are none");
}

static ind_status check_ratio(const ind_measure *m, ind_diag *diag) {
    const ind_param *measure = ind_measure_param(m, "compare.measure");
    bool rate = ind_measure_find(m, "population.dataset") != NULL;
    if (measure->node == NULL || rate || !ind_param_is(measure, "ratio"))
        return IND_OK;
    return wrong(diag, "compare_ratio", measure->node, "\"difference\"",
                 "a ratio is of two rates, and this kind has no population");
}

static ind_status check_caution(const ind_measure *m, ind_diag *diag) {
    const ind_param *with = ind_measure_param(m, "compare.with");
    if (with->node == NULL || m->kind->words->caution.sv == NULL)
        return IND_OK;
    return wrong(
        diag, "compare_caution", with->node, "leave it out",
        "figures of this kind are never judged: without others to compare with nobody knows what they are due to");
}

/* ---- signals and funnels ---- */

static bool has_this_grain(const ind_measure *m, ind_grain grain) {
    int grains[IND_GRAINS];
    size_t count = ind_calendar_grains(m, grains);
    for (size_t i = 0; i < count; i++)
        if (grains[i] == (int)grain)
            return true;
    return false;
}

static ind_status check_grains(const ind_measure *m, ind_diag *diag) {
    static const ind_grain named[] = {IND_GRAIN_MONTH, IND_GRAIN_QUARTER, IND_GRAIN_YEAR}; /* as the choices are */
    const ind_param *grain = ind_measure_param(m, "signals.grain");
    ind_status status = IND_OK;
    for (size_t i = 0; i < grain->count; i++)
        if (grain->choices[i] >= 0 && !has_this_grain(m, named[grain->choices[i]]))
            status = wrong(diag, "signals_chart", grain->node->items[i], "name it in 'period.grain' too",
                           "the measure has no periods of this grain");
    return status;
}

static ind_status check_rules(const ind_measure *m, ind_diag *diag) {
    enum { BEYOND_LIMITS };
    const ind_param *chart = ind_measure_param(m, "signals.chart"), *rules = ind_measure_param(m, "signals.rules");
    if (ind_param_is(chart, "p") && !m->kind->values.is_share)
        return wrong(diag, "signals_chart", chart->node, "\"run\"", "a p-chart is of shares, and this kind gives none");
    if (ind_param_is(chart, "p") && rules->node == NULL)
        return wrong(diag, "signals_chart", chart->node, "\"rules\": [\"beyond_limits\"]",
                     "it is not said by which rules a p-chart has a signal");
    for (size_t i = 0; i < rules->count; i++)
        if (ind_param_is(chart, "run") && rules->choices[i] == BEYOND_LIMITS)
            return wrong(diag, "signals_chart", rules->node->items[i], NULL, "a run chart has no limits");
    return IND_OK;
}

static ind_status check_signals(const ind_measure *m, ind_diag *diag) {
    const ind_param *from = ind_measure_param(m, "signals.baseline.from"),
                    *to = ind_measure_param(m, "signals.baseline.to");
    if (ind_measure_param(m, "signals.chart")->node == NULL)
        return IND_OK;
    ind_status status = ind_status_worst(check_grains(m, diag), check_rules(m, diag));
    if (from->node != NULL && to->node != NULL && from->integer > to->integer)
        status = wrong(diag, "signals_chart", to->node, NULL, "the baseline ends before it begins");
    return status;
}

static ind_status check_funnel(const ind_measure *m, ind_diag *diag) {
    const ind_param *centre = ind_measure_param(m, "funnel.centre");
    bool counts = m->kind->values.is_share || ind_measure_find(m, "population.dataset") != NULL;
    if (centre->node == NULL)
        return IND_OK;
    if (!counts)
        return wrong(diag, "funnel_without", centre->node, "leave it out",
                     "a funnel is of shares, or of events over a population, and this kind gives neither");
    if (!has_whole(m))
        return wrong(diag, "funnel_without", centre->node, NULL, "no split is by areas of a whole that is a group too");
    return IND_OK;
}

ind_status ind_compare_check(const ind_measure *measure, ind_diag *diag) {
    ind_status status = check_way(measure, diag);
    status = ind_status_worst(status, check_with(measure, diag));
    status = ind_status_worst(status, check_level(measure, diag));
    status = ind_status_worst(status, check_ratio(measure, diag));
    status = ind_status_worst(status, check_signals(measure, diag));
    status = ind_status_worst(status, check_funnel(measure, diag));
    return ind_status_worst(status, check_caution(measure, diag));
}

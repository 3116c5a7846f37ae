/* kind.c - small things that kinds share. */
#include "kinds/common/kind.h"

#include <math.h>
#include <stdlib.h>

static unsigned lacks_of(const ind_kind *kind, const ind_measure *measure) {
    return kind->lacks == NULL ? 0 : kind->lacks(measure);
}

size_t ind_kind_term_count(const ind_kind *kind, const ind_measure *measure) {
    return kind->terms_of == NULL ? kind->term_count : kind->terms_of(measure);
}

/* What is scaled in each cell by itself does not add up between them. */
unsigned ind_kind_adds(const ind_kind *kind, const ind_measure *measure, size_t term) {
    bool scaled = term < kind->weight_power_count && kind->weight_powers[term] > 0 && ind_kind_scales_rounds(measure);
    return scaled ? 0 : kind->terms[term].adds & ~lacks_of(kind, measure);
}

bool ind_kind_scales_rounds(const ind_measure *measure) {
    return ind_param_is(ind_measure_param(measure, "period.round_weights"), "scaled_to_answers");
}

void ind_kind_round_factors(const ind_kind *kind, const ind_cells *cells, uint32_t cell, double *factors) {
    double weights = ind_cells_get_sum(cells, cell, kind->weight_term);
    double scale = weights > 0 ? (double)ind_cells_get_count(cells, cell, 0) / weights : 1;
    for (size_t t = 0; t < kind->term_count; t++)
        factors[t] = t < kind->weight_power_count ? pow(scale, kind->weight_powers[t]) : 1;
}

bool ind_kind_adds_months(const ind_kind *kind, const ind_measure *measure) {
    unsigned all = IND_ADDS & ~lacks_of(kind, measure);
    for (size_t t = 0; t < kind->term_count; t++)
        all &= kind->terms[t].adds;
    return (all & IND_ADDS_TIME) != 0;
}

bool ind_kind_counts_by_month(const ind_kind *kind, const ind_measure *measure) {
    return kind->meet == NULL ? ind_kind_adds_months(kind, measure)
                              : (ind_kind_adds(kind, measure, 0) & IND_ADDS_TIME) != 0;
}

size_t ind_kind_levels(const ind_measure *measure, const double **levels) {
    const ind_param *param = ind_measure_param(measure, "interval.level");
    *levels = param->numbers;
    return ind_param_is(ind_measure_param(measure, "interval.method"), "none") ? 0 : param->count;
}

bool ind_kind_until(const ind_measure *measure, const ind_deliveries *deliveries, ind_str county, int32_t *until) {
    for (size_t f = 0; f < measure->feed_count; f++) {
        int32_t one;
        if (ind_kind_is_timeless(measure, f))
            continue;
        if (!ind_deliveries_until(deliveries, measure->feeds[f].dataset->name, county, &one))
            return false;
        *until = f == 0 || one < *until ? one : *until;
    }
    return measure->feed_count > 0;
}

bool ind_share_exceeds(int64_t part, int64_t whole, double limit) {
    return (double)part / (double)whole > limit;
}

void ind_outcome_number(ind_outcome *out, const char *name, double value, bool whole) {
    if (out->number_count == IND_MAX_NUMBERS)
        abort(); /* a kind that has more is a fault of ours */
    out->numbers[out->number_count++] = (ind_number){name, value, whole};
}

void ind_outcome_share(const ind_measure *measure, double x, double n, ind_outcome *out) {
    const double *levels;
    double factor = ind_unit_factor(measure);
    out->value = n > 0 ? factor * (x / n) : NAN;
    size_t count = ind_kind_levels(measure, &levels);
    for (size_t i = 0; i < count; i++) {
        ind_interval *interval = &out->intervals[i];
        out->has_interval[i] = ind_interval_wilson(x, n, levels[i], interval);
        if (out->has_interval[i])
            *interval = (ind_interval){factor * interval->low, factor * interval->high};
    }
}

const char *ind_interval_reason_name(ind_interval_reason reason) {
    static const char *const names[IND_INTERVAL_REASONS] = {NULL,           "undefined",  "one_value", "one_person",
                                                            "all_alike",    "few_values", "whole",     "strata",
                                                            "end_of_scale", "no_events",  "not_whole", "not_published"};
    return names[reason];
}

const char *ind_cell_status_name(ind_cell_status status) {
    static const char *const names[] = {
        "ok", "unreliable", "no_data", "not_delivered", "incomplete_follow_up", "not_applicable", "suppressed"};
    return names[status];
}

const char *ind_flag_name(unsigned flags, size_t index) {
    static const struct {
        unsigned flag;
        const char *name;
    } names[IND_FLAGS] = {{IND_FLAG_PRELIMINARY, "preliminary"},
                          {IND_FLAG_INCOMPLETE_LOOK_BACK, "incomplete_look_back"},
                          {IND_FLAG_PARTIAL, "partial"},
                          {IND_FLAG_IMPLAUSIBLE, "implausible"},
                          {IND_FLAG_DATA_FINDINGS, "data_findings"},
                          {IND_FLAG_SERIES_BREAK, "series_break"},
                          {IND_FLAG_UNWEIGHTED, "unweighted"},
                          {IND_FLAG_MIXED, "mixed"},
                          {IND_FLAG_NOISE, "population_noise"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if ((flags & names[i].flag) != 0 && index-- == 0)
            return names[i].name;
    return NULL;
}

const char *ind_cell_reason_name(ind_cell_reason reason) {
    static const char *const names[IND_REASONS] = {
        NULL, "unreadable", "outside_series", "no_population", "population_classes", "few_events", "contradictory", "empty_column"};
    return names[reason];
}

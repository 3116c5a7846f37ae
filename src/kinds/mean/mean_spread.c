/* mean_spread.c - how far the values of a cell's rows lie apart, and their mean where none of them has a weight.
 *
 * Both go by a table of the values, which a cell keeps only where one of them is asked for.  A row of weight 0 is in
 * it. */
#include "kinds/mean/mean.h"

#include "kinds/common/moments.h"
#include "kinds/common/value_levels.h"

enum { SPREAD_MIN, SPREAD_MAX, SPREAD_RANGE, SPREAD_SD }; /* choices of "spread" */

typedef struct {
    const double *values;
    const int64_t *counts;
    size_t count;
    double n, sum, squares; /* SQUARES: of the differences from the mean */
} sample;

static sample sample_of(ind_cells *cells, uint32_t cell) {
    sample s = {0};
    s.count = ind_cells_get_table(cells, cell, MEAN_VALUES, &s.values, &s.counts);
    for (size_t i = 0; i < s.count; i++) {
        s.n += (double)s.counts[i];
        s.sum += (double)s.counts[i] * s.values[i];
    }
    for (size_t i = 0; i < s.count; i++) {
        double from_mean = s.values[i] - s.sum / s.n;
        s.squares += (double)s.counts[i] * from_mean * from_mean;
    }
    return s;
}

void ind_mean_put_spread(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    static const char *const names[] = {"min", "max", "range", "sd_rows"};
    const ind_param *spread = ind_kind_param(measure, P_SPREAD);
    sample s = sample_of(cells, cell);
    if (s.count == 0)
        return;
    out->has_spread = spread->count > 0;
    out->least = s.values[0];
    out->greatest = s.values[s.count - 1];
    const double values[] = {out->least, out->greatest, out->greatest - out->least,
                             s.n > 1 ? sqrt(s.squares / (s.n - 1)) : (double)NAN};
    for (size_t i = 0; i < spread->count; i++)
        ind_outcome_also(out, names[spread->choices[i]], values[spread->choices[i]]);
}

void ind_mean_put_range(ind_outcome *out) {
    if (isnan(out->value))
        return;
    ind_outcome_also(out, "mean", out->value);
    out->value = out->greatest - out->least;
    out->over = out->under = 0;
    out->no_interval = IND_INTERVAL_GIVEN;
}

void ind_mean_weigh_alike(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    sample s = sample_of(cells, cell);
    if (s.count == 0)
        return;
    out->unweighted = true;
    out->value = s.sum / s.n;
    ind_outcome_exact(measure, s.sum, s.n, false, out);
    double sd = s.n > 1 ? sqrt(s.squares / (s.n - 1)) : (double)NAN;
    ind_mean_facts facts = {.mean = out->value, .n = s.n, .variance = sd * sd / s.n};
    ind_outcome_mean_interval(measure, &facts, out);
    for (size_t i = 0; i < out->number_count; i++)
        if (strcmp(out->numbers[i].name, "sd") == 0)
            out->numbers[i].value = sd;
}

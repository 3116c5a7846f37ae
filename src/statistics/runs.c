/* runs.c - see runs.h. */
#include "statistics/runs.h"

#include "statistics/distributions.h"

#include <math.h>

static const double few = 0.05; /* as often, at most, a series without any change crosses its centre so seldom */

static void keep_longest(ind_runs *runs, size_t point) {
    if (runs->run <= runs->chart.longest_run)
        return;
    runs->chart.longest_run = runs->run;
    runs->chart.run_from = runs->from;
    runs->chart.run_to = point;
}

void ind_runs_add(ind_runs *runs, size_t point, double value) {
    ind_run_chart *chart = &runs->chart;
    chart->points++;
    if (value == chart->centre)
        return;
    bool is_first = chart->useful == 0, above = value > chart->centre, crosses = !is_first && above != runs->above;
    chart->useful++;
    chart->crossings += crosses;
    if (is_first || crosses) {
        runs->run = 0;
        runs->from = point;
    }
    runs->above = above;
    runs->run++;
    keep_longest(runs, point);
}

bool ind_runs_judge(const ind_runs *runs, ind_run_chart *out) {
    const ind_run_chart *found = &runs->chart;
    double useful = (double)found->useful;
    if (found->useful < IND_FEWEST_POINTS) {
        *out = (ind_run_chart){.centre = found->centre, .points = found->points, .useful = found->useful};
        return false;
    }
    *out = *found;
    out->longest_run_limit = (size_t)(round(log2(useful)) + 3);
    out->crossings_limit = (size_t)ind_binomial_with_below(few, useful - 1, 0.5);
    out->long_run = out->longest_run > out->longest_run_limit;
    out->few_crossings = out->crossings < out->crossings_limit;
    return true;
}

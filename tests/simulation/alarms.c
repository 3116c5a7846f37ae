/* alarms.c - how often a chart or a comparison says something where there is nothing: see alarms.h. */
#include "alarms.h"
#include "people.h"

#include "indikator/difference.h"
#include "indikator/signals.h"

#include <math.h>

enum { MOST_POINTS = 60, MONTHS = 12, MOST_AREAS = 12 };

static const double level_between_areas = 1 - 0.05 / MOST_AREAS;

/* ---- series ---- */

static void run_signals(const double *values, int points, bool alarm[IND_ALARMS]) {
    ind_run_chart chart;
    bool judged = ind_run_chart_of(values, (size_t)points, &chart);
    alarm[IND_ALARM_LONG_RUN] = judged && chart.long_run;
    alarm[IND_ALARM_FEW_CROSSINGS] = judged && chart.few_crossings;
    alarm[IND_ALARM_ANY] = alarm[IND_ALARM_LONG_RUN] || alarm[IND_ALARM_FEW_CROSSINGS];
}

void alarms_of_months(const alarm_setting *s, chance *c, bool alarm[IND_ALARMS]) {
    double values[MOST_POINTS];
    for (int i = 0; i < s->points; i++)
        values[i] = chance_normal(c);
    run_signals(values, s->points, alarm);
}

void alarms_of_rolling(const alarm_setting *s, chance *c, bool alarm[IND_ALARMS]) {
    double months[MOST_POINTS + MONTHS], values[MOST_POINTS];
    for (int i = 0; i < s->points + MONTHS - 1; i++)
        months[i] = chance_normal(c);
    for (int i = 0; i < s->points; i++) {
        values[i] = 0;
        for (int k = 0; k < MONTHS; k++)
            values[i] += months[i + k];
    }
    run_signals(values, s->points, alarm);
}

void alarms_of_p_chart(const alarm_setting *s, chance *c, bool alarm[IND_ALARMS]) {
    double x[MOST_POINTS], n[MOST_POINTS];
    ind_interval limits[MOST_POINTS];
    bool beyond[MOST_POINTS];
    ind_p_chart chart = {.beyond = 0};
    for (int i = 0; i < s->points; i++) {
        n[i] = s->n;
        x[i] = chance_binomial(c, s->n, s->p);
    }
    bool judged = ind_p_chart_of(x, n, (size_t)s->points, &chart, limits, beyond);
    alarm[IND_ALARM_BEYOND_LIMITS] = judged && chart.beyond > 0;
    alarm[IND_ALARM_LONG_RUN] = judged && chart.has_runs && chart.runs.long_run;
    alarm[IND_ALARM_FEW_CROSSINGS] = judged && chart.has_runs && chart.runs.few_crossings;
    alarm[IND_ALARM_ANY] =
        alarm[IND_ALARM_BEYOND_LIMITS] || alarm[IND_ALARM_LONG_RUN] || alarm[IND_ALARM_FEW_CROSSINGS];
}

/* ---- areas, each compared with the rest ---- */

/* Shares P of N, N whole or effective. */
static bool differs(double p, double n, double rest_p, double rest_n) {
    ind_interval part, rest, d;
    return ind_shares_are_enough(p, n, rest_p, rest_n) &&
           ind_interval_wilson(fmin(p * n, n), n, level_between_areas, &part) &&
           ind_interval_wilson(fmin(rest_p * rest_n, rest_n), rest_n, level_between_areas, &rest) &&
           ind_difference_mover(p, part, rest_p, rest, &d) && (d.low > 0 || d.high < 0);
}

/* As large as each other, or one with a third of all and the least with a hundredth. */
static int size_of(const alarm_setting *s, int area) {
    static const double parts[MOST_AREAS] = {4, 2, 1.4, 1, 0.8, 0.6, 0.5, 0.5, 0.4, 0.3, 0.3, 0.2};
    return s->unequal ? (int)lround(s->n * parts[area]) : s->n;
}

void alarms_of_areas(const alarm_setting *s, chance *c, bool alarm[IND_ALARMS]) {
    double x[MOST_AREAS], n[MOST_AREAS], all_x = 0, all_n = 0;
    int words = 0;
    for (int i = 0; i < MOST_AREAS; i++) {
        n[i] = size_of(s, i);
        x[i] = chance_binomial(c, (int)n[i], s->p);
        all_x += x[i];
        all_n += n[i];
    }
    for (int i = 0; i < MOST_AREAS; i++)
        words += differs(x[i] / n[i], n[i], (all_x - x[i]) / (all_n - n[i]), all_n - n[i]);
    alarm[IND_ALARM_ANY] = words > 0;
}

void alarms_of_clustered_areas(const alarm_setting *s, chance *c, bool alarm[IND_ALARMS]) {
    static ind_keyed_sum everybody[MOST_AREAS * MOST_PERSONS];
    people area[MOST_AREAS];
    ind_clustered found[MOST_AREAS], whole;
    double x = 0, rows = 0;
    size_t count = 0;
    int words = 0;
    for (int i = 0; i < MOST_AREAS; i++) {
        people_draw(s->n, s->p, false, c, &area[i]);
        for (int k = 0; k < s->n; k++)
            everybody[count++] = area[i].persons[k];
        x += area[i].x;
        rows += area[i].rows;
    }
    bool judged = ind_clustered_share(everybody, count, rows, &whole);
    for (int i = 0; i < MOST_AREAS && judged; i++) {
        double rest = rows - area[i].rows;
        words += ind_clustered_share(area[i].persons, (size_t)s->n, area[i].rows, &found[i]) &&
                 differs(area[i].x / area[i].rows, found[i].effective, (x - area[i].x) / rest,
                         rest * whole.effective / rows);
    }
    alarm[IND_ALARM_ANY] = words > 0;
}

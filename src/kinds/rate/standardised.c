/* standardised.c - the value of a cell of a standardised rate.
 *
 *   direct     sum of w d / n over the classes of age, w the parts of the standard population
 *   indirect   events over those that the fixed rates r would give, sum of n r
 *
 * with d events and n population of a class.  A direct value is one of the same ages everywhere; an indirect one is
 * that of the unit's own ages, so that those of two units are never compared with each other. */
#include "kinds/common/moments.h"
#include "kinds/rate/rate.h"
#include "statistics/standardise.h"

/* Fewer give no standardised value: by simulation its limits hold from 10 on (Morris et al. 2018). */
enum { LEAST_EVENTS = 10 };

/* ---- what the classes of a cell have ---- */

typedef struct {
    double events[IND_MAX_CLASSES], population[IND_MAX_CLASSES];
} cell_classes;

static void read_classes(const ind_cells *cells, uint32_t cell, cell_classes *out) {
    const ind_keyed_sum *list;
    size_t count = ind_cells_get_keyed(cells, cell, CLASSES, &list);
    *out = (cell_classes){0};
    for (size_t i = 0; i < count; i++) {
        out->events[ind_class_of_key(list[i].key)] = list[i].sums[0];
        out->population[ind_class_of_key(list[i].key)] = list[i].sums[1];
    }
}

static void tell(ind_outcome *out, ind_cell_status status, ind_cell_reason reason) {
    out->told = status;
    out->told_why = reason;
}

/* ---- direct ---- */

/* A class that the standard has and the cell has not leaves no value. */
static bool set_direct(const ind_measure *measure, const ind_cells *cells, uint32_t cell, const ind_standard *s,
                       const cell_classes *c, ind_counted *out) {
    double weights[IND_MAX_CLASSES];
    if (!ind_standardise_directly(s->share, c->events, c->population, s->count, weights, &out->value, &out->variance))
        return false;
    if (ind_measure_clusters(measure))
        *out = ind_counted_persons(cells, cell, IND_COUNTED_PERSONS, out->value, weights);
    return true;
}

static void tell_crude(const ind_measure *measure, const ind_rate *rate, ind_outcome *out) {
    const double *levels;
    double factor = ind_unit_factor(measure) / rate->population;
    ind_also *crude = ind_outcome_also(out, "crude", factor * rate->counted.value);
    if (ind_kind_levels(measure, &levels) > 0)
        crude->has_interval = ind_counted_interval(measure, &rate->counted, levels[0], factor, &crude->interval);
}

/* ---- either ---- */

void ind_rate_standardised(const ind_measure *measure, const ind_cells *cells, uint32_t cell, const ind_rate *rate,
                           ind_outcome *out) {
    ind_standard s;
    cell_classes c;
    ind_counted counted = rate->counted;
    double factor = ind_unit_factor(measure);
    ind_standard_read(measure, &s, NULL);
    read_classes(cells, cell, &c);
    bool indirect = s.method == IND_INDIRECT, has = true;
    if (indirect) {
        double expected = ind_standardise_expected(s.rate, c.population, s.count);
        ind_outcome_number(out, "expected", expected, expected == floor(expected));
        has = expected > 0;
        factor /= expected;
    } else {
        has = set_direct(measure, cells, cell, &s, &c, &counted);
    }
    if (!has || rate->counted.value < LEAST_EVENTS) {
        tell(out, has ? IND_CELL_UNRELIABLE : IND_CELL_NOT_APPLICABLE,
             has ? IND_REASON_FEW_EVENTS : IND_REASON_NO_POPULATION);
        return;
    }
    out->value = factor * counted.value;
    ind_counted_intervals(measure, &counted, factor, out);
    if (!indirect)
        tell_crude(measure, rate, out);
}

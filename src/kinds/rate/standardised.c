/* standardised.c - the value of a cell of a standardised rate.
 *
 *   direct     sum of w d / n over the classes of age, w the parts of the standard population
 *   indirect   events over those that the fixed rates r would give, sum of n r
 *
 * with d events and n population of a class.  A direct value is one of the same ages everywhere; an indirect one is that
 * of the unit's own ages, so that those of two units are never compared with each other. */
#include "kinds/common/moments.h"
#include "kinds/rate/rate.h"

enum { LEAST_EVENTS = 10 }; /* fewer give no standardised value */

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

/* A class that the standard has and the cell has not. */
static bool lacks_class(const ind_standard *s, const cell_classes *c) {
    for (size_t i = 0; i < s->count; i++)
        if (s->share[i] > 0 && !(c->population[i] > 0))
            return true;
    return false;
}

static void tell(ind_outcome *out, ind_cell_status status, ind_cell_reason reason) {
    out->told = status;
    out->told_why = reason;
}

/* ---- direct ---- */

/* Of persons who may have several events, else of events that are independent. */
static ind_counted weighed(const ind_measure *measure, const ind_cells *cells, uint32_t cell, const double *weights,
                           const ind_standard *s, const cell_classes *c) {
    ind_counted out = {0};
    for (size_t i = 0; i < s->count; i++) {
        out.value += weights[i] * c->events[i];
        out.variance += weights[i] * weights[i] * c->events[i];
        out.events += c->events[i];
    }
    return ind_measure_clusters(measure) ? ind_counted_persons(cells, cell, IND_COUNTED_PERSONS, out.value, weights)
                                         : out;
}

static void set_direct(const ind_measure *measure, const ind_cells *cells, uint32_t cell, const ind_standard *s,
                       const cell_classes *c, const ind_rate *rate, ind_outcome *out) {
    double weights[IND_MAX_CLASSES], factor = ind_unit_factor(measure);
    for (size_t i = 0; i < s->count; i++)
        weights[i] = s->share[i] > 0 ? s->share[i] / c->population[i] : 0;
    ind_counted counted = weighed(measure, cells, cell, weights, s, c);
    out->value = factor * counted.value;
    ind_counted_intervals(measure, &counted, factor, out);
    ind_also *crude = ind_outcome_also(out, "crude", factor * (rate->counted.value / rate->population));
    const double *levels;
    if (ind_kind_levels(measure, &levels) > 0)
        crude->has_interval = ind_counted_interval(measure, &rate->counted, levels[0], factor / rate->population,
                                                   &crude->interval);
}

/* ---- indirect ---- */

static double expected_of(const ind_standard *s, const cell_classes *c) {
    double expected = 0;
    for (size_t i = 0; i < s->count; i++)
        expected += c->population[i] * s->rate[i];
    return expected;
}

static void set_indirect(const ind_measure *measure, const ind_rate *rate, double expected, ind_outcome *out) {
    double factor = ind_unit_factor(measure) / expected;
    out->value = factor * rate->counted.value;
    ind_counted_intervals(measure, &rate->counted, factor, out);
}

/* ---- either ---- */

void ind_rate_standardised(const ind_measure *measure, const ind_cells *cells, uint32_t cell, const ind_rate *rate,
                           ind_outcome *out) {
    ind_standard s;
    cell_classes c;
    ind_standard_read(measure, &s, NULL);
    read_classes(cells, cell, &c);
    double expected = expected_of(&s, &c);
    bool indirect = s.method == IND_INDIRECT;
    if (indirect)
        ind_outcome_number(out, "expected", expected, expected == floor(expected));
    if (indirect ? !(expected > 0) : lacks_class(&s, &c))
        tell(out, IND_CELL_NOT_APPLICABLE, IND_REASON_NO_POPULATION);
    else if (rate->counted.value < LEAST_EVENTS)
        tell(out, IND_CELL_UNRELIABLE, IND_REASON_FEW_EVENTS);
    else if (indirect)
        set_indirect(measure, rate, expected, out);
    else
        set_direct(measure, cells, cell, &s, &c, rate, out);
}

/* counting_interval.c - see counting_interval.h.
 *
 * A cell has one table of what each person has of each class: its keys are the number of the person and behind it that
 * of the class, so that in the order of keys all classes of a person stand together. */
#include "kinds/rows/counting_interval.h"

/* ---- persons ---- */

enum { CLASS_BITS = 8 };

static uint64_t key_of(uint64_t person, size_t class) {
    uint64_t kept = person << CLASS_BITS;
    return (kept == 0 ? (uint64_t)IND_FIRST_KEY << CLASS_BITS : kept) | class;
}

static uint64_t person_of(uint64_t key) {
    return key >> CLASS_BITS;
}

/* The squares are for those of whom nobody knows who they are: each row is then of a person of its own. */
void ind_counted_add(ind_cells *cells, uint32_t cell, size_t term, uint64_t person, size_t class, double x) {
    ind_cells_add_keyed(cells, cell, term, key_of(person, class), x, person == IND_NOBODY ? x * x : 0);
}

static double weight_of(const double *weights, uint64_t key) {
    return weights == NULL ? 1 : weights[key & ((1u << CLASS_BITS) - 1)];
}

ind_counted ind_counted_persons(const ind_cells *cells, uint32_t cell, size_t term, double value,
                                const double *weights) {
    const ind_keyed_sum *list;
    size_t count = ind_cells_get_keyed(cells, cell, term, &list);
    ind_counted c = {.value = value};
    for (size_t i = 0, next; i < count; i = next) {
        double sum = 0, squares = 0, rows = 0;
        for (next = i; next < count && person_of(list[next].key) == person_of(list[i].key); next++) {
            double weight = weight_of(weights, list[next].key);
            sum += weight * list[next].sums[0];
            squares += weight * weight * list[next].sums[1];
            rows += list[next].sums[1];
        }
        bool known = person_of(list[i].key) != IND_NOBODY;
        c.variance += known ? sum * sum : squares;
        c.events += known ? 1 : rows;
    }
    return c;
}

/* ---- limits ---- */

bool ind_counted_interval(const ind_measure *measure, const ind_counted *c, double level, double factor,
                          ind_interval *out) {
    const ind_param *method = ind_measure_param(measure, "interval.method");
    bool has = ind_param_is(method, "dobson")  ? ind_interval_dobson(c->value, c->variance, c->events, level, out)
               : ind_param_is(method, "sum")     ? ind_interval_normal(c->value, c->variance, level, out)
               : ind_param_is(method, "poisson") ? ind_interval_poisson(c->value, level, out)
                                                 : false;
    if (has)
        *out = (ind_interval){factor * out->low, factor * out->high};
    return has;
}

void ind_counted_intervals(const ind_measure *measure, const ind_counted *counted, double factor, ind_outcome *out) {
    const double *levels;
    size_t count = ind_kind_levels(measure, &levels);
    for (size_t i = 0; i < count; i++)
        out->has_interval[i] = ind_counted_interval(measure, counted, levels[i], factor, &out->intervals[i]);
    if (!out->has_interval[0] && counted->variance == 0)
        out->no_interval = IND_INTERVAL_NO_EVENTS;
}

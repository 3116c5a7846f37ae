/* units.c - what the unit of a measure makes of a share or a ratio. */
#include "definition/definition.h"

double ind_factor_of_unit(ind_str unit) {
    static const struct {
        const char *unit;
        double factor;
    } units[] = {{"percent", 100}, {"per_1000", 1000}, {"per_10000", 10000}, {"per_100000", 100000}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (ind_str_is(unit, units[i].unit))
            return units[i].factor;
    return 1;
}

double ind_unit_factor(const ind_measure *measure) {
    return ind_factor_of_unit(measure->unit);
}

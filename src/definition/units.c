/* units.c - what the unit of a measure makes of a share or a ratio. */
#include "definition/definition.h"

double ind_unit_factor(const ind_measure *measure) {
    static const struct {
        const char *unit;
        double factor;
    } units[] = {{"percent", 100}, {"per_1000", 1000}, {"per_10000", 10000}, {"per_100000", 100000}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (ind_str_is(measure->unit, units[i].unit))
            return units[i].factor;
    return 1;
}

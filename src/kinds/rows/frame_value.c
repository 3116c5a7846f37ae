/* frame_value.c - what a sample says of a cell, and of the part of a population that has answered. */
#include "kinds/common/moments.h"
#include "kinds/rows/sample_strata.h"
#include "statistics/design.h"

#include <math.h>

static const ind_param *param_of(const ind_measure *measure, const ind_frame_how *how, size_t number) {
    return ind_kind_param(measure, how->params + number);
}

bool ind_frame_is_finite(const ind_measure *measure, const ind_frame_how *how) {
    return param_of(measure, how, IND_FRAME_FINITE)->integer != 0;
}

static ind_status refuse(ind_diag *diag, const ind_param *at, const char *help, const char *what) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "finite_population", ind_json_place(at->node), help, "%s",
                        what);
}

/* A stratum is named in the answers and in the sample, by as many columns of the same types. */
static bool are_alike(const ind_param *there, const ind_param *here) {
    bool alike = there->node != NULL && here->node != NULL && there->count == here->count;
    for (size_t k = 0; alike && k < here->count; k++)
        alike = ind_expr_type(there->exprs[k]) == ind_expr_type(here->exprs[k]);
    return alike;
}

/* Rows of the sample are put in periods as answers are: by a day, or held against each. */
static ind_status check_day(const ind_measure *measure, const ind_frame_how *how, ind_diag *diag) {
    const ind_param *date = param_of(measure, how, IND_FRAME_DATE), *each = ind_measure_find(measure, "period.each");
    bool is_each = each != NULL && each->integer != 0;
    if (!ind_measure_counts_beside(measure) || is_each == (date->node == NULL))
        return IND_OK;
    const ind_json *at = is_each ? date->node : ind_json_get(measure->node, "frame");
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, is_each ? "numerator_data" : "missing_key",
                        is_each ? ind_json_place(at) : ind_json_key_place(at),
                        is_each ? "say in 'frame.where' what depends on the period" : NULL, "%s",
                        is_each ? "each row is held against every period: 'frame.date' says nothing"
                                : "'frame.date' is missing: no day puts its rows in a period");
}

ind_status ind_frame_check(const ind_measure *measure, const ind_frame_how *how, ind_diag *diag) {
    const ind_param *finite = param_of(measure, how, IND_FRAME_FINITE);
    const ind_param *there = param_of(measure, how, IND_FRAME_STRATUM),
                    *here = param_of(measure, how, IND_FRAME_STRATUM_OF);
    const ind_param *named = there->node != NULL ? there : here;
    ind_status status = check_day(measure, how, diag);
    if (finite->integer != 0 && param_of(measure, how, IND_FRAME_POPULATION)->node == NULL)
        status = refuse(diag, finite, "\"frame\": { \"population\": ... }",
                        "'interval.finite_population' needs the number of persons in 'frame.population'");
    if (named->node != NULL && !are_alike(there, here))
        status = refuse(diag, named, "\"stratum\": [\"kommunkod\"], \"frame\": { \"stratum\": [\"kommunkod\"] }",
                        "a stratum is named by 'stratum' in the answers and by 'frame.stratum' in the sample, by as "
                        "many columns of the same types");
    if (named->node != NULL && finite->integer == 0)
        status = refuse(diag, named, "\"finite_population\": true",
                        "strata are those of a finite population: 'interval.finite_population' says that it is one");
    return status;
}

/* Has the sample told of all of the cell?  Rows without a value of a group, such as a sample that is not by sex, are of
 * all values, not of the unknown one. */
static bool is_told(const ind_frame_how *how, const ind_cells *cells, uint32_t cell, const ind_outcome *out) {
    return !out->unknown_group && ind_cells_get_count(cells, cell, how->terms + IND_FRAME_T_ROWS) > 0;
}

static bool is_whole(const ind_frame_how *how, const ind_cells *cells, uint32_t cell) {
    return ind_cells_get_count(cells, cell, how->terms + IND_FRAME_T_UNFRAMED) == 0;
}

static double sum_of(const ind_frame_how *how, const ind_cells *cells, uint32_t cell, size_t term) {
    return ind_cells_get_sum(cells, cell, how->terms + term);
}

double ind_frame_fraction(const ind_measure *measure, const ind_frame_how *how, const ind_cells *cells, uint32_t cell,
                          double n, const ind_outcome *out) {
    double fraction = 0, population = sum_of(how, cells, cell, IND_FRAME_T_POPULATION) -
                                      sum_of(how, cells, cell, IND_FRAME_T_OUTSIDE);
    if (!ind_frame_is_finite(measure, how))
        return 0;
    bool known =
        is_told(how, cells, cell, out) && is_whole(how, cells, cell) && ind_sampling_fraction(n, population, &fraction);
    return known ? fraction : 0;
}

bool ind_frame_tells_strata(const ind_measure *measure, const ind_frame_how *how, const ind_cells *cells, uint32_t cell,
                            const ind_outcome *out) {
    return ind_has_sample_strata(measure, how) && is_told(how, cells, cell, out);
}

bool ind_frame_is_too_small(double responded, double asked, double outside) {
    return responded > asked - outside;
}

void ind_frame_value(const ind_measure *measure, const ind_frame_how *how, const ind_cells *cells, uint32_t cell,
                     double fraction, ind_outcome *out) {
    bool told = is_told(how, cells, cell, out);
    double asked = sum_of(how, cells, cell, IND_FRAME_T_ASKED), outside = sum_of(how, cells, cell, IND_FRAME_T_OUTSIDE);
    double responded = (double)ind_cells_get_count(cells, cell, how->responded);
    bool rate =
        told && is_whole(how, cells, cell) && asked > outside && !ind_frame_is_too_small(responded, asked, outside);
    if (how->responded_name != NULL)
        ind_outcome_number(out, how->responded_name, responded, true);
    ind_outcome_number(out, "asked", told ? asked : (double)NAN, true);
    if (param_of(measure, how, IND_FRAME_OUTSIDE)->node != NULL)
        ind_outcome_number(out, "over_coverage", told ? outside : (double)NAN, true);
    if (param_of(measure, how, IND_FRAME_POPULATION)->node != NULL)
        ind_outcome_number(out, "population", told ? sum_of(how, cells, cell, IND_FRAME_T_POPULATION) : (double)NAN,
                           true);
    if (ind_frame_is_finite(measure, how))
        ind_outcome_number(out, "sampling_fraction", fraction > 0 ? fraction : (double)NAN, false);
    ind_outcome_also(out, how->rate_name, rate ? 100 * (responded / (asked - outside)) : (double)NAN);
}

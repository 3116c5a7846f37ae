/* share.c - see share.h. */
#include "kinds/common/share.h"
#include "statistics/design.h"

#include <math.h>

static ind_status refuse(ind_diag *diag, const ind_json *at, const char *what) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "exact_interval", ind_json_place(at),
                        "\"method\": \"wilson\"", "%s: their limits are not those of so many independent rows", what);
}

ind_status ind_share_check(const ind_measure *measure, ind_diag *diag) {
    const ind_param *method = ind_measure_param(measure, "interval.method");
    const ind_param *weight = ind_measure_find(measure, "weight");
    if (!ind_param_is(method, "clopper_pearson"))
        return IND_OK;
    if (ind_measure_clusters(measure))
        return refuse(diag, method->node, "'interval.method': 'clopper_pearson' with rows of the same person");
    if (weight != NULL && weight->node != NULL)
        return refuse(diag, method->node, "'interval.method': 'clopper_pearson' with rows that have weights");
    return IND_OK;
}

static bool is_weighted(const ind_share_facts *f) {
    return !isnan(f->w);
}

/* Weights that are all alike say nothing: (sum w)^2 = n sum w^2 for these alone.  The rows are then as unweighted ones.
 */
static bool weights_differ(const ind_share_facts *f) {
    return is_weighted(f) && f->w * f->w < f->n * f->ww * (1 - 1e-12);
}

/* The effective number of rows, by weights alone. */
static double kish(const ind_share_facts *f) {
    return is_weighted(f) ? ind_effective_n(f->w, f->ww) : f->n;
}

/* Their effective number by how alike the rows are of one person, or how different those that weigh much, and by the
 * part of the population that they are; or why there is none. */
static ind_interval_reason effective_number(const ind_share_facts *f, double p, double *effective) {
    ind_clustered clustered;
    double variance;
    *effective = kish(f);
    if (f->stratified) {
        *effective = ind_share_effective(p, f->variance, *effective / (1 - f->fraction));
        return isnan(f->variance)     ? IND_INTERVAL_STRATA
               : isfinite(*effective) ? IND_INTERVAL_GIVEN
                                      : IND_INTERVAL_WHOLE;
    }
    if (f->clustered) {
        if (!ind_clustered_share(f->persons, f->person_count, *effective, &clustered))
            return IND_INTERVAL_ONE_PERSON;
        *effective = clustered.effective;
    } else if (weights_differ(f) && ind_weighted_share_variance(f->n, f->w, f->ww, f->wwx, p, &variance)) {
        *effective = ind_share_effective(p, variance, *effective);
    }
    *effective /= 1 - f->fraction;
    return f->fraction < 1 ? IND_INTERVAL_GIVEN : IND_INTERVAL_WHOLE;
}

static bool interval_of(const ind_measure *measure, const ind_share_facts *f, double p, double effective, double level,
                        ind_interval *out) {
    if (ind_param_is(ind_measure_param(measure, "interval.method"), "clopper_pearson"))
        return ind_interval_clopper_pearson(f->x, f->n, level, out);
    return ind_interval_wilson(p * effective, effective, level, out);
}

void ind_outcome_share_of(const ind_measure *measure, const ind_share_facts *f, ind_outcome *out) {
    const double *levels;
    double factor = ind_unit_factor(measure), p = is_weighted(f) ? f->wx / f->w : f->x / f->n, effective;
    bool is_share = is_weighted(f) ? f->w > 0 : f->n > 0;
    if (!is_share)
        return;
    out->value = factor * p;
    out->no_interval = effective_number(f, p, &effective);
    size_t count = ind_kind_levels(measure, &levels);
    for (size_t i = 0; i < count && out->no_interval == IND_INTERVAL_GIVEN; i++) {
        ind_interval *interval = &out->intervals[i];
        out->has_interval[i] = interval_of(measure, f, p, effective, levels[i], interval);
        *interval = (ind_interval){factor * interval->low, factor * interval->high};
    }
    if (is_weighted(f) || f->clustered || f->fraction > 0)
        ind_outcome_number(out, "n_effective", out->no_interval == IND_INTERVAL_GIVEN ? effective : (double)NAN, false);
}

/* mean_interval.c - see mean_interval.h. */
#include "kinds/common/mean_interval.h"

#include <math.h>

static ind_status refuse(ind_diag *diag, const ind_json *at, const char *help, const char *what) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "interval_range", ind_json_place(at), help, "%s", what);
}

ind_status ind_mean_interval_check(const ind_measure *measure, ind_diag *diag) {
    const ind_param *method = ind_measure_param(measure, "interval.method");
    const ind_param *range = ind_measure_find(measure, "interval.range");
    bool logit = ind_param_is(method, "logit");
    if (logit && range->node == NULL)
        return refuse(diag, method->node, "\"range\": [0, 100]",
                      "'interval.method': 'logit' needs the least and the greatest value that there can be");
    if (range == NULL || range->node == NULL)
        return IND_OK;
    if (range->count != 2)
        return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, range->count < 2 ? "too_few" : "too_many",
                            ind_json_place(range->node), "[0, 100]",
                            "'interval.range' has two numbers, the least value and the greatest");
    if (!logit)
        return refuse(diag, range->node, "\"method\": \"logit\"", "'interval.range' is for the method 'logit' alone");
    if (!(range->numbers[0] < range->numbers[1]))
        return refuse(diag, range->node, "\"range\": [0, 100]", "'interval.range' has the lesser number first");
    return IND_OK;
}

/* The variance of a mean where FRACTION of all have answered; or why no interval can be made of it. */
static ind_interval_reason variance_of(const ind_mean_facts *f, double *variance) {
    if (f->stratified && isnan(f->variance))
        return IND_INTERVAL_STRATA;
    if (!(f->n > 1))
        return IND_INTERVAL_ONE_VALUE;
    if (!(f->variance > 0))
        return f->fraction < 1 ? IND_INTERVAL_ALL_ALIKE : IND_INTERVAL_WHOLE;
    *variance = f->stratified ? f->variance : f->variance * (1 - f->fraction);
    return *variance > 0 ? IND_INTERVAL_GIVEN : IND_INTERVAL_WHOLE;
}

void ind_outcome_mean_interval(const ind_measure *measure, const ind_mean_facts *f, ind_outcome *out) {
    const double *levels;
    double variance = 0;
    bool logit = ind_param_is(ind_measure_param(measure, "interval.method"), "logit");
    size_t count = ind_kind_levels(measure, &levels);
    out->no_interval = variance_of(f, &variance);
    for (size_t i = 0; i < count && out->no_interval == IND_INTERVAL_GIVEN; i++) {
        const double *range = logit ? ind_measure_param(measure, "interval.range")->numbers : NULL;
        out->has_interval[i] =
            logit ? ind_interval_index(f->mean, variance, f->n - 1, range[0], range[1], levels[i], &out->intervals[i])
                  : ind_interval_mean_variance(f->mean, variance, f->n - 1, levels[i], &out->intervals[i]);
        if (!out->has_interval[i])
            out->no_interval = logit ? IND_INTERVAL_AT_BOUND : IND_INTERVAL_UNDEFINED;
    }
}

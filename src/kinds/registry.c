/* registry.c - the list of kinds. */
#include "kinds/common/compare_check.h"
#include "kinds/common/periods_check.h"
#include "kinds/common/relations.h"

/* One line a kind, in order of name. */
#define KINDS(KIND)                                                                                                    \
    KIND(before_after)                                                                                                 \
    KIND(continuity)                                                                                                   \
    KIND(count)                                                                                                        \
    KIND(distinct)                                                                                                     \
    KIND(followed)                                                                                                     \
    KIND(mean)                                                                                                         \
    KIND(paired)                                                                                                       \
    KIND(proportion)                                                                                                   \
    KIND(published)                                                                                                    \
    KIND(quantile)                                                                                                     \
    KIND(rate)                                                                                                         \
    KIND(ratio)                                                                                                        \
    KIND(readmission)                                                                                                  \
    KIND(survey_index)

#define DECLARED(name) extern const ind_kind ind_kind_##name;
#define LISTED(name) &ind_kind_##name,
KINDS(DECLARED)
static const ind_kind *const kinds[] = {KINDS(LISTED)};
DECLARED(open)
enum { KINDS_COUNT = sizeof kinds / sizeof *kinds };

const ind_kind_spec *const *ind_kind_specs(size_t *count) {
    static const ind_kind_spec *specs[KINDS_COUNT];
    for (size_t i = 0; i < KINDS_COUNT; i++)
        specs[i] = &kinds[i]->spec;
    *count = KINDS_COUNT;
    return specs;
}

const ind_kind_spec *ind_kind_spec_open(void) {
    return &ind_kind_open.spec;
}

const ind_kind *ind_kind_of(const ind_measure *measure) {
    for (size_t i = 0; i < KINDS_COUNT; i++)
        if (&kinds[i]->spec == measure->kind)
            return kinds[i];
    return measure->kind == &ind_kind_open.spec ? &ind_kind_open : NULL;
}

const char *ind_kind_template_of(const char *kind) {
    for (size_t i = 0; i < KINDS_COUNT; i++)
        if (strcmp(kinds[i]->spec.name, kind) == 0)
            return (const char *)kinds[i]->template;
    return NULL;
}

bool ind_kind_follows(const ind_measure *measure) {
    const ind_kind *kind = ind_kind_of(measure);
    return kind->spec.timeline || (kind->follows != NULL && kind->follows(measure));
}

bool ind_kind_counts(const ind_measure *measure, size_t feed) {
    bool beside = feed == IND_FEED_BESIDE && ind_measure_counts_beside(measure);
    return beside || !ind_kind_follows(measure);
}

bool ind_kind_takes_all(const ind_measure *measure, size_t feed) {
    bool own = feed > 0 && ind_measure_relation(measure, feed) == NULL && !ind_kind_counts(measure, feed);
    return own && ind_kind_of(measure)->feeds[feed].of_all;
}

static ind_status wrong_rounds(ind_diag *diag, const ind_json *at, const char *help, const char *what) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "round_weights", ind_json_place(at), help, "%s", what);
}

/* Weights of two rounds sum to what each round's supplier has chosen, so that one may drown the other. */
static ind_status check_rounds(const ind_kind *kind, const ind_measure *measure, ind_diag *diag) {
    const ind_json *policy = ind_measure_param(measure, "period.round_weights")->node;
    const ind_json *years = ind_measure_param(measure, "period.years")->node;
    bool weighs = kind->weight != NULL && ind_measure_param(measure, kind->weight)->node != NULL;
    if (policy == NULL && weighs && years != NULL)
        return wrong_rounds(diag, years, "\"round_weights\": \"as_delivered\" or \"scaled_to_answers\"",
                            "years with weights of their own are pooled, and no policy says how they weigh");
    if (policy != NULL && !weighs)
        return wrong_rounds(diag, policy, "leave it out", "there are no weights");
    if (policy != NULL && ind_kind_scales_rounds(measure) && !ind_kind_adds_months(kind, measure))
        return wrong_rounds(diag, policy, "\"as_delivered\"",
                            "what is counted anew in each period has no rounds that could be scaled");
    return IND_OK;
}

ind_status ind_kind_check(const ind_measure *measure, ind_diag *diag) {
    const ind_kind *kind = ind_kind_of(measure);
    const ind_param *levels = ind_measure_param(measure, "interval.level");
    ind_status status = kind->check == NULL ? IND_OK : kind->check(measure, diag);
    if (measure->relation_count > 0)
        status =
            ind_status_worst(status, ind_relations_check(measure, ind_kind_feed(kind, measure, 0).entity_count, diag));
    if (kind != &ind_kind_open) {
        status = ind_status_worst(status, ind_periods_check(measure, diag));
        status = ind_status_worst(status, ind_compare_check(measure, diag));
    }
    status = ind_status_worst(status, check_rounds(kind, measure, diag));
    if (ind_measure_counts_persons(measure) && !kind->tells_persons)
        status = ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "reliability_of",
                              ind_json_place(ind_measure_param(measure, "reliability.of")->node), "leave it out",
                              "kind '%s' does not tell of how many persons a value is", kind->spec.name);
    const ind_param *plausible = ind_measure_param(measure, "plausible");
    if (plausible->node != NULL && plausible->count != 2)
        status = ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, plausible->count < 2 ? "too_few" : "too_many",
                              ind_json_place(plausible->node), NULL, "'plausible' has two values");
    else if (plausible->node != NULL && plausible->numbers[0] > plausible->numbers[1])
        status = ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "plausible_range", ind_json_place(plausible->node),
                              NULL, "'plausible' is the least and the greatest value that is believed");
    for (size_t i = 0; i < measure->param_count; i++)
        if (measure->params[i].spec->type == IND_PARAM_RULES && measure->params[i].count > IND_MAX_RULES)
            status = ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "too_many",
                                  ind_json_place(measure->params[i].node), NULL, "more than %d rules", IND_MAX_RULES);
    if (levels->count > IND_MAX_LEVELS)
        status = ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "too_many", ind_json_place(levels->node), NULL,
                              "more than %d confidence levels", IND_MAX_LEVELS);
    return status;
}

/* run_state.c - inputs and dictionaries of a run by name. */
#include "engine/state/run_state.h"

ind_input *ind_run_input(ind_run *run, ind_str dataset) {
    for (size_t i = 0; i < run->input_count; i++)
        if (ind_str_equal(run->inputs[i].dataset->name, dataset))
            return &run->inputs[i];
    return NULL;
}

void ind_job_find(ind_run *run, ind_job *job, ind_job_finding finding) {
    job->findings =
        ind_arena_grow(run->arena, job->findings, job->finding_count, &job->finding_capacity, sizeof *job->findings);
    job->findings[job->finding_count++] = finding;
}

ind_dict *ind_run_dict(ind_run *run, const ind_dataset *dataset, uint32_t field) {
    ind_type type = dataset->fields[field].type;
    if (type != IND_TEXT && type != IND_LIST)
        return NULL;
    for (size_t depth = 0; depth < 8; depth++) { /* follow foreign keys to where the values come from */
        bool moved = false;
        for (size_t k = 0; k < dataset->foreign_key_count && !moved; k++) {
            const ind_foreign_key *key = &dataset->foreign_keys[k];
            const ind_dataset *target = ind_catalogue_dataset(run->catalogue, key->target, run->diag);
            for (size_t f = 0; target != NULL && target != dataset && f < key->count && !moved; f++) {
                int at = key->fields[f] == field ? ind_dataset_field(target, key->target_names[f]) : -1;
                if (at < 0)
                    continue;
                dataset = target;
                field = (uint32_t)at;
                moved = true;
            }
        }
        if (!moved)
            break;
    }
    for (size_t i = 0; i < run->domain_count; i++)
        if (run->domains[i].dataset == dataset && run->domains[i].field == field)
            return run->domains[i].dict;
    run->domains =
        ind_arena_grow(run->arena, run->domains, run->domain_count, &run->domain_capacity, sizeof *run->domains);
    run->domains[run->domain_count] = (ind_domain){dataset, field, ind_dict_new()};
    return run->domains[run->domain_count++].dict;
}

bool ind_feed_counts_by_month(const ind_feed_plan *plan) {
    const ind_measure *measure = plan->job->measure;
    bool beside = plan->number == IND_FEED_BESIDE && ind_measure_counts_beside(measure);
    const ind_kind *kind = plan->job->kind;
    if (!beside)
        return ind_kind_counts_by_month(kind, measure);
    return plan->job->adds_months || !ind_measure_beside_is_each(measure);
}

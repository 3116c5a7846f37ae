/* find_param.c - the parameters of a measure, by their path. */
#include "definition/builder.h"

#include <stdlib.h>

/* Where the parameter with the path at this very address is, or would be: cells are many, and each asks for some. */
static size_t slot_of(const ind_measure *measure, const char *path) {
    size_t slot = (uintptr_t)path * UINT64_C(0x9E3779B97F4A7C15) >> 56;
    while (measure->param_slots[slot] != 0 && measure->params[measure->param_slots[slot] - 1].spec->path != path)
        slot = (slot + 1) % IND_PARAM_SLOTS;
    return slot;
}

void ind_measure_index_params(ind_measure *measure) {
    for (size_t i = 0; i < measure->param_count && i < IND_MAX_PARAMS; i++)
        measure->param_slots[slot_of(measure, measure->params[i].spec->path)] = (uint8_t)(i + 1);
}

const ind_param *ind_measure_find(const ind_measure *measure, const char *path) {
    uint8_t found = measure->param_slots[slot_of(measure, path)]; /* literals that are alike are mostly the same */
    if (found != 0)
        return &measure->params[found - 1];
    for (size_t i = 0; i < measure->param_count; i++)
        if (strcmp(measure->params[i].spec->path, path) == 0)
            return &measure->params[i];
    return NULL;
}

const ind_param *ind_measure_param(const ind_measure *measure, const char *path) {
    const ind_param *found = ind_measure_find(measure, path);
    if (found == NULL)
        abort();
    return found;
}

const ind_relation *ind_measure_relation(const ind_measure *measure, size_t feed) {
    for (size_t i = 0; measure->relation_count > 0 && i < measure->param_count; i++)
        for (size_t k = 0; measure->params[i].relations != NULL && k < measure->params[i].count; k++)
            if (measure->params[i].relations[k].feed == feed)
                return &measure->params[i].relations[k];
    return NULL;
}

bool ind_measure_counts_beside(const ind_measure *measure) {
    const char *dataset = measure->kind == NULL ? NULL : measure->kind->beside;
    return dataset != NULL && ind_measure_param(measure, dataset)->node != NULL;
}

static const ind_json *beside_year(const ind_measure *measure) {
    return ind_measure_param(measure, measure->kind->beside_year)->node;
}

bool ind_measure_beside_is_by_year(const ind_measure *measure) {
    return ind_measure_counts_beside(measure) && measure->kind->beside_year != NULL && beside_year(measure) != NULL;
}

bool ind_measure_beside_is_each(const ind_measure *measure) {
    if (!ind_measure_counts_beside(measure))
        return false;
    return measure->kind->beside_year != NULL ? beside_year(measure) == NULL
                                              : ind_measure_param(measure, "period.each")->integer != 0;
}

int64_t ind_measure_least(const ind_measure *measure, const ind_grouping *split) {
    int64_t least = -1;
    for (size_t g = 0; g < split->count; g++)
        if (measure->groups[split->group[g]].least > least)
            least = measure->groups[split->group[g]].least;
    return least >= 0 ? least : ind_measure_param(measure, "reliability.min_denominator")->integer;
}

bool ind_measure_counts_persons(const ind_measure *measure) {
    return ind_param_is(ind_measure_param(measure, "reliability.of"), "persons");
}

bool ind_measure_clusters(const ind_measure *measure) {
    const ind_param *cluster = ind_measure_find(measure, "interval.cluster");
    return cluster != NULL && cluster->node != NULL;
}

bool ind_measure_keeps_persons(const ind_measure *measure) {
    return ind_measure_counts_persons(measure) || ind_measure_clusters(measure);
}

bool ind_param_is(const ind_param *param, const char *choice) {
    return ind_str_is(param->text, choice);
}

/* trial.c - the cases against a changed definition, in memory that is given back after each change. */
#include "proof/prove.h"

typedef struct {
    const ind_json *set;
    ind_measure *measure; /* NULL: not valid with this set */
} compiled;

struct ind_trial {
    ind_cases cases;
    ind_catalogue view; /* the catalogue, with another codelist where that is what changes */
    const ind_trial_change *change;
    const ind_json *node;
    bool checked;
    compiled *items; /* one a "set": most cases have the same */
    size_t count, capacity;
};

static const ind_json *laid(ind_trial *trial, const ind_json *base) {
    const ind_trial_change *change = trial->change;
    if (change->pointer == NULL)
        return base;
    ind_json *value = ind_arena_alloc(trial->cases.arena, sizeof *value);
    *value = *change->value;
    value->key = ind_str_of(change->pointer);
    ind_json *items[] = {value};
    ind_json set = {.type = IND_JSON_OBJECT, .items = items, .count = 1, .source = base->source};
    const ind_json *out;
    return ind_catalogue_lay_over(&trial->view, trial->cases.arena, base, &set, trial->cases.diag, &out) == IND_OK
               ? out
               : NULL;
}

static ind_measure *compile(ind_trial *trial, const ind_json *set) {
    const ind_json *node;
    ind_measure *measure = NULL;
    ind_cases *c = &trial->cases;
    if (ind_catalogue_lay_over(c->catalogue, c->arena, trial->node, set, c->diag, &node) != IND_OK ||
        ind_measure_compile(c->catalogue, c->arena, node, c->definition, IND_LEAVE_NOTHING, c->diag, &measure) !=
            IND_OK)
        return NULL;
    return !trial->checked || ind_kind_check(measure, c->diag) == IND_OK ? measure : NULL;
}

ind_trial *ind_trial_new(const ind_proof *proof, const ind_trial_change *change, bool checked) {
    ind_arena *arena = ind_arena_new();
    ind_trial *trial = ind_arena_alloc(arena, sizeof *trial);
    trial->cases = proof->cases;
    trial->cases.arena = arena;
    trial->cases.diag = ind_diag_new();
    trial->cases.report = (ind_buffer){0};
    trial->cases.trying = true;
    trial->view = *proof->cases.catalogue;
    trial->view.instead = change->instead;
    trial->cases.catalogue = &trial->view;
    trial->change = change;
    trial->checked = checked;
    trial->node = laid(trial, proof->cases.base);
    if (trial->node != NULL && compile(trial, NULL) != NULL)
        return trial;
    ind_trial_free(trial);
    return NULL;
}

void ind_trial_free(ind_trial *trial) {
    if (trial == NULL)
        return;
    ind_diag_free(trial->cases.diag);
    ind_buffer_free(&trial->cases.report);
    ind_arena_free(trial->cases.arena);
}

static const ind_measure *measure_with(ind_trial *trial, const ind_json *set) {
    for (size_t i = 0; i < trial->count; i++)
        if (trial->items[i].set == set)
            return trial->items[i].measure;
    trial->items =
        ind_arena_grow(trial->cases.arena, trial->items, trial->count, &trial->capacity, sizeof *trial->items);
    trial->items[trial->count] = (compiled){set, compile(trial, set)};
    return trial->items[trial->count++].measure;
}

/* Does SET write over what the trial changes? */
static bool overridden(const ind_trial_change *change, const ind_json *set) {
    for (size_t i = 0; change->pointer != NULL && set != NULL && i < set->count; i++) {
        ind_str key = set->items[i]->key, pointer = ind_str_of(change->pointer);
        if (ind_str_starts(pointer, key) && (pointer.length == key.length || pointer.data[key.length] == '/'))
            return true;
    }
    return false;
}

bool ind_trial_passes(ind_trial *trial, const ind_proof_case *one) {
    if (overridden(trial->change, one->one.set))
        return true;
    const ind_measure *measure = measure_with(trial, one->one.set);
    return measure == NULL || ind_case_run(&trial->cases, &one->one, measure, NULL);
}

bool ind_trial_decides(ind_trial *trial, const ind_proof_case *failing) {
    const ind_measure *measure =
        overridden(trial->change, failing->one.set) ? NULL : measure_with(trial, failing->one.set);
    return measure != NULL && ind_case_run(&trial->cases, &failing->one, measure, NULL);
}

/* STEP: of the kind; a rule may be called the same. */
static uint64_t step_of(const ind_run *run, const char *step) {
    const ind_flow_step *found = run == NULL ? NULL : ind_flow_find(&run->jobs[0].counter.flow, step);
    return found == NULL ? 0 : (uint64_t)found->n;
}

uint64_t ind_trial_figures(ind_trial *trial, const ind_proof_case *one, const char *step) {
    const ind_measure *measure = overridden(trial->change, one->one.set) ? NULL : measure_with(trial, one->one.set);
    if (measure == NULL)
        return step == NULL ? one->figures : 0;
    ind_run *run;
    ind_case_run(&trial->cases, &one->one, measure, &run);
    uint64_t figures = step == NULL ? ind_cases_figures(run) : step_of(run, step);
    ind_run_free(run);
    return figures;
}

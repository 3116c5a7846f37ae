/* selection.c - see selection.h.
 *
 * Which units pass a step is mostly chance, and a jump on chance is guessed wrong every other time.  So a block is
 * taken as a whole, a byte a unit, so that the compiler can take many units at once. */
#include "kinds/common/selection.h"

#include <stdlib.h>

void ind_selection_close(ind_selection *selection) {
    for (size_t i = 0; i < selection->step_count; i++)
        ind_eval_free(selection->steps[i].eval);
    free(selection->steps);
    free(selection->first_of);
    free(selection->taken);
    free(selection->told);
}

/* ---- units ---- */

void ind_selection_reserve(ind_selection *selection, size_t count) {
    if (count <= selection->capacity)
        return;
    selection->capacity = count < 64 ? 64 : count > 2 * selection->capacity ? count : 2 * selection->capacity;
    selection->taken = ind_realloc(selection->taken, selection->capacity);
    if (selection->context->trace != NULL)
        selection->told = ind_realloc(selection->told, selection->capacity * sizeof *selection->told);
}

void ind_selection_begin(ind_selection *selection, size_t count) {
    ind_selection_reserve(selection, count);
    if (count > 0)
        memset(selection->taken, 0, count);
    selection->count = count;
    ind_selection_block(selection, 0, count);
}

void ind_selection_block(ind_selection *selection, size_t from, size_t n) {
    selection->from = from;
    selection->n = n;
}

/* ---- steps on the block ---- */

/* Bytes are added as bytes: so many of them that no sum overflows. */
enum { AT_ONCE = 240 };

static size_t at_once(size_t from, size_t end) {
    return end - from < AT_ONCE ? end - from : AT_ONCE;
}

typedef struct {
    int64_t met, unknown;
} tally;

/* SEEN: 1 for those that are counted. */
static void take_some(uint8_t *restrict taken, const uint8_t *restrict seen, const uint8_t *restrict truth,
                      size_t count, const ind_step *step, tally *sum) {
    uint8_t met = 0, unknown = 0, meets = step->meets, number = step->effect == IND_STEP_MARK ? 0 : step->number;
    uint8_t other = step->effect == IND_STEP_OUT ? 0 : UINT8_MAX;
    for (size_t i = 0; i < count; i++) {
        uint8_t stays = taken[i] == 0 ? UINT8_MAX : 0, now = truth[i] == meets ? UINT8_MAX : 0;
        unknown = (uint8_t)(unknown + (seen[i] & stays & (truth[i] == IND_UNKNOWN)));
        met = (uint8_t)(met + (seen[i] & stays & now));
        taken[i] = (uint8_t)(taken[i] | (stays & (now ^ other) & number));
    }
    sum->met += met;
    sum->unknown += unknown;
}

/* To mark takes nobody. */
static void mark_some(const uint8_t *restrict taken, const uint8_t *restrict truth, size_t count, uint8_t meets,
                      tally *sum) {
    uint8_t met = 0, unknown = 0;
    for (size_t i = 0; i < count; i++) {
        uint8_t stays = taken[i] == 0;
        unknown = (uint8_t)(unknown + (stays & (truth[i] == IND_UNKNOWN)));
        met = (uint8_t)(met + (stays & (truth[i] == meets)));
    }
    sum->met += met;
    sum->unknown += unknown;
}

static void take_all(uint8_t *taken, const uint8_t *seen, const uint8_t *truth, size_t count, const ind_step *step,
                     tally *sum) {
    uint8_t all[AT_ONCE];
    memset(all, true, sizeof all);
    for (size_t from = 0; from < count; from += AT_ONCE)
        if (step->effect == IND_STEP_MARK && seen == NULL)
            mark_some(taken + from, truth + from, at_once(from, count), step->meets, sum);
        else
            take_some(taken + from, seen == NULL ? all : seen + from, truth + from, at_once(from, count), step, sum);
}

static int64_t count_stayers(const uint8_t *taken, size_t count) {
    int64_t stay = 0;
    for (size_t from = 0; from < count; from += AT_ONCE) {
        uint8_t sum = 0;
        for (size_t i = from, end = from + at_once(from, count); i < end; i++)
            sum = (uint8_t)(sum + (taken[i] == 0));
        stay += sum;
    }
    return stay;
}

static int64_t apply(ind_selection *selection, const ind_step *step, const uint8_t *truth, const ind_vector *slots) {
    uint8_t *taken = selection->taken + selection->from;
    tally sum = {0};
    const uint8_t *seen = selection->seen == NULL ? NULL : selection->seen + selection->from;
    take_all(taken, seen, truth, selection->n, step, &sum);
    if (step->flow != SIZE_MAX) {
        ind_flow_step *flow = &selection->context->flow->items[step->flow];
        flow->n += sum.met;
        flow->unknown += flow->unknown < 0 ? 0 : sum.unknown;
    }
    for (size_t i = 0; selection->told != NULL && i < selection->n; i++)
        ind_selection_tell(selection, step, selection->from + i, truth[i], slots, i);
    return sum.met;
}

int64_t ind_selection_answer(ind_selection *selection, size_t step, const uint8_t *truth, const ind_vector *slots) {
    if (!ind_selection_has(selection, step))
        return 0;
    return apply(selection, &selection->steps[selection->first_of[step]], truth, slots);
}

void ind_selection_answer_rule(ind_selection *selection, size_t step, size_t rule, const uint8_t *truth) {
    apply(selection, &selection->steps[selection->first_of[step] + rule], truth, NULL);
}

const uint8_t *ind_selection_truth(const ind_selection *selection, size_t step, const ind_vector *slots) {
    return ind_eval_run(selection->steps[selection->first_of[step]].eval, slots, selection->n)->truth;
}

void ind_selection_ask(ind_selection *selection, size_t step, const ind_vector *slots) {
    for (size_t i = selection->first_of[step]; i < selection->first_of[step + 1]; i++)
        if (selection->steps[i].eval == NULL)
            ind_selection_pass(selection, step);
        else
            apply(selection, &selection->steps[i], ind_eval_run(selection->steps[i].eval, slots, selection->n)->truth,
                  slots);
}

void ind_selection_pass(ind_selection *selection, size_t number) {
    const ind_step *step = &selection->steps[selection->first_of[number]];
    const uint8_t *taken = selection->taken + selection->from;
    int64_t n = count_stayers(taken, selection->n);
    for (size_t i = 0; selection->seen != NULL && i < selection->n; i++)
        n -= taken[i] == 0 && !selection->seen[selection->from + i];
    selection->context->flow->items[step->flow].n += n;
    for (size_t i = 0; selection->told != NULL && i < selection->n; i++)
        ind_selection_tell(selection, step, selection->from + i, step->meets, NULL, 0);
}

/* ---- what is left ---- */

void ind_selection_stayers(const ind_selection *selection, uint8_t *restrict stays) {
    const uint8_t *taken = selection->taken + selection->from;
    for (size_t i = 0; i < selection->n; i++)
        stays[i] = taken[i] == 0;
}

size_t ind_selection_list(const ind_selection *selection, bool asked, uint32_t *restrict units) {
    const uint8_t *taken = selection->taken + selection->from;
    size_t listed = 0;
    if (asked && selection->told != NULL) {
        for (size_t i = 0; i < selection->n; i++)
            units[i] = (uint32_t)i;
        return selection->n;
    }
    for (size_t i = 0, n = selection->n; i < n; i++) {
        units[listed] = (uint32_t)i;
        listed += taken[i] == 0;
    }
    return listed;
}

ind_flow_step *ind_selection_flow(const ind_selection *selection, size_t step) {
    return &selection->context->flow->items[selection->steps[selection->first_of[step]].flow];
}

void ind_selection_met(const ind_selection *selection, size_t step, const ind_events *feed) {
    if (!ind_selection_has(selection, step))
        return;
    ind_flow_step *flow = ind_selection_flow(selection, step);
    flow->n += feed->met;
    flow->unknown += flow->unknown < 0 ? 0 : feed->unknown;
    if (selection->context->trace == NULL)
        return;
    selection->context->trace->counts_met = true;
    selection->context->trace->met_step = selection->steps[selection->first_of[step]].flow;
}

ind_judgement *ind_selection_share(const ind_selection *selection, size_t denominator, size_t numerator, uint32_t unit,
                                   uint8_t answer, bool counted) {
    ind_flow_step *in = ind_selection_flow(selection, denominator), *of = ind_selection_flow(selection, numerator);
    in->n += counted;
    of->n += counted && answer == IND_TRUE;
    of->unknown += counted && answer == IND_UNKNOWN && of->unknown >= 0;
    if (selection->context->trace == NULL)
        return NULL;
    ind_trace_step(selection->context->trace, unit, in, true, false)->counted = counted;
    ind_judgement *share = ind_trace_step(selection->context->trace, unit, of, true, answer != IND_TRUE);
    share->counted = counted && answer == IND_TRUE;
    share->unknown = counted && answer == IND_UNKNOWN && of->unknown >= 0;
    return share;
}

/* selection_tell.c - a trace is told what a step has decided: read from the byte of the unit, not decided anew. */
#include "kinds/common/selection.h"

/* Does the answer speak against the unit?  Of one that had come that far, its byte says so. */
static bool speaks_against(const ind_step *step, bool asked, uint8_t taken, bool met) {
    if (step->effect == IND_STEP_MARK)
        return !met && !step->spec->harmless;
    return asked ? taken == step->number : met == (step->effect == IND_STEP_OUT);
}

static bool is_told(const ind_step *step, bool seen, bool asked, bool against) {
    switch (step->spec->told) {
    case IND_TELL_ALL:
    case IND_TELL_ANYWAY: return true;
    case IND_TELL_SEEN: return seen;
    case IND_TELL_ASKED: return asked;
    case IND_TELL_TAKEN: return asked && against;
    case IND_TELL_NEVER: break;
    }
    return false;
}

/* A condition that the definition does not give decides nothing. */
static bool has_param(const ind_step *step) {
    return step->param != NULL && (step->param->spec->type != IND_PARAM_CONDITION || step->param->expr != NULL);
}

static ind_judgement *add(const ind_selection *selection, const ind_step *step, size_t unit, bool asked, bool against) {
    ind_trace *trace = selection->context->trace;
    uint32_t told = selection->told[unit];
    if (step->flow != SIZE_MAX) {
        const ind_flow_step *flow = &selection->context->flow->items[step->flow];
        return selection->of_rows ? ind_trace_row_step(trace, told, flow, asked, against)
                                  : ind_trace_step(trace, told, flow, asked, against);
    }
    return selection->of_rows ? ind_trace_row_note(trace, told, step->spec->step, against)
                              : ind_trace_note(trace, told, step->spec->step, asked, against);
}

void ind_selection_tell(const ind_selection *selection, const ind_step *step, size_t unit, uint8_t truth,
                        const ind_vector *slots, size_t row) {
    uint8_t taken = selection->taken[unit];
    bool seen = selection->seen == NULL || selection->seen[unit], met = truth == step->meets;
    bool open = seen || selection->tells_unseen;
    bool asked = step->spec->told == IND_TELL_ANYWAY || (open && (taken == 0 || taken == step->number));
    bool against = speaks_against(step, asked, taken, met);
    if (!is_told(step, open, asked, against))
        return;
    ind_judgement *judgement = add(selection, step, unit, asked, against);
    judgement->in_flow = judgement->in_flow && (seen || !selection->tells_unseen);
    judgement->counted = judgement->counted && judgement->in_flow;
    if (step->effect == IND_STEP_MARK)
        judgement->counted = judgement->in_flow && asked && met;
    bool counts = step->flow != SIZE_MAX && selection->context->flow->items[step->flow].unknown >= 0;
    judgement->unknown = counts && asked && judgement->in_flow && truth == IND_UNKNOWN && slots == NULL;
    if (step->eval != NULL && slots != NULL)
        ind_trace_condition(selection->context->trace, judgement, step->spec->path, step->rule, slots, row);
    else if (has_param(step))
        ind_trace_param(selection->context->trace, judgement, step->spec->path);
    if (selection->related != NULL) {
        const ind_related *related = &selection->related[unit - selection->from];
        ind_trace_day(selection->context->trace, judgement, "first", related->first);
        ind_trace_day(selection->context->trace, judgement, "last", related->last);
        ind_trace_integer(selection->context->trace, judgement, "rows", related->rows);
    }
    if (step->spec->facts != NULL)
        step->spec->facts(selection->state, unit, selection->context->trace, judgement);
}

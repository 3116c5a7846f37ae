/* readmission_unknown.c - what is made of an event or of a joining that cannot be told from the data.
 *
 * "missing.event" is about an index: no event of it is known, but an episode of which event.where is unknown lies where
 * one counts.  "missing.join" is about an episode: whether it begins or ends there is unknown.  Neither given: not met,
 * with a warning. */
#include "kinds/readmission.h"

ind_unknown_policy ind_readmission_policy(const ind_measure *measure, const char *path) {
    const ind_param *param = ind_measure_param(measure, path);
    if (param->node == NULL)
        return IND_UNKNOWN_SAID;
    return ind_param_is(param, "exclude") ? IND_UNKNOWN_EXCLUDE
           : ind_param_is(param, "error") ? IND_UNKNOWN_ERROR
                                          : IND_UNKNOWN_NOT_MET;
}

/* ---- who goes out ---- */

void ind_readmission_drop_unsure(ind_readmission *r, size_t from, size_t n) {
    for (size_t e = from; e < from + n; e++) {
        bool asked = r->is_index[e], unsure = r->episodes[e].unsure;
        if (r->context->trace != NULL)
            ind_trace_param(r->context->trace,
                            ind_trace_step(r->context->trace, r->units[e], r->context->flow, r->unsure_step,
                                           asked && r->in_period[e], unsure),
                            "missing.join");
        r->context->flow->items[r->unsure_step].n += asked && unsure && r->in_period[e];
        r->is_index[e] = asked && !unsure;
    }
}

bool ind_readmission_leaves_unsure(ind_readmission *r, size_t e, bool unsure) {
    if (r->context->trace != NULL && r->in_period[e])
        ind_trace_param(
            r->context->trace,
            ind_trace_step(r->context->trace, r->units[e], r->context->flow, r->unsure_event_step, true, unsure),
            "missing.event");
    r->context->flow->items[r->unsure_event_step].n += unsure && r->in_period[e];
    return unsure;
}

/* ---- what is said ---- */

static ind_status say(const ind_readmission *r, ind_diag *diag, ind_unknown_policy policy, int64_t count,
                      const char *what) {
    bool error = policy == IND_UNKNOWN_ERROR;
    if (count <= 0 || (policy != IND_UNKNOWN_SAID && !error))
        return IND_OK;
    return ind_diag_add(diag, error ? IND_ERROR : IND_WARNING, error ? IND_E_DATA : IND_OK, "unknown_condition",
                        (ind_place){0},
                        "find out why values that it reads are missing, or say with 'missing' what that means",
                        "%.*s: of %lld %s", IND_STR_ARGS(r->measure->id), (long long)count, what);
}

ind_status ind_readmission_say_unknown(const ind_readmission *r, ind_diag *diag) {
    int64_t joins = r->join_batch == NULL ? 0 : r->context->flow->items[r->episodes_step].unknown;
    ind_status events, pairs;
    if (r->missing_event == IND_UNKNOWN_ERROR)
        events = say(r, diag, r->missing_event, r->context->flow->items[r->numerator_step].unknown,
                     "counted it is unknown whether there is an event ('missing.event')");
    else
        events =
            say(r, diag, r->missing_event, r->unknown_events, "episodes 'event.where' is unknown: they are no event");
    if (r->missing_join == IND_UNKNOWN_ERROR)
        pairs = say(r, diag, r->missing_join, joins,
                    "pairs of stays it is unknown whether they are joined ('missing.join')");
    else
        pairs =
            say(r, diag, r->missing_join, joins, "pairs of stays 'episode.join_when' is unknown: they are not joined");
    return ind_status_worst(events, pairs);
}

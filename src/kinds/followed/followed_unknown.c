/* followed_unknown.c - what is made of an event or of a joining that cannot be told from the data.
 *
 * "missing.event" is about an index: no event of it is known, but an episode of which event.where is unknown lies where
 * one counts.  "missing.join" is about an episode: whether it begins or ends there is unknown.  Neither given: not met,
 * with a warning. */
#include "kinds/followed/followed.h"

ind_unknown_policy ind_followed_policy(const ind_measure *measure, size_t number) {
    const ind_param *param = ind_kind_param(measure, number);
    if (param->node == NULL)
        return IND_UNKNOWN_SAID;
    return ind_param_is(param, "exclude") ? IND_UNKNOWN_EXCLUDE
           : ind_param_is(param, "error") ? IND_UNKNOWN_ERROR
                                          : IND_UNKNOWN_NOT_MET;
}

static ind_status say(const ind_followed *r, ind_diag *diag, ind_unknown_policy policy, int64_t count,
                      const char *what) {
    bool error = policy == IND_UNKNOWN_ERROR;
    if (count <= 0 || (policy != IND_UNKNOWN_SAID && !error))
        return IND_OK;
    return ind_diag_add(diag, error ? IND_ERROR : IND_WARNING, error ? IND_E_DATA : IND_OK, "unknown_condition",
                        (ind_place){0},
                        "find out why values that it reads are missing, or say with 'missing' what that means",
                        "%.*s: of %lld %s", IND_STR_ARGS(r->measure->id), (long long)count, what);
}

ind_status ind_followed_say_unknown(const ind_followed *r, ind_diag *diag) {
    int64_t joins = r->join_batch == NULL ? 0 : ind_selection_flow(&r->selection, EPISODES)->unknown;
    ind_status events, pairs;
    if (r->missing_event == IND_UNKNOWN_ERROR)
        events = say(r, diag, r->missing_event, ind_selection_flow(&r->selection, NUMERATOR)->unknown,
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

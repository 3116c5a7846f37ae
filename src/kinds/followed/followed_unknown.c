/* followed_unknown.c - what is made of an event or of a joining that cannot be told from the data, and what is said of
 * the data in the end.
 *
 * "missing.event" is about an index: no event of it is known, but an episode of which event.where is unknown lies where
 * one counts.  "missing.join" is about an episode: whether it begins or ends there is unknown.  Neither given: not met,
 * with a warning. */
#include "kinds/followed/followed.h"

ind_unknown_policy ind_followed_policy(const ind_measure *measure, ind_followed_number number) {
    const ind_param *param = ind_followed_param(measure, number);
    if (param->node == NULL)
        return IND_UNKNOWN_SAID;
    return ind_param_is(param, "exclude") ? IND_UNKNOWN_EXCLUDE
           : ind_param_is(param, "error") ? IND_UNKNOWN_ERROR
                                          : IND_UNKNOWN_NOT_MET;
}

static ind_status say(const ind_followed *f, ind_diag *diag, ind_unknown_policy policy, int64_t count,
                      const char *what) {
    bool error = policy == IND_UNKNOWN_ERROR;
    if (count <= 0 || (policy != IND_UNKNOWN_SAID && !error))
        return IND_OK;
    return ind_diag_add(diag, error ? IND_ERROR : IND_WARNING, error ? IND_E_DATA : IND_OK, "unknown_condition",
                        (ind_place){0},
                        "find out why values that it reads are missing, or say with 'missing' what that means",
                        "%.*s: of %lld %s", IND_STR_ARGS(f->measure->id), (long long)count, what);
}

static ind_status say_unknown(const ind_followed *f, ind_diag *diag) {
    int64_t joins = f->join_batch == NULL ? 0 : ind_selection_flow(&f->selection, EPISODES)->unknown;
    int64_t counted = ind_selection_flow(&f->selection, NUMERATOR)->unknown;
    ind_status events, pairs;
    if (f->missing_event == IND_UNKNOWN_ERROR)
        events = say(f, diag, f->missing_event, counted,
                     "counted it is unknown whether there is an event ('missing.event')");
    else if (!ind_selection_has(&f->selection, MAY_BE_EVENT))
        events = say(f, diag, f->missing_event, counted, "counted it is unknown whether they are met: they are not");
    else
        events =
            say(f, diag, f->missing_event, f->unknown_events, "episodes 'event.where' is unknown: they are no event");
    if (f->missing_join == IND_UNKNOWN_ERROR)
        pairs = say(f, diag, f->missing_join, joins,
                    "pairs of stays it is unknown whether they are joined ('missing.join')");
    else
        pairs =
            say(f, diag, f->missing_join, joins, "pairs of stays 'episode.join_when' is unknown: they are not joined");
    return ind_status_worst(events, pairs);
}

void ind_followed_merge(void *state, const void *other) {
    ind_followed *f = state;
    f->open_followed += ((const ind_followed *)other)->open_followed;
    f->after_death += ((const ind_followed *)other)->after_death;
    f->unknown_events += ((const ind_followed *)other)->unknown_events;
    f->rows.out_of_order += ((const ind_followed *)other)->rows.out_of_order;
}

ind_status ind_followed_finish(void *state, ind_diag *diag) {
    const ind_followed *f = state;
    const ind_json *end = ind_followed_param(f->measure, P_DATA_END)->node;
    const ind_json *start = ind_followed_param(f->measure, P_DATA_START)->node;
    const ind_json *death = ind_followed_param(f->measure, P_DATA_DEATH)->node;
    if (f->after_death > 0)
        ind_diag_add(diag, IND_WARNING, IND_OK, "after_death", (ind_place){0}, NULL,
                     "%.*s: %lld rows have '%.*s' after the day of death ('%.*s')", IND_STR_ARGS(f->measure->id),
                     (long long)f->after_death, IND_STR_ARGS(start == NULL ? IND_STR("start") : start->text),
                     IND_STR_ARGS(death == NULL ? IND_STR("personer.dodsdatum") : death->text));
    if (f->rows.out_of_order > 0)
        ind_diag_add(diag, IND_WARNING, IND_OK, "event_order", (ind_place){0}, NULL,
                     "%.*s: %lld events of '%.*s' end before they begin: they are none", IND_STR_ARGS(f->measure->id),
                     (long long)f->rows.out_of_order, IND_STR_ARGS(f->measure->feeds[1].dataset->name));
    ind_status status = say_unknown(f, diag);
    if (f->open_followed == 0 || !ind_selection_has(&f->selection, EPISODES))
        return status; /* a row by itself may well be ongoing */
    ind_diag_add(diag, IND_WARNING, IND_OK, "open_stay_followed", (ind_place){0},
                 "look for ends that were never registered; 'episode.open' says what is made of them",
                 "%.*s: %lld rows without '%.*s' are followed by later ones of the person; they are %s",
                 IND_STR_ARGS(f->measure->id), (long long)f->open_followed,
                 IND_STR_ARGS(end == NULL ? IND_STR("end") : end->text),
                 f->keep_open   ? "taken for ongoing"
                 : f->drop_open ? "left out"
                                : "episodes of their own, and no index");
    return status;
}

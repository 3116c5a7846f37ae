/* followed_check.c - rules across the parameters that their tables cannot say. */
#include "kinds/common/share.h"
#include "kinds/followed/followed.h"

typedef struct {
    const ind_measure *measure;
    ind_diag *diag;
    ind_status status;
    bool elsewhere, has_window; /* events in a dataset; both edges are given */
} checker;

static const ind_param *param(const checker *c, ind_followed_number number) {
    return ind_followed_param(c->measure, number);
}

static bool has(const checker *c, ind_followed_number number) {
    return ind_followed_has(c->measure, number);
}

static void error(checker *c, ind_followed_number at, const char *rule, const char *help, const char *message) {
    c->status = ind_diag_add(c->diag, IND_ERROR, IND_E_DEFINITION, rule, ind_json_place(param(c, at)->node), help, "%s",
                             message);
}

/* ---- keys that go together ---- */

/* What says nothing where the events are in a dataset, or where they are not. */
static void check_keys(checker *c) {
    static const ind_followed_number elsewhere[] = {P_EVENT_PERSON, P_EVENT_DATE,     P_EVENT_START,
                                                    P_EVENT_END,    P_EVENT_RELATION, P_EVENT_MET};
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere && !c->elsewhere; i++)
        if (has(c, elsewhere[i]))
            error(c, elsewhere[i], "event_keys", "name the dataset of the events; it may be that of the index",
                  "this is about events in a dataset, and there is no 'event.dataset'");
    if (c->elsewhere && has(c, P_EVENT_EVENT_MAY_BE_INDEX))
        error(c, P_EVENT_EVENT_MAY_BE_INDEX, "event_keys", "take it away",
              "'event.event_may_be_index' says nothing where the events are in 'event.dataset'");
    if (!c->elsewhere && !has(c, P_EVENT_EVENT_MAY_BE_INDEX))
        error(c, P_EVENT_TAKE, "event_keys", "or name the 'event.dataset' that the events are in",
              "where the events are later rows or episodes, 'event.event_may_be_index' says whether one of them may be "
              "an index too");
}

static void check_take(checker *c) {
    bool later = ind_followed_is(c->measure, P_EVENT_TAKE, "any_later_episode") ||
                 ind_followed_is(c->measure, P_EVENT_TAKE, "next_episode");
    bool one = ind_followed_is(c->measure, P_EVENT_TAKE, "first") || ind_followed_is(c->measure, P_EVENT_TAKE, "last");
    if (later && c->elsewhere)
        error(c, P_EVENT_TAKE, "event_keys", "any, first, last or none",
              "an event in 'event.dataset' is no later episode");
    if (!later && !c->elsewhere)
        error(c, P_EVENT_TAKE, "event_keys", "any_later_episode or next_episode; or name the 'event.dataset'",
              "where the events are later rows or episodes, one of them, or the next, is taken");
    if (one && !has(c, P_EVENT_MET))
        error(c, P_EVENT_TAKE, "event_keys", "any; or say with 'event.met' what it must be",
              "where every event will do, the first or the last says no more than any");
    if (one && ind_followed_is(c->measure, P_EVENT_RELATION, "covers"))
        error(c, P_EVENT_RELATION, "event_keys", "any or none",
              "days are covered by several events together: none of them is the first or the last");
}

/* ---- days ---- */

static void check_days(checker *c) {
    bool date = has(c, P_EVENT_DATE), start = has(c, P_EVENT_START), end = has(c, P_EVENT_END);
    bool one = ind_followed_is(c->measure, P_EVENT_TAKE, "first") || ind_followed_is(c->measure, P_EVENT_TAKE, "last");
    if (date && (start || end))
        error(c, start ? P_EVENT_START : P_EVENT_END, "event_days", "take one of them away",
              "an event is on the days of 'event.date', or lasts from 'event.start' to 'event.end'");
    else if (start != end)
        error(c, start ? P_EVENT_START : P_EVENT_END, "event_days", "for an event of one day give 'event.date'",
              start ? "'event.start' has no 'event.end'" : "'event.end' has no 'event.start'");
    else if (!date && !start && (c->has_window || one))
        error(c, c->has_window ? P_EVENT_DAY_FROM : P_EVENT_TAKE, "event_days",
              "give 'event.date', or 'event.start' and 'event.end'",
              c->has_window ? "a window needs to know when the event is" : "the order of events needs their days");
}

/* What says the same as its default, as the index or the event is of one day. */
static void check_length(checker *c) {
    static const ind_followed_number of_index[] = {P_EVENT_FROM_DAY_OF, P_EVENT_TO_DAY_OF};
    for (size_t i = 0; i < sizeof of_index / sizeof *of_index && !has(c, P_DATA_END); i++)
        if (has(c, of_index[i]))
            error(c, of_index[i], "event_keys", "take it away, or give 'data.end'",
                  "without 'data.end' the index has one day, from which all are counted");
    if (has(c, P_EVENT_DATE) && ind_followed_is(c->measure, P_EVENT_RELATION, "overlaps"))
        error(c, P_EVENT_RELATION, "event_keys", "starts_within; or give 'event.start' and 'event.end'",
              "an event of one day overlaps the window where it starts within it");
}

/* Without window there are no days to be counted from, or to be related to. */
static void check_window(checker *c) {
    static const ind_followed_number of_window[] = {P_EVENT_FROM_DAY_OF, P_EVENT_TO_DAY_OF, P_EVENT_RELATION};
    const ind_param *from = param(c, P_EVENT_DAY_FROM), *to = param(c, P_EVENT_DAY_TO);
    bool from_start = ind_followed_is(c->measure, P_EVENT_FROM_DAY_OF, "start");
    bool to_start = ind_followed_is(c->measure, P_EVENT_TO_DAY_OF, "start");
    if ((from->node == NULL) != (to->node == NULL))
        error(c, from->node != NULL ? P_EVENT_DAY_FROM : P_EVENT_DAY_TO, "half_window",
              "give both, or none for any day",
              from->node != NULL ? "'event.day_from' has no 'event.day_to'" : "'event.day_to' has no 'event.day_from'");
    for (size_t i = 0; i < sizeof of_window / sizeof *of_window && from->node == NULL && to->node == NULL; i++)
        if (has(c, of_window[i]))
            error(c, of_window[i], "event_keys", "take it away, or give 'event.day_from' and 'event.day_to'",
                  "this says nothing without a window");
    if (c->has_window && from->integer > to->integer && !(from_start && !to_start))
        error(c, P_EVENT_DAY_TO, "window", NULL, "'event.day_to' is before 'event.day_from'");
}

/* ---- follow-up ---- */

static void need_role(checker *c, ind_followed_number policy, const char *value, ind_followed_number role) {
    const ind_param *chosen = param(c, policy), *day = param(c, role);
    if (!ind_param_is(chosen, value) || day->expr != NULL)
        return;
    c->status = ind_diag_add(c->diag, IND_ERROR, IND_E_DEFINITION, "missing_role", ind_json_place(chosen->node), NULL,
                             "'%s': '%s' needs the day in '%s'", chosen->spec->path, value, day->spec->path);
}

static void check_follow_up(checker *c) {
    const ind_param *to = param(c, P_EVENT_DAY_TO), *days = param(c, P_FOLLOW_UP_DAYS);
    need_role(c, P_FOLLOW_UP_DEATH, "exclude_index", P_DATA_DEATH);
    need_role(c, P_FOLLOW_UP_DEATH, "exclude", P_DATA_DEATH);
    need_role(c, P_FOLLOW_UP_MOVED, "exclude", P_DATA_MOVED);
    if (days->node == NULL && c->has_window && to->integer > 0)
        error(
            c, P_EVENT_DAY_TO, "no_follow_up", "give 'follow_up'",
            "the window reaches after the index, and nothing says what is made of an index whose window is not all in "
            "the data");
    if (days->node != NULL && c->has_window && days->integer < to->integer)
        error(c, P_FOLLOW_UP_DAYS, "window", NULL,
              "'follow_up.days' is shorter than 'event.day_to': late events would be missed in silence");
    if (ind_followed_is(c->measure, P_EVENT_TAKE, "none") &&
        !ind_followed_is(c->measure, P_FOLLOW_UP_INCOMPLETE, "exclude_index"))
        error(c, has(c, P_FOLLOW_UP_INCOMPLETE) ? P_FOLLOW_UP_INCOMPLETE : P_EVENT_TAKE, "none_is_complete",
              "'follow_up': 'incomplete': 'exclude_index'",
              "that there is no event can be told only of an index whose window is all in the data");
}

static void check_person(checker *c) {
    const ind_param *own = param(c, P_DATA_PERSON), *other = param(c, P_EVENT_PERSON);
    if (other->node != NULL && other->count != own->count)
        error(c, P_EVENT_PERSON, "event_person", NULL,
              "'event.person' names a person by another number of columns than 'data.person'");
}

/* Exact limits and persons that count once have nothing to do with rows that belong together. */
static void check_interval(checker *c) {
    const ind_param *cluster = param(c, P_INTERVAL_CLUSTER);
    c->status = ind_status_worst(c->status, ind_share_check(c->measure, c->diag));
    if (cluster->node != NULL && ind_followed_is(c->measure, P_COUNT, "persons"))
        error(c, P_INTERVAL_CLUSTER, "cluster", "leave it out",
              "'interval.cluster': with 'count': 'persons' each person is counted once already");
}

ind_status ind_followed_check(const ind_measure *measure, ind_diag *diag) {
    checker c = {.measure = measure, .diag = diag};
    bool followed = measure->kind->params == ind_params_of_followed;
    c.elsewhere = ind_followed_has(measure, P_EVENT_DATASET);
    c.has_window = ind_followed_has(measure, P_EVENT_DAY_FROM) && ind_followed_has(measure, P_EVENT_DAY_TO);
    check_follow_up(&c);
    check_window(&c);
    check_interval(&c);
    if (followed) {
        check_keys(&c);
        check_take(&c);
        check_length(&c);
    }
    if (c.elsewhere) {
        check_days(&c);
        check_person(&c);
    }
    return c.status;
}

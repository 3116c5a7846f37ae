/* followed_index.c - each episode is judged alone, as index and as event; then the episodes of a person are
 * followed, for what comes after an index decides whether it stays in.
 *
 * All episodes are judged, whatever the period of the run: an index outside it may take an event that would else be an
 * index inside it.  The period only chooses which of them are counted, in the flow too. */
#include "kinds/followed/followed.h"

#include <stdlib.h>

/* ---- episodes judged ---- */

/* Days and groups of the episodes FROM..FROM+N-1, and which of them lie in the period.  Those that do not go on,
 * unseen, where an event cannot be an index: they may take one. */
static void put_in_period(ind_followed *f, const ind_vector *slots, size_t from, size_t n) {
    size_t groups = f->measure->group_count;
    int64_t without_day = 0;
    uint8_t goes_on[BLOCK];
    ind_strata_run(f->context->strata, slots, n, NULL);
    memcpy(f->day + from, ind_eval_run(f->date, slots, n)->day, n * sizeof *f->day);
    for (size_t i = 0; i < n; i++) {
        size_t e = from + i;
        bool ended = f->episodes[e].row.end != NO_END;
        f->in_period[e] = ended && ind_calendar_has(f->context->calendar, f->day[e]);
        without_day += ended && f->day[e] == IND_NULL_DATE;
        goes_on[i] = f->event_may_be_index ? f->in_period[e] : ended && f->day[e] != IND_NULL_DATE;
        memcpy(f->codes + e * groups, ind_strata_codes(f->context->strata, i), groups * sizeof *f->codes);
    }
    ind_selection_answer(&f->selection, IN_PERIOD, goes_on, NULL);
    ind_selection_flow(&f->selection, IN_PERIOD)->unknown += without_day; /* whether they are seen or not */
}

/* Which of the episodes may be events of earlier ones. */
static void find_events(ind_followed *f, const ind_vector *slots, size_t from, size_t n) {
    if (!ind_selection_has(&f->selection, MAY_BE_EVENT)) {
        memset(f->is_event + from, true, n * sizeof *f->is_event);
        memset(f->may_be_event + from, false, n * sizeof *f->may_be_event);
        return;
    }
    const uint8_t *truth = ind_selection_truth(&f->selection, MAY_BE_EVENT, slots);
    ind_selection_answer(&f->selection, MAY_BE_EVENT, truth, slots);
    for (size_t i = 0; i < n; i++) {
        f->is_event[from + i] = truth[i] == IND_TRUE;
        f->may_be_event[from + i] = truth[i] == IND_UNKNOWN;
        f->unknown_events += f->may_be_event[from + i];
    }
}

/* Index, exclusions and events of episodes FROM..FROM+N-1. */
static void judge_block(ind_followed *f, const ind_vector *slots, size_t from, size_t n) {
    uint8_t unsure[BLOCK];
    ind_selection_block(&f->selection, from, n);
    put_in_period(f, slots, from, n);
    ind_selection_ask(&f->selection, INDEX, slots);
    ind_selection_ask(&f->selection, EXCLUDE, slots);
    ind_relations_ask(f->relations, &f->selection, REQUIRE, slots, f->events, &f->episodes[from].row,
                      sizeof(ind_episode));
    for (size_t i = 0; i < n; i++)
        unsure[i] = f->episodes[from + i].unsure;
    ind_selection_answer(&f->selection, UNKNOWN_JOIN, unsure, NULL);
    find_events(f, slots, from, n);
    if (f->without_event != NULL)
        memcpy(f->or_met + from, ind_eval_run(f->without_event, slots, n)->truth, n);
}

static ind_str county_of(const ind_followed *f, size_t e) {
    const uint32_t *codes = f->codes + e * f->measure->group_count;
    ind_str county = IND_STR("");
    for (size_t g = 0; g < f->measure->group_count && county.length == 0; g++)
        county = ind_strata_whole_of(f->context->strata, g, codes[g], ind_always);
    return county;
}

int32_t ind_followed_delivered(const ind_followed *f, size_t e) {
    int32_t until;
    if (!ind_kind_until(f->measure, f->context->deliveries, county_of(f, e), &until))
        return IND_NULL_DATE;
    return until;
}

static bool follow_up_ends_before(const ind_followed *f, size_t e) {
    int32_t until = ind_followed_delivered(f, e);
    return until == IND_NULL_DATE || ind_followed_since(f, &f->episodes[e].row) + f->follow_up > until;
}

/* Do the deliveries of events of the county begin after the window of the index does? */
static bool window_begins_before(const ind_followed *f, size_t e) {
    int32_t from, to, since;
    ind_window_days(&f->window, &f->episodes[e].row, &from, &to);
    return from <= to &&
           ind_deliveries_since(f->context->deliveries, f->measure->feeds[1].dataset->name, county_of(f, e), &since) &&
           since > from;
}

static void make_room(ind_followed *f) {
    size_t count = f->episode_count, groups = f->measure->group_count;
    if (count <= f->judged_capacity)
        return;
    f->judged_capacity = count;
    f->is_event = ind_realloc(f->is_event, count * sizeof(bool));
    f->is_incomplete = ind_realloc(f->is_incomplete, count * sizeof(bool));
    f->is_met = ind_realloc(f->is_met, count * sizeof(bool));
    f->may_be_event = ind_realloc(f->may_be_event, count * sizeof(bool));
    f->is_unsure = ind_realloc(f->is_unsure, count * sizeof(bool));
    f->begins_before = ind_realloc(f->begins_before, count * sizeof(bool));
    f->or_met = ind_realloc(f->or_met, count);
    f->in_period = ind_realloc(f->in_period, count);
    f->day = ind_realloc(f->day, count * sizeof *f->day);
    f->codes = ind_realloc(f->codes, (count * groups + 1) * sizeof *f->codes);
}

void ind_followed_judge(ind_followed *f) {
    size_t count = f->episode_count;
    make_room(f);
    f->selection.seen = f->in_period;
    for (size_t from = 0; from < count; from += BLOCK) {
        size_t n = count - from < BLOCK ? count - from : BLOCK;
        judge_block(f, ind_gather_run(f->gather, f->events, &f->episodes[from].row, sizeof(ind_episode), n), from, n);
    }
    for (size_t e = 0; e < count; e++)
        f->is_met[e] = f->is_unsure[e] = f->is_incomplete[e] = f->begins_before[e] = false;
    for (size_t e = 0; e < count && f->has_follow_up; e++)
        f->is_incomplete[e] = ind_selection_stays(&f->selection, e) && follow_up_ends_before(f, e);
    for (size_t e = 0; e < count && f->has_reach; e++)
        f->begins_before[e] = ind_selection_stays(&f->selection, e) && window_begins_before(f, e);
}

/* ---- follow-up ---- */

/* Is the day, as known where the episode begins, one of follow-up of the index? */
static bool within(const ind_followed *f, const ind_vector *days, const ind_episode *index) {
    if (days->any == NULL)
        return false;
    int32_t day = days->day[index->row.first], since = ind_followed_since(f, &index->row);
    return day != IND_NULL_DATE && day >= since && day <= since + f->follow_up;
}

/* Exclusions that need the time after the index, in this order; true if the index stays.  DECIDED: death cannot have
 * kept an event from being seen. */
static bool stays_in(ind_followed *f, size_t e, bool decided) {
    ind_selection *selection = &f->selection;
    const ind_episode *index = &f->episodes[e];
    if (ind_selection_has(selection, MOVED))
        ind_selection_exclude(selection, MOVED, e, within(f, &f->events->roles[ROLE_MOVED], index));
    if (f->reach_step != SIZE_MAX)
        ind_selection_decide(selection, f->reach_step, e, f->is_incomplete[e] || f->begins_before[e]);
    if (ind_selection_has(selection, DEATH))
        ind_selection_exclude(selection, DEATH, e,
                              (!decided || f->death_whatever) && within(f, &f->events->roles[ROLE_DEATH], index));
    return ind_selection_stays(selection, e);
}

/* ---- the event ---- */

static void tell_without_event(const ind_followed *f, size_t e) {
    ind_trace *trace = f->context->trace;
    uint8_t truth = f->or_met[e];
    ind_judgement *note = ind_trace_note(trace, f->selection.told[e],
                                         truth == IND_UNKNOWN ? "perhaps met without event" : "met without event", true,
                                         truth != IND_TRUE);
    note->truth = truth;
    ind_trace_param(trace, note, "event.or");
}

static uint8_t either(uint8_t a, uint8_t b) {
    return a == IND_TRUE || b == IND_TRUE ? IND_TRUE : a == IND_UNKNOWN || b == IND_UNKNOWN ? IND_UNKNOWN : IND_FALSE;
}

static ind_event_found find_event(const ind_followed *f, size_t e) {
    ind_event_found found = f->rows.feed == NULL ? ind_followed_later(f, e) : ind_event_rows_take(f, e);
    if (f->rows.feed != NULL && ind_followed_is_told(f, e))
        ind_event_rows_tell(f, e, &found);
    if (f->without_event == NULL)
        return found;
    if (ind_followed_is_told(f, e))
        tell_without_event(f, e);
    found.met = either(found.met, f->or_met[e]);
    found.decided |= f->or_met[e] == IND_TRUE;
    return found;
}

/* TAKEN: NULL, or by episode of the entity, whose first is FROM: it is the event of an earlier index. */
static void follow_index(ind_followed *f, size_t e, size_t from, bool *taken) {
    ind_event_found found = find_event(f, e);
    bool stays = stays_in(f, e, found.decided);
    f->is_unsure[e] = stays && found.met == IND_UNKNOWN;
    if (stays && ind_selection_has(&f->selection, UNKNOWN_EVENT))
        stays = ind_selection_exclude(&f->selection, UNKNOWN_EVENT, e, f->is_unsure[e]);
    f->is_met[e] = stays && found.met == IND_TRUE;
    if (!f->is_met[e] || found.later == SIZE_MAX)
        return;
    if (taken != NULL)
        taken[found.later - from] = true;
    if (f->context->trace != NULL)
        ind_followed_tell_event_of(f, e, found.later);
}

void ind_followed_follow(ind_followed *f, size_t from, size_t to) {
    bool *taken = f->event_may_be_index ? NULL : ind_alloc_array(to - from, sizeof(bool));
    bool found = f->rows.feed == NULL;
    for (size_t e = from; e < to; e++) {
        bool stays = ind_selection_stays(&f->selection, e);
        if (!found && (stays || f->rows.last)) /* events that last are looked at whatever becomes of the index */
            ind_event_rows_find(f, f->episodes[from].entity);
        found |= stays || f->rows.last;
        if (stays && (taken == NULL || ind_selection_exclude(&f->selection, REUSED, e, taken[e - from])))
            follow_index(f, e, from, taken);
    }
    free(taken);
}

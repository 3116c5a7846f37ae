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
static void put_in_period(ind_followed *r, const ind_vector *slots, size_t from, size_t n) {
    size_t groups = r->measure->group_count;
    int64_t without_day = 0;
    uint8_t goes_on[BLOCK];
    ind_strata_run(r->context->strata, slots, n, NULL);
    memcpy(r->day + from, ind_eval_run(r->date, slots, n)->day, n * sizeof *r->day);
    for (size_t i = 0; i < n; i++) {
        size_t e = from + i;
        bool ended = r->episodes[e].row.end != NO_END;
        r->in_period[e] = ended && ind_calendar_has(r->context->calendar, r->day[e]);
        without_day += ended && r->day[e] == IND_NULL_DATE;
        goes_on[i] = r->event_may_be_index ? r->in_period[e] : ended && r->day[e] != IND_NULL_DATE;
        memcpy(r->codes + e * groups, ind_strata_codes(r->context->strata, i), groups * sizeof *r->codes);
    }
    ind_selection_answer(&r->selection, IN_PERIOD, goes_on, NULL);
    ind_selection_flow(&r->selection, IN_PERIOD)->unknown += without_day; /* whether they are seen or not */
}

static void find_events(ind_followed *r, const ind_vector *slots, size_t from, size_t n) {
    if (!ind_selection_has(&r->selection, MAY_BE_EVENT)) {
        memset(r->is_event + from, true, n * sizeof *r->is_event);
        memset(r->may_be_event + from, false, n * sizeof *r->may_be_event);
        return;
    }
    const uint8_t *truth = ind_selection_truth(&r->selection, MAY_BE_EVENT, slots);
    ind_selection_answer(&r->selection, MAY_BE_EVENT, truth, slots);
    for (size_t i = 0; i < n; i++) {
        r->is_event[from + i] = truth[i] == IND_TRUE;
        r->may_be_event[from + i] = truth[i] == IND_UNKNOWN;
        r->unknown_events += r->may_be_event[from + i];
    }
}

/* Index, exclusions and events of episodes FROM..FROM+N-1. */
static void judge_block(ind_followed *r, const ind_vector *slots, size_t from, size_t n) {
    uint8_t unsure[BLOCK];
    ind_selection_block(&r->selection, from, n);
    put_in_period(r, slots, from, n);
    ind_selection_ask(&r->selection, INDEX, slots);
    ind_selection_ask(&r->selection, EXCLUDE, slots);
    for (size_t i = 0; i < n; i++)
        unsure[i] = r->episodes[from + i].unsure;
    ind_selection_answer(&r->selection, UNKNOWN_JOIN, unsure, NULL);
    find_events(r, slots, from, n);
}

int32_t ind_followed_delivered(const ind_followed *r, size_t e) {
    const uint32_t *codes = r->codes + e * r->measure->group_count;
    int32_t until;
    ind_str county = IND_STR("");
    for (size_t g = 0; g < r->measure->group_count && county.length == 0; g++)
        county = ind_strata_whole_of(r->context->strata, g, codes[g], ind_always);
    if (!ind_kind_until(r->measure, r->context->deliveries, county, &until))
        return IND_NULL_DATE;
    return until;
}

static bool follow_up_ends_before(const ind_followed *r, size_t e) {
    int32_t until = ind_followed_delivered(r, e);
    return until == IND_NULL_DATE || r->episodes[e].row.end + r->follow_up > until;
}

static void make_room(ind_followed *r) {
    size_t count = r->episode_count, groups = r->measure->group_count;
    if (count <= r->judged_capacity)
        return;
    r->judged_capacity = count;
    r->is_event = ind_realloc(r->is_event, count * sizeof(bool));
    r->is_incomplete = ind_realloc(r->is_incomplete, count * sizeof(bool));
    r->is_met = ind_realloc(r->is_met, count * sizeof(bool));
    r->may_be_event = ind_realloc(r->may_be_event, count * sizeof(bool));
    r->is_unsure = ind_realloc(r->is_unsure, count * sizeof(bool));
    r->in_period = ind_realloc(r->in_period, count);
    r->day = ind_realloc(r->day, count * sizeof *r->day);
    r->codes = ind_realloc(r->codes, (count * groups + 1) * sizeof *r->codes);
}

void ind_followed_judge(ind_followed *r) {
    size_t count = r->episode_count;
    make_room(r);
    r->selection.seen = r->in_period;
    for (size_t from = 0; from < count; from += BLOCK) {
        size_t n = count - from < BLOCK ? count - from : BLOCK;
        judge_block(r, ind_gather_run(r->gather, r->events, &r->episodes[from].row, sizeof(ind_episode), n), from, n);
    }
    for (size_t e = 0; e < count; e++)
        r->is_met[e] = r->is_unsure[e] = false;
    for (size_t e = 0; e < count; e++)
        r->is_incomplete[e] = ind_selection_stays(&r->selection, e) && follow_up_ends_before(r, e);
}

/* ---- follow-up ---- */

/* What a later episode is to an index. */
typedef enum { BEFORE_WINDOW, IN_WINDOW, AFTER_WINDOW, EVENT } later;

static later judge_later(const ind_followed *r, size_t e, size_t k) {
    int32_t days = r->episodes[k].row.start - r->episodes[e].row.end;
    return days > r->day_to ? AFTER_WINDOW : days < r->day_from ? BEFORE_WINDOW : r->is_event[k] ? EVENT : IN_WINDOW;
}

/* Is there a trace, and the index one that is counted? */
static bool is_told(const ind_followed *r, size_t e) {
    return r->context->trace != NULL && r->in_period[e];
}

static void note_later(const ind_followed *r, size_t e, size_t k, later is) {
    static const char *const names[] = {"later: before window", "later: event", "later: after window", "later: event"};
    static const char *const paths[] = {"event.day_from", "event.where", "event.day_to", "event.where"};
    ind_trace *trace = r->context->trace;
    ind_judgement *note = ind_trace_note(trace, r->selection.told[e], names[is], true, is != EVENT);
    ind_trace_param(trace, note, paths[is]);
    ind_trace_refer(trace, note, "episode", IND_FACT_UNIT, r->selection.told[k]);
    ind_trace_integer(trace, note, "days", (int64_t)r->episodes[k].row.start - r->episodes[e].row.end);
    ind_trace_integer(trace, note, "from", r->day_from);
    ind_trace_integer(trace, note, "to", r->day_to);
}

static void note_event_of(const ind_followed *r, size_t e, size_t event) {
    ind_trace *trace = r->context->trace;
    ind_judgement *of = ind_trace_note(trace, r->selection.told[event], "event of", true, false);
    of->neutral = true;
    ind_trace_refer(trace, of, "episode", IND_FACT_UNIT, r->selection.told[e]);
    ind_trace_integer(trace, of, "days", (int64_t)r->episodes[event].row.start - r->episodes[e].row.end);
}

static void note_no_event(const ind_followed *r, size_t e) {
    ind_trace *trace = r->context->trace;
    ind_judgement *none = ind_trace_note(trace, r->selection.told[e], "no event", true, true);
    ind_trace_param(trace, none, "event.take");
    ind_trace_integer(trace, none, "from", r->day_from);
    ind_trace_integer(trace, none, "to", r->day_to);
}

/* The first later episode of the entity that is an event of index E; SIZE_MAX if there is none, and UNSURE if one that
 * was looked at may be. */
static size_t find_event(const ind_followed *r, size_t e, bool *unsure) {
    *unsure = false;
    for (size_t k = e + 1; k < r->episode_count && r->episodes[k].entity == r->episodes[e].entity; k++) {
        later is = judge_later(r, e, k);
        if (is_told(r, e))
            note_later(r, e, k, is);
        if (is == EVENT)
            return k;
        *unsure |= is == IN_WINDOW && r->may_be_event[k];
        if (is == AFTER_WINDOW || r->next_only)
            break;
    }
    if (is_told(r, e))
        note_no_event(r, e);
    return SIZE_MAX;
}

/* Does the day, as known where the episode begins, lie within follow-up of the index? */
static bool within(const ind_followed *r, const ind_vector *days, const ind_episode *index) {
    if (days->any == NULL)
        return false;
    int32_t day = days->day[index->row.first], end = index->row.end;
    return day != IND_NULL_DATE && day >= end && day <= end + r->follow_up;
}

/* Exclusions that need the time after the index, in this order; true if the index stays. */
static bool stays_in(ind_followed *r, size_t e, bool met) {
    ind_selection *selection = &r->selection;
    const ind_episode *index = &r->episodes[e];
    if (ind_selection_has(selection, MOVED))
        ind_selection_exclude(selection, MOVED, e, within(r, &r->events->roles[ROLE_MOVED], index));
    ind_selection_decide(selection, r->reach_step, e, r->is_incomplete[e]);
    if (ind_selection_has(selection, DEATH))
        ind_selection_exclude(selection, DEATH, e, !met && within(r, &r->events->roles[ROLE_DEATH], index));
    return ind_selection_stays(selection, e);
}

void ind_followed_follow(ind_followed *r, size_t from, size_t to) {
    bool *taken = r->event_may_be_index ? NULL : ind_alloc_array(to - from, sizeof(bool));
    for (size_t e = from; e < to; e++) {
        if (!ind_selection_stays(&r->selection, e) ||
            (taken != NULL && !ind_selection_exclude(&r->selection, REUSED, e, taken[e - from])))
            continue;
        bool unsure;
        size_t event = find_event(r, e, &unsure);
        bool stays = stays_in(r, e, event != SIZE_MAX);
        r->is_unsure[e] = stays && event == SIZE_MAX && unsure;
        if (stays && ind_selection_has(&r->selection, UNKNOWN_EVENT))
            stays = ind_selection_exclude(&r->selection, UNKNOWN_EVENT, e, r->is_unsure[e]);
        r->is_met[e] = stays && event != SIZE_MAX;
        if (r->is_met[e] && taken != NULL)
            taken[event - from] = true;
        if (r->is_met[e] && r->context->trace != NULL)
            note_event_of(r, e, event);
    }
    free(taken);
}

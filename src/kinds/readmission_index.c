/* readmission_index.c - each episode is judged alone, as index and as event; then the episodes of a person are
 * followed, for what comes after an index decides whether it stays in.
 *
 * All episodes are judged, whatever the period of the run: an index outside it may take an event that would else be an
 * index inside it.  The period only chooses which of them are counted, in the flow too. */
#include "kinds/readmission.h"

#include <stdlib.h>

/* ---- episodes judged ---- */

static const uint8_t *truth_of(ind_eval *eval, const ind_vector *slots, size_t n) {
    return eval == NULL ? NULL : ind_eval_run(eval, slots, n)->truth;
}

/* Whether the episode ended, on a day of the calendar. */
static void tell_period(const ind_readmission *r, size_t e, bool ended) {
    ind_trace *trace = r->context->trace;
    ind_judgement *in = ind_trace_step(trace, r->units[e], r->context->flow, r->period_step, true, !r->in_period[e]);
    ind_trace_param(trace, in, ended ? "period.date" : "episode.ongoing");
    ind_trace_day(trace, in, "day", r->day[e]);
    in->unknown = ended && r->day[e] == IND_NULL_DATE;
    if (!r->in_period[e])
        in->says = !ended ? "ongoing" : r->day[e] == IND_NULL_DATE ? "no day" : "outside period";
}

/* "index.where", or a rule of "index.exclude", of episodes FROM..FROM+N-1; TRUTH NULL: there is no condition. */
static void tell_rule(const ind_readmission *r, const char *path, size_t rule, size_t flow_step, const uint8_t *truth,
                      const ind_vector *slots, size_t from, size_t n) {
    ind_trace *trace = r->context->trace;
    bool exclude = flow_step != r->index_step;
    for (size_t i = 0; i < n; i++) {
        bool against = truth != NULL && (truth[i] == IND_TRUE) == exclude;
        ind_judgement *judgement = ind_trace_step(trace, r->units[from + i], r->context->flow, flow_step,
                                                  r->is_index[from + i] && r->in_period[from + i], against);
        if (truth != NULL)
            ind_trace_condition(trace, judgement, path, rule, slots, i);
    }
}

static void tell_may_be_event(const ind_readmission *r, const uint8_t *truth, const ind_vector *slots, size_t from,
                              size_t n) {
    ind_trace *trace = r->context->trace;
    for (size_t i = 0; truth != NULL && i < n; i++)
        ind_trace_condition(trace,
                            ind_trace_note(trace, r->units[from + i], "may be event", true, truth[i] != IND_TRUE),
                            "event.where", 0, slots, i);
}

/* Index, exclusions and events of episodes FROM..FROM+N-1. */
static void judge_block(ind_readmission *r, const ind_vector *slots, size_t from, size_t n) {
    const ind_calendar *calendar = r->context->calendar;
    ind_flow_step *flow = r->context->flow->items;
    size_t groups = r->measure->group_count;
    ind_strata_run(r->context->strata, slots, n, NULL);
    memcpy(r->day + from, ind_eval_run(r->date, slots, n)->day, n * sizeof *r->day);
    for (size_t i = 0; i < n; i++) {
        int32_t day = r->day[from + i];
        bool ended = r->episodes[from + i].row.end != NO_END;
        r->in_period[from + i] = ended && day != IND_NULL_DATE && day >= calendar->from && day <= calendar->to;
        r->is_index[from + i] = r->event_may_be_index ? r->in_period[from + i] : ended && day != IND_NULL_DATE;
        flow[r->period_step].n += r->in_period[from + i];
        flow[r->period_step].unknown += ended && day == IND_NULL_DATE;
        if (r->context->trace != NULL)
            tell_period(r, from + i, ended);
        memcpy(r->codes + (from + i) * groups, ind_strata_codes(r->context->strata, i), groups * sizeof *r->codes);
    }
    const uint8_t *truth = truth_of(r->index_where, slots, n);
    if (r->context->trace != NULL)
        tell_rule(r, "index.where", 0, r->index_step, truth, slots, from, n);
    for (size_t i = 0; i < n; i++) {
        if (!r->is_index[from + i])
            continue;
        flow[r->index_step].unknown += truth != NULL && truth[i] == IND_UNKNOWN && r->in_period[from + i];
        r->is_index[from + i] = truth == NULL || truth[i] == IND_TRUE;
        flow[r->index_step].n += r->is_index[from + i] && r->in_period[from + i];
    }
    for (size_t k = 0; k < r->exclude_count; k++) {
        truth = truth_of(r->exclude[k], slots, n);
        if (r->context->trace != NULL)
            tell_rule(r, "index.exclude", k, r->exclude_steps[k], truth, slots, from, n);
        for (size_t i = 0; i < n; i++) {
            if (!r->is_index[from + i])
                continue;
            flow[r->exclude_steps[k]].unknown += truth[i] == IND_UNKNOWN && r->in_period[from + i];
            flow[r->exclude_steps[k]].n += truth[i] == IND_TRUE && r->in_period[from + i];
            r->is_index[from + i] = truth[i] != IND_TRUE;
        }
    }
    if (r->missing_join == IND_UNKNOWN_EXCLUDE)
        ind_readmission_drop_unsure(r, from, n);
    truth = truth_of(r->event_where, slots, n);
    if (r->context->trace != NULL)
        tell_may_be_event(r, truth, slots, from, n);
    for (size_t i = 0; i < n; i++) {
        r->is_event[from + i] = truth == NULL || truth[i] == IND_TRUE;
        r->may_be_event[from + i] = truth != NULL && truth[i] == IND_UNKNOWN;
        r->unknown_events += r->may_be_event[from + i];
    }
}

/* The county's deliveries reach how far?  By the groups of the index, whatever it is split by.  IND_NULL_DATE: not
 * known. */
static int32_t delivered_until(const ind_readmission *r, size_t e) {
    const uint32_t *codes = r->codes + e * r->measure->group_count;
    int32_t until;
    ind_str county = IND_STR("");
    for (size_t g = 0; g < r->measure->group_count && county.length == 0; g++)
        county = ind_strata_whole_of(r->context->strata, g, codes[g], ind_always);
    if (!ind_kind_until(r->measure, r->context->deliveries, county, &until))
        return IND_NULL_DATE;
    return until;
}

static bool follow_up_ends_before(const ind_readmission *r, size_t e) {
    int32_t until = delivered_until(r, e);
    return until == IND_NULL_DATE || r->episodes[e].row.end + r->follow_up > until;
}

static void make_room(ind_readmission *r) {
    size_t count = r->episode_count, groups = r->measure->group_count;
    if (count <= r->judged_capacity)
        return;
    r->judged_capacity = count;
    r->is_index = ind_realloc(r->is_index, count * sizeof(bool));
    r->is_event = ind_realloc(r->is_event, count * sizeof(bool));
    r->is_incomplete = ind_realloc(r->is_incomplete, count * sizeof(bool));
    r->is_met = ind_realloc(r->is_met, count * sizeof(bool));
    r->may_be_event = ind_realloc(r->may_be_event, count * sizeof(bool));
    r->is_unsure = ind_realloc(r->is_unsure, count * sizeof(bool));
    r->in_period = ind_realloc(r->in_period, count * sizeof(bool));
    r->day = ind_realloc(r->day, count * sizeof *r->day);
    r->codes = ind_realloc(r->codes, (count * groups + 1) * sizeof *r->codes);
}

void ind_readmission_judge(ind_readmission *r) {
    size_t count = r->episode_count;
    make_room(r);
    for (size_t from = 0; from < count; from += BLOCK) {
        size_t n = count - from < BLOCK ? count - from : BLOCK;
        judge_block(r, ind_gather_run(r->gather, r->events, &r->episodes[from].row, sizeof(ind_episode), n), from, n);
    }
    for (size_t e = 0; e < count; e++)
        r->is_met[e] = r->is_unsure[e] = false;
    for (size_t e = 0; e < count; e++)
        r->is_incomplete[e] = r->is_index[e] && follow_up_ends_before(r, e);
}

/* ---- follow-up ---- */

/* A later episode K was looked at as the event of index E. */
static void tell_later(const ind_readmission *r, size_t e, size_t k, int32_t days) {
    ind_trace *trace = r->context->trace;
    bool early = days<r->day_from, late = days> r->day_to;
    const char *name = late ? "later: after window" : early ? "later: before window" : "later: event";
    ind_judgement *later = ind_trace_note(trace, r->units[e], name, true, early || late || !r->is_event[k]);
    ind_trace_param(trace, later, late ? "event.day_to" : early ? "event.day_from" : "event.where");
    ind_trace_refer(trace, later, "episode", IND_FACT_UNIT, r->units[k]);
    ind_trace_integer(trace, later, "days", days);
    ind_trace_integer(trace, later, "from", r->day_from);
    ind_trace_integer(trace, later, "to", r->day_to);
}

static void tell_event_of(const ind_readmission *r, size_t e, size_t event) {
    ind_trace *trace = r->context->trace;
    ind_judgement *of = ind_trace_note(trace, r->units[event], "event of", true, false);
    of->neutral = true;
    ind_trace_refer(trace, of, "episode", IND_FACT_UNIT, r->units[e]);
    ind_trace_integer(trace, of, "days", (int64_t)r->episodes[event].row.start - r->episodes[e].row.end);
}

static void tell_no_event(const ind_readmission *r, size_t e) {
    ind_trace *trace = r->context->trace;
    ind_judgement *none = ind_trace_note(trace, r->units[e], "no event", true, true);
    ind_trace_param(trace, none, "event.take");
    ind_trace_integer(trace, none, "from", r->day_from);
    ind_trace_integer(trace, none, "to", r->day_to);
}

/* The first later episode of the entity that is an event of index E; SIZE_MAX if there is none, and UNSURE if one that
 * was looked at may be. */
static size_t find_event(const ind_readmission *r, size_t e, bool *unsure) {
    const ind_episode *index = &r->episodes[e];
    *unsure = false;
    for (size_t k = e + 1; k < r->episode_count && r->episodes[k].entity == index->entity; k++) {
        int32_t days = r->episodes[k].row.start - index->row.end;
        if (r->context->trace != NULL && r->in_period[e])
            tell_later(r, e, k, days);
        if (days > r->day_to)
            break;
        if (days >= r->day_from && r->is_event[k])
            return k;
        *unsure |= days >= r->day_from && r->may_be_event[k];
        if (r->next_only)
            break;
    }
    return SIZE_MAX;
}

/* Does the day, as known where the episode begins, lie within follow-up of the index? */
static bool within(const ind_readmission *r, const ind_vector *days, const ind_episode *index) {
    if (days->any == NULL)
        return false;
    int32_t day = days->day[index->row.first], end = index->row.end;
    return day != IND_NULL_DATE && day >= end && day <= end + r->follow_up;
}

/* All that "stays_in" asks, with what it answers. */
static void tell_follow_up(const ind_readmission *r, size_t e, bool met) {
    ind_trace *trace = r->context->trace;
    const ind_flow *flow = r->context->flow;
    const ind_episode *index = &r->episodes[e];
    bool asked = true, out;
    if (r->exclude_moved) {
        out = within(r, &r->events->roles[ROLE_MOVED], index);
        ind_judgement *moved = ind_trace_step(trace, r->units[e], flow, r->moved_step, asked, out);
        ind_trace_param(trace, moved, "follow_up.moved");
        ind_trace_integer(trace, moved, "follow_up", r->follow_up);
        asked = asked && !out;
    }
    ind_judgement *reach =
        r->exclude_incomplete
            ? ind_trace_step(trace, r->units[e], flow, r->incomplete_step, asked, r->is_incomplete[e])
            : ind_trace_note(trace, r->units[e], r->is_incomplete[e] ? "incomplete" : "complete", asked, false);
    ind_trace_param(trace, reach, "follow_up.incomplete");
    ind_trace_day(trace, reach, "needed", index->row.end + r->follow_up);
    if (delivered_until(r, e) != IND_NULL_DATE)
        ind_trace_day(trace, reach, "until", delivered_until(r, e));
    asked = asked && !(r->exclude_incomplete && r->is_incomplete[e]);
    if (r->exclude_death) {
        out = !met && within(r, &r->events->roles[ROLE_DEATH], index);
        ind_trace_param(trace, ind_trace_step(trace, r->units[e], flow, r->death_step, asked, out), "follow_up.death");
    }
}

/* An index of the period goes out at STEP. */
static bool leaves_at(ind_readmission *r, size_t e, size_t step) {
    r->context->flow->items[step].n += r->in_period[e];
    return false;
}

/* Exclusions that need the time after the index, in this order; true if the index stays. */
static bool stays_in(ind_readmission *r, size_t e, bool met) {
    const ind_episode *index = &r->episodes[e];
    if (r->context->trace != NULL && r->in_period[e])
        tell_follow_up(r, e, met);
    if (r->exclude_moved && within(r, &r->events->roles[ROLE_MOVED], index))
        return leaves_at(r, e, r->moved_step);
    if (r->exclude_incomplete && r->is_incomplete[e])
        return leaves_at(r, e, r->incomplete_step);
    if (r->exclude_death && !met && within(r, &r->events->roles[ROLE_DEATH], index))
        return leaves_at(r, e, r->death_step);
    return true;
}

/* Is the index TAKEN as the event of an earlier one? */
static bool is_reused(ind_readmission *r, size_t e, bool taken) {
    if (r->context->trace != NULL && r->in_period[e])
        ind_trace_param(r->context->trace,
                        ind_trace_step(r->context->trace, r->units[e], r->context->flow, r->reused_step, true, taken),
                        "event.event_may_be_index");
    r->context->flow->items[r->reused_step].n += taken && r->in_period[e];
    return taken;
}

/* Is there an event, and does the index stay in? */
static size_t follow_index(ind_readmission *r, size_t e) {
    bool unsure;
    size_t event = find_event(r, e, &unsure);
    if (r->context->trace != NULL && event == SIZE_MAX && r->in_period[e])
        tell_no_event(r, e);
    r->is_index[e] = stays_in(r, e, event != SIZE_MAX);
    r->is_unsure[e] = r->is_index[e] && event == SIZE_MAX && unsure;
    if (r->is_index[e] && r->missing_event == IND_UNKNOWN_EXCLUDE)
        r->is_index[e] = !ind_readmission_leaves_unsure(r, e, r->is_unsure[e]);
    r->is_met[e] = r->is_index[e] && event != SIZE_MAX;
    if (r->context->trace != NULL && r->is_met[e])
        tell_event_of(r, e, event);
    return event;
}

void ind_readmission_follow(ind_readmission *r, size_t from, size_t to) {
    bool *taken = r->event_may_be_index ? NULL : ind_alloc_array(to - from, sizeof(bool));
    for (size_t e = from; e < to; e++) {
        if (!r->is_index[e])
            continue;
        if (taken != NULL && is_reused(r, e, taken[e - from])) {
            r->is_index[e] = false;
            continue;
        }
        size_t event = follow_index(r, e);
        if (taken != NULL && r->is_met[e])
            taken[event - from] = true;
        r->is_index[e] = r->is_index[e] && r->in_period[e];
        r->is_met[e] = r->is_met[e] && r->in_period[e];
    }
    free(taken);
}

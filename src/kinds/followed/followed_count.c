/* followed_count.c - the indexes that stay are counted, each by itself or once a person and period. */
#include "kinds/followed/followed.h"

/* What is known of an index, or of a person by its indexes. */
typedef struct {
    bool met, unsure, incomplete, begins_before;
} findings;

static findings of_index(const ind_followed *f, size_t e) {
    return (findings){f->is_met[e], f->is_unsure[e], f->is_incomplete[e], f->begins_before[e]};
}

/* The episode, or the person if UNIT is one. */
static void note_count(const ind_followed *f, uint32_t unit, int32_t period, size_t e, const findings *found) {
    ind_trace *trace = f->context->trace;
    ind_trace_count *count = ind_trace_counted(trace, unit, period, f->codes + e * f->measure->group_count);
    count->has_numerator = true;
    count->met = found->met;
    count->incomplete = found->incomplete || found->begins_before;
    trace->units[unit].in_numerator |= found->met;
}

/* Index E is counted; UNIT: of the trace, the episode or the person. */
static void add(ind_followed *f, uint32_t unit, int32_t period, size_t e, const findings *found) {
    ind_cells *cells = f->context->cells;
    uint32_t cell = ind_cells_at(cells, period, f->codes + e * f->measure->group_count);
    ind_cells_count(cells, cell, TERM_N, 1);
    ind_cells_count(cells, cell, TERM_MET, found->met);
    ind_cells_count(cells, cell, TERM_INCOMPLETE, found->incomplete);
    if (f->clusters)
        ind_cells_add_keyed(cells, cell, TERM_PERSONS, ind_events_key(f->events, f->episodes[e].entity), 1, found->met);
    if (f->has_reach)
        ind_cells_count(cells, cell, TERM_BEFORE, found->begins_before);
    if (f->context->trace != NULL)
        note_count(f, unit, period, e, found);
}

static uint8_t answer_of(const findings *found) {
    return found->met ? IND_TRUE : found->unsure ? IND_UNKNOWN : IND_FALSE;
}

static void count_episodes(ind_followed *f, size_t from, size_t to) {
    for (size_t e = from; e < to; e++) {
        if (!ind_followed_counts(f, e))
            continue;
        findings found = of_index(f, e);
        ind_selection_decide(&f->selection, DENOMINATOR, e, true);
        ind_selection_decide(&f->selection, NUMERATOR, e, answer_of(&found));
        add(f, f->context->trace == NULL ? 0 : f->selection.told[e],
            ind_calendar_month(f->context->calendar, f->day[e]), e, &found);
    }
}

/* The later of two index episodes: by end, then by start, then as they stand. */
static bool is_later(const ind_episode *a, const ind_episode *b) {
    return a->row.end != b->row.end ? a->row.end > b->row.end : a->row.start >= b->row.start;
}

static bool counts_within(const ind_followed *f, size_t e, int32_t first, int32_t last) {
    return ind_followed_counts(f, e) && f->day[e] >= first && f->day[e] <= last;
}

/* Of a trace, one person, whose rows are those of the episodes that count; the last one gives the stratum. */
static uint32_t add_unit(const ind_followed *f, size_t from, size_t to, int32_t first, int32_t last, int period,
                         size_t latest) {
    ind_trace *trace = f->context->trace;
    if (trace == NULL)
        return 0;
    uint32_t unit = ind_trace_unit(trace, IND_UNIT_ENTITY, period);
    trace->units[unit].for_flow = period < 0;
    ind_trace_days(trace, unit, first, last);
    for (size_t e = from; e < to; e++) {
        if (!counts_within(f, e, first, last))
            continue;
        ind_trace_member_add(trace, unit, ind_followed_row(f, f->episodes[e].row.first),
                             e == latest ? "last" : "counted");
        ind_trace_through(trace, f->selection.told[e], true, f->is_met[e]);
    }
    return unit;
}

/* One person in one stretch of days: met if any index is; the stratum of the last index. */
static bool count_person(ind_followed *f, size_t from, size_t to, int32_t first, int32_t last, int period) {
    size_t latest = SIZE_MAX;
    findings all = {0};
    for (size_t e = from; e < to; e++) {
        if (!counts_within(f, e, first, last))
            continue;
        findings one = of_index(f, e);
        all.met |= one.met;
        all.unsure |= one.unsure;
        all.incomplete |= one.incomplete;
        all.begins_before |= one.begins_before;
        if (latest == SIZE_MAX || is_later(&f->episodes[e], &f->episodes[latest]))
            latest = e;
    }
    if (latest == SIZE_MAX)
        return false;
    uint32_t unit = add_unit(f, from, to, first, last, period, latest);
    ind_judgement *numerator =
        ind_selection_share(&f->selection, DENOMINATOR, NUMERATOR, unit, answer_of(&all), period < 0);
    if (numerator != NULL && all.unsure && !all.met)
        numerator->says = "unknown event";
    if (period >= 0)
        add(f, unit, period, latest, &all);
    return true;
}

static void count_persons(ind_followed *f, size_t from, size_t to) {
    const ind_calendar *calendar = f->context->calendar;
    if (!count_person(f, from, to, calendar->from, calendar->to, -1))
        return;
    for (size_t p = 0; p < calendar->count; p++)
        count_person(f, from, to, calendar->items[p].from, calendar->items[p].to, (int)p);
}

void ind_followed_count(ind_followed *f, size_t from, size_t to) {
    if (f->persons)
        count_persons(f, from, to);
    else
        count_episodes(f, from, to);
}

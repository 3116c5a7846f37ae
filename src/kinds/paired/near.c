/* near.c - an index row has two days of its own, such as the first and the last of a rehabilitation; the values are the
 * measurements of the person nearest to each, or the sum of all in some days round each.
 *
 * Of two measurements that are as near the earlier one is taken.  One measurement cannot be both: it tells of no
 * change.  A sum of nothing is 0: who has no visits has no minutes of them. */
#include "kinds/paired/paired.h"

/* The measurements of the person at hand. */
typedef struct {
    const ind_timeline_part *part;
    const int32_t *days;
    const ind_vector *values, *moments; /* MOMENTS NULL: none are alike */
    size_t first, end;
} measured;

static measured find(const ind_paired *p, size_t event) {
    measured m = {0};
    size_t count;
    m.part = ind_events_find(p->events, p->measurements, ind_events_entity(p->events, event), &m.first, &count);
    m.end = m.first + count;
    if (count == 0)
        return m;
    m.days = m.part->columns[p->measurements->role_column[MEASUREMENT_DATE]].day;
    m.values = &m.part->columns[p->measurements->role_column[MEASUREMENT_VALUE]];
    int moment = p->measurements->role_column[MEASUREMENT_ONCE];
    m.moments = moment < 0 ? NULL : &m.part->columns[moment];
    return m;
}

static int64_t distance(int32_t a, int32_t b) {
    return a < b ? (int64_t)b - a : (int64_t)a - b;
}

static ind_pair_value nearest(const measured *m, int32_t day, ind_near window) {
    ind_pair_value best = {.is = NONE, .part = m->part};
    for (size_t e = m->first; e < m->end && day != IND_NULL_DATE; e++) {
        int64_t at = (int64_t)m->days[e] - day;
        double value = ind_number_at(m->values, e);
        if (isnan(value) || at < window.day_from || at > window.day_to)
            continue;
        if (best.is == NONE || distance(m->days[e], day) < distance(m->days[best.event], day)) {
            best.is = FOUND;
            best.event = e;
            best.value = value;
        } else if (m->days[e] == m->days[best.event] && (value < best.value || value > best.value)) {
            best.is = CONTRADICTORY;
        }
    }
    return best;
}

static bool are_alike(const measured *m, size_t a, size_t b) {
    return m->moments != NULL && m->days[a] == m->days[b] && !ind_vector_is_null(m->moments, a) &&
           ind_vector_compare(m->moments, a, m->moments, b) == 0;
}

/* Those that are alike stand together, as they are sorted by day and moment. */
static ind_pair_value sum(const measured *m, int32_t day, ind_near window) {
    ind_pair_value sum = {.is = day == IND_NULL_DATE ? NONE : FOUND, .part = m->part};
    double greatest = 0; /* of the last one and those alike */
    size_t last = SIZE_MAX;
    for (size_t e = m->first; e < m->end && day != IND_NULL_DATE; e++) {
        int64_t at = (int64_t)m->days[e] - day;
        double value = ind_number_at(m->values, e);
        if (isnan(value) || at < window.day_from || at > window.day_to)
            continue;
        if (last != SIZE_MAX && are_alike(m, last, e)) {
            sum.value += value > greatest ? value - greatest : 0;
            greatest = value > greatest ? value : greatest;
            continue;
        }
        last = e;
        greatest = value;
        sum.value += value;
        sum.rows++;
    }
    return sum;
}

static void tell_sum(const ind_paired *p, uint32_t unit, const char *name, ind_pair_value side) {
    ind_trace *trace = p->context->trace;
    if (trace == NULL || side.is == NONE)
        return;
    ind_judgement *note = ind_trace_note(trace, unit, name, true, false);
    ind_trace_integer(trace, note, "rows", side.rows);
    ind_trace_number(trace, note, "value", side.value);
}

static void tell(const ind_paired *p, uint32_t unit, const char *name, ind_pair_value side) {
    ind_trace *trace = p->context->trace;
    if (trace == NULL || side.is == NONE)
        return;
    ind_judgement *note = ind_trace_note(trace, unit, name, true, side.is != FOUND);
    note->says = side.is == CONTRADICTORY ? "measurements contradict" : NULL;
    ind_trace_refer(trace, note, "row", IND_FACT_ROW, ind_trace_row_of(trace, 1, side.part, side.event));
    ind_trace_number(trace, note, "value", side.value);
}

static void judge_row(ind_paired *p, const measured *m, int32_t number, size_t event) {
    const ind_vector *roles = p->events->roles;
    int32_t start = roles[ROLE_BEFORE].day[event], end = roles[ROLE_AFTER].day[event];
    const ind_period *period = &p->context->calendar->items[number];
    ind_pair_value before = (p->sums ? sum : nearest)(m, start, p->before);
    ind_pair_value after = (p->sums ? sum : nearest)(m, end, p->after);
    uint32_t unit = ind_persons_unit(&p->persons, period->from, period->to, number);
    ind_persons_row(&p->persons, unit, p->events, event, "index row");
    (p->sums ? tell_sum : tell)(p, unit, p->sums ? "summed before" : "measured before", before);
    (p->sums ? tell_sum : tell)(p, unit, p->sums ? "summed after" : "measured after", after);
    if (!p->sums && before.is == FOUND && after.is == FOUND && before.event == after.event)
        after.is = NONE;
    ind_entity_row row = {.first = event,
                          .last = event,
                          .start = start,
                          .end = end == IND_NULL_DATE ? IND_NO_END : end,
                          .period = number,
                          .window_from = start == IND_NULL_DATE ? period->from : start + p->before.day_from,
                          .window_to = end == IND_NULL_DATE ? period->to : end + p->after.day_to};
    ind_paired_add(p, unit, &row, before, after);
}

void ind_paired_near(ind_paired *p, size_t from, size_t to) {
    measured m = find(p, from);
    const int32_t *days = p->events->roles[ROLE_DATE].day;
    for (size_t n = 0; n < p->context->calendar->count; n++)
        for (size_t e = from; e < to; e++)
            if (days[e] >= p->context->calendar->items[n].from && days[e] <= p->context->calendar->items[n].to)
                judge_row(p, &m, (int32_t)n, e);
}

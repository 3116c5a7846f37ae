/* rounds.c - an object is judged in rounds: the last round of the period is held against the last one before it.
 *
 * A round is the rows of an object on one day.  Of several, the later one by "data.order" is meant; where nothing tells
 * them apart and their values differ, there is no telling which of them is true. */
#include "base/date.h"
#include "kinds/paired/paired.h"

void ind_paired_window(const ind_measure *measure, const ind_period *period, int32_t *from, int32_t *to) {
    *from = ind_add_months(period->from, -ind_kind_param(measure, P_BEFORE_MONTHS)->integer);
    *to = period->to;
}

static const int32_t *days_of(const ind_paired *p) {
    return p->events->roles[ROLE_DATE].day;
}

/* The first of the rows FROM..TO-1 on DAY or later. */
static size_t first_since(const ind_paired *p, size_t from, size_t to, int32_t day) {
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (days_of(p)[middle] < day)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static bool alike(const ind_vector *order, size_t a, size_t b) {
    if (order->any == NULL)
        return true;
    return order->type == IND_DATE ? order->day[a] == order->day[b] : order->integer[a] == order->integer[b];
}

/* The last of the rows FROM..TO-1, and whether those that nothing tells it from say the same. */
static ind_pair_value last_of(const ind_paired *p, size_t from, size_t to) {
    const ind_vector *values = &p->events->roles[ROLE_VALUE], *order = &p->events->roles[ROLE_ORDER];
    if (from == to)
        return (ind_pair_value){.is = NONE};
    size_t last = to - 1;
    ind_pair_value found = {.is = FOUND, .event = last, .part = p->events->part, .value = ind_number_at(values, last)};
    if (isnan(found.value))
        found.is = UNKNOWN_VALUE;
    for (size_t e = last; e > from && days_of(p)[e - 1] == days_of(p)[last] && alike(order, e - 1, last); e--) {
        double other = ind_number_at(values, e - 1);
        if (isnan(other) != isnan(found.value) || other < found.value || other > found.value)
            found.is = CONTRADICTORY;
    }
    return found;
}

static void tell(const ind_paired *p, uint32_t unit, size_t from, size_t to, ind_pair_value side, const char *note) {
    for (size_t e = from; e < to; e++)
        ind_persons_row(&p->persons, unit, p->events, e, e == side.event ? note : "other row");
}

static void judge_period(ind_paired *p, int32_t number, size_t from, size_t to) {
    const ind_period *period = &p->context->calendar->items[number];
    int32_t first_day, last_day;
    ind_paired_window(p->measure, period, &first_day, &last_day);
    size_t first = first_since(p, from, to, first_day), here = first_since(p, first, to, period->from);
    size_t end = first_since(p, here, to, period->to + 1);
    if (first == end)
        return;
    ind_pair_value before = last_of(p, first, here), after = last_of(p, here, end);
    uint32_t unit = ind_persons_unit(&p->persons, first_day, last_day, number);
    tell(p, unit, first, here, before, "before");
    tell(p, unit, here, end, after, "after");
    size_t a = before.is == NONE ? after.event : before.event, b = after.is == NONE ? before.event : after.event;
    ind_entity_row row = {.first = a,
                          .last = b,
                          .start = days_of(p)[a],
                          .end = days_of(p)[b],
                          .period = number,
                          .window_from = first_day,
                          .window_to = last_day};
    ind_paired_add(p, unit, &row, before, after);
}

void ind_paired_rounds(ind_paired *p, size_t from, size_t to) {
    for (size_t n = 0; n < p->context->calendar->count; n++)
        judge_period(p, (int32_t)n, from, to);
}

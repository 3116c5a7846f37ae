/* starts.c - a start is a row of a person who has had none for so many months; of several of one day the first by the
 * key. */
#include "base/date.h"
#include "kinds/before_after/before_after.h"

static int32_t day_at(const ind_vector *role, size_t event) {
    return role->any == NULL ? IND_NULL_DATE : role->day[event];
}

static bool is_first(const ind_before_after *b, const int32_t *days, size_t from, size_t event) {
    return event == from || days[event - 1] < ind_add_months(days[event], -b->first_in_months);
}

static void tell_not_first(const ind_before_after *b, size_t event) {
    ind_trace *trace = b->context->trace;
    if (trace != NULL)
        ind_trace_row_note(trace, ind_trace_row_of(trace, 0, b->starts->part, event), "not first", true);
}

static void add(ind_before_after *b, int32_t period, size_t event, ind_cohort_person person) {
    const ind_persons *persons = &b->persons;
    int32_t from = person.day - b->gap - b->days_before, to = person.day + b->days_after - 1;
    uint32_t unit = ind_persons_unit(persons, from, to, period);
    ind_persons_row(persons, unit, b->starts, event, "start");
    size_t number;
    ind_person *p = ind_persons_add(&b->persons, unit, &number);
    if (number >= b->item_capacity)
        b->items = ind_grow(b->items, number, &b->item_capacity, sizeof *b->items);
    b->items[number] = person;
    *p = (ind_person){.row = {.first = event,
                              .last = event,
                              .start = person.day,
                              .end = person.day,
                              .period = period,
                              .window_from = from,
                              .window_to = to},
                      .value = NAN,
                      .rows = 1,
                      .kept = 1};
}

void ind_before_after_starts(ind_before_after *b, size_t entity) {
    const ind_timeline_part *part = b->starts->part;
    const ind_vector *roles = b->starts->roles;
    const int32_t *days = roles[ROLE_DATE].day;
    size_t from = part->starts[entity], to = part->starts[entity + 1], count;
    ind_cohort_person person = {0};
    person.part = ind_events_seek(b->starts, b->events, entity, &b->found, &person.first, &count);
    person.end = person.first + count;
    size_t before = b->persons.selection.count;
    for (size_t n = 0; n < b->context->calendar->count; n++) {
        const ind_period *period = &b->context->calendar->items[n];
        for (size_t e = from; e < to; e++) {
            if (days[e] < period->from || days[e] > period->to)
                continue;
            if (!is_first(b, days, from, e)) {
                tell_not_first(b, e);
                continue;
            }
            person.day = days[e];
            person.death = day_at(&roles[ROLE_DEATH], e);
            person.moved = day_at(&roles[ROLE_MOVED], e);
            add(b, (int32_t)n, e, person);
        }
    }
    if (b->persons.selection.count > before)
        ind_before_after_note(b, &person);
}

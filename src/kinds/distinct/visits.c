/* visits.c - the visits of a person in a window, in order of their start. */
#include "kinds/distinct/distinct.h"

#include <stdlib.h>

enum { DAY_MINUTES = 24 * 60 };

/* Start of the visit: minutes since 1970, or those of the day's first where it is a date. */
static int64_t minute_of(const ind_distinct *d, size_t event) {
    const ind_vector *start = &d->events->roles[ROLE_START];
    return start->type == IND_DATE ? (int64_t)start->day[event] * DAY_MINUTES : start->integer[event];
}

static int32_t day_of(int64_t minute) {
    return (int32_t)(minute / DAY_MINUTES - (minute % DAY_MINUTES < 0));
}

static void next_day(const ind_distinct *d, course *c, int32_t day) {
    c->daily = c->daily && c->today >= d->min_daily && day == c->day + 1;
    c->day = day;
    c->today = 0;
}

static void take_visit(ind_distinct *d, course *c, size_t event, int64_t minute) {
    bool new_start = c->visits == 0 || minute != c->minute;
    if (c->visits == 0)
        c->first = event;
    if (day_of(minute) != c->day)
        next_day(d, c, day_of(minute));
    c->last = event;
    c->minute = minute;
    c->visits++;
    c->starts += new_start;
    c->today += d->daily_by_start ? new_start : 1;
}

/* What became of a row of the window, for a trace. */
static void note_visit(const ind_distinct *d, const course *c, size_t event, const char *note) {
    ind_persons_row(&d->persons, c->unit, d->events, event, note);
}

static void take_row(ind_distinct *d, course *c, size_t event, int64_t minute) {
    uint32_t who = d->events->roles[ROLE_OF].code[event];
    c->rows++;
    if (who == IND_NULL_CODE)
        note_visit(d, c, event, d->unknown == DROP_VISIT ? "dropped" : "unknown");
    else
        note_visit(d, c, event, d->seen[who] == d->now ? "met before" : "new");
    if (who == IND_NULL_CODE) {
        c->unknown++;
        c->count += d->unknown == EACH || (d->unknown == ONE && c->unknown == 1);
        if (d->unknown == DROP_VISIT)
            return;
    } else if (d->seen[who] != d->now) {
        d->seen[who] = d->now;
        c->count++;
    }
    take_visit(d, c, event, minute);
}

/* The steps that go by the visits of a person. */
static void choose(ind_distinct *d, size_t number, const course *c) {
    ind_selection *selection = &d->persons.selection;
    d->course = c;
    ind_selection_exclude(selection, TOO_UNKNOWN, number, ind_share_exceeds(c->unknown, c->rows, d->max_unknown));
    ind_selection_exclude(selection, FEW, number, visits_of(d, c) < d->min_events);
    if (ind_selection_has(selection, DAILY))
        ind_selection_exclude(selection, DAILY, number, !c->daily);
}

/* A new number for a person and window; 0 is nobody. */
static void next_number(ind_distinct *d) {
    if (++d->now == 0) {
        memset(d->seen, 0, d->seen_count * sizeof *d->seen);
        d->now = 1;
    }
}

/* Events FIRST..LAST-1 of one person lie on the days of the window. */
static void judge_window(ind_distinct *d, const window *w, size_t first, size_t last) {
    course c = {.first = first, .last = last - 1, .day = w->from - 1, .today = d->min_daily, .daily = true};
    next_number(d);
    c.unit = ind_persons_unit(&d->persons, w->from, w->to, w->period);
    for (size_t e = first; e < last; e++) {
        int64_t minute = minute_of(d, e), of_day = minute - (int64_t)day_of(minute) * DAY_MINUTES;
        if (of_day >= d->first_minute && of_day < d->end_minute)
            take_row(d, &c, e, minute);
        else
            note_visit(d, &c, e, "outside hours");
    }
    if (c.rows == 0)
        return;
    next_day(d, &c, w->to + 1);
    size_t number;
    ind_person *p = ind_persons_add(&d->persons, c.unit, &number);
    p->row = (ind_entity_row){.first = c.first,
                              .last = c.last,
                              .start = day_of(minute_of(d, c.first)),
                              .end = day_of(minute_of(d, c.last)),
                              .period = w->period,
                              .window_from = w->from,
                              .window_to = w->to};
    p->value = (double)c.count;
    p->rows = c.rows;
    p->unknown = c.unknown;
    p->kept = c.visits;
    choose(d, number, &c);
}

/* The first of the events FROM..TO-1 on DAY or later. */
static size_t first_since(const ind_distinct *d, size_t from, size_t to, int32_t day) {
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (day_of(minute_of(d, middle)) < day)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

void ind_distinct_judge(ind_distinct *d) {
    const ind_timeline_part *part = d->events->part;
    for (size_t e = 0; e < part->entities; e++)
        for (size_t k = 0; k < d->window_count; k++) {
            const window *w = &d->windows[k];
            size_t first = first_since(d, part->starts[e], part->starts[e + 1], w->from);
            size_t last = first_since(d, first, part->starts[e + 1], w->to + 1);
            if (last > first)
                judge_window(d, w, first, last);
        }
}

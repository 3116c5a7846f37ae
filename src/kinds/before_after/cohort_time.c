/* cohort_time.c - how long a person is followed on both sides of the start, and the events in that time.
 *
 *   |-- days before --|-- gap --| start, days after ...|
 *
 * Time after ends with the day of death or move, or the last day that the county has delivered.  An event is counted
 * where it begins; one that is under way at the start may be left out of both, for it is what the start came of. */
#include "base/date.h"
#include "kinds/before_after/before_after.h"

/* ---- time ---- */

static int32_t earlier(int32_t a, int32_t b) {
    return b != IND_NULL_DATE && b < a ? b : a;
}

static bool begins_after(const ind_before_after *b, unsigned feed, ind_str county, int32_t from) {
    int32_t since;
    return ind_deliveries_since(b->context->deliveries, b->measure->feeds[feed].dataset->name, county, &since) &&
           since > from;
}

/* Days of both windows; false if there are none after, or those before may not be used. */
static bool put_time(const ind_before_after *b, ind_cohort_person *p, ind_str county) {
    int32_t last = p->day + b->days_after - 1, own = earlier(earlier(last, p->death), p->moved), until;
    bool known = ind_kind_until(b->measure, b->context->deliveries, county, &until);
    p->begins_before = begins_after(b, 1, county, p->day - b->gap - b->days_before) ||
                       begins_after(b, 0, county, ind_add_months(p->day, -b->first_in_months));
    p->none = own < p->day                                    ? GONE_BEFORE
              : !known || until < p->day                      ? NOT_DELIVERED
              : p->begins_before && b->incomplete == LEFT_OUT ? INCOMPLETE_BEFORE
                                                              : HAS_TIME;
    if (p->none != HAS_TIME)
        return false;
    p->is_cut = until < own;
    p->sums[IND_PT_T] = (int64_t)earlier(own, until) - p->day + 1;
    p->sums[IND_PT_S] = b->days_before;
    return true;
}

/* ---- events ---- */

/* The columns of events; NULL: not given. */
typedef struct {
    const int32_t *start, *end;
    const uint8_t *where, *out, *in;
} columns;

static const void *values_of(const ind_before_after *b, const ind_timeline_part *part, size_t role) {
    int column = b->events->role_column[role];
    return column < 0 ? NULL : part->columns[column].any;
}

static columns columns_of(const ind_before_after *b, const ind_timeline_part *part) {
    return (columns){.start = values_of(b, part, EVENT_START),
                     .end = values_of(b, part, EVENT_END),
                     .where = values_of(b, part, EVENT_WHERE),
                     .out = values_of(b, part, EVENT_OUT),
                     .in = values_of(b, part, EVENT_IN)};
}

/* One event: a row, or rows that are joined. */
typedef struct {
    int32_t start, end; /* END INT32_MAX: it goes on */
    bool moves_on;      /* the row with the latest end ends with a transfer */
} occasion;

static int32_t last_day(const columns *c, size_t i) {
    return c->end == NULL ? c->start[i] : c->end[i] == IND_NULL_DATE ? INT32_MAX : c->end[i];
}

static bool joins(const ind_before_after *b, const columns *c, const occasion *o, size_t i) {
    if (!b->joins || (o->end != INT32_MAX && c->start[i] > (int64_t)o->end + b->join_within))
        return false;
    bool overlaps = c->start[i] < o->end;
    bool any = c->out == NULL && c->in == NULL;
    return overlaps || any || o->moves_on || (c->in != NULL && c->in[i] == IND_TRUE);
}

static void tell(const ind_before_after *b, const ind_cohort_person *p, uint32_t unit, const char *name, size_t i,
                 int32_t day) {
    ind_trace *trace = b->context->trace;
    ind_judgement *note = ind_trace_note(trace, unit, name, true, false);
    note->neutral = true;
    ind_trace_refer(trace, note, "row", IND_FACT_ROW, ind_trace_row_of(trace, 1, p->part, i));
    ind_trace_day(trace, note, "day", day);
}

static void count(const ind_before_after *b, ind_cohort_person *p, const occasion *o, uint32_t unit, size_t row) {
    int32_t before = p->day - b->gap - 1, last = p->day + (int32_t)p->sums[IND_PT_T] - 1;
    bool goes_on = b->has_end && o->start <= p->day && o->end >= p->day;
    const char *name = NULL;
    if (goes_on && b->leaves_out)
        name = "event at start";
    else if (o->start <= before && o->start > before - b->days_before)
        name = "event before";
    else if (o->start >= p->day && o->start <= last)
        name = "event after";
    else
        name = o->start > before && o->start < p->day ? "event in gap" : "event outside";
    p->sums[IND_PT_B] += strcmp(name, "event before") == 0;
    p->sums[IND_PT_A] += strcmp(name, "event after") == 0;
    if (b->context->trace != NULL)
        tell(b, p, unit, name, row, o->start);
}

void ind_before_after_note(ind_before_after *b, const ind_cohort_person *p) {
    if (p->first == p->end)
        return;
    columns c = columns_of(b, p->part);
    for (size_t i = p->first; i < p->end; i++) {
        b->unknown_events += c.where != NULL && c.where[i] == IND_UNKNOWN;
        b->out_of_order += last_day(&c, i) < c.start[i];
    }
}

void ind_before_after_follow(ind_before_after *b, size_t number, ind_str county) {
    ind_cohort_person *p = &b->items[number];
    memset(p->sums, 0, sizeof p->sums);
    if (!put_time(b, p, county) || p->first == p->end)
        return;
    columns c = columns_of(b, p->part);
    uint32_t unit = b->context->trace == NULL ? 0 : b->persons.selection.told[number];
    occasion now = {0};
    size_t row = p->end; /* the first of the occasion; END: there is none yet */
    for (size_t i = p->first; i < p->end; i++) {
        int32_t end = last_day(&c, i);
        if ((c.where != NULL && c.where[i] != IND_TRUE) || end < c.start[i])
            continue;
        bool out = c.out != NULL && c.out[i] == IND_TRUE;
        if (row != p->end && joins(b, &c, &now, i)) {
            now.moves_on = end >= now.end ? out : now.moves_on;
            now.end = end > now.end ? end : now.end;
            continue;
        }
        if (row != p->end)
            count(b, p, &now, unit, row);
        now = (occasion){c.start[i], end, out};
        row = i;
    }
    if (row != p->end)
        count(b, p, &now, unit, row);
}

/* followed_take.c - what the events of a person in a dataset say of an index: which of them lie in its window, and
 * whether any, the first, the last or none of them is what is asked for.
 *
 * A condition of an event may be unknown.  It is unknown of the index then if it matters: one answer would make it met,
 * another not. */
#include "kinds/followed/followed.h"

static uint8_t both(uint8_t a, uint8_t b) {
    return a == IND_FALSE || b == IND_FALSE ? IND_FALSE : a == IND_UNKNOWN || b == IND_UNKNOWN ? IND_UNKNOWN : IND_TRUE;
}

static uint8_t where_of(const ind_event_rows *rows, size_t i) {
    return rows->where == NULL ? IND_TRUE : rows->where[i];
}

static uint8_t met_of(const ind_event_rows *rows, size_t i) {
    return rows->met == NULL ? IND_TRUE : rows->met[i];
}

/* ---- which lie in the window ---- */

/* The last day of an event; one that ends before it begins has ended before any window that it begins in. */
static int32_t last_day(const ind_event_rows *rows, size_t i) {
    if (rows->ends == NULL)
        return rows->start[i];
    return rows->ends[i] == IND_NULL_DATE ? INT32_MAX : rows->ends[i];
}

static bool lies_in(const ind_event_rows *rows, size_t i, int32_t from) {
    if (rows->start == NULL)
        return true;
    int32_t last = last_day(rows, i);
    return last >= rows->start[i] && (rows->relation == RELATION_STARTS || last >= from);
}

/* The first event from LOW on that begins on DAY or later. */
static size_t begins_from(const ind_event_rows *rows, size_t low, int32_t day) {
    size_t high = rows->end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows->start[middle] < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Events that may lie in the window FROM..TO: those from *FIRST to *END - 1, of which lies_in says it. */
static void candidates(const ind_event_rows *rows, int32_t from, int32_t to, size_t *first, size_t *end) {
    *first = rows->first;
    *end = from > to ? rows->first : rows->end;
    if (rows->start == NULL || from > to)
        return;
    if (rows->relation == RELATION_STARTS && from > INT32_MIN)
        *first = begins_from(rows, rows->first, from);
    if (to < INT32_MAX)
        *end = begins_from(rows, *first, to + 1);
}

/* ---- one of them decides ---- */

static ind_event_found any(const ind_event_rows *rows, int32_t from, size_t first, size_t end) {
    uint8_t found = IND_FALSE;
    for (size_t i = first; i < end && found != IND_TRUE; i++) {
        uint8_t truth = both(where_of(rows, i), met_of(rows, i));
        if (truth != IND_FALSE && lies_in(rows, i, from))
            found = truth;
    }
    return (ind_event_found){found, found == IND_TRUE, SIZE_MAX, SIZE_MAX};
}

/* The first of them, or the last, is what one that may be none stands before: each of those could be the one. */
static ind_event_found one(const ind_event_rows *rows, int32_t from, size_t first, size_t end) {
    bool may_be[3] = {false}; /* by truth of the one */
    size_t row = SIZE_MAX;
    for (size_t n = first; n < end && row == SIZE_MAX; n++) {
        size_t i = rows->take == TAKE_FIRST ? n : end - 1 - (n - first);
        if (!lies_in(rows, i, from))
            continue;
        may_be[met_of(rows, i)] = true;
        row = where_of(rows, i) == IND_TRUE ? i : SIZE_MAX;
    }
    may_be[IND_FALSE] |= row == SIZE_MAX; /* there is perhaps none */
    bool sure = !may_be[IND_UNKNOWN] && !(may_be[IND_TRUE] && may_be[IND_FALSE]);
    return (ind_event_found){.met = !sure              ? IND_UNKNOWN
                                    : may_be[IND_TRUE] ? IND_TRUE
                                                       : IND_FALSE,
                             .decided = row != SIZE_MAX,
                             .later = SIZE_MAX,
                             .row = row};
}

/* ---- all of them together ---- */

/* Is every day of FROM..TO one of an event, with those that may be events if ALSO_UNKNOWN? */
static bool covers(const ind_event_rows *rows, int32_t from, int32_t to, size_t first, size_t end, bool also_unknown) {
    int64_t until = (int64_t)from - 1;
    for (size_t i = first; i < end && until < to && rows->start[i] <= until + 1; i++) {
        uint8_t truth = both(where_of(rows, i), met_of(rows, i));
        int32_t last = last_day(rows, i);
        if (last >= rows->start[i] && last > until && (truth == IND_TRUE || (truth == IND_UNKNOWN && also_unknown)))
            until = last;
    }
    return until >= to;
}

static ind_event_found all(const ind_event_rows *rows, int32_t from, int32_t to, size_t first, size_t end) {
    bool known = from <= to && covers(rows, from, to, first, end, false);
    bool perhaps = !known && from <= to && covers(rows, from, to, first, end, true);
    return (ind_event_found){known ? IND_TRUE : perhaps ? IND_UNKNOWN : IND_FALSE, known, SIZE_MAX, SIZE_MAX};
}

/* ---- what they say ---- */

static uint8_t not(uint8_t truth) {
    return truth == IND_UNKNOWN ? IND_UNKNOWN : truth == IND_TRUE ? IND_FALSE : IND_TRUE;
}

ind_event_found ind_event_rows_take(const ind_followed *f, size_t e) {
    const ind_event_rows *rows = &f->rows;
    int32_t from, to;
    size_t first, end;
    ind_window_days(&f->window, &f->episodes[e].row, &from, &to);
    candidates(rows, from, to, &first, &end);
    ind_event_found found = rows->relation == RELATION_COVERS ? all(rows, from, to, first, end)
                            : rows->take == TAKE_ANY          ? any(rows, from, first, end)
                                                              : one(rows, from, first, end);
    if (rows->none)
        found.met = not(found.met);
    return found;
}

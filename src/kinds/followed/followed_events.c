/* followed_events.c - the events of a person in a dataset, sorted by their days.
 *
 * What is asked of a row, "where" and "met", was asked while it was collected: an event is its days and two truths. */
#include "kinds/followed/followed.h"

/* ---- policies ---- */

void ind_event_rows_open(ind_followed *f) {
    const ind_measure *m = f->measure;
    f->rows.relation = ind_followed_is(m, P_EVENT_RELATION, "overlaps") ? RELATION_OVERLAPS
                       : ind_followed_is(m, P_EVENT_RELATION, "covers") ? RELATION_COVERS
                                                                        : RELATION_STARTS;
    f->rows.take = ind_followed_is(m, P_EVENT_TAKE, "first")  ? TAKE_FIRST
                   : ind_followed_is(m, P_EVENT_TAKE, "last") ? TAKE_LAST
                                                              : TAKE_ANY;
    f->rows.none = ind_followed_is(m, P_EVENT_TAKE, "none");
    f->rows.last = ind_followed_has(m, P_EVENT_END);
}

void ind_event_rows_begin(ind_followed *f, const ind_events *feed) {
    ind_event_rows *rows = &f->rows;
    rows->feed = feed;
    rows->found = 0;
}

/* ---- those of an entity ---- */

static const void *values_of(const ind_event_rows *rows, size_t role) {
    int column = rows->feed->role_column[role];
    return column < 0 ? NULL : rows->part->columns[column].any;
}

static void count_out_of_order(ind_event_rows *rows) {
    for (size_t i = rows->first; rows->ends != NULL && i < rows->end; i++)
        rows->out_of_order += rows->ends[i] != IND_NULL_DATE && rows->ends[i] < rows->start[i];
}

void ind_event_rows_find(ind_followed *f, size_t entity) {
    ind_event_rows *rows = &f->rows;
    size_t count;
    rows->part = ind_events_seek(f->events, rows->feed, entity, &rows->found, &rows->first, &count);
    rows->end = rows->first + count;
    rows->start = values_of(rows, rows->feed->role_column[EVENT_DATE] >= 0 ? EVENT_DATE : EVENT_START);
    rows->ends = values_of(rows, EVENT_END);
    rows->where = values_of(rows, EVENT_WHERE);
    rows->met = values_of(rows, EVENT_MET);
    count_out_of_order(rows);
}

/* ---- for a trace ---- */

/* What an event is to an index, for whoever asks. */
typedef enum { OUT_OF_ORDER, BEFORE, AFTER, OTHER, NOT_MET, PERHAPS, EVENT } event_role;

static event_role role_of(const ind_event_rows *rows, size_t i, int32_t from, int32_t to) {
    uint8_t where = rows->where == NULL ? IND_TRUE : rows->where[i], met = rows->met == NULL ? IND_TRUE : rows->met[i];
    int32_t start = rows->start == NULL ? IND_NULL_DATE : rows->start[i];
    int32_t end = rows->ends == NULL ? start : rows->ends[i] == IND_NULL_DATE ? INT32_MAX : rows->ends[i];
    bool days = start != IND_NULL_DATE;
    if (days && end < start)
        return OUT_OF_ORDER;
    if (days && start > to)
        return AFTER;
    if (days && (rows->relation == RELATION_STARTS ? start : end) < from)
        return BEFORE;
    return where == IND_UNKNOWN || (where == IND_TRUE && met == IND_UNKNOWN) ? PERHAPS
           : met == IND_TRUE                                                 ? EVENT
                                                                             : NOT_MET;
}

static void tell_days(const ind_followed *f, size_t i, int32_t from, int32_t to, ind_judgement *note) {
    ind_trace *trace = f->context->trace;
    const ind_event_rows *rows = &f->rows;
    ind_trace_refer(trace, note, "row", IND_FACT_ROW, ind_trace_row_of(trace, 1, rows->part, i));
    if (rows->start != NULL)
        ind_trace_day(trace, note, "day", rows->start[i]);
    if (rows->ends != NULL && rows->ends[i] != IND_NULL_DATE)
        ind_trace_day(trace, note, "last", rows->ends[i]);
    if (!f->window.given)
        return;
    ind_trace_day(trace, note, "from", from);
    ind_trace_day(trace, note, "to", to);
}

/* One in the window that is not the first, or the last, since FOUND is. */
static bool is_other(const ind_event_rows *rows, size_t i, const ind_event_found *found) {
    return found->row != SIZE_MAX && (rows->take == TAKE_FIRST ? i > found->row : i < found->row);
}

/* Does it speak for the index?  What is neither wanted nor in the way only says how things stand. */
static void judge(const ind_event_rows *rows, event_role role, ind_judgement *note) {
    bool wanted = role == EVENT && !rows->none;
    bool in_the_way = rows->none && (role == EVENT || role == PERHAPS);
    note->against = !wanted && (in_the_way || !rows->none);
    note->neutral = role == OTHER || (rows->none && !in_the_way);
}

void ind_event_rows_tell(const ind_followed *f, size_t e, const ind_event_found *found) {
    static const char *const names[] = {"event row: order",     "event row: before window", "event row: after window",
                                        "event row: not taken", "event row: not met",       "event row: unknown",
                                        "event row: event"};
    static const char *const paths[] = {"event.end", "event.day_from", "event.day_to", "event.take",
                                        "event.met", "event.where",    "event.take"};
    ind_trace *trace = f->context->trace;
    int32_t from, to;
    ind_window_days(&f->window, &f->episodes[e].row, &from, &to);
    for (size_t i = f->rows.first; i < f->rows.end; i++) {
        event_role role = role_of(&f->rows, i, from, to);
        if (role > OTHER && is_other(&f->rows, i, found))
            role = OTHER;
        ind_judgement *note = ind_trace_note(trace, f->selection.told[e], names[role], true, false);
        judge(&f->rows, role, note);
        if (f->rows.start == NULL)
            note->says = role == EVENT ? "event row" : role == NOT_MET ? "event row not met" : "event row unknown";
        ind_trace_param(trace, note, paths[role]);
        tell_days(f, i, from, to, note);
    }
    if (f->rows.first == f->rows.end)
        ind_trace_note(trace, f->selection.told[e], "event row: none", true, !f->rows.none);
}

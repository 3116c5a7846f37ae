/* followed_later.c - the event of an index is a later row or episode of the person. */
#include "kinds/followed/followed.h"

/* What a later episode is to an index. */
typedef enum { BEFORE_WINDOW, IN_WINDOW, AFTER_WINDOW, EVENT } later;

static later judge_later(const ind_followed *f, size_t e, size_t k) {
    int32_t from, to, start = f->episodes[k].row.start;
    ind_window_days(&f->window, &f->episodes[e].row, &from, &to);
    return start > to ? AFTER_WINDOW : start < from ? BEFORE_WINDOW : f->is_event[k] ? EVENT : IN_WINDOW;
}

/* ---- for a trace ---- */

/* Days after the end of the index, where that is what the window counts; else the days of the window. */
static void tell_window(const ind_followed *f, size_t e, ind_judgement *note) {
    ind_trace *trace = f->context->trace;
    int32_t from, to;
    if (!f->window.given)
        return;
    if (!f->window.from_start && !f->window.to_start) {
        ind_trace_integer(trace, note, "from", f->window.day_from);
        ind_trace_integer(trace, note, "to", f->window.day_to);
        return;
    }
    ind_window_days(&f->window, &f->episodes[e].row, &from, &to);
    ind_trace_day(trace, note, "from", from);
    ind_trace_day(trace, note, "to", to);
}

/* 0: the window counts days after the end of the index; 1: it has other days; 2: there is none. */
static size_t way_of_window(const ind_followed *f) {
    return !f->window.given ? 2 : f->window.from_start || f->window.to_start;
}

static void tell_later(const ind_followed *f, size_t e, size_t k, later is) {
    static const char *const names[] = {"later: before window", "later: event", "later: after window", "later: event"};
    static const char *const says[][3] = {{NULL, "later: before days", NULL},
                                          {NULL, "later: event on days", "later: event any day"},
                                          {NULL, "later: after days", NULL},
                                          {NULL, "later: event on days", "later: event any day"}};
    static const char *const paths[] = {"event.day_from", "event.where", "event.day_to", "event.where"};
    ind_trace *trace = f->context->trace;
    ind_judgement *note = ind_trace_note(trace, f->selection.told[e], names[is], true, is != EVENT);
    note->says = says[is][way_of_window(f)];
    ind_trace_param(trace, note, paths[is]);
    ind_trace_refer(trace, note, "episode", IND_FACT_UNIT, f->selection.told[k]);
    ind_trace_integer(trace, note, "days", (int64_t)f->episodes[k].row.start - f->episodes[e].row.end);
    tell_window(f, e, note);
}

void ind_followed_tell_event_of(const ind_followed *f, size_t e, size_t event) {
    ind_trace *trace = f->context->trace;
    ind_judgement *of = ind_trace_note(trace, f->selection.told[event], "event of", true, false);
    of->neutral = true;
    ind_trace_refer(trace, of, "episode", IND_FACT_UNIT, f->selection.told[e]);
    ind_trace_integer(trace, of, "days", (int64_t)f->episodes[event].row.start - f->episodes[e].row.end);
}

static void tell_no_event(const ind_followed *f, size_t e) {
    static const char *const says[] = {NULL, "no event on days", "no event any day"};
    ind_trace *trace = f->context->trace;
    ind_judgement *none = ind_trace_note(trace, f->selection.told[e], "no event", true, true);
    none->says = says[way_of_window(f)];
    ind_trace_param(trace, none, "event.take");
    tell_window(f, e, none);
}

/* ---- the event ---- */

/* The first later episode of the entity that is an event of index E, else whether one that was looked at may be. */
ind_event_found ind_followed_later(const ind_followed *f, size_t e) {
    bool unsure = false;
    for (size_t k = e + 1; k < f->episode_count && f->episodes[k].entity == f->episodes[e].entity; k++) {
        later is = judge_later(f, e, k);
        if (ind_followed_is_told(f, e))
            tell_later(f, e, k, is);
        if (is == EVENT)
            return (ind_event_found){IND_TRUE, true, k, SIZE_MAX};
        unsure |= is == IN_WINDOW && f->may_be_event[k];
        if (is == AFTER_WINDOW || f->next_only)
            break;
    }
    if (ind_followed_is_told(f, e))
        tell_no_event(f, e);
    return (ind_event_found){unsure ? IND_UNKNOWN : IND_FALSE, false, SIZE_MAX, SIZE_MAX};
}

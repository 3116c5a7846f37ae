/* distinct.c - how many different ones (staff, units) a person met in a window of days.
 *
 *   visits of a person, in the window and hours --rules--> one count --> mean over persons
 *
 * Every period of the report has one window, the same for all persons.  Visits are in order of start;
 * rows that start at the same time are one visit with double staffing where the definition says so. */
#include "kinds/common/persons.h"
#include "kinds/phrases.h"
#include "kinds/words.h"

#include <stdlib.h>

enum { ROLE_START, ROLE_OF };
static const ind_term terms[] = {IND_PERSON_TERMS("more_than", "visits"),
                                 {"unknown", IND_TERM_COUNT, IND_ADDS_GROUPS, false}};

/* Parameters, by their number in the table. */
enum {
    P_DATA_PERSON,
    P_DATA_START,
    P_OF,
    P_WINDOW_START,
    P_WINDOW_DAYS,
    P_WINDOW_INCOMPLETE,
    P_HOURS_FROM,
    P_HOURS_BEFORE,
    P_UNKNOWN_PROVIDER,
    P_MAX_UNKNOWN_SHARE,
    P_MIN_EVENTS_N,
    P_MIN_EVENTS_DISTINCT,
    P_EVERY_DAY_AT_LEAST_N,
    P_EVERY_DAY_AT_LEAST_DISTINCT,
    P_DENOMINATOR,
    P_EXCLUDE,
    P_SHARE_MORE_THAN,
    P_PERIOD_EACH,
    P_INTERVAL_METHOD
};

static const ind_param_spec params[] = {
    [P_DATA_PERSON] = {.path = "data.person",
                       .type = IND_PARAM_ENTITY,
                       .required = true,
                       .scope = IND_SCOPE_ROW,
                       .help = "whose visits are followed"},
    [P_DATA_START] = {.path = "data.start",
                      .type = IND_PARAM_WHEN,
                      .required = true,
                      .scope = IND_SCOPE_ROW,
                      .help = "when the visit begins: a date or a time"},
    [P_OF] = {.path = "of",
              .type = IND_PARAM_LABEL,
              .required = true,
              .scope = IND_SCOPE_ROW,
              .help = "what is counted, such as the id of staff"},
    [P_WINDOW_START] = {.path = "window.start",
                        .type = IND_PARAM_DATE,
                        .required = true,
                        .scope = IND_SCOPE_ENTITY,
                        .edge = IND_EDGE_WINDOW,
                        .of = "data.start",
                        .help = "first day of the window, from period.start and period.end alone"},
    [P_WINDOW_DAYS] = {.path = "window.days",
                       .type = IND_PARAM_INTEGER,
                       .required = true,
                       .low = 1,
                       .high = 3660,
                       .edge = IND_EDGE_AT_MOST,
                       .help = "days in the window"},
    [P_WINDOW_INCOMPLETE] = {.path = "window.incomplete",
                             .type = IND_PARAM_CHOICE,
                             .required = true,
                             .choices = "keep|hide",
                             .help = "a window that reaches outside the deliveries"},
    [P_HOURS_FROM] = {.path = "hours.from",
                      .type = IND_PARAM_INTEGER,
                      .with_parent = true,
                      .low = 0,
                      .high = 23,
                      .edge = IND_EDGE_AT_LEAST,
                      .help = "visits that begin at this hour or later"},
    [P_HOURS_BEFORE] = {.path = "hours.before",
                        .type = IND_PARAM_INTEGER,
                        .with_parent = true,
                        .low = 1,
                        .high = 24,
                        .edge = IND_EDGE_AT_MOST,
                        .help = "visits that begin before this hour"},
    [P_UNKNOWN_PROVIDER] =
        {.path = "unknown_provider",
         .type = IND_PARAM_CHOICE,
         .required = true,
         .choices = "drop_visit|one|each",
         .help =
             "a visit where what is counted is unknown: as if it were not there; all of them count as one more; each "
             "counts as one more"},
    [P_MAX_UNKNOWN_SHARE] = {.path = "max_unknown_share",
                             .type = IND_PARAM_NUMBER,
                             .required = true,
                             .low = 0,
                             .high = 1,
                             .edge = IND_EDGE_AT_MOST,
                             .help = "a person with a greater share of such visits is left out"},
    [P_MIN_EVENTS_N] = {.path = "min_events.n",
                        .type = IND_PARAM_INTEGER,
                        .required = true,
                        .low = 1,
                        .high = 100000,
                        .edge = IND_EDGE_AT_LEAST,
                        .help = "least number of visits in the window"},
    [P_MIN_EVENTS_DISTINCT] = {.path = "min_events.distinct",
                               .type = IND_PARAM_CHOICE,
                               .required = true,
                               .choices = "start|row",
                               .help = "rows that start at the same time are one visit; or every row is"},
    [P_EVERY_DAY_AT_LEAST_N] = {.path = "every_day_at_least.n",
                                .type = IND_PARAM_INTEGER,
                                .with_parent = true,
                                .low = 1,
                                .high = 1000,
                                .edge = IND_EDGE_AT_LEAST,
                                .help = "least number of visits on every day of the window"},
    [P_EVERY_DAY_AT_LEAST_DISTINCT] = {.path = "every_day_at_least.distinct",
                                       .type = IND_PARAM_CHOICE,
                                       .with_parent = true,
                                       .choices = "start|row",
                                       .help = "rows that start at the same time are one visit; or every row is"},
    IND_PERSON_PARAMS(P_DENOMINATOR, P_EXCLUDE, P_PERIOD_EACH, P_INTERVAL_METHOD),
    [P_SHARE_MORE_THAN] = {.path = "share_more_than",
                           .type = IND_PARAM_NUMBER,
                           .low = 0,
                           .high = 1e6,
                           .edge = IND_EDGE_AT_MOST,
                           .help = "also the share of persons with more than this"},

};

typedef struct {
    int32_t from, to; /* days */
    int32_t period;
} window;

/* What is known of a person while its visits go by in order of start. */
typedef struct {
    int64_t rows, unknown, count; /* rows in window and hours; what is counted */
    int64_t visits, starts;       /* rows that count; of them, different starts */
    int64_t minute;               /* of the last visit */
    size_t first, last;           /* events */
    int32_t day;                  /* of the last visit; the day before the window: none yet */
    int64_t today;                /* visits on that day, as the daily rule counts */
    bool daily;                   /* that rule holds so far */
    uint32_t unit;                /* of a trace */
} course;

typedef struct {
    const ind_kind_context *context;
    const ind_measure *measure;
    const ind_events *events;
    /* policies */
    enum { DROP_VISIT, ONE, EACH } unknown;
    int64_t first_minute, end_minute; /* of a day */
    int64_t min_events, min_daily;    /* min_daily 0: no rule */
    bool min_by_start, daily_by_start;
    double max_unknown;
    window *windows;
    size_t window_count;
    uint32_t *seen; /* by code of what is counted: the last person and window that met it, as a number */
    size_t seen_count;
    uint32_t now;
    ind_persons persons;  /* in their windows, of the part at hand */
    const course *course; /* of the person at hand */
} distinct;

/* ---- set-up ---- */

static void read_policies(distinct *d) {
    const ind_measure *m = d->measure;
    const ind_param *before = ind_kind_param(m, P_HOURS_BEFORE);
    d->unknown = (unsigned)ind_kind_param(m, P_UNKNOWN_PROVIDER)->choice;
    d->max_unknown = ind_kind_param(m, P_MAX_UNKNOWN_SHARE)->number;
    d->first_minute = 60 * ind_kind_param(m, P_HOURS_FROM)->integer;
    d->end_minute = 60 * (before->node == NULL ? 24 : before->integer);
    d->min_events = ind_kind_param(m, P_MIN_EVENTS_N)->integer;
    d->min_by_start = ind_param_is(ind_kind_param(m, P_MIN_EVENTS_DISTINCT), "start");
    d->min_daily = ind_kind_param(m, P_EVERY_DAY_AT_LEAST_N)->integer;
    d->daily_by_start = ind_param_is(ind_kind_param(m, P_EVERY_DAY_AT_LEAST_DISTINCT), "start");
}

/* window.start of COUNT periods; OWNED. */
static int32_t *first_days(const ind_measure *measure, const ind_period *periods, size_t count) {
    const ind_slots *slots = &measure->feeds[0].slots[IND_SCOPE_ENTITY];
    ind_vector *vectors = ind_alloc_array(slots->count, sizeof *vectors);
    for (size_t s = 0; s < slots->count; s++) {
        bool starts = slots->items[s].side == IND_SIDE_PERIOD_START;
        if (!starts && slots->items[s].side != IND_SIDE_PERIOD_END)
            continue;
        vectors[s] = ind_vector_new(IND_DATE, NULL, count);
        for (size_t p = 0; p < count; p++)
            vectors[s].day[p] = starts ? periods[p].from : periods[p].to;
    }
    ind_eval *start = ind_eval_of(measure, P_WINDOW_START);
    int32_t *first = ind_alloc_array(count, sizeof *first);
    if (count > 0)
        memcpy(first, ind_eval_run(start, vectors, count)->day, count * sizeof *first);
    ind_eval_free(start);
    for (size_t s = 0; s < slots->count; s++)
        free(vectors[s].any);
    free(vectors);
    return first;
}

/* A period where window.start is unknown has no window.  *COUNT windows, OWNED by the caller. */
static window *make_windows(const ind_measure *measure, const ind_calendar *calendar, size_t *count) {
    int32_t length = (int32_t)ind_kind_param(measure, P_WINDOW_DAYS)->integer;
    int32_t *from = first_days(measure, calendar->items, calendar->count);
    window *windows = ind_alloc_array(calendar->count, sizeof *windows);
    *count = 0;
    for (size_t p = 0; p < calendar->count; p++)
        if (from[p] != IND_NULL_DATE)
            windows[(*count)++] = (window){from[p], from[p] + length - 1, (int32_t)p};
    free(from);
    return windows;
}

static void days(const ind_measure *measure, const ind_calendar *calendar, unsigned feed, int32_t *from, int32_t *to) {
    size_t count;
    window *windows = make_windows(measure, calendar, &count);
    (void)feed;
    *from = INT32_MAX;
    *to = INT32_MIN;
    for (size_t w = 0; w < count; w++) {
        *from = windows[w].from < *from ? windows[w].from : *from;
        *to = windows[w].to > *to ? windows[w].to : *to;
    }
    free(windows);
}

/* ---- steps ---- */

static int64_t visits_of(const distinct *d, const course *c) {
    return d->min_by_start ? c->starts : c->visits;
}

static void facts_of_unknown(const void *state, size_t number, ind_trace *trace, ind_judgement *judgement) {
    const course *c = ((const distinct *)state)->course;
    (void)number;
    ind_trace_integer(trace, judgement, "unknown", c->unknown);
    ind_trace_integer(trace, judgement, "visits", c->rows);
}

static void facts_of_visits(const void *state, size_t number, ind_trace *trace, ind_judgement *judgement) {
    const distinct *d = state;
    (void)number;
    ind_trace_integer(trace, judgement, "visits", visits_of(d, d->course));
    ind_trace_integer(trace, judgement, "least", d->min_events);
}

static void facts_of_days(const void *state, size_t number, ind_trace *trace, ind_judgement *judgement) {
    (void)number;
    ind_trace_integer(trace, judgement, "least", ((const distinct *)state)->min_daily);
}

static void facts_of_count(const void *state, size_t number, ind_trace *trace, ind_judgement *judgement) {
    ind_trace_integer(trace, judgement, "count", (int64_t)((const distinct *)state)->persons.items[number].value);
}

enum { TOO_UNKNOWN = IND_PERSONS_OWN, FEW, DAILY, SELECTED, EXCLUDE, DENOMINATOR, STEPS };
static const ind_step_spec steps[STEPS] = {
    IND_PERSON_STEPS(SELECTED, EXCLUDE, DENOMINATOR, facts_of_count),
    [TOO_UNKNOWN] = {.step = "exclude unknown providers",
                     .effect = IND_STEP_OUT,
                     .path = "max_unknown_share",
                     .facts = facts_of_unknown},
    [FEW] = {.step = "exclude too few visits",
             .effect = IND_STEP_OUT,
             .path = "min_events.n",
             .facts = facts_of_visits},
    [DAILY] = {.step = "exclude days with too few visits",
               .effect = IND_STEP_OUT,
               .path = "every_day_at_least.n",
               .only = "",
               .facts = facts_of_days},
};

/* Does the window reach outside what the county has delivered? */
static bool is_outside_data(const void *state, const ind_person *p, ind_str county) {
    const distinct *d = state;
    const ind_deliveries *deliveries = d->context->deliveries;
    ind_str dataset = d->measure->feeds[0].dataset->name;
    const window *w = d->windows;
    int32_t since, until;
    while (w->period != p->row.period)
        w++;
    return (ind_deliveries_since(deliveries, dataset, county, &since) && since > w->from) ||
           (ind_deliveries_until(deliveries, dataset, county, &until) && until < w->to);
}

static bool is_more_than(double value, double limit) {
    return value > limit;
}

static const ind_persons_how how = {
    .steps = steps,
    .step_count = STEPS,
    .selected = SELECTED,
    .exclude = EXCLUDE,
    .denominator = DENOMINATOR,
    .share = P_SHARE_MORE_THAN,
    .incomplete = P_WINDOW_INCOMPLETE,
    .each = P_PERIOD_EACH,
    .in_share = is_more_than,
    .rows_name = "visits",
    .unknown_name = "unknown_visits",
    .is_incomplete = is_outside_data,
};

static void *open(const ind_kind_context *context) {
    distinct *d = ind_alloc(sizeof *d);
    d->context = context;
    d->measure = context->measure;
    read_policies(d);
    d->windows = make_windows(d->measure, context->calendar, &d->window_count);
    ind_persons_open(&d->persons, context, &how, d);
    return d;
}

static void close(void *state) {
    distinct *d = state;
    ind_persons_close(&d->persons);
    free(d->windows);
    free(d->seen);
    free(d);
}

/* ---- one person, one window ---- */

enum { DAY_MINUTES = 24 * 60 };

/* Start of the visit: minutes since 1970, or those of the day's first where it is a date. */
static int64_t minute_of(const distinct *d, size_t event) {
    const ind_vector *start = &d->events->roles[ROLE_START];
    return start->type == IND_DATE ? (int64_t)start->day[event] * DAY_MINUTES : start->integer[event];
}

static int32_t day_of(int64_t minute) {
    return (int32_t)(minute / DAY_MINUTES - (minute % DAY_MINUTES < 0));
}

static void next_day(const distinct *d, course *c, int32_t day) {
    c->daily = c->daily && c->today >= d->min_daily && day == c->day + 1;
    c->day = day;
    c->today = 0;
}

static void take_visit(distinct *d, course *c, size_t event, int64_t minute) {
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
static void note_visit(const distinct *d, const course *c, size_t event, const char *note) {
    ind_persons_row(&d->persons, c->unit, d->events, event, note);
}

static void take_row(distinct *d, course *c, size_t event, int64_t minute) {
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
static void choose(distinct *d, size_t number, const course *c) {
    ind_selection *selection = &d->persons.selection;
    d->course = c;
    ind_selection_decide(selection, TOO_UNKNOWN, number, ind_share_exceeds(c->unknown, c->rows, d->max_unknown));
    ind_selection_decide(selection, FEW, number, visits_of(d, c) < d->min_events);
    if (ind_selection_has(selection, DAILY))
        ind_selection_decide(selection, DAILY, number, !c->daily);
}

/* A new number for a person and window; 0 is nobody. */
static void next_number(distinct *d) {
    if (++d->now == 0) {
        memset(d->seen, 0, d->seen_count * sizeof *d->seen);
        d->now = 1;
    }
}

/* Events FIRST..LAST-1 of one person lie on the days of the window. */
static void judge_window(distinct *d, const window *w, size_t first, size_t last) {
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
    *p = (ind_person){
        .row = {.first = c.first,
                .last = c.last,
                .start = day_of(minute_of(d, c.first)),
                .end = day_of(minute_of(d, c.last)),
                .period = w->period},
        .value = (double)c.count,
        .rows = c.rows,
        .unknown = c.unknown,
        .kept = c.visits,
    };
    choose(d, number, &c);
}

/* The first of the events FROM..TO-1 on DAY or later. */
static size_t first_since(const distinct *d, size_t from, size_t to, int32_t day) {
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (day_of(minute_of(d, middle)) < day)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static void judge_persons(distinct *d) {
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

static void make_room(distinct *d, size_t codes) {
    if (codes <= d->seen_count)
        return;
    d->seen = ind_realloc(d->seen, codes * sizeof *d->seen);
    memset(d->seen + d->seen_count, 0, (codes - d->seen_count) * sizeof *d->seen);
    d->seen_count = codes;
}

static void reduce(void *state, const ind_events *feeds) {
    distinct *d = state;
    d->events = &feeds[0];
    make_room(d, ind_codes_of_role(feeds, ROLE_OF));
    ind_selection_met(&d->persons.selection, IND_PERSONS_WHERE, feeds);
    judge_persons(d);
    ind_persons_count(&d->persons, feeds);
}

/* ---- rules across parameters ---- */

typedef struct {
    const ind_slots *slots;
    bool other; /* it reads something else than the period */
} reads_period;

static void see_slot(void *context, uint32_t slot) {
    reads_period *reads = context;
    ind_side side = reads->slots->items[slot].side;
    reads->other |= side != IND_SIDE_PERIOD_START && side != IND_SIDE_PERIOD_END;
}

static ind_status wrong(const ind_param *param, const char *rule, const char *what, ind_diag *diag) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, rule, ind_json_place(param->node), NULL, "%s", what);
}

static bool needs_time(const ind_measure *measure, size_t rule) {
    return ind_param_is(ind_kind_param(measure, rule), "start");
}

static bool window_of(const ind_measure *measure, const char *path, const ind_period *period, int32_t *from,
                      int32_t *to) {
    (void)path;
    int32_t *first = first_days(measure, period, 1);
    bool known = first[0] != IND_NULL_DATE;
    *from = first[0];
    *to = known ? first[0] + (int32_t)ind_kind_param(measure, P_WINDOW_DAYS)->integer - 1 : 0;
    free(first);
    return known;
}

static ind_status check(const ind_measure *measure, ind_diag *diag) {
    const ind_param *start = ind_kind_param(measure, P_WINDOW_START);
    const ind_param *from = ind_kind_param(measure, P_HOURS_FROM), *before = ind_kind_param(measure, P_HOURS_BEFORE);
    bool has_time = ind_expr_type(ind_kind_param(measure, P_DATA_START)->expr) == IND_DATETIME;
    reads_period reads = {.slots = &measure->feeds[0].slots[IND_SCOPE_ENTITY]};
    ind_status status = IND_OK;
    ind_expr_slots(start->expr, see_slot, &reads);
    if (reads.other)
        status =
            wrong(start, "window",
                  "'window.start' is the same for all persons: it may read period.start and period.end only", diag);
    status = ind_status_worst(status, ind_persons_check(&how, measure, diag));
    if (before->node != NULL && from->integer >= before->integer)
        status = wrong(before, "hours", "'hours.before' is not after 'hours.from'", diag);
    if (!has_time && before->node != NULL)
        status = wrong(before, "hours", "'hours' needs a time in 'data.start', which is a date", diag);
    if (!has_time && (needs_time(measure, P_MIN_EVENTS_DISTINCT) || needs_time(measure, P_EVERY_DAY_AT_LEAST_DISTINCT)))
        status = wrong(ind_kind_param(measure, P_DATA_START), "start_needs_time",
                       "visits that start at the same time need a time in 'data.start', which is a date", diag);
    return status;
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    ind_persons_value(&how, measure, cells, cell, out);
}

const ind_kind ind_kind_distinct = {
    .spec = {.name = "distinct",
             .help = "how many different ones a person met in a window",
             .timeline = true,
             .params = params,
             .param_count = sizeof params / sizeof *params,
             .values = {"a number of different ones", "count|persons|", false, 0},
             .chain = {{"denominator"}, "exclude", NULL},
             .words = &ind_words_of_distinct},
    .feeds = {{.entity = "data.person",
               .where = "data.where",
               .roles = {"data.start", "of"},
               .sorted = 1,
               .needed = "data.start",
               .named = "of"}},
    .terms = terms,
    .term_count = sizeof terms / sizeof *terms,
    .window = window_of,
    .check = check,
    .open = open,
    .close = close,
    .reduce = reduce,
    .days = days,
    .value = value,
    .explain = ind_phrases_of_distinct,
};

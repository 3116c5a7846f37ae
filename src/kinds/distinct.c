/* distinct.c - how many different ones (staff, units) a person met in a window of days.
 *
 *   visits of a person, in the window and hours --rules--> one count --> mean over persons
 *
 * Every period of the report has one window, the same for all persons.  Visits are in order of start;
 * rows that start at the same time are one visit with double staffing where the definition says so. */
#include "kinds/gather.h"
#include "kinds/moments.h"
#include "kinds/phrases.h"
#include "kinds/rows.h"
#include "kinds/words.h"

#include <stdlib.h>

enum { ROLE_START, ROLE_OF };
enum { TABLE = IND_M_TERMS, MORE_THAN, VISITS, UNKNOWN, INCOMPLETE, TERMS };
/* Windows of one person overlap, and have contacts from several suppliers. */
static const ind_term terms[TERMS] = {IND_MOMENT_TERMS(IND_ADDS_GROUPS),
                                      {"table", IND_TERM_TABLE, IND_ADDS_GROUPS, false},
                                      {"more_than", IND_TERM_COUNT, IND_ADDS_GROUPS, false},
                                      {"visits", IND_TERM_COUNT, IND_ADDS_GROUPS, false},
                                      {"unknown", IND_TERM_COUNT, IND_ADDS_GROUPS, false},
                                      {"incomplete", IND_TERM_COUNT, IND_ADDS_GROUPS, false}};

static const ind_param_spec params[] = {
    {.path = "data.person",
     .type = IND_PARAM_ENTITY,
     .required = true,
     .scope = IND_SCOPE_ROW,
     .help = "whose visits are followed"},
    {.path = "data.start",
     .type = IND_PARAM_WHEN,
     .required = true,
     .scope = IND_SCOPE_ROW,
     .help = "when the visit begins: a date or a time"},
    {.path = "of",
     .type = IND_PARAM_LABEL,
     .required = true,
     .scope = IND_SCOPE_ROW,
     .help = "what is counted, such as the id of staff"},
    {.path = "window.start",
     .type = IND_PARAM_DATE,
     .required = true,
     .scope = IND_SCOPE_ENTITY,
     .edge = IND_EDGE_WINDOW,
     .of = "data.start",
     .help = "first day of the window, from period.start and period.end alone"},
    {.path = "window.days",
     .type = IND_PARAM_INTEGER,
     .required = true,
     .low = 1,
     .high = 3660,
     .edge = IND_EDGE_AT_MOST,
     .help = "days in the window"},
    {.path = "window.incomplete",
     .type = IND_PARAM_CHOICE,
     .required = true,
     .choices = "keep|hide",
     .help = "a window that reaches outside the deliveries"},
    {.path = "hours.from",
     .type = IND_PARAM_INTEGER,
     .with_parent = true,
     .low = 0,
     .high = 23,
     .edge = IND_EDGE_AT_LEAST,
     .help = "visits that begin at this hour or later"},
    {.path = "hours.before",
     .type = IND_PARAM_INTEGER,
     .with_parent = true,
     .low = 1,
     .high = 24,
     .edge = IND_EDGE_AT_MOST,
     .help = "visits that begin before this hour"},
    {.path = "unknown_provider",
     .type = IND_PARAM_CHOICE,
     .required = true,
     .choices = "drop_visit|one|each",
     .help = "a visit where what is counted is unknown: as if it were not there; all of them count as one more; each "
             "counts as one more"},
    {.path = "max_unknown_share",
     .type = IND_PARAM_NUMBER,
     .required = true,
     .low = 0,
     .high = 1,
     .edge = IND_EDGE_AT_MOST,
     .help = "a person with a greater share of such visits is left out"},
    {.path = "min_events.n",
     .type = IND_PARAM_INTEGER,
     .required = true,
     .low = 1,
     .high = 100000,
     .edge = IND_EDGE_AT_LEAST,
     .help = "least number of visits in the window"},
    {.path = "min_events.distinct",
     .type = IND_PARAM_CHOICE,
     .required = true,
     .choices = "start|row",
     .help = "rows that start at the same time are one visit; or every row is"},
    {.path = "every_day_at_least.n",
     .type = IND_PARAM_INTEGER,
     .with_parent = true,
     .low = 1,
     .high = 1000,
     .edge = IND_EDGE_AT_LEAST,
     .help = "least number of visits on every day of the window"},
    {.path = "every_day_at_least.distinct",
     .type = IND_PARAM_CHOICE,
     .with_parent = true,
     .choices = "start|row",
     .help = "rows that start at the same time are one visit; or every row is"},
    {.path = "denominator", .type = IND_PARAM_CONDITION, .scope = IND_SCOPE_ENTITY, .help = "persons that count"},
    {.path = "exclude", .type = IND_PARAM_RULES, .scope = IND_SCOPE_ENTITY, .help = "persons left out, first hit only"},
    {.path = "share_more_than",
     .type = IND_PARAM_NUMBER,
     .low = 0,
     .high = 1e6,
     .edge = IND_EDGE_AT_MOST,
     .help = "also the share of persons with more than this"},
    {.path = "period.each", .type = IND_PARAM_BOOLEAN, .required = true, .help = "true: a window for every period"},
    {.path = "interval.method", .type = IND_PARAM_CHOICE, .choices = "t|none", .help = "confidence interval"},
};

typedef struct {
    ind_entity_row row;
    int64_t count; /* -1: left out, but the groups have been seen */
    int64_t visits, unknown;
    uint32_t unit; /* of a trace */
} person;

typedef struct {
    int32_t from, to; /* days */
    int32_t period;
} window;

typedef struct {
    const ind_kind_context *context;
    const ind_measure *measure;
    const ind_events *events;
    /* policies */
    enum { DROP_VISIT, ONE, EACH } unknown;
    int64_t first_minute, end_minute; /* of a day */
    int64_t min_events, min_daily;    /* min_daily 0: no rule */
    bool min_by_start, daily_by_start;
    double max_unknown, more_than;
    ind_eval *denominator, **exclude;
    size_t exclude_count;
    bool lists_seen;
    window *windows;
    size_t window_count;
    uint32_t *seen; /* by code of what is counted: the last person and window that met it, as a number */
    size_t seen_count;
    uint32_t now;
    ind_gather *gather;
    person *persons; /* of the part at hand */
    size_t person_count, person_capacity;
    size_t where_step, window_step, unknown_step, few_step, daily_step, selected_step, *exclude_steps, count_step;
} distinct;

/* ---- set-up ---- */

static size_t step(const distinct *d, const char *name, bool condition) {
    return ind_flow_add(d->context->flow, d->context->arena, name, condition);
}

static void add_steps(distinct *d, const ind_param *rules) {
    step(d, "rows", false);
    if (d->measure->feeds[0].where != NULL)
        d->where_step = step(d, "where", false);
    d->window_step = step(d, "persons in windows", false);
    d->unknown_step = step(d, "exclude unknown providers", false);
    d->few_step = step(d, "exclude too few visits", false);
    if (d->min_daily > 0)
        d->daily_step = step(d, "exclude days with too few visits", false);
    if (d->denominator != NULL)
        d->selected_step = step(d, "selected", true);
    for (size_t i = 0; i < rules->count; i++)
        d->exclude_steps[i] = ind_flow_add_rule(d->context->flow, d->context->arena, rules->rules[i].id);
    d->count_step = step(d, "denominator", false);
}

static void read_policies(distinct *d) {
    const ind_measure *m = d->measure;
    const ind_param *before = ind_measure_param(m, "hours.before"), *share = ind_measure_param(m, "share_more_than");
    d->unknown = (unsigned)ind_measure_param(m, "unknown_provider")->choice;
    d->max_unknown = ind_measure_param(m, "max_unknown_share")->number;
    d->first_minute = 60 * ind_measure_param(m, "hours.from")->integer;
    d->end_minute = 60 * (before->node == NULL ? 24 : before->integer);
    d->min_events = ind_measure_param(m, "min_events.n")->integer;
    d->min_by_start = ind_param_is(ind_measure_param(m, "min_events.distinct"), "start");
    d->min_daily = ind_measure_param(m, "every_day_at_least.n")->integer;
    d->daily_by_start = ind_param_is(ind_measure_param(m, "every_day_at_least.distinct"), "start");
    d->more_than = share->node == NULL ? INFINITY : share->number;
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
    ind_eval *start = ind_eval_of(measure, "window.start");
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
    int32_t length = (int32_t)ind_measure_param(measure, "window.days")->integer;
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

static void *open(const ind_kind_context *context) {
    const ind_param *rules = ind_measure_param(context->measure, "exclude");
    distinct *d = ind_alloc(sizeof *d);
    d->context = context;
    d->measure = context->measure;
    read_policies(d);
    d->windows = make_windows(d->measure, context->calendar, &d->window_count);
    d->denominator = ind_eval_of(d->measure, "denominator");
    d->lists_seen = ind_measure_lists_seen(d->measure);
    d->exclude_count = rules->count;
    d->exclude = ind_alloc_array(rules->count, sizeof *d->exclude);
    d->exclude_steps = ind_alloc_array(rules->count, sizeof *d->exclude_steps);
    for (size_t i = 0; i < rules->count; i++)
        d->exclude[i] = ind_eval_new(rules->rules[i].where);
    add_steps(d, rules);
    return d;
}

static void close(void *state) {
    distinct *d = state;
    ind_eval_free(d->denominator);
    for (size_t i = 0; i < d->exclude_count; i++)
        ind_eval_free(d->exclude[i]);
    free(d->exclude);
    free(d->exclude_steps);
    free(d->windows);
    free(d->seen);
    free(d->persons);
    ind_gather_free(d->gather);
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
static void tell_visit(const distinct *d, const course *c, size_t event, const char *note) {
    ind_trace *trace = d->context->trace;
    if (trace != NULL)
        ind_trace_member_add(trace, c->unit, ind_trace_row_of(trace, 0, d->events->part, event), note);
}

static void take_row(distinct *d, course *c, size_t event, int64_t minute) {
    uint32_t who = d->events->roles[ROLE_OF].code[event];
    c->rows++;
    if (who == IND_NULL_CODE)
        tell_visit(d, c, event, d->unknown == DROP_VISIT ? "dropped" : "unknown");
    else
        tell_visit(d, c, event, d->seen[who] == d->now ? "met before" : "new");
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

static bool too_unknown(const distinct *d, const course *c) {
    return c->rows > 0 && ind_share_exceeds(c->unknown, c->rows, d->max_unknown);
}

static int64_t visits_of(const distinct *d, const course *c) {
    return d->min_by_start ? c->starts : c->visits;
}

static bool too_few(const distinct *d, const course *c) {
    return visits_of(d, c) < d->min_events;
}

/* Why the person does not count: a step of the flow, or SIZE_MAX. */
static size_t left_out(const distinct *d, const course *c) {
    if (too_unknown(d, c))
        return d->unknown_step;
    if (too_few(d, c))
        return d->few_step;
    return d->min_daily > 0 && !c->daily ? d->daily_step : SIZE_MAX;
}

/* All that "left_out" asks; STEP_OUT is its answer. */
static void tell_left_out(const distinct *d, const course *c, size_t step_out) {
    ind_trace *trace = d->context->trace;
    if (trace == NULL)
        return;
    const ind_flow *flow = d->context->flow;
    ind_trace_step(trace, c->unit, flow, d->window_step, true, false);
    ind_judgement *known = ind_trace_step(trace, c->unit, flow, d->unknown_step, true, too_unknown(d, c));
    ind_trace_param(trace, known, "max_unknown_share");
    ind_trace_integer(trace, known, "unknown", c->unknown);
    ind_trace_integer(trace, known, "visits", c->rows);
    ind_judgement *many = ind_trace_step(trace, c->unit, flow, d->few_step, step_out != d->unknown_step, too_few(d, c));
    ind_trace_param(trace, many, "min_events.n");
    ind_trace_integer(trace, many, "visits", visits_of(d, c));
    ind_trace_integer(trace, many, "least", d->min_events);
    if (d->min_daily == 0)
        return;
    ind_judgement *daily = ind_trace_step(trace, c->unit, flow, d->daily_step,
                                          step_out == SIZE_MAX || step_out == d->daily_step, !c->daily);
    ind_trace_param(trace, daily, "every_day_at_least.n");
    ind_trace_integer(trace, daily, "least", d->min_daily);
}

/* A new number for a person and window; 0 is nobody. */
static void next_number(distinct *d) {
    if (++d->now == 0) {
        memset(d->seen, 0, d->seen_count * sizeof *d->seen);
        d->now = 1;
    }
}

static uint32_t tell_window(const distinct *d, const window *w) {
    uint32_t unit = ind_trace_unit(d->context->trace, IND_UNIT_WINDOW, w->period);
    ind_trace_days(d->context->trace, unit, w->from, w->to);
    return unit;
}

/* Events FIRST..LAST-1 of one person lie on the days of the window. */
static void judge_window(distinct *d, const window *w, size_t first, size_t last) {
    ind_flow_step *flow = d->context->flow->items;
    course c = {.first = first, .last = last - 1, .day = w->from - 1, .today = d->min_daily, .daily = true};
    next_number(d);
    if (d->context->trace != NULL)
        c.unit = tell_window(d, w);
    for (size_t e = first; e < last; e++) {
        int64_t minute = minute_of(d, e), of_day = minute - (int64_t)day_of(minute) * DAY_MINUTES;
        if (of_day >= d->first_minute && of_day < d->end_minute)
            take_row(d, &c, e, minute);
        else
            tell_visit(d, &c, e, "outside hours");
    }
    if (c.rows == 0)
        return;
    next_day(d, &c, w->to + 1);
    flow[d->window_step].n++;
    size_t step_out = left_out(d, &c);
    if (step_out != SIZE_MAX)
        flow[step_out].n++;
    tell_left_out(d, &c, step_out);
    d->persons = ind_grow(d->persons, d->person_count, &d->person_capacity, sizeof *d->persons);
    d->persons[d->person_count++] = (person){
        .row = {.first = c.first,
                .last = c.last,
                .start = day_of(minute_of(d, c.first)),
                .end = day_of(minute_of(d, c.last)),
                .period = w->period},
        .count = step_out == SIZE_MAX ? c.count : -1,
        .visits = c.visits,
        .unknown = c.unknown,
        .unit = c.unit,
    };
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
    d->person_count = 0;
    for (size_t e = 0; e < part->entities; e++)
        for (size_t k = 0; k < d->window_count; k++) {
            const window *w = &d->windows[k];
            size_t first = first_since(d, part->starts[e], part->starts[e + 1], w->from);
            size_t last = first_since(d, first, part->starts[e + 1], w->to + 1);
            if (last > first)
                judge_window(d, w, first, last);
        }
}

/* ---- counting ---- */

static bool keep(distinct *d, size_t i, const uint8_t *selected, const uint8_t **excluded) {
    ind_flow_step *flow = d->context->flow->items;
    if (selected != NULL) {
        flow[d->selected_step].unknown += selected[i] == IND_UNKNOWN;
        flow[d->selected_step].n += selected[i] == IND_TRUE;
        if (selected[i] != IND_TRUE)
            return false;
    }
    for (size_t k = 0; k < d->exclude_count; k++) {
        flow[d->exclude_steps[k]].unknown += excluded[k][i] == IND_UNKNOWN;
        if (excluded[k][i] == IND_TRUE) {
            flow[d->exclude_steps[k]].n++;
            return false;
        }
    }
    return true;
}

/* Does the window reach outside what the county has delivered? */
static bool outside_data(const distinct *d, int32_t period, ind_str county) {
    const ind_deliveries *deliveries = d->context->deliveries;
    ind_str dataset = d->measure->feeds[0].dataset->name;
    const window *w = d->windows;
    int32_t since, until;
    while (w->period != period)
        w++;
    return (ind_deliveries_since(deliveries, dataset, county, &since) && since > w->from) ||
           (ind_deliveries_until(deliveries, dataset, county, &until) && until < w->to);
}

static void tell_conditions(const distinct *d, const person *p, const ind_vector *slots, size_t i,
                            const uint8_t *selected, const uint8_t **excluded) {
    ind_trace *trace = d->context->trace;
    const ind_flow *flow = d->context->flow;
    bool asked = p->count >= 0, out;
    if (selected != NULL) {
        out = selected[i] != IND_TRUE;
        ind_trace_condition(trace, ind_trace_step(trace, p->unit, flow, d->selected_step, asked, out), "denominator", 0,
                            slots, i);
        asked = asked && !out;
    }
    for (size_t k = 0; k < d->exclude_count; k++) {
        out = excluded[k][i] == IND_TRUE;
        ind_trace_condition(trace, ind_trace_step(trace, p->unit, flow, d->exclude_steps[k], asked, out), "exclude", k,
                            slots, i);
        asked = asked && !out;
    }
}

static void tell_counted(const distinct *d, const person *p, const uint32_t *codes, bool incomplete) {
    ind_trace *trace = d->context->trace;
    ind_judgement *in = ind_trace_step(trace, p->unit, d->context->flow, d->count_step, true, false);
    ind_trace_integer(trace, in, "count", p->count);
    ind_trace_count *count = ind_trace_counted(trace, p->unit, p->row.period, codes);
    count->value = (double)p->count;
    count->incomplete = incomplete;
}

static void count_block(distinct *d, const person *persons, const ind_vector *slots, size_t n,
                        const uint8_t **excluded) {
    const ind_kind_context *context = d->context;
    ind_cells *cells = context->cells;
    ind_strata_run(context->strata, slots, n, NULL);
    const uint8_t *selected = d->denominator == NULL ? NULL : ind_eval_run(d->denominator, slots, n)->truth;
    for (size_t k = 0; k < d->exclude_count; k++)
        excluded[k] = ind_eval_run(d->exclude[k], slots, n)->truth;
    for (size_t i = 0; i < n; i++) {
        const person *p = &persons[i];
        if (d->lists_seen) /* in the period, if not counted */
            ind_cells_at(cells, p->row.period, ind_strata_codes(context->strata, i));
        if (context->trace != NULL)
            tell_conditions(d, p, slots, i, selected, excluded);
        if (p->count < 0)
            continue;
        if (!keep(d, i, selected, excluded))
            continue;
        context->flow->items[d->count_step].n++;
        uint32_t cell = ind_cells_at(cells, p->row.period, ind_strata_codes(context->strata, i));
        ind_moments_add(cells, cell, (double)p->count);
        ind_cells_tally(cells, cell, TABLE, (double)p->count, 1);
        ind_cells_count(cells, cell, MORE_THAN, (double)p->count > d->more_than);
        ind_cells_count(cells, cell, VISITS, p->visits);
        ind_cells_count(cells, cell, UNKNOWN, p->unknown);
        bool incomplete = outside_data(d, p->row.period, ind_strata_whole(context->strata, i));
        ind_cells_count(cells, cell, INCOMPLETE, incomplete);
        if (context->trace != NULL)
            tell_counted(d, p, ind_strata_codes(context->strata, i), incomplete);
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
    if (d->gather == NULL)
        d->gather = ind_gather_new(d->measure, IND_SCOPE_ENTITY, feeds, d->context->calendar);
    make_room(d, ind_codes_of_role(feeds, ROLE_OF));
    if (d->measure->feeds[0].where != NULL)
        ind_kind_count_met(d->context, d->where_step, feeds);
    judge_persons(d);
    const uint8_t **excluded = ind_alloc_array(d->exclude_count, sizeof *excluded);
    for (size_t from = 0; from < d->person_count; from += IND_GATHER_ROWS) {
        size_t n = d->person_count - from < IND_GATHER_ROWS ? d->person_count - from : IND_GATHER_ROWS;
        const ind_vector *slots = ind_gather_run(d->gather, feeds, &d->persons[from].row, sizeof(person), n);
        count_block(d, d->persons + from, slots, n, excluded);
    }
    free(excluded);
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

static bool needs_time(const ind_measure *measure, const char *rule) {
    return ind_param_is(ind_measure_param(measure, rule), "start");
}

static bool window_of(const ind_measure *measure, const char *path, const ind_period *period, int32_t *from,
                      int32_t *to) {
    (void)path;
    int32_t *first = first_days(measure, period, 1);
    bool known = first[0] != IND_NULL_DATE;
    *from = first[0];
    *to = known ? first[0] + (int32_t)ind_measure_param(measure, "window.days")->integer - 1 : 0;
    free(first);
    return known;
}

static ind_status check(const ind_measure *measure, ind_diag *diag) {
    const ind_param *each = ind_measure_param(measure, "period.each"),
                    *start = ind_measure_param(measure, "window.start");
    const ind_param *from = ind_measure_param(measure, "hours.from"),
                    *before = ind_measure_param(measure, "hours.before");
    bool has_time = ind_expr_type(ind_measure_param(measure, "data.start")->expr) == IND_DATETIME;
    reads_period reads = {.slots = &measure->feeds[0].slots[IND_SCOPE_ENTITY]};
    ind_status status = IND_OK;
    ind_expr_slots(start->expr, see_slot, &reads);
    if (reads.other)
        status =
            wrong(start, "window",
                  "'window.start' is the same for all persons: it may read period.start and period.end only", diag);
    if (each->integer == 0)
        status = wrong(each, "period", "'period.each' must be true: every period has a window of its own", diag);
    if (before->node != NULL && from->integer >= before->integer)
        status = wrong(before, "hours", "'hours.before' is not after 'hours.from'", diag);
    if (!has_time && before->node != NULL)
        status = wrong(before, "hours", "'hours' needs a time in 'data.start', which is a date", diag);
    if (!has_time && (needs_time(measure, "min_events.distinct") || needs_time(measure, "every_day_at_least.distinct")))
        status = wrong(ind_measure_param(measure, "data.start"), "start_needs_time",
                       "visits that start at the same time need a time in 'data.start', which is a date", diag);
    return status;
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    ind_moments_value(measure, cells, cell, false, out);
    out->incomplete = ind_cells_get_count(cells, cell, INCOMPLETE);
    out->hide = out->incomplete > 0 && ind_param_is(ind_measure_param(measure, "window.incomplete"), "hide");
    ind_outcome_number(out, "visits", (double)ind_cells_get_count(cells, cell, VISITS), true);
    ind_outcome_number(out, "unknown_visits", (double)ind_cells_get_count(cells, cell, UNKNOWN), true);
    ind_outcome_median(measure, cells, cell, TABLE, out);
    if (ind_measure_param(measure, "share_more_than")->node != NULL)
        ind_outcome_also_share(measure, "share_more_than", ind_cells_get_count(cells, cell, MORE_THAN), out);
}

const ind_kind ind_kind_distinct = {
    .spec = {.name = "distinct",
             .help = "how many different ones a person met in a window",
             .timeline = true,
             .params = params,
             .param_count = sizeof params / sizeof *params,
             .words = &ind_words_of_distinct},
    .feeds = {{.entity = "data.person",
               .where = "data.where",
               .roles = {"data.start", "of"},
               .sorted = 1,
               .needed = "data.start",
               .named = "of"}},
    .terms = terms,
    .term_count = TERMS,
    .window = window_of,
    .check = check,
    .open = open,
    .close = close,
    .reduce = reduce,
    .days = days,
    .value = value,
    .explain = ind_phrases_of_distinct,
};

/* distinct.c - how many different ones (staff, units) a person met in a window of days.
 *
 *   visits of a person, in the window and hours --rules--> one count --> mean over persons
 *
 * Every period of the report has one window, the same for all persons.  Visits are in order of start;
 * rows that start at the same time are one visit with double staffing where the definition says so. */
#include "kinds/distinct/distinct.h"
#include "kinds/common/persons.h"

#include <stdlib.h>

static const ind_term terms[] = {IND_PERSON_TERMS("more_than", "visits"),
                                 {"unknown", IND_TERM_COUNT, IND_ADDS_GROUPS, false}};

/* ---- set-up ---- */

static void read_policies(ind_distinct *d) {
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

static void facts_of_unknown(const void *state, size_t number, ind_trace *trace, ind_judgement *judgement) {
    const course *c = ((const ind_distinct *)state)->course;
    (void)number;
    ind_trace_integer(trace, judgement, "unknown", c->unknown);
    ind_trace_integer(trace, judgement, "visits", c->rows);
}

static void facts_of_visits(const void *state, size_t number, ind_trace *trace, ind_judgement *judgement) {
    const ind_distinct *d = state;
    (void)number;
    ind_trace_integer(trace, judgement, "visits", visits_of(d, d->course));
    ind_trace_integer(trace, judgement, "least", d->min_events);
}

static void facts_of_days(const void *state, size_t number, ind_trace *trace, ind_judgement *judgement) {
    (void)number;
    ind_trace_integer(trace, judgement, "least", ((const ind_distinct *)state)->min_daily);
}

static void facts_of_count(const void *state, size_t number, ind_trace *trace, ind_judgement *judgement) {
    ind_trace_integer(trace, judgement, "count", (int64_t)((const ind_distinct *)state)->persons.items[number].value);
}

static const ind_step_spec steps[STEPS] = {
    IND_PERSON_STEPS(SELECTED, EXCLUDE, REQUIRE, EXCLUDE_IF, DENOMINATOR, facts_of_count),
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
    const ind_distinct *d = state;
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
    .share = P_SHARE_MORE_THAN,
    .incomplete = P_WINDOW_INCOMPLETE,
    .in_share = is_more_than,
    .rows_name = "visits",
    .unknown_name = "unknown_visits",
    .is_incomplete = is_outside_data,
};

static void *open(const ind_kind_context *context) {
    ind_distinct *d = ind_alloc(sizeof *d);
    d->context = context;
    d->measure = context->measure;
    read_policies(d);
    d->windows = make_windows(d->measure, context->calendar, &d->window_count);
    ind_persons_open(&d->persons, context, &how, d);
    return d;
}

static void close(void *state) {
    ind_distinct *d = state;
    ind_persons_close(&d->persons);
    free(d->windows);
    free(d->seen);
    free(d);
}

static void make_room(ind_distinct *d, size_t codes) {
    if (codes <= d->seen_count)
        return;
    d->seen = ind_realloc(d->seen, codes * sizeof *d->seen);
    memset(d->seen + d->seen_count, 0, (codes - d->seen_count) * sizeof *d->seen);
    d->seen_count = codes;
}

static void reduce(void *state, const ind_events *feeds) {
    ind_distinct *d = state;
    d->events = &feeds[0];
    make_room(d, ind_codes_of_role(feeds, ROLE_OF));
    ind_selection_met(&d->persons.selection, IND_PERSONS_WHERE, feeds);
    ind_distinct_judge(d);
    ind_persons_count(&d->persons, feeds);
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

/* A mean has what a comparison of means needs; a median or share has not, and none is made of them. */
static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    int statistic = ind_kind_param(measure, P_STATISTIC)->choice;
    if (statistic == STATISTIC_MEDIAN)
        ind_persons_median(&how, measure, cells, cell, out);
    else if (statistic == STATISTIC_SHARE)
        ind_persons_share(&how, measure, cells, cell, out);
    else
        ind_persons_value(&how, measure, cells, cell, out);
}

extern const ind_kind ind_kind_distinct;
const ind_kind ind_kind_distinct = {
    .spec = {.name = "distinct",
             .help = "how many different ones a person met in a window",
             .timeline = true,
             .windows = true,
             .params = ind_params_of_distinct,
             .param_count = PARAMS,
             .values = {"a number of different ones, or the share of persons with more", "count|persons|percent|ratio|",
                        false, 0},
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
    .looks_at = "window.days",
    .check = ind_distinct_check,
    .open = open,
    .close = close,
    .reduce = reduce,
    .days = days,
    .value = value,
    .template = ind_file_distinct_template,
    .explain = ind_phrases_of_distinct,
};

/* before_after.c - how often something happens to a cohort after a start, held against how often it did before.
 *
 *   starts --starts.c--> persons with a day 0 --cohort_time.c--> events and days on both sides --> ratio of two rates
 *
 * There is no comparison group: what has changed may be regression to the mean, and the report always says so. */
#include "kinds/before_after/before_after.h"
#include "base/date.h"
#include "kinds/common/moments.h"

#include <stdlib.h>

#define PRODUCT(name)                                                                                                  \
    { name, IND_TERM_COUNT, IND_ADDS_GROUPS, false }
static const ind_term terms[] = {
    [TERM_N] = PRODUCT("persons"),
    [TERM_SUMS + IND_PT_A] = PRODUCT("a"),
    [TERM_SUMS + IND_PT_T] = PRODUCT("t"),
    [TERM_SUMS + IND_PT_B] = PRODUCT("b"),
    [TERM_SUMS + IND_PT_S] = PRODUCT("s"),
    [TERM_PRODUCTS] = PRODUCT("aa"),
    PRODUCT("at"),
    PRODUCT("ab"),
    PRODUCT("as"),
    PRODUCT("tt"),
    PRODUCT("tb"),
    PRODUCT("ts"),
    PRODUCT("bb"),
    PRODUCT("bs"),
    PRODUCT("ss"),
    [TERM_CUT] = PRODUCT("cut"),
    [TERM_BEFORE] = PRODUCT("begins_before"),
};

/* ---- steps ---- */

static void facts_of_time(const void *state, size_t number, ind_trace *trace, ind_judgement *judgement) {
    static const char *const why[] = {NULL, "gone before", "not delivered", "incomplete before"};
    const ind_cohort_person *p = &((const ind_before_after *)state)->items[number];
    ind_trace_integer(trace, judgement, "days", p->sums[IND_PT_T]);
    if (p->none != HAS_TIME)
        judgement->says = why[p->none];
}

static void facts_of_events(const void *state, size_t number, ind_trace *trace, ind_judgement *judgement) {
    const ind_cohort_person *p = &((const ind_before_after *)state)->items[number];
    static const char *const names[IND_PT_SUMS] = {"after", "days_after", "before", "days_before"};
    for (size_t i = 0; i < IND_PT_SUMS; i++)
        ind_trace_integer(trace, judgement, names[i], p->sums[i]);
}

static const ind_step_spec steps[STEPS] = {
    IND_PERSON_STEPS(SELECTED, EXCLUDE, REQUIRE, EXCLUDE_IF, DENOMINATOR, facts_of_events),
    [NO_TIME] = {.step = "exclude without person-time", .effect = IND_STEP_OUT, .facts = facts_of_time},
};

static bool has_no_time(void *state, size_t number, size_t step, ind_str county) {
    (void)step;
    ind_before_after *b = state;
    ind_before_after_follow(b, number, county);
    return b->items[number].none != HAS_TIME;
}

static bool is_incomplete(const void *state, const ind_person *person, ind_str county) {
    (void)state;
    (void)person;
    (void)county;
    return false; /* found out while the person is followed */
}

static void add(const void *state, const ind_person *person, ind_cells *cells, uint32_t cell, bool incomplete) {
    const ind_before_after *b = state;
    const ind_cohort_person *p = &b->items[person - b->persons.items];
    (void)incomplete;
    if (p->none != HAS_TIME)
        return;
    ind_cells_count(cells, cell, TERM_N, 1);
    for (size_t i = 0; i < IND_PT_SUMS; i++)
        ind_cells_count(cells, cell, TERM_SUMS + i, p->sums[i]);
    for (int i = 0; i < IND_PT_SUMS; i++)
        for (int j = i; j < IND_PT_SUMS; j++)
            ind_cells_count(cells, cell, TERM_PRODUCTS + (size_t)ind_person_time_product(i, j),
                            p->sums[i] * p->sums[j]);
    ind_cells_count(cells, cell, TERM_CUT, p->is_cut);
    ind_cells_count(cells, cell, TERM_BEFORE, p->begins_before);
}

static const ind_persons_how how = {
    .steps = steps,
    .step_count = STEPS,
    .incomplete = P_BEFORE_INCOMPLETE,
    .is_incomplete = is_incomplete,
    .own_steps = 1,
    .takes = has_no_time,
    .adds_taken = 1u,
    .add = add,
};

/* ---- set-up ---- */

static void *open(const ind_kind_context *context) {
    ind_before_after *b = ind_alloc(sizeof *b);
    const ind_measure *m = context->measure;
    b->context = context;
    b->measure = m;
    b->first_in_months = ind_kind_param(m, P_FIRST_IN_MONTHS)->integer;
    b->days_before = (int32_t)ind_kind_param(m, P_BEFORE_DAYS)->integer;
    b->gap = (int32_t)ind_kind_param(m, P_BEFORE_GAP)->integer;
    b->days_after = (int32_t)ind_kind_param(m, P_AFTER_DAYS)->integer;
    b->joins = ind_kind_param(m, P_EVENT_JOIN)->node != NULL;
    b->join_within = (int32_t)ind_kind_param(m, P_EVENT_JOIN)->integer;
    b->has_end = ind_kind_param(m, P_EVENT_END)->node != NULL;
    b->leaves_out = ind_param_is(ind_kind_param(m, P_EVENT_AT_START), "leave_out");
    b->incomplete = (unsigned)ind_kind_param(m, P_BEFORE_INCOMPLETE)->choice;
    ind_persons_open(&b->persons, context, &how, b);
    return b;
}

static void close(void *state) {
    ind_before_after *b = state;
    ind_persons_close(&b->persons);
    free(b->items);
    free(b);
}

/* Starts of the period and the months that look for an earlier one; events may last long, and be joined to others. */
static void days(const ind_measure *measure, const ind_calendar *calendar, unsigned feed, int32_t *from, int32_t *to) {
    int64_t months = ind_kind_param(measure, P_FIRST_IN_MONTHS)->integer;
    *from = INT32_MAX;
    *to = INT32_MIN;
    for (size_t n = 0; n < calendar->count; n++) {
        int32_t first = ind_add_months(calendar->items[n].from, -months);
        *from = first < *from ? first : *from;
        *to = calendar->items[n].to > *to ? calendar->items[n].to : *to;
    }
    if (feed == 0)
        return;
    *from = INT32_MIN;
    *to = INT32_MAX;
}

static bool window(const ind_measure *measure, const char *path, const ind_period *period, int32_t *from, int32_t *to) {
    (void)path;
    *from = ind_add_months(period->from, -ind_kind_param(measure, P_FIRST_IN_MONTHS)->integer);
    *to = period->to;
    return true;
}

static int32_t follow_up(const ind_measure *measure) {
    return (int32_t)ind_kind_param(measure, P_AFTER_DAYS)->integer - 1;
}

static int32_t look_back_days(const ind_measure *measure) {
    return (int32_t)(ind_kind_param(measure, P_BEFORE_DAYS)->integer + ind_kind_param(measure, P_BEFORE_GAP)->integer);
}

static void reduce(void *state, const ind_events *feeds) {
    enum { UNITS_AT_ONCE = 1024 };
    ind_before_after *b = state;
    b->starts = &feeds[0];
    b->events = &feeds[1];
    b->found = 0;
    ind_selection_met(&b->persons.selection, IND_PERSONS_WHERE, feeds);
    for (size_t e = 0; e < feeds->part->entities; e++) {
        ind_before_after_starts(b, e);
        if (b->persons.selection.count >= UNITS_AT_ONCE)
            ind_persons_count(&b->persons, feeds);
    }
    ind_persons_count(&b->persons, feeds);
}

static void merge(void *state, const void *other) {
    ind_before_after *b = state;
    b->unknown_events += ((const ind_before_after *)other)->unknown_events;
    b->out_of_order += ((const ind_before_after *)other)->out_of_order;
}

static ind_status finish(void *state, ind_diag *diag) {
    const ind_before_after *b = state;
    const ind_measure *m = b->measure;
    if (b->out_of_order > 0)
        ind_diag_add(diag, IND_WARNING, IND_OK, "event_order", (ind_place){0}, NULL,
                     "%.*s: %lld events of '%.*s' end before they begin: they are none", IND_STR_ARGS(m->id),
                     (long long)b->out_of_order, IND_STR_ARGS(m->feeds[1].dataset->name));
    if (b->unknown_events > 0)
        ind_diag_add(diag, IND_WARNING, IND_OK, "unknown_condition", (ind_place){0},
                     "find out why values that it reads are missing",
                     "%.*s: of %lld rows of '%.*s' 'event.where' is unknown: they are no event", IND_STR_ARGS(m->id),
                     (long long)b->unknown_events, IND_STR_ARGS(m->feeds[1].dataset->name));
    return IND_OK;
}

/* ---- figures ---- */

static ind_person_time sums_of(const ind_cells *cells, uint32_t cell) {
    ind_person_time p = {.persons = (double)ind_cells_get_count(cells, cell, TERM_N)};
    for (size_t i = 0; i < IND_PT_SUMS; i++)
        p.sums[i] = (double)ind_cells_get_count(cells, cell, TERM_SUMS + i);
    for (size_t i = 0; i < IND_PT_PRODUCTS; i++)
        p.products[i] = (double)ind_cells_get_count(cells, cell, TERM_PRODUCTS + i);
    return p;
}

static double rate(const ind_measure *m, double events, double days) {
    const double year = 365.25;
    return days > 0 ? (double)ind_kind_param(m, P_PER_PERSON_YEARS)->integer * year * events / days : (double)NAN;
}

static ind_interval_reason why_none(const ind_person_time *p) {
    if (!(p->sums[IND_PT_A] > 0 && p->sums[IND_PT_B] > 0))
        return IND_INTERVAL_NO_EVENTS;
    return p->persons > 1 ? IND_INTERVAL_ALL_ALIKE : IND_INTERVAL_ONE_PERSON;
}

static void value(const ind_measure *m, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    static const char *const names[IND_PT_SUMS] = {"events_after", "days_after", "events_before", "days_before"};
    static const int order[IND_PT_SUMS] = {IND_PT_B, IND_PT_S, IND_PT_A, IND_PT_T};
    ind_person_time p = sums_of(cells, cell);
    const double *levels;
    size_t count = ind_kind_levels(m, &levels);
    out->base = (int64_t)p.persons;
    out->value = ind_person_time_ratio(&p);
    for (size_t i = 0; i < count; i++)
        out->has_interval[i] = ind_person_time_interval(&p, levels[i], &out->intervals[i]);
    out->no_interval = why_none(&p);
    ind_outcome_number(out, "n", p.persons, true);
    for (size_t i = 0; i < IND_PT_SUMS; i++)
        ind_outcome_number(out, names[order[i]], p.sums[order[i]], true);
    ind_outcome_also(out, "rate_before", rate(m, p.sums[IND_PT_B], p.sums[IND_PT_S]));
    ind_outcome_also(out, "rate_after", rate(m, p.sums[IND_PT_A], p.sums[IND_PT_T]));
    out->incomplete = ind_cells_get_count(cells, cell, TERM_CUT);
    out->look_back = ind_cells_get_count(cells, cell, TERM_BEFORE);
    out->hide = out->look_back > 0 && ind_param_is(ind_kind_param(m, P_BEFORE_INCOMPLETE), "hide");
}

extern const ind_kind ind_kind_before_after;
const ind_kind ind_kind_before_after = {
    .spec = {.name = "before_after",
             .help = "events of a cohort before and after its start, by person-time",
             .timeline = true,
             .windows = true,
             .one_row_if = "event",
             .params = ind_params_of_before_after,
             .param_count = PARAMS,
             .values = {"a ratio of two rates", "ratio|", false, 0},
             .chain = {{"denominator"}, "exclude", NULL},
             .words = &ind_words_of_before_after},
    .feeds = {{.entity = "data.person",
               .where = "data.where",
               .roles = {"data.date", "data.death", "data.moved"},
               .sorted = 1,
               .needed = "data.date"},
              {.entity = "event.person",
               .where = "event.where",
               .roles = {"event.start", "event.end", "event.where", "event.transfer_out", "event.transfer_in"},
               .sorted = 2,
               .needed = "event.start",
               .of_events = true}},
    .terms = terms,
    .term_count = sizeof terms / sizeof *terms,
    .window = window,
    .follow_up = follow_up,
    .look_back_days = look_back_days,
    .check = ind_before_after_check,
    .open = open,
    .close = close,
    .reduce = reduce,
    .days = days,
    .merge = merge,
    .finish = finish,
    .value = value,
    .template = ind_file_before_after_template,
    .explain = ind_phrases_of_before_after,
};

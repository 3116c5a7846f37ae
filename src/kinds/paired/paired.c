/* paired.c - what has changed between two values of one object or person: the mean change, its median, and the share
 * that has improved.
 *
 *   rows of an object, round by round       --rounds.c--> a pair in each period  \
 *   index rows, and measurements of persons --near.c----> a pair an index row    --> changes --> a cell
 *
 * Those that have only one of the two values are lost: counted beside, in no mean. */
#include "kinds/paired/paired.h"
#include "base/date.h"
#include "kinds/common/share.h"
#include "statistics/quantiles.h"

#include <stdlib.h>

static const ind_term terms[] = {IND_MOMENT_TERMS(IND_ADDS_GROUPS),
                                 [TERM_TABLE] = {"table", IND_TERM_TABLE, IND_ADDS_GROUPS, false},
                                 [TERM_BETTER] = {"better", IND_TERM_COUNT, IND_ADDS_GROUPS, false},
                                 [TERM_WORSE] = {"worse", IND_TERM_COUNT, IND_ADDS_GROUPS, false},
                                 [TERM_LOST] = {"lost", IND_TERM_COUNT, IND_ADDS_GROUPS, false},
                                 [TERM_INCOMPLETE] = {"incomplete", IND_TERM_COUNT, IND_ADDS_GROUPS, false}};

/* ---- steps ---- */

static void facts_of_lost(const void *state, size_t number, ind_trace *trace, ind_judgement *judgement) {
    static const char *const before[] = {NULL, "lost: none before", "lost: unknown before",
                                         "lost: contradictory before"};
    static const char *const after[] = {NULL, "lost: none after", "lost: unknown after", "lost: contradictory after"};
    const ind_pair_value *sides = ind_paired_sides(state, number);
    (void)trace;
    if (sides[0].is != FOUND || sides[1].is != FOUND)
        judgement->says = sides[0].is != FOUND ? before[sides[0].is] : after[sides[1].is];
}

static void facts_of_change(const void *state, size_t number, ind_trace *trace, ind_judgement *judgement) {
    const ind_pair_value *sides = ind_paired_sides(state, number);
    ind_trace_number(trace, judgement, "before", sides[0].value);
    ind_trace_number(trace, judgement, "after", sides[1].value);
    ind_trace_number(trace, judgement, "change", sides[1].value - sides[0].value);
}

static void facts_of_below(const void *state, size_t number, ind_trace *trace, ind_judgement *judgement) {
    const ind_pair_value *sides = ind_paired_sides(state, number);
    if (sides[0].is == FOUND)
        ind_trace_number(trace, judgement, "before", sides[0].value);
}

static const ind_step_spec steps[STEPS] = {
    IND_PERSON_STEPS(SELECTED, EXCLUDE, REQUIRE, EXCLUDE_IF, DENOMINATOR, facts_of_change),
    [CUT] = {.step = "exclude incomplete follow-up",
             .effect = IND_STEP_OUT,
             .path = "before.incomplete",
             .only = "exclude_index"},
    [BELOW] = {.step = "exclude not above",
               .effect = IND_STEP_OUT,
               .path = "before.above",
               .only = "",
               .facts = facts_of_below},
    [LOST] = {.step = "exclude lost", .effect = IND_STEP_OUT, .facts = facts_of_lost},
};

static bool is_incomplete(const void *state, const ind_person *person, ind_str county);

static bool takes(void *state, size_t number, size_t step, ind_str county) {
    const ind_paired *p = state;
    const ind_pair_value *sides = ind_paired_sides(state, number);
    switch (step + CUT) {
    case CUT: return is_incomplete(p, &p->persons.items[number], county);
    case BELOW: return sides[0].is == FOUND && !(sides[0].value > p->above);
    default: return sides[0].is != FOUND || sides[1].is != FOUND;
    }
}

/* ---- cells ---- */

/* Does the change go so far in the direction that is better?  Of SIGN -1: in the other. */
static bool goes(const ind_paired *p, double change, int sign) {
    double way = sign * (p->lower ? -change : change);
    return p->least > 0 ? way >= p->least : way > 0;
}

static void add(const void *state, const ind_person *person, ind_cells *cells, uint32_t cell, bool incomplete) {
    const ind_paired *p = state;
    ind_cells_count(cells, cell, TERM_INCOMPLETE, incomplete);
    if (incomplete && p->drops)
        return;
    if (isnan(person->value)) {
        ind_cells_count(cells, cell, TERM_LOST, 1);
        return;
    }
    ind_moments_add(cells, cell, person->value);
    ind_cells_tally(cells, cell, TERM_TABLE, person->value, 1);
    ind_cells_count(cells, cell, TERM_BETTER, goes(p, person->value, 1));
    ind_cells_count(cells, cell, TERM_WORSE, goes(p, person->value, -1));
}

/* Have the days that were looked at not all been delivered by the county? */
static bool is_incomplete(const void *state, const ind_person *person, ind_str county) {
    const ind_paired *p = state;
    ind_str dataset = p->measure->feeds[p->measurements != NULL].dataset->name;
    int32_t since, until;
    return (ind_deliveries_since(p->context->deliveries, dataset, county, &since) && since > person->row.window_from) ||
           (p->measurements != NULL && ind_deliveries_until(p->context->deliveries, dataset, county, &until) &&
            until < person->row.window_to);
}

static const ind_persons_how how = {
    .steps = steps,
    .step_count = STEPS,
    .incomplete = P_INCOMPLETE,
    .is_incomplete = is_incomplete,
    .own_steps = LOST - CUT + 1,
    .takes = takes,
    .adds_taken = 1u | 1u << (LOST - CUT),
    .add = add,
};

/* ---- set-up ---- */

static ind_near near_of(const ind_measure *m, size_t from, size_t to) {
    return (ind_near){(int32_t)ind_kind_param(m, from)->integer, (int32_t)ind_kind_param(m, to)->integer};
}

static void *open(const ind_kind_context *context) {
    ind_paired *p = ind_alloc(sizeof *p);
    const ind_measure *m = context->measure;
    const ind_param *least = ind_kind_param(m, P_LEAST_CHANGE), *above = ind_kind_param(m, P_BEFORE_ABOVE);
    p->context = context;
    p->measure = m;
    p->months = ind_kind_param(m, P_BEFORE_MONTHS)->integer;
    p->before = near_of(m, P_BEFORE_DAY_FROM, P_BEFORE_DAY_TO);
    p->after = near_of(m, P_AFTER_DAY_FROM, P_AFTER_DAY_TO);
    p->sums = ind_param_is(ind_kind_param(m, P_MEASUREMENT_TAKE), "sum");
    p->drops = ind_param_is(ind_kind_param(m, P_INCOMPLETE), "exclude_index");
    p->above = above->node == NULL ? -INFINITY : above->number;
    p->lower = ind_param_is(ind_kind_param(m, P_DIRECTION), "lower");
    p->least = least->node == NULL ? 0 : least->number;
    ind_persons_open(&p->persons, context, &how, p);
    return p;
}

static void close(void *state) {
    ind_paired *p = state;
    ind_persons_close(&p->persons);
    free(p->sides);
    free(p);
}

static void days(const ind_measure *measure, const ind_calendar *calendar, unsigned feed, int32_t *from, int32_t *to) {
    bool near = ind_kind_param(measure, P_MEASUREMENT_DATASET)->node != NULL;
    *from = INT32_MAX;
    *to = INT32_MIN;
    for (size_t n = 0; n < calendar->count; n++) {
        int32_t first = calendar->items[n].from, last = calendar->items[n].to;
        if (!near)
            ind_paired_window(measure, &calendar->items[n], &first, &last);
        *from = first < *from ? first : *from;
        *to = last > *to ? last : *to;
    }
    if (feed == 0)
        return;
    *from = INT32_MIN; /* an index may last long */
    *to = INT32_MAX;
}

static bool window(const ind_measure *measure, const char *path, const ind_period *period, int32_t *from, int32_t *to) {
    (void)path;
    ind_paired_window(measure, period, from, to);
    return true;
}

/* ---- units ---- */

static void reduce(void *state, const ind_events *feeds) {
    enum { UNITS_AT_ONCE = 1024 };
    ind_paired *p = state;
    const ind_timeline_part *part = feeds->part;
    p->events = feeds;
    p->measurements = ind_kind_param(p->measure, P_MEASUREMENT_DATASET)->node == NULL ? NULL : &feeds[1];
    ind_selection_met(&p->persons.selection, IND_PERSONS_WHERE, feeds);
    for (size_t e = 0; e < part->entities; e++) {
        (p->measurements == NULL ? ind_paired_rounds : ind_paired_near)(p, part->starts[e], part->starts[e + 1]);
        if (p->persons.selection.count >= UNITS_AT_ONCE)
            ind_persons_count(&p->persons, feeds);
    }
    ind_persons_count(&p->persons, feeds);
}

static void merge(void *state, const void *other) {
    ind_paired *p = state;
    const ind_paired *q = other;
    p->contradictory += q->contradictory;
    p->units += q->units;
    p->pairs += q->pairs;
}

static ind_status finish(void *state, ind_diag *diag) {
    enum { MANY = 5 };
    const ind_paired *p = state;
    const ind_measure *m = p->measure;
    if (p->contradictory > 0)
        ind_diag_add(diag, IND_WARNING, IND_OK, "pair_contradicts", (ind_place){0},
                     "find out which of them holds; 'data.order' says which of several rows of a round is later",
                     "%.*s: rows of one day have different values in %lld %s: lost", IND_STR_ARGS(m->id),
                     (long long)p->contradictory, p->contradictory == 1 ? "pair" : "pairs");
    if (p->units >= MANY && p->pairs == 0)
        ind_diag_add(diag, IND_WARNING, IND_OK, "nobody_paired", (ind_place){0},
                     "is what 'data.person' names written in the same way both times?",
                     "%.*s: of %lld that are judged, none has both values", IND_STR_ARGS(m->id), (long long)p->units);
    return IND_OK;
}

/* ---- figures ---- */

static void put_also(const ind_measure *m, ind_paired_statistic statistic, double mean, int64_t better,
                     ind_outcome *out) {
    if (statistic != MEAN_CHANGE)
        ind_outcome_also(out, "mean_change", mean);
    if (statistic != SHARE_IMPROVED)
        ind_outcome_also_share(m, "share_improved", better, out);
}

static void value(const ind_measure *m, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    ind_paired_statistic statistic = (unsigned)ind_kind_param(m, P_STATISTIC)->choice;
    int64_t better = ind_cells_get_count(cells, cell, TERM_BETTER);
    int64_t worse = ind_cells_get_count(cells, cell, TERM_WORSE);
    ind_moments_value(m, cells, cell, false, out);
    double mean = out->value;
    if (statistic != MEAN_CHANGE)
        memset(out->has_interval, 0, sizeof out->has_interval);
    if (statistic == MEDIAN_CHANGE)
        ind_outcome_value_median(m, cells, cell, TERM_TABLE, out);
    else if (statistic == SHARE_IMPROVED)
        ind_outcome_share_of(m, &(ind_share_facts){.x = (double)better, .n = (double)out->base, .w = NAN}, out);
    ind_outcome_number(out, "better", (double)better, true);
    ind_outcome_number(out, "same", (double)(out->base - better - worse), true);
    ind_outcome_number(out, "worse", (double)worse, true);
    ind_outcome_number(out, "lost", (double)ind_cells_get_count(cells, cell, TERM_LOST), true);
    put_also(m, statistic, mean, better, out);
    if (statistic != MEDIAN_CHANGE)
        ind_outcome_median(m, cells, cell, TERM_TABLE, out);
    out->incomplete = ind_cells_get_count(cells, cell, TERM_INCOMPLETE);
    out->hide = out->incomplete > 0 && ind_param_is(ind_kind_param(m, P_INCOMPLETE), "hide");
}

extern const ind_kind ind_kind_paired;
const ind_kind ind_kind_paired = {
    .spec = {.name = "paired",
             .help = "change between two rounds of an object, or two measurements of a person",
             .timeline = true,
             .windows = true,
             .one_row_if = "measurement",
             .params = ind_params_of_paired,
             .param_count = PARAMS,
             .values = {"a change, or the share that has improved",
                        "points|index|count|days|minutes|persons|ratio|percent|", false, 0},
             .chain = {{"denominator"}, "exclude", NULL},
             .words = &ind_words_of_paired},
    .feeds = {{.entity = "data.person",
               .where = "data.where",
               .roles = {"data.date", "data.order", "value", "before.near", "after.near"},
               .sorted = 2,
               .needed = "data.date"},
              {.entity = "measurement.person",
               .where = "measurement.where",
               .roles = {"measurement.date", "measurement.once", "measurement.value"},
               .sorted = 2,
               .needed = "measurement.date"}},
    .terms = terms,
    .term_count = sizeof terms / sizeof *terms,
    .window = window,
    .check = ind_paired_check,
    .open = open,
    .close = close,
    .reduce = reduce,
    .days = days,
    .merge = merge,
    .finish = finish,
    .value = value,
    .template = ind_file_paired_template,
    .explain = ind_phrases_of_paired,
};

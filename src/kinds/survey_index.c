/* survey_index.c - an index per respondent over the items of a dimension, then its weighted mean.
 *
 * D = sum of w*p / sum of w over the answered items, w being the item's weight (proportional), or
 * the plain mean of p (equal).  What concerns the respondent - groups, period, exclusions, weight -
 * is read from its first row (by the primary key). */
#include "kinds/gather.h"
#include "kinds/moments.h"
#include "kinds/phrases.h"
#include "kinds/rows.h"
#include "kinds/words.h"

#include <stdlib.h>

enum { ROLE_ITEM, ROLE_POINTS, ROLE_ITEM_WEIGHT, ROLE_WEIGHT, ROLE_DATE };

static const ind_param_spec params[] = {
    {.path = "respondent",
     .type = IND_PARAM_ENTITY,
     .required = true,
     .scope = IND_SCOPE_ROW,
     .help = "columns that name a respondent"},
    {.path = "item", .type = IND_PARAM_LABEL, .required = true, .scope = IND_SCOPE_ROW, .help = "question"},
    {.path = "points",
     .type = IND_PARAM_NUMERIC,
     .required = true,
     .scope = IND_SCOPE_ROW,
     .help = "points of the answer; unknown: not answered"},
    {.path = "item_weight",
     .type = IND_PARAM_NUMERIC,
     .scope = IND_SCOPE_ROW,
     .help = "weight of the question in the dimension"},
    {.path = "respondent_weight",
     .type = IND_PARAM_NUMERIC,
     .scope = IND_SCOPE_ROW,
     .help = "weight of the respondent"},
    {.path = "denominator",
     .type = IND_PARAM_CONDITION,
     .required = true,
     .scope = IND_SCOPE_ROW,
     .help = "answers that belong to the index"},
    {.path = "exclude",
     .type = IND_PARAM_RULES,
     .scope = IND_SCOPE_ROW,
     .help = "respondents left out, first hit only"},
    {.path = "incomplete.weights",
     .type = IND_PARAM_CHOICE,
     .required = true,
     .choices = "proportional|equal",
     .help = "how the answered items weigh"},
    {.path = "incomplete.min_answered",
     .type = IND_PARAM_INTEGER,
     .required = true,
     .low = 1,
     .high = 1000,
     .edge = IND_EDGE_AT_LEAST,
     .help = "least number of answered items"},
    {.path = "missing.weight",
     .type = IND_PARAM_CHOICE,
     .choices = "exclude|error",
     .fallback = "error",
     .help = "what an unknown or negative respondent weight means"},
    {.path = "period.date",
     .type = IND_PARAM_DATE,
     .required = true,
     .scope = IND_SCOPE_ROW,
     .edge = IND_EDGE_PERIOD,
     .of = "period.date",
     .help = "day that puts a respondent in a period"},
    {.path = "interval.method", .type = IND_PARAM_CHOICE, .choices = "t|none", .help = "confidence interval"},
};

typedef struct {
    ind_entity_row row;
    double index;  /* NaN: too few answers */
    double weight; /* NaN: unknown */
    uint32_t unit; /* of a trace */
} respondent;

typedef struct {
    const ind_kind_context *context;
    const ind_events *events;
    ind_gather *gather;
    ind_eval *denominator, **exclude;
    size_t exclude_count;
    bool proportional, drop_bad_weight;
    int64_t min_answered, bad_weights;
    int64_t torn_weights, torn_groups; /* respondents whose rows contradict each other */
    bool *attribute;                   /* by column of the feed: groups are read from it */
    size_t where_step, unweighted_step, respondents_step, period_step, *exclude_steps, few_step, weight_step,
        denominator_step;
} survey;

static size_t step(const ind_kind_context *context, const char *name, bool condition) {
    return ind_flow_add(context->flow, context->arena, name, condition);
}

static void mark_slot(void *context, uint32_t slot) {
    survey *s = context;
    s->attribute[s->context->measure->feeds[0].slots[IND_SCOPE_ROW].items[slot].column] = true;
}

/* What is read once of a respondent must be the same in all its rows. */
static void find_attributes(survey *s) {
    const ind_measure *m = s->context->measure;
    s->attribute = ind_alloc(m->feeds[0].column_count + 1);
    for (size_t g = 0; g < m->group_count; g++)
        ind_expr_slots(m->groups[g].expr, mark_slot, s);
}

static void *open(const ind_kind_context *context) {
    const ind_measure *m = context->measure;
    const ind_param *rules = ind_measure_param(m, "exclude");
    survey *s = ind_alloc(sizeof *s);
    s->context = context;
    find_attributes(s);
    s->denominator = ind_eval_of(m, "denominator");
    s->proportional = ind_param_is(ind_measure_param(m, "incomplete.weights"), "proportional");
    s->min_answered = ind_measure_param(m, "incomplete.min_answered")->integer;
    s->drop_bad_weight = ind_param_is(ind_measure_param(m, "missing.weight"), "exclude");
    step(context, "rows", false);
    if (m->feeds[0].where != NULL)
        s->where_step = step(context, "where", false);
    s->unweighted_step = step(context, "exclude answers without item weight", false);
    s->respondents_step = step(context, "respondents", false);
    s->period_step = step(context, IND_STEP_PERIOD, ind_date_may_be_unknown(m));
    s->exclude_count = rules->count;
    s->exclude = ind_alloc_array(rules->count, sizeof *s->exclude);
    s->exclude_steps = ind_alloc_array(rules->count, sizeof *s->exclude_steps);
    for (size_t i = 0; i < rules->count; i++) {
        s->exclude[i] = ind_eval_new(rules->rules[i].where);
        s->exclude_steps[i] = ind_flow_add_rule(context->flow, context->arena, rules->rules[i].id);
    }
    s->few_step = step(context, "exclude too few answers", false);
    if (s->drop_bad_weight)
        s->weight_step = step(context, "exclude unknown weight", false);
    s->denominator_step = step(context, "denominator", false);
    return s;
}

static void close(void *state) {
    survey *s = state;
    ind_eval_free(s->denominator);
    for (size_t i = 0; i < s->exclude_count; i++)
        ind_eval_free(s->exclude[i]);
    free(s->attribute);
    free(s->exclude);
    free(s->exclude_steps);
    ind_gather_free(s->gather);
    free(s);
}

/* ---- for a trace ---- */

static uint32_t row_of(const survey *s, size_t event) {
    return ind_trace_row_of(s->context->trace, 0, s->events->part, event);
}

static void tell_belonging(const survey *s, const ind_vector *slots, size_t from, size_t n, const uint8_t *truth) {
    ind_trace *trace = s->context->trace;
    for (size_t i = 0; i < n; i++)
        ind_trace_condition(trace, ind_trace_row_note(trace, row_of(s, from + i), "answer", truth[i] != IND_TRUE),
                            "denominator", 0, slots, i);
}

static void tell_answer(const survey *s, size_t event, double points, double w, bool belongs) {
    ind_trace *trace = s->context->trace;
    uint32_t row = row_of(s, event);
    if (!belongs)
        return;
    if (isnan(points)) {
        ind_trace_param(trace, ind_trace_row_note(trace, row, "points", true), "points");
        return;
    }
    ind_judgement *weighed = ind_trace_row_step(trace, row, s->context->flow, s->unweighted_step, true, !(w >= 0));
    ind_trace_number(trace, weighed, "points", points);
    ind_trace_number(trace, weighed, "weight", w);
}

static void tell_respondent(const survey *s, respondent *who, size_t from, size_t to) {
    ind_trace *trace = s->context->trace;
    who->unit = ind_trace_unit(trace, IND_UNIT_RESPONDENT, -1);
    for (size_t e = from; e < to; e++)
        ind_trace_member_add(trace, who->unit, row_of(s, e), "answer");
    ind_trace_step(trace, who->unit, s->context->flow, s->respondents_step, true, false);
}

static void tell_period(const survey *s, const respondent *who, bool in_time) {
    ind_trace *trace = s->context->trace;
    ind_judgement *in = ind_trace_step(trace, who->unit, s->context->flow, s->period_step, true, !in_time);
    ind_trace_param(trace, in, "period.date");
    ind_trace_day(trace, in, "day", who->row.start);
    in->unknown = who->row.start == IND_NULL_DATE;
    if (!in_time)
        in->says = who->row.start == IND_NULL_DATE ? "no day" : "outside period";
}

/* One that is in the period, or not: what speaks against it. */
static void tell_exclusions(const survey *s, const respondent *who, const ind_vector *slots, size_t i, bool asked,
                            const uint8_t **excluded) {
    ind_trace *trace = s->context->trace;
    const ind_flow *flow = s->context->flow;
    for (size_t k = 0; k < s->exclude_count; k++) {
        bool out = excluded[k][i] == IND_TRUE;
        ind_trace_condition(trace, ind_trace_step(trace, who->unit, flow, s->exclude_steps[k], asked, out), "exclude",
                            k, slots, i);
        asked = asked && !out;
    }
    ind_judgement *few = ind_trace_step(trace, who->unit, flow, s->few_step, asked, isnan(who->index));
    ind_trace_param(trace, few, "incomplete.min_answered");
    ind_trace_number(trace, few, "index", who->index);
    asked = asked && !isnan(who->index);
    if (s->drop_bad_weight)
        ind_trace_param(trace, ind_trace_step(trace, who->unit, flow, s->weight_step, asked, !(who->weight >= 0)),
                        "missing.weight");
}

static void tell_counted(const survey *s, const respondent *who, int32_t month, const uint32_t *codes) {
    ind_trace *trace = s->context->trace;
    ind_trace_step(trace, who->unit, s->context->flow, s->denominator_step, true, false);
    ind_trace_count *count = ind_trace_counted(trace, who->unit, month, codes);
    count->value = who->index;
    count->weight = s->events->roles[ROLE_WEIGHT].any == NULL ? (double)NAN : who->weight;
}

/* ---- answers to respondents ---- */

/* Which events are answers of the index. */
static uint8_t *belonging(survey *s, size_t count) {
    const ind_slots *slots = &s->context->measure->feeds[0].slots[IND_SCOPE_ROW];
    ind_vector *vectors = ind_alloc_array(slots->count, sizeof *vectors);
    uint8_t *truth = ind_alloc(count);
    for (size_t from = 0; from < count; from += IND_GATHER_ROWS) {
        size_t n = count - from < IND_GATHER_ROWS ? count - from : IND_GATHER_ROWS;
        for (size_t i = 0; i < slots->count; i++)
            vectors[i] = ind_vector_slice(&s->events->columns[slots->items[i].column], from);
        memcpy(truth + from, ind_eval_run(s->denominator, vectors, n)->truth, n);
        if (s->context->trace != NULL)
            tell_belonging(s, vectors, from, n, truth + from);
    }
    free(vectors);
    return truth;
}

static double role_number(const ind_vector *role, size_t event, double absent) {
    return role->any == NULL ? absent : ind_number_at(role, event);
}

static double index_of(survey *s, const uint8_t *belongs, size_t from, size_t to) {
    const ind_vector *roles = s->events->roles;
    int64_t answered = 0;
    double sum = 0, weights = 0;
    for (size_t e = from; e < to; e++) {
        double points = ind_number_at(&roles[ROLE_POINTS], e);
        double w = s->proportional ? role_number(&roles[ROLE_ITEM_WEIGHT], e, 1) : 1;
        if (s->context->trace != NULL)
            tell_answer(s, e, points, w, belongs[e] == IND_TRUE);
        if (belongs[e] != IND_TRUE || isnan(points))
            continue;
        if (!(w >= 0)) {
            s->context->flow->items[s->unweighted_step].n++;
            continue;
        }
        answered++;
        sum += w * points;
        weights += w;
    }
    return answered >= s->min_answered && weights > 0 ? sum / weights : NAN;
}

static bool differs(const ind_vector *column, size_t from, size_t to) {
    for (size_t e = from + 1; column->any != NULL && e < to; e++)
        if (ind_vector_compare(column, from, column, e) != 0)
            return true;
    return false;
}

static void look_for_contradictions(survey *s, size_t from, size_t to) {
    bool torn = false;
    s->torn_weights += differs(&s->events->roles[ROLE_WEIGHT], from, to);
    for (size_t c = 0; c < s->context->measure->feeds[0].column_count; c++)
        torn = torn || (s->attribute[c] && differs(&s->events->columns[c], from, to));
    s->torn_groups += torn;
}

/* All respondents; one without an answer of the index has too few. */
static respondent *find_respondents(survey *s, const uint8_t *belongs, size_t *count) {
    const ind_timeline_part *part = s->events->part;
    respondent *all = ind_alloc_array(part->entities, sizeof *all);
    *count = 0;
    for (size_t e = 0; e < part->entities; e++) {
        size_t first = part->starts[e];
        int32_t day = s->events->roles[ROLE_DATE].day[first];
        look_for_contradictions(s, first, part->starts[e + 1]);
        all[(*count)++] = (respondent){
            .row = {.first = first, .last = first, .start = day, .end = day, .period = -1},
            .index = index_of(s, belongs, first, part->starts[e + 1]),
            .weight = role_number(&s->events->roles[ROLE_WEIGHT], first, 1),
        };
        if (s->context->trace != NULL)
            tell_respondent(s, &all[*count - 1], first, part->starts[e + 1]);
    }
    return all;
}

static bool keep(survey *s, const respondent *who, size_t i, const uint8_t **excluded) {
    ind_flow_step *flow = s->context->flow->items;
    for (size_t k = 0; k < s->exclude_count; k++) {
        flow[s->exclude_steps[k]].unknown += excluded[k][i] == IND_UNKNOWN;
        if (excluded[k][i] == IND_TRUE) {
            flow[s->exclude_steps[k]].n++;
            return false;
        }
    }
    if (isnan(who->index)) {
        flow[s->few_step].n++;
        return false;
    }
    if (who->weight >= 0)
        return true;
    s->bad_weights++;
    if (s->drop_bad_weight)
        flow[s->weight_step].n++;
    return false;
}

static void count_block(survey *s, const respondent *who, const ind_vector *slots, size_t n, const uint8_t **excluded) {
    const ind_kind_context *context = s->context;
    const ind_calendar *calendar = context->calendar;
    ind_strata_run(context->strata, slots, n, NULL);
    for (size_t k = 0; k < s->exclude_count; k++)
        excluded[k] = ind_eval_run(s->exclude[k], slots, n)->truth;
    for (size_t i = 0; i < n; i++) {
        int32_t day = who[i].row.start;
        bool in_time = day != IND_NULL_DATE && day >= calendar->from && day <= calendar->to;
        if (context->trace != NULL) {
            tell_period(s, &who[i], in_time);
            tell_exclusions(s, &who[i], slots, i, in_time, excluded);
        }
        context->flow->items[s->period_step].unknown += day == IND_NULL_DATE;
        if (!in_time)
            continue;
        context->flow->items[s->period_step].n++;
        if (!keep(s, &who[i], i, excluded))
            continue;
        context->flow->items[s->denominator_step].n++;
        int32_t month = ind_calendar_month(calendar, day);
        uint32_t cell = ind_cells_at(context->cells, month, ind_strata_codes(context->strata, i));
        if (s->events->roles[ROLE_WEIGHT].any != NULL)
            ind_moments_add_weighted(context->cells, cell, who[i].index, who[i].weight);
        else
            ind_moments_add(context->cells, cell, who[i].index);
        if (context->trace != NULL)
            tell_counted(s, &who[i], month, ind_strata_codes(context->strata, i));
    }
}

static void reduce(void *state, const ind_events *feeds) {
    survey *s = state;
    size_t count;
    s->events = feeds;
    if (s->gather == NULL)
        s->gather = ind_gather_new(s->context->measure, IND_SCOPE_ROW, feeds, s->context->calendar);
    if (s->context->measure->feeds[0].where != NULL)
        ind_kind_count_met(s->context, s->where_step, feeds);
    uint8_t *belongs = belonging(s, feeds->part->events);
    respondent *all = find_respondents(s, belongs, &count);
    s->context->flow->items[s->respondents_step].n += (int64_t)count;
    const uint8_t **excluded = ind_alloc_array(s->exclude_count, sizeof *excluded);
    for (size_t from = 0; from < count; from += IND_GATHER_ROWS) {
        size_t n = count - from < IND_GATHER_ROWS ? count - from : IND_GATHER_ROWS;
        const ind_vector *slots = ind_gather_run(s->gather, feeds, &all[from].row, sizeof(respondent), n);
        count_block(s, all + from, slots, n, excluded);
    }
    free(excluded);
    free(all);
    free(belongs);
}

static void merge(void *state, const void *other) {
    survey *s = state;
    const survey *from = other;
    s->bad_weights += from->bad_weights;
    s->torn_weights += from->torn_weights;
    s->torn_groups += from->torn_groups;
}

/* The first row decides, but a figure that hangs on which row is first is not to be trusted. */
static ind_status say_contradictions(const survey *s, ind_diag *diag) {
    const ind_json *weight = ind_measure_param(s->context->measure, "respondent_weight")->node;
    if (s->torn_weights > 0)
        ind_diag_add(diag, IND_WARNING, IND_FINDINGS, "contradiction", (ind_place){0},
                     "each respondent has one weight; correct the rows",
                     "%.*s: %lld respondents have different values of '%.*s' in their rows; that of the first is taken",
                     IND_STR_ARGS(s->context->measure->id), (long long)s->torn_weights,
                     IND_STR_ARGS(weight == NULL ? IND_STR("respondent_weight") : weight->text));
    if (s->torn_groups > 0)
        ind_diag_add(diag, IND_WARNING, IND_FINDINGS, "contradiction", (ind_place){0},
                     "what a respondent is split by is the same in all its rows; correct them",
                     "%.*s: %lld respondents have different groups in their rows; those of the first are taken",
                     IND_STR_ARGS(s->context->measure->id), (long long)s->torn_groups);
    return s->torn_weights > 0 || s->torn_groups > 0 ? IND_FINDINGS : IND_OK;
}

static ind_status finish(void *state, ind_diag *diag) {
    survey *s = state;
    ind_status status = say_contradictions(s, diag);
    if (s->bad_weights == 0 || s->drop_bad_weight)
        return status;
    return ind_diag_add(diag, IND_ERROR, IND_E_DATA, "bad_weight", (ind_place){0}, NULL,
                        "%.*s: the weight of %lld respondents is unknown or negative",
                        IND_STR_ARGS(s->context->measure->id), (long long)s->bad_weights);
}

static ind_status check(const ind_measure *measure, ind_diag *diag) {
    const ind_param *weights = ind_measure_param(measure, "incomplete.weights");
    if (!ind_param_is(weights, "proportional") || ind_measure_param(measure, "item_weight")->node != NULL)
        return IND_OK;
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "missing_key", ind_json_place(weights->node), NULL,
                        "'incomplete.weights': 'proportional' needs 'item_weight'");
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    ind_moments_value(measure, cells, cell, ind_measure_param(measure, "respondent_weight")->expr != NULL, out);
}

const ind_kind ind_kind_survey_index = {
    .spec = {.name = "survey_index",
             .help = "mean of an index over the items of a survey dimension",
             .timeline = true,
             .row_scope_groups = true,
             .params = params,
             .param_count = sizeof params / sizeof *params,
             .words = &ind_words_of_survey_index},
    .feeds = {{.entity = "respondent",
               .where = "data.where",
               .roles = {"item", "points", "item_weight", "respondent_weight", "period.date"}}},
    .terms = ind_moment_terms,
    .term_count = IND_M_TERMS,
    .check = check,
    .open = open,
    .close = close,
    .reduce = reduce,
    .merge = merge,
    .finish = finish,
    .value = value,
    .explain = ind_phrases_of_survey_index,
};

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

/* Parameters, by their number in the table. */
enum {
    P_RESPONDENT,
    P_ITEM,
    P_POINTS,
    P_ITEM_WEIGHT,
    P_RESPONDENT_WEIGHT,
    P_DENOMINATOR,
    P_EXCLUDE,
    P_INCOMPLETE_WEIGHTS,
    P_INCOMPLETE_MIN_ANSWERED,
    P_MISSING_WEIGHT,
    P_PERIOD_DATE,
    P_INTERVAL_METHOD
};

static const ind_param_spec params[] = {
    [P_RESPONDENT] = {.path = "respondent",
                      .type = IND_PARAM_ENTITY,
                      .required = true,
                      .scope = IND_SCOPE_ROW,
                      .help = "columns that name a respondent"},
    [P_ITEM] = {.path = "item", .type = IND_PARAM_LABEL, .required = true, .scope = IND_SCOPE_ROW, .help = "question"},
    [P_POINTS] = {.path = "points",
                  .type = IND_PARAM_NUMERIC,
                  .required = true,
                  .scope = IND_SCOPE_ROW,
                  .help = "points of the answer; unknown: not answered"},
    [P_ITEM_WEIGHT] = {.path = "item_weight",
                       .type = IND_PARAM_NUMERIC,
                       .scope = IND_SCOPE_ROW,
                       .help = "weight of the question in the dimension"},
    [P_RESPONDENT_WEIGHT] = {.path = "respondent_weight",
                             .type = IND_PARAM_NUMERIC,
                             .scope = IND_SCOPE_ROW,
                             .help = "weight of the respondent"},
    [P_DENOMINATOR] = {.path = "denominator",
                       .type = IND_PARAM_CONDITION,
                       .required = true,
                       .scope = IND_SCOPE_ROW,
                       .help = "answers that belong to the index"},
    [P_EXCLUDE] = {.path = "exclude",
                   .type = IND_PARAM_RULES,
                   .scope = IND_SCOPE_ROW,
                   .help = "respondents left out, first hit only"},
    [P_INCOMPLETE_WEIGHTS] = {.path = "incomplete.weights",
                              .type = IND_PARAM_CHOICE,
                              .required = true,
                              .choices = "proportional|equal",
                              .help = "how the answered items weigh"},
    [P_INCOMPLETE_MIN_ANSWERED] = {.path = "incomplete.min_answered",
                                   .type = IND_PARAM_INTEGER,
                                   .required = true,
                                   .low = 1,
                                   .high = 1000,
                                   .edge = IND_EDGE_AT_LEAST,
                                   .help = "least number of answered items"},
    [P_MISSING_WEIGHT] = {.path = "missing.weight",
                          .type = IND_PARAM_CHOICE,
                          .choices = "exclude|error",
                          .fallback = "error",
                          .help = "what an unknown or negative respondent weight means"},
    [P_PERIOD_DATE] = {.path = "period.date",
                       .type = IND_PARAM_DATE,
                       .required = true,
                       .scope = IND_SCOPE_ROW,
                       .edge = IND_EDGE_PERIOD,
                       .of = "period.date",
                       .help = "day that puts a respondent in a period"},
    [P_INTERVAL_METHOD] = {.path = "interval.method",
                           .type = IND_PARAM_CHOICE,
                           .choices = "t|none",
                           .help = "confidence interval"},
};

typedef struct {
    ind_entity_row row;
    double index;  /* NaN: too few answers */
    double weight; /* NaN: unknown */
} respondent;

typedef struct {
    const ind_kind_context *context;
    const ind_events *events;
    ind_gather *gather;
    ind_selection answers, selection; /* of events; of respondents */
    respondent *all;                  /* of the part at hand */
    bool proportional;
    int64_t min_answered, bad_weights;
    int64_t torn_weights, torn_groups; /* respondents whose rows contradict each other */
    bool *attribute;                   /* by column of the feed: groups are read from it */
} survey;

static bool is_unknown(double number) {
    return isnan(number) != 0;
}

static double points_of(const survey *s, size_t event) {
    return ind_number_at(&s->events->roles[ROLE_POINTS], event);
}

static double role_number(const ind_vector *role, size_t event, double absent) {
    return role->any == NULL ? absent : ind_number_at(role, event);
}

static double item_weight(const survey *s, size_t event) {
    return s->proportional ? role_number(&s->events->roles[ROLE_ITEM_WEIGHT], event, 1) : 1;
}

/* ---- steps ---- */

static void facts_of_answer(const void *state, size_t event, ind_trace *trace, ind_judgement *judgement) {
    ind_trace_number(trace, judgement, "points", points_of(state, event));
    ind_trace_number(trace, judgement, "weight", item_weight(state, event));
}

static void facts_of_period(const void *state, size_t who, ind_trace *trace, ind_judgement *judgement) {
    int32_t day = ((const survey *)state)->all[who].row.start;
    ind_trace_day(trace, judgement, "day", day);
    if (judgement->against)
        judgement->says = day == IND_NULL_DATE ? "no day" : "outside period";
}

static void facts_of_index(const void *state, size_t who, ind_trace *trace, ind_judgement *judgement) {
    ind_trace_number(trace, judgement, "index", ((const survey *)state)->all[who].index);
}

enum { ROWS, WHERE, BELONGS, ANSWERED, WEIGHED, ANSWER_STEPS };
static const ind_step_spec answer_steps[ANSWER_STEPS] = {
    [ROWS] = {.step = "rows"},
    [WHERE] = {.step = "where", .path = "data.where", .only = ""},
    [BELONGS] = {.step = "answer", .path = "denominator", .note = true},
    [ANSWERED] = {.step = "points", .path = "points", .note = true, .told = IND_TELL_TAKEN},
    [WEIGHED] = {.step = "exclude answers without item weight",
                 .effect = IND_STEP_OUT,
                 .told = IND_TELL_ASKED,
                 .facts = facts_of_answer},
};

enum { RESPONDENTS, IN_PERIOD, EXCLUDE, FEW, WEIGHT_OUT, WEIGHT_FAILS, DENOMINATOR, STEPS };
static const ind_step_spec steps[STEPS] = {
    [RESPONDENTS] = {.step = "respondents"},
    [IN_PERIOD] = {.step = IND_STEP_PERIOD, .path = "period.date", .unknowns = true, .facts = facts_of_period},
    [EXCLUDE] = {.path = "exclude", .effect = IND_STEP_OUT, .unknowns = true},
    [FEW] = {.step = "exclude too few answers",
             .effect = IND_STEP_OUT,
             .path = "incomplete.min_answered",
             .facts = facts_of_index},
    [WEIGHT_OUT] = {.step = "exclude unknown weight",
                    .effect = IND_STEP_OUT,
                    .path = "missing.weight",
                    .only = "exclude"},
    [WEIGHT_FAILS] = {.step = "bad weight",
                      .effect = IND_STEP_OUT,
                      .path = "missing.weight",
                      .only = "error",
                      .note = true,
                      .told = IND_TELL_NEVER},
    [DENOMINATOR] = {.step = "denominator", .told = IND_TELL_ASKED},
};

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
    survey *s = ind_alloc(sizeof *s);
    s->context = context;
    find_attributes(s);
    s->proportional = ind_param_is(ind_kind_param(m, P_INCOMPLETE_WEIGHTS), "proportional");
    s->min_answered = ind_kind_param(m, P_INCOMPLETE_MIN_ANSWERED)->integer;
    ind_selection_open(&s->answers, context, answer_steps, ANSWER_STEPS, s);
    s->answers.of_rows = true;
    ind_selection_open(&s->selection, context, steps, STEPS, s);
    if (!ind_date_may_be_unknown(m, ind_kind_param(m, P_PERIOD_DATE)->expr))
        ind_selection_flow(&s->selection, IN_PERIOD)->unknown = -1;
    return s;
}

static void close(void *state) {
    survey *s = state;
    ind_selection_close(&s->answers);
    ind_selection_close(&s->selection);
    free(s->attribute);
    ind_gather_free(s->gather);
    free(s);
}

/* ---- answers to respondents ---- */

/* Which events are answers of the index. */
static void choose_answers(survey *s) {
    size_t count = s->events->part->events;
    ind_vector *vectors = ind_event_slots_new(s->context->measure, IND_SCOPE_ROW);
    uint8_t truth[IND_GATHER_ROWS];
    ind_selection_begin(&s->answers, count);
    for (size_t row = 0; s->answers.told != NULL && row < count; row++)
        s->answers.told[row] = ind_trace_row_of(s->context->trace, 0, s->events->part, row);
    for (size_t from = 0; from < count; from += IND_GATHER_ROWS) {
        size_t n = count - from < IND_GATHER_ROWS ? count - from : IND_GATHER_ROWS;
        ind_event_slots(s->context->measure, IND_SCOPE_ROW, s->events, from, vectors);
        ind_selection_block(&s->answers, from, n);
        ind_selection_ask(&s->answers, BELONGS, vectors);
        for (size_t i = 0; i < n; i++)
            truth[i] = !is_unknown(points_of(s, from + i));
        ind_selection_answer(&s->answers, ANSWERED, truth, NULL);
        for (size_t i = 0; i < n; i++)
            truth[i] = !(item_weight(s, from + i) >= 0);
        ind_selection_answer(&s->answers, WEIGHED, truth, NULL);
    }
    free(vectors);
}

static double index_of(const survey *s, size_t from, size_t to) {
    int64_t answered = 0;
    double sum = 0, weights = 0;
    for (size_t e = from; e < to; e++) {
        if (!ind_selection_stays(&s->answers, e))
            continue;
        double w = item_weight(s, e);
        answered++;
        sum += w * points_of(s, e);
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

static void add_unit(survey *s, size_t who, size_t from, size_t to) {
    ind_trace *trace = s->context->trace;
    s->selection.told[who] = ind_trace_unit(trace, IND_UNIT_RESPONDENT, -1);
    for (size_t e = from; e < to; e++)
        ind_trace_member_add(trace, s->selection.told[who], s->answers.told[e], "answer");
}

/* All respondents; one without an answer of the index has too few. */
static void find_respondents(survey *s) {
    const ind_timeline_part *part = s->events->part;
    s->all = ind_alloc_array(part->entities, sizeof *s->all);
    ind_selection_begin(&s->selection, part->entities);
    for (size_t e = 0; e < part->entities; e++) {
        size_t first = part->starts[e], end = part->starts[e + 1];
        int32_t day = s->events->roles[ROLE_DATE].day[first];
        look_for_contradictions(s, first, end);
        s->all[e] = (respondent){
            .row = {.first = first, .last = first, .start = day, .end = day, .period = -1},
            .index = index_of(s, first, end),
            .weight = role_number(&s->events->roles[ROLE_WEIGHT], first, 1),
        };
        if (s->context->trace != NULL)
            add_unit(s, e, first, end);
    }
    ind_selection_pass(&s->selection, RESPONDENTS);
}

/* ---- which respondents count ---- */

static void choose_block(survey *s, const respondent *who, const ind_vector *slots, size_t n) {
    const ind_calendar *calendar = s->context->calendar;
    uint8_t truth[IND_GATHER_ROWS];
    for (size_t i = 0; i < n; i++)
        truth[i] = who[i].row.start == IND_NULL_DATE ? IND_UNKNOWN : ind_calendar_has(calendar, who[i].row.start);
    ind_selection_answer(&s->selection, IN_PERIOD, truth, NULL);
    ind_selection_ask(&s->selection, EXCLUDE, slots);
    for (size_t i = 0; i < n; i++)
        truth[i] = is_unknown(who[i].index);
    ind_selection_answer(&s->selection, FEW, truth, NULL);
    for (size_t i = 0; i < n; i++)
        truth[i] = !(who[i].weight >= 0);
    ind_selection_answer(&s->selection, WEIGHT_OUT, truth, NULL);
    s->bad_weights += ind_selection_answer(&s->selection, WEIGHT_FAILS, truth, NULL);
    ind_selection_pass(&s->selection, DENOMINATOR);
}

static void count(survey *s, size_t number, const uint32_t *codes) {
    const ind_kind_context *context = s->context;
    const respondent *who = &s->all[number];
    bool weighted = s->events->roles[ROLE_WEIGHT].any != NULL;
    int32_t month = ind_calendar_month(context->calendar, who->row.start);
    uint32_t cell = ind_cells_at(context->cells, month, codes);
    if (weighted)
        ind_moments_add_weighted(context->cells, cell, who->index, who->weight);
    else
        ind_moments_add(context->cells, cell, who->index);
    if (context->trace == NULL)
        return;
    ind_trace_count *told = ind_trace_counted(context->trace, s->selection.told[number], month, codes);
    told->value = who->index;
    told->weight = weighted ? who->weight : (double)NAN;
}

static void reduce(void *state, const ind_events *feeds) {
    survey *s = state;
    s->events = feeds;
    if (s->gather == NULL)
        s->gather = ind_gather_new(s->context->measure, IND_SCOPE_ROW, feeds, s->context->calendar);
    ind_selection_met(&s->answers, WHERE, feeds);
    choose_answers(s);
    find_respondents(s);
    for (size_t from = 0, all = feeds->part->entities; from < all; from += IND_GATHER_ROWS) {
        size_t n = all - from < IND_GATHER_ROWS ? all - from : IND_GATHER_ROWS;
        const ind_vector *slots = ind_gather_run(s->gather, feeds, &s->all[from].row, sizeof(respondent), n);
        ind_strata_run(s->context->strata, slots, n, NULL);
        ind_selection_block(&s->selection, from, n);
        choose_block(s, &s->all[from], slots, n);
        for (size_t i = 0; i < n; i++)
            if (ind_selection_stays(&s->selection, from + i))
                count(s, from + i, ind_strata_codes(s->context->strata, i));
    }
    free(s->all);
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
    const ind_json *weight = ind_kind_param(s->context->measure, P_RESPONDENT_WEIGHT)->node;
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
    if (s->bad_weights == 0)
        return status;
    return ind_diag_add(diag, IND_ERROR, IND_E_DATA, "bad_weight", (ind_place){0}, NULL,
                        "%.*s: the weight of %lld respondents is unknown or negative",
                        IND_STR_ARGS(s->context->measure->id), (long long)s->bad_weights);
}

static ind_status check(const ind_measure *measure, ind_diag *diag) {
    const ind_param *weights = ind_kind_param(measure, P_INCOMPLETE_WEIGHTS);
    if (!ind_param_is(weights, "proportional") || ind_kind_param(measure, P_ITEM_WEIGHT)->node != NULL)
        return IND_OK;
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "missing_key", ind_json_place(weights->node), NULL,
                        "'incomplete.weights': 'proportional' needs 'item_weight'");
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    ind_moments_value(measure, cells, cell, ind_kind_param(measure, P_RESPONDENT_WEIGHT)->expr != NULL, out);
}

const ind_kind ind_kind_survey_index = {
    .spec = {.name = "survey_index",
             .help = "mean of an index over the items of a survey dimension",
             .timeline = true,
             .row_scope_groups = true,
             .params = params,
             .param_count = sizeof params / sizeof *params,
             .values = {"an index from 0 to 100", "index|points|", false, 100},
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

/* survey_index.c - an index per respondent over the items of a dimension, then its weighted mean.
 *
 * D = sum of w*p / sum of w over the answered items, w being the item's weight (proportional), or
 * the plain mean of p (equal), or the one where all items of the round are answered, else the other.  What concerns the
 * respondent - groups, period, exclusions, weight - is read from its first row (by the primary key). */
#include "kinds/survey_index/survey_index.h"
#include "kinds/common/gather.h"
#include "kinds/common/moments.h"
#include "kinds/rows/rows.h"

#include <stdlib.h>

/* ---- steps ---- */

static void facts_of_period(const void *state, size_t who, ind_trace *trace, ind_judgement *judgement) {
    int32_t day = ((const ind_survey *)state)->all[who].row.start;
    ind_trace_day(trace, judgement, "day", day);
    if (judgement->against)
        judgement->says = day == IND_NULL_DATE ? "no day" : "outside period";
}

static void facts_of_index(const void *state, size_t who, ind_trace *trace, ind_judgement *judgement) {
    ind_trace_number(trace, judgement, "index", ((const ind_survey *)state)->all[who].index);
}

static const ind_step_spec steps[STEPS] = {
    [RESPONDENTS] = {.step = "respondents"},
    [IN_PERIOD] = {.step = IND_STEP_PERIOD, .path = "period.date", .unknowns = true, .facts = facts_of_period},
    [EXCLUDE] = {.path = "exclude", .effect = IND_STEP_OUT, .unknowns = true},
    IND_RELATION_STEPS(REQUIRE, EXCLUDE_IF),
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
    ind_survey *s = context;
    s->attribute[s->context->measure->feeds[0].slots[IND_SCOPE_ROW].items[slot].column] = true;
}

/* What is read once of a respondent must be the same in all its rows. */
static void find_attributes(ind_survey *s) {
    const ind_measure *m = s->context->measure;
    s->attribute = ind_alloc(m->feeds[0].column_count + 1);
    for (size_t g = 0; g < m->group_count; g++)
        ind_expr_slots(m->groups[g].expr, mark_slot, s);
}

static void *open(const ind_kind_context *context) {
    const ind_measure *m = context->measure;
    if (context->feed == IND_FEED_BESIDE)
        return ind_frame_open(context, &ind_frame_of_survey);
    ind_survey *s = ind_alloc(sizeof *s);
    s->context = context;
    find_attributes(s);
    s->if_complete = ind_param_is(ind_kind_param(m, P_INCOMPLETE_WEIGHTS), "equal_if_incomplete");
    s->weighs = !ind_param_is(ind_kind_param(m, P_INCOMPLETE_WEIGHTS), "equal");
    s->book = ind_code_book_open(context);
    s->strata = ind_sample_strata_open(context, &ind_frame_of_survey);
    s->tells_respondents = ind_measure_counts_beside(m) || ind_measure_counts_persons(m);
    s->min_answered = ind_kind_param(m, P_INCOMPLETE_MIN_ANSWERED)->integer;
    ind_selection_open(&s->answers, context, ind_survey_answers, ANSWER_STEPS, s);
    s->answers.of_rows = true;
    ind_selection_open(&s->selection, context, steps, STEPS, s);
    s->relations = ind_relations_open(context);
    if (!ind_date_may_be_unknown(m, 0, ind_kind_param(m, P_PERIOD_DATE)->expr))
        ind_selection_flow(&s->selection, IN_PERIOD)->unknown = -1;
    return s;
}

static void close(void *state) {
    ind_survey *s = state;
    if (s->context->feed == IND_FEED_BESIDE) {
        ind_frame_close(state);
        return;
    }
    ind_code_book_close(s->book);
    ind_sample_strata_close(s->strata);
    free(s->listed);
    ind_selection_close(&s->answers);
    ind_selection_close(&s->selection);
    ind_relations_close(s->relations);
    free(s->attribute);
    ind_gather_free(s->gather);
    free(s);
}

/* ---- which respondents count ---- */

/* Who has answered the survey, whatever of it: all of the period, or those that stay. */
static void tell_respondents(const ind_survey *s, const ind_respondent *who, const uint8_t *stays, size_t n,
                             size_t term) {
    const ind_kind_context *context = s->context;
    for (size_t i = 0; s->tells_respondents && i < n; i++) {
        if (!stays[i])
            continue;
        uint32_t cell = ind_cells_at(context->cells, ind_calendar_month(context->calendar, who[i].row.start),
                                     ind_strata_codes(context->strata, i));
        ind_cells_count(context->cells, cell, term, 1);
    }
}

static void choose_block(ind_survey *s, const ind_respondent *who, const ind_vector *slots, size_t n) {
    const ind_calendar *calendar = s->context->calendar;
    uint8_t truth[IND_GATHER_ROWS] = {0};
    for (size_t i = 0; i < n; i++)
        truth[i] = who[i].row.start == IND_NULL_DATE ? IND_UNKNOWN : ind_calendar_has(calendar, who[i].row.start);
    ind_selection_answer(&s->selection, IN_PERIOD, truth, NULL);
    ind_selection_stayers(&s->selection, truth);
    tell_respondents(s, who, truth, n, RESPONDED);
    ind_selection_ask(&s->selection, EXCLUDE, slots);
    ind_relations_ask(s->relations, &s->selection, REQUIRE, slots, s->events, &who->row, sizeof *who);
    ind_selection_stayers(&s->selection, truth);
    tell_respondents(s, who, truth, n, ELIGIBLE);
    for (size_t i = 0; i < n; i++)
        truth[i] = is_unknown(who[i].index);
    ind_selection_answer(&s->selection, FEW, truth, NULL);
    for (size_t i = 0; i < n; i++)
        truth[i] = !(who[i].weight >= 0);
    ind_selection_answer(&s->selection, WEIGHT_OUT, truth, NULL);
    s->bad_weights += ind_selection_answer(&s->selection, WEIGHT_FAILS, truth, NULL);
    ind_selection_pass(&s->selection, DENOMINATOR);
}

static bool has_answered(const ind_survey *s, const ind_respondent *who, uint32_t item) {
    const uint32_t *code = s->events->roles[ROLE_ITEM].code;
    for (size_t e = who->row.first; item != IND_NULL_CODE && e < who->end; e++)
        if (code[e] == item && ind_selection_stays(&s->answers, e))
            return true;
    return false;
}

/* Of the questions that are listed: those that were put to the respondent, by the code book, and not answered. */
static void count_unanswered(const ind_survey *s, const ind_respondent *who, uint32_t cell) {
    const ind_json *listed = ind_survey_param(s, P_UNANSWERED)->node;
    for (size_t i = 0; listed != NULL && i < listed->count; i++) {
        bool put = s->book == NULL || ind_code_book_has_text(s->book, who->round, listed->items[i]->text);
        if (put && !has_answered(s, who, s->listed[i]))
            ind_cells_tally(s->context->cells, cell, UNANSWERED, (double)i, 1);
    }
}

static void list_questions(ind_survey *s) {
    const ind_json *listed = ind_survey_param(s, P_UNANSWERED)->node;
    const ind_dict *items = s->events->roles[ROLE_ITEM].dict;
    if (listed == NULL || s->listed != NULL)
        return;
    s->listed = ind_alloc_array(listed->count, sizeof *s->listed);
    for (size_t i = 0; items != NULL && i < listed->count; i++)
        s->listed[i] = ind_dict_find(items, listed->items[i]->text);
}

static void count(ind_survey *s, size_t number, size_t row, const uint32_t *codes) {
    const ind_kind_context *context = s->context;
    const ind_respondent *who = &s->all[number];
    bool weighted = s->events->roles[ROLE_WEIGHT].any != NULL;
    int32_t month = ind_calendar_month(context->calendar, who->row.start);
    uint32_t cell = ind_cells_at(context->cells, month, codes);
    if (weighted)
        ind_moments_add_weighted(context->cells, cell, who->index, who->weight);
    else
        ind_moments_add(context->cells, cell, who->index);
    if (s->strata != NULL)
        ind_sample_strata_answer(s->strata, context->cells, cell, row, who->index);
    count_unanswered(s, who, cell);
    if (context->trace == NULL)
        return;
    ind_trace_count *told = ind_trace_counted(context->trace, s->selection.told[number], month, codes);
    told->value = who->index;
    told->weight = weighted ? who->weight : (double)NAN;
}

static void reduce(void *state, const ind_events *feeds) {
    ind_survey *s = state;
    s->events = feeds;
    if (s->gather == NULL)
        s->gather = ind_gather_new(s->context->measure, IND_SCOPE_ROW, feeds, s->context->calendar);
    if (s->book != NULL)
        ind_code_book_begin(s->book, feeds, &feeds[ind_measure_counts_beside(s->context->measure) ? 2 : 1]);
    list_questions(s);
    ind_selection_met(&s->answers, WHERE, feeds);
    ind_survey_respondents(s);
    for (size_t from = 0, all = feeds->part->entities; from < all; from += IND_GATHER_ROWS) {
        size_t n = all - from < IND_GATHER_ROWS ? all - from : IND_GATHER_ROWS;
        const ind_vector *slots = ind_gather_run(s->gather, feeds, &s->all[from].row, sizeof(ind_respondent), n);
        ind_strata_run(s->context->strata, slots, n, NULL);
        ind_selection_block(&s->selection, from, n);
        choose_block(s, &s->all[from], slots, n);
        if (s->strata != NULL)
            ind_sample_strata_run(s->strata, slots, n);
        for (size_t i = 0; i < n; i++)
            if (ind_selection_stays(&s->selection, from + i))
                count(s, from + i, i, ind_strata_codes(s->context->strata, i));
    }
    free(s->all);
}

static void merge(void *state, const void *other) {
    ind_survey *s = state;
    const ind_survey *from = other;
    if (s->context->feed == IND_FEED_BESIDE) {
        ind_frame_merge(state, other);
        return;
    }
    s->no_book += from->no_book;
    s->stray += from->stray;
    s->bad_weights += from->bad_weights;
    s->torn_weights += from->torn_weights;
    s->torn_groups += from->torn_groups;
}

/* The first row decides, but a figure that hangs on which row is first is not to be trusted. */
static ind_status say_contradictions(const ind_survey *s, ind_diag *diag) {
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

static void say_questions(const ind_survey *s, ind_diag *diag) {
    if (s->no_book > 0)
        ind_diag_add(diag, IND_WARNING, IND_OK, "no_code_book", (ind_place){0},
                     "without its questions nobody has answered all of them: the answered ones weigh the same",
                     "%.*s: %lld respondents are of a round that the code book has no questions of",
                     IND_STR_ARGS(s->context->measure->id), (long long)s->no_book);
    if (s->stray > 0)
        ind_diag_add(diag, IND_WARNING, IND_OK, "not_in_code_book", (ind_place){0},
                     "do 'denominator' and 'code_book.where' mean the same questions?",
                     "%.*s: %lld respondents have answers to questions that the code book does not have in their round",
                     IND_STR_ARGS(s->context->measure->id), (long long)s->stray);
}

static ind_status finish(void *state, ind_diag *diag) {
    ind_survey *s = state;
    if (s->context->feed == IND_FEED_BESIDE) {
        ind_frame_finish(state, diag);
        return IND_OK;
    }
    ind_status status = say_contradictions(s, diag);
    say_questions(s, diag);
    if (ind_measure_counts_beside(s->context->measure))
        ind_frame_hold(s->context, &ind_frame_of_survey, diag);
    if (s->bad_weights == 0)
        return status;
    return ind_diag_add(diag, IND_ERROR, IND_E_DATA, "bad_weight", (ind_place){0}, NULL,
                        "%.*s: the weight of %lld respondents is unknown or negative",
                        IND_STR_ARGS(s->context->measure->id), (long long)s->bad_weights);
}

static void tell_unanswered(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    const ind_json *listed = ind_kind_param(measure, P_UNANSWERED)->node;
    const double *items;
    const int64_t *counts;
    size_t count = listed == NULL ? 0 : ind_cells_get_table(cells, cell, UNANSWERED, &items, &counts), next = 0;
    for (size_t i = 0; listed != NULL && i < listed->count; i++) {
        bool some = next < count && items[next] == (double)i;
        ind_also *also = ind_outcome_also(out, ind_kind_param(measure, P_UNANSWERED)->names[i], 0);
        also->value = some ? (double)counts[next] : 0;
        next += some;
    }
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    double n = (double)ind_cells_get_count(cells, cell, IND_M_N);
    ind_mean_facts design = {.fraction = ind_frame_fraction(measure, &ind_frame_of_survey, cells, cell, n, out)};
    design.stratified = ind_frame_tells_strata(measure, &ind_frame_of_survey, cells, cell, out);
    if (design.stratified && !ind_sample_strata_variance(&ind_frame_of_survey, cells, cell, &design.variance))
        design.variance = NAN;
    ind_moments_value_of(measure, cells, cell, ind_kind_param(measure, P_RESPONDENT_WEIGHT)->expr != NULL, design, out);
    out->persons = ind_cells_get_count(cells, cell, ELIGIBLE);
    if (ind_measure_counts_persons(measure))
        ind_outcome_number(out, "persons", (double)out->persons, true);
    if (ind_measure_counts_beside(measure))
        ind_frame_value(measure, &ind_frame_of_survey, cells, cell, design.fraction, out);
    tell_unanswered(measure, cells, cell, out);
}

#define TERM(NAME, TYPE)                                                                                               \
    { NAME, TYPE, IND_ADDS, false }
static const ind_term terms[TERMS] = {
    IND_MOMENT_TERMS(IND_ADDS), [RESPONDED] = TERM("responded", IND_TERM_COUNT),
    [ELIGIBLE] = TERM("eligible", IND_TERM_COUNT),
    IND_FRAME_TERMS_FROM(FRAME, IND_ADDS), [UNANSWERED] = TERM("unanswered", IND_TERM_TABLE)};

#define CODE_BOOK                                                                                                      \
    {                                                                                                                  \
        .entity = "code_book.round", .where = "code_book.where", .roles = {"code_book.item"}, .sorted = 1,             \
        .needed = "code_book.item", .of_all = true                                                                     \
    }

extern const ind_kind ind_kind_survey_index;
const ind_kind ind_kind_survey_index = {
    .spec = {.name = "survey_index",
             .help = "mean of an index over the items of a survey dimension",
             .timeline = true,
             .row_scope_groups = true,
             .params = ind_params_of_survey_index,
             .param_count = PARAMS,
             .beside = "frame.dataset",
             .values = {"an index from 0 to 100", "index|points|", false, 100},
             .words = &ind_words_of_survey_index},
    .feeds = {{.entity = "respondent",
               .where = "data.where",
               .roles = {"item", "points", "item_weight", "respondent_weight", "period.date"}},
              CODE_BOOK,
              CODE_BOOK}, /* the second where there is a frame */
    .terms = terms,
    .term_count = TERMS,
    IND_MOMENT_WEIGHTS("respondent_weight"),
    .beside_term = FRAME + IND_FRAME_T_ROWS,
    .beside_apart = true,
    .tells_persons = true,
    .collect = ind_frame_collect,
    .check = ind_survey_check,
    .open = open,
    .close = close,
    .reduce = reduce,
    .merge = merge,
    .finish = finish,
    .value = value,
    .template = ind_file_survey_index_template,
    .explain = ind_phrases_of_survey_index,
};

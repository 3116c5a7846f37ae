/* published.c - what somebody else has published: a value, with its margin and terms, or a mark why there is none.
 *
 * A cell is one row, that of its period and of just its groups; nothing is summed.  A cell keeps what its rows say as
 * tables, value to count, so that rows that contradict each other are seen in whatever order and file they come. */
#include "kinds/published/published.h"

#include <stdlib.h>

#define TABLE(name)                                                                                                    \
    { name, IND_TERM_TABLE, 0, false }
static const ind_term terms[TERMS] = {{"n", IND_TERM_COUNT, 0, false},
                                      TABLE("says"),
                                      TABLE("value"),
                                      TABLE("margin"),
                                      TABLE("low"),
                                      TABLE("high"),
                                      TABLE("numerator"),
                                      TABLE("denominator"),
                                      TABLE("place"),
                                      TABLE("reference"),
                                      TABLE("mean"),
                                      {"mean_n", IND_TERM_COUNT, 0, false},
                                      IND_ROW_INCOMPLETE_TERM(0)};

static const ind_step_spec steps[STEPS] = {
    IND_ROW_STEPS,
    [OF_PERIOD] = {.step = "of the period", .path = "period.label", .told = IND_TELL_ASKED},
    [UNKNOWN_GROUP] = {.step = "exclude unknown group", .effect = IND_STEP_OUT, .told = IND_TELL_ASKED},
    [DENOMINATOR] = {.step = "denominator", .told = IND_TELL_ASKED},
};

static const ind_row_words said[] = {
    [NO_PERIOD] = {.rule = "unknown_period",
                   .what = "the text is no period: they are in no figure",
                   .help = "such as 2024, 2024-Q1, 2024-03"},
    [NO_GROUP] = {.rule = "unknown_group_code", .what = "a group has a code that no list has: they are in no figure"},
    [NO_FIGURE] = {.rule = "no_figure", .what = "there is neither a value nor a mark: no figure is shown"},
    [UNKNOWN_MARK] = {.rule = "unknown_mark",
                      .what = "there is a mark that the definition does not name, or names twice: no figure is shown",
                      .help = "say what it means in 'marks'"},
    [FIGURE_AND_MARK] = {.rule = "figure_and_mark", .what = "there is both a value and a mark: neither is shown"},
    [BAD_LIMITS] = {.rule = "bad_limits",
                    .what = "the margin is negative, or the value is outside its own limits: it is not shown"},
    [ALONE] = {.rule = "figure_alone",
               .what = "a value stands without its margin or one of its terms, which others have: it is shown without"},
    [TWO_FIGURES] = {.rule = "two_figures",
                     .what = "another row says something else of the same: neither is shown",
                     .help = "let the supplier say which holds"},
};

typedef struct {
    ind_row_filter filter;
    ind_eval *label, *mark, *figures[FIGURES], *marks[MARKS];
    ind_eval *groups[IND_MAX_GROUPS];
    const ind_vector *figure[FIGURES], *is_marked, *meant[MARKS]; /* of the batch; NULL: not given */
    ind_row_places places, alone[FIGURES];                        /* ALONE: values that lack this figure ... */
    bool seen[FIGURES];                                           /* ... which some value has */
    uint8_t *truth;
    size_t capacity;
} publishing;

/* ---- set-up ---- */

static void *open(const ind_kind_context *context) {
    publishing *p = ind_alloc(sizeof *p);
    ind_row_filter_open(&p->filter, context, steps, STEPS, INCOMPLETE);
    p->label = ind_row_eval_of(context, P_LABEL);
    p->mark = ind_row_eval_of(context, P_MARK);
    for (size_t i = 0; i < FIGURES; i++)
        p->figures[i] = ind_row_eval_of(context, P_VALUE + i);
    for (size_t i = 0; i < MARKS; i++)
        p->marks[i] = ind_row_eval_of(context, P_SUPPRESSED + i);
    for (size_t g = 0; g < context->measure->group_count; g++)
        p->groups[g] = ind_row_eval_new(context, context->measure->groups[g].expr);
    return p;
}

static void free_all(ind_eval **evals, size_t count) {
    for (size_t i = 0; i < count; i++)
        ind_eval_free(evals[i]);
}

static void close(void *state) {
    publishing *p = state;
    free_all(p->groups, p->filter.context->measure->group_count);
    free_all(p->figures, FIGURES);
    free_all(p->marks, MARKS);
    ind_eval_free(p->label);
    ind_eval_free(p->mark);
    ind_row_filter_close(&p->filter);
    ind_row_places_free(&p->places);
    for (size_t i = 0; i < FIGURES; i++)
        ind_row_places_free(&p->alone[i]);
    free(p->truth);
    free(p);
}

/* ---- rows ---- */

static void note(publishing *p, unsigned what, size_t row) {
    ind_row_places_add(&p->places, p->filter.context, what, row);
}

static void ask_period(publishing *p, const ind_vector *slots, size_t rows, int each) {
    const ind_period *period = &p->filter.context->calendar->items[each];
    const ind_vector *label = ind_eval_run(p->label, slots, rows);
    for (size_t row = 0; row < rows; row++) {
        int32_t from = IND_NULL_DATE, to = IND_NULL_DATE;
        bool known = label->code[row] != IND_NULL_CODE &&
                     ind_period_parse(ind_dict_text(label->dict, label->code[row]), &from, &to);
        p->truth[row] = known && from == period->from && to == period->to;
        if (!known && each == 0 && ind_selection_stays(&p->filter.selection, row))
            note(p, NO_PERIOD, row);
    }
    ind_selection_answer(&p->filter.selection, OF_PERIOD, p->truth, NULL);
}

/* A code that no list has would else be taken as none: the row of a kommun as that of the country. */
static void ask_groups(publishing *p, const ind_vector *slots, size_t rows) {
    const ind_kind_context *context = p->filter.context;
    memset(p->truth, false, rows);
    for (size_t g = 0; g < context->measure->group_count; g++) {
        const ind_vector *text = ind_eval_run(p->groups[g], slots, rows);
        for (size_t row = 0; row < rows; row++)
            p->truth[row] |= text->code[row] != IND_NULL_CODE && ind_strata_codes(context->strata, row)[g] == 0;
    }
    for (size_t row = 0; row < rows; row++)
        if (p->truth[row] && ind_selection_stays(&p->filter.selection, row))
            note(p, NO_GROUP, row);
    ind_selection_answer(&p->filter.selection, UNKNOWN_GROUP, p->truth, NULL);
}

static double figure_of(const publishing *p, size_t param, size_t row) {
    const ind_vector *vector = p->figure[param - P_VALUE];
    return vector == NULL ? (double)NAN : ind_number_at(vector, row);
}

static int say(publishing *p, unsigned what, size_t row, int says) {
    note(p, what, row);
    return says;
}

static int mark_of(publishing *p, size_t row) {
    static const ind_cell_status means[MARKS] = {IND_CELL_SUPPRESSED, IND_CELL_NO_DATA, IND_CELL_NOT_DELIVERED,
                                                 IND_CELL_NOT_APPLICABLE};
    int found = SAYS_FIGURE, count = 0;
    for (size_t i = 0; i < MARKS; i++)
        if (p->meant[i] != NULL && p->meant[i]->truth[row] == IND_TRUE) {
            found = (int)means[i];
            count++;
        }
    return count == 1 ? found : say(p, UNKNOWN_MARK, row, SAYS_NOTHING);
}

/* What the row says, with a note where it cannot be used. */
static int says(publishing *p, size_t row) {
    double value = figure_of(p, P_VALUE, row), low = figure_of(p, P_LOW, row), high = figure_of(p, P_HIGH, row);
    if (p->is_marked != NULL && !ind_vector_is_null(p->is_marked, row))
        return isnan(value) ? mark_of(p, row) : say(p, FIGURE_AND_MARK, row, SAYS_TWO_THINGS);
    if (isnan(value))
        return say(p, NO_FIGURE, row, SAYS_NOTHING);
    bool bad = figure_of(p, P_MARGIN, row) < 0 || low > value || high < value || isnan(low) != isnan(high);
    return bad ? say(p, BAD_LIMITS, row, SAYS_TWO_THINGS) : SAYS_FIGURE;
}

/* Of a margin or a term that is named: some values have it, others not. */
static void note_alone(publishing *p, size_t row) {
    for (size_t i = 1; i < FIGURES; i++)
        if (p->figure[i] != NULL && isnan(figure_of(p, P_VALUE + i, row)))
            ind_row_places_add(&p->alone[i], p->filter.context, ALONE, row);
        else
            p->seen[i] |= p->figure[i] != NULL;
}

static void count_row(publishing *p, size_t row) {
    const ind_kind_context *context = p->filter.context;
    uint32_t cell = ind_row_filter_cell(&p->filter, row);
    int what = says(p, row);
    if (what == SAYS_FIGURE)
        note_alone(p, row);
    ind_cells_count(context->cells, cell, N, 1);
    ind_cells_tally(context->cells, cell, SAYS, what, 1);
    ind_cells_tally(context->cells, cell, PLACE, ind_row_place_number(context, row), 1);
    for (size_t i = 0; i < FIGURES; i++) {
        double x = figure_of(p, P_VALUE + i, row);
        if (!isnan(x))
            ind_cells_tally(context->cells, cell, FIGURE + i, x, 1);
    }
    if (context->trace != NULL)
        ind_row_filter_counted(&p->filter, row)->value = figure_of(p, P_VALUE, row);
}

static const ind_vector *run(ind_eval *eval, const ind_vector *slots, size_t rows) {
    return eval == NULL ? NULL : ind_eval_run(eval, slots, rows);
}

static void collect(void *state, const ind_vector *slots, size_t rows, int each) {
    publishing *p = state;
    if (rows > p->capacity)
        p->truth = ind_realloc(p->truth, p->capacity = rows);
    ind_row_filter_run(&p->filter, slots, rows, each);
    ask_period(p, slots, rows, each);
    ask_groups(p, slots, rows);
    ind_selection_pass(&p->filter.selection, DENOMINATOR);
    ind_row_filter_list(&p->filter, false);
    if (p->filter.chosen_count == 0)
        return;
    p->is_marked = run(p->mark, slots, rows);
    for (size_t i = 0; i < FIGURES; i++)
        p->figure[i] = run(p->figures[i], slots, rows);
    for (size_t i = 0; i < MARKS; i++)
        p->meant[i] = run(p->marks[i], slots, rows);
    for (size_t i = 0; i < p->filter.chosen_count; i++)
        count_row(p, p->filter.chosen[i]);
}

/* ---- cells ---- */

static void find_contradictions(publishing *p) {
    const double *values;
    const int64_t *counts;
    ind_cells *cells = p->filter.context->cells;
    for (uint32_t cell = 0; cell < ind_cells_count_of(cells); cell++) {
        size_t places = ind_cells_get_table(cells, cell, PLACE, &values, &counts);
        if (places < 2 || ind_published_says(cells, cell) != SAYS_TWO_THINGS)
            continue;
        places = ind_cells_get_table(cells, cell, PLACE, &values, &counts);
        for (size_t i = 0; i < places; i++)
            ind_row_places_add_number(&p->places, TWO_FIGURES, values[i]);
    }
}

static void merge(void *state, const void *other) {
    publishing *p = state;
    const publishing *from = other;
    ind_row_places_merge(&p->places, &from->places);
    for (size_t i = 0; i < FIGURES; i++) {
        ind_row_places_merge(&p->alone[i], &from->alone[i]);
        p->seen[i] |= from->seen[i];
    }
}

static ind_status finish(void *state, ind_diag *diag) {
    publishing *p = state;
    find_contradictions(p);
    for (size_t i = 0; i < FIGURES; i++)
        if (p->seen[i])
            ind_row_places_merge(&p->places, &p->alone[i]);
    ind_row_places_say(&p->places, p->filter.context, said, diag);
    ind_row_filter_say_nothing(&p->filter, DENOMINATOR, diag);
    ind_published_beside(p->filter.context);
    return IND_OK;
}

static void set_status(int what, ind_outcome *out) {
    bool unusable = what == SAYS_NOTHING || what == SAYS_TWO_THINGS;
    out->told = unusable ? IND_CELL_NOT_DELIVERED : (ind_cell_status)what;
    out->told_why = what == SAYS_NOTHING      ? IND_REASON_UNREADABLE
                    : what == SAYS_TWO_THINGS ? IND_REASON_CONTRADICTORY
                                              : IND_REASON_NONE;
}

static void put_interval(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    const double *levels;
    double margin = ind_published_number(cells, cell, FIGURE + P_MARGIN - P_VALUE);
    double low = isnan(margin) ? ind_published_number(cells, cell, FIGURE + P_LOW - P_VALUE) : out->value - margin;
    double high = isnan(margin) ? ind_published_number(cells, cell, FIGURE + P_HIGH - P_VALUE) : out->value + margin;
    out->has_interval[0] = ind_kind_levels(measure, &levels) > 0 && !isnan(low) && !isnan(high);
    out->intervals[0] = (ind_interval){low, high};
    out->no_interval = IND_INTERVAL_NOT_PUBLISHED;
}

static void put_term(const ind_measure *measure, ind_cells *cells, uint32_t cell, size_t param, const char *name,
                     ind_outcome *out) {
    if (ind_kind_param(measure, param)->expr == NULL)
        return;
    double x = ind_published_number(cells, cell, FIGURE + param - P_VALUE);
    ind_outcome_number(out, name, x, isnan(x) || x == floor(x));
}

static void put_beside(ind_cells *cells, uint32_t cell, ind_outcome *out) {
    double reference = ind_published_number(cells, cell, REFERENCE), mean = ind_published_number(cells, cell, MEAN);
    if (!isnan(reference))
        out->also[out->also_count++] = (ind_also){.name = "whole", .value = reference};
    if (isnan(mean))
        return;
    out->also[out->also_count++] = (ind_also){.name = "mean", .value = mean};
    out->also[out->also_count++] =
        (ind_also){.name = "mean_n", .value = (double)ind_cells_get_count(cells, cell, MEAN_N)};
}

/* The least denominator is held against the published one. */
static bool is_too_small(const ind_measure *measure, ind_cells *cells, uint32_t cell) {
    int64_t least = ind_measure_param(measure, "reliability.min_denominator")->integer;
    return least > 1 && !(ind_published_number(cells, cell, FIGURE + P_TERMS_DENOMINATOR - P_VALUE) >= (double)least);
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    out->base = ind_cells_get_count(cells, cell, N);
    if (out->base == 0)
        return;
    set_status(ind_published_says(cells, cell), out);
    ind_outcome_number(out, "published_rows", (double)out->base, true);
    if (out->told == IND_CELL_OK && is_too_small(measure, cells, cell))
        out->told = IND_CELL_UNRELIABLE;
    if (out->told != IND_CELL_OK && out->told != IND_CELL_UNRELIABLE)
        return;
    out->value = ind_published_number(cells, cell, FIGURE);
    put_interval(measure, cells, cell, out);
    put_term(measure, cells, cell, P_TERMS_NUMERATOR, "numerator", out);
    put_term(measure, cells, cell, P_TERMS_DENOMINATOR, "denominator", out);
    put_beside(cells, cell, out);
}

extern const ind_kind ind_kind_published;
const ind_kind ind_kind_published = {
    .spec = {.name = "published",
             .help = "what somebody else has published, never summed",
             .row_scope_groups = true,
             IND_ROW_SHARED,
             .params = ind_params_of_published,
             .param_count = PARAMS,
             .one_row = true,
             .interval_if_named = true,
             .chain = {{"data.where", "denominator"}, "exclude", NULL},
             .words = &ind_words_of_published},
    .terms = terms,
    .term_count = TERMS,
    .follows = ind_rows_follow,
    .feed = ind_rows_feed,
    .chooses_by_period = ind_rows_chosen_by_period,
    .follow_up = ind_rows_follow_up,
    .look_back = ind_rows_look_back,
    .check = ind_published_check,
    .open = open,
    .close = close,
    .collect = collect,
    .merge = merge,
    .finish = finish,
    .value = value,
    .template = ind_file_published_template,
    .explain = ind_phrases_of_published,
};

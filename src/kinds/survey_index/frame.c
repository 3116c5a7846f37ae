/* frame.c - the sample: how many were asked, and how many of them have answered.
 *
 * Its rows are of groups of persons, most often coarser than the cells: of a kommun, of all ages.  They are counted in
 * the cells of the groups that they have, and a cell that no row is of has no number asked.  Of a sum, the number asked
 * is that of all its parts only where each has one: respondents in a part without are counted as "unframed". */
#include "kinds/common/row_places.h"
#include "kinds/rows/rows.h"
#include "kinds/survey_index/survey_index.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const ind_kind_context *context; /* first, as in the state of answers */
    ind_row_filter filter;
    ind_eval *numbers[3]; /* ASKED, OUTSIDE, POPULATION; NULL: not given */
    ind_row_places bad;   /* rows with a number that is unknown or negative */
} frame;

enum { UNKNOWN = IND_ROWS_STEPS, COUNTED, FRAME_STEPS };

#define NONE                                                                                                           \
    { .step = "none", .when = ind_rows_never }
static const ind_step_spec steps[FRAME_STEPS] = {
    [IND_ROWS_READ] = {.step = "frame rows", .facts = ind_row_facts_read},
    [IND_ROWS_WHERE] = {.step = "frame where", .path = "frame.where", .only = "", .unknowns = true},
    [IND_ROWS_IN_PERIOD] = {.step = "frame in period",
                            .path = "frame.date",
                            .unknowns = true,
                            .told = IND_TELL_ASKED,
                            .facts = ind_row_facts_period},
    [IND_ROWS_SELECTED] = NONE,
    [IND_ROWS_EXCLUDE] = NONE,
    [IND_ROWS_REQUIRE] = NONE,
    [IND_ROWS_EXCLUDE_IF] = NONE,
    [IND_ROWS_INCOMPLETE_OUT] = NONE,
    [IND_ROWS_INCOMPLETE] = NONE,
    [UNKNOWN] = {.step = "frame unknown number", .effect = IND_STEP_OUT, .path = "frame.asked"},
    [COUNTED] = {.step = "frame", .told = IND_TELL_ASKED},
};

void *ind_frame_open(const ind_kind_context *context) {
    const ind_measure *m = context->measure;
    frame *f = ind_alloc(sizeof *f);
    f->context = context;
    ind_row_filter_open_by(&f->filter, context, ind_kind_param(m, P_FRAME_DATE)->expr, steps, FRAME_STEPS);
    for (size_t i = 0; i < 3; i++)
        f->numbers[i] = ind_row_eval_of(context, P_FRAME_ASKED + i);
    return f;
}

void ind_frame_close(void *state) {
    frame *f = state;
    ind_row_filter_close(&f->filter);
    ind_row_places_free(&f->bad);
    for (size_t i = 0; i < 3; i++)
        ind_eval_free(f->numbers[i]);
    free(f);
}

static void count_row(frame *f, const ind_vector *const *numbers, size_t row) {
    ind_cells *cells = f->context->cells;
    double value[3];
    bool bad = false;
    for (size_t i = 0; i < 3; i++) {
        value[i] = numbers[i] == NULL ? 0 : ind_number_at(numbers[i], row);
        bad = bad || !(value[i] >= 0);
    }
    if (bad)
        ind_row_places_add(&f->bad, f->context, 0, row);
    if (!ind_selection_decide(&f->filter.selection, UNKNOWN, row, bad))
        return;
    ind_selection_decide(&f->filter.selection, COUNTED, row, true);
    uint32_t cell = ind_row_filter_cell(&f->filter, row);
    ind_cells_count(cells, cell, FRAME_ROWS, 1);
    for (size_t i = 0; i < 3; i++)
        ind_cells_sum(cells, cell, ASKED + i, value[i]);
    if (f->context->trace == NULL)
        return;
    ind_trace_count *told = ind_row_filter_counted(&f->filter, row);
    told->value = value[0];
    told->by_month = true;
    ind_trace_through(f->context->trace, f->filter.selection.told[row], false, true);
}

void ind_frame_collect(void *state, const ind_vector *slots, size_t count, int each) {
    frame *f = state;
    const ind_vector *numbers[3];
    ind_row_filter_run(&f->filter, slots, count, each);
    for (size_t i = 0; i < 3; i++)
        numbers[i] = f->numbers[i] == NULL ? NULL : ind_eval_run(f->numbers[i], slots, count);
    ind_row_filter_list(&f->filter, true);
    for (size_t i = 0; i < f->filter.chosen_count; i++)
        count_row(f, numbers, f->filter.chosen[i]);
}

void ind_frame_merge(void *state, const void *other) {
    ind_row_places_merge(&((frame *)state)->bad, &((const frame *)other)->bad);
}

void ind_frame_finish(void *state, ind_diag *diag) {
    static const ind_row_words said[] = {{.rule = "bad_frame",
                                          .what = "a number of the sample is unknown or negative: not counted",
                                          .help = "correct the rows"}};
    frame *f = state;
    ind_row_places_say(&f->bad, f->context, said, diag);
}

/* ---- held against the answers ---- */

/* By month, group and value: respondents, rows of the frame, and what they say. */
enum { H_RESPONDED, H_ROWS, H_ASKED, H_OUTSIDE, H_TERMS };
static const ind_term held_terms[H_TERMS] = {[H_RESPONDED] = {"responded", IND_TERM_COUNT, IND_ADDS, false},
                                             [H_ROWS] = {"rows", IND_TERM_COUNT, IND_ADDS, false},
                                             [H_ASKED] = {"asked", IND_TERM_SUM, IND_ADDS, false},
                                             [H_OUTSIDE] = {"outside", IND_TERM_SUM, IND_ADDS, false}};

static void add_held(const ind_cells *cells, uint32_t cell, ind_cells *held, size_t group, uint32_t code) {
    uint32_t to = ind_cells_at(held, ind_cells_period(cells, cell), (uint32_t[]){(uint32_t)group, code});
    ind_cells_count(held, to, H_RESPONDED, ind_cells_get_count(cells, cell, RESPONDED));
    ind_cells_count(held, to, H_ROWS, ind_cells_get_count(cells, cell, FRAME_ROWS));
    ind_cells_sum(held, to, H_ASKED, ind_cells_get_sum(cells, cell, ASKED));
    ind_cells_sum(held, to, H_OUTSIDE, ind_cells_get_sum(cells, cell, OUTSIDE));
}

static ind_cells *hold(const ind_measure *measure, const ind_cells *cells) {
    ind_cells *held = ind_cells_new(held_terms, H_TERMS, 2);
    for (uint32_t cell = 0; cell < ind_cells_count_of(cells); cell++)
        for (size_t g = 0; g < measure->group_count; g++) {
            uint32_t code = ind_cells_codes(cells, cell)[g];
            if (code != 0)
                add_held(cells, cell, held, g, code);
        }
    return held;
}

/* Which groups a row of the frame has, a bit each; there are few such patterns. */
typedef struct {
    ind_cells *rows; /* of the frame, by month and codes; 0 of a group that they do not have: without terms */
    unsigned patterns[1 << IND_MAX_GROUPS];
    size_t pattern_count, group_count;
} frame_rows;

static unsigned pattern_of(const uint32_t *codes, size_t count) {
    unsigned pattern = 0;
    for (size_t g = 0; g < count; g++)
        pattern |= codes[g] != 0 ? 1u << g : 0;
    return pattern;
}

static void add_pattern(frame_rows *f, unsigned pattern) {
    for (size_t i = 0; i < f->pattern_count; i++)
        if (f->patterns[i] == pattern)
            return;
    f->patterns[f->pattern_count++] = pattern;
}

static void find_rows(frame_rows *f, const ind_cells *cells) {
    for (uint32_t cell = 0; cell < ind_cells_count_of(cells); cell++) {
        const uint32_t *codes = ind_cells_codes(cells, cell);
        if (ind_cells_get_count(cells, cell, FRAME_ROWS) == 0)
            continue;
        ind_cells_at(f->rows, ind_cells_period(cells, cell), codes);
        add_pattern(f, pattern_of(codes, f->group_count));
    }
}

static bool has_rows(const frame_rows *f, int32_t month) {
    for (uint32_t cell = 0; cell < ind_cells_count_of(f->rows); cell++)
        if (ind_cells_period(f->rows, cell) == month)
            return true;
    return false;
}

static bool fits(const frame_rows *f, const uint32_t *row, const uint32_t *codes) {
    bool same = true;
    for (size_t g = 0; same && g < f->group_count; g++)
        same = row[g] == 0 || codes[g] == 0 || row[g] == codes[g];
    return same;
}

/* Who has no value of a group may be of any row that is the same otherwise. */
static bool fits_some(const frame_rows *f, int32_t month, const uint32_t *codes) {
    for (uint32_t cell = 0; cell < ind_cells_count_of(f->rows); cell++)
        if (ind_cells_period(f->rows, cell) == month && fits(f, ind_cells_codes(f->rows, cell), codes))
            return true;
    return false;
}

/* Is some row of the frame of these respondents: the same in each group that it has? */
static bool is_framed(const frame_rows *f, int32_t month, const uint32_t *codes) {
    if (pattern_of(codes, f->group_count) != (1u << f->group_count) - 1)
        return fits_some(f, month, codes);
    for (size_t i = 0; i < f->pattern_count; i++) {
        uint32_t asked[IND_MAX_GROUPS] = {0};
        for (size_t g = 0; g < f->group_count; g++)
            asked[g] = (f->patterns[i] & 1u << g) != 0 ? codes[g] : 0;
        if (ind_cells_find(f->rows, month, asked) != UINT32_MAX)
            return true;
    }
    return false;
}

static bool is_too_small(double responded, double asked, double outside) {
    return responded > asked - outside;
}

static int64_t count_small(const ind_cells *held) {
    int64_t small = 0;
    for (uint32_t cell = 0; cell < ind_cells_count_of(held); cell++)
        small += ind_cells_get_count(held, cell, H_ROWS) > 0 &&
                 is_too_small((double)ind_cells_get_count(held, cell, H_RESPONDED),
                              ind_cells_get_sum(held, cell, H_ASKED), ind_cells_get_sum(held, cell, H_OUTSIDE));
    return small;
}

static void say(const ind_measure *measure, int64_t unframed, int64_t small, ind_diag *diag) {
    ind_str dataset = measure->feeds[IND_FEED_BESIDE].dataset->name;
    if (unframed > 0)
        ind_diag_add(diag, IND_WARNING, IND_OK, "no_frame", (ind_place){0},
                     "there is no response rate where they are, nor in sums with them",
                     "%.*s: '%.*s' has no row of groups with %lld respondents, though it has of others",
                     IND_STR_ARGS(measure->id), IND_STR_ARGS(dataset), (long long)unframed);
    if (small > 0)
        ind_diag_add(diag, IND_WARNING, IND_OK, "frame_too_small", (ind_place){0},
                     "is the sample of the same groups and rounds?",
                     "%.*s: %lld groups have more respondents than '%.*s' says were asked: no response rate",
                     IND_STR_ARGS(measure->id), (long long)small, IND_STR_ARGS(dataset));
}

void ind_frame_hold(const ind_survey *s, ind_diag *diag) {
    const ind_measure *measure = s->context->measure;
    ind_cells *cells = s->context->cells, *held = hold(measure, cells);
    frame_rows *rows = ind_alloc(sizeof *rows);
    rows->group_count = measure->group_count;
    rows->rows = ind_cells_new(NULL, 0, measure->group_count);
    find_rows(rows, cells);
    int64_t unframed = 0, small = count_small(held);
    for (uint32_t cell = 0; cell < ind_cells_count_of(cells); cell++) {
        int64_t responded = ind_cells_get_count(cells, cell, RESPONDED);
        int32_t month = ind_cells_period(cells, cell);
        if (responded == 0 || !has_rows(rows, month) || is_framed(rows, month, ind_cells_codes(cells, cell)))
            continue;
        ind_cells_count(cells, cell, UNFRAMED, responded);
        unframed += responded;
    }
    ind_cells_free(held);
    ind_cells_free(rows->rows);
    free(rows);
    say(measure, unframed, small, diag);
}

/* ---- told ---- */

void ind_frame_population(const ind_cells *cells, uint32_t cell, ind_mean_facts *out) {
    bool told = ind_cells_get_count(cells, cell, FRAME_ROWS) > 0 && ind_cells_get_count(cells, cell, UNFRAMED) == 0;
    out->answered = (double)ind_cells_get_count(cells, cell, IND_M_N);
    out->population =
        told ? ind_cells_get_sum(cells, cell, POPULATION) - ind_cells_get_sum(cells, cell, OUTSIDE) : (double)NAN;
}

void ind_frame_value(const ind_measure *measure, const ind_cells *cells, uint32_t cell, ind_outcome *out) {
    bool told = ind_cells_get_count(cells, cell, FRAME_ROWS) > 0;
    double asked = ind_cells_get_sum(cells, cell, ASKED), outside = ind_cells_get_sum(cells, cell, OUTSIDE);
    double responded = (double)ind_cells_get_count(cells, cell, RESPONDED);
    bool rate = told && ind_cells_get_count(cells, cell, UNFRAMED) == 0 && asked > outside &&
                !is_too_small(responded, asked, outside);
    ind_outcome_number(out, "respondents", responded, true);
    ind_outcome_number(out, "asked", told ? asked : (double)NAN, true);
    if (ind_kind_param(measure, P_FRAME_OUTSIDE)->node != NULL)
        ind_outcome_number(out, "over_coverage", told ? outside : (double)NAN, true);
    if (ind_kind_param(measure, P_FRAME_POPULATION)->node != NULL)
        ind_outcome_number(out, "population", told ? ind_cells_get_sum(cells, cell, POPULATION) : (double)NAN, true);
    ind_outcome_also(out, "response_rate", rate ? 100 * (responded / (asked - outside)) : (double)NAN);
}

/* Rows without a value of a group, such as a sample that is not by sex, are of all values, not of the unknown one. */
void ind_frame_of_unknown(ind_outcome *out) {
    for (size_t i = 0; i < out->number_count; i++) {
        const char *name = out->numbers[i].name;
        if (strcmp(name, "asked") == 0 || strcmp(name, "over_coverage") == 0 || strcmp(name, "population") == 0 ||
            strcmp(name, "sampling_fraction") == 0)
            out->numbers[i].value = NAN;
    }
    for (size_t i = 0; i < out->also_count; i++)
        if (strcmp(out->also[i].name, "response_rate") == 0)
            out->also[i].value = NAN;
    if (out->sampling_fraction > 0) {
        memset(out->has_interval, 0, sizeof out->has_interval);
        out->no_interval = IND_INTERVAL_NO_POPULATION;
    }
}

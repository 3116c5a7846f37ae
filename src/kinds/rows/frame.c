/* frame.c - the sample: how many were asked, and how many of them have answered.
 *
 * Its rows are of groups of persons, most often coarser than the cells: of a kommun, of all ages.  They are counted in
 * the cells of the groups that they have, and a cell that no row is of has no number asked.  Of a sum, the number asked
 * is that of all its parts only where each has one: respondents in a part without are counted as "unframed". */
#include "kinds/rows/frame.h"
#include "kinds/common/row_places.h"
#include "kinds/rows/sample_strata.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const ind_kind_context *context; /* first, as in the state of answers */
    const ind_frame_how *how;
    ind_row_filter filter;
    ind_eval *numbers[3];      /* ASKED, OUTSIDE, POPULATION; NULL: not given */
    ind_sample_strata *strata; /* NULL: there are none */
    ind_row_places bad;        /* rows with a number that is unknown or negative */
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

static const ind_param *param_of(const ind_measure *measure, const ind_frame_how *how, size_t number) {
    return ind_kind_param(measure, how->params + number);
}

void *ind_frame_open(const ind_kind_context *context, const ind_frame_how *how) {
    const ind_measure *m = context->measure;
    frame *f = ind_alloc(sizeof *f);
    f->context = context;
    f->how = how;
    ind_row_filter_open_by(&f->filter, context, param_of(m, how, IND_FRAME_DATE)->expr, steps, FRAME_STEPS);
    f->strata = ind_sample_strata_open(context, how);
    for (size_t i = 0; i < 3; i++)
        f->numbers[i] = ind_row_eval_of(context, how->params + IND_FRAME_ASKED + i);
    return f;
}

void ind_frame_close(void *state) {
    frame *f = state;
    ind_row_filter_close(&f->filter);
    ind_row_places_free(&f->bad);
    ind_sample_strata_close(f->strata);
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
    ind_cells_count(cells, cell, f->how->terms + IND_FRAME_T_ROWS, 1);
    for (size_t i = 0; i < 3; i++)
        ind_cells_sum(cells, cell, f->how->terms + IND_FRAME_T_ASKED + i, value[i]);
    if (f->strata != NULL)
        ind_sample_strata_persons(f->strata, cells, cell, row,
                                  value[IND_FRAME_T_POPULATION] - value[IND_FRAME_T_OUTSIDE]);
    if (f->context->trace == NULL)
        return;
    ind_trace_count *told = ind_row_filter_counted(&f->filter, row);
    told->value = value[0];
    told->by_month = f->filter.date != NULL;
    ind_trace_through(f->context->trace, f->filter.selection.told[row], false, true);
}

void ind_frame_collect(void *state, const ind_vector *slots, size_t count, int each) {
    frame *f = state;
    const ind_vector *numbers[3];
    ind_row_filter_run(&f->filter, slots, count, each);
    for (size_t i = 0; i < 3; i++)
        numbers[i] = f->numbers[i] == NULL ? NULL : ind_eval_run(f->numbers[i], slots, count);
    if (f->strata != NULL)
        ind_sample_strata_run(f->strata, slots, count);
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

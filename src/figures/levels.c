/* levels.c - the cells are given a second time, for what is not shown stands behind all that is. */
#include "figures/levels.h"

#include "engine/results/roll_up.h"

_Static_assert((int)IND_REPORT_ADDS_TIME == (int)IND_ADDS_TIME && (int)IND_REPORT_ADDS_GROUPS == (int)IND_ADDS_GROUPS &&
                   (int)IND_REPORT_ADDS_SUPPLIERS == (int)IND_ADDS_SUPPLIERS,
               "the same bits");
_Static_assert((int)IND_REPORT_COUNT == (int)IND_TERM_COUNT && (int)IND_REPORT_SUM == (int)IND_TERM_SUM &&
                   (int)IND_REPORT_TABLE == (int)IND_TERM_TABLE && (int)IND_REPORT_KEYED == (int)IND_TERM_KEYED,
               "the same types");

typedef struct {
    ind_report_builder *builder;
    const ind_job *job;
    ind_report_link *links;
    size_t room;
} taker;

void ind_report_declare_terms(ind_report_builder *b, const ind_job *job) {
    const ind_kind *kind = job->kind;
    size_t count = ind_kind_term_count(kind, job->measure);
    ind_report_term *terms = ind_arena_alloc(b->arena, (count + 1) * sizeof *terms);
    for (size_t t = 0; t < count; t++)
        terms[t] = (ind_report_term){ind_arena_str(b->arena, ind_str_of(kind->terms[t].name)),
                                     (ind_report_term_type)kind->terms[t].type, ind_kind_adds(kind, job->measure, t),
                                     kind->terms[t].reference};
    ind_report_set_terms(b, terms, count, ind_cells_new(kind->terms, count, 0));
}

static void pass_over(void *context, const ind_cell_result *cell) {
    (void)context;
    (void)cell;
}

static void take_hidden(void *context, const ind_cell_result *result, const ind_cells *cells, uint32_t cell) {
    taker *t = context;
    ind_report_add_hidden(t->builder, result);
    ind_report_add_terms(t->builder, cells, cell);
}

static uint16_t split_number(const taker *t, const ind_grouping *split) {
    ind_str names[IND_MAX_GROUPS];
    for (size_t g = 0; g < split->count; g++)
        names[g] = t->job->measure->groups[split->group[g]].name;
    return (uint16_t)ind_report_add_split(t->builder, names, split->count);
}

static ind_str grain_name(const taker *t, int grain) {
    return grain < 0 ? IND_STR("") : ind_arena_str(t->builder->arena, ind_str_of(ind_grain_name((ind_grain)grain)));
}

static uint32_t row_of(const taker *t, uint32_t given) {
    bool hidden = (given & IND_HIDDEN_ROW) != 0;
    return hidden ? (uint32_t)t->builder->measure->cells.count + (given & ~IND_HIDDEN_ROW) : given;
}

static void take_link(void *context, const ind_level_link *given) {
    taker *t = context;
    const ind_report_cells *cells = &t->builder->measure->cells;
    uint32_t *whole = ind_arena_alloc(t->builder->arena, (cells->count + cells->hidden + 1) * sizeof *whole);
    for (size_t row = 0; row < cells->count + cells->hidden; row++)
        whole[row] = UINT32_MAX;
    for (size_t i = 0; i < given->count; i++)
        whole[row_of(t, given->rows[2 * i])] = row_of(t, given->rows[2 * i + 1]);
    ind_report_measure *m = t->builder->measure;
    t->links = ind_arena_grow(t->builder->arena, t->links, m->link_count, &t->room, sizeof *t->links);
    t->links[m->link_count++] = (ind_report_link){.from = split_number(t, given->from),
                                                  .to = split_number(t, given->to),
                                                  .from_grain = grain_name(t, given->from_grain),
                                                  .to_grain = grain_name(t, given->to_grain),
                                                  .whole = whole};
    m->links = t->links;
}

void ind_report_take_levels(ind_report_builder *builder, ind_run *run, size_t index) {
    taker t = {.builder = builder, .job = &run->jobs[index]};
    ind_run_give(run, index,
                 &(ind_result_taker){.context = &t, .cell = pass_over, .hidden = take_hidden, .link = take_link});
}

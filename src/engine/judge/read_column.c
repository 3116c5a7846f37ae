/* read_column.c - see read_column.h. */
#include "engine/judge/read_column.h"

ind_read_column ind_column_of(ind_run *run, const ind_basis *basis) {
    uint32_t before = basis->is_key ? (uint32_t)basis->dataset->field_count : 0;
    return (ind_read_column){ind_run_input(run, basis->dataset->name), before + basis->field};
}

bool ind_column_is_key(ind_read_column column) {
    return column.field >= column.input->dataset->field_count;
}

bool ind_is_same_basis(const ind_basis *a, const ind_basis *b) {
    return a->is_key == b->is_key && a->dataset == b->dataset && a->field == b->field;
}

bool ind_is_first_basis(const ind_measure *measure, size_t f, size_t number) {
    for (size_t e = 0; e <= f; e++)
        for (size_t i = 0; i < (e == f ? number : measure->feeds[e].basis_count); i++)
            if (ind_is_same_basis(&measure->feeds[e].bases[i], &measure->feeds[f].bases[number]))
                return false;
    return true;
}

typedef struct {
    const ind_feed *feed;
    ind_scope_kind scope;
    bool *marked;
} marking;

static void mark_slot(void *context, uint32_t slot) {
    const marking *m = context;
    const ind_slots *slots = &m->feed->slots[m->scope];
    if (slot < slots->count && slots->items[slot].side <= IND_SIDE_LAST &&
        slots->items[slot].column < m->feed->column_count)
        m->marked[slots->items[slot].column] = true;
}

void ind_mark_columns(const ind_feed *feed, ind_scope_kind scope, const ind_expr *expr, bool *marked) {
    marking m = {feed, scope, marked};
    ind_expr_slots(expr, mark_slot, &m);
}

bool ind_is_marked_basis(const ind_measure *measure, const ind_basis *basis, bool *const *marked) {
    for (size_t f = 0; f < measure->feed_count; f++)
        for (size_t i = 0; i < measure->feeds[f].basis_count; i++)
            if (marked[f][measure->feeds[f].bases[i].column] && ind_is_same_basis(&measure->feeds[f].bases[i], basis))
                return true;
    return false;
}

uint64_t ind_all_rows(const ind_input *input) {
    uint64_t count = 0;
    for (size_t i = 0; i < input->unreadable.supplier_count * IND_UNREADABLE_YEARS; i++)
        count += input->unreadable.rows[i];
    return count;
}

bool *ind_said_unreadable(ind_run *run, ind_input *input) {
    if (input->said_unreadable == NULL)
        input->said_unreadable =
            ind_arena_alloc(run->arena, input->dataset->field_count + input->dataset->foreign_key_count + 1);
    return input->said_unreadable;
}

void ind_job_unread(ind_run *run, ind_job *job, ind_unread one) {
    job->unread = ind_arena_grow(run->arena, job->unread, job->unread_count, &job->unread_capacity, sizeof one);
    job->unread[job->unread_count++] = one;
}

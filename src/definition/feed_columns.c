/* feed_columns.c - the columns that a feed asks for, each once, and what they rest on. */
#include "definition/builder.h"

typedef struct {
    ind_builder *builder;
    ind_feed *feed;
} resting;

static void add_basis(void *context, const ind_basis *basis) {
    resting *r = context;
    ind_feed *feed = r->feed;
    uint32_t column = (uint32_t)feed->column_count - 1;
    for (size_t i = feed->basis_count; i-- > 0 && feed->bases[i].column == column;)
        if (feed->bases[i].dataset == basis->dataset && feed->bases[i].field == basis->field &&
            feed->bases[i].is_key == basis->is_key)
            return;
    feed->bases =
        ind_arena_grow(r->builder->arena, feed->bases, feed->basis_count, &feed->basis_capacity, sizeof *feed->bases);
    feed->bases[feed->basis_count] = *basis;
    feed->bases[feed->basis_count++].column = column;
}

static void add_derived(void *context, const ind_derived *derived) {
    ind_builder *builder = ((resting *)context)->builder;
    ind_measure *measure = builder->measure;
    for (size_t i = 0; i < measure->derived_count; i++)
        if (measure->derived[i] == derived)
            return;
    measure->derived = ind_arena_grow(builder->arena, measure->derived, measure->derived_count,
                                      &measure->derived_capacity, sizeof *measure->derived);
    measure->derived[measure->derived_count++] = derived;
    for (size_t i = 0; i < derived->codelist_count; i++)
        ind_builder_note_codelist(builder, derived->codelists[i]);
}

/* A look-up of the period is made when the period is known, from what was kept of its key. */
static const uint32_t *key_columns(ind_builder *builder, ind_feed *feed, const ind_way_finder *finder,
                                   const ind_foreign_key *key) {
    uint32_t *columns = ind_arena_alloc(builder->arena, key->count * sizeof *columns);
    for (size_t f = 0; f < key->count; f++)
        columns[f] = ind_builder_column(builder, feed, finder, ind_way_own(finder, feed->dataset, key->fields[f]));
    return columns;
}

uint32_t ind_builder_column(ind_builder *builder, ind_feed *feed, const ind_way_finder *finder, ind_column column) {
    for (uint32_t i = 0; i < feed->column_count; i++)
        if (ind_column_same(&feed->columns[i], &column))
            return i;
    if (ind_column_of_period(feed->dataset, &column))
        column.keys = key_columns(builder, feed, finder, &feed->dataset->foreign_keys[column.foreign_key]);
    feed->columns = ind_arena_grow(builder->arena, feed->columns, feed->column_count, &feed->column_capacity,
                                   sizeof *feed->columns);
    feed->columns[feed->column_count++] = column;
    resting r = {builder, feed};
    ind_column_bases(builder->catalogue, feed->dataset, &column, &(ind_basis_visitor){&r, add_basis, add_derived});
    return (uint32_t)feed->column_count - 1;
}

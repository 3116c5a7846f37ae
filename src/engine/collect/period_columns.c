/* period_columns.c - see period_columns.h. */
#include "engine/collect/period_columns.h"

#include <stdlib.h>

static const ind_feed *feed_of(const ind_feed_plan *plan) {
    return &plan->job->measure->feeds[plan->number];
}

/* Columns of one look-up have it in common. */
static ind_lookup *lookup_for(const ind_feed_plan *plan, const ind_period_column *columns, size_t number) {
    uint32_t key = plan->of_period[number].foreign_key;
    for (size_t c = 0; c < number; c++)
        if (columns[c].lookup != NULL && plan->of_period[c].foreign_key == key)
            return columns[c].lookup;
    return ind_lookup_share(plan->input->lookups[key]);
}

ind_period_column *ind_period_columns_new(ind_run *run, const ind_feed_plan *plan) {
    if (plan->of_period == NULL)
        return NULL;
    const ind_feed *feed = feed_of(plan);
    ind_period_column *columns = ind_alloc_array(feed->column_count, sizeof *columns);
    for (size_t c = 0; c < feed->column_count; c++) {
        const ind_feed_found *found = &plan->of_period[c];
        if (!found->is_found)
            continue;
        const ind_foreign_key *key = &feed->dataset->foreign_keys[found->foreign_key];
        columns[c] = (ind_period_column){.lookup = lookup_for(plan, columns, c),
                                         .values = ind_kept_column(ind_run_input(run, key->target), found->of),
                                         .keys = feed->columns[c].keys,
                                         .key_count = key->count,
                                         .at_start = key->valid_on == IND_VALID_ON_PERIOD_START};
    }
    return columns;
}

void ind_period_columns_free(ind_period_column *columns, const ind_feed_plan *plan) {
    for (size_t c = 0; columns != NULL && c < feed_of(plan)->column_count; c++) {
        bool again = false;
        for (size_t earlier = 0; earlier < c; earlier++)
            again |= columns[earlier].lookup == columns[c].lookup;
        if (!again)
            ind_lookup_free(columns[c].lookup);
    }
    free(columns);
}

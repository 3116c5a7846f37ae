/* of_period.c - see of_period.h. */
#include "kinds/common/of_period.h"

#include <stdlib.h>

static const ind_period_column *column_at(const ind_of_period *of, size_t slot) {
    return &of->columns[of->slots->items[slot].column];
}

static bool has_any(const ind_of_period *of) {
    for (size_t s = 0; s < of->slots->count; s++)
        if (ind_of_period_has(of, s))
            return true;
    return false;
}

void ind_of_period_open(ind_of_period *of, const ind_slots *slots, const ind_period_column *columns, size_t room) {
    *of = (ind_of_period){.slots = slots, .columns = columns};
    if (!has_any(of)) {
        of->columns = NULL;
        return;
    }
    of->first = ind_vector_new(IND_DATE, NULL, room);
    of->last = ind_vector_new(IND_DATE, NULL, room);
    of->rows = ind_alloc_array(room, sizeof *of->rows);
}

void ind_of_period_close(ind_of_period *of) {
    free(of->first.any);
    free(of->last.any);
    free(of->rows);
}

/* One look-up serves all slots of a side. */
static bool is_alike(const ind_of_period *of, size_t a, size_t b) {
    return ind_of_period_has(of, a) && of->slots->items[a].side == of->slots->items[b].side &&
           column_at(of, a)->lookup == column_at(of, b)->lookup;
}

static bool is_done(const ind_of_period *of, size_t slot) {
    for (size_t s = 0; s < slot; s++)
        if (is_alike(of, s, slot))
            return true;
    return false;
}

void ind_of_period_run(ind_of_period *of, const ind_vector *(*key)(void *context, ind_side side, uint32_t column),
                       void *context, size_t count, ind_vector *values) {
    for (size_t s = 0; of->columns != NULL && s < of->slots->count; s++) {
        if (!ind_of_period_has(of, s) || is_done(of, s))
            continue;
        const ind_period_column *column = column_at(of, s);
        const ind_vector *keys[IND_MAX_KEY];
        for (size_t k = 0; k < column->key_count; k++)
            keys[k] = key(context, of->slots->items[s].side, column->keys[k]);
        ind_lookup_run(column->lookup, keys, column->at_start ? &of->first : &of->last, count, of->rows);
        for (size_t other = s; other < of->slots->count; other++)
            if (is_alike(of, other, s))
                ind_lookup_take(&values[other], column_at(of, other)->values, of->rows, count);
    }
}

/* order.c - days of one row compared with each other.  A finding changes no value: which of the two is wrong, nobody
 * knows. */
#include "engine/load/order.h"

enum { MINUTES_A_DAY = 1440 };

/* ---- what is compared ---- */

static const char *words(ind_arena *arena, const char *relation, ind_str name) {
    return ind_arena_format(arena, "%s '%.*s'", relation, IND_STR_ARGS(name));
}

static void add_pair(ind_arena *arena, const ind_order_place *before, const ind_order_place *after,
                     ind_order_pair *pair) {
    bool own = after->foreign_key < 0;
    pair->column = ind_arena_str(arena, own ? after->name : before->name).data;
    pair->what = own ? words(arena, "is earlier than", before->name) : words(arena, "is later than", after->name);
}

size_t ind_order_plan(ind_arena *arena, const ind_dataset *dataset,
                      ptrdiff_t (*column)(const void *context, int foreign_key, ind_str field), const void *context,
                      ind_order_pair **pairs) {
    size_t count = 0;
    *pairs = ind_arena_alloc(arena, (dataset->order_count + 1) * sizeof **pairs);
    for (size_t i = 0; i < dataset->order_count; i++) {
        const ind_order_place *before = &dataset->order[i].before, *after = &dataset->order[i].after;
        ptrdiff_t first = column(context, before->foreign_key, before->field);
        ptrdiff_t second = column(context, after->foreign_key, after->field);
        if (first < 0 || second < 0)
            continue;
        ind_order_pair *pair = &(*pairs)[count++];
        *pair = (ind_order_pair){.before = (size_t)first, .after = (size_t)second};
        add_pair(arena, before, after, pair);
    }
    return count;
}

/* ---- rows ---- */

static int64_t day_of(const ind_vector *column, size_t row) {
    if (column->type == IND_DATE)
        return column->day[row];
    int64_t minutes = column->integer[row];
    return minutes >= 0 ? minutes / MINUTES_A_DAY : -((MINUTES_A_DAY - 1 - minutes) / MINUTES_A_DAY);
}

static void add(const ind_order_pair *pair, const ind_batch *batch, size_t row, ind_findings *findings) {
    ind_findings_add(findings, "wrong_order", IND_WARNING, pair->column, 0, pair->what, batch->line[row], NULL);
}

/* Unknown is the least day: a row whose later day is unknown is looked at once more. */
static void check_days(const ind_order_pair *pair, const int32_t *before, const int32_t *after, const ind_batch *batch,
                       ind_findings *findings) {
    for (size_t row = 0; row < batch->count; row++)
        if (before[row] > after[row] && after[row] != IND_NULL_DATE)
            add(pair, batch, row, findings);
}

static void check_any(const ind_order_pair *pair, const ind_vector *before, const ind_vector *after,
                      const ind_batch *batch, ind_findings *findings) {
    for (size_t row = 0; row < batch->count; row++)
        if (!ind_vector_is_null(before, row) && !ind_vector_is_null(after, row) &&
            day_of(before, row) > day_of(after, row))
            add(pair, batch, row, findings);
}

static bool has_days(const ind_vector *column) {
    return column->type == IND_DATE || column->type == IND_DATETIME;
}

void ind_order_check(const ind_order_pair *pairs, size_t count, const ind_vector *columns, const ind_batch *batch,
                     ind_findings *findings) {
    for (size_t i = 0; i < count; i++) {
        const ind_vector *before = &columns[pairs[i].before], *after = &columns[pairs[i].after];
        if (before->type == IND_DATE && after->type == IND_DATE)
            check_days(&pairs[i], before->day, after->day, batch, findings);
        else if (has_days(before) && has_days(after))
            check_any(&pairs[i], before, after, batch, findings);
    }
}

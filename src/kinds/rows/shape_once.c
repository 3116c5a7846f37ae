/* shape_once.c - which rows of an entity are alike, and which of them once_per takes. */
#include "kinds/rows/shape_rows.h"

#include "base/date.h"

/* ---- alike ---- */

static int32_t order_of(const ind_row_shape *s, size_t row) {
    const ind_vector *order = &s->feeds->roles[0];
    return order->any == NULL ? IND_NULL_DATE : order->day[s->at + row];
}

static bool is_ordered(const ind_row_shape *s, size_t row) {
    return order_of(s, row) != IND_NULL_DATE;
}

/* A row that cannot be told from others, or from those before it, is never taken. */
static bool is_known(const ind_row_shape *s, size_t row) {
    return s->take_from.first[row] != SIZE_MAX && is_ordered(s, row);
}

static void group_rows(const ind_row_shape *s, ind_row_groups *groups, size_t first, size_t end) {
    const size_t *starts = s->feeds->part->starts;
    size_t count = starts[end] - starts[first];
    for (size_t entity = first; entity < end; entity++) {
        size_t from = starts[entity] - s->at, to = starts[entity + 1] - s->at;
        ind_row_keys_group(&groups->keys, from, to, groups->first + from);
    }
    for (size_t row = 0; row < count; row++) /* events, not rows of the block */
        groups->first[row] = groups->first[row] == SIZE_MAX ? SIZE_MAX : groups->first[row] + s->at;
}

/* Of those without a day of the period, which is their order, another finding tells, unless it is looked for anyhow. */
static bool is_untold(const ind_row_shape *s, size_t row, bool needs_order) {
    return (s->takes_one && s->take_from.first[row] == SIZE_MAX) || (s->folds && s->fold_by.first[row] == SIZE_MAX) ||
           (needs_order && !is_ordered(s, row));
}

/* Which rows are alike; of those that are counted as one there must also be a first and a last. */
void ind_shape_rows_alike(ind_row_shape *s, size_t first, size_t end) {
    const size_t *starts = s->feeds->part->starts;
    size_t count = starts[end] - starts[first];
    const ind_measure *m = s->context->measure;
    bool distinct = ind_rows_distinct(m);
    bool dated = ind_rows_order(m) == &ind_row_param(m, IND_ROW_DATE)->expr && s->look_back == 0;
    if (s->takes_one)
        group_rows(s, &s->take_from, first, end);
    if (s->folds)
        group_rows(s, &s->fold_by, first, end);
    for (size_t row = 0; (s->takes_one || s->folds) && row < count; row++)
        s->untold += s->stays[row] && is_untold(s, row, !dated && (s->takes_one || distinct));
    for (size_t row = 0; distinct && row < count; row++)
        if (!is_ordered(s, row))
            s->fold_by.first[row] = SIZE_MAX;
}

/* ---- once per ---- */

static bool is_within(const ind_row_shape *s, size_t row, int32_t from, int32_t to) {
    return from == IND_NULL_DATE || (s->day[row] != IND_NULL_DATE && s->day[row] >= from && s->day[row] <= to);
}

/* Rows come in their order, so that the first of each group is met first. */
static void take_one(ind_row_shape *s, size_t row) {
    size_t *latest = &s->latest[s->take_from.first[row] - s->at];
    if (s->look_back > 0) {
        bool early =
            *latest != SIZE_MAX && order_of(s, *latest) >= ind_add_months(order_of(s, row), -(int32_t)s->look_back);
        s->chosen[row] = early ? IND_FALSE : IND_TRUE;
        *latest = row;
        return;
    }
    if (*latest != SIZE_MAX && !s->takes_last)
        return;
    if (*latest != SIZE_MAX)
        s->chosen[*latest] = IND_FALSE;
    s->chosen[row] = IND_TRUE;
    *latest = row;
}

void ind_shape_rows_once(ind_row_shape *s, size_t first, size_t end, int32_t from, int32_t to, bool counted) {
    const size_t *starts = s->feeds->part->starts;
    size_t count = starts[end] - starts[first];
    ind_selection_block(&s->rows, 0, count);
    if (counted && ind_selection_has(&s->rows, IND_SHAPE_PERIOD)) {
        for (size_t row = 0; row < count; row++)
            s->chosen[row] = s->day[row] == IND_NULL_DATE ? IND_UNKNOWN : is_within(s, row, from, to);
        ind_selection_answer(&s->rows, IND_SHAPE_PERIOD, s->chosen, NULL);
    }
    for (size_t row = 0; row < count; row++) {
        s->latest[row] = SIZE_MAX;
        s->chosen[row] = is_known(s, row) ? IND_FALSE : IND_UNKNOWN;
    }
    for (size_t row = 0; row < count; row++)
        if (s->stays[row] && is_known(s, row) && is_within(s, row, from, to))
            take_one(s, row);
    if (counted)
        ind_selection_answer(&s->rows, IND_SHAPE_ONCE, s->chosen, NULL);
    for (size_t row = 0; row < count; row++) /* from here on a row is taken or not */
        s->chosen[row] = s->stays[row] && s->chosen[row] == IND_TRUE;
}

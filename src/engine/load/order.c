/* order.c - days of one row compared with each other.  A finding changes no value: which of the two is wrong, nobody
 * knows. */
#include "engine/load/order.h"

enum { MINUTES_A_DAY = 1440 };

/* ---- what is compared ---- */

typedef struct {
    ind_arena *arena;
    const ind_dataset *dataset;
    bool is_extracted; /* the day is known */
    int32_t extracted;
    ptrdiff_t (*column)(const void *context, int foreign_key, ind_str field);
    const void *context;
    ind_order_pair *pairs;
    size_t count;
} plan;

static ptrdiff_t column_of(const plan *p, const ind_order_place *place) {
    return p->column(p->context, place->foreign_key, place->field);
}

static const char *words(const plan *p, const char *relation, ind_str name) {
    return ind_arena_format(p->arena, "%s '%.*s'", relation, IND_STR_ARGS(name));
}

static void add_days(plan *p, const ind_order_place *before, const ind_order_place *after) {
    ptrdiff_t first = column_of(p, before), second = column_of(p, after);
    if (first < 0 || second < 0)
        return;
    bool own = after->foreign_key < 0;
    p->pairs[p->count++] = (ind_order_pair){.kind = IND_ORDER_DAYS,
                                            .before = (size_t)first,
                                            .after = (size_t)second,
                                            .rule = "wrong_order",
                                            .column = ind_arena_str(p->arena, own ? after->name : before->name).data,
                                            .what = own ? words(p, "is earlier than", before->name)
                                                        : words(p, "is later than", after->name)};
}

static void add_latest(plan *p, const ind_order_place *before) {
    ptrdiff_t column = column_of(p, before);
    if (!p->is_extracted || column < 0)
        return;
    p->pairs[p->count++] = (ind_order_pair){.kind = IND_ORDER_LATEST,
                                            .before = (size_t)column,
                                            .after = (size_t)column,
                                            .limit = p->extracted,
                                            .rule = "wrong_order",
                                            .column = ind_arena_str(p->arena, before->name).data,
                                            .what = "is later than the day when the data were taken out"};
}

static void add_open(plan *p, const ind_order_place *before, const ind_order_place *after) {
    int field = after->foreign_key < 0 ? ind_dataset_field(p->dataset, after->field) : -1;
    uint32_t longest = field < 0 ? 0 : p->dataset->fields[field].longest_open;
    ptrdiff_t first = column_of(p, before), second = column_of(p, after);
    if (longest == 0 || !p->is_extracted || first < 0 || second < 0)
        return;
    p->pairs[p->count++] = (ind_order_pair){
        .kind = IND_ORDER_OPEN,
        .before = (size_t)first,
        .after = (size_t)second,
        .limit = p->extracted - (int32_t)longest,
        .rule = "long_open",
        .column = ind_arena_str(p->arena, after->name).data,
        .what = ind_arena_format(p->arena, "is empty more than %u days after '%.*s', when the data were taken out",
                                 longest, IND_STR_ARGS(before->name))};
}

size_t ind_order_plan(ind_arena *arena, const ind_dataset *dataset, const ind_deliveries *deliveries,
                      ptrdiff_t (*column)(const void *context, int foreign_key, ind_str field), const void *context,
                      ind_order_pair **pairs) {
    plan p = {.arena = arena, .dataset = dataset, .column = column, .context = context};
    p.is_extracted = ind_deliveries_extracted(deliveries, dataset->name, &p.extracted);
    p.pairs = ind_arena_alloc(arena, (2 * dataset->order_count + 1) * sizeof *p.pairs);
    for (size_t i = 0; i < dataset->order_count; i++) {
        const ind_order_place *before = &dataset->order[i].before, *after = &dataset->order[i].after;
        if (after->foreign_key == IND_ORDER_EXTRACTED) {
            add_latest(&p, before);
        } else {
            add_days(&p, before, after);
            add_open(&p, before, after);
        }
    }
    *pairs = p.pairs;
    return p.count;
}

/* ---- rows ---- */

static int64_t day_of(const ind_vector *column, size_t row) {
    if (column->type == IND_DATE)
        return column->day[row];
    int64_t minutes = column->integer[row];
    return minutes >= 0 ? minutes / MINUTES_A_DAY : -((MINUTES_A_DAY - 1 - minutes) / MINUTES_A_DAY);
}

static void add(const ind_order_pair *pair, const ind_batch *batch, size_t row, ind_findings *findings) {
    ind_severity severity = pair->kind == IND_ORDER_OPEN ? IND_NOTE : IND_WARNING; /* a few may well be so long */
    ind_findings_add(findings, pair->rule, severity, pair->column, 0, pair->what, batch->line[row], NULL);
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

static void check_latest(const ind_order_pair *pair, const ind_vector *before, const ind_batch *batch,
                         ind_findings *findings) {
    if (before->type == IND_DATE) { /* unknown is the least day */
        for (size_t row = 0; row < batch->count; row++)
            if (before->day[row] > pair->limit)
                add(pair, batch, row, findings);
        return;
    }
    for (size_t row = 0; row < batch->count; row++)
        if (!ind_vector_is_null(before, row) && day_of(before, row) > pair->limit)
            add(pair, batch, row, findings);
}

static void check_open(const ind_order_pair *pair, const ind_vector *before, const ind_vector *after,
                       const ind_batch *batch, ind_findings *findings) {
    for (size_t row = 0; row < batch->count; row++)
        if (ind_vector_is_null(after, row) && !ind_vector_is_null(before, row) && day_of(before, row) < pair->limit)
            add(pair, batch, row, findings);
}

static bool has_days(const ind_vector *column) {
    return column->type == IND_DATE || column->type == IND_DATETIME;
}

void ind_order_check(const ind_order_pair *pairs, size_t count, const ind_vector *columns, const ind_batch *batch,
                     ind_findings *findings) {
    for (size_t i = 0; i < count; i++) {
        const ind_vector *before = &columns[pairs[i].before], *after = &columns[pairs[i].after];
        if (!has_days(before) || !has_days(after))
            continue;
        if (pairs[i].kind == IND_ORDER_LATEST)
            check_latest(&pairs[i], before, batch, findings);
        else if (pairs[i].kind == IND_ORDER_OPEN)
            check_open(&pairs[i], before, after, batch, findings);
        else if (before->type == IND_DATE && after->type == IND_DATE)
            check_days(&pairs[i], before->day, after->day, batch, findings);
        else
            check_any(&pairs[i], before, after, batch, findings);
    }
}

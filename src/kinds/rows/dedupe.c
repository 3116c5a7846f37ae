/* dedupe.c - see dedupe.h. */
#include "kinds/rows/dedupe.h"

#include <stdlib.h>

/* Rows that are one event; its last row is the end of a list through NEXT. */
typedef struct {
    size_t first, last;
    int32_t day; /* that others are held against */
    size_t next; /* group with the same columns "by"; NONE */
} group;

#define NONE SIZE_MAX

/* Of rows that are alike, by the first of them. */
typedef struct {
    size_t head, tail; /* groups with the same columns "by": the first that is not too old; the last */
    size_t closed;     /* with the same columns "differ" too: no group up to this one can be joined; NONE */
} alike_rows;

struct ind_dedupe {
    ind_row_keys by, differ, both;
    ind_eval *date;
    int32_t *day, within;
    bool keep_last, chain;
    size_t *alike;  /* of the entity at hand: the first row with the same columns "by" */
    size_t *kind;   /* the first with the same columns "by" and "differ"; SIZE_MAX: one is unknown */
    alike_rows *of; /* by row - FROM */
    size_t *order;  /* its rows in order of their day */
    size_t *other;  /* the same, while they are sorted */
    size_t *next;   /* by row: the one that joined after it; SIZE_MAX: none */
    group *groups;
    size_t group_capacity, capacity, entity_capacity;
    int64_t untold;
};

ind_dedupe *ind_dedupe_open(const ind_measure *measure) {
    const ind_param *by = ind_row_param(measure, IND_ROW_DEDUPE_BY);
    const ind_param *differ = ind_row_param(measure, IND_ROW_DEDUPE_DIFFER);
    if (by->node == NULL)
        return NULL;
    ind_dedupe *d = ind_alloc(sizeof *d);
    ind_row_keys_open(&d->by, by->exprs, by->count, ind_rows_feed(measure).entity_param);
    ind_row_keys_open(&d->differ, differ->exprs, differ->count, ind_rows_feed(measure).entity_param);
    const ind_expr **columns = ind_alloc_array(by->count + differ->count, sizeof *columns);
    for (size_t i = 0; i < by->count + differ->count; i++)
        columns[i] = i < by->count ? by->exprs[i] : differ->exprs[i - by->count];
    ind_row_keys_open(&d->both, columns, by->count + differ->count, ind_rows_feed(measure).entity_param);
    free(columns);
    d->date = ind_eval_new(ind_row_param(measure, IND_ROW_DEDUPE_DATE)->expr);
    d->within = (int32_t)ind_row_param(measure, IND_ROW_DEDUPE_WITHIN)->integer;
    d->keep_last = ind_param_is(ind_row_param(measure, IND_ROW_DEDUPE_KEEP), "last");
    d->chain = ind_param_is(ind_row_param(measure, IND_ROW_DEDUPE_CHAIN), "chain");
    return d;
}

void ind_dedupe_close(ind_dedupe *d) {
    if (d == NULL)
        return;
    ind_row_keys_close(&d->by);
    ind_row_keys_close(&d->differ);
    ind_row_keys_close(&d->both);
    ind_eval_free(d->date);
    free(d->day);
    free(d->alike);
    free(d->kind);
    free(d->of);
    free(d->order);
    free(d->other);
    free(d->next);
    free(d->groups);
    free(d);
}

void ind_dedupe_set(ind_dedupe *d, const ind_vector *slots, size_t from, size_t n, size_t room) {
    if (d->capacity < room) {
        d->capacity = room;
        d->day = ind_realloc(d->day, room * sizeof *d->day);
        d->next = ind_realloc(d->next, room * sizeof *d->next);
    }
    ind_row_keys_set(&d->by, slots, from, n, room);
    ind_row_keys_set(&d->differ, slots, from, n, room);
    ind_row_keys_set(&d->both, slots, from, n, room);
    memcpy(d->day + from, ind_eval_run(d->date, slots, n)->day, n * sizeof *d->day);
}

/* Rows come in order of another day, most often of the same. */
static bool comes_before(const ind_dedupe *d, const ind_events *events, size_t at, size_t a, size_t b) {
    int order = (d->day[a] > d->day[b]) - (d->day[a] < d->day[b]);
    for (size_t k = 0; k < events->tie_count && order == 0; k++)
        if (events->ties[k].any != NULL)
            order = ind_vector_compare(&events->ties[k], at + a, &events->ties[k], at + b);
    return order < 0;
}

/* Sorted halves of COUNT rows, the second from HALF on, into one. */
static void merge_halves(ind_dedupe *d, const ind_events *events, size_t at, size_t *rows, size_t half, size_t count) {
    size_t left = 0, right = half;
    for (size_t i = 0; i < count; i++) {
        bool takes_right = left == half || (right < count && comes_before(d, events, at, rows[right], rows[left]));
        d->other[i] = rows[takes_right ? right++ : left++];
    }
    memcpy(rows, d->other, count * sizeof *rows);
}

static void sort(ind_dedupe *d, const ind_events *events, size_t at, size_t *rows, size_t count) {
    if (count < 2)
        return;
    size_t half = count / 2;
    sort(d, events, at, rows, half);
    sort(d, events, at, rows + half, count - half);
    if (comes_before(d, events, at, rows[half], rows[half - 1]))
        merge_halves(d, events, at, rows, half, count);
}

static size_t list_rows(ind_dedupe *d, size_t from, size_t to, const uint8_t *takes_part) {
    size_t count = 0;
    for (size_t row = from; row < to; row++)
        if (takes_part[row] && d->day[row] != IND_NULL_DATE && d->kind[row - from] != SIZE_MAX)
            d->order[count++] = row;
    return count;
}

static int64_t count_untold(const ind_dedupe *d, size_t from, size_t to, const uint8_t *takes_part) {
    int64_t untold = 0;
    for (size_t row = from; row < to; row++)
        untold += takes_part[row] && (d->day[row] == IND_NULL_DATE || d->kind[row - from] == SIZE_MAX);
    return untold;
}

int64_t ind_dedupe_untold(const ind_dedupe *d) {
    return d->untold;
}

void ind_dedupe_merge(ind_dedupe *to, const ind_dedupe *from) {
    to->untold += from->untold;
}

/* One of the columns "differ" is the same in a row of the group. */
static bool has_source(const ind_dedupe *d, const group *g, size_t row) {
    const int64_t *own = ind_row_key(&d->differ, row);
    if (d->differ.count == 0)
        return false;
    for (size_t other = g->first; other != SIZE_MAX; other = d->next[other]) {
        const int64_t *its = ind_row_key(&d->differ, other);
        for (size_t k = 0; k < d->differ.count; k++)
            if (own[k] == its[k])
                return true;
    }
    return false;
}

/* The group that the row joins, NONE.  What one row cannot join, no later one of its kind can: it has become too old,
 * or it has the source. */
static size_t group_for(ind_dedupe *d, size_t from, size_t row) {
    alike_rows *by = &d->of[d->alike[row - from] - from], *kind = &d->of[d->kind[row - from] - from];
    while (by->head != NONE && d->day[row] - d->groups[by->head].day > d->within)
        by->head = d->groups[by->head].next;
    size_t g = by->head;
    if (kind->closed != NONE && (g == NONE || kind->closed >= g))
        g = d->groups[kind->closed].next;
    for (; g != NONE; g = d->groups[g].next) {
        if (d->day[row] - d->groups[g].day <= d->within && !has_source(d, &d->groups[g], row))
            return g;
        kind->closed = g;
    }
    return NONE;
}

static void begin_group(ind_dedupe *d, size_t *groups, size_t from, size_t row) {
    alike_rows *by = &d->of[d->alike[row - from] - from];
    d->groups = ind_grow(d->groups, *groups, &d->group_capacity, sizeof *d->groups);
    d->groups[*groups] = (group){row, row, d->day[row], NONE};
    if (by->tail != NONE)
        d->groups[by->tail].next = *groups;
    by->head = by->head == NONE ? *groups : by->head;
    by->tail = (*groups)++;
}

static void make_room(ind_dedupe *d, size_t count) {
    if (d->entity_capacity >= count)
        return;
    d->entity_capacity = count;
    d->alike = ind_realloc(d->alike, count * sizeof *d->alike);
    d->kind = ind_realloc(d->kind, count * sizeof *d->kind);
    d->of = ind_realloc(d->of, count * sizeof *d->of);
    d->order = ind_realloc(d->order, count * sizeof *d->order);
    d->other = ind_realloc(d->other, count * sizeof *d->other);
}

void ind_dedupe_run(ind_dedupe *d, const ind_events *events, size_t at, size_t from, size_t to,
                    const uint8_t *takes_part, uint8_t *merged) {
    size_t groups = 0;
    make_room(d, to - from);
    memset(merged + from, false, to - from);
    ind_row_keys_group(&d->by, from, to, d->alike);
    ind_row_keys_group(&d->both, from, to, d->kind);
    for (size_t i = 0; i < to - from; i++)
        d->of[i] = (alike_rows){NONE, NONE, NONE};
    d->untold += count_untold(d, from, to, takes_part);
    size_t count = list_rows(d, from, to, takes_part);
    sort(d, events, at, d->order, count);
    for (size_t i = 0; i < count; i++) {
        size_t row = d->order[i], g = group_for(d, from, row);
        d->next[row] = NONE;
        if (g == NONE) {
            begin_group(d, &groups, from, row);
            continue;
        }
        group *joined = &d->groups[g];
        merged[d->keep_last ? joined->last : row] = true;
        d->next[joined->last] = row;
        joined->last = row;
        joined->day = d->chain ? d->day[row] : joined->day;
    }
}

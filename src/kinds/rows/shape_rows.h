/* shape_rows.h - what shape.c, shape_rows.c and shape_once.c share: the rows of some entities, and which of them are
 * chosen.  Private to them. */
#ifndef IND_SHAPE_ROWS_H
#define IND_SHAPE_ROWS_H

#include "kinds/rows/dedupe.h"
#include "kinds/rows/item_values.h"
#include "kinds/rows/shape.h"

/* Rows that are alike in some columns. */
typedef struct {
    ind_row_keys keys;
    size_t *first; /* by event - AT: the first event that is alike; SIZE_MAX: it cannot be told */
} ind_row_groups;

struct ind_row_shape {
    const ind_kind_context *context;
    const ind_events *feeds; /* of the part at hand */
    bool each, folds, takes_one, takes_last;
    int64_t look_back; /* months; 0: once in each period */
    /* rows of the entities at hand, by event - AT */
    ind_selection rows;
    const ind_vector *slots;  /* of the rows at hand */
    ind_vector *own_slots;    /* where they are the events as they stand */
    ind_entity_row *gathered; /* where conditions are about a period: the rows as units */
    ind_dedupe *dedupe;
    ind_item_values *items;
    ind_row_groups take_from; /* takes_one: one of these is taken */
    ind_row_groups fold_by;   /* folds: units of these are taken as one */
    ind_eval *date;           /* period.date; NULL: not given */
    bool *unit_column;        /* with items, by column of the feed: it is read of the unit */
    int64_t differ;           /* entities of which rows differ in such a column */
    int64_t untold;           /* rows that cannot be told from others, or have no order */
    size_t at, capacity;
    uint8_t *stays;  /* after where and dedupe */
    uint8_t *chosen; /* once_per takes it; then for a step */
    size_t *latest;  /* by take_from.first - AT: the one that is taken so far */
    int32_t *day;    /* of the period */
    /* units made of them */
    ind_row_unit *units;
    uint32_t *told;
    size_t unit_count, unit_capacity;
    ind_gather *gather;
    ind_row_pass pass;
};

void ind_shape_rows_open(ind_row_shape *s);
void ind_shape_rows_close(ind_row_shape *s);
ind_gather *ind_shape_gather(ind_row_shape *s); /* BORROWED */
void ind_shape_rows_begin(ind_row_shape *s);    /* of a part */
/* Which rows of the entities FIRST..END-1 stay; PERIOD: number of the one that conditions are about; -1: none. */
void ind_shape_rows_choose(ind_row_shape *s, size_t first, size_t end, int32_t period);
/* Which of them are alike, where one of those is taken or they are folded. */
void ind_shape_rows_alike(ind_row_shape *s, size_t first, size_t end);
/* Which of them once_per takes, of those in the days FROM..TO (IND_NULL_DATE: whatever their day). */
void ind_shape_rows_once(ind_row_shape *s, size_t first, size_t end, int32_t from, int32_t to, bool counted);

#endif

/* order.h - columns of a row whose days come one after the other: born, admitted, discharged, dead; and none of them
 * after the day when the data were taken out. */
#ifndef IND_ORDER_H
#define IND_ORDER_H

#include "cells/delivery_reach.h"
#include "data/tables/read_table.h"

typedef enum {
    IND_ORDER_DAYS,   /* BEFORE is not later than AFTER */
    IND_ORDER_LATEST, /* BEFORE is not later than LIMIT */
    IND_ORDER_OPEN    /* where AFTER is not known, BEFORE is not earlier than LIMIT */
} ind_order_kind;

typedef struct {
    ind_order_kind kind;
    size_t before, after;             /* columns */
    int32_t limit;                    /* a day */
    const char *rule, *column, *what; /* of the finding */
} ind_order_pair;

/* The pairs of DATASET whose columns are both there: COLUMN gives the number of the column of a field, by the foreign
 * key (below zero: its own) and the field's name; -1: not there.  DELIVERIES tell when the data were taken out.  In
 * ARENA. */
size_t ind_order_plan(ind_arena *arena, const ind_dataset *dataset, const ind_deliveries *deliveries,
                      ptrdiff_t (*column)(const void *context, int foreign_key, ind_str field), const void *context,
                      ind_order_pair **pairs);
/* Count the rows of BATCH, whose columns are COLUMNS, that break a pair. */
void ind_order_check(const ind_order_pair *pairs, size_t count, const ind_vector *columns, const ind_batch *batch,
                     ind_findings *findings);

#endif

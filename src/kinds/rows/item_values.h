/* item_values.h - named values that the rows of an entity have between them ("items"). */
#ifndef IND_ITEM_VALUES_H
#define IND_ITEM_VALUES_H

#include "kinds/rows/row_keys.h"
#include "kinds/rows/rows.h"

typedef struct ind_item_values ind_item_values;
ind_item_values *ind_item_values_open(const ind_measure *measure); /* OWNED by the caller; NULL: there are none */
void ind_item_values_close(ind_item_values *items);                /* NULL is fine */
/* What the rows FROM..FROM+N-1 of those at hand, of ROOM in all, have to say. */
void ind_item_values_set(ind_item_values *items, const ind_vector *slots, size_t from, size_t n, size_t room);
/* The items of unit number UNIT, which has the rows FROM..TO-1, of those that take part; ROOM units in all. */
void ind_item_values_make(ind_item_values *items, size_t unit, size_t from, size_t to, const uint8_t *takes_part,
                          size_t room);
/* Those of the units from UNIT on, a vector an item; BORROWED until the next is made. */
const ind_vector *ind_item_values_of(ind_item_values *items, size_t unit);
/* Units of which rows gave one item two values; rows that were chosen for two items that take one only. */
int64_t ind_item_values_torn(const ind_item_values *items);
int64_t ind_item_values_shared(const ind_item_values *items);
void ind_item_values_merge(ind_item_values *to, const ind_item_values *from);

#endif

/* timeline.h - events of many entities, collected in any order and then followed one entity at a time.
 *
 * An event is a row of typed columns.  The first columns are the sort key, in order of weight;
 * after them all further columns decide, so that equal keys leave no order to chance.
 * Texts are compared by their bytes, dates and numbers by value, unknown last. */
#ifndef IND_TIMELINE_H
#define IND_TIMELINE_H

#include "base/vector.h"

typedef struct ind_timeline ind_timeline;

/* COLUMNS gives type and dictionary of each column (values unused).  Column 0 is the entity: IND_TEXT. */
ind_timeline *ind_timeline_new(const ind_vector *columns, size_t column_count);
void ind_timeline_free(ind_timeline *timeline); /* NULL is fine */
void ind_timeline_clear(ind_timeline *timeline);

/* Append the rows of COUNT for which KEEP[row] == IND_TRUE (KEEP NULL: all).  Rows without entity (null) are left out.
 * COLUMNS has one vector per column, with the types and dictionaries given at the start. */
void ind_timeline_add(ind_timeline *timeline, const ind_vector *columns, size_t count, const uint8_t *keep);

/* Add all events of FROM (same columns; other dictionaries are translated by text).  Neither is sorted yet. */
void ind_timeline_absorb(ind_timeline *timeline, const ind_timeline *from);

/* Sort.  No more events after this until cleared. */
void ind_timeline_sort(ind_timeline *timeline);
size_t ind_timeline_events(const ind_timeline *timeline);
const ind_vector *ind_timeline_columns(const ind_timeline *timeline); /* sorted; BORROWED */
size_t ind_timeline_entities(const ind_timeline *timeline);
/* Entity E has the events START[E] .. START[E+1]-1; entities are in order of their dictionary code. */
const size_t *ind_timeline_starts(const ind_timeline *timeline);
/* First event of the entity with this code, or SIZE_MAX; *COUNT its events. */
size_t ind_timeline_find(const ind_timeline *timeline, uint32_t entity, size_t *count);

#endif

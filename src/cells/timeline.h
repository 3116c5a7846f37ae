/* timeline.h - events of many entities, collected in any order and then followed one entity at a time.
 *
 * An event is a row of typed columns.  The first columns are the sort key, in order of weight;
 * after them all further columns decide, so that equal keys leave no order to chance.
 * Texts are compared by their bytes, dates and numbers by value, unknown last.
 *
 * Entities are dealt out to parts: by their number, or, if nobody needs numbers, by a hash of their text, which saves
 * the numbering.  A part is small enough for the processor's cache while it is sorted and followed, and threads may
 * take different parts at the same time.
 */
#ifndef IND_TIMELINE_H
#define IND_TIMELINE_H

#include "base/text_key.h"
#include "base/vector.h"

enum { IND_TIMELINE_PART_BITS = 6, IND_TIMELINE_PARTS = 1 << IND_TIMELINE_PART_BITS };

typedef struct ind_timeline ind_timeline;

/* A sorted part.  Entity E has the events STARTS[E] .. STARTS[E+1]-1; entities that have numbers are in their order. */
typedef struct {
    const ind_vector *columns;
    size_t events, entities;
    size_t alike;         /* of the column that is named: see ind_event_names_number */
    const size_t *starts; /* ENTITIES + 1 */
    /* By entity, if they have no numbers and are looked for; they are in order of so many bits of their hash behind
     * those that say in which part they are.  NULL: none. */
    const ind_text_key *keys;
    int key_bits;
} ind_timeline_part;

typedef struct {
    const ind_vector *columns; /* type and dictionary of each (values unused); column 0 is the entity: IND_TEXT */
    size_t column_count;
    const size_t *same; /* by column: the first one that always has the same values; NULL: each its own */
    bool by_text;       /* entities come as texts, and have no numbers: column 0 has no values */
    bool keeps_keys;    /* ... but are looked for */
    size_t named; /* a column that comes as texts, and whose codes tell them apart within an entity only: 1, 2, ...
                     by each; it has a dictionary that does not know them.  0: none */
} ind_timeline_shape;

ind_timeline *ind_timeline_new(const ind_timeline_shape *shape);
void ind_timeline_free(ind_timeline *timeline); /* NULL is fine */
void ind_timeline_clear(ind_timeline *timeline);

/* Append COUNT of the rows.  Those without entity are left out.  COLUMNS has one vector per column, with the types and
 * dictionaries given at the start.  TEXTS: those of the entities by row, and NAMES: those of the column that is named,
 * if they come so (data NULL: none). */
void ind_timeline_add(ind_timeline *timeline, const ind_vector *columns, const ind_str *texts, const ind_str *names,
                      const uint32_t *rows, size_t count);

/* Take over all events of FROM, which is empty then.  Same columns and the same dictionary of entities; codes of other
 * dictionaries are translated by their texts.  Neither is sorted yet. */
void ind_timeline_absorb(ind_timeline *timeline, ind_timeline *from);

size_t ind_timeline_events(const ind_timeline *timeline);
const ind_vector *ind_timeline_columns(const ind_timeline *timeline); /* types and dictionaries; no values */

/* Part NUMBER, sorted the first time it is asked for; BORROWED until it is dropped. */
const ind_timeline_part *ind_timeline_sort(ind_timeline *timeline, unsigned number);
void ind_timeline_drop(ind_timeline *timeline, unsigned number); /* its events have done their work */

/* Part NUMBER, which has been sorted. */
const ind_timeline_part *ind_timeline_sorted(const ind_timeline *timeline, unsigned number);

/* timeline_find.c.  The sorted part that the entity with this number is in; *FIRST and *COUNT: its events there, COUNT
 * 0 for none. */
const ind_timeline_part *ind_timeline_find(const ind_timeline *timeline, uint32_t entity, size_t *first, size_t *count);
/* The same where entities are asked for in their order, part by part: *AT, which begins with 0, is where the last one
 * was, and the next one is near. */
const ind_timeline_part *ind_timeline_find_next(const ind_timeline *timeline, uint32_t entity, size_t *at,
                                                size_t *first, size_t *count);
/* The same for an entity of another timeline, both of which keep their keys. */
const ind_timeline_part *ind_timeline_find_key(const ind_timeline *timeline, const ind_text_key *entity, size_t *at,
                                               size_t *first, size_t *count);

#endif

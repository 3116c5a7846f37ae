/* gather.h - episodes, windows and respondents laid out as rows, so that expressions can be evaluated on them.
 *
 * Timeline kinds judge entities in the entity scope (first.x, last.x, start, end) or, for surveys,
 * in the row scope of an entity's first row. */
#ifndef IND_GATHER_H
#define IND_GATHER_H

#include "base/plain.h"
#include "kinds/common/selection.h"

enum { IND_GATHER_ROWS = IND_AT_A_TIME(4096), IND_NO_END = INT32_MAX };

typedef struct {
    size_t first, last;             /* events */
    int32_t start, end;             /* days; end IND_NO_END: unknown */
    int32_t period;                 /* number in the calendar, -1: none */
    int32_t window_from, window_to; /* days; of kinds that have windows */
} ind_entity_row;

/* More than the greatest code of the role in the part at hand, be it a number of a dictionary or of an entity's own. */
size_t ind_codes_of_role(const ind_events *events, unsigned role);

/* Slots of a scope of single events: OWNED by the caller (free), and pointing to the events from FROM on. */
ind_vector *ind_event_slots_new(const ind_measure *measure, ind_scope_kind scope);
void ind_event_slots(const ind_measure *measure, ind_scope_kind scope, const ind_events *events, size_t from,
                     ind_vector *slots);

typedef struct ind_gather ind_gather;
/* EVENTS: of any part, for the dictionaries of the columns. */
ind_gather *ind_gather_new(const ind_measure *measure, ind_scope_kind scope, const ind_events *events,
                           const ind_calendar *calendar);
/* Columns of MEASURE's first feed that are looked up in each period; NULL: none. */
void ind_gather_look_up(ind_gather *gather, const ind_measure *measure, const ind_period_column *columns);
void ind_gather_free(ind_gather *gather);
/* Values of items for the rows to come, a vector an item; BORROWED. */
void ind_gather_items(ind_gather *gather, const ind_vector *items);
/* Slots of COUNT <= IND_GATHER_ROWS rows of EVENTS; ROWS points to the first, STRIDE bytes apart.  BORROWED until the
 * next run. */
const ind_vector *ind_gather_run(ind_gather *gather, const ind_events *events, const ind_entity_row *rows,
                                 size_t stride, size_t count);

#endif

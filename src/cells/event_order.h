/* event_order.h - which row of a timeline comes where. */
#ifndef IND_EVENT_ORDER_H
#define IND_EVENT_ORDER_H

#include "base/text_key.h"
#include "base/vector.h"

typedef struct {
    uint32_t *rows; /* the row that comes first, second, ...; OWNED by the caller */
    size_t *starts; /* ENTITIES + 1 places in ROWS where an entity begins; OWNED by the caller */
    size_t entities;
    int bits; /* with keys: of the hash, behind those that are alike, by which entities are ordered */
} ind_event_order;

/* What decides between the events of an entity: the first column, or else the next. */
typedef struct {
    const ind_vector *columns;
    size_t count;
    size_t named; /* of COLUMNS: its values are names (event_names.h); COUNT: none */
} ind_event_columns;

/* Entities in order of their codes; the events of each in order of COLUMNS.  COUNT < UINT32_MAX.  The lowest ALIKE bits
 * of all codes are the same. */
ind_event_order ind_event_order_by_code(const uint32_t *codes, const ind_event_columns *columns, size_t count,
                                        int alike);
/* The same with the keys of entities, which come in order of some bits of their hash.  The highest ALIKE bits of their
 * hashes are the same. */
ind_event_order ind_event_order_by_key(const ind_text_key *keys, const ind_event_columns *columns, size_t count,
                                       int alike);

#endif

/* event_order.h - which row of a timeline comes where. */
#ifndef IND_EVENT_ORDER_H
#define IND_EVENT_ORDER_H

#include "base/vector.h"

typedef struct {
    uint32_t *rows; /* the row that comes first, second, ...; OWNED by the caller */
    size_t *starts; /* ENTITIES + 1 places in ROWS where an entity begins; OWNED by the caller */
    size_t entities;
} ind_event_order;

/* Order by the code in column 0, then by the values of columns 1, 2, ...  COUNT < UINT32_MAX.  The lowest ALIKE bits of
 * all codes are the same. */
ind_event_order ind_event_order_of(const ind_vector *columns, size_t column_count, size_t count, int alike);

#endif

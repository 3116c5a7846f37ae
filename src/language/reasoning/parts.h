/* parts.h - one condition on one row, part by part: which were true, and the values that they read.
 *
 * The parts are those of the compiled expression, evaluated as always; nothing is parsed or decided anew. */
#ifndef IND_LANGUAGE_PARTS_H
#define IND_LANGUAGE_PARTS_H

#include "language/tree/node.h"

/* A value that a part read: of a slot, or worked out from slots, as the age is in "age(born, day) >= 65". */
typedef struct {
    size_t start, end; /* bytes of the text; of a slot inside a derived column, those of the column's name */
    bool is_slot;
    uint32_t slot;
    const uint32_t *reads; /* slots that it is worked out from; itself, if it is one */
    size_t read_count;
    ind_type type;
    ind_value value; /* texts live in the arena */
} ind_part_value;

typedef enum { IND_PART_AND, IND_PART_OR, IND_PART_NOT, IND_PART_LEAF } ind_part_kind;

typedef struct ind_part {
    ind_part_kind kind;
    size_t start, end; /* bytes of the text */
    uint8_t truth;     /* IND_FALSE, IND_TRUE, IND_UNKNOWN */
    const struct ind_part *items;
    size_t count;
    const ind_part_value *values; /* of a leaf: the slots in order of appearance, then what is worked out from them */
    size_t value_count;
} ind_part;

/* EXPR is a condition; SLOTS as for ind_eval_run, SLOT_COUNT of them.  Lives in ARENA. */
const ind_part *ind_expr_parts(ind_arena *arena, const ind_expr *expr, const ind_vector *slots, size_t slot_count,
                               size_t row);

#endif

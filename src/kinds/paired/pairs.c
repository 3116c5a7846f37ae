/* pairs.c - a pair joins those that are counted: its change is known where both of its values are. */
#include "kinds/paired/paired.h"

void ind_paired_add(ind_paired *p, uint32_t unit, const ind_entity_row *row, ind_pair_value before,
                    ind_pair_value after) {
    size_t number;
    ind_person *person = ind_persons_add(&p->persons, unit, &number);
    if (2 * number + 2 > p->side_capacity)
        p->sides = ind_grow(p->sides, 2 * number + 1, &p->side_capacity, sizeof *p->sides);
    p->sides[2 * number] = before;
    p->sides[2 * number + 1] = after;
    bool both = before.is == FOUND && after.is == FOUND;
    *person = (ind_person){.row = *row, .value = both ? after.value - before.value : (double)NAN, .rows = 2, .kept = 2};
    p->units++;
    p->pairs += both;
    p->contradictory += before.is == CONTRADICTORY || after.is == CONTRADICTORY;
}

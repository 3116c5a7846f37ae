/* mutant_list.c - changes of a definition, as a list. */
#include "proof/prove.h"

void ind_mutants_add(ind_mutants *mutants, ind_mutant mutant) {
    mutant.nth = 1;
    for (size_t i = 0; i < mutants->count; i++) {
        const ind_mutant *m = &mutants->items[i];
        mutant.nth +=
            strcmp(m->at, mutant.at) == 0 && ind_str_equal(m->from, mutant.from) && ind_str_equal(m->to, mutant.to);
    }
    mutants->items =
        ind_arena_grow(mutants->arena, mutants->items, mutants->count, &mutants->capacity, sizeof *mutants->items);
    mutants->items[mutants->count++] = mutant;
}

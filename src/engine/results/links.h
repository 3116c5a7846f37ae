/* links.h - which cells are part of which: those of one split of those of another, and of one grain of a longer one.
 *
 * A split is part of another if each of its groups is a group of that, or known from one: the county from the kommun.
 * Grains are linked where months add up: who is counted once in each period may be in another stratum of the longer
 * one, or be met there and not here, so that its parts say nothing of it.  Which cell lies in which is told by the fine
 * cells that both are made of, so that it is right in every period. */
#ifndef IND_LINKS_H
#define IND_LINKS_H

#include "engine/results/roll_up.h"

/* Every link between two of the splits, and between two grains of one, goes to TO->link. */
void ind_links_find(const ind_roll *rolls, size_t count, const ind_result_taker *to);

#endif

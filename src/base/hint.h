/* hint.h - "the closest is 'personal_id'": the nearest of a set of names. */
#ifndef IND_HINT_H
#define IND_HINT_H

#include "indikator/text.h"

/* The nearest name if it is one or two edits away (one for names of at most three characters, three for
 * names over eight), else an empty text.  Of equally near names the first offered. */
typedef struct {
    ind_str wanted, best;
    size_t distance;
} ind_hint;
ind_hint ind_hint_start(ind_str wanted);
void ind_hint_offer(ind_hint *hint, ind_str candidate);
ind_str ind_hint_best(const ind_hint *hint);

#endif

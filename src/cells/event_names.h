/* event_names.h - texts of events that are only told from each other within an entity, as those of the staff a person
 * met.  They need no dictionary: an event has the text itself, as a key, and each entity numbers its own. */
#ifndef IND_EVENT_NAMES_H
#define IND_EVENT_NAMES_H

#include "base/dict.h"
#include "base/text_key.h"

#include <stddef.h>

/* The keys of COUNT of the texts, those in ROWS; data NULL is unknown.  Long texts are kept in DICT. */
void ind_event_names_set(ind_text_key *names, const ind_str *texts, const uint32_t *rows, size_t count, ind_dict *dict);
/* Order of the texts, bytewise; unknown is last. */
int ind_event_names_compare(const ind_text_key *a, const ind_text_key *b);
/* The names of each entity as numbers 1, 2, ... in order of first appearance, IND_NULL_CODE for unknown.  Entity E has
 * the events STARTS[E] .. STARTS[E+1]-1, which are in ROWS.  *ALIKE: names that differ from
 * another of their entity only in the way they are written.  OWNED by the caller. */
uint32_t *ind_event_names_number(const ind_text_key *names, const uint32_t *rows, const size_t *starts, size_t entities,
                                 size_t *alike);

#endif

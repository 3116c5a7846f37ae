/* relations.h - "require" and "exclude_if", and "numerator_all" and "numerator_any" of a share: the rows that a unit's
 * entity has in other datasets, held against a span of days of the unit. */
#ifndef IND_RELATIONS_H
#define IND_RELATIONS_H

#include "kinds/common/gather.h"

/* Steps of a kind, the second right after the first. */
#define IND_RELATION_STEPS(require, exclude_if)                                                                        \
    [require] = {.path = "require", .effect = IND_STEP_IN, .only = "", .unknowns = true}, [exclude_if] = {             \
                                                                                              .path = "exclude_if",    \
                                                                                              .effect = IND_STEP_OUT,  \
                                                                                              .only = "",              \
                                                                                              .unknowns = true}

typedef struct ind_relations ind_relations;
/* OWNED by the caller; NULL where the measure has none. */
ind_relations *ind_relations_open(const ind_kind_context *context);
void ind_relations_close(ind_relations *relations); /* NULL is fine */

/* The rules of both steps, for the block of SELECTION: SLOTS of its units, of the unit's scope; ROWS points to the
 * first of them, STRIDE bytes apart.  An entity or a day that is not known makes an answer unknown. */
void ind_relations_ask(ind_relations *relations, ind_selection *selection, size_t require, const ind_vector *slots,
                       const ind_events *feeds, const ind_entity_row *rows, size_t stride);

/* The same of what a share is of. */
bool ind_relations_of_numerator(const ind_measure *measure);
ind_relations *ind_relations_open_numerator(const ind_kind_context *context); /* OWNED; NULL: there are none */
/* TRUTH of each unit of the block, and all of "numerator_all", and any of "numerator_any". */
void ind_relations_narrow(ind_relations *relations, const ind_selection *selection, const ind_vector *slots,
                          const ind_events *feeds, const ind_entity_row *rows, size_t stride, uint8_t *truth);

/* Rules across the keys of relations that the table of parameters cannot say.  OWN: so many columns tell whose rows the
 * measure counts. */
ind_status ind_relations_check(const ind_measure *measure, size_t own, ind_diag *diag);

#endif

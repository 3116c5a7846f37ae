/* dedupe.h - rows of several sources about the same event, merged into one. */
#ifndef IND_DEDUPE_H
#define IND_DEDUPE_H

#include "kinds/rows/row_keys.h"
#include "kinds/rows/rows.h"

typedef struct ind_dedupe ind_dedupe;
ind_dedupe *ind_dedupe_open(const ind_measure *measure); /* OWNED by the caller; NULL where the measure has none */
void ind_dedupe_close(ind_dedupe *dedupe);               /* NULL is fine */
/* What the rows FROM..FROM+N-1 of those at hand, of ROOM in all, have in its columns. */
void ind_dedupe_set(ind_dedupe *dedupe, const ind_vector *slots, size_t from, size_t n, size_t room);
/* Rows that took part, and lacked what tells whether they are the same event as another. */
int64_t ind_dedupe_untold(const ind_dedupe *dedupe);
void ind_dedupe_merge(ind_dedupe *to, const ind_dedupe *from);
/* The rows FROM..TO-1 of one entity, of which TAKES_PART do: MERGED[row] is true for each that another row stands for.
 * Row 0 is event AT of EVENTS.
 *
 * In order of their day, then of the primary key, a row joins the earliest group that began (or, in a chain, went on)
 * at most so many days before it, unless it is of a source that the group has already. */
void ind_dedupe_run(ind_dedupe *dedupe, const ind_events *events, size_t at, size_t from, size_t to,
                    const uint8_t *takes_part, uint8_t *merged);

#endif

/* doubled_quotes.h - fields that are quoted by the rules and hold quotes, which are written twice. */
#ifndef IND_DOUBLED_QUOTES_H
#define IND_DOUBLED_QUOTES_H

#include "base/memory.h"
#include "data/text/csv_fast.h"

/* Add to OUT those of the block's doubled quotes that stand in a column which is read: COLUMNS[c] for c below COUNT. */
void ind_doubled_quotes_find(const ind_index *index, const ind_places *doubled, const bool *columns, size_t count,
                             ind_places *out);

/* FIELD, which stood in quotes, with one quote for two.  Appended to OUT if it has any, which needs room for it: what
 * was appended before must not move. */
ind_str ind_single_quotes(ind_str field, ind_buffer *out);

#endif

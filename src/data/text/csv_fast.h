/* csv_fast.h - the structural index of one block: where each field and each record ends. */
#ifndef IND_CSV_FAST_H
#define IND_CSV_FAST_H

#include "data/text/blocks.h"

/* Record I ends at BREAKS[I] and begins behind the end of the one before.  ENDS holds the ends of all fields of all
 * records; the last field of a record ends at its break.  Blank lines are records here, of one blank field. */
typedef struct {
    uint32_t *ends; /* ends[-1] + 1 is where the first field begins, like all others */
    size_t end_count;
    uint32_t *breaks;
    size_t record_count;
    uint32_t *room; /* OWNED, as is BREAKS */
    size_t capacity;
} ind_index;

void ind_index_build(ind_index *index, const ind_block *block);
void ind_index_free(ind_index *index);

/* Where the field begins whose end is *END; behind a CRLF the LF is left out. */
static inline uint32_t ind_field_start(const char *text, const uint32_t *end) {
    uint32_t start = end[-1] + 1;
    return start + (text[start] == '\n' && start > 0 && text[start - 1] == '\r'); /* what is rare is asked first */
}

#endif

/* blocks.h - text in blocks of whole records.
 *
 * A block begins where a record begins, ends where one ends, and knows its first line; so it can be read without
 * knowing the blocks before it, by any thread.  Any number of threads may ask for blocks at a time. */
#ifndef IND_BLOCKS_H
#define IND_BLOCKS_H

#include "base/memory.h"
#include "data/text/quotes.h"
#include "indikator/diagnostics.h"

typedef struct {
    ind_str text;       /* whole records, the last one with its line end; IND_MASK_PAD blanks behind it */
    size_t start;       /* of the first record, below 64; blanks before it */
    uint64_t line;      /* physical line that it begins on */
    ind_masks masks;    /* of TEXT; a CRLF is one break, its CR */
    ind_places odd;     /* a place in every record with quotes that are not simple (see quotes.h) or with NUL */
    ind_places doubled; /* the doubled quotes in the others */
    char *buffer;       /* OWNED, as are MASKS, ODD and DOUBLED; used again for the next block */
    size_t front;       /* bytes of it for the beginning of a record whose end is read later */
} ind_block;

void ind_block_free(ind_block *block);

typedef struct ind_blocks ind_blocks;

typedef struct {
    char separator;
    size_t record_limit; /* text in which no record ends within this many bytes is left over */
    ind_str first;       /* text to begin with, BORROWED */
    uint64_t line;       /* that it is on */
    size_t piece_room;
    /* Write the next piece of text, cut anywhere, to TO, the start of a page with PIECE_ROOM bytes; LENGTH 0 is
     * the end.  Called by one thread at a time. */
    ind_status (*more)(void *context, char *to, size_t *length);
    void *context;
} ind_blocks_options;

ind_blocks *ind_blocks_new(const ind_blocks_options *options); /* OWNED by the caller */
void ind_blocks_free(ind_blocks *blocks);                      /* NULL is fine */

/* The next block, in any BLOCK that is free.  *GIVEN is false when there are no more. */
ind_status ind_blocks_next(ind_blocks *blocks, ind_block *block, bool *given);
/* No more blocks for anyone. */
void ind_blocks_stop(ind_blocks *blocks);

/* After the last block: the start of a record whose end was not in sight, because the input ends or the record limit
 * was passed; what "more" still gives follows it.  BORROWED from BLOCKS.  LINE: that it is on. */
ind_str ind_blocks_rest(const ind_blocks *blocks, uint64_t *line);

#endif

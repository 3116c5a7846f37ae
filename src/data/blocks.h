/* blocks.h - text in blocks of whole records.
 *
 * A block begins where a record begins, ends where one ends, and knows its first line; so it can be read without
 * knowing the blocks before it, by any thread.  Cutting them is one thread's work. */
#ifndef IND_BLOCKS_H
#define IND_BLOCKS_H

#include "base/memory.h"
#include "data/quotes.h"
#include "indikator/diagnostics.h"

typedef struct {
    ind_str text;    /* whole records, the last one with its line end; IND_MASK_PAD blanks behind it */
    uint64_t line;   /* physical line that TEXT begins on */
    ind_masks masks; /* of TEXT; a CRLF is one break, its CR */
    ind_places odd;  /* a place in every record with quotes that are not simple (see quotes.h) or with NUL */
    char *buffer;    /* OWNED, as are MASKS and ODD; used again for the next block */
    size_t capacity;
} ind_block;

void ind_block_free(ind_block *block);

typedef struct ind_blocks ind_blocks;

typedef struct {
    char separator;
    size_t record_limit; /* where no record ends within this many bytes, the text is handed on as it is */
    ind_str first;       /* text to begin with, BORROWED until the first call */
    uint64_t line;       /* that it is on */
    /* The next piece of text, cut anywhere, BORROWED until the next call; empty: the end. */
    ind_status (*more)(void *context, ind_str *piece);
    void *context;
} ind_blocks_options;

ind_blocks *ind_blocks_new(const ind_blocks_options *options); /* OWNED by the caller */
void ind_blocks_free(ind_blocks *blocks);                      /* NULL is fine */

/* The next block, in any BLOCK that is free.  *WHOLE is false once, and then it is the last call: TEXT is
 * the start of a record whose end is not in sight (because the input ends, or the record limit is passed), and
 * what "more" still gives follows it. */
ind_status ind_blocks_next(ind_blocks *blocks, ind_block *block, bool *whole);

#endif

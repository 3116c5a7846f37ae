/* inflate.h - gzip and zstd data to plain bytes, piece by piece, in constant memory.
 *
 * Knows nothing of files: bytes go in, bytes come out.  Members of gzip and frames of zstd that follow each other
 * are one stream, as the tools that made them have it.  Belongs to one thread. */
#ifndef IND_INFLATE_H
#define IND_INFLATE_H

#include "indikator/text.h"

#include <stdbool.h>

typedef enum { IND_NOT_PACKED, IND_GZIP, IND_ZSTD } ind_packing;

ind_packing ind_packing_of(ind_str head);          /* by the first bytes of a file, whatever its name */
const char *ind_packing_name(ind_packing packing); /* "gzip", "zstd" */

typedef struct ind_inflate ind_inflate;
ind_inflate *ind_inflate_new(ind_packing packing); /* OWNED by the caller */
void ind_inflate_free(ind_inflate *stream);        /* NULL is fine */

/* Take bytes off the front of *IN and write at most CAPACITY bytes to OUT; *LENGTH says how many.  *LENGTH below
 * CAPACITY: *IN is used up, and more is wanted.  NULL, or what is wrong with the data, for a message. */
const char *ind_inflate_run(ind_inflate *stream, ind_str *in, char *out, size_t capacity, size_t *length);
bool ind_inflate_is_whole(const ind_inflate *stream); /* may the input end here? */

#endif

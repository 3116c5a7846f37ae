/* content_hash.h - one number for what a JSON report says.
 *
 * XXH3-128 over the text as it is written, once for all that stands before the measures and once for each measure; then
 * over these, in order.  Threads can make them apart.  It finds a changed report, not a forgery.  A report that was
 * laid out anew is written once more to compare (report/open.c). */
#ifndef IND_FIGURES_CONTENT_HASH_H
#define IND_FIGURES_CONTENT_HASH_H

#include "indikator/text.h"

#include <stdint.h>

typedef struct {
    uint64_t words[2];
} ind_content_digest;

/* Of a piece of text that is made bit by bit; OWNED by the caller. */
typedef struct ind_content ind_content;
ind_content *ind_content_new(void);
void ind_content_add(ind_content *content, ind_str json); /* the next bytes of the text */
ind_content_digest ind_content_end(ind_content *content); /* and free */

enum { IND_CONTENT_HASH = 44 };
/* "xxh128:" and 32 hex digits, of COUNT digests. */
/* Of a text by itself. */
void ind_content_text(ind_str text, char out[IND_CONTENT_HASH]);
void ind_content_hash(const ind_content_digest *digests, size_t count, char out[IND_CONTENT_HASH]);

#endif

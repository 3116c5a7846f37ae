/* alike.h - two writings of one word or one identifier. */
#ifndef IND_ALIKE_H
#define IND_ALIKE_H

#include "base/memory.h"

#include <stdint.h>

/* TEXT without letter case and without the marks of å ä ö é, appended to OUT. */
void ind_alike_word(ind_str text, ind_buffer *out);
bool ind_alike_words(ind_str a, ind_str b);

/* The form that all writings of an identifier have in common, appended to OUT: as ind_alike_word, and without blanks,
 * hyphens, underscores, dots, apostrophes, invisible signs, the ="..." of spreadsheets, a trailing ".0" and leading
 * zeros. */
void ind_alike_id(ind_str text, ind_buffer *out);

/* Can two of some identifiers be alike at all?  A cheap answer before the dear one: "no" is certain. */
typedef struct {
    uint64_t lower, upper, marks; /* not zero: some identifier has them */
    size_t shortest, longest;     /* bytes; 0 and 0: none seen */
} ind_alike_style;
void ind_alike_look(ind_alike_style *style, ind_str text);
static inline bool ind_alike_possible(const ind_alike_style *style) {
    return (style->lower != 0 && style->upper != 0) || (style->marks != 0 && style->shortest != style->longest);
}

/* How many of COUNT different identifiers are alike to another one; FORMS: the hash of the form of each, in any order,
 * and in another one afterwards. */
uint64_t ind_alike_hash(ind_str text, ind_buffer *scratch);
size_t ind_alike_count(uint64_t *forms, size_t count);

#endif

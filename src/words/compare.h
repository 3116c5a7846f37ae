/* compare.h - what changed between two definitions, clause by clause, in words.
 *
 * Both are told in sentences; a clause whose sentence differs is a change, and so is any value of the JSON that
 * differs although no sentence does. */
#ifndef IND_WORDS_COMPARE_H
#define IND_WORDS_COMPARE_H

#include "indikator/compare.h"
#include "words/sentences.h"

typedef struct {
    const char *section;                      /* title */
    const char *key;                          /* as in ind_words_item */
    const char *before, *after;               /* NULL: there is none */
    const ind_json *before_node, *after_node; /* may be NULL */
    bool logic;                               /* can change a figure */
} ind_change;

typedef struct {
    const ind_measure *before, *after;
    bool english;
    ind_change *items; /* those of the computation first */
    size_t count, room;
} ind_changes;

ind_changes *ind_words_compare(ind_arena *arena, ind_catalogue *catalogue, const ind_measure *before,
                               const ind_measure *after, bool english);

#endif

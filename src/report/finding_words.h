/* finding_words.h - what is wrong in data, said in Swedish.
 *
 * Findings are facts of one line in English wherever they are made, printed on a terminal or written for a machine.  A
 * page for people says them in its own language: each sentence stands here in both, with a hole for every value. */
#ifndef IND_FINDING_WORDS_H
#define IND_FINDING_WORDS_H

#include "base/memory.h"

typedef struct {
    const char *rule, *en, *sv; /* EN: "{}" is a value; SV: "{1}" is the first of them */
} ind_finding_words;

extern const ind_finding_words ind_all_finding_words[]; /* ends with a rule that is NULL */

/* The Swedish of what RULE says; NULL: it has none.  In ARENA. */
const char *ind_finding_in_swedish(ind_arena *arena, const char *rule, const char *message);

#endif

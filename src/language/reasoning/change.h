/* change.h - the text with one thing about it changed. */
#ifndef IND_LANGUAGE_CHANGE_H
#define IND_LANGUAGE_CHANGE_H

#include "language/tree/tree.h"

typedef struct {
    size_t start, end; /* bytes of the text that are changed; the place for messages */
    ind_str from, to;  /* what is there and what stands instead; TO empty: dropped */
    ind_str text;      /* the whole, changed; lives in the arena */
} ind_expr_change;
/* Calls EACH, from left to right: = and <>, < and <=, > and >=, and and or exchanged; not dropped, or put after "is"
 * and before "in"; true and false; constants one step up and down; items of in (...) dropped; first. and last. */
void ind_expr_changes(ind_arena *arena, ind_str text, void (*each)(void *context, const ind_expr_change *change),
                      void *context);

#endif

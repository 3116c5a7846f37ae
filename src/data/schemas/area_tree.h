/* area_tree.h - which areas there are and what is part of what, by the hierarchies of several codelists.
 *
 * Codes of all levels stand side by side: "0480" lies in "04".  A code that has changed its whole lies where its last
 * row says.  A tree that is NULL knows no areas. */
#ifndef IND_AREA_TREE_H
#define IND_AREA_TREE_H

#include "data/schemas/codelist.h"

typedef struct ind_area_tree ind_area_tree;

ind_area_tree *ind_area_tree_new(ind_arena *arena); /* lives there */
/* The codes of a codelist and all that they are part of; nothing if it declares no hierarchy, or is there
 * already.  The list is BORROWED. */
void ind_area_tree_add(ind_area_tree *tree, const ind_codelist *list);
void ind_area_tree_free(ind_area_tree *tree); /* what it holds outside the arena; NULL is fine */

bool ind_area_tree_is_empty(const ind_area_tree *tree);
bool ind_area_tree_has(const ind_area_tree *tree, ind_str code);
/* The greatest area that CODE is part of, by the first hierarchy; the code itself if it is part of nothing. */
ind_str ind_area_tree_whole(const ind_area_tree *tree, ind_str code);
/* Name of the column that the code is of: "kommunkod"; empty: not known. */
ind_str ind_area_tree_level(const ind_area_tree *tree, ind_str code);
/* Is CODE the area, or part of it? */
bool ind_area_tree_lies_in(const ind_area_tree *tree, ind_str code, ind_str area);

/* A code found once, to be asked many times; the tree must not change meanwhile. */
typedef struct {
    ind_str code, whole, level;
    const ind_str *wholes; /* all that it is part of; BORROWED */
    size_t count;
} ind_area;
ind_area ind_area_tree_find(const ind_area_tree *tree, ind_str code);
bool ind_area_lies_in(const ind_area *area, ind_str other); /* is it the other one, or part of it? */
/* The codes of the codelists that are part of something, as valid on some of the days. */
void ind_area_tree_parts(const ind_area_tree *tree, int32_t from, int32_t to, void (*each)(void *context, ind_str code),
                         void *context);

#endif

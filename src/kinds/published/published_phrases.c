/* published_phrases.c - what is said of rows with published values when they are explained. */
#include "kinds/published/published.h"

const ind_phrase ind_phrases_of_published[] = {
    {"in period", "prövas mot perioden", "is held against the period"},
    {"selected", "villkoret för raderna är uppfyllt", "the condition of the rows is met"},
    {"selected-", "villkoret för raderna är inte uppfyllt", "the condition of the rows is not met"},
    {"of the period", "raden gäller perioden", "the row is about the period"},
    {"of the period-", "raden gäller en annan period", "the row is about another period"},
    {"exclude unknown group", "grupperna är kända", "the groups are known"},
    {"exclude unknown group-", "utesluts: en grupp har en kod som ingen lista har",
     "excluded: a group has a code that no list has"},
    {"denominator", "är värdet i sin cell", "is the value of its cell"},
    {NULL, NULL, NULL}};

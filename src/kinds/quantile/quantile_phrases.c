/* quantile_phrases.c - what is said of rows and their values when they are explained. */
#include "kinds/quantile/quantile.h"

const ind_phrase ind_phrases_of_quantile[] = {
    {"in period", "ligger i perioden", "lies in the period"},
    {"selected", "villkoret för raderna är uppfyllt", "the condition of the rows is met"},
    {"selected-", "villkoret för raderna är inte uppfyllt", "the condition of the rows is not met"},
    {"exclude unknown value", "värdet är {value}", "the value is {value}"},
    {"exclude unknown value-", "utesluts: värdet är okänt", "excluded: the value is unknown"},
    {"denominator", "räknas bland värdena", "counts among the values"},
    {NULL, NULL, NULL}};

/* mean_phrases.c - what is said of rows and their values when they are explained. */
#include "kinds/mean/mean.h"

const ind_phrase ind_phrases_of_mean[] = {
    {"in period", "ligger i perioden", "lies in the period"},
    {"selected", "villkoret för raderna är uppfyllt", "the condition of the rows is met"},
    {"selected-", "villkoret för raderna är inte uppfyllt", "the condition of the rows is not met"},
    {"exclude unknown value or weight", "värdet är {value}", "the value is {value}"},
    {"exclude unknown value or weight-", "utesluts: värdet eller vikten är okänd",
     "excluded: the value or the weight is unknown"},
    {"denominator", "räknas i medelvärdet", "counts in the mean"},
    {NULL, NULL, NULL}};

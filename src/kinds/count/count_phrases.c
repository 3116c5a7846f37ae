/* count_phrases.c - what is said of rows that are counted when they are explained. */
#include "kinds/count/count.h"

const ind_phrase ind_phrases_of_count[] = {
    {"in period", "ligger i perioden", "lies in the period"},
    {"selected", "villkoret för det som räknas är uppfyllt", "the condition of what is counted is met"},
    {"selected-", "villkoret för det som räknas är inte uppfyllt", "the condition of what is counted is not met"},
    {"exclude unknown number", "talet som summeras är {number}", "the number that is summed is {number}"},
    {"exclude unknown number-", "utesluts: talet som summeras är okänt",
     "excluded: the number that is summed is unknown"},
    {"denominator", "räknas", "counts"},
    {"counted", "räknas", "counts"},
    {"first", "räknas; den första raden bestämmer redovisningsgrupp", "counts; the first row gives the stratum"},
    {"last", "räknas; den sista raden bestämmer redovisningsgrupp", "counts; the last row gives the stratum"},
    {NULL, NULL, NULL}};

/* ratio_phrases.c - what is said of rows and their terms when they are explained. */
#include "kinds/ratio/ratio.h"

const ind_phrase ind_phrases_of_ratio[] = {
    {"in period", "ligger i perioden", "lies in the period"},
    {"selected", "villkoret för raderna är uppfyllt", "the condition of the rows is met"},
    {"selected-", "villkoret för raderna är inte uppfyllt", "the condition of the rows is not met"},
    {"unknown term", "raden bidrar med {above} över strecket och {below} under",
     "the row gives {above} above the line and {below} below"},
    {"unknown term-", "en av termerna är okänd: {above} över strecket, {below} under",
     "one of the terms is unknown: {above} above the line, {below} below"},
    {"denominator", "räknas", "counts"},
    {NULL, NULL, NULL}};

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
    {"unknown sum", "raden bidrar till summan", "the row adds to the sum"},
    {"unknown sum-", "det som summeras är okänt", "what is summed is unknown"},
    {"denominator", "räknas", "counts"},
    {"numerator rows", "är en rad i täljarens data", "is a row of the numerator's data"},
    {"numerator where", "uppfyller villkoret för täljarens rader", "meets the condition of the numerator's rows"},
    {"numerator where-", "uppfyller inte villkoret för täljarens rader",
     "does not meet the condition of the numerator's rows"},
    {"numerator in period", "ligger i perioden", "lies in the period"},
    {"numerator", "räknas i täljaren", "counts in the numerator"},
    {NULL, NULL, NULL}};

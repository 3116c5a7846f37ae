/* proportion_phrases.c - what is said of rows in denominator and numerator when they are explained. */
#include "kinds/proportion/proportion.h"

const ind_phrase ind_phrases_of_proportion[] = {
    {"in period", "ligger i perioden", "lies in the period"},
    {"selected", "villkoret för nämnaren är uppfyllt", "the condition of the denominator is met"},
    {"selected-", "villkoret för nämnaren är inte uppfyllt", "the condition of the denominator is not met"},
    {"numerator", "villkoret för täljaren är uppfyllt", "the condition of the numerator is met"},
    {"numerator-", "villkoret för täljaren är inte uppfyllt", "the condition of the numerator is not met"},
    {"exclude outside scope", "är en av dem som ska svara", "is one of those who are to answer"},
    {"exclude outside scope-", "utesluts: är inte en av dem som ska svara i perioden",
     "excluded: is not one of those who are to answer in the period"},
    {"exclude unknown numerator", "det är känt om täljaren är uppfylld", "it is known whether the numerator is met"},
    {"exclude unknown numerator-", "utesluts: det är okänt om täljaren är uppfylld",
     "excluded: it is unknown whether the numerator is met"},
    {"exclude unknown weight", "vikten är känd", "the weight is known"},
    {"exclude unknown weight-", "utesluts: vikten är okänd eller negativ",
     "excluded: the weight is unknown or negative"},
    {"denominator", "räknas i nämnaren", "counts in the denominator"},
    {"counted", "räknas", "counts"},
    {"last", "räknas; sista raden bestämmer redovisningsgrupp", "counts; the last row gives the stratum"},
    {NULL, NULL, NULL}};

/* rate_phrases.c - what is said of events and of rows of a population when they are explained. */
#include "kinds/rate/rate.h"

const ind_phrase ind_phrases_of_rate[] = {
    {"in period", "ligger i perioden", "lies in the period"},
    {"selected", "villkoret för det som räknas är uppfyllt", "the condition of what is counted is met"},
    {"selected-", "villkoret för det som räknas är inte uppfyllt", "the condition of what is counted is not met"},
    {"exclude unknown number", "talet som summeras är {number}", "the number that is summed is {number}"},
    {"exclude unknown number-", "utesluts: talet som summeras är okänt",
     "excluded: the number that is summed is unknown"},
    {"of age", "åldern är {age}", "the age is {age}"},
    {"of age-", "räknas inte: åldern är {age}", "does not count: the age is {age}"},
    {"events", "räknas, om området har en folkmängd", "counts, if its area has a population"},
    {"counted", "räknas", "counts"},
    {"first", "räknas; den första raden bestämmer redovisningsgrupp", "counts; the first row gives the stratum"},
    {"last", "räknas; den sista raden bestämmer redovisningsgrupp", "counts; the last row gives the stratum"},
    {"population where", "villkoret för befolkningens rader är uppfyllt", "the condition of the population is met"},
    {"population where-", "villkoret för befolkningens rader är inte uppfyllt",
     "the condition of the population is not met"},
    {"population unknown", "antalet, året och klassen är kända", "the number, the year and the class are known"},
    {"population unknown-", "utesluts: antalet, året eller klassen är okänd",
     "excluded: the number, the year or the class is unknown"},
    {"population outside age", "klassen hör till måttets åldrar", "the class is of the ages of the measure"},
    {"population outside age-", "utesluts: klassen hör till andra åldrar", "excluded: the class is of other ages"},
    {"population class across a limit", "klassen går inte över en gräns", "the class does not lie across a limit"},
    {"population class across a limit-", "utesluts: klassen går över en av måttets gränser",
     "excluded: the class lies across a limit of the measure"},
    {"population", "ingår i folkmängden", "is part of the population"},
    {NULL, NULL, NULL}};

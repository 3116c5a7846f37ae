/* distinct_phrases.c - what is said of visits and persons in windows when they are explained. */
#include "kinds/distinct/distinct.h"

const ind_phrase ind_phrases_of_distinct[] = {
    {"new", "en ny", "a new one"},
    {"met before", "samma som tidigare", "met before"},
    {"unknown", "okänd, men besöket räknas", "unknown, but the visit counts"},
    {"dropped", "okänd: besöket räknas inte", "unknown: the visit does not count"},
    {"outside hours", "börjar utanför de timmar som räknas", "begins outside the hours that count"},
    {"persons in windows", "har besök i fönstret", "has visits in the window"},
    {"exclude unknown providers", "känd i tillräckligt många besök ({unknown} okända av {visits})",
     "known in enough visits ({unknown} unknown of {visits})"},
    {"exclude unknown providers-", "utesluts: okänd i {unknown} av {visits} besök",
     "excluded: unknown in {unknown} of {visits} visits"},
    {"exclude too few visits", "{visits} besök räknas, minst {least} behövs",
     "{visits} visits count, at least {least} are needed"},
    {"exclude too few visits-", "utesluts: {visits} besök räknas, minst {least} behövs",
     "excluded: {visits} visits count, at least {least} are needed"},
    {"exclude days with too few visits", "minst {least} besök varje dag i fönstret",
     "at least {least} visits on every day of the window"},
    {"exclude days with too few visits-", "utesluts: färre än {least} besök någon dag i fönstret",
     "excluded: fewer than {least} visits on some day of the window"},
    {"selected", "villkoret för personer är uppfyllt", "the condition of persons is met"},
    {"selected-", "villkoret för personer är inte uppfyllt", "the condition of persons is not met"},
    {"denominator", "räknas i medelvärdet med {count} olika", "counts in the mean with {count} different ones"},
    {NULL, NULL, NULL}};

/* continuity_phrases.c - what is said of contacts and persons in windows when they are explained. */
#include "kinds/continuity/continuity.h"

const ind_phrase ind_phrases_of_continuity[] = {
    {"contact", "kontakt som räknas", "a contact that counts"},
    {"unknown provider", "okänd utförare: räknas inte", "unknown provider: not counted"},
    {"generic provider", "står inte för en enda person: räknas inte", "stands for no one person: not counted"},
    {"another unit", "en annan enhet än den där personen är listad: räknas inte",
     "another unit than the one where the person is listed: not counted"},
    {"exclude not listed", "är listad {day}", "is listed on {day}"},
    {"exclude not listed-", "utesluts: är inte listad {day}", "excluded: is not listed on {day}"},
    {"same day", "samma utförare samma dag: räknas inte igen", "the same provider on the same day: not counted again"},
    {"persons in windows", "har kontakter i fönstret", "has contacts in the window"},
    {"exclude unknown providers", "utföraren är känd i tillräckligt många kontakter ({unknown} okända av {contacts})",
     "the provider is known in enough contacts ({unknown} unknown of {contacts})"},
    {"exclude unknown providers-", "utesluts: okänd utförare i {unknown} av {contacts} kontakter",
     "excluded: the provider is unknown in {unknown} of {contacts} contacts"},
    {"exclude too few contacts", "{contacts} kontakter räknas, minst {least} behövs",
     "{contacts} contacts count, at least {least} are needed"},
    {"exclude too few contacts-", "utesluts: {contacts} kontakter räknas, minst {least} behövs",
     "excluded: {contacts} contacts count, at least {least} are needed"},
    {"exclude not chronic", "har en kronisk diagnos {from}–{to}: {row}", "has a chronic diagnosis {from}–{to}: {row}"},
    {"exclude not chronic-", "utesluts: ingen kronisk diagnos {from}–{to}",
     "excluded: no chronic diagnosis {from}–{to}"},
    {"selected", "villkoret för personer är uppfyllt", "the condition of persons is met"},
    {"selected-", "villkoret för personer är inte uppfyllt", "the condition of persons is not met"},
    {"denominator", "räknas i medelvärdet med index {index}", "counts in the mean with index {index}"},
    {NULL, NULL, NULL}};

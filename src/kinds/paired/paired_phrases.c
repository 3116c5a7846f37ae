/* paired_phrases.c - what is said of pairs when they are explained. */
#include "kinds/paired/paired.h"

const ind_phrase ind_phrases_of_paired[] = {
    {"before", "den tidigare omgången", "the earlier round"},
    {"after", "den senare omgången", "the later round"},
    {"other row", "en annan rad: räknas inte", "another row: not counted"},
    {"index row", "raden vars dagar mätningarna hör till", "the row whose days the measurements belong to"},
    {"measured before", "första mätningen: {value} ({row})", "first measurement: {value} ({row})"},
    {"measured after", "andra mätningen: {value} ({row})", "second measurement: {value} ({row})"},
    {"measurements contradict-", "mätningar samma dag har olika värden ({row})",
     "measurements of one day have different values ({row})"},
    {"persons in windows", "finns i perioden eller dessförinnan", "is in the period or before it"},
    {"selected", "villkoret för paren är uppfyllt", "the condition of pairs is met"},
    {"selected-", "villkoret för paren är inte uppfyllt", "the condition of pairs is not met"},
    {"exclude lost", "båda värdena finns", "both values are there"},
    {"lost: none before-", "bortfall: det tidigare värdet saknas", "lost: there is no earlier value"},
    {"lost: unknown before-", "bortfall: det tidigare värdet är okänt", "lost: the earlier value is unknown"},
    {"lost: contradictory before-", "bortfall: de tidigare raderna motsäger varandra",
     "lost: the earlier rows contradict each other"},
    {"lost: none after-", "bortfall: det senare värdet saknas", "lost: there is no later value"},
    {"lost: unknown after-", "bortfall: det senare värdet är okänt", "lost: the later value is unknown"},
    {"lost: contradictory after-", "bortfall: de senare raderna motsäger varandra",
     "lost: the later rows contradict each other"},
    {"denominator", "räknas med förändringen {change}: från {before} till {after}",
     "counts with the change {change}: from {before} to {after}"},
    {NULL, NULL, NULL}};

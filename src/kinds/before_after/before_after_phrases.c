/* before_after_phrases.c - what is said of a person and the events on both sides of the start. */
#include "kinds/before_after/before_after.h"

const ind_phrase ind_phrases_of_before_after[] = {
    {"start", "den rad som personen följs från", "the row that the person is followed from"},
    {"persons in windows", "har en start i perioden", "has a start in the period"},
    {"event before", "händelse före, {day}: {row}", "an event before, {day}: {row}"},
    {"event after", "händelse efter, {day}: {row}", "an event after, {day}: {row}"},
    {"event in gap", "räknas inte, {day} är strax före starten: {row}",
     "not counted, {day} is right before the start: {row}"},
    {"event at start", "räknas inte, pågår vid starten ({day}): {row}",
     "not counted, it goes on at the start ({day}): {row}"},
    {"event outside", "räknas inte, {day} ligger utanför tiden: {row}",
     "not counted, {day} is outside the time: {row}"},
    {"selected", "villkoret för starten är uppfyllt", "the condition of the start is met"},
    {"selected-", "villkoret för starten är inte uppfyllt", "the condition of the start is not met"},
    {"exclude without person-time", "följs i {days} dagar från starten", "is followed for {days} days from the start"},
    {"gone before", "utesluts: avliden eller flyttad före starten", "excluded: dead or moved before the start"},
    {"not delivered", "utesluts: leveranserna når inte till starten",
     "excluded: the deliveries do not reach the start"},
    {"incomplete before", "utesluts: leveranserna börjar efter tiden före starten",
     "excluded: the deliveries begin after the time before the start does"},
    {"denominator", "räknas: {before} händelser på {days_before} dagar före, {after} på {days_after} dagar efter",
     "counts: {before} events in {days_before} days before, {after} in {days_after} days after"},
    {NULL, NULL, NULL}};

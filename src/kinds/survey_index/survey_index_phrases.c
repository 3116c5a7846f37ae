/* survey_index_phrases.c - what is said of answers and respondents when they are explained. */
#include "kinds/survey_index/survey_index.h"

const ind_phrase ind_phrases_of_survey_index[] = {
    {"answer", "svar som hör till indexet", "an answer of the index"},
    {"answer-", "hör inte till indexet", "does not belong to the index"},
    {"points-", "svaret ger inga poäng: obesvarad", "the answer gives no points: not answered"},
    {"exclude answers without item weight", "{points} poäng med vikten {weight}",
     "{points} points with weight {weight}"},
    {"exclude answers without item weight-", "{points} poäng, men frågans vikt är okänd: räknas inte",
     "{points} points, but the weight of the question is unknown: not counted"},
    {"respondents", "är en svarande", "is a respondent"},
    {"in period", "{day} ligger i perioden", "{day} lies in the period"},
    {"exclude too few answers", "tillräckligt många besvarade frågor: index {index}",
     "enough items answered: index {index}"},
    {"exclude too few answers-", "utesluts: för få besvarade frågor", "excluded: too few items answered"},
    {"exclude unknown weight", "svarandens vikt är känd", "the respondent's weight is known"},
    {"exclude unknown weight-", "utesluts: svarandens vikt är okänd eller negativ",
     "excluded: the respondent's weight is unknown or negative"},
    {"frame rows", "är en rad i urvalet", "is a row of the sample"},
    {"frame where", "hör till urvalet", "belongs to the sample"},
    {"frame where-", "hör inte till urvalet", "does not belong to the sample"},
    {"frame in period", "{day} ligger i perioden", "{day} lies in the period"},
    {"frame unknown number", "antalen är kända", "the numbers are known"},
    {"frame unknown number-", "ett antal är okänt eller negativt: räknas inte",
     "a number is unknown or negative: not counted"},
    {"frame", "räknas bland de tillfrågade", "counts among those asked"},
    {"denominator", "räknas i medelvärdet", "counts in the mean"},
    {NULL, NULL, NULL}};

/* words.h - what each kind says of itself, one <kind>_words.c a kind. */
#ifndef IND_KINDS_WORDS_H
#define IND_KINDS_WORDS_H

#include "words/sentences.h"

extern const ind_kind_words ind_words_of_proportion, ind_words_of_ratio, ind_words_of_mean, ind_words_of_survey_index,
    ind_words_of_readmission, ind_words_of_continuity, ind_words_of_distinct;

#endif

/* phrases.h - what each kind says of single rows and entities (see trace.h), one <kind>_phrases.c a kind. */
#ifndef IND_KINDS_PHRASES_H
#define IND_KINDS_PHRASES_H

#include "kinds/trace.h"

/* Each ends with a NULL key. */
extern const ind_phrase ind_phrases_of_proportion[], ind_phrases_of_ratio[], ind_phrases_of_mean[],
    ind_phrases_of_survey_index[], ind_phrases_of_readmission[], ind_phrases_of_continuity[], ind_phrases_of_distinct[];

#endif

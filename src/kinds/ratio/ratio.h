/* ratio.h - what the files of this kind share. */
#ifndef IND_RATIO_H
#define IND_RATIO_H

#include "kinds/rows/rows.h"
#include "words/sentences.h"

extern const ind_kind_words ind_words_of_ratio;
extern const ind_phrase ind_phrases_of_ratio[];
extern const unsigned char ind_file_ratio_template[]; /* ratio_template.json */

#endif

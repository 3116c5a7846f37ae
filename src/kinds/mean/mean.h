/* mean.h - what the files of this kind share. */
#ifndef IND_MEAN_H
#define IND_MEAN_H

#include "kinds/rows/rows.h"
#include "words/sentences.h"

extern const ind_kind_words ind_words_of_mean;
extern const ind_phrase ind_phrases_of_mean[];
extern const unsigned char ind_file_mean_template[]; /* mean_template.json */

#endif

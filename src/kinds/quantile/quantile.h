/* quantile.h - what the files of this kind share. */
#ifndef IND_QUANTILE_H
#define IND_QUANTILE_H

#include "kinds/rows/rows.h"
#include "words/sentences.h"

extern const ind_kind_words ind_words_of_quantile;
extern const ind_phrase ind_phrases_of_quantile[];
extern const unsigned char ind_file_quantile_template[]; /* quantile_template.json */

#endif

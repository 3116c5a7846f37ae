/* quantile.h - what the files of this kind share. */
#ifndef IND_QUANTILE_H
#define IND_QUANTILE_H

#include "kinds/rows/rows.h"
#include "words/sentences.h"

/* What the quantile Q is called beside the value, "q25" or "q2_5"; NULL: it has no name. */
const char *ind_quantile_name(double q);

extern const ind_kind_words ind_words_of_quantile;
extern const ind_phrase ind_phrases_of_quantile[];
extern const unsigned char ind_file_quantile_template[]; /* quantile_template.json */

#endif

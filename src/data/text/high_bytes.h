/* high_bytes.h - which records of a block need a judgement of their encoding; most blocks need none. */
#ifndef IND_HIGH_BYTES_H
#define IND_HIGH_BYTES_H

#include "data/text/blocks.h"
#include "data/text/encoding.h"

/* Add to JUDGED a place in every record that ind_decode_record must see, because it may change a field, find a
 * fault or learn something.  True: the high bytes of all other records are Windows-1252; false: they are UTF-8 as it
 * should be. */
bool ind_high_bytes_judge(const ind_decoder *decoder, const ind_block *block, ind_places *judged);

#endif

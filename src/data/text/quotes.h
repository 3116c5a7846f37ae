/* quotes.h - which bytes of a text stand inside quotes, as libcsv understands quotes in its lenient mode.
 *
 * A quote opens a field only at its start, blanks aside; anywhere else in an unquoted field it is text.  Inside, a
 * doubled quote is one quote; a quote followed by anything but blanks and the end of the field is text, and the
 * field goes on. */
#ifndef IND_QUOTES_H
#define IND_QUOTES_H

#include "data/text/csv_masks.h"

/* Ascending positions in a text.  A record that holds one needs more than its field positions. */
typedef struct {
    uint32_t *items;
    size_t count, capacity;
} ind_places;

void ind_places_add(ind_places *places, uint32_t place);
void ind_places_free(ind_places *places);

/* TEXT has a record's beginning at START, below 64, and IND_MASK_PAD blanks behind its end.  Sets masks->inside
 * from each opening quote to before the end of its field; without an end, to the end of the text.  Adds to ODD a
 * place in every record with quotes that are not simple: anything but quotes at both edges of a field with nothing but
 * doubled quotes, and no line breaks, between them.  Adds to DOUBLED every other doubled quote. */
void ind_quotes_resolve(ind_str text, size_t start, char separator, ind_masks *masks, ind_places *odd,
                        ind_places *doubled);

#endif

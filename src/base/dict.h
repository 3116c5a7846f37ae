/* dict.h - texts numbered in order of first appearance: 1, 2, 3, ...
 * Number 0 (IND_NULL_CODE) is "no value".  Two texts have the same number exactly when they
 * are equal byte for byte, so codes of one dictionary can stand for the texts.
 *
 * Any number of threads may add and ask at the same time.  Who comes first gets the lower number, so nothing that
 * is told to a user may depend on the order of numbers. */
#ifndef IND_DICT_H
#define IND_DICT_H

#include "indikator/text.h"

#include <stdint.h>

enum { IND_NULL_CODE = 0 };

typedef struct ind_dict ind_dict;

ind_dict *ind_dict_new(void);
void ind_dict_free(ind_dict *dict); /* NULL is fine */

uint32_t ind_dict_add(ind_dict *dict, ind_str text); /* the number, new or old */
/* The numbers of many texts at once, which is faster; a text whose data is NULL is no value. */
void ind_dict_add_all(ind_dict *dict, const ind_str *texts, size_t count, uint32_t *codes);
uint32_t ind_dict_find(const ind_dict *dict, ind_str text); /* the number, or 0 */
ind_str ind_dict_text(const ind_dict *dict, uint32_t code); /* BORROWED until the dictionary is freed; empty for 0 */
uint32_t ind_dict_count(const ind_dict *dict);              /* the greatest number in use */

#endif

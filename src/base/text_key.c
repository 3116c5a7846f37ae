/* text_key.c - see text_key.h. */
#include "base/text_key.h"

#include <xxhash.h>

void ind_text_key_set_long(ind_text_key *key, ind_str text) {
    key->is_long.length = (uint32_t)text.length;
    key->is_long.hash = (uint32_t)XXH3_64bits(text.data, text.length);
    key->is_long.text = text.data;
}

int ind_text_key_compare(const ind_text_key *a, const ind_text_key *b) {
    if (a->words[0] != b->words[0])
        return a->words[0] < b->words[0] ? -1 : 1;
    if (ind_text_key_is_long(a))
        return memcmp(a->is_long.text, b->is_long.text, a->is_long.length);
    return (a->words[1] > b->words[1]) - (a->words[1] < b->words[1]);
}

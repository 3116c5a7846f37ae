/* text_key.h - a text in sixteen bytes, to be compared and hashed without a look at where it is.
 *
 * A short text, as identifiers are, is its own key.  The key of a longer one has a hash of it and points to it.  Two
 * keys are the same exactly when their texts are equal byte for byte. */
#ifndef IND_TEXT_KEY_H
#define IND_TEXT_KEY_H

#include "indikator/text.h"

#include <stdint.h>

enum { IND_SHORT_TEXT = 12 }; /* bytes of a text that fit into its key */

typedef union {
    struct {
        uint32_t length;
        char text[IND_SHORT_TEXT]; /* the rest is zero */
    } is_short;
    struct {
        uint32_t length, hash;
        const char *text;
    } is_long;
    uint64_t words[2];
} ind_text_key;

/* The key of a long text BORROWS it.  TEXT.length < UINT32_MAX. */
void ind_text_key_set_long(ind_text_key *key, ind_str text);
int ind_text_key_compare(const ind_text_key *a,
                         const ind_text_key *b); /* an order of their own, not that of the texts */

static inline bool ind_text_key_is_long(const ind_text_key *key) {
    return key->is_short.length > IND_SHORT_TEXT;
}

/* Identifiers are mostly of one length that the compiler does not know: two moves that may overlap are faster than a
 * call of memcpy. */
static inline void ind_text_key_set(ind_text_key *key, ind_str text) {
    *key = (ind_text_key){.is_short = {.length = (uint32_t)text.length}};
    char *to = key->is_short.text;
    if (text.length > IND_SHORT_TEXT) {
        ind_text_key_set_long(key, text);
    } else if (text.length >= 8) {
        memcpy(to, text.data, 8);
        memcpy(to + text.length - 4, text.data + text.length - 4, 4);
    } else if (text.length >= 4) {
        memcpy(to, text.data, 4);
        memcpy(to + text.length - 4, text.data + text.length - 4, 4);
    } else {
        for (size_t i = 0; i < text.length; i++)
            to[i] = text.data[i];
    }
}

static inline bool ind_text_key_same(const ind_text_key *a, const ind_text_key *b) {
    if (a->words[0] != b->words[0])
        return false;
    return a->words[1] == b->words[1] || (ind_text_key_is_long(a) && ind_text_key_compare(a, b) == 0);
}

/* BORROWED from the key, if the text is short. */
static inline ind_str ind_text_key_text(const ind_text_key *key) {
    return (ind_str){ind_text_key_is_long(key) ? key->is_long.text : key->is_short.text, key->is_short.length};
}

/* All of the text is in the high bits of the outcome. */
static inline uint64_t ind_text_key_hash(const ind_text_key *key) {
    uint64_t rest = ind_text_key_is_long(key) ? 0 : key->words[1] * UINT64_C(0x9e3779b97f4a7c15);
    uint64_t hash = (key->words[0] ^ rest ^ rest >> 32) * UINT64_C(0xd6e8feb86659fd93);
    return (hash ^ hash >> 32) * UINT64_C(0xd6e8feb86659fd93);
}

#endif

/* dict.c - open addressing over 64-bit XXH3 hashes; texts lie one after the other in large pages
 * that never move, so that a text stays where it is while the dictionary grows.
 *
 * A slot holds a part of the hash beside the code, so that a text is fetched only where it is most likely the one.
 * In a dictionary larger than the cache each look still waits for memory; ind_dict_add_all asks for what it will need
 * some texts ahead. */
#include "base/dict.h"
#include "base/memory.h"

#include <stdlib.h>
#include <xxhash.h>

enum { PAGE = 64 << 10, AHEAD = 64 };

typedef struct page {
    struct page *next;
    size_t used, size;
    char data[];
} page;

typedef struct {
    uint32_t code; /* of the text there, 0 = free */
    uint32_t tag;  /* upper half of its hash */
} slot_of_text;

struct ind_dict {
    slot_of_text *slots;
    size_t slot_count;
    ind_str *texts;   /* of code i, from 1 */
    uint64_t *hashes; /* of code i */
    size_t capacity;
    uint32_t count;
    page *pages;
};

ind_dict *ind_dict_new(void) {
    ind_dict *dict = ind_alloc(sizeof(ind_dict));
    dict->slot_count = 64;
    dict->slots = ind_alloc_array(dict->slot_count, sizeof(slot_of_text));
    dict->capacity = 32;
    dict->texts = ind_alloc_array(dict->capacity, sizeof(ind_str));
    dict->hashes = ind_alloc_array(dict->capacity, sizeof(uint64_t));
    dict->texts[0] = IND_STR("");
    return dict;
}

void ind_dict_free(ind_dict *dict) {
    if (dict == NULL)
        return;
    for (page *p = dict->pages; p != NULL;) {
        page *next = p->next;
        free(p);
        p = next;
    }
    free(dict->slots);
    free(dict->texts);
    free(dict->hashes);
    free(dict);
}

/* The slot that holds TEXT, or the free one where it belongs. */
static size_t find_slot(const ind_dict *dict, ind_str text, uint64_t hash) {
    size_t mask = dict->slot_count - 1;
    size_t slot = (size_t)hash & mask;
    uint32_t tag = (uint32_t)(hash >> 32);
    while (dict->slots[slot].code != 0) {
        const slot_of_text *here = &dict->slots[slot];
        if (here->tag == tag && ind_str_equal(dict->texts[here->code], text))
            break;
        slot = (slot + 1) & mask;
    }
    return slot;
}

static void rehash(ind_dict *dict) {
    free(dict->slots);
    dict->slot_count *= 2;
    dict->slots = ind_alloc_array(dict->slot_count, sizeof(slot_of_text));
    size_t mask = dict->slot_count - 1;
    for (uint32_t code = 1; code <= dict->count; code++) {
        size_t slot = (size_t)dict->hashes[code] & mask;
        while (dict->slots[slot].code != 0)
            slot = (slot + 1) & mask;
        dict->slots[slot] = (slot_of_text){code, (uint32_t)(dict->hashes[code] >> 32)};
    }
}

static ind_str keep(ind_dict *dict, ind_str text) {
    page *p = dict->pages;
    if (p == NULL || p->size - p->used < text.length) {
        size_t size = text.length > PAGE ? text.length : PAGE;
        p = ind_alloc(sizeof(page) + size);
        p->size = size;
        p->next = dict->pages;
        dict->pages = p;
    }
    char *copy = p->data + p->used;
    if (text.length > 0)
        memcpy(copy, text.data, text.length);
    p->used += text.length;
    return (ind_str){copy, text.length};
}

static uint32_t add_hashed(ind_dict *dict, ind_str text, uint64_t hash) {
    size_t slot = find_slot(dict, text, hash);
    if (dict->slots[slot].code != 0)
        return dict->slots[slot].code;
    if (dict->count + 2 > dict->capacity) {
        dict->capacity *= 2;
        dict->texts = ind_realloc(dict->texts, dict->capacity * sizeof(ind_str));
        dict->hashes = ind_realloc(dict->hashes, dict->capacity * sizeof(uint64_t));
    }
    uint32_t code = ++dict->count;
    dict->texts[code] = keep(dict, text);
    dict->hashes[code] = hash;
    dict->slots[slot] = (slot_of_text){code, (uint32_t)(hash >> 32)};
    if ((size_t)dict->count * 2 > dict->slot_count)
        rehash(dict);
    return code;
}

uint32_t ind_dict_add(ind_dict *dict, ind_str text) {
    return add_hashed(dict, text, XXH3_64bits(text.data, text.length));
}

/* Slots first, then the places of the texts in them, then the texts: each step finds what the one before asked for. */
static void add_some(ind_dict *dict, const ind_str *texts, size_t count, uint32_t *codes) {
    uint64_t hash[AHEAD];
    const ind_str *found[AHEAD];
    size_t mask = dict->slot_count - 1;
    for (size_t i = 0; i < count; i++) {
        hash[i] = texts[i].data == NULL ? 0 : XXH3_64bits(texts[i].data, texts[i].length);
        __builtin_prefetch(&dict->slots[(size_t)hash[i] & mask]);
    }
    for (size_t i = 0; i < count; i++) {
        found[i] = &dict->texts[dict->slots[(size_t)hash[i] & mask].code];
        __builtin_prefetch(found[i]);
    }
    for (size_t i = 0; i < count; i++)
        __builtin_prefetch(found[i]->data);
    for (size_t i = 0; i < count; i++)
        codes[i] = texts[i].data == NULL ? IND_NULL_CODE : add_hashed(dict, texts[i], hash[i]);
}

void ind_dict_add_all(ind_dict *dict, const ind_str *texts, size_t count, uint32_t *codes) {
    for (size_t from = 0; from < count; from += AHEAD)
        add_some(dict, texts + from, count - from < AHEAD ? count - from : AHEAD, codes + from);
}

uint32_t ind_dict_find(const ind_dict *dict, ind_str text) {
    return dict->slots[find_slot(dict, text, XXH3_64bits(text.data, text.length))].code;
}

ind_str ind_dict_text(const ind_dict *dict, uint32_t code) {
    return dict->texts[code];
}

uint32_t ind_dict_count(const ind_dict *dict) {
    return dict->count;
}

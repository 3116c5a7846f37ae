/* dict.c - open addressing over 64-bit XXH3 hashes; texts lie one after the other in large pages
 * that never move, so that a text stays where it is while the dictionary grows. */
#include "base/dict.h"
#include "base/memory.h"

#include <stdlib.h>
#include <xxhash.h>

enum { PAGE = 64 << 10 };

typedef struct page {
    struct page *next;
    size_t used, size;
    char data[];
} page;

struct ind_dict {
    uint32_t *slots; /* code of the text there, 0 = free */
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
    dict->slots = ind_alloc_array(dict->slot_count, sizeof(uint32_t));
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
    while (dict->slots[slot] != 0) {
        uint32_t code = dict->slots[slot];
        if (dict->hashes[code] == hash && ind_str_equal(dict->texts[code], text))
            break;
        slot = (slot + 1) & mask;
    }
    return slot;
}

static void rehash(ind_dict *dict) {
    free(dict->slots);
    dict->slot_count *= 2;
    dict->slots = ind_alloc_array(dict->slot_count, sizeof(uint32_t));
    size_t mask = dict->slot_count - 1;
    for (uint32_t code = 1; code <= dict->count; code++) {
        size_t slot = (size_t)dict->hashes[code] & mask;
        while (dict->slots[slot] != 0)
            slot = (slot + 1) & mask;
        dict->slots[slot] = code;
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

uint32_t ind_dict_add(ind_dict *dict, ind_str text) {
    uint64_t hash = XXH3_64bits(text.data, text.length);
    size_t slot = find_slot(dict, text, hash);
    if (dict->slots[slot] != 0)
        return dict->slots[slot];
    if (dict->count + 2 > dict->capacity) {
        dict->capacity *= 2;
        dict->texts = ind_realloc(dict->texts, dict->capacity * sizeof(ind_str));
        dict->hashes = ind_realloc(dict->hashes, dict->capacity * sizeof(uint64_t));
    }
    uint32_t code = ++dict->count;
    dict->texts[code] = keep(dict, text);
    dict->hashes[code] = hash;
    dict->slots[slot] = code;
    if ((size_t)dict->count * 2 > dict->slot_count)
        rehash(dict);
    return code;
}

uint32_t ind_dict_find(const ind_dict *dict, ind_str text) {
    return dict->slots[find_slot(dict, text, XXH3_64bits(text.data, text.length))];
}

ind_str ind_dict_text(const ind_dict *dict, uint32_t code) {
    return dict->texts[code];
}

uint32_t ind_dict_count(const ind_dict *dict) {
    return dict->count;
}

/* dict.c - open addressing over 32 bits of XXH3 hashes.
 *
 * A slot holds a code and its text's hash, so that a slot of another text is seldom followed, and the slots can be
 * doubled in one walk from first to last without a look at the texts.  The texts' places are kept in pages of doubling
 * size, the texts one after the other in pages of their own; neither ever moves, so a reader needs no lock while the
 * dictionary grows. */
#include "base/dict.h"
#include "base/memory.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <xxhash.h>

enum {
    TEXT_PAGE = 64 << 10,
    FIRST_PAGE = 64, /* texts of page 0; page P has FIRST_PAGE << P */
    PAGES = 27,
    AT_ONCE = 64
};

typedef struct text_page {
    struct text_page *next;
    size_t used, size;
    char data[];
} text_page;

typedef struct {
    uint32_t code; /* 0: free */
    uint32_t hash;
} slot;

struct ind_dict {
    slot *slots;
    size_t slot_count; /* a power of two, at least twice the texts */
    ind_str *pages[PAGES];
    atomic_uint count;
    text_page *texts;
};

/* ---- texts ---- */

static unsigned page_of(uint32_t code) {
    return 31 - (unsigned)__builtin_clz(code / FIRST_PAGE + 1);
}

static ind_str *place_of(const ind_dict *dict, uint32_t code) {
    unsigned page = page_of(code);
    return &dict->pages[page][code - (((uint32_t)FIRST_PAGE << page) - FIRST_PAGE)];
}

static ind_str *new_place(ind_dict *dict, uint32_t code) {
    unsigned page = page_of(code);
    if (dict->pages[page] == NULL)
        dict->pages[page] = ind_alloc_array((size_t)FIRST_PAGE << page, sizeof(ind_str));
    return place_of(dict, code);
}

static ind_str keep(ind_dict *dict, ind_str text) {
    text_page *p = dict->texts;
    if (p == NULL || p->size - p->used < text.length) {
        size_t size = text.length > TEXT_PAGE ? text.length : TEXT_PAGE;
        p = ind_alloc(sizeof(text_page) + size);
        p->size = size;
        p->next = dict->texts;
        dict->texts = p;
    }
    char *copy = p->data + p->used;
    if (text.length > 0)
        memcpy(copy, text.data, text.length);
    p->used += text.length;
    return (ind_str){copy, text.length};
}

ind_dict *ind_dict_new(void) {
    ind_dict *dict = ind_alloc(sizeof(ind_dict));
    dict->slot_count = FIRST_PAGE;
    dict->slots = ind_alloc_array(dict->slot_count, sizeof(slot));
    *new_place(dict, IND_NULL_CODE) = IND_STR("");
    return dict;
}

void ind_dict_free(ind_dict *dict) {
    if (dict == NULL)
        return;
    for (text_page *p = dict->texts; p != NULL;) {
        text_page *next = p->next;
        free(p);
        p = next;
    }
    for (size_t i = 0; i < PAGES; i++)
        free(dict->pages[i]);
    free(dict->slots);
    free(dict);
}

/* ---- slots ---- */

static uint32_t hash_of(ind_str text) {
    return (uint32_t)XXH3_64bits(text.data == NULL ? "" : text.data, text.length);
}

static slot *first_slot(const ind_dict *dict, uint32_t hash) {
    return &dict->slots[hash & (dict->slot_count - 1)];
}

static slot *next_slot(const ind_dict *dict, slot *at) {
    return ++at == dict->slots + dict->slot_count ? dict->slots : at;
}

/* The slot that holds TEXT, or the free one where it belongs. */
static slot *find_slot(const ind_dict *dict, ind_str text, uint32_t hash) {
    slot *at = first_slot(dict, hash);
    while (at->code != 0 && (at->hash != hash || !ind_str_equal(*place_of(dict, at->code), text)))
        at = next_slot(dict, at);
    return at;
}

/* What stood in slot I goes near slot I or I + old count: both halves are filled from first to last. */
static void double_slots(ind_dict *dict) {
    slot *old = dict->slots;
    size_t count = dict->slot_count;
    dict->slot_count = 2 * count;
    dict->slots = ind_alloc_array(dict->slot_count, sizeof(slot));
    for (size_t i = 0; i < count; i++) {
        if (old[i].code == 0)
            continue;
        slot *at = first_slot(dict, old[i].hash);
        while (at->code != 0)
            at = next_slot(dict, at);
        *at = old[i];
    }
    free(old);
}

static uint32_t add(ind_dict *dict, ind_str text, uint32_t hash) {
    slot *at = find_slot(dict, text, hash);
    if (at->code != 0)
        return at->code;
    uint32_t code = ind_dict_count(dict) + 1;
    *new_place(dict, code) = keep(dict, text);
    *at = (slot){code, hash};
    atomic_store_explicit(&dict->count, code, memory_order_release);
    if ((size_t)code * 2 > dict->slot_count)
        double_slots(dict);
    return code;
}

uint32_t ind_dict_add(ind_dict *dict, ind_str text) {
    return add(dict, text, hash_of(text));
}

/* Three looks at memory that is far away: each is asked for, for all texts, before the next begins. */
static void add_some(ind_dict *dict, const ind_str *texts, size_t count, uint32_t *codes) {
    uint32_t hashes[AT_ONCE];
    for (size_t i = 0; i < count; i++) {
        hashes[i] = hash_of(texts[i]);
        __builtin_prefetch(first_slot(dict, hashes[i]));
    }
    for (size_t i = 0; i < count; i++)
        __builtin_prefetch(place_of(dict, first_slot(dict, hashes[i])->code));
    for (size_t i = 0; i < count; i++)
        __builtin_prefetch(place_of(dict, first_slot(dict, hashes[i])->code)->data);
    for (size_t i = 0; i < count; i++)
        codes[i] = texts[i].data == NULL ? IND_NULL_CODE : add(dict, texts[i], hashes[i]);
}

void ind_dict_add_all(ind_dict *dict, const ind_str *texts, size_t count, uint32_t *codes) {
    for (size_t from = 0; from < count; from += AT_ONCE)
        add_some(dict, texts + from, count - from < AT_ONCE ? count - from : AT_ONCE, codes + from);
}

uint32_t ind_dict_find(const ind_dict *dict, ind_str text) {
    return find_slot(dict, text, hash_of(text))->code;
}

ind_str ind_dict_text(const ind_dict *dict, uint32_t code) {
    return *place_of(dict, code);
}

uint32_t ind_dict_count(const ind_dict *dict) {
    return atomic_load_explicit(&dict->count, memory_order_acquire);
}

/* dict.c - open addressing over 32 bits of hashes; texts that are there are found without a lock.
 *
 * A slot holds a code and its text's hash, so that a slot of another text is seldom followed, and the slots can be
 * doubled in one walk from first to last without a look at the texts.  Each code has an entry, the text's key, which is
 * the text itself if it is short (identifiers are): so a text is found with two looks at far memory.  Entries are in
 * pages of doubling size and never move.
 *
 * New texts are added under a lock: first the entry, then the count, then the slot that others find it by.  When
 * the slots are doubled, the old ones stay for whoever is looking at them; what is not found there is looked for again
 * under the lock. */
#include "base/dict.h"
#include "base/memory.h"
#include "base/text_key.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

enum {
    TEXT_PAGE = 64 << 10,
    FIRST_PAGE = 64, /* entries of page 0; page P has FIRST_PAGE << P */
    PAGES = 27,
    AT_ONCE = 64
};

typedef struct text_page {
    struct text_page *next;
    size_t used, size;
    char data[];
} text_page;

typedef struct slots {
    struct slots *older;
    size_t count;             /* a power of two, more than the texts */
    _Atomic uint64_t items[]; /* code << 32 | hash; 0: free */
} slots;

struct ind_dict {
    _Atomic(slots *) slots;
    ind_text_key *pages[PAGES];
    atomic_uint count;
    text_page *texts;
    pthread_mutex_t lock;
};

/* ---- texts ---- */

static unsigned page_of(uint32_t code) {
    return 31 - (unsigned)__builtin_clz(code / FIRST_PAGE + 1);
}

static ind_text_key *entry_of(const ind_dict *dict, uint32_t code) {
    unsigned page = page_of(code);
    return &dict->pages[page][code - (((uint32_t)FIRST_PAGE << page) - FIRST_PAGE)];
}

static const char *keep_long(ind_dict *dict, ind_str text) {
    text_page *p = dict->texts;
    if (p == NULL || p->size - p->used < text.length) {
        size_t size = text.length > TEXT_PAGE ? text.length : TEXT_PAGE;
        p = ind_alloc(sizeof(text_page) + size);
        p->size = size;
        p->next = dict->texts;
        dict->texts = p;
    }
    char *copy = p->data + p->used;
    memcpy(copy, text.data, text.length);
    p->used += text.length;
    return copy;
}

static void add_entry(ind_dict *dict, uint32_t code, const ind_text_key *key) {
    unsigned page = page_of(code);
    if (dict->pages[page] == NULL)
        dict->pages[page] = ind_alloc_array((size_t)FIRST_PAGE << page, sizeof(ind_text_key));
    ind_text_key *entry = entry_of(dict, code);
    *entry = *key;
    if (ind_text_key_is_long(key))
        entry->is_long.text = keep_long(dict, ind_text_key_text(key));
}

ind_str ind_dict_text(const ind_dict *dict, uint32_t code) {
    return ind_text_key_text(entry_of(dict, code));
}

uint32_t ind_dict_count(const ind_dict *dict) {
    return atomic_load_explicit(&dict->count, memory_order_acquire);
}

/* ---- beginning and end ---- */

static slots *new_slots(size_t count, slots *older) {
    slots *s = ind_alloc(sizeof(slots) + count * sizeof(uint64_t));
    s->older = older;
    s->count = count;
    return s;
}

ind_dict *ind_dict_new(void) {
    ind_dict *dict = ind_alloc(sizeof(ind_dict));
    atomic_init(&dict->slots, new_slots(FIRST_PAGE, NULL));
    pthread_mutex_init(&dict->lock, NULL);
    add_entry(dict, IND_NULL_CODE, &(ind_text_key){0});
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
    for (slots *s = dict->slots; s != NULL;) {
        slots *older = s->older;
        free(s);
        s = older;
    }
    for (size_t i = 0; i < PAGES; i++)
        free(dict->pages[i]);
    pthread_mutex_destroy(&dict->lock);
    free(dict);
}

/* ---- slots ---- */

static uint32_t hash_of(const ind_text_key *key) {
    return (uint32_t)(ind_text_key_hash(key) >> 32);
}

static slots *current(const ind_dict *dict) {
    return atomic_load_explicit(&dict->slots, memory_order_acquire);
}

static uint64_t slot_at(const slots *s, size_t at) {
    return atomic_load_explicit(&s->items[at], memory_order_acquire);
}

static uint32_t code_in(uint64_t slot) {
    return (uint32_t)(slot >> 32);
}

/* The code of the text, or 0; *AT is its place, or the free one where it belongs. */
static uint32_t look(const ind_dict *dict, const slots *s, const ind_text_key *key, uint32_t hash, size_t *at) {
    for (*at = hash & (s->count - 1);; *at = (*at + 1) & (s->count - 1)) {
        uint64_t slot = slot_at(s, *at);
        if (slot == 0 || ((uint32_t)slot == hash && ind_text_key_same(entry_of(dict, code_in(slot)), key)))
            return code_in(slot);
    }
}

/* What stood in slot I goes near slot I or I + old count: both halves are filled from first to last. */
static slots *doubled(slots *old) {
    slots *s = new_slots(2 * old->count, old);
    for (size_t i = 0; i < old->count; i++) {
        uint64_t slot = slot_at(old, i);
        if (slot == 0)
            continue;
        size_t at = (uint32_t)slot & (s->count - 1);
        while (slot_at(s, at) != 0)
            at = (at + 1) & (s->count - 1);
        atomic_store_explicit(&s->items[at], slot, memory_order_relaxed);
    }
    return s;
}

/* The lock is held. */
static uint32_t add_locked(ind_dict *dict, const ind_text_key *key, uint32_t hash) {
    size_t at;
    slots *s = current(dict);
    uint32_t code = look(dict, s, key, hash, &at);
    if (code != 0)
        return code;
    code = ind_dict_count(dict) + 1;
    add_entry(dict, code, key);
    atomic_store_explicit(&dict->count, code, memory_order_release);
    atomic_store_explicit(&s->items[at], (uint64_t)code << 32 | hash, memory_order_release);
    if ((size_t)code * 3 > s->count * 2)
        atomic_store_explicit(&dict->slots, doubled(s), memory_order_release);
    return code;
}

uint32_t ind_dict_add(ind_dict *dict, ind_str text) {
    ind_text_key key;
    size_t at;
    ind_text_key_set(&key, text);
    uint32_t hash = hash_of(&key), code = look(dict, current(dict), &key, hash, &at);
    if (code != 0)
        return code;
    pthread_mutex_lock(&dict->lock);
    code = add_locked(dict, &key, hash);
    pthread_mutex_unlock(&dict->lock);
    return code;
}

/* Two looks at memory that is far away: each is asked for, for all texts, before the next begins. */
static void add_some(ind_dict *dict, const ind_str *texts, size_t count, uint32_t *codes) {
    ind_text_key keys[AT_ONCE];
    uint32_t hashes[AT_ONCE];
    const slots *s = current(dict);
    size_t missing = 0, at;
    for (size_t i = 0; i < count; i++)
        ind_text_key_set(&keys[i], texts[i]);
    for (size_t i = 0; i < count; i++) {
        hashes[i] = hash_of(&keys[i]);
        __builtin_prefetch(&s->items[hashes[i] & (s->count - 1)]);
    }
    for (size_t i = 0; i < count; i++)
        __builtin_prefetch(entry_of(dict, code_in(slot_at(s, hashes[i] & (s->count - 1)))));
    for (size_t i = 0; i < count; i++) {
        codes[i] = texts[i].data == NULL ? IND_NULL_CODE : look(dict, s, &keys[i], hashes[i], &at);
        missing += codes[i] == IND_NULL_CODE && texts[i].data != NULL;
    }
    if (missing == 0)
        return;
    pthread_mutex_lock(&dict->lock);
    for (size_t i = 0; i < count; i++)
        if (codes[i] == IND_NULL_CODE && texts[i].data != NULL)
            codes[i] = add_locked(dict, &keys[i], hashes[i]);
    pthread_mutex_unlock(&dict->lock);
}

void ind_dict_add_all(ind_dict *dict, const ind_str *texts, size_t count, uint32_t *codes) {
    for (size_t from = 0; from < count; from += AT_ONCE)
        add_some(dict, texts + from, count - from < AT_ONCE ? count - from : AT_ONCE, codes + from);
}

uint32_t ind_dict_find(const ind_dict *dict, ind_str text) {
    ind_text_key key;
    size_t at;
    ind_text_key_set(&key, text);
    return look(dict, current(dict), &key, hash_of(&key), &at);
}

/* keys.c - the idea: a verdict depends on the set of records with one key, never on which came first.
 *
 * Identical records count once.  If they differ, the latest delivery wins where deliveries are known and differ;
 * if even the latest holds two versions, all of them go, because taking one would be a guess. */
#include "data/tables/keys.h"

#include "base/vector.h"

#include <stdlib.h>
#include <xxhash.h>

enum { SMALL = 24 };

ind_hash ind_hash_of(ind_str text) {
    XXH128_hash_t hash = XXH3_128bits(text.data == NULL ? "" : text.data, text.length);
    return (ind_hash){hash.high64, hash.low64};
}

void ind_hashes_add(ind_hashes *hashes, ind_hash hash) {
    hashes->items = ind_grow(hashes->items, hashes->count, &hashes->capacity, sizeof *hashes->items);
    hashes->items[hashes->count++] = hash;
}

static int compare_hashes(ind_hash a, ind_hash b) {
    if (a.high != b.high)
        return a.high < b.high ? -1 : 1;
    return (a.low > b.low) - (a.low < b.low);
}

static void insertion_sort(ind_hash *items, size_t count) {
    for (size_t i = 1; i < count; i++) {
        ind_hash item = items[i];
        size_t j = i;
        for (; j > 0 && compare_hashes(items[j - 1], item) > 0; j--)
            items[j] = items[j - 1];
        items[j] = item;
    }
}

/* Byte NUMBER of a hash, 0 the most significant. */
static unsigned byte_of(ind_hash hash, unsigned number) {
    uint64_t word = number < 8 ? hash.high : hash.low;
    return (unsigned)(word >> (56 - 8 * (number % 8)) & 0xFF);
}

/* Sorted in place by one byte after the other (American flag sort): a sort that copies would double the memory,
 * and hashes are spread evenly, which is all that this one needs.  Equal hashes end at the last byte. */
static void flag_sort(ind_hash *items, size_t count, unsigned byte) {
    if (count <= SMALL || byte == 16) {
        if (byte < 16)
            insertion_sort(items, count);
        return;
    }
    size_t end[256] = {0}, next[256];
    for (size_t i = 0; i < count; i++)
        end[byte_of(items[i], byte)]++;
    for (size_t value = 0, at = 0; value < 256; value++) {
        next[value] = at;
        at += end[value];
        end[value] = at;
    }
    for (size_t value = 0; value < 256; value++)
        while (next[value] < end[value]) {
            ind_hash *here = &items[next[value]], item = *here;
            unsigned home = byte_of(item, byte);
            ind_hash *there = &items[next[home]++]; /* HERE itself where the item is at home */
            *here = *there;
            *there = item;
        }
    for (size_t value = 0, at = 0; value < 256; at = end[value++])
        flag_sort(items + at, end[value] - at, byte + 1);
}

void ind_hashes_keep_repeated(ind_hashes *hashes) {
    flag_sort(hashes->items, hashes->count, 0);
    size_t kept = 0;
    for (size_t i = 0; i < hashes->count;) {
        size_t end = i + 1;
        while (end < hashes->count && compare_hashes(hashes->items[i], hashes->items[end]) == 0)
            end++;
        if (end - i > 1)
            hashes->items[kept++] = hashes->items[i];
        i = end;
    }
    hashes->count = kept;
}

bool ind_hashes_have(const ind_hashes *hashes, ind_hash hash) {
    size_t low = 0, high = hashes->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_hashes(hashes->items[middle], hash);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

void ind_hashes_free(ind_hashes *hashes) {
    free(hashes->items);
    *hashes = (ind_hashes){0};
}

void ind_candidates_add(ind_candidates *candidates, ind_str key, ind_candidate candidate) {
    if (candidates->keys == NULL)
        candidates->keys = ind_dict_new();
    candidate.key = ind_dict_add(candidates->keys, key);
    candidates->items =
        ind_grow(candidates->items, candidates->count, &candidates->capacity, sizeof *candidates->items);
    candidates->items[candidates->count++] = candidate;
}

void ind_candidates_absorb(ind_candidates *candidates, ind_candidates *from) {
    for (size_t i = 0; i < from->count; i++)
        ind_candidates_add(candidates, ind_dict_text(from->keys, from->items[i].key), from->items[i]);
    ind_candidates_free(from);
}

static int by_place(const void *left, const void *right) {
    const ind_candidate *a = left, *b = right;
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

/* By key, the latest delivery first, then by place. */
static int by_key(const void *left, const void *right) {
    const ind_candidate *a = left, *b = right;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    if (a->delivered != b->delivered)
        return a->delivered > b->delivered ? -1 : 1;
    return by_place(left, right);
}

static bool same_content(const ind_candidate *a, const ind_candidate *b) {
    return compare_hashes(a->content, b->content) == 0;
}

static bool all_same(const ind_candidate *items, size_t count) {
    for (size_t i = 1; i < count; i++)
        if (!same_content(&items[0], &items[i]))
            return false;
    return true;
}

/* How many records at the start are from the latest delivery; all of them if some delivery is not known. */
static size_t latest(const ind_candidate *items, size_t count) {
    if (items[count - 1].delivered == IND_NULL_DATE) /* the least day, so it sorts last */
        return count;
    size_t end = 1;
    while (end < count && items[end].delivered == items[0].delivered)
        end++;
    return end;
}

static void decide_key(ind_candidate *items, size_t count) {
    bool same = all_same(items, count);
    size_t newest = same ? count : latest(items, count);
    bool conflict = !all_same(items, newest);
    items[0].verdict = conflict ? IND_CONFLICT : IND_KEEP;
    for (size_t i = 1; i < count; i++) {
        if (conflict)
            items[i].verdict = IND_CONFLICT;
        else
            items[i].verdict = same_content(&items[0], &items[i]) ? IND_DUPLICATE : IND_SUPERSEDED;
    }
}

void ind_candidates_decide(ind_candidates *candidates) {
    if (candidates->count == 0)
        return;
    qsort(candidates->items, candidates->count, sizeof *candidates->items, by_key);
    for (size_t i = 0; i < candidates->count;) {
        size_t end = i + 1;
        while (end < candidates->count && candidates->items[end].key == candidates->items[i].key)
            end++;
        decide_key(candidates->items + i, end - i);
        i = end;
    }
    qsort(candidates->items, candidates->count, sizeof *candidates->items, by_place);
}

bool ind_candidates_need_action(const ind_candidates *candidates) {
    for (size_t i = 0; i < candidates->count; i++)
        if (candidates->items[i].verdict != IND_KEEP)
            return true;
    return false;
}

void ind_candidates_free(ind_candidates *candidates) {
    ind_dict_free(candidates->keys);
    free(candidates->items);
    *candidates = (ind_candidates){0};
}

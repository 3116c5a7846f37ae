/* quotes.c - the idea: most files quote by the rules, and by the rules a quote only changes sides.
 *
 * Then "inside" is the parity of the quotes so far, 64 bytes a step (prefix xor).  That this holds is checked in
 * the same step: each opening quote follows a separator, a break or a quote, each closing one precedes one.  One
 * quote out of order, and the text is walked exactly, quote by quote, the way libcsv would. */
#include "data/text/quotes.h"

#include "base/memory.h"

#include <stdlib.h>

enum { WORD = 64 };

void ind_places_add(ind_places *places, uint32_t place) {
    places->items = ind_grow(places->items, places->count, &places->capacity, sizeof *places->items);
    places->items[places->count++] = place;
}

void ind_places_free(ind_places *places) {
    free(places->items);
    *places = (ind_places){0};
}

static void add_bits(ind_places *places, uint64_t bits, size_t base) {
    for (; bits != 0; bits &= bits - 1)
        ind_places_add(places, (uint32_t)(base + (size_t)__builtin_ctzll(bits)));
}

/* ---- by the rules ---- */

/* Each bit becomes the parity of itself and all bits below. */
static uint64_t parity_so_far(uint64_t bits) {
    for (unsigned shift = 1; shift < WORD; shift *= 2)
        bits ^= bits << shift;
    return bits;
}

typedef struct {
    uint64_t inside;         /* all ones: the next byte is inside quotes */
    uint64_t edge;           /* 1: the last byte was a separator, a break or a quote; at first: 1 << START */
    uint64_t quote, closing; /* 1: the last byte was one */
} parity_state;

/* One word; false if a quote in it is out of order.  VALID: the bits of the text. */
static bool step(parity_state *state, ind_masks *masks, size_t w, uint64_t valid, ind_places *odd,
                 ind_places *doubled) {
    uint64_t quotes = masks->quotes[w];
    uint64_t edges = masks->separators[w] | masks->breaks[w] | quotes;
    uint64_t inside = parity_so_far(quotes) ^ state->inside;
    uint64_t opening = quotes & inside, closing = quotes & ~inside;
    uint64_t wrong = opening & ~(edges << 1 | state->edge);
    wrong |= (closing << 1 | state->closing) & ~edges;
    add_bits(doubled, opening & (quotes << 1 | state->quote), w * WORD);
    add_bits(odd, masks->breaks[w] & inside, w * WORD);
    masks->inside[w] = inside;
    *state = (parity_state){(uint64_t)0 - (inside >> 63), edges >> 63, quotes >> 63, closing >> 63};
    return (wrong & valid) == 0;
}

/* The first word from W on that has quotes, else the number of words. */
static size_t next_quoted(const ind_masks *masks, size_t w) {
    const uint64_t *quotes = masks->quotes;
    while (w + 4 <= masks->words && (quotes[w] | quotes[w + 1] | quotes[w + 2] | quotes[w + 3]) == 0)
        w += 4;
    while (w < masks->words && quotes[w] == 0)
        w++;
    return w;
}

/* Pass the words from W on that have no quotes and stand outside: most words of most files. */
static size_t skip_unquoted(parity_state *state, ind_masks *masks, size_t w) {
    size_t from = w;
    if ((state->inside | state->closing) != 0)
        return w;
    w = next_quoted(masks, w);
    if (w == from)
        return w;
    memset(masks->inside + from, 0, (w - from) * sizeof *masks->inside);
    *state = (parity_state){.edge = (masks->separators[w - 1] | masks->breaks[w - 1]) >> 63};
    return w;
}

static bool resolve_by_parity(size_t start, size_t length, ind_masks *masks, ind_places *odd, ind_places *doubled) {
    parity_state state = {.edge = UINT64_C(1) << start};
    for (size_t w = 0; (w = skip_unquoted(&state, masks, w)) < masks->words; w++) {
        size_t left = length - w * WORD;
        uint64_t valid = left < WORD ? (UINT64_C(1) << left) - 1 : ~UINT64_C(0);
        if (!step(&state, masks, w, valid, odd, doubled))
            return false;
    }
    return true;
}

/* ---- exactly ---- */

typedef struct {
    ind_str text;
    char separator;
    ind_masks *masks;
    ind_places *odd;
} walk;

static bool is_blank(const walk *w, size_t at) {
    char c = w->text.data[at];
    return (c == ' ' || c == '\t') && c != w->separator;
}

static bool ends_field(const walk *w, size_t at) {
    char c = w->text.data[at];
    return c == w->separator || c == '\n' || c == '\r';
}

static size_t next_quote(const walk *w, size_t from) {
    for (size_t word = from / WORD; word < w->masks->words; word++) {
        uint64_t bits = w->masks->quotes[word];
        if (word == from / WORD)
            bits &= ~UINT64_C(0) << from % WORD;
        if (bits != 0)
            return word * WORD + (size_t)__builtin_ctzll(bits);
    }
    return w->text.length;
}

/* Only blanks between the start of a field, which is not before FROM, and the quote at AT. */
static bool opens(const walk *w, size_t from, bool field_starts, size_t at, bool *blanks) {
    *blanks = at > from && is_blank(w, at - 1);
    while (at > from && is_blank(w, at - 1))
        at--;
    return at == from ? field_starts : ends_field(w, at - 1);
}

static bool has_break(const walk *w, size_t from, size_t to) {
    const char *text = w->text.data + from;
    return memchr(text, '\n', to - from) != NULL || memchr(text, '\r', to - from) != NULL;
}

/* The end of the field whose text begins behind its opening quote at AT; the text's end if it has none.
 * *SIMPLE: its first quote ends it. */
static size_t quoted_end(const walk *w, size_t at, bool *simple) {
    *simple = true;
    for (;;) {
        at = next_quote(w, at);
        if (at == w->text.length)
            return at;
        at++;
        bool blanks = false; /* since the quote that may have been the last */
        while (at < w->text.length && (is_blank(w, at) || (blanks && w->text.data[at] == '"'))) {
            blanks = w->text.data[at] != '"';
            *simple = false;
            at++;
        }
        if (at == w->text.length || ends_field(w, at))
            return at;
        at++;
        *simple = false;
    }
}

static void set_inside(ind_masks *masks, size_t from, size_t to) {
    for (size_t word = from / WORD; word * WORD < to; word++) {
        uint64_t bits = ~UINT64_C(0);
        if (word == from / WORD)
            bits &= ~UINT64_C(0) << from % WORD;
        if (to - word * WORD < WORD)
            bits &= (UINT64_C(1) << (to - word * WORD)) - 1;
        masks->inside[word] |= bits;
    }
}

static void resolve_exactly(const walk *w, size_t start) {
    memset(w->masks->inside, 0, w->masks->words * sizeof *w->masks->inside);
    size_t from = start;      /* everything before is settled */
    bool field_starts = true; /* at FROM */
    for (size_t quote; (quote = next_quote(w, from)) < w->text.length;) {
        bool blanks, simple;
        if (!opens(w, from, field_starts, quote, &blanks)) {
            ind_places_add(w->odd, (uint32_t)quote);
            from = quote + 1;
            field_starts = false;
            continue;
        }
        size_t end = quoted_end(w, quote + 1, &simple);
        set_inside(w->masks, quote, end);
        if (!simple || blanks || has_break(w, quote, end))
            ind_places_add(w->odd, (uint32_t)quote);
        from = end; /* at a separator or break, behind which a field starts */
        field_starts = false;
    }
}

void ind_quotes_resolve(ind_str text, size_t start, char separator, ind_masks *masks, ind_places *odd,
                        ind_places *doubled) {
    size_t odd_before = odd->count, doubled_before = doubled->count;
    if (resolve_by_parity(start, text.length, masks, odd, doubled))
        return;
    odd->count = odd_before;
    doubled->count = doubled_before;
    resolve_exactly(&(walk){text, separator, masks, odd}, start);
}

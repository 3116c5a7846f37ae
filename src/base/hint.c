/* hint.c - the nearest of a set of names, by edit distance.
 *
 * The distance is that of Damerau and Levenshtein in its restricted form: letters added, left out,
 * exchanged, and neighbours swapped.  It counts bytes, and the case of ASCII letters costs nothing.  The table of
 * all prefixes is kept as three rows; a name longer than LONGEST gets no hint. */
#include "base/hint.h"

#include <stdint.h>

enum { LONGEST = 64 };

static size_t allowed(size_t length) {
    return length > 8 ? 3 : length > 3 ? 2 : 1;
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same(ind_str a, size_t i, ind_str b, size_t j) {
    return lower(a.data[i]) == lower(b.data[j]);
}

/* Row I of the table from the one before and the one before that (I > 1). */
static void fill_row(ind_str a, ind_str b, size_t i, const size_t *older, const size_t *previous, size_t *row) {
    row[0] = i;
    for (size_t j = 1; j <= b.length; j++) {
        size_t exchange = previous[j - 1] + !same(a, i - 1, b, j - 1);
        row[j] = least(exchange, least(previous[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && same(a, i - 1, b, j - 2) && same(a, i - 2, b, j - 1))
            row[j] = least(row[j], older[j - 2] + 1);
    }
}

static size_t distance(ind_str a, ind_str b) {
    size_t rows[3][LONGEST + 1] = {0};
    for (size_t j = 0; j <= b.length; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a.length; i++)
        fill_row(a, b, i, rows[(i + 1) % 3], rows[(i - 1) % 3], rows[i % 3]);
    return rows[a.length % 3][b.length];
}

ind_hint ind_hint_start(ind_str wanted) {
    return (ind_hint){.wanted = wanted, .distance = SIZE_MAX};
}

void ind_hint_offer(ind_hint *hint, ind_str candidate) {
    if (hint->wanted.length > LONGEST || candidate.length > LONGEST)
        return;
    size_t more = hint->wanted.length > candidate.length ? hint->wanted.length - candidate.length
                                                         : candidate.length - hint->wanted.length;
    if (more > allowed(hint->wanted.length))
        return; /* a letter more or less is an edit each */
    size_t edits = distance(hint->wanted, candidate);
    if (edits > allowed(hint->wanted.length) || edits >= hint->distance)
        return;
    /* three letters out of three are a different name, not a slip */
    if (edits > 0 && edits >= candidate.length)
        return;
    hint->best = candidate;
    hint->distance = edits;
}

ind_str ind_hint_best(const ind_hint *hint) {
    return hint->best;
}

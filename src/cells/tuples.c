/* tuples.c - as long as all combinations of codes are not too many, each has a place in a plain array.  The places of
 * many rows are worked out one column after the other, so that the compiler can take several rows at once. */
#include "cells/tuples.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_BITS = 20, AT_ONCE = 256 };

typedef struct {
    const ind_dict *dict;
    unsigned bits; /* all codes of the dictionary are below 2^bits */
} direction;

struct ind_tuples {
    size_t columns;
    direction *directions;
    bool laid_out;     /* the directions are set */
    uint32_t *numbers; /* + 1; 0: not asked for yet; NULL: too many places */
    uint32_t *codes;   /* of a row */
};

/* The rows at hand. */
typedef struct {
    ind_tuples *tuples;
    const ind_vector *columns;
    const uint8_t *in;
    uint32_t (*number)(void *context, const uint32_t *codes);
    void *context;
} rows;

ind_tuples *ind_tuples_new(size_t columns) {
    ind_tuples *tuples = ind_alloc(sizeof *tuples);
    tuples->columns = columns;
    tuples->directions = ind_alloc_array(columns, sizeof *tuples->directions);
    tuples->codes = ind_alloc_array(columns, sizeof *tuples->codes);
    return tuples;
}

void ind_tuples_free(ind_tuples *tuples) {
    if (tuples == NULL)
        return;
    free(tuples->directions);
    free(tuples->numbers);
    free(tuples->codes);
    free(tuples);
}

/* ---- the array ---- */

static bool fits(const direction *d, const ind_dict *dict) {
    return d->dict == dict && (dict == NULL || ind_dict_count(dict) >> d->bits == 0);
}

static unsigned bits_for(const ind_dict *dict) {
    unsigned bits = 0;
    while (dict != NULL && ind_dict_count(dict) >> bits != 0)
        bits++;
    return bits;
}

/* Dictionaries grow, but to the next power of two only a few times: then all is asked for again. */
static void lay_out(ind_tuples *tuples, const ind_vector *columns) {
    unsigned bits = 0;
    bool same = tuples->laid_out;
    for (size_t c = 0; c < tuples->columns; c++)
        same = same && fits(&tuples->directions[c], columns[c].dict);
    if (same)
        return;
    for (size_t c = 0; c < tuples->columns; c++) {
        tuples->directions[c] = (direction){columns[c].dict, bits_for(columns[c].dict)};
        bits += tuples->directions[c].bits;
    }
    tuples->laid_out = true;
    free(tuples->numbers);
    tuples->numbers = bits > MOST_BITS ? NULL : ind_alloc_array((size_t)1 << bits, sizeof *tuples->numbers);
}

/* ---- rows ---- */

static uint32_t ask(const rows *r, size_t row) {
    for (size_t c = 0; c < r->tuples->columns; c++)
        r->tuples->codes[c] = r->in == NULL || r->in[row] ? r->columns[c].code[row] : (uint32_t)IND_NULL_CODE;
    return r->number(r->context, r->tuples->codes);
}

static void find_places(const rows *r, size_t from, size_t count, uint32_t *place) {
    memset(place, 0, count * sizeof *place);
    for (size_t c = 0; c < r->tuples->columns; c++) {
        const uint32_t *code = r->columns[c].code + from;
        unsigned bits = r->tuples->directions[c].bits;
        for (size_t i = 0; i < count; i++)
            place[i] = place[i] << bits | code[i];
    }
    for (size_t i = 0; r->in != NULL && i < count; i++)
        place[i] &= (uint32_t)-r->in[from + i];
}

/* False if some number has not been asked for yet. */
static bool look_up(const uint32_t *numbers, const uint32_t *place, size_t count, uint32_t *out) {
    uint32_t all = 0; /* 0 - 1 has the highest bit */
    for (size_t i = 0; i < count; i++) {
        out[i] = numbers[place[i]] - 1;
        all |= out[i];
    }
    return all >> 31 == 0;
}

static void run_some(const rows *r, size_t from, size_t count, uint32_t *out) {
    uint32_t place[AT_ONCE], *numbers = r->tuples->numbers;
    find_places(r, from, count, place);
    if (look_up(numbers, place, count, out))
        return;
    for (size_t i = 0; i < count; i++) {
        if (numbers[place[i]] == 0)
            numbers[place[i]] = ask(r, from + i) + 1;
        out[i] = numbers[place[i]] - 1;
    }
}

void ind_tuples_run(ind_tuples *tuples, const ind_vector *columns, size_t count, const uint8_t *in,
                    uint32_t (*number)(void *context, const uint32_t *codes), void *context, uint32_t *out) {
    rows r = {.tuples = tuples, .columns = columns, .in = in, .number = number, .context = context};
    lay_out(tuples, columns);
    if (tuples->numbers == NULL)
        for (size_t row = 0; row < count; row++)
            out[row] = ask(&r, row);
    for (size_t from = 0; tuples->numbers != NULL && from < count; from += AT_ONCE)
        run_some(&r, from, count - from < AT_ONCE ? count - from : AT_ONCE, out + from);
}

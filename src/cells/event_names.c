/* event_names.c - an unknown name is a key that no text has: without length, but not empty.
 *
 * The names of an entity are found by a small hash table that is as large as its events ask for, and in the cache. */
#include "cells/event_names.h"
#include "base/memory.h"
#include "data/text/alike.h"

#include <stdlib.h>
#include <string.h>

enum { AHEAD = 32 }; /* events whose names are far away from each other, and are asked for in time */

static const ind_text_key unknown = {.words = {0, 1}};

static bool is_unknown(const ind_text_key *name) {
    return name->words[0] == unknown.words[0] && name->words[1] == unknown.words[1];
}

static ind_str keep(ind_dict *dict, ind_str text) {
    return ind_dict_text(dict, ind_dict_add(dict, text));
}

void ind_event_names_set(ind_text_key *names, const ind_str *texts, const uint32_t *rows, size_t count,
                         ind_dict *dict) {
    for (size_t i = 0; i < count; i++) {
        ind_str text = texts[rows[i]];
        if (text.length > IND_SHORT_TEXT)
            text = keep(dict, text);
        ind_text_key_set(&names[i], text);
        if (text.data == NULL)
            names[i] = unknown;
    }
}

int ind_event_names_compare(const ind_text_key *a, const ind_text_key *b) {
    bool unknown_a = is_unknown(a), unknown_b = is_unknown(b);
    if (unknown_a || unknown_b)
        return (int)unknown_a - (int)unknown_b;
    return ind_str_compare(ind_text_key_text(a), ind_text_key_text(b));
}

/* ---- numbers ---- */

typedef struct {
    ind_text_key *names; /* of the entity at hand; name N is at N - 1 */
    uint32_t *slots;     /* numbers by hash; 0: free */
    uint64_t *forms;     /* room for one of each name */
    ind_buffer *scratch;
    size_t *alike;
} numbering;

static size_t slots_for(size_t events) {
    size_t slots = 2;
    while (slots < 2 * events)
        slots *= 2;
    return slots;
}

/* Of the first USED names, those that are perhaps two writings of one. */
static void count_alike(const numbering *n, size_t used) {
    ind_alike_style style = {0};
    for (size_t i = 0; i < used; i++)
        ind_alike_look(&style, ind_text_key_text(&n->names[i]));
    if (!ind_alike_possible(&style))
        return;
    for (size_t i = 0; i < used; i++)
        n->forms[i] = ind_alike_hash(ind_text_key_text(&n->names[i]), n->scratch);
    *n->alike += ind_alike_count(n->forms, used);
}

/* COUNT of the LEFT rows are of the entity. */
static void number_entity(const numbering *n, const ind_text_key *names, const uint32_t *rows, size_t count,
                          size_t left, uint32_t *numbers) {
    size_t mask = slots_for(count) - 1;
    uint32_t used = 0;
    memset(n->slots, 0, (mask + 1) * sizeof *n->slots);
    for (size_t i = 0; i < count; i++) {
        const ind_text_key *name = &names[rows[i]];
        if (i + AHEAD < left)
            __builtin_prefetch(&names[rows[i + AHEAD]]);
        size_t at = ind_text_key_hash(name) >> 32 & mask;
        while (n->slots[at] != 0 && !ind_text_key_same(&n->names[n->slots[at] - 1], name))
            at = (at + 1) & mask;
        if (n->slots[at] == 0 && !is_unknown(name)) {
            n->names[used] = *name;
            n->slots[at] = ++used;
        }
        numbers[i] = n->slots[at];
    }
    if (used > 1)
        count_alike(n, used);
}

uint32_t *ind_event_names_number(const ind_text_key *names, const uint32_t *rows, const size_t *starts, size_t entities,
                                 size_t *alike) {
    size_t most = 0;
    for (size_t e = 0; e < entities; e++)
        most = starts[e + 1] - starts[e] > most ? starts[e + 1] - starts[e] : most;
    ind_buffer scratch = {0};
    numbering n = {ind_alloc_unset(most, sizeof *n.names), ind_alloc_unset(slots_for(most), sizeof *n.slots),
                   ind_alloc_unset(most, sizeof *n.forms), &scratch, alike};
    *alike = 0;
    uint32_t *numbers = ind_alloc_unset(starts[entities], sizeof *numbers);
    for (size_t e = 0; e < entities; e++)
        number_entity(&n, names, rows + starts[e], starts[e + 1] - starts[e], starts[entities] - starts[e],
                      numbers + starts[e]);
    free(n.names);
    free(n.slots);
    free(n.forms);
    ind_buffer_free(&scratch);
    return numbers;
}

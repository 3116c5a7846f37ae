/* derived_keys.c - see derived_keys.h. */
#include "check/derived_keys.h"

#include <stdlib.h>

typedef struct {
    uint32_t field;
    const ind_derived *derived;
    ind_eval *eval;
    int *places; /* of its slots, in a batch */
    ind_vector *slots;
    const ind_vector *values;
} key_column;

struct ind_derived_keys {
    key_column *columns;
    size_t count;
};

/* EACH derived column that a look-up of DATASET goes by; as often as it comes. */
static void each_key(const ind_dataset *dataset, void (*each)(void *context, uint32_t field), void *context) {
    for (size_t k = 0; k < dataset->foreign_key_count; k++) {
        const ind_foreign_key *key = &dataset->foreign_keys[k];
        for (size_t f = 0; f < key->count; f++)
            if (dataset->fields[key->fields[f]].derived.length > 0)
                each(context, key->fields[f]);
        if (key->has_valid && key->valid_on == IND_VALID_ON_FIELD && dataset->fields[key->valid_at].derived.length > 0)
            each(context, key->valid_at);
    }
}

static const ind_derived *derived_of(ind_run *run, const ind_dataset *dataset, uint32_t field) {
    bool busy;
    return ind_catalogue_derived(run->catalogue, dataset, field, run->diag, &busy);
}

/* ---- which ---- */

typedef struct {
    ind_run *run;
    const ind_dataset *dataset;
    const uint32_t *fields;
    size_t field_count;
    ind_derived_keys *keys;
} gathering;

static int place_of(const gathering *g, const ind_column *column) {
    for (size_t i = 0; column->foreign_key < 0 && i < g->field_count; i++)
        if (g->fields[i] == column->field)
            return (int)i;
    return -1;
}

static void add_key(void *context, uint32_t field) {
    const gathering *g = context;
    const ind_derived *derived = derived_of(g->run, g->dataset, field);
    bool whole = derived != NULL && ind_derived_keys_number(g->keys, field) < 0;
    for (size_t s = 0; whole && s < derived->column_count; s++)
        whole = place_of(g, &derived->columns[s]) >= 0;
    if (!whole)
        return;
    key_column *made = &g->keys->columns[g->keys->count++];
    *made = (key_column){.field = field, .derived = derived, .eval = ind_eval_new(derived->expr)};
    made->places = ind_alloc_array(derived->column_count, sizeof *made->places);
    made->slots = ind_alloc_array(derived->column_count, sizeof *made->slots);
    for (size_t s = 0; s < derived->column_count; s++)
        made->places[s] = place_of(g, &derived->columns[s]);
}

ind_derived_keys *ind_derived_keys_new(ind_run *run, const ind_dataset *dataset, const uint32_t *fields, size_t count) {
    ind_derived_keys *keys = ind_alloc(sizeof *keys);
    keys->columns = ind_alloc_array(dataset->field_count, sizeof *keys->columns);
    each_key(dataset, add_key, &(gathering){run, dataset, fields, count, keys});
    return keys;
}

void ind_derived_keys_free(ind_derived_keys *keys) {
    if (keys == NULL)
        return;
    for (size_t i = 0; i < keys->count; i++) {
        ind_eval_free(keys->columns[i].eval);
        free(keys->columns[i].places);
        free(keys->columns[i].slots);
    }
    free(keys->columns);
    free(keys);
}

int ind_derived_keys_number(const ind_derived_keys *keys, uint32_t field) {
    for (size_t i = 0; i < keys->count; i++)
        if (keys->columns[i].field == field)
            return (int)i;
    return -1;
}

/* ---- rows ---- */

void ind_derived_keys_run(ind_derived_keys *keys, const ind_batch *batch) {
    for (size_t i = 0; i < keys->count; i++) {
        key_column *column = &keys->columns[i];
        for (size_t s = 0; s < column->derived->column_count; s++)
            column->slots[s] = batch->columns[column->places[s]];
        column->values = ind_eval_run(column->eval, column->slots, batch->count);
    }
}

const ind_vector *ind_derived_keys_column(const ind_derived_keys *keys, int number) {
    return keys->columns[number].values;
}

/* ---- fields of the file ---- */

typedef struct {
    ind_run *run;
    const ind_dataset *dataset;
    uint32_t field;
    bool found;
} search;

static void look_at_key(void *context, uint32_t field) {
    search *s = context;
    const ind_derived *derived = derived_of(s->run, s->dataset, field);
    for (size_t c = 0; derived != NULL && c < derived->column_count; c++)
        s->found |= derived->columns[c].foreign_key < 0 && derived->columns[c].field == s->field;
}

bool ind_derived_keys_read(ind_run *run, const ind_dataset *dataset, uint32_t field) {
    search s = {run, dataset, field, false};
    each_key(dataset, look_at_key, &s);
    return s.found;
}

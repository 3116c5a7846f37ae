/* key_tables.c - see key_tables.h.  A table is open addressing by hash; rows of one key stand behind each other. */
#include "check/key_tables.h"
#include "check/derived_keys.h"
#include "engine/load/load.h"

#include <stdlib.h>
#include <xxhash.h>

typedef struct {
    uint64_t hash; /* 0: free */
    int32_t from, to;
} slot;

/* The keys of one dataset, as one or more foreign keys name them. */
typedef struct {
    const ind_foreign_key *as;
    slot *slots;
    size_t count, room; /* ROOM is a power of 2, or 0 */
} key_table;

/* Where the parts of a key stand in the batches of the input at hand, behind those the derived ones; -1: the file lacks
 * one. */
typedef struct {
    int place[IND_MAX_KEY];
    int from, to, at;
    bool whole;
} places;

struct ind_key_tables {
    ind_run *run;
    key_table *tables;
    size_t table_count;
    bool *read; /* by input of the run */
    ind_input *input;
    const uint32_t *fields;
    size_t field_count;
    ind_derived_keys *derived;
    places *kept, *asked; /* by table; by foreign key */
    ind_buffer key;
};

static bool same_target(const ind_foreign_key *a, const ind_foreign_key *b) {
    bool same = ind_str_equal(a->target, b->target) && a->count == b->count && a->has_valid == b->has_valid;
    for (size_t k = 0; same && k < a->count; k++)
        same = ind_str_equal(a->target_names[k], b->target_names[k]);
    return same &&
           (!a->has_valid || (ind_str_equal(a->valid_from, b->valid_from) && ind_str_equal(a->valid_to, b->valid_to)));
}

static key_table *table_of(const ind_key_tables *t, const ind_foreign_key *key) {
    for (size_t i = 0; i < t->table_count; i++)
        if (same_target(t->tables[i].as, key))
            return &t->tables[i];
    return NULL;
}

ind_key_tables *ind_key_tables_new(ind_run *run) {
    ind_key_tables *t = ind_alloc(sizeof *t);
    size_t keys = 0, most = 0;
    for (size_t i = 0; i < run->input_count; i++) {
        size_t own = run->inputs[i].dataset->foreign_key_count;
        keys += own;
        most = own > most ? own : most;
    }
    t->run = run;
    t->tables = ind_alloc_array(keys, sizeof *t->tables);
    t->kept = ind_alloc_array(keys, sizeof *t->kept);
    t->asked = ind_alloc_array(most, sizeof *t->asked);
    t->read = ind_alloc_array(run->input_count, sizeof *t->read);
    for (size_t i = 0; i < run->input_count; i++)
        for (size_t k = 0; k < run->inputs[i].dataset->foreign_key_count; k++) {
            const ind_foreign_key *key = &run->inputs[i].dataset->foreign_keys[k];
            if (table_of(t, key) == NULL && ind_run_input(run, key->target) != NULL)
                t->tables[t->table_count++].as = key;
        }
    return t;
}

void ind_key_tables_free(ind_key_tables *t) {
    for (size_t i = 0; i < t->table_count; i++)
        free(t->tables[i].slots);
    ind_derived_keys_free(t->derived);
    ind_buffer_free(&t->key);
    free(t->tables);
    free(t->kept);
    free(t->asked);
    free(t->read);
    free(t);
}

/* ---- which columns ---- */

static int place_of(const ind_key_tables *t, int field) {
    for (size_t i = 0; field >= 0 && i < t->field_count; i++)
        if (t->fields[i] == (uint32_t)field)
            return (int)i;
    return -1;
}

static places places_of_target(const ind_key_tables *t, const ind_foreign_key *key) {
    const ind_dataset *dataset = t->input->dataset;
    places p = {.from = -1, .to = -1, .at = -1, .whole = true};
    for (size_t k = 0; k < key->count; k++) {
        p.place[k] = place_of(t, ind_dataset_field(dataset, key->target_names[k]));
        p.whole = p.whole && p.place[k] >= 0;
    }
    if (key->has_valid) {
        p.from = place_of(t, ind_dataset_field(dataset, key->valid_from));
        p.to = place_of(t, ind_dataset_field(dataset, key->valid_to));
    }
    return p;
}

/* A field of this side, be it derived. */
static int place_of_own(const ind_key_tables *t, uint32_t field) {
    int derived = ind_derived_keys_number(t->derived, field);
    return derived < 0 ? place_of(t, (int)field) : (int)t->field_count + derived;
}

static places places_of_source(const ind_key_tables *t, const ind_foreign_key *key) {
    places p = {.from = -1, .to = -1, .at = -1, .whole = true};
    for (size_t k = 0; k < key->count; k++) {
        p.place[k] = place_of_own(t, key->fields[k]);
        p.whole = p.whole && p.place[k] >= 0;
    }
    if (key->has_valid && key->valid_on == IND_VALID_ON_FIELD)
        p.at = place_of_own(t, key->valid_at);
    return p;
}

void ind_key_tables_begin(ind_key_tables *t, ind_input *input, const uint32_t *fields, size_t count) {
    t->input = input;
    t->fields = fields;
    t->field_count = count;
    for (size_t i = 0; i < t->table_count; i++)
        if (ind_str_equal(t->tables[i].as->target, input->dataset->name)) {
            t->kept[i] = places_of_target(t, t->tables[i].as);
            if (t->tables[i].room > 0)
                memset(t->tables[i].slots, 0, t->tables[i].room * sizeof(slot));
            t->tables[i].count = 0;
        }
    ind_derived_keys_free(t->derived);
    t->derived = ind_derived_keys_new(t->run, input->dataset, fields, count);
    for (size_t k = 0; k < input->dataset->foreign_key_count; k++)
        t->asked[k] = places_of_source(t, &input->dataset->foreign_keys[k]);
    for (size_t f = 0; f < input->file_count; f++)
        ind_findings_clear(&input->misses[f]);
}

void ind_key_tables_end(ind_key_tables *t, bool good) {
    if (t->input == NULL) /* nothing could be read of it */
        return;
    t->read[t->input - t->run->inputs] = good;
    t->input = NULL;
}

/* ---- keys ---- */

static const ind_vector *column_at(const ind_key_tables *t, const ind_batch *batch, int place) {
    int derived = place - (int)t->field_count;
    return derived < 0 ? &batch->columns[place] : ind_derived_keys_column(t->derived, derived);
}

static ind_str part_at(const ind_key_tables *t, const ind_batch *batch, int place, size_t row) {
    const ind_vector *column = column_at(t, batch, place);
    if (place < (int)t->field_count && batch->texts != NULL && batch->texts[place] != NULL)
        return batch->texts[place][row];
    if (ind_vector_is_null(column, row))
        return (ind_str){0};
    switch (column->type) {
    case IND_TEXT:
    case IND_LIST: return ind_dict_text(column->dict, column->code[row]);
    case IND_DATE: return (ind_str){(const char *)&column->day[row], sizeof *column->day};
    case IND_NUMBER: return (ind_str){(const char *)&column->number[row], sizeof *column->number};
    default: return (ind_str){(const char *)&column->integer[row], sizeof *column->integer};
    }
}

/* Never 0, which is a free slot; 0: a part has no value. */
static uint64_t hash_of(ind_key_tables *t, const places *p, size_t parts, const ind_batch *batch, size_t row) {
    t->key.length = 0;
    for (size_t k = 0; k < parts; k++) {
        ind_str part = part_at(t, batch, p->place[k], row);
        uint64_t length = part.length;
        if (part.data == NULL)
            return 0;
        ind_buffer_add(&t->key, &length, sizeof length);
        ind_buffer_add(&t->key, part.data, part.length);
    }
    uint64_t hash = XXH3_64bits(t->key.data, t->key.length);
    return hash == 0 ? 1 : hash;
}

static int32_t day_at(const ind_key_tables *t, const ind_batch *batch, int place, size_t row) {
    enum { DAY_MINUTES = 1440 };
    const ind_vector *column = place < 0 ? NULL : column_at(t, batch, place);
    if (column == NULL || ind_vector_is_null(column, row))
        return IND_NULL_DATE;
    if (column->type == IND_DATE)
        return column->day[row];
    int64_t minutes = column->integer[row];
    return (int32_t)(minutes / DAY_MINUTES - (minutes % DAY_MINUTES < 0));
}

static void put(key_table *table, slot one) {
    size_t at = one.hash & (table->room - 1);
    while (table->slots[at].hash != 0)
        at = (at + 1) & (table->room - 1);
    table->slots[at] = one;
}

static void grow(key_table *table) {
    slot *old = table->slots;
    size_t room = table->room;
    table->room = room == 0 ? 1024 : 2 * room;
    table->slots = ind_alloc_array(table->room, sizeof(slot));
    for (size_t i = 0; i < room; i++)
        if (old[i].hash != 0)
            put(table, old[i]);
    free(old);
}

static bool stands_in(const key_table *table, slot one) {
    for (size_t at = one.hash & (table->room - 1); table->room > 0 && table->slots[at].hash != 0;
         at = (at + 1) & (table->room - 1))
        if (table->slots[at].hash == one.hash && table->slots[at].from == one.from && table->slots[at].to == one.to)
            return true;
    return false;
}

static void keep(ind_key_tables *t, size_t number, const ind_batch *batch) {
    key_table *table = &t->tables[number];
    const places *p = &t->kept[number];
    for (size_t row = 0; row < batch->count; row++) {
        slot one = {hash_of(t, p, table->as->count, batch, row), day_at(t, batch, p->from, row),
                    day_at(t, batch, p->to, row)};
        if (one.hash == 0 || stands_in(table, one))
            continue;
        if (2 * (table->count + 1) > table->room)
            grow(table);
        put(table, one);
        table->count++;
    }
}

/* A day that is not known finds any row of the key. */
static bool finds(const key_table *table, uint64_t hash, int32_t day) {
    for (size_t at = hash & (table->room - 1); table->room > 0 && table->slots[at].hash != 0;
         at = (at + 1) & (table->room - 1)) {
        const slot *s = &table->slots[at];
        bool valid = day == IND_NULL_DATE ||
                     ((s->from == IND_NULL_DATE || s->from <= day) && (s->to == IND_NULL_DATE || day <= s->to));
        if (s->hash == hash && valid)
            return true;
    }
    return false;
}

static void look(ind_key_tables *t, size_t number, const ind_batch *batch) {
    const ind_dataset *dataset = t->input->dataset;
    const ind_foreign_key *key = &dataset->foreign_keys[number];
    const key_table *table = table_of(t, key);
    const ind_input *target = ind_run_input(t->run, key->target);
    const char *name = NULL, *what = NULL;
    if (table == NULL || !t->asked[number].whole || !t->read[target - t->run->inputs])
        return;
    for (size_t k = 0; k < number; k++)
        if (ind_key_same_of_period(&dataset->foreign_keys[k], key))
            return; /* another look-up says the same */
    for (size_t row = 0; row < batch->count; row++) {
        uint64_t hash = hash_of(t, &t->asked[number], key->count, batch, row);
        if (hash == 0 || finds(table, hash, day_at(t, batch, t->asked[number].at, row)))
            continue;
        if (what == NULL)
            ind_lookup_words(t->run->arena, dataset, (int)number, &name, &what);
        ind_findings_add(&t->input->misses[batch->file], "missing_lookup", IND_WARNING, name, 0, what, batch->line[row],
                         NULL);
    }
}

void ind_key_tables_take(ind_key_tables *t, const ind_batch *batch) {
    for (size_t i = 0; i < t->table_count; i++)
        if (ind_str_equal(t->tables[i].as->target, t->input->dataset->name) && t->kept[i].whole)
            keep(t, i, batch);
    ind_derived_keys_run(t->derived, batch);
    for (size_t k = 0; k < t->input->dataset->foreign_key_count; k++)
        look(t, k, batch);
}

bool ind_key_tables_ready(const ind_key_tables *t, const bool *left, const ind_input *input) {
    for (size_t k = 0; k < input->dataset->foreign_key_count; k++) {
        const ind_input *target = ind_run_input(t->run, input->dataset->foreign_keys[k].target);
        if (target != NULL && target != input && left[target - t->run->inputs])
            return false;
    }
    return true;
}

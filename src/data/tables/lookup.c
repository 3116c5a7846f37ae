/* lookup.c - rows of a table chained by key; keys of both sides meet as texts in one dictionary.
 *
 * A key of several columns becomes one text of length-prefixed parts.  What a code of this side
 * means is worked out once for a key of one column.  Of several rows with a key, the one valid on
 * the day is taken; where that leaves a choice, the row that sorts last by value, so that
 * the order of the file never decides. */
#include "data/tables/lookup.h"

#include <stdlib.h>

void ind_reference_clear(ind_reference *table) {
    table->rows = 0;
}

static void grow(ind_reference *table, size_t capacity) {
    table->capacity = capacity;
    for (size_t c = 0; c < table->field_count; c++)
        table->columns[c].any = ind_realloc(table->columns[c].any, capacity * ind_type_size(table->columns[c].type));
    if (!table->has_places)
        return;
    table->file = ind_realloc(table->file, capacity * sizeof *table->file);
    table->line = ind_realloc(table->line, capacity * sizeof *table->line);
}

void ind_reference_add(ind_reference *table, const ind_batch *batch) {
    if (table->rows + batch->count > table->capacity)
        grow(table, (table->rows + batch->count) * 2);
    for (size_t c = 0; c < table->field_count; c++) {
        ind_vector to = ind_vector_slice(&table->columns[c], table->rows);
        memcpy(to.any, batch->columns[c].any, batch->count * ind_type_size(to.type));
    }
    for (size_t row = 0; row < batch->count && table->has_places; row++) {
        table->file[table->rows + row] = batch->file;
        table->line[table->rows + row] = batch->line[row];
    }
    table->rows += batch->count;
}

void ind_reference_free(ind_reference *table) {
    for (size_t c = 0; table->columns != NULL && c < table->field_count; c++)
        free(table->columns[c].any);
    for (size_t c = table->field_count; table->columns != NULL && c < table->column_count; c++)
        free(table->columns[c].any);
    free(table->columns);
    free(table->file);
    free(table->line);
}

const ind_vector *ind_reference_column(const ind_reference *table, uint32_t field) {
    for (size_t c = 0; c < table->field_count; c++)
        if (table->fields[c] == field)
            return &table->columns[c];
    return NULL;
}

#define NO_ROW UINT32_MAX

struct ind_lookup {
    const ind_foreign_key *key;
    const ind_reference *table;
    ind_dict *tuples;                        /* key texts of the table */
    uint32_t *first;                         /* row by number of the key text */
    uint32_t *next;                          /* row after this one with the same key */
    const ind_vector *valid_from, *valid_to; /* NULL without validity */
    uint32_t *memo;                          /* one-column keys: code of this side -> number of the key text + 1 */
    size_t memo_size;
    ind_buffer text;
    bool shared; /* the chains are another's */
};

/* The key of a row as one text; false if a part is unknown. */
static bool key_text(const ind_vector *const *keys, size_t count, size_t row, ind_buffer *text) {
    text->length = 0;
    for (size_t k = 0; k < count; k++) {
        if (ind_vector_is_null(keys[k], row))
            return false;
        if (keys[k]->type == IND_TEXT || keys[k]->type == IND_LIST) {
            ind_str part = ind_dict_text(keys[k]->dict, keys[k]->code[row]);
            uint32_t length = (uint32_t)part.length;
            ind_buffer_add(text, &length, sizeof length);
            ind_buffer_add(text, part.data, part.length);
        } else {
            size_t size = ind_type_size(keys[k]->type);
            ind_buffer_add(text, (const char *)keys[k]->any + row * size, size);
        }
    }
    return true;
}

static const ind_vector *target_column(const ind_reference *table, ind_str name) {
    return ind_reference_column(table, (uint32_t)ind_dataset_field(table->dataset, name));
}

static void chain_rows(ind_lookup *lookup, const ind_vector *const *columns) {
    const ind_reference *table = lookup->table;
    size_t capacity = 0, count = 0;
    lookup->next = ind_alloc_array(table->rows, sizeof *lookup->next);
    for (size_t row = 0; row < table->rows; row++) {
        lookup->next[row] = NO_ROW;
        if (!key_text(columns, lookup->key->count, row, &lookup->text))
            continue;
        uint32_t number = ind_dict_add(lookup->tuples, ind_buffer_str(&lookup->text));
        while (count <= number) {
            lookup->first = ind_grow(lookup->first, count, &capacity, sizeof *lookup->first);
            lookup->first[count++] = NO_ROW;
        }
        lookup->next[row] = lookup->first[number];
        lookup->first[number] = (uint32_t)row;
    }
}

static void start_memo(ind_lookup *lookup) {
    lookup->memo_size = 64;
    lookup->memo = ind_alloc_array(lookup->memo_size, sizeof *lookup->memo);
}

ind_lookup *ind_lookup_new(const ind_foreign_key *key, const ind_vector *const *keys, const ind_reference *table) {
    ind_lookup *lookup = ind_alloc(sizeof *lookup);
    *lookup = (ind_lookup){.key = key, .table = table, .tuples = ind_dict_new()};
    const ind_vector **columns = ind_alloc_array(key->count, sizeof *columns);
    for (size_t k = 0; k < key->count; k++)
        columns[k] = target_column(table, key->target_names[k]);
    chain_rows(lookup, columns);
    free(columns);
    if (key->has_valid) {
        lookup->valid_from = target_column(table, key->valid_from);
        lookup->valid_to = target_column(table, key->valid_to);
    }
    if (key->count == 1 && keys[0]->dict != NULL)
        start_memo(lookup);
    return lookup;
}

ind_lookup *ind_lookup_share(const ind_lookup *lookup) {
    ind_lookup *share = ind_alloc(sizeof *share);
    *share = *lookup;
    share->shared = true;
    share->text = (ind_buffer){0};
    if (lookup->memo != NULL)
        start_memo(share);
    return share;
}

void ind_lookup_free(ind_lookup *lookup) {
    if (lookup == NULL)
        return;
    if (!lookup->shared) {
        ind_dict_free(lookup->tuples);
        free(lookup->first);
        free(lookup->next);
    }
    free(lookup->memo);
    ind_buffer_free(&lookup->text);
    free(lookup);
}

/* Number of the row's key among the table's keys; 0 if the table lacks it. */
static uint32_t find_key(ind_lookup *lookup, const ind_vector *const *keys, size_t row) {
    uint32_t code = lookup->memo == NULL ? 0 : keys[0]->code[row];
    if (lookup->memo != NULL && code >= lookup->memo_size) {
        size_t size = (size_t)ind_dict_count(keys[0]->dict) + 1024;
        lookup->memo = ind_realloc(lookup->memo, size * sizeof *lookup->memo);
        memset(lookup->memo + lookup->memo_size, 0, (size - lookup->memo_size) * sizeof *lookup->memo);
        lookup->memo_size = size;
    }
    if (lookup->memo != NULL && lookup->memo[code] != 0)
        return lookup->memo[code] - 1;
    key_text(keys, lookup->key->count, row, &lookup->text);
    uint32_t number = ind_dict_find(lookup->tuples, ind_buffer_str(&lookup->text));
    if (lookup->memo != NULL)
        lookup->memo[code] = number + 1;
    return number;
}

static bool is_valid(const ind_lookup *lookup, uint32_t row, int32_t day) {
    int32_t from = lookup->valid_from->day[row], to = lookup->valid_to->day[row];
    return (from == IND_NULL_DATE || from <= day) && (to == IND_NULL_DATE || day <= to);
}

/* Does row A sort after row B, by validity first, then by the primary key and then by every column?  The primary
 * key is always loaded; which other columns are depends on what else is computed. */
static bool is_after(const ind_lookup *lookup, uint32_t a, uint32_t b) {
    const ind_dataset *dataset = lookup->table->dataset;
    int order = lookup->valid_from == NULL ? 0 : ind_vector_compare(lookup->valid_from, a, lookup->valid_from, b);
    if (order != 0 && ind_vector_is_null(lookup->valid_from, a) != ind_vector_is_null(lookup->valid_from, b))
        order = -order; /* no beginning is the earliest */
    for (size_t k = 0; order == 0 && k < dataset->key_count; k++) {
        const ind_vector *column = ind_reference_column(lookup->table, dataset->key[k]);
        order = column == NULL ? 0 : ind_vector_compare(column, a, column, b);
    }
    for (size_t c = 0; order == 0 && c < lookup->table->field_count; c++)
        order = ind_vector_compare(&lookup->table->columns[c], a, &lookup->table->columns[c], b);
    return order > 0;
}

/* A day that is not known takes the row that is valid last. */
static int64_t choose_row(const ind_lookup *lookup, uint32_t number, int32_t day) {
    uint32_t best = NO_ROW;
    for (uint32_t row = lookup->first[number]; row != NO_ROW; row = lookup->next[row]) {
        if (lookup->valid_from != NULL && day != IND_NULL_DATE && !is_valid(lookup, row, day))
            continue;
        if (best == NO_ROW || is_after(lookup, row, best))
            best = row;
    }
    return best == NO_ROW ? IND_ROW_MISS : (int64_t)best;
}

static int32_t day_at(const ind_vector *at, size_t row) {
    if (at == NULL || ind_vector_is_null(at, row))
        return IND_NULL_DATE;
    if (at->type == IND_DATE)
        return at->day[row];
    int64_t minutes = at->integer[row];
    return (int32_t)(minutes / 1440 - (minutes % 1440 < 0));
}

static bool has_key(const ind_lookup *lookup, const ind_vector *const *keys, size_t row) {
    bool known = true;
    for (size_t k = 0; k < lookup->key->count; k++)
        known = known && !ind_vector_is_null(keys[k], row);
    return known;
}

/* ANY_ROW: whether there is one, not which. */
static void find_rows(ind_lookup *lookup, const ind_vector *const *keys, const ind_vector *at, size_t count,
                      bool any_row, int64_t *rows) {
    for (size_t row = 0; row < count; row++) {
        bool known = has_key(lookup, keys, row);
        uint32_t number = known ? find_key(lookup, keys, row) : 0;
        if (!known || number == 0)
            rows[row] = known ? IND_ROW_MISS : IND_ROW_NONE;
        else
            rows[row] = any_row ? 0 : choose_row(lookup, number, day_at(at, row));
    }
}

void ind_lookup_run(ind_lookup *lookup, const ind_vector *const *keys, const ind_vector *at, size_t count,
                    int64_t *rows) {
    find_rows(lookup, keys, at, count, false, rows);
}

void ind_lookup_known(ind_lookup *lookup, const ind_vector *const *keys, size_t count, int64_t *rows) {
    find_rows(lookup, keys, NULL, count, true, rows);
}

void ind_lookup_take(ind_vector *to, const ind_vector *from, const int64_t *rows, size_t count) {
    for (size_t row = 0; row < count; row++) {
        if (rows[row] >= 0)
            ind_vector_copy(to, row, from, (size_t)rows[row]);
        else
            ind_vector_set_null(to, row);
    }
}

/* ---- facts ---- */

/* Death is not a matter of which version was valid on the day of admission. */
static bool same_in_all(const ind_lookup *lookup, uint32_t first, int32_t *day) {
    int32_t least = IND_NULL_DATE;
    bool torn = false;
    for (uint32_t row = first; row != NO_ROW; row = lookup->next[row]) {
        if (day[row] == IND_NULL_DATE)
            continue;
        torn = torn || (least != IND_NULL_DATE && day[row] != least);
        least = least == IND_NULL_DATE || day[row] < least ? day[row] : least;
    }
    for (uint32_t row = first; row != NO_ROW; row = lookup->next[row])
        day[row] = least;
    return torn;
}

/* Who moves may come back and move again: each version without a day gets the first that follows its beginning. */
static void from_the_next(const ind_lookup *lookup, uint32_t first, int32_t *day) {
    for (uint32_t row = first; row != NO_ROW; row = lookup->next[row]) {
        int32_t from = lookup->valid_from->day[row], best = IND_NULL_DATE;
        for (uint32_t other = first; day[row] == IND_NULL_DATE && other != NO_ROW; other = lookup->next[other]) {
            bool later = day[other] != IND_NULL_DATE && (from == IND_NULL_DATE || day[other] >= from);
            if (later && (best == IND_NULL_DATE || day[other] < best))
                best = day[other];
        }
        if (best != IND_NULL_DATE)
            day[row] = best;
    }
}

void ind_lookup_unify(const ind_lookup *lookup, ind_reference *table, uint64_t *torn) {
    for (size_t c = 0; lookup->valid_from != NULL && c < table->field_count; c++) {
        const ind_field *field = &table->dataset->fields[table->fields[c]];
        if (field->versions == IND_OF_VERSION || field->type != IND_DATE)
            continue;
        for (uint32_t number = 1; number <= ind_dict_count(lookup->tuples); number++)
            if (field->versions == IND_FROM_THE_NEXT)
                from_the_next(lookup, lookup->first[number], table->columns[c].day);
            else if (same_in_all(lookup, lookup->first[number], table->columns[c].day))
                torn[table->fields[c]]++;
    }
}

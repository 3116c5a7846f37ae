/* unreadable_count.c - counting while a dataset is read: rows by supplier and year, bad cells by column as well. */
#include "engine/state/unreadable_count.h"
#include "base/date.h"

#include <stdlib.h>

enum { FIRST_YEAR = 1940, MOST_SUPPLIERS = 4096, MINUTES_A_DAY = 1440, LAST_MONTH = 12, LAST_DAY = 31, BITS = 64 };
enum { MOST_WORDS = IND_MAX_COLUMNS / BITS + 1 };

void ind_unreadable_open(ind_unreadable *tally, size_t fields) {
    *tally = (ind_unreadable){.keys = ind_dict_new(),
                              .seen = ind_alloc(fields + 1),
                              .seen_words = fields / BITS + 1,
                              .blank_keys = ind_dict_new()};
}

void ind_unreadable_free(ind_unreadable *tally) {
    ind_dict_free(tally->keys);
    ind_dict_free(tally->blank_keys);
    free(tally->blank);
    free(tally->rows);
    free(tally->seen_in);
    free(tally->bad);
    free(tally->seen);
    *tally = (ind_unreadable){0};
}

void ind_unreadable_clear(ind_unreadable *tally, size_t fields) {
    ind_unreadable_free(tally);
    ind_unreadable_open(tally, fields);
}

/* ---- where a row is from ---- */

static int32_t year_of_text(ind_str text) {
    int32_t year = 0;
    for (size_t i = 0; i < 4; i++) {
        if (i >= text.length || text.data[i] < '0' || text.data[i] > '9')
            return 0;
        year = 10 * year + (text.data[i] - '0');
    }
    return year;
}

int32_t ind_origin_day(const ind_origin *origin, const ind_batch *batch, size_t row) {
    const ind_vector *date = origin->date < 0 ? NULL : &batch->columns[origin->date];
    if (date == NULL || ind_vector_is_null(date, row))
        return IND_NULL_DATE;
    if (date->type == IND_DATE)
        return date->day[row];
    if (date->type == IND_DATETIME)
        return (int32_t)(date->integer[row] / MINUTES_A_DAY - (date->integer[row] % MINUTES_A_DAY < 0));
    int32_t year = date->type == IND_TEXT ? year_of_text(ind_dict_text(date->dict, date->code[row])) : 0;
    return year > 0 ? ind_day(year, LAST_MONTH, LAST_DAY) : IND_NULL_DATE;
}

/* 365.2425 days a year, with one day to spare: two multiplications are all that a row may cost. */
static uint32_t year_of_day(int32_t day) {
    static const int32_t first = -10958; /* 1940-01-01 */
    if (day < first)
        return 0;
    uint32_t since = (uint32_t)(day - first), quads = since / 1461, rest = since % 1461;
    uint32_t year = 1 + 4 * quads + (rest < 366 ? 0 : (rest - 1) / 365); /* 1940 is a leap year */
    return year < IND_UNREADABLE_YEARS ? year : 0;
}

bool ind_unreadable_days(uint32_t year, int32_t *from, int32_t *to) {
    if (year == 0)
        return false;
    *from = ind_day(FIRST_YEAR + (int32_t)year - 1, 1, 1);
    *to = ind_day(FIRST_YEAR + (int32_t)year - 1, LAST_MONTH, LAST_DAY);
    return true;
}

static uint32_t supplier_at(const ind_origin *origin, const ind_batch *batch, size_t row) {
    const ind_vector *supplier = origin->supplier < 0 ? NULL : &batch->columns[origin->supplier];
    return supplier != NULL && supplier->type == IND_TEXT && supplier->code[row] < MOST_SUPPLIERS ? supplier->code[row]
                                                                                                  : 0;
}

/* ---- counting ---- */

static void make_room(ind_unreadable *tally, uint32_t supplier) {
    if (supplier < tally->supplier_count)
        return;
    size_t before = tally->supplier_count, now = 2 * (size_t)supplier + 1;
    tally->rows = ind_realloc(tally->rows, now * IND_UNREADABLE_YEARS * sizeof *tally->rows);
    memset(tally->rows + before * IND_UNREADABLE_YEARS, 0, (now - before) * IND_UNREADABLE_YEARS * sizeof *tally->rows);
    size_t year = tally->seen_words * sizeof *tally->seen_in, whole = IND_UNREADABLE_YEARS * year;
    tally->seen_in = ind_realloc(tally->seen_in, now * whole);
    memset((char *)tally->seen_in + before * whole, 0, (now - before) * whole);
    tally->supplier_count = now;
}

/* Is there a value of the wanted field number I? */
static bool has_value(const ind_batch *batch, size_t i, size_t row) {
    bool late = batch->texts != NULL && batch->texts[i] != NULL;
    return late ? batch->texts[i][row].data != NULL : !ind_vector_is_null(&batch->columns[i], row);
}

static void count_one(ind_dict *keys, ind_bad_count **counts, size_t *used, size_t *capacity, ind_bad_count one) {
    uint32_t parts[] = {one.supplier, one.year, one.field};
    uint32_t number = ind_dict_add(keys, (ind_str){(const char *)parts, sizeof parts});
    if (number > *used) {
        *counts = ind_grow(*counts, *used, capacity, sizeof **counts);
        (*counts)[(*used)++] = (ind_bad_count){one.supplier, one.year, one.field, 0};
    }
    (*counts)[number - 1].count += one.count;
}

static void count_bad(ind_unreadable *tally, ind_bad_count one) {
    count_one(tally->keys, &tally->bad, &tally->bad_count, &tally->bad_capacity, one);
}

static void count_blank(ind_unreadable *tally, ind_bad_count one) {
    count_one(tally->blank_keys, &tally->blank, &tally->blank_count, &tally->blank_capacity, one);
}

/* The wanted fields that are expected to have some value, as bits. */
static void expect(const ind_origin *origin, size_t words, uint64_t *bits) {
    memset(bits, 0, words * sizeof *bits);
    for (size_t i = 0; i < origin->wanted_count; i++) {
        uint32_t field = origin->wanted[i];
        if (ind_field_least_rows(&origin->dataset->fields[field]) > 0)
            bits[field / BITS] |= (uint64_t)1 << field % BITS;
    }
}

/* Is the row of those that have the field at all? */
static bool is_of(const ind_origin *origin, const ind_field *field, const ind_batch *batch, size_t row) {
    if (field->expected_of < 0)
        return true;
    for (size_t i = 0; i < origin->wanted_count; i++) {
        if (origin->wanted[i] != (uint32_t)field->expected_of || batch->columns[i].type != IND_TEXT)
            continue;
        ind_str code = ind_dict_text(batch->columns[i].dict, batch->columns[i].code[row]);
        for (size_t k = 0; k < field->expected_code_count; k++)
            if (ind_str_equal(code, field->expected_codes[k]))
                return true;
    }
    return false;
}

typedef struct {
    const ind_origin *origin;
    const ind_batch *batch;
    const uint64_t *expected;
} looking;

/* A row of a supplier and year that had no value so far in some of its fields. */
static void see_row(ind_unreadable *tally, const looking *l, size_t row, uint32_t supplier, uint32_t year) {
    uint64_t *seen = &tally->seen_in[((size_t)supplier * IND_UNREADABLE_YEARS + year) * tally->seen_words];
    for (size_t i = 0; i < l->origin->wanted_count; i++) {
        uint32_t field = l->origin->wanted[i];
        uint64_t bit = (uint64_t)1 << field % BITS;
        if ((l->expected[field / BITS] & ~seen[field / BITS] & bit) == 0)
            continue;
        if (has_value(l->batch, i, row))
            seen[field / BITS] |= bit;
        else if (is_of(l->origin, &l->origin->dataset->fields[field], l->batch, row))
            count_blank(tally, (ind_bad_count){supplier, year, field, 1});
    }
}

/* Most suppliers have a value of everything in their first rows, so that later ones cost a comparison. */
static void see(ind_unreadable *tally, const looking *l, size_t row, uint32_t supplier, uint32_t year) {
    const uint64_t *seen = &tally->seen_in[((size_t)supplier * IND_UNREADABLE_YEARS + year) * tally->seen_words];
    uint64_t open = 0;
    for (size_t w = 0; w < tally->seen_words; w++)
        open |= l->expected[w] & ~seen[w];
    if (open != 0)
        see_row(tally, l, row, supplier, year);
}

/* A dataset without supplier and date is one sum, which must cost a row nothing: see look_for_values. */
static void count_rows(ind_unreadable *tally, const ind_origin *origin, const ind_batch *batch) {
    if (origin->supplier < 0 && origin->date < 0) {
        make_room(tally, 0);
        tally->rows[0] += (uint32_t)batch->count;
        return;
    }
    uint64_t expected[MOST_WORDS];
    const looking l = {origin, batch, expected};
    expect(origin, tally->seen_words, expected);
    for (size_t row = 0; row < batch->count; row++) {
        uint32_t supplier = supplier_at(origin, batch, row), year = year_of_day(ind_origin_day(origin, batch, row));
        make_room(tally, supplier);
        tally->rows[(size_t)supplier * IND_UNREADABLE_YEARS + year]++;
        see(tally, &l, row, supplier, year);
    }
}

bool ind_unreadable_has(const ind_unreadable *tally, size_t supplier, uint32_t year, uint32_t field) {
    size_t place = supplier * IND_UNREADABLE_YEARS + year;
    return (tally->seen_in[place * tally->seen_words + field / BITS] >> field % BITS & 1) != 0;
}

/* One value that could be read is enough, and most columns have it in their first row. */
static void look_for_values(ind_unreadable *tally, const ind_origin *origin, const ind_batch *batch) {
    for (size_t i = 0; i < origin->wanted_count; i++) {
        uint32_t field = origin->wanted[i];
        for (size_t row = 0; row < batch->count && !tally->seen[field]; row++)
            tally->seen[field] = has_value(batch, i, row);
    }
}

void ind_unreadable_add(ind_unreadable *tally, const ind_origin *origin, const ind_batch *batch) {
    count_rows(tally, origin, batch);
    look_for_values(tally, origin, batch);
    for (size_t i = 0; i < batch->bad_count; i++) {
        size_t row = ind_batch_row_on(batch, batch->bad[i].line);
        if (row < batch->count)
            count_bad(tally, (ind_bad_count){supplier_at(origin, batch, row),
                                             year_of_day(ind_origin_day(origin, batch, row)), batch->bad[i].field, 1});
    }
}

void ind_unreadable_miss(ind_unreadable *tally, const ind_origin *origin, const ind_batch *batch, size_t row, int key) {
    uint32_t field = (uint32_t)(origin->dataset->field_count + (size_t)key);
    uint32_t year = year_of_day(ind_origin_day(origin, batch, row));
    count_bad(tally, (ind_bad_count){supplier_at(origin, batch, row), year, field, 1});
}

void ind_unreadable_merge(ind_unreadable *tally, const ind_unreadable *from, size_t fields) {
    for (size_t s = 0; s < from->supplier_count; s++)
        for (size_t y = 0; y < IND_UNREADABLE_YEARS; y++) {
            uint32_t rows = from->rows[s * IND_UNREADABLE_YEARS + y];
            if (rows == 0)
                continue;
            make_room(tally, (uint32_t)s);
            size_t place = s * IND_UNREADABLE_YEARS + y;
            tally->rows[place] += rows;
            for (size_t w = 0; w < tally->seen_words; w++)
                tally->seen_in[place * tally->seen_words + w] |= from->seen_in[place * tally->seen_words + w];
        }
    for (size_t i = 0; i < from->bad_count; i++)
        count_bad(tally, from->bad[i]);
    for (size_t i = 0; i < from->blank_count; i++)
        count_blank(tally, from->blank[i]);
    for (size_t f = 0; f < fields; f++)
        tally->seen[f] |= from->seen[f];
}

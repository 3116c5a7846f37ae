/* unreadable_count.c - counting while a dataset is read: rows by supplier and year, bad cells by column as well. */
#include "engine/state/unreadable_count.h"
#include "base/date.h"

#include <stdlib.h>

enum { FIRST_YEAR = 1940, MOST_SUPPLIERS = 4096, MINUTES_A_DAY = 1440, LAST_MONTH = 12, LAST_DAY = 31 };

void ind_unreadable_open(ind_unreadable *tally, size_t fields) {
    *tally = (ind_unreadable){.keys = ind_dict_new(), .seen = ind_alloc(fields + 1)};
}

void ind_unreadable_free(ind_unreadable *tally) {
    ind_dict_free(tally->keys);
    free(tally->rows);
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
    tally->supplier_count = now;
}

/* A dataset without supplier and date is one sum, which must cost a row nothing. */
static void count_rows(ind_unreadable *tally, const ind_origin *origin, const ind_batch *batch) {
    if (origin->supplier < 0 && origin->date < 0) {
        make_room(tally, 0);
        tally->rows[0] += (uint32_t)batch->count;
        return;
    }
    for (size_t row = 0; row < batch->count; row++) {
        uint32_t supplier = supplier_at(origin, batch, row), year = year_of_day(ind_origin_day(origin, batch, row));
        make_room(tally, supplier);
        tally->rows[supplier * IND_UNREADABLE_YEARS + year]++;
    }
}

static void count_bad(ind_unreadable *tally, uint32_t supplier, uint32_t year, uint32_t field, uint64_t count) {
    uint32_t parts[] = {supplier, year, field};
    uint32_t number = ind_dict_add(tally->keys, (ind_str){(const char *)parts, sizeof parts});
    if (number > tally->bad_count) {
        tally->bad = ind_grow(tally->bad, tally->bad_count, &tally->bad_capacity, sizeof *tally->bad);
        tally->bad[tally->bad_count++] = (ind_bad_count){supplier, year, field, 0};
    }
    tally->bad[number - 1].count += count;
}

/* One value that could be read is enough, and most columns have it in their first row. */
static void look_for_values(ind_unreadable *tally, const ind_origin *origin, const ind_batch *batch) {
    for (size_t i = 0; i < origin->wanted_count; i++) {
        uint32_t field = origin->wanted[i];
        bool late = batch->texts != NULL && batch->texts[i] != NULL;
        for (size_t row = 0; row < batch->count && !tally->seen[field]; row++)
            tally->seen[field] =
                late ? batch->texts[i][row].data != NULL : !ind_vector_is_null(&batch->columns[i], row);
    }
}

void ind_unreadable_add(ind_unreadable *tally, const ind_origin *origin, const ind_batch *batch) {
    count_rows(tally, origin, batch);
    look_for_values(tally, origin, batch);
    for (size_t i = 0; i < batch->bad_count; i++) {
        size_t row = ind_batch_row_on(batch, batch->bad[i].line);
        if (row < batch->count)
            count_bad(tally, supplier_at(origin, batch, row), year_of_day(ind_origin_day(origin, batch, row)),
                      batch->bad[i].field, 1);
    }
}

void ind_unreadable_miss(ind_unreadable *tally, const ind_origin *origin, const ind_batch *batch, size_t row, int key) {
    uint32_t field = (uint32_t)(origin->dataset->field_count + (size_t)key);
    count_bad(tally, supplier_at(origin, batch, row), year_of_day(ind_origin_day(origin, batch, row)), field, 1);
}

void ind_unreadable_merge(ind_unreadable *tally, const ind_unreadable *from, size_t fields) {
    for (size_t s = 0; s < from->supplier_count; s++)
        for (size_t y = 0; y < IND_UNREADABLE_YEARS; y++) {
            uint32_t rows = from->rows[s * IND_UNREADABLE_YEARS + y];
            if (rows == 0)
                continue;
            make_room(tally, (uint32_t)s);
            tally->rows[s * IND_UNREADABLE_YEARS + y] += rows;
        }
    for (size_t i = 0; i < from->bad_count; i++)
        count_bad(tally, from->bad[i].supplier, from->bad[i].year, from->bad[i].field, from->bad[i].count);
    for (size_t f = 0; f < fields; f++)
        tally->seen[f] |= from->seen[f];
}

/* kept_rows.c - one loop for each type, without a branch.  What a loop reads stands in variables of its own: behind a
 * pointer to a struct, the compiler would have to take each row written for a possible change of it. */
#include "engine/collect/kept_rows.h"

size_t ind_rows_all(uint32_t *rows, size_t count) {
    for (size_t row = 0; row < count; row++)
        rows[row] = (uint32_t)row;
    return count;
}

size_t ind_rows_with_truth(uint32_t *rows, const uint8_t *truth, uint8_t wanted, size_t count) {
    size_t kept = 0;
    for (size_t row = 0; row < count; row++) {
        rows[kept] = (uint32_t)row;
        kept += truth[row] == wanted;
    }
    return kept;
}

size_t ind_rows_not_false(uint32_t *rows, const uint8_t *truth, size_t count) {
    size_t kept = 0;
    for (size_t row = 0; row < count; row++) {
        rows[kept] = (uint32_t)row;
        kept += truth[row] != IND_FALSE;
    }
    return kept;
}

static size_t with_code(uint32_t *rows, size_t count, const uint32_t *codes) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t row = rows[i];
        rows[kept] = row;
        kept += codes[row] != IND_NULL_CODE;
    }
    return kept;
}

static size_t with_day(uint32_t *rows, size_t count, const int32_t *days) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t row = rows[i];
        rows[kept] = row;
        kept += days[row] != IND_NULL_DATE;
    }
    return kept;
}

static size_t with_integer(uint32_t *rows, size_t count, const int64_t *integers) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t row = rows[i];
        rows[kept] = row;
        kept += integers[row] != IND_NULL_INTEGER;
    }
    return kept;
}

static size_t with_value(uint32_t *rows, size_t count, const ind_vector *vector) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t row = rows[i];
        rows[kept] = row;
        kept += !ind_vector_is_null(vector, row);
    }
    return kept;
}

size_t ind_rows_with_text(uint32_t *rows, size_t count, const ind_str *texts) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t row = rows[i];
        rows[kept] = row;
        kept += texts[row].data != NULL;
    }
    return kept;
}

size_t ind_rows_known(uint32_t *rows, size_t count, const ind_vector *vector) {
    switch (vector->type) {
    case IND_TEXT:
    case IND_LIST: return with_code(rows, count, vector->code);
    case IND_DATE: return with_day(rows, count, vector->day);
    case IND_INTEGER:
    case IND_DATETIME: return with_integer(rows, count, vector->integer);
    case IND_NUMBER:
    case IND_BOOLEAN: return with_value(rows, count, vector);
    }
    return count;
}

static size_t between_days(uint32_t *rows, size_t count, const int32_t *days, int32_t from, int32_t to) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t row = rows[i];
        rows[kept] = row;
        kept += (days[row] >= from) & (days[row] <= to);
    }
    return kept;
}

static size_t between_minutes(uint32_t *rows, size_t count, const int64_t *minutes, int64_t from, int64_t end) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t row = rows[i];
        rows[kept] = row;
        kept += (minutes[row] >= from) & (minutes[row] < end);
    }
    return kept;
}

enum { DAY_MINUTES = 24 * 60 };

size_t ind_rows_between(uint32_t *rows, size_t count, const ind_vector *when, int32_t from, int32_t to) {
    if (when->type == IND_DATE)
        return between_days(rows, count, when->day, from, to);
    return between_minutes(rows, count, when->integer, (int64_t)from * DAY_MINUTES, ((int64_t)to + 1) * DAY_MINUTES);
}

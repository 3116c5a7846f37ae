/* vector.c - what all columns have in common: size, unknown values, order. */
#include "base/vector.h"
#include "base/memory.h"

const char *ind_type_name(ind_type type) {
    static const char *const names[] = {"text", "list", "integer", "number", "date", "datetime", "boolean"};
    return names[type];
}

size_t ind_type_size(ind_type type) {
    static const size_t sizes[] = {sizeof(uint32_t), sizeof(uint32_t), sizeof(int64_t), sizeof(double),
                                   sizeof(int32_t),  sizeof(int64_t),  sizeof(uint8_t)};
    return sizes[type];
}

ind_vector ind_vector_new(ind_type type, ind_dict *dict, size_t count) {
    ind_vector vector = {.type = type, .any = ind_alloc_array(count, ind_type_size(type)), .dict = dict};
    if (type != IND_TEXT && type != IND_LIST && type != IND_BOOLEAN)
        for (size_t row = 0; row < count; row++)
            ind_vector_set_null(&vector, row);
    return vector;
}

bool ind_vector_is_null(const ind_vector *vector, size_t row) {
    switch (vector->type) {
    case IND_TEXT:
    case IND_LIST: return vector->code[row] == IND_NULL_CODE;
    case IND_INTEGER:
    case IND_DATETIME: return vector->integer[row] == IND_NULL_INTEGER;
    case IND_NUMBER: return isnan(vector->number[row]);
    case IND_DATE: return vector->day[row] == IND_NULL_DATE;
    case IND_BOOLEAN: return vector->truth[row] == IND_UNKNOWN;
    }
    return true;
}

void ind_vector_set_null(ind_vector *vector, size_t row) {
    switch (vector->type) {
    case IND_TEXT:
    case IND_LIST: vector->code[row] = IND_NULL_CODE; break;
    case IND_INTEGER:
    case IND_DATETIME: vector->integer[row] = IND_NULL_INTEGER; break;
    case IND_NUMBER: vector->number[row] = NAN; break;
    case IND_DATE: vector->day[row] = IND_NULL_DATE; break;
    case IND_BOOLEAN: vector->truth[row] = IND_UNKNOWN; break;
    }
}

ind_vector ind_vector_slice(const ind_vector *vector, size_t from) {
    ind_vector slice = *vector;
    if (slice.any != NULL)
        slice.any = (char *)vector->any + from * ind_type_size(vector->type);
    return slice;
}

void ind_vector_copy(ind_vector *to, size_t to_row, const ind_vector *from, size_t from_row) {
    size_t size = ind_type_size(to->type);
    memcpy((char *)to->any + to_row * size, (const char *)from->any + from_row * size, size);
}

/* The values are pointed to by variables of their own: the compiler must not think that a value written could be one of
 * the pointers. */

static void gather_1(uint8_t *to, const uint8_t *from, const uint32_t *rows, size_t count) {
    for (size_t i = 0; i < count; i++)
        to[i] = from[rows[i]];
}

static void gather_4(uint32_t *to, const uint32_t *from, const uint32_t *rows, size_t count) {
    for (size_t i = 0; i < count; i++)
        to[i] = from[rows[i]];
}

static void gather_8(int64_t *to, const int64_t *from, const uint32_t *rows, size_t count) {
    for (size_t i = 0; i < count; i++)
        to[i] = from[rows[i]];
}

void ind_vector_gather(ind_vector *to, const ind_vector *from, const uint32_t *rows, size_t count) {
    switch (ind_type_size(to->type)) {
    case sizeof(uint8_t): gather_1(to->truth, from->truth, rows, count); break;
    case sizeof(uint32_t): gather_4(to->code, from->code, rows, count); break;
    default: gather_8(to->integer, from->integer, rows, count);
    }
}

static int compare_known(const ind_vector *a, size_t i, const ind_vector *b, size_t j) {
    switch (a->type) {
    case IND_TEXT:
    case IND_LIST:
        if (a->dict == b->dict && a->code[i] == b->code[j])
            return 0;
        return ind_str_compare(ind_dict_text(a->dict, a->code[i]), ind_dict_text(b->dict, b->code[j]));
    case IND_INTEGER:
    case IND_DATETIME: return (a->integer[i] > b->integer[j]) - (a->integer[i] < b->integer[j]);
    case IND_NUMBER: return (a->number[i] > b->number[j]) - (a->number[i] < b->number[j]);
    case IND_DATE: return (a->day[i] > b->day[j]) - (a->day[i] < b->day[j]);
    case IND_BOOLEAN: return (a->truth[i] > b->truth[j]) - (a->truth[i] < b->truth[j]);
    }
    return 0;
}

int ind_vector_compare(const ind_vector *a, size_t row_a, const ind_vector *b, size_t row_b) {
    bool null_a = ind_vector_is_null(a, row_a), null_b = ind_vector_is_null(b, row_b);
    if (null_a || null_b)
        return (int)null_a - (int)null_b;
    return compare_known(a, row_a, b, row_b);
}

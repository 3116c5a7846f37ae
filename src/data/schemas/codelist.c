/* codelist.c - codes with validity and attributes.
 *
 * Codes are found through a table of row numbers, hashed with open addressing.  A slot holds the last
 * row of its code, and each row knows the row before it with the same code.  In a list that matches by
 * prefix, every beginning of the code that is looked for is tried: codes have few characters. */
#include "data/schemas/codelist_read.h"
#include "data/text/alike.h"

#include <xxhash.h>

/* ---- Looking up ---- */

size_t ind_codelist_slot(const ind_codelist *list, ind_str code) {
    size_t slot = XXH3_64bits(code.data, code.length) & (list->slot_count - 1);
    while (list->slots[slot] != IND_NO_ROW && !ind_str_equal(list->rows[list->slots[slot]].code, code))
        slot = (slot + 1) & (list->slot_count - 1);
    return slot;
}

static bool has_exact(const ind_codelist *list, ind_str code) {
    return list->slots[ind_codelist_slot(list, code)] != IND_NO_ROW;
}

static bool has_as_written(const ind_codelist *list, ind_str code) {
    if (code.length < list->shortest || code.length == 0)
        return false;
    if (!list->prefix)
        return has_exact(list, code);
    size_t longest = code.length < list->longest ? code.length : list->longest;
    for (size_t length = list->shortest; length <= longest; length++)
        if (has_exact(list, (ind_str){code.data, length}))
            return true;
    return false;
}

static bool has_alike(const ind_codelist *normalised, ind_str code) {
    ind_buffer form = {0};
    ind_alike_id(code, &form);
    bool has = form.length > 0 && has_exact(normalised, ind_buffer_str(&form));
    ind_buffer_free(&form);
    return has;
}

bool ind_codelist_has(const ind_codelist *list, ind_str code) {
    if (has_as_written(list, code))
        return true;
    if (list->normalised == NULL)
        return false;
    return list->alike ? has_alike(list->normalised, code) : has_as_written(list->normalised, code);
}

bool ind_codelist_is_near(const ind_codelist *list, ind_str code) {
    if (ind_codelist_has(list, code))
        return false;
    for (size_t i = 0; i < list->count; i++) {
        ind_str listed = list->rows[i].code;
        if (listed.length > 1 && ind_str_starts(code, (ind_str){listed.data, listed.length - 1}))
            return true;
    }
    return false;
}

bool ind_codelist_valid(const ind_codelist *list, size_t row, int32_t from, int32_t to) {
    return list->rows[row].from <= to && list->rows[row].to >= from;
}

void ind_codelist_days(const ind_codelist *list, size_t row, int32_t *from, int32_t *to) {
    *from = list->rows[row].from;
    *to = list->rows[row].to;
}

ptrdiff_t ind_codelist_find(const ind_codelist *list, ind_str code, int32_t from, int32_t to) {
    if (code.length == 0)
        return -1;
    uint32_t row = list->slots[ind_codelist_slot(list, code)];
    if (row == IND_NO_ROW && list->normalised != NULL && !list->alike)
        return ind_codelist_find(list->normalised, code, from, to);
    while (row != IND_NO_ROW && !ind_codelist_valid(list, row, from, to))
        row = list->rows[row].previous;
    return row == IND_NO_ROW ? -1 : (ptrdiff_t)row;
}

ind_str ind_codelist_name(const ind_codelist *list) {
    return list->name;
}

ind_str ind_codelist_total(const ind_codelist *list, ind_str *name) {
    *name = list->total_name;
    return list->total;
}

ind_str ind_codelist_version(const ind_codelist *list) {
    return list->version;
}

int ind_codelist_year(const ind_codelist *list) {
    return list->year;
}

bool ind_codelist_is_prefix(const ind_codelist *list) {
    return list->prefix;
}

size_t ind_codelist_count(const ind_codelist *list) {
    return list->count;
}

ind_str ind_codelist_code(const ind_codelist *list, size_t row) {
    return list->rows[row].code;
}

int ind_codelist_attribute(const ind_codelist *list, ind_str name) {
    for (size_t i = 0; i < list->attribute_count; i++)
        if (ind_str_equal(list->attributes[i], name))
            return (int)i;
    return -1;
}

ind_str ind_codelist_value(const ind_codelist *list, size_t row, int attribute) {
    return list->values[row * list->attribute_count + (size_t)attribute];
}

size_t ind_codelist_attribute_count(const ind_codelist *list) {
    return list->attribute_count;
}

ind_str ind_codelist_attribute_name(const ind_codelist *list, int attribute) {
    return list->attributes[attribute];
}

ind_str ind_codelist_text(const ind_codelist *list) {
    return list->source->text;
}

/* ---- Hierarchies ---- */

ind_str ind_codelist_column_name(const ind_codelist *list, int level) {
    return level == IND_LEVEL_CODE ? list->code_column : list->attributes[level];
}

ind_str ind_codelist_at(const ind_codelist *list, size_t row, int level) {
    return level == IND_LEVEL_CODE ? list->rows[row].code : ind_codelist_value(list, row, level);
}

size_t ind_codelist_hierarchy_count(const ind_codelist *list) {
    return list->hierarchy_count;
}

const int *ind_codelist_hierarchy(const ind_codelist *list, size_t hierarchy, size_t *count) {
    *count = list->hierarchies[hierarchy].count;
    return list->hierarchies[hierarchy].levels;
}

/* Its place in the hierarchy; as many as it has levels if it is not there. */
static size_t place_in(const ind_code_hierarchy *h, int level) {
    size_t at = 0;
    while (at < h->count && h->levels[at] != level)
        at++;
    return at;
}

int ind_codelist_top(const ind_codelist *list, int level) {
    for (size_t i = 0; i < list->hierarchy_count; i++)
        if (place_in(&list->hierarchies[i], level) < list->hierarchies[i].count)
            return list->hierarchies[i].levels[list->hierarchies[i].count - 1];
    return IND_LEVEL_NONE;
}

bool ind_codelist_is_area(const ind_codelist *list, int level) {
    return ind_codelist_top(list, level) != IND_LEVEL_NONE;
}

bool ind_codelist_is_part(const ind_codelist *list, int level, int upper) {
    for (size_t i = 0; i < list->hierarchy_count; i++) {
        const ind_code_hierarchy *h = &list->hierarchies[i];
        size_t below = place_in(h, level), above = place_in(h, upper);
        if (above < h->count && below < above)
            return true;
    }
    return false;
}

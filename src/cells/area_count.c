/* area_count.c - see area_count.h. */
#include "cells/area_count.h"

static int top_of(const ind_group *group) {
    if (group->codelist == NULL || !ind_codelist_is_area(group->codelist, group->attribute))
        return IND_LEVEL_NONE;
    return ind_codelist_top(group->codelist, group->attribute);
}

const ind_group *ind_measure_whole_group(const ind_measure *measure, size_t group) {
    const ind_group *part = &measure->groups[group];
    int top = top_of(part);
    if (top == IND_LEVEL_NONE || top == part->attribute)
        return NULL;
    for (size_t i = 0; i < measure->group_count; i++) {
        const ind_group *other = &measure->groups[i];
        if (other->codelist == part->codelist && other->attribute == top)
            return other;
    }
    return NULL;
}

ind_str ind_area_whole_of(const ind_group *group, ind_str code, ind_days days) {
    const ind_codelist *list = group->codelist;
    int top = top_of(group);
    for (size_t row = ind_codelist_count(list); top != IND_LEVEL_NONE && row-- > 0;)
        if (ind_codelist_valid(list, row, days.from, days.to) &&
            ind_str_equal(ind_codelist_at(list, row, group->attribute), code))
            return ind_codelist_at(list, row, top);
    return IND_STR("");
}

/* Does a row before ROW have the same area of the whole? */
static bool is_repeated(const ind_group *group, ind_str whole, ind_days days, size_t row) {
    const ind_codelist *list = group->codelist;
    int top = top_of(group);
    for (size_t i = row; i-- > 0;)
        if (ind_codelist_valid(list, i, days.from, days.to) && ind_str_equal(ind_codelist_at(list, i, top), whole) &&
            ind_str_equal(ind_codelist_at(list, i, group->attribute), ind_codelist_at(list, row, group->attribute)))
            return true;
    return false;
}

size_t ind_area_count(const ind_group *group, ind_str whole, ind_days days, ind_str *codes) {
    const ind_codelist *list = group->codelist;
    int top = top_of(group);
    size_t count = 0;
    for (size_t row = 0; top != IND_LEVEL_NONE && row < ind_codelist_count(list); row++) {
        ind_str code = ind_codelist_at(list, row, group->attribute);
        if (code.length == 0 || !ind_codelist_valid(list, row, days.from, days.to) ||
            !ind_str_equal(ind_codelist_at(list, row, top), whole) || is_repeated(group, whole, days, row))
            continue;
        if (codes != NULL)
            codes[count] = code;
        count++;
    }
    return count;
}

double ind_area_level(size_t count) {
    return 1 - 0.05 / (double)count;
}

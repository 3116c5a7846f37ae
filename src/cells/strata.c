/* strata.c - each group has a dictionary of its own values; what a column's code or an attribute
 * of a codelist means in it is worked out once for each distinct text of the column.  A combination of group codes is
 * a cell that nothing is counted in. */
#include "cells/strata.h"

#include "cells/cells.h"
#include "cells/tuples.h"

#include <pthread.h>
#include <stdlib.h>

typedef struct {
    const ind_group *group;
    ind_eval *eval;
    ind_dict *values;     /* code of the group -> text */
    const ind_dict *from; /* dictionary that MEMO is about */
    uint32_t *memo;       /* code of FROM -> code of the group + 1, 0 = not worked out yet */
    size_t memo_size;
    uint32_t *domain;
    size_t domain_count;
    bool domain_made;
    bool *varies;    /* by code: not always a value of the group, or not always in reach */
    uint8_t *listed; /* by code, while the domain is made */
    size_t listed_room;
    uint32_t *name_row; /* by code: row of the codelist + 1 that names it; NULL: the domain is not made yet */
    size_t name_count;
    int whole; /* level of the codelist that the values are part of, or their own; IND_LEVEL_NONE: they are no areas */
    int name_attribute;
} stratum_group;

struct ind_strata {
    const ind_measure *measure;
    const ind_areas *areas;
    stratum_group *groups;
    ind_cells *leaves;  /* combinations of group codes; nothing is counted in them */
    ind_tuples *tuples; /* codes of the groups' texts to leaves */
    uint32_t *leaf;     /* of each row */
    size_t capacity;    /* rows */
    size_t holders;
    pthread_mutex_t domains; /* held while one is made: measures that share strata are reported side by side */
};

const ind_days ind_always = {INT32_MIN, INT32_MAX};

/* "lan" for "lanskod": the attribute whose name the code's name begins with. */
static int name_of_attribute(const ind_codelist *list, int attribute) {
    ind_str code = ind_codelist_attribute_name(list, attribute);
    for (int i = 0; i < (int)ind_codelist_attribute_count(list); i++)
        if (i != attribute && ind_str_starts(code, ind_codelist_attribute_name(list, i)))
            return i;
    return -1;
}

/* A group's attribute of its codelist is the level of its values. */
_Static_assert(IND_LEVEL_CODE == -1, "so that a group without attribute has the codes themselves");

static int whole_of(const ind_group *group) {
    return group->codelist == NULL ? IND_LEVEL_NONE : ind_codelist_top(group->codelist, group->attribute);
}

bool ind_measure_lists_seen(const ind_measure *measure) {
    for (size_t i = 0; i < measure->group_count; i++)
        if (measure->groups[i].codelist == NULL)
            return true;
    return false;
}

/* The last row with CODE at the level that is valid on some of the days; -1: there is none. */
static ptrdiff_t row_with(const ind_codelist *list, int level, ind_str code, ind_days days) {
    if (level == IND_LEVEL_CODE)
        return ind_codelist_find(list, code, days.from, days.to);
    for (size_t row = ind_codelist_count(list); row-- > 0;)
        if (ind_str_equal(ind_codelist_at(list, row, level), code) && ind_codelist_valid(list, row, days.from, days.to))
            return (ptrdiff_t)row;
    return -1;
}

static bool lists(const ind_codelist *list, int level, ind_str code) {
    return row_with(list, level, code, ind_always) >= 0;
}

/* Is CODE one of the areas that values of the group are part of? */
static bool lists_above(const ind_group *group, ind_str code) {
    for (int a = 0; a < (int)ind_codelist_attribute_count(group->codelist); a++)
        if (ind_codelist_is_part(group->codelist, group->attribute, a) && lists(group->codelist, a, code))
            return true;
    return false;
}

int ind_measure_group_of_area(const ind_measure *measure, ind_str code, bool *exact) {
    for (size_t i = 0; i < measure->group_count; i++) {
        const ind_group *group = &measure->groups[i];
        if ((*exact = whole_of(group) != IND_LEVEL_NONE && lists(group->codelist, group->attribute, code)))
            return (int)i;
    }
    for (size_t i = 0; i < measure->group_count; i++)
        if (whole_of(&measure->groups[i]) != IND_LEVEL_NONE && lists_above(&measure->groups[i], code))
            return (int)i;
    return -1;
}

bool ind_group_is_whole(const ind_group *group) {
    int whole = whole_of(group);
    return whole != IND_LEVEL_NONE && whole == group->attribute;
}

static bool is_area(const stratum_group *g) {
    return g->whole != IND_LEVEL_NONE;
}

static bool is_whole(const stratum_group *g) {
    return is_area(g) && g->whole == g->group->attribute;
}

static void set_up_group(stratum_group *g, const ind_group *group, unsigned feed) {
    *g = (stratum_group){.group = group, .whole = whole_of(group), .name_attribute = -1};
    g->eval = ind_eval_new(feed == IND_FEED_BESIDE ? group->beside : group->expr);
    g->values = ind_dict_new();
    if (group->codelist == NULL)
        return;
    g->name_attribute = group->attribute < 0 ? ind_codelist_attribute(group->codelist, IND_STR("namn"))
                                             : name_of_attribute(group->codelist, group->attribute);
}

ind_strata *ind_strata_new(const ind_measure *measure, unsigned feed, const ind_areas *areas) {
    ind_strata *strata = ind_alloc(sizeof *strata);
    *strata = (ind_strata){.measure = measure, .areas = areas, .holders = 1};
    pthread_mutex_init(&strata->domains, NULL);
    strata->leaves = ind_cells_new(NULL, 0, measure->group_count);
    strata->tuples = ind_tuples_new(measure->group_count);
    strata->groups = ind_alloc_array(measure->group_count, sizeof *strata->groups);
    for (size_t i = 0; i < measure->group_count; i++)
        set_up_group(&strata->groups[i], &measure->groups[i], feed);
    return strata;
}

ind_strata *ind_strata_share(ind_strata *strata) {
    strata->holders++;
    return strata;
}

void ind_strata_free(ind_strata *strata) {
    if (strata == NULL || --strata->holders > 0)
        return;
    for (size_t i = 0; i < strata->measure->group_count; i++) {
        ind_eval_free(strata->groups[i].eval);
        ind_dict_free(strata->groups[i].values);
        free(strata->groups[i].memo);
        free(strata->groups[i].domain);
        free(strata->groups[i].varies);
        free(strata->groups[i].listed);
        free(strata->groups[i].name_row);
    }
    free(strata->groups);
    pthread_mutex_destroy(&strata->domains);
    ind_cells_free(strata->leaves);
    ind_tuples_free(strata->tuples);
    free(strata->leaf);
    free(strata);
}

/* Before a code that does not always stand for the same: what it is depends on the period. */
static const char passing = '\x1f';

static ind_str value_in_row(const ind_group *group, size_t row) {
    return ind_codelist_at(group->codelist, row, group->attribute);
}

static bool is_always_valid(const ind_codelist *list, size_t row) {
    return ind_codelist_valid(list, row, INT32_MIN, INT32_MIN) && ind_codelist_valid(list, row, INT32_MAX, INT32_MAX);
}

/* The code of a codelist's text that is not always the same; its values are in the dictionary then. */
static uint32_t passing_code(stratum_group *g, ind_str text) {
    const ind_codelist *list = g->group->codelist;
    ind_buffer marked = {0};
    for (size_t row = 0; row < ind_codelist_count(list); row++)
        if (ind_str_equal(ind_codelist_code(list, row), text) && value_in_row(g->group, row).length > 0)
            ind_dict_add(g->values, value_in_row(g->group, row));
    ind_buffer_add(&marked, &passing, 1);
    ind_buffer_add(&marked, text.data, text.length);
    uint32_t code = ind_dict_add(g->values, ind_buffer_str(&marked));
    ind_buffer_free(&marked);
    return code;
}

/* A code that the codelist lacks is no stratum: unknown. */
static uint32_t code_of_text(stratum_group *g, ind_str text) {
    if (text.length == 0)
        return 0;
    if (g->group->codelist == NULL)
        return ind_dict_add(g->values, text);
    ptrdiff_t row = ind_codelist_find(g->group->codelist, text, INT32_MIN, INT32_MAX);
    if (row < 0)
        return 0;
    if (!is_always_valid(g->group->codelist, (size_t)row))
        return passing_code(g, text);
    ind_str value = value_in_row(g->group, (size_t)row);
    return value.length == 0 ? 0 : ind_dict_add(g->values, value);
}

/* The code of the codelist that a counted code was; empty if it is a value already. */
static ind_str passing_text(const ind_strata *strata, size_t group, uint32_t code) {
    ind_str text = code == 0 ? IND_STR("") : ind_dict_text(strata->groups[group].values, code);
    bool is = text.length > 1 && text.data[0] == passing;
    return is ? (ind_str){text.data + 1, text.length - 1} : IND_STR("");
}

uint32_t ind_strata_in(const ind_strata *strata, size_t group, uint32_t code, ind_days days) {
    const ind_group *g = strata->groups[group].group;
    ind_str text = passing_text(strata, group, code);
    if (text.length == 0)
        return code;
    ptrdiff_t row = ind_codelist_find(g->codelist, text, days.from, days.to);
    ind_str value = row < 0 ? IND_STR("") : value_in_row(g, (size_t)row);
    return value.length == 0 ? 0 : ind_dict_find(strata->groups[group].values, value);
}

bool ind_strata_listed(const ind_strata *strata, size_t group, uint32_t code) {
    const ind_group *g = strata->groups[group].group;
    if (code == 0 || g->codelist != NULL)
        return true;
    for (size_t i = 0; g->field != NULL && i < g->field->allowed_count; i++)
        if (ind_str_equal(g->field->allowed[i], ind_strata_text(strata, group, code)))
            return true;
    return false;
}

/* Room in the memo for all codes so far. */
static void prepare_memo(stratum_group *g, const ind_dict *dict) {
    size_t codes = dict == NULL ? 1 : (size_t)ind_dict_count(dict) + 1;
    if (g->from == dict && g->memo_size >= codes)
        return;
    size_t keep = g->from == dict ? g->memo_size : 0, size = codes + codes / 2 + 64;
    g->memo = ind_realloc(g->memo, size * sizeof *g->memo);
    memset(g->memo + keep, 0, (size - keep) * sizeof *g->memo);
    g->memo[IND_NULL_CODE] = 1;
    g->memo_size = size;
    g->from = dict;
}

/* What CODE of the group's texts is in the group. */
static uint32_t code_of(stratum_group *g, uint32_t code) {
    if (g->memo[code] == 0)
        g->memo[code] = 1 + code_of_text(g, ind_dict_text(g->from, code));
    return g->memo[code] - 1;
}

/* The leaf of a row with these codes of the groups' texts. */
static uint32_t leaf_of(void *context, const uint32_t *texts) {
    ind_strata *strata = context;
    uint32_t codes[IND_MAX_GROUPS];
    for (size_t i = 0; i < strata->measure->group_count; i++)
        codes[i] = code_of(&strata->groups[i], texts[i]);
    return ind_cells_at(strata->leaves, 0, codes);
}

void ind_strata_run(ind_strata *strata, const ind_vector *slots, size_t count, const uint8_t *in) {
    ind_vector texts[IND_MAX_GROUPS];
    if (count > strata->capacity) {
        strata->capacity = count;
        strata->leaf = ind_realloc(strata->leaf, count * sizeof *strata->leaf);
    }
    for (size_t i = 0; i < strata->measure->group_count; i++) {
        texts[i] = *ind_eval_run(strata->groups[i].eval, slots, count);
        prepare_memo(&strata->groups[i], texts[i].dict);
    }
    ind_tuples_run(strata->tuples, texts, count, in, leaf_of, strata, strata->leaf);
}

const uint32_t *ind_strata_leaves(const ind_strata *strata) {
    return strata->leaf;
}

uint32_t ind_strata_leaf_count(const ind_strata *strata) {
    return ind_cells_count_of(strata->leaves);
}

const uint32_t *ind_strata_leaf_codes(const ind_strata *strata, uint32_t leaf) {
    return ind_cells_codes(strata->leaves, leaf);
}

const uint32_t *ind_strata_codes(const ind_strata *strata, size_t row) {
    return ind_cells_codes(strata->leaves, strata->leaf[row]);
}

uint32_t ind_strata_code(ind_strata *strata, size_t group, ind_str code) {
    return code_of_text(&strata->groups[group], code);
}

uint32_t *ind_strata_map(ind_strata *into, const ind_strata *from, size_t group) {
    const ind_dict *values = from->groups[group].values;
    uint32_t *map = ind_alloc_array((size_t)ind_dict_count(values) + 1, sizeof *map);
    for (uint32_t code = 1; code <= ind_dict_count(values); code++)
        map[code] = ind_dict_add(into->groups[group].values, ind_dict_text(values, code));
    return map;
}

ind_str ind_strata_text(const ind_strata *strata, size_t group, uint32_t code) {
    ind_str text = passing_text(strata, group, code);
    return text.length > 0 ? text : ind_dict_text(strata->groups[group].values, code);
}

/* The row of the codelist that the code is about, as valid on the days, else the last one; -1: there is none.  A code
 * that is not always the same is counted as the code of the list, whatever its group's level. */
static ptrdiff_t find_row(const ind_strata *strata, size_t group, uint32_t code, ind_days days) {
    const ind_group *g = strata->groups[group].group;
    int level = passing_text(strata, group, code).length > 0 ? IND_LEVEL_CODE : g->attribute;
    ind_str text = ind_strata_text(strata, group, code);
    ptrdiff_t row = row_with(g->codelist, level, text, days);
    return row >= 0 ? row : row_with(g->codelist, level, text, ind_always);
}

ind_str ind_strata_whole_of(const ind_strata *strata, size_t group, uint32_t code, ind_days days) {
    const stratum_group *g = &strata->groups[group];
    if (code == 0 || !is_area(g))
        return IND_STR("");
    if (is_whole(g) && passing_text(strata, group, code).length == 0)
        return ind_strata_text(strata, group, code);
    ptrdiff_t row = find_row(strata, group, code, days);
    return row < 0 ? IND_STR("") : ind_codelist_at(g->group->codelist, (size_t)row, g->whole);
}

ind_str ind_strata_whole(const ind_strata *strata, size_t row) {
    const uint32_t *codes = ind_strata_codes(strata, row);
    for (size_t i = 0; i < strata->measure->group_count; i++) {
        ind_str whole = ind_strata_whole_of(strata, i, codes[i], ind_always);
        if (whole.length > 0)
            return whole;
    }
    return IND_STR("");
}

/* ---- areas ---- */

bool ind_strata_is_area(const ind_strata *strata, size_t group) {
    return is_area(&strata->groups[group]);
}

bool ind_strata_lies_in(const ind_strata *strata, size_t group, uint32_t code, ind_days days, ind_str area) {
    const ind_group *g = strata->groups[group].group;
    if (code == 0 || !is_area(&strata->groups[group]))
        return false;
    if (ind_str_equal(ind_strata_text(strata, group, code), area))
        return true;
    ptrdiff_t row = find_row(strata, group, code, days);
    for (int a = 0; row >= 0 && a < (int)ind_codelist_attribute_count(g->codelist); a++)
        if (ind_codelist_is_part(g->codelist, g->attribute, a) &&
            ind_str_equal(ind_codelist_value(g->codelist, (size_t)row, a), area))
            return true;
    return false;
}

bool ind_strata_covered(const ind_strata *strata, size_t group, uint32_t code, ind_days days) {
    for (size_t i = 0; i < strata->areas->count; i++)
        if (ind_strata_lies_in(strata, group, code, days, strata->areas->codes[i]))
            return true;
    return false;
}

static bool is_at_hand(const ind_strata *strata, ind_str code) {
    for (size_t i = 0; i < strata->areas->count; i++)
        if (ind_str_equal(strata->areas->codes[i], code))
            return true;
    return false;
}

/* Is an area at hand part of AREA, which is a value of the column NAME, at some time, by this codelist? */
static bool has_part_at_hand(const ind_strata *strata, const ind_codelist *list, ind_str name, ind_str area) {
    int upper = ind_codelist_attribute(list, name);
    for (int level = IND_LEVEL_CODE; upper >= 0 && level < (int)ind_codelist_attribute_count(list); level++) {
        if (!ind_codelist_is_part(list, level, upper))
            continue;
        for (size_t row = 0; row < ind_codelist_count(list); row++)
            if (ind_str_equal(ind_codelist_value(list, row, upper), area) &&
                is_at_hand(strata, ind_codelist_at(list, row, level)))
                return true;
    }
    return false;
}

/* Is an area at hand part of the value, by the codelist of another group?  Beside the part the whole is then a value to
 * be shown. */
static bool holds_part(const ind_strata *strata, size_t group, uint32_t code) {
    const ind_group *own = strata->groups[group].group;
    ind_str name = ind_codelist_column_name(own->codelist, own->attribute);
    for (size_t g = 0; g < strata->measure->group_count; g++) {
        const ind_codelist *list = strata->groups[g].group->codelist;
        if (list != NULL && has_part_at_hand(strata, list, name, ind_strata_text(strata, group, code)))
            return true;
    }
    return false;
}

/* ---- domains ---- */

/* Is one of the areas at hand a level of the row: the code itself, or what it is part of, by any hierarchy? */
static bool row_touches(const ind_strata *strata, const ind_codelist *list, size_t row) {
    for (int level = IND_LEVEL_CODE; level < (int)ind_codelist_attribute_count(list); level++)
        if (ind_codelist_is_area(list, level) && is_at_hand(strata, ind_codelist_at(list, row, level)))
            return true;
    return false;
}

/* Is the value of a row of the codelist inside what --area or the deliveries name; where neither does, inside the whole
 * areas seen? */
static bool in_reach(const ind_strata *strata, size_t group, size_t row, uint32_t code, ind_days days, size_t seen) {
    if (!is_area(&strata->groups[group]))
        return true;
    if (strata->areas->count > 0)
        return row_touches(strata, strata->groups[group].group->codelist, row) ||
               (strata->areas->chosen && holds_part(strata, group, code)); /* deliveries name wholes only */
    ind_str whole = ind_strata_whole_of(strata, group, code, days);
    for (uint32_t other = 1; other <= seen; other++)
        if (ind_str_equal(ind_strata_whole_of(strata, group, other, days), whole))
            return true;
    return false;
}

/* Once only. */
static void push(stratum_group *g, size_t *capacity, uint32_t code) {
    if (code >= g->listed_room) {
        size_t room = (size_t)code + code / 2 + 64;
        g->listed = ind_realloc(g->listed, room);
        memset(g->listed + g->listed_room, 0, room - g->listed_room);
        g->listed_room = room;
    }
    if (g->listed[code] != 0)
        return;
    g->listed[code] = 1;
    g->domain = ind_grow(g->domain, g->domain_count, capacity, sizeof *g->domain);
    g->domain[g->domain_count++] = code;
}

/* All that is a value at some time; ind_strata_valid tells for a period. */
static void from_codelist(ind_strata *strata, size_t group, size_t *capacity) {
    stratum_group *g = &strata->groups[group];
    const ind_codelist *list = g->group->codelist;
    size_t seen = ind_dict_count(g->values);
    for (size_t row = 0; row < ind_codelist_count(list); row++) {
        ind_str value = value_in_row(g->group, row);
        if (value.length == 0)
            continue;
        uint32_t code = ind_dict_add(g->values, value);
        ind_days days;
        ind_codelist_days(list, row, &days.from, &days.to);
        if (in_reach(strata, group, row, code, days, seen))
            push(g, capacity, code);
    }
    g->varies = ind_alloc((size_t)ind_dict_count(g->values) + 1);
    for (size_t row = 0; row < ind_codelist_count(list); row++)
        if (!is_always_valid(list, row))
            g->varies[ind_dict_find(g->values, value_in_row(g->group, row))] = true;
}

/* An attribute is named by the first row that has it. */
static void find_names(stratum_group *g) {
    const ind_codelist *list = g->group->codelist;
    if (list == NULL || g->group->attribute < 0 || g->name_attribute < 0)
        return;
    g->name_count = (size_t)ind_dict_count(g->values) + 1;
    g->name_row = ind_alloc_array(g->name_count, sizeof *g->name_row);
    for (size_t row = 0; row < ind_codelist_count(list); row++) {
        uint32_t code = ind_dict_find(g->values, ind_codelist_value(list, row, g->group->attribute));
        if (g->name_row[code] == 0)
            g->name_row[code] = (uint32_t)row + 1;
    }
}

static bool is_value_of_row(const ind_strata *strata, size_t group, size_t row, uint32_t code, ind_days days) {
    const stratum_group *g = &strata->groups[group];
    return ind_codelist_valid(g->group->codelist, row, days.from, days.to) &&
           ind_str_equal(value_in_row(g->group, row), ind_strata_text(strata, group, code));
}

bool ind_strata_valid(const ind_strata *strata, size_t group, uint32_t code, ind_days days) {
    const stratum_group *g = &strata->groups[group];
    if (g->varies == NULL || !g->varies[code] || code == 0)
        return true;
    for (size_t row = 0; row < ind_codelist_count(g->group->codelist); row++)
        if (is_value_of_row(strata, group, row, code, days) &&
            (strata->areas->count == 0 || in_reach(strata, group, row, code, days, 0)))
            return true;
    return false;
}

typedef struct {
    ind_str text;
    uint32_t code;
} seen_value;

static int by_text(const void *a, const void *b) {
    return ind_str_compare(((const seen_value *)a)->text, ((const seen_value *)b)->text);
}

static void from_values(stratum_group *g, size_t *capacity) {
    uint32_t count = ind_dict_count(g->values);
    seen_value *seen = ind_alloc_array(count, sizeof *seen);
    for (uint32_t i = 0; i < count; i++)
        seen[i] = (seen_value){ind_dict_text(g->values, i + 1), i + 1};
    if (count > 0)
        qsort(seen, count, sizeof *seen, by_text);
    for (uint32_t i = 0; i < count; i++)
        push(g, capacity, seen[i].code);
    free(seen);
}

static void make_domain(ind_strata *strata, size_t group) {
    stratum_group *g = &strata->groups[group];
    const ind_field *field = g->group->field;
    size_t capacity = 0;
    if (g->group->codelist != NULL)
        from_codelist(strata, group, &capacity);
    else
        for (size_t i = 0; field != NULL && i < field->allowed_count; i++)
            push(g, &capacity, ind_dict_add(g->values, field->allowed[i]));
    if (g->group->codelist == NULL)
        from_values(g, &capacity);
    push(g, &capacity, 0);
    find_names(g);
    g->domain_made = true;
}

const uint32_t *ind_strata_domain(ind_strata *strata, size_t group, size_t *count) {
    pthread_mutex_lock(&strata->domains);
    if (!strata->groups[group].domain_made)
        make_domain(strata, group);
    pthread_mutex_unlock(&strata->domains);
    *count = strata->groups[group].domain_count;
    return strata->groups[group].domain;
}

ind_str ind_strata_name(const ind_strata *strata, size_t group, uint32_t code) {
    const stratum_group *g = &strata->groups[group];
    const ind_codelist *list = g->group->codelist;
    if (code == 0 || list == NULL || g->name_attribute < 0)
        return IND_STR("");
    ind_str text = ind_dict_text(g->values, code);
    if (g->group->attribute < 0) {
        ptrdiff_t row = row_with(list, IND_LEVEL_CODE, text, ind_always);
        return row < 0 ? IND_STR("") : ind_codelist_value(list, (size_t)row, g->name_attribute);
    }
    if (g->name_row != NULL && code < g->name_count) {
        uint32_t row = g->name_row[code];
        return row == 0 ? IND_STR("") : ind_codelist_value(list, row - 1, g->name_attribute);
    }
    for (size_t row = 0; row < ind_codelist_count(list); row++)
        if (ind_str_equal(ind_codelist_value(list, row, g->group->attribute), text))
            return ind_codelist_value(list, row, g->name_attribute);
    return IND_STR("");
}

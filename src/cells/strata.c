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
    int county_attribute; /* of the codelist: gives the county of a code; -1: none */
    int name_attribute;
    bool is_county; /* the value is a county code itself */
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

/* "lan" for "lanskod": the attribute whose name the code's name begins with. */
static int name_of_attribute(const ind_codelist *list, int attribute) {
    ind_str code = ind_codelist_attribute_name(list, attribute);
    for (int i = 0; i < (int)ind_codelist_attribute_count(list); i++)
        if (i != attribute && ind_str_starts(code, ind_codelist_attribute_name(list, i)))
            return i;
    return -1;
}

static const char county_column[] = "lanskod"; /* the attribute of a codelist that gives a code's county */

/* The value is a county code itself. */
static bool is_county(const ind_group *group) {
    if (group->codelist == NULL)
        return false;
    if (group->attribute < 0)
        return ind_str_is(ind_codelist_name(group->codelist), "lan");
    return ind_str_is(ind_codelist_attribute_name(group->codelist, group->attribute), county_column);
}

bool ind_measure_lists_seen(const ind_measure *measure) {
    for (size_t i = 0; i < measure->group_count; i++)
        if (measure->groups[i].codelist == NULL)
            return true;
    return false;
}

/* The attribute of the group's codes that is their county; -1: they are in none. */
static int county_attribute(const ind_group *group) {
    return group->codelist == NULL || group->attribute >= 0
               ? -1
               : ind_codelist_attribute(group->codelist, ind_str_of(county_column));
}

/* Is CODE one of the codelist's codes, or of its values of ATTRIBUTE, at any time? */
static bool lists(const ind_codelist *list, int attribute, ind_str code) {
    if (attribute < 0)
        return ind_codelist_find(list, code, INT32_MIN, INT32_MAX) >= 0;
    for (size_t row = 0; row < ind_codelist_count(list); row++)
        if (ind_str_equal(ind_codelist_value(list, row, attribute), code))
            return true;
    return false;
}

int ind_measure_group_of_area(const ind_measure *measure, ind_str code, bool *exact) {
    for (size_t i = 0; i < measure->group_count; i++) {
        const ind_group *group = &measure->groups[i];
        bool area = is_county(group) || county_attribute(group) >= 0;
        if ((*exact = area && lists(group->codelist, group->attribute, code)))
            return (int)i;
    }
    for (size_t i = 0; i < measure->group_count; i++) {
        int attribute = county_attribute(&measure->groups[i]);
        if (attribute >= 0 && lists(measure->groups[i].codelist, attribute, code))
            return (int)i;
    }
    return -1;
}

static bool is_area(const stratum_group *g) {
    return g->is_county || g->county_attribute >= 0;
}

static void set_up_group(stratum_group *g, const ind_group *group) {
    *g = (stratum_group){.group = group, .county_attribute = -1, .name_attribute = -1};
    g->eval = ind_eval_new(group->expr);
    g->values = ind_dict_new();
    if (group->codelist == NULL)
        return;
    g->is_county = is_county(group);
    if (group->attribute < 0) {
        g->county_attribute = county_attribute(group);
        g->name_attribute = ind_codelist_attribute(group->codelist, IND_STR("namn"));
    } else {
        g->name_attribute = name_of_attribute(group->codelist, group->attribute);
    }
}

ind_strata *ind_strata_new(const ind_measure *measure, const ind_areas *areas) {
    ind_strata *strata = ind_alloc(sizeof *strata);
    *strata = (ind_strata){.measure = measure, .areas = areas, .holders = 1};
    pthread_mutex_init(&strata->domains, NULL);
    strata->leaves = ind_cells_new(NULL, 0, measure->group_count);
    strata->tuples = ind_tuples_new(measure->group_count);
    strata->groups = ind_alloc_array(measure->group_count, sizeof *strata->groups);
    for (size_t i = 0; i < measure->group_count; i++)
        set_up_group(&strata->groups[i], &measure->groups[i]);
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

const ind_days ind_always = {INT32_MIN, INT32_MAX};

static ind_str value_in_row(const ind_group *group, size_t row) {
    return group->attribute < 0 ? ind_codelist_code(group->codelist, row)
                                : ind_codelist_value(group->codelist, row, group->attribute);
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

/* The row of the code that is valid on the days, else the last one. */
static ptrdiff_t find_row(const ind_codelist *list, ind_str code, ind_days days) {
    ptrdiff_t row = ind_codelist_find(list, code, days.from, days.to);
    return row >= 0 ? row : ind_codelist_find(list, code, INT32_MIN, INT32_MAX);
}

ind_str ind_strata_county_of(const ind_strata *strata, size_t group, uint32_t code, ind_days days) {
    const stratum_group *g = &strata->groups[group];
    if (code == 0 || !is_area(g))
        return IND_STR("");
    ind_str text = ind_strata_text(strata, group, code);
    if (g->is_county && passing_text(strata, group, code).length == 0)
        return text;
    ptrdiff_t row = find_row(g->group->codelist, text, days);
    if (row < 0)
        return IND_STR("");
    return g->is_county ? value_in_row(g->group, (size_t)row)
                        : ind_codelist_value(g->group->codelist, (size_t)row, g->county_attribute);
}

ind_str ind_strata_county(const ind_strata *strata, size_t row) {
    const uint32_t *codes = ind_strata_codes(strata, row);
    for (size_t i = 0; i < strata->measure->group_count; i++) {
        ind_str county = ind_strata_county_of(strata, i, codes[i], ind_always);
        if (county.length > 0)
            return county;
    }
    return IND_STR("");
}

/* ---- areas ---- */

bool ind_strata_is_area(const ind_strata *strata, size_t group) {
    return is_area(&strata->groups[group]);
}

bool ind_strata_lies_in(const ind_strata *strata, size_t group, uint32_t code, ind_days days, ind_str area) {
    return code != 0 && (ind_str_equal(ind_strata_text(strata, group, code), area) ||
                         ind_str_equal(ind_strata_county_of(strata, group, code, days), area));
}

bool ind_strata_covered(const ind_strata *strata, size_t group, uint32_t code, ind_days days) {
    for (size_t i = 0; i < strata->areas->count; i++)
        if (ind_strata_lies_in(strata, group, code, days, strata->areas->codes[i]))
            return true;
    return false;
}

static bool is_chosen(const ind_strata *strata, ind_str code) {
    for (size_t i = 0; i < strata->areas->count; i++)
        if (ind_str_equal(strata->areas->codes[i], code))
            return true;
    return false;
}

/* Does some area asked for lie in COUNTY, at some time, by the codelist of one of the groups?  Beside the kommun the
 * county is then a value to be shown. */
static bool holds_chosen(const ind_strata *strata, ind_str county) {
    for (size_t g = 0; g < strata->measure->group_count; g++) {
        const ind_codelist *list = strata->groups[g].group->codelist;
        int attribute = list == NULL ? -1 : ind_codelist_attribute(list, ind_str_of(county_column));
        for (size_t row = 0; attribute >= 0 && row < ind_codelist_count(list); row++)
            if (ind_str_equal(ind_codelist_value(list, row, attribute), county) &&
                is_chosen(strata, ind_codelist_code(list, row)))
                return true;
    }
    return false;
}

/* ---- domains ---- */

/* Is a value of the codelist inside what --area or the deliveries name; where neither does, inside the counties seen?
 */
static bool in_reach(const ind_strata *strata, size_t group, uint32_t code, ind_days days, size_t seen) {
    if (!is_area(&strata->groups[group]))
        return true;
    if (strata->areas->chosen && strata->groups[group].is_county &&
        holds_chosen(strata, ind_strata_text(strata, group, code)))
        return true;
    if (strata->areas->count > 0)
        return ind_strata_covered(strata, group, code, days);
    ind_str county = ind_strata_county_of(strata, group, code, days);
    for (uint32_t other = 1; other <= seen; other++)
        if (ind_str_equal(ind_strata_county_of(strata, group, other, days), county))
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
        if (in_reach(strata, group, code, days, seen))
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
        if (is_value_of_row(strata, group, row, code, days))
            return strata->areas->count == 0 || in_reach(strata, group, code, days, 0);
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
        ptrdiff_t row = find_row(list, text, ind_always);
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

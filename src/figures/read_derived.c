/* read_derived.c - see read_derived.h. */
#include "figures/read_derived.h"

#include <math.h>

typedef ind_report_reader reader;

enum { TEXT = IND_JSON_AS_TEXT, NUMBER = IND_JSON_AS_NUMBER, LIST = IND_JSON_AS_ARRAY, OBJECT = IND_JSON_AS_OBJECT };

static const ind_json_key way_keys[] = {
    {"assumption", TEXT, true}, {"year", NUMBER, true}, {"baseline", OBJECT, true}, {0}};
static const ind_json_key baseline_keys[] = {{"value", NUMBER, true}, {"year", NUMBER, true}, {0}};
static const ind_json_key compare_keys[] = {{"with", LIST, true},
                                            {"measure", TEXT, true},
                                            {"least_difference", NUMBER, false},
                                            {"published", TEXT, false},
                                            {"sex", OBJECT, false},
                                            {"made", LIST, true},
                                            {0}};
static const ind_json_key sex_keys[] = {{"group", TEXT, true}, {"codes", LIST, true}, {0}};
static const ind_json_key area_keys[] = {
    {"group", TEXT, true},   {"within", TEXT, true}, {"whole", TEXT, true},    {"count", NUMBER, true},
    {"level", NUMBER, true}, {"codes", LIST, true},  {"periods", LIST, false}, {0}};
static const ind_json_key period_keys[] = {{"period", TEXT, true}, {"grain", TEXT, true}, {0}};
static const ind_json_key made_keys[] = {
    {"with", TEXT, true}, {"count", NUMBER, true}, {"by_chance", NUMBER, false}, {"reason", TEXT, false}, {0}};
static const ind_json_key comparison_keys[] = {{"with", TEXT, true},
                                               {"period", TEXT, false},
                                               {"id", TEXT, false},
                                               {"group", OBJECT, false},
                                               {"measure", TEXT, true},
                                               {"level", NUMBER, true},
                                               {"against", NUMBER, true},
                                               {"value", NUMBER, true},
                                               {"low", NUMBER, true},
                                               {"high", NUMBER, true},
                                               {"expected", NUMBER, false},
                                               {"word", TEXT, false},
                                               {0}};

static bool check(const reader *r, const ind_json *value, const ind_json_key *keys) {
    return ind_json_check_object(value, keys, IND_JSON_X_IS_ERROR, r->diag);
}

static bool wrong(const reader *r, const ind_json *at, const char *what) {
    ind_json_error(r->diag, ind_json_place(at), "cell_contradicts", NULL, "%s", what);
    return false;
}

static ind_str text(const reader *r, const ind_json *object, const char *key) {
    ind_str given = ind_json_member_text(object, key);
    return given.length == 0 ? IND_STR("") : ind_arena_str(r->arena, given);
}

static double number(const ind_json *object, const char *key) {
    const ind_json *value = ind_json_get(object, key);
    return value == NULL ? (double)NAN : value->number;
}

/* A whole number from 0 to MOST. */
static int64_t whole(const reader *r, const ind_json *object, const char *key, int64_t most) {
    int64_t out = 0;
    ind_json_check_integer(ind_json_get(object, key), 0, most, r->diag, &out);
    return out;
}

/* ---- choices ---- */

static bool read_with(const reader *r, const ind_json *value, ind_with *out) {
    const char *names[IND_WITHS + 1] = {0};
    int choice;
    for (int i = 0; i < IND_WITHS; i++)
        names[i] = ind_with_name((ind_with)i);
    if (!ind_json_check_choice(value, names, r->diag, &choice))
        return false;
    *out = (ind_with)choice;
    return true;
}

static bool read_ratio(const reader *r, const ind_json *object, bool *out) {
    static const char *const names[] = {"difference", "ratio", NULL};
    int choice;
    if (!ind_json_check_choice(ind_json_get(object, "measure"), names, r->diag, &choice))
        return false;
    *out = choice == 1;
    return true;
}

static bool read_word(const reader *r, const ind_json *value, ind_word *out) {
    const char *names[IND_WORDS] = {0};
    int choice;
    *out = IND_WORD_NONE;
    for (int i = 1; i < IND_WORDS; i++)
        names[i - 1] = ind_word_name((ind_word)i);
    if (value == NULL)
        return true;
    if (!ind_json_check_choice(value, names, r->diag, &choice))
        return false;
    *out = (ind_word)(choice + 1);
    return true;
}

/* ---- of a measure ---- */

void ind_report_read_way(const reader *r, const ind_json *node, ind_report_way *out) {
    const ind_json *baseline = ind_json_get(node, "baseline");
    static const char *const assumptions[] = {"straight_line", NULL};
    int choice;
    if (node == NULL || !check(r, node, way_keys) || !check(r, baseline, baseline_keys) ||
        !ind_json_check_choice(ind_json_get(node, "assumption"), assumptions, r->diag, &choice))
        return;
    *out = (ind_report_way){true, (int)whole(r, node, "year", 9999), (int)whole(r, baseline, "year", 9999),
                            number(baseline, "value")};
    if (out->from_year >= out->year)
        wrong(r, baseline, "the baseline is not before the target");
}

static const ind_str *read_codes(const reader *r, const ind_json *list, size_t *count) {
    ind_str *out = ind_arena_alloc(r->arena, (list->count + 1) * sizeof *out);
    *count = 0;
    for (size_t i = 0; i < list->count; i++)
        if (ind_json_check_type(list->items[i], TEXT, r->diag))
            out[(*count)++] = ind_arena_str(r->arena, list->items[i]->text);
    return out;
}

static void read_sex(const reader *r, const ind_json *node, ind_report_compare *out) {
    size_t count;
    if (node == NULL || !check(r, node, sex_keys))
        return;
    const ind_str *codes = read_codes(r, ind_json_get(node, "codes"), &count);
    if (count != 2) {
        wrong(r, node, "the sexes have two codes");
        return;
    }
    out->sex_group = text(r, node, "group");
    out->sex_first = codes[0];
    out->sex_second = codes[1];
}

static size_t period_of(const ind_report_measure *m, const ind_json *node) {
    size_t p = 0;
    while (p < m->period_count && !(ind_str_equal(m->periods[p].label, ind_json_member_text(node, "period")) &&
                                    ind_str_equal(m->periods[p].grain, ind_json_member_text(node, "grain"))))
        p++;
    return p;
}

static void read_periods(const reader *r, const ind_json *list, const ind_report_measure *m, ind_report_areas *out) {
    uint32_t *periods = ind_arena_alloc(r->arena, ((list == NULL ? 0 : list->count) + 1) * sizeof *periods);
    out->periods = periods;
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        size_t period = check(r, list->items[i], period_keys) ? period_of(m, list->items[i]) : m->period_count;
        if (period < m->period_count)
            periods[out->period_count++] = (uint32_t)period;
        else
            wrong(r, list->items[i], "the measure has no such period");
    }
}

void ind_report_read_areas(const reader *r, const ind_json *list, ind_report_measure *m) {
    size_t most = list == NULL ? 0 : list->count;
    ind_report_areas *all = ind_arena_alloc(r->arena, (most + 1) * sizeof *all);
    m->compare.areas = all;
    for (size_t i = 0; i < most; i++) {
        const ind_json *node = list->items[i];
        size_t count;
        if (!check(r, node, area_keys))
            continue;
        ind_report_areas *set = &all[m->compare.area_count++];
        set->group = text(r, node, "group");
        set->within = text(r, node, "within");
        set->whole = text(r, node, "whole");
        set->level = number(node, "level");
        set->codes = read_codes(r, ind_json_get(node, "codes"), &count);
        set->count = whole(r, node, "count", INT32_MAX);
        read_periods(r, ind_json_member(node, "periods", LIST), m, set);
        if (set->count != (int64_t)count)
            wrong(r, node, "'count' is not the number of codes");
        set->count = (int64_t)count;
    }
}

static void read_made(const reader *r, const ind_json *list, ind_report_compare *out) {
    ind_report_compared *all = ind_arena_alloc(r->arena, (list->count + 1) * sizeof *all);
    const char *names[IND_APARTS] = {0};
    out->made = all;
    for (int i = 1; i < IND_APARTS; i++)
        names[i - 1] = ind_apart_name((ind_apart)i);
    for (size_t i = 0; i < list->count; i++) {
        const ind_json *node = list->items[i];
        ind_report_compared one = {0};
        int apart = -1;
        if (!check(r, node, made_keys) || !read_with(r, ind_json_get(node, "with"), &one.with))
            continue;
        one.count = whole(r, node, "count", INT64_C(1) << 52);
        one.by_chance = ind_json_get(node, "by_chance") == NULL ? 0 : number(node, "by_chance");
        if (ind_json_get(node, "reason") != NULL)
            ind_json_check_choice(ind_json_get(node, "reason"), names, r->diag, &apart);
        one.apart = (ind_apart)(apart + 1);
        if ((one.count == 0) != (one.apart != IND_APART_NONE))
            wrong(r, node, "there is a reason exactly where nothing was compared");
        all[out->made_count++] = one;
    }
}

void ind_report_read_compare(const reader *r, const ind_json *node, ind_report_measure *m) {
    ind_report_compare *out = &m->compare;
    if (node == NULL || !check(r, node, compare_keys) || !read_ratio(r, node, &out->ratio))
        return;
    const ind_json *with = ind_json_get(node, "with");
    for (size_t i = 0; i < with->count; i++) {
        ind_with one;
        if (read_with(r, with->items[i], &one))
            out->with |= 1u << one;
    }
    out->least_difference = ind_json_get(node, "least_difference") == NULL ? 0 : number(node, "least_difference");
    out->published = text(r, node, "published");
    read_sex(r, ind_json_member(node, "sex", OBJECT), out);
    read_made(r, ind_json_get(node, "made"), out);
}

/* ---- of a cell ---- */

static bool read_group(const reader *r, const ind_json *group, ind_report_comparison *out) {
    if (group == NULL)
        return true;
    if (group->count != 1)
        return wrong(r, group, "the cell compared with is another one in one group");
    if (!ind_json_check_type(group->items[0], TEXT, r->diag))
        return false;
    out->group = ind_arena_str(r->arena, group->items[0]->key);
    out->code = ind_arena_str(r->arena, group->items[0]->text);
    return true;
}

static bool read_comparison(const reader *r, const ind_json *node, ind_report_comparison *out) {
    if (!check(r, node, comparison_keys) || !read_with(r, ind_json_get(node, "with"), &out->with) ||
        !read_ratio(r, node, &out->ratio) || !read_word(r, ind_json_get(node, "word"), &out->word) ||
        !read_group(r, ind_json_get(node, "group"), out))
        return false;
    out->period = text(r, node, "period");
    out->published = text(r, node, "id");
    out->level = number(node, "level");
    out->against = number(node, "against");
    out->value = number(node, "value");
    out->low = number(node, "low");
    out->high = number(node, "high");
    out->expected = number(node, "expected");
    double slack = 1e-9 * (1 + fabs(out->value));
    return (out->low <= out->value + slack && out->value <= out->high + slack) ||
           wrong(r, node, "the value is not inside the interval");
}

bool ind_report_read_comparisons(const reader *r, ind_cells_read *cells, const ind_json *cell) {
    const ind_json *list = ind_json_get(cell, "comparisons");
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        ind_report_comparison one = {.cell = (uint32_t)(cells->measure.cells.count - 1)};
        if (!read_comparison(r, list->items[i], &one))
            return false;
        cells->comparisons =
            ind_arena_grow(r->arena, cells->comparisons, cells->comparison_count, &cells->comparison_room, sizeof one);
        cells->comparisons[cells->comparison_count++] = one;
    }
    return true;
}

/* cases_file.c - a test file before it is run: is it what it claims to be? */
#include "base/hint.h"
#include "proof/cases.h"

#include <stdio.h>

static const unsigned or_null = 1u << IND_JSON_NULL;
enum { SET = IND_JSON_AS_OBJECT | 1u << IND_JSON_NULL, DAY = IND_JSON_AS_TEXT | 1u << IND_JSON_NULL };

static const ind_json_key file_keys[] = {{"format", IND_JSON_AS_TEXT, true},
                                         {"id", IND_JSON_AS_TEXT, true},
                                         {"set", IND_JSON_AS_OBJECT, false},
                                         {"period", IND_JSON_AS_TEXT, false},
                                         {"grain", IND_JSON_AS_ARRAY, false},
                                         {"open_period", IND_JSON_AS_BOOLEAN, false},
                                         {"complete_until", IND_JSON_AS_TEXT, false},
                                         {"defaults", IND_JSON_AS_OBJECT, false},
                                         {"cases", IND_JSON_AS_ARRAY, true},
                                         {"description", IND_JSON_AS_TEXT | IND_JSON_AS_OBJECT, false},
                                         {"x-equivalent", IND_JSON_AS_ARRAY, false},
                                         {"x-unreachable", IND_JSON_AS_ARRAY, false},
                                         {0}};
static const ind_json_key equivalent_keys[] = {{"at", IND_JSON_AS_TEXT, true},  {"from", IND_JSON_AS_TEXT, false},
                                               {"to", IND_JSON_AS_TEXT, false}, {"nth", IND_JSON_AS_NUMBER, false},
                                               {"why", IND_JSON_AS_TEXT, true}, {0}};
static const ind_json_key unreachable_keys[] = {{"at", IND_JSON_AS_TEXT, true},
                                                {"clause", IND_JSON_AS_TEXT, true},
                                                {"points", IND_JSON_AS_ARRAY, true},
                                                {"why", IND_JSON_AS_TEXT, true},
                                                {0}};
static const ind_json_key case_keys[] = {{"name", IND_JSON_AS_TEXT, true},
                                         {"set", SET, false},
                                         {"period", IND_JSON_AS_TEXT, false},
                                         {"grain", IND_JSON_AS_ARRAY, false},
                                         {"open_period", IND_JSON_AS_BOOLEAN, false},
                                         {"complete_until", DAY, false},
                                         {"data", IND_JSON_AS_OBJECT, true},
                                         {"expect", IND_JSON_AS_ARRAY | IND_JSON_AS_TEXT, false},
                                         {"flow", IND_JSON_AS_OBJECT, false},
                                         {"error", IND_JSON_AS_TEXT, false},
                                         {"bad_values", IND_JSON_AS_BOOLEAN, false},
                                         {"description", IND_JSON_AS_TEXT | IND_JSON_AS_OBJECT, false},
                                         {0}};
static const ind_json_key cell_keys[] = {
    {"period", IND_JSON_AS_TEXT, true},  {"group", IND_JSON_AS_OBJECT, false},     {"status", IND_JSON_AS_TEXT, false},
    {"flags", IND_JSON_AS_ARRAY, false}, {"also", IND_JSON_AS_OBJECT, false},      {"level", IND_JSON_AS_TEXT, false},
    {"reason", IND_JSON_AS_TEXT, false}, {"no_interval", IND_JSON_AS_TEXT, false}, {0}};
/* What cells of some kind have; docs/reference/test-cases.md. */
static const char *const numbers[] = {"published_rows",
                                      "value",
                                      "numerator",
                                      "denominator",
                                      "n",
                                      "n_weighted",
                                      "n_effective",
                                      "sd",
                                      "contacts",
                                      "visits",
                                      "unknown_visits",
                                      "rows",
                                      "numerator_rows",
                                      "better",
                                      "same",
                                      "worse",
                                      "lost",
                                      "events_before",
                                      "days_before",
                                      "events_after",
                                      "days_after",
                                      "events",
                                      "population",
                                      "expected",
                                      "persons",
                                      "asked",
                                      "over_coverage",
                                      "respondents",
                                      "sampling_fraction"};
enum { NUMBERS = sizeof numbers / sizeof *numbers };

/* ---- the file and its cases ---- */

/* A cell that is only named, or an empty list, would pass whatever the definition says. */
static bool says_a_figure(const ind_json *cell) {
    bool named = false;
    for (size_t i = 0; i < cell->count; i++)
        named |= !ind_str_is(cell->items[i]->key, "period") && !ind_str_is(cell->items[i]->key, "group");
    return named || cell->type != IND_JSON_OBJECT; /* that it is no object is said elsewhere */
}

static bool expects_something(const ind_json *one) {
    const ind_json *expect = ind_json_get(one, "expect"), *flow = ind_json_get(one, "flow");
    bool some = ind_json_get(one, "error") != NULL || (flow != NULL && flow->count > 0);
    if (expect == NULL)
        return some;
    if (expect->type != IND_JSON_ARRAY)
        return true;
    for (size_t i = 0; i < expect->count; i++)
        if (!says_a_figure(expect->items[i]))
            return false;
    return some || expect->count > 0;
}

/* NAMES: of the cases before. */
static void check_case(ind_cases *c, const ind_json *one, ind_dict *names) {
    if (!ind_json_check_object(one, case_keys, IND_JSON_X_IS_FREE, c->diag)) {
        c->invalid = true;
        return;
    }
    ind_str name = ind_json_member_text(one, "name");
    const ind_json *blank = ind_json_member(one, "expect", IND_JSON_AS_TEXT);
    if (blank != NULL && !ind_str_is(blank->text, "?"))
        ind_cases_invalid(c, ind_json_place(blank), "type", "'?' stands for cells that are still to be written",
                          "'expect' is an array of cells, got '%.*s'", blank->text);
    if (!expects_something(one))
        ind_cases_invalid(c, ind_json_place(one), "expects_nothing",
                          "give figures in 'expect' or 'flow', or an 'error'", "case '%.*s' expects nothing", name);
    uint32_t before = ind_dict_count(names);
    if (name.length > 0 && ind_dict_add(names, name) <= before)
        ind_cases_invalid(c, ind_json_place(ind_json_get(one, "name")), "duplicate_case", NULL,
                          "two cases have the name '%.*s'", name);
}

static void check_defaults(ind_cases *c) {
    const ind_json *defaults = ind_json_member(c->file, "defaults", IND_JSON_AS_OBJECT);
    for (size_t i = 0; defaults != NULL && i < defaults->count; i++) {
        const ind_dataset *dataset = ind_catalogue_dataset(c->catalogue, defaults->items[i]->key, c->diag);
        if (dataset == NULL)
            ind_cases_no_dataset(c, defaults->items[i]);
        else if (ind_json_check_type(defaults->items[i], IND_JSON_AS_OBJECT, c->diag))
            ind_cases_check_columns(c, dataset, defaults->items[i]);
        else
            c->invalid = true;
    }
}

/* What a person says cannot be tested needs a reason (proof_waivers.c). */
static void check_waivers(ind_cases *c, const char *key, const ind_json_key *keys) {
    const ind_json *list = ind_json_member(c->file, key, IND_JSON_AS_ARRAY);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        const ind_json *why = ind_json_member(list->items[i], "why", IND_JSON_AS_TEXT);
        bool good = ind_json_check_object(list->items[i], keys, IND_JSON_X_IS_ERROR, c->diag);
        c->invalid |= !good || !ind_json_check_filled(why, c->diag);
    }
}

static void check_format(ind_cases *c) {
    static const char *const formats[] = {"indikator-test/1", NULL};
    const ind_json *format = ind_json_member(c->file, "format", IND_JSON_AS_TEXT);
    int index;
    c->invalid |= format != NULL && !ind_json_check_choice(format, formats, c->diag, &index);
}

static void check_file(ind_cases *c) {
    check_format(c);
    c->invalid |= !ind_json_check_object(c->file, file_keys, IND_JSON_X_IS_FREE, c->diag);
    const ind_json *all = ind_json_member(c->file, "cases", IND_JSON_AS_ARRAY);
    ind_dict *names = ind_dict_new();
    for (size_t i = 0; all != NULL && i < all->count; i++)
        check_case(c, all->items[i], names);
    ind_dict_free(names);
    check_waivers(c, "x-equivalent", equivalent_keys);
    check_waivers(c, "x-unreachable", unreachable_keys);
    if (!c->invalid)
        check_defaults(c);
}

static void check_id(ind_cases *c, size_t tail) {
    const char *slash = strrchr(c->path, '/');
    const char *name = slash == NULL ? c->path : slash + 1;
    const ind_json *id = ind_json_member(c->file, "id", IND_JSON_AS_TEXT);
    if (id != NULL && !ind_str_equal(id->text, (ind_str){name, strlen(name) - tail}))
        ind_cases_invalid(c, ind_json_place(id), "name_is_file", NULL, "id '%.*s' is not the name of the file",
                          id->text);
}

ind_status ind_cases_open(ind_cases *c, const char *path) {
    ind_source *source;
    ind_json *node;
    ind_status status = ind_source_load(c->arena, path, c->diag, &source);
    if (status == IND_OK)
        status = ind_json_parse(c->arena, source, c->diag, &node);
    if (status != IND_OK)
        return status;
    c->file = node;
    c->path = path;
    size_t length = strlen(path), tail = strlen(".test.json");
    if (length <= tail || strcmp(path + length - tail, ".test.json") != 0)
        return ind_diag_add(c->diag, IND_ERROR, IND_E_DEFINITION, "file_name", (ind_place){.file = path},
                            "<id>.test.json stands beside <id>.json", "not the name of a test file");
    c->definition = ind_arena_format(c->arena, "%.*s.json", (int)(length - tail), path);
    if (!ind_json_check_version(node, "indikator-test/1", c->diag))
        return IND_E_DEFINITION; /* what else is in it belongs to another format */
    check_file(c);
    check_id(c, tail);
    if (c->invalid)
        return IND_E_DEFINITION;
    return ind_catalogue_expand(c->catalogue, c->arena, c->definition, NULL, c->diag, &c->base);
}

/* ---- what a case expects ---- */

static bool is_split(const ind_measure *measure, const ind_grouping *split, const ind_json *group) {
    size_t count = group == NULL ? 0 : group->count;
    for (size_t i = 0; i < count; i++) {
        bool found = false;
        for (size_t g = 0; g < split->count; g++)
            found |= ind_str_equal(measure->groups[split->group[g]].name, group->items[i]->key);
        if (!found)
            return false;
    }
    return count == split->count;
}

static void check_group(ind_cases *c, const ind_measure *measure, const ind_json *cell) {
    const ind_json *group = ind_json_member(cell, "group", IND_JSON_AS_OBJECT);
    bool found = measure->by_count == 0 && (group == NULL || group->count == 0);
    for (size_t b = 0; b < measure->by_count; b++)
        found |= is_split(measure, &measure->by[b], group);
    for (size_t i = 0; group != NULL && i < group->count; i++)
        c->invalid |= !ind_json_check_type(group->items[i], IND_JSON_AS_TEXT | or_null, c->diag);
    if (!found)
        ind_cases_invalid(c, ind_json_place(group == NULL ? cell : group), "unknown_split",
                          "'show' tells by what it is reported", "the definition is not reported by these groups%.*s",
                          IND_STR(""));
}

static bool is_cell_key(const ind_json *item, ind_hint *hint, unsigned *types) {
    for (const ind_json_key *key = cell_keys; key->name != NULL; key++) {
        *types = key->types;
        if (ind_str_is(item->key, key->name))
            return true;
        ind_hint_offer(hint, ind_str_of(key->name));
    }
    *types = IND_JSON_AS_NUMBER | or_null;
    for (size_t i = 0; i < NUMBERS; i++) {
        if (ind_str_is(item->key, numbers[i]))
            return true;
        ind_hint_offer(hint, ind_str_of(numbers[i]));
    }
    return false;
}

static void check_words(ind_cases *c, const ind_json *cell) {
    static const char *const statuses[] = {
        "ok", "unreliable", "no_data", "not_delivered", "incomplete_follow_up", "not_applicable", "suppressed", NULL};
    static const char *const flags[] = {
        "preliminary",  "incomplete_look_back", "partial", "implausible",      "data_findings",
        "series_break", "unweighted",           "mixed",   "population_noise", NULL};
    const ind_json *status = ind_json_member(cell, "status", IND_JSON_AS_TEXT),
                   *list = ind_json_member(cell, "flags", IND_JSON_AS_ARRAY);
    int choice;
    if (status != NULL)
        c->invalid |= !ind_json_check_choice(status, statuses, c->diag, &choice);
    for (size_t i = 0; list != NULL && i < list->count; i++)
        c->invalid |= !ind_json_check_choice(list->items[i], flags, c->diag, &choice);
}

static void check_cell(ind_cases *c, const ind_measure *measure, const ind_json *cell) {
    if (!ind_json_check_type(cell, IND_JSON_AS_OBJECT, c->diag)) {
        c->invalid = true;
        return;
    }
    if (ind_json_get(cell, "period") == NULL)
        ind_cases_invalid(c, ind_json_place(cell), "missing_key", NULL, "a cell needs its 'period'%.*s", IND_STR(""));
    for (size_t i = 0; i < cell->count; i++) {
        unsigned types;
        char help[160];
        ind_hint hint = ind_hint_start(cell->items[i]->key);
        if (is_cell_key(cell->items[i], &hint, &types)) {
            c->invalid |= !ind_json_check_type(cell->items[i], types, c->diag);
            continue;
        }
        snprintf(help, sizeof help, "the closest is '%.*s'", IND_STR_ARGS(ind_hint_best(&hint)));
        ind_cases_invalid(c, ind_json_key_place(cell->items[i]), "unknown_key",
                          ind_hint_best(&hint).length > 0 ? help : NULL, "a cell has no '%.*s'", cell->items[i]->key);
    }
    check_words(c, cell);
    check_group(c, measure, cell);
}

void ind_cases_check_expected(ind_cases *c, const ind_measure *measure, const ind_json *one) {
    const ind_json *expect = ind_json_member(one, "expect", IND_JSON_AS_ARRAY);
    const ind_json *flow = ind_json_member(one, "flow", IND_JSON_AS_OBJECT);
    for (size_t i = 0; expect != NULL && i < expect->count; i++)
        check_cell(c, measure, expect->items[i]);
    for (size_t i = 0; flow != NULL && i < flow->count; i++)
        c->invalid |= !ind_json_check_type(flow->items[i], IND_JSON_AS_NUMBER, c->diag);
}

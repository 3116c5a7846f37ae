/* cases.c - the test cases of a definition: small tables in JSON become CSV in memory, which goes
 * through the same reader and engine as any other data; what comes out is laid beside what is expected.
 *
 *   <id>.test.json -> cases -> CSV texts -> ind_run -> results -> expected beside actual */
#include "base/hint.h"
#include "base/json_read.h"
#include "base/number.h"
#include "engine/engine.h"
#include "indikator/cases.h"

#include <stdio.h>
#include <stdlib.h>

static const ind_json_key file_keys[] = {
    {"format", IND_JSON_AS_TEXT, true},      {"id", IND_JSON_AS_TEXT, true},
    {"set", IND_JSON_AS_OBJECT, false},      {"period", IND_JSON_AS_TEXT, false},
    {"grain", IND_JSON_AS_ARRAY, false},     {"complete_until", IND_JSON_AS_TEXT, false},
    {"defaults", IND_JSON_AS_OBJECT, false}, {"cases", IND_JSON_AS_ARRAY, true},
    {"description", IND_JSON_AS_TEXT | IND_JSON_AS_OBJECT, false}, {0}};
static const ind_json_key case_keys[] = {
    {"name", IND_JSON_AS_TEXT, true},           {"set", IND_JSON_AS_OBJECT, false},  {"period", IND_JSON_AS_TEXT, false},
    {"grain", IND_JSON_AS_ARRAY, false},        {"complete_until", IND_JSON_AS_TEXT | 1u << IND_JSON_NULL, false},
    {"data", IND_JSON_AS_OBJECT, true},         {"expect", IND_JSON_AS_ARRAY, false}, {"flow", IND_JSON_AS_OBJECT, false},
    {"description", IND_JSON_AS_TEXT | IND_JSON_AS_OBJECT, false}, {0}};

typedef struct {
    ind_catalogue *catalogue;
    ind_arena *arena;
    ind_diag *diag;
    const ind_json *file;
    const char *definition; /* path */
    bool invalid;           /* the test file is wrong, not the figures */
    ind_buffer report;      /* of the case under way; empty: passed */
} cases;

static ind_status invalid(cases *c, ind_place place, const char *rule, const char *help, const char *what, ind_str name) {
    c->invalid = true;
    return ind_json_error(c->diag, place, rule, help, what, IND_STR_ARGS(name));
}

/* A member of the case, else of the file. */
static const ind_json *either(const cases *c, const ind_json *one, const char *key, unsigned types) {
    const ind_json *own = ind_json_member(one, key, types);
    return own != NULL ? own : ind_json_member(c->file, key, types);
}

/* ---- tables ---- */

static bool in_key(const ind_dataset *dataset, uint32_t field) {
    for (size_t k = 0; k < dataset->key_count; k++)
        if (dataset->key[k] == field)
            return true;
    return false;
}

static void check_columns(cases *c, const ind_dataset *dataset, const ind_json *row) {
    for (size_t i = 0; i < row->count; i++) {
        ind_str name = row->items[i]->key;
        int field = ind_dataset_field(dataset, name);
        if (field >= 0 && dataset->fields[field].derived.length == 0)
            continue;
        ind_hint hint = ind_hint_start(name);
        for (size_t f = 0; f < dataset->field_count; f++)
            if (dataset->fields[f].derived.length == 0)
                ind_hint_offer(&hint, dataset->fields[f].name);
        ind_str best = ind_hint_best(&hint);
        char help[160];
        snprintf(help, sizeof help, "the closest is '%.*s'", IND_STR_ARGS(best));
        invalid(c, ind_json_key_place(row->items[i]), "unknown_column", best.length > 0 ? help : NULL,
                field >= 0 ? "'%.*s' is a derived column: give the columns it is made of" : "the dataset has no column '%.*s'", name);
    }
}

static void put_cell(ind_buffer *csv, ind_str text) {
    ind_buffer_add(csv, "\"", 1);
    for (size_t i = 0; i < text.length; i++)
        ind_buffer_add(csv, text.data[i] == '"' ? "\"\"" : text.data + i, text.data[i] == '"' ? 2 : 1);
    ind_buffer_add(csv, "\"", 1);
}

static void put_value(cases *c, ind_buffer *csv, const ind_dataset *dataset, uint32_t field, const ind_json *row,
                      const ind_json *defaults, size_t number) {
    const char *name = ind_arena_str(c->arena, dataset->fields[field].name).data;
    const ind_json *value = ind_json_get(row, name);
    if (value == NULL)
        value = ind_json_get(defaults, name);
    if (value != NULL && (value->type == IND_JSON_TEXT || value->type == IND_JSON_NUMBER)) {
        put_cell(csv, value->text);
    } else if (value != NULL && value->type != IND_JSON_NULL) {
        invalid(c, ind_json_place(value), "type", NULL, "a value of a row is a text, a number or null%.*s", IND_STR(""));
    } else if (value == NULL && in_key(dataset, field) && dataset->fields[field].type == IND_TEXT) {
        char running[24];
        snprintf(running, sizeof running, "%zu", number + 1);
        put_cell(csv, ind_str_of(running));
    }
}

static ind_str make_csv(cases *c, const ind_dataset *dataset, const ind_json *rows, const ind_json *defaults) {
    ind_buffer csv = {0};
    const char *between = "";
    for (size_t f = 0; f < dataset->field_count; f++) {
        if (dataset->fields[f].derived.length > 0)
            continue;
        ind_buffer_format(&csv, "%s%.*s", between, IND_STR_ARGS(dataset->fields[f].name));
        between = ";";
    }
    ind_buffer_text(&csv, "\n");
    for (size_t r = 0; rows != NULL && r < rows->count; r++) {
        if (!ind_json_check_type(rows->items[r], IND_JSON_AS_OBJECT, c->diag)) {
            c->invalid = true;
            continue;
        }
        check_columns(c, dataset, rows->items[r]);
        between = "";
        for (uint32_t f = 0; f < dataset->field_count; f++) {
            if (dataset->fields[f].derived.length > 0)
                continue;
            ind_buffer_text(&csv, between);
            put_value(c, &csv, dataset, f, rows->items[r], defaults, r);
            between = ";";
        }
        ind_buffer_text(&csv, "\n");
    }
    ind_str text = ind_arena_str(c->arena, ind_buffer_str(&csv));
    ind_buffer_free(&csv);
    return text;
}

typedef struct {
    ind_data_file *items;
    size_t count, capacity;
} tables;

static void add_table(cases *c, tables *t, ind_str name, const ind_json *data) {
    for (size_t i = 0; i < t->count; i++)
        if (ind_str_is(name, t->items[i].dataset))
            return;
    const ind_dataset *dataset = ind_catalogue_dataset(c->catalogue, name, c->diag);
    if (dataset == NULL)
        return;
    const char *text = ind_arena_str(c->arena, name).data;
    const ind_json *rows = ind_json_member(data, text, IND_JSON_AS_ARRAY);
    const ind_json *defaults = ind_json_member(ind_json_member(c->file, "defaults", IND_JSON_AS_OBJECT), text, IND_JSON_AS_OBJECT);
    t->items = ind_arena_grow(c->arena, t->items, t->count, &t->capacity, sizeof *t->items);
    t->items[t->count++] = (ind_data_file){
        .dataset = text, .path = ind_arena_format(c->arena, "%s.csv", text), .content = make_csv(c, dataset, rows, defaults)};
}

/* Every dataset that the measure reads, empty where the case does not name it, and those that the case names. */
static tables make_tables(cases *c, const ind_measure *measure, const ind_json *data) {
    tables t = {0};
    for (size_t f = 0; f < measure->feed_count; f++) {
        const ind_feed *feed = &measure->feeds[f];
        add_table(c, &t, feed->dataset->name, data);
        for (size_t i = 0; i < feed->column_count; i++)
            if (feed->columns[i].foreign_key >= 0)
                add_table(c, &t, feed->dataset->foreign_keys[feed->columns[i].foreign_key].target, data);
    }
    for (size_t i = 0; i < data->count; i++) {
        if (ind_catalogue_dataset(c->catalogue, data->items[i]->key, c->diag) == NULL)
            invalid(c, ind_json_key_place(data->items[i]), "unknown_dataset", NULL, "no dataset '%.*s'", data->items[i]->key);
        else if (data->items[i]->type != IND_JSON_ARRAY)
            invalid(c, ind_json_place(data->items[i]), "type", NULL, "'%.*s' must be an array of rows", data->items[i]->key);
        else
            add_table(c, &t, data->items[i]->key, data);
    }
    return t;
}

/* ---- results ---- */

typedef struct {
    ind_arena *arena;
    ind_cell_result *items;
    size_t count, capacity;
} results;

static void keep_result(void *context, const ind_cell_result *result) {
    results *r = context;
    r->items = ind_arena_grow(r->arena, r->items, r->count, &r->capacity, sizeof *r->items);
    r->items[r->count++] = *result;
}

static bool same_cell(const ind_cell_result *r, const ind_json *group, ind_str period) {
    size_t count = group == NULL ? 0 : group->count;
    if (!ind_str_is(period, r->period) || count != r->group_count)
        return false;
    for (size_t i = 0; i < count; i++) {
        bool found = false;
        for (size_t g = 0; g < r->group_count; g++)
            found |= ind_str_equal(r->group_name[g], group->items[i]->key) && ind_str_equal(r->group_value[g], group->items[i]->text);
        if (!found)
            return false;
    }
    return true;
}

static void put_place(ind_buffer *report, const ind_json *expected) {
    const ind_json *group = ind_json_get(expected, "group");
    ind_place place = ind_json_place(expected);
    ind_buffer_format(report, "    %s:%llu: %.*s", place.file, (unsigned long long)place.line,
                      IND_STR_ARGS(ind_json_member_text(expected, "period")));
    for (size_t i = 0; group != NULL && i < group->count; i++)
        ind_buffer_format(report, " %.*s=%.*s", IND_STR_ARGS(group->items[i]->key),
                          group->items[i]->type == IND_JSON_NULL ? 1 : (int)group->items[i]->text.length,
                          group->items[i]->type == IND_JSON_NULL ? "?" : group->items[i]->text.data);
}

static void differs(cases *c, const ind_json *cell, ind_str what, ind_str expected, const char *actual) {
    put_place(&c->report, cell);
    ind_buffer_format(&c->report, ": %.*s: expected %.*s, actual %s\n", IND_STR_ARGS(what), IND_STR_ARGS(expected), actual);
}

static int decimals_of(ind_str number) {
    size_t point = 0;
    while (point < number.length && number.data[point] != '.')
        point++;
    return point == number.length ? 0 : (int)(number.length - point - 1);
}

/* A number given with k decimals agrees if the actual one rounds to it; null agrees with "not defined". */
static void compare_number(cases *c, const ind_json *cell, ind_str what, const ind_json *expected, double actual) {
    char mine[IND_NUMBER_TEXT], theirs[IND_NUMBER_TEXT], full[IND_NUMBER_TEXT];
    const char *shown = isfinite(actual) ? ind_number_text(actual, full) : "null";
    if (expected->type == IND_JSON_NULL) {
        if (isfinite(actual))
            differs(c, cell, what, IND_STR("null"), shown);
        return;
    }
    int decimals = decimals_of(expected->text);
    bool same = expected->type == IND_JSON_NUMBER && isfinite(actual) &&
                strcmp(ind_number_fixed(actual, decimals, '.', mine), ind_number_fixed(expected->number, decimals, '.', theirs)) == 0;
    if (!same)
        differs(c, cell, what, expected->text, shown);
}

static bool find_number(const ind_outcome *out, ind_str name, double *value) {
    for (size_t i = 0; i < out->number_count; i++)
        if (ind_str_is(name, out->numbers[i].name)) {
            *value = out->numbers[i].value;
            return true;
        }
    return false;
}

static void compare_also(cases *c, const ind_json *cell, const ind_json *also, const ind_outcome *out) {
    for (size_t i = 0; i < also->count; i++) {
        double value = NAN;
        for (size_t k = 0; k < out->also_count; k++)
            if (ind_str_is(also->items[i]->key, out->also[k].name))
                value = out->also[k].value;
        compare_number(c, cell, also->items[i]->key, also->items[i], value);
    }
}

static const char *flag_names(cases *c, unsigned flags) {
    const char *text = "";
    if ((flags & IND_FLAG_PRELIMINARY) != 0)
        text = "preliminary";
    if ((flags & IND_FLAG_INCOMPLETE_LOOK_BACK) != 0)
        text = ind_arena_format(c->arena, "%s%sincomplete_look_back", text, *text == '\0' ? "" : ",");
    return text;
}

static void compare_flags(cases *c, const ind_json *cell, const ind_json *flags, const ind_cell_result *result) {
    ind_buffer expected = {0};
    for (size_t i = 0; i < flags->count; i++)
        ind_buffer_format(&expected, "%s%.*s", i == 0 ? "" : ",", IND_STR_ARGS(flags->items[i]->text));
    const char *actual = flag_names(c, result->flags);
    if (!ind_str_is(ind_buffer_str(&expected), actual))
        differs(c, cell, IND_STR("flags"), ind_buffer_str(&expected), *actual == '\0' ? "none" : actual);
    ind_buffer_free(&expected);
}

static void compare_cell(cases *c, const ind_json *cell, const ind_cell_result *result) {
    const ind_json *status = ind_json_member(cell, "status", IND_JSON_AS_TEXT);
    ind_str wanted = status == NULL ? IND_STR("ok") : status->text;
    const char *actual = ind_cell_status_name(result->status);
    if (!ind_str_is(wanted, actual))
        differs(c, cell, IND_STR("status"), wanted, actual);
    for (size_t i = 0; i < cell->count; i++) {
        const ind_json *item = cell->items[i];
        double value;
        if (ind_str_is(item->key, "period") || ind_str_is(item->key, "group") || ind_str_is(item->key, "status"))
            continue;
        if (ind_str_is(item->key, "value"))
            compare_number(c, cell, item->key, item, result->outcome.value);
        else if (ind_str_is(item->key, "also") && item->type == IND_JSON_OBJECT)
            compare_also(c, cell, item, &result->outcome);
        else if (ind_str_is(item->key, "flags") && item->type == IND_JSON_ARRAY)
            compare_flags(c, cell, item, result);
        else if (find_number(&result->outcome, item->key, &value))
            compare_number(c, cell, item->key, item, value);
        else if (result->outcome.number_count == 0 && item->type == IND_JSON_NUMBER && item->number == 0)
            continue; /* nothing counted */
        else
            differs(c, cell, item->key, item->text, "not there");
    }
}

static void compare_results(cases *c, const ind_json *expect, const results *all) {
    for (size_t i = 0; expect != NULL && i < expect->count; i++) {
        const ind_json *cell = expect->items[i], *group = ind_json_member(cell, "group", IND_JSON_AS_OBJECT);
        const ind_cell_result *found = NULL;
        for (size_t k = 0; k < all->count && found == NULL; k++)
            if (same_cell(&all->items[k], group, ind_json_member_text(cell, "period")))
                found = &all->items[k];
        if (found != NULL) {
            compare_cell(c, cell, found);
            continue;
        }
        put_place(&c->report, cell);
        ind_buffer_text(&c->report, ": there is no such cell (period, or groups that are no split of the definition)\n");
    }
}

static void compare_flow(cases *c, const ind_json *flow, const ind_flow *actual) {
    for (size_t i = 0; flow != NULL && i < flow->count; i++) {
        const ind_json *step = flow->items[i];
        size_t k = 0;
        while (k < actual->count && !ind_str_is(step->key, actual->items[k].step))
            k++;
        if (k < actual->count && step->type == IND_JSON_NUMBER && step->number == (double)actual->items[k].n)
            continue;
        ind_place place = ind_json_place(step);
        ind_buffer_format(&c->report, "    %s:%llu: flow '%.*s': expected %.*s, actual ", place.file,
                          (unsigned long long)place.line, IND_STR_ARGS(step->key), IND_STR_ARGS(step->text));
        if (k < actual->count)
            ind_buffer_format(&c->report, "%lld\n", (long long)actual->items[k].n);
        else
            ind_buffer_text(&c->report, "not there\n");
    }
}

/* ---- one case ---- */

/* "set" of the file, then of the case. */
static const ind_json *joined_set(cases *c, const ind_json *one) {
    const ind_json *a = ind_json_member(c->file, "set", IND_JSON_AS_OBJECT), *b = ind_json_member(one, "set", IND_JSON_AS_OBJECT);
    if (a == NULL || b == NULL)
        return a == NULL ? b : a;
    ind_json *both = ind_arena_alloc(c->arena, sizeof *both);
    *both = *a;
    both->count = a->count + b->count;
    both->items = ind_arena_alloc(c->arena, both->count * sizeof(ind_json *));
    memcpy(both->items, a->items, a->count * sizeof(ind_json *));
    memcpy(both->items + a->count, b->items, b->count * sizeof(ind_json *));
    return both;
}

static const char *text_or_null(cases *c, const ind_json *value) {
    return value == NULL ? NULL : ind_arena_str(c->arena, value->text).data;
}

static void set_options(cases *c, const ind_json *one, ind_run_options *options) {
    static const ind_data_dialect plain = {.encoding = "utf-8", .separator = ';', .decimal = '.', .preamble_rows = -1};
    const ind_json *grain = either(c, one, "grain", IND_JSON_AS_ARRAY);
    options->dialects = &plain;
    options->dialect_count = 1;
    options->period = text_or_null(c, either(c, one, "period", IND_JSON_AS_TEXT));
    const ind_json *until = either(c, one, "complete_until", IND_JSON_AS_TEXT | 1u << IND_JSON_NULL);
    options->complete_until = until == NULL || until->type == IND_JSON_NULL ? NULL : text_or_null(c, until);
    options->max_rejected = 100;
    if (grain == NULL)
        return;
    const char **grains = ind_arena_alloc(c->arena, (grain->count + 1) * sizeof *grains);
    for (size_t i = 0; i < grain->count; i++)
        grains[i] = ind_arena_str(c->arena, grain->items[i]->text).data;
    options->grains = grains;
    options->grain_count = grain->count;
}

static ind_status run_case(cases *c, const ind_json *one) {
    ind_measure *measure;
    ind_run *run = NULL;
    ind_run_options options = {0};
    ind_status status = ind_measure_load_with(c->catalogue, c->definition, joined_set(c, one), c->diag, &measure);
    if (status != IND_OK)
        return status;
    tables t = make_tables(c, measure, ind_json_get(one, "data"));
    if (c->invalid)
        return IND_E_DEFINITION;
    set_options(c, one, &options);
    options.files = t.items;
    options.file_count = t.count;
    const ind_measure *measures[] = {measure};
    ind_diag *diag = ind_diag_new();
    status = ind_run_new(c->catalogue, measures, 1, &options, diag, &run);
    if (run != NULL && ind_run_reason(run, 0) == NULL) {
        results all = {.arena = c->arena};
        ind_run_results(run, 0, keep_result, &all);
        compare_results(c, ind_json_get(one, "expect"), &all);
        compare_flow(c, ind_json_get(one, "flow"), &run->jobs[0].flow);
        status = IND_OK;
    } else {
        for (size_t i = 0; i < ind_diag_count(diag); i++)
            if (ind_diag_at(diag, i)->status != IND_OK)
                ind_buffer_format(&c->report, "    cannot be run: %s\n", ind_diag_at(diag, i)->message);
        status = IND_OK;
    }
    ind_diag_free(diag);
    ind_run_free(run);
    return status;
}

/* ---- the file ---- */

static bool contains(ind_str text, const char *part) {
    size_t length = strlen(part);
    for (size_t i = 0; i + length <= text.length; i++)
        if (memcmp(text.data + i, part, length) == 0)
            return true;
    return false;
}

static bool is_chosen(ind_str id, ind_str name, const char *filter) {
    return filter == NULL || contains(id, filter) || contains(name, filter);
}

static ind_status check_file(cases *c) {
    bool good = ind_json_check_object(c->file, file_keys, IND_JSON_X_IS_FREE, c->diag);
    const ind_json *all = ind_json_member(c->file, "cases", IND_JSON_AS_ARRAY);
    if (good && !ind_str_is(ind_json_member_text(c->file, "format"), "indikator-test/1"))
        good = invalid(c, ind_json_place(ind_json_get(c->file, "format")), "format", NULL,
                       "the format must be 'indikator-test/1'%.*s", IND_STR("")) == IND_OK;
    for (size_t i = 0; all != NULL && i < all->count; i++) {
        good &= ind_json_check_object(all->items[i], case_keys, IND_JSON_X_IS_FREE, c->diag);
        ind_str name = ind_json_member_text(all->items[i], "name");
        for (size_t k = 0; k < i; k++)
            if (name.length > 0 && ind_str_equal(name, ind_json_member_text(all->items[k], "name")))
                good = invalid(c, ind_json_place(all->items[i]), "duplicate", NULL, "two cases have the name '%.*s'", name) == IND_OK;
    }
    return good ? IND_OK : IND_E_DEFINITION;
}

static ind_status open_file(cases *c, const char *path) {
    ind_source *source;
    ind_json *node;
    ind_status status = ind_source_load(c->arena, path, c->diag, &source);
    if (status == IND_OK)
        status = ind_json_parse(c->arena, source, c->diag, &node);
    if (status != IND_OK)
        return status;
    c->file = node;
    size_t length = strlen(path), tail = strlen(".test.json");
    if (length <= tail || strcmp(path + length - tail, ".test.json") != 0)
        return ind_diag_add(c->diag, IND_ERROR, IND_E_DEFINITION, "file_name", (ind_place){.file = path},
                            "<id>.test.json stands beside <id>.json", "not the name of a test file");
    c->definition = ind_arena_format(c->arena, "%.*s.json", (int)(length - tail), path);
    status = check_file(c);
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    const ind_json *id = ind_json_member(node, "id", IND_JSON_AS_TEXT);
    if (id != NULL && !ind_str_equal(id->text, (ind_str){name, strlen(name) - tail}))
        status = invalid(c, ind_json_place(id), "id", NULL, "id '%.*s' is not the name of the file", id->text);
    return status;
}

static void check_defaults(cases *c) {
    const ind_json *defaults = ind_json_member(c->file, "defaults", IND_JSON_AS_OBJECT);
    for (size_t i = 0; defaults != NULL && i < defaults->count; i++) {
        const ind_dataset *dataset = ind_catalogue_dataset(c->catalogue, defaults->items[i]->key, c->diag);
        if (dataset == NULL)
            invalid(c, ind_json_key_place(defaults->items[i]), "unknown_dataset", NULL, "no dataset '%.*s'", defaults->items[i]->key);
        else if (ind_json_check_type(defaults->items[i], IND_JSON_AS_OBJECT, c->diag))
            check_columns(c, dataset, defaults->items[i]);
    }
}

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

static void check_expectations(cases *c, const ind_measure *measure, const ind_json *expect) {
    for (size_t i = 0; expect != NULL && i < expect->count; i++) {
        const ind_json *cell = expect->items[i], *group = ind_json_member(cell, "group", IND_JSON_AS_OBJECT);
        bool found = measure->by_count == 0 && (group == NULL || group->count == 0);
        for (size_t b = 0; b < measure->by_count; b++)
            found |= is_split(measure, &measure->by[b], group);
        if (!ind_json_check_type(cell, IND_JSON_AS_OBJECT, c->diag))
            c->invalid = true;
        else if (!found)
            invalid(c, ind_json_place(group == NULL ? cell : group), "unknown_split", "'show' tells by what it is reported",
                    "the definition is not reported by these groups%.*s", IND_STR(""));
    }
}

ind_status ind_cases_check(ind_catalogue *catalogue, const char *path, ind_diag *diag) {
    cases c = {.catalogue = catalogue, .arena = catalogue->arena, .diag = diag};
    ind_status status = open_file(&c, path);
    const ind_json *all = status == IND_OK ? ind_json_get(c.file, "cases") : NULL;
    if (all != NULL)
        check_defaults(&c);
    for (size_t i = 0; all != NULL && i < all->count; i++) {
        ind_measure *measure;
        ind_status one = ind_measure_load_with(catalogue, c.definition, joined_set(&c, all->items[i]), diag, &measure);
        status = ind_status_worst(status, one);
        if (one != IND_OK)
            break; /* the others would say the same */
        make_tables(&c, measure, ind_json_get(all->items[i], "data"));
        check_expectations(&c, measure, ind_json_member(all->items[i], "expect", IND_JSON_AS_ARRAY));
    }
    return c.invalid ? ind_status_worst(status, IND_E_DEFINITION) : status;
}

ind_status ind_cases_run(ind_catalogue *catalogue, const char *path, const char *filter, ind_diag *diag,
                         void (*each)(void *context, const ind_case_result *result), void *context) {
    cases c = {.catalogue = catalogue, .arena = catalogue->arena, .diag = diag};
    ind_status status = open_file(&c, path);
    const ind_json *all = status == IND_OK ? ind_json_get(c.file, "cases") : NULL;
    ind_str id = status == IND_OK ? ind_json_member_text(c.file, "id") : IND_STR("");
    if (all != NULL)
        check_defaults(&c);
    if (c.invalid)
        return IND_E_DEFINITION;
    for (size_t i = 0; all != NULL && i < all->count; i++) {
        ind_str name = ind_json_member_text(all->items[i], "name");
        if (!is_chosen(id, name, filter))
            continue;
        c.invalid = false;
        c.report.length = 0;
        ind_status one = run_case(&c, all->items[i]);
        status = ind_status_worst(status, one);
        if (one != IND_OK)
            continue; /* the findings say why */
        bool passed = c.report.length == 0;
        ind_case_result result = {path, id, name, passed, passed ? "" : c.report.data};
        status = ind_status_worst(status, passed ? IND_OK : IND_FINDINGS);
        each(context, &result);
    }
    ind_buffer_free(&c.report);
    return status;
}

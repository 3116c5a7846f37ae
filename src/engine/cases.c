/* cases.c - the test cases of a definition: small tables in JSON become CSV in memory, which goes
 * through the same reader and engine as any other data; what comes out is laid beside what is expected.
 *
 *   <id>.test.json -> cases -> CSV texts -> ind_run -> results -> expected beside actual */
#include "indikator/cases.h"

#include "engine/cases.h"

static const ind_json_key file_keys[] = {{"format", IND_JSON_AS_TEXT, true},
                                         {"id", IND_JSON_AS_TEXT, true},
                                         {"set", IND_JSON_AS_OBJECT, false},
                                         {"period", IND_JSON_AS_TEXT, false},
                                         {"grain", IND_JSON_AS_ARRAY, false},
                                         {"complete_until", IND_JSON_AS_TEXT, false},
                                         {"defaults", IND_JSON_AS_OBJECT, false},
                                         {"cases", IND_JSON_AS_ARRAY, true},
                                         {"description", IND_JSON_AS_TEXT | IND_JSON_AS_OBJECT, false},
                                         {0}};
static const ind_json_key case_keys[] = {{"name", IND_JSON_AS_TEXT, true},
                                         {"set", IND_JSON_AS_OBJECT, false},
                                         {"period", IND_JSON_AS_TEXT, false},
                                         {"grain", IND_JSON_AS_ARRAY, false},
                                         {"complete_until", IND_JSON_AS_TEXT | 1u << IND_JSON_NULL, false},
                                         {"data", IND_JSON_AS_OBJECT, true},
                                         {"expect", IND_JSON_AS_ARRAY, false},
                                         {"flow", IND_JSON_AS_OBJECT, false},
                                         {"description", IND_JSON_AS_TEXT | IND_JSON_AS_OBJECT, false},
                                         {0}};

ind_status ind_cases_invalid(ind_cases *c, ind_place place, const char *rule, const char *help, const char *what,
                             ind_str name) {
    c->invalid = true;
    return ind_json_error(c->diag, place, rule, help, what, IND_STR_ARGS(name));
}

/* A member of the case, else of the file. */
static const ind_json *either(const ind_cases *c, const ind_json *one, const char *key, unsigned types) {
    const ind_json *own = ind_json_member(one, key, types);
    return own != NULL ? own : ind_json_member(c->file, key, types);
}

/* ---- one case ---- */

/* "set" of the file, then of the case. */
static const ind_json *joined_set(ind_cases *c, const ind_json *one) {
    const ind_json *a = ind_json_member(c->file, "set", IND_JSON_AS_OBJECT),
                   *b = ind_json_member(one, "set", IND_JSON_AS_OBJECT);
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

static const char *text_or_null(ind_cases *c, const ind_json *value) {
    return value == NULL ? NULL : ind_arena_str(c->arena, value->text).data;
}

static void set_options(ind_cases *c, const ind_json *one, ind_run_options *options) {
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

static ind_status run_case(ind_cases *c, const ind_json *one) {
    ind_measure *measure;
    ind_run *run = NULL;
    ind_run_options options = {0};
    ind_status status = ind_measure_load_with(c->catalogue, c->definition, joined_set(c, one), c->diag, &measure);
    if (status != IND_OK)
        return status;
    size_t count;
    ind_data_file *files = ind_cases_tables(c, measure, ind_json_get(one, "data"), &count);
    if (c->invalid)
        return IND_E_DEFINITION;
    set_options(c, one, &options);
    options.files = files;
    options.file_count = count;
    const ind_measure *measures[] = {measure};
    ind_diag *diag = ind_diag_new();
    status = ind_run_new(c->catalogue, measures, 1, &options, diag, &run);
    if (run != NULL && ind_run_reason(run, 0) == NULL) {
        ind_cases_compare(c, ind_json_get(one, "expect"), ind_json_get(one, "flow"), run);
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

static ind_status check_file(ind_cases *c) {
    bool good = ind_json_check_object(c->file, file_keys, IND_JSON_X_IS_FREE, c->diag);
    const ind_json *all = ind_json_member(c->file, "cases", IND_JSON_AS_ARRAY);
    if (good && !ind_str_is(ind_json_member_text(c->file, "format"), "indikator-test/1"))
        good = ind_cases_invalid(c, ind_json_place(ind_json_get(c->file, "format")), "format", NULL,
                                 "the format must be 'indikator-test/1'%.*s", IND_STR("")) == IND_OK;
    for (size_t i = 0; all != NULL && i < all->count; i++) {
        good &= ind_json_check_object(all->items[i], case_keys, IND_JSON_X_IS_FREE, c->diag);
        ind_str name = ind_json_member_text(all->items[i], "name");
        if (good && ind_json_get(all->items[i], "expect") == NULL && ind_json_get(all->items[i], "flow") == NULL)
            good = ind_cases_invalid(c, ind_json_place(all->items[i]), "expects_nothing", NULL, "case '%.*s' expects nothing",
                                     name) == IND_OK;
        for (size_t k = 0; k < i; k++)
            if (name.length > 0 && ind_str_equal(name, ind_json_member_text(all->items[k], "name")))
                good = ind_cases_invalid(c, ind_json_place(all->items[i]), "duplicate_case", NULL,
                                         "two cases have the name '%.*s'", name) == IND_OK;
    }
    return good ? IND_OK : IND_E_DEFINITION;
}

static ind_status open_file(ind_cases *c, const char *path) {
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
    if (!ind_json_check_version(node, "indikator-test/1", c->diag))
        return IND_E_DEFINITION;
    status = check_file(c);
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    const ind_json *id = ind_json_member(node, "id", IND_JSON_AS_TEXT);
    if (id != NULL && !ind_str_equal(id->text, (ind_str){name, strlen(name) - tail}))
        status =
            ind_cases_invalid(c, ind_json_place(id), "name_is_file", NULL, "id '%.*s' is not the name of the file", id->text);
    return status;
}

static void check_defaults(ind_cases *c) {
    const ind_json *defaults = ind_json_member(c->file, "defaults", IND_JSON_AS_OBJECT);
    for (size_t i = 0; defaults != NULL && i < defaults->count; i++) {
        const ind_dataset *dataset = ind_catalogue_dataset(c->catalogue, defaults->items[i]->key, c->diag);
        if (dataset == NULL)
            ind_cases_invalid(c, ind_json_key_place(defaults->items[i]), "unknown_dataset", NULL, "no dataset '%.*s'",
                              defaults->items[i]->key);
        else if (ind_json_check_type(defaults->items[i], IND_JSON_AS_OBJECT, c->diag))
            ind_cases_check_columns(c, dataset, defaults->items[i]);
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

static void check_expectations(ind_cases *c, const ind_measure *measure, const ind_json *expect) {
    for (size_t i = 0; expect != NULL && i < expect->count; i++) {
        const ind_json *cell = expect->items[i], *group = ind_json_member(cell, "group", IND_JSON_AS_OBJECT);
        bool found = measure->by_count == 0 && (group == NULL || group->count == 0);
        for (size_t b = 0; b < measure->by_count; b++)
            found |= is_split(measure, &measure->by[b], group);
        if (!ind_json_check_type(cell, IND_JSON_AS_OBJECT, c->diag))
            c->invalid = true;
        else if (!found)
            ind_cases_invalid(c, ind_json_place(group == NULL ? cell : group), "unknown_split",
                              "'show' tells by what it is reported",
                              "the definition is not reported by these groups%.*s", IND_STR(""));
    }
}

ind_status ind_cases_check(ind_catalogue *catalogue, const char *path, ind_diag *diag) {
    ind_cases c = {.catalogue = catalogue, .arena = catalogue->arena, .diag = diag};
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
        size_t count;
        ind_cases_tables(&c, measure, ind_json_get(all->items[i], "data"), &count);
        check_expectations(&c, measure, ind_json_member(all->items[i], "expect", IND_JSON_AS_ARRAY));
    }
    return c.invalid ? ind_status_worst(status, IND_E_DEFINITION) : status;
}

ind_status ind_cases_run(ind_catalogue *catalogue, const char *path, const char *filter, ind_diag *diag,
                         void (*each)(void *context, const ind_case_result *result), void *context) {
    ind_cases c = {.catalogue = catalogue, .arena = catalogue->arena, .diag = diag};
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
        if (one == IND_E_DEFINITION && !c.invalid)
            break; /* the definition: the other cases would say the same */
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

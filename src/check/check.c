/* check.c - everything about files that can be known without data, by what each file is.
 *
 *   definition: compile -> lint -> no_tests -> what the file itself waives
 *   variant:    the same, less what its parent says already */
#include "indikator/check.h"

#include "base/folder.h"
#include "definition/lint.h"
#include "definition/waived_findings.h"
#include "engine/engine.h"
#include "indikator/rules.h"
#include "proof/cases.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    ind_catalogue *catalogue;
    const ind_check_options *options;
    ind_diag *diag;
} checking;

/* ---- what a file is ---- */

static bool ends_with(const char *text, const char *end) {
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* Is FOLDER the name of the folder that the file is in? */
static bool is_in(const char *path, const char *folder) {
    const char *slash = strrchr(path, '/');
    size_t length = strlen(folder);
    return slash != NULL && (size_t)(slash - path) >= length && memcmp(slash - length, folder, length) == 0 &&
           ((size_t)(slash - path) == length || slash[-(ptrdiff_t)length - 1] == '/');
}

static ind_str stem(const char *path, const char *end) {
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    return (ind_str){name, strlen(name) - strlen(end)};
}

static bool is_definition(const char *path) {
    return ends_with(path, ".json") && !ends_with(path, ".test.json") && !is_in(path, "datasets") &&
           !is_in(path, "outlines");
}

/* ---- definitions ---- */

/* Everything about one definition as expanded.  *COMPUTABLE: no rule was left out. */
static void look_at(const checking *c, ind_arena *arena, const char *path, ind_diag *found, bool *computable) {
    const ind_json *node;
    ind_measure *measure = NULL;
    *computable = false;
    if (ind_catalogue_expand(c->catalogue, arena, path, NULL, found, &node) != IND_OK)
        return;
    *computable = ind_measure_compile(c->catalogue, arena, node, path, IND_LEAVE_NOTHING, found, &measure) == IND_OK &&
                  ind_kind_check(measure, found) == IND_OK;
    if (node->type == IND_JSON_OBJECT)
        ind_lint_definition(c->catalogue, node, *computable ? measure : NULL, c->options->today, found);
}

static ind_status cannot_look(ind_diag *diag, const char *path) {
    return ind_diag_add(diag, IND_ERROR, IND_E_SYSTEM, "unreadable_file", (ind_place){.file = path}, NULL,
                        "cannot read the file: %s", strerror(errno));
}

/* Place, rule and message as one text. */
static ind_str text_of(const ind_finding *finding, ind_buffer *out) {
    out->length = 0;
    ind_buffer_format(out, "%s:%llu:%u %s %s", finding->place.file == NULL ? "" : finding->place.file,
                      (unsigned long long)finding->place.line, finding->place.column, finding->rule, finding->message);
    return ind_buffer_str(out);
}

static bool is_placed(const ind_finding *finding) {
    return finding->rule != NULL && finding->place.file != NULL;
}

/* Is FINDING in DIAG already?  DIAG is that of one file. */
static bool is_known(const ind_diag *diag, const ind_finding *finding) {
    ind_buffer one = {0}, other = {0};
    bool known = false;
    for (size_t i = 0; i < ind_diag_count(diag) && !known; i++)
        known = is_placed(ind_diag_at(diag, i)) &&
                ind_str_equal(text_of(ind_diag_at(diag, i), &other), text_of(finding, &one));
    ind_buffer_free(&one);
    ind_buffer_free(&other);
    return known;
}

/* The file as it is written; NULL if it is no JSON, which is said elsewhere, or cannot be read, which FOUND gets: it
 * may have been read before. */
static const ind_json *read_json(ind_arena *arena, const char *path, ind_diag *found) {
    ind_source *source;
    ind_json *node = NULL;
    ind_diag *own = ind_diag_new();
    if (ind_source_load(arena, path, own, &source) != IND_OK) {
        if (!is_known(found, ind_diag_at(own, 0)))
            ind_diag_append(found, own);
    } else if (ind_json_parse(arena, source, own, &node) != IND_OK) {
        node = NULL;
    }
    ind_diag_free(own);
    return node;
}

static bool is_open(const ind_json *file) {
    const ind_json *status = ind_json_get(file, "status");
    return status != NULL && status->type == IND_JSON_TEXT && ind_str_is(status->text, "open");
}

static void check_tests(ind_arena *arena, const char *path, const ind_json *file, ind_diag *found) {
    const char *cases = ind_arena_format(arena, "%.*s.test.json", (int)(strlen(path) - 5), path);
    const char *what = "there is no test file";
    ind_presence presence = ind_look(cases, NULL);
    if (presence == IND_NOT_KNOWN) {
        cannot_look(found, cases);
        return;
    }
    if (presence == IND_THERE) {
        const ind_json *tests = read_json(arena, cases, found),
                       *list = tests == NULL ? NULL : ind_json_get(tests, "cases");
        if (list == NULL || list->count > 0)
            return;
        what = "there are no cases in the test file";
    }
    ind_place place = {.file = file->source->name, .line = 1, .column = 1};
    ind_diag_add(found, IND_ERROR, IND_FINDINGS, "no_tests", place, NULL, "%s, %s", what, cases);
}

/* FOUND about a variant, less what is true of its parent too.  What the variant makes of values of the parent is told
 * where it says whom it extends. */
static void leave_out_parent(const checking *c, ind_arena *arena, const ind_json *file,
                             const ind_catalogue_entry *parent, const ind_diag *found, ind_diag *out) {
    ind_diag *parents = ind_diag_new();
    ind_dict *known = ind_dict_new();
    ind_buffer text = {0};
    bool computable;
    look_at(c, arena, parent->path, parents, &computable);
    for (size_t i = 0; i < ind_diag_count(parents); i++)
        if (is_placed(ind_diag_at(parents, i)))
            ind_dict_add(known, text_of(ind_diag_at(parents, i), &text));
    for (size_t i = 0; i < ind_diag_count(found); i++) {
        const ind_finding *f = ind_diag_at(found, i);
        if (f->status != IND_E_SYSTEM && is_placed(f) && ind_dict_find(known, text_of(f, &text)) != 0)
            continue;
        bool own = f->place.file == NULL || strcmp(f->place.file, parent->path) != 0;
        ind_diag_add(out, f->severity, f->status, f->rule,
                     own ? f->place : ind_json_place(ind_json_get(file, "extends")), f->help, "%s%s", f->message,
                     own ? "" : " (what is extended, with 'set')");
    }
    if (ind_diag_status(out) != IND_E_SYSTEM)
        ind_diag_append_system(out, parents);
    ind_buffer_free(&text);
    ind_dict_free(known);
    ind_diag_free(parents);
}

static const ind_catalogue_entry *parent_of(const checking *c, const ind_json *file) {
    const ind_json *extends = ind_json_get(file, "extends");
    return extends == NULL || extends->type != IND_JSON_TEXT ? NULL : ind_catalogue_find(c->catalogue, extends->text);
}

/* In an arena of its own: a folder may have ten thousand of them. */
static ind_status check_definition(const checking *c, const char *path) {
    ind_arena *arena = ind_arena_new();
    ind_diag *found = ind_diag_new(), *own = ind_diag_new();
    bool computable;
    look_at(c, arena, path, found, &computable);
    const ind_json *file = read_json(arena, path, found);
    const ind_catalogue_entry *parent = file == NULL ? NULL : parent_of(c, file);
    if (parent != NULL && strcmp(parent->path, path) != 0)
        leave_out_parent(c, arena, file, parent, found, own);
    else
        ind_diag_append(own, found);
    ind_status status = ind_diag_status(own);
    if (file == NULL || file->type != IND_JSON_OBJECT) {
        ind_diag_append(c->diag, own);
    } else {
        if (!is_open(file)) /* of which nothing is computed */
            check_tests(arena, path, file, own);
        ind_diag *kept = ind_diag_new();
        status = ind_waivers_apply(file, own, computable, kept, c->options->waived);
        ind_diag_append(c->diag, kept);
        ind_diag_free(kept);
    }
    ind_diag_free(found);
    ind_diag_free(own);
    ind_arena_free(arena);
    return status;
}

/* ---- what "run" must know ---- */

/* FOUND less what the file at PATH, and the one that it extends, waive. */
static ind_diag *without_waived(const checking *c, const char *path, ind_diag *found) {
    ind_diag *kept = ind_diag_new(), *waived = ind_diag_new(), *own = ind_diag_new();
    const ind_json *file = read_json(c->catalogue->arena, path, own);
    const ind_catalogue_entry *parent = file == NULL ? NULL : parent_of(c, file);
    if (file == NULL || file->type != IND_JSON_OBJECT)
        ind_diag_append(kept, found);
    else
        ind_waivers_apply(file, found, false, kept, waived);
    ind_diag_free(own);
    ind_diag_free(waived);
    ind_diag_free(found);
    return parent == NULL || strcmp(parent->path, path) == 0 ? kept : without_waived(c, parent->path, kept);
}

ind_status ind_measure_judge(ind_catalogue *catalogue, const ind_measure *measure, ind_diag *diag) {
    checking c = {.catalogue = catalogue};
    ind_diag *found = ind_diag_new();
    ind_status status = IND_OK;
    ind_lint_definition(catalogue, measure->node, measure, IND_NULL_DATE, found);
    ind_diag_sort(found, 0);
    ind_diag_unique(found, 0);
    found = without_waived(&c, measure->path, found);
    for (size_t i = 0; i < ind_diag_count(found); i++) {
        const ind_finding *f = ind_diag_at(found, i);
        const ind_check_rule *rule = f->rule == NULL ? NULL : ind_rule_find(ind_str_of(f->rule));
        if (rule == NULL || rule->run == IND_RUN_SILENT || f->place.file == NULL)
            continue;
        bool refused = rule->run == IND_RUN_REFUSES;
        ind_diag_add(diag, refused ? IND_ERROR : IND_WARNING, refused ? IND_E_DEFINITION : IND_OK, f->rule, f->place,
                     f->help, "%s", f->message);
        status = refused ? IND_E_DEFINITION : status;
    }
    ind_diag_free(found);
    return status;
}

/* ---- the other files ---- */

static ind_status check_dataset(const checking *c, const char *path) {
    ind_dataset *dataset;
    ind_str name = stem(path, ".json");
    const char *known = ind_catalogue_dataset_path(c->catalogue, name);
    size_t before = ind_diag_count(c->diag);
    if (known == NULL || strcmp(known, path) != 0)
        return ind_dataset_load(c->catalogue->arena, path, c->diag, &dataset);
    if (ind_catalogue_dataset(c->catalogue, name, c->diag) != NULL)
        return IND_OK;
    /* findings are told once, to whoever first asked for the dataset */
    return ind_diag_count(c->diag) > before ? IND_E_DEFINITION
                                            : ind_dataset_load(c->catalogue->arena, path, c->diag, &dataset);
}

/* An attribute that is the code of another codelist names a whole, perhaps; whether it does must be said. */
static void find_unsaid_hierarchy(const checking *c, const char *path, const ind_codelist *list) {
    for (size_t i = 0; ind_codelist_hierarchy_count(list) == 0 && i < ind_catalogue_codelist_count(c->catalogue); i++) {
        ind_diag *silent = ind_diag_new(); /* its own file is checked by itself */
        const ind_codelist *other =
            ind_catalogue_codelist(c->catalogue, ind_catalogue_codelist_name(c->catalogue, i), silent);
        ind_diag_free(silent);
        ind_str code = other == NULL ? IND_STR("") : ind_codelist_column_name(other, IND_LEVEL_CODE);
        if (other == NULL || ind_codelist_attribute(list, code) < 0)
            continue;
        ind_str own = ind_codelist_column_name(list, IND_LEVEL_CODE);
        const char *help = ind_arena_format(c->catalogue->arena, "add '# hierarchy: %.*s < %.*s' if they are",
                                            IND_STR_ARGS(own), IND_STR_ARGS(code));
        ind_diag_add(c->diag, IND_WARNING, IND_FINDINGS, "no_hierarchy", (ind_place){.file = path, .line = 1}, help,
                     "'%.*s' is the code of codelist '%.*s', but nothing says that codes are part of it",
                     IND_STR_ARGS(code), IND_STR_ARGS(ind_codelist_name(other)));
    }
}

static ind_status check_codelist(const checking *c, const char *path) {
    ind_codelist *list;
    ind_status status = ind_codelist_load(c->catalogue->arena, path, stem(path, ".csv"), c->diag, &list);
    if (status == IND_OK)
        find_unsaid_hierarchy(c, path, list);
    return status;
}

static ind_status check_file(const checking *c, const char *path) {
    if (ends_with(path, ".test.json"))
        return ind_cases_check(c->catalogue, path, c->diag);
    if (ends_with(path, ".csv"))
        return check_codelist(c, path);
    if (ends_with(path, ".json") && is_in(path, "datasets"))
        return check_dataset(c, path);
    if (ends_with(path, ".json") && is_in(path, "outlines"))
        return ind_catalogue_read_outline(c->catalogue, path, stem(path, ".json"), c->diag, &(ind_outline){0});
    if (ends_with(path, ".json"))
        return check_definition(c, path);
    return ind_diag_add(c->diag, IND_ERROR, IND_E_USAGE, "file_name", (ind_place){.file = path},
                        "definitions, test files and dataset schemas end in .json, codelists in .csv",
                        "not a file of a catalogue");
}

/* ---- all ---- */

static int by_stem(const void *a, const void *b) {
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;
    int order = ind_str_compare(stem(x, ".json"), stem(y, ".json"));
    return order != 0 ? order : strcmp(x, y);
}

/* Two of the definitions given, in the catalogue or not. */
static ind_status check_unique(const checking *c, const char *const *paths, size_t count) {
    const char **definitions = ind_alloc_array(count + 1, sizeof *definitions);
    size_t found = 0;
    ind_status status = IND_OK;
    for (size_t i = 0; i < count; i++)
        if (is_definition(paths[i]))
            definitions[found++] = paths[i];
    qsort(definitions, found, sizeof *definitions, by_stem);
    for (size_t i = 1; i < found; i++) {
        ind_str id = stem(definitions[i], ".json");
        if (!ind_str_equal(id, stem(definitions[i - 1], ".json")))
            continue;
        ind_presence same = ind_look_same_file(definitions[i], definitions[i - 1]);
        if (same == IND_NOT_KNOWN)
            status = cannot_look(c->diag, definitions[i]);
        else if (same == IND_NOT_THERE)
            status =
                ind_diag_add(c->diag, IND_ERROR, IND_E_DEFINITION, "duplicate_id", (ind_place){.file = definitions[i]},
                             NULL, "definition '%.*s' is also in %s", IND_STR_ARGS(id), definitions[i - 1]);
    }
    free(definitions);
    return status;
}

ind_status ind_check_files(ind_catalogue *catalogue, const char *const *paths, size_t count,
                           const ind_check_options *options, ind_diag *diag) {
    checking c = {catalogue, options, diag};
    ind_status status = IND_OK;
    for (size_t i = 0; i < count; i++)
        status = ind_status_worst(status, check_file(&c, paths[i]));
    status = ind_status_worst(status, check_unique(&c, paths, count));
    ind_diag_sort(diag, 0);
    ind_diag_unique(diag, 0);
    ind_diag_sort(options->waived, 0);
    return status;
}

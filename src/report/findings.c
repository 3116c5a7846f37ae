/* findings.c - outcomes of cases, findings and waived findings become one list in order of file. */
#include "report/findings.h"

#include <stdlib.h>

bool ind_findings_parse(const char *name, ind_findings_format *out) {
    static const char *const names[] = {"json", "junit", "tap", "sarif", "github"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0) {
            *out = (ind_findings_format)i;
            return true;
        }
    return false;
}

ind_outcomes *ind_outcomes_new(const char *command) {
    ind_outcomes *outcomes = ind_alloc(sizeof *outcomes);
    outcomes->arena = ind_arena_new();
    outcomes->command = command;
    return outcomes;
}

void ind_outcomes_free(ind_outcomes *outcomes) {
    if (outcomes == NULL)
        return;
    ind_arena_free(outcomes->arena);
    free(outcomes->files);
    free(outcomes->cases);
    free(outcomes);
}

static const char *kept(ind_outcomes *outcomes, const char *text) {
    return text == NULL ? NULL : ind_arena_str(outcomes->arena, ind_str_of(text)).data;
}

void ind_outcomes_add_file(ind_outcomes *outcomes, const char *path) {
    outcomes->files =
        ind_grow(outcomes->files, outcomes->file_count, &outcomes->file_capacity, sizeof *outcomes->files);
    outcomes->files[outcomes->file_count++] = kept(outcomes, path);
}

void ind_outcomes_add_case(ind_outcomes *outcomes, const ind_case_result *result) {
    outcomes->cases =
        ind_grow(outcomes->cases, outcomes->case_count, &outcomes->case_capacity, sizeof *outcomes->cases);
    ind_case_result *one = &outcomes->cases[outcomes->case_count++];
    *one = *result;
    one->file = kept(outcomes, result->file);
    one->id = ind_arena_str(outcomes->arena, result->id);
    one->name = ind_arena_str(outcomes->arena, result->name);
    one->report = kept(outcomes, result->report);
}

static void add(ind_findings_view *view, ind_test test) {
    view->tests = ind_grow(view->tests, view->count, &view->capacity, sizeof *view->tests);
    view->tests[view->count++] = test;
    view->passed += test.state == IND_TEST_PASSED;
    view->failed += test.state == IND_TEST_FAILED;
    view->warned += test.state == IND_TEST_WARNED;
    view->waived += test.state == IND_TEST_WAIVED;
}

static void add_findings(ind_findings_view *view, const ind_diag *diag, bool waived) {
    for (size_t i = 0; diag != NULL && i < ind_diag_count(diag); i++) {
        const ind_finding *f = ind_diag_at(diag, i);
        if (f->severity == IND_NOTE && !waived)
            continue;
        ind_test_state state = waived                       ? IND_TEST_WAIVED
                               : f->severity == IND_WARNING ? IND_TEST_WARNED
                                                            : IND_TEST_FAILED;
        add(view, (ind_test){.state = state, .file = f->place.file, .finding = f});
    }
}

static int by_path(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Files of which nothing is said. */
static void add_files(ind_findings_view *view) {
    size_t mentioned_count = 0, count = view->count;
    const char **mentioned = ind_alloc_array(count + 1, sizeof *mentioned);
    for (size_t i = 0; i < count; i++)
        if (view->tests[i].file != NULL)
            mentioned[mentioned_count++] = view->tests[i].file;
    qsort(mentioned, mentioned_count, sizeof *mentioned, by_path);
    for (size_t i = 0; i < view->outcomes->file_count; i++)
        if (bsearch(&view->outcomes->files[i], mentioned, mentioned_count, sizeof *mentioned, by_path) == NULL)
            add(view, (ind_test){.state = IND_TEST_PASSED, .file = view->outcomes->files[i]});
    free(mentioned);
}

typedef struct {
    ind_test test;
    size_t at;
} numbered_test;

static int by_file(const void *a, const void *b) {
    const numbered_test *x = a, *y = b;
    int order = strcmp(x->test.file == NULL ? "" : x->test.file, y->test.file == NULL ? "" : y->test.file);
    return order != 0 ? order : (x->at > y->at) - (x->at < y->at);
}

static void sort_by_file(ind_findings_view *view) {
    numbered_test *numbered = ind_alloc_array(view->count + 1, sizeof *numbered);
    for (size_t i = 0; i < view->count; i++)
        numbered[i] = (numbered_test){view->tests[i], i};
    qsort(numbered, view->count, sizeof *numbered, by_file);
    for (size_t i = 0; i < view->count; i++)
        view->tests[i] = numbered[i].test;
    free(numbered);
}

void ind_findings_write(const ind_outcomes *outcomes, const ind_diag *findings, const ind_diag *waived,
                        ind_findings_format format, FILE *file) {
    static void (*const writers[])(const ind_findings_view *) = {
        ind_findings_json, ind_findings_junit, ind_findings_tap, ind_findings_sarif, ind_findings_github};
    ind_buffer out = {0};
    ind_findings_view view = {.outcomes = outcomes, .out = &out};
    for (size_t i = 0; i < outcomes->case_count; i++) {
        const ind_case_result *one = &outcomes->cases[i];
        add(&view, (ind_test){.state = one->passed ? IND_TEST_PASSED : IND_TEST_FAILED, .file = one->file, .one = one});
    }
    add_findings(&view, findings, false);
    add_findings(&view, waived, true);
    add_files(&view);
    sort_by_file(&view);
    writers[format](&view);
    if (out.length > 0)
        fwrite(out.data, 1, out.length, file);
    ind_buffer_free(&out);
    free(view.tests);
}

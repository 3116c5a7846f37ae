/* fuzz_definition.c - any bytes as a definition file, compiled against the real catalogue.
 *
 * What is refused must be explained, each error with a place in a file.  What is accepted has a hash that
 * does not change, and can be told in words.  "check" says the same, twice alike, by rules of its table. */
#include "indikator/check.h"
#include "indikator/rules.h"

#include "definition/definition.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char folder[] = "/tmp/fuzz_definitionXXXXXX";
static char path[64];

static void check(bool good) {
    if (!good)
        abort();
}

static void remove_folder(void) {
    remove(path);
    rmdir(folder);
}

static void write_file(const uint8_t *data, size_t size) {
    if (path[0] == '\0') {
        check(mkdtemp(folder) != NULL);
        snprintf(path, sizeof path, "%s/m.json", folder);
        atexit(remove_folder);
    }
    FILE *file = fopen(path, "wb");
    check(file != NULL && fwrite(data, 1, size, file) == size);
    fclose(file);
}

static void check_errors(const ind_diag *diag) {
    size_t errors = 0;
    for (size_t i = 0; i < ind_diag_count(diag); i++) {
        const ind_finding *finding = ind_diag_at(diag, i);
        check(finding->rule != NULL && finding->message[0] != '\0');
        if (finding->severity != IND_ERROR)
            continue;
        errors++;
        check(finding->status == IND_E_DEFINITION);
        check(finding->place.file != NULL && finding->place.line > 0 && finding->place.column > 0 &&
              finding->place.width > 0);
    }
    check(errors > 0);
}

static void check_measure(ind_catalogue *catalogue, const ind_measure *measure, ind_diag *diag) {
    ind_measure *again;
    check(ind_measure_load(catalogue, path, diag, &again) == IND_OK);
    check(strcmp(measure->hash, again->hash) == 0 && strcmp(measure->logic_hash, again->logic_hash) == 0);
    for (int english = 0; english < 2; english++) {
        char *text = ind_measure_show(catalogue, measure, (ind_show_format)(english % 3), english == 1);
        check(text != NULL && text[0] != '\0');
        free(text);
    }
}

static bool same(const ind_finding *a, const ind_finding *b) {
    return strcmp(a->rule, b->rule) == 0 && strcmp(a->message, b->message) == 0 && a->place.line == b->place.line &&
           a->place.column == b->place.column;
}

static void check_rules(ind_catalogue *catalogue, ind_status loaded) {
    ind_diag *found[] = {ind_diag_new(), ind_diag_new()}, *waived = ind_diag_new();
    const ind_check_options options = {.today = 20779, .waived = waived};
    const char *paths[] = {path};
    for (int i = 0; i < 2; i++) {
        ind_status status = ind_check_files(catalogue, paths, 1, &options, found[i]);
        check((status == IND_OK || status == IND_FINDINGS) == (loaded == IND_OK));
    }
    check(ind_diag_count(found[0]) == ind_diag_count(found[1]));
    for (size_t i = 0; i < ind_diag_count(found[0]); i++) {
        const ind_finding *finding = ind_diag_at(found[0], i);
        check(ind_rule_find(ind_str_of(finding->rule)) != NULL && finding->place.file != NULL);
        check(same(finding, ind_diag_at(found[1], i)));
    }
    ind_diag_free(found[0]);
    ind_diag_free(found[1]);
    ind_diag_free(waived);
}

/* The canonical form of a text is canonical itself, and is given exactly where the text is JSON of a format that has
 * one. */
static void check_canonical(const uint8_t *data, size_t size) {
    ind_diag *diag = ind_diag_new();
    char *once, *twice = NULL;
    ind_status status = ind_canonical_text(path, (ind_str){(const char *)data, size}, diag, &once);
    check((status == IND_OK) == (once != NULL));
    check((status == IND_E_DEFINITION) == (ind_diag_count(diag) > 0));
    if (once != NULL) {
        check(ind_canonical_text(path, ind_str_of(once), diag, &twice) == IND_OK);
        check(strcmp(once, twice) == 0);
    }
    free(once);
    free(twice);
    ind_diag_free(diag);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const char *indicators = TEST_ROOT "/indicators";
    ind_catalogue *catalogue;
    ind_measure *measure = NULL;
    ind_diag *diag = ind_diag_new();
    write_file(data, size);
    check_canonical(data, size);
    check(ind_catalogue_load(&indicators, 1, diag, &catalogue) == IND_OK);
    ind_status status = ind_measure_load(catalogue, path, diag, &measure);
    check((status == IND_OK) == (measure != NULL));
    if (status == IND_OK)
        check_measure(catalogue, measure, diag);
    else
        check_errors(diag);
    check_rules(catalogue, status);
    ind_catalogue_close(catalogue);
    ind_diag_free(diag);
    return 0;
}

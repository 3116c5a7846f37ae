/* fuzz_definition.c - any bytes as a definition file, compiled against the real catalogue.
 *
 * What is refused must be explained, each error with a place in a file.  What is accepted has a hash that
 * does not change, and can be told in words. */
#include "indikator/catalogue.h"

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
    ind_catalogue_close(catalogue);
    ind_diag_free(diag);
    return 0;
}

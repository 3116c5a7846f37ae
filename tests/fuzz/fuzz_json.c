/* fuzz_json.c - any bytes as JSON: what is accepted has sane positions, agrees with cJSON, and its canonical
 * form is accepted and canonical; what is refused has a finding with a place. */
#include "base/json.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool good) {
    if (!good)
        abort();
}

static void check_text(const ind_json *value) {
    size_t before = value->start;
    for (size_t i = 0; i <= value->text.length; i++) {
        size_t at = ind_json_text_offset(value, i);
        check(at >= before && at < value->end);
        before = at;
    }
}

static void check_value(const ind_json *value, const ind_json *parent) {
    check(value->start < value->end && value->end <= value->source->text.length);
    check(parent == NULL || (parent->start < value->start && value->end < parent->end));
    if (parent != NULL && parent->type == IND_JSON_OBJECT) {
        check(value->key_start < value->key_end && value->key_end < value->start);
        check(ind_json_get(parent, value->key.data) == value);
    }
    if (value->type == IND_JSON_TEXT)
        check_text(value);
    for (size_t i = 0; i < value->count; i++)
        check_value(value->items[i], value);
}

static void check_findings(const ind_diag *diag) {
    check(ind_diag_count(diag) > 0);
    for (size_t i = 0; i < ind_diag_count(diag); i++) {
        const ind_finding *finding = ind_diag_at(diag, i);
        check(finding->place.line > 0 && finding->place.column > 0 && finding->place.width > 0);
        check(strcmp(finding->message, "not valid JSON") != 0); /* our scan is stricter than cJSON */
        check(strchr(finding->message, '\n') == NULL);
    }
}

/* The canonical form of TEXT into OUT; false if it is refused. */
static bool canonical(ind_str text, ind_buffer *out) {
    ind_arena *arena = ind_arena_new();
    ind_diag *diag = ind_diag_new();
    ind_json *root = NULL;
    bool good = ind_json_parse(arena, ind_source_new(arena, "fuzz", text), diag, &root) == IND_OK;
    if (good) {
        check_value(root, NULL);
        ind_json_canonical(root, NULL, out);
    } else {
        check_findings(diag);
    }
    ind_diag_free(diag);
    ind_arena_free(arena);
    return good;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ind_buffer first = {0}, second = {0};
    if (canonical((ind_str){(const char *)data, size}, &first)) {
        check(canonical(ind_buffer_str(&first), &second));
        check(ind_str_equal(ind_buffer_str(&first), ind_buffer_str(&second)));
    }
    ind_buffer_free(&first);
    ind_buffer_free(&second);
    return 0;
}

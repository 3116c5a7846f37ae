/* fuzz_json.c - any bytes as JSON: what is accepted has sane positions, agrees with cJSON, and its canonical
 * form is accepted and canonical; what is refused has a finding with a place. */
#include "base/json.h"

#include <cjson/cJSON.h>
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
        check(strchr(finding->message, '\n') == NULL);
    }
}

static bool is_type(const ind_json *mine, const cJSON *theirs) {
    switch (mine->type) {
    case IND_JSON_NULL: return cJSON_IsNull(theirs);
    case IND_JSON_FALSE: return cJSON_IsFalse(theirs);
    case IND_JSON_TRUE: return cJSON_IsTrue(theirs);
    case IND_JSON_NUMBER: return cJSON_IsNumber(theirs) && theirs->valuedouble == mine->number;
    case IND_JSON_TEXT: return cJSON_IsString(theirs) && ind_str_is(mine->text, theirs->valuestring);
    case IND_JSON_ARRAY: return cJSON_IsArray(theirs);
    case IND_JSON_OBJECT: return cJSON_IsObject(theirs);
    }
    return false;
}

/* The same values in the same order. */
static void check_meaning(const ind_json *mine, const cJSON *theirs) {
    check(theirs != NULL && is_type(mine, theirs));
    const cJSON *child = theirs->child;
    for (size_t i = 0; i < mine->count; i++, child = child->next) {
        check(child != NULL);
        if (mine->type == IND_JSON_OBJECT)
            check(ind_str_is(mine->items[i]->key, child->string));
        check_meaning(mine->items[i], child);
    }
    check(child == NULL);
}

/* Elements that are handed out are those of the tree. */
typedef struct {
    const ind_json *array; /* of the tree */
    size_t count;
} handed;

static void take_element(void *context, const ind_json *array, const ind_json *element) {
    handed *h = context;
    (void)array;
    check(h->count < h->array->count);
    ind_buffer one = {0}, other = {0};
    ind_json_canonical(element, NULL, &one);
    ind_json_canonical(h->array->items[h->count++], NULL, &other);
    check(ind_str_equal(ind_buffer_str(&one), ind_buffer_str(&other)));
    ind_buffer_free(&one);
    ind_buffer_free(&other);
}

static void check_elements(const ind_json *root, ind_diag *diag) {
    for (size_t i = 0; root->type == IND_JSON_OBJECT && i < root->count; i++) {
        const ind_json *member = root->items[i];
        if (member->type != IND_JSON_ARRAY || strlen(member->key.data) != member->key.length)
            continue;
        ind_arena *arena = ind_arena_new();
        ind_json *again;
        handed h = {.array = member};
        ind_json_each each = {member->key.data, 2, take_element, &h};
        check(ind_json_parse_each(arena, ind_source_new(arena, "fuzz", root->source->text), &each, diag, &again) ==
              IND_OK);
        check(h.count == member->count && again->items[i]->count == 0);
        ind_arena_free(arena);
        return; /* one is enough */
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
        cJSON *theirs = cJSON_ParseWithLength(root->source->text.data, root->source->text.length);
        check_meaning(root, theirs);
        cJSON_Delete(theirs);
        check_elements(root, diag);
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

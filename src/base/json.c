/* json.c - JSON text as a tree that knows where each value stands.
 *
 * Two readers walk the same text.  json_scan.c knows the grammar to the letter, and where everything
 * stands, but not what a text or a number means; cJSON knows what they mean but is lenient and keeps no
 * positions.  The scan comes first, so cJSON only ever sees good JSON of small depth; then
 * the meanings are copied from one tree into the other, item by item. */
#include "base/json.h"
#include "base/json_scan.h"
#include "base/number.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static void set_allocator(void) {
    cJSON_InitHooks(&(cJSON_Hooks){.malloc_fn = ind_alloc, .free_fn = free});
}

static cJSON *parse(const ind_source *source, size_t *stopped) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, set_allocator);
    const char *end = source->text.data;
    /* the length includes the NUL behind the text, by which cJSON knows that nothing follows */
    cJSON *root = cJSON_ParseWithLengthOpts(source->text.data, source->text.length + 1, &end, true);
    *stopped = (size_t)(end - source->text.data);
    return root;
}

typedef struct {
    ind_arena *arena;
    ind_diag *diag;
    size_t findings;
} filler;

static void report(filler *f, const char *rule, ind_place place, const char *help, const char *message) {
    if (f->findings++ < IND_JSON_FINDINGS)
        ind_diag_add(f->diag, IND_ERROR, IND_E_DEFINITION, rule, place, help, "%s", message);
}

static bool has_nonzero_digit(ind_str number) {
    for (size_t i = 0; i < number.length && (number.data[i] | 0x20) != 'e'; i++)
        if (number.data[i] >= '1' && number.data[i] <= '9')
            return true;
    return false;
}

static void fill_number(filler *f, ind_json *value, double number) {
    value->number = number;
    if (!isfinite(number))
        report(f, "json_number", ind_json_place(value), NULL, "the number is too large");
    else if (number == 0 && has_nonzero_digit(value->text))
        report(f, "json_number", ind_json_place(value), NULL, "the number is too close to zero");
}

static int by_key(const void *a, const void *b) {
    const ind_json *x = *(ind_json *const *)a, *y = *(ind_json *const *)b;
    int order = ind_str_compare(x->key, y->key);
    return order != 0 ? order : (x->start > y->start) - (x->start < y->start);
}

/* The members of OBJECT in the order of their keys. */
static ind_json **sorted_members(ind_arena *arena, const ind_json *object) {
    ind_json **sorted = ind_arena_alloc(arena, (object->count + 1) * sizeof *sorted);
    for (size_t i = 0; i < object->count; i++)
        sorted[i] = object->items[i];
    if (object->count > 0)
        qsort(sorted, object->count, sizeof *sorted, by_key);
    return sorted;
}

static void report_duplicate(filler *f, const ind_json *first, const ind_json *again) {
    char shown[IND_SHOWN_TEXT], message[IND_SHOWN_TEXT + 32], help[64];
    if (f->findings >= IND_JSON_FINDINGS)
        return;
    snprintf(message, sizeof message, "duplicate key '%s'", ind_shown(again->key, shown));
    snprintf(help, sizeof help, "it is first given on line %llu", (unsigned long long)ind_json_key_place(first).line);
    report(f, "duplicate_key", ind_json_key_place(again), help, message);
}

static void check_duplicates(filler *f, ind_json *object) {
    enum { LARGE = 16 };
    ind_json **sorted = sorted_members(f->arena, object);
    const ind_json *first = object->count > 0 ? sorted[0] : NULL;
    for (size_t i = 1; i < object->count; i++) {
        if (ind_str_equal(sorted[i]->key, first->key))
            report_duplicate(f, first, sorted[i]);
        else
            first = sorted[i];
    }
    if (object->count > LARGE) {
        object->by_key = sorted;
        object->by_key_of = object->items;
    }
}

/* Copy what ITEM means into VALUE and what they hold.  False if the two trees differ. */
static bool fill(filler *f, ind_json *value, const cJSON *item) {
    if (item->string != NULL)
        value->key = ind_arena_str(f->arena, ind_str_of(item->string));
    if (value->type == IND_JSON_TEXT) {
        if (!cJSON_IsString(item))
            return false;
        value->text = ind_arena_str(f->arena, ind_str_of(item->valuestring));
    }
    if (value->type == IND_JSON_NUMBER) {
        if (!cJSON_IsNumber(item))
            return false;
        fill_number(f, value, item->valuedouble);
    }
    const cJSON *child = item->child;
    for (size_t i = 0; i < value->count; i++, child = child->next)
        if (child == NULL || !fill(f, value->items[i], child))
            return false;
    if (value->type == IND_JSON_OBJECT)
        check_duplicates(f, value);
    return child == NULL;
}

ind_status ind_json_parse(ind_arena *arena, const ind_source *source, ind_diag *diag, ind_json **out) {
    *out = NULL;
    size_t before = ind_diag_count(diag), stopped = 0;
    ind_json *root = ind_json_scan(arena, source, diag);
    if (root == NULL)
        return IND_E_DEFINITION;
    cJSON *tree = parse(source, &stopped);
    filler f = {.arena = arena, .diag = diag};
    if (tree == NULL || !fill(&f, root, tree))
        report(&f, "json_syntax", ind_source_place(source, stopped, stopped + 1), NULL, "not valid JSON");
    cJSON_Delete(tree);
    ind_diag_sort(diag, before);
    if (ind_diag_count(diag) > before)
        return IND_E_DEFINITION;
    *out = root;
    return IND_OK;
}

/* ---- Questions ---- */

static ind_json *find_sorted(const ind_json *object, ind_str key) {
    size_t low = 0, high = object->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ind_str_compare(object->by_key[middle]->key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < object->count && ind_str_equal(object->by_key[low]->key, key) ? object->by_key[low] : NULL;
}

ind_json *ind_json_get(const ind_json *object, const char *key) {
    if (object == NULL || object->type != IND_JSON_OBJECT)
        return NULL;
    if (object->by_key != NULL && object->by_key_of == object->items)
        return find_sorted(object, ind_str_of(key));
    for (size_t i = 0; i < object->count; i++)
        if (ind_str_is(object->items[i]->key, key))
            return object->items[i];
    return NULL;
}

bool ind_json_integer(const ind_json *value, int64_t *out) {
    return value->type == IND_JSON_NUMBER && ind_parse_integer(value->text, out);
}

const char *ind_json_type_name(ind_json_type type) {
    static const char *const names[] = {"null", "false", "true", "number", "text", "array", "object"};
    return names[type];
}

/* Bytes that one character or escape takes in the source, and the bytes it stands for in *DECODED. */
static size_t escape_length(const char *source, size_t *decoded) {
    *decoded = 1;
    if (source[0] != '\\')
        return 1;
    if (source[1] != 'u')
        return 2;
    char digits[5] = {source[2], source[3], source[4], source[5], '\0'};
    long code = strtol(digits, NULL, 16);
    bool pair = code >= 0xD800 && code <= 0xDBFF;
    *decoded = pair ? 4 : code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
    return pair ? 12 : 6;
}

size_t ind_json_text_offset(const ind_json *text, size_t offset) {
    if (text->type != IND_JSON_TEXT)
        return text->start;
    size_t at = text->start + 1, decoded = 0;
    for (size_t seen = 0; at + 1 < text->end; seen += decoded) {
        size_t length = escape_length(text->source->text.data + at, &decoded);
        if (seen + decoded > offset)
            return at;
        at += length;
    }
    return at;
}

ind_place ind_json_place(const ind_json *value) {
    return ind_source_place(value->source, value->start, value->end);
}

ind_place ind_json_key_place(const ind_json *value) {
    if (value->key_end == 0)
        return ind_json_place(value);
    return ind_source_place(value->source, value->key_start, value->key_end);
}

const char *ind_shown(ind_str text, char out[IND_SHOWN_TEXT]) {
    static const char more[] = "...";
    size_t used = 0, characters = 0, i = 0;
    for (; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        bool starts = (byte & 0xC0) != 0x80;
        if ((starts && characters == 60) || used + sizeof more + 1 > IND_SHOWN_TEXT)
            break;
        characters += starts;
        out[used++] = byte < 0x20 || byte == 0x7F ? '.' : (char)byte;
    }
    memcpy(out + used, i < text.length ? more : "", i < text.length ? sizeof more : 1);
    return out;
}

/* json_read.c - objects held against a table of their keys.
 *
 * The findings speak of values by their key, as the writer of the file knows them; an element of an
 * array is "an element".  Every check goes on after an error, so that one run shows all of them. */
#include "base/json_read.h"
#include "base/hint.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { LIST_TEXT = 400 }; /* bytes of a list of names in a help line */

typedef char name_text[IND_SHOWN_TEXT + 2];
typedef char list_text[LIST_TEXT];

static bool is_root(const ind_json *value) {
    size_t at = 0;
    while (at < value->start && isspace((unsigned char)value->source->text.data[at]))
        at++;
    return at == value->start;
}

/* "'key'", or "an element" where there is none. */
static const char *name_of(const ind_json *value, name_text out) {
    char shown[IND_SHOWN_TEXT];
    if (value->key_end == 0)
        snprintf(out, sizeof(name_text), "%s", is_root(value) ? "the file" : "an element");
    else
        snprintf(out, sizeof(name_text), "'%s'", ind_shown(value->key, shown));
    return out;
}

/* Add NAME to the list in OUT; names that do not fit are left out. */
static void add_name(list_text out, const char *name, const char *between) {
    size_t used = strlen(out), length = strlen(name) + strlen(between);
    if (used + length < LIST_TEXT)
        snprintf(out + used, LIST_TEXT - used, "%s%s", used == 0 ? "" : between, name);
}

/* ---- Types ---- */

static const char *type_names(unsigned types, list_text out) {
    static const struct {
        unsigned type;
        const char *name;
    } known[] = {{IND_JSON_AS_TEXT, "text"},
                 {IND_JSON_AS_NUMBER, "a number"},
                 {IND_JSON_AS_BOOLEAN, "true or false"},
                 {IND_JSON_AS_ARRAY, "an array"},
                 {IND_JSON_AS_OBJECT, "an object"}};
    out[0] = '\0';
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if ((types & known[i].type) != 0)
            add_name(out, known[i].name, " or ");
    return out;
}

static bool has_type(const ind_json *value, unsigned types) {
    return (types >> value->type & 1u) != 0;
}

bool ind_json_check_type(const ind_json *value, unsigned types, ind_diag *diag) {
    if (has_type(value, types))
        return true;
    name_text name;
    list_text wanted;
    ind_json_error(diag, ind_json_place(value), "wrong_type", NULL, "%s must be %s, not %s", name_of(value, name),
                   type_names(types, wanted), ind_json_type_name(value->type));
    return false;
}

bool ind_json_check_filled(const ind_json *value, ind_diag *diag) {
    if (!ind_json_check_type(value, IND_JSON_AS_TEXT, diag))
        return false;
    if (value->text.length > 0)
        return true;
    name_text name;
    ind_json_error(diag, ind_json_place(value), "empty_text", NULL, "%s is empty", name_of(value, name));
    return false;
}

bool ind_json_check_version(const ind_json *file, const char *wanted, ind_diag *diag) {
    const ind_json *format = ind_json_member(file, "format", IND_JSON_AS_TEXT);
    ind_str family = {wanted, (size_t)(strchr(wanted, '/') - wanted) + 1};
    if (format == NULL || !ind_str_starts(format->text, family) || ind_str_is(format->text, wanted))
        return true;
    char shown[IND_SHOWN_TEXT], help[80];
    snprintf(help, sizeof help, "this version of indikator reads '%s'", wanted);
    ind_json_error(diag, ind_json_place(format), "format_version", help,
                   "the file is in format '%s', which cannot be read", ind_shown(format->text, shown));
    return false;
}

/* ---- Keys ---- */

static const ind_json_key *find_key(const ind_json_key *keys, ind_str name) {
    for (; keys->name != NULL; keys++)
        if (ind_str_is(name, keys->name))
            return keys;
    return NULL;
}

/* The known key nearest to NAME that OBJECT does not have yet. */
static ind_str nearest_key(const ind_json *object, const ind_json_key *keys, ind_str name) {
    ind_hint hint = ind_hint_start(name);
    for (; keys->name != NULL; keys++)
        if (ind_json_get(object, keys->name) == NULL)
            ind_hint_offer(&hint, ind_str_of(keys->name));
    return ind_hint_best(&hint);
}

static const char *key_help(const ind_json_key *keys, ind_str nearest, list_text out) {
    if (nearest.length > 0) {
        snprintf(out, LIST_TEXT, "the closest is '%.*s'", IND_STR_ARGS(nearest));
        return out;
    }
    list_text names = "";
    for (; keys->name != NULL; keys++)
        add_name(names, keys->name, ", ");
    snprintf(out, LIST_TEXT, "known here: %.*s", LIST_TEXT - 16, names);
    return out;
}

/* MEMBER has no place in the table. */
static bool check_unknown(const ind_json *object, const ind_json *member, const ind_json_key *keys,
                          ind_json_free_keys free_keys, ind_diag *diag) {
    ind_str nearest = nearest_key(object, keys, member->key);
    bool is_free = free_keys == IND_JSON_X_IS_FREE && ind_str_starts(member->key, IND_STR("x-"));
    if (is_free && !ind_str_starts(nearest, IND_STR("x-")))
        return true;
    name_text name;
    list_text help;
    key_help(keys, nearest, help);
    if (is_free)
        ind_diag_add(diag, IND_WARNING, IND_OK, "free_key", ind_json_key_place(member), help,
                     "key %s is not read: keys that begin with x- are free", name_of(member, name));
    else
        ind_json_error(diag, ind_json_key_place(member), "unknown_key", help, "unknown key %s", name_of(member, name));
    return is_free;
}

static bool check_missing(const ind_json *object, const ind_json_key *keys, ind_diag *diag) {
    bool good = true;
    for (; keys->name != NULL; keys++)
        if (keys->required && ind_json_get(object, keys->name) == NULL) {
            ind_place brace = ind_source_place(object->source, object->start, object->start + 1);
            ind_json_error(diag, brace, "missing_key", NULL, "'%s' is missing", keys->name);
            good = false;
        }
    return good;
}

bool ind_json_check_object(const ind_json *value, const ind_json_key *keys, ind_json_free_keys free_keys,
                           ind_diag *diag) {
    if (!ind_json_check_type(value, IND_JSON_AS_OBJECT, diag))
        return false;
    bool good = check_missing(value, keys, diag);
    for (size_t i = 0; i < value->count; i++) {
        const ind_json *member = value->items[i];
        const ind_json_key *key = find_key(keys, member->key);
        if (key == NULL)
            good &= check_unknown(value, member, keys, free_keys, diag);
        else
            good &= ind_json_check_type(member, key->types, diag);
    }
    return good;
}

bool ind_json_check_bilingual(const ind_json *value, bool both, ind_diag *diag) {
    const ind_json_key keys[] = {{"sv", IND_JSON_AS_TEXT, both}, {"en", IND_JSON_AS_TEXT, both}, {0}};
    bool good = ind_json_check_object(value, keys, IND_JSON_X_IS_ERROR, diag);
    for (int i = 0; i < 2; i++) {
        const ind_json *text = ind_json_member(value, keys[i].name, IND_JSON_AS_TEXT);
        good &= text == NULL || ind_json_check_filled(text, diag);
    }
    return good;
}

/* ---- Values ---- */

static bool whole_number(const ind_json *value, int64_t *out) {
    static const double limit = 9007199254740992.0; /* 2^53 */
    if (!isfinite(value->number) || fabs(value->number) > limit || value->number != floor(value->number))
        return false;
    *out = (int64_t)value->number;
    return true;
}

bool ind_json_check_integer(const ind_json *value, int64_t minimum, int64_t maximum, ind_diag *diag, int64_t *out) {
    if (!ind_json_check_type(value, IND_JSON_AS_NUMBER, diag))
        return false;
    int64_t number = 0;
    if (whole_number(value, &number) && number >= minimum && number <= maximum) {
        *out = number;
        return true;
    }
    name_text name;
    char shown[IND_SHOWN_TEXT];
    ind_json_error(diag, ind_json_place(value), "out_of_range", NULL,
                   "%s must be a whole number from %lld to %lld, got %s", name_of(value, name), (long long)minimum,
                   (long long)maximum, ind_shown(value->text, shown));
    return false;
}

static void add_choice(list_text out, const char *choice) {
    char quoted[64];
    snprintf(quoted, sizeof quoted, "'%s'", strcmp(choice, "\t") == 0 ? "\\t" : choice);
    add_name(out, quoted, ", ");
}

static void choice_help(ind_str wanted, const char *const *choices, list_text out) {
    list_text names = "";
    ind_hint hint = ind_hint_start(wanted);
    for (; *choices != NULL; choices++) {
        ind_hint_offer(&hint, ind_str_of(*choices));
        add_choice(names, *choices);
    }
    ind_str nearest = ind_hint_best(&hint);
    if (nearest.length > 0)
        snprintf(out, LIST_TEXT, "the closest is '%.*s'", IND_STR_ARGS(nearest));
    else
        snprintf(out, LIST_TEXT, "one of: %.*s", LIST_TEXT - 16, names);
}

bool ind_json_check_choice(const ind_json *value, const char *const *choices, ind_diag *diag, int *out) {
    if (!ind_json_check_type(value, IND_JSON_AS_TEXT, diag))
        return false;
    for (int i = 0; choices[i] != NULL; i++)
        if (ind_str_is(value->text, choices[i])) {
            *out = i;
            return true;
        }
    name_text name;
    list_text help;
    char shown[IND_SHOWN_TEXT];
    choice_help(value->text, choices, help);
    ind_json_error(diag, ind_json_place(value), "unknown_value", help, "%s cannot be '%s'", name_of(value, name),
                   ind_shown(value->text, shown));
    return false;
}

static int by_text(const void *a, const void *b) {
    const ind_json *x = *(const ind_json *const *)a, *y = *(const ind_json *const *)b;
    int order = ind_str_compare(x->text, y->text);
    return order != 0 ? order : (x->start > y->start) - (x->start < y->start);
}

static bool check_repeated(const ind_json **texts, size_t count, ind_diag *diag) {
    bool good = true;
    char shown[IND_SHOWN_TEXT];
    qsort(texts, count, sizeof *texts, by_text);
    for (size_t i = 1; i < count; i++)
        if (ind_str_equal(texts[i - 1]->text, texts[i]->text)) {
            ind_json_error(diag, ind_json_place(texts[i]), "repeated_value", NULL, "'%s' is given twice",
                           ind_shown(texts[i]->text, shown));
            good = false;
        }
    return good;
}

bool ind_json_check_texts(ind_arena *arena, const ind_json *value, size_t minimum, ind_diag *diag, ind_str **out,
                          size_t *count) {
    *count = 0;
    *out = NULL;
    if (!ind_json_check_type(value, IND_JSON_AS_ARRAY, diag))
        return false;
    name_text name;
    bool good = value->count >= minimum;
    if (!good)
        ind_json_error(diag, ind_json_place(value), "too_few", NULL, "%s needs at least %zu element%s",
                       name_of(value, name), minimum, minimum == 1 ? "" : "s");
    const ind_json **texts = ind_alloc_array(value->count, sizeof *texts);
    *out = ind_arena_alloc(arena, value->count * sizeof **out);
    for (size_t i = 0; i < value->count; i++) {
        if (!ind_json_check_type(value->items[i], IND_JSON_AS_TEXT, diag)) {
            good = false;
            continue;
        }
        texts[*count] = value->items[i];
        (*out)[(*count)++] = value->items[i]->text;
    }
    good &= check_repeated(texts, *count, diag);
    free(texts);
    return good;
}

/* ---- Members ---- */

const ind_json *ind_json_member(const ind_json *object, const char *key, unsigned types) {
    const ind_json *member = ind_json_get(object, key);
    return member != NULL && has_type(member, types) ? member : NULL;
}

ind_str ind_json_member_text(const ind_json *object, const char *key) {
    const ind_json *member = ind_json_member(object, key, IND_JSON_AS_TEXT);
    return member == NULL ? (ind_str){0} : member->text;
}

bool ind_json_member_true(const ind_json *object, const char *key) {
    return ind_json_member(object, key, 1u << IND_JSON_TRUE) != NULL;
}

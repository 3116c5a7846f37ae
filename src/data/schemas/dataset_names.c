/* dataset_names.c - names in a schema: what may be one, and what one means. */
#include "base/hint.h"
#include "data/schemas/dataset_read.h"

#include <stdio.h>

int ind_dataset_field(const ind_dataset *dataset, ind_str name) {
    for (size_t i = 0; i < dataset->field_count; i++)
        if (ind_str_equal(dataset->fields[i].name, name))
            return (int)i;
    return -1;
}

int ind_dataset_foreign_key(const ind_dataset *dataset, ind_str as) {
    for (size_t i = 0; i < dataset->foreign_key_count; i++)
        if (ind_str_equal(dataset->foreign_keys[i].as, as))
            return (int)i;
    return -1;
}

bool ind_key_same_of_period(const ind_foreign_key *a, const ind_foreign_key *b) {
    bool same =
        ind_key_of_period(a) && ind_key_of_period(b) && ind_str_equal(a->target, b->target) && a->count == b->count;
    for (size_t f = 0; same && f < a->count; f++)
        same = a->fields[f] == b->fields[f] && ind_str_equal(a->target_names[f], b->target_names[f]);
    return same;
}

bool ind_dataset_check_name(const ind_json *text, ind_diag *diag) {
    ind_str name = text->text;
    bool good = name.length > 0 && name.data[0] >= 'a' && name.data[0] <= 'z';
    for (size_t i = 0; good && i < name.length; i++) {
        char c = name.data[i];
        good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    }
    if (!good) {
        char shown[IND_SHOWN_TEXT];
        ind_json_error(diag, ind_json_place(text), "bad_name", "lower-case letters a-z, digits and '_', first a letter",
                       "'%s' is not a name", ind_shown(name, shown));
    }
    return good;
}

void ind_dataset_read_texts(const ind_dataset_reader *reader, const ind_json *object, const char *key, size_t minimum,
                            const ind_str **out, size_t *count) {
    const ind_json *array = ind_json_member(object, key, IND_JSON_AS_ARRAY);
    ind_str *texts = NULL;
    if (array == NULL)
        return;
    ind_json_check_texts(reader->arena, array, minimum, reader->diag, &texts, count);
    *out = texts;
    for (size_t i = 0; i < array->count; i++)
        if (array->items[i]->type == IND_JSON_TEXT)
            ind_json_check_filled(array->items[i], reader->diag);
}

static void report_unknown(const ind_dataset_reader *reader, const ind_json *name) {
    char shown[IND_SHOWN_TEXT], help[IND_SHOWN_TEXT];
    ind_hint hint = ind_hint_start(name->text);
    for (size_t i = 0; i < reader->dataset->field_count; i++)
        ind_hint_offer(&hint, reader->dataset->fields[i].name);
    ind_str best = ind_hint_best(&hint);
    snprintf(help, sizeof help, "the closest is '%.*s'", IND_STR_ARGS(best));
    ind_json_error(reader->diag, ind_json_place(name), "unknown_field", best.length > 0 ? help : NULL,
                   "there is no field '%s'", ind_shown(name->text, shown));
}

int ind_dataset_find_field(const ind_dataset_reader *reader, const ind_json *name, bool may_be_derived) {
    int field = name->text.length == 0 ? -1 : ind_dataset_field(reader->dataset, name->text);
    if (field < 0) {
        report_unknown(reader, name);
        return -1;
    }
    if (!may_be_derived && reader->dataset->fields[field].derived.length > 0) {
        ind_json_error(reader->diag, ind_json_place(name), "derived_key", NULL,
                       "'%.*s' is derived and so not in the file", IND_STR_ARGS(name->text));
        return -1;
    }
    return field;
}

/* dataset_roles.c - fields that a schema names for what they mean. */
#include "data/schemas/dataset_read.h"

int ind_dataset_role_field(const ind_dataset_reader *reader, const ind_json *object, const char *key, ind_type type) {
    const ind_json *name = ind_json_member(object, key, IND_JSON_AS_TEXT);
    int field = name == NULL ? -1 : ind_dataset_find_field(reader, name, false);
    if (field >= 0 && reader->dataset->fields[field].type != type) {
        ind_json_error(reader->diag, ind_json_place(name), "wrong_type", NULL, "'%.*s' is of another type than '%s'",
                       IND_STR_ARGS(name->text), key);
        return -1;
    }
    return field;
}

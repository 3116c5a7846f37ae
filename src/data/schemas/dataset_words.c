/* dataset_words.c - what rows, columns and codes are called in sentences ("words"): checked here, used where a
 * definition is told in words.  They change no figure. */
#include "data/schemas/dataset_read.h"

static const ind_json_key field_keys[] = {
    {"name", IND_JSON_AS_OBJECT, false},
    {"short", IND_JSON_AS_OBJECT, false},
    {"codes", IND_JSON_AS_OBJECT, false},
    {"says", IND_JSON_AS_OBJECT, false},
    {0},
};

static const ind_json_key dataset_keys[] = {{"row", IND_JSON_AS_OBJECT, true}, {0}};
static const ind_json_key row_keys[] = {{"sv", IND_JSON_AS_ARRAY, true}, {"en", IND_JSON_AS_ARRAY, true}, {0}};

static bool is_allowed(const ind_field *field, ind_str code) {
    for (size_t i = 0; i < field->allowed_count; i++)
        if (ind_str_equal(field->allowed[i], code))
            return true;
    return field->allowed_count == 0;
}

static void check_codes(const ind_dataset_reader *reader, const ind_json *codes, const ind_field *field) {
    for (size_t i = 0; codes != NULL && i < codes->count; i++) {
        const ind_json *code = codes->items[i];
        char shown[IND_SHOWN_TEXT];
        ind_json_check_bilingual(code, true, reader->diag);
        if (!is_allowed(field, code->key))
            ind_json_error(reader->diag, ind_json_key_place(code), "not_in_enum", NULL, "'%s' is not in 'enum'",
                           ind_shown(code->key, shown));
    }
}

void ind_dataset_check_field_words(const ind_dataset_reader *reader, const ind_json *owner, const ind_field *field) {
    const ind_json *words = ind_json_member(owner, "words", IND_JSON_AS_OBJECT);
    if (words == NULL)
        return;
    ind_json_check_object(words, field_keys, IND_JSON_X_IS_ERROR, reader->diag);
    for (size_t k = 0; k < 2; k++) {
        const ind_json *text = ind_json_member(words, field_keys[k].name, IND_JSON_AS_OBJECT);
        if (text != NULL)
            ind_json_check_bilingual(text, true, reader->diag);
    }
    check_codes(reader, ind_json_member(words, "codes", IND_JSON_AS_OBJECT), field);
    check_codes(reader, ind_json_member(words, "says", IND_JSON_AS_OBJECT), field);
}

void ind_dataset_check_row_words(const ind_dataset_reader *reader, const ind_json *extension) {
    const ind_json *words = ind_json_member(extension, "words", IND_JSON_AS_OBJECT);
    if (words == NULL)
        return;
    ind_json_check_object(words, dataset_keys, IND_JSON_X_IS_ERROR, reader->diag);
    const ind_json *row = ind_json_member(words, "row", IND_JSON_AS_OBJECT);
    if (row == NULL)
        return;
    ind_json_check_object(row, row_keys, IND_JSON_X_IS_ERROR, reader->diag);
    for (size_t k = 0; k < 2; k++) {
        const ind_json *forms = ind_json_member(row, row_keys[k].name, IND_JSON_AS_ARRAY);
        ind_str *texts;
        size_t count = 0;
        if (forms == NULL || !ind_json_check_texts(reader->arena, forms, 4, reader->diag, &texts, &count))
            continue;
        for (size_t i = 0; i < count; i++)
            ind_json_check_filled(forms->items[i], reader->diag);
        if (count > 4)
            ind_json_error(reader->diag, ind_json_place(forms), "field_count",
                           "one, the one, many, the many: [\"ett svar\", \"svaret\", \"svar\", \"svaren\"]",
                           "there are four forms, got %zu", count);
    }
}

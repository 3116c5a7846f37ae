/* dataset_keys.c - the primary key, the foreign keys and the supplier: names of fields made into numbers. */
#include "base/hint.h"
#include "data/schemas/dataset_read.h"

#include <math.h>
#include <stdio.h>

static const ind_json_key foreign_keys[] = {
    {"fields", IND_JSON_AS_ARRAY, true},
    {"reference", IND_JSON_AS_OBJECT, true},
    {"x-indikator", IND_JSON_AS_OBJECT, false},
    {0},
};

static const ind_json_key reference_keys[] = {
    {"resource", IND_JSON_AS_TEXT, true},
    {"fields", IND_JSON_AS_ARRAY, true},
    {0},
};

static const ind_json_key extension_keys[] = {
    {"as", IND_JSON_AS_TEXT, false},
    {"valid", IND_JSON_AS_OBJECT, false},
    {0},
};

static const ind_json_key valid_keys[] = {
    {"at", IND_JSON_AS_TEXT, true},
    {"from", IND_JSON_AS_TEXT, true},
    {"to", IND_JSON_AS_TEXT, true},
    {0},
};

/* An array of different fields; what is wrong is left out after a finding.  *OUT lives in the arena. */
static size_t find_fields(const ind_dataset_reader *reader, const ind_json *array, bool may_be_derived,
                          const uint32_t **out) {
    ind_str *names;
    size_t given, count = 0;
    ind_json_check_texts(reader->arena, array, 1, reader->diag, &names, &given);
    uint32_t *fields = ind_arena_alloc(reader->arena, array->count * sizeof *fields);
    for (size_t i = 0; i < array->count; i++) {
        if (array->items[i]->type != IND_JSON_TEXT)
            continue;
        int field = ind_dataset_find_field(reader, array->items[i], may_be_derived);
        if (field >= 0)
            fields[count++] = (uint32_t)field;
    }
    *out = fields;
    return count;
}

size_t ind_dataset_find_fields(const ind_dataset_reader *reader, const ind_json *array, const uint32_t **out) {
    return find_fields(reader, array, false, out);
}

/* ---- Foreign keys ---- */

static void check_count(const ind_dataset_reader *reader, const ind_json *fields, const ind_json *targets) {
    if (fields != NULL && targets != NULL && fields->count != targets->count)
        ind_json_error(reader->diag, ind_json_place(targets), "key_length", NULL,
                       "the key has %zu field%s, the target %zu", fields->count, fields->count == 1 ? "" : "s",
                       targets->count);
}

static void read_reference(const ind_dataset_reader *reader, const ind_json *node, ind_foreign_key *key) {
    const ind_json *reference = ind_json_member(node, "reference", IND_JSON_AS_OBJECT);
    if (reference == NULL)
        return;
    ind_json_check_object(reference, reference_keys, IND_JSON_X_IS_FREE, reader->diag);
    const ind_json *resource = ind_json_member(reference, "resource", IND_JSON_AS_TEXT);
    if (resource != NULL && ind_dataset_check_name(resource, reader->diag))
        key->target = key->as = resource->text;
    size_t count = 0;
    ind_dataset_read_texts(reader, reference, "fields", 1, &key->target_names, &count);
    check_count(reader, ind_json_member(node, "fields", IND_JSON_AS_ARRAY),
                ind_json_member(reference, "fields", IND_JSON_AS_ARRAY));
}

/* "period.end", which no field can be called. */
static bool read_period_at(const ind_json *at, ind_foreign_key *key) {
    if (ind_str_is(at->text, "period.start"))
        key->valid_on = IND_VALID_ON_PERIOD_START;
    else if (ind_str_is(at->text, "period.end"))
        key->valid_on = IND_VALID_ON_PERIOD_END;
    return key->valid_on != IND_VALID_ON_FIELD;
}

static void read_valid_at(const ind_dataset_reader *reader, const ind_json *valid, ind_foreign_key *key) {
    const ind_json *at = ind_json_member(valid, "at", IND_JSON_AS_TEXT);
    if (at == NULL || read_period_at(at, key))
        return;
    int field = ind_dataset_find_field(reader, at, true);
    if (field < 0)
        return;
    ind_type type = reader->dataset->fields[field].type;
    if (type != IND_DATE && type != IND_DATETIME)
        ind_json_error(reader->diag, ind_json_place(at), "wrong_type", NULL, "'%.*s' is not a date",
                       IND_STR_ARGS(at->text));
    key->valid_at = (uint32_t)field;
}

static ind_str read_target_name(const ind_dataset_reader *reader, const ind_json *object, const char *member) {
    const ind_json *name = ind_json_member(object, member, IND_JSON_AS_TEXT);
    return name != NULL && ind_dataset_check_name(name, reader->diag) ? name->text : (ind_str){0};
}

static void read_valid(const ind_dataset_reader *reader, const ind_json *extension, ind_foreign_key *key) {
    const ind_json *valid = ind_json_member(extension, "valid", IND_JSON_AS_OBJECT);
    if (valid == NULL)
        return;
    ind_json_check_object(valid, valid_keys, IND_JSON_X_IS_ERROR, reader->diag);
    key->has_valid = true;
    read_valid_at(reader, valid, key);
    key->valid_from = read_target_name(reader, valid, "from");
    key->valid_to = read_target_name(reader, valid, "to");
}

/* Where the qualifier of KEY is written: "as", else the name of the target. */
static const ind_json *qualifier(const ind_foreign_key *key) {
    const ind_json *as = ind_json_get(ind_json_get(key->node, "x-indikator"), "as");
    return as != NULL ? as : ind_json_get(ind_json_get(key->node, "reference"), "resource");
}

/* A qualifier that the expressions give another meaning. */
static bool is_reserved(ind_str name) {
    static const char *const reserved[] = {"first", "last", "next", "period"};
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (ind_str_is(name, reserved[i]))
            return true;
    return false;
}

static void read_as(const ind_dataset_reader *reader, const ind_json *extension, ind_foreign_key *key) {
    const ind_json *as = ind_json_member(extension, "as", IND_JSON_AS_TEXT);
    if (as != NULL && ind_dataset_check_name(as, reader->diag))
        key->as = as->text;
    if (is_reserved(key->as))
        ind_json_error(reader->diag, ind_json_place(qualifier(key)), "reserved_name", NULL,
                       "'%.*s' has a meaning of its own in expressions", IND_STR_ARGS(key->as));
}

static void read_foreign_key(const ind_dataset_reader *reader, const ind_json *node, ind_foreign_key *key) {
    key->node = node;
    ind_json_check_object(node, foreign_keys, IND_JSON_X_IS_FREE, reader->diag);
    const ind_json *fields = ind_json_member(node, "fields", IND_JSON_AS_ARRAY);
    if (fields != NULL)
        key->count = find_fields(reader, fields, true, &key->fields);
    read_reference(reader, node, key);
    const ind_json *extension = ind_json_member(node, "x-indikator", IND_JSON_AS_OBJECT);
    if (extension != NULL)
        ind_json_check_object(extension, extension_keys, IND_JSON_X_IS_ERROR, reader->diag);
    read_as(reader, extension, key);
    read_valid(reader, extension, key);
}

static void check_qualifiers(const ind_dataset_reader *reader, const ind_foreign_key *keys, size_t count) {
    for (size_t i = 1; i < count; i++)
        for (size_t j = 0; j < i; j++)
            if (keys[i].as.length > 0 && ind_str_equal(keys[i].as, keys[j].as)) {
                ind_json_error(reader->diag, ind_json_place(qualifier(&keys[i])), "duplicate_name",
                               "give one of the look-ups another name with \"x-indikator\": {\"as\": ...}",
                               "two look-ups are called '%.*s'", IND_STR_ARGS(keys[i].as));
                break;
            }
}

static void read_foreign_keys(const ind_dataset_reader *reader) {
    enum { MOST = 1000 };
    const ind_json *array = ind_json_member(reader->dataset->node, "foreignKeys", IND_JSON_AS_ARRAY);
    if (array == NULL)
        return;
    if (array->count > MOST) {
        ind_json_error(reader->diag, ind_json_key_place(array), "key_count", NULL,
                       "'foreignKeys' must have at most %d elements, got %zu", MOST, array->count);
        return;
    }
    ind_foreign_key *keys = ind_arena_alloc(reader->arena, array->count * sizeof *keys);
    for (size_t i = 0; i < array->count; i++)
        read_foreign_key(reader, array->items[i], &keys[i]);
    check_qualifiers(reader, keys, array->count);
    reader->dataset->foreign_keys = keys;
    reader->dataset->foreign_key_count = array->count;
}

static const ind_json_key from_keys[] = {
    {"key", IND_JSON_AS_TEXT, true}, {"codelist", IND_JSON_AS_TEXT, true}, {"attribute", IND_JSON_AS_TEXT, true}, {0}};

static const ind_json_key expected_keys[] = {{"in", IND_JSON_AS_NUMBER, false}, {"of", IND_JSON_AS_OBJECT, false}, {0}};

/* "of": {"plantyp": ["SIP"]} */
static void read_expected_of(const ind_dataset_reader *reader, const ind_json *of, ind_field *field) {
    if (of->count != 1) {
        ind_json_error(reader->diag, ind_json_place(of), of->count == 0 ? "too_few" : "too_many", NULL,
                       "'of' must name one field, got %zu", of->count);
        return;
    }
    int key = ind_dataset_field(reader->dataset, of->items[0]->key);
    if (key < 0 || reader->dataset->fields[key].type != IND_TEXT) {
        char shown[IND_SHOWN_TEXT];
        ind_json_error(reader->diag, ind_json_key_place(of->items[0]), "unknown_field", NULL,
                       "'%s' is no field of codes", ind_shown(of->items[0]->key, shown));
        return;
    }
    ind_str *codes;
    if (ind_json_check_type(of->items[0], IND_JSON_AS_ARRAY, reader->diag) &&
        ind_json_check_texts(reader->arena, of->items[0], 1, reader->diag, &codes, &field->expected_code_count)) {
        field->expected_codes = codes;
        field->expected_of = key;
    }
}

static void read_expected(const ind_dataset_reader *reader, const ind_json *extension, ind_field *field) {
    enum { ROWS_MAX = 1000000000 };
    const ind_json *expected = ind_json_member(extension, "expected", IND_JSON_AS_OBJECT);
    if (expected == NULL || !ind_json_check_object(expected, expected_keys, IND_JSON_X_IS_ERROR, reader->diag))
        return;
    const ind_json *rows = ind_json_member(expected, "in", IND_JSON_AS_NUMBER);
    const ind_json *of = ind_json_member(expected, "of", IND_JSON_AS_OBJECT);
    int64_t value;
    if (rows != NULL && ind_json_check_integer(rows, 1, ROWS_MAX, reader->diag, &value))
        field->expected_in = (uint32_t)value;
    if (of != NULL)
        read_expected_of(reader, of, field);
}

/* What a field says of other fields. */
static void read_neighbours(const ind_dataset_reader *reader, ind_field *field) {
    const ind_json *extension = ind_json_member(field->node, "x-indikator", IND_JSON_AS_OBJECT);
    const ind_json *within = ind_json_member(extension, "default_within", IND_JSON_AS_ARRAY);
    const ind_json *from = ind_json_member(extension, "from", IND_JSON_AS_OBJECT);
    read_expected(reader, extension, field);
    if (within != NULL)
        field->default_within_count = find_fields(reader, within, false, &field->default_within);
    if (from == NULL || !ind_json_check_object(from, from_keys, IND_JSON_X_IS_FREE, reader->diag))
        return;
    field->from_key = ind_dataset_find_field(reader, ind_json_member(from, "key", IND_JSON_AS_TEXT), false);
    field->from_list = ind_json_member_text(from, "codelist");
    field->from_attribute = ind_json_member_text(from, "attribute");
}

/* ---- order ---- */

/* "inskrivningsdatum", "personer.dodsdatum" or, where it MAY_END, "extracted"; false with a finding. */
static bool read_place(const ind_dataset_reader *reader, const ind_json *text, bool may_end, ind_order_place *out) {
    const ind_dataset *dataset = reader->dataset;
    const char *point = text->text.length == 0 ? NULL : memchr(text->text.data, '.', text->text.length);
    size_t at = point == NULL ? 0 : (size_t)(point - text->text.data);
    *out = (ind_order_place){.name = text->text, .foreign_key = IND_ORDER_OWN, .field = text->text};
    if (point != NULL) {
        out->foreign_key = ind_dataset_foreign_key(dataset, (ind_str){text->text.data, at});
        out->field = (ind_str){point + 1, text->text.length - at - 1};
    }
    int field = point == NULL ? ind_dataset_field(dataset, text->text) : -1;
    if (may_end && point == NULL && field < 0 && ind_str_is(text->text, "extracted")) {
        out->foreign_key = IND_ORDER_EXTRACTED;
        return true;
    }
    bool days = field >= 0 && (dataset->fields[field].type == IND_DATE || dataset->fields[field].type == IND_DATETIME);
    char shown[IND_SHOWN_TEXT];
    bool found = out->foreign_key >= 0 && !ind_key_of_period(&dataset->foreign_keys[out->foreign_key]);
    if (point != NULL ? found : days)
        return true;
    ind_json_error(reader->diag, ind_json_place(text), "unknown_field",
                   "a date, one of a look-up (personer.dodsdatum), or extracted as the last",
                   "'%s' is no date of the row", ind_shown(text->text, shown));
    return false;
}

static void read_chain(const ind_dataset_reader *reader, const ind_json *chain, ind_order_rule *rules, size_t *count) {
    ind_order_place last = {0};
    ind_str *texts;
    size_t length;
    if (!ind_json_check_type(chain, IND_JSON_AS_ARRAY, reader->diag) ||
        !ind_json_check_texts(reader->arena, chain, 2, reader->diag, &texts, &length))
        return;
    for (size_t i = 0; i < chain->count; i++) {
        ind_order_place place;
        if (!read_place(reader, chain->items[i], i > 0 && i + 1 == chain->count, &place))
            return;
        if (i > 0)
            rules[(*count)++] = (ind_order_rule){last, place};
        last = place;
    }
}

static void read_order(const ind_dataset_reader *reader) {
    const ind_json *extension = ind_json_member(reader->dataset->node, "x-indikator", IND_JSON_AS_OBJECT);
    const ind_json *order = ind_json_member(extension, "order", IND_JSON_AS_ARRAY);
    size_t most = 0;
    for (size_t i = 0; order != NULL && i < order->count; i++)
        most += order->items[i]->type == IND_JSON_ARRAY ? order->items[i]->count : 0;
    ind_order_rule *rules = ind_arena_alloc(reader->arena, (most + 1) * sizeof *rules);
    for (size_t i = 0; order != NULL && i < order->count; i++)
        read_chain(reader, order->items[i], rules, &reader->dataset->order_count);
    reader->dataset->order = rules;
}

void ind_dataset_read_keys(const ind_dataset_reader *reader) {
    ind_dataset *dataset = reader->dataset;
    const ind_json *primary = ind_json_member(dataset->node, "primaryKey", IND_JSON_AS_ARRAY);
    if (primary != NULL)
        dataset->key_count = find_fields(reader, primary, false, &dataset->key);
    read_foreign_keys(reader);
    for (size_t f = 0; f < dataset->field_count; f++)
        if (dataset->fields[f].derived.length == 0)
            read_neighbours(reader, (ind_field *)&dataset->fields[f]); /* our own, while it is read */
    const ind_json *extension = ind_json_member(dataset->node, "x-indikator", IND_JSON_AS_OBJECT);
    const ind_json *supplier = ind_json_member(extension, "supplier", IND_JSON_AS_TEXT);
    if (supplier != NULL)
        dataset->supplier = ind_dataset_find_field(reader, supplier, false);
    const ind_json *date = ind_json_member(extension, "date", IND_JSON_AS_TEXT);
    if (date != NULL)
        dataset->date = ind_dataset_find_field(reader, date, false);
    double unreadable = ind_dataset_read_percent(reader, extension, "max_unreadable");
    if (!isnan(unreadable))
        dataset->max_unreadable = unreadable;
    dataset->max_rejected = ind_dataset_read_percent(reader, extension, "max_rejected");
    read_order(reader);
}

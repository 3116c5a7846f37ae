/* dataset_field.c - the fields of a dataset, and the columns derived from them.
 *
 * A key that means nothing for the type of its field ("width" of a date) is an error rather than
 * ignored: whoever wrote it expects something to happen. */
#include "base/date.h"
#include "base/number.h"
#include "data/schemas/dataset_read.h"
#include "data/schemas/header_name.h"
#include "data/schemas/sentinels.h"

#include <stdlib.h>

enum { WIDTH_MAX = 32, LONGEST_OPEN_MAX = 36600, LEAST_ROWS = 5 };

static const ind_json_key field_keys[] = {
    {"name", IND_JSON_AS_TEXT, true},           {"type", IND_JSON_AS_TEXT, true},
    {"title", IND_JSON_AS_OBJECT, false},       {"description", IND_JSON_AS_TEXT | IND_JSON_AS_OBJECT, false},
    {"constraints", IND_JSON_AS_OBJECT, false}, {"missingValues", IND_JSON_AS_ARRAY, false},
    {"x-indikator", IND_JSON_AS_OBJECT, false}, {0},
};

static const ind_json_key constraint_keys[] = {
    {"required", IND_JSON_AS_BOOLEAN, false},
    {"enum", IND_JSON_AS_ARRAY, false},
    {"minimum", IND_JSON_AS_NUMBER | IND_JSON_AS_TEXT, false},
    {"maximum", IND_JSON_AS_NUMBER | IND_JSON_AS_TEXT, false},
    {0},
};

static const ind_json_key extension_keys[] = {
    {"aliases", IND_JSON_AS_ARRAY, false},
    {"width", IND_JSON_AS_NUMBER, false},
    {"codelist", IND_JSON_AS_TEXT, false},
    {"map", IND_JSON_AS_OBJECT, false},
    {"identifying", IND_JSON_AS_BOOLEAN, false},
    {"sensitive", IND_JSON_AS_BOOLEAN, false},
    {"optional", IND_JSON_AS_BOOLEAN, false},
    {"mostly_empty", IND_JSON_AS_BOOLEAN, false},
    {"max_unreadable", IND_JSON_AS_NUMBER, false},
    {"expected", IND_JSON_AS_OBJECT, false},
    {"default_within", IND_JSON_AS_ARRAY, false},
    {"from", IND_JSON_AS_OBJECT, false},
    {"versions", IND_JSON_AS_TEXT, false},
    {"list", IND_JSON_AS_BOOLEAN, false},
    {"keep_known", IND_JSON_AS_BOOLEAN, false},
    {"icd10", IND_JSON_AS_BOOLEAN, false},
    {"default", IND_JSON_AS_TEXT, false},
    {"open", IND_JSON_AS_ARRAY, false},
    {"longest_open", IND_JSON_AS_NUMBER, false},
    {"sentinels", IND_JSON_AS_ARRAY, false},
    {"form", IND_JSON_AS_TEXT, false},
    {"not_missing", IND_JSON_AS_ARRAY, false},
    {"partial", IND_JSON_AS_TEXT, false},
    {"words", IND_JSON_AS_OBJECT, false},
    {0},
};

static const ind_json_key derived_keys[] = {
    {"name", IND_JSON_AS_TEXT, true},
    {"type", IND_JSON_AS_TEXT, true},
    {"expression", IND_JSON_AS_TEXT, true},
    {"title", IND_JSON_AS_OBJECT, false},
    {"description", IND_JSON_AS_TEXT | IND_JSON_AS_OBJECT, false},
    {"words", IND_JSON_AS_OBJECT, false},
    {0},
};

/* ---- Types ---- */

static const char *const type_names[] = {"string", "integer", "number", "date", "datetime", NULL};
static const ind_type types[] = {IND_TEXT, IND_INTEGER, IND_NUMBER, IND_DATE, IND_DATETIME};

/* False with a finding. */
static bool read_type(const ind_dataset_reader *reader, const ind_json *node, ind_type *out) {
    const ind_json *type = ind_json_member(node, "type", IND_JSON_AS_TEXT);
    int index;
    if (type == NULL)
        return false;
    if (ind_str_is(type->text, "boolean")) {
        ind_json_error(reader->diag, ind_json_place(type), "unknown_value",
                       "J/N columns are \"string\" with \"constraints\": {\"enum\": [\"J\", \"N\"]}",
                       "'type' cannot be 'boolean'");
        return false;
    }
    if (!ind_json_check_choice(type, type_names, reader->diag, &index))
        return false;
    *out = types[index];
    return true;
}

enum {
    TEXT = 1u << IND_TEXT,
    WHEN = 1u << IND_DATE | 1u << IND_DATETIME,
    AMOUNT = 1u << IND_INTEGER | 1u << IND_NUMBER
};

/* Keys of "constraints" and "x-indikator" that need a certain type. */
static void check_keys_fit(const ind_dataset_reader *reader, const ind_json *object, ind_type type) {
    static const struct {
        const char *key;
        unsigned types;
        const char *names;
    } needs[] = {
        {"enum", TEXT, "string"},
        {"minimum", AMOUNT | WHEN, "integer, number, date or datetime"},
        {"width", TEXT, "string"},
        {"maximum", AMOUNT | WHEN, "integer, number, date or datetime"},
        {"codelist", TEXT, "string"},
        {"open", WHEN, "date or datetime"},
        {"map", TEXT, "string"},
        {"partial", WHEN, "date or datetime"},
        {"icd10", TEXT, "string"},
        {"list", TEXT, "string"},
        {"keep_known", TEXT, "string"},
        {"form", TEXT, "string"},
        {"sentinels", WHEN, "date or datetime"},
        {"longest_open", WHEN, "date or datetime"},
    };
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        const ind_json *member = ind_json_get(object, needs[i].key);
        if (member != NULL && (needs[i].types >> type & 1u) == 0)
            ind_json_error(reader->diag, ind_json_key_place(member), "wrong_type", NULL, "'%s' needs type %s",
                           needs[i].key, needs[i].names);
    }
}

/* ---- Constraints ---- */

/* The member KEY of CONSTRAINTS as a day, if it is there. */
static bool read_day(const ind_dataset_reader *reader, const ind_json *constraints, const char *key, int32_t *day) {
    const ind_json *text = ind_json_get(constraints, key);
    if (text == NULL)
        return false;
    if (text->type == IND_JSON_TEXT && ind_date_parse(text->text, day))
        return true;
    ind_json_error(reader->diag, ind_json_place(text), "bad_date", "YYYY-MM-DD", "not a date");
    return false;
}

static void read_days(const ind_dataset_reader *reader, const ind_json *constraints, ind_field *field) {
    field->has_first_day = read_day(reader, constraints, "minimum", &field->first_day);
    field->has_last_day = read_day(reader, constraints, "maximum", &field->last_day);
    if (field->has_first_day && field->has_last_day && field->first_day > field->last_day)
        ind_json_error(reader->diag, ind_json_place(ind_json_get(constraints, "minimum")), "empty_range", NULL,
                       "'minimum' is later than 'maximum'");
}

static void read_bounds(const ind_dataset_reader *reader, const ind_json *constraints, ind_field *field) {
    static const char *const keys[] = {"minimum", "maximum"};
    if (field->type == IND_DATE || field->type == IND_DATETIME) {
        read_days(reader, constraints, field);
        return;
    }
    for (int i = 0; i < 2; i++) {
        const ind_json *text = ind_json_get(constraints, keys[i]);
        bool amount = field->type == IND_INTEGER || field->type == IND_NUMBER;
        if (amount && text != NULL && text->type == IND_JSON_TEXT)
            ind_json_error(reader->diag, ind_json_place(text), "wrong_type", NULL, "'%s' must be a number, not text",
                           keys[i]);
    }
    const ind_json *minimum = ind_json_member(constraints, "minimum", IND_JSON_AS_NUMBER);
    const ind_json *maximum = ind_json_member(constraints, "maximum", IND_JSON_AS_NUMBER);
    field->has_minimum = minimum != NULL;
    field->has_maximum = maximum != NULL;
    field->minimum = minimum == NULL ? 0 : minimum->number;
    field->maximum = maximum == NULL ? 0 : maximum->number;
    if (minimum != NULL && maximum != NULL && field->minimum > field->maximum)
        ind_json_error(reader->diag, ind_json_place(minimum), "empty_range", NULL,
                       "'minimum' %.*s is greater than 'maximum' %.*s", IND_STR_ARGS(minimum->text),
                       IND_STR_ARGS(maximum->text));
}

static void read_constraints(const ind_dataset_reader *reader, ind_field *field) {
    const ind_json *constraints = ind_json_member(field->node, "constraints", IND_JSON_AS_OBJECT);
    if (constraints == NULL)
        return;
    ind_json_check_object(constraints, constraint_keys, IND_JSON_X_IS_FREE, reader->diag);
    field->required = ind_json_member_true(constraints, "required");
    ind_dataset_read_texts(reader, constraints, "enum", 1, &field->allowed, &field->allowed_count);
    read_bounds(reader, constraints, field);
}

/* ---- Values ---- */

static bool is_allowed(const ind_field *field, ind_str value) {
    for (size_t i = 0; i < field->allowed_count; i++)
        if (ind_str_equal(field->allowed[i], value))
            return true;
    return field->allowed_count == 0;
}

static void read_map(const ind_dataset_reader *reader, const ind_json *extension, ind_field *field) {
    const ind_json *map = ind_json_member(extension, "map", IND_JSON_AS_OBJECT);
    if (map == NULL)
        return;
    ind_value_map *pairs = ind_arena_alloc(reader->arena, map->count * sizeof *pairs);
    for (size_t i = 0; i < map->count; i++) {
        const ind_json *to = map->items[i];
        char shown[IND_SHOWN_TEXT];
        if (!ind_json_check_filled(to, reader->diag))
            continue;
        pairs[field->map_count++] = (ind_value_map){.from = to->key, .to = to->text};
        if (!is_allowed(field, to->text))
            ind_json_error(reader->diag, ind_json_place(to), "not_in_enum", NULL, "'%s' is not in 'enum'",
                           ind_shown(to->text, shown));
    }
    field->map = pairs;
}

/* The array KEY of dates. */
static void read_dates(const ind_dataset_reader *reader, const ind_json *extension, const char *key,
                       const int32_t **out, size_t *out_count) {
    const ind_json *array = ind_json_member(extension, key, IND_JSON_AS_ARRAY);
    ind_str *texts;
    size_t count;
    if (array == NULL || !ind_json_check_texts(reader->arena, array, 0, reader->diag, &texts, &count))
        return;
    int32_t *days = ind_arena_alloc(reader->arena, count * sizeof *days);
    for (size_t i = 0; i < count; i++)
        if (!ind_date_parse(texts[i], &days[i]))
            ind_json_error(reader->diag, ind_json_place(array->items[i]), "bad_date", "YYYY-MM-DD", "not a date");
    *out = days;
    *out_count = count;
}

static void read_form(const ind_dataset_reader *reader, const ind_json *extension, ind_field *field) {
    const ind_json *form = ind_json_member(extension, "form", IND_JSON_AS_TEXT);
    if (form != NULL && ind_json_check_filled(form, reader->diag))
        field->form = form->text;
    if (field->icd10 && form == NULL)
        field->form = IND_STR("icd10");
}

/* Is VALUE one that the field can have?  Numbers have a decimal point here, as everywhere in JSON. */
static bool fits(const ind_field *field, ind_str value) {
    int64_t integer;
    double number;
    int32_t day;
    switch (field->type) {
    case IND_INTEGER: return ind_parse_integer(value, &integer);
    case IND_NUMBER: return ind_parse_decimal(value, '.', &number);
    case IND_DATE: return ind_date_parse(value, &day);
    case IND_TEXT:
    case IND_LIST: return is_allowed(field, value);
    default: return true;
    }
}

static void read_default(const ind_dataset_reader *reader, const ind_json *extension, ind_field *field) {
    const ind_json *value = ind_json_member(extension, "default", IND_JSON_AS_TEXT);
    if (value == NULL || !ind_json_check_filled(value, reader->diag))
        return;
    field->default_value = value->text;
    if (!fits(field, value->text))
        ind_json_error(reader->diag, ind_json_place(value), "bad_default", NULL,
                       "the default is not a value that the field can have");
}

static void read_partial(const ind_dataset_reader *reader, const ind_json *extension, ind_field *field) {
    static const char *const names[] = {"reject", "first", "middle", "last", NULL};
    static const ind_partial values[] = {IND_PARTIAL_REJECT, IND_PARTIAL_FIRST, IND_PARTIAL_MIDDLE, IND_PARTIAL_LAST};
    const ind_json *partial = ind_json_member(extension, "partial", IND_JSON_AS_TEXT);
    int index;
    if (partial != NULL && ind_json_check_choice(partial, names, reader->diag, &index))
        field->partial = values[index];
}

/* ---- x-indikator of a field ---- */

static void read_aliases(const ind_dataset_reader *reader, const ind_json *extension, ind_field *field) {
    const ind_str *given = NULL;
    size_t count = 0;
    ind_dataset_read_texts(reader, extension, "aliases", 0, &given, &count);
    ind_str *aliases = ind_arena_alloc(reader->arena, count * sizeof *aliases);
    for (size_t i = 0; i < count; i++)
        aliases[i] = ind_normalise_header(reader->arena, given[i]);
    field->aliases = aliases;
    field->alias_count = count;
}

double ind_dataset_read_percent(const ind_dataset_reader *reader, const ind_json *extension, const char *key) {
    const ind_json *percent = ind_json_member(extension, key, IND_JSON_AS_NUMBER);
    if (percent != NULL && !(percent->number >= 0 && percent->number <= 100))
        ind_json_error(reader->diag, ind_json_place(percent), "out_of_range", "a percentage from 0 to 100",
                       "'%s' is out of range", key);
    return percent == NULL ? (double)NAN : percent->number;
}

static void read_versions(const ind_dataset_reader *reader, const ind_json *extension, ind_field *field) {
    const ind_json *versions = ind_json_member(extension, "versions", IND_JSON_AS_TEXT);
    if (versions == NULL)
        return;
    if (ind_str_is(versions->text, "same"))
        field->versions = IND_SAME_IN_ALL;
    else if (ind_str_is(versions->text, "next"))
        field->versions = IND_FROM_THE_NEXT;
    else
        ind_json_error(reader->diag, ind_json_place(versions), "unknown_value", "same or next",
                       "'versions' cannot be that");
}

static void read_flags(const ind_dataset_reader *reader, const ind_json *extension, ind_field *field) {
    field->identifying = ind_json_member_true(extension, "identifying");
    field->sensitive = ind_json_member_true(extension, "sensitive");
    field->icd10 = ind_json_member_true(extension, "icd10");
    field->keep_known = ind_json_member_true(extension, "keep_known");
    field->optional = ind_json_member_true(extension, "optional");
    read_versions(reader, extension, field);
    field->mostly_empty = ind_json_member_true(extension, "mostly_empty");
    field->max_unreadable = ind_dataset_read_percent(reader, extension, "max_unreadable");
    if (field->optional && field->required)
        ind_json_error(reader->diag, ind_json_key_place(ind_json_get(extension, "optional")), "required_optional",
                       "remove one of the two", "the field is both required and optional");
}

static void read_width(const ind_dataset_reader *reader, const ind_json *extension, ind_field *field) {
    const ind_json *width = ind_json_member(extension, "width", IND_JSON_AS_NUMBER);
    int64_t value;
    if (width != NULL && ind_json_check_integer(width, 1, WIDTH_MAX, reader->diag, &value))
        field->width = (uint32_t)value;
}

uint32_t ind_field_least_rows(const ind_field *field) {
    bool may_lack_all = field->mostly_empty || field->default_value.length > 0;
    if (field->expected_in > 0)
        return field->expected_in;
    return may_lack_all && field->expected_of < 0 ? 0 : LEAST_ROWS;
}

static void read_longest_open(const ind_dataset_reader *reader, const ind_json *extension, ind_field *field) {
    const ind_json *days = ind_json_member(extension, "longest_open", IND_JSON_AS_NUMBER);
    int64_t value;
    if (days != NULL && ind_json_check_integer(days, 1, LONGEST_OPEN_MAX, reader->diag, &value))
        field->longest_open = (uint32_t)value;
}

static void read_codelist(const ind_dataset_reader *reader, const ind_json *extension, ind_field *field) {
    const ind_json *codelist = ind_json_member(extension, "codelist", IND_JSON_AS_TEXT);
    if (codelist != NULL && ind_dataset_check_name(codelist, reader->diag))
        field->codelist = codelist->text;
}

static void read_extension(const ind_dataset_reader *reader, ind_field *field, bool has_type) {
    const ind_json *extension = ind_json_member(field->node, "x-indikator", IND_JSON_AS_OBJECT);
    field->from_key = -1;
    field->expected_of = -1;
    field->max_unreadable = NAN;
    if (extension == NULL)
        return;
    ind_json_check_object(extension, extension_keys, IND_JSON_X_IS_ERROR, reader->diag);
    read_flags(reader, extension, field);
    read_aliases(reader, extension, field);
    read_width(reader, extension, field);
    read_longest_open(reader, extension, field);
    read_codelist(reader, extension, field);
    read_map(reader, extension, field);
    read_dates(reader, extension, "open", &field->open, &field->open_count);
    read_dates(reader, extension, "sentinels", &field->sentinels, &field->sentinel_count);
    read_form(reader, extension, field);
    ind_dataset_read_texts(reader, extension, "not_missing", 0, &field->not_missing, &field->not_missing_count);
    read_partial(reader, extension, field);
    if (field->partial != IND_PARTIAL_REJECT && ind_json_get(extension, "sentinels") == NULL)
        field->sentinels = ind_sentinels_of_births(&field->sentinel_count);
    ind_dataset_check_field_words(reader, extension, field);
    if (has_type)
        read_default(reader, extension, field);
    if (field->type == IND_TEXT && ind_json_member_true(extension, "list"))
        field->type = IND_LIST;
}

/* ---- Fields ---- */

static void check_titles(const ind_dataset_reader *reader, const ind_json *node) {
    static const char *const keys[] = {"title", "description"};
    for (int i = 0; i < 2; i++) {
        const ind_json *text = ind_json_member(node, keys[i], IND_JSON_AS_OBJECT);
        if (text != NULL)
            ind_json_check_bilingual(text, false, reader->diag);
    }
}

/* Name, type and titles, which fields and derived columns have in common.  False without a known type. */
static bool read_head(const ind_dataset_reader *reader, const ind_json *node, ind_field *field) {
    const ind_json *name = ind_json_member(node, "name", IND_JSON_AS_TEXT);
    field->node = node;
    if (name != NULL && ind_dataset_check_name(name, reader->diag))
        field->name = name->text;
    check_titles(reader, node);
    return read_type(reader, node, &field->type);
}

static void read_missing(const ind_dataset_reader *reader, const ind_json *node, ind_field *field) {
    const ind_json *array = ind_json_member(node, "missingValues", IND_JSON_AS_ARRAY);
    ind_str *texts = NULL;
    field->has_missing =
        array != NULL && ind_json_check_texts(reader->arena, array, 0, reader->diag, &texts, &field->missing_count);
    field->missing = texts;
}

static void read_field(const ind_dataset_reader *reader, const ind_json *node, ind_field *field) {
    ind_json_check_object(node, field_keys, IND_JSON_X_IS_FREE, reader->diag);
    bool has_type = read_head(reader, node, field);
    field->sentinels = ind_sentinels(&field->sentinel_count);
    read_missing(reader, node, field);
    read_constraints(reader, field);
    if (has_type) {
        check_keys_fit(reader, ind_json_get(node, "constraints"), field->type);
        check_keys_fit(reader, ind_json_get(node, "x-indikator"), field->type);
    }
    read_extension(reader, field, has_type);
}

static void read_derived(const ind_dataset_reader *reader, const ind_json *node, ind_field *field) {
    ind_json_check_object(node, derived_keys, IND_JSON_X_IS_ERROR, reader->diag);
    read_head(reader, node, field);
    const ind_json *expression = ind_json_member(node, "expression", IND_JSON_AS_TEXT);
    if (expression != NULL && ind_json_check_filled(expression, reader->diag))
        field->derived = expression->text;
    ind_dataset_check_field_words(reader, node, field);
}

/* ---- Names in the header ---- */

/* A text by which a header can name a field. */
typedef struct {
    ind_str name;
    size_t field;
    const ind_json *node;
} header_name;

static int by_name(const void *a, const void *b) {
    const header_name *x = a, *y = b;
    int order = ind_str_compare(x->name, y->name);
    return order != 0 ? order : (x->node->start > y->node->start) - (x->node->start < y->node->start);
}

static size_t add_field_names(header_name *names, size_t count, const ind_field *field, size_t index) {
    const ind_json *name = ind_json_member(field->node, "name", IND_JSON_AS_TEXT);
    if (field->name.length > 0)
        names[count++] = (header_name){field->name, index, name};
    const ind_json *array = ind_json_get(ind_json_get(field->node, "x-indikator"), "aliases");
    for (size_t i = 0, seen = 0; seen < field->alias_count; i++)
        if (array->items[i]->type == IND_JSON_TEXT)
            names[count++] = (header_name){field->aliases[seen++], index, array->items[i]};
    return count;
}

/* Two fields that share a name or an alias: no header could tell them apart. */
static void check_names(const ind_dataset_reader *reader, const ind_field *fields, size_t field_count) {
    size_t count = 0;
    for (size_t i = 0; i < field_count; i++)
        count += 1 + fields[i].alias_count;
    header_name *names = ind_alloc_array(count, sizeof *names);
    count = 0;
    for (size_t i = 0; i < field_count; i++)
        count = add_field_names(names, count, &fields[i], i);
    qsort(names, count, sizeof *names, by_name);
    for (size_t i = 1; i < count; i++) {
        const header_name *first = &names[i - 1], *again = &names[i];
        char shown[IND_SHOWN_TEXT];
        if (ind_str_equal(first->name, again->name) && first->field != again->field)
            ind_json_error(reader->diag, ind_json_place(again->node), "duplicate_name", NULL,
                           "'%s' already names another field, on line %llu", ind_shown(again->name, shown),
                           (unsigned long long)ind_json_place(first->node).line);
    }
    free(names);
}

static size_t checked_count(const ind_dataset_reader *reader, const ind_json *array, size_t minimum) {
    if (array == NULL)
        return 0;
    if (array->count >= minimum && array->count <= IND_DATASET_FIELDS / 2)
        return array->count;
    ind_json_error(reader->diag, ind_json_key_place(array), "field_count", NULL,
                   "'%.*s' must have %zu to %d elements, got %zu", IND_STR_ARGS(array->key), minimum,
                   IND_DATASET_FIELDS / 2, array->count);
    return 0;
}

void ind_dataset_read_fields(const ind_dataset_reader *reader) {
    ind_dataset *dataset = reader->dataset;
    const ind_json *extension = ind_json_member(dataset->node, "x-indikator", IND_JSON_AS_OBJECT);
    const ind_json *fields = ind_json_member(dataset->node, "fields", IND_JSON_AS_ARRAY);
    const ind_json *derived = ind_json_member(extension, "derived", IND_JSON_AS_ARRAY);
    size_t own = checked_count(reader, fields, 1), further = checked_count(reader, derived, 0);
    ind_field *all = ind_arena_alloc(reader->arena, (own + further) * sizeof *all);
    for (size_t i = 0; i < own; i++)
        read_field(reader, fields->items[i], &all[i]);
    for (size_t i = 0; i < further; i++)
        read_derived(reader, derived->items[i], &all[own + i]);
    check_names(reader, all, own + further);
    dataset->fields = all;
    dataset->field_count = own + further;
}

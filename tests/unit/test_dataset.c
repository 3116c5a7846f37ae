/* test_dataset.c - dataset schemas: what is read, and what is refused where. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/date.h"
#include "data/schemas/dataset.h"

typedef struct {
    ind_arena *arena;
    ind_diag *diag;
    ind_dataset *dataset;
    ind_status status;
} loaded;

static loaded load(const char *path) {
    loaded l = {.arena = ind_arena_new(), .diag = ind_diag_new()};
    l.status = ind_dataset_load(l.arena, path, l.diag, &l.dataset);
    return l;
}

/* TEXT as the file d.json in a folder of its own. */
static loaded load_text(const char *text) {
    char folder[] = "/tmp/test_datasetXXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/d.json", folder);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    loaded l = load(path);
    remove(path);
    rmdir(folder);
    return l;
}

static void done(loaded l) {
    ind_arena_free(l.arena);
    ind_diag_free(l.diag);
}

static void print_findings(const loaded *l) {
    for (size_t i = 0; i < ind_diag_count(l->diag); i++) {
        const ind_finding *f = ind_diag_at(l->diag, i);
        print_error("%s:%d:%d: %s\n", f->place.file, (int)f->place.line, (int)f->place.column, f->message);
    }
}

/* ---- What is read ---- */

/* clang-format off */
static const char whole[] =
    "{ \"format\": \"indikator-dataset/1\", \"name\": \"d\", \"title\": {\"sv\": \"t\", \"en\": \"t\"}, \"x-free\": 1,\n"
    "  \"fields\": [\n"
    "    { \"name\": \"id\", \"type\": \"string\", \"constraints\": {\"required\": true}, \"x-indikator\": {\"identifying\": true} },\n"
    "    { \"name\": \"kommunkod\", \"type\": \"string\", \"x-indikator\": {\"aliases\": [\"Hem-Kommun\"], \"width\": 4, \"codelist\": \"kommuner\"} },\n"
    "    { \"name\": \"kon\", \"type\": \"string\", \"constraints\": {\"enum\": [\"K\", \"M\"]}, \"x-indikator\": {\"map\": {\"1\": \"M\", \"2\": \"K\"}, \"sensitive\": true} },\n"
    "    { \"name\": \"diagnoser\", \"type\": \"string\", \"x-indikator\": {\"list\": true, \"icd10\": true, \"optional\": true} },\n"
    "    { \"name\": \"vikt\", \"type\": \"number\", \"constraints\": {\"minimum\": 0, \"maximum\": 2.5}, \"x-indikator\": {\"default\": \"1.5\"} },\n"
    "    { \"name\": \"antal\", \"type\": \"integer\", \"constraints\": {\"minimum\": -1} },\n"
    "    { \"name\": \"dag\", \"type\": \"date\", \"x-indikator\": {\"open\": [\"9999-12-31\", \"2099-12-31\"], \"partial\": \"middle\"} },\n"
    "    { \"name\": \"tid\", \"type\": \"datetime\" } ],\n"
    "  \"missingValues\": [\"NA\", \"..\"], \"primaryKey\": [\"id\", \"dag\"],\n"
    "  \"foreignKeys\": [ { \"fields\": [\"id\"], \"reference\": {\"resource\": \"personer\", \"fields\": [\"person_id\"]},\n"
    "                     \"x-indikator\": {\"as\": \"person\", \"valid\": {\"at\": \"dag\", \"from\": \"giltig_fran\", \"to\": \"giltig_till\"}} },\n"
    "                   { \"fields\": [\"kommunkod\", \"kon\"], \"reference\": {\"resource\": \"befolkning\", \"fields\": [\"a\", \"b\"]} } ],\n"
    "  \"x-indikator\": { \"personal\": false, \"supplier\": \"kommunkod\", \"preamble_rows\": 2, \"footer\": [\"Totalt\"], \"ends_at\": [\"Not\", \"Obs\"],\n"
    "                   \"encoding\": \"windows-1252\", \"separator\": \"\\t\", \"decimal\": \",\",\n"
    "                   \"derived\": [ { \"name\": \"ar\", \"type\": \"integer\", \"expression\": \"year(dag)\" } ] } }\n";
/* clang-format on */

static void check_fields(const ind_dataset *d) {
    assert_int_equal(d->field_count, 9);
    assert_true(d->fields[0].required && d->fields[0].identifying);
    assert_true(ind_str_is(d->fields[1].aliases[0], "hem_kommun"));
    assert_int_equal(d->fields[1].width, 4);
    assert_true(ind_str_is(d->fields[1].codelist, "kommuner"));
    assert_int_equal(d->fields[2].allowed_count, 2);
    assert_true(d->fields[2].sensitive && ind_str_is(d->fields[2].map[1].from, "2") &&
                ind_str_is(d->fields[2].map[1].to, "K"));
    assert_int_equal(d->fields[3].type, IND_LIST);
    assert_true(d->fields[3].icd10 && d->fields[3].optional && !d->fields[3].required);
    assert_true(d->fields[4].has_minimum && d->fields[4].has_maximum && d->fields[4].maximum == 2.5);
    assert_true(ind_str_is(d->fields[4].default_value, "1.5"));
    assert_true(d->fields[5].has_minimum && !d->fields[5].has_maximum && d->fields[5].minimum == -1);
    assert_int_equal(d->fields[6].open[1], ind_day(2099, 12, 31));
    assert_int_equal(d->fields[6].partial, IND_PARTIAL_MIDDLE);
    assert_int_equal(d->fields[7].type, IND_DATETIME);
    assert_int_equal(d->fields[8].type, IND_INTEGER);
    assert_true(ind_str_is(d->fields[8].derived, "year(dag)") && d->fields[7].derived.length == 0);
    assert_int_equal(ind_json_place(d->fields[7].node).line, 10);
}

static void check_keys(const ind_dataset *d) {
    assert_int_equal(d->key_count, 2);
    assert_int_equal(d->key[1], 6);
    assert_int_equal(d->foreign_key_count, 2);
    const ind_foreign_key *person = &d->foreign_keys[0], *population = &d->foreign_keys[1];
    assert_true(ind_str_is(person->as, "person") && ind_str_is(person->target, "personer") && person->has_valid);
    assert_true(person->valid_at == 6 && ind_str_is(person->valid_from, "giltig_fran"));
    assert_true(ind_str_is(population->as, "befolkning") && !population->has_valid);
    assert_true(population->count == 2 && population->fields[1] == 2 && ind_str_is(population->target_names[1], "b"));
    assert_int_equal(ind_dataset_foreign_key(d, IND_STR("person")), 0);
    assert_int_equal(ind_dataset_foreign_key(d, IND_STR("personer")), -1);
}

static void reads_a_whole_schema(void **state) {
    (void)state;
    loaded l = load_text(whole);
    print_findings(&l);
    assert_int_equal(l.status, IND_OK);
    assert_int_equal(ind_diag_count(l.diag), 0);
    const ind_dataset *d = l.dataset;
    assert_true(ind_str_is(d->name, "d"));
    assert_int_equal(d->missing_count, 3); /* and the empty text */
    assert_true(d->missing[2].length == 0);
    assert_true(!d->personal && d->supplier == 1 && d->preamble_rows == 2);
    assert_true(ind_str_is(d->encoding, "windows-1252") && d->separator == '\t' && d->decimal == ',');
    assert_true(d->footer_count == 1 && ind_str_is(d->footer[0], "Totalt"));
    assert_true(d->ends_at_count == 2 && ind_str_is(d->ends_at[1], "Obs"));
    check_fields(d);
    check_keys(d);
    assert_int_equal(ind_dataset_field(d, IND_STR("ar")), 8);
    assert_int_equal(ind_dataset_field(d, IND_STR("AR")), -1);
    done(l);
}

#define HEAD "{\"format\": \"indikator-dataset/1\", \"name\": \"d\", \"title\": {\"sv\": \"t\", \"en\": \"t\"},"
/* A schema with the field A and the rest X, which begins on line 2. */
#define TOP(x)                                                                                                         \
    HEAD " \"fields\": [{\"name\": \"a\", \"type\": \"string\"}, {\"name\": \"b\", \"type\": \"date\"}],\n" x "}"
/* A schema with the fields X, which begin on line 2. */
#define FIELDS(x) HEAD " \"fields\": [\n" x "\n]}"

static void has_defaults(void **state) {
    (void)state;
    loaded l = load_text(FIELDS("{\"name\": \"a\", \"type\": \"string\"}"));
    assert_int_equal(l.status, IND_OK);
    assert_true(l.dataset->personal); /* unless the schema says false */
    assert_true(l.dataset->supplier == -1 && l.dataset->missing_count == 1 && l.dataset->key_count == 0);
    assert_true(l.dataset->encoding.length == 0 && l.dataset->separator == 0 && l.dataset->decimal == 0);
    done(l);
}

/* ---- What is refused ---- */

static const struct {
    const char *text;
    uint64_t line;
    uint32_t column;
    const char *rule, *message, *help;
} bad[] = {
    /* the file */
    {"[]", 1, 1, "wrong_type", "the file must be an object, not array", NULL},
    {"\n{\"format\": \"indikator-dataset/1\",\n \"name\": \"d\", \"fields\": [{\"name\": \"a\", \"type\": "
     "\"string\"}]}",
     2, 1, "missing_key", "'title' is missing", NULL},
    {TOP("\"primarykey\": []"), 2, 1, "unknown_key", "unknown key 'primarykey'", "the closest is 'primaryKey'"},
    {TOP("\"zzzzzz\": 1"), 2, 1, "unknown_key", "unknown key 'zzzzzz'",
     "known here: format, name, title, description, fields, missingValues, primaryKey, foreignKeys, x-indikator"},
    {TOP("\"missingValues\": \"NA\""), 2, 18, "wrong_type", "'missingValues' must be an array, not text", NULL},
    {TOP("\"missingValues\": [\"NA\", 1]"), 2, 25, "wrong_type", "an element must be text, not number", NULL},
    {TOP("\"missingValues\": [\"NA\", \"NA\"]"), 2, 25, "repeated_value", "'NA' is given twice", NULL},
    {TOP("\"description\": 1"), 2, 16, "wrong_type", "'description' must be text or an object, not number", NULL},
    {"{\"format\": \"indikator-dataset/2\",\"name\": \"d\", \"title\": {\"sv\": \"t\", \"en\": \"t\"}, \"fields\": "
     "[{\"name\": \"a\", \"type\": \"string\"}]}",
     1, 12, "format_version", "the file is in format 'indikator-dataset/2', which cannot be read",
     "this version of indikator reads 'indikator-dataset/1'"},
    {"{\"format\": \"indikator-dataset/1\",\n\"name\": \"e\", \"title\": {\"sv\": \"t\", \"en\": \"t\"}, \"fields\": "
     "[{\"name\": \"a\", \"type\": \"string\"}]}",
     2, 9, "name_is_file", "the name 'e' is not that of the file, 'd'", NULL},
    {"{\"format\": \"indikator-dataset/1\",\n\"name\": \"D\", \"title\": {\"sv\": \"t\", \"en\": \"t\"}, \"fields\": "
     "[{\"name\": \"a\", \"type\": \"string\"}]}",
     2, 9, "bad_name", "'D' is not a name", "lower-case letters a-z, digits and '_', first a letter"},
    {"{\"format\": \"indikator-dataset/1\", \"name\": \"d\",\n\"title\": {\"sv\": \"t\"}, \"fields\": [{\"name\": "
     "\"a\", \"type\": \"string\"}]}",
     2, 10, "missing_key", "'en' is missing", NULL},
    {"{\"format\": \"indikator-dataset/1\", \"name\": \"d\",\n\"title\": {\"sv\": \"t\", \"en\": \"\"}, \"fields\": "
     "[{\"name\": \"a\", \"type\": \"string\"}]}",
     2, 28, "empty_text", "'en' is empty", NULL},
    {"{\"format\": \"indikator-dataset/1\", \"name\": \"d\",\n\"title\": {\"sv\": \"t\", \"en\": \"t\", \"no\": "
     "\"t\"}, \"fields\": [{\"name\": \"a\", \"type\": \"string\"}]}",
     2, 33, "unknown_key", "unknown key 'no'", "known here: sv, en"},
    {HEAD "\n\"fields\": []}", 2, 1, "field_count", "'fields' must have 1 to 2048 elements, got 0", NULL},

    /* fields */
    {FIELDS("{\"name\": \"a\"}"), 2, 1, "missing_key", "'type' is missing", NULL},
    {FIELDS("\"a\""), 2, 1, "wrong_type", "an element must be an object, not text", NULL},
    {FIELDS("{\"name\": \"a b\", \"type\": \"string\"}"), 2, 10, "bad_name", "'a b' is not a name",
     "lower-case letters a-z, digits and '_', first a letter"},
    {FIELDS("{\"name\": \"åldersår\", \"type\": \"string\"}"), 2, 10, "bad_name", "'åldersår' is not a name",
     "lower-case letters a-z, digits and '_', first a letter"},
    {FIELDS("{\"name\": \"a\", \"type\": \"sting\"}"), 2, 23, "unknown_value", "'type' cannot be 'sting'",
     "the closest is 'string'"},
    {FIELDS("{\"name\": \"a\", \"type\": \"geopoint\"}"), 2, 23, "unknown_value", "'type' cannot be 'geopoint'",
     "one of: 'string', 'integer', 'number', 'date', 'datetime'"},
    {FIELDS("{\"name\": \"a\", \"type\": \"boolean\"}"), 2, 23, "unknown_value", "'type' cannot be 'boolean'",
     "J/N columns are \"string\" with \"constraints\": {\"enum\": [\"J\", \"N\"]}"},
    {FIELDS("{\"name\": \"a\", \"type\": \"string\", \"format\": \"default\"}"), 2, 33, "unknown_key",
     "unknown key 'format'", "known here: name, type, title, description, constraints, missingValues, x-indikator"},
    {FIELDS("{\"name\": \"a\", \"type\": \"string\", \"title\": \"t\"}"), 2, 42, "wrong_type",
     "'title' must be an object, not text", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"string\"},\n {\"name\": \"a\", \"type\": \"date\"}"), 3, 11,
     "duplicate_name", "'a' already names another field, on line 2", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"string\", \"x-indikator\": {\"aliases\": [\"B\"]}},\n {\"name\": \"b\", "
            "\"type\": \"date\"}"),
     3, 11, "duplicate_name", "'b' already names another field, on line 2", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"date\", \"constraints\": {\"requird\": true}}"), 2, 47, "unknown_key",
     "unknown key 'requird'", "the closest is 'required'"},
    {FIELDS("{\"name\": \"a\", \"type\": \"date\", \"constraints\": {\"unique\": true}}"), 2, 47, "unknown_key",
     "unknown key 'unique'", "known here: required, enum, minimum, maximum"},
    {FIELDS("{\"name\": \"a\", \"type\": \"date\", \"constraints\": {\"required\": \"yes\"}}"), 2, 59, "wrong_type",
     "'required' must be true or false, not text", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"string\", \"constraints\": {\"enum\": []}}"), 2, 57, "too_few",
     "'enum' needs at least 1 element", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"string\", \"constraints\": {\"enum\": [\"\"]}}"), 2, 58, "empty_text",
     "an element is empty", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"integer\", \"constraints\": {\"enum\": [\"1\"]}}"), 2, 50, "wrong_type",
     "'enum' needs type string", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"date\", \"constraints\": {\"minimum\": 1}}"), 2, 58, "bad_date",
     "not a date", "YYYY-MM-DD"},
    {FIELDS("{\"name\": \"a\", \"type\": \"integer\", \"constraints\": {\"minimum\": \"1\"}}"), 2, 61, "wrong_type",
     "'minimum' must be a number, not text", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"integer\", \"constraints\": {\"minimum\": 5, \"maximum\": 4.5}}"), 2, 61,
     "empty_range", "'minimum' 5 is greater than 'maximum' 4.5", NULL},

    {FIELDS("{\"name\": \"a\", \"type\": \"string\", \"x-indikator\": {\"expected\": {\"in\": 0}}}"), 2, 68,
     "out_of_range", "'in' must be a whole number from 1 to 1000000000, got 0", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"string\", \"x-indikator\": {\"expected\": {\"of\": {\"b\": [\"X\"]}}}}"), 2,
     69, "unknown_field", "'b' is no field of codes", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"string\", \"x-indikator\": {\"expected\": {\"of\": {}}}}"), 2, 68, "too_few",
     "'of' must name one field, got 0", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"string\", \"x-indikator\": {\"expected\": {\"of\": {\"a\": []}}}}"), 2, 74,
     "too_few", "'a' needs at least 1 element", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"string\", \"x-indikator\": {\"longest_open\": 90}}"), 2, 49, "wrong_type",
     "'longest_open' needs type date or datetime", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"date\", \"x-indikator\": {\"longest_open\": 0}}"), 2, 63, "out_of_range",
     "'longest_open' must be a whole number from 1 to 36600, got 0", NULL},

    /* x-indikator of a field: x- keys are not free here */
    {FIELDS("{\"name\": \"a\", \"type\": \"string\", \"x-indikator\": {\"x-note\": 1}}"), 2, 49, "unknown_key",
     "unknown key 'x-note'",
     "known here: aliases, width, codelist, map, identifying, sensitive, optional, mostly_empty, max_unreadable, "
     "expected, default_within, from, versions, list, keep_known, icd10, default, open, longest_open, sentinels, form, "
     "not_missing, partial, "
     "words"},
    {FIELDS("{\"name\": \"a\", \"type\": \"string\", \"x-indikator\": {\"alias\": []}}"), 2, 49, "unknown_key",
     "unknown key 'alias'", "the closest is 'aliases'"},
    {FIELDS("{\"name\": \"a\", \"type\": \"string\", \"x-indikator\": {\"aliases\": [\"\"]}}"), 2, 61, "empty_text",
     "an element is empty", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"string\", \"x-indikator\": {\"width\": 4.5}}"), 2, 58, "out_of_range",
     "'width' must be a whole number from 1 to 32, got 4.5", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"string\", \"x-indikator\": {\"width\": 33}}"), 2, 58, "out_of_range",
     "'width' must be a whole number from 1 to 32, got 33", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"integer\", \"x-indikator\": {\"width\": 4}}"), 2, 50, "wrong_type",
     "'width' needs type string", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"string\", \"x-indikator\": {\"codelist\": \"Kommuner\"}}"), 2, 61,
     "bad_name", "'Kommuner' is not a name", "lower-case letters a-z, digits and '_', first a letter"},
    {FIELDS("{\"name\": \"a\", \"type\": \"string\", \"constraints\": {\"enum\": [\"K\"]},\n\"x-indikator\": {\"map\": "
            "{\"1\": \"M\"}}}"),
     3, 30, "not_in_enum", "'M' is not in 'enum'", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"string\", \"x-indikator\": {\"map\": {\"1\": 1}}}"), 2, 62, "wrong_type",
     "'1' must be text, not number", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"string\", \"constraints\": {\"required\": true},\n\"x-indikator\": "
            "{\"optional\": true}}"),
     3, 17, "required_optional", "the field is both required and optional", "remove one of the two"},
    {FIELDS("{\"name\": \"a\", \"type\": \"date\", \"x-indikator\": {\"open\": [\"9999-12-32\"]}}"), 2, 56, "bad_date",
     "not a date", "YYYY-MM-DD"},
    {FIELDS("{\"name\": \"a\", \"type\": \"string\", \"x-indikator\": {\"open\": []}}"), 2, 49, "wrong_type",
     "'open' needs type date or datetime", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"date\", \"x-indikator\": {\"partial\": \"midle\"}}"), 2, 58, "unknown_value",
     "'partial' cannot be 'midle'", "the closest is 'middle'"},
    {FIELDS("{\"name\": \"a\", \"type\": \"number\", \"x-indikator\": {\"default\": \"1,5\"}}"), 2, 60, "bad_default",
     "the default is not a value that the field can have", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"number\", \"x-indikator\": {\"default\": 1}}"), 2, 60, "wrong_type",
     "'default' must be text, not number", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"string\", \"constraints\": {\"enum\": [\"J\"]},\n\"x-indikator\": "
            "{\"default\": \"N\"}}"),
     3, 28, "bad_default", "the default is not a value that the field can have", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"date\", \"x-indikator\": {\"list\": true}}"), 2, 47, "wrong_type",
     "'list' needs type string", NULL},

    /* keys */
    {TOP("\"primaryKey\": \"a\""), 2, 15, "wrong_type", "'primaryKey' must be an array, not text", NULL},
    {TOP("\"primaryKey\": []"), 2, 15, "too_few", "'primaryKey' needs at least 1 element", NULL},
    {TOP("\"primaryKey\": [\"a\", \"c\"]"), 2, 21, "unknown_field", "there is no field 'c'", NULL},
    {TOP("\"primaryKey\": [\"personid\"]"), 2, 16, "unknown_field", "there is no field 'personid'", NULL},
    {TOP("\"primaryKey\": [\"a\", \"a\"]"), 2, 21, "repeated_value", "'a' is given twice", NULL},
    {TOP("\"x-indikator\": {\"derived\": [{\"name\": \"e\", \"type\": \"date\", \"expression\": "
         "\"b\"}]},\n\"primaryKey\": [\"e\"]"),
     3, 16, "derived_key", "'e' is derived and so not in the file", NULL},
    {TOP("\"foreignKeys\": [{\"fields\": [\"a\"]}]"), 2, 17, "missing_key", "'reference' is missing", NULL},
    {TOP("\"foreignKeys\": [{\"fields\": [\"x1\"], \"reference\": {\"resource\": \"e\", \"fields\": [\"e\"]}}]"), 2, 29,
     "unknown_field", "there is no field 'x1'", NULL},
    {TOP("\"foreignKeys\": [{\"fields\": [\"a\", \"b\"], \"reference\": {\"resource\": \"e\", \"fields\": [\"e\"]}}]"),
     2, 81, "key_length", "the key has 2 fields, the target 1", NULL},
    {TOP("\"foreignKeys\": [{\"fields\": [\"a\"], \"reference\": {\"resource\": \"\", \"fields\": [\"e\"]}}]"), 2, 61,
     "bad_name", "'' is not a name", "lower-case letters a-z, digits and '_', first a letter"},
    {TOP("\"foreignKeys\": [{\"fields\": [\"a\"], \"reference\": {\"resource\": \"e\", \"fields\": "
         "[\"e\"]}},\n{\"fields\": [\"b\"], \"reference\": {\"resource\": \"e\", \"fields\": [\"e\"]}}]"),
     3, 45, "duplicate_name", "two look-ups are called 'e'",
     "give one of the look-ups another name with \"x-indikator\": {\"as\": ...}"},
    {TOP("\"foreignKeys\": [{\"fields\": [\"a\"], \"reference\": {\"resource\": \"e\", \"fields\": "
         "[\"e\"]},\n\"x-indikator\": {\"as\": \"first\"}}]"),
     3, 23, "reserved_name", "'first' has a meaning of its own in expressions", NULL},
    {TOP("\"foreignKeys\": [{\"fields\": [\"a\"], \"reference\": {\"resource\": \"e\", \"fields\": "
         "[\"e\"]},\n\"x-indikator\": {\"valid\": {\"at\": \"a\", \"from\": \"f\", \"to\": \"t\"}}}]"),
     3, 33, "wrong_type", "'a' is not a date", NULL},
    {TOP("\"foreignKeys\": [{\"fields\": [\"a\"], \"reference\": {\"resource\": \"e\", \"fields\": "
         "[\"e\"]},\n\"x-indikator\": {\"valid\": {\"at\": \"b\", \"from\": \"f\"}}}]"),
     3, 26, "missing_key", "'to' is missing", NULL},
    {TOP("\"foreignKeys\": [{\"fields\": [\"a\"], \"reference\": {\"resource\": \"e\", \"fields\": "
         "[\"e\"]},\n\"x-indikator\": {\"valid\": {\"at\": \"b\", \"from\": \"f\", \"to\": \"T\"}}}]"),
     3, 57, "bad_name", "'T' is not a name", "lower-case letters a-z, digits and '_', first a letter"},
    {TOP("\"foreignKeys\": [{\"fields\": [\"a\"], \"reference\": {\"resource\": \"e\", \"fields\": "
         "[\"e\"]},\n\"x-indikator\": {\"name\": \"b\"}}]"),
     3, 17, "unknown_key", "unknown key 'name'", "known here: as, valid"},

    /* x-indikator of the dataset */
    {TOP("\"x-indikator\": {\"personel\": true}"), 2, 17, "unknown_key", "unknown key 'personel'",
     "the closest is 'personal'"},
    {TOP("\"x-indikator\": {\"supplier\": \"aa\"}"), 2, 29, "unknown_field", "there is no field 'aa'", NULL},
    {TOP("\"x-indikator\": {\"order\": [[\"extracted\", \"b\"]]}"), 2, 28, "unknown_field",
     "'extracted' is no date of the row", "a date, one of a look-up (personer.dodsdatum), or extracted as the last"},
    {TOP("\"x-indikator\": {\"order\": [[\"b\", \"a\"]]}"), 2, 33, "unknown_field", "'a' is no date of the row",
     "a date, one of a look-up (personer.dodsdatum), or extracted as the last"},
    {TOP("\"x-indikator\": {\"encoding\": \"utf8\"}"), 2, 29, "unknown_value", "'encoding' cannot be 'utf8'",
     "the closest is 'utf-8'"},
    {TOP("\"x-indikator\": {\"separator\": \":\"}"), 2, 30, "unknown_value", "'separator' cannot be ':'",
     "one of: ';', ',', '\\t', '|'"},
    {TOP("\"x-indikator\": {\"decimal\": 1}"), 2, 28, "wrong_type", "'decimal' must be text, not number", NULL},
    {TOP("\"x-indikator\": {\"preamble_rows\": -1}"), 2, 34, "out_of_range",
     "'preamble_rows' must be a whole number from 0 to 1000, got -1", NULL},
    {TOP("\"x-indikator\": {\"footer\": [\"\"]}"), 2, 28, "empty_text", "an element is empty", NULL},
    {TOP("\"x-indikator\": {\"derived\": [{\"name\": \"e\", \"type\": \"date\"}]}"), 2, 29, "missing_key",
     "'expression' is missing", NULL},
    {TOP("\"x-indikator\": {\"derived\": [{\"name\": \"a\", \"type\": \"date\", \"expression\": \"b\"}]}"), 2, 38,
     "duplicate_name", "'a' already names another field, on line 1", NULL},
    {FIELDS("{\"name\": \"a\", \"type\": \"string\", \"x-indikator\": {\"words\": {\"names\": {}}}}"), 2, 59,
     "unknown_key", "unknown key 'names'", "the closest is 'name'"},
    {TOP("\"x-indikator\": {\"derived\": [{\"name\": \"e\", \"type\": \"date\", \"expression\": \"b\", \"x\": 1}]}"), 2,
     78, "unknown_key", "unknown key 'x'", "known here: name, type, expression, title, description, words"},
};

static bool same_text(const char *a, const char *b) {
    return (a == NULL) == (b == NULL) && (a == NULL || strcmp(a, b) == 0);
}

static void refuses_bad_schemas(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        loaded l = load_text(bad[i].text);
        if (l.status != IND_E_DEFINITION || l.dataset != NULL || ind_diag_count(l.diag) != 1) {
            print_findings(&l);
            fail_msg("%s: status %d, %zu findings", bad[i].message, (int)l.status, ind_diag_count(l.diag));
        }
        const ind_finding *f = ind_diag_at(l.diag, 0);
        if (f->place.line != bad[i].line || f->place.column != bad[i].column)
            fail_msg("%s: at %d:%d", bad[i].message, (int)f->place.line, (int)f->place.column);
        if (!same_text(f->rule, bad[i].rule) || !same_text(f->message, bad[i].message) ||
            !same_text(f->help, bad[i].help))
            fail_msg("%s: [%s] %s (%s)", bad[i].message, f->rule, f->message, f->help == NULL ? "no help" : f->help);
        done(l);
    }
}

static void collects_all_errors(void **state) {
    (void)state;
    loaded l = load_text("{\"format\": \"x\", \"name\": \"d\", \"titel\": {},\n"
                         "\"fields\": [{\"name\": \"a\", \"type\": \"text\"}, {\"name\": 1, \"type\": \"date\"}],\n"
                         "\"primaryKey\": [\"b\"], \"x-indikator\": 1}");
    static const char *const rules[] = {"missing_key", "unknown_value", "unknown_key", "unknown_value",
                                        "wrong_type",  "unknown_field", "wrong_type"};
    print_findings(&l);
    assert_int_equal(ind_diag_count(l.diag), 7);
    for (size_t i = 0; i < 7; i++)
        assert_string_equal(ind_diag_at(l.diag, i)->rule, rules[i]);
    done(l);
}

static void warns_of_a_mistyped_free_key(void **state) {
    (void)state;
    loaded l = load_text(
        FIELDS("{\"name\": \"a\", \"type\": \"string\", \"x-indikatr\": {\"identifying\": true}, \"x-remark\": 1}"));
    assert_int_equal(l.status, IND_OK);
    assert_int_equal(ind_diag_count(l.diag), 1);
    const ind_finding *f = ind_diag_at(l.diag, 0);
    assert_int_equal(f->severity, IND_WARNING);
    assert_int_equal(f->place.column, 33);
    assert_string_equal(f->message, "key 'x-indikatr' is not read: keys that begin with x- are free");
    assert_string_equal(f->help, "the closest is 'x-indikator'");
    done(l);
}

static void hands_on_other_errors(void **state) {
    (void)state;
    loaded l = load("/nowhere/d.json");
    assert_int_equal(l.status, IND_E_SYSTEM);
    done(l);
    l = load_text("{\"format\": }");
    assert_int_equal(l.status, IND_E_DEFINITION);
    assert_string_equal(ind_diag_at(l.diag, 0)->rule, "json_syntax");
    done(l);
}

/* ---- Our own ---- */

static void loads_the_catalogue(void **state) {
    (void)state;
    DIR *folder = opendir(TEST_ROOT "/indicators/datasets");
    assert_non_null(folder);
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (strstr(entry->d_name, ".json") == NULL)
            continue;
        char path[1024];
        snprintf(path, sizeof path, TEST_ROOT "/indicators/datasets/%s", entry->d_name);
        loaded l = load(path);
        print_findings(&l);
        assert_int_equal(l.status, IND_OK);
        assert_int_equal(ind_diag_count(l.diag), 0);
        done(l);
        count++;
    }
    closedir(folder);
    assert_true(count > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_whole_schema),  cmocka_unit_test(has_defaults),
        cmocka_unit_test(refuses_bad_schemas),   cmocka_unit_test(collects_all_errors),
        cmocka_unit_test(hands_on_other_errors), cmocka_unit_test(warns_of_a_mistyped_free_key),
        cmocka_unit_test(loads_the_catalogue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_lookup.c - rows found by key and validity, whatever the order of the table and the numbers of texts. */
#include "base/date.h"
#include "data/tables/lookup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* ---- a table: who, part, valid from and to, and a name to tell the rows by ---- */

enum { WHO, PART, FROM, TO, NAME, COLUMNS };

static const ind_field table_fields[COLUMNS] = {
    {.name = {"who", 3}, .type = IND_TEXT},  {.name = {"part", 4}, .type = IND_INTEGER},
    {.name = {"from", 4}, .type = IND_DATE}, {.name = {"to", 2}, .type = IND_DATE},
    {.name = {"name", 4}, .type = IND_TEXT},
};
static const uint32_t primary_key[] = {WHO, FROM};
static const ind_dataset table_dataset = {
    .name = {"table", 5}, .fields = table_fields, .field_count = COLUMNS, .key = primary_key, .key_count = 2};

static const struct {
    const char *who; /* NULL: unknown */
    int64_t part;
    const char *from, *to;
    const char *name;
} rows[] = {
    {"p", 1, NULL, "2023-12-31", "p, the first"},
    {"p", 1, "2024-01-01", "2024-06-30", "p, the second"},
    {"p", 2, "2024-07-01", NULL, "p, the third"},
    {"q", 1, "2024-02-01", "2024-02-29", "q, one month"},
    {"r", 1, "2024-01-01", NULL, "r, early"},
    {"r", 1, "2024-03-01", NULL, "r, late"}, /* both are valid from March on */
    {"", 1, NULL, NULL, "nobody"},
    {"pq", 1, NULL, NULL, "pq"},
    {NULL, 1, NULL, NULL, "unknown"},
    {"s", IND_NULL_INTEGER, NULL, NULL, "s, no part"},
};
enum { ROWS = sizeof rows / sizeof *rows };

static int32_t day_of(const char *text) {
    int32_t day;
    return text != NULL && ind_date_parse(ind_str_of(text), &day) ? day : IND_NULL_DATE;
}

static uint32_t code_of(ind_dict *dict, const char *text) {
    return text == NULL ? IND_NULL_CODE : ind_dict_add(dict, ind_str_of(text));
}

/* The rows turned by SHIFT places, and backwards if that is odd. */
static ind_reference make_table(ind_dict *people, ind_dict *names, size_t shift) {
    static const uint32_t fields[] = {0, 1, 2, 3, 4};
    ind_reference table = {.dataset = &table_dataset, .fields = fields, .field_count = COLUMNS};
    table.columns = ind_alloc_array(COLUMNS, sizeof(ind_vector));
    ind_vector batch[COLUMNS];
    for (size_t c = 0; c < COLUMNS; c++) {
        ind_dict *dict = c == WHO ? people : c == NAME ? names : NULL;
        table.columns[c] = ind_vector_new(table_fields[c].type, dict, 0);
        batch[c] = ind_vector_new(table_fields[c].type, dict, 1);
    }
    for (size_t i = 0; i < ROWS; i++) {
        size_t row = ((shift % 2 == 1 ? ROWS - 1 - i : i) + shift) % ROWS;
        batch[WHO].code[0] = code_of(people, rows[row].who);
        batch[PART].integer[0] = rows[row].part;
        batch[FROM].day[0] = day_of(rows[row].from);
        batch[TO].day[0] = day_of(rows[row].to);
        batch[NAME].code[0] = code_of(names, rows[row].name);
        ind_reference_add(&table, &(ind_batch){.count = 1, .columns = batch});
    }
    for (size_t c = 0; c < COLUMNS; c++)
        free(batch[c].any);
    return table;
}

/* ---- what is asked ---- */

static const ind_str target_names[] = {{"who", 3}, {"part", 4}};
static const ind_foreign_key by_who = {.target_names = target_names, .count = 1};
static const ind_foreign_key by_both = {.target_names = target_names, .count = 2};
static const ind_foreign_key valid = {
    .target_names = target_names, .count = 1, .has_valid = true, .valid_from = {"from", 4}, .valid_to = {"to", 2}};

static const struct {
    const char *name;
    const ind_foreign_key *key;
    const char *who;
    int64_t part;
    const char *at;
    const char *found; /* "none": no key; "miss" */
} questions[] = {
    {"valid, open beginning", &valid, "p", 0, "2020-05-05", "p, the first"},
    {"valid, last day", &valid, "p", 0, "2023-12-31", "p, the first"},
    {"valid, first day", &valid, "p", 0, "2024-01-01", "p, the second"},
    {"valid, last day of a closed row", &valid, "p", 0, "2024-06-30", "p, the second"},
    {"valid, open end", &valid, "p", 0, "2099-01-01", "p, the third"},
    {"valid, day not known: the last", &valid, "p", 0, NULL, "p, the third"},
    {"valid, only one row", &valid, "q", 0, "2024-02-29", "q, one month"},
    {"valid, a day too early", &valid, "q", 0, "2024-01-31", "miss"},
    {"valid, a day too late", &valid, "q", 0, "2024-03-01", "miss"},
    {"valid, two rows: the later beginning", &valid, "r", 0, "2024-04-01", "r, late"},
    {"valid, two rows, before the later", &valid, "r", 0, "2024-02-01", "r, early"},
    {"valid, no such key", &valid, "x", 0, "2024-01-01", "miss"},
    {"valid, key not known", &valid, NULL, 0, "2024-01-01", "none"},
    {"several rows without validity: the last by the primary key", &by_who, "r", 0, NULL, "r, late"},
    {"there, what is not known sorts last", &by_who, "p", 0, NULL, "p, the first"},
    {"the empty text is a key", &by_who, "", 0, NULL, "nobody"},
    {"no such key", &by_who, "P", 0, NULL, "miss"},
    {"a key of two columns", &by_both, "p", 2, NULL, "p, the third"},
    {"a key of two columns, another part", &by_both, "q", 1, NULL, "q, one month"},
    {"a key of two columns, no such pair", &by_both, "q", 2, NULL, "miss"},
    {"a key of two columns, one not known", &by_both, "p", IND_NULL_INTEGER, NULL, "none"},
    {"a row whose key is not whole is not found", &by_both, "s", 0, NULL, "miss"},
    {"letters do not flow from one part to the next", &by_both, "pq", 1, NULL, "pq"},
};
enum { QUESTIONS = sizeof questions / sizeof *questions };

/* Whatever the day: the key is there, is not, or there is none. */
static void check_known(size_t i, ind_lookup *lookup, const ind_vector *const *keys) {
    int64_t row, on_any_day;
    ind_lookup_known(lookup, keys, 1, &row);
    ind_lookup_run(lookup, keys, NULL, 1, &on_any_day); /* no day: any row of the key */
    if (row != (on_any_day >= 0 ? 0 : on_any_day))
        fail_msg("%s: known %lld", questions[i].name, (long long)row);
}

static void check_question(size_t i, ind_lookup *lookup, const ind_reference *table, const ind_vector *const *keys,
                           const ind_vector *at) {
    int64_t row;
    ind_lookup_run(lookup, keys, at, 1, &row);
    const ind_vector *names = ind_reference_column(table, NAME);
    ind_str found = row == IND_ROW_NONE   ? IND_STR("none")
                    : row == IND_ROW_MISS ? IND_STR("miss")
                                          : ind_dict_text(names->dict, names->code[row]);
    if (!ind_str_is(found, questions[i].found))
        fail_msg("%s: %.*s", questions[i].name, IND_STR_ARGS(found));
}

/* OTHER: the asking side numbers its texts by itself. */
static void ask_all(size_t shift, bool other, ind_type at_type) {
    ind_dict *people = ind_dict_new(), *names = ind_dict_new(), *askers = other ? ind_dict_new() : people;
    ind_reference table = make_table(people, names, shift);
    ind_vector who = ind_vector_new(IND_TEXT, askers, 1), part = ind_vector_new(IND_INTEGER, NULL, 1),
               at = ind_vector_new(at_type, NULL, 1);
    const ind_vector *keys[] = {&who, &part};
    const ind_foreign_key *const kinds[] = {&valid, &by_who, &by_both};
    for (size_t k = 0; k < 3; k++) {
        ind_lookup *lookup = ind_lookup_new(kinds[k], keys, &table);
        for (size_t i = 0; i < QUESTIONS; i++) {
            if (questions[i].key != kinds[k])
                continue;
            int32_t day = day_of(questions[i].at);
            who.code[0] = code_of(askers, questions[i].who);
            part.integer[0] = questions[i].part;
            if (day == IND_NULL_DATE)
                ind_vector_set_null(&at, 0);
            else if (at_type == IND_DATE)
                at.day[0] = day;
            else
                at.integer[0] = day * INT64_C(1440) + 1439; /* a minute before midnight */
            check_question(i, lookup, &table, keys, kinds[k]->has_valid ? &at : NULL);
            check_known(i, lookup, keys);
        }
        ind_lookup_free(lookup);
    }
    free(who.any);
    free(part.any);
    free(at.any);
    ind_reference_free(&table);
    ind_dict_free(people);
    ind_dict_free(names);
    if (other)
        ind_dict_free(askers);
}

static void finds_rows(void **state) {
    (void)state;
    for (size_t shift = 0; shift < 2 * ROWS; shift++)
        ask_all(shift, shift % 3 == 1, shift % 5 == 2 ? IND_DATETIME : IND_DATE);
    ind_lookup_free(NULL);
}

/* Days before 1970 have negative minutes. */
static void finds_rows_before_1970(void **state) {
    (void)state;
    ind_dict *people = ind_dict_new(), *names = ind_dict_new();
    ind_reference table = make_table(people, names, 0);
    ind_vector who = ind_vector_new(IND_TEXT, people, 1), at = ind_vector_new(IND_DATETIME, NULL, 1);
    table.columns[FROM].day[0] = table.columns[TO].day[0] = -1; /* p, the first: 31 December 1969 alone */
    const ind_vector *keys[] = {&who};
    ind_lookup *lookup = ind_lookup_new(&valid, keys, &table);
    static const struct {
        const char *name;
        int64_t minute, row;
    } minutes[] = {{"first minute", -1440, 0},
                   {"last minute", -1, 0},
                   {"day before", -1441, IND_ROW_MISS},
                   {"day after", 0, IND_ROW_MISS}};
    who.code[0] = ind_dict_find(people, IND_STR("p"));
    for (size_t i = 0; i < sizeof minutes / sizeof *minutes; i++) {
        int64_t row;
        at.integer[0] = minutes[i].minute;
        ind_lookup_run(lookup, keys, &at, 1, &row);
        if (row != minutes[i].row)
            fail_msg("%s: row %lld", minutes[i].name, (long long)row);
    }
    ind_lookup_free(lookup);
    free(who.any);
    free(at.any);
    ind_reference_free(&table);
    ind_dict_free(people);
    ind_dict_free(names);
}

/* The table can be filled anew. */
static void forgets_rows(void **state) {
    (void)state;
    ind_dict *people = ind_dict_new(), *names = ind_dict_new();
    ind_reference table = make_table(people, names, 0);
    assert_int_equal(table.rows, ROWS);
    ind_reference_clear(&table);
    assert_int_equal(table.rows, 0);
    assert_null(ind_reference_column(&table, COLUMNS));
    ind_vector who = ind_vector_new(IND_TEXT, people, 1);
    const ind_vector *keys[] = {&who};
    ind_lookup *lookup = ind_lookup_new(&by_who, keys, &table);
    int64_t row;
    who.code[0] = ind_dict_find(people, IND_STR("p"));
    ind_lookup_run(lookup, keys, NULL, 1, &row);
    assert_int_equal(row, IND_ROW_MISS);
    ind_lookup_free(lookup);
    free(who.any);
    ind_reference_free(&table);
    ind_dict_free(people);
    ind_dict_free(names);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_rows), cmocka_unit_test(finds_rows_before_1970),
                                       cmocka_unit_test(forgets_rows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

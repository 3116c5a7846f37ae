/* One cell to a value: dates, numbers, codes, lists, and what is wrong with the others. */
#include "base/date.h"
#include "data/schemas/header_name.h"
#include "data/tables/header.h"
#include "data/tables/name_like.h"
#include "data/values/convert.h"
#include "data/values/value_syntax.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
/* cmocka wants the four above first */
#include <cmocka.h>

static const struct {
    const char *text;
    ind_partial partial;
    const char *want; /* "" = not a date; '~' behind it: was partial */
} dates[] = {
    {"2024-02-29", IND_PARTIAL_REJECT, "2024-02-29"},
    {"2023-02-29", IND_PARTIAL_REJECT, ""},
    {"20240229", IND_PARTIAL_REJECT, "2024-02-29"},
    {"20240230", IND_PARTIAL_REJECT, ""},
    {"2024-1-31", IND_PARTIAL_REJECT, ""},
    {"31/1 2024", IND_PARTIAL_REJECT, ""},
    {"240131", IND_PARTIAL_REJECT, ""},
    {"45292", IND_PARTIAL_REJECT, ""},
    {"2024-01-31 00:00", IND_PARTIAL_REJECT, "2024-01-31"},
    {"2024-01-31T00:00", IND_PARTIAL_REJECT, "2024-01-31"},
    {"2024-01-31 00:00:00", IND_PARTIAL_REJECT, "2024-01-31"},
    {"2024-01-31 00:00:00.000", IND_PARTIAL_REJECT, "2024-01-31"},
    {"2024-01-31 00:00:00.0000000", IND_PARTIAL_REJECT, "2024-01-31"},
    {"2024-01-31 00:00:00.", IND_PARTIAL_REJECT, ""},
    {"2024-01-31 00:00:00.001", IND_PARTIAL_REJECT, ""},
    {"2024-01-31 00:01", IND_PARTIAL_REJECT, ""},
    {"2024-01-31 12:00:00", IND_PARTIAL_REJECT, ""},
    {"2024-01-31 00:00Z", IND_PARTIAL_REJECT, ""},
    {"2024-01-31  00:00", IND_PARTIAL_REJECT, ""},
    {"2024-01-31 ", IND_PARTIAL_REJECT, ""},
    {"20240131 00:00", IND_PARTIAL_REJECT, ""},
    {"2024", IND_PARTIAL_REJECT, ""},
    {"2024-02", IND_PARTIAL_REJECT, ""},
    {"1941", IND_PARTIAL_FIRST, "1941-01-01~"},
    {"1941", IND_PARTIAL_MIDDLE, "1941-07-01~"},
    {"1941", IND_PARTIAL_LAST, "1941-12-31~"},
    {"2024-02", IND_PARTIAL_FIRST, "2024-02-01~"},
    {"2024-02", IND_PARTIAL_MIDDLE, "2024-02-15~"},
    {"2024-02", IND_PARTIAL_LAST, "2024-02-29~"},
    {"2024-13", IND_PARTIAL_FIRST, ""},
    {"202402", IND_PARTIAL_FIRST, ""},
    {"0000", IND_PARTIAL_FIRST, ""},
    {"2024-02-01", IND_PARTIAL_LAST, "2024-02-01"},
    {"", IND_PARTIAL_FIRST, ""},
};

static void reads_dates(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        char got[IND_DATE_TEXT + 1] = "";
        int32_t day;
        bool partial;
        if (ind_read_date(ind_str_of(dates[i].text), dates[i].partial, &day, &partial)) {
            ind_date_text(day, got);
            if (partial)
                memcpy(got + strlen(got), "~", 2);
        }
        if (strcmp(got, dates[i].want) != 0)
            fail_msg("<%s>: got <%s>, want <%s>", dates[i].text, got, dates[i].want);
    }
}

static const struct {
    const char *text;
    int64_t minutes; /* of 2024-01-31; -1: not a date with time */
} datetimes[] = {
    {"2024-01-31", 0},
    {"20240131", 0},
    {"2024-01-31 12:34", 754},
    {"2024-01-31T12:34", 754},
    {"2024-01-31 23:59:59", 1439},
    {"2024-01-31T23:59:59.999", 1439},
    {"2024-01-31 24:00", -1},
    {"2024-01-31 12:60", -1},
    {"2024-01-31 12:34:60", -1},
    {"2024-01-31 12", -1},
    {"2024-01-31 12:3", -1},
    {"2024-01-31 12:34:5", -1},
    {"2024-01-31 1:34", -1},
    {"2024-01-31 12.34", -1},
    {"2024-01-31 12:34:56,7", -1},
    {"2024-01-31 12:34:56.7x", -1},
    {"2024-01-31T12:34Z", 814},
    {"2024-01-31T12:34:56.789Z", 814},
    {"2024-01-31T23:30:00+01:00", 1410},
    {"2024-01-31 12:34-05:30", 1144},
    {"2024-01-31 12:34+01", 754},
    {"20240131T1234", 754},
    {"202401310815", 495},
    {"20240131123456", 754},
    {"20240131T123457.5Z", 814},
    {"20240131T1234+0100", 754},
    {"2024-01-31T12:34z", -1},
    {"2024-01-31T12:34ZZ", -1},
    {"2024-01-31T12:34 Z", -1},
    {"2024-01-31T12:34+1", -1},
    {"2024-01-31T12:34+15:00", -1},
    {"2024-01-31T12:34+01:60", -1},
    {"2024-01-31T12:34+01:0", -1},
    {"2024-01-31T1234", -1},
    {"20240131T12:34", -1},
    {"20240131 0815", -1},
    {"20240131T12", -1},
    {"20240131T123", -1},
    {"20240131T2400", -1},
    {"2024-01-31Z", -1},
    {"2024-01-31+01:00", -1},
    {"20240131-0815", -1},
    {"202401311260", -1},
    {"202413311234", -1},
    {"2024", -1},
};

static void reads_datetimes(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof datetimes / sizeof *datetimes; i++) {
        int64_t got = 0, want = datetimes[i].minutes;
        bool read = ind_read_datetime(ind_str_of(datetimes[i].text), &got);
        if (read != (want >= 0) || (read && got != (int64_t)ind_day(2024, 1, 31) * 1440 + want))
            fail_msg("<%s>: %d %" PRId64, datetimes[i].text, read, got);
    }
}

static const struct {
    const char *text, *local; /* NULL: cannot be told */
} zones[] = {
    {"2024-06-30T22:30Z", "2024-07-01 00:30"},
    {"2024-01-31T00:15:00+0200", "2024-01-30 23:15"},
    {"2024-07-01T00:15+02:00", "2024-07-01 00:15"},
    {"2024-07-01T23:15+01:00", "2024-07-02 00:15"}, /* the clock of the winter in summer */
    {"2024-03-31T00:59Z", "2024-03-31 01:59"},
    {"2024-03-31T01:00Z", "2024-03-31 03:00"},
    {"2024-10-27T00:59Z", "2024-10-27 02:59"},
    {"2024-10-27T01:00Z", "2024-10-27 02:00"},
    {"1995-09-24T00:59Z", "1995-09-24 02:59"},
    {"1995-09-24T01:00Z", "1995-09-24 02:00"},
    {"1996-10-01T10:00Z", "1996-10-01 12:00"},
    {"1979-07-01T12:00Z", "1979-07-01 13:00"},
    {"0001-01-01T00:00Z", NULL},
    {"9999-12-31T23:30Z", NULL},
};

static void brings_zones_to_swedish_clocks(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        int64_t got = 0, want = 0;
        bool read = ind_read_datetime(ind_str_of(zones[i].text), &got);
        if (zones[i].local != NULL)
            assert_true(ind_read_datetime(ind_str_of(zones[i].local), &want));
        if (read != (zones[i].local != NULL) || got * read != want)
            fail_msg("<%s>: %d %" PRId64 ", not %" PRId64, zones[i].text, read, got, want);
    }
}

static const struct {
    const char *text;
    double number;
    char mark; /* '!' : not a number, '#': not a whole number but a number */
} numbers[] = {
    {"0", 0, 0},
    {"-0", 0, 0},
    {"-0,0", 0, ','},
    {"007", 7, 0},
    {"12", 12, 0},
    {"-12", -12, 0},
    {"\xe2\x88\x92"
     "12",
     -12, 0},
    {"1,5", 1.5, ','},
    {"1.5", 1.5, '.'},
    {"1,234", 1.234, ','},
    {"1 234", 1234, 0},
    {"1\xc2\xa0"
     "234",
     1234, 0},
    {"1\xe2\x80\xaf"
     "234\xe2\x80\xaf"
     "567",
     1234567, 0},
    {"12 345,25", 12345.25, ','},
    {"123 456", 123456, 0},
    {"1234 567", 0, '!'},
    {"1 23", 0, '!'},
    {"1 2345", 0, '!'},
    {"1  234", 0, '!'},
    {"1 234 ", 0, '!'},
    {"1 234,5 6", 0, '!'},
    {"1,234 567", 0, '!'},
    {"1.234.567", 0, '!'},
    {"1.234,5", 0, '!'},
    {"1,", 0, '!'},
    {",5", 0, '!'},
    {"-", 0, '!'},
    {"--1", 0, '!'},
    {"- 1", 0, '!'},
    {"+1", 0, '!'},
    {"1e5", 0, '!'},
    {"1E+05", 0, '!'},
    {"0x10", 0, '!'},
    {"nan", 0, '!'},
    {"inf", 0, '!'},
    {"45 %", 0, '!'},
    {"45%", 0, '!'},
    {"", 0, '!'},
    {"1\0", 1, 0},
};

static void reads_numbers(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        double got = -1;
        char mark = 'x';
        int64_t whole = -1;
        ind_str text = ind_str_of(numbers[i].text);
        bool is_number = ind_read_number(text, &got, &mark), is_whole = ind_read_integer(text, &whole);
        bool want_number = numbers[i].mark != '!', want_whole = numbers[i].mark == '\0';
        bool good = is_number == want_number && is_whole == want_whole;
        good =
            good && (!is_number || (got == numbers[i].number && mark == numbers[i].mark && signbit(got) == (got < 0)));
        good = good && (!is_whole || (double)whole == numbers[i].number);
        if (!good)
            fail_msg("<%s>: number %d %g '%c', whole %d %" PRId64, numbers[i].text, is_number, got, mark, is_whole,
                     whole);
    }
}

static void reads_the_ends_of_the_integers(void **state) {
    (void)state;
    int64_t got;
    assert_true(ind_read_integer(IND_STR("9223372036854775807"), &got));
    assert_true(got == INT64_MAX);
    assert_false(ind_read_integer(IND_STR("9223372036854775808"), &got));
    assert_true(ind_read_integer(IND_STR("-9223372036854775807"), &got));
    assert_false(ind_read_integer(IND_STR("-9223372036854775808"), &got)); /* stands for "unknown" */
    double number;
    char mark;
    char digits[65];
    memset(digits, '9', sizeof digits);
    assert_true(ind_read_number((ind_str){digits, 64}, &number, &mark));
    assert_false(ind_read_number((ind_str){digits, 65}, &number, &mark));
}

static void sees_lost_digits(void **state) {
    (void)state;
    static const char *const lost[] = {"1,98E+11", "1.98e+11", "1E+11",    "2E+5",  "12E+11",  "1,98E11",
                                       "1,98E-11", "198E+09",  "0.198E12", "198E9", "19800E7", "198001E6"};
    static const char *const kept[] = {"198",  "E+11",     "1,E+11",   "1,98E+",       "1,98E+1x", "",
                                       "12E5", "5e12ab34", "12345e12", "123456e12345", "012E9",    "198001e6789x"};
    for (size_t i = 0; i < sizeof lost / sizeof *lost; i++)
        if (!ind_is_scientific(ind_str_of(lost[i])))
            fail_msg("%s", lost[i]);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (ind_is_scientific(ind_str_of(kept[i])))
            fail_msg("%s", kept[i]);
}

/* ---- converters ---- */

enum { FREE_TEXT, CODE, SEX, DIAGNOSIS, DIAGNOSES, PARTS, DAY, TIME, COUNT, SHARE, YEAR, FIELDS };

static const ind_str missing[] = {{"", 0}, {"-", 1}, {"vet ej", 6}};
static const ind_str sexes[] = {{"K", 1}, {"M", 1}};
static const ind_value_map sex_map[] = {{{"1", 1}, {"M", 1}}, {{"f", 1}, {"K", 1}}, {{"\xc3\x85lder", 6}, {"K", 1}}};
static const ind_str parts[] = {{"REGION", 6}, {"KOMMUN", 6}};
static const ind_value_map count_map[] = {{{"85+", 3}, {"85", 2}}};
static const ind_str years[] = {{"2023", 4}, {"2024", 4}};
static int32_t open_days[2];
static const uint32_t key[] = {FREE_TEXT};

static const ind_field fields[FIELDS] = {
    [FREE_TEXT] = {.type = IND_TEXT},
    [CODE] = {.type = IND_TEXT, .width = 4, .default_value = {"0000", 4}},
    [SEX] = {.type = IND_TEXT, .map = sex_map, .map_count = 3, .allowed = sexes, .allowed_count = 2},
    [DIAGNOSIS] = {.type = IND_TEXT, .icd10 = true},
    [DIAGNOSES] = {.type = IND_LIST, .icd10 = true},
    [PARTS] = {.type = IND_LIST, .allowed = parts, .allowed_count = 2},
    [DAY] = {.type = IND_DATE, .open = open_days, .open_count = 2, .partial = IND_PARTIAL_MIDDLE},
    [TIME] = {.type = IND_DATETIME, .open = open_days, .open_count = 2},
    [COUNT] = {.type = IND_INTEGER,
               .has_minimum = true,
               .has_maximum = true,
               .maximum = 100,
               .map = count_map,
               .map_count = 1},
    [SHARE] = {.type = IND_NUMBER, .has_maximum = true, .maximum = 1, .default_value = {"0,5", 3}},
    [YEAR] = {.type = IND_INTEGER, .allowed = years, .allowed_count = 2},
};

static const struct {
    int field;
    const char *text, *want; /* the value, "-" missing, "!rule" bad */
    const char *note;
    char decimal;
} cells[] = {
    {FREE_TEXT, "abc", "abc", NULL, 0},
    {FREE_TEXT, " \t\xc2\xa0 abc d \xc2\xa0\n", "abc d", NULL, 0},
    {FREE_TEXT, "", "-", NULL, 0},
    {FREE_TEXT, " \xc2\xa0 ", "-", NULL, 0},
    {FREE_TEXT, " - ", "-", NULL, 0},
    {FREE_TEXT, "vet ej", "-", NULL, 0},
    {FREE_TEXT, "Vet ej", "-", NULL, 0},
    {FREE_TEXT, "1,98E+11", "!lost_digits", NULL, 0},
    {CODE, "0480", "0480", NULL, 0},
    {CODE, "480", "0480", "padded_code", 0},
    {CODE, "4", "0004", "padded_code", 0},
    {CODE, "04801", "04801", NULL, 0},
    {CODE, "4a", "4a", NULL, 0},
    {CODE, "", "-", NULL, 0}, /* a default is for a column that is not there */
    {SEX, "K", "K", NULL, 0},
    {SEX, "k", "K", NULL, 0},
    {SEX, "1", "M", NULL, 0},
    {SEX, "F", "K", NULL, 0},
    {SEX, "\xc3\xa5LDER", "K", NULL, 0},
    {SEX, "0", "!unknown_code", NULL, 0},
    {DIAGNOSIS, "i50.9", "I509", NULL, 0},
    {DIAGNOSIS, " I 50 .9 ", "I509", NULL, 0},
    {DIAGNOSIS, ".", "-", "missing_marker", 0},
    {DIAGNOSES, "i50.9|J18", "I509|J18", NULL, 0},
    {DIAGNOSES, " I509 | | J18 |", "I509|J18", NULL, 0},
    {DIAGNOSES, "|", "-", NULL, 0},
    {PARTS, "REGION|KOMMUN", "REGION|KOMMUN", NULL, 0},
    {PARTS, "REGION|X", "!unknown_code", NULL, 0},
    {DAY, "20240131", "2024-01-31", NULL, 0},
    {DAY, "9999-12-31", "-", "open_date", 0},
    {DAY, "1900-01-01 00:00:00", "-", "open_date", 0},
    {DAY, "2024", "2024-07-01", "partial_date", 0},
    {DAY, "31/1", "!bad_date", NULL, 0},
    {TIME, "2024-01-31 01:02", "62", NULL, 0},
    {TIME, "9999-12-31 23:59", "-", "open_date", 0},
    {TIME, "1900-01-01 23:59", "-", "open_date", 0},
    {TIME, "kl 8", "!bad_datetime", NULL, 0},
    {COUNT, "100", "100", NULL, 0},
    {COUNT, "101", "!out_of_range", NULL, 0},
    {COUNT, "-1", "!out_of_range", NULL, 0},
    {COUNT, "1,0", "!bad_integer", NULL, 0},
    {COUNT, "85+", "85", NULL, 0},
    {SHARE, "0,25", "0.25", NULL, 0},
    {SHARE, "0.25", "0.25", NULL, 0},
    {SHARE, "0,25", "0.25", NULL, ','},
    {SHARE, "0.25", "!bad_number", NULL, ','},
    {SHARE, "1", "1", NULL, ','},
    {SHARE, "1,01", "!out_of_range", NULL, 0},
    {SHARE, "", "-", NULL, '.'},
    {YEAR, "2024", "2024", NULL, 0},
    {YEAR, "2025", "!unknown_code", NULL, 0},
};

static const char *cell_text(const ind_cell *cell, ind_type type, ind_buffer *out) {
    char text[IND_DATE_TEXT];
    out->length = 0;
    ind_buffer_text(out, "");
    if (cell->state == IND_CELL_BAD) {
        ind_buffer_format(out, "!%s", cell->rule);
    } else if (cell->state == IND_CELL_MISSING) {
        ind_buffer_text(out, "-");
    } else if (type == IND_TEXT || type == IND_LIST) {
        ind_buffer_add(out, cell->text.data, cell->text.length);
    } else if (type == IND_DATE) {
        ind_buffer_text(out, ind_date_text(cell->day, text));
    } else if (type == IND_DATETIME) {
        ind_buffer_format(out, "%" PRId64, cell->integer - (int64_t)ind_day(2024, 1, 31) * 1440);
    } else if (type == IND_INTEGER) {
        ind_buffer_format(out, "%" PRId64, cell->integer);
    } else {
        ind_buffer_format(out, "%g", cell->number);
    }
    return out->data;
}

/* Twice, because outcomes are remembered. */
static void converts_cells(void **state) {
    (void)state;
    open_days[0] = ind_day(9999, 12, 31);
    open_days[1] = ind_day(1900, 1, 1);
    ind_dataset dataset = {
        .fields = fields, .field_count = FIELDS, .key = key, .key_count = 1, .missing = missing, .missing_count = 3};
    ind_buffer out = {0};
    for (int field = 0; field < FIELDS; field++) {
        ind_converter *converter = ind_converter_new(&dataset, (uint32_t)field, NULL);
        for (size_t i = 0; i < 2 * sizeof cells / sizeof *cells; i++) {
            size_t c = i % (sizeof cells / sizeof *cells);
            if (cells[c].field != field)
                continue;
            ind_cell cell;
            ind_convert(converter, ind_str_of(cells[c].text), cells[c].decimal, &cell);
            const char *note = cell.state == IND_CELL_BAD || cell.rule == NULL ? "" : cell.rule;
            if (strcmp(cell_text(&cell, fields[field].type, &out), cells[c].want) != 0 ||
                strcmp(note, cells[c].note == NULL ? "" : cells[c].note) != 0)
                fail_msg("field %d <%s>: got <%s> %s, want <%s>", field, cells[c].text, out.data, note, cells[c].want);
        }
        ind_converter_free(converter);
    }
    ind_buffer_free(&out);
}

static void normalises_headers(void **state) {
    (void)state;
    static const struct {
        const char *name, *want;
    } names[] = {
        {"datum", "datum"},
        {"Inskrivnings-Datum [d]", "inskrivnings_datum"},
        {"\xef\xbb\xbfK\xc3\x96N", "kon"},
        {" \xc3\x85lder (\xc3\xa5r) ", "alder"},
        {"A\xcc\x8alder", "alder"},
        {"\xc3\xa4\xc3\xb6\xc3\xa9", "aoe"},
        {"Person ID", "person_id"},
        {"Person\xc2\xa0ID", "person_id"},
        {"a - b", "a_b"},
        {"a__b", "a_b"},
        {"[d]", "[d]"},
        {"", ""},
        {"  ", ""},
        {"\xff\xfe", "\xff\xfe"},
        {"\xcc\x81", ""}, /* marks alone: nothing is left */
        {"\xcc\x81\xcc\x88", ""},
        {"a\xff", "a\xff"},
    };
    ind_arena *arena = ind_arena_new();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        ind_str got = ind_normalise_header(arena, ind_str_of(names[i].name));
        if (!ind_str_is(got, names[i].want))
            fail_msg("<%s>: got <%.*s>, want <%s>", names[i].name, IND_STR_ARGS(got), names[i].want);
    }
    ind_arena_free(arena);
}

static void knows_what_looks_like_a_name(void **state) {
    (void)state;
    static const char *const good[] = {
        "kommunkod",       "\xc3\x85lder", "A\xcc\x8alder",
        "Fr\xc3\xa5ga 12", "x_123",        "Inskrivnings-Datum [d]",
        "Vikt (kg)",       "Andel (%)",    "icd10_kod_2",
        "Fraga 3.1/2",     "juni",         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}; /* 40 */
    static const char *const bad[] = {
        "",
        "1a",
        "2024",
        "p1234",
        " a",
        "a\nb",
        "[x]",
        "\xff\xfe",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", /* 41 */
        "2024-01-08",
        "19511013-3815",
        "511013+3815",
        "f 19 12 12 12 12",
        "f.12 12 12-12 12",
        "jan 8 24",
        "den 3 mars 24",
        "anna@x.se",
        "Anna, f. 47",
        "tel +46",
        "a=b",
        "a;b",
        "a:b",
        "\"a\"",
        "'a'",
        "a\xe2\x80\xaez",
        "a\x1b[1m",
        "kontakt_datum (Anna Ek, 47)",
        "datum [19511013-3815]",
        "datum (19 12)x",
        "x (1947)",
        "a b c d e f g",
        "p\xd9\xa1\xd9\xa2\xd9\xa3\xd9\xa4", /* digits of another script */
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!ind_looks_like_name(ind_str_of(good[i])) || ind_looks_like_data(ind_str_of(good[i])))
            fail_msg("<%s> is a name", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (ind_looks_like_name(ind_str_of(bad[i])) ||
            ind_looks_like_data(ind_str_of(bad[i])) != (bad[i][0] != '\0' && strcmp(bad[i], "2024") != 0))
            fail_msg("<%s> is no name", bad[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_dates),
        cmocka_unit_test(reads_datetimes),
        cmocka_unit_test(brings_zones_to_swedish_clocks),
        cmocka_unit_test(reads_numbers),
        cmocka_unit_test(reads_the_ends_of_the_integers),
        cmocka_unit_test(sees_lost_digits),
        cmocka_unit_test(converts_cells),
        cmocka_unit_test(normalises_headers),
        cmocka_unit_test(knows_what_looks_like_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

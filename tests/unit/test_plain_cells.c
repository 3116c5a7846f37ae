/* What is read in the usual form is what value_syntax.c reads; and the usual form is read. */
#include "data/values/plain_cells.h"

#include "data/values/value_syntax.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
/* cmocka wants the four above first */
#include <cmocka.h>

enum { ROOM = 64 };

static ind_months months;

static ind_str filled(const char *text, char room[ROOM]) {
    memset(room, '7', ROOM); /* what stands behind a cell must not matter */
    size_t length = strlen(text);
    memcpy(room, text, length);
    return (ind_str){room, length};
}

/* Held against value_syntax.c; true: it was read. */
static bool hold_date(ind_str cell) {
    int32_t plain, exact = 0;
    bool partial, read = cell.length == 10 && ind_plain_date(cell.data, &months, &plain);
    if (read && (!ind_read_date(cell, IND_PARTIAL_REJECT, &exact, &partial) || plain != exact))
        fail_msg("date %.*s", IND_STR_ARGS(cell));
    return read;
}

static bool hold_datetime(ind_str cell) {
    int64_t plain, exact = 0;
    bool read = ind_plain_datetime(cell, &months, &plain);
    if (read && (!ind_read_datetime(cell, &exact) || plain != exact))
        fail_msg("datetime %.*s", IND_STR_ARGS(cell));
    return read;
}

static bool hold_integer(ind_str cell) {
    int64_t plain, exact = 0;
    bool read = ind_plain_integer(cell, &plain);
    if (read && (!ind_read_integer(cell, &exact) || plain != exact))
        fail_msg("integer %.*s", IND_STR_ARGS(cell));
    if (cell.length - 1 < 4) {
        assert_int_equal(ind_four_digits(cell, &exact), read);
        assert_true(!read || plain == exact);
    }
    return read;
}

static bool hold_number(ind_str cell) {
    char mark;
    double plain, exact = 0;
    bool read = ind_plain_number(cell, ',', &plain);
    if (read && (!ind_read_number(cell, &exact, &mark) || plain < exact || plain > exact))
        fail_msg("number %.*s", IND_STR_ARGS(cell));
    return read;
}

static void reads_every_day(void **state) {
    (void)state;
    char text[32], room[ROOM], date[IND_DATE_TEXT];
    for (int32_t day = ind_day(1, 1, 1); day <= ind_day(9999, 12, 31); day += day % 7 == 0 ? 1 : 11) {
        assert_true(hold_date(filled(ind_date_text(day, date), room)));
        snprintf(text, sizeof text, "%sT%02d:%02d", date, abs(day) % 24, abs(day) % 60);
        assert_true(hold_datetime(filled(text, room)));
    }
    for (int minute = 0; minute < 1440; minute++) {
        snprintf(text, sizeof text, "2025-02-28 %02d:%02d:%02d", minute / 60, minute % 60, minute % 60);
        assert_true(hold_datetime(filled(text, room)));
    }
}

static void reads_every_length(void **state) {
    (void)state;
    char text[32], room[ROOM];
    uint64_t number = 1;
    for (int digits = 1; digits <= IND_PLAIN_DIGITS; digits++, number = number * 10 + (uint64_t)digits % 10) {
        for (int zeros = 0; zeros + digits <= IND_PLAIN_DIGITS; zeros++) {
            snprintf(text, sizeof text, "%0*llu", zeros + digits, (unsigned long long)number);
            assert_true(hold_integer(filled(text, room)));
            assert_true(hold_number(filled(text, room)));
            if (zeros > 0 && digits > 1)
                text[zeros] = ',';
            assert_true(hold_number(filled(text, room)));
        }
    }
    assert_false(hold_integer(filled("", room)));
    assert_false(hold_integer(filled("1234567890123456", room)));
}

/* One byte of a cell in the usual form becomes any other. */
static void differs_never(void **state) {
    (void)state;
    static const char *const cells[] = {
        "2024-02-29", "1999-12-31", "2025-01-01T23:59", "2025-01-01 00:00", "2025-01-01T10:20:30", "7",
        "42",         "1234567",    "12345678",         "123456789",        "123456789012345",     "12,75"};
    char room[ROOM];
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        for (size_t at = 0; at < strlen(cells[i]); at++)
            for (unsigned c = 1; c <= 0xFF; c++) {
                ind_str cell = filled(cells[i], room);
                room[at] = (char)c;
                hold_date(cell);
                hold_datetime(cell);
                hold_integer(cell);
                hold_number(cell);
            }
}

static void leaves_what_is_unusual(void **state) {
    (void)state;
    static bool unusual[256];
    char room[ROOM];
    int32_t day;
    unusual['1'] = true;
    ind_months some = {.unusual = unusual};
    assert_true(ind_plain_date(filled("2000-01-01", room).data, &some, &day));
    assert_false(ind_plain_date(filled("1900-01-01", room).data, &some, &day));
    assert_false(ind_plain_date(filled("1900-01-01", room).data, &some, &day));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_day),
        cmocka_unit_test(reads_every_length),
        cmocka_unit_test(differs_never),
        cmocka_unit_test(leaves_what_is_unusual),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

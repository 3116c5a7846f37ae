/* test_ordered.c - pieces made by several threads stand in the file in their order. */
#include "report/ordered.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { PIECES = 40, LONG_PIECE = 30000 };

/* Every seventh piece is long, so that its maker may write it as it grows. */
static size_t lines_of(size_t number) {
    return number % 7 == 3 ? LONG_PIECE : number % 5;
}

static void make(void *context, ind_piece *piece) {
    (void)context;
    for (size_t line = 0; line < lines_of(piece->number); line++) {
        ind_buffer_format(&piece->text, "%zu:%zu\n", piece->number, line);
        ind_piece_flush(piece);
    }
}

static void check(FILE *file) {
    char line[64], want[64];
    rewind(file);
    for (size_t number = 0; number < PIECES; number++)
        for (size_t i = 0; i < lines_of(number); i++) {
            snprintf(want, sizeof want, "%zu:%zu\n", number, i);
            assert_non_null(fgets(line, sizeof line, file));
            assert_string_equal(line, want);
        }
    assert_null(fgets(line, sizeof line, file));
}

static void keeps_the_order(void **state) {
    (void)state;
    size_t sizes[PIECES];
    for (size_t number = 0; number < PIECES; number++)
        sizes[number] = lines_of(number);
    for (unsigned threads = 1; threads <= 8; threads *= 2) {
        FILE *file = tmpfile();
        assert_non_null(file);
        ind_ordered_write(threads, PIECES, sizes, make, NULL, file);
        check(file);
        fclose(file);
    }
}

static void note(void *context, ind_piece *piece) {
    ind_buffer_format(context, "%zu ", piece->number);
}

/* With one thread as they stand; the order of several is theirs, but the text is the same. */
static void one_thread_begins_in_order(void **state) {
    (void)state;
    ind_buffer begun = {0};
    FILE *file = tmpfile();
    assert_non_null(file);
    ind_ordered_write(1, 3, (const size_t[]){1, 3, 2}, note, &begun, file);
    assert_string_equal(begun.data, "0 1 2 ");
    fclose(file);
    ind_buffer_free(&begun);
}

static void writes_nothing(void **state) {
    (void)state;
    FILE *file = tmpfile();
    assert_non_null(file);
    ind_ordered_write(2, 0, NULL, make, NULL, file);
    assert_int_equal(ftell(file), 0);
    fclose(file);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(keeps_the_order), cmocka_unit_test(one_thread_begins_in_order),
                                       cmocka_unit_test(writes_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What became of a cell is found again: of short and long cells, of few and of as many as are kept. */
#include "data/values/text_cache.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
/* cmocka wants the four above first */
#include <cmocka.h>

enum { ROOM = IND_CACHED_LENGTH + 2 * IND_CACHE_SHORT };

/* As in a block, there are other bytes behind a cell. */
static ind_str cell_of(const char *format, unsigned number, char text[ROOM]) {
    memset(text, ';', ROOM);
    int length = snprintf(text, IND_CACHED_LENGTH + 1, format, number);
    text[length] = (char)('a' + number % 7);
    return (ind_str){text, (size_t)length};
}

static const char *const formats[] = {
    "%u", "%04u", "a%07u", "\xc3\xa5%010u", "sixteen b. %05u", "%u: no more than sixty-four bytes, and equal ends",
};
enum { FORMATS = sizeof formats / sizeof *formats };

static void hold(const ind_text_cache *cache, ind_str cell, uint32_t code) {
    const ind_cached_cell *found = ind_text_cache_find(cache, cell);
    assert_non_null(found);
    assert_int_equal(found->code, code);
    assert_int_equal(found->attention, code % 3);
    if (cell.length <= IND_CACHE_SHORT) {
        const ind_plain_code *first = ind_text_cache_first(cache, cell);
        assert_true(first == NULL || (found->attention == 0 && first->code == code));
        assert_true(cell.length <= IND_CACHE_WORD || cache->has_long_cells);
        if (!cache->has_long_cells)
            assert_ptr_equal(ind_text_cache_word(cache, cell), first);
    }
}

/* COUNT cells; how many are not where they are looked for first? */
static size_t fill(const char *format, unsigned count) {
    char text[ROOM];
    size_t displaced = 0;
    ind_text_cache cache;
    ind_text_cache_open(&cache);
    for (unsigned i = 0; i < count; i++) {
        ind_str cell = cell_of(format, i, text);
        assert_null(ind_text_cache_find(&cache, cell));
        assert_true(ind_text_cache_takes(&cache, cell));
        ind_text_cache_add(&cache, cell, i + 7, (uint8_t)((i + 7) % 3));
    }
    for (unsigned i = 0; i < count; i++) {
        ind_str cell = cell_of(format, i, text);
        hold(&cache, cell, i + 7);
        displaced += cell.length <= IND_CACHE_SHORT && (i + 7) % 3 == 0 && ind_text_cache_first(&cache, cell) == NULL;
    }
    assert_null(ind_text_cache_find(&cache, cell_of(format, count, text)));
    assert_int_equal(ind_text_cache_is_full(&cache), count == IND_CACHED_CELLS);
    ind_text_cache_free(&cache);
    return displaced;
}

static void finds_what_was_added(void **state) {
    (void)state;
    for (size_t i = 0; i < FORMATS; i++) {
        assert_int_equal(fill(formats[i], 1), 0);
        assert_int_equal(fill(formats[i], 12), 0);
        assert_true(fill(formats[i], 300) < 300 / 3 / 10);
        fill(formats[i], IND_CACHED_CELLS);
    }
}

static void tells_cells_apart(void **state) {
    (void)state;
    static const char *const cells[] = {
        "",
        " ",
        "\"\"",
        "a",
        "aa",
        "aaaaaaaa",
        "aaaaaaaaa",
        "aaaaaaaaaaaaaaaa",
        "aaaaaaaaaaaaaaaaa",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "baaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "aaaaaaaaaaaaaaaaaabaaaaaaaaaaaaa",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
    };
    enum { CELLS = sizeof cells / sizeof *cells };
    char text[ROOM];
    ind_text_cache cache;
    ind_text_cache_open(&cache);
    for (unsigned i = 0; i < CELLS; i++) {
        assert_null(ind_text_cache_find(&cache, cell_of(cells[i], 0, text)));
        ind_text_cache_add(&cache, cell_of(cells[i], 0, text), i, (uint8_t)(i % 3));
        for (unsigned k = 0; k <= i; k++)
            hold(&cache, cell_of(cells[k], 1, text), k);
    }
    ind_text_cache_free(&cache);
}

static void takes_no_more_than_it_should(void **state) {
    (void)state;
    char text[2 * ROOM];
    memset(text, 'a', sizeof text);
    ind_text_cache cache;
    ind_text_cache_open(&cache);
    assert_true(ind_text_cache_takes(&cache, (ind_str){text, IND_CACHED_LENGTH}));
    assert_false(ind_text_cache_takes(&cache, (ind_str){text, IND_CACHED_LENGTH + 1}));
    assert_null(ind_text_cache_find(&cache, (ind_str){text, IND_CACHED_LENGTH + 1}));
    ind_text_cache_free(&cache);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_was_added),
        cmocka_unit_test(tells_cells_apart),
        cmocka_unit_test(takes_no_more_than_it_should),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

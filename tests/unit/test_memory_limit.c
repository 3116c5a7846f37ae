/* The limit stops the process before it is passed, wherever memory is asked for. */
#include "base/memory.h"
#include "base/memory_limit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
/* cmocka wants the four above first */
#include <cmocka.h>

static const size_t mega = 1 << 20;
static jmp_buf stopped;

static void stop(void) {
    longjmp(stopped, 1);
}

/* Bytes in use now, as the limit sees them. */
static uint64_t in_use(void) {
    ind_memory_use use = {0};
    assert_true(ind_memory_limit_set(1));
    if (setjmp(stopped) == 0)
        ind_memory_check(0);
    assert_true(ind_memory_limit_reached(&use));
    assert_true(use.used > 0 && use.wanted == 0 && use.limit == 1);
    ind_memory_limit_set(0);
    return use.used;
}

static void no_limit_is_none(void **state) {
    (void)state;
    ind_memory_use use;
    assert_true(ind_memory_limit_set(0));
    ind_memory_check(SIZE_MAX);
    assert_false(ind_memory_limit_reached(&use));
}

static void a_large_piece_is_refused_before_it_is_there(void **state) {
    (void)state;
    uint64_t before = in_use();
    assert_true(ind_memory_limit_set(before + 64 * mega));
    free(ind_alloc(2 * mega));
    ind_memory_use use = {0};
    if (setjmp(stopped) == 0) {
        ind_alloc_array(100, mega);
        fail_msg("100 MiB beyond a limit of 64");
    }
    assert_true(ind_memory_limit_reached(&use));
    assert_true(use.wanted == 100 * mega && use.limit == before + 64 * mega);
    assert_true(in_use() < before + 32 * mega);
}

static void a_growing_block_is_refused(void **state) {
    (void)state;
    ind_memory_limit_set(in_use() + 100 * mega);
    char *volatile block = ind_realloc(NULL, 40 * mega);
    memset(block, 1, 40 * mega);
    block = ind_realloc(block, 80 * mega); /* grows in place: 40 more, not 80 */
    if (setjmp(stopped) == 0) {
        block = ind_realloc(block, 160 * mega);
        fail_msg("160 MiB beyond a limit of 100");
    }
    free(block);
    ind_memory_limit_set(0);
}

static void small_pieces_are_counted(void **state) {
    (void)state;
    enum { PIECE = 1000, MOST = 200000 };
    static char *pieces[MOST];
    volatile size_t count = 0;
    uint64_t before = in_use();
    ind_memory_limit_set(before + 32 * mega);
    if (setjmp(stopped) == 0)
        for (; count < MOST; count++)
            pieces[count] = memset(ind_alloc(PIECE), 1, PIECE);
    ind_memory_use use;
    assert_true(ind_memory_limit_reached(&use));
    assert_true(count < MOST && count > 10000);
    assert_true(use.used <= before + 34 * mega); /* at most a look late */
    for (size_t i = 0; i < count; i++)
        free(pieces[i]);
    ind_memory_limit_set(0);
}

static void memory_that_is_filled_late_is_seen(void **state) {
    (void)state;
    char *volatile early[4];
    for (size_t i = 0; i < 4; i++)
        early[i] = ind_alloc(40 * mega);
    ind_memory_limit_set(in_use() + 64 * mega);
    volatile size_t filled = 0;
    if (setjmp(stopped) == 0)
        for (; filled < 4; filled++) {
            memset(early[filled], 1, 40 * mega);
            ind_memory_check(0);
        }
    assert_int_equal(filled, 1);
    for (size_t i = 0; i < 4; i++)
        free(early[i]);
    ind_memory_limit_set(0);
}

static void an_impossible_size_is_lack_of_memory(void **state) {
    (void)state;
    ind_memory_use use;
    ind_memory_limit_set(0);
    if (setjmp(stopped) == 0) {
        ind_alloc_array(SIZE_MAX / 2, 3);
        fail_msg("a size that overflows");
    }
    assert_false(ind_memory_limit_reached(&use));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_limit_is_none),
        cmocka_unit_test(a_large_piece_is_refused_before_it_is_there),
        cmocka_unit_test(a_growing_block_is_refused),
        cmocka_unit_test(small_pieces_are_counted),
        cmocka_unit_test(memory_that_is_filled_late_is_seen),
        cmocka_unit_test(an_impossible_size_is_lack_of_memory),
    };
    ind_set_out_of_memory(stop);
    return cmocka_run_group_tests(tests, NULL, NULL);
}

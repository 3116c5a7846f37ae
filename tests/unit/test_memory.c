/* test_memory.c - arenas, growing arrays, byte strings, and what happens when memory runs out. */
#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void gives_zeroed_memory(void **state) {
    (void)state;
    unsigned char *none = ind_alloc(0), *block = ind_alloc(1000), *array = ind_alloc_array(10, 100);
    assert_non_null(none);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(block[i] | array[i], 0);
    char *copy = ind_copy((ind_str){"abcdef", 3}), *empty = ind_copy((ind_str){NULL, 0});
    assert_string_equal(copy, "abc");
    assert_string_equal(empty, "");
    free(none);
    free(block);
    free(array);
    free(copy);
    free(empty);
}

static void arena_pieces_are_aligned_and_apart(void **state) {
    (void)state;
    enum { PIECES = 2000 };
    ind_arena *arena = ind_arena_new();
    static unsigned char *pieces[PIECES];
    static size_t sizes[PIECES];
    for (size_t i = 0; i < PIECES; i++) {
        sizes[i] = i % 97 == 0 ? 50000 : i % 41; /* 0 too, and more than a block */
        pieces[i] = ind_arena_alloc(arena, sizes[i]);
        assert_int_equal((uintptr_t)pieces[i] % 16, 0);
        for (size_t k = 0; k < sizes[i]; k++)
            if (pieces[i][k] != 0)
                fail_msg("piece %zu is not zeroed", i);
        memset(pieces[i], (int)(i % 251), sizes[i]);
    }
    for (size_t i = 0; i < PIECES; i++)
        for (size_t k = 0; k < sizes[i]; k++)
            if (pieces[i][k] != i % 251)
                fail_msg("piece %zu was written over", i);
    ind_arena_free(arena);
    ind_arena_free(NULL);
}

static void arena_texts_end_with_nul(void **state) {
    (void)state;
    ind_arena *arena = ind_arena_new();
    ind_str text = ind_arena_str(arena, (ind_str){"a\0bc", 3});
    assert_int_equal(text.length, 3);
    assert_memory_equal(text.data, "a\0b", 4);
    assert_int_equal(ind_arena_str(arena, (ind_str){NULL, 0}).length, 0);
    assert_string_equal(ind_arena_format(arena, "%s %d", "mått", 7), "mått 7");
    assert_string_equal(ind_arena_format(arena, "%*s|", 3000, "") + 3000, "|");
    ind_arena_free(arena);
}

static void arrays_grow(void **state) {
    (void)state;
    ind_arena *arena = ind_arena_new();
    size_t capacity = 0, in_arena = 0;
    int *items = NULL, *others = NULL;
    for (int i = 0; i < 1000; i++) {
        items = ind_grow(items, (size_t)i, &capacity, sizeof *items);
        others = ind_arena_grow(arena, others, (size_t)i, &in_arena, sizeof *others);
        assert_true(capacity > (size_t)i && in_arena > (size_t)i);
        items[i] = others[i] = i;
    }
    for (int i = 0; i < 1000; i++)
        assert_true(items[i] == i && others[i] == i);
    free(items);
    ind_arena_free(arena);
}

static void buffers_grow(void **state) {
    (void)state;
    ind_buffer buffer = {0};
    ind_buffer_add(&buffer, NULL, 0);
    assert_string_equal(buffer.data, "");
    for (int i = 0; i < 1000; i++) {
        ind_buffer_format(&buffer, "%d", i % 10);
        ind_buffer_text(&buffer, "-");
        ind_buffer_add(&buffer, "\0", 1);
    }
    assert_int_equal(buffer.length, 3000);
    for (size_t i = 0; i < 1000; i++)
        if (buffer.data[3 * i] != (char)('0' + i % 10) || buffer.data[3 * i + 1] != '-' ||
            buffer.data[3 * i + 2] != '\0')
            fail_msg("byte %zu", 3 * i);
    assert_int_equal(buffer.data[buffer.length], 0);
    ind_buffer_free(&buffer);
    assert_null(buffer.data);
    ind_buffer_free(&buffer);
}

/* Under AddressSanitizer too, a size that cannot be had is answered with NULL. */
const char *__asan_default_options(void);
const char *__asan_default_options(void) {
    return "allocator_may_return_null=1";
}

static jmp_buf out;

static void leave(void) {
    longjmp(out, 1);
}

/* Sizes that no machine has; the handler is called and does not return. */
static void says_when_memory_runs_out(void **state) {
    (void)state;
    static const struct {
        const char *name;
        size_t count, size;
    } sizes[] = {{"overflow", SIZE_MAX / 2, 3}, {"overflow to nothing", SIZE_MAX / 2 + 1, 2}};
    ind_set_out_of_memory(leave);
    for (volatile size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (setjmp(out) == 0) {
            free(ind_alloc_array(sizes[i].count, sizes[i].size));
            fail_msg("%s: got memory", sizes[i].name);
        }
    volatile size_t capacity = SIZE_MAX / 4;
    if (setjmp(out) == 0) {
        size_t room = capacity;
        free(ind_grow(NULL, room, &room, 16));
        fail_msg("grow: got memory");
    }
    ind_set_out_of_memory(abort);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_zeroed_memory),
        cmocka_unit_test(arena_pieces_are_aligned_and_apart),
        cmocka_unit_test(arena_texts_end_with_nul),
        cmocka_unit_test(arrays_grow),
        cmocka_unit_test(buffers_grow),
        cmocka_unit_test(says_when_memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* gzip and zstd data: the same plain bytes however they are cut, and never a broken file taken for a whole one. */
#include "support/pack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
/* cmocka wants the four above first */
#include <cmocka.h>

static const ind_packing packings[] = {IND_GZIP, IND_ZSTD};

/* Lines that compress, with enough chance in them to fill several blocks of both formats. */
static ind_buffer lines(size_t count) {
    ind_buffer text = {0};
    ind_buffer_add(&text, "", 0);
    uint64_t chance = 1;
    for (size_t i = 0; i < count; i++) {
        chance = chance * 6364136223846793005u + 1442695040888963407u;
        ind_buffer_format(&text, "%zu;p%llx;0480;2024-01-01\n", i, (unsigned long long)(chance >> 40));
    }
    return text;
}

typedef struct {
    ind_buffer plain;
    const char *fault;
    bool whole;
} outcome;

/* PACKED is given GIVEN bytes at a time and taken ROOM bytes at a time. */
static outcome unpack(ind_packing packing, ind_str packed, size_t given, size_t room) {
    outcome got = {0};
    ind_inflate *stream = ind_inflate_new(packing);
    char *out = ind_alloc(room);
    ind_buffer_add(&got.plain, "", 0);
    for (size_t at = 0; at < packed.length && got.fault == NULL;) {
        ind_str in = {packed.data + at, packed.length - at < given ? packed.length - at : given};
        at += in.length;
        size_t length = room;
        while (length == room && got.fault == NULL) {
            got.fault = ind_inflate_run(stream, &in, out, room, &length);
            ind_buffer_add(&got.plain, out, length);
        }
        assert_true(got.fault != NULL || in.length == 0);
    }
    got.whole = ind_inflate_is_whole(stream);
    free(out);
    ind_inflate_free(stream);
    return got;
}

static bool is_plain(const outcome *got, ind_str plain) {
    return got->fault == NULL && got->whole && ind_str_equal(ind_buffer_str(&got->plain), plain);
}

static void knows_formats_by_content(void **state) {
    (void)state;
    static const struct {
        const char *head;
        size_t length;
        ind_packing want;
    } cases[] = {
        {"", 0, IND_NOT_PACKED},           {"\x1f", 1, IND_NOT_PACKED},         {"\x1f\x8b", 2, IND_GZIP},
        {"\x1f\x8b\x08\x00", 4, IND_GZIP}, {"\x28\xb5\x2f", 3, IND_NOT_PACKED}, {"\x28\xb5\x2f\xfd", 4, IND_ZSTD},
        {"\x50\x2a\x4d\x18", 4, IND_ZSTD}, {"\x5f\x2a\x4d\x18", 4, IND_ZSTD},   {"\x60\x2a\x4d\x18", 4, IND_NOT_PACKED},
        {"id;p", 4, IND_NOT_PACKED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(ind_packing_of((ind_str){cases[i].head, cases[i].length}), cases[i].want);
}

static void cuts_do_not_matter(void **state) {
    (void)state;
    static const size_t sizes[] = {1, 2, 7, 1000, 1 << 18};
    ind_buffer plain = lines(400);
    for (size_t p = 0; p < 2; p++) {
        ind_buffer packed = {0};
        pack(&packed, packings[p], ind_buffer_str(&plain));
        for (size_t i = 0; i < 5; i++)
            for (size_t j = 0; j < 5; j++) {
                outcome got = unpack(packings[p], ind_buffer_str(&packed), sizes[i], sizes[j]);
                if (!is_plain(&got, ind_buffer_str(&plain)))
                    fail_msg("%s, %zu in, %zu out: %s", ind_packing_name(packings[p]), sizes[i], sizes[j],
                             got.fault == NULL ? "other bytes" : got.fault);
                ind_buffer_free(&got.plain);
            }
        ind_buffer_free(&packed);
    }
    ind_buffer_free(&plain);
}

static void large_data(void **state) {
    (void)state;
    ind_buffer plain = lines(100000);
    for (size_t p = 0; p < 2; p++) {
        ind_buffer packed = {0};
        pack(&packed, packings[p], ind_buffer_str(&plain));
        outcome got = unpack(packings[p], ind_buffer_str(&packed), 1 << 20, 256 << 10);
        assert_true(is_plain(&got, ind_buffer_str(&plain)));
        ind_buffer_free(&got.plain);
        ind_buffer_free(&packed);
    }
    ind_buffer_free(&plain);
}

/* A thousand to one: read in pieces, so no more is in memory than of any other file. */
static void a_bomb_is_a_long_file(void **state) {
    (void)state;
    enum { ZEROS = 64 << 20, ROOM = 256 << 10 };
    char *zeros = ind_alloc(ZEROS), *out = ind_alloc(ROOM);
    for (size_t p = 0; p < 2; p++) {
        ind_buffer packed = {0};
        pack(&packed, packings[p], (ind_str){zeros, ZEROS});
        assert_true(packed.length < ZEROS / 900);
        ind_inflate *stream = ind_inflate_new(packings[p]);
        ind_str in = ind_buffer_str(&packed);
        size_t total = 0, length = ROOM;
        while (length == ROOM) {
            assert_null(ind_inflate_run(stream, &in, out, ROOM, &length));
            total += length;
        }
        assert_int_equal(total, ZEROS);
        assert_true(ind_inflate_is_whole(stream));
        ind_inflate_free(stream);
        ind_buffer_free(&packed);
    }
    free(zeros);
    free(out);
}

static void members_and_frames_follow_each_other(void **state) {
    (void)state;
    static const char *const parts[] = {"", "a;b\n1;", "2\n", "", "3;4\n", ""};
    static const char skippable[] = "\x53\x2a\x4d\x18\x05\0\0\0notes";
    for (size_t p = 0; p < 2; p++) {
        ind_buffer packed = {0};
        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
            if (packings[p] == IND_ZSTD)
                ind_buffer_add(&packed, skippable, sizeof skippable - 1);
            pack(&packed, packings[p], ind_str_of(parts[i]));
        }
        assert_int_equal(ind_packing_of(ind_buffer_str(&packed)), packings[p]);
        for (size_t given = 1; given < packed.length; given++)
            for (size_t room = 1; room < 16; room++) {
                outcome got = unpack(packings[p], ind_buffer_str(&packed), given, room);
                assert_true(is_plain(&got, IND_STR("a;b\n1;2\n3;4\n")));
                ind_buffer_free(&got.plain);
            }
        ind_buffer_free(&packed);
    }
}

static void every_truncation_is_noticed(void **state) {
    (void)state;
    ind_buffer plain = lines(40);
    for (size_t p = 0; p < 2; p++) {
        ind_buffer packed = {0};
        pack(&packed, packings[p], ind_buffer_str(&plain));
        size_t first = packed.length;
        pack(&packed, packings[p], ind_buffer_str(&plain));
        for (size_t length = 1; length < packed.length; length++) {
            outcome got = unpack(packings[p], (ind_str){packed.data, length}, 64, 512);
            assert_null(got.fault);
            if (got.whole != (length == first))
                fail_msg("%s cut after %zu of %zu bytes", ind_packing_name(packings[p]), length, packed.length);
            ind_buffer_free(&got.plain);
        }
        ind_buffer_free(&packed);
    }
    ind_buffer_free(&plain);
}

static void no_changed_byte_gives_other_data(void **state) {
    (void)state;
    ind_buffer plain = lines(40);
    for (size_t p = 0; p < 2; p++) {
        ind_buffer packed = {0};
        pack(&packed, packings[p], ind_buffer_str(&plain));
        size_t noticed = 0;
        for (size_t i = 0; i < packed.length * 8; i++) {
            char *byte = &packed.data[i / 8];
            char kept = *byte;
            *byte = (char)((unsigned char)kept ^ 1u << i % 8);
            outcome got = unpack(packings[p], ind_buffer_str(&packed), 64, 512);
            bool good = got.fault == NULL && got.whole;
            noticed += !good;
            if (good && !is_plain(&got, ind_buffer_str(&plain))) /* a byte of the header may mean nothing */
                fail_msg("%s: bit %zu", ind_packing_name(packings[p]), i);
            ind_buffer_free(&got.plain);
            *byte = kept;
        }
        assert_true(noticed + 100 > packed.length * 8);
        ind_buffer_free(&packed);
    }
    ind_buffer_free(&plain);
}

static void nothing_else_may_follow(void **state) {
    (void)state;
    for (size_t p = 0; p < 2; p++) {
        static const char *const tails[] = {"5;6\n", "0123456789", "\n"};
        for (size_t t = 0; t < sizeof tails / sizeof *tails; t++) {
            ind_buffer packed = {0};
            pack(&packed, packings[p], IND_STR("a;b\n"));
            ind_buffer_text(&packed, tails[t]);
            outcome got = unpack(packings[p], ind_buffer_str(&packed), 1000, 1000);
            assert_false(is_plain(&got, IND_STR("a;b\n")));
            ind_buffer_free(&got.plain);
            ind_buffer_free(&packed);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_formats_by_content),
        cmocka_unit_test(cuts_do_not_matter),
        cmocka_unit_test(large_data),
        cmocka_unit_test(a_bomb_is_a_long_file),
        cmocka_unit_test(members_and_frames_follow_each_other),
        cmocka_unit_test(every_truncation_is_noticed),
        cmocka_unit_test(no_changed_byte_gives_other_data),
        cmocka_unit_test(nothing_else_may_follow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What is said about the bytes of 0x80 and more in a text is the same with any instructions, and true. */
#include "data/text/csv_masks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
/* cmocka wants the four above first */
#include <cmocka.h>

enum { MOST = 200 };

static bool is_continuation(unsigned char c) {
    return c >= 0x80 && c <= 0xBF;
}

/* By the letter of what csv_masks.h promises. */
static ind_high_bytes expected(ind_str text) {
    ind_high_bytes has = {true, true};
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.data[i], before = i > 0 ? (unsigned char)text.data[i - 1] : ' ';
        unsigned char next = i + 1 < text.length ? (unsigned char)text.data[i + 1] : ' ';
        bool lead = c == 0xC3 && is_continuation(next) && next != 0x83;
        bool second = is_continuation(c) && c != 0x83 && before == 0xC3;
        has.plain_utf8 = has.plain_utf8 && (c < 0x80 || lead || second);
        has.no_continuation = has.no_continuation && !is_continuation(c);
    }
    return has;
}

static void hold(ind_str text) {
    ind_high_bytes want = expected(text);
    for (ind_simd simd = IND_SIMD_PLAIN; simd <= IND_SIMD_AVX2; simd++) {
        if (!ind_masks_use(simd))
            continue;
        ind_high_bytes has = ind_masks_high(text);
        if (has.plain_utf8 != want.plain_utf8 || has.no_continuation != want.no_continuation)
            fail_msg("instructions %d, %zu bytes: plain %d, no continuation %d", (int)simd, text.length, has.plain_utf8,
                     has.no_continuation);
    }
    ind_masks_use(IND_SIMD_BEST);
}

/* PIECE alone in LENGTH bytes, at every place. */
static void hold_everywhere(ind_str piece, size_t length) {
    char room[MOST + IND_MASK_PAD];
    for (size_t at = 0; at + piece.length <= length; at++) {
        memset(room, ' ', sizeof room);
        memcpy(room + at, piece.data, piece.length);
        hold((ind_str){room, length});
    }
}

static void every_byte_everywhere(void **state) {
    (void)state;
    for (unsigned c = 1; c <= 0xFF; c++) {
        char one = (char)c, behind[2] = {(char)0xC3, (char)c}, before[3] = {(char)c, (char)0xC3, (char)0xA4};
        hold_everywhere((ind_str){&one, 1}, 70);
        hold_everywhere((ind_str){behind, 2}, 70);
        hold_everywhere((ind_str){before, 3}, 70);
    }
}

static void every_length(void **state) {
    (void)state;
    for (size_t length = 1; length <= MOST; length++) {
        hold_everywhere(IND_STR("a"), length);
        hold_everywhere(IND_STR("\xC3"), length);
        hold_everywhere(IND_STR("\xC3\xA5\xC3\xA4\xC3\xB6"), length);
        hold_everywhere(IND_STR("\xE5\xE4\xF6"), length);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_byte_everywhere),
        cmocka_unit_test(every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

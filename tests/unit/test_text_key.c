/* test_text_key.c - texts as keys: the same, hashed and ordered as the texts they stand for. */
#include "base/text_key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* Behind TEXT stands what does not belong to it. */
static ind_text_key key_of(const char *text, size_t length) {
    ind_text_key key;
    memset(&key, 0x5a, sizeof key);
    ind_text_key_set(&key, (ind_str){text, length});
    return key;
}

enum { LONGEST = 40 };

static void gives_back_its_text(void **state) {
    (void)state;
    static const char text[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGH";
    for (size_t length = 0; length <= LONGEST; length++) {
        ind_text_key key = key_of(text, length);
        assert_true(ind_str_equal(ind_text_key_text(&key), (ind_str){text, length}));
        assert_int_equal(ind_text_key_is_long(&key), length > IND_SHORT_TEXT);
        assert_true((ind_text_key_text(&key).data == text) == ind_text_key_is_long(&key));
    }
}

/* All prefixes of two texts that differ in one byte, a NUL among them. */
static void same_exactly_if_texts_are(void **state) {
    (void)state;
    char a[LONGEST] = "abcdefghijklmnopqrstuvwxyzabcdefghijklm", b[LONGEST];
    a[3] = '\0';
    for (size_t changed = 0; changed < LONGEST; changed++) {
        memcpy(b, a, sizeof b);
        b[changed] = (char)(b[changed] + 1);
        for (size_t i = 0; i <= LONGEST; i++)
            for (size_t j = 0; j <= LONGEST; j++) {
                ind_text_key x = key_of(a, i), y = key_of(b, j);
                bool same = ind_str_equal((ind_str){a, i}, (ind_str){b, j});
                assert_int_equal(ind_text_key_same(&x, &y), same);
                assert_int_equal(ind_text_key_compare(&x, &y) == 0, same);
                assert_int_equal(ind_text_key_compare(&x, &y) < 0, ind_text_key_compare(&y, &x) > 0);
                assert_int_equal(ind_text_key_hash(&x) == ind_text_key_hash(&y), same);
            }
    }
}

/* Numbers that follow each other go to all parts of a table, by high bits as by those in the middle. */
static void hash_spreads_numbers(void **state) {
    (void)state;
    enum { NUMBERS = 64000, PARTS = 64 };
    size_t high[PARTS] = {0}, middle[PARTS] = {0};
    for (int i = 0; i < NUMBERS; i++) {
        char text[12];
        int number = 200001010 + i;
        for (int at = 11; at >= 0; at--, number /= 10)
            text[at] = (char)('0' + number % 10);
        ind_text_key key = key_of(text, sizeof text);
        high[ind_text_key_hash(&key) >> 58]++;
        middle[ind_text_key_hash(&key) >> 32 & (PARTS - 1)]++;
    }
    for (size_t i = 0; i < PARTS; i++) {
        assert_in_range(high[i], NUMBERS / PARTS * 4 / 5, NUMBERS / PARTS * 6 / 5);
        assert_in_range(middle[i], NUMBERS / PARTS * 4 / 5, NUMBERS / PARTS * 6 / 5);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_back_its_text),
        cmocka_unit_test(same_exactly_if_texts_are),
        cmocka_unit_test(hash_spreads_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

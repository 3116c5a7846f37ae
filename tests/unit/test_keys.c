/* Repeated keys: found by hash, decided by content and delivery, whatever the order. */
#include "base/vector.h"
#include "data/tables/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
/* cmocka wants the four above first */
#include <cmocka.h>

static ind_hash number_hash(unsigned number) {
    char text[16];
    int length = snprintf(text, sizeof text, "%u", number);
    return ind_hash_of((ind_str){text, (size_t)length});
}

static void finds_repeated_hashes(void **state) {
    (void)state;
    static const unsigned sizes[] = {0, 1, 2, 25, 300, 50000};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        ind_hashes hashes = {0};
        unsigned size = sizes[s];
        for (unsigned i = 0; i < size; i++)
            ind_hashes_add(&hashes, number_hash(i));
        for (unsigned i = 0; i < size; i += 7)
            ind_hashes_add(&hashes, number_hash(i));
        ind_hashes_keep_repeated(&hashes);
        assert_int_equal(hashes.count, (size + 6) / 7);
        for (unsigned i = 0; i < size; i++)
            assert_int_equal(ind_hashes_have(&hashes, number_hash(i)), i % 7 == 0);
        ind_hashes_free(&hashes);
    }
}

static void all_hashes_alike(void **state) {
    (void)state;
    ind_hashes hashes = {0};
    for (unsigned i = 0; i < 1000; i++)
        ind_hashes_add(&hashes, number_hash(1));
    ind_hashes_keep_repeated(&hashes);
    assert_int_equal(hashes.count, 1);
    ind_hashes_free(&hashes);
}

static void sorts_hashes_that_differ_late(void **state) {
    (void)state;
    ind_hashes hashes = {0};
    for (uint64_t i = 0; i < 1000; i++)
        ind_hashes_add(&hashes, (ind_hash){42, (i * 7919) % 500});
    ind_hashes_keep_repeated(&hashes);
    assert_int_equal(hashes.count, 500);
    for (uint64_t i = 0; i < 500; i++)
        assert_true(hashes.items[i].low == i);
    ind_hashes_free(&hashes);
}

#define UNKNOWN IND_NULL_DATE

/* Records of one key, in file order, as "content@delivery"; verdicts K keep, D duplicate, S superseded, C conflict. */
static const struct {
    const char *name, *contents;
    int32_t delivered[4];
    const char *want;
} cases[] = {
    {"alone", "a", {UNKNOWN}, "K"},
    {"identical", "aaa", {UNKNOWN, UNKNOWN, UNKNOWN}, "KDD"},
    {"different", "ab", {UNKNOWN, UNKNOWN}, "CC"},
    {"two of three identical", "aba", {UNKNOWN, UNKNOWN, UNKNOWN}, "CCC"},
    {"identical, delivered twice: the later stays", "aa", {1, 2}, "DK"},
    {"later wins", "ab", {1, 2}, "SK"},
    {"later wins, order swapped", "ba", {2, 1}, "KS"},
    {"later wins over several", "abcb", {1, 2, 1, 3}, "SDSK"},
    {"same delivery differs", "ab", {2, 2}, "CC"},
    {"the latest differs in itself", "abc", {1, 2, 2}, "CCC"},
    {"the latest is there twice", "abb", {1, 2, 2}, "SKD"},
    {"one delivery not known", "ab", {1, UNKNOWN}, "CC"},
    {"not known but identical", "aa", {UNKNOWN, 5}, "DK"},
};

static void decides(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t count = strlen(cases[i].contents);
        for (size_t shift = 0; shift < count; shift++) {
            ind_candidates candidates = {0};
            for (size_t j = 0; j < count; j++) {
                size_t r = (j + shift) % count;
                ind_candidate one = {.file = (uint32_t)r,
                                     .delivered = cases[i].delivered[r],
                                     .line = 2,
                                     .content = ind_hash_of((ind_str){cases[i].contents + r, 1})};
                ind_candidates_add(&candidates, IND_STR("key"), one);
                ind_candidates_add(&candidates, (ind_str){&"0123456789"[r], 1}, one); /* keys of their own */
            }
            ind_candidates_decide(&candidates);
            char got[5] = "";
            for (size_t j = 0; j < candidates.count; j++) {
                assert_int_equal(candidates.items[j].file, j / 2);
                if (candidates.items[j].key == 1)
                    got[j / 2] = "KDSC"[candidates.items[j].verdict];
                else
                    assert_int_equal(candidates.items[j].verdict, IND_KEEP);
            }
            if (strcmp(got, cases[i].want) != 0)
                fail_msg("%s: got %s, want %s", cases[i].name, got, cases[i].want);
            assert_int_equal(ind_candidates_need_action(&candidates), count > 1);
            ind_candidates_free(&candidates);
        }
    }
}

/* As threads find them: each numbers the keys in its own order. */
static void absorbs(void **state) {
    (void)state;
    ind_candidates all = {0}, more = {0}, none = {0};
    ind_candidate one = {.content = ind_hash_of(IND_STR("x")), .line = 5};
    ind_candidates_add(&all, IND_STR("a"), one);
    one.line = 3;
    ind_candidates_add(&more, IND_STR("b"), one);
    one.line = 2;
    ind_candidates_add(&more, IND_STR("a"), one);
    ind_candidates_absorb(&all, &more);
    ind_candidates_absorb(&all, &none);
    assert_int_equal(more.count, 0);
    ind_candidates_decide(&all);
    static const ind_verdict want[] = {IND_KEEP, IND_KEEP, IND_DUPLICATE};
    assert_int_equal(all.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(all.items[i].verdict, want[i]);
    ind_candidates_free(&all);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_repeated_hashes),
        cmocka_unit_test(all_hashes_alike),
        cmocka_unit_test(sorts_hashes_that_differ_late),
        cmocka_unit_test(decides),
        cmocka_unit_test(absorbs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

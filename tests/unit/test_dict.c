/* test_dict.c - texts and their numbers. */
#include "base/dict.h"
#include "base/parallel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define TEXT(literal)                                                                                                  \
    { literal, sizeof(literal) - 1 }

static const struct {
    const char *name;
    ind_str text;
} odd[] = {
    {"plain", TEXT("0480")},
    {"one letter less", TEXT("048")},
    {"other case", TEXT("Nyköping")},
    {"lower case", TEXT("nyköping")},
    {"space after", TEXT("0480 ")},
    {"with NUL", TEXT("a\0b")},
    {"with NUL, other end", TEXT("a\0c")},
    {"before the NUL", TEXT("a")},
    {"empty, which is not the same as no value", TEXT("")},
    {"NUL alone", TEXT("\0")},
};

static void numbers_texts_as_they_come(void **state) {
    (void)state;
    ind_dict *dict = ind_dict_new();
    enum { ODD = sizeof odd / sizeof *odd };
    for (uint32_t i = 0; i < ODD; i++) {
        if (ind_dict_find(dict, odd[i].text) != 0)
            fail_msg("%s: found before it was added", odd[i].name);
        if (ind_dict_add(dict, odd[i].text) != i + 1)
            fail_msg("%s: not the next number", odd[i].name);
    }
    for (uint32_t i = 0; i < ODD; i++)
        if (ind_dict_add(dict, odd[i].text) != i + 1 || ind_dict_find(dict, odd[i].text) != i + 1 ||
            !ind_str_equal(ind_dict_text(dict, i + 1), odd[i].text))
            fail_msg("%s: not what was added", odd[i].name);
    assert_int_equal(ind_dict_count(dict), ODD);
    assert_int_equal(ind_dict_text(dict, IND_NULL_CODE).length, 0);
    ind_dict_free(dict);
    ind_dict_free(NULL);
}

/* Texts stay where they are while the dictionary grows; a text may come out of the dictionary itself. */
static void keeps_texts_in_place(void **state) {
    (void)state;
    enum { MANY = 100000 };
    ind_dict *dict = ind_dict_new();
    ind_str first = ind_dict_text(dict, ind_dict_add(dict, IND_STR("the first")));
    char text[32];
    for (uint32_t i = 0; i < MANY; i++) {
        int length = snprintf(text, sizeof text, "text %u", i);
        assert_int_equal(ind_dict_add(dict, (ind_str){text, (size_t)length}), i + 2);
    }
    assert_ptr_equal(ind_dict_text(dict, 1).data, first.data);
    assert_true(ind_str_is(first, "the first"));
    for (uint32_t i = 0; i < MANY; i++) {
        snprintf(text, sizeof text, "text %u", i);
        if (!ind_str_is(ind_dict_text(dict, i + 2), text) || ind_dict_find(dict, ind_str_of(text)) != i + 2)
            fail_msg("%s: lost", text);
        assert_int_equal(ind_dict_add(dict, ind_dict_text(dict, i + 2)), i + 2);
    }
    assert_int_equal(ind_dict_find(dict, IND_STR("text")), 0);
    ind_dict_free(dict);
}

static void takes_long_texts(void **state) {
    (void)state;
    static char text[1 << 20];
    ind_dict *dict = ind_dict_new();
    const size_t lengths[] = {64 << 10, (64 << 10) + 1, sizeof text, 1, (64 << 10) - 1};
    for (uint32_t i = 0; i < 5; i++) {
        memset(text, 'a' + (int)i, sizeof text);
        assert_int_equal(ind_dict_add(dict, (ind_str){text, lengths[i]}), i + 1);
    }
    for (uint32_t i = 0; i < 5; i++) {
        ind_str kept = ind_dict_text(dict, i + 1);
        if (kept.length != lengths[i] || kept.data[0] != 'a' + (int)i || kept.data[kept.length - 1] != 'a' + (int)i)
            fail_msg("text of %zu bytes", lengths[i]);
    }
    ind_dict_free(dict);
}

/* ---- several threads ---- */

enum { THREADS = 4, SHARED = 30000 };

typedef struct {
    ind_dict *dict;
    uint32_t codes[THREADS][SHARED];
} shared_work;

/* Each thread adds the same texts in another order, short and long ones, alone and many at once. */
static void add_shared(void *context, unsigned number) {
    static const unsigned steps[THREADS] = {1, 7, 11, 13}; /* none divides SHARED */
    shared_work *work = context;
    for (unsigned i = 0; i < SHARED; i += 2) {
        char text[2][32];
        ind_str both[2];
        uint32_t codes[2];
        for (unsigned k = 0; k < 2; k++) {
            unsigned which = (i + k) * steps[number] % SHARED;
            both[k] = (ind_str){
                text[k], (size_t)snprintf(text[k], sizeof text[k], which % 3 == 0 ? "%u" : "a longer text %u", which)};
        }
        ind_dict_add_all(work->dict, both, 2, codes);
        for (unsigned k = 0; k < 2; k++) {
            work->codes[number][(i + k) * steps[number] % SHARED] = codes[k];
            if (!ind_str_equal(ind_dict_text(work->dict, codes[k]), both[k]) || ind_dict_count(work->dict) < codes[k] ||
                ind_dict_add(work->dict, both[k]) != codes[k])
                work->codes[number][0] = 0;
        }
    }
}

static void threads_agree_on_numbers(void **state) {
    (void)state;
    static shared_work work;
    work.dict = ind_dict_new();
    ind_parallel(THREADS, add_shared, &work);
    assert_int_equal(ind_dict_count(work.dict), SHARED);
    for (unsigned n = 0; n < THREADS; n++)
        for (unsigned i = 0; i < SHARED; i++)
            if (work.codes[n][i] == 0 || work.codes[n][i] > SHARED || work.codes[n][i] != work.codes[0][i])
                fail_msg("thread %u, text %u: number %u", n, i, work.codes[n][i]);
    ind_dict_free(work.dict);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_texts_as_they_come),
        cmocka_unit_test(keeps_texts_in_place),
        cmocka_unit_test(takes_long_texts),
        cmocka_unit_test(threads_agree_on_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

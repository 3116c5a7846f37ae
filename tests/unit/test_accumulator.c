/* test_accumulator.c - sums whose digits do not depend on the order of the terms. */
#include "cells/accumulator.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { TERMS = 2000, ROUNDS = 50 };

static uint64_t seed = 1;

static uint64_t random_bits(void) { /* splitmix64 */
    uint64_t x = seed += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

static uint64_t bits_of(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* Any sign and mantissa, exponents from 2^-120 (rounds to 0) to 2^80. */
static double random_term(void) {
    double mantissa = (double)(random_bits() >> 11) * 0x1p-53;
    double x = ldexp(mantissa, (int)(random_bits() % 200) - 119);
    return random_bits() % 2 == 0 ? x : -x;
}

static void shuffle(double *terms, size_t count) {
    for (size_t i = count; i > 1; i--) {
        size_t other = random_bits() % i;
        double kept = terms[i - 1];
        terms[i - 1] = terms[other];
        terms[other] = kept;
    }
}

static ind_sum sum_of(const double *terms, size_t count) {
    ind_sum sum = {0};
    for (size_t i = 0; i < count; i++)
        ind_sum_add(&sum, terms[i]);
    return sum;
}

static void assert_same(const ind_sum *a, const ind_sum *b) {
    assert_memory_equal(a->limb, b->limb, sizeof a->limb);
    assert_int_equal(a->overflow, b->overflow);
}

static void assert_value(const char *name, const ind_sum *sum, double want) {
    double got = ind_sum_value(sum);
    if (bits_of(got) != bits_of(want))
        fail_msg("%s: got %a, want %a", name, got, want);
}

static void ten_tenths_are_one(void **state) {
    (void)state;
    ind_sum sum = {0};
    for (int i = 0; i < 10; i++)
        ind_sum_add(&sum, 0.1);
    /* The double 0.1 is 0x1999999999999A * 2^-56; ten of them are 1 + 2^-54, nearest double 1. */
    assert_true(sum.limb[0] == UINT64_C(1) << 42);
    assert_true(sum.limb[1] == UINT64_C(1) << 32);
    assert_true(sum.limb[2] == 0);
    assert_value("ten tenths", &sum, 1.0);
}

/* Terms by hand: up to four, then the value wanted to the bit. */
static const struct {
    const char *name;
    double terms[4];
    double want;
} cases[] = {
    {"nothing", {0}, 0.0},
    {"minus zero", {-0.0}, 0.0},
    {"cancels to plus zero", {1.5, -1.5}, 0.0},
    {"negative", {-2.5, 1.0}, -1.5},
    {"small beside large", {0x1p90, 1.0, -0x1p90}, 1.0},
    {"grid step", {0x1p-96}, 0x1p-96},
    {"half a step is even 0", {0x1p-97}, 0.0},
    {"minus half a step is even 0", {-0x1p-97}, 0.0},
    {"over half a step", {0x1.0000000000001p-97}, 0x1p-96},
    {"one and a half is even 2", {0x1.8p-96}, 0x1p-95},
    {"two and a half is even 2", {0x1.4p-95}, 0x1p-95},
    {"minus one and a half", {-0x1.8p-96}, -0x1p-95},
    {"a quarter of a step", {0x1p-98}, 0.0},
    {"under half a step", {0x1.fffffffffffffp-98}, 0.0},
    {"subnormal", {0x1p-1074, 1.0}, 1.0},
    {"third of the digits below the grid", {0x1.5555555555555p-60}, 0x1.555555555p-60},
    {"value half to even down", {0x1p53, 1.0}, 0x1p53},
    {"value half to even up", {0x1p53, 3.0}, 0x1.0000000000002p53},
    {"value over half", {0x1p53, 1.0, 0x1p-96}, 0x1.0000000000001p53},
    {"value just under half", {0x1p53, 1.0, -0x1p-96}, 0x1p53},
    {"negative value over half", {-0x1p53, -1.0, -0x1p-96}, -0x1.0000000000001p53},
    {"rounds up to a power of two", {0x1.fffffffffffffp53, 1.0}, 0x1p54},
    {"all three limbs", {0x1p93, 0x1p40, 0x1p-90}, 0x1.0000000000001p93},
    {"greatest term", {0x1.fffffffffffffp93}, 0x1.fffffffffffffp93},
    {"least term", {-0x1.fffffffffffffp93}, -0x1.fffffffffffffp93},
};

static void adds_by_hand(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_sum sum = sum_of(cases[i].terms, 4);
        assert_value(cases[i].name, &sum, cases[i].want);
    }
}

static const struct {
    const char *name;
    double terms[4];
    bool overflow;
} limits[] = {
    {"term at the limit", {0x1p94}, true},
    {"negative term at the limit", {-0x1p94}, true},
    {"infinity", {INFINITY}, true},
    {"minus infinity", {-INFINITY}, true},
    {"not a number", {NAN}, true},
    {"sum at the limit", {0x1p93, 0x1p93}, true},
    {"negative sum at the limit", {-0x1p93, -0x1p93}, true},
    {"sum past the limit", {0x1.fp93, 0x1.fp93}, true},
    {"negative sum past the limit", {-0x1.fp93, -0x1.fp93}, true},
    {"marked for good", {0x1p94, -0x1p94, 1.0}, true},
    {"just inside", {0x1p93, 0x1.fffffffffffffp92, -1.0}, false},
    {"just inside, negative", {-0x1p93, -0x1.fffffffffffffp92, -1.0}, false},
};

static void marks_overflow(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        ind_sum sum = sum_of(limits[i].terms, 4), other = {0};
        ind_sum_merge(&other, &sum);
        if (sum.overflow != limits[i].overflow || isnan(ind_sum_value(&sum)) != limits[i].overflow)
            fail_msg("%s: overflow is %d", limits[i].name, sum.overflow);
        assert_same(&other, &sum);
    }
}

static void merging_marks_overflow(void **state) {
    (void)state;
    ind_sum sum = {0}, other = {0};
    ind_sum_add(&sum, 0x1.8p93);
    ind_sum_add(&other, 0x1.8p93);
    ind_sum_merge(&sum, &other);
    assert_true(sum.overflow);
    assert_false(other.overflow);
    ind_sum_merge(&sum, &(ind_sum){0});
    assert_true(isnan(ind_sum_value(&sum)));
}

static void order_does_not_matter(void **state) {
    (void)state;
    double terms[TERMS];
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < TERMS; i++)
            terms[i] = random_term();
        ind_sum first = sum_of(terms, TERMS);
        shuffle(terms, TERMS);
        ind_sum again = sum_of(terms, TERMS);
        assert_same(&first, &again);
        assert_false(first.overflow);
    }
}

static void parts_merge_to_the_whole(void **state) {
    (void)state;
    double terms[TERMS];
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < TERMS; i++)
            terms[i] = random_term();
        size_t cut = random_bits() % TERMS;
        ind_sum whole = sum_of(terms, TERMS), front = sum_of(terms, cut), back = sum_of(terms + cut, TERMS - cut);
        ind_sum_merge(&back, &front);
        assert_same(&back, &whole);
    }
}

static void merges_with_itself(void **state) {
    (void)state;
    ind_sum sum = sum_of((double[]){0x1p63, -0.1}, 2), twice = sum;
    ind_sum_add(&twice, 0x1p63);
    ind_sum_add(&twice, -0.1);
    ind_sum_merge(&sum, &sum);
    assert_same(&sum, &twice);
}

/* Multiples of 2^-40 are exact in a 128-bit integer as well. */
static void agrees_with_wide_integers(void **state) {
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        __extension__ __int128 exact = 0;
        ind_sum sum = {0};
        for (int i = 0; i < TERMS; i++) {
            int64_t n = (int64_t)random_bits() >> (11 + random_bits() % 40);
            exact += n;
            ind_sum_add(&sum, ldexp((double)n, -40));
        }
        assert_value("wide integers", &sum, ldexp((double)exact, -40));
    }
}

/* A long double holds 64 bits: converting it rounds once, as the value must. */
static void rounds_as_long_double(void **state) {
    (void)state;
    for (int round = 0; round < 20000; round++) {
        uint64_t n = random_bits() >> random_bits() % 64;
        int scale = (int)(random_bits() % 120) - 96;
        if (scale + 64 > 94)
            continue;
        ind_sum sum = {0};
        ind_sum_add(&sum, ldexp((double)(n >> 32), scale + 32));
        ind_sum_add(&sum, ldexp((double)(n & UINT32_MAX), scale));
        assert_value("long double", &sum, (double)ldexpl((long double)n, scale));
    }
}

static void adding_and_taking_away_leaves_nothing(void **state) {
    (void)state;
    double terms[2 * TERMS];
    for (size_t i = 0; i < TERMS; i++) {
        terms[2 * i] = random_term();
        terms[2 * i + 1] = -terms[2 * i];
    }
    shuffle(terms, (size_t)2 * TERMS);
    ind_sum sum = sum_of(terms, (size_t)2 * TERMS);
    assert_same(&sum, &(ind_sum){0});
    assert_value("nothing left", &sum, 0.0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_tenths_are_one),    cmocka_unit_test(adds_by_hand),
        cmocka_unit_test(marks_overflow),        cmocka_unit_test(merging_marks_overflow),
        cmocka_unit_test(order_does_not_matter), cmocka_unit_test(parts_merge_to_the_whole),
        cmocka_unit_test(merges_with_itself),    cmocka_unit_test(agrees_with_wide_integers),
        cmocka_unit_test(rounds_as_long_double), cmocka_unit_test(adding_and_taking_away_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* accumulator.c - a double is an integer of 53 bits times a power of two, so on a grid fine and wide
 * enough a sum of doubles is a sum of integers, and integers can be added in any order.
 *
 * The number held is N * 2^-96 with N in two's complement over three limbs.  A term becomes a
 * magnitude of three limbs (shifted left exactly, or right with rounding half to even) and is added
 * or subtracted with carry.  Only ind_sum_value() rounds again, once.
 *
 * Terms under 2^94 give |N| < 2^190, and two numbers in range cannot wrap 192 bits: it is enough to
 * look at the top of the result after each step. */
#include "cells/accumulator.h"

#include <math.h>
#include <string.h>

enum {
    LIMBS = 3,
    FRACTION_BITS = 96,
    MANTISSA_BITS = 53,                            /* of a double, with the hidden one */
    EXPONENT_BIAS = 1075,                          /* a double is mantissa * 2^(stored exponent - 1075) */
    MAX_SHIFT = 94 + FRACTION_BITS - MANTISSA_BITS /* left shift of the greatest terms, just under 2^94 */
};

static void mark_overflow(ind_sum *sum) {
    *sum = (ind_sum){.overflow = true}; /* one form for all overflows, so that they compare equal */
}

/* |N| < 2^190.  Of the two's complement numbers whose two top bits agree only -2^190 is out. */
static bool in_range(const uint64_t limb[LIMBS]) {
    uint64_t top = limb[2] >> 62;
    bool least = limb[2] == UINT64_C(3) << 62 && limb[1] == 0 && limb[0] == 0;
    return (top == 0 || top == 3) && !least;
}

static void add(uint64_t a[LIMBS], const uint64_t b[LIMBS]) {
    uint64_t carry = 0;
    for (int i = 0; i < LIMBS; i++) {
        uint64_t partial = a[i] + b[i];
        uint64_t total = partial + carry;
        carry = (uint64_t)(partial < b[i]) | (uint64_t)(total < partial);
        a[i] = total;
    }
}

static void negate(uint64_t a[LIMBS]) {
    static const uint64_t one[LIMBS] = {1, 0, 0};
    for (int i = 0; i < LIMBS; i++)
        a[i] = ~a[i];
    add(a, one);
}

/* MANTISSA / 2^BITS, half to even; BITS > 0. */
static uint64_t round_off(uint64_t mantissa, int bits) {
    if (bits > MANTISSA_BITS)
        return 0; /* under one half */
    uint64_t whole = mantissa >> bits;
    uint64_t rest = mantissa - (whole << bits);
    uint64_t half = UINT64_C(1) << (bits - 1);
    return whole + (uint64_t)(rest > half || (rest == half && (whole & 1) == 1));
}

static void shift_left(uint64_t mantissa, int bits, uint64_t out[LIMBS]) {
    int limb = bits / 64, offset = bits % 64;
    out[limb] = mantissa << offset;
    if (offset > 0 && limb + 1 < LIMBS)
        out[limb + 1] = mantissa >> (64 - offset);
}

void ind_sum_add(ind_sum *sum, double term) {
    uint64_t bits;
    memcpy(&bits, &term, sizeof bits);
    int exponent = (int)(bits >> 52 & 0x7ff);
    int shift = exponent - EXPONENT_BIAS + FRACTION_BITS;
    if (sum->overflow || shift > MAX_SHIFT) {
        mark_overflow(sum); /* infinities and NaN have the greatest exponent */
        return;
    }
    if (exponent == 0)
        return; /* zero, or a subnormal number far below 2^-97 */
    const uint64_t hidden = UINT64_C(1) << (MANTISSA_BITS - 1);
    uint64_t mantissa = (bits & (hidden - 1)) | hidden;
    uint64_t number[LIMBS] = {0};
    if (shift < 0)
        number[0] = round_off(mantissa, -shift);
    else
        shift_left(mantissa, shift, number);
    if (bits >> 63 == 1)
        negate(number);
    add(sum->limb, number);
    if (!in_range(sum->limb))
        mark_overflow(sum);
}

void ind_sum_merge(ind_sum *sum, const ind_sum *other) {
    if (sum->overflow || other->overflow) {
        mark_overflow(sum);
        return;
    }
    uint64_t number[LIMBS]; /* a copy: SUM and OTHER may be the same */
    memcpy(number, other->limb, sizeof number);
    add(sum->limb, number);
    if (!in_range(sum->limb))
        mark_overflow(sum);
}

/* Position of the highest one, or -1. */
static int top_bit(const uint64_t limb[LIMBS]) {
    for (int i = LIMBS - 1; i >= 0; i--)
        if (limb[i] != 0)
            return i * 64 + 63 - __builtin_clzll(limb[i]);
    return -1;
}

/* The 64 bits from bit LOW up. */
static uint64_t window(const uint64_t limb[LIMBS], int low) {
    int index = low / 64, offset = low % 64;
    uint64_t bits = limb[index] >> offset;
    if (offset > 0 && index + 1 < LIMBS)
        bits |= limb[index + 1] << (64 - offset);
    return bits;
}

static bool any_below(const uint64_t limb[LIMBS], int low) {
    for (int i = 0; i < low / 64; i++)
        if (limb[i] != 0)
            return true;
    return low % 64 > 0 && limb[low / 64] << (64 - low % 64) != 0;
}

/* The magnitude as a double: its 53 highest bits, rounded half to even by those below. */
static double magnitude(const uint64_t limb[LIMBS]) {
    int low = top_bit(limb) - MANTISSA_BITS + 1;
    if (low <= 0)
        return ldexp((double)limb[0], -FRACTION_BITS);
    uint64_t kept = window(limb, low) & ((UINT64_C(1) << MANTISSA_BITS) - 1);
    bool half = (window(limb, low - 1) & 1) == 1;
    if (half && (any_below(limb, low - 1) || (kept & 1) == 1))
        kept++;
    return ldexp((double)kept, low - FRACTION_BITS);
}

double ind_sum_value(const ind_sum *sum) {
    if (sum->overflow)
        return (double)NAN;
    uint64_t number[LIMBS];
    memcpy(number, sum->limb, sizeof number);
    bool negative = number[2] >> 63 == 1;
    if (negative)
        negate(number);
    return negative ? -magnitude(number) : magnitude(number);
}

void ind_sum_parts(const ind_sum *sum, double *high, double *low) {
    ind_sum rest = *sum;
    *high = ind_sum_value(sum);
    ind_sum_add(&rest, -*high);
    *low = ind_sum_value(&rest);
}

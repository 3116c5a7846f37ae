/* value_levels.c - see value_levels.h.
 *
 * A limit is the decimal number that is written in the definition, and a value that is a ratio of whole numbers is held
 * against it in whole numbers: 7 of 100 is 7 percent, which 100 * (7.0 / 100) is not. */
#include "kinds/common/value_levels.h"

#include <stdio.h>
#include <stdlib.h>

__extension__ typedef __int128 wide;

static bool is_whole(double x) {
    return x == floor(x) && fabs(x) < 9007199254740992.0; /* 2^53 */
}

void ind_outcome_exact(const ind_measure *measure, double over, double under, bool share, ind_outcome *out) {
    if (!is_whole(over) || !is_whole(under) || !(under > 0))
        return;
    out->over = (int64_t)over * (share ? (int64_t)ind_unit_factor(measure) : 1);
    out->under = (int64_t)under;
    if (!is_whole(over * (share ? ind_unit_factor(measure) : 1)))
        out->under = 0;
}

/* LIMIT as DIGITS / 10^PLACES, with at most 15 digits; false if it has more. */
static bool as_decimal(double limit, int64_t *digits, int64_t *scale) {
    char text[40];
    snprintf(text, sizeof text, "%.15g", limit);
    *digits = 0;
    *scale = 1;
    bool point = false, minus = text[0] == '-';
    for (const char *at = text + minus; *at != '\0'; at++) {
        if (*at == '.') {
            point = true;
            continue;
        }
        if (*at < '0' || *at > '9' || (point && *scale >= INT64_C(1000000000000000)))
            return false; /* an exponent */
        *digits = *digits * 10 + (*at - '0');
        *scale *= point ? 10 : 1;
    }
    *digits = minus ? -*digits : *digits;
    return strtod(text, NULL) == limit;
}

/* -1, 0 or 1: the value is below, at, above the limit. */
static int compare(const ind_outcome *out, double limit) {
    int64_t digits, scale;
    if (out->under > 0 && as_decimal(limit, &digits, &scale)) {
        wide left = (wide)out->over * scale, right = (wide)digits * out->under;
        return (left > right) - (left < right);
    }
    return (out->value > limit) - (out->value < limit);
}

size_t ind_level_of(const ind_measure *measure, const ind_outcome *outcome) {
    const ind_param *levels = ind_measure_param(measure, "levels");
    size_t found = levels->count == 0 || isnan(outcome->value) ? 0 : 1;
    for (size_t i = 1; i < levels->count && found > 0; i++) {
        int order = compare(outcome, levels->levels[i].limit);
        if (order > 0 || (order == 0 && !levels->levels[i].above))
            found = i + 1;
    }
    return found;
}

size_t ind_level_of_value(const ind_measure *measure, double value) {
    return ind_level_of(measure, &(ind_outcome){.value = value});
}

/* people.c - see people.h. */
#include "people.h"

#include <math.h>

static const double spread_of_weights = 0.6; /* of their logarithm */
static const double alike = 0.5;             /* correlation of two rows of one person */

double people_weight(chance *c) {
    return exp(spread_of_weights * chance_normal(c));
}

void people_draw(int n, double p, bool weighs, chance *c, people *out) {
    double sum = 1 / alike - 1;
    *out = (people){.rows = 0};
    for (int i = 0; i < n; i++) {
        double own = chance_beta(c, p * sum, (1 - p) * sum), one = weighs ? people_weight(c) : 1;
        int rows = chance_upto(c, MOST_ROWS), met = chance_binomial(c, rows, own);
        out->persons[i] = (ind_keyed_sum){IND_FIRST_KEY + (uint64_t)i, {one * rows, one * met}};
        out->rows += rows;
        out->x += met;
        out->w += one * rows;
        out->ww += one * one * rows;
        out->wy += one * met;
    }
}

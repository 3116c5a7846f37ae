/* chance.c - see chance.h.  Splitmix64 for bits; the rest by the simplest exact method, for speed does not matter here.
 */
#include "chance.h"

#include <math.h>

static uint64_t bits(chance *c) {
    uint64_t z = c->state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

chance chance_of(uint64_t seed) { /* mixed, else the draws of two seeds would be the same ones from another place on */
    chance c = {seed};
    return (chance){bits(&c)};
}

double chance_uniform(chance *c) {
    return ((double)(bits(c) >> 11) + 0.5) / 9007199254740992.0; /* 2^53 */
}

double chance_normal(chance *c) { /* Box and Muller's, one of the two */
    double radius = sqrt(-2 * log(chance_uniform(c)));
    return radius * cos(6.283185307179586 * chance_uniform(c));
}

double chance_gamma(chance *c, double shape) { /* Marsaglia & Tsang (2000) */
    if (shape < 1)
        return chance_gamma(c, shape + 1) * pow(chance_uniform(c), 1 / shape);
    double d = shape - 1.0 / 3, scale = 1 / sqrt(9 * d);
    for (;;) {
        double x = chance_normal(c), v = 1 + scale * x;
        v = v * v * v;
        if (v > 0 && log(chance_uniform(c)) < x * x / 2 + d - d * v + d * log(v))
            return d * v;
    }
}

double chance_beta(chance *c, double a, double b) {
    double x = chance_gamma(c, a), y = chance_gamma(c, b);
    return x + y > 0 ? x / (x + y) : a / (a + b);
}

int chance_poisson(chance *c, double mean) {
    double product = chance_uniform(c), least = exp(-mean);
    int count = 0;
    for (; product > least; count++)
        product *= chance_uniform(c);
    return count;
}

int chance_bernoulli(chance *c, double p) {
    return chance_uniform(c) < p;
}

int chance_binomial(chance *c, int n, double p) {
    int count = 0;
    for (int i = 0; i < n; i++)
        count += chance_bernoulli(c, p);
    return count;
}

int chance_upto(chance *c, int most) {
    return 1 + (int)(chance_uniform(c) * most);
}

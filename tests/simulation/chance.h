/* chance.h - draws of chance, the same on every machine from the same seed. */
#ifndef CHANCE_H
#define CHANCE_H

#include <stdint.h>

typedef struct {
    uint64_t state;
} chance;

chance chance_of(uint64_t seed);
double chance_uniform(chance *c); /* 0 < u < 1 */
double chance_normal(chance *c);
double chance_gamma(chance *c, double shape); /* shape > 0, scale 1 */
double chance_beta(chance *c, double a, double b);
int chance_poisson(chance *c, double mean); /* below some hundreds */
int chance_bernoulli(chance *c, double p);
int chance_binomial(chance *c, int n, double p);
int chance_upto(chance *c, int most); /* 1..most, each as likely */

#endif

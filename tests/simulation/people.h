/* people.h - persons with several rows each, which are alike. */
#ifndef PEOPLE_H
#define PEOPLE_H

#include "chance.h"

#include "statistics/design.h"

enum { MOST_PERSONS = 200, MOST_ROWS = 5 };

typedef struct {
    ind_keyed_sum persons[MOST_PERSONS];
    double rows, x;   /* rows, and how many are met */
    double w, ww, wy; /* sums of their weights, of the squares, of those that are met */
} people;

double people_weight(chance *c); /* spread so that the effective number is 0.70 of the number */
/* N persons, each with 1 to 5 rows of which the share P is met on average; two rows of a person have a correlation of
 * 0.5.  WEIGHS: each person has a weight. */
void people_draw(int n, double p, bool weighs, chance *c, people *out);

#endif

/* formula_calls.h - each formula of the methods by its name, with numbers in and numbers out: for the cases that R has
 * worked out, and for the examples of docs/methods. */
#ifndef FORMULA_CALLS_H
#define FORMULA_CALLS_H

#include <stddef.h>

enum { MOST_ARGUMENTS = 8, MOST_NUMBERS = 256, MOST_RESULTS = 256 };

typedef struct {
    double values[MOST_NUMBERS];
    size_t count;
} numbers;

typedef struct {
    numbers arguments[MOST_ARGUMENTS];
    size_t count;
    double got[MOST_RESULTS]; /* NaN: not defined */
    size_t got_count;
} call;

typedef struct {
    const char *name;
    void (*of)(call *c);        /* from arguments to what is got, which is empty before */
    size_t arguments, at_least; /* how many cases R must have worked out */
} formula;

extern const formula formulas[];
extern const size_t formula_count;

#endif

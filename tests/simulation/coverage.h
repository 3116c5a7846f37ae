/* coverage.h - how often each interval of the program holds the truth, when it is drawn again and again. */
#ifndef COVERAGE_H
#define COVERAGE_H

#include "chance.h"

#include "indikator/interval.h"

typedef struct {
    int n;        /* answers, persons, or rows; what it is of an interval, simulate.py says */
    double p;     /* share; mean of an index 0..1; events a person */
    double level; /* of the intervals */
} setting;

typedef struct {
    const char *name;
    /* One set of data drawn, the interval made of it, and what it should hold; false: it is not defined. */
    bool (*draw)(const setting *s, chance *c, ind_interval *out, double *truth);
} method;

extern const method methods[];
extern const size_t method_count;

#endif

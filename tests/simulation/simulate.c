/* simulate.c - draw data whose truth is known, and count how often the program's intervals hold it, and how often its
 * charts and comparisons say something where there is nothing.
 *
 *   simulate DRAWS        tab-separated, a line a result, for simulate.py
 *
 * Each line has a seed of its own, so that it is the same whatever else is drawn. */
#include "alarms.h"
#include "coverage.h"
#include "people.h"

#include <stdio.h>
#include <stdlib.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static const int sizes[] = {20, 50, 200};
static const double shares[] = {0.02, 0.1, 0.5};

static double percent(long part, long whole) {
    return whole > 0 ? 100 * (double)part / (double)whole : 0;
}

/* Percent of the intervals that are defined and hold the truth, and percent that are defined. */
static void cover(const method *m, size_t number, const setting *s, long draws, uint64_t cell) {
    chance c = chance_of(1000 * (number + 1) + cell);
    long defined = 0, holds = 0;
    for (long i = 0; i < draws; i++) {
        ind_interval limits;
        double truth;
        if (!m->draw(s, &c, &limits, &truth))
            continue;
        defined++;
        holds += limits.low <= truth && truth <= limits.high;
    }
    printf("coverage\t%s\t%d\t%g\t%.2f\t%.2f\n", m->name, s->n, s->p, percent(holds, defined), percent(defined, draws));
}

static void all_coverage(long draws) {
    for (size_t m = 0; m < method_count; m++)
        for (size_t n = 0; n < COUNT_OF(sizes); n++)
            for (size_t p = 0; p < COUNT_OF(shares); p++) {
                setting s = {sizes[n], shares[p], 0.95};
                cover(&methods[m], m, &s, draws, n * COUNT_OF(shares) + p);
            }
}

typedef void alarms_of(const alarm_setting *, chance *, bool[IND_ALARMS]);

static void alarms(const char *name, alarms_of *of, const alarm_setting *s, long draws, uint64_t seed) {
    chance c = chance_of(seed);
    long counts[IND_ALARMS] = {0};
    for (long i = 0; i < draws; i++) {
        bool alarm[IND_ALARMS] = {false};
        of(s, &c, alarm);
        for (int k = 0; k < IND_ALARMS; k++)
            counts[k] += alarm[k];
    }
    printf("alarms\t%s\t%d\t%d\t%g\t%d", name, s->points, s->n, s->p, s->unequal);
    for (int k = 0; k < IND_ALARMS; k++)
        printf("\t%.2f", percent(counts[k], draws));
    printf("\n");
}

static void all_alarms(long draws) {
    static const int points[] = {12, 24, 36, 60}, per_point[] = {50, 500}, per_area[] = {50, 200, 1000};
    for (size_t i = 0; i < COUNT_OF(points); i++) {
        alarm_setting s = {.points = points[i]};
        alarms("months", alarms_of_months, &s, draws, 100 + i);
        alarms("rolling12", alarms_of_rolling, &s, draws, 200 + i);
    }
    for (size_t n = 0; n < COUNT_OF(per_point); n++)
        for (size_t p = 0; p < COUNT_OF(shares); p++) {
            alarm_setting s = {.points = 24, .n = per_point[n], .p = shares[p]};
            alarms("p_chart", alarms_of_p_chart, &s, draws, 300 + 10 * n + p);
        }
    for (int unequal = 0; unequal <= 1; unequal++)
        for (size_t n = 0; n < COUNT_OF(per_area); n++)
            for (size_t p = 0; p < COUNT_OF(shares); p++) {
                alarm_setting s = {.n = per_area[n], .p = shares[p], .unequal = unequal};
                alarms("areas", alarms_of_areas, &s, draws, 400 + 100 * (uint64_t)unequal + 10 * n + p);
                if (!unequal && s.n <= MOST_PERSONS)
                    alarms("clustered", alarms_of_clustered_areas, &s, draws, 600 + 10 * n + p);
            }
}

int main(int count, char **arguments) {
    long draws = count == 2 ? strtol(arguments[1], NULL, 10) : 0;
    if (draws < 1) {
        fprintf(stderr, "usage: simulate DRAWS\n");
        return 2;
    }
    all_coverage(draws);
    all_alarms(draws);
    return ferror(stdout) != 0 || fflush(stdout) != 0;
}

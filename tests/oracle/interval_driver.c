/* interval_driver.c - print what interval.c and quantile.c give over a grid, for intervals.R to check.
 *
 * A line is: function, arguments, "=", results - all numbers with 17 digits, NA for "not defined".
 * The grid is here alone; the script recomputes every line from its arguments. */
#include "indikator/interval.h"
#include "statistics/quantiles.h"

#include <stdio.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static const double levels[] = {0.8, 0.9, 0.95, 0.99};

static void print_results(bool defined, double low, double high) {
    if (defined)
        printf(" = %.17g %.17g\n", low, high);
    else
        printf(" = NA NA\n");
}

static void wilson(double x, double n) {
    for (size_t i = 0; i < COUNT_OF(levels); i++) {
        ind_interval got = {0, 0};
        bool defined = ind_interval_wilson(x, n, levels[i], &got);
        printf("wilson %.17g %.17g %.17g", x, n, levels[i]);
        print_results(defined, got.low, got.high);
    }
}

static void wilson_grid(void) {
    static const int sizes[] = {1, 2, 3, 5, 10, 17, 99, 100, 210, 580, 1000, 12345, 1000000, 100000000};
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        int n = sizes[i], xs[] = {0, 1, 2, n / 10, n / 3, n / 2, n - 2, n - 1, n};
        for (size_t j = 0; j < COUNT_OF(xs); j++)
            if (xs[j] >= 0 && xs[j] <= n)
                wilson(xs[j], n);
    }
    wilson(12.25, 40.5);
    wilson(0.125, 0.75);
    wilson(0, 0);
}

static void poisson(const char *name, bool (*of)(double, double, ind_interval *), double events) {
    for (size_t i = 0; i < COUNT_OF(levels); i++) {
        ind_interval got = {0, 0};
        bool defined = of(events, levels[i], &got);
        printf("%s %.17g %.17g", name, events, levels[i]);
        print_results(defined, got.low, got.high);
    }
}

static void poisson_grid(void) {
    static const double more[] = {9.5, 17.25, 50, 99, 100, 101, 250, 1234, 100000, 10000000};
    for (int events = 0; events <= 40; events++) {
        poisson("byar", ind_interval_byar, events);
        poisson("exact", ind_interval_poisson_exact, events);
        poisson("poisson", ind_interval_poisson, events);
    }
    for (size_t i = 0; i < COUNT_OF(more); i++) {
        poisson("byar", ind_interval_byar, more[i]);
        poisson("exact", ind_interval_poisson_exact, more[i]);
        poisson("poisson", ind_interval_poisson, more[i]);
    }
}

static void mean_grid(void) {
    static const double means[] = {0, 3.7, -250.25, 1e6}, sds[] = {0, 0.01, 1, 33.3};
    static const double sizes[] = {1, 1.5, 2, 3, 5, 7.25, 30, 31.4, 1000, 1e7};
    for (size_t m = 0; m < COUNT_OF(means); m++)
        for (size_t s = 0; s < COUNT_OF(sds); s++)
            for (size_t n = 0; n < COUNT_OF(sizes); n++)
                for (size_t i = 0; i < COUNT_OF(levels); i++) {
                    ind_interval got = {0, 0};
                    bool defined = ind_interval_mean(means[m], sds[s], sizes[n], levels[i], &got);
                    printf("mean %.17g %.17g %.17g %.17g", means[m], sds[s], sizes[n], levels[i]);
                    print_results(defined, got.low, got.high);
                }
}

static void log_grid(void) {
    static const double values[] = {0, 1e-9, 0.3925, 1, 17.5, 1e6}, variances[] = {0, 1e-9, 0.00488, 0.25, 1, 40};
    for (size_t v = 0; v < COUNT_OF(values); v++)
        for (size_t s = 0; s < COUNT_OF(variances); s++)
            for (size_t i = 0; i < COUNT_OF(levels); i++) {
                ind_interval got = {0, 0};
                bool defined = ind_interval_log(values[v], variances[s], levels[i], &got);
                printf("log %.17g %.17g %.17g", values[v], variances[s], levels[i]);
                print_results(defined, got.low, got.high);
            }
}

static void ranks(int64_t n) {
    static const double qs[] = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};
    for (size_t q = 0; q < COUNT_OF(qs); q++)
        for (size_t i = 0; i < COUNT_OF(levels); i++) {
            int64_t low = 0, high = 0;
            bool defined = ind_interval_quantile_ranks(n, qs[q], levels[i], &low, &high);
            printf("ranks %.17g %.17g %.17g", (double)n, qs[q], levels[i]);
            print_results(defined, (double)low, (double)high);
        }
}

static void ranks_grid(void) {
    static const int64_t more[] = {100, 101, 250, 999, 5000, 100000};
    for (int64_t n = 1; n <= 60; n++)
        ranks(n);
    for (size_t i = 0; i < COUNT_OF(more); i++)
        ranks(more[i]);
}

static void kish_grid(void) {
    static const double weights[] = {1, 1, 0.5, 3.25, 0.1, 12, 0.003, 7, 7, 2};
    double sum = 0, squares = 0;
    for (size_t i = 0; i < COUNT_OF(weights); i++) {
        sum += weights[i];
        squares += weights[i] * weights[i];
        printf("kish %.17g %.17g = %.17g\n", sum, squares, ind_effective_n(sum, squares));
    }
}

/* ---- quantiles of made-up tables ---- */

enum { MOST = 120 };

static void print_table(const double *values, const int64_t *counts, size_t count) {
    for (size_t i = 0; i < count; i++)
        printf("%s%.17g:%d", i == 0 ? "" : ",", values[i], (int)counts[i]);
}

static void quantiles(const double *values, const int64_t *counts, size_t count, double q) {
    for (int type = 1; type <= 9; type++) {
        double got = 0;
        if (!ind_quantile(values, counts, count, q, type, &got))
            continue; /* the script counts the lines */
        printf("quantile %d %.17g ", type, q);
        print_table(values, counts, count);
        printf(" = %.17g\n", got);
    }
}

static void quantile_grid(void) {
    static const size_t sizes[] = {1, 2, 3, 4, 5, 6, 7, 10, 25, 40, MOST};
    static const double more[] = {0.001, 0.01, 0.07, 0.29, 0.57, 1.0 / 3, 2.0 / 3, 0.975, 0.999};
    for (size_t s = 0; s < COUNT_OF(sizes); s++)
        for (unsigned most = 1; most <= 3; most += 2) { /* all different, and with ties */
            double values[MOST];
            int64_t counts[MOST];
            double value = -7.5;
            for (size_t i = 0; i < sizes[s]; i++) {
                value += 0.1 + (double)(i * i % 11);
                values[i] = value;
                counts[i] = (int64_t)(1 + i * 7 % most);
            }
            for (int twentieth = 0; twentieth <= 20; twentieth++)
                quantiles(values, counts, sizes[s], twentieth / 20.0);
            for (size_t i = 0; i < COUNT_OF(more); i++)
                quantiles(values, counts, sizes[s], more[i]);
        }
}

int main(void) {
    wilson_grid();
    poisson_grid();
    mean_grid();
    log_grid();
    ranks_grid();
    kish_grid();
    quantile_grid();
    return ferror(stdout) != 0 || fflush(stdout) != 0;
}

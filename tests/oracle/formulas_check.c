/* formulas_check.c - the program's own functions over the cases of formulas/expected.tsv, which R and its packages
 * wrote (formulas/expected.R): each result within 10^-9 of R's, relative, and undefined where R's is.
 *
 *   formulas_check EXPECTED.tsv
 *   formulas_check --ask        prints results of the formulas and arguments on standard input
 *   formulas_check --names      prints the names of all formulas
 *
 * Needs no R.  A line is: formula, arguments, results, with tabs between; an argument is numbers with commas between.
 */
#include "formula_calls.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_LINE = 1 << 16, MOST_FORMULAS = 64, MOST_SHOWN = 20 };

static const double tolerance = 1e-9;

static bool read_numbers(char *text, numbers *out) {
    out->count = 0;
    for (char *end; out->count < MOST_NUMBERS; text = end + 1) {
        out->values[out->count++] = strtod(text, &end);
        if (end == text || (*end != ',' && *end != '\0'))
            return false;
        if (*end == '\0')
            return true;
    }
    return false;
}

/* The next field of a line, cut off at its tab. */
static char *field(char **rest) {
    char *start = *rest, *tab = start == NULL ? NULL : strchr(start, '\t');
    if (tab != NULL)
        *tab = '\0';
    *rest = tab == NULL ? NULL : tab + 1;
    return start;
}

static bool agree(double got, double want) {
    return isnan(want) ? isnan(got) : fabs(got - want) <= tolerance * fabs(want);
}

/* Results as R wrote them, with spaces between; how many agree, or -1. */
static long compare(const call *c, char *wanted) {
    size_t i = 0;
    for (char *word = strtok(wanted, " "); word != NULL; word = strtok(NULL, " "), i++) {
        double want = strcmp(word, "NA") == 0 ? (double)NAN : strtod(word, NULL);
        if (i >= c->got_count || !agree(c->got[i], want))
            return -1;
    }
    return i == c->got_count ? (long)i : -1;
}

static void show(const char *name, size_t line, const call *c, const char *wanted) {
    printf("line %zu, %s: want %s\n  got", line, name, wanted);
    for (size_t i = 0; i < c->got_count; i++)
        printf(" %.13g", c->got[i]);
    printf("\n");
}

/* Formula and arguments of a line, called; *REST is what follows.  False: it cannot be read. */
static bool run(char *text, call *c, size_t *which, char **rest) {
    char *name;
    *rest = text;
    name = field(rest);
    for (*which = 0; *which < formula_count && strcmp(formulas[*which].name, name) != 0; ++*which)
        ;
    if (*which == formula_count)
        return false;
    c->got_count = 0;
    for (c->count = 0; c->count < formulas[*which].arguments; c->count++) {
        char *argument = field(rest);
        if (argument == NULL || !read_numbers(argument, &c->arguments[c->count]))
            return false;
    }
    formulas[*which].of(c);
    return true;
}

/* One line; how many values agree, -1: a difference, -2: it cannot be read. */
static long check_line(char *text, size_t line, size_t seen[MOST_FORMULAS], bool shown) {
    static call c;
    char *rest, wanted[LONGEST_LINE];
    size_t which;
    if (!run(text, &c, &which, &rest) || rest == NULL || strchr(rest, '\t') != NULL)
        return -2;
    seen[which]++;
    strcpy(wanted, rest);
    long agreed = compare(&c, wanted);
    if (agreed < 0 && shown)
        show(formulas[which].name, line, &c, rest);
    return agreed;
}

static size_t too_few(const size_t seen[MOST_FORMULAS]) {
    size_t failed = 0;
    for (size_t f = 0; f < formula_count; f++)
        if (seen[f] < formulas[f].at_least) {
            printf("%s: %zu cases, at least %zu wanted\n", formulas[f].name, seen[f], formulas[f].at_least);
            failed++;
        }
    return failed;
}

static int check(FILE *file) {
    static char text[LONGEST_LINE];
    size_t seen[MOST_FORMULAS] = {0}, line = 0, failed = 0;
    long values = 0;
    while (fgets(text, sizeof text, file) != NULL) {
        text[strcspn(text, "\n")] = '\0';
        long agreed = check_line(text, ++line, seen, failed < MOST_SHOWN);
        if (agreed == -2)
            printf("line %zu cannot be read\n", line);
        failed += agreed < 0;
        values += agreed > 0 ? agreed : 0;
    }
    failed += too_few(seen);
    if (failed > 0)
        printf("formulas: %zu of %zu cases differ\n", failed, line);
    else
        printf("formulas: %ld values agree\n", values);
    return failed > 0;
}

/* A line of results for each on standard input, "?" where it cannot be read. */
static int ask(void) {
    static char text[LONGEST_LINE];
    static call c;
    while (fgets(text, sizeof text, stdin) != NULL) {
        char *rest;
        size_t which;
        text[strcspn(text, "\n")] = '\0';
        bool read = run(text, &c, &which, &rest) && rest == NULL;
        for (size_t i = 0; read && i < c.got_count; i++) {
            fputs(i == 0 ? "" : " ", stdout);
            printf(isnan(c.got[i]) ? "NA" : "%.17g", c.got[i]);
        }
        puts(read ? "" : "?");
    }
    return 0;
}

static int names(void) {
    for (size_t f = 0; f < formula_count; f++)
        puts(formulas[f].name);
    return 0;
}

int main(int count, char **arguments) {
    if (formula_count > MOST_FORMULAS)
        abort();
    if (count == 2 && strcmp(arguments[1], "--ask") == 0)
        return ask();
    if (count == 2 && strcmp(arguments[1], "--names") == 0)
        return names();
    FILE *file = count == 2 ? fopen(arguments[1], "r") : NULL;
    if (file == NULL) {
        fprintf(stderr, "usage: formulas_check EXPECTED.tsv | --ask | --names\n");
        return 2;
    }
    int status = check(file);
    return fclose(file) != 0 || status != 0;
}

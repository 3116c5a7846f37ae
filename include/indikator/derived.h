/* derived.h - what follows from the cells of a report: what they are compared with, signals in their series, funnels.
 *
 * All of it is a function of the cells as they are published, so that it can be worked out again from the report alone:
 *
 *   ind_run_report -> ind_report_derive -> the writers
 *
 * A cell is compared and judged only if it has a value and no flag that says that it may not be what it seems:
 * preliminary, incomplete_look_back, partial, implausible, data_findings, series_break, unweighted.  A measure that
 * needs a caution (before and after of a cohort) is never compared.  docs/explanation/comparisons.md has the rules. */
#ifndef INDIKATOR_DERIVED_H
#define INDIKATOR_DERIVED_H

#include "indikator/api.h"
#include "indikator/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

IND_API_BEGIN

/* With what a cell is compared. */
typedef enum {
    IND_WITH_YEAR_BEFORE, /* the same part of the year before; twelve months earlier */
    IND_WITH_SAME_MONTH,  /* a month with the same month of the year before */
    IND_WITH_WHOLE,       /* an area with the rest of the whole that it is part of */
    IND_WITH_SEX,         /* the first of the two codes with the second */
    IND_WITH_TARGET,
    IND_WITH_PUBLISHED, /* what somebody else has published of the same period and group */
    IND_WITHS
} ind_with;
#define IND_WITH_CHOICES "year_before|same_month|whole|sex|target|published"
const char *ind_with_name(ind_with with); /* "year_before", ... */

/* What is said of a difference. */
typedef enum {
    IND_WORD_NONE, /* there is no direction, or the difference is not more than the least one that is spoken of */
    IND_WORD_BETTER,
    IND_WORD_WORSE,
    IND_WORD_NO_DIFFERENCE, /* no statistically significant one */
    IND_WORD_HIGHER,
    IND_WORD_LOWER,
    IND_WORD_REACHES, /* the target, with the whole interval */
    IND_WORD_MISSES,
    IND_WORD_UNCERTAIN,
    IND_WORDS
} ind_word;
const char *ind_word_name(ind_word word); /* "better", "no_significant_difference", ...; NULL: none */

/* Why a measure was asked to be compared and is not. */
typedef enum {
    IND_APART_NONE,
    IND_APART_CAUTION,     /* its figures need a caution: they are never judged */
    IND_APART_NO_PAIR,     /* there is no cell to compare with in the report */
    IND_APART_NO_INTERVAL, /* no interval at the level of the comparison */
    IND_APART_FLAGGED,     /* all pairs have a cell that must not be compared */
    IND_APART_NO_REST,     /* the rest of the whole cannot be made of what is published */
    IND_APART_TOO_FEW,     /* too few are met, or not met, in either part for a share to be judged */
    IND_APART_NO_RATIO,    /* a ratio is of counts of events over populations, and not of none */
    IND_APART_INDIRECT,    /* values are each weighed by their own group: those of two are never compared */
    IND_APART_NO_TARGET,   /* no target, or no direction that is better */
    IND_APARTS
} ind_apart;
const char *ind_apart_name(ind_apart apart); /* "caution", "no_pair", ...; NULL: none */

/* The areas of one whole, as valid in some periods. */
typedef struct {
    ind_str group, within, whole; /* "kommunkod", "lan", "04" */
    int64_t count;                /* how many the codelist has, shown or not */
    double level;                 /* 1 - 0.05 / count, at which they are compared */
    const ind_str *codes;         /* in the order of the codelist */
    const uint32_t *periods;      /* numbers of the measure's periods */
    size_t period_count;          /* 0: all */
} ind_report_areas;

/* How often something was compared, and how many of these would differ by chance alone. */
typedef struct {
    ind_with with;
    int64_t count;
    double by_chance;
    ind_apart apart; /* where COUNT is 0: why */
} ind_report_compared;

/* What a measure is compared with. */
typedef struct {
    unsigned with;           /* 1 << IND_WITH_..., ...; 0: nothing */
    bool ratio;              /* else differences */
    double least_difference; /* of words over time, in the unit of the value */
    ind_str published;       /* id of a measure; empty: none */
    ind_str sex_group, sex_first, sex_second;
    const ind_report_areas *areas;
    size_t area_count;
    const ind_report_compared *made; /* in the order of ind_with */
    size_t made_count;
} ind_report_compare;

/* The straight line from a baseline to the target: an assumption, never a plan that somebody has made. */
typedef struct {
    bool given;
    int year, from_year; /* FROM_YEAR < YEAR */
    double from;
} ind_report_way;

/* One comparison of a cell.  VALUE is the cell less, or over, AGAINST, and lies within LOW..HIGH.  Of IND_WITH_WHOLE
 * AGAINST is the value of the rest: the whole without the cell. */
typedef struct {
    uint32_t cell; /* its number in the measure */
    ind_with with;
    bool ratio;
    ind_str period;      /* compared with, where it is another one; of the same grain */
    ind_str group, code; /* the one that is another, of the cell compared with */
    ind_str published;   /* id of the measure compared with */
    double level;        /* 0 < level < 1 */
    double against, value, low, high;
    double expected; /* of a target: where the straight line is in the year of the cell; NaN: there is none */
    ind_word word;
} ind_report_comparison;

/* ---- signals ---- */

/* What charts are made of a measure's series. */
typedef struct {
    bool given, p_chart; /* else run charts */
    unsigned grains;     /* 1 << ind_grain of months, quarters, years */
    unsigned rules;      /* 1 << ind_signal */
    ind_str from, to;    /* days of a frozen baseline; empty: the centre is that of all points */
    int64_t too_few;     /* series with fewer than 12 points, of which nothing is said */
} ind_report_signals;

typedef struct {
    int rule;         /* ind_signal */
    ind_str from, to; /* first and last period; empty: the whole series */
} ind_report_signal;

/* The points of one series, in the order of time. */
typedef struct {
    ind_str grain;
    const ind_str *groups, *codes; /* of the cells */
    size_t group_count;
    double centre;            /* in the unit of the value */
    const ind_str *periods;   /* of the points */
    const double *low, *high; /* of a p-chart: limits of each point, in the unit of the value; else NULL */
    size_t points;
    bool has_runs; /* at least 12 points are off the centre; else the rest is not known */
    int64_t useful, longest_run, longest_run_limit, crossings, crossings_limit;
    const ind_report_signal *signals;
    size_t signal_count;
} ind_report_chart;

/* ---- funnels ---- */

typedef enum { IND_FUNNEL_INSIDE, IND_FUNNEL_ABOVE, IND_FUNNEL_BELOW, IND_FUNNEL_PLACES } ind_funnel_place;
const char *ind_funnel_place_name(ind_funnel_place place); /* "inside", "above", "below" */

/* Where an area is in the funnel of its whole: limits of prediction, not intervals of its value. */
typedef struct {
    uint32_t cell;
    ind_str group, code; /* of the whole */
    double centre;       /* its value */
    double size;         /* n or population, divided by the whole's design effect where it has an effective number */
    double low, high, outer_low, outer_high; /* 95 and 99.8 %, in the unit of the value */
    ind_funnel_place place, outer_place;
    bool disagrees; /* with the comparison with the rest */
} ind_report_in_funnel;

struct ind_report;
struct ind_report_measure;

/* Works out all that the measures of the report ask for; what was worked out before is replaced.  It lives in the
 * report. */
void ind_report_derive(struct ind_report *report);

IND_API_END

#endif

/* distinct.h - what the files of this kind share. */
#ifndef IND_DISTINCT_H
#define IND_DISTINCT_H

#include "kinds/common/persons.h"
#include "words/sentences.h"

/* Parameters, by their number in the table. */
enum {
    P_DATA_PERSON,
    P_DATA_START,
    P_OF,
    P_WINDOW_START,
    P_WINDOW_DAYS,
    P_WINDOW_INCOMPLETE,
    P_HOURS_FROM,
    P_HOURS_BEFORE,
    P_UNKNOWN_PROVIDER,
    P_MAX_UNKNOWN_SHARE,
    P_MIN_EVENTS_N,
    P_MIN_EVENTS_DISTINCT,
    P_EVERY_DAY_AT_LEAST_N,
    P_EVERY_DAY_AT_LEAST_DISTINCT,
    P_DENOMINATOR,
    P_EXCLUDE,
    P_SHARE_MORE_THAN,
    P_STATISTIC,
    P_PERIOD_EACH,
    P_INTERVAL_METHOD,
    PARAMS
};
extern const ind_param_spec ind_params_of_distinct[PARAMS];

/* What the value is; the others stand beside it. */
typedef enum { STATISTIC_MEAN, STATISTIC_MEDIAN, STATISTIC_SHARE } ind_distinct_statistic;

enum { ROLE_START, ROLE_OF };

typedef struct {
    int32_t from, to; /* days */
    int32_t period;
} window;

/* What is known of a person while its visits go by in order of start. */
typedef struct {
    int64_t rows, unknown, count; /* rows in window and hours; what is counted */
    int64_t visits, starts;       /* rows that count; of them, different starts */
    int64_t minute;               /* of the last visit */
    size_t first, last;           /* events */
    int32_t day;                  /* of the last visit; the day before the window: none yet */
    int64_t today;                /* visits on that day, as the daily rule counts */
    bool daily;                   /* that rule holds so far */
    uint32_t unit;                /* of a trace */
} course;

typedef struct {
    const ind_kind_context *context;
    const ind_measure *measure;
    const ind_events *events;
    /* policies */
    enum { DROP_VISIT, ONE, EACH } unknown;
    int64_t first_minute, end_minute; /* of a day */
    int64_t min_events, min_daily;    /* min_daily 0: no rule */
    bool min_by_start, daily_by_start;
    double max_unknown;
    window *windows;
    size_t window_count;
    uint32_t *seen; /* by code of what is counted: the last person and window that met it, as a number */
    size_t seen_count;
    uint32_t now;
    ind_persons persons;  /* in their windows, of the part at hand */
    const course *course; /* of the person at hand */
} ind_distinct;

static inline int64_t visits_of(const ind_distinct *d, const course *c) {
    return d->min_by_start ? c->starts : c->visits;
}

/* Steps. */
enum { TOO_UNKNOWN = IND_PERSONS_OWN, FEW, DAILY, SELECTED, EXCLUDE, REQUIRE, EXCLUDE_IF, DENOMINATOR, STEPS };

/* Rules across parameters. */
ind_status ind_distinct_check(const ind_measure *measure, ind_diag *diag);
/* All persons of the part at hand, in each window: whom they met, and whether they stay. */
void ind_distinct_judge(ind_distinct *d);

extern const ind_kind_words ind_words_of_distinct;
extern const ind_phrase ind_phrases_of_distinct[];
extern const unsigned char ind_file_distinct_template[]; /* distinct_template.json */

#endif

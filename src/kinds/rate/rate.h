/* rate.h - what the files of this kind share.
 *
 *   rate_parameters.c    what may be said
 *   rate_check.c         rules across it; standard_check.c: about standardisation
 *   rate_events.c        the rows of the first feed: events, persons or a sum (rows/counting.h)
 *   population.c         the rows of the second: who the events could have happened to
 *   population_persons.c persons of a stock who may have several rows in it
 *   population_years.c   a population by year becomes one of each period
 *   rate_meet.c          events outside the population go out
 *   standard.c           the table that a rate is standardised by
 *   standardised.c       the value of a cell of a standardised rate
 *   rate.c               the kind, and the value of a cell
 *
 * There are two states, of events and of the population: their cells come together by number of the period, since a
 * population is that of a period and no sum of months. */
#ifndef IND_RATE_H
#define IND_RATE_H

#include "kinds/rate/standard.h"
#include "kinds/rows/counting.h"
#include "kinds/rows/counting_interval.h"

/* Parameters, by their number in the table. */
enum {
    P_INTERVAL_METHOD,
    P_CLUSTER,
    P_COUNT_WHERE,
    P_ENTITY,
    P_TAKE,
    P_ORDER,
    P_SUM,
    P_MISSING_SUM,
    P_DISTINCT_PER,
    P_DATASET,
    P_WHERE,
    P_VALUE,
    P_YEAR,
    P_DATE,
    P_MEAN,
    P_IF_MISSING,
    P_MATCH,
    P_STOCK_ENTITY,
    P_STOCK_TAKE,
    P_STOCK_ORDER,
    P_MONTHS_FROM,
    P_MONTHS_TO,
    P_AGE_OF,
    P_AGE_FROM,
    P_AGE_TO,
    P_AGE_BANDS,
    P_CLASS_FROM,
    P_CLASS_TO,
    P_STANDARDISE,
    P_STANDARD,
    P_REFERENCE,
    P_STANDARDISE_BY,
    PARAMS
};
extern const ind_param_spec ind_params_of_rate[PARAMS];
extern const ind_counting_params ind_params_of_events;
ind_status ind_rate_check(const ind_measure *measure, ind_diag *diag);
ind_status ind_standard_check(const ind_measure *measure, ind_diag *diag); /* rules about standardisation */

/* Of a table by year, else of rows that are held against each period. */
bool ind_rate_by_year(const ind_measure *measure);
bool ind_rate_chosen_by_period(const ind_measure *measure); /* ind_kind.chooses_by_period */
/* The first year whose numbers of the population have a random error on purpose; INT_MAX: none do. */
int ind_rate_noisy_from(const ind_measure *measure);
bool ind_rate_has_age(const ind_measure *measure, size_t of); /* OF is given: P_AGE_OF, P_CLASS_FROM */

/* The ages of the measure, both inside; TO of those without an end is open. */
typedef struct {
    int64_t from, to;
    bool open;
} ind_age_band;
ind_age_band ind_rate_band(const ind_measure *measure);
bool ind_rate_groups_by_age(const ind_measure *measure); /* a group reads the classes of the population */

/* Terms of a cell, after those of what is counted.  Of a table by year, before it is placed, a cell is one year's:
 * POPULATION is the number at its end, STARTS to STRADDLING tell whether its classes make up the ages of the measure.
 * Then EARLIER, LACKING and MISFITS count strata of it: with the number of an earlier year, without any, with classes
 * that do not fit. */
enum {
    POPULATION = IND_COUNTED_TERMS,
    ROWS,
    MEAN,
    MEAN_ROWS,
    STARTS,
    SEAMS,
    STRADDLING,
    EARLIER,
    LACKING,
    MISFITS,
    NOISY,   /* numbers that have a random error on purpose */
    CLASSES, /* by class of a standardised rate: events, and population; of one year, its end and its mean */
    TERMS
};
extern const ind_term ind_rate_terms[TERMS];

/* Steps of the events. */
enum { OF_AGE = IND_COUNTED_PLACED, OUTSIDE, EVENTS, EVENT_STEPS };

/* The state of the events. */
typedef struct {
    ind_counting counting;
    ind_eval *age;
    const ind_vector *ages; /* of the batch */
    /* By row of the batch, of persons by unit: is it of the ages; is its area unknown; of a standardised rate, the
     * class of its age? */
    uint8_t *of_age, *nowhere, *class;
    ind_age_limits limits;
    size_t capacity;
    int64_t without_population; /* events that went out, though their area has delivered them */
} ind_rate_events;
void *ind_rate_events_open(const ind_kind_context *context);
void ind_rate_events_close(void *state);
ind_status ind_rate_events_finish(void *state, ind_diag *diag);
void ind_rate_meet(void *state, const ind_cells *raw); /* ind_kind.meet */

/* A finding about rows of the population: how many, and the first of them. */
typedef struct {
    int64_t count;
    const char *path; /* NULL: not known */
    uint32_t file;
    uint64_t line;
} ind_row_finding;
enum { FOUND_UNKNOWN, FOUND_NEGATIVE, FOUND_STRADDLES, FINDINGS };

/* Steps of its rows. */
enum { AGE_ELSEWHERE = IND_ROWS_STEPS, STRADDLES, UNKNOWN_OUT, PLACED, POPULATION_STEPS };

/* The state of the population. */
typedef struct {
    ind_row_filter filter;
    bool by_year;
    ind_eval *value, *year, *mean, *class_from, *class_to;              /* NULL: there is none */
    const ind_vector *values, *years, *means, *class_froms, *class_tos; /* of the batch; NULL: the same */
    struct ind_stock_persons *persons;                                  /* NULL: rows are counted */
    ind_age_limits limits;
    bool by_class;  /* the rate is standardised */
    int noisy_from; /* the first year whose numbers have a random error; INT_MAX: none do */
    ind_row_finding found[FINDINGS];
    int64_t earlier, lacking, misfits, undelivered; /* strata of a period, found when they were placed */
} ind_population;
int64_t ind_class_limit(int64_t age);
void *ind_population_open(const ind_kind_context *context);
void ind_population_close(void *state);
void ind_population_collect(void *state, const ind_vector *slots, size_t rows, int each);
void ind_population_merge(void *state, const void *other);
/* Has the whole delivered events of some of the days, or tells nothing what was delivered? */
bool ind_rate_delivers(const ind_kind_context *context, ind_str whole, ind_days days);
void ind_population_place(void *state, const ind_cells *raw); /* ind_kind.place */
ind_status ind_population_finish(void *state, ind_diag *diag);

/* What a cell has counted, and its population, both before the unit. */
typedef struct {
    ind_counted counted;
    double population; /* > 0 */
} ind_rate;
/* Value, intervals, crude or expected; or why there is none. */
void ind_rate_standardised(const ind_measure *measure, const ind_cells *cells, uint32_t cell, const ind_rate *rate,
                           ind_outcome *out);

extern const ind_kind_words ind_words_of_rate;
extern const ind_phrase ind_phrases_of_rate[];
extern const unsigned char ind_file_rate_template[]; /* rate_template.json */

#endif

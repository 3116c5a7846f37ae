/* paired.h - what the files of this kind share.
 *
 *   paired_parameters.c  what may be said, and rules across it
 *   rounds.c             a pair is the rows of one object in two rounds
 *   near.c               a pair is the measurements near two days of an index row, or their sums
 *   pairs.c              both values of a pair to its change
 *   paired.c             pairs to cells, cells to a value
 *
 * A unit is an object in a period, or an index row that lies in it; it has a change where both values are known. */
#ifndef IND_PAIRED_H
#define IND_PAIRED_H

#include "kinds/common/persons.h"
#include "words/sentences.h"

/* Parameters, by their number in the table. */
enum {
    P_DATA_PERSON,
    P_DATA_DATE,
    P_DATA_ORDER,
    P_VALUE,
    P_MEASUREMENT_DATASET,
    P_MEASUREMENT_WHERE,
    P_MEASUREMENT_PERSON,
    P_MEASUREMENT_DATE,
    P_MEASUREMENT_VALUE,
    P_MEASUREMENT_TAKE,
    P_MEASUREMENT_ONCE,
    P_BEFORE_MONTHS,
    P_BEFORE_NEAR,
    P_BEFORE_DAY_FROM,
    P_BEFORE_DAY_TO,
    P_AFTER_NEAR,
    P_AFTER_DAY_FROM,
    P_AFTER_DAY_TO,
    P_BEFORE_ABOVE,
    P_INCOMPLETE,
    P_DIRECTION,
    P_LEAST_CHANGE,
    P_STATISTIC,
    P_DENOMINATOR,
    P_EXCLUDE,
    P_PERIOD_EACH,
    P_INTERVAL_METHOD,
    PARAMS
};
extern const ind_param_spec ind_params_of_paired[PARAMS];
ind_status ind_paired_check(const ind_measure *measure, ind_diag *diag); /* rules across them */

/* Roles of the rows at hand, and of measurements. */
enum { ROLE_DATE, ROLE_ORDER, ROLE_VALUE, ROLE_BEFORE, ROLE_AFTER };
enum { MEASUREMENT_DATE, MEASUREMENT_ONCE, MEASUREMENT_VALUE };

/* What statistic is the value; the others stand beside it. */
typedef enum { MEAN_CHANGE, MEDIAN_CHANGE, SHARE_IMPROVED } ind_paired_statistic;

/* Terms of a cell: those of changes, the table of all changes, and counts. */
enum { TERM_TABLE = IND_M_TERMS, TERM_BETTER, TERM_WORSE, TERM_LOST, TERM_INCOMPLETE };

/* Steps. */
enum { SELECTED = IND_PERSONS_OWN, EXCLUDE, REQUIRE, EXCLUDE_IF, CUT, BELOW, LOST, DENOMINATOR, STEPS };

/* Where one of the two values is. */
typedef enum { FOUND, NONE, UNKNOWN_VALUE, CONTRADICTORY } ind_pair_side;
typedef struct {
    ind_pair_side is;
    size_t event; /* of its feed; of NONE, and of a sum, nothing */
    int64_t rows; /* of a sum: how many it is of */
    double value; /* of FOUND */
    const ind_timeline_part *part;
} ind_pair_value;

/* Days round the day of an index row. */
typedef struct {
    int32_t day_from, day_to;
} ind_near;

typedef struct {
    const ind_kind_context *context;
    const ind_measure *measure;
    const ind_events *events, *measurements; /* MEASUREMENTS NULL: pairs are of rounds */
    int64_t months;                          /* before the period, of rounds */
    ind_near before, after;
    bool sums;             /* all measurements of the days are added, else the nearest is taken */
    bool drops;            /* pairs whose days were not all delivered */
    double above;          /* the earlier value of a pair that counts is greater; -INFINITY: any */
    bool lower;            /* is better */
    double least;          /* change in that direction that improves; 0: any */
    ind_pair_value *sides; /* by unit at hand: before, after */
    size_t side_capacity;
    int64_t units, pairs;  /* of all periods; those that have both values */
    int64_t contradictory; /* units with values that contradict each other, which have none */
    ind_persons persons;
} ind_paired;

static inline const ind_pair_value *ind_paired_sides(const ind_paired *p, size_t number) {
    return &p->sides[2 * number];
}
/* The pairs of entity FROM..TO-1 of the part at hand. */
void ind_paired_rounds(ind_paired *p, size_t from, size_t to);
void ind_paired_near(ind_paired *p, size_t from, size_t to);
/* A unit of the period with its two sides. */
void ind_paired_add(ind_paired *p, uint32_t unit, const ind_entity_row *row, ind_pair_value before,
                    ind_pair_value after);
/* First and last day that is looked at for PERIOD, of rounds. */
void ind_paired_window(const ind_measure *measure, const ind_period *period, int32_t *from, int32_t *to);

extern const ind_kind_words ind_words_of_paired;
extern const ind_phrase ind_phrases_of_paired[];
extern const unsigned char ind_file_paired_template[]; /* paired_template.json */

#endif

/* results.h - the figures of one measure: cells as the report shows them. */
#ifndef INDIKATOR_RESULTS_H
#define INDIKATOR_RESULTS_H

#include "indikator/api.h"
#include "indikator/interval.h"
#include "indikator/text.h"

IND_API_BEGIN

enum {
    IND_MAX_LEVELS = 4,
    IND_MAX_NUMBERS = 10,
    IND_MAX_ALSO = 8,
    IND_MAX_CELL_GROUPS = 9
}; /* groups: of a definition, and an area */

typedef enum {
    IND_CELL_OK,
    IND_CELL_UNRELIABLE,           /* denominator or events too few to show */
    IND_CELL_NO_DATA,              /* delivered, and nothing counted */
    IND_CELL_NOT_DELIVERED,        /* the data that it needs were not delivered, or could not be read: see the reason */
    IND_CELL_INCOMPLETE_FOLLOW_UP, /* the definition hides values without full follow-up */
    IND_CELL_NOT_APPLICABLE,       /* counted, but the value is not defined */
    IND_CELL_SUPPRESSED,           /* who has published it does not show it, for secrecy */
    IND_CELL_STATUSES
} ind_cell_status;

const char *ind_cell_status_name(ind_cell_status status); /* "ok", "unreliable", ... */

/* Why a cell has no value, where the status alone does not tell. */
typedef enum {
    IND_REASON_NONE,
    IND_REASON_UNREADABLE,     /* too much of a column that the measure reads could not be read: not delivered */
    IND_REASON_OUTSIDE_SERIES, /* the period has days on which the measure has no series: not applicable */
    IND_REASON_NO_POPULATION,  /* the population that a rate is over is 0, or not in the table: not applicable */
    IND_REASON_CLASSES,        /* no classes of it make up the ages of the measure: not applicable */
    IND_REASON_FEW_EVENTS,     /* fewer than a standardised rate needs: unreliable */
    IND_REASON_CONTRADICTORY,  /* what is told of the cell contradicts itself: not delivered */
    IND_REASON_EMPTY_COLUMN,   /* a supplier has left a column empty that a rule of the measure reads: not delivered */
    IND_REASONS
} ind_cell_reason;
const char *ind_cell_reason_name(ind_cell_reason reason); /* "unreadable"; NULL for none */

/* Why a value has no interval, though its definition declares one. */
typedef enum {
    IND_INTERVAL_GIVEN,         /* it has one, or none is declared */
    IND_INTERVAL_UNDEFINED,     /* the method has none for such a value, and nothing more is known */
    IND_INTERVAL_ONE_VALUE,     /* it rests on a single value */
    IND_INTERVAL_ONE_PERSON,    /* all that was counted is of one person */
    IND_INTERVAL_ALL_ALIKE,     /* all values, or persons, are alike: nothing is known of how they differ */
    IND_INTERVAL_FEW_VALUES,    /* too few values for ranks to hold the level */
    IND_INTERVAL_WHOLE,         /* the whole population has answered: there is nothing that is not known */
    IND_INTERVAL_STRATA,        /* a stratum of the sample has no size, no answers, only one, or more than persons */
    IND_INTERVAL_AT_BOUND,      /* the value is an end of the scale */
    IND_INTERVAL_NO_EVENTS,     /* there are none, on one side at least */
    IND_INTERVAL_NOT_WHOLE,     /* what is counted is no whole number of events */
    IND_INTERVAL_NOT_PUBLISHED, /* who has published the value gave none with it */
    IND_INTERVAL_REASONS
} ind_interval_reason;
const char *ind_interval_reason_name(ind_interval_reason reason); /* "one_value"; NULL for IND_INTERVAL_GIVEN */

/* A count behind the value: numerator, denominator, n, sd, ... */
typedef struct {
    const char *name; /* literal */
    double value;     /* NaN: not defined, shown as null */
    bool whole;       /* a count: shown without decimals */
} ind_number;

/* A further value: median, share at least x, ... */
typedef struct {
    const char *name; /* literal */
    double value;     /* NaN: not defined */
    bool has_interval;
    ind_interval interval;
} ind_also;

/* What a kind makes of one cell. */
typedef struct {
    bool unknown_group;       /* told to the kind: one of the groups of the cell is not known */
    double value;             /* in the unit of the measure; NaN: not defined */
    int64_t over, under;      /* the value as a ratio of whole numbers; UNDER 0: not known */
    double least, greatest;   /* of its rows, where HAS_SPREAD */
    bool has_spread;          /* the measure tells how far its rows lie apart */
    bool noisy;               /* its population has a random error, which was added on purpose */
    bool unweighted;          /* no row has a weight, so that all weigh the same */
    bool unanswered;          /* some of those who are to answer have not */
    int64_t base;             /* unweighted denominator, what reliability is judged on */
    int64_t persons;          /* whom the base is of, where they are what reliability is judged on */
    int64_t counted;          /* beside the base: rows of another dataset, which no base can have */
    int64_t incomplete;       /* how many of them lack full follow-up or look-back */
    int64_t look_back;        /* how many lack full look-back, of a kind that has follow-up */
    bool hide;                /* the definition hides such cells */
    ind_cell_status told;     /* OK, or why there is no value, as the kind tells */
    ind_cell_reason told_why; /* of that */
    /* One a level of the definition; while the cell is made, one more at the level that areas are compared at. */
    ind_interval intervals[IND_MAX_LEVELS + 1];
    bool has_interval[IND_MAX_LEVELS + 1];
    ind_interval area_interval;      /* at that level */
    double area_level;               /* 0: there is none */
    ind_interval_reason no_interval; /* why it has none */
    ind_number numbers[IND_MAX_NUMBERS];
    size_t number_count;
    ind_also also[IND_MAX_ALSO];
    size_t also_count;
} ind_outcome;

/* Each a bit, from the lowest up; of a cell, some also of a measure. */
enum {
    IND_FLAG_PRELIMINARY = 1,          /* who is followed up later may change it */
    IND_FLAG_INCOMPLETE_LOOK_BACK = 2, /* a window begins before the deliveries do */
    IND_FLAG_PARTIAL = 4,              /* some days or suppliers of the period are not delivered, or answers missing */
    IND_FLAG_IMPLAUSIBLE = 8,          /* outside what the definition believes */
    IND_FLAG_DATA_FINDINGS = 16, /* some of the data that it rests on could not be read, or contradict each other */
    IND_FLAG_SERIES_BREAK = 32,  /* the measure changed in the period: it cannot be compared with those before */
    IND_FLAG_UNWEIGHTED = 64,    /* no row has a weight, so that all weigh the same */
    IND_FLAG_MIXED = 128,        /* rows are both in the first and in the last level */
    IND_FLAG_NOISE = 256,        /* of its population, to which a random error was added on purpose */
    IND_FLAGS = 9                /* how many there are */
};
const char *ind_flag_name(unsigned flags, size_t index); /* of the INDEX-th flag that is set; NULL after the last */

typedef struct {
    const char *period;                       /* label */
    size_t period_number;                     /* of the measure's periods in this run */
    ind_str group_name[IND_MAX_CELL_GROUPS];  /* BORROWED from the measure */
    ind_str group_value[IND_MAX_CELL_GROUPS]; /* empty: unknown (null) */
    ind_str group_label[IND_MAX_CELL_GROUPS]; /* name of the value, empty if there is none */
    size_t group_count;
    ind_cell_status status;
    ind_cell_reason reason; /* of status NOT_DELIVERED or NOT_APPLICABLE, or few events; else none */
    unsigned flags;
    ind_str level; /* id of the class that the value is in, BORROWED; empty: there are none */
    ind_outcome outcome;
} ind_cell_result;

IND_API_END

#endif

/* before_after.h - what the files of this kind share.
 *
 *   before_after_parameters.c  what may be said, and rules across it
 *   starts.c                   which rows are a start
 *   cohort_time.c              how long each is followed, and the events in that time
 *   before_after.c             the kind; persons to cells, cells to a ratio */
#ifndef IND_BEFORE_AFTER_H
#define IND_BEFORE_AFTER_H

#include "kinds/common/persons.h"
#include "statistics/person_time.h"
#include "words/sentences.h"

/* Parameters, by their number in the table. */
enum {
    P_DATA_PERSON,
    P_DATA_DATE,
    P_DATA_DEATH,
    P_DATA_MOVED,
    P_FIRST_IN_MONTHS,
    P_EVENT_DATASET,
    P_EVENT_WHERE,
    P_EVENT_PERSON,
    P_EVENT_START,
    P_EVENT_END,
    P_EVENT_AT_START,
    P_EVENT_JOIN,
    P_EVENT_OUT,
    P_EVENT_IN,
    P_BEFORE_DAYS,
    P_BEFORE_GAP,
    P_BEFORE_INCOMPLETE,
    P_AFTER_DAYS,
    P_COMPLETE_UNTIL,
    P_PER_PERSON_YEARS,
    P_DENOMINATOR,
    P_EXCLUDE,
    P_PERIOD_EACH,
    P_INTERVAL_METHOD,
    PARAMS
};
extern const ind_param_spec ind_params_of_before_after[PARAMS];
ind_status ind_before_after_check(const ind_measure *measure, ind_diag *diag); /* rules across them */

/* Roles of starts, and of events. */
enum { ROLE_DATE, ROLE_DEATH, ROLE_MOVED };
enum { EVENT_START, EVENT_END, EVENT_WHERE, EVENT_OUT, EVENT_IN };

/* Terms of a cell: persons, the four sums, the ten products of two of them, and who is not followed in full. */
enum {
    TERM_N,
    TERM_SUMS,
    TERM_PRODUCTS = TERM_SUMS + IND_PT_SUMS,
    TERM_CUT = TERM_PRODUCTS + IND_PT_PRODUCTS,
    TERM_BEFORE
};

/* Steps. */
enum { SELECTED = IND_PERSONS_OWN, EXCLUDE, REQUIRE, EXCLUDE_IF, NO_TIME, DENOMINATOR, STEPS };

/* What becomes of a person whose days before were not all delivered. */
typedef enum { LEFT_OUT, KEPT, HIDDEN } ind_incomplete_before;

/* Why a start has no person-time. */
typedef enum { HAS_TIME, GONE_BEFORE, NOT_DELIVERED, INCOMPLETE_BEFORE } ind_no_time;

/* One start. */
typedef struct {
    int32_t day, death, moved;     /* IND_NULL_DATE: not known, or never */
    const ind_timeline_part *part; /* of events, those of the person: */
    size_t first, end;
    int64_t sums[IND_PT_SUMS]; /* events and days */
    ind_no_time none;
    bool is_cut;        /* followed until the deliveries end, and no longer */
    bool begins_before; /* the deliveries begin after the days before do */
} ind_cohort_person;

typedef struct {
    const ind_kind_context *context;
    const ind_measure *measure;
    const ind_events *starts, *events;
    int64_t first_in_months;
    int32_t days_before, gap, days_after, join_within;
    bool joins, leaves_out, has_end;
    ind_incomplete_before incomplete;
    ind_cohort_person *items; /* by unit at hand */
    size_t item_capacity, found;
    int64_t unknown_events, out_of_order;
    ind_persons persons;
} ind_before_after;

/* Starts of entity ENTITY of the part at hand, in each period. */
void ind_before_after_starts(ind_before_after *b, size_t entity);
/* Rows of the person that can be no event, for what is said in the end. */
void ind_before_after_note(ind_before_after *b, const ind_cohort_person *person);
/* The time and the events of unit NUMBER, whose COUNTY is known now. */
void ind_before_after_follow(ind_before_after *b, size_t number, ind_str county);

extern const ind_kind_words ind_words_of_before_after;
extern const ind_phrase ind_phrases_of_before_after[];
extern const unsigned char ind_file_before_after_template[]; /* before_after_template.json */

#endif

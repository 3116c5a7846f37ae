/* continuity.h - what the files of this kind share. */
#ifndef IND_CONTINUITY_H
#define IND_CONTINUITY_H

#include "kinds/common/persons.h"
#include "words/sentences.h"

/* Parameters, by their number in the table. */
enum {
    P_DATA_PERSON,
    P_DATA_DATE,
    P_ORDER,
    P_PROVIDER,
    P_FORMULA,
    P_WINDOW_MONTHS,
    P_WINDOW_UNBOUNDED,
    P_WINDOW_INCOMPLETE,
    P_MIN_CONTACTS,
    P_SAME_DAY,
    P_GENERIC_PROVIDERS,
    P_GENERIC_AS,
    P_MAX_UNKNOWN_SHARE,
    P_UNKNOWN_SHARE_OF,
    P_LISTED_UNIT,
    P_LISTED_AT,
    P_CHRONIC_DATASET,
    P_CHRONIC_WHERE,
    P_CHRONIC_PERSON,
    P_CHRONIC_DATE,
    P_CHRONIC_DIAGNOSIS,
    P_CHRONIC_CODELIST,
    P_CHRONIC_MONTHS_BEFORE,
    P_DENOMINATOR,
    P_EXCLUDE,
    P_SHARE_AT_LEAST,
    P_PERIOD_EACH,
    P_INTERVAL_METHOD,
    P_RANGE,
    PARAMS
};
extern const ind_param_spec ind_params_of_continuity[PARAMS];
ind_status ind_continuity_check(const ind_measure *measure, ind_diag *diag);

enum { MOST_ORDERS = 3 };
enum { ROLE_DATE, ROLE_ORDER, ROLE_PROVIDER = ROLE_ORDER + MOST_ORDERS, ROLE_UNIT }; /* of the contacts */
enum { ROLE_CHRONIC_DATE, ROLE_CHRONIC_DIAGNOSIS };                                  /* of the diagnoses */

typedef struct {
    int32_t from, to; /* days of the window */
    int32_t chronic_from;
    int32_t period;
} window;

/* A chronic diagnosis. */
typedef struct {
    const ind_timeline_part *part;
    size_t event;
} chronic_place;

typedef struct {
    const ind_kind_context *context;
    const ind_measure *measure;
    const ind_events *events, *chronic; /* chronic NULL: any person */
    ind_persons persons;                /* in their windows */
    enum { COC, UPC, SECON } formula;
    int64_t min_contacts;
    window *windows; /* by period */
    bool merge_same_day;
    bool generic_unknown, of_merged; /* what the share of unknown providers is made of */
    double max_unknown;
    const ind_codelist *generic, *diagnoses;
    uint8_t *is_generic; /* by provider code: 0 not looked at, 1 no, 2 yes */
    uint8_t *is_chronic; /* by diagnosis code, the same */
    size_t *kept;        /* contacts of one person and window */
    uint32_t *visits;    /* their providers */
    uint32_t *met;       /* how many of them are with the provider of each */
    size_t visit_capacity;
    uint32_t *tally; /* contacts by provider code; all zero between persons */
    size_t tally_count;
    chronic_place found;   /* of the person at hand; part NULL: none */
    struct listed *listed; /* where persons are listed in each period; NULL: contacts anywhere count */
    size_t number;         /* of the person at hand, of those that LISTED has found */
    size_t seen, unseen;   /* of the window at hand: contacts that the share is of, those of unknown provider */
} ind_continuity;

/* Steps. */
enum {
    NOT_LISTED = IND_PERSONS_OWN,
    UNKNOWN,
    FEW,
    CHRONIC,
    SELECTED,
    EXCLUDE,
    REQUIRE,
    EXCLUDE_IF,
    DENOMINATOR,
    STEPS
};

/* Events FROM..TO-1 of one person: in each window, who was met how often, and whether the person stays.  ENTITY: its
 * number, where diagnoses are looked for. */
void ind_continuity_judge(ind_continuity *c, uint32_t entity, size_t from, size_t to);

/* listed.c: the unit where a person is listed when each period ends. */
struct listed *ind_listed_open(const ind_kind_context *context); /* NULL: the measure does not ask */
void ind_listed_close(struct listed *listed);                    /* NULL is fine */
/* Of entities FROM..TO-1 of the part at hand. */
void ind_listed_find(struct listed *listed, const ind_events *events, const window *windows, size_t from, size_t to);
size_t ind_listed_at_once(const struct listed *listed); /* so many entities at most */
/* The number that the unit has among those of contacts; of entity NUMBER of those that were asked for. IND_NULL_CODE:
 * the person is not listed.  UINT32_MAX: at a unit without contacts. */
uint32_t ind_listed_unit(const struct listed *listed, size_t number, size_t period);

extern const ind_kind_words ind_words_of_continuity;
extern const ind_phrase ind_phrases_of_continuity[];
extern const unsigned char ind_file_continuity_template[]; /* continuity_template.json */

#endif

/* kind.h - a method of computing: one folder behind one table of functions.
 *
 * Row kinds get batches of rows (collect); timeline kinds get the sorted events of every entity
 * (reduce).  Both count into cells; when all is in, value() makes a figure of each rolled-up cell.
 * A kind never sees CSV text, JSON or argv. */
#ifndef IND_KIND_H
#define IND_KIND_H

#include "cells/calendar.h"
#include "cells/cells.h"
#include "cells/delivery_reach.h"
#include "cells/flow.h"
#include "cells/strata.h"
#include "cells/timeline.h"
#include "data/tables/lookup.h"
#include "data/tables/read_table.h"
#include "definition/definition.h"
#include "indikator/results.h"
#include "kinds/common/trace.h"
#include "language/evaluation/shared.h"

/* A column of a feed that is looked up anew in each period, by what the feed has of its key. */
typedef struct {
    ind_lookup *lookup;       /* of the thread; NULL: the column has nothing to do with periods */
    const ind_vector *values; /* of the table that is looked into */
    const uint32_t *keys;     /* columns of the feed */
    size_t key_count;
    bool at_start; /* of the period, else at its end */
} ind_period_column;

/* What a kind works with; BORROWED for the life of its state.  Every thread has its own. */
typedef struct {
    const ind_measure *measure;
    unsigned feed; /* whose rows are counted: the first, or IND_FEED_BESIDE in a state of its own */
    const ind_calendar *calendar;
    const ind_deliveries *deliveries;
    ind_strata *strata;
    bool follows;        /* entities are followed; else rows are taken one by one */
    bool strata_are_run; /* for these rows already, by another measure that they are shared with */
    ind_cells *cells;
    ind_flow *flow;
    ind_arena *arena; /* for texts of flow steps */
    ind_trace *trace; /* NULL, or what is told of each decision */
    /* Row kinds, while rows are read: conditions on slots of the row scope join SHARED (see
     * language/evaluation/shared.h). NULL: there is none. */
    ind_shared *shared;
    const uint32_t *columns;            /* by slot */
    const ind_period_column *of_period; /* by column of the first feed; NULL: there are none */
    /* Row kinds: where the rows of the batch at hand stand. */
    const ind_input_file *files;
    const uint64_t *lines; /* NULL: not known */
    uint32_t file;
} ind_kind_context;

/* The choice of a confidence interval, of METHODS. */
#define IND_INTERVAL_PARAM(METHODS)                                                                                    \
    { .path = "interval.method", .type = IND_PARAM_CHOICE, .choices = METHODS, .help = "confidence interval" }

enum { IND_MAX_ROLES = 6, IND_MAX_RULES = 200 }; /* so many rules that the steps can be told apart in a byte */

/* The sorted events of one feed. */
typedef struct {
    const ind_timeline *timeline;
    const int *role_column; /* IND_MAX_ROLES: which column of the timeline a role is; -1: not given */
    /* Of the first feed, the part at hand; entities of the others are looked for with ind_timeline_find. */
    const ind_timeline_part *part;
    unsigned part_number;
    const ind_vector *roles;   /* IND_MAX_ROLES; a role not given has no values (any == NULL) */
    const ind_vector *columns; /* of the feed */
    /* Columns of the part that are the primary key; one of an entity without number has no values (any == NULL). */
    const ind_vector *ties;
    size_t tie_count;
    int64_t met; /* rows with an entity and what is needed that meet "where", also those on days that no window has */
    int64_t unknown; /* with the part that comes first: rows with an entity for which "where" is unknown */
} ind_events;

/* A key of entity number ENTITY of the part at hand that no other entity has; see cells/keyed_sums.h. */
static inline uint64_t ind_events_key(const ind_events *events, size_t entity) {
    return ((uint64_t)events->part_number << 48 | entity) + IND_FIRST_KEY;
}
/* The entity of an event of the part at hand; IND_NULL_CODE: not known. */
static inline uint32_t ind_events_entity(const ind_events *events, size_t event) {
    return events->part->columns[0].code[event];
}
/* The rows of entity ENTITY of HERE in another feed, sorted: the part that they are in, the first, how many (0: the
 * part means nothing).  Datasets that point to the same table have one dictionary of entities, else the text tells. */
const ind_timeline_part *ind_events_find(const ind_events *here, const ind_events *there, uint32_t entity,
                                         size_t *first, size_t *count);

/* The same for entity number ENTITY of the part of HERE, in a feed that is "of_events", whose entities may have no
 * numbers.  Entities are asked for in their order: *AT, which begins with 0, is where the last one was. */
const ind_timeline_part *ind_events_seek(const ind_events *here, const ind_events *there, size_t entity, size_t *at,
                                         size_t *first, size_t *count);

/* How a timeline kind wants its feed: paths of parameters. */
typedef struct {
    const char *entity;               /* IND_PARAM_ENTITY */
    const char *roles[IND_MAX_ROLES]; /* expressions in the row scope */
    const char *where;                /* NULL, or the condition of the rows that are collected */
    unsigned sorted;                  /* so many of the roles are the sort order; then the primary key decides */
    /* NULL, or COLUMNS: further ones of them, the roles from FIRST_ORDER on. */
    const char *order;
    unsigned first_order;
    const char *needed; /* NULL, or roles "a|b": rows where one is unknown are not collected */
    /* NULL, or a role whose texts are but told from each other within an entity: its codes may be numbers of each
     * entity's own.  Not so where the parameter NAMED_UNLESS is given, which asks what the texts are. */
    const char *named, *named_unless;
    /* Its rows are events that are looked for, and nothing but the roles is asked of them: no column is kept.  Where
     * "where" is unknown they are kept too, each is told of, and those that cannot be placed are a finding. */
    bool of_events;
    /* Its rows are of no entity that is followed: all of them are asked by each. */
    bool of_all;
    /* NULL: it is; else whether the primary key must decide between rows that are alike in the sort order. */
    bool (*in_order)(const ind_measure *measure);
} ind_feed_spec;

typedef struct {
    const ind_expr *const *exprs; /* none: not given; several: days, each of which counts */
    size_t count;
    bool needed; /* rows where it is unknown are not collected */
} ind_feed_role;

/* The rows of a feed as they are collected, by a measure. */
typedef struct {
    const ind_expr *const *entity; /* together they name the entity */
    size_t entity_count;
    const ind_param *entity_param; /* NULL: a relation's */
    ind_feed_role roles[IND_MAX_ROLES];
    const ind_expr *where; /* NULL: all rows */
    bool keeps_unknown;    /* also those where it is unknown */
    bool roles_only;       /* no column is kept beside the roles */
    unsigned sorted;       /* as in ind_feed_spec */
    int named;             /* a role, as there; -1: none */
    const char *where_path,
        *needed_path; /* of the kind's own feeds: the parameters, for a trace; NULL: none, or several */
} ind_feed_rows;

typedef struct ind_kind {
    ind_kind_spec spec;
    ind_feed_spec feeds[IND_MAX_FEEDS]; /* timeline kinds */
    /* Does this measure follow entities, though the kind does not?  May be NULL. */
    bool (*follows)(const ind_measure *measure);
    ind_feed_rows (*feed)(const ind_measure *measure); /* then what it collects of its first feed */
    /* Nothing counted is a value, 0, where the data were delivered; and where some of them were not there is none. */
    bool counts;
    const ind_term *terms; /* the first one counts the rows or units of the cell */
    size_t term_count;
    size_t (*terms_of)(const ind_measure *measure); /* so many of them, from the first, has this measure; NULL: all */
    size_t beside_term; /* where rows of another dataset are counted beside: the term that counts them */
    /* When all rows of a state for IND_FEED_BESIDE are in: makes cells by number of the period, in its context, of
     * those that it has counted, RAW.  NULL: they are counted by period, or month, as those of the first feed. */
    void (*place)(void *state, const ind_cells *raw);
    /* With PLACE: the cells of both feeds have come together by number of the period, in the context of the state of
     * the first.  RAW: those that it has counted, by month where months of its rows add up. */
    void (*meet)(void *state, const ind_cells *raw);
    /* NULL, or the parameter that weighs what counts; then of each of the first terms, the power of the weight that it
     * sums, and the term that sums the weights themselves.  The first term is how many there are. */
    const char *weight;
    const uint8_t *weight_powers;
    size_t weight_power_count, weight_term;
    bool tells_persons; /* a cell has the persons that it is of, where "reliability.of" asks for them */
    bool beside_apart;  /* ... and a cell has its value whether they were delivered or not */
    /* IND_ADDS_...: over what the terms of this measure do not add, though they can.  NULL: there is nothing. */
    unsigned (*lacks)(const ind_measure *measure);
    /* Does the period choose which rows there are?  A value of a group is then listed in the periods that it was seen
     * in, else in all.  NULL: where "days" chooses them. */
    bool (*chooses_by_period)(const ind_measure *measure);
    /* Days after the end of a period that must be in the data for its figures to be final; NULL: none. */
    int32_t (*follow_up)(const ind_measure *measure);
    /* Months before a period that must be in the data for its figures to be whole; NULL: none.  And days before it, in
     * the data of events. */
    int64_t (*look_back)(const ind_measure *measure);
    int32_t (*look_back_days)(const ind_measure *measure);
    /* First and last day, in PERIOD, of the window that the parameter PATH opens (IND_EDGE_WINDOW); false if it has
     * none there.  May be NULL. */
    bool (*window)(const ind_measure *measure, const char *path, const ind_period *period, int32_t *from, int32_t *to);
    /* NULL, or the parameter whose window holds all that is looked at in a period: no other day need be delivered. */
    const char *looks_at;
    /* Rules across parameters that the table cannot say; findings go to DIAG.  May be NULL. */
    ind_status (*check)(const ind_measure *measure, ind_diag *diag);
    void *(*open)(const ind_kind_context *context); /* OWNED by the caller, released by close */
    void (*close)(void *state);
    /* COUNT rows, slots of the row scope.  EACH: test them against this period of the calendar; -1: use period.date. */
    void (*collect)(void *state, const ind_vector *slots, size_t count, int each);
    /* All rows have been collected in this thread: what is not in cells and flow yet goes there.  May be NULL. */
    void (*settle)(void *state);
    /* Timeline kinds: one part of the entities, with all their events.  The first step of the flow, "rows", is counted
     * by the engine. */
    void (*reduce)(void *state, const ind_events *feeds);
    /* Days (of the feed's first role) outside which no period of the calendar looks at a row; NULL: none. */
    void (*days)(const ind_measure *measure, const ind_calendar *calendar, unsigned feed, int32_t *from, int32_t *to);
    void (*merge)(void *state, const void *other);     /* what the state itself has counted; may be NULL */
    ind_status (*finish)(void *state, ind_diag *diag); /* after all rows; may be NULL */
    void (*value)(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out);
    const unsigned char *template; /* how a definition begins ("init"): <kind>_template.json of its folder */
    const ind_phrase *explain;     /* words for what it tells its context's trace; ends with a NULL key */
} ind_kind;

/* What definitions may say of each kind, in order of name. */
const ind_kind_spec *const *ind_kind_specs(size_t *count);
/* That of a measure without a method, which is in no list. */
const ind_kind_spec *ind_kind_spec_open(void);
const ind_kind *ind_kind_of(const ind_measure *measure);
const char *ind_kind_template_of(const char *kind); /* NULL: no such kind */
/* The parameter with this number in the kind's own table. */
static inline const ind_param *ind_kind_param(const ind_measure *measure, size_t number) {
    return &measure->params[measure->param_count - measure->kind->param_count + number];
}
/* Rules across parameters, of all kinds and of this one. */
ind_status ind_kind_check(const ind_measure *measure, ind_diag *diag);
/* Does the measure follow entities (reduce), or take row by row (collect)? */
bool ind_kind_follows(const ind_measure *measure);
/* Are rows of this feed counted as they are read, and not collected? */
bool ind_kind_counts(const ind_measure *measure, size_t feed);
/* Are all rows of this feed asked by every entity? */
bool ind_kind_takes_all(const ind_measure *measure, size_t feed);
/* What is collected of feed NUMBER of a measure that follows entities: by the kind, or for a relation. */
ind_feed_rows ind_kind_feed(const ind_kind *kind, const ind_measure *measure, size_t number);
/* Do rows of this feed tell of years?  See ind_measure_beside_is_by_year. */
static inline bool ind_kind_is_timeless(const ind_measure *measure, size_t feed) {
    return feed == IND_FEED_BESIDE && ind_measure_beside_is_by_year(measure);
}
/* How many terms the cells of the measure have. */
size_t ind_kind_term_count(const ind_kind *kind, const ind_measure *measure);
/* Over what term number TERM of the measure adds: IND_ADDS_... */
unsigned ind_kind_adds(const ind_kind *kind, const ind_measure *measure, size_t term);
/* Do months add up to longer periods, in all terms?  Then cells are keyed by month, else by number of the calendar's
 * period. */
bool ind_kind_adds_months(const ind_kind *kind, const ind_measure *measure);
/* Do months of its own rows add up, so that they are counted by month, whatever is counted beside? */
bool ind_kind_counts_by_month(const ind_kind *kind, const ind_measure *measure);

/* Are the weights of each round scaled to how many there are in it, cell by cell? */
bool ind_kind_scales_rounds(const ind_measure *measure);
/* The factor of each term of a cell of one round, then. */
void ind_kind_round_factors(const ind_kind *kind, const ind_cells *cells, uint32_t cell, double *factors);

/* Levels of the interval that the definition declares; 0 if it declares none. */
size_t ind_kind_levels(const ind_measure *measure, const double **levels);
void ind_outcome_number(ind_outcome *out, const char *name, double value, bool whole);
/* The counts of a share, its value in the measure's unit and Wilson's interval on effective counts. */
void ind_outcome_share(const ind_measure *measure, double x, double n, ind_outcome *out);

/* Until when all that the measure follows has been delivered for the county: the least over its datasets, of the index
 * and of the event.  False if nothing is known of one of them. */
bool ind_kind_until(const ind_measure *measure, const ind_deliveries *deliveries, ind_str county, int32_t *until);

/* Is PART of WHOLE > 0 a greater share than LIMIT?  Asked in one way everywhere: 63 of 90 is not more than 0.7, while
 * 0.7 * 90 is a little less than 63. */
bool ind_share_exceeds(int64_t part, int64_t whole, double limit);

#endif

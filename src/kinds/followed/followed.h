/* followed.h - what the files of the kinds "followed" and "readmission" share.
 *
 *   followed_parameters.c, readmission_parameters.c  what a definition of either kind may say
 *   followed_check.c     rules across parameters
 *   followed_episodes.c  rows of a person, sorted and, if there are episodes, joined into them
 *   followed_index.c     which episodes are an index, and whether an event follows
 *   followed_later.c     the event is a later episode
 *   followed_events.c    the event is a row of another dataset, or of the same; followed_take.c: which of them decides
 *   followed_unknown.c   what an unknown event or joining means, and what is said in the end
 *   followed_steps.c     the steps that rows and episodes go through
 *   followed_count.c     what is counted in the end
 *   followed.c           the two kinds
 *
 * A row that is not joined to others is called an episode here too. */
#ifndef IND_FOLLOWED_H
#define IND_FOLLOWED_H

#include "kinds/common/relations.h"
#include "words/sentences.h"

/* Parameters, in the order of the tables: of both kinds, or of "followed" alone. */
#define IND_FOLLOWED_PARAMS(BOTH, FOLLOWED)                                                                            \
    BOTH(DATA_PERSON)                                                                                                  \
    BOTH(DATA_START)                                                                                                   \
    BOTH(DATA_END)                                                                                                     \
    BOTH(DATA_DEATH)                                                                                                   \
    BOTH(DATA_MOVED)                                                                                                   \
    BOTH(EPISODE_WHERE)                                                                                                \
    BOTH(EPISODE_JOIN)                                                                                                 \
    BOTH(EPISODE_JOIN_WITHIN_DAYS)                                                                                     \
    BOTH(EPISODE_JOIN_WHEN)                                                                                            \
    BOTH(EPISODE_OVERLAP)                                                                                              \
    BOTH(EPISODE_SAME_DAY)                                                                                             \
    BOTH(EPISODE_ONGOING)                                                                                              \
    BOTH(EPISODE_OPEN)                                                                                                 \
    BOTH(INDEX_WHERE)                                                                                                  \
    BOTH(INDEX_EXCLUDE)                                                                                                \
    FOLLOWED(EVENT_DATASET)                                                                                            \
    FOLLOWED(EVENT_PERSON)                                                                                             \
    FOLLOWED(EVENT_DATE)                                                                                               \
    FOLLOWED(EVENT_START)                                                                                              \
    FOLLOWED(EVENT_END)                                                                                                \
    BOTH(EVENT_WHERE)                                                                                                  \
    BOTH(EVENT_DAY_FROM)                                                                                               \
    BOTH(EVENT_DAY_TO)                                                                                                 \
    FOLLOWED(EVENT_FROM_DAY_OF)                                                                                        \
    FOLLOWED(EVENT_TO_DAY_OF)                                                                                          \
    FOLLOWED(EVENT_RELATION)                                                                                           \
    BOTH(EVENT_TAKE)                                                                                                   \
    FOLLOWED(EVENT_MET)                                                                                                \
    FOLLOWED(EVENT_OR)                                                                                                 \
    BOTH(EVENT_EVENT_MAY_BE_INDEX)                                                                                     \
    BOTH(MISSING_EVENT)                                                                                                \
    BOTH(MISSING_JOIN)                                                                                                 \
    BOTH(COUNT)                                                                                                        \
    BOTH(FOLLOW_UP_DAYS)                                                                                               \
    BOTH(FOLLOW_UP_COMPLETE_UNTIL)                                                                                     \
    BOTH(FOLLOW_UP_INCOMPLETE)                                                                                         \
    BOTH(FOLLOW_UP_DEATH)                                                                                              \
    BOTH(FOLLOW_UP_MOVED)                                                                                              \
    BOTH(PERIOD_DATE)                                                                                                  \
    BOTH(INTERVAL_METHOD)                                                                                              \
    BOTH(INTERVAL_CLUSTER)
#define IND_FOLLOWED_P(name) P_##name,
#define IND_FOLLOWED_R(name) R_##name,
#define IND_FOLLOWED_NONE(name)
/* Numbers in the table of "followed", by which all code asks; in that of "readmission", which only the table uses. */
typedef enum { IND_FOLLOWED_PARAMS(IND_FOLLOWED_P, IND_FOLLOWED_P) P_PARAMS } ind_followed_number;
enum { IND_FOLLOWED_PARAMS(IND_FOLLOWED_R, IND_FOLLOWED_NONE) R_PARAMS };
extern const ind_param_spec ind_params_of_followed[P_PARAMS], ind_params_of_readmission[R_PARAMS];

/* The parameter of the measure, of either kind; not given where its kind does not have it. */
const ind_param *ind_followed_param(const ind_measure *measure, ind_followed_number number);
static inline bool ind_followed_is(const ind_measure *measure, ind_followed_number number, const char *choice) {
    return ind_param_is(ind_followed_param(measure, number), choice);
}
static inline bool ind_followed_has(const ind_measure *measure, ind_followed_number number) {
    return ind_followed_param(measure, number)->node != NULL;
}
ind_eval *ind_followed_eval(const ind_measure *measure, ind_followed_number number); /* NULL: not given */

enum { ROLE_START, ROLE_END, ROLE_DEATH, ROLE_MOVED };
enum { EVENT_DATE, EVENT_START, EVENT_END, EVENT_WHERE, EVENT_MET }; /* roles of events in a dataset */
enum { BLOCK = IND_GATHER_ROWS, NO_END = IND_NO_END };

typedef struct {
    ind_entity_row row; /* last: the stay with the greatest end */
    size_t entity;
    bool unsure;        /* it is unknown whether it ends, or begins, there: join_when */
    bool begins_unsure; /* whether it begins there */
} ind_episode;

/* What is made of an unknown condition. */
typedef enum { IND_UNKNOWN_SAID, IND_UNKNOWN_NOT_MET, IND_UNKNOWN_EXCLUDE, IND_UNKNOWN_ERROR } ind_unknown_policy;

/* Which days count: DAY_FROM..DAY_TO from the first or the last day of the index. */
typedef struct {
    bool given; /* else all days */
    int32_t day_from, day_to;
    bool from_start, to_start;
} ind_event_window;

/* Events in a dataset, those of the entity at hand. */
typedef struct {
    const ind_events *feed; /* NULL: the events are later episodes */
    enum { RELATION_STARTS, RELATION_OVERLAPS, RELATION_COVERS } relation;
    enum { TAKE_ANY, TAKE_FIRST, TAKE_LAST } take;
    bool none; /* it counts that there is none */
    bool last; /* they have a last day, which may be before the first */
    const ind_timeline_part *part;
    size_t first, end;           /* events of the entity */
    size_t found;                /* where the last entity was, from which the next one is looked for */
    const int32_t *start, *ends; /* days; START NULL: they have none; ENDS NULL: they are single days */
    const uint8_t *where, *met;  /* NULL: there is no such condition */
    int64_t out_of_order;        /* events that end before they begin */
} ind_event_rows;

/* What came of looking for the event of an index. */
typedef struct {
    uint8_t met;  /* IND_TRUE, IND_FALSE, IND_UNKNOWN */
    bool decided; /* by an event that is there, or without any */
    size_t later; /* the episode that it is; SIZE_MAX: none */
    size_t row;   /* the event that is known to be the first, or the last; SIZE_MAX: none */
} ind_event_found;

typedef struct {
    const ind_kind_context *context;
    const ind_measure *measure;
    const ind_events *events;
    const int32_t *start, *end; /* days of the rows at hand; without "data.end" they are the same */
    /* policies */
    ind_event_window window;
    int32_t within, follow_up;
    bool has_follow_up;
    bool has_reach; /* events in a dataset and a window, which may begin before they were delivered */
    bool join_none;
    bool join_overlap, join_same_day, next_only, event_may_be_index, persons;
    bool drop_open, keep_open; /* stays without end that others follow */
    bool clusters;             /* the episodes of a person belong together in the interval */
    bool death_whatever;       /* death excludes, event or not */
    int64_t open_followed;     /* how many there were */
    int64_t after_death;       /* stays that begin after the day of death */
    int64_t unknown_events;    /* episodes of which event.where is unknown: they are no event */
    ind_unknown_policy missing_event, missing_join;
    ind_eval *join_batch, *join_one, *date, *without_event;
    ind_selection stays, selection; /* of events at hand; of episodes */
    size_t reach_step;              /* what is made of follow-up that is not all in the data; SIZE_MAX: nothing */
    size_t first_stay;              /* event that is number 0 in STAYS */
    ind_relations *relations;
    ind_gather *gather;
    ind_event_rows rows;
    /* episodes of the entities at hand, and what was found out about each */
    ind_episode *episodes;
    size_t episode_count, episode_capacity, judged_capacity;
    bool *is_event, *is_incomplete, *is_met;
    bool *begins_before; /* its window begins before the deliveries of events do */
    bool *may_be_event;  /* event.where is unknown */
    bool *is_unsure;     /* no event of the index is known, but one that may be */
    uint8_t *or_met;     /* met without any event */
    uint8_t *in_period;  /* its day lies in the run's: only then is it counted, whatever it does to other episodes */
    int32_t *day;        /* of the period */
    uint32_t *codes;     /* of the groups, row-major */
} ind_followed;

/* Steps of stays, and of episodes. */
enum { STAYS_ROWS, STAYS_COLLECTED, STAYS_WHERE, STAYS_ORDER, STAYS_STEPS };
enum {
    EPISODES,
    IN_PERIOD,
    INDEX,
    EXCLUDE,
    REQUIRE,
    EXCLUDE_IF,
    UNKNOWN_JOIN,
    REUSED,
    MOVED,
    INCOMPLETE_OUT,
    INCOMPLETE_NOTED,
    DEATH,
    UNKNOWN_EVENT,
    DENOMINATOR,
    NUMERATOR,
    MAY_BE_EVENT,
    STEPS
};
extern const ind_step_spec ind_followed_stays[STAYS_STEPS], ind_followed_steps[STEPS];

/* Terms of a cell; the last one of "followed" alone. */
enum { TERM_N, TERM_MET, TERM_INCOMPLETE, TERM_PERSONS, TERM_BEFORE, TERMS };

/* ---- the window ---- */

ind_event_window ind_followed_window(const ind_measure *measure);
/* The days of the window of the index ROW, both inside; FROM may be after TO. */
static inline void ind_window_days(const ind_event_window *window, const ind_entity_row *row, int32_t *from,
                                   int32_t *to) {
    *from = window->given ? (window->from_start ? row->start : row->end) + window->day_from : INT32_MIN;
    *to = window->given ? (window->to_start ? row->start : row->end) + window->day_to : INT32_MAX;
}
/* The first day of follow-up, which goes on for so many days. */
static inline int32_t ind_followed_since(const ind_followed *f, const ind_entity_row *row) {
    return f->window.to_start ? row->start : row->end;
}

/* ---- counting ---- */

/* The last day that the deliveries of the episode's county reach, by the groups of the index, whatever it is split by.
 * IND_NULL_DATE: not known. */
int32_t ind_followed_delivered(const ind_followed *f, size_t e);

/* Is the episode an index that counts, once it has been followed? */
static inline bool ind_followed_counts(const ind_followed *f, size_t e) {
    return ind_selection_stays(&f->selection, e) && f->in_period[e];
}

/* The row of a trace that an event is. */
static inline uint32_t ind_followed_row(const ind_followed *f, size_t event) {
    return ind_trace_row_of(f->context->trace, 0, f->events->part, event);
}

/* Is there a trace, and the index one that is counted? */
static inline bool ind_followed_is_told(const ind_followed *f, size_t e) {
    return f->context->trace != NULL && f->in_period[e];
}

/* What was counted beside cells and flow. */
void ind_followed_merge(void *state, const void *other);
ind_status ind_followed_finish(void *state, ind_diag *diag);
ind_unknown_policy ind_followed_policy(const ind_measure *measure, ind_followed_number number);
/* The stays of entities FROM..TO-1 -> f->episodes, in order of entity, then of start. */
void ind_followed_build(ind_followed *f, size_t from, size_t to);
/* What is to be known of each episode alone. */
void ind_followed_judge(ind_followed *f);
/* Follow-up of the episodes FROM..TO-1 of one entity: which count and is_met are then final. */
void ind_followed_follow(ind_followed *f, size_t from, size_t to);
/* Which of them are counted, and how. */
void ind_followed_count(ind_followed *f, size_t from, size_t to);
ind_status ind_followed_check(const ind_measure *measure, ind_diag *diag);

/* ---- events ---- */

/* The event of index E among the later episodes of the entity. */
ind_event_found ind_followed_later(const ind_followed *f, size_t e);
void ind_followed_tell_event_of(const ind_followed *f, size_t e, size_t event);

void ind_event_rows_open(ind_followed *f);
/* FEED: of any part. */
void ind_event_rows_begin(ind_followed *f, const ind_events *feed);
/* Those of entity number ENTITY of the part at hand. */
void ind_event_rows_find(ind_followed *f, size_t entity);
/* What they say of index E. */
ind_event_found ind_event_rows_take(const ind_followed *f, size_t e);
/* For a trace: what each of them is to index E, of which that was FOUND. */
void ind_event_rows_tell(const ind_followed *f, size_t e, const ind_event_found *found);

/* ---- words ---- */

void ind_followed_say_episodes(ind_words *words);
/* What is made of a stay without an end, and of one that ends before it begins. */
const char *ind_followed_without_end(ind_words *words, const char *the, const char *start, const char *end);
void ind_followed_say_exclusions(ind_words *words);
void ind_followed_say_numerator(ind_words *words);
void ind_followed_say_follow_up(ind_words *words);
void ind_readmission_say_follow_up(ind_words *words);

extern const ind_kind_words ind_words_of_followed, ind_words_of_readmission;
extern const ind_phrase ind_phrases_of_followed[], ind_phrases_of_readmission[];
/* followed_template.json, readmission_template.json */
extern const unsigned char ind_file_followed_template[], ind_file_readmission_template[];

#endif

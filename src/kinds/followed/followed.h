/* followed.h - what the files of this kind share.
 *
 *   followed_episodes.c  stays of a person, sorted and joined into episodes
 *   followed_index.c     which episodes are an index, and which an event of one
 *   followed_unknown.c   what an unknown event or joining means
 *   followed_steps.c     the steps that stays and episodes go through
 *   followed.c           parameters; what is counted in the end */
#ifndef IND_FOLLOWED_H
#define IND_FOLLOWED_H

#include "kinds/common/gather.h"
#include "words/sentences.h"

/* Parameters, by their number in the table. */
enum {
    P_DATA_PERSON,
    P_DATA_START,
    P_DATA_END,
    P_DATA_DEATH,
    P_DATA_MOVED,
    P_EPISODE_WHERE,
    P_EPISODE_JOIN,
    P_EPISODE_JOIN_WITHIN_DAYS,
    P_EPISODE_JOIN_WHEN,
    P_EPISODE_OVERLAP,
    P_EPISODE_SAME_DAY,
    P_EPISODE_ONGOING,
    P_EPISODE_OPEN,
    P_INDEX_WHERE,
    P_INDEX_EXCLUDE,
    P_EVENT_WHERE,
    P_EVENT_DAY_FROM,
    P_EVENT_DAY_TO,
    P_EVENT_TAKE,
    P_EVENT_EVENT_MAY_BE_INDEX,
    P_MISSING_EVENT,
    P_MISSING_JOIN,
    P_COUNT,
    P_FOLLOW_UP_DAYS,
    P_FOLLOW_UP_COMPLETE_UNTIL,
    P_FOLLOW_UP_INCOMPLETE,
    P_FOLLOW_UP_DEATH,
    P_FOLLOW_UP_MOVED,
    P_PERIOD_DATE,
    P_INTERVAL_METHOD,
    PARAMS
};
extern const ind_param_spec ind_params_of_readmission[PARAMS];

enum { ROLE_START, ROLE_END, ROLE_DEATH, ROLE_MOVED };
enum { BLOCK = IND_GATHER_ROWS, NO_END = IND_NO_END };

typedef struct {
    ind_entity_row row; /* last: the stay with the greatest end */
    size_t entity;
    bool unsure;        /* it is unknown whether it ends, or begins, there: join_when */
    bool begins_unsure; /* whether it begins there */
} ind_episode;

/* What is made of an unknown condition. */
typedef enum { IND_UNKNOWN_SAID, IND_UNKNOWN_NOT_MET, IND_UNKNOWN_EXCLUDE, IND_UNKNOWN_ERROR } ind_unknown_policy;

typedef struct {
    const ind_kind_context *context;
    const ind_measure *measure;
    const ind_events *events;
    /* policies */
    int32_t within, day_from, day_to, follow_up;
    bool join_none;
    bool join_overlap, join_same_day, next_only, event_may_be_index, persons;
    bool drop_open, keep_open; /* stays without end that others follow */
    int64_t open_followed;     /* how many there were */
    int64_t after_death;       /* stays that begin after the day of death */
    int64_t unknown_events;    /* episodes of which event.where is unknown: they are no event */
    ind_unknown_policy missing_event, missing_join;
    ind_eval *join_batch, *join_one, *date;
    ind_selection stays, selection; /* of events at hand; of episodes */
    size_t reach_step;              /* what is made of follow-up that is not all in the data */
    size_t first_stay;              /* event that is number 0 in STAYS */
    ind_gather *gather;
    /* episodes of the entities at hand, and what was found out about each */
    ind_episode *episodes;
    size_t episode_count, episode_capacity, judged_capacity;
    bool *is_event, *is_incomplete, *is_met;
    bool *may_be_event; /* event.where is unknown */
    bool *is_unsure;    /* no event of the index is known, but one that may be */
    uint8_t *in_period; /* its day lies in the run's: only then is it counted, whatever it does to other episodes */
    int32_t *day;       /* of the period */
    uint32_t *codes;    /* of the groups, row-major */
} ind_followed;

/* Steps of stays, and of episodes. */
enum { STAYS_ROWS, STAYS_COLLECTED, STAYS_WHERE, STAYS_ORDER, STAYS_STEPS };
enum {
    EPISODES,
    IN_PERIOD,
    INDEX,
    EXCLUDE,
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

/* The last day that the deliveries of the episode's county reach, by the groups of the index, whatever it is split by.
 * IND_NULL_DATE: not known. */
int32_t ind_followed_delivered(const ind_followed *r, size_t e);

/* Is the episode an index that counts, once it has been followed? */
static inline bool ind_followed_counts(const ind_followed *r, size_t e) {
    return ind_selection_stays(&r->selection, e) && r->in_period[e];
}

/* The row of a trace that an event is. */
static inline uint32_t ind_followed_row(const ind_followed *r, size_t event) {
    return ind_trace_row_of(r->context->trace, 0, r->events->part, event);
}

/* What was counted beside cells and flow. */
void ind_followed_merge(void *state, const void *other);
ind_status ind_followed_finish(void *state, ind_diag *diag);
ind_unknown_policy ind_followed_policy(const ind_measure *measure, size_t number);
/* Says that conditions were unknown, where the definition does not say what that means, or calls it an error. */
ind_status ind_followed_say_unknown(const ind_followed *r, ind_diag *diag);
/* The stays of entities FROM..TO-1 -> r->episodes, in order of entity, then of start. */
void ind_followed_build(ind_followed *r, size_t from, size_t to);
/* What is to be known of each episode alone. */
void ind_followed_judge(ind_followed *r);
/* Follow-up of the episodes FROM..TO-1 of one entity: which count and is_met are then final. */
void ind_followed_follow(ind_followed *r, size_t from, size_t to);

void ind_followed_say_follow_up(ind_words *words);

extern const ind_kind_words ind_words_of_readmission;
extern const ind_phrase ind_phrases_of_readmission[];
extern const unsigned char ind_file_readmission_template[]; /* readmission_template.json */

#endif

/* readmission.h - what the files of this kind share.
 *
 *   readmission_episodes.c  stays of a person, sorted and joined into episodes
 *   readmission_index.c     which episodes are an index, and which an event of one
 *   readmission.c           parameters; what is counted in the end */
#ifndef IND_READMISSION_H
#define IND_READMISSION_H

#include "kinds/gather.h"
#include "kinds/rows.h"

enum { ROLE_START, ROLE_END, ROLE_DEATH, ROLE_MOVED };
enum { BLOCK = IND_GATHER_ROWS, NO_END = IND_NO_END };

typedef struct {
    ind_entity_row row; /* last: the stay with the greatest end */
    size_t entity;
} ind_episode;

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
    int64_t unknown_joins;     /* pairs of which join_when is unknown: they are not joined */
    bool exclude_incomplete, exclude_death, exclude_moved;
    ind_eval *stay_where, *join_batch, *join_one, *index_where, *event_where, *date;
    ind_eval **exclude;
    size_t exclude_count;
    /* flow steps */
    size_t rows_step, where_step, order_step, episodes_step, period_step, index_step, *exclude_steps;
    size_t reused_step, death_step, moved_step, incomplete_step, denominator_step, numerator_step;
    ind_gather *gather;
    /* episodes of the entities at hand, and what was found out about each */
    ind_episode *episodes;
    size_t episode_count, episode_capacity, judged_capacity;
    bool *is_index, *is_event, *is_incomplete, *is_met;
    bool *in_period; /* its day lies in the run's: only then is it counted, whatever it does to other episodes */
    int32_t *day;    /* of the period */
    uint32_t *codes; /* of the groups, row-major */
    uint32_t *units; /* of a trace, by episode */
} ind_readmission;

/* The row of a trace that an event is. */
static inline uint32_t ind_readmission_row(const ind_readmission *r, size_t event) {
    return ind_trace_row_of(r->context->trace, 0, r->events->part, event);
}

/* What was counted beside cells and flow. */
void ind_readmission_merge(void *state, const void *other);
ind_status ind_readmission_finish(void *state, ind_diag *diag);
/* The stays of entities FROM..TO-1 -> r->episodes, in order of entity, then of start. */
void ind_readmission_build(ind_readmission *r, size_t from, size_t to);
/* What is to be known of each episode alone. */
void ind_readmission_judge(ind_readmission *r);
/* Follow-up of the episodes FROM..TO-1 of one entity: is_index and is_met are then final, and of the period alone. */
void ind_readmission_follow(ind_readmission *r, size_t from, size_t to);

#endif

/* collector.h - what a scan collects for the measures that follow entities.
 *
 *   columns of the input --where, days--> rows that are kept --identifiers numbered--> events of a timeline
 *
 * Measures that ask for the same rows and columns in the same order share a collector.  In each thread it has a
 * collection of its own; when all is read, they are brought together. */
#ifndef IND_COLLECTOR_H
#define IND_COLLECTOR_H

#include "engine/state/run_state.h"

typedef struct ind_collection ind_collection;

struct ind_collector {
    const struct ind_feed_plan *plan; /* of the first measure that asks; the others ask for the same */
    size_t users;                     /* measures that have not followed the entities yet */
    ind_dict *entities;               /* OWNED; numbers of entities that are not simply a column; else NULL */
    bool by_text;                     /* entities have texts alone: nobody needs their numbers */
    bool sought;                      /* another feed asks for its entities, or it asks for another's */
    uint32_t named;                   /* column of the input that has names within entities; IND_NOT_SHARED: none */
    size_t alike; /* such names that differ only in the way they are written, when entities have been followed */
    bool placed;  /* events end with a number that the receiver gives them: see ind_collection_place */
    bool has_days;
    int32_t from, to;           /* days outside which no measure looks */
    ind_collection *collection; /* OWNED; of the first thread, then of all */
};

/* Is PLAN's feed collected by COLLECTOR?  Then its days are taken into account. */
bool ind_collector_takes(ind_collector *collector, const struct ind_feed_plan *plan);
ind_collector *ind_collector_new(ind_arena *arena, const struct ind_feed_plan *plan);
/* The column of the input that its entities are; IND_NOT_SHARED: they are made of several, or of part of one. */
uint32_t ind_collector_entity(const ind_collector *collector);
void ind_collector_close(ind_collector *collector); /* its events have done their work */
/* Marks the columns of the input whose values are needed before rows are chosen. */
void ind_collector_early(const ind_collector *collector, bool *early);

/* In one thread. */
/* Its condition shares what it can; SHARED NULL: nothing. */
ind_collection *ind_collection_open(const ind_collector *collector, ind_shared *shared);
void ind_collection_free(ind_collection *collection); /* NULL is fine */
void ind_collection_clear(ind_collection *collection);
/* One batch; COLUMNS are those of the input.  First which rows are kept: *KEPT rows, ascending.  TEXTS: by column,
 * those of an identifier that is not numbered yet, else NULL; NULL: all are numbered. */
const uint32_t *ind_collection_choose(ind_collection *collection, const ind_vector *columns,
                                      const ind_str *const *texts, size_t count, size_t *kept);
/* Of a collector that is placed: the numbers of the rows to be taken next; BORROWED. */
void ind_collection_place(ind_collection *collection, int64_t *numbers);
/* The column of the timeline that has them. */
int ind_collection_place_column(const ind_collection *collection);
/* Then their events. */
void ind_collection_take(ind_collection *collection, const ind_vector *columns, const ind_str *const *texts,
                         size_t count);
/* Take over what FROM collected. */
void ind_collection_absorb(ind_collection *collection, ind_collection *from);

/* When all is there. */
int64_t ind_collection_rows(const ind_collection *collection); /* seen */
/* Those that meet "where" and are not kept: of no known entity; on no known day. */
void ind_collection_unplaced(const ind_collection *collection, int64_t *no_entity, int64_t *no_day);
ind_timeline *ind_collection_timeline(const ind_collection *collection);
/* The events as the feed's kind sees them; PART NULL: of a further feed.  ROLES has room for IND_MAX_ROLES.  What lies
 * on other days is in MET of the part that is taken FIRST. */
ind_events ind_collection_events(const ind_collection *collection, const ind_timeline_part *part, bool first,
                                 ind_vector *roles);

#endif

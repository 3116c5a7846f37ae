/* followed_episodes.c - stays of a person to episodes: a stay joins the episode so far if it overlaps or touches it
 * and the policies say so, or begins soon enough after it and "join_when" is met. */
#include "kinds/followed/followed.h"

#include <stdlib.h>

/* ---- which stays ---- */

/* Which of the stays AT..AT+COUNT-1 take part: where they say so, and their days are in order. */
static void choose_stays(ind_followed *f, size_t at, size_t count) {
    const int32_t *start = f->start, *end = f->end;
    ind_vector *vectors = ind_event_slots_new(f->measure, IND_SCOPE_ROW);
    uint8_t truth[BLOCK];
    f->first_stay = at;
    ind_selection_begin(&f->stays, count);
    for (size_t row = 0; f->context->trace != NULL && row < count; row++)
        f->stays.told[row] = ind_followed_row(f, at + row);
    for (size_t from = 0; from < count; from += BLOCK) {
        size_t n = count - from < BLOCK ? count - from : BLOCK;
        ind_event_slots(f->measure, IND_SCOPE_ROW, f->events, at + from, vectors);
        ind_selection_block(&f->stays, from, n);
        ind_selection_ask(&f->stays, STAYS_WHERE, vectors);
        for (size_t i = 0, e = at + from; i < n; i++, e++)
            truth[i] = end[e] != IND_NULL_DATE && end[e] < start[e];
        ind_selection_answer(&f->stays, STAYS_ORDER, truth, NULL);
    }
    free(vectors);
}

static bool takes_part(const ind_followed *f, size_t event) {
    return ind_selection_stays(&f->stays, event - f->first_stay);
}

/* join_when of event LATEST and candidate NEXT: slots of both sides point into the sorted columns. */
static const uint8_t *join_truth(ind_followed *f, ind_eval *eval, ind_vector *vectors, size_t latest, size_t next,
                                 size_t n) {
    const ind_slots *slots = &f->measure->feeds[0].slots[IND_SCOPE_PAIR];
    for (size_t s = 0; s < slots->count; s++) {
        size_t from = slots->items[s].side == IND_SIDE_NEXT ? next : latest;
        vectors[s] = ind_vector_slice(&f->events->columns[slots->items[s].column], from);
    }
    return ind_eval_run(eval, vectors, n)->truth;
}

/* join_when for each of the events AT..AT+COUNT-1 and the one before it. */
static uint8_t *join_neighbours(ind_followed *f, ind_vector *vectors, size_t at, size_t count) {
    if (f->join_batch == NULL)
        return NULL;
    uint8_t *truth = ind_alloc(count);
    for (size_t from = 1; from < count; from += BLOCK) {
        size_t n = count - from < BLOCK ? count - from : BLOCK;
        memcpy(truth + from, join_truth(f, f->join_batch, vectors, at + from - 1, at + from, n), n);
    }
    return truth;
}

typedef struct {
    ind_followed *f;
    ind_vector *vectors;
    size_t at;                 /* the first event */
    const uint8_t *neighbours; /* by event from AT on */
} joiner;

/* Why a stay joins the episode so far, or not. */
typedef enum { NEVER, TOO_LATE, NOT_MET, OVERLAPS, SAME_DAY, NEAR, MET } joining;

static joining join(const joiner *j, const ind_episode *so_far, size_t next, int32_t start, bool *unknown) {
    const ind_followed *f = j->f;
    *unknown = false;
    if (f->join_none)
        return NEVER;
    if (start < so_far->row.end && f->join_overlap)
        return OVERLAPS;
    if (start == so_far->row.end && f->join_same_day)
        return SAME_DAY;
    if (so_far->row.end != NO_END && start > so_far->row.end + f->within)
        return TOO_LATE;
    if (f->join_batch == NULL)
        return NEAR;
    uint8_t truth = so_far->row.last + 1 == next
                        ? j->neighbours[next - j->at]
                        : join_truth(j->f, f->join_one, j->vectors, so_far->row.last, next, 1)[0];
    *unknown = truth == IND_UNKNOWN;
    return truth == IND_TRUE ? MET : NOT_MET;
}

/* Of COUNT stays there are at most as many.  Each is made where it stays: to copy it from elsewhere, right after its
 * parts have been written, would wait for all of them. */
static void make_room(ind_followed *f, size_t count) {
    f->episode_count = 0;
    if (f->episode_capacity >= count)
        return;
    f->episode_capacity = count;
    f->episodes = ind_realloc(f->episodes, count * sizeof *f->episodes);
}

/* ---- for a trace ---- */

/* The condition as "join" asked it. */
static void note_join_when(const joiner *j, ind_judgement *judgement, const ind_episode *so_far, size_t next) {
    join_truth(j->f, j->f->join_one, j->vectors, so_far->row.last, next, 1);
    ind_trace_condition(j->f->context->trace, judgement, "episode.join_when", 0, j->vectors, 0);
}

/* A stay and the episode so far, which is NULL for the first one. */
static void note_join(const joiner *j, const ind_episode *so_far, size_t next, int32_t start, joining how) {
    static const char *const names[] = {
        "not joined: none", "not joined: too late", "not joined: join_when", "overlap", "same day", "near enough",
        "join_when"};
    static const char *const paths[] = {"episode.join",     "episode.join_within_days", "episode.join_when",
                                        "episode.overlap",  "episode.same_day",         "episode.join_within_days",
                                        "episode.join_when"};
    ind_trace *trace = j->f->context->trace;
    ind_judgement *judgement = ind_trace_row_note(trace, ind_followed_row(j->f, next), names[how], false);
    judgement->neutral = true;
    ind_trace_param(trace, judgement, paths[how]);
    if (how == MET || how == NOT_MET)
        note_join_when(j, judgement, so_far, next);
    if (so_far->row.end != NO_END)
        ind_trace_integer(trace, judgement, "days", (int64_t)start - so_far->row.end);
    ind_trace_refer(trace, judgement, "row", IND_FACT_ROW, ind_followed_row(j->f, so_far->row.last));
}

static ind_unit_kind unit_of(const ind_followed *f) {
    return ind_selection_has(&f->selection, EPISODES) ? IND_UNIT_EPISODE : IND_UNIT_ROW;
}

/* The stay is the first, or a further one, of the episode that will have number f->episode_count. */
static void note_member(ind_followed *f, size_t event, bool first) {
    ind_trace *trace = f->context->trace;
    if (first)
        f->selection.told[f->episode_count] = ind_trace_unit(trace, unit_of(f), -1);
    ind_trace_member_add(trace, f->selection.told[f->episode_count], ind_followed_row(f, event),
                         first ? "first" : "joined");
}

static void note_days(ind_followed *f) {
    for (size_t e = 0; e < f->episode_count; e++) {
        const ind_entity_row *row = &f->episodes[e].row;
        ind_trace_days(f->context->trace, f->selection.told[e], row->start,
                       row->end == NO_END ? IND_NULL_DATE : row->end);
    }
}

/* ---- episodes ---- */

/* A stay without end, and the person came again on a later day: it has ended, and nobody wrote down when.  Taken for
 * ongoing, it would swallow all that follows. */
static bool is_followed(const joiner *j, size_t e, size_t to) {
    const int32_t *start = j->f->start, *end = j->f->end;
    for (size_t next = e + 1; end[e] == IND_NULL_DATE && next < to; next++)
        if (takes_part(j->f, next) && start[next] > start[e])
            return true;
    return false;
}

/* It is an episode of its own, which may be an event, since it has begun, but no index. */
static void add_open(const joiner *j, size_t entity, size_t e, bool unknown) {
    ind_followed *f = j->f;
    const int32_t *start = f->start;
    if (f->context->trace != NULL)
        note_member(f, e, true);
    f->episodes[f->episode_count++] =
        (ind_episode){.row = {.first = e, .last = e, .start = start[e], .end = NO_END, .period = -1},
                      .entity = entity,
                      .begins_unsure = unknown};
}

/* The day of death is a fact of the person: the earliest that any of its stays knows. */
static int64_t count_after_death(const joiner *j, size_t from, size_t to) {
    const ind_vector *death = &j->f->events->roles[ROLE_DEATH];
    const int32_t *start = j->f->start;
    int32_t day = IND_NULL_DATE;
    int64_t count = 0;
    for (size_t e = from; death->any != NULL && e < to; e++)
        if (death->day[e] != IND_NULL_DATE && (day == IND_NULL_DATE || death->day[e] < day))
            day = death->day[e];
    for (size_t e = from; day != IND_NULL_DATE && e < to; e++)
        count += takes_part(j->f, e) && start[e] > day;
    return count;
}

static void build_entity(const joiner *j, size_t entity, size_t from, size_t to) {
    ind_followed *f = j->f;
    const int32_t *start = f->start, *end = f->end;
    bool unknown = false;
    ind_episode *now = NULL; /* the one that goes on: behind those that are done */
    f->after_death += count_after_death(j, from, to);
    for (size_t e = from; e < to; e++) {
        if (!takes_part(j->f, e))
            continue;
        bool followed = end[e] == IND_NULL_DATE && is_followed(j, e, to);
        f->open_followed += followed;
        if (followed && f->drop_open)
            continue;
        joining how = now != NULL ? join(j, now, e, start[e], &unknown) : NOT_MET;
        unknown = unknown && now != NULL;
        if (unknown) {
            ind_selection_flow(&f->selection, EPISODES)->unknown++;
            now->unsure = true;
        }
        if (followed && !f->keep_open && how < OVERLAPS) {
            f->episode_count += now != NULL;
            now = NULL;
            add_open(j, entity, e, unknown);
            continue;
        }
        int32_t until = end[e] == IND_NULL_DATE ? NO_END : end[e];
        if (followed && !f->keep_open)
            until = start[e];
        if (f->context->trace != NULL && now != NULL && unit_of(f) == IND_UNIT_EPISODE)
            note_join(j, now, e, start[e], how);
        if (how >= OVERLAPS) {
            if (f->context->trace != NULL)
                note_member(f, e, false);
            if (until >= now->row.end) {
                now->row.end = until;
                now->row.last = e;
            }
            continue;
        }
        f->episode_count += now != NULL;
        if (f->context->trace != NULL)
            note_member(f, e, true);
        now = &f->episodes[f->episode_count];
        *now = (ind_episode){.row = {.first = e, .last = e, .start = start[e], .end = until, .period = -1},
                             .entity = entity,
                             .unsure = unknown,
                             .begins_unsure = unknown};
    }
    f->episode_count += now != NULL;
}

void ind_followed_build(ind_followed *f, size_t from, size_t to) {
    const size_t *starts = f->events->part->starts;
    size_t at = starts[from], count = starts[to] - at;
    choose_stays(f, at, count);
    f->selection.seen = NULL;
    ind_selection_begin(&f->selection, count); /* at most */
    ind_vector *vectors = ind_alloc_array(f->measure->feeds[0].slots[IND_SCOPE_PAIR].count, sizeof *vectors);
    uint8_t *neighbours = join_neighbours(f, vectors, at, count);
    const joiner j = {f, vectors, at, neighbours};
    make_room(f, count);
    for (size_t entity = from; entity < to; entity++)
        build_entity(&j, entity, starts[entity], starts[entity + 1]);
    free(neighbours);
    free(vectors);
    ind_selection_block(&f->selection, 0, f->episode_count);
    if (ind_selection_has(&f->selection, EPISODES))
        ind_selection_pass(&f->selection, EPISODES);
    if (f->context->trace != NULL)
        note_days(f);
}

/* readmission.c - stays of a person joined into episodes; of the index episodes, those followed by an event.
 *
 *   stays --sort, join--> episodes --index.where, period, exclusions, follow-up--> index --event--> numerator
 *
 * The rules are those of measures such as "unplanned readmission within 30 days": every edge is a
 * policy of the definition.  An event is a later episode that begins day_from..day_to days after the end of the index.
 */
#include "kinds/gather.h"
#include "kinds/phrases.h"
#include "kinds/rows.h"
#include "kinds/words.h"

#include <stdlib.h>

enum { ROLE_START, ROLE_END, ROLE_DEATH, ROLE_MOVED };
enum { N, X, INCOMPLETE };
static const ind_term terms[] = {IND_TERM_COUNT, IND_TERM_COUNT, IND_TERM_COUNT};
enum { BLOCK = IND_GATHER_ROWS, NO_END = IND_NO_END };

static const ind_param_spec params[] = {
    {.path = "data.person",
     .type = IND_PARAM_ENTITY,
     .required = true,
     .scope = IND_SCOPE_ROW,
     .help = "whose stays follow each other"},
    {.path = "data.start",
     .type = IND_PARAM_DATE,
     .required = true,
     .scope = IND_SCOPE_ROW,
     .help = "first day of a stay"},
    {.path = "data.end",
     .type = IND_PARAM_DATE,
     .required = true,
     .scope = IND_SCOPE_ROW,
     .help = "last day of a stay; unknown: ongoing"},
    {.path = "data.death",
     .type = IND_PARAM_DATE,
     .scope = IND_SCOPE_ROW,
     .fallback = "personer.dodsdatum",
     .help = "day of death"},
    {.path = "data.moved",
     .type = IND_PARAM_DATE,
     .scope = IND_SCOPE_ROW,
     .fallback = "personer.flytt_datum",
     .help = "day the person left the area"},
    {.path = "episode.where",
     .type = IND_PARAM_CONDITION,
     .scope = IND_SCOPE_ROW,
     .help = "stays that are joined; the others are as if they were not there"},
    {.path = "episode.join_within_days",
     .type = IND_PARAM_INTEGER,
     .required = true,
     .low = 0,
     .high = 365,
     .edge = IND_EDGE_AT_MOST,
     .help = "most days between the end so far and the next start"},
    {.path = "episode.join_when",
     .type = IND_PARAM_CONDITION,
     .scope = IND_SCOPE_PAIR,
     .help = "condition on the stay with the latest end so far and the next one; none: always"},
    {.path = "episode.overlap",
     .type = IND_PARAM_CHOICE,
     .required = true,
     .choices = "join|separate",
     .help = "a stay that begins before the end so far"},
    {.path = "episode.same_day",
     .type = IND_PARAM_CHOICE,
     .required = true,
     .choices = "join|separate",
     .help = "a stay that begins on the day of the end so far"},
    {.path = "episode.ongoing",
     .type = IND_PARAM_CHOICE,
     .required = true,
     .choices = "event_only|absent",
     .help = "a stay without end: may be an event, never an index; or the source has none"},
    {.path = "index.where",
     .type = IND_PARAM_CONDITION,
     .scope = IND_SCOPE_ENTITY,
     .help = "episodes that may be an index"},
    {.path = "index.exclude",
     .type = IND_PARAM_RULES,
     .scope = IND_SCOPE_ENTITY,
     .help = "episodes left out, first hit only"},
    {.path = "event.where",
     .type = IND_PARAM_CONDITION,
     .scope = IND_SCOPE_ENTITY,
     .help = "episodes that may be an event"},
    {.path = "event.day_from",
     .type = IND_PARAM_INTEGER,
     .required = true,
     .low = 0,
     .high = 3650,
     .edge = IND_EDGE_AT_LEAST,
     .help = "first day after the end of the index that counts"},
    {.path = "event.day_to",
     .type = IND_PARAM_INTEGER,
     .required = true,
     .low = 0,
     .high = 3650,
     .edge = IND_EDGE_AT_MOST,
     .help = "last day that counts"},
    {.path = "event.take",
     .type = IND_PARAM_CHOICE,
     .required = true,
     .choices = "any_later_episode|next_episode",
     .help = "whether an episode between hides a later event"},
    {.path = "event.event_may_be_index",
     .type = IND_PARAM_BOOLEAN,
     .required = true,
     .help = "whether an event may itself be an index"},
    {.path = "count",
     .type = IND_PARAM_CHOICE,
     .required = true,
     .choices = "episodes|persons",
     .help = "what is counted; a person is met if any index is, in the stratum of the last"},
    {.path = "follow_up.days",
     .type = IND_PARAM_INTEGER,
     .required = true,
     .low = 0,
     .high = 3650,
     .edge = IND_EDGE_AT_LEAST,
     .help = "days after the index that must be in the data"},
    {.path = "follow_up.complete_until",
     .type = IND_PARAM_CHOICE,
     .required = true,
     .choices = "leveranser",
     .help = "what tells how far the data reach"},
    {.path = "follow_up.incomplete",
     .type = IND_PARAM_CHOICE,
     .required = true,
     .choices = "exclude_index|keep|hide",
     .help = "an index without full follow-up"},
    {.path = "follow_up.death",
     .type = IND_PARAM_CHOICE,
     .required = true,
     .choices = "keep|exclude_index",
     .edge = IND_EDGE_POLICY,
     .of = "follow_up.days",
     .step = "exclude death within follow-up",
     .help = "death within follow-up without an event"},
    {.path = "follow_up.moved",
     .type = IND_PARAM_CHOICE,
     .required = true,
     .choices = "keep|exclude",
     .edge = IND_EDGE_POLICY,
     .of = "follow_up.days",
     .step = "exclude moved",
     .help = "the person leaves the area within follow-up"},
    {.path = "period.date",
     .type = IND_PARAM_DATE,
     .required = true,
     .scope = IND_SCOPE_ENTITY,
     .edge = IND_EDGE_PERIOD,
     .of = "period.date",
     .help = "day that puts an index in a period"},
    {.path = "interval.method", .type = IND_PARAM_CHOICE, .choices = "wilson|none", .help = "confidence interval"},
};

typedef struct {
    ind_entity_row row; /* last: the stay with the greatest end */
    size_t entity;
} episode;

typedef struct {
    const ind_kind_context *context;
    const ind_measure *measure;
    const ind_events *events;
    /* policies */
    int32_t within, day_from, day_to, follow_up;
    bool join_overlap, join_same_day, next_only, event_may_be_index, persons;
    bool exclude_incomplete, exclude_death, exclude_moved;
    ind_eval *stay_where, *join_batch, *join_one, *index_where, *event_where, *date;
    ind_eval **exclude;
    size_t exclude_count;
    /* flow steps */
    size_t rows_step, where_step, order_step, episodes_step, period_step, index_step, *exclude_steps;
    size_t reused_step, death_step, moved_step, incomplete_step, denominator_step, numerator_step;
    ind_gather *gather;
    /* episodes of the part at hand, and what was found out about each */
    episode *episodes;
    size_t episode_count, episode_capacity, judged_capacity;
    bool *is_index, *is_event, *is_incomplete, *is_met;
    int32_t *day;    /* of the period */
    uint32_t *codes; /* of the groups, row-major */
    uint32_t *units; /* of a trace, by episode */
} readmission;

/* ---- set-up ---- */

static size_t step(readmission *r, const char *name, bool condition) {
    return ind_flow_add(r->context->flow, r->context->arena, name, condition);
}

static void read_policies(readmission *r) {
    const ind_measure *m = r->measure;
    r->within = (int32_t)ind_measure_param(m, "episode.join_within_days")->integer;
    r->join_overlap = ind_param_is(ind_measure_param(m, "episode.overlap"), "join");
    r->join_same_day = ind_param_is(ind_measure_param(m, "episode.same_day"), "join");
    r->day_from = (int32_t)ind_measure_param(m, "event.day_from")->integer;
    r->day_to = (int32_t)ind_measure_param(m, "event.day_to")->integer;
    r->next_only = ind_param_is(ind_measure_param(m, "event.take"), "next_episode");
    r->event_may_be_index = ind_measure_param(m, "event.event_may_be_index")->integer != 0;
    r->persons = ind_param_is(ind_measure_param(m, "count"), "persons");
    r->follow_up = (int32_t)ind_measure_param(m, "follow_up.days")->integer;
    r->exclude_incomplete = ind_param_is(ind_measure_param(m, "follow_up.incomplete"), "exclude_index");
    r->exclude_death = ind_param_is(ind_measure_param(m, "follow_up.death"), "exclude_index");
    r->exclude_moved = ind_param_is(ind_measure_param(m, "follow_up.moved"), "exclude");
}

static void add_steps(readmission *r, const ind_param *rules) {
    r->rows_step = step(r, "rows", false);
    if (r->measure->feeds[0].where != NULL || r->stay_where != NULL)
        r->where_step = step(r, "where", false);
    r->order_step = step(r, "exclude end before start", false);
    r->episodes_step = step(r, "episodes", false);
    r->period_step = step(r, "in period and area", false);
    r->index_step = step(r, "index", true);
    for (size_t i = 0; i < rules->count; i++)
        r->exclude_steps[i] =
            step(r, ind_arena_format(r->context->arena, "exclude %.*s", IND_STR_ARGS(rules->rules[i].id)), true);
    if (!r->event_may_be_index)
        r->reused_step = step(r, "exclude event of an earlier index", false);
    if (r->exclude_moved)
        r->moved_step = step(r, "exclude moved", false);
    if (r->exclude_incomplete)
        r->incomplete_step = step(r, "exclude incomplete follow-up", false);
    if (r->exclude_death)
        r->death_step = step(r, "exclude death within follow-up", false);
    r->denominator_step = step(r, "denominator", false);
    r->numerator_step = step(r, "numerator", false);
}

static void *open(const ind_kind_context *context) {
    readmission *r = ind_alloc(sizeof *r);
    const ind_measure *m = context->measure;
    const ind_param *rules = ind_measure_param(m, "index.exclude");
    r->context = context;
    r->measure = m;
    read_policies(r);
    r->stay_where = ind_eval_of(m, "episode.where");
    r->join_batch = ind_eval_of(m, "episode.join_when");
    r->join_one = ind_eval_of(m, "episode.join_when");
    r->index_where = ind_eval_of(m, "index.where");
    r->event_where = ind_eval_of(m, "event.where");
    r->date = ind_eval_of(m, "period.date");
    r->exclude_count = rules->count;
    r->exclude = ind_alloc_array(rules->count, sizeof *r->exclude);
    r->exclude_steps = ind_alloc_array(rules->count, sizeof *r->exclude_steps);
    for (size_t i = 0; i < rules->count; i++)
        r->exclude[i] = ind_eval_new(rules->rules[i].where);
    add_steps(r, rules);
    return r;
}

static void close(void *state) {
    readmission *r = state;
    ind_eval *evals[] = {r->stay_where, r->join_batch, r->join_one, r->index_where, r->event_where, r->date};
    for (size_t i = 0; i < sizeof evals / sizeof *evals; i++)
        ind_eval_free(evals[i]);
    for (size_t i = 0; i < r->exclude_count; i++)
        ind_eval_free(r->exclude[i]);
    free(r->exclude);
    free(r->exclude_steps);
    free(r->episodes);
    free(r->is_index);
    free(r->is_event);
    free(r->is_incomplete);
    free(r->is_met);
    free(r->day);
    free(r->codes);
    free(r->units);
    ind_gather_free(r->gather);
    free(r);
}

/* ---- stays to episodes ---- */

static uint32_t row_of(const readmission *r, size_t event) {
    return ind_trace_row_of(r->context->trace, 0, r->events->part, event);
}

static void tell_stay(const readmission *r, const ind_vector *slots, size_t i, size_t event, bool wanted,
                      bool ordered) {
    ind_trace *trace = r->context->trace;
    uint32_t row = row_of(r, event);
    if (r->stay_where != NULL)
        ind_trace_condition(trace, ind_trace_row_step(trace, row, r->context->flow, r->where_step, true, !wanted),
                            "episode.where", 0, slots, i);
    ind_judgement *days = ind_trace_row_step(trace, row, r->context->flow, r->order_step, wanted, !ordered);
    ind_trace_day(trace, days, "start", r->events->roles[ROLE_START].day[event]);
    ind_trace_day(trace, days, "end", r->events->roles[ROLE_END].day[event]);
    if (r->events->roles[ROLE_END].day[event] == IND_NULL_DATE)
        days->says = "ongoing stay";
}

/* Which stays take part: where they say so, and their days are in order. */
static bool *choose_stays(readmission *r, size_t count) {
    bool *in = ind_alloc_array(count, sizeof *in);
    const int32_t *start = r->events->roles[ROLE_START].day, *end = r->events->roles[ROLE_END].day;
    ind_flow_step *flow = r->context->flow->items;
    const ind_slots *slots = &r->measure->feeds[0].slots[IND_SCOPE_ROW];
    ind_vector *vectors = ind_alloc_array(slots->count, sizeof *vectors);
    for (size_t from = 0; from < count; from += BLOCK) {
        size_t n = count - from < BLOCK ? count - from : BLOCK;
        for (size_t s = 0; s < slots->count; s++)
            vectors[s] = ind_vector_slice(&r->events->columns[slots->items[s].column], from);
        const uint8_t *truth = r->stay_where == NULL ? NULL : ind_eval_run(r->stay_where, vectors, n)->truth;
        for (size_t i = 0; i < n; i++) {
            size_t e = from + i;
            bool wanted = truth == NULL || truth[i] == IND_TRUE;
            bool ordered = end[e] == IND_NULL_DATE || end[e] >= start[e];
            if (truth != NULL)
                flow[r->where_step].n += wanted;
            flow[r->order_step].n += wanted && !ordered;
            in[e] = wanted && ordered;
            if (r->context->trace != NULL)
                tell_stay(r, vectors, i, e, wanted, ordered);
        }
    }
    free(vectors);
    return in;
}

/* join_when of event LATEST and candidate NEXT: slots of both sides point into the sorted columns. */
static const uint8_t *join_truth(readmission *r, ind_eval *eval, ind_vector *vectors, size_t latest, size_t next,
                                 size_t n) {
    const ind_slots *slots = &r->measure->feeds[0].slots[IND_SCOPE_PAIR];
    for (size_t s = 0; s < slots->count; s++) {
        size_t from = slots->items[s].side == IND_SIDE_NEXT ? next : latest;
        vectors[s] = ind_vector_slice(&r->events->columns[slots->items[s].column], from);
    }
    return ind_eval_run(eval, vectors, n)->truth;
}

/* join_when for every event and the one before it. */
static uint8_t *join_neighbours(readmission *r, ind_vector *vectors, size_t count) {
    if (r->join_batch == NULL || count == 0)
        return NULL;
    uint8_t *truth = ind_alloc(count);
    for (size_t from = 1; from < count; from += BLOCK) {
        size_t n = count - from < BLOCK ? count - from : BLOCK;
        memcpy(truth + from, join_truth(r, r->join_batch, vectors, from - 1, from, n), n);
    }
    return truth;
}

typedef struct {
    readmission *r;
    ind_vector *vectors;
    const uint8_t *neighbours;
} joiner;

/* Why a stay joins the episode so far, or not. */
typedef enum { TOO_LATE, NOT_MET, OVERLAPS, SAME_DAY, NEAR, MET } joining;

static joining join(const joiner *j, const episode *so_far, size_t next, int32_t start) {
    const readmission *r = j->r;
    if (start < so_far->row.end && r->join_overlap)
        return OVERLAPS;
    if (start == so_far->row.end && r->join_same_day)
        return SAME_DAY;
    if (so_far->row.end != NO_END && start > so_far->row.end + r->within)
        return TOO_LATE;
    if (r->join_batch == NULL)
        return NEAR;
    if (so_far->row.last + 1 == next)
        return j->neighbours[next] == IND_TRUE ? MET : NOT_MET;
    return join_truth(j->r, r->join_one, j->vectors, so_far->row.last, next, 1)[0] == IND_TRUE ? MET : NOT_MET;
}

static void add_episode(readmission *r, const episode *done) {
    r->episodes = ind_grow(r->episodes, r->episode_count, &r->episode_capacity, sizeof *r->episodes);
    r->episodes[r->episode_count++] = *done;
}

/* ---- for a trace ---- */

/* The condition as "join" asked it. */
static void tell_join_when(const joiner *j, ind_judgement *judgement, const episode *so_far, size_t next) {
    join_truth(j->r, j->r->join_one, j->vectors, so_far->row.last, next, 1);
    ind_trace_condition(j->r->context->trace, judgement, "episode.join_when", 0, j->vectors, 0);
}

/* A stay and the episode so far, which is NULL for the first one. */
static void tell_join(const joiner *j, const episode *so_far, size_t next, int32_t start, joining how) {
    static const char *const names[] = {
        "not joined: too late", "not joined: join_when", "overlap", "same day", "near enough", "join_when"};
    static const char *const paths[] = {"episode.join_within_days", "episode.join_when",        "episode.overlap",
                                        "episode.same_day",         "episode.join_within_days", "episode.join_when"};
    ind_trace *trace = j->r->context->trace;
    ind_judgement *judgement = ind_trace_row_note(trace, row_of(j->r, next), names[how], false);
    judgement->neutral = true;
    ind_trace_param(trace, judgement, paths[how]);
    if (how == MET || how == NOT_MET)
        tell_join_when(j, judgement, so_far, next);
    if (so_far->row.end != NO_END)
        ind_trace_integer(trace, judgement, "days", (int64_t)start - so_far->row.end);
    ind_trace_refer(trace, judgement, "row", IND_FACT_ROW, row_of(j->r, so_far->row.last));
}

/* The stay is the first, or a further one, of the episode that will have number r->episode_count. */
static void tell_member(readmission *r, size_t event, bool first) {
    ind_trace *trace = r->context->trace;
    if (first) {
        r->units = ind_realloc(r->units, (r->episode_count + 1) * sizeof *r->units);
        r->units[r->episode_count] = ind_trace_unit(trace, IND_UNIT_EPISODE, -1);
        ind_trace_step(trace, r->units[r->episode_count], r->context->flow, r->episodes_step, true, false);
    }
    ind_trace_member_add(trace, r->units[r->episode_count], row_of(r, event), first ? "first" : "joined");
}

static void tell_episode_days(readmission *r) {
    for (size_t e = 0; e < r->episode_count; e++) {
        const ind_entity_row *row = &r->episodes[e].row;
        ind_trace_days(r->context->trace, r->units[e], row->start, row->end == NO_END ? IND_NULL_DATE : row->end);
    }
}

/* ---- episodes ---- */

static void build_entity(const joiner *j, const bool *in, size_t entity, size_t from, size_t to) {
    readmission *r = j->r;
    const int32_t *start = r->events->roles[ROLE_START].day, *end = r->events->roles[ROLE_END].day;
    bool open_episode = false;
    episode now = {0};
    for (size_t e = from; e < to; e++) {
        if (!in[e])
            continue;
        int32_t until = end[e] == IND_NULL_DATE ? NO_END : end[e];
        joining how = open_episode ? join(j, &now, e, start[e]) : NOT_MET;
        if (r->context->trace != NULL && open_episode)
            tell_join(j, &now, e, start[e], how);
        if (how >= OVERLAPS) {
            if (r->context->trace != NULL)
                tell_member(r, e, false);
            if (until >= now.row.end) {
                now.row.end = until;
                now.row.last = e;
            }
            continue;
        }
        if (open_episode)
            add_episode(r, &now);
        if (r->context->trace != NULL)
            tell_member(r, e, true);
        now = (episode){{.first = e, .last = e, .start = start[e], .end = until, .period = -1}, entity};
        open_episode = true;
    }
    if (open_episode)
        add_episode(r, &now);
}

static void build_episodes(readmission *r) {
    const ind_timeline_part *part = r->events->part;
    bool *in = choose_stays(r, part->events);
    joiner j = {.r = r,
                .vectors = ind_alloc_array(r->measure->feeds[0].slots[IND_SCOPE_PAIR].count, sizeof(ind_vector))};
    uint8_t *neighbours = join_neighbours(r, j.vectors, part->events);
    j.neighbours = neighbours;
    r->episode_count = 0;
    for (size_t entity = 0; entity < part->entities; entity++)
        build_entity(&j, in, entity, part->starts[entity], part->starts[entity + 1]);
    free(neighbours);
    free(j.vectors);
    free(in);
    r->context->flow->items[r->episodes_step].n += (int64_t)r->episode_count;
    if (r->context->trace != NULL)
        tell_episode_days(r);
}

/* ---- episodes judged ---- */

static const uint8_t *truth_of(ind_eval *eval, const ind_vector *slots, size_t n) {
    return eval == NULL ? NULL : ind_eval_run(eval, slots, n)->truth;
}

/* Whether the episode ended, on a day of the calendar, in the areas asked for. */
static void tell_period(const readmission *r, size_t e, bool ended, bool in_time) {
    ind_trace *trace = r->context->trace;
    ind_judgement *in = ind_trace_step(trace, r->units[e], r->context->flow, r->period_step, true, !r->is_index[e]);
    ind_trace_param(trace, in, ended ? "period.date" : "episode.ongoing");
    ind_trace_day(trace, in, "day", r->day[e]);
    if (!r->is_index[e])
        in->says = !ended                       ? "ongoing"
                   : r->day[e] == IND_NULL_DATE ? "no day"
                   : in_time                    ? "outside area"
                                                : "outside period";
}

/* "index.where", or a rule of "index.exclude", of episodes FROM..FROM+N-1; TRUTH NULL: there is no condition. */
static void tell_rule(const readmission *r, const char *path, size_t rule, size_t flow_step, const uint8_t *truth,
                      const ind_vector *slots, size_t from, size_t n) {
    ind_trace *trace = r->context->trace;
    bool exclude = flow_step != r->index_step;
    for (size_t i = 0; i < n; i++) {
        bool against = truth != NULL && (truth[i] == IND_TRUE) == exclude;
        ind_judgement *judgement =
            ind_trace_step(trace, r->units[from + i], r->context->flow, flow_step, r->is_index[from + i], against);
        if (truth != NULL)
            ind_trace_condition(trace, judgement, path, rule, slots, i);
    }
}

static void tell_may_be_event(const readmission *r, const uint8_t *truth, const ind_vector *slots, size_t from,
                              size_t n) {
    ind_trace *trace = r->context->trace;
    for (size_t i = 0; truth != NULL && i < n; i++)
        ind_trace_condition(trace,
                            ind_trace_note(trace, r->units[from + i], "may be event", true, truth[i] != IND_TRUE),
                            "event.where", 0, slots, i);
}

/* Index, exclusions and events of episodes FROM..FROM+N-1. */
static void judge_block(readmission *r, const ind_vector *slots, size_t from, size_t n) {
    const ind_calendar *calendar = r->context->calendar;
    ind_flow_step *flow = r->context->flow->items;
    size_t groups = r->measure->group_count;
    ind_strata_run(r->context->strata, slots, n, NULL);
    memcpy(r->day + from, ind_eval_run(r->date, slots, n)->day, n * sizeof *r->day);
    for (size_t i = 0; i < n; i++) {
        int32_t day = r->day[from + i];
        bool ended = r->episodes[from + i].row.end != NO_END;
        bool in_time = day != IND_NULL_DATE && day >= calendar->from && day <= calendar->to;
        r->is_index[from + i] = ended && in_time && ind_strata_inside(r->context->strata, i);
        flow[r->period_step].n += r->is_index[from + i];
        if (r->context->trace != NULL)
            tell_period(r, from + i, ended, in_time);
        memcpy(r->codes + (from + i) * groups, ind_strata_codes(r->context->strata, i), groups * sizeof *r->codes);
    }
    const uint8_t *truth = truth_of(r->index_where, slots, n);
    if (r->context->trace != NULL)
        tell_rule(r, "index.where", 0, r->index_step, truth, slots, from, n);
    for (size_t i = 0; i < n; i++) {
        if (!r->is_index[from + i])
            continue;
        flow[r->index_step].unknown += truth != NULL && truth[i] == IND_UNKNOWN;
        r->is_index[from + i] = truth == NULL || truth[i] == IND_TRUE;
        flow[r->index_step].n += r->is_index[from + i];
    }
    for (size_t k = 0; k < r->exclude_count; k++) {
        truth = truth_of(r->exclude[k], slots, n);
        if (r->context->trace != NULL)
            tell_rule(r, "index.exclude", k, r->exclude_steps[k], truth, slots, from, n);
        for (size_t i = 0; i < n; i++) {
            if (!r->is_index[from + i])
                continue;
            flow[r->exclude_steps[k]].unknown += truth[i] == IND_UNKNOWN;
            flow[r->exclude_steps[k]].n += truth[i] == IND_TRUE;
            r->is_index[from + i] = truth[i] != IND_TRUE;
        }
    }
    truth = truth_of(r->event_where, slots, n);
    if (r->context->trace != NULL)
        tell_may_be_event(r, truth, slots, from, n);
    for (size_t i = 0; i < n; i++)
        r->is_event[from + i] = truth == NULL || truth[i] == IND_TRUE;
}

/* The county's deliveries reach how far?  By the groups of the index, whatever it is split by.  IND_NULL_DATE: not
 * known. */
static int32_t delivered_until(const readmission *r, size_t e) {
    const uint32_t *codes = r->codes + e * r->measure->group_count;
    int32_t until;
    ind_str county = IND_STR("");
    for (size_t g = 0; g < r->measure->group_count && county.length == 0; g++)
        county = ind_strata_county_of(r->context->strata, g, codes[g]);
    if (!ind_deliveries_until(r->context->deliveries, r->measure->feeds[0].dataset->name, county, &until))
        return IND_NULL_DATE;
    return until;
}

static bool follow_up_ends_before(const readmission *r, size_t e) {
    int32_t until = delivered_until(r, e);
    return until == IND_NULL_DATE || r->episodes[e].row.end + r->follow_up > until;
}

static void make_room(readmission *r) {
    size_t count = r->episode_count, groups = r->measure->group_count;
    if (count <= r->judged_capacity)
        return;
    r->judged_capacity = count;
    r->is_index = ind_realloc(r->is_index, count * sizeof(bool));
    r->is_event = ind_realloc(r->is_event, count * sizeof(bool));
    r->is_incomplete = ind_realloc(r->is_incomplete, count * sizeof(bool));
    r->is_met = ind_realloc(r->is_met, count * sizeof(bool));
    r->day = ind_realloc(r->day, count * sizeof *r->day);
    r->codes = ind_realloc(r->codes, (count * groups + 1) * sizeof *r->codes);
}

static void judge_episodes(readmission *r) {
    size_t count = r->episode_count;
    make_room(r);
    for (size_t from = 0; from < count; from += BLOCK) {
        size_t n = count - from < BLOCK ? count - from : BLOCK;
        judge_block(r, ind_gather_run(r->gather, r->events, &r->episodes[from].row, sizeof(episode), n), from, n);
    }
    for (size_t e = 0; e < count; e++)
        r->is_met[e] = false;
    for (size_t e = 0; e < count; e++)
        r->is_incomplete[e] = r->is_index[e] && follow_up_ends_before(r, e);
}

/* ---- follow-up ---- */

/* A later episode K was looked at as the event of index E. */
static void tell_later(const readmission *r, size_t e, size_t k, int32_t days) {
    ind_trace *trace = r->context->trace;
    bool early = days<r->day_from, late = days> r->day_to;
    const char *name = late ? "later: after window" : early ? "later: before window" : "later: event";
    ind_judgement *later = ind_trace_note(trace, r->units[e], name, true, early || late || !r->is_event[k]);
    ind_trace_param(trace, later, late ? "event.day_to" : early ? "event.day_from" : "event.where");
    ind_trace_refer(trace, later, "episode", IND_FACT_UNIT, r->units[k]);
    ind_trace_integer(trace, later, "days", days);
    ind_trace_integer(trace, later, "from", r->day_from);
    ind_trace_integer(trace, later, "to", r->day_to);
}

static void tell_event_of(const readmission *r, size_t e, size_t event) {
    ind_trace *trace = r->context->trace;
    ind_judgement *of = ind_trace_note(trace, r->units[event], "event of", true, false);
    of->neutral = true;
    ind_trace_refer(trace, of, "episode", IND_FACT_UNIT, r->units[e]);
    ind_trace_integer(trace, of, "days", (int64_t)r->episodes[event].row.start - r->episodes[e].row.end);
}

static void tell_no_event(const readmission *r, size_t e) {
    ind_trace *trace = r->context->trace;
    ind_judgement *none = ind_trace_note(trace, r->units[e], "no event", true, true);
    ind_trace_param(trace, none, "event.take");
    ind_trace_integer(trace, none, "from", r->day_from);
    ind_trace_integer(trace, none, "to", r->day_to);
}

/* The first later episode of the entity that is an event of index E; SIZE_MAX if there is none. */
static size_t find_event(const readmission *r, size_t e) {
    const episode *index = &r->episodes[e];
    for (size_t k = e + 1; k < r->episode_count && r->episodes[k].entity == index->entity; k++) {
        int32_t days = r->episodes[k].row.start - index->row.end;
        if (r->context->trace != NULL)
            tell_later(r, e, k, days);
        if (days > r->day_to)
            break;
        if (days >= r->day_from && r->is_event[k])
            return k;
        if (r->next_only)
            break;
    }
    return SIZE_MAX;
}

/* Does the day, as known where the episode begins, lie within follow-up of the index? */
static bool within(const readmission *r, const ind_vector *days, const episode *index) {
    if (days->any == NULL)
        return false;
    int32_t day = days->day[index->row.first], end = index->row.end;
    return day != IND_NULL_DATE && day >= end && day <= end + r->follow_up;
}

/* All that "stays_in" asks, with what it answers. */
static void tell_follow_up(const readmission *r, size_t e, bool met) {
    ind_trace *trace = r->context->trace;
    const ind_flow *flow = r->context->flow;
    const episode *index = &r->episodes[e];
    bool asked = true, out;
    if (r->exclude_moved) {
        out = within(r, &r->events->roles[ROLE_MOVED], index);
        ind_judgement *moved = ind_trace_step(trace, r->units[e], flow, r->moved_step, asked, out);
        ind_trace_param(trace, moved, "follow_up.moved");
        ind_trace_integer(trace, moved, "follow_up", r->follow_up);
        asked = asked && !out;
    }
    ind_judgement *reach =
        r->exclude_incomplete
            ? ind_trace_step(trace, r->units[e], flow, r->incomplete_step, asked, r->is_incomplete[e])
            : ind_trace_note(trace, r->units[e], r->is_incomplete[e] ? "incomplete" : "complete", asked, false);
    ind_trace_param(trace, reach, "follow_up.incomplete");
    ind_trace_day(trace, reach, "needed", index->row.end + r->follow_up);
    if (delivered_until(r, e) != IND_NULL_DATE)
        ind_trace_day(trace, reach, "until", delivered_until(r, e));
    asked = asked && !(r->exclude_incomplete && r->is_incomplete[e]);
    if (r->exclude_death) {
        out = !met && within(r, &r->events->roles[ROLE_DEATH], index);
        ind_trace_param(trace, ind_trace_step(trace, r->units[e], flow, r->death_step, asked, out), "follow_up.death");
    }
}

/* Exclusions that need the time after the index, in this order; true if the index stays. */
static bool stays_in(readmission *r, size_t e, bool met) {
    ind_flow_step *flow = r->context->flow->items;
    const episode *index = &r->episodes[e];
    if (r->context->trace != NULL)
        tell_follow_up(r, e, met);
    if (r->exclude_moved && within(r, &r->events->roles[ROLE_MOVED], index)) {
        flow[r->moved_step].n++;
        return false;
    }
    if (r->exclude_incomplete && r->is_incomplete[e]) {
        flow[r->incomplete_step].n++;
        return false;
    }
    if (r->exclude_death && !met && within(r, &r->events->roles[ROLE_DEATH], index)) {
        flow[r->death_step].n++;
        return false;
    }
    return true;
}

static void follow_entity(readmission *r, size_t from, size_t to) {
    bool *taken = r->event_may_be_index ? NULL : ind_alloc_array(to - from, sizeof(bool));
    for (size_t e = from; e < to; e++) {
        if (!r->is_index[e])
            continue;
        if (taken != NULL && r->context->trace != NULL)
            ind_trace_param(
                r->context->trace,
                ind_trace_step(r->context->trace, r->units[e], r->context->flow, r->reused_step, true, taken[e - from]),
                "event.event_may_be_index");
        if (taken != NULL && taken[e - from]) {
            r->context->flow->items[r->reused_step].n++;
            r->is_index[e] = false;
            continue;
        }
        size_t event = find_event(r, e);
        if (r->context->trace != NULL && event == SIZE_MAX)
            tell_no_event(r, e);
        r->is_index[e] = stays_in(r, e, event != SIZE_MAX);
        r->is_met[e] = r->is_index[e] && event != SIZE_MAX;
        if (r->context->trace != NULL && r->is_met[e])
            tell_event_of(r, e, event);
        if (taken != NULL && r->is_met[e])
            taken[event - from] = true;
    }
    free(taken);
}

/* ---- counting ---- */

/* The episode, or the person if UNIT is one. */
static void tell_counted(const readmission *r, uint32_t unit, int32_t period, size_t e, bool met, bool incomplete) {
    ind_trace *trace = r->context->trace;
    ind_trace_count *count = ind_trace_counted(trace, unit, period, r->codes + e * r->measure->group_count);
    count->has_numerator = true;
    count->met = met;
    count->incomplete = incomplete;
    trace->units[unit].in_numerator |= met;
}

/* COUNTED: in the flow. */
static void tell_shares(const readmission *r, uint32_t unit, bool met, bool counted) {
    ind_trace *trace = r->context->trace;
    ind_trace_step(trace, unit, r->context->flow, r->denominator_step, true, false)->counted = counted;
    ind_trace_step(trace, unit, r->context->flow, r->numerator_step, true, !met)->counted = counted && met;
}

static void add(readmission *r, int32_t period, size_t e, bool met, bool incomplete) {
    ind_cells *cells = r->context->cells;
    uint32_t cell = ind_cells_at(cells, period, r->codes + e * r->measure->group_count);
    ind_cells_count(cells, cell, N, 1);
    ind_cells_count(cells, cell, X, met);
    ind_cells_count(cells, cell, INCOMPLETE, incomplete);
}

static void count_episodes(readmission *r, size_t from, size_t to) {
    for (size_t e = from; e < to; e++) {
        if (!r->is_index[e])
            continue;
        r->context->flow->items[r->denominator_step].n++;
        r->context->flow->items[r->numerator_step].n += r->is_met[e];
        add(r, ind_month_of_day(r->day[e]), e, r->is_met[e], r->is_incomplete[e]);
        if (r->context->trace == NULL)
            continue;
        tell_shares(r, r->units[e], r->is_met[e], true);
        tell_counted(r, r->units[e], ind_month_of_day(r->day[e]), e, r->is_met[e], r->is_incomplete[e]);
    }
}

/* The later of two index episodes: by end, then by start, then as they stand. */
static bool is_later(const episode *a, const episode *b) {
    return a->row.end != b->row.end ? a->row.end > b->row.end : a->row.start >= b->row.start;
}

static bool counts_within(const readmission *r, size_t e, int32_t first, int32_t last) {
    return r->is_index[e] && r->day[e] >= first && r->day[e] <= last;
}

/* One person, whose rows are those of the episodes that count; the last one gives the stratum. */
static void tell_person(const readmission *r, size_t from, size_t to, int32_t first, int32_t last, int period,
                        size_t latest, bool met, bool incomplete) {
    ind_trace *trace = r->context->trace;
    uint32_t unit = ind_trace_unit(trace, IND_UNIT_ENTITY, period);
    ind_trace_days(trace, unit, first, last);
    for (size_t e = from; e < to; e++)
        if (counts_within(r, e, first, last))
            ind_trace_member_add(trace, unit, row_of(r, r->episodes[e].row.first), e == latest ? "last" : "counted");
    tell_shares(r, unit, met, period < 0);
    if (period >= 0)
        tell_counted(r, unit, period, latest, met, incomplete);
}

/* One person in one stretch of days: met if any index is; the stratum of the last index. */
static bool count_person(readmission *r, size_t from, size_t to, int32_t first, int32_t last, int period, bool *met) {
    size_t latest = SIZE_MAX;
    bool incomplete = false;
    *met = false;
    for (size_t e = from; e < to; e++) {
        if (!counts_within(r, e, first, last))
            continue;
        *met |= r->is_met[e];
        incomplete |= r->is_incomplete[e];
        if (latest == SIZE_MAX || is_later(&r->episodes[e], &r->episodes[latest]))
            latest = e;
    }
    if (latest != SIZE_MAX && r->context->trace != NULL)
        tell_person(r, from, to, first, last, period, latest, *met, incomplete);
    if (latest != SIZE_MAX && period >= 0)
        add(r, period, latest, *met, incomplete);
    return latest != SIZE_MAX;
}

static void count_persons(readmission *r, size_t from, size_t to) {
    const ind_calendar *calendar = r->context->calendar;
    bool met;
    if (!count_person(r, from, to, calendar->from, calendar->to, -1, &met))
        return;
    r->context->flow->items[r->denominator_step].n++;
    r->context->flow->items[r->numerator_step].n += met;
    for (size_t p = 0; p < calendar->count; p++)
        count_person(r, from, to, calendar->items[p].from, calendar->items[p].to, (int)p, &met);
}

static void reduce(void *state, const ind_events *feeds) {
    readmission *r = state;
    r->events = feeds;
    if (r->gather == NULL)
        r->gather = ind_gather_new(r->measure, IND_SCOPE_ENTITY, feeds, r->context->calendar);
    if (r->measure->feeds[0].where != NULL && r->stay_where == NULL)
        ind_kind_count_met(r->context, r->where_step, feeds);
    build_episodes(r);
    judge_episodes(r);
    for (size_t from = 0, to; from < r->episode_count; from = to) {
        for (to = from + 1; to < r->episode_count && r->episodes[to].entity == r->episodes[from].entity;)
            to++;
        follow_entity(r, from, to);
        if (r->persons)
            count_persons(r, from, to);
        else
            count_episodes(r, from, to);
    }
}

static bool adds_up(const ind_measure *measure) {
    return !ind_param_is(ind_measure_param(measure, "count"), "persons");
}

/* A source of ended stays only lacks the readmissions that were ongoing when it was taken; what had less than one more
 * window of follow-up until then may still change. */
static int32_t follow_up(const ind_measure *measure) {
    int32_t days = (int32_t)ind_measure_param(measure, "follow_up.days")->integer;
    return ind_param_is(ind_measure_param(measure, "episode.ongoing"), "absent") ? 2 * days : days;
}

static ind_status need_role(const ind_measure *measure, const char *policy, const char *value, const char *role,
                            ind_diag *diag) {
    const ind_param *param = ind_measure_param(measure, policy);
    if (!ind_param_is(param, value) || ind_measure_param(measure, role)->expr != NULL)
        return IND_OK;
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "missing_role", ind_json_place(param->node), NULL,
                        "'%s': '%s' needs the day in '%s'", policy, value, role);
}

static ind_status check(const ind_measure *measure, ind_diag *diag) {
    ind_status status = need_role(measure, "follow_up.death", "exclude_index", "data.death", diag);
    status = ind_status_worst(status, need_role(measure, "follow_up.moved", "exclude", "data.moved", diag));
    const ind_param *from = ind_measure_param(measure, "event.day_from"),
                    *to = ind_measure_param(measure, "event.day_to");
    const ind_param *days = ind_measure_param(measure, "follow_up.days");
    if (from->integer > to->integer)
        status = ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "window", ind_json_place(to->node), NULL,
                              "'event.day_to' is before 'event.day_from'");
    if (days->integer < to->integer)
        status =
            ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "window", ind_json_place(days->node), NULL,
                         "'follow_up.days' is shorter than 'event.day_to': late events would be missed in silence");
    return status;
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    int64_t n = ind_cells_get_count(cells, cell, N), x = ind_cells_get_count(cells, cell, X);
    out->base = n;
    out->incomplete = ind_cells_get_count(cells, cell, INCOMPLETE);
    out->hide = out->incomplete > 0 && ind_param_is(ind_measure_param(measure, "follow_up.incomplete"), "hide");
    ind_outcome_number(out, "numerator", (double)x, true);
    ind_outcome_number(out, "denominator", (double)n, true);
    ind_outcome_share(measure, (double)x, (double)n, out);
}

const ind_kind ind_kind_readmission = {
    .spec = {.name = "readmission",
             .help = "share of index episodes followed by an event",
             .timeline = true,
             .params = params,
             .param_count = sizeof params / sizeof *params,
             .words = &ind_words_of_readmission},
    .feeds = {{.entity = "data.person",
               .where = "data.where",
               .roles = {"data.start", "data.end", "data.death", "data.moved"},
               .sorted = 2,
               .needed = "data.start"}},
    .terms = terms,
    .term_count = sizeof terms / sizeof *terms,
    .adds_up = adds_up,
    .follow_up = follow_up,
    .check = check,
    .open = open,
    .close = close,
    .reduce = reduce,
    .value = value,
    .explain = ind_phrases_of_readmission,
};

/* readmission.c - stays of a person joined into episodes; of the index episodes, those followed by an event.
 *
 *   stays --sort, join--> episodes --index.where, period, exclusions, follow-up--> index --event--> numerator
 *
 * The rules are those of measures such as "unplanned readmission within 30 days": every edge is a
 * policy of the definition.  An event is a later episode that begins day_from..day_to days after the end of the index.
 */
#include "kinds/readmission/readmission.h"

#include <stdlib.h>

enum { N, X, INCOMPLETE };
/* Rows of several suppliers may make one episode. */
static const ind_term terms[] = {{"n", IND_TERM_COUNT, IND_ADDS_TIME | IND_ADDS_GROUPS, false},
                                 {"x", IND_TERM_COUNT, IND_ADDS_TIME | IND_ADDS_GROUPS, false},
                                 {"incomplete", IND_TERM_COUNT, IND_ADDS_TIME | IND_ADDS_GROUPS, false}};

/* ---- set-up ---- */

static void read_policies(ind_readmission *r) {
    const ind_measure *m = r->measure;
    r->within = (int32_t)ind_kind_param(m, P_EPISODE_JOIN_WITHIN_DAYS)->integer;
    r->join_none = ind_param_is(ind_kind_param(m, P_EPISODE_JOIN), "none");
    r->join_overlap = ind_param_is(ind_kind_param(m, P_EPISODE_OVERLAP), "join");
    r->join_same_day = ind_param_is(ind_kind_param(m, P_EPISODE_SAME_DAY), "join");
    r->drop_open = ind_param_is(ind_kind_param(m, P_EPISODE_OPEN), "drop");
    r->keep_open = ind_param_is(ind_kind_param(m, P_EPISODE_OPEN), "keep");
    r->day_from = (int32_t)ind_kind_param(m, P_EVENT_DAY_FROM)->integer;
    r->day_to = (int32_t)ind_kind_param(m, P_EVENT_DAY_TO)->integer;
    r->next_only = ind_param_is(ind_kind_param(m, P_EVENT_TAKE), "next_episode");
    r->event_may_be_index = ind_kind_param(m, P_EVENT_EVENT_MAY_BE_INDEX)->integer != 0;
    r->persons = ind_param_is(ind_kind_param(m, P_COUNT), "persons");
    r->missing_event = ind_readmission_policy(m, P_MISSING_EVENT);
    r->missing_join = ind_readmission_policy(m, P_MISSING_JOIN);
    r->follow_up = (int32_t)ind_kind_param(m, P_FOLLOW_UP_DAYS)->integer;
}

static void *open(const ind_kind_context *context) {
    ind_readmission *r = ind_alloc(sizeof *r);
    const ind_measure *m = context->measure;
    r->context = context;
    r->measure = m;
    read_policies(r);
    r->join_batch = ind_eval_of(m, P_EPISODE_JOIN_WHEN);
    r->join_one = ind_eval_of(m, P_EPISODE_JOIN_WHEN);
    r->date = ind_eval_of(m, P_PERIOD_DATE);
    ind_selection_open(&r->stays, context, ind_readmission_stays, STAYS_STEPS, r);
    r->stays.of_rows = true;
    ind_selection_open(&r->selection, context, ind_readmission_steps, STEPS, r);
    if (r->join_batch == NULL)
        ind_selection_flow(&r->selection, EPISODES)->unknown = -1;
    if (!ind_selection_has(&r->selection, MAY_BE_EVENT))
        ind_selection_flow(&r->selection, NUMERATOR)->unknown = -1;
    r->reach_step = ind_selection_has(&r->selection, INCOMPLETE_OUT) ? INCOMPLETE_OUT : INCOMPLETE_NOTED;
    return r;
}

static void close(void *state) {
    ind_readmission *r = state;
    ind_eval_free(r->join_batch);
    ind_eval_free(r->join_one);
    ind_eval_free(r->date);
    ind_selection_close(&r->stays);
    ind_selection_close(&r->selection);
    free(r->episodes);
    free(r->is_event);
    free(r->is_incomplete);
    free(r->is_met);
    free(r->may_be_event);
    free(r->is_unsure);
    free(r->in_period);
    free(r->day);
    free(r->codes);
    ind_gather_free(r->gather);
    free(r);
}

/* ---- counting ---- */

/* The episode, or the person if UNIT is one. */
static void note_count(const ind_readmission *r, uint32_t unit, int32_t period, size_t e, bool met, bool incomplete) {
    ind_trace *trace = r->context->trace;
    ind_trace_count *count = ind_trace_counted(trace, unit, period, r->codes + e * r->measure->group_count);
    count->has_numerator = true;
    count->met = met;
    count->incomplete = incomplete;
    trace->units[unit].in_numerator |= met;
}

/* Index E is counted; UNIT: of the trace, the episode or the person. */
static void add(ind_readmission *r, uint32_t unit, int32_t period, size_t e, bool met, bool incomplete) {
    ind_cells *cells = r->context->cells;
    uint32_t cell = ind_cells_at(cells, period, r->codes + e * r->measure->group_count);
    ind_cells_count(cells, cell, N, 1);
    ind_cells_count(cells, cell, X, met);
    ind_cells_count(cells, cell, INCOMPLETE, incomplete);
    if (r->context->trace != NULL)
        note_count(r, unit, period, e, met, incomplete);
}

static uint8_t met_of(bool met, bool unsure) {
    return met ? IND_TRUE : unsure ? IND_UNKNOWN : IND_FALSE;
}

static void count_episodes(ind_readmission *r, size_t from, size_t to) {
    for (size_t e = from; e < to; e++) {
        if (!ind_readmission_counts(r, e))
            continue;
        ind_selection_decide(&r->selection, DENOMINATOR, e, true);
        ind_selection_decide(&r->selection, NUMERATOR, e, met_of(r->is_met[e], r->is_unsure[e]));
        add(r, r->context->trace == NULL ? 0 : r->selection.told[e],
            ind_calendar_month(r->context->calendar, r->day[e]), e, r->is_met[e], r->is_incomplete[e]);
    }
}

/* The later of two index episodes: by end, then by start, then as they stand. */
static bool is_later(const ind_episode *a, const ind_episode *b) {
    return a->row.end != b->row.end ? a->row.end > b->row.end : a->row.start >= b->row.start;
}

static bool counts_within(const ind_readmission *r, size_t e, int32_t first, int32_t last) {
    return ind_readmission_counts(r, e) && r->day[e] >= first && r->day[e] <= last;
}

/* Of a trace, one person, whose rows are those of the episodes that count; the last one gives the stratum. */
static uint32_t add_unit(const ind_readmission *r, size_t from, size_t to, int32_t first, int32_t last, int period,
                         size_t latest) {
    ind_trace *trace = r->context->trace;
    if (trace == NULL)
        return 0;
    uint32_t unit = ind_trace_unit(trace, IND_UNIT_ENTITY, period);
    trace->units[unit].for_flow = period < 0;
    ind_trace_days(trace, unit, first, last);
    for (size_t e = from; e < to; e++) {
        if (!counts_within(r, e, first, last))
            continue;
        ind_trace_member_add(trace, unit, ind_readmission_row(r, r->episodes[e].row.first),
                             e == latest ? "last" : "counted");
        ind_trace_through(trace, r->selection.told[e], true, r->is_met[e]);
    }
    return unit;
}

/* One person in one stretch of days: met if any index is; the stratum of the last index. */
static bool count_person(ind_readmission *r, size_t from, size_t to, int32_t first, int32_t last, int period) {
    size_t latest = SIZE_MAX;
    bool met = false, unsure = false, incomplete = false;
    for (size_t e = from; e < to; e++) {
        if (!counts_within(r, e, first, last))
            continue;
        met |= r->is_met[e];
        unsure |= r->is_unsure[e];
        incomplete |= r->is_incomplete[e];
        if (latest == SIZE_MAX || is_later(&r->episodes[e], &r->episodes[latest]))
            latest = e;
    }
    if (latest == SIZE_MAX)
        return false;
    uint32_t unit = add_unit(r, from, to, first, last, period, latest);
    ind_judgement *numerator =
        ind_selection_share(&r->selection, DENOMINATOR, NUMERATOR, unit, met_of(met, unsure), period < 0);
    if (numerator != NULL && unsure && !met)
        numerator->says = "unknown event";
    if (period >= 0)
        add(r, unit, period, latest, met, incomplete);
    return true;
}

static void count_persons(ind_readmission *r, size_t from, size_t to) {
    const ind_calendar *calendar = r->context->calendar;
    if (!count_person(r, from, to, calendar->from, calendar->to, -1))
        return;
    for (size_t p = 0; p < calendar->count; p++)
        count_person(r, from, to, calendar->items[p].from, calendar->items[p].to, (int)p);
}

/* So many entities from FROM on that what is known of their episodes stays in the processor's cache. */
static size_t some_entities(const ind_timeline_part *part, size_t from) {
    size_t to = from + 1;
    while (to < part->entities && part->starts[to + 1] - part->starts[from] <= BLOCK)
        to++;
    return to;
}

static void count_entities(ind_readmission *r, size_t first, size_t end) {
    ind_readmission_build(r, first, end);
    ind_readmission_judge(r);
    for (size_t from = 0, to; from < r->episode_count; from = to) {
        for (to = from + 1; to < r->episode_count && r->episodes[to].entity == r->episodes[from].entity;)
            to++;
        ind_readmission_follow(r, from, to);
        if (r->persons)
            count_persons(r, from, to);
        else
            count_episodes(r, from, to);
    }
}

static void reduce(void *state, const ind_events *feeds) {
    ind_readmission *r = state;
    r->events = feeds;
    if (r->gather == NULL)
        r->gather = ind_gather_new(r->measure, IND_SCOPE_ENTITY, feeds, r->context->calendar);
    ind_selection_met(&r->stays, STAYS_COLLECTED, feeds);
    for (size_t from = 0, to; from < feeds->part->entities; from = to) {
        to = some_entities(feeds->part, from);
        count_entities(r, from, to);
    }
}

/* A person may have episodes in several months. */
static unsigned lacks(const ind_measure *measure) {
    return ind_param_is(ind_kind_param(measure, P_COUNT), "persons") ? IND_ADDS_TIME : 0;
}

/* A source of ended stays only lacks the readmissions that were ongoing when it was taken; what had less than one more
 * window of follow-up until then may still change. */
static int32_t follow_up(const ind_measure *measure) {
    int32_t days = (int32_t)ind_kind_param(measure, P_FOLLOW_UP_DAYS)->integer;
    return ind_param_is(ind_kind_param(measure, P_EPISODE_ONGOING), "absent") ? 2 * days : days;
}

static ind_status need_role(const ind_measure *measure, size_t policy, const char *value, size_t role, ind_diag *diag) {
    const ind_param *param = ind_kind_param(measure, policy), *day = ind_kind_param(measure, role);
    if (!ind_param_is(param, value) || day->expr != NULL)
        return IND_OK;
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "missing_role", ind_json_place(param->node), NULL,
                        "'%s': '%s' needs the day in '%s'", param->spec->path, value, day->spec->path);
}

static ind_status check(const ind_measure *measure, ind_diag *diag) {
    ind_status status = need_role(measure, P_FOLLOW_UP_DEATH, "exclude_index", P_DATA_DEATH, diag);
    status = ind_status_worst(status, need_role(measure, P_FOLLOW_UP_MOVED, "exclude", P_DATA_MOVED, diag));
    const ind_param *from = ind_kind_param(measure, P_EVENT_DAY_FROM), *to = ind_kind_param(measure, P_EVENT_DAY_TO);
    const ind_param *days = ind_kind_param(measure, P_FOLLOW_UP_DAYS);
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
    out->hide = out->incomplete > 0 && ind_param_is(ind_kind_param(measure, P_FOLLOW_UP_INCOMPLETE), "hide");
    ind_outcome_number(out, "numerator", (double)x, true);
    ind_outcome_number(out, "denominator", (double)n, true);
    ind_outcome_share(measure, (double)x, (double)n, out);
}

extern const ind_kind ind_kind_readmission;
const ind_kind ind_kind_readmission = {
    .spec = {.name = "readmission",
             .help = "share of index episodes followed by an event",
             .timeline = true,
             .params = ind_params_of_readmission,
             .param_count = PARAMS,
             .values = {"a share", "percent|ratio|per_1000|per_100000|", true, 1},
             .chain = {{"index.where"}, "index.exclude", NULL},
             .words = &ind_words_of_readmission},
    .feeds = {{.entity = "data.person",
               .where = "data.where",
               .roles = {"data.start", "data.end", "data.death", "data.moved"},
               .sorted = 2,
               .needed = "data.start"}},
    .terms = terms,
    .term_count = sizeof terms / sizeof *terms,
    .lacks = lacks,
    .follow_up = follow_up,
    .check = check,
    .merge = ind_readmission_merge,
    .finish = ind_readmission_finish,
    .open = open,
    .close = close,
    .reduce = reduce,
    .value = value,
    .template = ind_file_readmission_template,
    .explain = ind_phrases_of_readmission,
};

/* followed.c - an index and what follows it, or comes before it, or lies across it: the kinds "followed" and
 * "readmission".
 *
 *   rows --sort, join--> episodes --index.where, period, exclusions, follow-up--> index --event--> numerator
 *
 * Every edge is a policy of the definition.  An event is a later episode of the same person, or a row about the person
 * in another dataset, or in the same; "readmission" is what is left of it where it is a later episode. */
#include "kinds/followed/followed.h"
#include "kinds/common/share.h"
#include "kinds/common/value_levels.h"

#include <stdlib.h>

/* Rows of several suppliers may make one episode. */
static const ind_term terms[TERMS] = {
    [TERM_N] = {"n", IND_TERM_COUNT, IND_ADDS_TIME | IND_ADDS_GROUPS, false},
    [TERM_MET] = {"x", IND_TERM_COUNT, IND_ADDS_TIME | IND_ADDS_GROUPS, false},
    [TERM_INCOMPLETE] = {"incomplete", IND_TERM_COUNT, IND_ADDS_TIME | IND_ADDS_GROUPS, false},
    [TERM_PERSONS] = {"persons", IND_TERM_KEYED, IND_ADDS_TIME | IND_ADDS_GROUPS, false},
    [TERM_BEFORE] = {"begins_before", IND_TERM_COUNT, IND_ADDS_TIME | IND_ADDS_GROUPS, false}};

/* ---- set-up ---- */

static void read_episodes(ind_followed *f) {
    const ind_measure *m = f->measure;
    bool none = !ind_followed_has(m, P_EPISODE_ONGOING);
    f->within = (int32_t)ind_followed_param(m, P_EPISODE_JOIN_WITHIN_DAYS)->integer;
    f->join_none = none || ind_followed_is(m, P_EPISODE_JOIN, "none");
    f->join_overlap = ind_followed_is(m, P_EPISODE_OVERLAP, "join");
    f->join_same_day = ind_followed_is(m, P_EPISODE_SAME_DAY, "join");
    f->drop_open = ind_followed_is(m, P_EPISODE_OPEN, "drop");
    f->keep_open = !f->drop_open && !ind_followed_is(m, P_EPISODE_OPEN, "close");
    f->missing_join = ind_followed_policy(m, P_MISSING_JOIN);
}

ind_event_window ind_followed_window(const ind_measure *m) {
    return (ind_event_window){.given = ind_followed_has(m, P_EVENT_DAY_FROM) && ind_followed_has(m, P_EVENT_DAY_TO),
                              .day_from = (int32_t)ind_followed_param(m, P_EVENT_DAY_FROM)->integer,
                              .day_to = (int32_t)ind_followed_param(m, P_EVENT_DAY_TO)->integer,
                              .from_start = ind_followed_is(m, P_EVENT_FROM_DAY_OF, "start"),
                              .to_start = ind_followed_is(m, P_EVENT_TO_DAY_OF, "start")};
}

static void read_events(ind_followed *f) {
    const ind_measure *m = f->measure;
    f->window = ind_followed_window(m);
    f->next_only = ind_followed_is(m, P_EVENT_TAKE, "next_episode");
    f->event_may_be_index =
        ind_followed_has(m, P_EVENT_DATASET) || ind_followed_param(m, P_EVENT_EVENT_MAY_BE_INDEX)->integer != 0;
    f->missing_event = ind_followed_policy(m, P_MISSING_EVENT);
    f->has_follow_up = ind_followed_has(m, P_FOLLOW_UP_DAYS);
    f->follow_up = (int32_t)ind_followed_param(m, P_FOLLOW_UP_DAYS)->integer;
    f->death_whatever = ind_followed_is(m, P_FOLLOW_UP_DEATH, "exclude");
    f->has_reach = ind_followed_has(m, P_EVENT_DATASET) && f->window.given;
    ind_event_rows_open(f);
}

/* Can it be unknown of an index whether it is met? */
static bool can_be_unknown(const ind_followed *f) {
    return f->without_event != NULL || ind_selection_has(&f->selection, MAY_BE_EVENT) ||
           (ind_followed_has(f->measure, P_EVENT_DATASET) &&
            (ind_followed_has(f->measure, P_EVENT_WHERE) || ind_followed_has(f->measure, P_EVENT_MET)));
}

static void *open(const ind_kind_context *context) {
    ind_followed *f = ind_alloc(sizeof *f);
    const ind_measure *m = context->measure;
    f->context = context;
    f->measure = m;
    f->persons = ind_followed_is(m, P_COUNT, "persons");
    f->clusters = ind_measure_clusters(m);
    read_episodes(f);
    read_events(f);
    f->join_batch = ind_followed_eval(m, P_EPISODE_JOIN_WHEN);
    f->join_one = ind_followed_eval(m, P_EPISODE_JOIN_WHEN);
    f->date = ind_followed_eval(m, P_PERIOD_DATE);
    f->without_event = ind_followed_eval(m, P_EVENT_OR);
    ind_selection_open(&f->stays, context, ind_followed_stays, STAYS_STEPS, f);
    f->stays.of_rows = true;
    ind_selection_open(&f->selection, context, ind_followed_steps, STEPS, f);
    f->relations = ind_relations_open(context);
    if (ind_selection_has(&f->selection, EPISODES) && f->join_batch == NULL)
        ind_selection_flow(&f->selection, EPISODES)->unknown = -1;
    if (!can_be_unknown(f))
        ind_selection_flow(&f->selection, NUMERATOR)->unknown = -1;
    f->reach_step = ind_selection_has(&f->selection, INCOMPLETE_OUT)     ? INCOMPLETE_OUT
                    : ind_selection_has(&f->selection, INCOMPLETE_NOTED) ? INCOMPLETE_NOTED
                                                                         : SIZE_MAX;
    return f;
}

static void close(void *state) {
    ind_followed *f = state;
    ind_eval_free(f->join_batch);
    ind_eval_free(f->join_one);
    ind_eval_free(f->date);
    ind_eval_free(f->without_event);
    ind_selection_close(&f->stays);
    ind_selection_close(&f->selection);
    ind_relations_close(f->relations);
    free(f->episodes);
    free(f->is_event);
    free(f->is_incomplete);
    free(f->is_met);
    free(f->may_be_event);
    free(f->is_unsure);
    free(f->begins_before);
    free(f->or_met);
    free(f->in_period);
    free(f->day);
    free(f->codes);
    ind_gather_free(f->gather);
    free(f);
}

/* So many entities from FROM on that what is known of their episodes stays in the processor's cache. */
static size_t some_entities(const ind_timeline_part *part, size_t from) {
    size_t to = from + 1;
    while (to < part->entities && part->starts[to + 1] - part->starts[from] <= BLOCK)
        to++;
    return to;
}

static void count_entities(ind_followed *f, size_t first, size_t end) {
    ind_followed_build(f, first, end);
    ind_followed_judge(f);
    for (size_t from = 0, to; from < f->episode_count; from = to) {
        for (to = from + 1; to < f->episode_count && f->episodes[to].entity == f->episodes[from].entity;)
            to++;
        ind_followed_follow(f, from, to);
        ind_followed_count(f, from, to);
    }
}

static void reduce(void *state, const ind_events *feeds) {
    ind_followed *f = state;
    f->events = feeds;
    f->start = feeds->roles[ROLE_START].day;
    f->end = feeds->roles[ROLE_END].any == NULL ? f->start : feeds->roles[ROLE_END].day;
    if (f->measure->feed_count > 1)
        ind_event_rows_begin(f, &feeds[1]);
    if (f->gather == NULL)
        f->gather = ind_gather_new(f->measure, IND_SCOPE_ENTITY, feeds, f->context->calendar);
    ind_selection_met(&f->stays, STAYS_COLLECTED, feeds);
    for (size_t from = 0, to; from < feeds->part->entities; from = to) {
        to = some_entities(feeds->part, from);
        count_entities(f, from, to);
    }
}

/* ---- what is known without data ---- */

/* A person may have episodes in several months. */
static unsigned lacks(const ind_measure *measure) {
    return ind_followed_is(measure, P_COUNT, "persons") ? IND_ADDS_TIME : 0;
}

/* A source of ended stays only lacks the readmissions that were ongoing when it was taken; what had less than one more
 * window of follow-up until then may still change. */
static int32_t follow_up(const ind_measure *measure) {
    int32_t days = (int32_t)ind_followed_param(measure, P_FOLLOW_UP_DAYS)->integer;
    bool absent = ind_followed_is(measure, P_EPISODE_ONGOING, "absent") && !ind_followed_has(measure, P_EVENT_DATASET);
    return absent ? 2 * days : days;
}

/* Nobody knows how long an index may last: one day stands for all those before the period. */
static int32_t look_back(const ind_measure *measure) {
    ind_event_window window = ind_followed_window(measure);
    int32_t days = window.day_from < 0 ? -window.day_from : 0;
    bool lasts = window.from_start && ind_followed_has(measure, P_DATA_END);
    return window.given && ind_followed_has(measure, P_EVENT_DATASET) ? days + lasts : 0;
}

/* Do events of the same days differ?  Only one of them decides, and asks what it is. */
static bool in_order(const ind_measure *measure) {
    return ind_followed_has(measure, P_EVENT_MET) &&
           (ind_followed_is(measure, P_EVENT_TAKE, "first") || ind_followed_is(measure, P_EVENT_TAKE, "last"));
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    int64_t n = ind_cells_get_count(cells, cell, TERM_N), x = ind_cells_get_count(cells, cell, TERM_MET);
    out->base = n;
    out->incomplete = ind_cells_get_count(cells, cell, TERM_INCOMPLETE);
    if (ind_followed_has(measure, P_EVENT_DATASET))
        out->look_back = ind_cells_get_count(cells, cell, TERM_BEFORE);
    out->hide = out->incomplete + out->look_back > 0 && ind_followed_is(measure, P_FOLLOW_UP_INCOMPLETE, "hide");
    ind_outcome_number(out, "numerator", (double)x, true);
    ind_outcome_number(out, "denominator", (double)n, true);
    ind_share_facts facts = {.x = (double)x, .n = (double)n, .w = NAN, .clustered = ind_measure_clusters(measure)};
    if (facts.clustered)
        facts.person_count = ind_cells_get_keyed(cells, cell, TERM_PERSONS, &facts.persons);
    ind_outcome_share_of(measure, &facts, out);
    ind_outcome_exact(measure, (double)x, (double)n, true, out);
}

/* ---- the kinds ---- */

#define SPEC(NAME, HELP, COUNT)                                                                                        \
    .name = #NAME, .help = HELP, .timeline = true, .params = ind_params_of_##NAME, .param_count = COUNT,               \
    .values = {"a share", "percent|ratio|per_1000|per_10000|per_100000|", true, 1},                                    \
    .chain = {{"index.where"}, "index.exclude", NULL}, .words = &ind_words_of_##NAME
#define INDEX_FEED                                                                                                     \
    {                                                                                                                  \
        .entity = "data.person", .where = "data.where",                                                                \
        .roles = {"data.start", "data.end", "data.death", "data.moved"}, .sorted = 2, .needed = "data.start"           \
    }
#define METHOD(NAME)                                                                                                   \
    .terms = terms, .lacks = lacks, .follow_up = follow_up, .check = ind_followed_check, .merge = ind_followed_merge,  \
    .finish = ind_followed_finish, .open = open, .close = close, .reduce = reduce, .value = value,                     \
    .template = ind_file_##NAME##_template, .explain = ind_phrases_of_##NAME

extern const ind_kind ind_kind_readmission, ind_kind_followed;
const ind_kind ind_kind_readmission = {
    .spec = {SPEC(readmission, "share of index episodes followed by an event", R_PARAMS)},
    .feeds = {INDEX_FEED},
    .term_count = TERM_BEFORE,
    METHOD(readmission),
};
const ind_kind ind_kind_followed = {
    .spec = {SPEC(followed, "share of rows or episodes with an event, in the same or another dataset", P_PARAMS),
             .one_row_unless = "episode"},
    .feeds = {INDEX_FEED,
              {.entity = "event.person",
               .where = "event.where",
               .roles = {"event.date", "event.start", "event.end", "event.where", "event.met"},
               .sorted = 3,
               .needed = "event.date|event.start",
               .of_events = true,
               .in_order = in_order}},
    .term_count = TERMS,
    .look_back_days = look_back,
    METHOD(followed),
};

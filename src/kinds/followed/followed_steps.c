/* followed_steps.c - the steps that stays and episodes go through, and what a trace is told beside the decision. */
#include "kinds/followed/followed.h"

static void facts_of_stay(const void *state, size_t row, ind_trace *trace, ind_judgement *judgement) {
    const ind_followed *f = state;
    size_t event = f->first_stay + row;
    int32_t end = f->end[event];
    ind_trace_day(trace, judgement, "start", f->start[event]);
    ind_trace_day(trace, judgement, "end", end);
    if (end == IND_NULL_DATE)
        judgement->says = "ongoing stay";
}

static void facts_of_episode(const void *state, size_t e, ind_trace *trace, ind_judgement *judgement) {
    (void)trace;
    judgement->unknown = ((const ind_followed *)state)->episodes[e].begins_unsure;
}

static void facts_of_numerator(const void *state, size_t e, ind_trace *trace, ind_judgement *judgement) {
    (void)state;
    (void)e;
    (void)trace;
    if (judgement->unknown)
        judgement->says = "unknown event";
}

/* All episodes are asked, also those outside the period that are followed for what they do to others. */
static void facts_of_period(const void *state, size_t e, ind_trace *trace, ind_judgement *judgement) {
    const ind_followed *f = state;
    bool ended = f->episodes[e].row.end != NO_END;
    judgement->asked = true;
    judgement->against = !f->in_period[e];
    if (!ended)
        ind_trace_param(trace, judgement, "episode.ongoing");
    ind_trace_day(trace, judgement, "day", f->day[e]);
    judgement->unknown = ended && f->day[e] == IND_NULL_DATE;
    if (judgement->against)
        judgement->says = !ended ? "ongoing" : f->day[e] == IND_NULL_DATE ? "no day" : "outside period";
}

static void facts_of_move(const void *state, size_t e, ind_trace *trace, ind_judgement *judgement) {
    (void)e;
    ind_trace_integer(trace, judgement, "follow_up", ((const ind_followed *)state)->follow_up);
}

static void facts_of_reach(const void *state, size_t e, ind_trace *trace, ind_judgement *judgement) {
    const ind_followed *f = state;
    int32_t until = ind_followed_delivered(f, e);
    if (!judgement->in_flow && f->is_incomplete[e])
        judgement->step = "incomplete";
    if (f->begins_before[e] && !f->is_incomplete[e])
        judgement->says = "begins before data";
    ind_trace_day(trace, judgement, "needed", ind_followed_since(f, &f->episodes[e].row) + f->follow_up);
    if (until != IND_NULL_DATE)
        ind_trace_day(trace, judgement, "until", until);
}

/* Rows that are collected are counted by the engine, unless there is a condition of stays, which is counted then. */
const ind_step_spec ind_followed_stays[STAYS_STEPS] = {
    [STAYS_ROWS] = {.step = "rows"},
    [STAYS_COLLECTED] = {.step = "where", .path = "data.where", .only = "", .without = "episode.where"},
    [STAYS_WHERE] = {.step = "where", .path = "episode.where", .only = ""},
    [STAYS_ORDER] = {.step = "exclude end before start",
                     .effect = IND_STEP_OUT,
                     .with = "data.end",
                     .facts = facts_of_stay},
};

const ind_step_spec ind_followed_steps[STEPS] = {
    [EPISODES] = {.step = "episodes", .unknowns = true, .with = "episode.ongoing", .facts = facts_of_episode},
    [IN_PERIOD] = {.step = IND_STEP_PERIOD, .path = "period.date", .unknowns = true, .facts = facts_of_period},
    [INDEX] = {.step = "index", .path = "index.where", .unknowns = true},
    [EXCLUDE] = {.path = "index.exclude", .effect = IND_STEP_OUT, .unknowns = true},
    IND_RELATION_STEPS(REQUIRE, EXCLUDE_IF),
    [UNKNOWN_JOIN] = {.step = "exclude unknown joining",
                      .effect = IND_STEP_OUT,
                      .path = "missing.join",
                      .only = "exclude"},
    [REUSED] = {.step = "exclude event of an earlier index",
                .effect = IND_STEP_OUT,
                .path = "event.event_may_be_index",
                .only = "false",
                .with = "event.event_may_be_index",
                .told = IND_TELL_ASKED},
    [MOVED] = {.step = "exclude moved",
               .effect = IND_STEP_OUT,
               .path = "follow_up.moved",
               .only = "exclude",
               .told = IND_TELL_SEEN,
               .facts = facts_of_move},
    [INCOMPLETE_OUT] = {.step = "exclude incomplete follow-up",
                        .effect = IND_STEP_OUT,
                        .path = "follow_up.incomplete",
                        .only = "exclude_index",
                        .told = IND_TELL_SEEN,
                        .facts = facts_of_reach},
    [INCOMPLETE_NOTED] = {.step = "complete",
                          .effect = IND_STEP_MARK,
                          .path = "follow_up.incomplete",
                          .only = "keep|hide",
                          .note = true,
                          .harmless = true,
                          .told = IND_TELL_SEEN,
                          .facts = facts_of_reach},
    [DEATH] = {.step = "exclude death within follow-up",
               .effect = IND_STEP_OUT,
               .path = "follow_up.death",
               .only = "exclude_index|exclude",
               .told = IND_TELL_SEEN},
    [UNKNOWN_EVENT] = {.step = "exclude unknown event",
                       .effect = IND_STEP_OUT,
                       .path = "missing.event",
                       .only = "exclude",
                       .told = IND_TELL_ASKED},
    [DENOMINATOR] = {.step = "denominator"},
    [NUMERATOR] = {.step = "numerator",
                   .effect = IND_STEP_MARK,
                   .place = "event.where",
                   .unknowns = true,
                   .facts = facts_of_numerator},
    [MAY_BE_EVENT] = {.step = "may be event",
                      .effect = IND_STEP_MARK,
                      .path = "event.where",
                      .only = "",
                      .with = "event.event_may_be_index", /* else rows are asked while they are collected */
                      .note = true,
                      .told = IND_TELL_ANYWAY},
};

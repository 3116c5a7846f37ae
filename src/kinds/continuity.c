/* continuity.c - how much of a person's contacts in a window was with the same provider.
 *
 *   COC   = (sum of n_i^2 - N) / (N (N - 1))     Bice & Boxerman 1977
 *   UPC   = max n_i / N                          usual provider of care
 *   SECON = share of neighbouring pairs of contacts with the same provider
 *
 * for every period of the report: its window is the months up to its end.  The value of a cell is the
 * plain mean over persons.  Contacts of a day are in order of the primary key. */
#include "base/date.h"
#include "base/plain.h"
#include "kinds/gather.h"
#include "kinds/moments.h"
#include "kinds/phrases.h"
#include "kinds/rows.h"
#include "kinds/words.h"

#include <stdlib.h>

enum { PERSONS_AT_ONCE = 1024, FEW_VISITS = IND_IS_PLAIN ? 0 : 16 };
enum { ROLE_DATE, ROLE_PROVIDER };                  /* of the contacts */
enum { ROLE_CHRONIC_DATE, ROLE_CHRONIC_DIAGNOSIS }; /* of the diagnoses */
enum { TABLE = IND_M_TERMS, AT_LEAST, CONTACTS, INCOMPLETE, TERMS };
/* Windows of one person overlap, and have contacts from several suppliers. */
static const ind_term terms[TERMS] = {IND_MOMENT_TERMS(IND_ADDS_GROUPS),
                                      {"table", IND_TERM_TABLE, IND_ADDS_GROUPS, false},
                                      {"at_least", IND_TERM_COUNT, IND_ADDS_GROUPS, false},
                                      {"contacts", IND_TERM_COUNT, IND_ADDS_GROUPS, false},
                                      {"incomplete", IND_TERM_COUNT, IND_ADDS_GROUPS, false}};

static const ind_param_spec params[] = {
    {.path = "data.person",
     .type = IND_PARAM_ENTITY,
     .required = true,
     .scope = IND_SCOPE_ROW,
     .help = "whose contacts are followed"},
    {.path = "data.date",
     .type = IND_PARAM_DATE,
     .required = true,
     .scope = IND_SCOPE_ROW,
     .help = "day of the contact"},
    {.path = "provider", .type = IND_PARAM_LABEL, .required = true, .scope = IND_SCOPE_ROW, .help = "who was met"},
    {.path = "formula", .type = IND_PARAM_CHOICE, .required = true, .choices = "coc|upc|secon", .help = "index"},
    {.path = "window.months",
     .type = IND_PARAM_INTEGER,
     .required = true,
     .low = 1,
     .high = 120,
     .edge = IND_EDGE_WINDOW,
     .of = "data.date",
     .help = "months up to the end of the period"},
    {.path = "window.incomplete",
     .type = IND_PARAM_CHOICE,
     .required = true,
     .choices = "keep|hide",
     .help = "a window, or look-back for diagnoses, that begins before the deliveries do"},
    {.path = "min_contacts",
     .type = IND_PARAM_INTEGER,
     .required = true,
     .low = 2,
     .high = 1000,
     .edge = IND_EDGE_AT_LEAST,
     .help = "least number of contacts"},
    {.path = "same_day",
     .type = IND_PARAM_CHOICE,
     .required = true,
     .choices = "merge_same_provider|keep_all",
     .help = "several contacts of a day with one provider"},
    {.path = "generic_providers",
     .type = IND_PARAM_CODELIST,
     .edge = IND_EDGE_CODES,
     .of = "provider",
     .help = "ids that stand for no one person; their contacts are dropped"},
    {.path = "max_unknown_share",
     .type = IND_PARAM_NUMBER,
     .required = true,
     .low = 0,
     .high = 1,
     .edge = IND_EDGE_AT_MOST,
     .help =
         "a person with a greater share of contacts without provider is left out; below it such contacts are dropped"},
    {.path = "chronic.dataset",
     .type = IND_PARAM_DATASET,
     .with_parent = true,
     .feed = 1,
     .help = "where the diagnoses are"},
    {.path = "chronic.where",
     .type = IND_PARAM_CONDITION,
     .feed = 1,
     .scope = IND_SCOPE_ROW,
     .help = "rows whose diagnoses count"},
    {.path = "chronic.person",
     .type = IND_PARAM_ENTITY,
     .with_parent = true,
     .feed = 1,
     .scope = IND_SCOPE_ROW,
     .help = "whose diagnosis it is"},
    {.path = "chronic.date",
     .type = IND_PARAM_DATE,
     .with_parent = true,
     .feed = 1,
     .scope = IND_SCOPE_ROW,
     .help = "day of the diagnosis"},
    {.path = "chronic.diagnosis",
     .type = IND_PARAM_CODES,
     .with_parent = true,
     .feed = 1,
     .scope = IND_SCOPE_ROW,
     .help = "code or list of codes"},
    {.path = "chronic.codelist",
     .type = IND_PARAM_CODELIST,
     .with_parent = true,
     .edge = IND_EDGE_CODES,
     .of = "chronic.diagnosis",
     .help = "chronic diagnoses"},
    {.path = "chronic.months_before",
     .type = IND_PARAM_INTEGER,
     .with_parent = true,
     .low = 0,
     .high = 240,
     .edge = IND_EDGE_WINDOW,
     .of = "chronic.date",
     .help = "months before the window that count too"},
    {.path = "denominator", .type = IND_PARAM_CONDITION, .scope = IND_SCOPE_ENTITY, .help = "persons that count"},
    {.path = "exclude", .type = IND_PARAM_RULES, .scope = IND_SCOPE_ENTITY, .help = "persons left out, first hit only"},
    {.path = "share_at_least",
     .type = IND_PARAM_NUMBER,
     .low = 0,
     .high = 1,
     .edge = IND_EDGE_AT_LEAST,
     .help = "also the share of persons with at least this index"},
    {.path = "period.each", .type = IND_PARAM_BOOLEAN, .required = true, .help = "true: a window for every period"},
    {.path = "interval.method", .type = IND_PARAM_CHOICE, .choices = "t|none", .help = "confidence interval"},
};

typedef struct {
    int32_t from, to; /* days of the window */
    int32_t chronic_from;
    int32_t period;
} window;

typedef struct {
    ind_entity_row row;
    double index; /* NaN: left out, but the groups have been seen */
    int64_t contacts;
    uint32_t unit; /* of a trace */
} person;

typedef struct {
    const ind_kind_context *context;
    const ind_measure *measure;
    const ind_events *events, *chronic; /* chronic NULL: any person */
    enum { COC, UPC, SECON } formula;
    int64_t min_contacts;
    window *windows; /* by period */
    bool merge_same_day;
    double max_unknown, at_least;
    const ind_codelist *generic, *diagnoses;
    uint8_t *is_generic; /* by provider code: 0 not looked at, 1 no, 2 yes */
    uint8_t *is_chronic; /* by diagnosis code, the same */
    size_t *kept;        /* contacts of one person and window */
    uint32_t *visits;    /* their providers */
    uint32_t *met;       /* how many of them are with the provider of each */
    size_t visit_capacity;
    uint32_t *tally; /* contacts by provider code; all zero between persons */
    size_t tally_count;
    ind_gather *gather;
    ind_eval *denominator, **exclude;
    size_t exclude_count;
    bool lists_seen;
    person *persons; /* not counted yet */
    size_t person_count, person_capacity;
    size_t where_step, window_step, unknown_step, few_step, chronic_step, selected_step, *exclude_steps, count_step;
} continuity;

/* ---- set-up ---- */

static window window_of(const ind_measure *measure, const ind_period *period, size_t number) {
    int64_t months = ind_measure_param(measure, "window.months")->integer;
    int64_t before = ind_measure_param(measure, "chronic.months_before")->integer;
    int32_t to = period->to, from = ind_add_months(to + 1, -months);
    return (window){from, to, ind_add_months(from, -before), (int32_t)number};
}

static void days(const ind_measure *measure, const ind_calendar *calendar, unsigned feed, int32_t *from, int32_t *to) {
    for (size_t p = 0; p < calendar->count; p++) {
        window w = window_of(measure, &calendar->items[p], p);
        int32_t first = feed == 0 ? w.from : w.chronic_from;
        *from = p == 0 || first < *from ? first : *from;
        *to = p == 0 || w.to > *to ? w.to : *to;
    }
}

static size_t step(const continuity *c, const char *name, bool condition) {
    return ind_flow_add(c->context->flow, c->context->arena, name, condition);
}

static void add_steps(continuity *c, const ind_param *rules) {
    step(c, "rows", false);
    if (c->measure->feeds[0].where != NULL)
        c->where_step = step(c, "where", false);
    c->window_step = step(c, "persons in windows", false);
    c->unknown_step = step(c, "exclude unknown providers", false);
    c->few_step = step(c, "exclude too few contacts", false);
    if (c->diagnoses != NULL)
        c->chronic_step = step(c, "exclude not chronic", false);
    if (c->denominator != NULL)
        c->selected_step = step(c, "selected", true);
    for (size_t i = 0; i < rules->count; i++)
        c->exclude_steps[i] = ind_flow_add_rule(c->context->flow, c->context->arena, rules->rules[i].id);
    c->count_step = step(c, "denominator", false);
}

static void *open(const ind_kind_context *context) {
    const ind_measure *m = context->measure;
    const ind_param *rules = ind_measure_param(m, "exclude"), *share = ind_measure_param(m, "share_at_least");
    continuity *c = ind_alloc(sizeof *c);
    c->context = context;
    c->measure = m;
    c->formula = (unsigned)ind_measure_param(m, "formula")->choice;
    c->min_contacts = ind_measure_param(m, "min_contacts")->integer;
    c->merge_same_day = ind_param_is(ind_measure_param(m, "same_day"), "merge_same_provider");
    c->max_unknown = ind_measure_param(m, "max_unknown_share")->number;
    c->at_least = share->node == NULL ? NAN : share->number;
    c->generic = ind_measure_param(m, "generic_providers")->codelist;
    c->diagnoses = ind_measure_param(m, "chronic.codelist")->codelist;
    c->denominator = ind_eval_of(m, "denominator");
    c->lists_seen = ind_measure_lists_seen(m);
    c->exclude_count = rules->count;
    c->exclude = ind_alloc_array(rules->count, sizeof *c->exclude);
    c->exclude_steps = ind_alloc_array(rules->count, sizeof *c->exclude_steps);
    for (size_t i = 0; i < rules->count; i++)
        c->exclude[i] = ind_eval_new(rules->rules[i].where);
    c->windows = ind_alloc_array(context->calendar->count, sizeof *c->windows);
    for (size_t p = 0; p < context->calendar->count; p++)
        c->windows[p] = window_of(m, &context->calendar->items[p], p);
    add_steps(c, rules);
    return c;
}

static void close(void *state) {
    continuity *c = state;
    ind_eval_free(c->denominator);
    for (size_t i = 0; i < c->exclude_count; i++)
        ind_eval_free(c->exclude[i]);
    free(c->exclude);
    free(c->exclude_steps);
    free(c->is_generic);
    free(c->is_chronic);
    free(c->windows);
    free(c->kept);
    free(c->visits);
    free(c->met);
    free(c->tally);
    ind_gather_free(c->gather);
    free(c->persons);
    free(c);
}

/* ---- one person, one window ---- */

static bool any_listed(const ind_codelist *list, ind_str codes) {
    for (size_t from = 0, to; from < codes.length; from = to + 1) {
        for (to = from; to < codes.length && codes.data[to] != '|';)
            to++;
        if (ind_codelist_has(list, (ind_str){codes.data + from, to - from}))
            return true;
    }
    return false;
}

/* Is the code, or one of the list "a|b|c", in LIST?  Asked once for each distinct text. */
static bool listed(uint8_t *memo, const ind_codelist *list, const ind_vector *codes, size_t event) {
    uint32_t code = codes->code[event];
    if (list == NULL || code == IND_NULL_CODE)
        return false;
    if (memo[code] == 0)
        memo[code] = any_listed(list, ind_dict_text(codes->dict, code)) ? 2 : 1;
    return memo[code] == 2;
}

/* Contacts of which none is left out but for an unknown provider.  Returns how many are kept. */
static size_t take_known(continuity *c, size_t first, size_t last) {
    const uint32_t *provider = c->events->roles[ROLE_PROVIDER].code;
    uint32_t *visits = c->visits;
    size_t n = 0, *kept = c->kept;
    for (size_t e = first; e < last; e++) {
        visits[n] = provider[e];
        kept[n] = e;
        n += provider[e] != IND_NULL_CODE;
    }
    return n;
}

static bool seen_today(const continuity *c, const int32_t *day, const size_t *from, size_t n, uint32_t provider,
                       int32_t today) {
    for (size_t i = n; i > 0 && day[from[i - 1]] == today; i--)
        if (c->visits[i - 1] == provider)
            return true;
    return false;
}

/* How many of the N visits are with the provider of each.  Few are compared with each other: what the tally has of
 * their providers is far away. */
static const uint32_t *meetings(const continuity *c, size_t n) {
    const uint32_t *visits = c->visits;
    uint32_t *met = c->met;
    for (size_t i = 0; i < n && n <= FEW_VISITS; i++) {
        met[i] = 0;
        for (size_t k = 0; k < n; k++)
            met[i] += visits[k] == visits[i];
    }
    if (n <= FEW_VISITS)
        return met;
    for (size_t i = 0; i < n; i++)
        c->tally[visits[i]]++;
    for (size_t i = 0; i < n; i++)
        met[i] = c->tally[visits[i]];
    for (size_t i = 0; i < n; i++)
        c->tally[visits[i]] = 0;
    return met;
}

static double coc(const continuity *c, size_t n) {
    const uint32_t *met = meetings(c, n);
    double squares = 0;
    for (size_t i = 0; i < n; i++)
        squares += met[i];
    return (squares - (double)n) / ((double)n * (double)(n - 1));
}

static double upc(const continuity *c, size_t n) {
    const uint32_t *met = meetings(c, n);
    uint32_t most = 0;
    for (size_t i = 0; i < n; i++)
        most = met[i] > most ? met[i] : most;
    return (double)most / (double)n;
}

static double secon(const continuity *c, size_t n) {
    size_t same = 0;
    for (size_t i = 1; i < n; i++)
        same += c->visits[i] == c->visits[i - 1];
    return (double)same / (double)(n - 1);
}

static double index_of(const continuity *c, size_t n) {
    return c->formula == COC ? coc(c, n) : c->formula == UPC ? upc(c, n) : secon(c, n);
}

/* The number of the person among those with diagnoses.  The two datasets have one dictionary of persons if both
 * point to the same table, else the text tells. */
static uint32_t chronic_entity(const continuity *c, uint32_t entity) {
    const ind_dict *here = ind_timeline_columns(c->events->timeline)->dict;
    const ind_dict *there = ind_timeline_columns(c->chronic->timeline)->dict;
    return here == there ? entity : ind_dict_find(there, ind_dict_text(here, entity));
}

/* *WHERE: the part and event of a chronic diagnosis. */
typedef struct {
    const ind_timeline_part *part;
    size_t event;
} chronic_place;

static bool has_chronic(const continuity *c, uint32_t entity, int32_t from, int32_t to, chronic_place *where) {
    size_t count, first;
    const ind_timeline_part *part = ind_timeline_find(c->chronic->timeline, chronic_entity(c, entity), &first, &count);
    const int32_t *day = part->columns[c->chronic->role_column[ROLE_CHRONIC_DATE]].day;
    const ind_vector *diagnosis = &part->columns[c->chronic->role_column[ROLE_CHRONIC_DIAGNOSIS]];
    for (size_t e = first; e < first + count; e++)
        if (day[e] >= from && day[e] <= to && listed(c->is_chronic, c->diagnoses, diagnosis, e)) {
            *where = (chronic_place){part, e};
            return true;
        }
    return false;
}

static bool too_unknown(const continuity *c, size_t contacts, size_t unknown) {
    return ind_share_exceeds((int64_t)unknown, (int64_t)contacts, c->max_unknown);
}

static bool too_few(const continuity *c, size_t n) {
    return (int64_t)n < c->min_contacts;
}

/* Why the person does not count: a step of the flow, or SIZE_MAX. */
static size_t left_out(const continuity *c, uint32_t entity, const window *w, size_t contacts, size_t unknown,
                       size_t n) {
    chronic_place where;
    if (too_unknown(c, contacts, unknown))
        return c->unknown_step;
    if (too_few(c, n))
        return c->few_step;
    if (c->diagnoses != NULL && !has_chronic(c, entity, w->chronic_from, w->to, &where))
        return c->chronic_step;
    return SIZE_MAX;
}

/* ---- for a trace ---- */

static void tell_contact(const continuity *c, uint32_t unit, size_t event, const char *note) {
    ind_trace *trace = c->context->trace;
    if (trace != NULL)
        ind_trace_member_add(trace, unit, ind_trace_row_of(trace, 0, c->events->part, event), note);
}

static uint32_t tell_window(const continuity *c, const window *w) {
    ind_trace *trace = c->context->trace;
    if (trace == NULL)
        return 0;
    uint32_t unit = ind_trace_unit(trace, IND_UNIT_WINDOW, w->period);
    ind_trace_days(trace, unit, w->from, w->to);
    ind_trace_step(trace, unit, c->context->flow, c->window_step, true, false);
    return unit;
}

static void tell_chronic(const continuity *c, uint32_t unit, uint32_t entity, const window *w, bool asked) {
    ind_trace *trace = c->context->trace;
    chronic_place where;
    bool found = has_chronic(c, entity, w->chronic_from, w->to, &where);
    ind_judgement *chronic = ind_trace_step(trace, unit, c->context->flow, c->chronic_step, asked, !found);
    ind_trace_param(trace, chronic, "chronic.codelist");
    ind_trace_day(trace, chronic, "from", w->chronic_from);
    ind_trace_day(trace, chronic, "to", w->to);
    if (found)
        ind_trace_refer(trace, chronic, "row", IND_FACT_ROW, ind_trace_row_of(trace, 1, where.part, where.event));
}

/* All that "left_out" asks; STEP_OUT is its answer. */
static void tell_left_out(const continuity *c, uint32_t unit, uint32_t entity, const window *w, size_t contacts,
                          size_t unknown, size_t n, size_t step_out) {
    ind_trace *trace = c->context->trace;
    if (trace == NULL)
        return;
    const ind_flow *flow = c->context->flow;
    ind_judgement *known = ind_trace_step(trace, unit, flow, c->unknown_step, true, too_unknown(c, contacts, unknown));
    ind_trace_param(trace, known, "max_unknown_share");
    ind_trace_integer(trace, known, "unknown", (int64_t)unknown);
    ind_trace_integer(trace, known, "contacts", (int64_t)contacts);
    ind_judgement *many = ind_trace_step(trace, unit, flow, c->few_step, step_out != c->unknown_step, too_few(c, n));
    ind_trace_param(trace, many, "min_contacts");
    ind_trace_integer(trace, many, "contacts", (int64_t)n);
    ind_trace_integer(trace, many, "least", c->min_contacts);
    if (c->diagnoses != NULL)
        tell_chronic(c, unit, entity, w, step_out != c->unknown_step && step_out != c->few_step);
}

/* ---- one window ---- */

/* Contacts that count, one by one.  Returns how many are kept. */
static size_t take_contacts(continuity *c, uint32_t unit, size_t first, size_t last) {
    const ind_vector *provider = &c->events->roles[ROLE_PROVIDER];
    const int32_t *day = c->events->roles[ROLE_DATE].day;
    size_t n = 0, *kept = c->kept;
    for (size_t e = first; e < last; e++) {
        uint32_t who = provider->code[e];
        if (who == IND_NULL_CODE || listed(c->is_generic, c->generic, provider, e)) {
            tell_contact(c, unit, e, who == IND_NULL_CODE ? "unknown provider" : "generic provider");
            continue;
        }
        if (c->merge_same_day && seen_today(c, day, kept, n, who, day[e])) {
            tell_contact(c, unit, e, "same day");
            continue;
        }
        tell_contact(c, unit, e, "contact");
        c->visits[n] = who;
        kept[n++] = e;
    }
    return n;
}

static size_t unknown_providers(const continuity *c, size_t first, size_t last) {
    const uint32_t *provider = c->events->roles[ROLE_PROVIDER].code;
    size_t unknown = 0;
    for (size_t e = first; e < last; e++)
        unknown += provider[e] == IND_NULL_CODE;
    return unknown;
}

/* Events FIRST..LAST-1 of one person lie in the window. */
static void judge_window(continuity *c, uint32_t entity, const window *w, size_t first, size_t last) {
    const int32_t *day = c->events->roles[ROLE_DATE].day;
    const size_t *kept = c->kept;
    ind_flow_step *flow = c->context->flow->items;
    uint32_t unit = tell_window(c, w);
    bool simple = c->context->trace == NULL && c->generic == NULL && !c->merge_same_day;
    size_t n = simple ? take_known(c, first, last) : take_contacts(c, unit, first, last);
    size_t unknown = simple ? last - first - n : unknown_providers(c, first, last);
    flow[c->window_step].n++;
    size_t step_out = left_out(c, entity, w, last - first, unknown, n);
    if (step_out != SIZE_MAX)
        flow[step_out].n++;
    tell_left_out(c, unit, entity, w, last - first, unknown, n, step_out);
    size_t from = n == 0 ? first : kept[0], to = n == 0 ? last - 1 : kept[n - 1];
    c->persons = ind_grow(c->persons, c->person_count, &c->person_capacity, sizeof *c->persons);
    c->persons[c->person_count++] = (person){
        .row = {.first = from, .last = to, .start = day[from], .end = day[to], .period = w->period},
        .index = step_out == SIZE_MAX ? index_of(c, n) : NAN,
        .contacts = (int64_t)n,
        .unit = unit,
    };
}

/* ENTITY: its number, where diagnoses are looked for. */
static void judge_person(continuity *c, uint32_t entity, size_t from, size_t to) {
    const int32_t *day = c->events->roles[ROLE_DATE].day;
    for (size_t p = 0; p < c->context->calendar->count; p++) {
        size_t first = from, last = to;
        while (first < to && day[first] < c->windows[p].from)
            first++;
        while (last > first && day[last - 1] > c->windows[p].to)
            last--;
        if (last > first)
            judge_window(c, entity, &c->windows[p], first, last);
    }
}

static void make_room(continuity *c, size_t visits) {
    if (visits <= c->visit_capacity)
        return;
    c->visit_capacity = visits;
    c->kept = ind_realloc(c->kept, visits * sizeof *c->kept);
    c->visits = ind_realloc(c->visits, visits * sizeof *c->visits);
    c->met = ind_realloc(c->met, visits * sizeof *c->met);
}

/* ---- counting ---- */

static bool keep(continuity *c, size_t i, const uint8_t *selected, const uint8_t **excluded) {
    ind_flow_step *flow = c->context->flow->items;
    if (selected != NULL) {
        flow[c->selected_step].unknown += selected[i] == IND_UNKNOWN;
        flow[c->selected_step].n += selected[i] == IND_TRUE;
        if (selected[i] != IND_TRUE)
            return false;
    }
    for (size_t k = 0; k < c->exclude_count; k++) {
        flow[c->exclude_steps[k]].unknown += excluded[k][i] == IND_UNKNOWN;
        if (excluded[k][i] == IND_TRUE) {
            flow[c->exclude_steps[k]].n++;
            return false;
        }
    }
    return true;
}

static bool begins_before(const continuity *c, unsigned feed, ind_str county, int32_t from) {
    int32_t since;
    return ind_deliveries_since(c->context->deliveries, c->measure->feeds[feed].dataset->name, county, &since) &&
           since > from;
}

/* Do the county's deliveries begin after the window, or the look-back for diagnoses, does? */
static bool begins_before_data(const continuity *c, const person *p, ind_str county) {
    const window *w = &c->windows[p->row.period];
    return begins_before(c, 0, county, w->from) ||
           (c->diagnoses != NULL && begins_before(c, 1, county, w->chronic_from));
}

static void tell_conditions(const continuity *c, const person *p, const ind_vector *slots, size_t i,
                            const uint8_t *selected, const uint8_t **excluded) {
    ind_trace *trace = c->context->trace;
    const ind_flow *flow = c->context->flow;
    bool asked = !isnan(p->index), out;
    if (selected != NULL) {
        out = selected[i] != IND_TRUE;
        ind_trace_condition(trace, ind_trace_step(trace, p->unit, flow, c->selected_step, asked, out), "denominator", 0,
                            slots, i);
        asked = asked && !out;
    }
    for (size_t k = 0; k < c->exclude_count; k++) {
        out = excluded[k][i] == IND_TRUE;
        ind_trace_condition(trace, ind_trace_step(trace, p->unit, flow, c->exclude_steps[k], asked, out), "exclude", k,
                            slots, i);
        asked = asked && !out;
    }
}

static void tell_counted(const continuity *c, const person *p, const uint32_t *codes, bool incomplete) {
    ind_trace *trace = c->context->trace;
    ind_judgement *in = ind_trace_step(trace, p->unit, c->context->flow, c->count_step, true, false);
    ind_trace_number(trace, in, "index", p->index);
    ind_trace_count *count = ind_trace_counted(trace, p->unit, p->row.period, codes);
    count->value = p->index;
    count->incomplete = incomplete;
}

static void count_block(continuity *c, const person *persons, const ind_vector *slots, size_t n,
                        const uint8_t **excluded) {
    const ind_kind_context *context = c->context;
    ind_cells *cells = context->cells;
    ind_strata_run(context->strata, slots, n, NULL);
    const uint8_t *selected = c->denominator == NULL ? NULL : ind_eval_run(c->denominator, slots, n)->truth;
    for (size_t k = 0; k < c->exclude_count; k++)
        excluded[k] = ind_eval_run(c->exclude[k], slots, n)->truth;
    for (size_t i = 0; i < n; i++) {
        const person *p = &persons[i];
        if (c->lists_seen) /* in the period, if not counted */
            ind_cells_at(cells, p->row.period, ind_strata_codes(context->strata, i));
        if (context->trace != NULL)
            tell_conditions(c, p, slots, i, selected, excluded);
        if (isnan(p->index))
            continue;
        if (!keep(c, i, selected, excluded))
            continue;
        context->flow->items[c->count_step].n++;
        uint32_t cell = ind_cells_at(cells, p->row.period, ind_strata_codes(context->strata, i));
        ind_moments_add(cells, cell, p->index);
        ind_cells_tally(cells, cell, TABLE, p->index, 1);
        ind_cells_count(cells, cell, AT_LEAST, p->index >= c->at_least);
        ind_cells_count(cells, cell, CONTACTS, p->contacts);
        bool incomplete = begins_before_data(c, p, ind_strata_whole(context->strata, i));
        ind_cells_count(cells, cell, INCOMPLETE, incomplete);
        if (context->trace != NULL)
            tell_counted(c, p, ind_strata_codes(context->strata, i), incomplete);
    }
}

/* One number for each code of the dictionary; NULL: constant texts have none. */
static void *by_code(const ind_dict *dict, size_t size) {
    return ind_alloc_array(dict == NULL ? 1 : (size_t)ind_dict_count(dict) + 1, size);
}

static void make_tally(continuity *c, size_t codes) {
    if (codes <= c->tally_count)
        return;
    free(c->tally);
    c->tally = ind_alloc_array(codes, sizeof *c->tally);
    c->tally_count = codes;
}

static void begin(continuity *c, const ind_events *feeds) {
    const ind_dict *providers = feeds->roles[ROLE_PROVIDER].dict;
    c->is_generic = by_code(providers, sizeof *c->is_generic);
    if (c->chronic != NULL) {
        int diagnosis = c->chronic->role_column[ROLE_CHRONIC_DIAGNOSIS];
        c->is_chronic = by_code(ind_timeline_columns(c->chronic->timeline)[diagnosis].dict, sizeof *c->is_chronic);
    }
    c->gather = ind_gather_new(c->measure, IND_SCOPE_ENTITY, feeds, c->context->calendar);
}

static void count_persons(continuity *c, const ind_events *feeds, const uint8_t **excluded) {
    for (size_t from = 0; from < c->person_count; from += IND_GATHER_ROWS) {
        size_t n = c->person_count - from < IND_GATHER_ROWS ? c->person_count - from : IND_GATHER_ROWS;
        const ind_vector *slots = ind_gather_run(c->gather, feeds, &c->persons[from].row, sizeof(person), n);
        count_block(c, c->persons + from, slots, n, excluded);
    }
    c->person_count = 0;
}

/* So many at a time that what is known of them stays in the processor's cache until they are counted. */
static void judge_persons(continuity *c, const ind_events *feeds, const uint8_t **excluded) {
    const ind_timeline_part *part = c->events->part;
    const uint32_t *entity = c->chronic == NULL ? NULL : part->columns[0].code;
    for (size_t e = 0; e < part->entities; e++) {
        size_t from = part->starts[e], to = part->starts[e + 1];
        make_room(c, to - from);
        judge_person(c, entity == NULL ? IND_NULL_CODE : entity[from], from, to);
        if (c->person_count >= PERSONS_AT_ONCE)
            count_persons(c, feeds, excluded);
    }
    count_persons(c, feeds, excluded);
}

static void reduce(void *state, const ind_events *feeds) {
    continuity *c = state;
    c->events = &feeds[0];
    c->chronic = c->diagnoses == NULL ? NULL : &feeds[1];
    if (c->gather == NULL)
        begin(c, feeds);
    make_tally(c, ind_codes_of_role(feeds, ROLE_PROVIDER));
    if (c->measure->feeds[0].where != NULL)
        ind_kind_count_met(c->context, c->where_step, feeds);
    const uint8_t **excluded = ind_alloc_array(c->exclude_count, sizeof *excluded);
    judge_persons(c, feeds, excluded);
    free(excluded);
}

static bool named_window(const ind_measure *measure, const char *path, const ind_period *period, int32_t *from,
                         int32_t *to) {
    window w = window_of(measure, period, 0);
    *from = strcmp(path, "chronic.months_before") == 0 ? w.chronic_from : w.from;
    *to = w.to;
    return true;
}

static ind_status check(const ind_measure *measure, ind_diag *diag) {
    const ind_param *each = ind_measure_param(measure, "period.each");
    if (each->integer != 0)
        return IND_OK;
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "period", ind_json_place(each->node), NULL,
                        "'period.each' must be true: every period has a window of its own");
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    ind_moments_value(measure, cells, cell, false, out);
    out->incomplete = ind_cells_get_count(cells, cell, INCOMPLETE);
    out->hide = out->incomplete > 0 && ind_param_is(ind_measure_param(measure, "window.incomplete"), "hide");
    ind_outcome_number(out, "contacts", (double)ind_cells_get_count(cells, cell, CONTACTS), true);
    ind_outcome_median(measure, cells, cell, TABLE, out);
    if (ind_measure_param(measure, "share_at_least")->node != NULL)
        ind_outcome_also_share(measure, "share_at_least", ind_cells_get_count(cells, cell, AT_LEAST), out);
}

const ind_kind ind_kind_continuity = {
    .spec = {.name = "continuity",
             .help = "continuity of care with the same provider",
             .timeline = true,
             .params = params,
             .param_count = sizeof params / sizeof *params,
             .words = &ind_words_of_continuity},
    .feeds = {{.entity = "data.person",
               .where = "data.where",
               .roles = {"data.date", "provider"},
               .sorted = 1,
               .needed = "data.date",
               .named = "provider",
               .named_unless = "generic_providers"},
              {.entity = "chronic.person",
               .where = "chronic.where",
               .roles = {"chronic.date", "chronic.diagnosis"},
               .sorted = 1,
               .needed = "chronic.diagnosis"}},
    .terms = terms,
    .term_count = TERMS,
    .window = named_window,
    .check = check,
    .open = open,
    .close = close,
    .reduce = reduce,
    .days = days,
    .value = value,
    .explain = ind_phrases_of_continuity,
};

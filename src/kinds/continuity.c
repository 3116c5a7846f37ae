/* continuity.c - how much of a person's contacts in a window was with the same provider.
 *
 *   COC   = (sum of n_i^2 - N) / (N (N - 1))     Bice & Boxerman 1977
 *   UPC   = max n_i / N                          usual provider of care
 *   SECON = share of neighbouring pairs of contacts with the same provider
 *
 * for every period of the report: its window is the months up to its end.  The value of a cell is the
 * plain mean over persons.  Contacts of a day are in order of the primary key. */
#include "base/date.h"
#include "kinds/common/persons.h"
#include "kinds/phrases.h"
#include "kinds/words.h"

#include <stdlib.h>

enum { PERSONS_AT_ONCE = 1024, FEW_VISITS = 16 };
enum { ROLE_DATE, ROLE_PROVIDER };                  /* of the contacts */
enum { ROLE_CHRONIC_DATE, ROLE_CHRONIC_DIAGNOSIS }; /* of the diagnoses */
static const ind_term terms[] = {IND_PERSON_TERMS("at_least", "contacts")};

/* Parameters, by their number in the table. */
enum {
    P_DATA_PERSON,
    P_DATA_DATE,
    P_PROVIDER,
    P_FORMULA,
    P_WINDOW_MONTHS,
    P_WINDOW_INCOMPLETE,
    P_MIN_CONTACTS,
    P_SAME_DAY,
    P_GENERIC_PROVIDERS,
    P_MAX_UNKNOWN_SHARE,
    P_CHRONIC_DATASET,
    P_CHRONIC_WHERE,
    P_CHRONIC_PERSON,
    P_CHRONIC_DATE,
    P_CHRONIC_DIAGNOSIS,
    P_CHRONIC_CODELIST,
    P_CHRONIC_MONTHS_BEFORE,
    P_DENOMINATOR,
    P_EXCLUDE,
    P_SHARE_AT_LEAST,
    P_PERIOD_EACH,
    P_INTERVAL_METHOD
};

static const ind_param_spec params[] = {
    [P_DATA_PERSON] = {.path = "data.person",
                       .type = IND_PARAM_ENTITY,
                       .required = true,
                       .scope = IND_SCOPE_ROW,
                       .help = "whose contacts are followed"},
    [P_DATA_DATE] = {.path = "data.date",
                     .type = IND_PARAM_DATE,
                     .required = true,
                     .scope = IND_SCOPE_ROW,
                     .help = "day of the contact"},
    [P_PROVIDER] =
        {.path = "provider", .type = IND_PARAM_LABEL, .required = true, .scope = IND_SCOPE_ROW, .help = "who was met"},
    [P_FORMULA] =
        {.path = "formula", .type = IND_PARAM_CHOICE, .required = true, .choices = "coc|upc|secon", .help = "index"},
    [P_WINDOW_MONTHS] = {.path = "window.months",
                         .type = IND_PARAM_INTEGER,
                         .required = true,
                         .low = 1,
                         .high = 120,
                         .edge = IND_EDGE_WINDOW,
                         .of = "data.date",
                         .help = "months up to the end of the period"},
    [P_WINDOW_INCOMPLETE] = {.path = "window.incomplete",
                             .type = IND_PARAM_CHOICE,
                             .required = true,
                             .choices = "keep|hide",
                             .help = "a window, or look-back for diagnoses, that begins before the deliveries do"},
    [P_MIN_CONTACTS] = {.path = "min_contacts",
                        .type = IND_PARAM_INTEGER,
                        .required = true,
                        .low = 2,
                        .high = 1000,
                        .edge = IND_EDGE_AT_LEAST,
                        .help = "least number of contacts"},
    [P_SAME_DAY] = {.path = "same_day",
                    .type = IND_PARAM_CHOICE,
                    .required = true,
                    .choices = "merge_same_provider|keep_all",
                    .help = "several contacts of a day with one provider"},
    [P_GENERIC_PROVIDERS] = {.path = "generic_providers",
                             .type = IND_PARAM_CODELIST,
                             .edge = IND_EDGE_CODES,
                             .of = "provider",
                             .help = "ids that stand for no one person; their contacts are dropped"},
    [P_MAX_UNKNOWN_SHARE] = {.path = "max_unknown_share",
                             .type = IND_PARAM_NUMBER,
                             .required = true,
                             .low = 0,
                             .high = 1,
                             .edge = IND_EDGE_AT_MOST,
                             .help = "a person with a greater share of contacts without provider is left out; below it "
                                     "such contacts are dropped"},
    [P_CHRONIC_DATASET] = {.path = "chronic.dataset",
                           .type = IND_PARAM_DATASET,
                           .with_parent = true,
                           .feed = 1,
                           .help = "where the diagnoses are"},
    [P_CHRONIC_WHERE] = {.path = "chronic.where",
                         .type = IND_PARAM_CONDITION,
                         .feed = 1,
                         .scope = IND_SCOPE_ROW,
                         .help = "rows whose diagnoses count"},
    [P_CHRONIC_PERSON] = {.path = "chronic.person",
                          .type = IND_PARAM_ENTITY,
                          .with_parent = true,
                          .feed = 1,
                          .scope = IND_SCOPE_ROW,
                          .help = "whose diagnosis it is"},
    [P_CHRONIC_DATE] = {.path = "chronic.date",
                        .type = IND_PARAM_DATE,
                        .with_parent = true,
                        .feed = 1,
                        .scope = IND_SCOPE_ROW,
                        .help = "day of the diagnosis"},
    [P_CHRONIC_DIAGNOSIS] = {.path = "chronic.diagnosis",
                             .type = IND_PARAM_CODES,
                             .with_parent = true,
                             .feed = 1,
                             .scope = IND_SCOPE_ROW,
                             .help = "code or list of codes"},
    [P_CHRONIC_CODELIST] = {.path = "chronic.codelist",
                            .type = IND_PARAM_CODELIST,
                            .with_parent = true,
                            .edge = IND_EDGE_CODES,
                            .of = "chronic.diagnosis",
                            .help = "chronic diagnoses"},
    [P_CHRONIC_MONTHS_BEFORE] = {.path = "chronic.months_before",
                                 .type = IND_PARAM_INTEGER,
                                 .with_parent = true,
                                 .low = 0,
                                 .high = 240,
                                 .edge = IND_EDGE_WINDOW,
                                 .of = "chronic.date",
                                 .help = "months before the window that count too"},
    IND_PERSON_PARAMS(P_DENOMINATOR, P_EXCLUDE, P_PERIOD_EACH, P_INTERVAL_METHOD),
    [P_SHARE_AT_LEAST] = {.path = "share_at_least",
                          .type = IND_PARAM_NUMBER,
                          .low = 0,
                          .high = 1,
                          .edge = IND_EDGE_AT_LEAST,
                          .help = "also the share of persons with at least this index"},

};

typedef struct {
    int32_t from, to; /* days of the window */
    int32_t chronic_from;
    int32_t period;
} window;

/* A chronic diagnosis. */
typedef struct {
    const ind_timeline_part *part;
    size_t event;
} chronic_place;

typedef struct {
    const ind_kind_context *context;
    const ind_measure *measure;
    const ind_events *events, *chronic; /* chronic NULL: any person */
    ind_persons persons;                /* in their windows */
    enum { COC, UPC, SECON } formula;
    int64_t min_contacts;
    window *windows; /* by period */
    bool merge_same_day;
    double max_unknown;
    const ind_codelist *generic, *diagnoses;
    uint8_t *is_generic; /* by provider code: 0 not looked at, 1 no, 2 yes */
    uint8_t *is_chronic; /* by diagnosis code, the same */
    size_t *kept;        /* contacts of one person and window */
    uint32_t *visits;    /* their providers */
    uint32_t *met;       /* how many of them are with the provider of each */
    size_t visit_capacity;
    uint32_t *tally; /* contacts by provider code; all zero between persons */
    size_t tally_count;
    chronic_place found; /* of the person at hand; part NULL: none */
} continuity;

/* ---- set-up ---- */

static window window_of(const ind_measure *measure, const ind_period *period, size_t number) {
    int64_t months = ind_kind_param(measure, P_WINDOW_MONTHS)->integer;
    int64_t before = ind_kind_param(measure, P_CHRONIC_MONTHS_BEFORE)->integer;
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

/* ---- steps ---- */

static void facts_of_unknown(const void *state, size_t number, ind_trace *trace, ind_judgement *judgement) {
    const ind_person *p = &((const continuity *)state)->persons.items[number];
    ind_trace_integer(trace, judgement, "unknown", p->unknown);
    ind_trace_integer(trace, judgement, "contacts", p->rows);
}

static void facts_of_contacts(const void *state, size_t number, ind_trace *trace, ind_judgement *judgement) {
    const continuity *c = state;
    ind_trace_integer(trace, judgement, "contacts", c->persons.items[number].kept);
    ind_trace_integer(trace, judgement, "least", c->min_contacts);
}

static void facts_of_diagnosis(const void *state, size_t number, ind_trace *trace, ind_judgement *judgement) {
    const continuity *c = state;
    const window *w = &c->windows[c->persons.items[number].row.period];
    ind_trace_day(trace, judgement, "from", w->chronic_from);
    ind_trace_day(trace, judgement, "to", w->to);
    if (!judgement->against)
        ind_trace_refer(trace, judgement, "row", IND_FACT_ROW,
                        ind_trace_row_of(trace, 1, c->found.part, c->found.event));
}

static void facts_of_index(const void *state, size_t number, ind_trace *trace, ind_judgement *judgement) {
    ind_trace_number(trace, judgement, "index", ((const continuity *)state)->persons.items[number].value);
}

enum { UNKNOWN = IND_PERSONS_OWN, FEW, CHRONIC, SELECTED, EXCLUDE, DENOMINATOR, STEPS };
static const ind_step_spec steps[STEPS] = {
    IND_PERSON_STEPS(SELECTED, EXCLUDE, DENOMINATOR, facts_of_index),
    [UNKNOWN] = {.step = "exclude unknown providers",
                 .effect = IND_STEP_OUT,
                 .path = "max_unknown_share",
                 .facts = facts_of_unknown},
    [FEW] = {.step = "exclude too few contacts",
             .effect = IND_STEP_OUT,
             .path = "min_contacts",
             .facts = facts_of_contacts},
    [CHRONIC] = {.step = "exclude not chronic",
                 .effect = IND_STEP_OUT,
                 .path = "chronic.codelist",
                 .only = "",
                 .facts = facts_of_diagnosis},
};

static bool begins_before(const continuity *c, unsigned feed, ind_str county, int32_t from) {
    int32_t since;
    return ind_deliveries_since(c->context->deliveries, c->measure->feeds[feed].dataset->name, county, &since) &&
           since > from;
}

/* Do the county's deliveries begin after the window, or the look-back for diagnoses, does? */
static bool begins_before_data(const void *state, const ind_person *p, ind_str county) {
    const continuity *c = state;
    const window *w = &c->windows[p->row.period];
    return begins_before(c, 0, county, w->from) ||
           (c->diagnoses != NULL && begins_before(c, 1, county, w->chronic_from));
}

static bool is_at_least(double value, double limit) {
    return value >= limit;
}

static const ind_persons_how how = {
    .steps = steps,
    .step_count = STEPS,
    .selected = SELECTED,
    .exclude = EXCLUDE,
    .denominator = DENOMINATOR,
    .share = P_SHARE_AT_LEAST,
    .incomplete = P_WINDOW_INCOMPLETE,
    .each = P_PERIOD_EACH,
    .in_share = is_at_least,
    .rows_name = "contacts",
    .is_incomplete = begins_before_data,
};

static void *open(const ind_kind_context *context) {
    const ind_measure *m = context->measure;
    continuity *c = ind_alloc(sizeof *c);
    c->context = context;
    c->measure = m;
    c->formula = (unsigned)ind_kind_param(m, P_FORMULA)->choice;
    c->min_contacts = ind_kind_param(m, P_MIN_CONTACTS)->integer;
    c->merge_same_day = ind_param_is(ind_kind_param(m, P_SAME_DAY), "merge_same_provider");
    c->max_unknown = ind_kind_param(m, P_MAX_UNKNOWN_SHARE)->number;
    c->generic = ind_kind_param(m, P_GENERIC_PROVIDERS)->codelist;
    c->diagnoses = ind_kind_param(m, P_CHRONIC_CODELIST)->codelist;
    c->windows = ind_alloc_array(context->calendar->count, sizeof *c->windows);
    for (size_t p = 0; p < context->calendar->count; p++)
        c->windows[p] = window_of(m, &context->calendar->items[p], p);
    ind_persons_open(&c->persons, context, &how, c);
    return c;
}

static void close(void *state) {
    continuity *c = state;
    ind_persons_close(&c->persons);
    free(c->is_generic);
    free(c->is_chronic);
    free(c->windows);
    free(c->kept);
    free(c->visits);
    free(c->met);
    free(c->tally);
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

static bool has_chronic(continuity *c, uint32_t entity, int32_t from, int32_t to) {
    size_t count, first;
    const ind_timeline_part *part = ind_timeline_find(c->chronic->timeline, chronic_entity(c, entity), &first, &count);
    const int32_t *day = part->columns[c->chronic->role_column[ROLE_CHRONIC_DATE]].day;
    const ind_vector *diagnosis = &part->columns[c->chronic->role_column[ROLE_CHRONIC_DIAGNOSIS]];
    for (size_t e = first; e < first + count; e++)
        if (day[e] >= from && day[e] <= to && listed(c->is_chronic, c->diagnoses, diagnosis, e)) {
            c->found = (chronic_place){part, e};
            return true;
        }
    return false;
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
            ind_persons_row(&c->persons, unit, c->events, e,
                            who == IND_NULL_CODE ? "unknown provider" : "generic provider");
            continue;
        }
        if (c->merge_same_day && seen_today(c, day, kept, n, who, day[e])) {
            ind_persons_row(&c->persons, unit, c->events, e, "same day");
            continue;
        }
        ind_persons_row(&c->persons, unit, c->events, e, "contact");
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

/* The steps that go by the contacts of a person; does it stay? */
static bool choose(continuity *c, size_t number, uint32_t entity, const window *w) {
    ind_selection *selection = &c->persons.selection;
    const ind_person *p = &c->persons.items[number];
    ind_selection_decide(selection, UNKNOWN, number, ind_share_exceeds(p->unknown, p->rows, c->max_unknown));
    ind_selection_decide(selection, FEW, number, p->kept < c->min_contacts);
    if (c->diagnoses != NULL && ind_selection_asks(selection, number))
        ind_selection_decide(selection, CHRONIC, number, !has_chronic(c, entity, w->chronic_from, w->to));
    return ind_selection_stays(selection, number);
}

/* Events FIRST..LAST-1 of one person lie in the window. */
static void judge_window(continuity *c, uint32_t entity, const window *w, size_t first, size_t last) {
    const int32_t *day = c->events->roles[ROLE_DATE].day;
    const size_t *kept = c->kept;
    uint32_t unit = ind_persons_unit(&c->persons, w->from, w->to, w->period);
    bool simple = c->context->trace == NULL && c->generic == NULL && !c->merge_same_day;
    size_t n = simple ? take_known(c, first, last) : take_contacts(c, unit, first, last);
    size_t unknown = simple ? last - first - n : unknown_providers(c, first, last);
    size_t from = n == 0 ? first : kept[0], to = n == 0 ? last - 1 : kept[n - 1];
    size_t number;
    ind_person *p = ind_persons_add(&c->persons, unit, &number);
    *p = (ind_person){
        .row = {.first = from, .last = to, .start = day[from], .end = day[to], .period = w->period},
        .rows = (int64_t)(last - first),
        .unknown = (int64_t)unknown,
        .kept = (int64_t)n,
    };
    if (choose(c, number, entity, w))
        c->persons.items[number].value = index_of(c, n);
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
}

/* So many at a time that what is known of them stays in the processor's cache until they are counted. */
static void judge_persons(continuity *c, const ind_events *feeds) {
    const ind_timeline_part *part = c->events->part;
    const uint32_t *entity = c->chronic == NULL ? NULL : part->columns[0].code;
    for (size_t e = 0; e < part->entities; e++) {
        size_t from = part->starts[e], to = part->starts[e + 1];
        make_room(c, to - from);
        judge_person(c, entity == NULL ? IND_NULL_CODE : entity[from], from, to);
        if (c->persons.selection.count >= PERSONS_AT_ONCE)
            ind_persons_count(&c->persons, feeds);
    }
    ind_persons_count(&c->persons, feeds);
}

static void reduce(void *state, const ind_events *feeds) {
    continuity *c = state;
    c->events = &feeds[0];
    c->chronic = c->diagnoses == NULL ? NULL : &feeds[1];
    if (c->is_generic == NULL)
        begin(c, feeds);
    make_tally(c, ind_codes_of_role(feeds, ROLE_PROVIDER));
    ind_selection_met(&c->persons.selection, IND_PERSONS_WHERE, feeds);
    judge_persons(c, feeds);
}

static bool named_window(const ind_measure *measure, const char *path, const ind_period *period, int32_t *from,
                         int32_t *to) {
    window w = window_of(measure, period, 0);
    *from = strcmp(path, "chronic.months_before") == 0 ? w.chronic_from : w.from;
    *to = w.to;
    return true;
}

static ind_status check(const ind_measure *measure, ind_diag *diag) {
    return ind_persons_check(&how, measure, diag);
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    ind_persons_value(&how, measure, cells, cell, out);
}

const ind_kind ind_kind_continuity = {
    .spec = {.name = "continuity",
             .help = "continuity of care with the same provider",
             .timeline = true,
             .params = params,
             .param_count = sizeof params / sizeof *params,
             .values = {"an index from 0 to 1", "index|percent|ratio|", false, 1},
             .chain = {{"denominator"}, "exclude", NULL},
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
    .term_count = sizeof terms / sizeof *terms,
    .window = named_window,
    .check = check,
    .open = open,
    .close = close,
    .reduce = reduce,
    .days = days,
    .value = value,
    .explain = ind_phrases_of_continuity,
};

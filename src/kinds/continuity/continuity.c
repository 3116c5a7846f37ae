/* continuity.c - how much of a person's contacts in a window was with the same provider.
 *
 *   COC   = (sum of n_i^2 - N) / (N (N - 1))     Bice & Boxerman 1977
 *   UPC   = max n_i / N                          usual provider of care
 *   SECON = share of neighbouring pairs of contacts with the same provider
 *
 * for every period of the report: its window is the months up to its end.  The value of a cell is the
 * plain mean over persons.  Contacts of a day are in order of "order", then the primary key. */
#include "kinds/continuity/continuity.h"
#include "base/date.h"
#include "kinds/common/persons.h"

#include <stdlib.h>

enum { PERSONS_AT_ONCE = 1024, FIRST_DAY = IND_NULL_DATE + 1 };
static const ind_term terms[] = {IND_PERSON_TERMS("at_least", "contacts")};

/* ---- set-up ---- */

static window window_of(const ind_measure *measure, const ind_period *period, size_t number) {
    int64_t months = ind_kind_param(measure, P_WINDOW_MONTHS)->integer;
    int64_t before = ind_kind_param(measure, P_CHRONIC_MONTHS_BEFORE)->integer;
    int32_t to = period->to, from = ind_add_months(to + 1, -months);
    if (ind_kind_param(measure, P_WINDOW_UNBOUNDED)->integer != 0)
        return (window){FIRST_DAY, to, FIRST_DAY, (int32_t)number};
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
    const ind_person *p = &((const ind_continuity *)state)->persons.items[number];
    ind_trace_integer(trace, judgement, "unknown", p->unknown);
    ind_trace_integer(trace, judgement, "contacts", p->rows);
}

static void facts_of_contacts(const void *state, size_t number, ind_trace *trace, ind_judgement *judgement) {
    const ind_continuity *c = state;
    ind_trace_integer(trace, judgement, "contacts", c->persons.items[number].kept);
    ind_trace_integer(trace, judgement, "least", c->min_contacts);
}

static void facts_of_diagnosis(const void *state, size_t number, ind_trace *trace, ind_judgement *judgement) {
    const ind_continuity *c = state;
    const window *w = &c->windows[c->persons.items[number].row.period];
    ind_trace_day(trace, judgement, "from", w->chronic_from);
    ind_trace_day(trace, judgement, "to", w->to);
    if (!judgement->against)
        ind_trace_refer(trace, judgement, "row", IND_FACT_ROW,
                        ind_trace_row_of(trace, 1, c->found.part, c->found.event));
}

static void facts_of_index(const void *state, size_t number, ind_trace *trace, ind_judgement *judgement) {
    ind_trace_number(trace, judgement, "index", ((const ind_continuity *)state)->persons.items[number].value);
}

static void facts_of_listing(const void *state, size_t number, ind_trace *trace, ind_judgement *judgement) {
    const ind_continuity *c = state;
    ind_trace_day(trace, judgement, "day", c->windows[c->persons.items[number].row.period].to);
}

static const ind_step_spec steps[STEPS] = {
    IND_PERSON_STEPS(SELECTED, EXCLUDE, REQUIRE, EXCLUDE_IF, DENOMINATOR, facts_of_index),
    [NOT_LISTED] = {.step = "exclude not listed",
                    .effect = IND_STEP_OUT,
                    .path = "at_listed_unit.listed",
                    .only = "",
                    .facts = facts_of_listing},
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

static bool begins_before(const ind_continuity *c, unsigned feed, ind_str county, int32_t from) {
    int32_t since;
    return from != FIRST_DAY &&
           ind_deliveries_since(c->context->deliveries, c->measure->feeds[feed].dataset->name, county, &since) &&
           since > from;
}

/* Do the county's deliveries begin after the window, or the look-back for diagnoses, does? */
static bool begins_before_data(const void *state, const ind_person *p, ind_str county) {
    const ind_continuity *c = state;
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
    .share = P_SHARE_AT_LEAST,
    .incomplete = P_WINDOW_INCOMPLETE,
    .in_share = is_at_least,
    .rows_name = "contacts",
    .is_incomplete = begins_before_data,
};

static void *open(const ind_kind_context *context) {
    const ind_measure *m = context->measure;
    ind_continuity *c = ind_alloc(sizeof *c);
    c->context = context;
    c->measure = m;
    c->formula = (unsigned)ind_kind_param(m, P_FORMULA)->choice;
    c->min_contacts = ind_kind_param(m, P_MIN_CONTACTS)->integer;
    c->merge_same_day = ind_param_is(ind_kind_param(m, P_SAME_DAY), "merge_same_provider");
    c->generic_unknown = ind_param_is(ind_kind_param(m, P_GENERIC_AS), "unknown");
    c->of_merged = ind_param_is(ind_kind_param(m, P_UNKNOWN_SHARE_OF), "merged");
    c->listed = ind_listed_open(context);
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
    ind_continuity *c = state;
    ind_persons_close(&c->persons);
    ind_listed_close(c->listed);
    free(c->is_generic);
    free(c->is_chronic);
    free(c->windows);
    free(c->kept);
    free(c->visits);
    free(c->met);
    free(c->tally);
    free(c);
}

/* One number for each code of the dictionary; NULL: constant texts have none. */
static void *by_code(const ind_dict *dict, size_t size) {
    return ind_alloc_array(dict == NULL ? 1 : (size_t)ind_dict_count(dict) + 1, size);
}

static void make_tally(ind_continuity *c, size_t codes) {
    if (codes <= c->tally_count)
        return;
    free(c->tally);
    c->tally = ind_alloc_array(codes, sizeof *c->tally);
    c->tally_count = codes;
}

static void begin(ind_continuity *c, const ind_events *feeds) {
    const ind_dict *providers = feeds->roles[ROLE_PROVIDER].dict;
    c->is_generic = by_code(providers, sizeof *c->is_generic);
    if (c->chronic != NULL) {
        int diagnosis = c->chronic->role_column[ROLE_CHRONIC_DIAGNOSIS];
        c->is_chronic = by_code(ind_timeline_columns(c->chronic->timeline)[diagnosis].dict, sizeof *c->is_chronic);
    }
}

/* So many at a time that what is known of them stays in the processor's cache until they are counted. */
static void judge_persons(ind_continuity *c, const ind_events *feeds) {
    const ind_timeline_part *part = c->events->part;
    const uint32_t *entity = c->chronic == NULL ? NULL : part->columns[0].code;
    for (size_t e = 0, known = 0; e < part->entities; e++) {
        if (c->listed != NULL && e == known) {
            size_t most = ind_listed_at_once(c->listed);
            known = part->entities - e < most ? part->entities : e + most;
            ind_listed_find(c->listed, feeds, c->windows, e, known);
        }
        c->number = c->listed == NULL ? 0 : e % ind_listed_at_once(c->listed);
        size_t from = part->starts[e], to = part->starts[e + 1];
        ind_continuity_judge(c, entity == NULL ? IND_NULL_CODE : entity[from], from, to);
        if (c->persons.selection.count >= PERSONS_AT_ONCE)
            ind_persons_count(&c->persons, feeds);
    }
    ind_persons_count(&c->persons, feeds);
}

static void reduce(void *state, const ind_events *feeds) {
    ind_continuity *c = state;
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
    if (w.from == FIRST_DAY)
        return false;
    *from = strcmp(path, "chronic.months_before") == 0 ? w.chronic_from : w.from;
    *to = w.to;
    return true;
}

static void value(const ind_measure *measure, ind_cells *cells, uint32_t cell, ind_outcome *out) {
    ind_persons_value(&how, measure, cells, cell, out);
}

extern const ind_kind ind_kind_continuity;
const ind_kind ind_kind_continuity = {
    .spec = {.name = "continuity",
             .help = "continuity of care with the same provider",
             .timeline = true,
             .windows = true,
             .params = ind_params_of_continuity,
             .param_count = PARAMS,
             .values = {"an index from 0 to 1", "index|percent|ratio|", false, 1},
             .chain = {{"denominator"}, "exclude", NULL},
             .words = &ind_words_of_continuity},
    .feeds = {{.entity = "data.person",
               .where = "data.where",
               .roles = {[ROLE_DATE] = "data.date", [ROLE_PROVIDER] = "provider", [ROLE_UNIT] = "at_listed_unit.unit"},
               .sorted = ROLE_PROVIDER,
               .order = "order",
               .first_order = ROLE_ORDER,
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
    .check = ind_continuity_check,
    .open = open,
    .close = close,
    .reduce = reduce,
    .days = days,
    .value = value,
    .template = ind_file_continuity_template,
    .explain = ind_phrases_of_continuity,
};

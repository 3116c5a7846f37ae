/* persons.h - what kinds share that give every person a value in each window that it has rows in.
 *
 *   rows of a person in a window --the kind--> value --steps--> mean over persons, their median, a share of them
 *
 * Every period of the report has a window of its own, so that nothing adds up from shorter periods to longer ones. */
#ifndef IND_PERSONS_H
#define IND_PERSONS_H

#include "kinds/common/moments.h"
#include "kinds/common/relations.h"
#include "words/sentences.h"

/* Terms of a cell; a kind may have one more, of rows where what is looked for is unknown.  Windows of one person
 * overlap, and have rows from several suppliers. */
enum { IND_P_TABLE = IND_M_TERMS, IND_P_SHARE, IND_P_ROWS, IND_P_INCOMPLETE, IND_P_UNKNOWN };
#define IND_PERSON_TERMS(share, rows)                                                                                  \
    IND_MOMENT_TERMS(IND_ADDS_GROUPS), {"table", IND_TERM_TABLE, IND_ADDS_GROUPS, false},                              \
        {share, IND_TERM_COUNT, IND_ADDS_GROUPS, false}, {rows, IND_TERM_COUNT, IND_ADDS_GROUPS, false}, {             \
        "incomplete", IND_TERM_COUNT, IND_ADDS_GROUPS, false                                                           \
    }

/* Parameters. */
#define IND_PERSON_COMMON_PARAMS(denominator, exclude, each)                                                           \
    [denominator] = {.path = "denominator",                                                                            \
                     .type = IND_PARAM_CONDITION,                                                                      \
                     .scope = IND_SCOPE_ENTITY,                                                                        \
                     .help = "persons that count"},                                                                    \
    [exclude] = {.path = "exclude",                                                                                    \
                 .type = IND_PARAM_RULES,                                                                              \
                 .scope = IND_SCOPE_ENTITY,                                                                            \
                 .help = "persons left out, first hit only"},                                                          \
    [each] = {                                                                                                         \
        .path = "period.each", .type = IND_PARAM_BOOLEAN, .required = true, .help = "true: a window for every period"}
#define IND_PERSON_PARAMS(denominator, exclude, each, method, METHOD)                                                  \
    IND_PERSON_COMMON_PARAMS(denominator, exclude, each), [method] = METHOD
/* HELP: what becomes of rows where what is looked for is unknown. */
#define IND_PERSON_UNKNOWN_PARAM(number, HELP)                                                                         \
    [number] = {.path = "max_unknown_share",                                                                           \
                .type = IND_PARAM_NUMBER,                                                                              \
                .required = true,                                                                                      \
                .low = 0,                                                                                              \
                .high = 1,                                                                                             \
                .edge = IND_EDGE_AT_MOST,                                                                              \
                .help = HELP}
/* Members of ind_kind_words. */
#define IND_PERSON_WORDS                                                                                               \
    .first = {"personens första $1 i fönstret", "the person's first $1 in the window"},                                \
    .last = {"personens sista $1 i fönstret", "the person's last $1 in the window"},                                   \
    .start = {"dagen för personens första $1 i fönstret", "the day of the person's first $1 in the window"},           \
    .end = {"dagen för personens sista $1 i fönstret", "the day of the person's last $1 in the window"},               \
    .counted = {"personer", "persons"}

/* The first three and the last five steps; what the kind asks of the rows of a person comes between, and the step of
 * those without value before the last.  FACTS: of the value. */
enum { IND_PERSONS_ROWS, IND_PERSONS_WHERE, IND_PERSONS_WINDOWS, IND_PERSONS_OWN };
#define IND_PERSON_STEPS(selected, exclude, require, exclude_if, denominator, FACTS)                                   \
    [IND_PERSONS_ROWS] = {.step = "rows"}, [IND_PERSONS_WHERE] = {.step = "where", .path = "data.where", .only = ""},  \
    [IND_PERSONS_WINDOWS] = {.step = "persons in windows"},                                                            \
    [selected] = {.step = "selected", .path = "denominator", .only = "", .unknowns = true},                            \
    [exclude] = {.path = "exclude", .effect = IND_STEP_OUT, .unknowns = true},                                         \
    IND_RELATION_STEPS(require, exclude_if),                                                                           \
    [denominator] = {.step = "denominator", .told = IND_TELL_ASKED, .facts = FACTS}

/* One person in one window. */
typedef struct {
    ind_entity_row row;
    double value;          /* if it stays */
    int64_t rows, unknown; /* that lie in the window; of them, where what is looked for is unknown */
    int64_t kept;          /* rows that count */
} ind_person;

/* How a kind has it. */
typedef struct {
    const ind_step_spec *steps;
    size_t step_count;
    size_t share, incomplete; /* parameters: the limit of the share; window.incomplete */
    bool (*in_share)(double value, double limit);
    const char *rows_name, *unknown_name; /* of the numbers in the report; NULL: there is none */
    /* Does the person's window reach outside what the county has delivered? */
    bool (*is_incomplete)(const void *state, const ind_person *person, ind_str county);
    /* So many steps of the kind's own, before the denominator: does STEP, 0, 1 ..., take the person, of the COUNTY? */
    size_t own_steps;
    bool (*takes)(void *state, size_t number, size_t step, ind_str county);
    unsigned adds_taken; /* bit STEP: those that it takes are given to ADD too */
    /* NULL: a cell has IND_PERSON_TERMS; else what is counted of a person. */
    void (*add)(const void *state, const ind_person *person, ind_cells *cells, uint32_t cell, bool incomplete);
} ind_persons_how;

typedef struct {
    const ind_kind_context *context;
    void *state;
    const ind_persons_how *how;
    ind_selection selection; /* of ITEMS */
    ind_relations *relations;
    ind_gather *gather;
    ind_person *items; /* not counted yet */
    size_t capacity;
    bool lists_seen;
    double limit;
    uint32_t *cell; /* number + 1, by leaf and period; 0: not made yet */
    size_t cell_capacity;
} ind_persons;

void ind_persons_open(ind_persons *persons, const ind_kind_context *context, const ind_persons_how *how, void *state);
void ind_persons_close(ind_persons *persons);

/* Of a trace, the window of a person; 0 if there is no trace. */
uint32_t ind_persons_add_unit(const ind_persons *persons, int32_t from, int32_t to, int32_t period);
static inline uint32_t ind_persons_unit(const ind_persons *persons, int32_t from, int32_t to, int32_t period) {
    return persons->context->trace == NULL ? 0 : ind_persons_add_unit(persons, from, to, period);
}
/* What became of a row in the window; nothing if there is no trace. */
void ind_persons_add_row(const ind_persons *persons, uint32_t unit, const ind_events *events, size_t event,
                         const char *note);
static inline void ind_persons_row(const ind_persons *persons, uint32_t unit, const ind_events *events, size_t event,
                                   const char *note) {
    if (persons->context->trace != NULL)
        ind_persons_add_row(persons, unit, events, event, note);
}

/* Of a trace: UNIT is a person in a window.  The flow counts them all at once. */
void ind_persons_tell(ind_persons *persons, size_t number, uint32_t unit);
/* A person in a window, to be filled in; its *NUMBER. */
static inline ind_person *ind_persons_add(ind_persons *persons, uint32_t unit, size_t *number) {
    size_t count = *number = ind_selection_add(&persons->selection);
    if (count == persons->capacity)
        persons->items = ind_grow(persons->items, count, &persons->capacity, sizeof *persons->items);
    if (persons->selection.told != NULL)
        ind_persons_tell(persons, count, unit);
    return &persons->items[count];
}

/* The steps that are left for those that have been added, then their cells; there are none afterwards. */
void ind_persons_count(ind_persons *persons, const ind_events *feeds);

/* Parameter NUMBER, "period.each", must be true. */
ind_status ind_persons_check(const ind_measure *measure, size_t number, ind_diag *diag);
void ind_persons_value(const ind_persons_how *how, const ind_measure *measure, ind_cells *cells, uint32_t cell,
                       ind_outcome *out);
/* The median, or the share beyond the limit, is the value instead; the mean is beside it. */
void ind_persons_median(const ind_persons_how *how, const ind_measure *measure, ind_cells *cells, uint32_t cell,
                        ind_outcome *out);
void ind_persons_share(const ind_persons_how *how, const ind_measure *measure, ind_cells *cells, uint32_t cell,
                       ind_outcome *out);

/* A number in sentences. */
const char *ind_persons_number(ind_words *words, double value);

#endif

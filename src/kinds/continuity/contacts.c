/* contacts.c - the contacts of a person in a window: which count, with whom, and what index they give. */
#include "base/plain.h"
#include "kinds/continuity/continuity.h"

#include <stdlib.h>

enum { FEW_VISITS = IND_IS_PLAIN ? 0 : 16 };

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
static size_t take_known(ind_continuity *c, size_t first, size_t last) {
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

static bool seen_today(const ind_continuity *c, const int32_t *day, const size_t *from, size_t n, uint32_t provider,
                       int32_t today) {
    for (size_t i = n; i > 0 && day[from[i - 1]] == today; i--)
        if (c->visits[i - 1] == provider)
            return true;
    return false;
}

/* How many of the N visits are with the provider of each.  Few are compared with each other: what the tally has of
 * their providers is far away. */
static const uint32_t *meetings(const ind_continuity *c, size_t n) {
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

static double coc(const ind_continuity *c, size_t n) {
    const uint32_t *met = meetings(c, n);
    double squares = 0;
    for (size_t i = 0; i < n; i++)
        squares += met[i];
    return (squares - (double)n) / ((double)n * (double)(n - 1));
}

static double upc(const ind_continuity *c, size_t n) {
    const uint32_t *met = meetings(c, n);
    uint32_t most = 0;
    for (size_t i = 0; i < n; i++)
        most = met[i] > most ? met[i] : most;
    return (double)most / (double)n;
}

static double secon(const ind_continuity *c, size_t n) {
    size_t same = 0;
    for (size_t i = 1; i < n; i++)
        same += c->visits[i] == c->visits[i - 1];
    return (double)same / (double)(n - 1);
}

static double index_of(const ind_continuity *c, size_t n) {
    return c->formula == COC ? coc(c, n) : c->formula == UPC ? upc(c, n) : secon(c, n);
}

static bool has_chronic(ind_continuity *c, uint32_t entity, int32_t from, int32_t to) {
    size_t count, first;
    const ind_timeline_part *part = ind_events_find(c->events, c->chronic, entity, &first, &count);
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

/* Contacts that count, one by one.  AT: the unit where they must be, where LISTED is asked.  Returns how many are kept.
 */
static size_t take_contacts(ind_continuity *c, uint32_t unit, uint32_t at, size_t first, size_t last) {
    const ind_vector *provider = &c->events->roles[ROLE_PROVIDER];
    const int32_t *day = c->events->roles[ROLE_DATE].day;
    size_t n = 0, *kept = c->kept;
    for (size_t e = first; e < last; e++) {
        uint32_t who = provider->code[e];
        if (c->listed != NULL && (at == IND_NULL_CODE || c->events->roles[ROLE_UNIT].code[e] != at)) {
            ind_persons_row(&c->persons, unit, c->events, e, "another unit");
            continue;
        }
        c->seen++;
        if (who == IND_NULL_CODE || listed(c->is_generic, c->generic, provider, e)) {
            c->unseen += who == IND_NULL_CODE || c->generic_unknown;
            ind_persons_row(&c->persons, unit, c->events, e,
                            who == IND_NULL_CODE ? "unknown provider" : "generic provider");
            continue;
        }
        if (c->merge_same_day && seen_today(c, day, kept, n, who, day[e])) {
            c->seen -= c->of_merged;
            ind_persons_row(&c->persons, unit, c->events, e, "same day");
            continue;
        }
        ind_persons_row(&c->persons, unit, c->events, e, "contact");
        c->visits[n] = who;
        kept[n++] = e;
    }
    return n;
}

/* The steps that go by the contacts of a person; does it stay? */
static bool choose(ind_continuity *c, size_t number, uint32_t entity, const window *w) {
    ind_selection *selection = &c->persons.selection;
    const ind_person *p = &c->persons.items[number];
    if (c->listed != NULL)
        ind_selection_exclude(selection, NOT_LISTED, number,
                              ind_listed_unit(c->listed, c->number, (size_t)w->period) == IND_NULL_CODE);
    ind_selection_exclude(selection, UNKNOWN, number, ind_share_exceeds(p->unknown, p->rows, c->max_unknown));
    ind_selection_exclude(selection, FEW, number, p->kept < c->min_contacts);
    if (c->diagnoses != NULL && ind_selection_asks(selection, number))
        ind_selection_exclude(selection, CHRONIC, number, !has_chronic(c, entity, w->chronic_from, w->to));
    return ind_selection_stays(selection, number);
}

/* Events FIRST..LAST-1 of one person lie in the window. */
static void judge_window(ind_continuity *c, uint32_t entity, const window *w, size_t first, size_t last) {
    const int32_t *day = c->events->roles[ROLE_DATE].day;
    const size_t *kept = c->kept;
    uint32_t unit = ind_persons_unit(&c->persons, w->from, w->to, w->period);
    bool simple = c->context->trace == NULL && c->generic == NULL && !c->merge_same_day && c->listed == NULL;
    uint32_t at = c->listed == NULL ? IND_NULL_CODE : ind_listed_unit(c->listed, c->number, (size_t)w->period);
    c->seen = c->unseen = 0;
    size_t n = simple ? take_known(c, first, last) : take_contacts(c, unit, at, first, last);
    if (simple) {
        c->seen = last - first;
        c->unseen = c->seen - n;
    }
    size_t from = n == 0 ? first : kept[0], to = n == 0 ? last - 1 : kept[n - 1];
    size_t number;
    ind_person *p = ind_persons_add(&c->persons, unit, &number);
    p->row = (ind_entity_row){.first = from,
                              .last = to,
                              .start = day[from],
                              .end = day[to],
                              .period = w->period,
                              .window_from = w->from == IND_NULL_DATE + 1 ? IND_NULL_DATE : w->from, /* no bound */
                              .window_to = w->to};
    p->value = NAN;
    p->rows = (int64_t)c->seen;
    p->unknown = (int64_t)c->unseen;
    p->kept = (int64_t)n;
    if (choose(c, number, entity, w))
        c->persons.items[number].value = index_of(c, n);
}

static void make_room(ind_continuity *c, size_t visits) {
    if (visits <= c->visit_capacity)
        return;
    c->visit_capacity = visits;
    c->kept = ind_realloc(c->kept, visits * sizeof *c->kept);
    c->visits = ind_realloc(c->visits, visits * sizeof *c->visits);
    c->met = ind_realloc(c->met, visits * sizeof *c->met);
}

/* ENTITY: its number, where diagnoses are looked for. */
void ind_continuity_judge(ind_continuity *c, uint32_t entity, size_t from, size_t to) {
    make_room(c, to - from);
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

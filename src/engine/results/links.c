/* links.c - see links.h. */
#include "engine/results/links.h"

#include <stdlib.h>

typedef struct {
    const ind_roll *from, *to;
    int from_grain, to_grain; /* -1: the same period */
    uint32_t *whole;          /* by cell of FROM: the cell of TO that it is part of; UINT32_MAX: none */
} linking;

/* Is GROUP, of which a value lies in FROM's codelist, known where OTHER is? */
static bool is_known_from(const ind_group *group, const ind_group *other) {
    return group->codelist != NULL && group->codelist == other->codelist && ind_expr_same(group->expr, other->expr) &&
           ind_codelist_is_part(group->codelist, other->attribute, group->attribute);
}

static bool is_group_of(const ind_measure *m, const ind_grouping *split, size_t group) {
    for (size_t g = 0; g < split->count; g++)
        if (split->group[g] == group || is_known_from(&m->groups[group], &m->groups[split->group[g]]))
            return true;
    return false;
}

static bool is_part_of(const ind_roll *from, const ind_roll *to) {
    bool part = !from->adds_area && !to->adds_area && from != to;
    for (size_t g = 0; part && g < to->split->count; g++)
        part = is_group_of(from->job->measure, from->split, to->split->group[g]);
    return part;
}

/* The fine cell of codes FINE is in this cell of FROM and in that cell of TO. */
static void join(linking *l, const uint32_t *fine, size_t period, size_t in) {
    uint32_t codes[IND_MAX_GROUPS + 1];
    ind_roll_codes(l->from, fine, period, codes);
    uint32_t part = ind_cells_find(l->from->cells, (int32_t)period, codes);
    ind_roll_codes(l->to, fine, in, codes);
    uint32_t whole = ind_cells_find(l->to->cells, (int32_t)in, codes);
    if (part != UINT32_MAX)
        l->whole[part] = whole;
}

static bool is_inside(const ind_period *part, const ind_period *whole) {
    return part->first_month >= whole->first_month && part->last_month <= whole->last_month;
}

/* Do periods of the grain cover all months of the whole? */
static bool tile(const ind_calendar *calendar, int grain, const ind_period *whole) {
    int32_t months = whole->last_month - whole->first_month + 1;
    for (size_t p = 0; p < calendar->count; p++)
        if ((int)calendar->items[p].grain == grain && is_inside(&calendar->items[p], whole))
            months -= calendar->items[p].last_month - calendar->items[p].first_month + 1;
    return months == 0;
}

static void join_periods(linking *l, const uint32_t *fine, size_t period) {
    const ind_calendar *calendar = &l->from->job->calendar;
    if (l->from_grain < 0) {
        join(l, fine, period, period);
        return;
    }
    if ((int)calendar->items[period].grain != l->from_grain)
        return;
    for (size_t in = 0; in < calendar->count; in++)
        if ((int)calendar->items[in].grain == l->to_grain &&
            is_inside(&calendar->items[period], &calendar->items[in]) &&
            tile(calendar, l->from_grain, &calendar->items[in]))
            join(l, fine, period, in);
}

static void join_all(linking *l) {
    const ind_job *job = l->from->job;
    bool months = job->adds_months;
    for (uint32_t cell = 0; cell < ind_cells_count_of(l->from->cells); cell++)
        l->whole[cell] = UINT32_MAX;
    for (uint32_t cell = 0; cell < ind_cells_count_of(job->counter.cells); cell++) {
        int32_t at = ind_cells_period(job->counter.cells, cell);
        for (size_t p = 0; p < job->calendar.count; p++)
            if (ind_roll_is_in(job, months, at, p))
                join_periods(l, ind_cells_codes(job->counter.cells, cell), p);
    }
}

static void give(const linking *l, const ind_result_taker *to) {
    uint32_t count = ind_cells_count_of(l->from->cells);
    uint32_t *rows = ind_alloc_array(count, 2 * sizeof *rows);
    size_t pairs = 0;
    for (uint32_t cell = 0; cell < count; cell++) {
        if (l->whole[cell] == UINT32_MAX)
            continue;
        rows[2 * pairs] = l->from->row[cell];
        rows[2 * pairs++ + 1] = l->to->row[l->whole[cell]];
    }
    ind_level_link link = {.from = l->from->split,
                           .to = l->to->split,
                           .from_grain = l->from_grain,
                           .to_grain = l->to_grain,
                           .rows = rows,
                           .count = pairs};
    to->link(to->context, &link);
    free(rows);
}

static void link_two(const ind_roll *from, const ind_roll *to, int from_grain, int to_grain,
                     const ind_result_taker *taker) {
    linking l = {.from = from, .to = to, .from_grain = from_grain, .to_grain = to_grain};
    l.whole = ind_alloc_array(ind_cells_count_of(from->cells), sizeof *l.whole);
    join_all(&l);
    give(&l, taker);
    free(l.whole);
}

static bool has_grain(const ind_calendar *calendar, int grain) {
    for (size_t p = 0; p < calendar->count; p++)
        if ((int)calendar->items[p].grain == grain)
            return true;
    return false;
}

/* Are there periods of both, and is each of LONGER made of whole ones of GRAIN?  Windows that overlap are made of
 * months, but a month is part of several. */
static bool is_made_of(const ind_calendar *calendar, int longer, int grain) {
    bool made = has_grain(calendar, grain) && has_grain(calendar, longer) &&
                ind_grain_is_part((ind_grain)grain, (ind_grain)longer, calendar->year_from);
    for (size_t p = 0; made && longer == IND_GRAIN_ALL && p < calendar->count; p++)
        made = calendar->items[p].grain != IND_GRAIN_ALL || tile(calendar, grain, &calendar->items[p]);
    return made;
}

/* And no grain lies between the two. */
static bool is_next_longer(const ind_calendar *calendar, int grain, int longer) {
    bool next = is_made_of(calendar, longer, grain);
    for (int between = 0; next && between < IND_GRAINS; between++)
        next = !is_made_of(calendar, between, grain) || !is_made_of(calendar, longer, between);
    return next;
}

static void link_grains(const ind_roll *roll, const ind_result_taker *to) {
    const ind_calendar *calendar = &roll->job->calendar;
    for (int grain = 0; grain < IND_GRAINS; grain++)
        for (int longer = 0; longer < IND_GRAINS; longer++)
            if (is_next_longer(calendar, grain, longer))
                link_two(roll, roll, grain, longer, to);
}

void ind_links_find(const ind_roll *rolls, size_t count, const ind_result_taker *to) {
    for (size_t a = 0; a < count; a++) {
        for (size_t b = 0; rolls[a].job->adds_groups && b < count; b++)
            if (is_part_of(&rolls[a], &rolls[b]))
                link_two(&rolls[a], &rolls[b], -1, -1, to);
        if (rolls[a].job->adds_months)
            link_grains(&rolls[a], to);
    }
}

/* roll_up.c - see roll_up.h. */
#include "engine/results/roll_up.h"

#include <stdlib.h>
#include <string.h>

ind_days ind_roll_days(const ind_job *job, size_t period) {
    return (ind_days){job->calendar.items[period].from, job->calendar.items[period].to};
}

bool ind_roll_keeps_seen(const ind_roll *roll) {
    const ind_kind *kind = roll->job->kind;
    return kind->days != NULL || roll->job->groups_by_period ||
           (kind->chooses_by_period != NULL && kind->chooses_by_period(roll->job->measure));
}

void ind_roll_codes(const ind_roll *roll, const uint32_t *fine, size_t period, uint32_t *codes) {
    ind_days days = ind_roll_days(roll->job, period);
    for (size_t g = 0; g < roll->split->count; g++)
        codes[g] = ind_strata_in(roll->job->counter.strata, roll->split->group[g], fine[roll->split->group[g]], days);
}

bool ind_roll_is_in(const ind_job *job, bool months, int32_t at, size_t period) {
    const ind_period *p = &job->calendar.items[period];
    return months ? at >= p->first_month && at <= p->last_month : at == (int32_t)period;
}

static bool has_group(const ind_grouping *split, size_t group) {
    for (size_t g = 0; g < split->count; g++)
        if (split->group[g] == group)
            return true;
    return false;
}

/* Figures that do not add are those of one row: it is in the split by just the groups that it has a value of. */
static bool is_of_split(const ind_roll *r, const uint32_t *fine, const ind_added_area *area) {
    const ind_job *job = r->job;
    bool added = area != NULL && area->value != 0;
    for (size_t g = 0; !job->adds_groups && g < job->measure->group_count; g++)
        if ((fine[g] != 0) != (has_group(r->split, g) || (added && g == area->group)))
            return false;
    return true;
}

static size_t keys_of(const ind_roll *r) {
    return r->split->count + r->adds_area;
}

static void add_to(ind_roll *r, int32_t period, const uint32_t *codes, uint32_t fine) {
    uint32_t keys[IND_MAX_GROUPS + 2];
    if (r->rounds != NULL) {
        memcpy(keys, codes, keys_of(r) * sizeof *keys);
        keys[keys_of(r)] = (uint32_t)r->month;
        ind_cells_merge(r->rounds, ind_cells_at(r->rounds, period, keys), r->job->counter.cells, fine);
        return;
    }
    ind_cells_merge(r->cells, ind_cells_at(r->cells, period, codes), r->job->counter.cells, fine);
}

static void merge_into(ind_roll *r, int32_t period, const uint32_t *fine, uint32_t cell) {
    const ind_strata *strata = r->job->counter.strata;
    ind_days days = ind_roll_days(r->job, (size_t)period);
    uint32_t codes[IND_MAX_GROUPS + 1];
    ind_roll_codes(r, fine, (size_t)period, codes);
    r->counted[period] |= ind_cells_get_count(r->job->counter.cells, cell, 0) > 0;
    for (size_t g = 0; ind_roll_keeps_seen(r) && g < r->split->count; g++)
        ind_cells_at(r->seen, period, (uint32_t[]){(uint32_t)g, codes[g]});
    if (!r->adds_area && is_of_split(r, fine, NULL))
        add_to(r, period, codes, cell);
    for (size_t i = 0; i < r->area_count; i++) {
        size_t group = r->areas[i].group;
        uint32_t code = ind_strata_in(strata, group, fine[group], days);
        codes[r->split->count] = (uint32_t)i;
        if (is_of_split(r, fine, &r->areas[i]) && ind_strata_lies_in(strata, group, code, days, r->areas[i].code))
            add_to(r, period, codes, cell);
    }
}

static void roll_up(ind_roll *r) {
    const ind_job *job = r->job;
    bool months = job->adds_months;
    for (uint32_t cell = 0; cell < ind_cells_count_of(job->counter.cells); cell++) {
        int32_t at = r->month = ind_cells_period(job->counter.cells, cell);
        const uint32_t *fine = ind_cells_codes(job->counter.cells, cell);
        for (size_t p = months ? 0 : (size_t)at; p < (months ? job->calendar.count : (size_t)at + 1); p++)
            if (ind_roll_is_in(job, months, at, p))
                merge_into(r, (int32_t)p, fine, cell);
    }
}

/* Each round of a cell, scaled, into the cell. */
static void put_rounds_together(ind_roll *r) {
    double *factors = ind_alloc_array(r->job->kind->term_count, sizeof *factors);
    for (uint32_t round = 0; round < ind_cells_count_of(r->rounds); round++) {
        uint32_t codes[IND_MAX_GROUPS + 2];
        memcpy(codes, ind_cells_codes(r->rounds, round), keys_of(r) * sizeof *codes);
        uint32_t cell = ind_cells_at(r->cells, ind_cells_period(r->rounds, round), codes);
        ind_kind_round_factors(r->job->kind, r->rounds, round, factors);
        ind_cells_merge_scaled(r->cells, cell, r->rounds, round, factors);
    }
    free(factors);
}

/* ---- nothing ---- */

/* Does either of two groups' values lie in the other one in the period? */
static bool lie_together(const ind_roll *r, const uint32_t *codes, size_t a, size_t b, ind_days days) {
    const ind_strata *strata = r->job->counter.strata;
    size_t one = r->split->group[a], other = r->split->group[b];
    return ind_strata_lies_in(strata, one, codes[a], days, ind_strata_text(strata, other, codes[b])) ||
           ind_strata_lies_in(strata, other, codes[b], days, ind_strata_text(strata, one, codes[a]));
}

/* Of two areas that lie apart there is nobody. */
static bool lie_apart(const ind_roll *r, const uint32_t *codes, size_t period) {
    const ind_strata *strata = r->job->counter.strata;
    for (size_t a = 0; a < r->split->count; a++)
        for (size_t b = 0; b < a; b++)
            if (codes[a] != 0 && codes[b] != 0 && ind_strata_is_area(strata, r->split->group[a]) &&
                ind_strata_is_area(strata, r->split->group[b]) &&
                !lie_together(r, codes, a, b, ind_roll_days(r->job, period)))
                return true;
    return false;
}

/* Where nothing tells what was delivered, nothing in the whole period may be a file that ends before it. */
/* Does a group without rows have no value, rather than 0? */
static bool leaves_unsaid(const ind_measure *measure) {
    const ind_param *rows = ind_measure_find(measure, "missing.rows");
    return rows != NULL && ind_param_is(rows, "no_data");
}

bool ind_roll_counts_nothing(const ind_roll *roll, const uint32_t *codes, size_t period) {
    const ind_job *job = roll->job;
    bool known = true;
    for (size_t f = 0; f < job->measure->feed_count; f++)
        known &= ind_kind_is_timeless(job->measure, f) ||
                 ind_deliveries_known(job->counter.context.deliveries, job->measure->feeds[f].dataset->name);
    return job->kind->counts && !leaves_unsaid(job->measure) && (known || roll->counted[period]) &&
           !lie_apart(roll, codes, period);
}

/* ---- areas asked for, in splits without area ---- */

static bool has_area(const ind_job *job, const ind_grouping *split) {
    for (size_t g = 0; g < split->count; g++)
        if (ind_strata_is_area(job->counter.strata, split->group[g]))
            return true;
    return false;
}

/* Is one of the splits shown this one and GROUP?  Its cells are those that the added key would give once more. */
static bool is_shown_with(const ind_job *job, const ind_grouping *split, size_t group) {
    for (size_t b = 0; b < job->measure->by_count; b++) {
        const ind_grouping *other = &job->measure->by[b];
        bool same = job->splits[b] && other->count == split->count + 1 && has_group(other, group);
        for (size_t g = 0; same && g < split->count; g++)
            same = has_group(other, split->group[g]);
        if (same)
            return true;
    }
    return false;
}

/* The code of AREA among the values of the group. */
static uint32_t value_of_area(const ind_job *job, size_t group, ind_str area) {
    size_t count;
    const uint32_t *domain = ind_strata_domain(job->counter.strata, group, &count);
    for (size_t i = 0; i < count; i++)
        if (domain[i] != 0 && ind_str_equal(ind_strata_text(job->counter.strata, group, domain[i]), area))
            return domain[i];
    return 0;
}

static void add_areas(ind_roll *r) {
    const ind_job *job = r->job;
    r->areas = ind_alloc_array(job->areas.count, sizeof *r->areas);
    for (size_t i = 0; i < job->areas.count; i++) {
        ind_added_area area = {.code = job->areas.codes[i], .name = IND_STR("area")};
        bool exact;
        int group = ind_measure_group_of_area(job->measure, area.code, &exact);
        if (group < 0 || (exact && is_shown_with(job, r->split, (size_t)group)))
            continue;
        area.group = (size_t)group;
        if (exact) {
            area.name = job->measure->groups[group].name;
            area.value = value_of_area(job, area.group, area.code);
        }
        r->areas[r->area_count++] = area;
    }
}

void ind_roll_open(ind_roll *roll, ind_job *job, const ind_grouping *split) {
    *roll = (ind_roll){.job = job, .split = split};
    roll->adds_area = job->areas.chosen && !has_area(job, split);
    roll->cells =
        ind_cells_new(job->kind->terms, ind_kind_term_count(job->kind, job->measure), split->count + roll->adds_area);
    roll->seen = ind_cells_new(NULL, 0, 2);
    roll->counted = ind_alloc_array(job->calendar.count, sizeof *roll->counted);
    roll->nothing = ind_cells_new(job->kind->terms, ind_kind_term_count(job->kind, job->measure), 0);
    ind_cells_at(roll->nothing, 0, NULL);
    if (roll->adds_area)
        add_areas(roll);
    if (ind_kind_scales_rounds(job->measure))
        roll->rounds = ind_cells_new(job->kind->terms, ind_kind_term_count(job->kind, job->measure), keys_of(roll) + 1);
    roll_up(roll);
    if (roll->rounds != NULL)
        put_rounds_together(roll);
    roll->row = ind_alloc_array(ind_cells_count_of(roll->cells), sizeof *roll->row);
    for (uint32_t cell = 0; cell < ind_cells_count_of(roll->cells); cell++)
        roll->row[cell] = IND_NOT_GIVEN;
}

void ind_roll_close(ind_roll *roll) {
    ind_cells_free(roll->cells);
    ind_cells_free(roll->rounds);
    ind_cells_free(roll->seen);
    ind_cells_free(roll->nothing);
    free(roll->counted);
    free(roll->areas);
    free(roll->row);
}

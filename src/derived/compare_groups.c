/* compare_groups.c - an area with the rest of its whole, one sex with the other, a value with a published one. */
#include "derived/deriving.h"

#include <math.h>

/* Notes it if one of the two has a flag; true: both may be judged. */
static bool may_compare(ind_deriving *d, ind_with with, uint32_t cell, const ind_report_measure *of, uint32_t other) {
    if (d->measure->cells.status[cell] != IND_CELL_OK || of->cells.status[other] != IND_CELL_OK)
        return false;
    bool judged = ind_may_be_judged(d->measure, cell) && ind_may_be_judged(of, other);
    if (!judged)
        ind_note_apart(d, with, IND_APART_FLAGGED);
    return judged;
}

/* ---- an area in its whole ---- */

static bool is_of_period(const ind_report_areas *set, uint32_t period) {
    for (size_t i = 0; i < set->period_count; i++)
        if (set->periods[i] == period)
            return true;
    return set->period_count == 0;
}

static bool has_code(const ind_report_areas *set, ind_str code) {
    for (size_t i = 0; i < (size_t)set->count; i++)
        if (ind_str_equal(set->codes[i], code))
            return true;
    return false;
}

const ind_report_areas *ind_areas_of(const ind_deriving *d, uint32_t cell, size_t *at) {
    const ind_report_measure *m = d->measure;
    const ind_report_split *split = &m->splits[m->cells.split[cell]];
    const uint32_t *codes = ind_deriving_codes(d, cell);
    for (size_t g = 0; g < split->count; g++) {
        const ind_report_group *group = &m->groups[split->group[g]];
        for (size_t s = d->area_set[split->group[g]][codes[g]]; s < m->compare.area_count; s++) {
            const ind_report_areas *set = &m->compare.areas[s];
            if (!ind_str_equal(set->group, group->name) || !is_of_period(set, m->cells.period[cell]) ||
                !has_code(set, group->values[codes[g]]))
                continue;
            *at = g;
            return set;
        }
    }
    return NULL;
}

static size_t group_named(const ind_report_measure *m, ind_str name) {
    size_t g = 0;
    while (g < m->group_count && !ind_str_equal(m->groups[g].name, name))
        g++;
    return g;
}

uint32_t ind_whole_of(const ind_deriving *d, uint32_t cell, const ind_report_areas *set, size_t at) {
    const ind_report_measure *m = d->measure;
    const ind_report_split *split = &m->splits[m->cells.split[cell]];
    const uint32_t *own = ind_deriving_codes(d, cell);
    size_t within = group_named(m, set->within), count = 0, other, order[IND_MAX_CELL_GROUPS];
    uint16_t groups[IND_MAX_CELL_GROUPS];
    uint32_t wanted[IND_MAX_CELL_GROUPS], codes[IND_MAX_CELL_GROUPS];
    bool has_whole = false;
    if (within == m->group_count)
        return IND_NO_CELL;
    for (size_t g = 0; g < split->count; g++)
        has_whole |= split->group[g] == within;
    for (size_t g = 0; g < split->count; g++) {
        if (g == at && has_whole)
            continue;
        groups[count] = g == at ? (uint16_t)within : split->group[g];
        wanted[count++] = g == at ? ind_report_code(&m->groups[within], set->whole) : own[g];
    }
    if (!ind_deriving_split(d, groups, count, &other, order))
        return IND_NO_CELL;
    for (size_t i = 0; i < count; i++)
        codes[order[i]] = wanted[i];
    for (size_t i = 0; i < count; i++)
        if (groups[i] == within && (wanted[i] == 0 || wanted[i] == IND_NO_CELL))
            return IND_NO_CELL;
    return ind_deriving_find(d, m->cells.period[cell], other, codes);
}

void ind_compare_whole(ind_deriving *d, uint32_t cell) {
    const ind_report_measure *m = d->measure;
    size_t at;
    const ind_report_areas *set = ind_areas_of(d, cell, &at);
    uint32_t whole = set == NULL ? IND_NO_CELL : ind_whole_of(d, cell, set, at);
    ind_compared_side part, rest;
    if (whole == IND_NO_CELL || set->count < 2 || !may_compare(d, IND_WITH_WHOLE, cell, m, whole) ||
        !ind_take_side(d, IND_WITH_WHOLE, m, cell, set->level, &part))
        return;
    if (!ind_rest_of(m, whole, cell, set->level, &rest)) {
        ind_note_apart(d, IND_WITH_WHOLE, IND_APART_NO_REST);
        return;
    }
    if (!ind_is_enough(m, whole, cell)) {
        ind_note_apart(d, IND_WITH_WHOLE, IND_APART_TOO_FEW);
        return;
    }
    ind_report_comparison one = {
        .cell = cell, .with = IND_WITH_WHOLE, .group = set->within, .code = set->whole, .level = set->level};
    ind_add_comparison(d, one, &part, &rest);
}

/* ---- one sex and the other ---- */

void ind_compare_sex(ind_deriving *d, uint32_t cell) {
    const ind_report_measure *m = d->measure;
    const ind_report_compare *compare = &m->compare;
    const ind_report_split *split = &m->splits[m->cells.split[cell]];
    uint32_t codes[IND_MAX_CELL_GROUPS];
    size_t sex = group_named(m, compare->sex_group), at = 0;
    if (compare->sex_group.length == 0 || sex == m->group_count)
        return;
    while (at < split->count && split->group[at] != sex)
        at++;
    uint32_t first = ind_report_code(&m->groups[sex], compare->sex_first),
             second = ind_report_code(&m->groups[sex], compare->sex_second);
    if (at == split->count || first == 0 || second == 0 || ind_deriving_codes(d, cell)[at] != first)
        return;
    memcpy(codes, ind_deriving_codes(d, cell), split->count * sizeof *codes);
    codes[at] = second;
    uint32_t other = ind_deriving_find(d, m->cells.period[cell], m->cells.split[cell], codes);
    ind_compared_side sides[2];
    if (other == IND_NO_CELL || !may_compare(d, IND_WITH_SEX, cell, m, other) ||
        !ind_take_side(d, IND_WITH_SEX, m, cell, IND_ALONE, &sides[0]) ||
        !ind_take_side(d, IND_WITH_SEX, m, other, IND_ALONE, &sides[1]))
        return;
    ind_report_comparison one = {.cell = cell,
                                 .with = IND_WITH_SEX,
                                 .group = compare->sex_group,
                                 .code = compare->sex_second,
                                 .level = IND_ALONE};
    ind_add_comparison(d, one, &sides[0], &sides[1]);
}

/* ---- what somebody else has published ---- */

static const ind_report_measure *measure_named(const ind_report *report, ind_str id) {
    for (size_t i = 0; i < report->measure_count; i++)
        if (id.length > 0 && ind_str_equal(report->measures[i].id, id))
            return &report->measures[i];
    return NULL;
}

static ind_str value_in(const ind_report_measure *m, uint32_t cell, ind_str group, bool *has) {
    const ind_report_split *split = &m->splits[m->cells.split[cell]];
    for (size_t g = 0; g < split->count; g++)
        if ((*has = ind_str_equal(m->groups[split->group[g]].name, group)))
            return m->groups[split->group[g]].values[m->cells.codes[(size_t)cell * m->cells.most_groups + g]];
    return IND_STR("");
}

/* The period of OTHER with the same days and grain; its number of periods: none. */
static size_t same_period(const ind_report_period *period, const ind_report_measure *other) {
    size_t p = 0;
    while (p < other->period_count &&
           !(ind_str_equal(period->from, other->periods[p].from) && ind_str_equal(period->to, other->periods[p].to) &&
             ind_str_equal(period->grain, other->periods[p].grain)))
        p++;
    return p;
}

/* Are the two cells of the same groups with the same codes? */
static bool is_same_group(const ind_report_measure *a, uint32_t one, const ind_report_measure *b, uint32_t other) {
    const ind_report_split *split = &a->splits[a->cells.split[one]];
    if (split->count != b->splits[b->cells.split[other]].count)
        return false;
    for (size_t g = 0; g < split->count; g++) {
        bool has = false, own;
        ind_str group = a->groups[split->group[g]].name;
        ind_str there = value_in(b, other, group, &has);
        if (!has || there.length == 0 || !ind_str_equal(there, value_in(a, one, group, &own)))
            return false;
    }
    return true;
}

void ind_compare_published(ind_deriving *d, uint32_t cell) {
    const ind_report_measure *m = d->measure, *published = measure_named(d->report, m->compare.published);
    uint32_t other = 0;
    if (published == NULL || published == m || published->state != IND_STATE_COMPUTED)
        return;
    size_t period = same_period(&m->periods[m->cells.period[cell]], published);
    while (other < published->cells.count &&
           !(published->cells.period[other] == period && is_same_group(m, cell, published, other)))
        other++;
    ind_compared_side own, theirs = {.events = NAN, .population = NAN};
    if (other == published->cells.count || !may_compare(d, IND_WITH_PUBLISHED, cell, published, other))
        return;
    if (!ind_take_side(d, IND_WITH_PUBLISHED, m, cell, IND_ALONE, &own))
        return;
    theirs.value = published->cells.value[other];
    if (!ind_limits_at(published, other, IND_ALONE, &theirs.limits))
        theirs.limits = (ind_interval){theirs.value, theirs.value}; /* no margin was published: taken as known */
    ind_report_comparison one = {
        .cell = cell, .with = IND_WITH_PUBLISHED, .published = published->id, .level = IND_ALONE};
    ind_add_comparison(d, one, &own, &theirs);
}

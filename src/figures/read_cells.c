/* read_cells.c - a cell is read when its JSON ends and forgotten: only what ind_report keeps of it stays.
 *
 * A cell is held against itself: only "ok" has a value, which lies inside its intervals, and a share is its numerator
 * over its denominator.  That the same stratum comes twice is seen when it comes. */
#include "cells/calendar.h"
#include "cells/cells.h"
#include "figures/read.h"
#include "figures/read_derived.h"
#include "figures/read_signals.h"

#include <math.h>

enum { MOST_FINDINGS = 100 }; /* of cells: a report that is wrong throughout is told so soon enough */

enum { NUMBER = IND_JSON_AS_NUMBER | 1u << IND_JSON_NULL };

static const ind_json_key cell_keys[] = {
    {"period", IND_JSON_AS_TEXT, true},
    {"grain", IND_JSON_AS_TEXT, false}, /* reports of 0.1.0 lack it */
    {"group", IND_JSON_AS_OBJECT, true},
    {"total", IND_JSON_AS_OBJECT, false}, /* says what the measure's "totals" say */
    {"status", IND_JSON_AS_TEXT, true},
    {"reason", IND_JSON_AS_TEXT, false},
    {"level", IND_JSON_AS_TEXT, false},
    {"flags", IND_JSON_AS_ARRAY, false},
    {"value", NUMBER, true},
    {"intervals", IND_JSON_AS_ARRAY, false},
    {"no_interval", IND_JSON_AS_TEXT, false},
    {"also", IND_JSON_AS_OBJECT, false},
    {"comparisons", IND_JSON_AS_ARRAY, false},
    {"funnel", IND_JSON_AS_OBJECT, false},
    /* counts behind the value, of all kinds */
    {"numerator", NUMBER, false},
    {"denominator", NUMBER, false},
    {"rows", NUMBER, false},
    {"numerator_rows", NUMBER, false},
    {"published_rows", NUMBER, false},
    {"n", NUMBER, false},
    {"n_weighted", NUMBER, false},
    {"n_effective", NUMBER, false},
    {"sd", NUMBER, false},
    {"contacts", NUMBER, false},
    {"visits", NUMBER, false},
    {"unknown_visits", NUMBER, false},
    {"events", NUMBER, false},
    {"respondents", NUMBER, false},
    {"persons", NUMBER, false},
    {"asked", NUMBER, false},
    {"over_coverage", NUMBER, false},
    {"population", NUMBER, false},
    {"expected", NUMBER, false},
    {"better", NUMBER, false},
    {"same", NUMBER, false},
    {"worse", NUMBER, false},
    {"lost", NUMBER, false},
    {"events_before", NUMBER, false},
    {"days_before", NUMBER, false},
    {"events_after", NUMBER, false},
    {"days_after", NUMBER, false},
    {"sampling_fraction", NUMBER, false},
    {0},
};
/* Beside the value: a count, or the like. */
static bool is_number(const ind_json_key *key) {
    return key->types == NUMBER && !key->required;
}

static const ind_json_key interval_keys[] = {{"level", IND_JSON_AS_NUMBER, true},
                                             {"low", IND_JSON_AS_NUMBER, true},
                                             {"high", IND_JSON_AS_NUMBER, true},
                                             {"of", IND_JSON_AS_TEXT, false},
                                             {0}};
static const ind_json_key also_keys[] = {
    {"value", NUMBER, true}, {"low", IND_JSON_AS_NUMBER, false}, {"high", IND_JSON_AS_NUMBER, false}, {0}};

/* ---- parts of a cell ---- */

static bool wrong(const ind_report_reader *r, const ind_json *at, const char *rule, const char *what) {
    ind_json_error(r->diag, ind_json_place(at), rule, NULL, "%s", what);
    return false;
}

static double number_of(const ind_json *value) {
    return value == NULL || value->type != IND_JSON_NUMBER ? NAN : value->number;
}

/* What is written without point or exponent is a count. */
static bool is_whole(const ind_json *value) {
    int64_t whole;
    return value->type == IND_JSON_NULL || ind_json_integer(value, &whole);
}

static bool read_status(const ind_report_reader *r, const ind_json *cell, ind_cell_result *out) {
    const ind_json *status = ind_json_get(cell, "status");
    const char *names[IND_CELL_STATUSES + 1] = {0};
    int choice;
    for (int i = 0; i < IND_CELL_STATUSES; i++)
        names[i] = ind_cell_status_name((ind_cell_status)i);
    if (!ind_json_check_choice(status, names, r->diag, &choice))
        return false;
    out->status = (ind_cell_status)choice;
    const ind_json *value = ind_json_get(cell, "value");
    if ((out->status == IND_CELL_OK) != (value->type == IND_JSON_NUMBER))
        return wrong(r, value, "cell_contradicts", "a cell has a value exactly where its status is 'ok'");
    out->outcome.value = number_of(value);
    return true;
}

static bool read_reason(const ind_report_reader *r, const ind_json *reason, ind_cell_result *out) {
    const char *names[IND_REASONS] = {0};
    int choice;
    for (int i = 1; i < IND_REASONS; i++)
        names[i - 1] = ind_cell_reason_name((ind_cell_reason)i);
    if (reason == NULL)
        return true;
    if (!ind_json_check_choice(reason, names, r->diag, &choice))
        return false;
    out->reason = (ind_cell_reason)(choice + 1);
    bool delivered = out->reason != IND_REASON_UNREADABLE && out->reason != IND_REASON_CONTRADICTORY &&
                     out->reason != IND_REASON_EMPTY_COLUMN;
    if (out->reason == IND_REASON_FEW_EVENTS)
        return out->status == IND_CELL_UNRELIABLE ||
               wrong(r, reason, "cell_contradicts", "only a cell with status 'unreliable' has 'few_events'");
    return out->status == (delivered ? IND_CELL_NOT_APPLICABLE : IND_CELL_NOT_DELIVERED) ||
           wrong(r, reason, "cell_contradicts",
                 delivered                              ? "only a cell with status 'not_applicable' has such a reason"
                 : out->reason == IND_REASON_UNREADABLE ? "only a cell with status 'not_delivered' is 'unreadable'"
                 : out->reason == IND_REASON_CONTRADICTORY
                     ? "only a cell with status 'not_delivered' is 'contradictory'"
                     : "only a cell with status 'not_delivered' has 'empty_column'");
}

bool ind_report_read_flags(const ind_report_reader *r, const ind_json *flags, unsigned *out) {
    const char *names[IND_FLAGS + 1] = {0};
    for (size_t i = 0; i < IND_FLAGS; i++)
        names[i] = ind_flag_name(1u << i, 0);
    for (size_t i = 0; flags != NULL && i < flags->count; i++) {
        int choice;
        if (!ind_json_check_choice(flags->items[i], names, r->diag, &choice))
            return false;
        if ((*out & 1u << choice) != 0)
            return wrong(r, flags->items[i], "repeated_value", "the flag is given twice");
        *out |= 1u << choice;
    }
    return true;
}

static bool read_group(const ind_report_reader *r, const ind_json *group, ind_cell_result *out) {
    if (group->count > IND_MAX_CELL_GROUPS)
        return wrong(r, group, "too_many", "a cell has at most 9 groups");
    for (size_t i = 0; i < group->count; i++) {
        const ind_json *value = group->items[i];
        if (!ind_json_check_type(value, IND_JSON_AS_TEXT | 1u << IND_JSON_NULL, r->diag))
            return false;
        out->group_name[i] = value->key;
        out->group_value[i] = value->type == IND_JSON_NULL ? IND_STR("") : value->text;
    }
    out->group_count = group->count;
    return true;
}

static bool read_numbers(const ind_report_reader *r, const ind_json *cell, ind_outcome *out) {
    for (size_t i = 0; i < cell->count; i++) {
        const ind_json *member = cell->items[i];
        for (const ind_json_key *key = cell_keys; key->name != NULL; key++) {
            if (!is_number(key) || !ind_str_is(member->key, key->name))
                continue;
            if (out->number_count == IND_MAX_NUMBERS)
                return wrong(r, member, "too_many", "a cell has at most 10 numbers");
            out->numbers[out->number_count++] = (ind_number){key->name, number_of(member), is_whole(member)};
        }
    }
    return true;
}

static bool is_interval(double low, double high) {
    return isfinite(low) && isfinite(high) && low <= high;
}

/* Is X, as the 12 digits that are written, inside? */
static bool is_inside(double x, double low, double high) {
    double slack = 1e-9 * (1 + fabs(x));
    return isnan(x) || (x >= low - slack && x <= high + slack);
}

static bool read_interval(const ind_report_reader *r, const ind_json *one, double value, ind_interval *out) {
    *out = (ind_interval){number_of(ind_json_get(one, "low")), number_of(ind_json_get(one, "high"))};
    if (!is_interval(out->low, out->high) || !is_inside(value, out->low, out->high))
        return wrong(r, one, "cell_contradicts", "the value is not inside the interval");
    return true;
}

static bool read_area_interval(const ind_report_reader *r, const ind_json *one, ind_outcome *out) {
    static const char *const of[] = {"areas", NULL};
    int choice;
    if (!ind_json_check_object(one, interval_keys, IND_JSON_X_IS_ERROR, r->diag) ||
        !ind_json_check_choice(ind_json_get(one, "of"), of, r->diag, &choice) ||
        !read_interval(r, one, out->value, &out->area_interval))
        return false;
    out->area_level = ind_json_get(one, "level")->number;
    return (out->area_level > 0 && out->area_level < 1) || wrong(r, one, "out_of_range", "a level is between 0 and 1");
}

static bool read_intervals(const ind_report_reader *r, const ind_json *intervals, ind_outcome *out,
                           double levels[IND_MAX_LEVELS]) {
    size_t count = intervals == NULL ? 0 : intervals->count;
    if (count > 0 && ind_json_get(intervals->items[count - 1], "of") != NULL &&
        !read_area_interval(r, intervals->items[--count], out))
        return false;
    if (count > IND_MAX_LEVELS)
        return wrong(r, intervals, "too_many", "a cell has at most 4 intervals");
    for (size_t i = 0; i < count; i++) {
        const ind_json *one = intervals->items[i];
        if (!ind_json_check_object(one, interval_keys, IND_JSON_X_IS_ERROR, r->diag) ||
            !read_interval(r, one, out->value, &out->intervals[i]))
            return false;
        if (ind_json_get(one, "of") != NULL)
            return wrong(r, one, "cell_contradicts", "the interval that areas are compared with is the last one");
        levels[i] = ind_json_get(one, "level")->number;
        out->has_interval[i] = true;
    }
    return true;
}

static bool read_also(const ind_report_reader *r, const ind_json *also, ind_outcome *out) {
    if (also != NULL && also->count > IND_MAX_ALSO)
        return wrong(r, also, "too_many", "a cell has at most 8 further values");
    for (size_t i = 0; also != NULL && i < also->count; i++) {
        const ind_json *one = also->items[i];
        ind_also *to = &out->also[out->also_count++];
        if (!ind_json_check_object(one, also_keys, IND_JSON_X_IS_ERROR, r->diag))
            return false;
        *to = (ind_also){.name = one->key.data, .value = number_of(ind_json_get(one, "value"))};
        to->has_interval = ind_json_get(one, "low") != NULL || ind_json_get(one, "high") != NULL;
        if (to->has_interval && !read_interval(r, one, to->value, &to->interval))
            return false;
    }
    return true;
}

/* ---- a cell ---- */

static double number_named(const ind_outcome *out, const char *name) {
    for (size_t i = 0; i < out->number_count; i++)
        if (strcmp(out->numbers[i].name, name) == 0)
            return out->numbers[i].value;
    return NAN;
}

static bool has_no_part(double x) {
    return isfinite(x) && x == floor(x) && fabs(x) < 9e15;
}

/* What thresholds are held against: of a ratio of whole numbers what is below the line, rows of a sum, n of a mean,
 * events of a rate, else the denominator; the kinds set it so too. */
static int64_t base_of(const ind_outcome *out) {
    double below = number_named(out, "denominator");
    if (isfinite(number_named(out, "rows")) && has_no_part(number_named(out, "numerator")) && has_no_part(below) &&
        below > 0)
        return (int64_t)below;
    static const char *const names[] = {"published_rows", "rows", "n", "denominator", "events"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        double n = number_named(out, names[i]);
        if (isfinite(n) && fabs(n) < 9e15)
            return (int64_t)n;
    }
    return 0;
}

/* A numerator is part of its denominator, unless the two are sums, or what somebody else calls so. */
static bool check_share(const ind_report_reader *r, const ind_json *cell, const ind_outcome *out) {
    double x = number_named(out, "numerator"), n = number_named(out, "denominator");
    if (isnan(x) || isnan(n) || !isnan(number_named(out, "rows")) || !isnan(number_named(out, "published_rows")) ||
        (x >= 0 && x <= n))
        return true;
    return wrong(r, ind_json_get(cell, "numerator"), "cell_contradicts",
                 "the numerator is larger than the denominator");
}

/* Which levels there are, the measure says behind its cells. */
static bool read_level(const ind_report_reader *r, const ind_json *level, ind_cell_result *out) {
    out->level = level == NULL ? IND_STR("") : level->text;
    return level == NULL || (out->status == IND_CELL_OK && level->text.length > 0) ||
           wrong(r, level, "cell_contradicts", "a cell without a value has no level");
}

static bool read_grain(const ind_report_reader *r, const ind_json *grain) {
    const char *names[IND_GRAINS + 1] = {0};
    int choice;
    for (int g = 0; g < IND_GRAINS; g++)
        names[g] = ind_grain_name((ind_grain)g);
    return grain == NULL || ind_json_check_choice(grain, names, r->diag, &choice);
}

/* What has an interval needs no reason, nor does what has no value. */
static bool read_no_interval(const ind_report_reader *r, const ind_json *reason, ind_cell_result *out) {
    const char *names[IND_INTERVAL_REASONS] = {0};
    int choice;
    for (int i = 1; i < IND_INTERVAL_REASONS; i++)
        names[i - 1] = ind_interval_reason_name((ind_interval_reason)i);
    if (reason == NULL)
        return true;
    if (!ind_json_check_choice(reason, names, r->diag, &choice))
        return false;
    out->outcome.no_interval = (ind_interval_reason)(choice + 1);
    return (out->status == IND_CELL_OK && !out->outcome.has_interval[0]) ||
           wrong(r, reason, "cell_contradicts", "only a value without interval has a reason for that");
}

static bool read_cell(const ind_report_reader *r, const ind_json *cell, ind_cell_result *out,
                      double levels[IND_MAX_LEVELS]) {
    return ind_json_check_object(cell, cell_keys, IND_JSON_X_IS_ERROR, r->diag) &&
           read_grain(r, ind_json_get(cell, "grain")) && read_status(r, cell, out) &&
           read_reason(r, ind_json_get(cell, "reason"), out) && read_level(r, ind_json_get(cell, "level"), out) &&
           ind_report_read_flags(r, ind_json_get(cell, "flags"), &out->flags) &&
           read_group(r, ind_json_get(cell, "group"), out) && read_numbers(r, cell, &out->outcome) &&
           check_share(r, cell, &out->outcome) &&
           read_intervals(r, ind_json_get(cell, "intervals"), &out->outcome, levels) &&
           read_no_interval(r, ind_json_get(cell, "no_interval"), out) &&
           read_also(r, ind_json_get(cell, "also"), &out->outcome);
}

/* The period of the cell, a new one if it has not been seen; its days come later. */
static size_t period_of(ind_cells_read *c, ind_str label, ind_str grain) {
    const ind_report_measure *m = &c->measure;
    size_t last = m->cells.count == 0 ? 0 : m->cells.period[m->cells.count - 1];
    for (size_t i = 0; i < m->period_count; i++) { /* cells of a period stand together, and periods in order */
        size_t at = (last + i) % m->period_count;
        if (ind_str_equal(m->periods[at].label, label) && ind_str_equal(m->periods[at].grain, grain))
            return at;
    }
    ind_arena *arena = c->builder.arena;
    return ind_report_add_period(
        &c->builder, (ind_report_period){.label = ind_arena_str(arena, label), .grain = ind_arena_str(arena, grain)});
}

static ind_cells_read *array_of(ind_report_reader *r, const ind_json *array) {
    if (r->cells != NULL && r->cells->start == array->start)
        return r->cells;
    ind_cells_read *new = ind_arena_alloc(r->arena, sizeof *new);
    new->start = array->start;
    new->builder = (ind_report_builder){.arena = r->arena, .measure = &new->measure};
    new->builder.told_apart = ind_cells_new(NULL, 0, 1 + IND_MAX_CELL_GROUPS);
    new->next = r->cells;
    r->cells = new;
    return new;
}

static bool has_group(const ind_json *cell, ind_str group) {
    const ind_json *groups = ind_json_get(cell, "group");
    for (size_t i = 0; i < groups->count; i++)
        if (ind_str_equal(groups->items[i]->key, group))
            return true;
    return false;
}

static bool keep_total(const ind_report_reader *r, ind_cells_read *c, const ind_json *one) {
    for (size_t i = 0; i < c->said_count; i++)
        if (ind_str_equal(c->said[i].group, one->key) && ind_str_equal(c->said[i].code, one->text))
            return true;
    if (c->said_count == sizeof c->said / sizeof *c->said)
        return wrong(r, one, "cell_contradicts", "cells are called in too many ways");
    c->said[c->said_count++] =
        (ind_said_total){ind_arena_str(r->arena, one->key), ind_arena_str(r->arena, one->text), ind_json_place(one)};
    return true;
}

/* "total" says again what "totals" of the measure says, of groups that the cell does not have. */
static bool read_total(const ind_report_reader *r, ind_cells_read *c, const ind_json *cell) {
    const ind_json *total = ind_json_get(cell, "total");
    for (size_t i = 0; total != NULL && i < total->count; i++) {
        const ind_json *one = total->items[i];
        if (!ind_json_check_type(one, IND_JSON_AS_TEXT, r->diag) || !keep_total(r, c, one))
            return false;
        if (has_group(cell, one->key))
            return wrong(r, one, "cell_contradicts", "a cell that has the group is not the total of it");
    }
    return true;
}

/* Levels of the definition are few: else a column a level would have no end. */
static bool has_room(const ind_report_cells *cells, const ind_outcome *out, const double *levels) {
    size_t count = cells->interval_count;
    for (size_t i = 0; i < IND_MAX_LEVELS; i++) {
        bool known = !out->has_interval[i];
        for (size_t c = 0; c < cells->interval_count; c++)
            known |= cells->intervals[c].level == levels[i];
        count += !known;
    }
    return count <= IND_MAX_LEVELS;
}

void ind_report_take_cell(void *context, const ind_json *array, const ind_json *element) {
    ind_report_reader *r = context;
    ind_cells_read *c = array_of(r, array);
    ind_cell_result cell = {0};
    double levels[IND_MAX_LEVELS] = {0};
    if (r->findings >= MOST_FINDINGS)
        return;
    if (!read_cell(r, element, &cell, levels) || !read_total(r, c, element)) {
        r->findings++;
        return;
    }
    if (!has_room(&c->measure.cells, &cell.outcome, levels)) {
        wrong(r, element, "too_many", "the cells of a measure have at most 4 levels of intervals");
        r->findings++;
        return;
    }
    cell.outcome.base = base_of(&cell.outcome);
    cell.period_number = period_of(c, ind_json_member_text(element, "period"), ind_json_member_text(element, "grain"));
    if (!ind_report_add_cell(&c->builder, &cell, levels, IND_MAX_LEVELS)) {
        wrong(r, element, "cell_contradicts", "this period and group have a cell already");
        r->findings++;
        return;
    }
    r->findings += !(ind_report_read_comparisons(r, c, element) && ind_report_read_place(r, c, element));
}

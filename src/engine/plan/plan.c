/* plan.c - which files, fields and look-ups the chosen measures need, together.
 *
 * A text column has one dictionary for the run; a foreign key's column shares that of the column it
 * points to, so that a person is one number in every dataset. */
#include "engine/plan/plan.h"
#include "base/hint.h"
#include "base/plain.h"
#include "engine/collect/collector.h"
#include "engine/load/load.h"
#include "engine/plan/plan_columns.h"
#include "engine/plan/plan_periods.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- files ---- */

static ind_status unknown_dataset(ind_run *run, const char *name) {
    char help[160];
    ind_str nearest = ind_catalogue_nearest_dataset(run->catalogue, ind_str_of(name));
    snprintf(help, sizeof help, "the closest is '%.*s'", IND_STR_ARGS(nearest));
    return ind_diag_add(run->diag, IND_ERROR, IND_E_USAGE, "unknown_dataset", (ind_place){0},
                        nearest.length > 0 ? help : NULL, "the catalogue has no dataset '%s'", name);
}

static ind_input *add_input(ind_run *run, const ind_dataset *dataset) {
    ind_input *input = ind_run_input(run, dataset->name);
    if (input != NULL)
        return input;
    run->inputs = ind_arena_grow(run->arena, run->inputs, run->input_count, &run->input_capacity, sizeof *run->inputs);
    input = &run->inputs[run->input_count++];
    *input = (ind_input){.dataset = dataset};
    input->dicts = ind_arena_alloc(run->arena, (dataset->field_count + 1) * sizeof *input->dicts);
    input->codelists = ind_arena_alloc(run->arena, (dataset->field_count + 1) * sizeof *input->codelists);
    input->wanted_fields = ind_arena_alloc(run->arena, dataset->field_count + 1);
    input->looked_up = ind_arena_alloc(run->arena, dataset->foreign_key_count + 1);
    input->lookups = ind_arena_alloc(run->arena, (dataset->foreign_key_count + 1) * sizeof *input->lookups);
    for (size_t f = 0; f < dataset->field_count; f++)
        if (dataset->fields[f].codelist.length > 0)
            input->codelists[f] = ind_catalogue_codelist(run->catalogue, dataset->fields[f].codelist, run->diag);
    return input;
}

static int by_dataset(const void *a, const void *b) {
    return ind_str_compare(((const ind_input *)a)->dataset->name, ((const ind_input *)b)->dataset->name);
}

ind_status ind_plan_inputs(ind_run *run) {
    const ind_run_options *options = run->options;
    ind_status status = IND_OK;
    for (size_t i = 0; i < options->file_count; i++) {
        const ind_dataset *dataset =
            ind_catalogue_dataset(run->catalogue, ind_str_of(options->files[i].dataset), run->diag);
        if (dataset == NULL) {
            bool broken = ind_catalogue_has_dataset(run->catalogue, ind_str_of(options->files[i].dataset));
            status =
                ind_status_worst(status, broken ? IND_E_DEFINITION : unknown_dataset(run, options->files[i].dataset));
            continue;
        }
        ind_input *input = add_input(run, dataset);
        input->files =
            ind_arena_grow(run->arena, input->files, input->file_count, &input->file_capacity, sizeof *input->files);
        input->files[input->file_count++] = (ind_input_file){
            .path = options->files[i].path, .delivered = IND_NULL_DATE, .memory = options->files[i].content};
    }
    if (run->input_count > 0)
        qsort(run->inputs, run->input_count, sizeof *run->inputs, by_dataset);
    for (size_t i = 0; i < run->input_count; i++) {
        ind_input *input = &run->inputs[i];
        input->reports = ind_arena_alloc(run->arena, input->file_count * sizeof *input->reports);
        input->misses = ind_arena_alloc(run->arena, input->file_count * sizeof *input->misses);
    }
    return status;
}

/* ---- measures ---- */

static int by_id(const void *a, const void *b) {
    return ind_str_compare(((const ind_job *)a)->measure->id, ((const ind_job *)b)->measure->id);
}

/* Every dataset that the measure reads must be given: without it figures would be wrong, not missing. */
static const char *missing_dataset(ind_run *run, const ind_measure *measure) {
    for (size_t f = 0; f < measure->feed_count; f++) {
        const ind_feed *feed = &measure->feeds[f];
        if (ind_run_input(run, feed->dataset->name) == NULL)
            return ind_arena_format(run->arena, "dataset '%.*s' is not among the data",
                                    IND_STR_ARGS(feed->dataset->name));
        for (size_t i = 0; i < feed->basis_count; i++)
            if (ind_run_input(run, feed->bases[i].dataset->name) == NULL)
                return ind_arena_format(run->arena, "dataset '%.*s' is not among the data",
                                        IND_STR_ARGS(feed->bases[i].dataset->name));
    }
    return NULL;
}

static const char *open_reason(ind_run *run, const ind_measure *measure) {
    return ind_arena_str(run->arena, ind_json_get(ind_measure_param(measure, "open")->node, "en")->text).data;
}

void ind_plan_jobs(ind_run *run, const ind_measure *const *measures, size_t count) {
    run->jobs = ind_arena_alloc(run->arena, (count + 1) * sizeof *run->jobs);
    run->job_count = count;
    for (size_t i = 0; i < count; i++) {
        ind_job *job = &run->jobs[i];
        job->measure = measures[i];
        job->kind = ind_kind_of(measures[i]);
        job->open = ind_measure_is_open(measures[i]);
        job->reason = job->open ? open_reason(run, measures[i]) : missing_dataset(run, measures[i]);
        if (job->open)
            continue;
        job->adds_months = ind_kind_adds_months(job->kind, measures[i]);
        job->adds_groups = !measures[i]->kind->one_row;
    }
    if (count > 0)
        qsort(run->jobs, count, sizeof *run->jobs, by_id);
    for (size_t i = 0; i < count; i++)
        for (unsigned f = 0; f < run->jobs[i].measure->feed_count; f++)
            run->jobs[i].feeds[f] = (ind_feed_plan){.job = &run->jobs[i], .number = f};
}

/* ---- splits, areas, periods ---- */

/* "lan,kon" names the same groups as a split, in any order. */
static bool same_groups(const ind_measure *measure, const ind_grouping *split, const char *names) {
    size_t count = 0;
    for (const char *at = names; *at != '\0'; count++) {
        size_t length = strcspn(at, ",");
        bool found = false;
        for (size_t g = 0; g < split->count; g++)
            found |= ind_str_equal(measure->groups[split->group[g]].name, (ind_str){at, length});
        if (!found)
            return false;
        at += length + (at[length] == ',');
    }
    return count == split->count;
}

/* Splits of the definition; one without "by" has the total alone. */
static bool has_split(const ind_measure *measure, const char *names) {
    for (size_t b = 0; b < measure->by_count; b++)
        if (same_groups(measure, &measure->by[b], names))
            return true;
    return measure->by_count == 0 && *names == '\0';
}

/* With the first name in --by that is no group of the measure, and the closest one. */
static const char *no_split(ind_run *run, const ind_job *job) {
    const char *reason = "the definition has none of the splits asked for";
    ind_str name, group;
    for (size_t i = 0; i < run->options->split_count; i++)
        if (ind_nearest_group(job, 1, run->options->splits[i], &name, &group))
            return ind_arena_format(run->arena, "%s; it has no group '%.*s', the closest is '%.*s'", reason,
                                    IND_STR_ARGS(name), IND_STR_ARGS(group));
    return reason;
}

static void choose_splits(ind_run *run, ind_job *job) {
    const ind_measure *measure = job->measure;
    bool any = run->options->split_count == 0;
    for (size_t i = 0; i < run->options->split_count; i++)
        any |= has_split(measure, run->options->splits[i]);
    if (!any)
        job->reason = no_split(run, job);
    job->splits = ind_arena_alloc(run->arena, measure->by_count + 1);
    for (size_t b = 0; b < measure->by_count; b++) {
        job->splits[b] = run->options->split_count == 0;
        for (size_t i = 0; i < run->options->split_count; i++)
            job->splits[b] |= same_groups(measure, &measure->by[b], run->options->splits[i]);
    }
}

/* "the closest to 'komun' is 'kommunkod'", and where to look. */
static const char *nearest_split(ind_run *run, const char *names) {
    ind_str name, group;
    if (!ind_nearest_group(run->jobs, run->job_count, names, &name, &group))
        return "'show' tells by what a definition is reported";
    return ind_arena_format(run->arena,
                            "the closest to '%.*s' is '%.*s'; 'show' tells by what a definition is reported",
                            IND_STR_ARGS(name), IND_STR_ARGS(group));
}

/* A split that no measure has is a slip of the pen. */
static ind_status check_splits(ind_run *run) {
    ind_status status = IND_OK;
    for (size_t i = 0; i < run->options->split_count; i++) {
        bool found = false;
        for (size_t j = 0; j < run->job_count; j++)
            found |= has_split(run->jobs[j].measure, run->options->splits[i]);
        if (!found)
            status = ind_plan_usage(run, "split", nearest_split(run, run->options->splits[i]),
                                    "no chosen definition is reported by", run->options->splits[i]);
    }
    return status;
}

/* One more of the areas asked for, once.  Can the measure tell it? */
static bool add_area(ind_job *job, ind_str *codes, ind_str code) {
    bool exact, known = false;
    for (size_t i = 0; i < job->areas.count; i++)
        known |= ind_str_equal(codes[i], code);
    if (!known)
        codes[job->areas.count++] = code;
    return ind_measure_group_of_area(job->measure, code, &exact) >= 0;
}

static void choose_areas(ind_run *run, ind_job *job) {
    const ind_run_options *options = run->options;
    size_t suppliers = ind_deliveries_count(run->deliveries), room = options->area_count + suppliers;
    ind_str *codes = ind_arena_alloc(run->arena, (room + 1) * sizeof *codes);
    job->areas = (ind_areas){codes, 0, options->area_count > 0};
    bool any = options->area_count == 0;
    for (size_t i = 0; i < options->area_count; i++)
        any |= add_area(job, codes, ind_str_of(options->areas[i]));
    if (!any) {
        job->reason = "the definition has no group that tells the areas asked for";
        job->skipped = true;
    }
    for (size_t i = 0; options->area_count == 0 && i < suppliers; i++) {
        ind_delivery d = ind_deliveries_at(run->deliveries, i);
        if (ind_str_equal(d.dataset, job->measure->feeds[0].dataset->name) && ind_area_tree_has(run->areas, d.supplier))
            add_area(job, codes, ind_area_tree_whole(run->areas, d.supplier));
    }
}

/* An area is what some codelist with a hierarchy calls one: of the files' schemas, or of a measure's groups. */
static ind_status check_areas(ind_run *run) {
    ind_status status = IND_OK;
    for (size_t i = 0; i < run->options->area_count; i++) {
        ind_str code = ind_str_of(run->options->areas[i]);
        bool exact, known = ind_area_tree_has(run->areas, code);
        for (size_t j = 0; j < run->job_count && !known; j++)
            known = ind_measure_group_of_area(run->jobs[j].measure, code, &exact) >= 0;
        if (!known)
            status = ind_plan_usage(run, "area", "give a code of an area, such as a county (04) or a kommun (0480)",
                                    "no area", run->options->areas[i]);
    }
    return status;
}

ind_status ind_plan_period(ind_run *run) {
    ind_status status =
        ind_status_worst(check_splits(run), ind_status_worst(ind_plan_grains_check(run), check_areas(run)));
    status = ind_status_worst(status, ind_plan_days(run));
    for (size_t i = 0; status == IND_OK && i < run->job_count; i++) {
        if (run->jobs[i].reason != NULL)
            continue;
        choose_splits(run, &run->jobs[i]);
        choose_areas(run, &run->jobs[i]);
        ind_plan_calendar(run, &run->jobs[i]);
    }
    return status;
}

/* ---- columns ---- */

static ind_collector *collector_for(ind_run *run, ind_input *input, const ind_feed_plan *plan) {
    for (size_t i = 0; i < input->collector_count; i++)
        if (ind_collector_takes(input->collectors[i], plan))
            return input->collectors[i];
    input->collectors = ind_arena_grow(run->arena, input->collectors, input->collector_count,
                                       &input->collector_capacity, sizeof(ind_collector *));
    return input->collectors[input->collector_count++] = ind_collector_new(run->arena, plan);
}

/* Is the feed's column another in each period? */
static bool is_of_period(const ind_feed_plan *plan, uint32_t column) {
    return plan->of_period != NULL && plan->of_period[column].is_found;
}

static void name_slots(ind_run *run, ind_feed_plan *plan, const ind_feed *feed) {
    const ind_slots *slots = &feed->slots[IND_SCOPE_ROW];
    plan->slot_column = ind_arena_alloc(run->arena, (slots->count + 1) * sizeof *plan->slot_column);
    for (size_t i = 0; i < slots->count; i++)
        plan->slot_column[i] = slots->items[i].side == IND_SIDE_ROW && !is_of_period(plan, slots->items[i].column)
                                   ? plan->column[slots->items[i].column]
                                   : IND_NOT_SHARED;
}

static void see_slot(void *context, uint32_t slot) {
    ind_feed_plan *plan = context;
    plan->job->groups_by_period |= plan->slot_column[slot] == IND_NOT_SHARED;
}

/* Does a group of rows go by the period? */
static void look_at_groups(ind_feed_plan *plan) {
    const ind_measure *measure = plan->job->measure;
    bool beside = plan->number == IND_FEED_BESIDE && ind_measure_counts_beside(measure);
    for (size_t g = 0; g < measure->group_count && measure->kind->row_scope_groups; g++)
        if (plan->number == 0 || beside)
            ind_expr_slots(beside ? measure->groups[g].beside : measure->groups[g].expr, see_slot, plan);
}

static void plan_column(ind_run *run, ind_feed_plan *plan, const ind_feed *feed, uint32_t number) {
    const ind_column *column = &feed->columns[number];
    if (!ind_column_of_period(feed->dataset, column)) {
        plan->column[number] = ind_plan_column(run, plan->input, column);
        return;
    }
    if (plan->of_period == NULL)
        plan->of_period = ind_arena_alloc(run->arena, feed->column_count * sizeof *plan->of_period);
    plan->of_period[number] = ind_plan_found(run, plan->input, column);
    plan->column[number] = plan->column[column->keys[0]];
}

static void plan_feed(ind_run *run, ind_feed_plan *plan, const ind_feed *feed) {
    ind_input *input = ind_run_input(run, feed->dataset->name);
    plan->input = input;
    input->is_scanned = true;
    ind_plan_origin(run, input);
    ind_plan_sums(run, input);
    plan->column = ind_arena_alloc(run->arena, (feed->column_count + 1) * sizeof *plan->column);
    for (uint32_t c = 0; c < feed->column_count; c++)
        plan_column(run, plan, feed, c);
    name_slots(run, plan, feed);
    look_at_groups(plan);
    if (ind_kind_counts(plan->job->measure, plan->number))
        return;
    plan->tie = ind_arena_alloc(run->arena, (feed->dataset->key_count + 1) * sizeof *plan->tie);
    const ind_feed_spec *spec = &plan->job->kind->feeds[plan->number];
    bool relates =
        ind_measure_relation(plan->job->measure, plan->number) != NULL; /* rows alike in their days are alike */
    bool in_order = !relates && (spec->in_order == NULL || spec->in_order(plan->job->measure));
    plan->tie_count = in_order ? feed->dataset->key_count : 0;
    for (size_t k = 0; k < plan->tie_count; k++) {
        const ind_column tie = {.foreign_key = -1, .field = feed->dataset->key[k]};
        plan->tie[k] = ind_plan_column(run, input, &tie);
    }
    plan->collector = collector_for(run, input, plan);
}

/* ---- strata that several measures have in common ---- */

static const ind_measure *measure_of(const ind_feed_plan *plan) {
    return plan->job->measure;
}

static bool same_expression(const ind_feed_plan *a, const ind_expr *x, const ind_feed_plan *b, const ind_expr *y) {
    return ind_expr_same_columns(x, a->slot_column, y, b->slot_column);
}

/* Measures of the same dataset have the same areas.  Values of groups are seen only in rows that meet "where"; where
 * rows of another dataset are counted beside, theirs come to them. */
static bool same_strata(const ind_feed_plan *a, const ind_feed_plan *b) {
    const ind_measure *x = measure_of(a), *y = measure_of(b);
    bool same = a->input == b->input && x->group_count == y->group_count && !ind_measure_counts_beside(x) &&
                !ind_measure_counts_beside(y) && same_expression(a, x->feeds[0].where, b, y->feeds[0].where);
    for (size_t g = 0; same && g < x->group_count; g++)
        same = x->groups[g].codelist == y->groups[g].codelist && x->groups[g].attribute == y->groups[g].attribute &&
               same_expression(a, x->groups[g].expr, b, y->groups[g].expr);
    return same;
}

static void share_strata(ind_run *run, size_t number) {
    ind_feed_plan *plan = &run->jobs[number].feeds[0];
    for (size_t i = 0; i < number && plan->strata == NULL && !IND_IS_PLAIN; i++) {
        ind_feed_plan *other = &run->jobs[i].feeds[0];
        bool owner = run->jobs[i].reason == NULL && other->collector == NULL && other->strata == NULL;
        plan->strata = owner && same_strata(other, plan) ? other : NULL;
    }
}

void ind_plan_columns(ind_run *run) {
    for (size_t i = 0; i < run->job_count; i++)
        for (size_t f = 0; run->jobs[i].reason == NULL && f < run->jobs[i].measure->feed_count; f++)
            plan_feed(run, &run->jobs[i].feeds[f], &run->jobs[i].measure->feeds[f]);
    ind_plan_misses(run);
    for (size_t i = 0; i < run->job_count; i++)
        if (run->jobs[i].reason == NULL && run->jobs[i].feeds[0].collector == NULL)
            share_strata(run, i);
    ind_plan_identifiers(run);
}

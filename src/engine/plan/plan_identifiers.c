/* plan_identifiers.c - which identifiers are numbered, and when.
 *
 * They are mostly different from row to row, so that numbering them costs more than all else. */
#include "base/plain.h"
#include "engine/collect/collector.h"
#include "engine/judge/judge_data.h"
#include "engine/plan/plan.h"

#include <stdlib.h>

/* ---- numbers that wait ---- */

static bool is_looked_up(const ind_input *input, uint32_t field) {
    for (size_t k = 0; k < input->dataset->foreign_key_count; k++) {
        const ind_foreign_key *key = &input->dataset->foreign_keys[k];
        for (size_t f = 0; f < key->count; f++)
            if (key->fields[f] == field || (key->has_valid && key->valid_at == field))
                return true;
    }
    return false;
}

/* Numbering can wait until rows have been chosen if nothing reads the identifier before that. */
static void choose_late(ind_run *run, ind_input *input) {
    bool *early = ind_alloc(input->column_count);
    for (size_t i = 0; i < input->collector_count; i++)
        ind_collector_early(input->collectors[i], early);
    for (size_t i = 0; i < run->job_count; i++)
        for (size_t f = 0; run->jobs[i].reason == NULL && f < run->jobs[i].measure->feed_count; f++)
            if (run->jobs[i].feeds[f].input == input && run->jobs[i].feeds[f].collector == NULL)
                for (size_t c = 0; c < run->jobs[i].measure->feeds[f].column_count; c++)
                    early[run->jobs[i].feeds[f].column[c]] = true;
    for (size_t c = 0; c < input->column_count; c++)
        for (size_t s = 0; input->columns[c].derived != NULL && s < input->columns[c].derived->column_count; s++)
            early[input->columns[c].slots[s]] = true;
    for (size_t c = 0; c < input->column_count; c++) {
        ind_scan_column *column = &input->columns[c];
        column->late = !early[c] && column->type == IND_TEXT && column->foreign_key < 0 &&
                       input->dataset->fields[column->field].identifying && !is_looked_up(input, column->field);
        if (column->late && column->ids == NULL)
            column->ids = ind_ids_sample_new();
    }
    free(early);
}

/* ---- no numbers at all ---- */

typedef struct {
    const ind_feed_plan *plan;
    const ind_slots *slots;
    uint32_t column; /* of the input */
    bool found;
} reading;

static void look_at_slot(void *context, uint32_t slot) {
    reading *r = context;
    const ind_slot *item = &r->slots->items[slot];
    bool of_event = item->side == IND_SIDE_ROW || item->side == IND_SIDE_NEXT || item->side == IND_SIDE_FIRST ||
                    item->side == IND_SIDE_LAST;
    r->found |= of_event && r->plan->column[item->column] == r->column;
}

static bool reads(const ind_feed_plan *plan, const ind_expr *expr, ind_scope_kind scope, uint32_t column) {
    const ind_feed *feed = &plan->job->measure->feeds[plan->number];
    reading r = {.plan = plan, .slots = &feed->slots[scope], .column = column};
    if (expr != NULL)
        ind_expr_slots(expr, look_at_slot, &r);
    return r.found;
}

static bool is_entity(const ind_feed_rows *rows, const ind_expr *expr) {
    for (size_t k = 0; k < rows->entity_count; k++)
        if (ind_expr_same(rows->entity[k], expr))
            return true;
    return false;
}

/* What units are made by.  Where it is the entity itself, it is not looked at. */
static bool reads_for_units(const ind_feed_plan *plan, const ind_param *param, uint32_t column) {
    ind_feed_rows rows = ind_kind_feed(plan->job->kind, plan->job->measure, plan->number);
    for (size_t k = 0; param->spec->type == IND_PARAM_COLUMNS && k < param->count; k++)
        if (!is_entity(&rows, param->exprs[k]) && reads(plan, param->exprs[k], IND_SCOPE_ROW, column))
            return true;
    for (size_t k = 0; param->spec->type == IND_PARAM_ITEMS && k < param->count; k++) {
        const ind_item *item = &param->items[k];
        if (reads(plan, item->where, IND_SCOPE_ROW, column) || reads(plan, item->value, IND_SCOPE_ROW, column))
            return true;
        for (size_t w = 0; w < item->within_count; w++)
            if (reads(plan, item->within[w], IND_SCOPE_ROW, column))
                return true;
    }
    return false;
}

/* Does anything but the entity itself and the parameter EXCEPT (NULL: none) read the column? */
static bool is_read(const ind_feed_plan *plan, uint32_t column, const char *except) {
    const ind_measure *measure = plan->job->measure;
    for (size_t i = 0; i < measure->param_count; i++) {
        const ind_param *param = &measure->params[i];
        if (param->spec->feed != plan->number || param->spec->type == IND_PARAM_ENTITY ||
            (except != NULL && strcmp(param->spec->path, except) == 0))
            continue;
        if (reads(plan, param->expr, param->spec->scope, column) || reads_for_units(plan, param, column))
            return true;
        for (size_t k = 0; param->spec->type == IND_PARAM_RULES && k < param->count; k++)
            if (reads(plan, param->rules[k].where, param->spec->scope, column))
                return true;
        for (size_t k = 0; param->spec->type == IND_PARAM_DATES && k < param->count; k++)
            if (reads(plan, param->exprs[k], param->spec->scope, column))
                return true;
    }
    const ind_param *person = ind_measure_find(measure, "data.person");
    for (size_t k = 0; plan->number == 0 && person != NULL && ind_measure_keeps_persons(measure) && k < person->count;
         k++)
        if (reads(plan, person->exprs[k], IND_SCOPE_ROW, column))
            return true;
    if (measure->relation_count > 0)
        return true;
    for (size_t g = 0; plan->number == 0 && g < measure->group_count; g++)
        if (reads(plan, measure->groups[g].expr, measure->kind->row_scope_groups ? IND_SCOPE_ROW : IND_SCOPE_ENTITY,
                  column))
            return true;
    return false;
}

/* Numbers tell an entity from others of its dataset no better than texts do.  They are needed where something else
 * reads its identifier, or where it is made of several. */
static bool needs_numbers(const ind_run *run, const ind_collector *collector) {
    uint32_t entity = ind_collector_entity(collector);
    if (entity == IND_NOT_SHARED || !collector->plan->input->columns[entity].late)
        return true;
    for (size_t i = 0; i < run->job_count; i++)
        for (size_t f = 0; run->jobs[i].reason == NULL && f < run->jobs[i].measure->feed_count; f++) {
            const ind_feed_plan *plan = &run->jobs[i].feeds[f];
            if (plan->collector == collector && is_read(plan, entity, NULL))
                return true;
        }
    return false;
}

/* Do the kind's feeds find each other's entities by their texts, too? */
static bool seeks_texts(const ind_job *job) {
    bool texts = job->measure->relation_count == 0;
    for (size_t f = 0; texts && f < job->measure->feed_count; f++)
        if (job->feeds[f].collector != NULL)
            texts = (f == 0 || job->kind->feeds[f].of_events) && job->feeds[f].collector->by_text;
    return texts;
}

/* All feeds of a measure have texts, or all have numbers; so a collector that several measures share decides for all
 * that they have beside it, and so on. */
static void choose_texts(ind_run *run) {
    for (size_t n = 0; n < run->input_count; n++)
        for (size_t i = 0; i < run->inputs[n].collector_count; i++)
            run->inputs[n].collectors[i]->by_text = !needs_numbers(run, run->inputs[n].collectors[i]);
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < run->job_count; i++) {
            ind_job *job = &run->jobs[i];
            if (job->reason != NULL || job->measure->feed_count < 2 || job->feeds[0].collector == NULL)
                continue;
            bool texts = seeks_texts(job);
            for (size_t f = 0; f < job->measure->feed_count; f++) {
                if (job->feeds[f].collector == NULL)
                    continue;
                changed |= job->feeds[f].collector->by_text && !texts;
                job->feeds[f].collector->by_text &= texts;
                job->feeds[f].collector->sought = true;
            }
        }
    }
}

/* The column that PLAN's kind wants told apart within entities only, if nothing else reads it. */
static uint32_t named_column(const ind_feed_plan *plan) {
    const ind_measure *measure = plan->job->measure;
    ind_feed_rows rows = ind_kind_feed(plan->job->kind, measure, plan->number);
    uint32_t slot;
    if (rows.named < 0 || !ind_expr_is_slot(rows.roles[rows.named].exprs[0], &slot))
        return IND_NOT_SHARED;
    uint32_t column = plan->slot_column[slot];
    bool taken = !plan->input->columns[column].late || column == ind_collector_entity(plan->collector);
    for (size_t k = 0; k < plan->tie_count; k++)
        taken |= plan->tie[k] == column;
    return taken || is_read(plan, column, plan->job->kind->feeds[plan->number].named) ? IND_NOT_SHARED : column;
}

/* All that share the collector must agree. */
static void choose_named(const ind_run *run, ind_collector *collector) {
    collector->named = named_column(collector->plan);
    for (size_t i = 0; i < run->job_count; i++)
        for (size_t f = 0; run->jobs[i].reason == NULL && f < run->jobs[i].measure->feed_count; f++) {
            const ind_feed_plan *plan = &run->jobs[i].feeds[f];
            if (plan->collector == collector && named_column(plan) != collector->named)
                collector->named = IND_NOT_SHARED;
        }
}

static void choose_numbered(ind_run *run, ind_input *input) {
    for (size_t i = 0; i < input->collector_count; i++) {
        ind_collector *collector = input->collectors[i];
        const ind_feed_plan *plan = collector->plan;
        choose_named(run, collector);
        uint32_t entity = collector->by_text ? ind_collector_entity(collector) : IND_NOT_SHARED;
        for (size_t c = 0; c < plan->job->measure->feeds[plan->number].column_count; c++)
            input->columns[plan->column[c]].numbered |=
                plan->column[c] != entity && plan->column[c] != collector->named;
        for (size_t k = 0; k < plan->tie_count; k++)
            input->columns[plan->tie[k]].numbered |= plan->tie[k] != entity;
    }
}

void ind_plan_identifiers(ind_run *run) {
    if (run->watch != NULL || IND_IS_PLAIN)
        return;
    for (size_t i = 0; i < run->input_count; i++)
        choose_late(run, &run->inputs[i]);
    choose_texts(run);
    for (size_t i = 0; i < run->input_count; i++)
        choose_numbered(run, &run->inputs[i]);
}

/* of_run.c - a run becomes a report: what was read, what each measure says of itself, and its cells.
 *
 * Measures are made by all threads, the largest first; each has an arena of its own. */
#include "base/date.h"
#include "base/json_read.h"
#include "base/parallel.h"
#include "engine/engine.h"
#include "figures/build.h"
#include "figures/compared_of_run.h"
#include "figures/levels.h"
#include "words/sentences.h"

#include <stdatomic.h>
#include <stdlib.h>

/* ---- copies ---- */

static ind_str copy(ind_arena *arena, ind_str text) {
    return text.length == 0 ? IND_STR("") : ind_arena_str(arena, text);
}

static ind_str copy_of(ind_arena *arena, const char *text) {
    return copy(arena, ind_str_of(text));
}

static ind_texts copy_texts(ind_arena *arena, const char *const *texts, size_t count) {
    ind_str *items = ind_arena_alloc(arena, (count + 1) * sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = copy_of(arena, texts[i]);
    return (ind_texts){items, count};
}

static ind_str day_text(ind_arena *arena, int32_t day) {
    char text[IND_DATE_TEXT];
    return copy_of(arena, ind_date_text(day, text));
}

static ind_str mark_text(ind_arena *arena, char mark) {
    return mark == '\0' ? IND_STR("") : copy(arena, (ind_str){&mark, 1});
}

/* ---- inputs ---- */

static ind_report_finding finding_of(ind_arena *arena, const char *file, const ind_data_finding *f) {
    ind_str *first = ind_arena_alloc(arena, (f->shown + 1) * sizeof *first);
    for (uint32_t i = 0; i < f->shown; i++)
        first[i] = ind_str_of(ind_arena_format(arena, "%s:%llu", file, (unsigned long long)f->line[i]));
    return (ind_report_finding){
        copy_of(arena, f->rule), copy_of(arena, f->column), (int64_t)f->count, {first, f->shown}};
}

static void take_findings(ind_arena *arena, const ind_input *input, size_t file, ind_report_input *out) {
    const ind_findings *lists[] = {&input->reports[file].findings, &input->misses[file]};
    ind_report_finding *findings = ind_arena_alloc(arena, (lists[0]->count + lists[1]->count + 1) * sizeof *findings);
    for (size_t l = 0; l < 2; l++)
        for (size_t i = 0; i < lists[l]->count; i++)
            findings[out->finding_count++] = finding_of(arena, input->reports[file].file, &lists[l]->items[i]);
    out->findings = findings;
}

static ind_report_input input_of(ind_arena *arena, const ind_run *run, const ind_input *input, size_t file) {
    const ind_file_report *r = &input->reports[file];
    ind_report_input out = {
        .dataset = copy(arena, input->dataset->name),
        .file = copy_of(arena, r->file),
        .hash = copy_of(arena, r->hash),
        .bytes = (int64_t)r->bytes,
        .records = (int64_t)r->records,
        .rows = (int64_t)r->rows,
        .rejected = (int64_t)r->rejected,
        .duplicates = (int64_t)r->duplicates,
        .skipped = (int64_t)r->skipped,
        .encoding = copy_of(arena, r->encoding == NULL ? "unknown" : r->encoding),
        .line_end = copy_of(arena, r->line_end == NULL ? "none" : r->line_end),
        .separator = mark_text(arena, r->separator),
        .decimal = mark_text(arena, r->decimal),
        .bom = r->bom,
        .header_line = (int64_t)r->header_line,
        .max_rejected = run->options->max_rejected_given ? NAN : input->dataset->max_rejected,
    };
    take_findings(arena, input, file, &out);
    return out;
}

/* Comments change no figure, so that the hash of a report is the same without them. */
static bool is_input(const ind_input *input) {
    return input->is_read && input->dataset->comments == NULL;
}

static void take_inputs(ind_arena *arena, const ind_run *run, ind_report *out) {
    size_t files = 0;
    for (size_t i = 0; i < run->input_count; i++)
        files += is_input(&run->inputs[i]) ? run->inputs[i].file_count : 0;
    ind_report_input *inputs = ind_arena_alloc(arena, (files + 1) * sizeof *inputs);
    for (size_t i = 0; i < run->input_count; i++)
        for (size_t f = 0; is_input(&run->inputs[i]) && f < run->inputs[i].file_count; f++)
            inputs[out->input_count++] = input_of(arena, run, &run->inputs[i], f);
    out->inputs = inputs;
}

static void take_deliveries(ind_arena *arena, const ind_run *run, ind_report *out) {
    size_t count = ind_deliveries_count(run->deliveries);
    ind_report_delivery *all = ind_arena_alloc(arena, (count + 1) * sizeof *all);
    for (size_t i = 0; i < count; i++) {
        ind_delivery d = ind_deliveries_at(run->deliveries, i);
        all[i] = (ind_report_delivery){copy(arena, d.dataset),
                                       copy(arena, d.supplier),
                                       day_text(arena, d.from),
                                       day_text(arena, d.to),
                                       d.taken == IND_NULL_DATE ? IND_STR("") : day_text(arena, d.taken),
                                       d.rows};
    }
    out->deliveries = all;
    out->delivery_count = count;
}

/* Is the comment on a measure and a period of the report, and on an area that was asked for? */
static bool is_on(const ind_run *run, const ind_comment *c) {
    bool asked = run->options->area_count == 0 || c->area.length == 0;
    for (size_t i = 0; !asked && i < run->options->area_count; i++)
        asked = ind_area_tree_lies_in(run->areas, c->area, ind_str_of(run->options->areas[i]));
    for (size_t i = 0; asked && i < run->job_count; i++)
        if (ind_str_equal(run->jobs[i].measure->id, c->measure))
            for (size_t p = 0; p < run->jobs[i].calendar.count; p++)
                if (ind_str_is(c->period, run->jobs[i].calendar.items[p].label))
                    return true;
    return false;
}

static void take_comments(ind_arena *arena, const ind_run *run, ind_report *out) {
    ind_report_comment *all = ind_arena_alloc(arena, (run->comment_count + 1) * sizeof *all);
    for (size_t i = 0; i < run->comment_count; i++) {
        const ind_comment *c = &run->comments[i];
        if (is_on(run, c))
            all[out->comment_count++] =
                (ind_report_comment){copy(arena, c->measure), copy(arena, c->area),     copy(arena, c->period),
                                     copy(arena, c->author),  day_text(arena, c->date), copy(arena, c->text)};
    }
    out->comments = all;
}

static bool is_told(const ind_report *out, const ind_report_completeness *all, ind_str dataset, ind_str whole) {
    for (size_t i = 0; i < out->complete_count; i++)
        if (ind_str_equal(all[i].dataset, dataset) && ind_str_equal(all[i].county, whole))
            return true;
    return false;
}

/* Of each dataset and whole area once. */
static void take_complete(ind_arena *arena, const ind_run *run, ind_report *out) {
    size_t count = ind_deliveries_count(run->deliveries);
    ind_report_completeness *all = ind_arena_alloc(arena, (count + 1) * sizeof *all);
    for (size_t i = 0; i < count; i++) {
        ind_delivery d = ind_deliveries_at(run->deliveries, i);
        ind_str whole = ind_area_tree_whole(run->areas, d.supplier);
        int32_t until;
        if (!is_told(out, all, d.dataset, whole) && ind_deliveries_until(run->deliveries, d.dataset, whole, &until))
            all[out->complete_count++] =
                (ind_report_completeness){copy(arena, d.dataset), copy(arena, whole), day_text(arena, until)};
    }
    out->complete = all;
}

/* ---- the head ---- */

static void take_options(ind_arena *arena, const ind_run_options *o, ind_report_run_options *out) {
    *out = (ind_report_run_options){
        .grains = copy_texts(arena, o->grains, o->grain_count),
        .splits = copy_texts(arena, o->splits, o->split_count),
        .areas = copy_texts(arena, o->areas, o->area_count),
        .open_period = o->open_period,
        .compare = copy_texts(arena, o->compare, o->compare_count),
        .complete_until = copy_of(arena, o->complete_until),
        .max_rejected = o->max_rejected,
        .key_check = !o->skip_key_check,
    };
}

static void take_head(ind_arena *arena, const ind_run *run, ind_report *out) {
    out->report_class = IND_CLASS_INTERNAL;
    out->program_version = IND_STR(IND_VERSION);
    out->threads = run->threads;
    out->has_period = run->to >= run->from && run->to != 0;
    if (out->has_period) {
        out->from = day_text(arena, run->from);
        out->to = day_text(arena, run->to);
    }
    take_options(arena, run->options, &out->options);
    take_inputs(arena, run, out);
    take_deliveries(arena, run, out);
    take_comments(arena, run, out);
    take_complete(arena, run, out);
}

/* ---- what a measure says of itself ---- */

static ind_report_title title_in(ind_arena *arena, const ind_json *node) {
    return (ind_report_title){copy(arena, ind_json_member_text(node, "sv")),
                              copy(arena, ind_json_member_text(node, "en"))};
}

static ind_report_title title_at(ind_arena *arena, const ind_measure *measure, const char *path) {
    return title_in(arena, ind_measure_param(measure, path)->node);
}

static ind_str text_at(ind_arena *arena, const ind_measure *measure, const char *path) {
    const ind_param *param = ind_measure_param(measure, path);
    return param->node == NULL ? IND_STR("") : copy(arena, param->node->text);
}

/* The texts of a list; of sources, a single text is one too. */
static ind_texts texts_at(ind_arena *arena, const ind_measure *measure, const char *path) {
    const ind_json *node = ind_measure_param(measure, path)->node;
    size_t room = node == NULL ? 0 : node->count + 1, count = 0;
    ind_str *items = ind_arena_alloc(arena, (room + 1) * sizeof *items);
    if (node != NULL && node->type == IND_JSON_TEXT)
        items[count++] = copy(arena, node->text);
    for (size_t i = 0; node != NULL && node->type == IND_JSON_ARRAY && i < node->count; i++)
        if (node->items[i]->type == IND_JSON_TEXT)
            items[count++] = copy(arena, node->items[i]->text);
    return (ind_texts){items, count};
}

static void take_about(ind_arena *arena, const ind_measure *m, ind_report_about *out) {
    const ind_json *facts = ind_measure_param(m, "open_facts")->node, *changes = ind_measure_param(m, "changes")->node;
    size_t count = facts == NULL ? 0 : facts->count;
    ind_report_title *all = ind_arena_alloc(arena, (count + 1) * sizeof *all);
    for (size_t i = 0; i < count; i++)
        all[i] = title_in(arena, ind_json_get(facts->items[i], "text"));
    *out = (ind_report_about){.purpose = title_at(arena, m, "purpose"),
                              .formula = title_at(arena, m, "formula_text"),
                              .source_system = title_at(arena, m, "source_system"),
                              .target_text = title_at(arena, m, "target_text"),
                              .open = title_at(arena, m, "open"),
                              .updated = text_at(arena, m, "updated"),
                              .area_perspective = text_at(arena, m, "area_perspective"),
                              .open_facts = all,
                              .open_fact_count = count};
    const ind_json *newest = changes == NULL ? NULL : changes->items[0];
    out->changed.version = copy(arena, ind_json_member_text(newest, "version"));
    out->changed.date = copy(arena, ind_json_member_text(newest, "date"));
    out->changed.what = title_in(arena, ind_json_get(newest, "what"));
    out->changed.why = title_in(arena, ind_json_get(newest, "why"));
}

static void take_place(ind_arena *arena, const ind_measure *m, ind_report_measure *out) {
    out->description = title_at(arena, m, "description");
    out->limitations = title_at(arena, m, "limitations");
    if (m->kind->words->caution.sv != NULL)
        out->caution =
            (ind_report_title){ind_str_of(m->kind->words->caution.sv), ind_str_of(m->kind->words->caution.en)};
    take_about(arena, m, &out->about);
    out->target_area = text_at(arena, m, "target_area");
    out->indicators = texts_at(arena, m, "indicator");
    out->perspectives = texts_at(arena, m, "perspective");
    out->principals = texts_at(arena, m, "principal");
    out->sources = texts_at(arena, m, "source");
    out->status = text_at(arena, m, "status");
    out->owner = text_at(arena, m, "owner");
    out->reviewed = text_at(arena, m, "reviewed");
    out->next_review = text_at(arena, m, "next_review");
    out->kolada = text_at(arena, m, "comparable.kolada");
    out->comparable_degree = text_at(arena, m, "comparable.degree");
    out->comparable_why = title_at(arena, m, "comparable.why");
    out->series_from = text_at(arena, m, "series.from");
    out->series_to = text_at(arena, m, "series.to");
    out->series_breaks = texts_at(arena, m, "series.breaks");
    out->series_why = title_at(arena, m, "series.why");
}

static void take_limits(ind_arena *arena, const ind_measure *m, ind_report_measure *out) {
    const ind_param *by = ind_measure_param(m, "reliability.by");
    ind_report_limit *limits = ind_arena_alloc(arena, (by->count + 1) * sizeof *limits);
    for (size_t i = 0; i < by->count; i++)
        limits[i] = (ind_report_limit){copy(arena, by->limits[i].node->key), by->limits[i].integer};
    out->limits = limits;
    out->limit_count = by->count;
    out->limits_persons = ind_measure_counts_persons(m);
}

static void take_way(const ind_measure *m, ind_report_measure *out) {
    const ind_param *year = ind_measure_param(m, "target.year"), *from = ind_measure_param(m, "target.baseline.value"),
                    *from_year = ind_measure_param(m, "target.baseline.year");
    if (!out->has_target || year->node == NULL || from->node == NULL || from_year->node == NULL)
        return;
    out->way = (ind_report_way){true, (int)year->integer, (int)from_year->integer, from->number};
}

static void take_standard(ind_arena *arena, const ind_measure *m, ind_report_measure *out) {
    const ind_param *method = ind_measure_find(m, "standardise.method");
    if (method == NULL || method->node == NULL)
        return;
    bool direct = ind_param_is(method, "direct");
    const ind_codelist *table =
        ind_measure_param(m, direct ? "standardise.standard" : "standardise.reference")->codelist;
    out->standardised = copy(arena, method->text);
    out->standard_table = copy(arena, ind_codelist_name(table));
    out->standard_year = ind_codelist_year(table);
}

static void take_policies(ind_arena *arena, const ind_measure *m, ind_report_measure *out) {
    const ind_param *target = ind_measure_param(m, "target.value"), *plausible = ind_measure_param(m, "plausible");
    const double *levels;
    out->unit = copy(arena, m->unit);
    out->better = copy(arena, m->better);
    out->decimals = m->decimals;
    out->has_target = target->node != NULL;
    out->target = target->number;
    take_way(m, out);
    out->has_plausible = plausible->node != NULL && plausible->count == 2;
    if (out->has_plausible) {
        out->plausible_low = plausible->numbers[0];
        out->plausible_high = plausible->numbers[1];
    }
    out->min_denominator = ind_measure_param(m, "reliability.min_denominator")->integer;
    take_limits(arena, m, out);
    if (!ind_measure_is_open(m) && ind_kind_levels(m, &levels) > 0)
        out->interval_method = copy(arena, ind_measure_param(m, "interval.method")->text);
    take_standard(arena, m, out);
}

static void take_classes(ind_arena *arena, const ind_measure *m, ind_report_measure *out) {
    const ind_param *levels = ind_measure_param(m, "levels");
    out->levels = ind_arena_alloc(arena, (levels->count + 1) * sizeof *out->levels);
    out->level_room = levels->count + 1;
    for (size_t i = 0; i < levels->count; i++) {
        const ind_level *level = &levels->levels[i];
        out->levels[out->level_count++] = (ind_report_level){copy(arena, level->id),
                                                             copy(arena, level->colour),
                                                             {copy(arena, level->sv), copy(arena, level->en)},
                                                             level->has_limit,
                                                             level->above,
                                                             level->limit};
    }
}

static void take_codelists(ind_arena *arena, const ind_measure *m, ind_report_measure *out) {
    ind_report_codelist *lists = ind_arena_alloc(arena, (m->codelist_count + 1) * sizeof *lists);
    for (size_t i = 0; i < m->codelist_count; i++)
        lists[i] = (ind_report_codelist){copy(arena, ind_codelist_name(m->codelists[i])),
                                         copy(arena, ind_codelist_version(m->codelists[i]))};
    out->codelists = lists;
    out->codelist_count = m->codelist_count;
}

static void take_identity(ind_arena *arena, const ind_job *job, ind_report_measure *out) {
    const ind_measure *m = job->measure;
    out->id = copy(arena, m->id);
    out->version = copy(arena, m->version);
    out->kind = copy_of(arena, m->kind->name);
    out->state = job->reason == NULL ? IND_STATE_COMPUTED
                 : job->open         ? IND_STATE_OPEN
                 : job->skipped      ? IND_STATE_SKIPPED
                                     : IND_STATE_NOT_COMPUTED;
    out->reason = copy_of(arena, job->reason);
    out->hash = copy_of(arena, m->hash);
    out->logic_hash = copy_of(arena, m->logic_hash);
    out->title = (ind_report_title){copy(arena, m->title_sv), copy(arena, m->title_en)};
    take_place(arena, m, out);
    take_policies(arena, m, out);
    take_classes(arena, m, out);
    take_codelists(arena, m, out);
}

/* ---- its figures ---- */

static void take_flow(ind_arena *arena, const ind_flow *flow, ind_report_measure *out) {
    ind_report_step *steps = ind_arena_alloc(arena, (flow->count + 1) * sizeof *steps);
    for (size_t i = 0; i < flow->count; i++) {
        const ind_flow_step *step = &flow->items[i];
        steps[i] = (ind_report_step){.step = copy_of(arena, step->step),
                                     .id = copy_of(arena, step->id),
                                     .origin = ind_str_of(ind_step_origin_name(step->origin)),
                                     .effect = ind_str_of(ind_step_effect_name(step->effect)),
                                     .n = step->n,
                                     .unknown = step->unknown};
    }
    out->flow = steps;
    out->flow_count = flow->count;
}

static void take_overflows(ind_arena *arena, const ind_job *job, ind_report_measure *out) {
    ind_report_overflow *all = ind_arena_alloc(arena, (job->overflow_count + 1) * sizeof *all);
    for (size_t i = 0; i < job->overflow_count; i++)
        all[i] = (ind_report_overflow){copy_of(arena, job->overflows[i].clause), (int64_t)job->overflows[i].count};
    out->overflows = all;
    out->overflow_count = job->overflow_count;
}

static void take_measure_findings(ind_arena *arena, const ind_job *job, ind_report_measure *out) {
    ind_report_measure_finding *all = ind_arena_alloc(arena, (job->finding_count + 1) * sizeof *all);
    for (size_t i = 0; i < job->finding_count; i++) {
        const ind_job_finding *f = &job->findings[i];
        all[i] = (ind_report_measure_finding){copy_of(arena, f->rule), copy(arena, f->group), copy(arena, f->dataset),
                                              f->count, f->of};
    }
    out->findings = all;
    out->finding_count = job->finding_count;
}

static void take_periods(ind_report_builder *b, const ind_calendar *calendar) {
    for (size_t i = 0; i < calendar->count; i++) {
        const ind_period *p = &calendar->items[i];
        ind_report_add_period(b, (ind_report_period){copy_of(b->arena, p->label),
                                                     copy_of(b->arena, ind_grain_name(p->grain)),
                                                     day_text(b->arena, p->from), day_text(b->arena, p->to)});
    }
}

typedef struct {
    ind_report_builder builder;
    const double *levels;
    size_t level_count;
} cell_taker;

static void take_cell(void *context, const ind_cell_result *cell) {
    cell_taker *taker = context;
    ind_report_add_cell(&taker->builder, cell, taker->levels, taker->level_count);
}

static void take_terms(void *context, const ind_cells *cells, uint32_t cell) {
    ind_report_add_terms(&((cell_taker *)context)->builder, cells, cell);
}

static bool is_split_by(const ind_measure *m, size_t group) {
    for (size_t b = 0; b < m->by_count; b++)
        for (size_t g = 0; g < m->by[b].count; g++)
            if (m->by[b].group[g] == group)
                return true;
    return false;
}

/* By what the definition says, so that a cell is called the same whatever splits are shown. */
static void take_totals(ind_arena *arena, const ind_measure *m, ind_report_measure *out) {
    ind_report_total *totals = ind_arena_alloc(arena, (m->group_count + 1) * sizeof *totals);
    out->totals = totals;
    for (size_t g = 0; g < m->group_count; g++) {
        ind_str name, code = IND_STR("");
        if (m->groups[g].codelist != NULL && m->groups[g].attribute < 0)
            code = ind_codelist_total(m->groups[g].codelist, &name);
        if (code.length > 0 && is_split_by(m, g))
            totals[out->total_count++] =
                (ind_report_total){copy(arena, m->groups[g].name), copy(arena, code), copy(arena, name)};
    }
}

/* Of the groups that cells are split by, those whose values are areas. */
static void take_levels(ind_arena *arena, const ind_measure *m, ind_report_measure *out) {
    for (size_t g = 0; g < out->group_count; g++)
        for (size_t i = 0; i < m->group_count; i++) {
            const ind_group *group = &m->groups[i];
            if (!ind_str_equal(out->groups[g].name, group->name) || group->codelist == NULL ||
                !ind_codelist_is_area(group->codelist, group->attribute))
                continue;
            out->groups[g].level = copy(arena, ind_codelist_column_name(group->codelist, group->attribute));
            out->groups[g].whole = ind_group_is_whole(group);
        }
}

static void take_measure(ind_run *run, size_t index, bool terms, ind_arena *arena, ind_report_measure *out) {
    const ind_job *job = &run->jobs[index];
    cell_taker taker = {.builder = {.arena = arena, .measure = out}};
    take_identity(arena, job, out);
    if (job->reason != NULL)
        return;
    out->flags = job->flags;
    take_totals(arena, job->measure, out);
    take_flow(arena, &job->counter.flow, out);
    take_overflows(arena, job, out);
    take_measure_findings(arena, job, out);
    take_periods(&taker.builder, &job->calendar);
    taker.level_count = ind_kind_levels(job->measure, &taker.levels);
    if (terms)
        ind_report_declare_terms(&taker.builder, job);
    ind_run_give(run, index,
                 &(ind_result_taker){.context = &taker, .cell = take_cell, .terms = terms ? take_terms : NULL});
    if (terms)
        ind_report_take_levels(&taker.builder, run, index);
    take_levels(arena, job->measure, out);
    ind_report_take_compare(arena, run->options, job, out);
}

/* ---- all of them ---- */

typedef struct {
    ind_run *run;
    ind_report *report;
    size_t *order;
    bool terms;
    atomic_size_t next;
} maker;

static void make_measures(void *context, unsigned thread) {
    maker *m = context;
    (void)thread;
    for (size_t next; (next = atomic_fetch_add(&m->next, 1)) < m->run->job_count;) {
        size_t index = m->order[next];
        take_measure(m->run, index, m->terms, ind_report_arena(m->report, index + 1), &m->report->measures[index]);
    }
}

static size_t size_of(const ind_job *job) {
    return job->reason != NULL ? 0 : ind_cells_count_of(job->counter.cells);
}

/* The largest first, so that no thread is left with one at the end. */
static size_t *largest_first(const ind_run *run) {
    size_t *order = ind_alloc_array(run->job_count, sizeof *order);
    for (size_t i = 0; i < run->job_count; i++) {
        size_t at = i;
        for (; at > 0 && size_of(&run->jobs[order[at - 1]]) < size_of(&run->jobs[i]); at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return order;
}

static ind_report *make_report(ind_run *run, bool terms) {
    ind_report *report = ind_report_new(run->job_count + 1);
    ind_arena *arena = ind_report_arena(report, 0);
    take_head(arena, run, report);
    report->measures = ind_arena_alloc(arena, (run->job_count + 1) * sizeof *report->measures);
    report->measure_count = run->job_count;
    maker m = {.run = run, .report = report, .order = largest_first(run), .terms = terms};
    ind_parallel(run->threads < run->job_count ? run->threads : (unsigned)run->job_count, make_measures, &m);
    free(m.order);
    return report;
}

ind_report *ind_run_report(ind_run *run) {
    return make_report(run, false);
}

ind_report *ind_run_report_with_terms(ind_run *run) {
    return make_report(run, true);
}

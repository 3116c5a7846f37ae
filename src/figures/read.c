/* read.c - a JSON report becomes the value that it was written from, or is refused.
 *
 * Cells, which are most of it, are taken while the file is parsed (read_cells.c); what is left is a small tree, which
 * is held against tables of its keys and copied.  Last comes the hash of what the report says. */
#include "figures/read.h"
#include "cells/cells.h"
#include "definition/outline.h"
#include "figures/content_hash.h"
#include "figures/read_derived.h"
#include "figures/read_signals.h"

#include <math.h>
#include <stdlib.h>

enum { TEXT = IND_JSON_AS_TEXT, NUMBER = IND_JSON_AS_NUMBER, FLAG = IND_JSON_AS_BOOLEAN };
enum { LIST = IND_JSON_AS_ARRAY, OBJECT = IND_JSON_AS_OBJECT, OBJECT_OR_NULL = OBJECT | 1u << IND_JSON_NULL };

static const ind_json_key report_keys[] = {{"format", TEXT, true},
                                           {"class", TEXT, true},
                                           {"generator", OBJECT, true},
                                           {"run", OBJECT, true},
                                           {"inputs", LIST, true},
                                           {"deliveries", LIST, false},
                                           {"outlines", LIST, false},
                                           {"complete_until", LIST, false},
                                           {"indicators", LIST, true},
                                           {"comments", LIST, false},
                                           {"comments_hash", TEXT, false},
                                           {"content_hash", TEXT, false},
                                           {0}};
static const ind_json_key generator_keys[] = {{"name", TEXT, true}, {"version", TEXT, true}, {0}};
static const ind_json_key run_keys[] = {{"period", OBJECT_OR_NULL, true}, {"options", OBJECT, true}, {0}};
static const ind_json_key days_keys[] = {{"from", TEXT, true}, {"to", TEXT, true}, {0}};
static const ind_json_key option_keys[] = {
    {"grain", LIST, false},         {"by", LIST, false},          {"area", LIST, false},
    {"compare", LIST, false},       {"open_period", FLAG, false}, {"complete_until", TEXT, false},
    {"max_rejected", NUMBER, true}, {"key_check", FLAG, true},    {0}};
static const ind_json_key input_keys[] = {{"dataset", TEXT, true},
                                          {"file", TEXT, true},
                                          {"hash", TEXT, true},
                                          {"sha256", TEXT, false},
                                          {"bytes", NUMBER, true},
                                          {"records", NUMBER, true},
                                          {"rows", NUMBER, true},
                                          {"rejected", NUMBER, true},
                                          {"duplicates", NUMBER, true},
                                          {"skipped", NUMBER, false},
                                          {"max_rejected", NUMBER, false},
                                          {"dialect", OBJECT, true},
                                          {"findings", LIST, true},
                                          {0}};
static const ind_json_key dialect_keys[] = {{"encoding", TEXT, true},
                                            {"bom", FLAG, true},
                                            {"line_end", TEXT, true},
                                            {"separator", TEXT, true},
                                            {"decimal", TEXT, false},
                                            {"header_line", NUMBER, true},
                                            {0}};
static const ind_json_key finding_keys[] = {
    {"rule", TEXT, true}, {"column", TEXT, false}, {"count", NUMBER, true}, {"first", LIST, true}, {0}};
static const ind_json_key delivery_keys[] = {{"dataset", TEXT, true},
                                             {"supplier", TEXT, true},
                                             {"from", TEXT, true},
                                             {"to", TEXT, true},
                                             {"extracted", TEXT, false},
                                             {"rows", NUMBER, false},
                                             {0}};
static const ind_json_key complete_keys[] = {
    {"dataset", TEXT, true}, {"area", TEXT, false}, {"until", TEXT, true}, {0}};
static const ind_json_key measure_keys[] = {{"id", TEXT, true},
                                            {"version", TEXT, true},
                                            {"kind", TEXT, true},
                                            {"state", TEXT, true},
                                            {"reason", TEXT, false},
                                            {"flags", LIST, false},
                                            {"hash", TEXT, true},
                                            {"logic_hash", TEXT, true},
                                            {"title", OBJECT, true},
                                            {"unit", TEXT, true},
                                            {"decimals", NUMBER, true},
                                            {"better", TEXT, true},
                                            {"target", NUMBER, false},
                                            {"target_way", OBJECT, false},
                                            {"plausible", LIST, false},
                                            {"min_denominator", NUMBER, false},
                                            {"min_denominator_by", OBJECT, false},
                                            {"min_denominator_of", TEXT, false},
                                            {"interval_method", TEXT, false},
                                            {"standardised", OBJECT, false},
                                            {"description", OBJECT, false},
                                            {"limitations", OBJECT, false},
                                            {"caution", OBJECT, false},
                                            {"purpose", OBJECT, false},
                                            {"formula_text", OBJECT, false},
                                            {"source_system", OBJECT, false},
                                            {"updated", TEXT, false},
                                            {"area_perspective", TEXT, false},
                                            {"target_text", OBJECT, false},
                                            {"open", OBJECT, false},
                                            {"open_facts", LIST, false},
                                            {"changed", OBJECT, false},
                                            {"source", LIST, false},
                                            {"target_area", TEXT, false},
                                            {"indicator", LIST, false},
                                            {"perspective", LIST, false},
                                            {"principal", LIST, false},
                                            {"status", TEXT, false},
                                            {"owner", TEXT, false},
                                            {"reviewed", TEXT, false},
                                            {"next_review", TEXT, false},
                                            {"comparable", OBJECT, false},
                                            {"series", OBJECT, false},
                                            {"levels", LIST, false},
                                            {"codelists", LIST, false},
                                            {"groups", LIST, false},
                                            {"totals", LIST, false},
                                            {"periods", LIST, false},
                                            {"flow", LIST, false},
                                            {"overflows", LIST, false},
                                            {"findings", LIST, false},
                                            {"areas", LIST, false},
                                            {"compare", OBJECT, false},
                                            {"signals", OBJECT, false},
                                            {"funnel", OBJECT, false},
                                            {"results", LIST, false},
                                            {0}};
static const ind_json_key changed_keys[] = {
    {"version", TEXT, true}, {"date", TEXT, false}, {"what", OBJECT, false}, {"why", OBJECT, false}, {0}};
static const ind_json_key total_keys[] = {{"group", TEXT, true}, {"code", TEXT, true}, {"name", TEXT, false}, {0}};
static const ind_json_key comparable_keys[] = {
    {"kolada", TEXT, false}, {"degree", TEXT, false}, {"why", OBJECT, false}, {0}};
static const ind_json_key standardised_keys[] = {
    {"method", TEXT, true}, {"table", TEXT, true}, {"year", NUMBER, true}, {0}};
static const ind_json_key series_keys[] = {
    {"from", TEXT, false}, {"to", TEXT, false}, {"breaks", LIST, false}, {"why", OBJECT, false}, {0}};
static const ind_json_key level_keys[] = {{"id", TEXT, true},       {"title", OBJECT, true}, {"from", NUMBER, false},
                                          {"above", NUMBER, false}, {"colour", TEXT, false}, {0}};
static const ind_json_key codelist_keys[] = {{"name", TEXT, true}, {"version", TEXT, true}, {0}};
static const ind_json_key group_keys[] = {
    {"name", TEXT, true}, {"level", TEXT, false}, {"whole", FLAG, false}, {"labels", OBJECT, true}, {0}};
static const ind_json_key period_keys[] = {
    {"period", TEXT, true}, {"grain", TEXT, true}, {"from", TEXT, true}, {"to", TEXT, true}, {0}};
static const ind_json_key overflow_keys[] = {{"clause", TEXT, true}, {"count", NUMBER, true}, {0}};
static const ind_json_key measure_finding_keys[] = {{"rule", TEXT, true},     {"group", TEXT, false},
                                                    {"dataset", TEXT, false}, {"count", NUMBER, true},
                                                    {"of", NUMBER, true},     {0}};
static const ind_json_key step_keys[] = {
    {"step", TEXT, true},  {"id", TEXT, false}, {"origin", TEXT, false},    {"effect", TEXT, false},
    {"rule", TEXT, false}, {"n", NUMBER, true}, {"unknown", NUMBER, false}, {0}};

typedef ind_report_reader reader;

/* ---- members ---- */

static bool check(const reader *r, const ind_json *value, const ind_json_key *keys) {
    return ind_json_check_object(value, keys, IND_JSON_X_IS_ERROR, r->diag);
}

static ind_str copy(const reader *r, ind_str text) {
    return text.length == 0 ? IND_STR("") : ind_arena_str(r->arena, text);
}

static ind_str text(const reader *r, const ind_json *object, const char *key) {
    return copy(r, ind_json_member_text(object, key));
}

/* A count; what is none becomes a finding. */
static int64_t count(const reader *r, const ind_json *object, const char *key) {
    const ind_json *value = ind_json_member(object, key, NUMBER);
    int64_t number = 0;
    if (value != NULL && !(ind_json_integer(value, &number) && number >= 0))
        ind_json_error(r->diag, ind_json_place(value), "out_of_range", NULL, "'%s' must be a whole number from 0", key);
    return number;
}

static bool has(const ind_json *object, const char *key) {
    return ind_json_get(object, key) != NULL;
}

static double number(const ind_json *object, const char *key) {
    const ind_json *value = ind_json_member(object, key, NUMBER);
    return value == NULL ? 0 : value->number;
}

static ind_texts texts(const reader *r, const ind_json *object, const char *key) {
    const ind_json *list = ind_json_member(object, key, LIST);
    if (list == NULL)
        return (ind_texts){0};
    ind_str *items = ind_arena_alloc(r->arena, (list->count + 1) * sizeof *items);
    for (size_t i = 0; i < list->count; i++) {
        ind_json_check_type(list->items[i], TEXT, r->diag);
        items[i] = copy(r, list->items[i]->text);
    }
    return (ind_texts){items, list->count};
}

static ind_report_title title_in(const reader *r, const ind_json *both) {
    if (both != NULL)
        ind_json_check_bilingual(both, false, r->diag);
    return (ind_report_title){text(r, both, "sv"), text(r, both, "en")};
}

static ind_report_title title(const reader *r, const ind_json *object, const char *key) {
    return title_in(r, ind_json_member(object, key, OBJECT));
}

/* Items of SIZE bytes for the elements of a list; *COUNT of them. */
static void *items(const reader *r, const ind_json *list, size_t size, size_t *list_count) {
    *list_count = list == NULL ? 0 : list->count;
    return ind_arena_alloc(r->arena, (*list_count + 1) * size);
}

/* ---- what was read ---- */

static const ind_report_finding *read_findings(const reader *r, const ind_json *list, size_t *list_count) {
    ind_report_finding *out = items(r, list, sizeof *out, list_count);
    for (size_t i = 0; i < *list_count; i++) {
        const ind_json *f = list->items[i];
        if (check(r, f, finding_keys))
            out[i] = (ind_report_finding){text(r, f, "rule"), text(r, f, "column"), count(r, f, "count"),
                                          texts(r, f, "first")};
    }
    return out;
}

static void read_input(const reader *r, const ind_json *node, ind_report_input *out) {
    const ind_json *dialect = ind_json_member(node, "dialect", OBJECT);
    if (!check(r, node, input_keys) || !check(r, dialect, dialect_keys))
        return;
    *out = (ind_report_input){
        .dataset = text(r, node, "dataset"),
        .file = text(r, node, "file"),
        .hash = text(r, node, "hash"),
        .sha256 = text(r, node, "sha256"),
        .bytes = count(r, node, "bytes"),
        .records = count(r, node, "records"),
        .rows = count(r, node, "rows"),
        .rejected = count(r, node, "rejected"),
        .duplicates = count(r, node, "duplicates"),
        .skipped = count(r, node, "skipped"),
        .encoding = text(r, dialect, "encoding"),
        .line_end = text(r, dialect, "line_end"),
        .separator = text(r, dialect, "separator"),
        .decimal = text(r, dialect, "decimal"),
        .bom = ind_json_member_true(dialect, "bom"),
        .header_line = count(r, dialect, "header_line"),
        .max_rejected = ind_json_get(node, "max_rejected") == NULL ? (double)NAN : number(node, "max_rejected"),
    };
    out->findings = read_findings(r, ind_json_member(node, "findings", LIST), &out->finding_count);
}

static void read_inputs(const reader *r, const ind_json *list, ind_report *out) {
    ind_report_input *inputs = items(r, list, sizeof *inputs, &out->input_count);
    for (size_t i = 0; i < out->input_count; i++)
        read_input(r, list->items[i], &inputs[i]);
    out->inputs = inputs;
}

static void read_deliveries(const reader *r, const ind_json *list, ind_report *out) {
    ind_report_delivery *all = items(r, list, sizeof *all, &out->delivery_count);
    for (size_t i = 0; i < out->delivery_count; i++) {
        const ind_json *d = list->items[i];
        if (check(r, d, delivery_keys))
            all[i] = (ind_report_delivery){text(r, d, "dataset"),   text(r, d, "supplier"),
                                           text(r, d, "from"),      text(r, d, "to"),
                                           text(r, d, "extracted"), has(d, "rows") ? count(r, d, "rows") : -1};
    }
    out->deliveries = all;
}

static void read_complete(const reader *r, const ind_json *list, ind_report *out) {
    ind_report_completeness *all = items(r, list, sizeof *all, &out->complete_count);
    for (size_t i = 0; i < out->complete_count; i++) {
        const ind_json *c = list->items[i];
        if (check(r, c, complete_keys))
            all[i] = (ind_report_completeness){text(r, c, "dataset"), text(r, c, "area"), text(r, c, "until")};
    }
    out->complete = all;
}

static void read_options(const reader *r, const ind_json *options, ind_report_run_options *out) {
    if (!check(r, options, option_keys))
        return;
    *out = (ind_report_run_options){
        .grains = texts(r, options, "grain"),
        .splits = texts(r, options, "by"),
        .areas = texts(r, options, "area"),
        .compare = texts(r, options, "compare"),
        .open_period = ind_json_member_true(options, "open_period"),
        .complete_until = text(r, options, "complete_until"),
        .max_rejected = number(options, "max_rejected"),
        .key_check = ind_json_member_true(options, "key_check"),
    };
}

static void read_head(const reader *r, const ind_json *root, ind_report *out) {
    const ind_json *generator = ind_json_get(root, "generator"), *run = ind_json_get(root, "run");
    const char *const classes[] = {"internal", "shard", "public", NULL};
    int report_class = IND_CLASS_INTERNAL;
    ind_json_check_choice(ind_json_get(root, "class"), classes, r->diag, &report_class);
    out->report_class = (ind_report_class)report_class;
    if (check(r, generator, generator_keys)) {
        const char *const names[] = {"indikator", NULL};
        int name;
        ind_json_check_choice(ind_json_get(generator, "name"), names, r->diag, &name);
        out->program_version = text(r, generator, "version");
    }
    if (!check(r, run, run_keys))
        return;
    const ind_json *period = ind_json_member(run, "period", OBJECT);
    out->has_period = period != NULL && check(r, period, days_keys);
    out->from = text(r, period, "from");
    out->to = text(r, period, "to");
    read_options(r, ind_json_get(run, "options"), &out->options);
}

/* ---- what a measure says of itself ---- */

static void read_series(const reader *r, const ind_json *series, ind_report_measure *out) {
    if (series == NULL || !check(r, series, series_keys))
        return;
    out->series_from = text(r, series, "from");
    out->series_to = text(r, series, "to");
    out->series_breaks = texts(r, series, "breaks");
    out->series_why = title(r, series, "why");
}

static void read_about(const reader *r, const ind_json *node, ind_report_about *out) {
    const ind_json *facts = ind_json_member(node, "open_facts", LIST),
                   *changed = ind_json_member(node, "changed", OBJECT);
    ind_report_title *all = items(r, facts, sizeof *all, &out->open_fact_count);
    for (size_t i = 0; i < out->open_fact_count; i++)
        if (ind_json_check_type(facts->items[i], OBJECT, r->diag))
            all[i] = title_in(r, facts->items[i]);
    out->open_facts = all;
    out->purpose = title(r, node, "purpose");
    out->formula = title(r, node, "formula_text");
    out->source_system = title(r, node, "source_system");
    out->target_text = title(r, node, "target_text");
    out->open = title(r, node, "open");
    out->updated = text(r, node, "updated");
    out->area_perspective = text(r, node, "area_perspective");
    if (changed == NULL || !check(r, changed, changed_keys))
        return;
    out->changed.version = text(r, changed, "version");
    out->changed.date = text(r, changed, "date");
    out->changed.what = title(r, changed, "what");
    out->changed.why = title(r, changed, "why");
}

static void read_place(const reader *r, const ind_json *node, ind_report_measure *out) {
    const ind_json *comparable = ind_json_member(node, "comparable", OBJECT);
    out->target_area = text(r, node, "target_area");
    out->indicators = texts(r, node, "indicator");
    out->perspectives = texts(r, node, "perspective");
    out->principals = texts(r, node, "principal");
    out->sources = texts(r, node, "source");
    out->status = text(r, node, "status");
    out->owner = text(r, node, "owner");
    out->reviewed = text(r, node, "reviewed");
    out->next_review = text(r, node, "next_review");
    read_series(r, ind_json_member(node, "series", OBJECT), out);
    if (comparable == NULL || !check(r, comparable, comparable_keys))
        return;
    out->kolada = text(r, comparable, "kolada");
    out->comparable_degree = text(r, comparable, "degree");
    out->comparable_why = title(r, comparable, "why");
}

static void read_limits(const reader *r, const ind_json *node, ind_report_measure *out) {
    size_t most = node == NULL ? 0 : node->count;
    ind_report_limit *limits = ind_arena_alloc(r->arena, (most + 1) * sizeof *limits);
    out->limits = limits;
    for (size_t i = 0; i < most; i++)
        if (ind_json_check_type(node->items[i], NUMBER, r->diag))
            limits[out->limit_count++] =
                (ind_report_limit){copy(r, node->items[i]->key), (int64_t)node->items[i]->number};
}

static void read_standard(const reader *r, const ind_json *node, ind_report_measure *out) {
    if (node == NULL || !check(r, node, standardised_keys))
        return;
    out->standardised = text(r, node, "method");
    out->standard_table = text(r, node, "table");
    out->standard_year = count(r, node, "year");
}

static void read_policies(const reader *r, const ind_json *node, ind_report_measure *out) {
    const ind_json *plausible = ind_json_member(node, "plausible", LIST);
    out->unit = text(r, node, "unit");
    out->better = text(r, node, "better");
    out->decimals = (int)count(r, node, "decimals");
    out->has_target = ind_json_get(node, "target") != NULL;
    out->target = number(node, "target");
    ind_report_read_way(r, ind_json_member(node, "target_way", OBJECT), &out->way);
    out->min_denominator = count(r, node, "min_denominator");
    read_limits(r, ind_json_member(node, "min_denominator_by", OBJECT), out);
    out->limits_persons = ind_str_is(text(r, node, "min_denominator_of"), "persons");
    out->interval_method = text(r, node, "interval_method");
    read_standard(r, ind_json_member(node, "standardised", OBJECT), out);
    if (plausible == NULL)
        return;
    out->has_plausible = plausible->count == 2;
    if (!out->has_plausible)
        ind_json_error(r->diag, ind_json_place(plausible), "too_few", NULL, "'plausible' has two values");
    for (size_t i = 0; out->has_plausible && i < 2; i++)
        if (ind_json_check_type(plausible->items[i], NUMBER, r->diag))
            *(i == 0 ? &out->plausible_low : &out->plausible_high) = plausible->items[i]->number;
}

static void read_codelists(const reader *r, const ind_json *list, ind_report_measure *out) {
    ind_report_codelist *all = items(r, list, sizeof *all, &out->codelist_count);
    for (size_t i = 0; i < out->codelist_count; i++)
        if (check(r, list->items[i], codelist_keys))
            all[i] = (ind_report_codelist){text(r, list->items[i], "name"), text(r, list->items[i], "version")};
    out->codelists = all;
}

/* One of NAMES; what is none becomes a finding. */
static ind_str one_of(const reader *r, const ind_json *object, const char *key, const char *const *names) {
    const ind_json *value = ind_json_get(object, key);
    int choice = -1;
    if (value == NULL)
        ind_json_error(r->diag, ind_json_place(object), "missing_key", NULL, "'%s' is missing", key);
    else if (ind_json_check_choice(value, names, r->diag, &choice))
        return ind_str_of(names[choice]);
    return IND_STR("");
}

/* What a step is, and who says so; an older report has the id of a rule only. */
static void read_step(const reader *r, const ind_json *node, ind_report_step *step) {
    static const char *const origins[] = {"rule", "built_in", NULL}, *const effects[] = {"in", "out", "mark", NULL};
    ind_str rule = ind_json_member_text(node, "rule");
    if (!has(node, "id") && !has(node, "origin") && !has(node, "effect")) {
        step->id = copy(r, rule);
        step->origin = rule.length > 0 ? IND_STR("rule") : IND_STR("");
        return;
    }
    step->id = text(r, node, "id");
    step->origin = one_of(r, node, "origin", origins);
    step->effect = one_of(r, node, "effect", effects);
    if (!ind_str_equal(rule, ind_str_is(step->origin, "rule") ? step->id : IND_STR("")))
        ind_json_error(r->diag, ind_json_place(node), "step_contradicts", NULL,
                       "'rule' and 'id' must agree where 'origin' is 'rule', and only there is a 'rule'");
}

static void read_flow(const reader *r, const ind_json *list, ind_report_measure *out) {
    ind_report_step *all = items(r, list, sizeof *all, &out->flow_count);
    for (size_t i = 0; i < out->flow_count; i++) {
        const ind_json *step = list->items[i];
        if (!check(r, step, step_keys))
            continue;
        all[i].step = text(r, step, "step");
        all[i].n = count(r, step, "n");
        all[i].unknown = ind_json_get(step, "unknown") != NULL ? count(r, step, "unknown") : -1;
        read_step(r, step, &all[i]);
    }
    out->flow = all;
}

static void read_overflows(const reader *r, const ind_json *list, ind_report_measure *out) {
    ind_report_overflow *all = items(r, list, sizeof *all, &out->overflow_count);
    for (size_t i = 0; i < out->overflow_count; i++)
        if (check(r, list->items[i], overflow_keys))
            all[i] = (ind_report_overflow){text(r, list->items[i], "clause"), count(r, list->items[i], "count")};
    out->overflows = all;
}

static ind_report_level level_of(const reader *r, const ind_json *item) {
    const ind_json *from = ind_json_get(item, "from"), *above = ind_json_get(item, "above");
    const ind_json *limit = from != NULL ? from : above;
    return (ind_report_level){.id = text(r, item, "id"),
                              .colour = text(r, item, "colour"),
                              .title = title(r, item, "title"),
                              .has_limit = limit != NULL,
                              .above = from == NULL && above != NULL,
                              .limit = limit == NULL ? 0 : limit->number};
}

/* Cells have been read before, with numbers of the ids as they came. */
static void number_levels(const reader *r, const ind_json *list, const ind_report_level *came, size_t count,
                          ind_report_measure *out) {
    for (size_t row = 0; row < out->cells.count; row++) {
        uint8_t *level = &out->cells.level[row];
        ind_str id = *level == 0 || *level > count ? IND_STR("") : came[*level - 1].id;
        *level = 0;
        for (size_t i = 0; id.length > 0 && i < out->level_count && *level == 0; i++)
            *level = ind_str_equal(out->levels[i].id, id) ? (uint8_t)(i + 1) : 0;
        if (id.length == 0 || *level > 0)
            continue;
        if (list != NULL)
            ind_json_error(r->diag, ind_json_place(list), "cell_contradicts", NULL,
                           "cells have a level that is not here");
        return;
    }
}

static void read_levels(const reader *r, const ind_json *node, ind_report_measure *out) {
    const ind_json *list = ind_json_member(node, "levels", LIST);
    const ind_report_level *came = out->levels;
    size_t seen = out->level_count;
    out->levels = items(r, list, sizeof *out->levels, &out->level_count);
    out->level_room = out->level_count;
    for (size_t i = 0; i < out->level_count; i++)
        if (check(r, list->items[i], level_keys))
            out->levels[i] = level_of(r, list->items[i]);
    number_levels(r, list == NULL ? node : list, came, seen, out);
}

static void read_measure_findings(const reader *r, const ind_json *list, ind_report_measure *out) {
    ind_report_measure_finding *all = items(r, list, sizeof *all, &out->finding_count);
    for (size_t i = 0; i < out->finding_count; i++) {
        const ind_json *item = list->items[i];
        if (check(r, item, measure_finding_keys))
            all[i] =
                (ind_report_measure_finding){text(r, item, "rule"), text(r, item, "group"), text(r, item, "dataset"),
                                             count(r, item, "count"), count(r, item, "of")};
    }
    out->findings = all;
}

static void read_identity(const reader *r, const ind_json *node, ind_report_measure *out) {
    const char *const states[] = {"computed", "not_computed", "skipped", "open", NULL};
    int state = IND_STATE_COMPUTED;
    ind_json_check_choice(ind_json_get(node, "state"), states, r->diag, &state);
    out->state = (ind_report_state)state;
    out->reason = text(r, node, "reason");
    if ((state == IND_STATE_COMPUTED) == (out->reason.length > 0))
        ind_json_error(r->diag, ind_json_place(ind_json_get(node, "state")), "cell_contradicts", NULL,
                       "a measure has a reason exactly where it was not computed");
    ind_report_read_flags(r, ind_json_member(node, "flags", LIST), &out->flags);
    out->id = text(r, node, "id");
    out->version = text(r, node, "version");
    out->kind = text(r, node, "kind");
    out->hash = text(r, node, "hash");
    out->logic_hash = text(r, node, "logic_hash");
    out->title = title(r, node, "title");
    out->description = title(r, node, "description");
    out->limitations = title(r, node, "limitations");
    out->caution = title(r, node, "caution");
}

/* ---- its cells, which are there already ---- */

static void read_totals(const reader *r, const ind_json *node, ind_report_measure *out) {
    size_t most = node == NULL ? 0 : node->count;
    ind_report_total *totals = ind_arena_alloc(r->arena, (most + 1) * sizeof *totals);
    out->totals = totals;
    for (size_t i = 0; i < most; i++)
        if (check(r, node->items[i], total_keys))
            totals[out->total_count++] = (ind_report_total){
                text(r, node->items[i], "group"), text(r, node->items[i], "code"), text(r, node->items[i], "name")};
}

static void label_group(const reader *r, const ind_json *node, ind_report_measure *out) {
    if (!check(r, node, group_keys))
        return;
    const ind_json *labels = ind_json_get(node, "labels");
    ind_report_group *group = NULL;
    for (size_t g = 0; g < out->group_count; g++)
        if (ind_str_equal(out->groups[g].name, ind_json_member_text(node, "name")))
            group = &out->groups[g];
    if (group != NULL) {
        const ind_json *whole = ind_json_get(node, "whole");
        group->level = text(r, node, "level");
        group->whole = whole != NULL && whole->type == IND_JSON_TRUE;
    }
    for (size_t i = 0; i < labels->count; i++) {
        uint32_t code = group == NULL ? 0 : ind_report_code(group, labels->items[i]->key);
        if (!ind_json_check_type(labels->items[i], TEXT, r->diag))
            continue;
        if (code == 0)
            ind_json_error(r->diag, ind_json_key_place(labels->items[i]), "cell_contradicts", NULL,
                           "no cell has this value of the group");
        else
            group->labels[code] = copy(r, labels->items[i]->text);
    }
}

static void read_period(const reader *r, const ind_json *node, ind_report_measure *out, ind_report_builder *builder) {
    if (!check(r, node, period_keys))
        return;
    ind_report_period period = {text(r, node, "period"), text(r, node, "grain"), text(r, node, "from"),
                                text(r, node, "to")};
    for (size_t p = 0; p < out->period_count; p++)
        if (ind_str_equal(out->periods[p].label, period.label) && ind_str_equal(out->periods[p].grain, period.grain)) {
            out->periods[p] = period;
            return;
        }
    ind_report_add_period(builder, period);
}

/* The cells of the array that was met at START; none if it was empty. */
static ind_cells_read *find_cells(const reader *r, const ind_json *results) {
    ind_cells_read *c = r->cells;
    while (c != NULL && (results == NULL || c->start != results->start))
        c = c->next;
    return c;
}

static void check_totals(const reader *r, const ind_cells_read *cells, const ind_report_measure *m) {
    for (size_t i = 0; i < cells->said_count; i++) {
        bool found = false;
        for (size_t t = 0; t < m->total_count; t++)
            found = found || (ind_str_equal(m->totals[t].group, cells->said[i].group) &&
                              ind_str_equal(m->totals[t].code, cells->said[i].code));
        if (!found)
            ind_json_error(r->diag, cells->said[i].place, "cell_contradicts", NULL,
                           "the measure has no such total in 'totals'");
    }
}

static void read_measure(const reader *r, const ind_json *node, ind_report_measure *out) {
    const ind_json *results = ind_json_get(node, "results"), *periods, *groups;
    if (!check(r, node, measure_keys))
        return;
    ind_cells_read *cells = find_cells(r, results);
    ind_report_builder builder = {.arena = r->arena, .measure = out};
    if (cells != NULL) {
        cells->taken = true;
        *out = cells->measure;
        builder = cells->builder;
        builder.measure = out;
    }
    read_identity(r, node, out);
    read_about(r, node, &out->about);
    read_place(r, node, out);
    read_policies(r, node, out);
    read_levels(r, node, out);
    read_codelists(r, ind_json_member(node, "codelists", LIST), out);
    read_flow(r, ind_json_member(node, "flow", LIST), out);
    read_overflows(r, ind_json_member(node, "overflows", LIST), out);
    read_measure_findings(r, ind_json_member(node, "findings", LIST), out);
    periods = ind_json_member(node, "periods", LIST);
    groups = ind_json_member(node, "groups", LIST);
    read_totals(r, ind_json_member(node, "totals", LIST), out);
    if (cells != NULL)
        check_totals(r, cells, out);
    for (size_t i = 0; periods != NULL && i < periods->count; i++)
        read_period(r, periods->items[i], out, &builder);
    for (size_t i = 0; groups != NULL && i < groups->count; i++)
        label_group(r, groups->items[i], out);
    ind_report_read_areas(r, ind_json_member(node, "areas", LIST), out);
    ind_report_read_compare(r, ind_json_member(node, "compare", OBJECT), out);
    ind_report_read_signals(r, ind_json_member(node, "signals", OBJECT), out);
    ind_report_read_funnel(r, ind_json_member(node, "funnel", OBJECT), out);
    if (cells != NULL) {
        out->comparisons = cells->comparisons;
        out->comparison_count = cells->comparison_count;
        out->funnel = cells->funnel;
        out->funnel_count = cells->funnel_count;
    }
}

static void check_ids(const reader *r, const ind_json *list, const ind_report *report) {
    for (size_t i = 1; i < report->measure_count; i++)
        if (ind_str_compare(report->measures[i - 1].id, report->measures[i].id) >= 0)
            ind_json_error(r->diag, ind_json_place(list->items[i]), "cell_contradicts", NULL,
                           "a measure comes twice, or out of order");
}

static void read_outlines(const reader *r, const ind_json *list, ind_report *out) {
    size_t count;
    ind_outline *all = items(r, list, sizeof *all, &count);
    for (size_t i = 0; i < count; i++)
        ind_outline_read(r->arena, list->items[i], r->diag, &all[i]);
    out->outlines = (ind_outlines){all, count};
}

static const ind_json_key comment_keys[] = {{"measure", TEXT, true},
                                            {"area", TEXT, false},
                                            {"period", TEXT, true},
                                            {"author", TEXT, true},
                                            {"date", TEXT, true},
                                            {"text", TEXT, true},
                                            {0}};

static void read_comments(const reader *r, const ind_json *root, ind_report *out) {
    const ind_json *list = ind_json_member(root, "comments", LIST),
                   *hash = ind_json_member(root, "comments_hash", TEXT);
    char found[IND_CONTENT_HASH];
    ind_report_comment *all = items(r, list, sizeof *all, &out->comment_count);
    for (size_t i = 0; i < out->comment_count; i++) {
        const ind_json *c = list->items[i];
        if (check(r, c, comment_keys))
            all[i] = (ind_report_comment){text(r, c, "measure"), text(r, c, "area"), text(r, c, "period"),
                                          text(r, c, "author"),  text(r, c, "date"), text(r, c, "text")};
    }
    out->comments = all;
    if (list == NULL || hash == NULL)
        return;
    ind_content_text((ind_str){root->source->text.data + list->start, list->end - list->start}, found);
    if (!ind_str_is(hash->text, found))
        ind_json_error(r->diag, ind_json_place(hash), "comments_changed", NULL,
                       "the comments have been changed since the report was written");
}

static void read_measures(const reader *r, const ind_json *list, ind_report *out) {
    out->measures = items(r, list, sizeof *out->measures, &out->measure_count);
    for (size_t i = 0; i < out->measure_count; i++)
        read_measure(r, list->items[i], &out->measures[i]);
    check_ids(r, list, out);
}

/* ---- was it changed? ---- */

static ind_content_digest digest_of(const ind_source *source, size_t start, size_t end) {
    ind_content *content = ind_content_new();
    ind_content_add(content, (ind_str){source->text.data + start, end - start});
    return ind_content_end(content);
}

static void note_hash(const reader *r, const ind_json *root, ind_report *out) {
    const ind_json *given = ind_json_get(root, "content_hash"), *list = ind_json_get(root, "indicators");
    char hash[IND_CONTENT_HASH];
    if (given == NULL)
        return; /* a report of 0.1.0 */
    ind_content_digest *digests = ind_alloc_array(list->count + 1, sizeof *digests);
    digests[0] = digest_of(root->source, 0, list->start + 1);
    for (size_t i = 0; i < list->count; i++)
        digests[i + 1] = digest_of(root->source, list->items[i]->start, list->items[i]->end);
    ind_content_hash(digests, list->count + 1, hash);
    free(digests);
    ind_place place = ind_json_place(given);
    out->content_hash = copy(r, given->text);
    out->hash_line = place.line;
    out->hash_column = place.column;
    out->is_untouched = ind_str_is(given->text, hash);
}

/* ---- the file ---- */

static bool check_format(const reader *r, const ind_json *root) {
    if (!ind_json_check_type(root, OBJECT, r->diag))
        return false;
    const ind_json *format = ind_json_get(root, "format");
    static const ind_str family = {"indikator-report/", 17};
    if (format == NULL || format->type != IND_JSON_TEXT || !ind_str_starts(format->text, family)) {
        ind_json_error(r->diag, ind_json_place(format == NULL ? root : format), "no_report", NULL,
                       "the file is no report of indikator");
        return false;
    }
    return ind_json_check_version(root, "indikator-report/1", r->diag) && check(r, root, report_keys);
}

static void read_report(const reader *r, const ind_json *root, ind_report *out) {
    if (!check_format(r, root))
        return;
    read_head(r, root, out);
    read_inputs(r, ind_json_get(root, "inputs"), out);
    read_deliveries(r, ind_json_member(root, "deliveries", LIST), out);
    read_outlines(r, ind_json_member(root, "outlines", LIST), out);
    read_complete(r, ind_json_member(root, "complete_until", LIST), out);
    read_measures(r, ind_json_get(root, "indicators"), out);
    read_comments(r, root, out);
    note_hash(r, root, out);
}

/* What the reader of JSON calls a wrong definition is wrong data here. */
static ind_status tell(const ind_diag *found, ind_diag *diag) {
    ind_status status = IND_OK;
    for (size_t i = 0; i < ind_diag_count(found); i++) {
        const ind_finding *f = ind_diag_at(found, i);
        ind_status one = f->status == IND_E_DEFINITION ? IND_E_DATA : f->status;
        ind_diag_add(diag, f->severity, one, f->rule, f->place, f->help, "%s", f->message);
        status = ind_status_worst(status, one);
    }
    return status;
}

/* Cells of arrays that belong to no measure, which there are only in a report with findings. */
static void free_untaken(const reader *r) {
    for (ind_cells_read *c = r->cells; c != NULL; c = c->next) {
        ind_cells_free(c->builder.told_apart);
        if (!c->taken)
            ind_report_measure_free(&c->measure);
    }
}

/* SOURCE NULL: it could not be read, which DIAG says already. */
static ind_status parse(ind_arena *work, const ind_source *source, ind_diag *found, ind_diag *diag, ind_report **out) {
    ind_report *report = ind_report_new(1);
    reader r = {.arena = ind_report_arena(report, 0), .diag = found};
    ind_json_each each = {"results", 4, ind_report_take_cell, &r};
    ind_json *root;
    report->threads = 1;
    if (source != NULL && ind_json_parse_each(work, source, &each, found, &root) == IND_OK)
        read_report(&r, root, report);
    ind_diag_sort(found, 0);
    ind_status status = tell(found, diag);
    free_untaken(&r);
    *out = status == IND_OK ? report : NULL;
    if (status != IND_OK)
        ind_report_free(report);
    return status;
}

ind_status ind_report_parse(const char *name, ind_str json, ind_diag *diag, ind_report **out) {
    ind_arena *work = ind_arena_new();
    ind_diag *found = ind_diag_new();
    ind_status status = parse(work, ind_source_new(work, name, json), found, diag, out);
    ind_diag_free(found);
    ind_arena_free(work);
    return status;
}

ind_status ind_report_read(const char *path, ind_diag *diag, ind_report **out) {
    static const size_t most = (size_t)2 << 30;
    ind_arena *work = ind_arena_new();
    ind_diag *found = ind_diag_new();
    ind_source *source;
    ind_source_load_most(work, path, most, found, &source);
    ind_status status = parse(work, source, found, diag, out);
    ind_diag_free(found);
    ind_arena_free(work);
    return status;
}

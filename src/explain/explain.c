/* explain.c - from a question about rows or entities to the trace that answers it.
 *
 *   rows in question -> their entities -> all rows of those -> the kind, with a trace -> units, judgements, cells
 *
 * Nothing is decided here: rows are collected, followed and counted by what a run uses, on fewer rows. */
#include "explain/explain.h"

#include <stdlib.h>

/* ---- what was asked of a row before the kind saw it ---- */

/* A row that "where" keeps and the collection does not: its day is unknown, or no period looks at it. */
static void tell_left(ind_explanation *e, unsigned feed, uint32_t place, bool known) {
    ind_trace *trace = &e->trace;
    const ind_collector *collector = e->job->feeds[feed].collector;
    const char *needed = ind_kind_feed(e->job->kind, e->job->measure, feed).needed_path;
    ind_judgement *left = ind_trace_row_note(trace, place, known ? "other days" : "unknown day", true);
    if (!known && needed != NULL)
        ind_trace_param(trace, left, needed);
    if (!known || collector->from > collector->to)
        return;
    ind_trace_day(trace, left, "from", collector->from);
    ind_trace_day(trace, left, "to", collector->to);
}

static bool is_known(const ind_explanation *e, const ind_vector *slots, size_t row) {
    ind_feed_rows rows = ind_kind_feed(e->job->kind, e->job->measure, 0);
    bool known = true;
    for (size_t r = 0; r < IND_MAX_ROLES && known; r++) {
        if (!rows.roles[r].needed || rows.roles[r].count == 0)
            continue;
        ind_eval *eval = ind_eval_new(rows.roles[r].exprs[0]);
        known = !ind_vector_is_null(ind_eval_run(eval, slots, row + 1), row);
        ind_eval_free(eval);
    }
    return known;
}

static bool is_unknown_entity(const ind_explanation *e, uint32_t place) {
    return e->subjects[e->trace.rows[place].subject].entity == 0;
}

/* Rows FROM..FROM+N-1 of the first feed, of which the collection keeps KEPT. */
static void tell_rows(ind_explanation *e, const ind_vector *slots, const uint32_t *kept, size_t kept_count, size_t from,
                      size_t n) {
    ind_feed_rows asked = ind_kind_feed(e->job->kind, e->job->measure, 0);
    for (size_t row = 0, next = 0; row < n; row++) {
        bool keep = next < kept_count && kept[next] == row;
        next += keep;
        uint32_t place = (uint32_t)e->tables[0].places[from + row];
        bool met = true;
        ind_trace_row_note(&e->trace, place, "rows", false);
        if (is_unknown_entity(e, place)) {
            ind_trace_row_note(&e->trace, place, "unknown entity", true);
            continue;
        }
        if (asked.where != NULL) {
            ind_judgement *judgement = ind_trace_row_note(&e->trace, place, "data.where", false);
            ind_trace_condition(&e->trace, judgement, asked.where_path, 0, slots, row);
            met = judgement->truth == IND_TRUE;
            judgement->against = !met;
        }
        bool known = keep || is_known(e, slots, row);
        e->trace.rows[place].met = met && known;
        if (met && !keep)
            tell_left(e, 0, place, known);
    }
}

/* ---- rows of events ---- */

/* The condition PATH of a row; its truth. */
static uint8_t tell_condition(ind_explanation *e, uint32_t place, const char *path, const ind_vector *slots,
                              size_t row) {
    ind_judgement *judgement = ind_trace_row_note(&e->trace, place, path, false);
    ind_trace_condition(&e->trace, judgement, path, 0, slots, row);
    judgement->against = judgement->truth != IND_TRUE;
    if (judgement->truth == IND_UNKNOWN)
        judgement->says = "unknown condition";
    return judgement->truth;
}

/* Beside "where", conditions that are asked while rows are collected are roles. */
static void tell_asked(ind_explanation *e, unsigned feed, uint32_t place, const ind_vector *slots, size_t row) {
    const ind_feed_spec *spec = &e->job->kind->feeds[feed];
    for (size_t r = 0; r < IND_MAX_ROLES && spec->roles[r] != NULL; r++) {
        const ind_param *param = ind_measure_param(e->job->measure, spec->roles[r]);
        bool asked = param->spec->type == IND_PARAM_CONDITION && param->expr != NULL;
        if (asked && strcmp(spec->roles[r], spec->where) != 0)
            tell_condition(e, place, spec->roles[r], slots, row);
    }
}

static void tell_events(ind_explanation *e, unsigned feed, const ind_vector *slots, const uint32_t *kept,
                        size_t kept_count, size_t from, size_t n) {
    ind_feed_rows asked = ind_kind_feed(e->job->kind, e->job->measure, feed);
    for (size_t row = 0, next = 0; row < n; row++) {
        bool keep = next < kept_count && kept[next] == row;
        uint32_t place = (uint32_t)e->tables[feed].places[from + row];
        next += keep;
        if (is_unknown_entity(e, place)) {
            ind_trace_row_note(&e->trace, place, "unknown entity", true);
            continue;
        }
        if (asked.where != NULL && tell_condition(e, place, asked.where_path, slots, row) == IND_FALSE)
            continue;
        tell_asked(e, feed, place, slots, row);
        if (!keep)
            tell_left(e, feed, place, false);
    }
}

/* ---- entities ---- */

static void collect(ind_explanation *e, unsigned feed) {
    ind_explain_table *table = &e->tables[feed];
    const ind_input *input = e->job->feeds[feed].input;
    ind_collection *collection = e->job->feeds[feed].collector->collection;
    ind_vector *columns = ind_alloc_array(input->column_count, sizeof *columns);
    ind_vector *slots = ind_alloc_array(e->job->measure->feeds[feed].slots[IND_SCOPE_ROW].count, sizeof *slots);
    for (size_t from = 0; from < table->rows; from += IND_BATCH_ROWS) {
        size_t n = table->rows - from < IND_BATCH_ROWS ? table->rows - from : IND_BATCH_ROWS;
        for (size_t c = 0; c < input->column_count; c++)
            columns[c] = ind_vector_slice(&table->columns[c], from);
        size_t kept_count;
        const uint32_t *kept = ind_collection_choose(collection, columns, NULL, n, &kept_count);
        ind_explain_set_slots(e, feed, columns, slots);
        if (feed == 0)
            tell_rows(e, slots, kept, kept_count, from, n);
        else if (e->job->kind->feeds[feed].of_events)
            tell_events(e, feed, slots, kept, kept_count, from, n);
        ind_collection_place(collection, table->places + from);
        ind_collection_take(collection, columns, NULL, n);
    }
    e->trace.place_column[feed] = ind_collection_place_column(collection);
    free(slots);
    free(columns);
}

/* What was noted of a row before the steps of the flow were known. */
static void into_flow(ind_explanation *e) {
    const ind_flow *flow = &e->job->counter.flow;
    for (size_t i = 0; i < e->tables[0].rows; i++) {
        ind_trace_row *row = &e->trace.rows[e->tables[0].places[i]];
        for (size_t k = 0; k < row->judgements.count; k++) {
            ind_judgement *judgement = &row->judgements.items[k];
            bool read = strcmp(judgement->step, "rows") == 0;
            if (!read && (strcmp(judgement->step, "data.where") != 0 || !e->trace.counts_met))
                continue;
            judgement->in_flow = true;
            judgement->counted = read || row->met;
            judgement->step = flow->items[read ? 0 : e->trace.met_step].step;
            judgement->id = flow->items[read ? 0 : e->trace.met_step].id;
        }
    }
}

static void follow(ind_explanation *e) {
    for (unsigned f = 0; f < e->job->measure->feed_count; f++)
        if (!ind_kind_counts(e->job->measure, f))
            collect(e, f);
    ind_follow_entities(e->run, NULL);
    into_flow(e);
}

/* ---- rows ---- */

static void count_rows(ind_explanation *e, unsigned number) {
    ind_explain_table *table = &e->tables[number];
    const ind_input *input = e->job->feeds[number].input;
    ind_counter *counter = ind_counter_of(e->job, number);
    ind_counter_open(e->run, e->job, number, counter, NULL);
    ind_feed_scan *feed = ind_feed_open(e->run, &e->job->feeds[number], counter);
    ind_vector *columns = ind_alloc_array(input->column_count, sizeof *columns);
    uint32_t *places = ind_alloc_array(table->rows, sizeof *places);
    for (size_t row = 0; row < table->rows; row++)
        places[row] = (uint32_t)table->places[row];
    for (size_t from = 0; from < table->rows; from += IND_BATCH_ROWS) {
        size_t n = table->rows - from < IND_BATCH_ROWS ? table->rows - from : IND_BATCH_ROWS;
        for (size_t c = 0; c < input->column_count; c++)
            columns[c] = ind_vector_slice(&table->columns[c], from);
        e->trace.batch = places + from;
        ind_feed_take(feed, columns, n);
    }
    e->trace.batch = NULL;
    free(places);
    free(columns);
    ind_feed_free(feed);
}

/* Codes of groups that another counter has numbered, from unit FIRST on, as the measure's own. */
static void translate_codes(ind_explanation *e, size_t first, const ind_strata *theirs) {
    for (size_t g = 0; g < e->job->measure->group_count; g++) {
        uint32_t *map = ind_strata_map(e->job->counter.strata, theirs, g);
        for (size_t u = first; u < e->trace.unit_count; u++)
            for (size_t i = 0; i < e->trace.units[u].count_count; i++)
                e->trace.units[u].counts[i].codes[g] = map[e->trace.units[u].counts[i].codes[g]];
        free(map);
    }
}

static void count_beside(ind_explanation *e) {
    size_t first = e->trace.unit_count;
    count_rows(e, IND_FEED_BESIDE);
    translate_codes(e, first, e->job->beside.strata);
    ind_counters_join(e->run);
}

/* ---- the whole ---- */

static ind_status not_computed(const ind_explanation *e) {
    if (e->job->reason == NULL)
        return IND_OK;
    return ind_diag_add(e->run->diag, IND_ERROR, IND_E_USAGE, "not_computed", (ind_place){0}, NULL,
                        "'%.*s' cannot be explained: %s", IND_STR_ARGS(e->job->measure->id), e->job->reason);
}

static ind_status plan(ind_explanation *e, const ind_measure *measure) {
    ind_run *run = e->run;
    ind_status status = ind_plan_inputs(run);
    if (status != IND_OK)
        return status;
    ind_plan_jobs(run, &measure, 1);
    e->job = &run->jobs[0];
    e->follows = ind_kind_follows(measure);
    if ((status = not_computed(e)) != IND_OK || (status = ind_load_deliveries(run)) != IND_OK ||
        (status = ind_plan_period(run)) != IND_OK || (status = not_computed(e)) != IND_OK)
        return status;
    ind_plan_columns(run);
    for (unsigned f = 0; f < measure->feed_count; f++)
        if (!ind_kind_counts(measure, f))
            e->job->feeds[f].collector->placed = true;
    return ind_explain_ask(e);
}

static ind_status answer(ind_explanation *e, const ind_measure *measure) {
    ind_status status = plan(e, measure);
    if (status == IND_OK)
        status = ind_load_references(e->run);
    if (status != IND_OK)
        return status;
    if (e->follows) {
        ind_explain_open_entities(e);
        status = ind_explain_find(e);
    }
    if (status == IND_OK)
        status = ind_explain_take(e);
    if (status != IND_OK)
        return status;
    if (e->follows)
        follow(e);
    else
        count_rows(e, 0);
    if (ind_measure_counts_beside(measure))
        count_beside(e);
    return IND_OK;
}

ind_status ind_explain_new(ind_catalogue *catalogue, const ind_measure *measure, const ind_run_options *options,
                           const ind_explain_subjects *subjects, ind_diag *diag, ind_explanation **out) {
    ind_arena *arena = ind_arena_new();
    ind_explanation *e = ind_arena_alloc(arena, sizeof *e);
    ind_run *run = ind_arena_alloc(arena, sizeof *run);
    *run = (ind_run){.arena = arena, .catalogue = catalogue, .options = options, .diag = diag, .threads = 1};
    *e = (ind_explanation){.run = run, .asked = subjects, .trace = {.arena = arena, .measure = measure}};
    run->watch = &e->watch;
    run->trace = &e->trace;
    ind_status status = answer(e, measure);
    *out = status == IND_OK ? e : NULL;
    if (status != IND_OK)
        ind_explain_free(e);
    return status;
}

void ind_explain_free(ind_explanation *e) {
    if (e == NULL)
        return;
    if (e->job != NULL)
        ind_explain_close_entities(e);
    for (unsigned f = 0; f < IND_MAX_FEEDS; f++) {
        for (size_t c = 0; e->tables[f].columns != NULL && c < e->job->feeds[f].input->column_count; c++)
            free(e->tables[f].columns[c].any);
        free(e->tables[f].columns);
        free(e->tables[f].places);
    }
    ind_dict_free(e->numbers);
    ind_dict_free(e->texts);
    free(e->chosen);
    free(e->notes);
    free(e->pending);
    free(e->subject_of);
    ind_run_free(e->run); /* with the arena that E lives in */
}

void ind_explain_places(const ind_explanation *e, void (*each)(void *context, const char *file, uint64_t line),
                        void *context) {
    for (size_t i = 0; i < e->trace.row_count; i++) {
        const ind_trace_row *row = &e->trace.rows[i];
        each(context, e->job->feeds[row->feed].input->files[row->file].path, row->line);
    }
}

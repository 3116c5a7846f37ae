/* load_deliveries.c - the dataset that tells of deliveries: who has delivered what, and whether the files agree with
 * it. */
#include "base/date.h"
#include "engine/load/load.h"

#include <stdlib.h>

typedef struct {
    ind_run *run;
    const ind_input *input;
    int column[IND_DELIVERY_ROLES]; /* of the batch; -1: the schema lacks it */
    ind_status status;              /* IND_E_DATA: days that cannot be */
} delivery_reader;

static void deliveries_begin(void *context) {
    delivery_reader *reader = context;
    ind_run *run = reader->run;
    ind_deliveries_free(run->deliveries);
    run->deliveries = ind_deliveries_new(run->areas);
    reader->status = IND_OK;
}

static ind_str text_at(const delivery_reader *reader, const ind_batch *batch, int what, size_t row) {
    if (reader->column[what] < 0)
        return IND_STR("");
    const ind_vector *column = &batch->columns[reader->column[what]];
    return ind_dict_text(column->dict, column->code[row]);
}

static int32_t day_at(const delivery_reader *reader, const ind_batch *batch, int what, size_t row) {
    return reader->column[what] < 0 ? IND_NULL_DATE : batch->columns[reader->column[what]].day[row];
}

/* A data file that a delivery names is as new as the delivery. */
static void note_file(ind_run *run, ind_str dataset, ind_str file, int32_t taken) {
    ind_input *input = ind_run_input(run, dataset);
    for (size_t f = 0; input != NULL && f < input->file_count; f++)
        if (ind_delivered_in(&input->files[f], file) &&
            (input->files[f].delivered == IND_NULL_DATE || taken > input->files[f].delivered))
            input->files[f].delivered = taken;
}

static void warn(ind_run *run, const char *rule, const char *file, uint64_t line, const char *text) {
    ind_diag_add(run->diag, IND_WARNING, IND_OK, rule, (ind_place){.file = file, .line = line}, NULL, "%s", text);
}

static const char *day_of(ind_run *run, int32_t day) {
    char text[IND_DATE_TEXT];
    return ind_arena_format(run->arena, "%s", ind_date_text(day, text));
}

/* Days that nobody can have meant: the end before the beginning, or data taken out before they begin. */
static ind_status check_days(const delivery_reader *reader, const ind_delivered *one, const ind_batch *batch,
                             size_t row) {
    ind_run *run = reader->run;
    bool backwards = one->to < one->from, early = one->taken != IND_NULL_DATE && one->taken < one->from;
    if (!backwards && !early)
        return IND_OK;
    const ind_dataset *dataset = reader->input->dataset;
    const int *field = dataset->deliveries->field;
    int from = field[IND_DELIVERY_FROM], other = field[backwards ? IND_DELIVERY_TO : IND_DELIVERY_TAKEN];
    return ind_diag_add(run->diag, IND_ERROR, IND_E_DATA, "delivery_days",
                        (ind_place){.file = reader->input->files[batch->file].path, .line = batch->line[row]},
                        "correct the row of the delivery", "'%.*s' %s is before '%.*s' %s: %s",
                        IND_STR_ARGS(dataset->fields[other].name), day_of(run, backwards ? one->to : one->taken),
                        IND_STR_ARGS(dataset->fields[from].name), day_of(run, one->from),
                        backwards ? "the delivery has no days" : "data cannot be taken out before they begin");
}

static void check_extraction(const delivery_reader *reader, const ind_delivered *one, const ind_batch *batch,
                             size_t row) {
    ind_run *run = reader->run;
    if (one->taken == IND_NULL_DATE || one->taken >= one->to)
        return;
    const ind_dataset *dataset = reader->input->dataset;
    int till = dataset->deliveries->field[IND_DELIVERY_TO], taken = dataset->deliveries->field[IND_DELIVERY_TAKEN];
    warn(run, "beyond_extraction", reader->input->files[batch->file].path, batch->line[row],
         ind_arena_format(run->arena,
                          "'%.*s' %s is after '%.*s' %s: data cannot be complete to a later day than they were taken "
                          "out, so completeness of '%.*s' ends there",
                          IND_STR_ARGS(dataset->fields[till].name), day_of(run, one->to),
                          IND_STR_ARGS(dataset->fields[taken].name), day_of(run, one->taken),
                          IND_STR_ARGS(one->dataset)));
}

static void check_supplier(const delivery_reader *reader, ind_str supplier, const ind_batch *batch, size_t row) {
    ind_run *run = reader->run;
    if (ind_area_tree_is_empty(run->areas) || ind_area_tree_has(run->areas, supplier))
        return;
    warn(run, "unknown_supplier", reader->input->files[batch->file].path, batch->line[row],
         "the supplier is no area that a codelist knows: its deliveries count for none");
}

static void deliveries_batch(void *context, const ind_batch *batch) {
    delivery_reader *reader = context;
    for (size_t row = 0; row < batch->count; row++) {
        ind_delivered one = {
            .dataset = text_at(reader, batch, IND_DELIVERY_DATASET, row),
            .supplier = text_at(reader, batch, IND_DELIVERY_SUPPLIER, row),
            .from = day_at(reader, batch, IND_DELIVERY_FROM, row),
            .to = day_at(reader, batch, IND_DELIVERY_TO, row),
            .taken = day_at(reader, batch, IND_DELIVERY_TAKEN, row),
            .rows = -1,
            .file = text_at(reader, batch, IND_DELIVERY_FILE, row),
        };
        ind_str type = text_at(reader, batch, IND_DELIVERY_TYPE, row);
        one.adds = type.length > 0 && ind_str_equal(type, reader->input->dataset->deliveries->adds);
        const ind_vector *rows =
            reader->column[IND_DELIVERY_ROWS] < 0 ? NULL : &batch->columns[reader->column[IND_DELIVERY_ROWS]];
        if (rows != NULL && !ind_vector_is_null(rows, row))
            one.rows = rows->integer[row];
        if (one.from == IND_NULL_DATE || one.to == IND_NULL_DATE)
            continue;
        reader->status = ind_status_worst(reader->status, check_days(reader, &one, batch, row));
        check_extraction(reader, &one, batch, row);
        check_supplier(reader, one.supplier, batch, row);
        ind_deliveries_put(reader->run->deliveries, &one);
        note_file(reader->run, one.dataset, one.file, one.taken);
    }
}

static size_t want_fields(const ind_input *input, delivery_reader *reader, uint32_t wanted[IND_DELIVERY_ROLES]) {
    size_t count = 0;
    for (size_t i = 0; i < IND_DELIVERY_ROLES; i++) {
        int field = input->dataset->deliveries->field[i];
        reader->column[i] = field < 0 ? -1 : (int)count;
        if (field >= 0)
            wanted[count++] = (uint32_t)field;
    }
    return count;
}

/* The dataset that the definition names, which is to tell how far the data reach; empty: none. */
static ind_str teller_of(const ind_measure *measure) {
    const ind_param *param = ind_measure_find(measure, "follow_up.complete_until");
    return param == NULL ? IND_STR("") : param->text;
}

static ind_status need_deliveries(ind_run *run, const ind_measure *measure) {
    for (size_t f = 0; f < measure->feed_count; f++)
        if (!ind_kind_is_timeless(measure, f) &&
            !ind_deliveries_known(run->deliveries, measure->feeds[f].dataset->name))
            return ind_diag_add(
                run->diag, IND_ERROR, IND_E_USAGE, "complete_until", (ind_place){0},
                ind_arena_format(run->arena,
                                 "give the dataset '%.*s' with its rows for this dataset, or --complete-until DATE",
                                 IND_STR_ARGS(teller_of(measure))),
                "'%.*s' needs to know how far the data of '%.*s' reach", IND_STR_ARGS(measure->id),
                IND_STR_ARGS(measure->feeds[f].dataset->name));
    return IND_OK;
}

static ind_status needs_deliveries(ind_run *run) {
    ind_status status = IND_OK;
    for (size_t i = 0; i < run->job_count && status == IND_OK; i++)
        if (run->jobs[i].reason == NULL && teller_of(run->jobs[i].measure).length > 0)
            status = need_deliveries(run, run->jobs[i].measure);
    return status;
}

/* Parts of areas are expected where others of their whole deliver. */
static void expect_supplier(void *context, ind_str code) {
    ind_deliveries_expect(((ind_run *)context)->deliveries, code);
}

static ind_status read_deliveries(ind_run *run, ind_input *input) {
    delivery_reader reader = {.run = run, .input = input};
    uint32_t wanted[IND_DELIVERY_ROLES];
    if (input == NULL)
        return IND_OK;
    size_t count = want_fields(input, &reader, wanted);
    for (size_t i = 0; i < count; i++)
        input->dicts[wanted[i]] = ind_run_dict(run, input->dataset, wanted[i]);
    ind_status status = ind_input_read(run, input,
                                       &(ind_input_request){.wanted = wanted,
                                                            .wanted_count = count,
                                                            .begin = deliveries_begin,
                                                            .batch = deliveries_batch,
                                                            .context = &reader});
    return ind_status_worst(status, reader.status);
}

ind_input *ind_deliveries_input(ind_run *run) {
    for (size_t i = 0; i < run->input_count; i++)
        if (run->inputs[i].dataset->deliveries != NULL)
            return &run->inputs[i];
    return NULL;
}

/* Areas are those of the codelists that the files' schemas name, so that they are the same whatever is computed. */
static void plant_areas(ind_run *run) {
    const ind_input *input = ind_deliveries_input(run);
    run->areas = ind_area_tree_new(run->arena);
    for (size_t i = 0; input != NULL && i < input->dataset->deliveries->area_count; i++) {
        const ind_codelist *list =
            ind_catalogue_codelist(run->catalogue, input->dataset->deliveries->areas[i], run->diag);
        if (list != NULL)
            ind_area_tree_add(run->areas, list);
    }
    for (size_t i = 0; i < run->input_count; i++)
        for (size_t f = 0; f < run->inputs[i].dataset->field_count; f++)
            if (run->inputs[i].codelists[f] != NULL)
                ind_area_tree_add(run->areas, run->inputs[i].codelists[f]);
}

ind_status ind_load_deliveries(ind_run *run) {
    plant_areas(run);
    run->deliveries = ind_deliveries_new(run->areas);
    ind_status status = read_deliveries(run, ind_deliveries_input(run));
    if (status != IND_OK)
        return status;
    if (run->options->complete_until != NULL) {
        int32_t day;
        if (!ind_date_parse(ind_str_of(run->options->complete_until), &day))
            return ind_diag_add(run->diag, IND_ERROR, IND_E_USAGE, "complete_until", (ind_place){0}, NULL,
                                "--complete-until wants a date YYYY-MM-DD, got '%s'", run->options->complete_until);
        ind_deliveries_fix(run->deliveries, day);
    }
    ind_deliveries_close(run->deliveries);
    return needs_deliveries(run);
}

/* ---- do they cover the days of the run? ---- */

static const char *reading_of(ind_run *run) {
    const ind_input *input = ind_deliveries_input(run);
    return input == NULL || input->file_count == 0 ? NULL : input->files[0].path;
}

static bool reads(const ind_job *job, ind_str dataset) {
    for (size_t f = 0; job->reason == NULL && f < job->measure->feed_count; f++)
        if (!ind_kind_is_timeless(job->measure, f) && ind_str_equal(job->measure->feeds[f].dataset->name, dataset))
            return true;
    return false;
}

/* Of the measures that read the dataset: the first day that is read for a period, before the days asked for. */
static int32_t first_day_read(const ind_run *run, ind_str dataset) {
    int32_t first = run->from;
    for (size_t i = 0; i < run->job_count; i++)
        if (reads(&run->jobs[i], dataset) && run->jobs[i].calendar.from < first)
            first = run->jobs[i].calendar.from;
    return first;
}

/* Does the measure look at any of the days?  A period of a kind with windows looks at no other. */
static bool looks_at(const ind_job *job, int32_t from, int32_t to) {
    int32_t first, last;
    if (job->kind->looks_at == NULL)
        return true;
    for (size_t p = 0; p < job->calendar.count; p++)
        if (job->kind->window(job->measure, job->kind->looks_at, &job->calendar.items[p], &first, &last) &&
            first <= to && last >= from)
            return true;
    return false;
}

static bool are_looked_at(const ind_run *run, ind_str dataset, int32_t from, int32_t to) {
    for (size_t i = 0; i < run->job_count; i++)
        if (reads(&run->jobs[i], dataset) && looks_at(&run->jobs[i], from, to))
            return true;
    return false;
}

/* The days that one supplier has not delivered, of those from its first to its last, or to the end of the run. */
static void say_gaps(ind_run *run, ind_delivery d) {
    int32_t read = first_day_read(run, d.dataset), first = d.from < read ? d.from : read, from, to;
    for (int32_t at = first;
         at <= run->to && ind_deliveries_gap(run->deliveries, d.dataset, d.supplier, at, run->to, &from, &to);
         at = to + 1)
        if (are_looked_at(run, d.dataset, from, to))
            warn(run, "delivery_gap", reading_of(run), 0,
                 ind_arena_format(run->arena, "supplier %.*s has no delivery of '%.*s' for %s..%s: a gap",
                                  IND_STR_ARGS(d.supplier), IND_STR_ARGS(d.dataset), day_of(run, from),
                                  day_of(run, to)));
}

/* All of them in one line: of a dataset that few deliver there are many. */
static void say_absent(ind_run *run, ind_str dataset) {
    ind_buffer codes = {0};
    ind_str code;
    size_t count = 0;
    for (; ind_deliveries_absent(run->deliveries, dataset, count, &code); count++)
        ind_buffer_format(&codes, "%s%.*s", count == 0 ? "" : ", ", IND_STR_ARGS(code));
    if (count > 0)
        warn(run, "missing_supplier", reading_of(run), 0,
             ind_arena_format(
                 run->arena, "%.*s %s delivered nothing of '%.*s', which others of the same area have delivered",
                 IND_STR_ARGS(ind_buffer_str(&codes)), count == 1 ? "has" : "have", IND_STR_ARGS(dataset)));
    ind_buffer_free(&codes);
}

static bool is_counted(const ind_run *run, ind_str dataset) {
    for (size_t i = 0; i < run->job_count; i++)
        if (reads(&run->jobs[i], dataset))
            return true;
    return false;
}

void ind_deliveries_judge(ind_run *run) {
    const ind_deliveries *all = run->deliveries;
    ind_area_tree_parts(run->areas, run->from, run->to, expect_supplier, run);
    ind_deliveries_expect_end(run->deliveries);
    for (size_t i = 0; i < ind_deliveries_count(all); i++) {
        ind_delivery d = ind_deliveries_at(all, i);
        bool first = i == 0 || !ind_str_equal(ind_deliveries_at(all, i - 1).dataset, d.dataset);
        if (!is_counted(run, d.dataset))
            continue;
        say_gaps(run, d);
        if (first)
            say_absent(run, d.dataset);
    }
}

/* ---- as many rows as were delivered? ---- */

static uint64_t records_of(const ind_file_report *report) {
    uint64_t records = report->records;
    for (size_t i = 0; i < report->findings.count; i++)
        if (strcmp(report->findings.items[i].rule, "repeated_header") == 0)
            records -= report->findings.items[i].count;
    return records;
}

static ind_status wrong_rows(ind_run *run, const ind_input *input, const char *path, int64_t told, uint64_t found) {
    const ind_dataset *teller = ind_deliveries_input(run)->dataset;
    return ind_diag_add(run->diag, IND_ERROR, IND_E_DATA, "row_count", (ind_place){.file = path},
                        "get the file once more, or correct the number of rows that was told",
                        "'%.*s' says %lld rows of '%.*s' (%.*s), and there are %llu", IND_STR_ARGS(teller->name),
                        (long long)told, IND_STR_ARGS(input->dataset->name),
                        IND_STR_ARGS(teller->fields[teller->deliveries->field[IND_DELIVERY_ROWS]].name),
                        (unsigned long long)found);
}

/* The rows told for one file; false if some delivery in it tells none, or none is in it. */
static bool told_of_file(const ind_run *run, const ind_input *input, size_t file, int64_t *told) {
    bool found = false;
    *told = 0;
    for (size_t i = 0; i < ind_deliveries_put_count(run->deliveries); i++) {
        const ind_delivered *one = ind_deliveries_put_at(run->deliveries, i);
        if (!ind_str_equal(one->dataset, input->dataset->name) || !ind_delivered_in(&input->files[file], one->file))
            continue;
        if (one->rows < 0)
            return false;
        *told += one->rows;
        found = true;
    }
    return found;
}

/* Without names of files: the rows of all deliveries, and of those that no later one stands for. */
static bool told_of_all(const ind_run *run, const ind_input *input, int64_t *all, int64_t *standing) {
    bool found = false;
    *all = *standing = 0;
    for (size_t i = 0; i < ind_deliveries_put_count(run->deliveries); i++) {
        const ind_delivered *one = ind_deliveries_put_at(run->deliveries, i);
        bool replaced = false;
        if (!ind_str_equal(one->dataset, input->dataset->name))
            continue;
        for (size_t k = 0; k < ind_deliveries_put_count(run->deliveries); k++)
            replaced |= ind_delivered_replaces(ind_deliveries_put_at(run->deliveries, k), one);
        if (one->rows < 0 || one->file.length > 0)
            return false;
        *all += one->rows;
        *standing += replaced ? 0 : one->rows;
        found = true;
    }
    return found;
}

/* Overlapping deliveries of one supplier without names of files: nobody knows which rows belong to which. */
static void say_overlap(ind_run *run, const ind_delivered *a, const ind_delivered *b) {
    if (!ind_delivered_overlap(a, b) || (a->file.length > 0 && b->file.length > 0) || a->adds || b->adds)
        return;
    warn(
        run, "overlapping_deliveries", reading_of(run), 0,
        ind_arena_format(run->arena,
                         "supplier %.*s has overlapping deliveries of '%.*s' (%s..%s and %s..%s) and no file is named: "
                         "rows that the later one has struck out cannot be told",
                         IND_STR_ARGS(a->supplier), IND_STR_ARGS(a->dataset), day_of(run, a->from), day_of(run, a->to),
                         day_of(run, b->from), day_of(run, b->to)));
}

static void say_overlaps(ind_run *run, const ind_input *input) {
    const ind_deliveries *all = run->deliveries;
    for (size_t i = 0; i < ind_deliveries_put_count(all); i++)
        for (size_t k = i + 1; k < ind_deliveries_put_count(all); k++)
            if (ind_str_equal(ind_deliveries_put_at(all, i)->dataset, input->dataset->name))
                say_overlap(run, ind_deliveries_put_at(all, i), ind_deliveries_put_at(all, k));
}

static ind_status count_input(ind_run *run, const ind_input *input) {
    ind_status status = IND_OK;
    uint64_t records = 0;
    int64_t told, standing;
    for (size_t f = 0; f < input->file_count; f++) {
        uint64_t found = records_of(&input->reports[f]);
        records += found;
        if (told_of_file(run, input, f, &told) && (uint64_t)told != found)
            status = wrong_rows(run, input, input->files[f].path, told, found);
    }
    bool told_all = told_of_all(run, input, &told, &standing);
    if (!told_all || (uint64_t)standing != records) /* else the rows are those of the later deliveries */
        say_overlaps(run, input);
    if (told_all && (uint64_t)told != records && (uint64_t)standing != records)
        status = wrong_rows(run, input, input->file_count == 1 ? input->files[0].path : NULL, standing, records);
    return status;
}

ind_status ind_deliveries_count_rows(ind_run *run) {
    ind_status status = IND_OK;
    for (size_t i = 0; i < run->input_count; i++)
        if (run->inputs[i].is_read)
            status = ind_status_worst(status, count_input(run, &run->inputs[i]));
    return status;
}

/* intake.c - rows that a later delivery has struck out are dropped, and what could not be read is counted.
 *
 * A row belongs to the delivery that its file is named in (as the dataset of deliveries says).  Where a later delivery
 * of the same supplier has days in common with that one, the rows of those days that are still there, after records
 * with the same key have been replaced, are left over: they do not exist any more. */
#include "engine/load/intake.h"
#include "data/values/value_syntax.h"
#include "engine/load/fill.h"

#include <stdlib.h>

typedef struct {
    int32_t from, to;
    uint32_t by; /* file of the later delivery */
} replaced_days;

/* One file, whose rows of some days stand in later ones. */
typedef struct {
    replaced_days *days;
    size_t count, capacity;
} replaced_file;

typedef struct {
    ind_intake *intake;
    void *context; /* of those who take the batches */
    ind_unreadable tally;
    ind_fill *fill;      /* NULL: nothing to fill */
    ind_findings *left;  /* one a file */
    ind_vector *columns; /* of what is left of a batch; any NULL: not needed so far */
    const ind_str **texts;
    uint64_t *lines;
} intake_thread;

struct ind_intake {
    ind_run *run;
    ind_input *input;
    const ind_input_request *what;
    ind_origin origin;
    replaced_file *files;
    bool drops;
    intake_thread *threads;
    size_t thread_count;
    ind_table_thread *further; /* for the request */
};

/* ---- which days of which files ---- */

static bool has_one_supplier(const ind_intake *intake, size_t file) {
    const ind_delivered *first = NULL;
    for (size_t i = 0; i < ind_deliveries_put_count(intake->run->deliveries); i++) {
        const ind_delivered *one = ind_deliveries_put_at(intake->run->deliveries, i);
        if (!ind_str_equal(one->dataset, intake->input->dataset->name) ||
            !ind_delivered_in(&intake->input->files[file], one->file))
            continue;
        if (first != NULL && !ind_str_equal(first->supplier, one->supplier))
            return false;
        first = one;
    }
    return first != NULL;
}

static void replace_days(ind_intake *intake, size_t file, size_t by, const ind_delivered *a, const ind_delivered *b) {
    replaced_file *of = &intake->files[file];
    of->days = ind_grow(of->days, of->count, &of->capacity, sizeof *of->days);
    of->days[of->count++] =
        (replaced_days){a->from > b->from ? a->from : b->from, a->to < b->to ? a->to : b->to, (uint32_t)by};
    intake->drops = true;
}

static void find_file(ind_intake *intake, size_t file, const ind_delivered *a) {
    const ind_input *input = intake->input;
    for (size_t i = 0; i < ind_deliveries_put_count(intake->run->deliveries); i++) {
        const ind_delivered *b = ind_deliveries_put_at(intake->run->deliveries, i);
        for (size_t by = 0; ind_delivered_replaces(b, a) && by < input->file_count; by++)
            if (by != file && ind_delivered_in(&input->files[by], b->file))
                replace_days(intake, file, by, a, b);
    }
}

static void find_replaced(ind_intake *intake) {
    const ind_deliveries *all = intake->run->deliveries;
    const ind_input *input = intake->input;
    intake->files = ind_alloc_array(input->file_count, sizeof *intake->files);
    if (all == NULL || intake->origin.date < 0)
        return;
    for (size_t f = 0; f < input->file_count; f++)
        for (size_t i = 0; has_one_supplier(intake, f) && i < ind_deliveries_put_count(all); i++) {
            const ind_delivered *a = ind_deliveries_put_at(all, i);
            if (ind_str_equal(a->dataset, input->dataset->name) && ind_delivered_in(&input->files[f], a->file))
                find_file(intake, f, a);
        }
}

/* ---- a batch ---- */

static const char left_over[] = "is left over from an earlier delivery: the later one of these days has not got it";

static bool is_left_over(const ind_intake *intake, const ind_batch *batch, size_t row) {
    const replaced_file *of = &intake->files[batch->file];
    int32_t day = ind_origin_day(&intake->origin, batch, row);
    for (size_t i = 0; i < of->count; i++)
        if (day != IND_NULL_DATE && day >= of->days[i].from && day <= of->days[i].to)
            return true;
    return false;
}

static void note_left(intake_thread *t, const ind_batch *batch, size_t row) {
    const ind_run *run = t->intake->run;
    ind_findings_add(&t->left[batch->file], "left_over_record", IND_WARNING, NULL, 0, left_over, batch->line[row],
                     NULL);
    if (run->watch != NULL && t->intake->input->is_scanned)
        run->watch->note(run->watch->context, &(ind_record_note){.file = batch->file,
                                                                 .line = batch->line[row],
                                                                 .fate = IND_FATE_DUPLICATE,
                                                                 .severity = IND_WARNING,
                                                                 .rule = "left_over_record",
                                                                 .what = left_over});
}

static void make_room(intake_thread *t) {
    const ind_origin *o = &t->intake->origin;
    if (t->lines != NULL)
        return;
    t->lines = ind_alloc_array(IND_BATCH_ROWS, sizeof *t->lines);
    t->columns = ind_alloc_array(o->wanted_count, sizeof *t->columns);
    t->texts = ind_alloc_array(o->wanted_count, sizeof *t->texts);
    for (size_t c = 0; c < o->wanted_count; c++)
        t->columns[c] = ind_vector_new(o->dataset->fields[o->wanted[c]].type, t->intake->input->dicts[o->wanted[c]],
                                       IND_BATCH_ROWS);
}

static void copy_row(intake_thread *t, const ind_batch *batch, size_t row, size_t to) {
    t->lines[to] = batch->line[row];
    for (size_t c = 0; c < t->intake->origin.wanted_count; c++) {
        ind_vector_copy(&t->columns[c], to, &batch->columns[c], row);
        if (batch->texts == NULL || batch->texts[c] == NULL)
            continue;
        if (t->texts[c] == NULL)
            t->texts[c] = ind_alloc_array(IND_BATCH_ROWS, sizeof(ind_str));
        ((ind_str *)t->texts[c])[to] = batch->texts[c][row];
    }
}

/* What is left of the batch. */
static ind_batch without_left_over(intake_thread *t, const ind_batch *batch) {
    ind_batch out = *batch;
    make_room(t);
    out.count = 0;
    for (size_t row = 0; row < batch->count; row++)
        if (is_left_over(t->intake, batch, row))
            note_left(t, batch, row);
        else
            copy_row(t, batch, row, out.count++);
    out.columns = t->columns;
    out.line = t->lines;
    out.texts = batch->texts == NULL ? NULL : t->texts;
    return out;
}

static void take_batch(void *context, const ind_batch *batch) {
    intake_thread *t = context;
    ind_intake *intake = t->intake;
    ind_batch left = *batch;
    if (intake->drops && intake->files[batch->file].count > 0)
        left = without_left_over(t, batch);
    if (left.count == 0)
        return;
    ind_unreadable_add(&t->tally, &intake->origin, &left);
    if (t->fill != NULL)
        left = ind_fill_batch(t->fill, &left);
    intake->what->batch(t->context, &left);
}

static void begin(void *context) {
    ind_intake *intake = ((intake_thread *)context)->intake;
    for (size_t n = 0; n < intake->thread_count; n++) {
        ind_unreadable_clear(&intake->threads[n].tally, intake->input->dataset->field_count);
        ind_fill_clear(intake->threads[n].fill);
        for (size_t f = 0; f < intake->input->file_count; f++)
            ind_findings_clear(&intake->threads[n].left[f]);
    }
    if (intake->what->begin != NULL)
        intake->what->begin(intake->what->context);
}

/* ---- beginning and end ---- */

static int place_of(const ind_input_request *what, int field) {
    for (size_t i = 0; field >= 0 && i < what->wanted_count; i++)
        if (what->wanted[i] == (uint32_t)field)
            return (int)i;
    return -1;
}

static void open_thread(ind_intake *intake, size_t number, void *context) {
    intake_thread *t = &intake->threads[number];
    *t = (intake_thread){.intake = intake, .context = context};
    ind_unreadable_open(&t->tally, intake->input->dataset->field_count);
    t->fill = ind_fill_new(intake->run, intake->input, &intake->origin);
    t->left = ind_alloc_array(intake->input->file_count, sizeof *t->left);
}

ind_intake *ind_intake_open(ind_run *run, ind_input *input, const ind_input_request *what, ind_table_request *request) {
    ind_intake *intake = ind_alloc(sizeof *intake);
    *intake = (ind_intake){.run = run, .input = input, .what = what};
    intake->origin = (ind_origin){.dataset = input->dataset,
                                  .wanted = what->wanted,
                                  .wanted_count = what->wanted_count,
                                  .supplier = place_of(what, input->dataset->supplier),
                                  .date = place_of(what, input->dataset->date)};
    find_replaced(intake);
    intake->thread_count = 1 + what->thread_count;
    intake->threads = ind_alloc_array(intake->thread_count, sizeof *intake->threads);
    intake->further = ind_alloc_array(what->thread_count, sizeof *intake->further);
    open_thread(intake, 0, what->context);
    for (size_t n = 0; n < what->thread_count; n++) {
        open_thread(intake, n + 1, what->threads[n].context);
        intake->further[n].context = &intake->threads[n + 1];
    }
    request->begin = begin;
    request->batch = take_batch;
    request->context = &intake->threads[0];
    request->threads = intake->further;
    request->thread_count = what->thread_count;
    return intake;
}

enum { MOST_REMOVED = 20 }; /* percent */

static ind_status check_shrinkage(const ind_intake *intake, size_t file, uint64_t dropped) {
    const ind_file_report *report = &intake->input->reports[file];
    if (intake->run->options->accept_shrinkage || dropped * 100 <= MOST_REMOVED * report->records)
        return IND_OK;
    return ind_diag_add(intake->run->diag, IND_ERROR, IND_E_DATA, "shrinkage",
                        (ind_place){.file = intake->input->files[file].path},
                        "look at the later delivery; --accept-shrinkage if it is right",
                        "a later delivery ('%s') would remove %llu of its %llu records, more than %d %%",
                        intake->input->reports[intake->files[file].days[0].by].file, (unsigned long long)dropped,
                        (unsigned long long)report->records, MOST_REMOVED);
}

/* Weights of a hundred are no weights of one: then the default is of another size than what it would stand beside. */
static bool is_of_their_size(const ind_field *field, ind_filled one) {
    enum { TIMES = 10 };
    double value;
    char mark;
    return field->type != IND_NUMBER || !ind_read_number(field->default_value, &value, &mark) ||
           (value * TIMES >= one.least && value <= one.most * TIMES);
}

/* A default among given values that cannot be meant. */
static ind_status refuse_filled(const ind_intake *intake, ind_filled one) {
    const ind_input *input = intake->input;
    const ind_field *field = &input->dataset->fields[one.field];
    return ind_diag_add(intake->run->diag, IND_ERROR, IND_E_DATA, "default_beside_values",
                        (ind_place){.file = input->file_count == 1 ? input->files[0].path : NULL},
                        "give all rows a value, or none of them",
                        "'%.*s' of '%.*s' is empty in %llu rows beside %llu with values of another size: those cannot "
                        "have its default %.*s",
                        IND_STR_ARGS(field->name), IND_STR_ARGS(input->dataset->name), (unsigned long long)one.filled,
                        (unsigned long long)one.given, IND_STR_ARGS(field->default_value));
}

/* All rows of a column that have its default beside others with a value: one line. */
static void say_filled(const ind_intake *intake, uint32_t number) {
    ind_input *input = intake->input;
    const ind_field *field = &input->dataset->fields[number];
    const ind_fill *fill = intake->threads[0].fill;
    uint64_t given = 0, filled = 0;
    for (size_t i = 0; i < ind_fill_count(fill); i++) {
        ind_filled one = ind_fill_at(fill, i);
        bool both = one.field == number && one.given > 0 && one.filled > 0;
        given += both ? one.given : 0;
        filled += both ? one.filled : 0;
    }
    input->filled[number] |= filled > 0;
    if (filled > 0)
        ind_diag_add(intake->run->diag, IND_WARNING, IND_OK, "default_beside_values",
                     (ind_place){.file = input->file_count == 1 ? input->files[0].path : NULL}, NULL,
                     "'%.*s' of '%.*s' is empty in %llu rows beside %llu with a value: those have its default %.*s",
                     IND_STR_ARGS(field->name), IND_STR_ARGS(input->dataset->name), (unsigned long long)filled,
                     (unsigned long long)given, IND_STR_ARGS(field->default_value));
}

static ind_status settle_filled(ind_intake *intake) {
    ind_fill *first = intake->threads[0].fill;
    ind_status status = IND_OK;
    for (size_t n = 1; first != NULL && n < intake->thread_count; n++)
        ind_fill_merge(first, intake->threads[n].fill);
    for (size_t i = 0; i < ind_fill_count(first); i++) {
        ind_filled one = ind_fill_at(first, i);
        if (one.given > 0 && one.filled > 0 && !is_of_their_size(&intake->input->dataset->fields[one.field], one))
            status = refuse_filled(intake, one);
    }
    if (first == NULL || status != IND_OK)
        return status;
    if (intake->input->filled == NULL)
        intake->input->filled = ind_arena_alloc(intake->run->arena, intake->input->dataset->field_count + 1);
    for (uint32_t f = 0; f < intake->input->dataset->field_count; f++)
        say_filled(intake, f);
    return IND_OK;
}

ind_status ind_intake_settle(ind_intake *intake) {
    ind_input *input = intake->input;
    size_t fields = input->dataset->field_count;
    ind_status status = settle_filled(intake);
    ind_unreadable_free(&input->unreadable);
    ind_unreadable_open(&input->unreadable, fields);
    for (size_t n = 0; n < intake->thread_count; n++)
        ind_unreadable_merge(&input->unreadable, &intake->threads[n].tally, fields);
    for (size_t f = 0; intake->drops && f < input->file_count; f++) {
        ind_findings all = {0};
        for (size_t n = 0; n < intake->thread_count; n++)
            ind_findings_merge(&all, &intake->threads[n].left[f]);
        uint64_t dropped = all.count == 0 ? 0 : all.items[0].count;
        input->reports[f].rows -= dropped;
        input->reports[f].duplicates += dropped;
        if (dropped > 0)
            status = ind_status_worst(status, check_shrinkage(intake, f, dropped));
        ind_findings_merge(&input->reports[f].findings, &all);
        ind_findings_sort(&input->reports[f].findings);
        ind_findings_free(&all);
    }
    return status;
}

void ind_intake_close(ind_intake *intake) {
    for (size_t n = 0; n < intake->thread_count; n++) {
        intake_thread *t = &intake->threads[n];
        ind_unreadable_free(&t->tally);
        ind_fill_free(t->fill);
        for (size_t f = 0; f < intake->input->file_count; f++)
            ind_findings_free(&t->left[f]);
        for (size_t c = 0; t->lines != NULL && c < intake->origin.wanted_count; c++) {
            free(t->columns[c].any);
            free((void *)t->texts[c]);
        }
        free(t->left);
        free(t->columns);
        free((void *)t->texts);
        free(t->lines);
    }
    for (size_t f = 0; f < intake->input->file_count; f++)
        free(intake->files[f].days);
    free(intake->files);
    free(intake->threads);
    free(intake->further);
    free(intake);
}

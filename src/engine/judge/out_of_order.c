/* out_of_order.c - what follows from days in an order that cannot be, and from ends that have been empty for long.
 *
 * A measure that reads both days is flagged: nobody knows which of them is wrong.  One stay in a hundred may well last
 * for months, and so be without an end; more of them have lost theirs. */
#include "engine/judge/judge_data.h"
#include "engine/load/order.h"

static uint64_t count_of(const ind_input *input, const ind_order_pair *pair) {
    uint64_t count = 0;
    for (size_t f = 0; f < input->file_count; f++)
        for (size_t i = 0; i < input->misses[f].count; i++) {
            const ind_data_finding *one = &input->misses[f].items[i];
            if (strcmp(one->rule, pair->rule) == 0 && one->column != NULL && strcmp(one->column, pair->column) == 0 &&
                strcmp(one->what, pair->what) == 0)
                count += one->count;
        }
    return count;
}

static uint64_t rows_of(const ind_input *input) {
    uint64_t rows = 0;
    for (size_t f = 0; f < input->file_count; f++)
        rows += input->reports[f].records;
    return rows;
}

/* ---- which of them a measure reads ---- */

/* The columns that FEED reads of its dataset (KEY below zero), or of the table that the foreign key KEY finds. */
typedef struct {
    ind_run *run;
    const ind_feed *feed;
    int key;
} columns_read;

static ptrdiff_t column_read(const void *context, int foreign_key, ind_str name) {
    const columns_read *read = context;
    if (read->key >= 0 && foreign_key >= 0)
        return -1; /* a table's own look-ups are not followed */
    int key = read->key >= 0 ? read->key : foreign_key;
    const ind_dataset *dataset = read->feed->dataset;
    const ind_input *input = ind_run_input(read->run, key < 0 ? dataset->name : dataset->foreign_keys[key].target);
    int field = input == NULL ? -1 : ind_dataset_field(input->dataset, name);
    for (size_t c = 0; field >= 0 && c < read->feed->column_count; c++)
        if (read->feed->columns[c].foreign_key == key && (int)read->feed->columns[c].field == field)
            return (ptrdiff_t)c;
    return -1;
}

/* What FEED rests on of DATASET, whatever the way to it. */
typedef struct {
    const ind_feed *feed;
    const ind_dataset *dataset;
} fields_read;

static ptrdiff_t field_read(const void *context, int foreign_key, ind_str name) {
    const fields_read *read = context;
    int field = foreign_key >= 0 ? -1 : ind_dataset_field(read->dataset, name);
    for (size_t i = 0; i < read->feed->basis_count; i++) {
        const ind_basis *basis = &read->feed->bases[i];
        if (!basis->is_key && basis->dataset == read->dataset && (int)basis->field == field)
            return (ptrdiff_t)i;
    }
    return -1;
}

/* Is the basis something else than what its column names, by one look-up or none? */
static bool is_far(const ind_feed *feed, const ind_basis *basis) {
    const ind_column *column = &feed->columns[basis->column];
    return !basis->is_key &&
           (column->further_count > 0 || column->dataset != basis->dataset || column->field != basis->field);
}

static void say_open(ind_run *run, ind_input *input, const ind_order_pair *pair, uint64_t count) {
    int field = ind_dataset_field(input->dataset, ind_str_of(pair->column));
    if (input->said_open == NULL)
        input->said_open = ind_arena_alloc(run->arena, input->dataset->field_count + 1);
    if (input->said_open[field])
        return;
    input->said_open[field] = true;
    ind_diag_add(run->diag, IND_WARNING, IND_OK, "long_open",
                 (ind_place){.file = input->file_count == 1 ? input->files[0].path : NULL}, NULL,
                 "'%s' %s, in %llu of %llu rows of '%.*s': perhaps lost, and they are taken as not ended", pair->column,
                 pair->what, (unsigned long long)count, (unsigned long long)rows_of(input),
                 IND_STR_ARGS(input->dataset->name));
}

static bool is_found(ind_run *run, ind_input *input, const ind_order_pair *pair) {
    uint64_t count = count_of(input, pair);
    if (pair->kind != IND_ORDER_OPEN)
        return count > 0;
    if (!ind_is_too_much(count, input->dataset->max_unreadable, rows_of(input)))
        return false;
    say_open(run, input, pair, count);
    return true;
}

static void judge_read(ind_run *run, ind_job *job, ind_input *input,
                       ptrdiff_t (*column)(const void *context, int foreign_key, ind_str name), const void *context) {
    ind_order_pair *pairs;
    if (input == NULL || !input->is_read)
        return;
    size_t count = ind_order_plan(run->arena, input->dataset, run->deliveries, column, context, &pairs);
    for (size_t i = 0; i < count; i++)
        if (is_found(run, input, &pairs[i]))
            job->flags |= IND_FLAG_DATA_FINDINGS;
}

static void judge_table(ind_run *run, ind_job *job, const ind_feed *feed, int key) {
    ind_input *input = ind_run_input(run, key < 0 ? feed->dataset->name : feed->dataset->foreign_keys[key].target);
    columns_read read = {run, feed, key};
    judge_read(run, job, input, column_read, &read);
}

/* Tables behind others, and what derived columns are made of. */
static void judge_far(ind_run *run, ind_job *job, const ind_feed *feed) {
    for (size_t i = 0; i < feed->basis_count; i++) {
        fields_read read = {feed, feed->bases[i].dataset};
        if (is_far(feed, &feed->bases[i]))
            judge_read(run, job, ind_run_input(run, read.dataset->name), field_read, &read);
    }
}

void ind_order_judge(ind_run *run) {
    for (size_t i = 0; i < run->job_count; i++)
        for (size_t f = 0; run->jobs[i].reason == NULL && f < run->jobs[i].measure->feed_count; f++) {
            const ind_feed *feed = &run->jobs[i].measure->feeds[f];
            for (int key = -1; key < (int)feed->dataset->foreign_key_count; key++)
                judge_table(run, &run->jobs[i], feed, key);
            judge_far(run, &run->jobs[i], feed);
        }
}

/* scan_input.c - a dataset is read once, by several threads; each batch goes to all that ask for it.
 *
 *   batch of own fields + rows found by look-ups -> columns of the input -+-> feeds of row kinds
 *                                                                         \-> collectors of timeline kinds
 *
 * A thread has columns, counters and collections of its own; when all is read, the others are brought into the first.
 * Dictionaries are shared. */
#include "engine/scan/scan_input.h"
#include "base/parallel.h"
#include "data/tables/column_sums.h"
#include "engine/collect/collector.h"
#include "engine/collect/counter.h"
#include "engine/collect/feed.h"
#include "engine/judge/judge_data.h"
#include "engine/load/load.h"
#include "engine/load/made_columns.h"
#include "engine/load/order.h"

#include <stdatomic.h>
#include <stdlib.h>

typedef struct scan scan;

/* One thread. */
typedef struct {
    scan *scan;
    ind_vector *columns;    /* of the input; those that are made own their values */
    ind_lookup **lookups;   /* by foreign key */
    ind_deriver **derivers; /* by column; NULL: it is not derived */
    int64_t *rows;          /* of the batch, by a look-up */
    ind_findings *misses;   /* one a file */
    ind_column_sums *sums;  /* NULL: the dataset has no rules of them */
    ind_unreadable missed;  /* the same by supplier and year */
    ind_feed_scan **feeds;
    ind_counter *counters; /* one a feed; used in threads but the first */
    ind_collection **collections;
    ind_shared *shared; /* by all conditions */
    uint8_t *kept;      /* rows of the batch that some collection keeps */
    uint32_t *places;   /* of those rows */
    size_t place_count;
    const ind_str **late; /* by column of the input: texts that are not numbered yet; else NULL */
    ind_str *texts;       /* of an identifier, in those rows */
    uint32_t *codes;
} worker;

struct scan {
    ind_run *run;
    ind_input *input;
    uint32_t *wanted; /* own fields, ascending */
    bool *late;       /* of each */
    size_t wanted_count;
    int *position; /* of a field in the batch; -1: not wanted */
    ind_origin origin;
    const ind_making *makings;
    size_t making_count;
    ind_feed_plan **plans; /* of row kinds */
    size_t feed_count;
    const char **key_name;  /* by foreign key: its last column, for findings */
    const char **key_fault; /* ... and what is said of it */
    ind_order_pair *order;
    size_t order_count;
    worker *workers;
    unsigned worker_count;
    atomic_size_t brought; /* feeds, then collectors, that some thread brings together */
};

/* ---- columns of a batch ---- */

static const ind_vector *own_vector(const scan *s, const ind_batch *batch, uint32_t field) {
    return &batch->columns[s->position[field]];
}

/* Has another look-up said the same of the same rows? */
static bool is_told(const scan *s, int foreign_key) {
    const ind_foreign_key *keys = s->input->dataset->foreign_keys;
    for (int k = 0; k < foreign_key; k++)
        if (s->input->lookups[k] != NULL && ind_key_same_of_period(&keys[k], &keys[foreign_key]))
            return true;
    return false;
}

static void note_misses(worker *w, const ind_batch *batch, int foreign_key) {
    bool told = is_told(w->scan, foreign_key);
    for (size_t row = 0; row < batch->count; row++)
        if (w->rows[row] == IND_ROW_MISS) {
            const ind_watch *watch = w->scan->run->watch;
            ind_unreadable_miss(&w->missed, &w->scan->origin, batch, row, foreign_key);
            if (told)
                continue;
            if (watch != NULL)
                watch->note(watch->context, &(ind_record_note){.file = batch->file,
                                                               .line = batch->line[row],
                                                               .severity = IND_WARNING,
                                                               .rule = "missing_lookup",
                                                               .column = w->scan->key_name[foreign_key],
                                                               .what = w->scan->key_fault[foreign_key]});
            ind_findings_add(&w->misses[batch->file], "missing_lookup", IND_WARNING, w->scan->key_name[foreign_key], 0,
                             w->scan->key_fault[foreign_key], batch->line[row], NULL);
        }
}

/* A field of this side of a look-up. */
static const ind_vector *key_vector(const worker *w, const ind_batch *batch, uint32_t field) {
    const ind_input *input = w->scan->input;
    if (input->dataset->fields[field].derived.length == 0)
        return own_vector(w->scan, batch, field);
    return &w->columns[ind_derived_column(input->columns, input->column_count, field)];
}

static void run_lookup(worker *w, const ind_batch *batch, uint32_t foreign_key) {
    const ind_input *input = w->scan->input;
    const ind_foreign_key *key = &input->dataset->foreign_keys[foreign_key];
    ind_lookup *lookup = w->lookups[foreign_key];
    const ind_vector *keys[IND_MAX_KEY];
    for (size_t f = 0; f < key->count; f++)
        keys[f] = key_vector(w, batch, key->fields[f]);
    if (ind_key_of_period(key)) /* which row is found, its period says */
        ind_lookup_known(lookup, keys, batch->count, w->rows);
    else
        ind_lookup_run(lookup, keys, key->has_valid ? key_vector(w, batch, key->valid_at) : NULL, batch->count,
                       w->rows);
    note_misses(w, batch, (int)foreign_key);
    const ind_input *target = ind_run_input(w->scan->run, key->target);
    for (size_t c = 0; c < input->column_count; c++)
        if (input->columns[c].foreign_key == (int)foreign_key)
            ind_lookup_take(&w->columns[c], ind_kept_column(target, input->columns[c].of), w->rows, batch->count);
}

static bool is_made(const ind_scan_column *column) {
    return column->foreign_key >= 0 || column->derived != NULL;
}

static void set_columns(worker *w, const ind_batch *batch) {
    const scan *s = w->scan;
    for (size_t c = 0; c < s->input->column_count; c++)
        if (!is_made(&s->input->columns[c]))
            w->columns[c] = *own_vector(s, batch, s->input->columns[c].field);
    for (size_t i = 0; i < s->making_count; i++) {
        uint32_t number = s->makings[i].number;
        if (s->makings[i].is_lookup)
            run_lookup(w, batch, number);
        else
            ind_deriver_run(w->derivers[number], w->columns, batch->count, &w->columns[number]);
    }
}

/* ---- identifiers that are numbered late ---- */

static void set_late(worker *w, const ind_batch *batch) {
    const ind_input *input = w->scan->input;
    for (size_t c = 0; c < input->column_count; c++) {
        ind_scan_column *column = &input->columns[c];
        w->late[c] = column->late ? batch->texts[w->scan->position[column->field]] : NULL;
        if (column->late && input->dataset->fields[column->field].identifying)
            ind_person_numbers_sample(column, w->late[c], batch->line, batch->count);
        if (column->ids != NULL)
            ind_ids_sample_add(column->ids, w->late[c], batch->line, batch->count);
    }
}

static void number_texts(worker *w, const ind_vector *column, const ind_str *texts) {
    const uint32_t *places = w->places, *numbers = w->codes;
    ind_str *wanted = w->texts;
    uint32_t *codes = column->code;
    size_t count = w->place_count;
    for (size_t i = 0; i < count; i++)
        wanted[i] = texts[places[i]];
    ind_dict_add_all(column->dict, wanted, count, w->codes);
    for (size_t i = 0; i < count; i++)
        codes[places[i]] = numbers[i];
}

/* ---- a batch ---- */

static void one_place(worker *w, const uint32_t *rows, size_t count) {
    memcpy(w->places, rows, count * sizeof *rows);
    w->place_count = count;
}

/* Rows that some collection keeps. */
static void find_places(worker *w, const ind_batch *batch) {
    size_t collectors = w->scan->input->collector_count, kept;
    if (collectors > 1)
        memset(w->kept, 0, batch->count);
    for (size_t i = 0; i < collectors; i++) {
        const uint32_t *rows = ind_collection_choose(w->collections[i], w->columns, w->late, batch->count, &kept);
        if (collectors == 1)
            one_place(w, rows, kept);
        for (size_t k = 0; k < kept && collectors > 1; k++)
            w->kept[rows[k]] = 1;
    }
    if (collectors == 1)
        return;
    uint32_t *places = w->places;
    const uint8_t *keep = w->kept;
    size_t count = 0;
    for (size_t row = 0; row < batch->count; row++) {
        places[count] = (uint32_t)row;
        count += keep[row];
    }
    w->place_count = count;
}

static void collect(worker *w, const ind_batch *batch) {
    const ind_input *input = w->scan->input;
    set_late(w, batch);
    find_places(w, batch);
    for (size_t c = 0; c < input->column_count; c++)
        if (w->late[c] != NULL && input->columns[c].numbered)
            number_texts(w, &w->columns[c], w->late[c]);
    for (size_t i = 0; i < input->collector_count; i++)
        ind_collection_take(w->collections[i], w->columns, w->late, batch->count);
}

static void take_batch(void *context, const ind_batch *batch) {
    worker *w = context;
    const ind_watch *watch = w->scan->run->watch;
    set_columns(w, batch);
    ind_order_check(w->scan->order, w->scan->order_count, w->columns, batch, &w->misses[batch->file]);
    ind_column_sums_take(w->sums, batch, &w->misses[batch->file]);
    if (watch != NULL) {
        watch->batch(watch->context, w->scan->input, batch, w->columns);
        return;
    }
    ind_shared_next(w->shared, batch->count);
    for (size_t i = 0; i < w->scan->feed_count; i++) {
        ind_feed_at(w->feeds[i], batch->line, batch->file);
        ind_feed_take(w->feeds[i], w->columns, batch->count);
    }
    if (w->scan->input->collector_count > 0)
        collect(w, batch);
}

/* ---- threads ---- */

static void open_worker(scan *s, unsigned number) {
    worker *w = &s->workers[number];
    const ind_input *input = s->input;
    w->scan = s;
    w->columns = ind_alloc_array(input->column_count, sizeof *w->columns);
    for (size_t c = 0; c < input->column_count; c++)
        if (is_made(&input->columns[c]))
            w->columns[c] = ind_vector_new(input->columns[c].type, input->columns[c].dict, IND_BATCH_ROWS);
    w->derivers = ind_alloc_array(input->column_count, sizeof *w->derivers);
    for (size_t c = 0; c < input->column_count; c++)
        if (input->columns[c].derived != NULL)
            w->derivers[c] = ind_deriver_new(&input->columns[c]);
    w->rows = ind_alloc_array(IND_BATCH_ROWS, sizeof *w->rows);
    w->misses = ind_alloc_array(input->file_count, sizeof *w->misses);
    w->sums = ind_column_sums_new(s->run->arena, input->dataset, s->position, input->file_count);
    ind_unreadable_open(&w->missed, input->dataset->field_count);
    w->lookups = ind_alloc_array(input->dataset->foreign_key_count, sizeof *w->lookups);
    for (size_t k = 0; k < input->dataset->foreign_key_count; k++)
        if (input->lookups[k] != NULL)
            w->lookups[k] = ind_lookup_share(input->lookups[k]);
    w->feeds = ind_alloc_array(s->feed_count, sizeof *w->feeds);
    w->counters = ind_alloc_array(s->feed_count, sizeof *w->counters);
    for (size_t i = 0; i < s->feed_count; i++)
        w->feeds[i] = ind_feed_open(
            s->run, s->plans[i], number == 0 ? ind_counter_of(s->plans[i]->job, s->plans[i]->number) : &w->counters[i]);
    w->shared = ind_shared_new();
    w->collections = ind_alloc_array(input->collector_count, sizeof *w->collections);
    for (size_t i = 0; i < input->collector_count; i++)
        w->collections[i] = ind_collection_open(input->collectors[i], s->run->watch == NULL ? w->shared : NULL);
    w->kept = ind_alloc(IND_BATCH_ROWS);
    w->late = ind_alloc_array(input->column_count, sizeof *w->late);
    w->texts = ind_alloc_array(IND_BATCH_ROWS, sizeof *w->texts);
    w->codes = ind_alloc_array(IND_BATCH_ROWS, sizeof *w->codes);
    w->places = ind_alloc_array(IND_BATCH_ROWS, sizeof *w->places);
}

static void close_worker(worker *w) {
    const scan *s = w->scan;
    for (size_t c = 0; c < s->input->column_count; c++)
        if (is_made(&s->input->columns[c]))
            free(w->columns[c].any);
    for (size_t c = 0; c < s->input->column_count; c++)
        ind_deriver_free(w->derivers[c]);
    for (size_t k = 0; k < s->input->dataset->foreign_key_count; k++)
        ind_lookup_free(w->lookups[k]);
    for (size_t i = 0; i < s->feed_count; i++) {
        ind_counter_close(s->plans[i]->job, &w->counters[i]);
        ind_feed_free(w->feeds[i]);
    }
    for (size_t f = 0; f < s->input->file_count; f++)
        ind_findings_free(&w->misses[f]);
    ind_column_sums_free(w->sums);
    ind_unreadable_free(&w->missed);
    for (size_t i = 0; i < s->input->collector_count; i++)
        ind_collection_free(w->collections[i]);
    free(w->collections);
    ind_shared_free(w->shared);
    free(w->kept);
    free((void *)w->late);
    free(w->texts);
    free(w->codes);
    free(w->places);
    free(w->columns);
    free(w->lookups);
    free(w->derivers);
    free(w->rows);
    free(w->misses);
    free(w->feeds);
    free(w->counters);
}

/* Of feed NUMBER; those before are open. */
static void open_counter(worker *w, size_t number) {
    const ind_feed_plan *plan = w->scan->plans[number];
    ind_counter_open(w->scan->run, plan->job, plan->number, w->feeds[number]->counter, w->shared);
    for (size_t i = 0; i < number; i++)
        if (w->scan->plans[i] == plan->strata)
            ind_counter_share_strata(w->feeds[number]->counter, w->feeds[i]->counter);
}

static void begin(void *context) {
    scan *s = ((worker *)context)->scan;
    if (s->run->watch != NULL)
        s->run->watch->begin(s->run->watch->context);
    ind_overflows_forget(s->run, s->input);
    for (unsigned n = 0; n < s->worker_count; n++) {
        worker *w = &s->workers[n];
        for (size_t f = 0; f < s->input->file_count; f++)
            ind_findings_clear(&w->misses[f]);
        ind_column_sums_clear(w->sums);
        ind_unreadable_clear(&w->missed, s->input->dataset->field_count);
        for (size_t i = 0; i < s->feed_count; i++)
            open_counter(w, i);
        for (size_t i = 0; i < s->input->collector_count; i++)
            ind_collection_clear(w->collections[i]);
    }
}

/* ---- what the other threads found, into the first ---- */

static void bring_counter(scan *s, size_t feed) {
    ind_job *job = s->plans[feed]->job;
    ind_counter *all = ind_counter_of(job, s->plans[feed]->number);
    for (unsigned n = 0; n < s->worker_count; n++)
        ind_counter_settle(job, s->workers[n].feeds[feed]->counter);
    for (unsigned n = 1; n < s->worker_count; n++)
        ind_counter_merge(job, all, &s->workers[n].counters[feed]);
}

/* Those that share their strata, by one thread. */
static void bring_counters(scan *s, size_t feed) {
    const ind_feed_plan *owner = s->plans[feed];
    for (size_t i = feed; i < s->feed_count && owner->strata == NULL; i++)
        if (i == feed || s->plans[i]->strata == owner)
            bring_counter(s, i);
}

/* The collection of the first thread is then the collector's. */
static void bring_collections(scan *s, size_t number) {
    ind_collection **first = &s->workers[0].collections[number];
    for (unsigned n = 1; n < s->worker_count; n++)
        ind_collection_absorb(*first, s->workers[n].collections[number]);
    s->input->collectors[number]->collection = *first;
    *first = NULL;
}

/* Feeds that do not share strata, and collectors, have nothing in common but dictionaries, so each thread takes the
 * next that nobody has taken. */
static void bring_some(void *context, unsigned thread) {
    scan *s = context;
    size_t count = s->feed_count + s->input->collector_count;
    (void)thread;
    for (size_t number; (number = atomic_fetch_add(&s->brought, 1)) < count;) {
        if (number < s->feed_count)
            bring_counters(s, number);
        else
            bring_collections(s, number - s->feed_count);
    }
}

static void bring_together(scan *s) {
    ind_parallel(s->worker_count, bring_some, s);
    for (unsigned n = 0; n < s->worker_count; n++)
        ind_unreadable_merge(&s->input->unreadable, &s->workers[n].missed, s->input->dataset->field_count);
    for (unsigned n = 1; n < s->worker_count; n++)
        ind_column_sums_absorb(s->workers[0].sums, s->workers[n].sums);
    ind_column_sums_end(s->workers[0].sums, s->input->misses);
    for (size_t f = 0; f < s->input->file_count; f++) {
        for (unsigned n = 0; n < s->worker_count; n++)
            ind_findings_merge(&s->input->misses[f], &s->workers[n].misses[f]);
        ind_findings_sort(&s->input->misses[f]);
    }
}

/* ---- one dataset ---- */

static void find_feeds(scan *s) {
    ind_run *run = s->run;
    s->plans = ind_alloc_array(run->job_count * IND_MAX_FEEDS, sizeof *s->plans);
    for (size_t i = 0; i < run->job_count; i++)
        for (size_t f = 0; run->jobs[i].reason == NULL && f < run->jobs[i].measure->feed_count; f++)
            if (run->jobs[i].feeds[f].input == s->input && run->jobs[i].feeds[f].collector == NULL)
                s->plans[s->feed_count++] = &run->jobs[i].feeds[f];
}

static void name_keys(scan *s) {
    const ind_dataset *dataset = s->input->dataset;
    s->key_name = ind_arena_alloc(s->run->arena, (dataset->foreign_key_count + 1) * sizeof *s->key_name);
    s->key_fault = ind_arena_alloc(s->run->arena, (dataset->foreign_key_count + 1) * sizeof *s->key_fault);
    for (size_t k = 0; k < dataset->foreign_key_count; k++)
        ind_lookup_words(s->run->arena, dataset, (int)k, &s->key_name[k], &s->key_fault[k]);
}

static ptrdiff_t column_named(const void *context, int foreign_key, ind_str name) {
    const scan *s = context;
    const ind_input *input = s->input;
    const ind_dataset *dataset = input->dataset;
    if (foreign_key >= 0) {
        const ind_input *target = ind_run_input(s->run, dataset->foreign_keys[foreign_key].target);
        dataset = target == NULL ? NULL : target->dataset;
    }
    int field = dataset == NULL ? -1 : ind_dataset_field(dataset, name);
    for (size_t c = 0; c < input->column_count; c++)
        if (input->columns[c].foreign_key == foreign_key && (int)input->columns[c].field == field)
            return (ptrdiff_t)c;
    return -1;
}

static void find_fields(scan *s) {
    const ind_dataset *dataset = s->input->dataset;
    s->wanted = ind_alloc_array(dataset->field_count, sizeof *s->wanted);
    s->position = ind_alloc_array(dataset->field_count, sizeof *s->position);
    for (uint32_t f = 0; f < dataset->field_count; f++) {
        s->position[f] = s->input->wanted_fields[f] ? (int)s->wanted_count : -1;
        if (s->input->wanted_fields[f])
            s->wanted[s->wanted_count++] = f;
    }
    s->late = ind_alloc_array(s->wanted_count, sizeof *s->late);
    for (size_t c = 0; c < s->input->column_count; c++)
        if (s->input->columns[c].late)
            s->late[s->position[s->input->columns[c].field]] = true;
    s->origin = (ind_origin){.dataset = dataset,
                             .wanted = s->wanted,
                             .wanted_count = s->wanted_count,
                             .supplier = dataset->supplier < 0 ? -1 : s->position[dataset->supplier],
                             .date = dataset->date < 0 ? -1 : s->position[dataset->date]};
}

ind_status ind_scan_input(ind_run *run, ind_input *input) {
    scan s = {.run = run, .input = input, .worker_count = run->threads};
    find_feeds(&s);
    find_fields(&s);
    name_keys(&s);
    s.makings = ind_makings(run, input, &s.making_count);
    s.order_count = ind_order_plan(run->arena, input->dataset, run->deliveries, column_named, &s, &s.order);
    s.workers = ind_alloc_array(s.worker_count, sizeof *s.workers);
    ind_table_thread *threads = ind_alloc_array(s.worker_count, sizeof *threads);
    for (unsigned n = 0; n < s.worker_count; n++) {
        open_worker(&s, n);
        threads[n] = (ind_table_thread){&s.workers[n]};
    }
    ind_status status = ind_input_read(run, input,
                                       &(ind_input_request){.wanted = s.wanted,
                                                            .late = s.late,
                                                            .wanted_count = s.wanted_count,
                                                            .begin = begin,
                                                            .batch = take_batch,
                                                            .context = &s.workers[0],
                                                            .threads = threads + 1,
                                                            .thread_count = s.worker_count - 1});
    if (status == IND_OK)
        bring_together(&s);
    for (unsigned n = 0; n < s.worker_count; n++)
        close_worker(&s.workers[n]);
    free(threads);
    free(s.workers);
    free(s.plans);
    free(s.wanted);
    free(s.late);
    free(s.position);
    return status;
}

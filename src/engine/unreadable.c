/* unreadable.c - what follows from values that could not be read.
 *
 * Of each column that a measure reads: nothing could be read - the measure is not computed.  More than the limit of a
 * supplier's year, and at least five - its cells and the sums that they enter are not delivered.  Less - one line, and
 * a flag on the measure.  Where the column decides the numerator, which may be a small part of the rows, the limit is
 * held against the numerator of each cell as well: half a percent of all is much of what is seldom. */
#include "engine/engine.h"

#include <stdlib.h>

enum { LEAST_BAD = 5 };

/* A column of a dataset that a measure reads. */
typedef struct {
    ind_input *input;
    uint32_t field;
} read_column;

static read_column column_of(ind_run *run, const ind_feed *feed, const ind_column *column) {
    ind_input *own = ind_run_input(run, feed->dataset->name);
    ind_input *input =
        column->foreign_key < 0 ? own : ind_run_input(run, feed->dataset->foreign_keys[column->foreign_key].target);
    return (read_column){input, column->field};
}

static double limit_of(read_column c) {
    double own = c.input->dataset->fields[c.field].max_unreadable;
    return isnan(own) ? c.input->dataset->max_unreadable : own;
}

static uint64_t rows_of(const ind_unreadable *tally, const ind_bad_count *bad) {
    return tally->rows[bad->supplier * IND_UNREADABLE_YEARS + bad->year];
}

static uint64_t bad_of(read_column c) {
    uint64_t count = 0;
    for (size_t i = 0; i < c.input->unreadable.bad_count; i++)
        count += c.input->unreadable.bad[i].field == c.field ? c.input->unreadable.bad[i].count : 0;
    return count;
}

static uint64_t all_rows(const ind_input *input) {
    uint64_t count = 0;
    for (size_t i = 0; i < input->unreadable.supplier_count * IND_UNREADABLE_YEARS; i++)
        count += input->unreadable.rows[i];
    return count;
}

/* ---- does a column decide the numerator? ---- */

typedef struct {
    const ind_feed *feed;
    ind_scope_kind scope;
    bool *decides; /* by column of the feed */
} marking;

static void mark_slot(void *context, uint32_t slot) {
    const marking *m = context;
    const ind_slots *slots = &m->feed->slots[m->scope];
    if (slot < slots->count && slots->items[slot].column < m->feed->column_count)
        m->decides[slots->items[slot].column] = true;
}

static void mark_deciding(const ind_measure *measure, const ind_feed *feed, bool *decides) {
    for (size_t i = 0; i < measure->param_count; i++) {
        const ind_param *param = &measure->params[i];
        const char *path = param->spec->path;
        if (param->expr == NULL || (strcmp(path, "numerator") != 0 && strcmp(path, "event.where") != 0))
            continue;
        marking m = {feed, param->spec->scope, decides};
        ind_expr_slots(param->expr, mark_slot, &m);
    }
}

/* ---- one column of one measure ---- */

static void add_unread(ind_run *run, ind_job *job, ind_unread one) {
    job->unread = ind_arena_grow(run->arena, job->unread, job->unread_count, &job->unread_capacity, sizeof one);
    job->unread[job->unread_count++] = one;
}

/* How many of the column's suppliers and years have too much. */
static size_t take_column(ind_run *run, ind_job *job, read_column c, bool decides) {
    const ind_unreadable *tally = &c.input->unreadable;
    const ind_dataset *dataset = c.input->dataset;
    ind_dict *names = dataset->supplier < 0 ? NULL : c.input->dicts[dataset->supplier];
    double limit = limit_of(c);
    size_t over = 0;
    for (size_t i = 0; i < tally->bad_count; i++) {
        const ind_bad_count *bad = &tally->bad[i];
        if (bad->field != c.field)
            continue;
        ind_unread one = {.year = bad->year, .bad = bad->count, .decides = decides, .limit = limit};
        one.over = bad->count >= LEAST_BAD && (double)bad->count * 100 > limit * (double)rows_of(tally, bad);
        if (names != NULL && bad->supplier != 0)
            one.supplier = ind_dict_text(names, bad->supplier);
        over += one.over;
        add_unread(run, job, one);
    }
    return over;
}

static void say_column(ind_run *run, read_column c, size_t over) {
    const ind_dataset *dataset = c.input->dataset;
    if (c.input->said_unreadable == NULL)
        c.input->said_unreadable = ind_arena_alloc(run->arena, dataset->field_count + 1);
    if (c.input->said_unreadable[c.field])
        return;
    c.input->said_unreadable[c.field] = true;
    const char *place = c.input->file_count == 1 ? c.input->files[0].path : NULL;
    ind_diag_add(run->diag, IND_WARNING, IND_OK, "unreadable", (ind_place){.file = place}, NULL,
                 "'%.*s' of '%.*s': %llu of %llu values could not be read; %s",
                 IND_STR_ARGS(dataset->fields[c.field].name), IND_STR_ARGS(dataset->name),
                 (unsigned long long)bad_of(c), (unsigned long long)all_rows(c.input),
                 over > 0 ? "that is too much for some suppliers and years, whose cells are not shown"
                          : "they are unknown, and the measures that read them are flagged");
}

/* All that stands in the column was refused, or nothing stands in one that is not meant to be empty. */
static bool is_all_unknown(read_column c) {
    const ind_field *field = &c.input->dataset->fields[c.field];
    uint64_t rows = all_rows(c.input);
    if (c.input->unreadable.seen == NULL || c.input->unreadable.seen[c.field] || rows == 0)
        return false;
    if (field->default_value.length > 0) /* an empty one has a value; what an unknown weight means, the measure says */
        return false;
    uint64_t bad = bad_of(c);
    if (field->mostly_empty) /* one bad date of death among those who live is not all there is */
        return bad >= LEAST_BAD || bad == rows;
    return bad > 0 || (!field->optional && rows >= LEAST_BAD);
}

static void judge_column(ind_run *run, ind_job *job, read_column c, bool decides) {
    if (c.input == NULL || !c.input->is_read || c.input->dataset->fields[c.field].derived.length > 0)
        return;
    if (is_all_unknown(c)) {
        job->reason = ind_arena_format(run->arena, "no value of '%.*s' in '%.*s' could be read",
                                       IND_STR_ARGS(c.input->dataset->fields[c.field].name),
                                       IND_STR_ARGS(c.input->dataset->name));
        return;
    }
    if (bad_of(c) == 0)
        return;
    job->flags |= IND_FLAG_DATA_FINDINGS;
    say_column(run, c, take_column(run, job, c, decides));
}

static bool is_new(ind_run *run, const ind_measure *measure, size_t f, size_t column) {
    read_column c = column_of(run, &measure->feeds[f], &measure->feeds[f].columns[column]);
    for (size_t e = 0; e <= f; e++)
        for (size_t k = 0; k < (e == f ? column : measure->feeds[e].column_count); k++) {
            read_column other = column_of(run, &measure->feeds[e], &measure->feeds[e].columns[k]);
            if (other.input == c.input && other.field == c.field)
                return false;
        }
    return true;
}

void ind_unreadable_judge(ind_run *run) {
    for (size_t i = 0; i < run->job_count; i++) {
        ind_job *job = &run->jobs[i];
        for (size_t f = 0; job->reason == NULL && f < job->measure->feed_count; f++) {
            const ind_feed *feed = &job->measure->feeds[f];
            bool *decides = ind_arena_alloc(run->arena, feed->column_count + 1);
            if (f == 0)
                mark_deciding(job->measure, feed, decides);
            for (size_t c = 0; job->reason == NULL && c < feed->column_count; c++)
                if (is_new(run, job->measure, f, c))
                    judge_column(run, job, column_of(run, feed, &feed->columns[c]), decides[c]);
        }
    }
}

/* ---- a cell ---- */

static bool lies_in(ind_str supplier, ind_str area) {
    return area.length == 0 || (supplier.length >= area.length && memcmp(supplier.data, area.data, area.length) == 0);
}

/* Which part of the year the days FROM to TO are; 0: none of it.  What has no year may be from any. */
static double part_of_year(uint32_t year, int32_t from, int32_t to) {
    int32_t first, last;
    if (!ind_unreadable_days(year, &first, &last))
        return 1;
    int32_t begin = from > first ? from : first, end = to < last ? to : last;
    return begin > end ? 0 : (double)(end - begin + 1) / (double)(last - first + 1);
}

bool ind_unreadable_cell(const ind_job *job, ind_str area, int32_t from, int32_t to, double numerator) {
    double deciding = 0, limit = 0;
    for (size_t i = 0; i < job->unread_count; i++) {
        const ind_unread *one = &job->unread[i];
        double part = part_of_year(one->year, from, to);
        if (part == 0 || !lies_in(one->supplier, area))
            continue;
        if (one->over)
            return true;
        deciding += one->decides ? part * (double)one->bad : 0;
        limit = one->decides ? one->limit : limit;
    }
    return deciding >= LEAST_BAD && numerator >= 0 && deciding * 100 > limit * numerator;
}

/* unreadable.c - what follows from values that could not be read.
 *
 * Of each column that a measure reads: nothing could be read - the measure is not computed.  More than the limit of a
 * supplier's year, and at least five - its cells and the sums that they enter are not delivered.  Less - one line, and
 * a flag on the measure.  Where the column decides the numerator, which may be a small part of the rows, the limit is
 * held against the numerator of each cell as well: half a percent of all is much of what is seldom. */
#include "engine/judge/read_column.h"

#include <stdlib.h>

static double limit_of(ind_read_column c) {
    if (ind_column_is_key(c))
        return c.input->dataset->max_unreadable;
    double own = c.input->dataset->fields[c.field].max_unreadable;
    return isnan(own) ? c.input->dataset->max_unreadable : own;
}

static uint64_t rows_of(const ind_unreadable *tally, const ind_bad_count *bad) {
    return tally->rows[bad->supplier * IND_UNREADABLE_YEARS + bad->year];
}

static uint64_t bad_of(ind_read_column c) {
    uint64_t count = 0;
    for (size_t i = 0; i < c.input->unreadable.bad_count; i++)
        count += c.input->unreadable.bad[i].field == c.field ? c.input->unreadable.bad[i].count : 0;
    return count;
}

/* ---- does a column decide the numerator? ---- */

/* COUNTS: what is counted is few of the rows, and all that chooses them decides it. */
static bool may_decide(const char *path, bool counts) {
    static const char *const paths[] = {
        "numerator",  "numerator_data.where", "event.where", "event.met",   "event.or",
        "data.where", "denominator",          "sum",         "count.where", "count.sum"};
    enum { OF_SHARES = 5 };
    for (size_t i = 0; i < (counts ? sizeof paths / sizeof *paths : OF_SHARES); i++)
        if (strcmp(path, paths[i]) == 0)
            return true;
    return false;
}

static void mark_deciding(const ind_measure *measure, size_t number, bool *decides) {
    for (size_t i = 0; i < measure->param_count; i++) {
        const ind_param *param = &measure->params[i];
        if (param->expr == NULL || param->spec->feed != number ||
            !may_decide(param->spec->path, ind_kind_of(measure)->counts))
            continue;
        ind_mark_columns(&measure->feeds[number], param->spec->scope, param->expr, decides);
    }
}

/* ---- one column of one measure ---- */

/* How many of the column's suppliers and years have too much. */
static size_t take_column(ind_run *run, ind_job *job, ind_read_column c, bool decides) {
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
        one.over = ind_is_too_much(bad->count, limit, rows_of(tally, bad));
        if (names != NULL && bad->supplier != 0)
            one.supplier = ind_dict_text(names, bad->supplier);
        over += one.over;
        ind_job_unread(run, job, one);
    }
    return over;
}

static void say_column(ind_run *run, ind_read_column c, size_t over) {
    const ind_dataset *dataset = c.input->dataset;
    if (ind_said_unreadable(run, c.input)[c.field])
        return;
    c.input->said_unreadable[c.field] = true;
    const char *place = c.input->file_count == 1 ? c.input->files[0].path : NULL;
    ind_diag_add(run->diag, IND_WARNING, IND_OK, "unreadable", (ind_place){.file = place}, NULL,
                 "'%.*s' of '%.*s': %llu of %llu values could not be read; %s",
                 IND_STR_ARGS(dataset->fields[c.field].name), IND_STR_ARGS(dataset->name),
                 (unsigned long long)bad_of(c), (unsigned long long)ind_all_rows(c.input),
                 over > 0 ? "that is too much for some suppliers and years, whose cells are not shown"
                          : "they are unknown, and the measures that read them are flagged");
}

/* All that stands in the column was refused, or nothing stands in one that is not meant to be empty. */
static bool is_all_unknown(ind_read_column c) {
    const ind_field *field = &c.input->dataset->fields[c.field];
    uint64_t rows = ind_all_rows(c.input);
    if (c.input->unreadable.seen == NULL || c.input->unreadable.seen[c.field] || rows == 0)
        return false;
    if (field->default_value.length > 0) /* an empty one has a value; what an unknown weight means, the measure says */
        return false;
    uint64_t bad = bad_of(c);
    if (field->mostly_empty) /* one bad date of death among those who live is not all there is */
        return bad >= IND_LEAST_FAULTS || bad == rows;
    return bad > 0 || (!field->optional && rows >= IND_LEAST_FAULTS);
}

static void judge_column(ind_run *run, ind_job *job, ind_read_column c, bool decides) {
    if (c.input == NULL || !c.input->is_read)
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

/* Rows that find nothing in another table have no value in all that is read of it. */
static void judge_key(ind_run *run, ind_job *job, ind_read_column c, const ind_foreign_key *key, bool decides) {
    if (c.input == NULL || !c.input->is_read || bad_of(c) == 0)
        return;
    job->flags |= IND_FLAG_DATA_FINDINGS;
    if (take_column(run, job, c, decides) == 0 || ind_said_unreadable(run, c.input)[c.field])
        return;
    c.input->said_unreadable[c.field] = true;
    ind_diag_add(
        run->diag, IND_WARNING, IND_OK, "unreadable",
        (ind_place){.file = c.input->file_count == 1 ? c.input->files[0].path : NULL}, NULL,
        "%llu of %llu rows of '%.*s' have no row in '%.*s'; that is too much for some suppliers and years, whose "
        "cells are not shown",
        (unsigned long long)bad_of(c), (unsigned long long)ind_all_rows(c.input), IND_STR_ARGS(c.input->dataset->name),
        IND_STR_ARGS(key->target));
}

/* Look-ups of DATASET that columns of feed F are found by. */
static void judge_keys_of(ind_run *run, ind_job *job, size_t f, const ind_dataset *dataset, bool *const *decides) {
    const ind_feed *feed = &job->measure->feeds[f];
    for (uint32_t k = 0; k < dataset->foreign_key_count; k++) {
        const ind_basis key = {.dataset = dataset, .field = k, .is_key = true};
        size_t i = 0;
        while (i < feed->basis_count && !ind_is_same_basis(&feed->bases[i], &key))
            i++;
        if (i < feed->basis_count && ind_is_first_basis(job->measure, f, i))
            judge_key(run, job, ind_column_of(run, &key), &dataset->foreign_keys[k],
                      ind_is_marked_basis(job->measure, &key, decides));
    }
}

/* Those of its own rows, then those of tables, each dataset once. */
static void judge_keys(ind_run *run, ind_job *job, size_t f, bool *const *decides) {
    const ind_feed *feed = &job->measure->feeds[f];
    judge_keys_of(run, job, f, feed->dataset, decides);
    for (size_t i = 0; i < feed->basis_count; i++) {
        bool again = feed->bases[i].dataset == feed->dataset;
        for (size_t earlier = 0; earlier < i; earlier++)
            again |= feed->bases[earlier].dataset == feed->bases[i].dataset;
        if (!again)
            judge_keys_of(run, job, f, feed->bases[i].dataset, decides);
    }
}

/* A record that was rejected is missing in every figure that its dataset is read for. */
static void judge_rejected(ind_job *job, const ind_input *input) {
    for (size_t f = 0; input != NULL && input->is_read && f < input->file_count; f++)
        job->flags |= input->reports[f].rejected > 0 ? IND_FLAG_DATA_FINDINGS : 0;
}

static void judge_inputs(ind_run *run, ind_job *job, const ind_feed *feed) {
    judge_rejected(job, ind_run_input(run, feed->dataset->name));
    for (size_t i = 0; i < feed->basis_count; i++)
        judge_rejected(job, ind_run_input(run, feed->bases[i].dataset->name));
}

static void judge_feed(ind_run *run, ind_job *job, size_t f, bool *const *decides) {
    const ind_feed *feed = &job->measure->feeds[f];
    judge_inputs(run, job, feed);
    judge_keys(run, job, f, decides);
    for (size_t b = 0; job->reason == NULL && b < feed->basis_count; b++)
        if (!feed->bases[b].is_key && ind_is_first_basis(job->measure, f, b))
            judge_column(run, job, ind_column_of(run, &feed->bases[b]),
                         ind_is_marked_basis(job->measure, &feed->bases[b], decides));
}

void ind_unreadable_judge(ind_run *run) {
    for (size_t i = 0; i < run->job_count; i++) {
        ind_job *job = &run->jobs[i];
        bool *decides[IND_MAX_FEEDS];
        for (size_t f = 0; f < job->measure->feed_count; f++) {
            decides[f] = ind_arena_alloc(run->arena, job->measure->feeds[f].column_count + 1);
            mark_deciding(job->measure, f, decides[f]);
        }
        for (size_t f = 0; job->reason == NULL && f < job->measure->feed_count; f++)
            judge_feed(run, job, f, decides);
    }
}

/* ---- a cell ---- */

/* Which part of the year the days FROM to TO are; 0: none of it.  What has no year may be from any. */
static double part_of_year(uint32_t year, int32_t from, int32_t to) {
    int32_t first, last;
    if (!ind_unreadable_days(year, &first, &last))
        return 1;
    int32_t begin = from > first ? from : first, end = to < last ? to : last;
    return begin > end ? 0 : (double)(end - begin + 1) / (double)(last - first + 1);
}

ind_cell_reason ind_unreadable_cell(const ind_job *job, ind_str area, int32_t from, int32_t to, double numerator) {
    const ind_area_tree *tree = ind_deliveries_areas(job->counter.context.deliveries);
    double deciding = 0, limit = 0;
    bool is_empty = false;
    for (size_t i = 0; i < job->unread_count; i++) {
        const ind_unread *one = &job->unread[i];
        double part = part_of_year(one->year, from, to);
        if (part == 0 || (area.length > 0 && !ind_area_tree_lies_in(tree, one->supplier, area)))
            continue;
        if (one->over && !one->is_empty)
            return IND_REASON_UNREADABLE;
        is_empty |= one->is_empty;
        deciding += one->decides ? part * (double)one->bad : 0;
        limit = one->decides ? one->limit : limit;
    }
    if (deciding >= IND_LEAST_FAULTS && numerator >= 0 && deciding * 100 > limit * numerator)
        return IND_REASON_UNREADABLE;
    return is_empty ? IND_REASON_EMPTY_COLUMN : IND_REASON_NONE;
}

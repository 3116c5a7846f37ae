/* emptied.c - columns that the rules of a measure read and that somebody has left empty.
 *
 * A rule that asks for planned admissions finds none where a supplier does not fill in that column, and 0 % or 100 % of
 * it is no figure.  So a supplier that has given no value of such a column in a year has not delivered what the
 * measure needs.  Columns that are empty as a rule are not judged so, unless the schema says in how many rows there
 * is some value.  Suppliers with few rows are judged together with those of the same whole: a county's register that
 * lacks the column lacks it for its small municipalities too. */
#include "base/date.h"
#include "data/schemas/area_tree.h"
#include "definition/measure_clauses.h"
#include "engine/judge/read_column.h"

/* ---- which columns do rules read? ---- */

/* Conditions, and what is summed up; who is counted, when and in which group are other questions. */
static bool is_rule(const ind_clause *clause) {
    return ind_expr_type(clause->expr) == IND_BOOLEAN || strcmp(clause->pointer, "/value") == 0 ||
           strcmp(clause->pointer, "/sum") == 0;
}

static void mark_ruled(ind_run *run, const ind_measure *measure, bool *const *ruled) {
    size_t count;
    const ind_clause *clauses = ind_clauses_of(run->arena, measure, &count);
    for (size_t i = 0; i < count; i++) {
        if (clauses[i].expr == NULL || !is_rule(&clauses[i]))
            continue;
        ind_mark_columns(&measure->feeds[clauses[i].feed], clauses[i].scope, clauses[i].expr, ruled[clauses[i].feed]);
    }
}

/* ---- who has left one empty, and when? ---- */

typedef struct {
    ind_run *run;
    ind_job *job;
    ind_read_column column;
    uint64_t least;   /* rows */
    uint64_t rows;    /* of all that have left it empty */
    ind_str supplier; /* one of them */
    uint32_t year;
} emptiness;

static ind_str supplier_of(const emptiness *e, size_t code) {
    const ind_dataset *dataset = e->column.input->dataset;
    return dataset->supplier < 0 || code == 0
               ? IND_STR("")
               : ind_dict_text(e->column.input->dicts[dataset->supplier], (uint32_t)code);
}

/* Rows without a value in the year, of all that are part of the same whole; 0: one of them has given some. */
static uint64_t rows_of_whole(const emptiness *e, const ind_bad_count *blank) {
    const ind_area_tree *tree = e->run->areas;
    const ind_unreadable *tally = &e->column.input->unreadable;
    ind_str whole = ind_area_tree_whole(tree, supplier_of(e, blank->supplier));
    uint64_t rows = 0;
    for (size_t s = 1; s < tally->supplier_count; s++)
        if (ind_unreadable_has(tally, s, blank->year, blank->field) &&
            ind_area_tree_lies_in(tree, supplier_of(e, s), whole))
            return 0;
    for (size_t i = 0; i < tally->blank_count; i++)
        if (tally->blank[i].field == blank->field && tally->blank[i].year == blank->year &&
            ind_area_tree_lies_in(tree, supplier_of(e, tally->blank[i].supplier), whole))
            rows += tally->blank[i].count;
    return rows;
}

static void judge_year(emptiness *e, const ind_bad_count *blank) {
    bool known = blank->supplier > 0 && e->run->areas != NULL;
    if (blank->count < e->least && (!known || rows_of_whole(e, blank) < e->least))
        return;
    ind_unread one = {.supplier = supplier_of(e, blank->supplier), .year = blank->year, .over = true, .is_empty = true};
    ind_job_unread(e->run, e->job, one);
    e->supplier = e->rows == 0 ? one.supplier : e->supplier;
    e->year = e->rows == 0 ? one.year : e->year;
    e->rows += blank->count;
}

/* Rows of nobody are nobody's delivery, and those of no day are in no period. */
static void judge_years(emptiness *e) {
    const ind_dataset *dataset = e->column.input->dataset;
    const ind_unreadable *tally = &e->column.input->unreadable;
    for (size_t i = 0; i < tally->blank_count; i++) {
        const ind_bad_count *blank = &tally->blank[i];
        bool placed = (dataset->supplier < 0 || blank->supplier > 0) && (dataset->date < 0 || blank->year > 0);
        if (blank->field == e->column.field && placed &&
            !ind_unreadable_has(tally, blank->supplier, blank->year, blank->field))
            judge_year(e, blank);
    }
}

static void say(emptiness *e, const ind_field *field) {
    ind_input *input = e->column.input;
    bool *said = ind_said_unreadable(e->run, input);
    int32_t from, to;
    if (said[e->column.field])
        return;
    said[e->column.field] = true;
    int first = ind_unreadable_days(e->year, &from, &to) ? ind_ymd_of(from).year : 0;
    ind_diag_add(
        e->run->diag, IND_WARNING, IND_OK, "empty_column",
        (ind_place){.file = input->file_count == 1 ? input->files[0].path : NULL}, NULL,
        "'%.*s' of '%.*s' has no value in %llu rows of suppliers that have left it empty for a whole year%s%s: "
        "the cells that rest on it are not delivered",
        IND_STR_ARGS(field->name), IND_STR_ARGS(input->dataset->name), (unsigned long long)e->rows,
        e->supplier.length == 0 ? "" : ind_arena_format(e->run->arena, ", the first '%.*s'", IND_STR_ARGS(e->supplier)),
        first == 0 ? "" : ind_arena_format(e->run->arena, " in %d", first));
}

/* ---- one column of one measure ---- */

/* An optional column that is in the file and all empty: the file says less than it seems to. */
static void judge_whole(ind_run *run, ind_job *job, ind_read_column c) {
    const ind_dataset *dataset = c.input->dataset;
    const ind_field *field = &dataset->fields[c.field];
    bool seen = c.input->unreadable.seen == NULL || c.input->unreadable.seen[c.field];
    bool fills = field->default_value.length > 0;
    if (seen || !field->optional || field->mostly_empty || ind_all_rows(c.input) < IND_LEAST_FAULTS)
        return;
    job->flags |= IND_FLAG_DATA_FINDINGS;
    if (ind_said_unreadable(run, c.input)[c.field] || (c.input->said_absent != NULL && c.input->said_absent[c.field]))
        return;
    ind_said_unreadable(run, c.input)[c.field] = true;
    ind_diag_add(run->diag, IND_WARNING, IND_OK, "empty_column",
                 (ind_place){.file = c.input->file_count == 1 ? c.input->files[0].path : NULL}, NULL,
                 "'%.*s' of '%.*s' is read by a measure, and no row has a value%s%.*s", IND_STR_ARGS(field->name),
                 IND_STR_ARGS(dataset->name), fills ? ": every row has its default " : "",
                 IND_STR_ARGS(field->default_value));
}

static void judge_suppliers(ind_run *run, ind_job *job, ind_read_column c) {
    const ind_field *field = &c.input->dataset->fields[c.field];
    emptiness e = {.run = run, .job = job, .column = c, .least = ind_field_least_rows(field)};
    if (e.least == 0 || ind_absent_everywhere(c.input, field)) /* that is said, and what it means, by absent.c */
        return;
    judge_years(&e);
    if (e.rows == 0)
        return;
    job->flags |= IND_FLAG_DATA_FINDINGS;
    say(&e, field);
}

static void judge_feed(ind_run *run, ind_job *job, size_t f, bool *const *ruled) {
    const ind_feed *feed = &job->measure->feeds[f];
    for (size_t b = 0; b < feed->basis_count; b++) {
        ind_read_column c = ind_column_of(run, &feed->bases[b]);
        if (feed->bases[b].is_key || !ind_is_first_basis(job->measure, f, b) || c.input == NULL || !c.input->is_read)
            continue;
        if (ind_is_marked_basis(job->measure, &feed->bases[b], ruled))
            judge_suppliers(run, job, c);
        judge_whole(run, job, c);
    }
}

void ind_emptied_judge(ind_run *run) {
    for (size_t i = 0; i < run->job_count; i++) {
        ind_job *job = &run->jobs[i];
        bool *ruled[IND_MAX_FEEDS];
        if (job->reason != NULL)
            continue;
        for (size_t f = 0; f < job->measure->feed_count; f++)
            ruled[f] = ind_arena_alloc(run->arena, job->measure->feeds[f].column_count + 1);
        mark_ruled(run, job->measure, ruled);
        for (size_t f = 0; f < job->measure->feed_count; f++)
            judge_feed(run, job, f, ruled);
    }
}

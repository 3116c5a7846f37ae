/* references.c - the tables that look-ups find rows of, which are read before the counting.
 *
 *   files -> tables -> look-ups into them, facts into all versions of a row -> what is made of rows of tables
 *
 * What is made comes last and column by column, each after those that it is made of, in whatever table they are: so a
 * column at the end of several look-ups is copied from table to table, and rows that are scanned need but the first. */
#include "engine/load/load.h"
#include "engine/load/made_columns.h"
#include "engine/load/order.h"

#include <stdlib.h>

/* ---- reading ---- */

/* A table on its way to memory. */
typedef struct {
    ind_input *input;
    ind_order_pair *order; /* columns of the table */
    size_t order_count;
} table_reader;

static void table_begin(void *context) {
    table_reader *reader = context;
    ind_reference_clear(&reader->input->table);
    for (size_t f = 0; f < reader->input->file_count; f++)
        ind_findings_clear(&reader->input->misses[f]);
}

static void table_batch(void *context, const ind_batch *batch) {
    table_reader *reader = context;
    ind_reference_add(&reader->input->table, batch);
    ind_order_check(reader->order, reader->order_count, batch->columns, batch, &reader->input->misses[batch->file]);
}

static ptrdiff_t table_column(const void *context, int foreign_key, ind_str name) {
    const ind_input *input = context;
    int field = foreign_key >= 0 ? -1 : ind_dataset_field(input->dataset, name);
    for (size_t c = 0; c < input->table.field_count; c++)
        if ((int)input->table.fields[c] == field)
            return (ptrdiff_t)c;
    return -1;
}

static bool is_made(const ind_scan_column *column) {
    return column->foreign_key >= 0 || column->derived != NULL;
}

/* The columns of the table: those of the files, then those made. */
static void shape_table(ind_run *run, ind_input *input) {
    const ind_dataset *dataset = input->dataset;
    ind_reference *table = &input->table;
    uint32_t *fields = ind_arena_alloc(run->arena, (dataset->field_count + 1) * sizeof *fields);
    *table = (ind_reference){.dataset = dataset, .fields = fields};
    for (uint32_t f = 0; f < dataset->field_count; f++)
        if (input->wanted_fields[f])
            fields[table->field_count++] = f;
    table->columns = ind_alloc_array(table->field_count + input->kept_count, sizeof(ind_vector));
    for (size_t c = 0; c < table->field_count; c++)
        table->columns[c] = ind_vector_new(dataset->fields[fields[c]].type, input->dicts[fields[c]], 0);
    table->column_count = table->field_count;
    input->kept_at = ind_arena_alloc(run->arena, (input->kept_count + 1) * sizeof *input->kept_at);
    for (size_t i = 0; i < input->kept_count; i++) {
        const ind_scan_column *kept = &input->kept[i];
        table->has_places |= kept->foreign_key >= 0 && !input->is_scanned;
        input->kept_at[i] = is_made(kept) ? (uint32_t)table->column_count++
                                          : (uint32_t)table_column(input, -1, dataset->fields[kept->field].name);
    }
}

static ind_status load_table(ind_run *run, ind_input *input) {
    shape_table(run, input);
    table_reader reader = {.input = input};
    if (!input->is_scanned) /* else its rows are looked at then */
        reader.order_count =
            ind_order_plan(run->arena, input->dataset, run->deliveries, table_column, input, &reader.order);
    ind_status status = ind_input_read(run, input,
                                       &(ind_input_request){.wanted = input->table.fields,
                                                            .wanted_count = input->table.field_count,
                                                            .begin = table_begin,
                                                            .batch = table_batch,
                                                            .context = &reader});
    for (size_t f = 0; f < input->file_count; f++)
        ind_findings_sort(&input->misses[f]);
    return status;
}

/* ---- look-ups ---- */

/* Two days of death of one person: the earliest is taken, but nobody should trust what rests on it. */
static void unify(ind_run *run, ind_input *target, const ind_lookup *lookup) {
    const ind_dataset *dataset = target->dataset;
    uint64_t *torn = ind_alloc_array(dataset->field_count, sizeof *torn);
    ind_lookup_unify(lookup, &target->table, torn);
    for (size_t f = 0; f < dataset->field_count; f++) {
        if (torn[f] == 0)
            continue;
        if (target->filled == NULL)
            target->filled = ind_arena_alloc(run->arena, dataset->field_count + 1);
        target->filled[f] = run->contradicted = true;
        ind_diag_add(
            run->diag, IND_WARNING, IND_FINDINGS, "contradiction", (ind_place){0}, NULL,
            "'%.*s' of '%.*s' is a fact of whom the rows are about, and differs between their rows %llu times: "
            "the earliest day is taken",
            IND_STR_ARGS(dataset->fields[f].name), IND_STR_ARGS(dataset->name), (unsigned long long)torn[f]);
    }
    free(torn);
}

static void make_lookup(ind_run *run, ind_input *input, uint32_t number) {
    const ind_foreign_key *key = &input->dataset->foreign_keys[number];
    ind_vector *sides = ind_alloc_array(key->count, sizeof *sides);
    const ind_vector **keys = ind_alloc_array(key->count, sizeof *keys);
    for (size_t f = 0; f < key->count; f++) {
        uint32_t field = key->fields[f];
        sides[f] = (ind_vector){.type = input->dataset->fields[field].type, .dict = input->dicts[field]};
        keys[f] = &sides[f];
    }
    ind_input *target = ind_run_input(run, key->target);
    input->lookups[number] = ind_lookup_new(key, keys, &target->table);
    unify(run, target, input->lookups[number]);
    free(keys);
    free(sides);
}

void ind_lookup_words(ind_arena *arena, const ind_dataset *dataset, int number, const char **name, const char **fault) {
    const ind_foreign_key *key = &dataset->foreign_keys[number];
    *name = ind_arena_str(arena, dataset->fields[key->fields[key->count - 1]].name).data;
    *fault = ind_arena_format(arena, "has no row in '%.*s'%s", IND_STR_ARGS(key->target),
                              ind_key_of_period(key) ? " of any day" : "");
}

/* ---- what is made of rows of tables ---- */

/* One of the columns that a table keeps. */
typedef struct {
    ind_run *run;
    ind_input *input;
    ind_scan_column *column;
    ind_vector *values;
    const char *fault; /* of a look-up that finds nothing; NULL: that is told elsewhere */
    const char *name;
    size_t from, count; /* rows at hand */
} making;

static ind_vector rows_of(const making *m, const ind_vector *column) {
    return ind_vector_slice(column, m->from);
}

static void derive(const making *m, ind_deriver *deriver) {
    const ind_input *input = m->input;
    ind_vector *columns = ind_alloc_array(input->kept_count, sizeof *columns);
    for (uint32_t c = 0; c < input->kept_count; c++)
        if (ind_kept_column(input, c)->any != NULL) /* it is made already */
            columns[c] = rows_of(m, ind_kept_column(input, c));
    ind_vector out = rows_of(m, m->values);
    ind_deriver_run(deriver, columns, m->count, &out);
    free(columns);
}

static const ind_vector *column_of_field(const ind_input *input, uint32_t field) {
    if (input->dataset->fields[field].derived.length == 0)
        return ind_reference_column(&input->table, field);
    return ind_kept_column(input, ind_derived_column(input->kept, input->kept_count, field));
}

static void note_misses(const making *m, const int64_t *rows) {
    ind_input *input = m->input;
    const ind_reference *table = &input->table;
    ind_vector *columns = ind_alloc_array(table->field_count, sizeof *columns);
    for (size_t c = 0; c < table->field_count; c++)
        columns[c] = rows_of(m, &table->columns[c]);
    const ind_batch batch = {.count = m->count, .columns = columns};
    const ind_dataset *dataset = input->dataset;
    const ind_origin origin = {
        .dataset = dataset,
        .supplier = dataset->supplier < 0 ? -1 : (int)table_column(input, -1, dataset->fields[dataset->supplier].name),
        .date = dataset->date < 0 ? -1 : (int)table_column(input, -1, dataset->fields[dataset->date].name)};
    for (size_t row = 0; row < m->count; row++) {
        if (rows[row] != IND_ROW_MISS)
            continue;
        ind_findings_add(&input->misses[table->file[m->from + row]], "missing_lookup", IND_WARNING, m->name, 0,
                         m->fault, table->line[m->from + row], NULL);
        ind_unreadable_miss(&input->unreadable, &origin, &batch, row, m->column->foreign_key);
    }
    free(columns);
}

static void find(const making *m, int64_t *rows) {
    const ind_foreign_key *key = &m->input->dataset->foreign_keys[m->column->foreign_key];
    ind_vector sides[IND_MAX_KEY], at = {0};
    const ind_vector *keys[IND_MAX_KEY];
    for (size_t f = 0; f < key->count; f++) {
        sides[f] = rows_of(m, column_of_field(m->input, key->fields[f]));
        keys[f] = &sides[f];
    }
    if (key->has_valid)
        at = rows_of(m, column_of_field(m->input, key->valid_at));
    ind_lookup_run(m->input->lookups[m->column->foreign_key], keys, key->has_valid ? &at : NULL, m->count, rows);
    if (m->fault != NULL)
        note_misses(m, rows);
    ind_vector out = rows_of(m, m->values);
    ind_lookup_take(&out, ind_kept_column(ind_run_input(m->run, key->target), m->column->of), rows, m->count);
}

/* Of several columns by one look-up, the first one tells what it does not find. */
static bool tells_misses(const ind_input *input, const ind_scan_column *column) {
    bool tells = column->foreign_key >= 0 && !input->is_scanned;
    for (const ind_scan_column *earlier = input->kept; earlier < column; earlier++)
        tells = tells && earlier->foreign_key != column->foreign_key;
    return tells;
}

static void make_column(making *m) {
    const ind_dataset *dataset = m->input->dataset;
    *m->values = ind_vector_new(m->column->type, m->column->dict, m->input->table.rows);
    if (tells_misses(m->input, m->column))
        ind_lookup_words(m->run->arena, dataset, m->column->foreign_key, &m->name, &m->fault);
    ind_deriver *deriver = m->column->derived == NULL ? NULL : ind_deriver_new(m->column);
    int64_t *rows = ind_alloc_array(IND_BATCH_ROWS, sizeof *rows);
    for (m->from = 0; m->from < m->input->table.rows; m->from += IND_BATCH_ROWS) {
        size_t left = m->input->table.rows - m->from;
        m->count = left < IND_BATCH_ROWS ? left : IND_BATCH_ROWS;
        if (deriver != NULL)
            derive(m, deriver);
        else
            find(m, rows);
    }
    free(rows);
    ind_deriver_free(deriver);
}

static int by_order(const void *a, const void *b) {
    const making *x = a, *y = b;
    return (x->column->order > y->column->order) - (x->column->order < y->column->order);
}

static void make_columns(ind_run *run) {
    making *all = ind_alloc_array(run->made_count, sizeof *all);
    size_t count = 0;
    for (size_t i = 0; i < run->input_count; i++) {
        ind_input *input = &run->inputs[i];
        for (size_t c = 0; c < input->kept_count; c++)
            if (is_made(&input->kept[c]))
                all[count++] = (making){.run = run,
                                        .input = input,
                                        .column = &input->kept[c],
                                        .values = &input->table.columns[input->kept_at[c]]};
    }
    qsort(all, count, sizeof *all, by_order);
    for (size_t i = 0; i < count; i++)
        make_column(&all[i]);
    free(all);
}

/* ---- all of them ---- */

ind_status ind_load_references(ind_run *run) {
    ind_status status = IND_OK;
    for (size_t i = 0; i < run->input_count; i++)
        if (run->inputs[i].is_reference)
            status = ind_status_worst(status, load_table(run, &run->inputs[i]));
    if (status != IND_OK)
        return status;
    for (size_t i = 0; i < run->input_count; i++)
        for (uint32_t k = 0; k < run->inputs[i].dataset->foreign_key_count; k++)
            if (run->inputs[i].looked_up[k])
                make_lookup(run, &run->inputs[i], k);
    make_columns(run);
    for (size_t i = 0; i < run->input_count; i++)
        for (size_t f = 0; f < run->inputs[i].file_count; f++)
            ind_findings_sort(&run->inputs[i].misses[f]);
    return IND_OK;
}

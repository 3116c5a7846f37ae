/* plan_columns.c - see plan_columns.h.
 *
 * Rows are wanted in two places: where a dataset is scanned, and where it is a table that look-ups find rows of.  Both
 * have a list of columns.  A column at the end of several look-ups is made in the tables on the way, one look-up each,
 * so that the rows that are scanned need but one. */
#include "engine/plan/plan_columns.h"

/* ---- fields of files ---- */

void ind_plan_field(ind_run *run, ind_input *input, uint32_t field) {
    const ind_field *wanted = &input->dataset->fields[field];
    if (input->wanted_fields[field])
        return;
    input->wanted_fields[field] = true;
    if (wanted->from_key >= 0 && wanted->from_list.length > 0)
        ind_plan_field(run, input, (uint32_t)wanted->from_key);
    if (wanted->expected_of >= 0)
        ind_plan_field(run, input, (uint32_t)wanted->expected_of);
    for (size_t i = 0; i < wanted->default_within_count; i++)
        ind_plan_field(run, input, wanted->default_within[i]);
    input->dicts[field] = ind_run_dict(run, input->dataset, field);
}

/* That much of a column is judged at a time. */
void ind_plan_origin(ind_run *run, ind_input *input) {
    if (input->dataset->supplier >= 0)
        ind_plan_field(run, input, (uint32_t)input->dataset->supplier);
    if (input->dataset->date >= 0)
        ind_plan_field(run, input, (uint32_t)input->dataset->date);
}

/* What must add up is looked at whatever is asked. */
void ind_plan_sums(ind_run *run, ind_input *input) {
    for (size_t i = 0; i < input->dataset->sum_count; i++) {
        const ind_sum_rule *rule = &input->dataset->sums[i];
        ind_plan_field(run, input, rule->total);
        for (size_t c = 0; c < rule->column_count; c++)
            ind_plan_field(run, input, rule->columns[c]);
        if (input->dataset->noise != NULL)
            ind_plan_field(run, input, input->dataset->noise->year);
    }
}

/* Where rows of a table may have one key, all their columns tell them apart, whatever else is loaded. */
static void want_all(ind_run *run, ind_input *input) {
    for (uint32_t f = 0; f < input->dataset->field_count; f++)
        if (input->dataset->fields[f].derived.length == 0)
            ind_plan_field(run, input, f);
}

/* ---- lists of columns ---- */

/* One of the two lists of an input. */
typedef struct {
    ind_run *run;
    ind_input *input;
    bool kept; /* by its table, else scanned */
} row_list;

static size_t count_of(const row_list *list) {
    return list->kept ? list->input->kept_count : list->input->column_count;
}

static ind_scan_column *items_of(const row_list *list) {
    return list->kept ? list->input->kept : list->input->columns;
}

static uint32_t add(const row_list *list, ind_scan_column column) {
    ind_input *input = list->input;
    ind_arena *arena = list->run->arena;
    column.order = list->kept ? list->run->made_count++ : 0;
    if (list->kept) {
        input->kept = ind_arena_grow(arena, input->kept, input->kept_count, &input->kept_capacity, sizeof *input->kept);
        input->kept[input->kept_count] = column;
        return (uint32_t)input->kept_count++;
    }
    input->columns =
        ind_arena_grow(arena, input->columns, input->column_count, &input->column_capacity, sizeof *input->columns);
    input->columns[input->column_count] = column;
    return (uint32_t)input->column_count++;
}

static uint32_t want_column(const row_list *list, const ind_column *column, size_t step);

static const ind_derived *derived_of(const row_list *list, uint32_t field) {
    bool busy; /* what was wrong with it was said when the measure was compiled */
    return ind_catalogue_derived(list->run->catalogue, list->input->dataset, field, list->run->diag, &busy);
}

/* What the derived column is made of; *DERIVED NULL: it is of the file. */
static const uint32_t *want_parts(const row_list *list, uint32_t field, const ind_derived **derived) {
    *derived = NULL;
    if (list->input->dataset->fields[field].derived.length == 0) {
        ind_plan_field(list->run, list->input, field);
        return NULL;
    }
    *derived = derived_of(list, field);
    uint32_t *slots = ind_arena_alloc(list->run->arena, ((*derived)->column_count + 1) * sizeof *slots);
    for (size_t s = 0; s < (*derived)->column_count; s++)
        slots[s] = want_column(list, &(*derived)->columns[s], 0);
    return slots;
}

static uint32_t want_own(const row_list *list, uint32_t field) {
    for (uint32_t c = 0; c < count_of(list); c++)
        if (items_of(list)[c].foreign_key < 0 && items_of(list)[c].field == field)
            return c;
    const ind_derived *derived;
    const uint32_t *slots = want_parts(list, field, &derived);
    const ind_dataset *dataset = list->input->dataset;
    ind_dict *dict = list->input->dicts[field] = ind_run_dict(list->run, dataset, field);
    return add(list, (ind_scan_column){.foreign_key = -1,
                                       .field = field,
                                       .type = dataset->fields[field].type,
                                       .dict = dict,
                                       .derived = derived,
                                       .slots = slots});
}

/* ---- look-ups ---- */

static void want_key(const row_list *list, uint32_t field) {
    if (list->input->dataset->fields[field].derived.length > 0)
        want_own(list, field);
    else
        ind_plan_field(list->run, list->input, field);
}

static void want_target(ind_run *run, const ind_foreign_key *key, ind_input *target) {
    const ind_dataset *dataset = target->dataset;
    target->is_reference = true;
    ind_plan_origin(run, target);
    if (run->options->skip_key_check || dataset->key_count == 0)
        want_all(run, target);
    for (size_t f = 0; f < dataset->key_count; f++) /* what decides between rows that fit alike */
        ind_plan_field(run, target, dataset->key[f]);
    for (size_t f = 0; f < key->count; f++)
        ind_plan_field(run, target, (uint32_t)ind_dataset_field(dataset, key->target_names[f]));
    if (!key->has_valid)
        return;
    ind_plan_field(run, target, (uint32_t)ind_dataset_field(dataset, key->valid_from));
    ind_plan_field(run, target, (uint32_t)ind_dataset_field(dataset, key->valid_to));
}

/* Fields on both sides of a look-up. */
static void want_lookup(const row_list *list, uint32_t number) {
    const ind_foreign_key *key = &list->input->dataset->foreign_keys[number];
    list->input->looked_up[number] = true;
    for (size_t f = 0; f < key->count; f++)
        want_key(list, key->fields[f]);
    if (key->has_valid && key->valid_on == IND_VALID_ON_FIELD)
        want_key(list, key->valid_at);
    want_target(list->run, key, ind_run_input(list->run, key->target));
}

/* What is behind the look-up NUMBER, in its target's table. */
static uint32_t want_kept(const row_list *list, uint32_t number, const ind_column *column, size_t step) {
    ind_input *target = ind_run_input(list->run, list->input->dataset->foreign_keys[number].target);
    return want_column(&(row_list){list->run, target, true}, column, step + 1);
}

static uint32_t want_found(const row_list *list, const ind_column *column, size_t step) {
    uint32_t number = ind_column_step(column, step);
    want_lookup(list, number);
    uint32_t of = want_kept(list, number, column, step);
    for (uint32_t c = 0; c < count_of(list); c++)
        if (items_of(list)[c].foreign_key == (int)number && items_of(list)[c].of == of)
            return c;
    const ind_input *target = ind_run_input(list->run, list->input->dataset->foreign_keys[number].target);
    const ind_scan_column *found = &target->kept[of];
    bool of_file = found->foreign_key < 0 && found->derived == NULL;
    return add(list, (ind_scan_column){.foreign_key = (int)number,
                                       .field = of_file ? found->field : IND_NO_FIELD,
                                       .of = of,
                                       .type = found->type,
                                       .dict = found->dict});
}

/* STEP look-ups of COLUMN's way have been taken to get to the rows of the list. */
static uint32_t want_column(const row_list *list, const ind_column *column, size_t step) {
    return step < ind_column_steps(column) ? want_found(list, column, step) : want_own(list, column->field);
}

/* ---- for the feeds ---- */

uint32_t ind_plan_column(ind_run *run, ind_input *input, const ind_column *column) {
    return want_column(&(row_list){run, input, false}, column, 0);
}

ind_feed_found ind_plan_found(ind_run *run, ind_input *input, const ind_column *column) {
    const row_list list = {run, input, false};
    uint32_t number = (uint32_t)column->foreign_key;
    want_lookup(&list, number);
    return (ind_feed_found){true, number, want_kept(&list, number, column, 0)};
}

/* Rows of a table that find nothing are told of where the dataset is scanned, if it is: there it has lines. */
void ind_plan_misses(ind_run *run) {
    for (size_t i = 0; i < run->input_count; i++)
        for (uint32_t k = 0; run->inputs[i].is_scanned && k < run->inputs[i].dataset->foreign_key_count; k++)
            if (run->inputs[i].looked_up[k])
                want_lookup(&(row_list){run, &run->inputs[i], false}, k);
}

/* validate.c - "validate": every file read as a run would read it, with all its columns, and no measure. */
#include "check/derived_keys.h"
#include "check/key_tables.h"
#include "data/tables/column_sums.h"
#include "data/tables/profile.h"
#include "engine/engine.h"
#include "indikator/validation.h"

#include <stdlib.h>

typedef struct {
    ind_run *run;
    ind_validation *out;
    ind_key_tables *keys;
} validating;

/* ---- deliveries ---- */

typedef struct {
    ind_profiler *profiler;
    validating *v;
    ind_input *input;
    const uint32_t *wanted;
    size_t wanted_count;
    int *position; /* by field: its column; -1: none */
    ind_column_sums *sums;
    int column[5]; /* of a batch of what tells of deliveries, by role; -1: not there */
    struct {
        ind_str dataset;
        ind_delivery_profile delivery;
    } * rows;
    size_t count, capacity;
} receiver;

static void begin(void *context) {
    receiver *r = context;
    ind_profiler_begin(r->profiler);
    ind_key_tables_begin(r->v->keys, r->input, r->wanted, r->wanted_count);
    ind_column_sums_clear(r->sums);
    for (size_t f = 0; f < r->input->file_count; f++)
        ind_findings_clear(&r->input->misses[f]);
    r->count = 0;
}

static ind_str text_at(const receiver *r, const ind_batch *batch, int what, size_t row) {
    if (r->column[what] < 0)
        return IND_STR("");
    const ind_vector *column = &batch->columns[r->column[what]];
    return ind_arena_str(r->v->out->arena, ind_dict_text(column->dict, column->code[row]));
}

static int32_t day_at(const receiver *r, const ind_batch *batch, int what, size_t row) {
    return r->column[what] < 0 ? IND_NULL_DATE : batch->columns[r->column[what]].day[row];
}

static void take(void *context, const ind_batch *batch) {
    receiver *r = context;
    ind_profiler_batch(r->profiler, batch);
    ind_key_tables_take(r->v->keys, batch);
    ind_column_sums_take(r->sums, batch, &r->input->misses[batch->file]);
    for (size_t row = 0; r->column[0] >= 0 && row < batch->count; row++) {
        r->rows = ind_arena_grow(r->v->out->arena, r->rows, r->count, &r->capacity, sizeof *r->rows);
        r->rows[r->count].dataset = text_at(r, batch, 0, row);
        r->rows[r->count++].delivery = (ind_delivery_profile){.supplier = text_at(r, batch, 1, row),
                                                              .from = day_at(r, batch, 2, row),
                                                              .till = day_at(r, batch, 3, row),
                                                              .taken = day_at(r, batch, 4, row)};
    }
}

static void find_deliveries(receiver *r, const ind_dataset *dataset, const uint32_t *wanted, size_t count) {
    for (size_t n = 0; n < sizeof r->column / sizeof *r->column; n++) {
        r->column[n] = -1;
        for (size_t i = 0; i < count && dataset->deliveries != NULL; i++)
            if (dataset->deliveries->field[n] == (int)wanted[i])
                r->column[n] = (int)i;
    }
}

static void open_sums(receiver *r) {
    const ind_dataset *dataset = r->input->dataset;
    r->position = ind_arena_alloc(r->v->out->arena, (dataset->field_count + 1) * sizeof *r->position);
    for (size_t f = 0; f < dataset->field_count; f++)
        r->position[f] = -1;
    for (size_t i = 0; i < r->wanted_count; i++)
        r->position[r->wanted[i]] = (int)i;
    ind_column_sums_free(r->sums);
    r->sums = ind_column_sums_new(r->v->out->arena, dataset, r->position, r->input->file_count);
}

static int by_days(const void *a, const void *b) {
    const ind_delivery_profile *x = a, *y = b;
    int order = ind_str_compare(x->supplier, y->supplier);
    return order != 0           ? order
           : x->from != y->from ? (x->from > y->from) - (x->from < y->from)
                                : (x->taken > y->taken) - (x->taken < y->taken);
}

static void free_files(ind_dataset_profile *dataset) {
    for (size_t f = 0; f < dataset->file_count; f++)
        ind_file_report_free(&dataset->files[f].report);
}

/* Each dataset gets its deliveries. */
static void deal_deliveries(const receiver *r, ind_validation *out) {
    for (size_t d = 0; d < out->dataset_count; d++) {
        ind_dataset_profile *profile = &out->datasets[d];
        profile->deliveries = ind_arena_alloc(out->arena, (r->count + 1) * sizeof *profile->deliveries);
        for (size_t i = 0; i < r->count; i++)
            if (ind_str_equal(r->rows[i].dataset, profile->dataset->name))
                profile->deliveries[profile->delivery_count++] = r->rows[i].delivery;
        if (profile->delivery_count > 1)
            qsort(profile->deliveries, profile->delivery_count, sizeof *profile->deliveries, by_days);
    }
}

/* ---- a dataset ---- */

/* Is FIELD named in one of the findings FROM.. about columns that are missing? */
static bool is_missing(const ind_diag *diag, size_t from, const ind_field *field) {
    const char *name = NULL;
    for (size_t i = from; i < ind_diag_count(diag); i++) {
        const ind_finding *f = ind_diag_at(diag, i);
        if (f->rule == NULL || strcmp(f->rule, "missing_column") != 0 || (name = strchr(f->message, '\'')) == NULL)
            continue;
        if (strncmp(name + 1, field->name.data, field->name.length) == 0 && name[1 + field->name.length] == '\'')
            return true;
    }
    return false;
}

/* Does another column follow from the field, or are the rows of its default told apart by it?  Then its texts have
 * numbers. */
static bool groups_rows(const ind_dataset *dataset, uint32_t field) {
    for (size_t f = 0; f < dataset->field_count; f++) {
        if (dataset->fields[f].from_key == (int)field)
            return true;
        for (size_t i = 0; i < dataset->fields[f].default_within_count; i++)
            if (dataset->fields[f].default_within[i] == field)
                return true;
    }
    return false;
}

static size_t wanted_fields(validating *v, ind_input *input, size_t from, uint32_t *wanted, bool *late) {
    size_t count = 0;
    for (uint32_t f = 0; f < input->dataset->field_count; f++) {
        const ind_field *field = &input->dataset->fields[f];
        if (field->derived.length > 0 || is_missing(v->run->diag, from, field))
            continue;
        bool text = field->type == IND_TEXT || field->type == IND_LIST;
        if (text)
            input->dicts[f] = ind_run_dict(v->run, input->dataset, f);
        bool coded = field->allowed_count > 0 || field->codelist.length > 0;
        bool numbered = coded || groups_rows(input->dataset, f) || input->dataset->deliveries != NULL ||
                        ind_derived_keys_read(v->run, input->dataset, f);
        late[count] = text && !numbered;
        wanted[count++] = f;
    }
    return count;
}

/* Once more without the columns that are missing, so that the others can be told of. */
static ind_status read_input(validating *v, ind_input *input, receiver *r, uint32_t *wanted, bool *late,
                             ind_profiler **profiler) {
    size_t from = ind_diag_count(v->run->diag);
    ind_status status = IND_OK, first = IND_OK;
    for (int attempt = 0; attempt < 2; attempt++) {
        size_t count = wanted_fields(v, input, from, wanted, late);
        ind_profiler_free(*profiler);
        *profiler = r->profiler = ind_profiler_new(input->dataset, wanted, count, input->file_count);
        r->input = input;
        r->wanted = wanted;
        r->wanted_count = count;
        find_deliveries(r, input->dataset, wanted, count);
        open_sums(r);
        status = ind_input_read(
            v->run, input,
            &(ind_input_request){
                .wanted = wanted, .late = late, .wanted_count = count, .begin = begin, .batch = take, .context = r});
        first = attempt == 0 ? status : first;
        if (status == IND_OK)
            ind_column_sums_end(r->sums, input->misses);
        size_t again = wanted_fields(v, input, from, wanted, late);
        if (status != IND_E_DATA || again == count)
            break;
        input->is_read = false;
        for (size_t f = 0; f < input->file_count; f++)
            ind_file_report_free(&input->reports[f]);
    }
    ind_diag_sort(v->run->diag, from); /* both times may have said the same */
    ind_diag_unique(v->run->diag, from);
    return ind_status_worst(first, status);
}

static void validate_input(validating *v, ind_input *input, receiver *r, ind_dataset_profile *out) {
    size_t fields = input->dataset->field_count;
    uint32_t *wanted = ind_arena_alloc(v->out->arena, (fields + 1) * sizeof *wanted);
    bool *late = ind_arena_alloc(v->out->arena, fields + 1);
    ind_profiler *profiler = NULL;
    receiver own = {.v = v};
    bool deliveries = input->dataset->deliveries != NULL;
    *out = (ind_dataset_profile){.dataset = input->dataset};
    out->status = read_input(v, input, deliveries ? r : &own, wanted, late, &profiler);
    ind_key_tables_end(v->keys, out->status == IND_OK);
    ind_column_sums_free(r->sums);
    ind_column_sums_free(own.sums);
    r->sums = NULL;
    out->files = ind_arena_alloc(v->out->arena, (input->file_count + 1) * sizeof *out->files);
    for (size_t f = 0; f < input->file_count; f++) {
        ind_file_profile *file = &out->files[out->file_count++];
        *file = (ind_file_profile){.path = input->files[f].path};
        file->report = input->reports[f];
        input->reports[f] = (ind_file_report){0};
        ind_findings_merge(&file->report.findings, &input->misses[f]);
        ind_findings_sort(&file->report.findings);
        ind_profiler_take(profiler, f, &file->report, v->out->arena, file);
    }
    ind_profiler_free(profiler);
}

/* ---- all ---- */

static bool is_chosen(const ind_input *input, const char *const *datasets, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (ind_str_is(input->dataset->name, datasets[i]))
            return true;
    return count == 0;
}

static ind_status check_names(const ind_run *run, const char *const *datasets, size_t count) {
    ind_status status = IND_OK;
    for (size_t i = 0; i < count; i++)
        if (ind_run_input((ind_run *)run, ind_str_of(datasets[i])) == NULL)
            status = ind_diag_add(run->diag, IND_ERROR, IND_E_USAGE, "unknown_dataset", (ind_place){0}, NULL,
                                  "dataset '%s' is not among the data", datasets[i]);
    return status;
}

static bool has_warning(const ind_validation *v) {
    for (size_t d = 0; d < v->dataset_count; d++)
        for (size_t f = 0; f < v->datasets[d].file_count; f++)
            for (size_t i = 0; i < v->datasets[d].files[f].report.findings.count; i++)
                if (v->datasets[d].files[f].report.findings.items[i].severity != IND_NOTE)
                    return true;
    return false;
}

/* Copies: the list of findings may grow. */
static void keep_errors(ind_validation *out, const ind_diag *diag, size_t from) {
    ind_finding *errors = ind_arena_alloc(out->arena, (ind_diag_count(diag) - from + 1) * sizeof *errors);
    for (size_t i = from; i < ind_diag_count(diag); i++) {
        ind_finding f = *ind_diag_at(diag, i);
        if (f.severity == IND_NOTE)
            continue;
        f.message = ind_arena_str(out->arena, ind_str_of(f.message)).data;
        f.help = f.help == NULL ? NULL : ind_arena_str(out->arena, ind_str_of(f.help)).data;
        f.place.file = f.place.file == NULL ? NULL : ind_arena_str(out->arena, ind_str_of(f.place.file)).data;
        errors[out->error_count++] = f;
    }
    out->errors = errors;
}

static bool is_looked_at(const ind_input *input, const char *const *datasets, size_t count) {
    return is_chosen(input, datasets, count) || input->dataset->deliveries != NULL;
}

/* The first that is to be read and whose keys can be looked for already, else the first; SIZE_MAX: all are read. */
static size_t next_input(const validating *v, const bool *left) {
    size_t first = SIZE_MAX;
    for (size_t i = v->run->input_count; i-- > 0;)
        first = left[i] ? i : first;
    for (size_t i = 0; i < v->run->input_count; i++)
        if (left[i] && ind_key_tables_ready(v->keys, left, &v->run->inputs[i]))
            return i;
    return first;
}

/* Those that others point at come first; they stand in order of name. */
static void read_all(validating *v, receiver *r, const char *const *datasets, size_t count) {
    ind_validation *out = v->out;
    size_t inputs = v->run->input_count;
    bool *left = ind_arena_alloc(out->arena, inputs + 1);
    ind_dataset_profile *all = ind_arena_alloc(out->arena, (inputs + 1) * sizeof *all);
    for (size_t i = 0; i < inputs; i++)
        left[i] = is_looked_at(&v->run->inputs[i], datasets, count);
    for (size_t i; (i = next_input(v, left)) != SIZE_MAX; left[i] = false) {
        validate_input(v, &v->run->inputs[i], r, &all[i]);
        out->status = ind_status_worst(out->status, all[i].status);
    }
    for (size_t i = 0; i < inputs; i++)
        if (is_chosen(&v->run->inputs[i], datasets, count))
            out->datasets[out->dataset_count++] = all[i];
        else
            free_files(&all[i]);
}

static void validate_all(validating *v, const char *const *datasets, size_t count) {
    receiver r = {.v = v};
    ind_validation *out = v->out;
    size_t from = ind_diag_count(v->run->diag);
    out->datasets = ind_arena_alloc(out->arena, (v->run->input_count + 1) * sizeof *out->datasets);
    v->keys = ind_key_tables_new(v->run);
    read_all(v, &r, datasets, count);
    ind_key_tables_free(v->keys);
    deal_deliveries(&r, out);
    keep_errors(out, v->run->diag, from);
    if (out->status == IND_OK && has_warning(out))
        out->status = IND_FINDINGS;
}

ind_status ind_validation_new(ind_catalogue *catalogue, const ind_run_options *options, const char *const *datasets,
                              size_t dataset_count, ind_diag *diag, ind_validation **out) {
    ind_arena *arena = ind_arena_new();
    ind_run *run = ind_arena_alloc(arena, sizeof *run);
    *run = (ind_run){.arena = arena, .catalogue = catalogue, .options = options, .diag = diag, .threads = 1};
    ind_status status = ind_plan_inputs(run);
    if (status == IND_OK)
        status = check_names(run, datasets, dataset_count);
    *out = NULL;
    if (status == IND_OK) {
        ind_arena *own = ind_arena_new();
        *out = ind_arena_alloc(own, sizeof **out);
        **out = (ind_validation){.arena = own, .owner = run}; /* names of columns live in the run */
        ind_inputs_size(run);
        validating v = {.run = run, .out = *out};
        validate_all(&v, datasets, dataset_count);
        status = (*out)->status;
    } else {
        ind_run_free(run);
    }
    return status;
}

void ind_validation_free(ind_validation *validation) {
    if (validation == NULL)
        return;
    for (size_t d = 0; d < validation->dataset_count; d++)
        free_files(&validation->datasets[d]);
    ind_run_free(validation->owner);
    ind_arena_free(validation->arena);
}

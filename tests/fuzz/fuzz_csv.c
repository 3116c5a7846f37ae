/* Any bytes as a CSV file: no crash, every record accounted for, and the same answer however the bytes are cut.
 * The first byte picks options, the second the size of blocks, the rest is the file. */
#include "data/tables/read_table.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    GIVE_1252 = 1,
    GIVE_POINT = 2,
    CHECK_KEYS = 4,
    TWO_FILES = 8,
    GIVE_COMMA_SEPARATOR = 16,
    PREAMBLE = 32,
    UTF16 = 64
};
enum { ID, PERSON, KOMMUN, DATUM, VIKT, ANTAL, DIAGNOSER, TID, FIELDS };

static const ind_str missing[] = {{"", 0}, {"NULL", 4}};
static const ind_str footer[] = {{"Totalt", 6}};
static const uint32_t key[] = {ID, DATUM};
static const uint32_t wanted[] = {TID, DIAGNOSER, ANTAL, DATUM, KOMMUN, ID};
enum { WANTED = sizeof wanted / sizeof *wanted };

static const ind_value_map map[] = {{{"\xc3\xa5", 2}, {"0480", 4}}};
static const ind_field fields[FIELDS] = {
    [ID] = {.name = {"id", 2}, .type = IND_TEXT, .required = true},
    [PERSON] = {.name = {"person", 6}, .type = IND_TEXT, .optional = true, .identifying = true, .required = true},
    [KOMMUN] = {.name = {"kommun", 6}, .type = IND_TEXT, .optional = true, .width = 4, .map = map, .map_count = 1},
    [DATUM] = {.name = {"datum", 5}, .type = IND_DATE, .optional = true, .partial = IND_PARTIAL_LAST},
    [VIKT] = {.name = {"vikt", 4}, .type = IND_NUMBER, .optional = true},
    [ANTAL] = {.name = {"antal", 5}, .type = IND_INTEGER, .optional = true, .has_minimum = true},
    [DIAGNOSER] = {.name = {"diagnoser", 9}, .type = IND_LIST, .optional = true, .icd10 = true},
    [TID] = {.name = {"tid", 3}, .type = IND_DATETIME, .optional = true},
};

static const ind_dataset dataset = {.name = {"fuzz", 4},
                                    .fields = fields,
                                    .field_count = FIELDS,
                                    .key = key,
                                    .key_count = 2,
                                    .missing = missing,
                                    .missing_count = 2,
                                    .supplier = KOMMUN,
                                    .footer = footer,
                                    .footer_count = 1};

typedef struct {
    ind_arena *arena;
    ind_diag *diag;
    ind_dict *dicts[WANTED];
    ind_file_report reports[2];
    uint64_t rows, sum;
    ind_status status;
} run;

static void require(bool holds, const char *what) {
    if (holds)
        return;
    fprintf(stderr, "fuzz_csv: %s\n", what);
    abort();
}

static void on_begin(void *context) {
    run *r = context;
    r->rows = r->sum = 0;
}

/* Not the order of rows, but all of their values. */
static uint64_t value_of(const ind_vector *column, size_t row) {
    uint64_t value = 1469598103934665603u;
    if (ind_vector_is_null(column, row))
        return value;
    switch (column->type) {
    case IND_TEXT:
    case IND_LIST: {
        ind_str text = ind_dict_text(column->dict, column->code[row]);
        for (size_t i = 0; i < text.length; i++)
            value = (value ^ (unsigned char)text.data[i]) * 1099511628211u;
        return value;
    }
    case IND_DATE: return value ^ (uint64_t)column->day[row];
    default: return value ^ (uint64_t)column->integer[row];
    }
}

static void on_batch(void *context, const ind_batch *batch) {
    run *r = context;
    r->rows += batch->count;
    for (size_t row = 0; row < batch->count; row++) {
        uint64_t sum = batch->line[row];
        for (size_t i = 0; i < WANTED; i++)
            sum = (sum ^ value_of(&batch->columns[i], row)) * 1099511628211u;
        r->sum += sum;
    }
}

static void start(run *r, const char *data, size_t size, unsigned options, size_t block) {
    r->arena = ind_arena_new();
    r->diag = ind_diag_new();
    for (size_t i = 0; i < WANTED; i++) {
        ind_type type = fields[wanted[i]].type;
        r->dicts[i] = type == IND_TEXT || type == IND_LIST ? ind_dict_new() : NULL;
    }
    ind_input_file files[2] = {{"a.csv", IND_NULL_DATE, {data, size}}, {"b.csv", IND_NULL_DATE, {data, size}}};
    ind_table_request request = {.dataset = &dataset,
                                 .files = files,
                                 .file_count = (options & TWO_FILES) != 0 ? 2 : 1,
                                 .wanted = wanted,
                                 .dicts = r->dicts,
                                 .wanted_count = WANTED,
                                 .dialect = {.preamble_rows = (options & PREAMBLE) != 0 ? 1 : -1},
                                 .max_rejected = (options & CHECK_KEYS) != 0 ? 100 : 50,
                                 .check_keys = (options & CHECK_KEYS) != 0,
                                 .arena = r->arena,
                                 .begin = on_begin,
                                 .batch = on_batch,
                                 .context = r,
                                 .block_size = block,
                                 .record_limit = 1000};
    if ((options & UTF16) != 0)
        request.dialect.encoding = IND_STR("utf-16");
    else if ((options & GIVE_1252) != 0)
        request.dialect.encoding = IND_STR("windows-1252");
    if ((options & GIVE_POINT) != 0)
        request.dialect.decimal = '.';
    if ((options & GIVE_COMMA_SEPARATOR) != 0)
        request.dialect.separator = ',';
    r->status = ind_table_read(&request, r->reports, r->diag);
    require((r->status == IND_OK) == (ind_diag_count(r->diag) == 0),
            "a status without a finding, or the other way round");
}

static void finish(run *r) {
    for (size_t i = 0; i < WANTED; i++)
        ind_dict_free(r->dicts[i]);
    ind_file_report_free(&r->reports[0]);
    ind_file_report_free(&r->reports[1]);
    ind_diag_free(r->diag);
    ind_arena_free(r->arena);
}

static void check_counts(const run *r) {
    uint64_t rows = 0;
    for (size_t i = 0; i < 2; i++) {
        const ind_file_report *report = &r->reports[i];
        require(report->records == report->rows + report->rejected + report->duplicates, "records do not add up");
        rows += report->rows;
    }
    if (r->status == IND_OK)
        require(rows == r->rows, "rows were not all delivered");
    require(r->status == IND_OK || r->status == IND_E_DATA, "a status that no file may cause");
}

static void check_same(const run *a, const run *b) {
    require(a->status == b->status && a->rows == b->rows && a->sum == b->sum, "blocks change the rows");
    require(ind_diag_count(a->diag) == ind_diag_count(b->diag), "blocks change the number of errors");
    for (size_t i = 0; i < ind_diag_count(a->diag); i++) {
        const ind_finding *x = ind_diag_at(a->diag, i), *y = ind_diag_at(b->diag, i);
        require(strcmp(x->message, y->message) == 0 && x->place.line == y->place.line &&
                    x->place.column == y->place.column,
                "blocks change an error");
    }
    for (size_t i = 0; i < 2; i++)
        require(a->reports[i].records == b->reports[i].records &&
                    a->reports[i].findings.count == b->reports[i].findings.count &&
                    strcmp(a->reports[i].hash, b->reports[i].hash) == 0,
                "blocks change a report");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2)
        return 0;
    run whole = {0}, cut = {0};
    start(&whole, (const char *)data + 2, size - 2, data[0], 0);
    start(&cut, (const char *)data + 2, size - 2, data[0], data[1] % 16 + 1u);
    check_counts(&whole);
    check_same(&whole, &cut);
    finish(&whole);
    finish(&cut);
    return 0;
}

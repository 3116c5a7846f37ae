/* Files of one dataset to rows: what is delivered, what is counted, what is refused.
 *
 * An outcome is written down as text: rows "id person kommunkod datum vikt antal diagnoser kon tid" in the
 * order of their ids, then counts, findings and errors, and compared with what is expected. */
#include "base/date.h"
#include "data/tables/read_table.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
/* cmocka wants the four above first */
#include <cmocka.h>

/* ---- the dataset ---- */

enum { ID, PERSON, KOMMUN, DATUM, VIKT, ANTAL, DIAGNOSER, KON, TID, BELOPP, ANMARKNING, FIELDS };

static const ind_str kommun_aliases[] = {{"hemkommun", 9}};
static const ind_str kon_allowed[] = {{"K", 1}, {"M", 1}};
static const ind_value_map kon_map[] = {{{"1", 1}, {"M", 1}}, {{"2", 1}, {"K", 1}}, {{"kvinna", 6}, {"K", 1}}};
static const ind_str missing_texts[] = {{"", 0}, {"NULL", 4}, {"..", 2}};
static const uint32_t key_fields[] = {ID};
static int32_t open_days[1];

static void fill_fields(ind_field *fields) {
    fields[ID] = (ind_field){.name = IND_STR("besok_id"), .type = IND_TEXT, .required = true};
    fields[PERSON] = (ind_field){.name = IND_STR("person_id"), .type = IND_TEXT, .required = true, .identifying = true};
    fields[KOMMUN] = (ind_field){
        .name = IND_STR("kommunkod"), .type = IND_TEXT, .width = 4, .aliases = kommun_aliases, .alias_count = 1};
    fields[DATUM] = (ind_field){.name = IND_STR("datum"), .type = IND_DATE, .open = open_days, .open_count = 1};
    fields[VIKT] =
        (ind_field){.name = IND_STR("vikt"), .type = IND_NUMBER, .optional = true, .default_value = IND_STR("1")};
    fields[ANTAL] = (ind_field){.name = IND_STR("antal"),
                                .type = IND_INTEGER,
                                .optional = true,
                                .has_minimum = true,
                                .has_maximum = true,
                                .maximum = 100};
    fields[DIAGNOSER] = (ind_field){.name = IND_STR("diagnoser"), .type = IND_LIST, .optional = true, .icd10 = true};
    fields[KON] = (ind_field){.name = IND_STR("kon"),
                              .type = IND_TEXT,
                              .optional = true,
                              .map = kon_map,
                              .map_count = 3,
                              .allowed = kon_allowed,
                              .allowed_count = 2};
    fields[TID] = (ind_field){.name = IND_STR("tid"), .type = IND_DATETIME, .optional = true};
    fields[BELOPP] = (ind_field){.name = IND_STR("belopp"), .type = IND_NUMBER, .optional = true};
    fields[ANMARKNING] =
        (ind_field){.name = IND_STR("anmarkning"), .type = IND_TEXT, .optional = true, .sensitive = true};
}

enum { WANTED = 9 }; /* ID to TID; not belopp, not anmarkning */

typedef struct {
    ind_arena *arena;
    ind_field fields[FIELDS];
    ind_dataset dataset;
    uint32_t wanted[WANTED];
    ind_dict *dicts[WANTED];
    ind_input_file files[4];
    ind_file_report reports[4];
    ind_table_request request;
    ind_diag *diag;
    ind_buffer rows[4096]; /* in order of delivery */
    size_t row_count, begins, batches;
    ind_buffer outcome;
    uint64_t progress;
} fixture;

/* ---- what came out ---- */

static void add_value(ind_buffer *out, const ind_vector *column, size_t row) {
    char text[IND_DATE_TEXT];
    if (ind_vector_is_null(column, row)) {
        ind_buffer_text(out, "-");
        return;
    }
    switch (column->type) {
    case IND_TEXT:
    case IND_LIST: {
        ind_str value = ind_dict_text(column->dict, column->code[row]);
        ind_buffer_add(out, value.data, value.length);
        break;
    }
    case IND_INTEGER: ind_buffer_format(out, "%lld", (long long)column->integer[row]); break;
    case IND_NUMBER: ind_buffer_format(out, "%g", column->number[row]); break;
    case IND_DATE: ind_buffer_text(out, ind_date_text(column->day[row], text)); break;
    case IND_DATETIME:
        ind_buffer_format(out, "%sT%02d:%02d", ind_date_text((int32_t)(column->integer[row] / 1440), text),
                          (int)(column->integer[row] % 1440 / 60), (int)(column->integer[row] % 60));
        break;
    case IND_BOOLEAN: break;
    }
}

static void forget(fixture *f) {
    for (size_t i = 0; i < f->row_count; i++)
        ind_buffer_free(&f->rows[i]);
    f->row_count = f->batches = 0;
}

static void on_begin(void *context) {
    fixture *f = context;
    forget(f);
    f->begins++;
}

static void on_batch(void *context, const ind_batch *batch) {
    fixture *f = context;
    f->batches++;
    assert_true(batch->count > 0 && batch->count <= IND_BATCH_ROWS);
    for (size_t row = 0; row < batch->count; row++) {
        assert_true(f->row_count < sizeof f->rows / sizeof *f->rows);
        ind_buffer *out = &f->rows[f->row_count++];
        for (size_t i = 0; i < f->request.wanted_count; i++) {
            if (i > 0)
                ind_buffer_text(out, " ");
            add_value(out, &batch->columns[i], row);
        }
    }
}

static void on_progress(void *context, uint64_t bytes) {
    ((fixture *)context)->progress += bytes;
}

static int by_text(const void *left, const void *right) {
    const ind_buffer *a = left, *b = right;
    return strcmp(a->data, b->data);
}

static void add_findings(ind_buffer *out, const ind_findings *findings) {
    for (size_t i = 0; i < findings->count; i++) {
        const ind_data_finding *item = &findings->items[i];
        ind_buffer_format(out, "%s %s %s %llu:",
                          item->severity == IND_ERROR     ? "E"
                          : item->severity == IND_WARNING ? "W"
                                                          : "N",
                          item->rule, item->column == NULL ? "-" : item->column, (unsigned long long)item->count);
        for (uint32_t j = 0; j < item->shown; j++)
            ind_buffer_format(out, " %llu%s%s", (unsigned long long)item->line[j], item->shape[j][0] == '\0' ? "" : "=",
                              item->shape[j]);
        ind_buffer_text(out, "\n");
    }
}

static void add_errors(ind_buffer *out, const ind_diag *diag) {
    for (size_t i = 0; i < ind_diag_count(diag); i++) {
        const ind_finding *item = ind_diag_at(diag, i);
        ind_buffer_format(out, "%s:%llu:%u: %s: %s\n", item->place.file == NULL ? "" : item->place.file,
                          (unsigned long long)item->place.line, (unsigned)item->place.column, item->rule,
                          item->message);
    }
}

/* ROWS: rows too, else only counts, findings and errors. */
static const char *outcome_of(fixture *f, ind_status status) {
    ind_buffer *out = &f->outcome;
    out->length = 0;
    ind_buffer_format(out, "status %d\n", (int)status);
    if (status == IND_OK) {
        qsort(f->rows, f->row_count, sizeof *f->rows, by_text);
        for (size_t i = 0; i < f->row_count; i++)
            ind_buffer_format(out, "%s\n", f->rows[i].data);
    }
    for (size_t i = 0; i < f->request.file_count; i++) {
        const ind_file_report *r = &f->reports[i];
        ind_buffer_format(out, "%s: records %llu rows %llu rejected %llu duplicates %llu skipped %llu\n", r->file,
                          (unsigned long long)r->records, (unsigned long long)r->rows, (unsigned long long)r->rejected,
                          (unsigned long long)r->duplicates, (unsigned long long)r->skipped);
        add_findings(out, &r->findings);
    }
    add_errors(out, f->diag);
    return out->data;
}

/* ---- one run ---- */

static fixture *start(void) {
    fixture *f = ind_alloc(sizeof *f);
    f->arena = ind_arena_new();
    f->diag = ind_diag_new();
    open_days[0] = ind_day(9999, 12, 31);
    fill_fields(f->fields);
    f->dataset = (ind_dataset){.name = IND_STR("besok"),
                               .fields = f->fields,
                               .field_count = FIELDS,
                               .key = key_fields,
                               .key_count = 1,
                               .missing = missing_texts,
                               .missing_count = 3,
                               .supplier = -1,
                               .personal = true};
    for (uint32_t i = 0; i < WANTED; i++) {
        f->wanted[i] = i;
        bool text = f->fields[i].type == IND_TEXT || f->fields[i].type == IND_LIST;
        f->dicts[i] = text ? ind_dict_new() : NULL;
    }
    f->request = (ind_table_request){.dataset = &f->dataset,
                                     .files = f->files,
                                     .wanted = f->wanted,
                                     .dicts = f->dicts,
                                     .wanted_count = WANTED,
                                     .dialect = {.preamble_rows = -1},
                                     .max_rejected = 100,
                                     .check_keys = true,
                                     .arena = f->arena,
                                     .begin = on_begin,
                                     .batch = on_batch,
                                     .progress = on_progress,
                                     .progress_context = f,
                                     .context = f};
    return f;
}

static void finish(fixture *f) {
    forget(f);
    for (size_t i = 0; i < WANTED; i++)
        ind_dict_free(f->dicts[i]);
    for (size_t i = 0; i < 4; i++)
        ind_file_report_free(&f->reports[i]);
    ind_buffer_free(&f->outcome);
    ind_diag_free(f->diag);
    ind_arena_free(f->arena);
    free(f);
}

static const char *const file_names[] = {"dir/a.csv", "dir/b.csv", "dir/c.csv", "dir/d.csv"};

static void add_memory(fixture *f, const char *text, size_t length) {
    size_t i = f->request.file_count++;
    f->files[i] = (ind_input_file){.path = file_names[i], .delivered = IND_NULL_DATE, .memory = {text, length}};
}

static void add_text(fixture *f, const char *text) {
    add_memory(f, text, strlen(text));
}

static ind_status read_table(fixture *f) {
    return ind_table_read(&f->request, f->reports, f->diag);
}

static void expect_outcome(fixture *f, const char *name, const char *want) {
    const char *got = outcome_of(f, read_table(f));
    if (strcmp(got, want) != 0)
        fail_msg("%s:\n--- got\n%s--- want\n%s", name, got, want);
}

/* ---- one file each ---- */

#define HEAD "besok_id;person_id;kommunkod;datum;vikt;antal;diagnoser;kon;tid"
#define SHORT "besok_id;person_id;kommunkod;datum"
#define LACKING                                                                                                        \
    "N missing_column vikt 1: 1\nN missing_column antal 1: 1\nN missing_column diagnoser 1: 1\nN missing_column kon "  \
    "1: 1\nN missing_column tid 1: 1\n"

typedef struct {
    const char *name, *text, *want;
    size_t length; /* of text, where it holds NUL; else 0 */
} table_case;

static const table_case cases[] = {
    {"every column", HEAD "\n1;p1;0480;2024-01-31;1,5;7;I50.9|j 18;K;2024-01-31 12:30\n",
     "status 0\n1 p1 0480 2024-01-31 1.5 7 I509|J18 K 2024-01-31T12:30\n"
     "a.csv: records 1 rows 1 rejected 0 duplicates 0 skipped 0\n",
     0},
    {"ways to write",
     HEAD "\n1;p1;480;20240131;-1,25;1 00;;1;2024-01-31\n2; p2 ;NULL;2024-01-31T00:00:00.000;..;42;I509;kvinna;"
          "2024-01-31T23:59:59.9\n",
     "status 0\n1 p1 0480 2024-01-31 -1.25 - - M 2024-01-31T00:00\n2 p2 - 2024-01-31 - 42 I509 K 2024-01-31T23:59\n"
     "a.csv: records 2 rows 2 rejected 0 duplicates 0 skipped 0\n"
     "W bad_integer antal 1: 2=9 99\nN padded_code kommunkod 1: 2=999\n",
     0},
    {"bad cells elsewhere are unknown",
     HEAD "\n1;p1;0480;2024-02-30;x;101;I509;Z;nu\n2;p2;0480;9999-12-31;1e5;-1;;K;\n",
     "status 0\n1 p1 0480 - - - I509 - -\n2 p2 0480 - - - - K -\n"
     "a.csv: records 2 rows 2 rejected 0 duplicates 0 skipped 0\n"
     "W bad_date datum 1: 2=9999-99-99\nW bad_datetime tid 1: 2=xx\nW bad_number vikt 2: 2=x 3=9x9\n"
     "N open_date datum 1: 3=9999-99-99\nW out_of_range antal 2: 2=999 3=-9\nW unknown_code kon 1: 2=x\n",
     0},
    {"bad or missing in required columns",
     HEAD "\n;p1;;;;;;;\n2;;;;;;;;\n1,98E+11;p3;;;;;;;\n4;p4;;;;;;;\n5;2,1E+11;;x;;;;;\n",
     "status 0\n4 p4 - - - - - - -\na.csv: records 5 rows 1 rejected 4 duplicates 0 skipped 0\n"
     "E lost_digits besok_id 1: 4=9,99x+99\nE lost_digits person_id 1: 6\n"
     "E missing_value besok_id 1: 2\nE missing_value person_id 1: 3\n",
     0},
    {"optional columns may lack", SHORT "\n1;p1;0480;2024-01-01\n",
     "status 0\n1 p1 0480 2024-01-01 1 - - - -\na.csv: records 1 rows 1 rejected 0 duplicates 0 skipped 0\n" LACKING,
     0},
    {"header only", SHORT "\n", "status 0\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n" LACKING, 0},
    {"header aliases, order, capitals", "Hem-Kommun [kod];Person ID;DATUM;Besok_Id\n",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n"
     "N missing_column vikt 1: 1\nN missing_column antal 1: 1\nN missing_column diagnoser 1: 1\nN missing_column kon "
     "1: "
     "1\nN missing_column tid 1: 1\n"
     "dir/a.csv:1:0: missing_column: column 'kommunkod' of dataset 'besok' is missing\n",
     0},
    {"header aliases", "Hemkommun [kod];Person ID;DATUM;Besok-Id\n0480;p1;2024-01-01;1\n",
     "status 0\n1 p1 0480 2024-01-01 1 - - - -\na.csv: records 1 rows 1 rejected 0 duplicates 0 skipped 0\n" LACKING,
     0},
    {"unknown columns", SHORT ";extra;2023;anmarkning\n1;p1;0480;2024-01-01;;;fritext\n",
     "status 0\n1 p1 0480 2024-01-01 1 - - - -\na.csv: records 1 rows 1 rejected 0 duplicates 0 skipped 0\n" LACKING
     "N unknown_column extra 1: 1\nN unknown_column 9999 1: 1\n",
     0},
    {"data in the header", SHORT ";extra;55555555x;anmarkning\n1;p1;0480;2024-01-01;;;fritext\n",
     "status 0\n1 p1 0480 2024-01-01 1 - - - -\na.csv: records 1 rows 1 rejected 0 duplicates 0 skipped 0\n" LACKING
     "N unknown_column xxxxx 1: 1\nN unknown_column 99999999x 1: 1\n",
     0},
    {"empty last column", SHORT ";\n1;p1;0480;2024-01-01;\n2;p2;0480;2024-01-01\n3;p3;0480;2024-01-01;x\n",
     "status 0\n1 p1 0480 2024-01-01 1 - - - -\n2 p2 0480 2024-01-01 1 - - - -\n"
     "a.csv: records 3 rows 2 rejected 1 duplicates 0 skipped 0\n" LACKING "E ragged_record - 1: 4\n",
     0},
    {"ragged, nul, repeated header",
     SHORT "\n1;p1;0480\n2;p2;0480;2024-01-01;\n3;p3;0480;2024-01-01;;\n4;p\0;0480;2024-01-01\n\xef\xbb\xbf" SHORT
           "\n" SHORT ";\n",
     "status 0\n2 p2 0480 2024-01-01 1 - - - -\na.csv: records 6 rows 1 rejected 5 duplicates 0 skipped 0\n" LACKING
     "E nul_byte - 1: 5\nE ragged_record - 2: 2 4\nE repeated_header - 2: 6 7\n",
     sizeof SHORT - 1 + 10 + 22 + 23 + 22 + 3 + sizeof SHORT - 1 + 1 + sizeof SHORT - 1 + 2},
    {"lines in quotes keep physical lines", SHORT ";anmarkning\n1;p1;0480;2024-01-01;\"a\nb\r\nc\"\n2;p2;0480;x;y\n",
     "status 0\n1 p1 0480 2024-01-01 1 - - - -\n2 p2 0480 - 1 - - - -\n"
     "a.csv: records 2 rows 2 rejected 0 duplicates 0 skipped 0\nW bad_date datum 1: 5=x\n" LACKING,
     0},
    {"empty file", "",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\ndir/a.csv:0:0: empty_file: empty file\n", 0},
    {"blank file", "\n\r\n  \n",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\ndir/a.csv:0:0: empty_file: empty file\n", 0},
    {"only a byte order mark", "\xef\xbb\xbf",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\ndir/a.csv:0:0: empty_file: empty file\n", 0},
    {"no header", "1;p1;0480;2024-01-01\n2;p2;0480;2024-01-01\n",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n"
     "dir/a.csv:1:0: no_known_column: no known column; is the header missing?\n",
     0},
    {"a column twice", SHORT ";Kommunkod\n",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n" LACKING
     "dir/a.csv:1:5: duplicate_column: column 'Kommunkod' occurs twice in the header (fields 3 and 5)\n",
     0},
    {"an unknown column twice", SHORT ";x y;X-Y\n",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n" LACKING
     "dir/a.csv:1:6: duplicate_column: column 'X-Y' occurs twice in the header (fields 5 and 6)\n",
     0},
    {"an empty name", "besok_id;;person_id;kommunkod;datum\n",
     "status 0\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n" LACKING "N unnamed_column - 1: 1\n", 0},
    {"an alias beside the name", SHORT ";Hemkommun\n",
     "status 0\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n" LACKING
     "N unknown_column Hemkommun 1: 1\n",
     0},
    {"nul in the header", "besok_id;pers\0n_id\n",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n"
     "dir/a.csv:1:0: nul_byte: the header has NUL bytes\n",
     19},
    {"quote never closed", SHORT "\n1;p1;0480;2024-01-01\n2;p2;\"0480;2024-01-01\n3;p3;0480;2024-01-01\n",
     "status 4\na.csv: records 1 rows 1 rejected 0 duplicates 0 skipped 0\n" LACKING
     "dir/a.csv:3:3: unterminated_quote: the quote that opens here is never closed\n",
     0},
    {"quote never closed in the header", "besok_id;\"person_id\n1;2\n",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n"
     "dir/a.csv:1:2: unterminated_quote: the quote that opens here is never closed\n",
     0},
    {"sep line",
     "sep=,\r\n"
     "besok_id,person_id,kommunkod,datum\r\n1,p;1,0480,2024-01-01\r\n",
     "status 0\n1 p;1 0480 2024-01-01 1 - - - -\na.csv: records 1 rows 1 rejected 0 duplicates 0 skipped 0\n"
     "N missing_column vikt 1: 2\nN missing_column antal 1: 2\nN missing_column diagnoser 1: 2\nN missing_column kon "
     "1: "
     "2\nN missing_column tid 1: 2\n",
     0},
    {"ambiguous separator", "besok_id;person_id,kommunkod\n",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n"
     "dir/a.csv:0:0: ambiguous_separator: ';' and ',' could both separate the columns\n",
     0},
    {"mixed encodings",
     SHORT ";anmarkning\n1;p1;0480;2024-01-01;\xc3\xa5\n2;p2;0480;2024-01-01;\n3;p3;0480;2024-01-01;\xe5\n",
     "status 4\na.csv: records 2 rows 2 rejected 0 duplicates 0 skipped 0\n" LACKING
     "dir/a.csv:4:5: mixed_encodings: mixes UTF-8 (line 2) and Windows-1252 (line 4)\n",
     0},
    {"double encoding", SHORT ";anmarkning\n1;p1;0480;2024-01-01;\xc3\x83\xc2\xa5r\n",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n" LACKING
     "dir/a.csv:2:5: double_encoded: has letters that were converted to UTF-8 twice\n",
     0},
    {"invalid in a file with byte order mark", "\xef\xbb\xbf" SHORT ";anmarkning\n1;p1;0480;2024-01-01;\xe5\n",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n" LACKING
     "dir/a.csv:2:5: bad_encoding: is not valid UTF-8\n",
     0},
    {"neither encoding", SHORT ";anmarkning\n1;p1;0480;2024-01-01;\x81\n",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n" LACKING
     "dir/a.csv:2:5: bad_encoding: is neither valid UTF-8 nor Windows-1252\n",
     0},
    {"zip by content", "PK\x03\x04 and so on",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n"
     "dir/a.csv:0:0: not_csv: is an xlsx or zip file, not CSV\n",
     0},
    {"gzip by content", "\x1f\x8b\x08",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n"
     "dir/a.csv:0:0: truncated_file: ends in the middle of its gzip data\n",
     0},
    {"zstd by content", "\x28\xb5\x2f\xfd",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n"
     "dir/a.csv:0:0: truncated_file: ends in the middle of its zstd data\n",
     0},
    {"mixed decimal marks, also where nobody asks",
     SHORT ";vikt;belopp\n1;p1;0480;2024-01-01;1,5;\n2;p2;0480;2024-01-01;1;\n3;p3;0480;2024-01-01;;2.5\n",
     "status 4\na.csv: records 3 rows 3 rejected 0 duplicates 0 skipped 0\n"
     "N missing_column antal 1: 1\nN missing_column diagnoser 1: 1\nN missing_column kon 1: 1\nN missing_column tid 1: "
     "1\n"
     "dir/a.csv:4:0: mixed_decimals: mixes decimal comma (line 2) and decimal point (line 4)\n",
     0},
    {"comma is a decimal mark even with three digits",
     SHORT ";vikt\n1;p1;0480;2024-01-01;1,234\n2;p2;0480;2024-01-01;1 234,5\n3;p3;0480;2024-01-01;12 34\n",
     "status 0\n1 p1 0480 2024-01-01 1.234 - - - -\n2 p2 0480 2024-01-01 1234.5 - - - -\n3 p3 0480 2024-01-01 - - - - "
     "-\n"
     "a.csv: records 3 rows 3 rejected 0 duplicates 0 skipped 0\nW bad_number vikt 1: 4=99 99\n"
     "N missing_column antal 1: 1\nN missing_column diagnoser 1: 1\nN missing_column kon 1: 1\nN missing_column tid 1: "
     "1\n",
     0},
    {"the same record twice", SHORT "\n1;p1;0480;2024-01-01\n2;p2;0480;2024-01-01\n1; p1;0480;\"2024-01-01\"\n",
     "status 0\n1 p1 0480 2024-01-01 1 - - - -\n2 p2 0480 2024-01-01 1 - - - -\n"
     "a.csv: records 3 rows 2 rejected 0 duplicates 1 skipped 0\nN duplicate_record - 1: 4\n" LACKING,
     0},
    {"one key, two contents", SHORT "\n1;p1;0480;2024-01-01\n2;p2;0480;x\n1;p1;0480;2024-01-02\n1;p1;0480;2024-01-01\n",
     "status 0\n2 p2 0480 - 1 - - - -\na.csv: records 4 rows 1 rejected 3 duplicates 0 skipped 0\n"
     "W bad_date datum 1: 3=x\nE conflicting_key - 3: 2 4 5\n" LACKING,
     0},
    {"a rejected record does not conflict", SHORT "\n1;p1;0480;2024-01-01\n1;;0480;2024-01-02\n",
     "status 0\n1 p1 0480 2024-01-01 1 - - - -\na.csv: records 2 rows 1 rejected 1 duplicates 0 skipped 0\n" LACKING
     "E missing_value person_id 1: 3\n",
     0},
};

/* The findings in a wanted text stand in any order: compare the lines sorted. */
static int by_line(const void *left, const void *right) {
    const ind_str *a = left, *b = right;
    return ind_str_compare(*a, *b);
}

static ind_str *sorted_lines(const char *text, size_t *count) {
    ind_str *lines = NULL;
    size_t capacity = 0;
    *count = 0;
    for (const char *at = text; *at != '\0';) {
        size_t length = strcspn(at, "\n");
        lines = ind_grow(lines, *count, &capacity, sizeof *lines);
        lines[(*count)++] = (ind_str){at, length};
        at += length + (at[length] == '\n');
    }
    qsort(lines, *count, sizeof *lines, by_line);
    return lines;
}

static bool same_lines(const char *a, const char *b) {
    size_t count_a, count_b;
    ind_str *lines_a = sorted_lines(a, &count_a), *lines_b = sorted_lines(b, &count_b);
    bool same = count_a == count_b;
    for (size_t i = 0; same && i < count_a; i++)
        same = ind_str_equal(lines_a[i], lines_b[i]);
    free(lines_a);
    free(lines_b);
    return same;
}

static void reads_one_file(void **state) {
    (void)state;
    static const size_t blocks[] = {0, 1, 2, 3, 7, 64};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t b = 0; b < sizeof blocks / sizeof *blocks; b++) {
            fixture *f = start();
            f->request.block_size = blocks[b];
            add_memory(f, cases[i].text, cases[i].length > 0 ? cases[i].length : strlen(cases[i].text));
            const char *got = outcome_of(f, read_table(f));
            if (!same_lines(got, cases[i].want))
                fail_msg("%s, blocks of %zu:\n--- got\n%s--- want\n%s", cases[i].name, blocks[b], got, cases[i].want);
            finish(f);
        }
}

/* ---- the same rows written in other ways ---- */

static const char same_rows[] =
    "1 p1 0480 2024-01-01 1.5 - - - -\n2 p2 0580 2024-01-02 2 - - - -\n3 p3 Åmål 2024-01-03 - - - - -\n";

static const struct {
    const char *name, *text;
    size_t length;
} writings[] = {
    {"utf-8, lf",
     SHORT ";vikt\n1;p1;0480;2024-01-01;1,5\n2;p2;0580;2024-01-02;2\n3;p3;\xc3\x85m\xc3\xa5l;2024-01-03;x\n", 0},
    {"windows-1252, crlf",
     SHORT ";vikt\r\n1;p1;0480;2024-01-01;1,5\r\n2;p2;0580;2024-01-02;2\r\n3;p3;\xc5m\xe5l;2024-01-03;x\r\n", 0},
    {"nfd, cr, no last line end",
     SHORT ";vikt\r1;p1;0480;2024-01-01;1,5\r2;p2;0580;2024-01-02;2\r3;p3;A\xcc\x8am"
           "a\xcc\x8al;2024-01-03;x",
     0},
    {"byte order mark, tab, decimal point, other order",
     "\xef\xbb\xbfvikt\tkommunkod\tdatum\tperson_id\tbesok_id\nx\t\xc3\x85m\xc3\xa5l\t20240103\tp3\t3\n1."
     "5\t480\t20240101\tp1\t1\n"
     "2\t580\t20240102\tp2\t2\n",
     0},
    {"quoted, comma, ctrl-z",
     "besok_id,person_id,kommunkod,datum,vikt\n\"1\",\"p1\",\"0480\",\"2024-01-01\",\"1,5\"\n2,p2,0580,2024-01-02,2\n"
     "3,p3,\xc5m\xe5l,2024-01-03,x\n\x1a",
     0},
};

static void add_rows(fixture *f, ind_buffer *out) {
    qsort(f->rows, f->row_count, sizeof *f->rows, by_text);
    for (size_t i = 0; i < f->row_count; i++)
        ind_buffer_format(out, "%s\n", f->rows[i].data);
}

static void expect_rows(fixture *f, const char *name, const char *want) {
    ind_buffer got = {0};
    ind_buffer_text(&got, "");
    add_rows(f, &got);
    if (strcmp(got.data, want) != 0)
        fail_msg("%s:\n--- got\n%s--- want\n%s", name, got.data, want);
    ind_buffer_free(&got);
}

static void writing_does_not_matter(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof writings / sizeof *writings; i++) {
        fixture *f = start();
        add_text(f, writings[i].text);
        assert_int_equal(read_table(f), IND_OK);
        expect_rows(f, writings[i].name, same_rows);
        finish(f);
    }
}

static void reads_utf16(void **state) {
    (void)state;
    const char *text = writings[0].text;
    for (int big = 0; big <= 1; big++)
        for (size_t block = 1; block < 6; block++) {
            ind_buffer wide = {0};
            ind_buffer_add(&wide, big ? "\xfe\xff" : "\xff\xfe", 2);
            for (const unsigned char *at = (const unsigned char *)text; *at != 0; at++) {
                unsigned point = *at == 0xC3 ? 0xC0u + (*++at & 0x3Fu) : *at;
                unsigned char unit[2] = {(unsigned char)(big ? 0 : point), (unsigned char)(big ? point : 0)};
                ind_buffer_add(&wide, unit, 2);
            }
            fixture *f = start();
            f->request.block_size = block;
            add_memory(f, wide.data, wide.length);
            assert_int_equal(read_table(f), IND_OK);
            expect_rows(f, "utf-16", same_rows);
            assert_string_equal(f->reports[0].encoding, big ? "utf-16be" : "utf-16le");
            assert_true(f->reports[0].bom);
            assert_int_equal(f->reports[0].bytes, wide.length);
            finish(f);
            ind_buffer_free(&wide);
        }
}

static void half_a_surrogate_pair_is_an_error(void **state) {
    (void)state;
    static const char text[] = "\xff\xfe"
                               "b\0e\0s\0o\0k\0_\0i\0d\0\n\0"
                               "a\0\x00\xd8"
                               "b\0\n\0";
    fixture *f = start();
    f->fields[PERSON].optional = f->fields[KOMMUN].optional = f->fields[DATUM].optional = true;
    add_memory(f, text, sizeof text - 1);
    assert_int_equal(read_table(f), IND_E_DATA);
    assert_string_equal(ind_diag_at(f->diag, 0)->rule, "bad_encoding");
    assert_int_equal(ind_diag_at(f->diag, 0)->place.line, 2);
    finish(f);
}

/* ---- options ---- */

static void dialect_of_report(void **state) {
    (void)state;
    fixture *f = start();
    add_text(f, writings[1].text);
    assert_int_equal(read_table(f), IND_OK);
    const ind_file_report *r = &f->reports[0];
    assert_string_equal(r->file, "a.csv");
    assert_string_equal(r->encoding, "windows-1252");
    assert_string_equal(r->line_end, "crlf");
    assert_int_equal(r->separator, ';');
    assert_int_equal(r->decimal, ',');
    assert_int_equal(r->header_line, 1);
    assert_false(r->bom);
    assert_int_equal(r->bytes, strlen(writings[1].text));
    assert_int_equal(f->progress, r->bytes);
    finish(f);
}

static void given_encoding_settles_a_mixture(void **state) {
    (void)state;
    static const char text[] = SHORT "\n1;p1;\xc3\xa5;2024-01-01\n2;p2;\xe5;2024-01-01\n";
    fixture *f = start();
    f->request.dialect.encoding = IND_STR("Windows-1252");
    add_text(f, text);
    assert_int_equal(read_table(f), IND_E_DATA); /* what was UTF-8 is now converted twice */
    assert_string_equal(ind_diag_at(f->diag, 0)->rule, "double_encoded");
    finish(f);
    f = start();
    f->dataset.encoding = IND_STR("utf8");
    add_text(f, text);
    assert_int_equal(read_table(f), IND_E_DATA);
    assert_string_equal(ind_diag_at(f->diag, 0)->rule, "bad_encoding");
    assert_int_equal(ind_diag_at(f->diag, 0)->place.line, 3);
    assert_int_equal(ind_diag_at(f->diag, 0)->place.column, 3);
    finish(f);
    f = start();
    f->request.dialect.encoding = IND_STR("windows-1252");
    add_text(f, SHORT "\n1;p1;\xe2\x80\x93;2024-01-01\n2;p2;\xe5;2024-01-01\n");
    assert_int_equal(read_table(f), IND_OK);
    expect_rows(f, "mixture",
                "1 p1 \xc3\xa2\xe2\x82\xac\xe2\x80\x9c 2024-01-01 1 - - - -\n2 p2 \xc3\xa5 2024-01-01 1 - - - -\n");
    finish(f);
    f = start();
    f->request.dialect.encoding = IND_STR("ebcdic");
    add_text(f, text);
    assert_int_equal(read_table(f), IND_E_USAGE);
    finish(f);
}

static void given_decimal_mark(void **state) {
    (void)state;
    fixture *f = start();
    f->request.dialect.decimal = '.';
    add_text(f, SHORT ";vikt\n1;p1;0480;2024-01-01;1,5\n2;p2;0480;2024-01-01;1.5\n");
    assert_int_equal(read_table(f), IND_OK);
    expect_rows(f, "decimal", "1 p1 0480 2024-01-01 - - - - -\n2 p2 0480 2024-01-01 1.5 - - - -\n");
    assert_int_equal(f->reports[0].decimal, '.');
    finish(f);
}

static void preamble_and_footer(void **state) {
    (void)state;
    static const char text[] =
        "Utdrag \"vecka 3\r\nsep=x\r\n\r\n" SHORT
        "\r\n1;p1;0480;2024-01-01\r\nTotalt;1\r\nK\xe4lla: registret\r\n2;p2;0480;2024-01-01\r\n";
    static const ind_str footer[] = {{"Totalt", 6}}, more[] = {{"K\xc3\xa4lla", 6}};
    for (int by_user = 0; by_user <= 1; by_user++) {
        fixture *f = start();
        if (by_user)
            f->request.dialect.preamble_rows = 2;
        else
            f->dataset.preamble_rows = 2;
        f->dataset.footer = footer;
        f->dataset.footer_count = 1;
        f->request.dialect.footer = more;
        f->request.dialect.footer_count = 1;
        add_text(f, text);
        assert_int_equal(read_table(f), IND_OK);
        assert_int_equal(f->reports[0].records, 2);
        assert_int_equal(f->reports[0].rows, 2);
        assert_int_equal(f->reports[0].skipped, 2);
        assert_int_equal(f->reports[0].header_line, 4);
        finish(f);
    }
}

/* Whatever stands behind: other widths, quotes that are never closed, bytes of another encoding, rows like data. */
static void nothing_is_data_behind_the_end(void **state) {
    (void)state;
    static const char text[] = SHORT "\n1;p1;0480;2024-01-01\n2;p2;0480;2024-01-02\n  K\xc3\xa4lla: registret\n"
                                     "3;p3;0480;2024-01-03\n;;;;;;\n\xff\"never closed\n4;p4;0480;2024-01-04";
    static const ind_str end[] = {{"Slut", 4}, {"K\xc3\xa4lla", 6}};
    for (int by_user = 0; by_user <= 1; by_user++)
        for (size_t block = 1; block < sizeof text; block += 13) {
            fixture *f = start();
            f->request.block_size = block;
            if (by_user) {
                f->request.dialect.ends_at = end;
                f->request.dialect.ends_at_count = 2;
            } else {
                f->dataset.ends_at = end;
                f->dataset.ends_at_count = 2;
            }
            add_text(f, text);
            assert_int_equal(read_table(f), IND_OK);
            assert_int_equal(f->reports[0].records, 2);
            assert_int_equal(f->reports[0].rows, 2);
            assert_int_equal(f->reports[0].skipped, 1);
            assert_int_equal(f->reports[0].bytes, sizeof text - 1);
            assert_string_equal(f->reports[0].findings.items[0].rule, "end_of_data");
            assert_int_equal(f->reports[0].findings.items[0].line[0], 4);
            finish(f);
        }
}

static void given_separator_stands(void **state) {
    (void)state;
    fixture *f = start();
    f->request.dialect.separator = ',';
    add_text(f, "sep=;\nbesok_id,person_id,kommunkod;x,datum\n1,p1,0480,2024-01-01\n");
    f->fields[KOMMUN].optional = true;
    assert_int_equal(read_table(f), IND_OK);
    assert_int_equal(f->reports[0].rows, 1);
    finish(f);
    f = start();
    f->dataset.separator = ',';
    add_text(f, "sep=;\n" SHORT "\n1;p1;0480;2024-01-01\n"); /* the file knows better than the schema */
    assert_int_equal(read_table(f), IND_OK);
    finish(f);
    f = start();
    add_text(f, "sep=a\n" SHORT "\n");
    assert_int_equal(read_table(f), IND_E_DATA);
    assert_string_equal(ind_diag_at(f->diag, 0)->rule, "bad_separator");
    finish(f);
}

/* ---- columns ---- */

static void required_columns_are_checked_unasked(void **state) {
    (void)state;
    fixture *f = start();
    f->wanted[0] = DATUM;
    f->dicts[1] = (ind_dict_free(f->dicts[1]), NULL);
    ind_dict *first = f->dicts[0];
    f->dicts[0] = NULL;
    f->request.wanted_count = 1;
    f->request.check_keys = false;
    add_text(f, "person_id;datum;besok_id;vikt\np1;2024-01-01;1;zzz\n;2024-01-02;2;1\np3;2024-01-03;;1\n");
    assert_int_equal(read_table(f), IND_OK);
    expect_rows(f, "unasked", "2024-01-01\n");
    assert_int_equal(f->reports[0].rejected, 2);
    assert_int_equal(f->reports[0].findings.count, 2); /* nobody asked for vikt */
    ind_dict_free(first);
    finish(f);
}

static void missing_column_has_a_hint(void **state) {
    (void)state;
    fixture *f = start();
    add_text(f, "besok_id;persn_id;kommunkod;datum\n");
    assert_int_equal(read_table(f), IND_E_DATA);
    const ind_finding *finding = ind_diag_at(f->diag, 0);
    assert_string_equal(finding->message, "column 'person_id' of dataset 'besok' is missing");
    assert_string_equal(finding->help, "the closest is 'persn_id'");
    finish(f);
}

static void wide_files(void **state) {
    (void)state;
    static const struct {
        int columns;
        ind_status want;
    } widths[] = {{IND_MAX_COLUMNS, IND_OK}, {IND_MAX_COLUMNS + 1, IND_E_DATA}, {5000, IND_E_DATA}};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        ind_buffer text = {0};
        ind_buffer_text(&text, SHORT);
        for (int c = 4; c < widths[i].columns; c++)
            ind_buffer_format(&text, ";c%d", c);
        ind_buffer_text(&text, "\n1;p1;0480;2024-01-01");
        for (int c = 4; c < widths[i].columns; c++)
            ind_buffer_text(&text, ";x");
        fixture *f = start();
        add_memory(f, text.data, text.length);
        assert_int_equal(read_table(f), widths[i].want);
        if (widths[i].want != IND_OK)
            assert_string_equal(ind_diag_at(f->diag, 0)->rule, "too_many_columns");
        finish(f);
        ind_buffer_free(&text);
    }
}

static void long_records(void **state) {
    (void)state;
    fixture *f = start();
    f->request.record_limit = 64;
    add_text(f, SHORT "\n1;p1;0480;2024-01-01\n2;p2;0480;\"............................................................"
                      "....................................\"\n");
    assert_int_equal(read_table(f), IND_E_DATA);
    assert_string_equal(ind_diag_at(f->diag, 0)->rule, "record_too_long");
    assert_string_equal(ind_diag_at(f->diag, 0)->message,
                        "the quote that opens here makes a record of more than 64 bytes");
    assert_int_equal(ind_diag_at(f->diag, 0)->place.line, 3);
    assert_int_equal(ind_diag_at(f->diag, 0)->place.column, 4);
    finish(f);
    f = start();
    f->request.record_limit = 64;
    add_text(f, SHORT ";................................................................\n");
    assert_int_equal(read_table(f), IND_E_DATA);
    assert_int_equal(ind_diag_at(f->diag, 0)->place.line, 1);
    finish(f);
}

static void codelist_and_padding(void **state) {
    (void)state;
    char path[] = "test_table.XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    static const char list_text[] = "# version: 1\nkod;namn\n0480;Nyk\xc3\xb6ping\n0580;Link\xc3\xb6ping\n";
    assert_int_equal(write(fd, list_text, sizeof list_text - 1), (ssize_t)sizeof list_text - 1);
    close(fd);
    fixture *f = start();
    ind_codelist *list = NULL;
    assert_int_equal(ind_codelist_load(f->arena, path, IND_STR("kommuner"), f->diag, &list), IND_OK);
    unlink(path);
    const ind_codelist *lists[FIELDS] = {NULL};
    lists[KOMMUN] = list;
    f->request.codelists = lists;
    add_text(f, SHORT "\n1;p1;0480;\n2;p2;480;\n3;p3;99;\n4;p4;Nyk\xc3\xb6ping;\n5;p5;;\n");
    expect_outcome(f, "codelist",
                   "status 0\n1 p1 0480 - 1 - - - -\n2 p2 0480 - 1 - - - -\n3 p3 - - 1 - - - -\n4 p4 - - 1 - - - -\n"
                   "5 p5 - - 1 - - - -\na.csv: records 5 rows 5 rejected 0 duplicates 0 skipped 0\n"
                   "N missing_column antal 1: 1\nN missing_column diagnoser 1: 1\nN missing_column kon 1: 1\n"
                   "N missing_column tid 1: 1\nN missing_column vikt 1: 1\n"
                   "N padded_code kommunkod 1: 3=999\nW unknown_code kommunkod 2: 4=99 5=xxxxxxxx\n");
    finish(f);
}

/* ---- several files, keys, deliveries ---- */

static void a_split_does_not_matter(void **state) {
    (void)state;
    fixture *f = start();
    add_text(f, SHORT "\n1;p1;0480;2024-01-01\n2;p2;0480;2024-01-01\n");
    add_text(f, "datum;kommunkod;besok_id;person_id\r\n2024-01-01;0480;1;p1\r\n2024-02-02;0480;3;p3\r\n");
    add_text(f, SHORT ";extra\n2;p2;0480;2024-01-01;\n3;p3;0480;2024-02-02;more\n");
    assert_int_equal(read_table(f), IND_OK);
    expect_rows(f, "split", "1 p1 0480 2024-01-01 1 - - - -\n2 p2 0480 2024-01-01 1 - - - -\n");
    assert_int_equal(f->reports[0].duplicates + f->reports[1].duplicates + f->reports[2].duplicates, 2);
    assert_int_equal(f->reports[1].rejected + f->reports[2].rejected, 2); /* 3 differs in a column of one file */
    assert_int_equal(f->begins, 2);
    finish(f);
}

static void later_delivery_wins(void **state) {
    (void)state;
    for (int swapped = 0; swapped <= 1; swapped++) {
        fixture *f = start();
        const char *old = SHORT "\n1;p1;0480;2024-01-01\n2;p2;0480;2024-01-01\n3;p3;0480;2024-01-01\n";
        const char *new = SHORT "\n1;p1;0580;2024-01-01\n2;p2;0480;2024-01-01\n3;p3;0480;\n3;p3;0580;\n";
        add_text(f, swapped ? new : old);
        add_text(f, swapped ? old : new);
        f->files[swapped].delivered = 19000;
        f->files[!swapped].delivered = 19031;
        assert_int_equal(read_table(f), IND_OK);
        expect_rows(f, "delivery", "1 p1 0580 2024-01-01 1 - - - -\n2 p2 0480 2024-01-01 1 - - - -\n");
        assert_int_equal(f->reports[swapped].duplicates, 2);
        assert_int_equal(f->reports[swapped].rejected, 1);
        assert_int_equal(f->reports[!swapped].rejected, 2);
        assert_int_equal(f->reports[!swapped].rows, 2);
        finish(f);
    }
}

static void keys_need_not_be_checked(void **state) {
    (void)state;
    fixture *f = start();
    f->request.check_keys = false;
    add_text(f, SHORT "\n1;p1;0480;2024-01-01\n1;p1;0480;2024-01-01\n");
    assert_int_equal(read_table(f), IND_OK);
    assert_int_equal(f->reports[0].rows, 2);
    assert_int_equal(f->begins, 1);
    finish(f);
}

static void missing_parts_of_a_key_are_alike(void **state) {
    (void)state;
    static const uint32_t key[] = {PERSON, DATUM};
    fixture *f = start();
    f->dataset.key = key;
    f->dataset.key_count = 2;
    add_text(f, SHORT "\n1;p1;0480;\n2;p1;0480;\n3;p1;0480;20240101\n4;p1;0480;2024-01-01\n"
                      "5;p2;0480;\n6;p3;0480;x\n7;p3;0480;y\n8;p4;0480;\n8;p4;0480;\n");
    assert_int_equal(read_table(f), IND_OK);
    assert_int_equal(f->reports[0].rejected, 4); /* 1 and 2; 3 and 4, which mean the same day */
    assert_int_equal(f->reports[0].rows, 4);     /* 6 and 7: who knows whether they are the same? */
    assert_int_equal(f->reports[0].duplicates, 1);
    finish(f);
}

static void records_without_any_key_are_kept(void **state) {
    (void)state;
    static const uint32_t key[] = {DATUM};
    fixture *f = start();
    f->dataset.key = key;
    add_text(f, SHORT "\n1;p1;0480;\n2;p1;0480;\n");
    assert_int_equal(read_table(f), IND_OK);
    assert_int_equal(f->reports[0].rows, 2);
    finish(f);
}

static void many_rows_and_batches(void **state) {
    (void)state;
    enum { ROWS = IND_BATCH_ROWS * 2 + 5 };
    ind_buffer text = {0};
    ind_buffer_text(&text, SHORT "\n");
    for (int i = 0; i < ROWS; i++)
        ind_buffer_format(&text, "%d;p%d;0480;2024-01-01\n", i, i % 1000);
    fixture *f = start();
    f->request.batch = NULL;
    add_memory(f, text.data, text.length);
    assert_int_equal(read_table(f), IND_OK);
    assert_int_equal(f->reports[0].rows, ROWS);
    finish(f);
    ind_buffer_free(&text);
}

/* Everything at once: good and bad cells, duplicates, conflicts, ragged records. */
static const char *const shuffled[] = {
    "1;p1;0480;2024-01-01;1,5",     "2;p2;480;2024-01-02;2",    "3;p3;0484;x;",         "4;;0484;2024-01-04;1",
    "5;p5;0480;2024-01-05;0,5",     "5;p5;0480;2024-01-05;0,5", "6;p6;0480;20240106;1", "6;p6;0480;2024-01-06;1",
    "7;p7;0480;2024-01-07",         "8;p8;0480;9999-12-31;z",   "9;p9;0480;;\"a\nb\"",  ";p10;0480;;",
    "11;p11;0484;2024-01-11;1 000", "5;p5;0480;2024-01-05;0,5",
};
enum { SHUFFLED = sizeof shuffled / sizeof *shuffled };

static void shuffle(size_t *order, uint64_t seed) {
    for (size_t i = 0; i < SHUFFLED; i++)
        order[i] = i;
    for (size_t i = SHUFFLED - 1; i > 0; i--) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        size_t j = (size_t)(seed >> 33) % (i + 1), kept = order[i];
        order[i] = order[j];
        order[j] = kept;
    }
}

/* Rows, then counts and findings summed over the files. */
static void add_sums(fixture *f, ind_buffer *out) {
    uint64_t sums[4] = {0};
    ind_findings all = {0};
    add_rows(f, out);
    for (size_t i = 0; i < f->request.file_count; i++) {
        const ind_file_report *r = &f->reports[i];
        sums[0] += r->records;
        sums[1] += r->rows;
        sums[2] += r->rejected;
        sums[3] += r->duplicates;
        for (size_t j = 0; j < r->findings.count; j++)
            if (strcmp(r->findings.items[j].rule, "missing_column") != 0)
                for (uint64_t n = 0; n < r->findings.items[j].count; n++)
                    ind_findings_add(&all, r->findings.items[j].rule, IND_NOTE, "", r->findings.items[j].field, "", 1,
                                     NULL);
    }
    ind_findings_sort(&all);
    for (size_t i = 0; i < 4; i++)
        ind_buffer_format(out, "%llu ", (unsigned long long)sums[i]);
    for (size_t i = 0; i < all.count; i++)
        ind_buffer_format(out, "%s %llu ", all.items[i].rule, (unsigned long long)all.items[i].count);
    ind_findings_free(&all);
}

static void order_and_split_do_not_matter(void **state) {
    (void)state;
    ind_buffer first = {0};
    for (uint64_t seed = 0; seed < 60; seed++) {
        size_t order[SHUFFLED], parts = seed % 3 + 1;
        shuffle(order, seed * 977 + 1);
        ind_buffer text[3] = {{0}, {0}, {0}};
        const char *end = seed % 2 == 0 ? "\n" : "\r\n";
        for (size_t i = 0; i < parts; i++)
            ind_buffer_format(&text[i], "%s;vikt%s", SHORT, end);
        for (size_t i = 0; i < SHUFFLED; i++)
            ind_buffer_format(&text[order[i] * 7 % parts], "%s%s", shuffled[order[i]], end);
        fixture *f = start();
        for (size_t i = 0; i < parts; i++)
            add_memory(f, text[i].data, text[i].length);
        assert_int_equal(read_table(f), IND_OK);
        ind_buffer sums = {0};
        add_sums(f, &sums);
        if (seed == 0)
            ind_buffer_add(&first, sums.data, sums.length);
        assert_string_equal(sums.data, first.data);
        for (size_t i = 0; i < 3; i++)
            ind_buffer_free(&text[i]);
        ind_buffer_free(&sums);
        finish(f);
    }
    assert_non_null(
        strstr(first.data,
               "14 7 5 2 bad_date 1 bad_number 2 conflicting_key 2 duplicate_record 2 missing_value 1 missing_value 1 "
               "open_date 1 padded_code 1 ragged_record 1 "));
    ind_buffer_free(&first);
}

static void a_joined_file_repeats_its_header(void **state) {
    (void)state;
    fixture *f = start();
    add_text(f, "\xef\xbb\xbf\"besok_id\";\"person_id\";\"kommunkod\";\"datum\"\n1;p1;0480;2024-01-01\n"
                "\xef\xbb\xbf\"besok_id\";\"person_id\";\"kommunkod\";\"datum\"\n2;p2;0480;2024-01-01\n");
    assert_int_equal(read_table(f), IND_OK);
    assert_int_equal(f->reports[0].rows, 2);
    assert_int_equal(f->reports[0].rejected, 1);
    finish(f);
}

/* ---- too many rejected ---- */

static void too_many_rejected(void **state) {
    (void)state;
    ind_buffer text = {0};
    ind_buffer_text(&text, SHORT "\n");
    for (int i = 0; i < 1043; i++)
        ind_buffer_format(&text, "%d;%s;0480;2024-01-01\n", i, i % 100 == 5 || i == 6 ? "" : "p");
    fixture *f = start();
    f->request.max_rejected = 0.1;
    add_memory(f, text.data, text.length);
    assert_int_equal(read_table(f), IND_E_DATA);
    assert_string_equal(ind_diag_at(f->diag, 0)->message, "12 of 1043 records (1.15 %) are rejected, more than 0.1 %");
    finish(f);
    f = start();
    f->request.max_rejected = 1.2;
    add_memory(f, text.data, text.length);
    assert_int_equal(read_table(f), IND_OK);
    finish(f);
    ind_buffer_free(&text);
}

static void one_supplier_is_judged_over_all_files(void **state) {
    (void)state;
    ind_buffer text[2] = {{0}, {0}};
    for (int i = 0; i < 400; i++) {
        ind_buffer *out = &text[i % 2];
        if (i < 2)
            ind_buffer_text(out, SHORT "\n");
        ind_buffer_format(out, "%d;%s;%s;2024-01-01\n", i, i == 100 || i == 201 ? "" : "p",
                          i < 320 && i % 100 > 3 ? "0480" : "580");
    }
    fixture *f = start();
    f->dataset.supplier = KOMMUN;
    f->request.max_rejected = 1;
    add_memory(f, text[0].data, text[0].length);
    add_memory(f, text[1].data, text[1].length);
    assert_int_equal(read_table(f), IND_E_DATA);
    assert_int_equal(ind_diag_count(f->diag), 1);
    assert_string_equal(ind_diag_at(f->diag, 0)->message,
                        "supplier '0580': 2 of 96 records (2.08 %) are rejected, more than 1 %");
    finish(f);
    ind_buffer_free(&text[0]);
    ind_buffer_free(&text[1]);
}

/* Its records are counted while they are read, so it cannot wait for a number. */
static void a_supplier_is_not_late(void **state) {
    (void)state;
    static const bool late[WANTED] = {true, true};
    ind_buffer text = {0};
    ind_buffer_text(&text, SHORT "\n");
    for (int i = 0; i < 300; i++) {
        char id[16];
        snprintf(id, sizeof id, "%d", i);
        ind_buffer_format(&text, "%s;%s;0480;2024-01-01\n", i == 201 ? "" : id, i % 3 == 0 ? "south" : "north");
    }
    fixture *f = start();
    f->dataset.supplier = PERSON;
    f->request.unnumbered = late;
    f->request.max_rejected = 0.9;
    add_memory(f, text.data, text.length);
    assert_int_equal(read_table(f), IND_E_DATA);
    assert_int_equal(ind_diag_count(f->diag), 1);
    assert_non_null(strstr(ind_diag_at(f->diag, 0)->message, "1 of 100 records (1.00 %) are rejected"));
    finish(f);
    ind_buffer_free(&text);
}

/* ---- files on disk ---- */

typedef struct {
    char path[32];
} temporary;

static temporary make_file(const char *text) {
    temporary t = {"test_table.XXXXXX"};
    int fd = mkstemp(t.path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    return t;
}

static void add_path(fixture *f, const char *path) {
    f->files[f->request.file_count++] = (ind_input_file){.path = path, .delivered = IND_NULL_DATE};
}

static void files_that_cannot_be_read(void **state) {
    (void)state;
    fixture *f = start();
    add_path(f, "no/such.csv");
    add_path(f, ".");
    add_text(f, "PK\x03\x04");
    assert_int_equal(read_table(f), IND_E_SYSTEM);
    assert_int_equal(ind_diag_count(f->diag), 3); /* each file is told */
    assert_string_equal(ind_diag_at(f->diag, 0)->message, "cannot open: no such file or directory");
    assert_string_equal(ind_diag_at(f->diag, 1)->message, "is a directory, not a file");
    assert_string_equal(ind_diag_at(f->diag, 2)->rule, "not_csv");
    finish(f);
}

static void file_and_memory_are_the_same(void **state) {
    (void)state;
    temporary t = make_file(writings[0].text);
    fixture *f = start();
    f->request.check_keys = false;
    add_path(f, t.path);
    add_text(f, writings[0].text);
    assert_int_equal(read_table(f), IND_OK);
    assert_string_equal(f->reports[0].hash, f->reports[1].hash);
    assert_int_equal(strlen(f->reports[0].hash), 42);
    assert_memory_equal(f->reports[0].hash, "xxh128-1m:", 10);
    finish(f);
    unlink(t.path);
}

static const char *file_to_change;

static void change_file(void *context, const ind_batch *batch) {
    (void)context;
    (void)batch;
    int fd = open(file_to_change, O_WRONLY | O_APPEND);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "\n", 1), 1);
    close(fd);
}

static void a_file_that_changes_is_noticed(void **state) {
    (void)state;
    temporary t = make_file(SHORT "\n1;p1;0480;2024-01-01\n1;p1;0480;2024-01-01\n");
    file_to_change = t.path;
    fixture *f = start();
    f->request.batch = change_file;
    add_path(f, t.path);
    assert_int_equal(read_table(f), IND_E_DATA);
    assert_string_equal(ind_diag_at(f->diag, 0)->message, "changed while it was read");
    finish(f);
    unlink(t.path);
}

static void pipe_to_stdin(const char *text) {
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], text, strlen(text)), (ssize_t)strlen(text));
    close(ends[1]);
    assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    close(ends[0]);
}

static void standard_input_is_read_once(void **state) {
    (void)state;
    pipe_to_stdin(SHORT "\n1;p1;0480;2024-01-01\n");
    fixture *f = start();
    add_path(f, "-");
    assert_int_equal(read_table(f), IND_OK);
    assert_int_equal(f->reports[0].rows, 1);
    finish(f);
    pipe_to_stdin(SHORT "\n1;p1;0480;2024-01-01\n1;p1;0480;2024-01-01\n");
    f = start();
    add_path(f, "-");
    assert_int_equal(read_table(f), IND_E_DATA);
    assert_string_equal(ind_diag_at(f->diag, 0)->rule, "duplicate_keys");
    assert_string_equal(ind_diag_at(f->diag, 0)->help, "give a file");
    finish(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_one_file),
        cmocka_unit_test(writing_does_not_matter),
        cmocka_unit_test(reads_utf16),
        cmocka_unit_test(half_a_surrogate_pair_is_an_error),
        cmocka_unit_test(dialect_of_report),
        cmocka_unit_test(given_encoding_settles_a_mixture),
        cmocka_unit_test(given_decimal_mark),
        cmocka_unit_test(preamble_and_footer),
        cmocka_unit_test(nothing_is_data_behind_the_end),
        cmocka_unit_test(given_separator_stands),
        cmocka_unit_test(required_columns_are_checked_unasked),
        cmocka_unit_test(missing_column_has_a_hint),
        cmocka_unit_test(wide_files),
        cmocka_unit_test(long_records),
        cmocka_unit_test(codelist_and_padding),
        cmocka_unit_test(a_split_does_not_matter),
        cmocka_unit_test(later_delivery_wins),
        cmocka_unit_test(keys_need_not_be_checked),
        cmocka_unit_test(missing_parts_of_a_key_are_alike),
        cmocka_unit_test(records_without_any_key_are_kept),
        cmocka_unit_test(many_rows_and_batches),
        cmocka_unit_test(order_and_split_do_not_matter),
        cmocka_unit_test(a_joined_file_repeats_its_header),
        cmocka_unit_test(too_many_rejected),
        cmocka_unit_test(one_supplier_is_judged_over_all_files),
        cmocka_unit_test(a_supplier_is_not_late),
        cmocka_unit_test(files_that_cannot_be_read),
        cmocka_unit_test(file_and_memory_are_the_same),
        cmocka_unit_test(a_file_that_changes_is_noticed),
        cmocka_unit_test(standard_input_is_read_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Files of one dataset to rows: what is delivered, what is counted, what is refused.
 *
 * An outcome is written down as text: rows "id person kommunkod datum vikt antal diagnoser kon tid" in the
 * order of their ids, then counts, findings and errors, and compared with what is expected. */
#include "base/date.h"
#include "data/table.h"

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
    fields[KOMMUN] = (ind_field){.name = IND_STR("kommunkod"),
                                 .type = IND_TEXT,
                                 .width = 4,
                                 .aliases = kommun_aliases,
                                 .alias_count = 1};
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
        ind_buffer_format(out, "%s %s %s %llu:", item->severity == IND_ERROR ? "E" : item->severity == IND_WARNING ? "W" : "N",
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
                          (unsigned long long)item->place.line, (unsigned)item->place.column, item->rule, item->message);
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
    {"every column",
     HEAD "\n1;p1;0480;2024-01-31;1,5;7;I50.9|j 18;K;2024-01-31 12:30\n",
     "status 0\n1 p1 0480 2024-01-31 1.5 7 I509|J18 K 2024-01-31T12:30\n"
     "a.csv: records 1 rows 1 rejected 0 duplicates 0 skipped 0\n",
     0},
    {"ways to write",
     HEAD "\n1;p1;480;20240131;-1,25;1 00;;1;2024-01-31\n2; p2 ;NULL;2024-01-31T00:00:00.000;..;42;I509;kvinna;"
          "2024-01-31T23:59:59.9\n",
     "status 0\n1 p1 0480 2024-01-31 -1.25 - - M 2024-01-31T00:00\n2 p2 - 2024-01-31 1 42 I509 K 2024-01-31T23:59\n"
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
     "status 0\n4 p4 - - 1 - - - -\na.csv: records 5 rows 1 rejected 4 duplicates 0 skipped 0\n"
     "E lost_digits besok_id 1: 4=9,99x+99\nE lost_digits person_id 1: 6\n"
     "E missing_value besok_id 1: 2\nE missing_value person_id 1: 3\n",
     0},
    {"optional columns may lack",
     SHORT "\n1;p1;0480;2024-01-01\n",
     "status 0\n1 p1 0480 2024-01-01 1 - - - -\na.csv: records 1 rows 1 rejected 0 duplicates 0 skipped 0\n" LACKING,
     0},
    {"header only", SHORT "\n", "status 0\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n" LACKING, 0},
    {"header aliases, order, capitals",
     "Hem-Kommun [kod];Person ID;DATUM;Besok_Id\n",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n"
     "N missing_column vikt 1: 1\nN missing_column antal 1: 1\nN missing_column diagnoser 1: 1\nN missing_column kon 1: "
     "1\nN missing_column tid 1: 1\n"
     "dir/a.csv:1:0: missing_column: column 'kommunkod' of dataset 'besok' is missing\n",
     0},
    {"header aliases",
     "Hemkommun [kod];Person ID;DATUM;Besok-Id\n0480;p1;2024-01-01;1\n",
     "status 0\n1 p1 0480 2024-01-01 1 - - - -\na.csv: records 1 rows 1 rejected 0 duplicates 0 skipped 0\n" LACKING,
     0},
    {"unknown columns",
     SHORT ";extra;19640823x;anmarkning\n1;p1;0480;2024-01-01;;;fritext\n",
     "status 0\n1 p1 0480 2024-01-01 1 - - - -\na.csv: records 1 rows 1 rejected 0 duplicates 0 skipped 0\n" LACKING
     "N unknown_column extra 1: 1\nN unknown_column 99999999x 1: 1\n",
     0},
    {"empty last column",
     SHORT ";\n1;p1;0480;2024-01-01;\n2;p2;0480;2024-01-01\n3;p3;0480;2024-01-01;x\n",
     "status 0\n1 p1 0480 2024-01-01 1 - - - -\n2 p2 0480 2024-01-01 1 - - - -\n"
     "a.csv: records 3 rows 2 rejected 1 duplicates 0 skipped 0\n" LACKING "E ragged_record - 1: 4\n",
     0},
    {"ragged, nul, repeated header",
     SHORT "\n1;p1;0480\n2;p2;0480;2024-01-01;\n3;p3;0480;2024-01-01;;\n4;p\0;0480;2024-01-01\n\xef\xbb\xbf" SHORT "\n" SHORT
           ";\n",
     "status 0\n2 p2 0480 2024-01-01 1 - - - -\na.csv: records 6 rows 1 rejected 5 duplicates 0 skipped 0\n" LACKING
     "E nul_byte - 1: 5\nE ragged_record - 2: 2 4\nE repeated_header - 2: 6 7\n",
     sizeof SHORT - 1 + 10 + 22 + 23 + 22 + 3 + sizeof SHORT - 1 + 1 + sizeof SHORT - 1 + 2},
    {"lines in quotes keep physical lines",
     SHORT ";anmarkning\n1;p1;0480;2024-01-01;\"a\nb\r\nc\"\n2;p2;0480;x;y\n",
     "status 0\n1 p1 0480 2024-01-01 1 - - - -\n2 p2 0480 - 1 - - - -\n"
     "a.csv: records 2 rows 2 rejected 0 duplicates 0 skipped 0\nW bad_date datum 1: 5=x\n" LACKING,
     0},
    {"empty file", "", "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\ndir/a.csv:0:0: empty_file: empty file\n", 0},
    {"blank file", "\n\r\n  \n", "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\ndir/a.csv:0:0: empty_file: empty file\n", 0},
    {"only a byte order mark", "\xef\xbb\xbf", "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\ndir/a.csv:0:0: empty_file: empty file\n", 0},
    {"no header",
     "1;p1;0480;2024-01-01\n2;p2;0480;2024-01-01\n",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n"
     "dir/a.csv:1:0: no_known_column: no known column; is the header missing?\n",
     0},
    {"a column twice",
     SHORT ";Hemkommun\n",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n" LACKING
     "dir/a.csv:1:5: duplicate_column: column 'Hemkommun' occurs twice in the header (fields 3 and 5)\n",
     0},
    {"an unknown column twice",
     SHORT ";x y;X-Y\n",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n" LACKING
     "dir/a.csv:1:6: duplicate_column: column 'X-Y' occurs twice in the header (fields 5 and 6)\n",
     0},
    {"an empty name",
     "besok_id;;person_id;kommunkod;datum\n",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n" LACKING
     "dir/a.csv:1:2: empty_column_name: the header has an empty name\n",
     0},
    {"nul in the header",
     "besok_id;pers\0n_id\n",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n"
     "dir/a.csv:1:0: nul_byte: the header has NUL bytes\n",
     19},
    {"quote never closed",
     SHORT "\n1;p1;0480;2024-01-01\n2;p2;\"0480;2024-01-01\n3;p3;0480;2024-01-01\n",
     "status 4\na.csv: records 1 rows 1 rejected 0 duplicates 0 skipped 0\n" LACKING
     "dir/a.csv:3:3: unterminated_quote: the quote that opens here is never closed\n",
     0},
    {"quote never closed in the header",
     "besok_id;\"person_id\n1;2\n",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n"
     "dir/a.csv:1:2: unterminated_quote: the quote that opens here is never closed\n",
     0},
    {"sep line", "sep=,\r\n" "besok_id,person_id,kommunkod,datum\r\n1,p;1,0480,2024-01-01\r\n",
     "status 0\n1 p;1 0480 2024-01-01 1 - - - -\na.csv: records 1 rows 1 rejected 0 duplicates 0 skipped 0\n"
     "N missing_column vikt 1: 2\nN missing_column antal 1: 2\nN missing_column diagnoser 1: 2\nN missing_column kon 1: "
     "2\nN missing_column tid 1: 2\n",
     0},
    {"ambiguous separator",
     "besok_id;person_id,kommunkod\n",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n"
     "dir/a.csv:0:0: ambiguous_separator: ';' and ',' could both separate the columns\n",
     0},
    {"mixed encodings",
     SHORT ";anmarkning\n1;p1;0480;2024-01-01;\xc3\xa5\n2;p2;0480;2024-01-01;\n3;p3;0480;2024-01-01;\xe5\n",
     "status 4\na.csv: records 2 rows 2 rejected 0 duplicates 0 skipped 0\n" LACKING
     "dir/a.csv:4:5: mixed_encodings: mixes UTF-8 (line 2) and Windows-1252 (line 4)\n",
     0},
    {"double encoding",
     SHORT ";anmarkning\n1;p1;0480;2024-01-01;\xc3\x83\xc2\xa5r\n",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n" LACKING
     "dir/a.csv:2:5: double_encoded: has letters that were converted to UTF-8 twice\n",
     0},
    {"invalid in a file with byte order mark",
     "\xef\xbb\xbf" SHORT ";anmarkning\n1;p1;0480;2024-01-01;\xe5\n",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n" LACKING
     "dir/a.csv:2:5: bad_encoding: is not valid UTF-8\n",
     0},
    {"neither encoding",
     SHORT ";anmarkning\n1;p1;0480;2024-01-01;\x81\n",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n" LACKING
     "dir/a.csv:2:5: bad_encoding: is neither valid UTF-8 nor Windows-1252\n",
     0},
    {"zip by content",
     "PK\x03\x04 and so on",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n"
     "dir/a.csv:0:0: not_csv: is an xlsx or zip file, not CSV\n",
     0},
    {"gzip by content",
     "\x1f\x8b\x08",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n"
     "dir/a.csv:0:0: not_csv: is a gzip file, not CSV\n",
     0},
    {"zstd by content",
     "\x28\xb5\x2f\xfd",
     "status 4\na.csv: records 0 rows 0 rejected 0 duplicates 0 skipped 0\n"
     "dir/a.csv:0:0: not_csv: is a zstd file, not CSV\n",
     0},
    {"mixed decimal marks, also where nobody asks",
     SHORT ";vikt;belopp\n1;p1;0480;2024-01-01;1,5;\n2;p2;0480;2024-01-01;1;\n3;p3;0480;2024-01-01;;2.5\n",
     "status 4\na.csv: records 3 rows 3 rejected 0 duplicates 0 skipped 0\n"
     "N missing_column antal 1: 1\nN missing_column diagnoser 1: 1\nN missing_column kon 1: 1\nN missing_column tid 1: 1\n"
     "dir/a.csv:4:0: mixed_decimals: mixes decimal comma (line 2) and decimal point (line 4)\n",
     0},
    {"comma is a decimal mark even with three digits",
     SHORT ";vikt\n1;p1;0480;2024-01-01;1,234\n2;p2;0480;2024-01-01;1 234,5\n3;p3;0480;2024-01-01;12 34\n",
     "status 0\n1 p1 0480 2024-01-01 1.234 - - - -\n2 p2 0480 2024-01-01 1234.5 - - - -\n3 p3 0480 2024-01-01 - - - - -\n"
     "a.csv: records 3 rows 3 rejected 0 duplicates 0 skipped 0\nW bad_number vikt 1: 4=99 99\n"
     "N missing_column antal 1: 1\nN missing_column diagnoser 1: 1\nN missing_column kon 1: 1\nN missing_column tid 1: 1\n",
     0},
    {"the same record twice",
     SHORT "\n1;p1;0480;2024-01-01\n2;p2;0480;2024-01-01\n1; p1;0480;\"2024-01-01\"\n",
     "status 0\n1 p1 0480 2024-01-01 1 - - - -\n2 p2 0480 2024-01-01 1 - - - -\n"
     "a.csv: records 3 rows 2 rejected 0 duplicates 1 skipped 0\nN duplicate_record - 1: 4\n" LACKING,
     0},
    {"one key, two contents",
     SHORT "\n1;p1;0480;2024-01-01\n2;p2;0480;x\n1;p1;0480;2024-01-02\n1;p1;0480;2024-01-01\n",
     "status 0\n2 p2 0480 - 1 - - - -\na.csv: records 4 rows 1 rejected 3 duplicates 0 skipped 0\n"
     "W bad_date datum 1: 3=x\nE conflicting_key - 3: 2 4 5\n" LACKING,
     0},
    {"a rejected record does not conflict",
     SHORT "\n1;p1;0480;2024-01-01\n1;;0480;2024-01-02\n",
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_one_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

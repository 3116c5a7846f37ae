/* lanes.h - one file read by one lane, and all that came of it written down as text.
 *
 * Both lanes must give the same text for any bytes, options and block sizes.  Shared by the unit test and the fuzz
 * target. */
#ifndef TESTS_LANES_H
#define TESTS_LANES_H

#include "data/tables/read_table.h"

#include <stdlib.h>

/* Options of a run, as bits. */
enum {
    LANES_KEYS = 1,
    LANES_TWO_FILES = 2,
    LANES_POINT = 4,
    LANES_1252 = 8,
    LANES_UTF8 = 16,
    LANES_UTF16 = 32,
    LANES_PREAMBLE = 64,
    LANES_SHORT_RECORDS = 128, /* a record may have 200 bytes */
    LANES_HEADER = 256,        /* a header is put before the text */
    LANES_ONE_COLUMN = 512     /* ... of one column */
};

enum {
    LANES_ID,
    LANES_PERSON,
    LANES_KOMMUN,
    LANES_DATUM,
    LANES_VIKT,
    LANES_ANTAL,
    LANES_DIAGNOSER,
    LANES_TID,
    LANES_YRKE,
    LANES_KON,
    LANES_BELOPP,
    LANES_SLUT,
    LANES_FIELDS
};

static const ind_str lanes_missing[] = {{"", 0}, {"NULL", 4}, {"..", 2}, {"1900-01-01", 10}};
static const ind_str lanes_footer[] = {{"Totalt", 6}, {"\xc3\x96vrigt", 7}};
static const uint32_t lanes_key[] = {LANES_ID, LANES_DATUM};
static const uint32_t lanes_wanted[] = {LANES_TID,  LANES_DIAGNOSER, LANES_ANTAL,  LANES_DATUM,
                                        LANES_VIKT, LANES_SLUT,      LANES_KOMMUN, LANES_ID,
                                        LANES_YRKE, LANES_KON,       LANES_PERSON};
enum { LANES_WANTED = sizeof lanes_wanted / sizeof *lanes_wanted };
/* The fast lane is asked for the texts of these; KOMMUN has rules and comes numbered all the same. */
static const bool lanes_late[LANES_WANTED] = {[6] = true, [7] = true, [8] = true, [10] = true};
static const ind_value_map lanes_map[] = {{{"\xc3\xa5", 2}, {"0480", 4}}, {{"1", 1}, {"0114", 4}}};
static const ind_str lanes_kon[] = {{"K", 1}, {"M", 1}, {"\xc3\xb6", 2}};
static const int32_t lanes_open[] = {2932896}; /* 9999-12-31 */

static const ind_field lanes_fields[LANES_FIELDS] = {
    [LANES_ID] = {.name = {"id", 2}, .type = IND_TEXT, .required = true},
    [LANES_PERSON] = {.name = {"person", 6}, .type = IND_TEXT, .optional = true, .identifying = true},
    [LANES_KOMMUN] =
        {.name = {"kommun", 6}, .type = IND_TEXT, .optional = true, .width = 4, .map = lanes_map, .map_count = 2},
    [LANES_DATUM] = {.name = {"datum", 5}, .type = IND_DATE, .optional = true, .partial = IND_PARTIAL_LAST},
    [LANES_VIKT] = {.name = {"vikt", 4},
                    .type = IND_NUMBER,
                    .optional = true,
                    .has_maximum = true,
                    .maximum = 1000,
                    .default_value = {"1,5", 3}},
    [LANES_ANTAL] =
        {.name = {"antal", 5}, .type = IND_INTEGER, .optional = true, .required = true, .has_minimum = true},
    [LANES_DIAGNOSER] = {.name = {"diagnoser", 9}, .type = IND_LIST, .optional = true, .icd10 = true},
    [LANES_TID] = {.name = {"tid", 3}, .type = IND_DATETIME, .optional = true},
    [LANES_YRKE] = {.name = {"yrke", 4}, .type = IND_TEXT, .optional = true},
    [LANES_KON] = {.name = {"kon", 3}, .type = IND_TEXT, .optional = true, .allowed = lanes_kon, .allowed_count = 3},
    [LANES_BELOPP] = {.name = {"belopp", 6}, .type = IND_NUMBER, .optional = true},
    [LANES_SLUT] = {.name = {"slut", 4}, .type = IND_DATE, .optional = true, .open = lanes_open, .open_count = 1},
};

static const ind_dataset lanes_dataset = {.name = {"lanes", 5},
                                          .fields = lanes_fields,
                                          .field_count = LANES_FIELDS,
                                          .key = lanes_key,
                                          .key_count = 2,
                                          .missing = lanes_missing,
                                          .missing_count = 4,
                                          .supplier = LANES_KOMMUN,
                                          .footer = lanes_footer,
                                          .footer_count = 2};

typedef struct {
    ind_lane lane;
    unsigned options;
    char separator; /* 0: found out */
    size_t block;   /* 0: the usual */
} lanes_way;

static void lanes_value(ind_buffer *out, const ind_vector *column, size_t row) {
    if (ind_vector_is_null(column, row)) {
        ind_buffer_text(out, " -");
        return;
    }
    switch (column->type) {
    case IND_TEXT:
    case IND_LIST: {
        ind_str text = ind_dict_text(column->dict, column->code[row]);
        ind_buffer_text(out, " ");
        ind_buffer_add(out, text.data, text.length);
        break;
    }
    case IND_DATE: ind_buffer_format(out, " %d", (int)column->day[row]); break;
    case IND_NUMBER: ind_buffer_format(out, " %a", column->number[row]); break;
    default: ind_buffer_format(out, " %lld", (long long)column->integer[row]); break;
    }
}

static void lanes_begin(void *context) {
    ind_buffer_text(context, "begin\n");
}

static void lanes_text(ind_buffer *out, ind_str text) {
    ind_buffer_text(out, text.data == NULL ? " -" : " ");
    ind_buffer_add(out, text.data, text.length);
}

static void lanes_batch(void *context, const ind_batch *batch) {
    for (size_t row = 0; row < batch->count; row++) {
        ind_buffer_format(context, "%u:%llu", (unsigned)batch->file, (unsigned long long)batch->line[row]);
        for (size_t i = 0; i < LANES_WANTED; i++)
            if (batch->texts[i] != NULL)
                lanes_text(context, batch->texts[i][row]);
            else
                lanes_value(context, &batch->columns[i], row);
        ind_buffer_text(context, "\n");
    }
}

static void lanes_report(ind_buffer *out, const ind_file_report *report, bool read) {
    ind_buffer_format(out, "records %llu rows %llu rejected %llu duplicates %llu skipped %llu\n",
                      (unsigned long long)report->records, (unsigned long long)report->rows,
                      (unsigned long long)report->rejected, (unsigned long long)report->duplicates,
                      (unsigned long long)report->skipped);
    if (read)
        ind_buffer_format(out, "%s %s %d %s %d %d %llu\n", report->hash, report->encoding, report->bom,
                          report->line_end, report->separator, report->decimal,
                          (unsigned long long)report->header_line);
    for (size_t i = 0; i < report->findings.count; i++) {
        const ind_data_finding *item = &report->findings.items[i];
        ind_buffer_format(out, "%s %s %u %d %s %llu:", item->rule, item->column == NULL ? "" : item->column,
                          (unsigned)item->field, (int)item->severity, item->what, (unsigned long long)item->count);
        for (size_t k = 0; k < item->shown; k++)
            ind_buffer_format(out, " %llu=%s", (unsigned long long)item->line[k], item->shape[k]);
        ind_buffer_text(out, "\n");
    }
}

static void lanes_errors(ind_buffer *out, const ind_diag *diag) {
    for (size_t i = 0; i < ind_diag_count(diag); i++) {
        const ind_finding *item = ind_diag_at(diag, i);
        ind_buffer_format(out, "%s:%llu:%u %s\n", item->rule, (unsigned long long)item->place.line,
                          (unsigned)item->place.column, item->message);
    }
}

/* What came of TEXT, read in one WAY; OWNED by the caller. */
static ind_buffer lanes_run(ind_str text, lanes_way way) {
    static const char header[] = "id;person;kommun;datum;vikt;antal;diagnoser;tid;yrke;kon;belopp;slut\n";
    ind_buffer out = {0}, whole = {0};
    if ((way.options & LANES_HEADER) != 0)
        ind_buffer_text(&whole, (way.options & LANES_ONE_COLUMN) != 0 ? "id\n" : header);
    for (size_t i = 0; way.separator != '\0' && i < whole.length; i++)
        if (whole.data[i] == ';')
            whole.data[i] = way.separator;
    ind_buffer_add(&whole, text.data, text.length);
    ind_arena *arena = ind_arena_new();
    ind_diag *diag = ind_diag_new();
    ind_file_report reports[2] = {{0}};
    ind_dict *dicts[LANES_WANTED] = {NULL};
    for (size_t i = 0; i < LANES_WANTED; i++) {
        ind_type type = lanes_fields[lanes_wanted[i]].type;
        dicts[i] = type == IND_TEXT || type == IND_LIST ? ind_dict_new() : NULL;
    }
    ind_input_file files[2] = {{"a.csv", IND_NULL_DATE, ind_buffer_str(&whole)},
                               {"b.csv", IND_NULL_DATE, ind_buffer_str(&whole)}};
    ind_table_request request = {.dataset = &lanes_dataset,
                                 .files = files,
                                 .file_count = (way.options & LANES_TWO_FILES) != 0 ? 2 : 1,
                                 .wanted = lanes_wanted,
                                 .dicts = dicts,
                                 .unnumbered = way.lane == IND_LANE_REFERENCE ? NULL : lanes_late,
                                 .wanted_count = LANES_WANTED,
                                 .dialect = {.separator = way.separator,
                                             .decimal = (way.options & LANES_POINT) != 0 ? '.' : '\0',
                                             .preamble_rows = (way.options & LANES_PREAMBLE) != 0 ? 1 : -1},
                                 .max_rejected = 60,
                                 .check_keys = (way.options & LANES_KEYS) != 0,
                                 .arena = arena,
                                 .begin = lanes_begin,
                                 .batch = lanes_batch,
                                 .context = &out,
                                 .lane = way.lane,
                                 .block_size = way.block,
                                 .record_limit = (way.options & LANES_SHORT_RECORDS) != 0 ? 200 : 0};
    if ((way.options & LANES_UTF16) != 0)
        request.dialect.encoding = IND_STR("utf-16");
    else if ((way.options & LANES_1252) != 0)
        request.dialect.encoding = IND_STR("windows-1252");
    else if ((way.options & LANES_UTF8) != 0)
        request.dialect.encoding = IND_STR("utf-8");
    ind_status status = ind_table_read(&request, reports, diag);
    ind_buffer_format(&out, "status %d\n", (int)status);
    for (size_t i = 0; i < 2; i++)
        lanes_report(&out, &reports[i], status == IND_OK);
    lanes_errors(&out, diag);
    for (size_t i = 0; i < LANES_WANTED; i++)
        ind_dict_free(dicts[i]);
    ind_file_report_free(&reports[0]);
    ind_file_report_free(&reports[1]);
    ind_diag_free(diag);
    ind_arena_free(arena);
    ind_buffer_free(&whole);
    return out;
}

/* The first place where two outcomes differ, -1 if they are the same. */
static long lanes_difference(const ind_buffer *a, const ind_buffer *b) {
    for (size_t i = 0; i < a->length || i < b->length; i++)
        if (i >= a->length || i >= b->length || a->data[i] != b->data[i])
            return (long)i;
    return -1;
}

#endif

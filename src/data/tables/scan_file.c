/* scan_file.c - one file: opened, its dialect and header found, its records read, its report filled.
 *
 * libcsv, our reference, reads up to the header; then the fast lane takes over, unless the request says that the
 * reference shall read all.  Where the fast lane meets a text in which no record ends, it hands it back. */
#include "data/schemas/header_name.h"
#include "data/tables/lanes.h"
#include "data/tables/reader.h"

#include <stdlib.h>

enum { FIELD_LIMIT = IND_MAX_COLUMNS + 2 };

/* ---- opening and dialect ---- */

static ind_status choose_encoding(ind_reader *r) {
    const ind_table_request *request = r->scan->request;
    bool by_user = request->dialect.encoding.length > 0;
    ind_str name = by_user ? request->dialect.encoding : request->dataset->encoding;
    if (name.length == 0 || ind_encoding_named(name, &r->encoding))
        return IND_OK;
    return ind_diag_add(r->diag, IND_ERROR, by_user ? IND_E_USAGE : IND_E_DEFINITION, "unknown_encoding",
                        ind_reader_at(r, 0, 0), "known are utf-8, windows-1252 and utf-16", "unknown encoding '%.*s'",
                        IND_STR_ARGS(name));
}

static ind_bytes_form given_form(ind_encoding encoding) {
    switch (encoding) {
    case IND_ENCODING_UTF16LE: return IND_BYTES_UTF16LE;
    case IND_ENCODING_UTF16BE: return IND_BYTES_UTF16BE;
    default: return IND_BYTES_PLAIN;
    }
}

static ind_status open_input(ind_reader *r) {
    ind_status status = choose_encoding(r);
    if (status != IND_OK)
        return status;
    status = ind_bytes_open(r->file->path, r->file->memory, r->scan->request->block_size, given_form(r->encoding),
                            r->diag, &r->bytes);
    if (status != IND_OK)
        return status;
    r->scan->again = r->scan->again && ind_bytes_again(r->bytes);
    r->report->bom = ind_bytes_has_bom(r->bytes);
    bool marked = ind_bytes_form_of(r->bytes) != IND_BYTES_PLAIN;
    r->decoder = (ind_decoder){.given = marked ? IND_ENCODING_UTF8 : r->encoding, .path = r->file->path};
    return IND_OK;
}

static size_t known_names(const void *context, const ind_str *names, size_t count) {
    const ind_reader *r = context;
    ind_arena *arena = ind_arena_new();
    size_t known = 0;
    ind_buffer text = {0};
    for (size_t i = 0; i < count; i++) {
        text.length = 0;
        ind_decode_text(names[i], &text);
        ind_str normal = ind_normalise_header(arena, ind_buffer_str(&text));
        if (normal.length > 0 && ind_header_field(r->scan->request->dataset, r->scan->normal, normal) >= 0)
            known++;
    }
    ind_buffer_free(&text);
    ind_arena_free(arena);
    return known;
}

static ind_status no_header(const ind_reader *r, uint32_t preamble) {
    if (preamble == 0 || r->head.length == 0)
        return ind_reader_error(r, "empty_file", 0, 0, NULL, "empty file");
    return ind_diag_add(r->diag, IND_ERROR, IND_E_DATA, "no_header", ind_reader_at(r, 0, 0), NULL,
                        "no header after %u preamble lines", (unsigned)preamble);
}

static ind_status dialect_fault(const ind_reader *r, ind_dialect_state state, uint32_t preamble,
                                const char ambiguous[2]) {
    if (state == IND_DIALECT_AMBIGUOUS)
        return ind_diag_add(r->diag, IND_ERROR, IND_E_DATA, "ambiguous_separator", ind_reader_at(r, 0, 0),
                            "give the separator", "%s and %s could both separate the columns",
                            ind_separator_name(ambiguous[0]), ind_separator_name(ambiguous[1]));
    if (state == IND_DIALECT_BAD_SEP)
        return ind_reader_error(r, "bad_separator", 1, 0, "known are ';', ',', '|' and tab",
                                "the line 'sep=' does not name a separator");
    return no_header(r, preamble);
}

/* Read blocks until the header is whole, and find the dialect on it. */
static ind_status find_dialect(ind_reader *r) {
    const ind_table_request *request = r->scan->request;
    const ind_dataset *dataset = request->dataset;
    ind_dialect_question question = {
        .separator = request->dialect.separator, .fallback = dataset->separator, .known = known_names, .context = r};
    question.preamble_rows =
        request->dialect.preamble_rows >= 0 ? (uint32_t)request->dialect.preamble_rows : dataset->preamble_rows;
    ind_dialect_state state = IND_DIALECT_MORE;
    char ambiguous[2] = {0};
    for (size_t tried = 0; state == IND_DIALECT_MORE;) {
        ind_str block;
        ind_status status = ind_reader_next(r, &block);
        if (status != IND_OK)
            return status;
        ind_buffer_add(&r->head, block.data, block.length);
        bool full = r->head.length >= ind_reader_record_limit(r), whole = full || block.length == 0;
        if (!whole && r->head.length < 2 * tried)
            continue; /* looking anew at every block would take quadratic time in a file of one long line */
        tried = r->head.length;
        ind_str head = {r->head.data, full ? ind_reader_record_limit(r) : r->head.length};
        state = ind_dialect_find(head, whole, &question, &r->dialect, ambiguous);
    }
    if (state != IND_DIALECT_FOUND)
        return dialect_fault(r, state, question.preamble_rows, ambiguous);
    r->report->separator = r->dialect.separator;
    return IND_OK;
}

/* ---- records ---- */

typedef enum { STEP_RECORD, STEP_BLOCK, STEP_END } step_kind;

/* The next record as it stands in the file, or one more piece of text for it. */
static ind_status step(ind_reader *r, ind_record *record, step_kind *kind) {
    ind_record_state state = ind_records_next(r->records, record);
    *kind = state == IND_RECORD_READY ? STEP_RECORD : state == IND_RECORD_END ? STEP_END : STEP_BLOCK;
    if (state == IND_RECORD_READY || state == IND_RECORD_END)
        return IND_OK;
    if (state != IND_RECORD_NEED_BLOCK)
        return ind_reader_broken(r, state);
    ind_str piece;
    ind_status status = ind_reader_next(r, &piece);
    if (status == IND_OK)
        ind_records_give(r->records, piece);
    return status;
}

/* To the end of the file, which is hashed whole. */
static ind_status read_past(ind_reader *r) {
    ind_str piece;
    ind_status status;
    do
        status = ind_reader_next(r, &piece);
    while (status == IND_OK && piece.length > 0);
    return status;
}

static ind_status read_by_reference(ind_reader *r) {
    for (;;) {
        ind_record record;
        step_kind kind;
        ind_status status = step(r, &record, &kind);
        if (status == IND_OK && kind == STEP_RECORD)
            status = ind_take_record(r, &record);
        if (status == IND_OK && r->ended)
            return read_past(r);
        if (status != IND_OK || kind == STEP_END)
            return status;
    }
}

/* Once the reference stands between two records, the fast lane reads as far as it can. */
static ind_status read_records(ind_reader *r) {
    ind_records_rest rest;
    bool fast = r->scan->request->lane != IND_LANE_REFERENCE && !ind_may_end_early(r); /* only it reads in order */
    while (fast && !ind_records_take_over(r->records, &rest)) {
        ind_record record;
        step_kind kind;
        ind_status status = step(r, &record, &kind);
        if (status == IND_OK && kind == STEP_RECORD)
            status = ind_take_record(r, &record);
        if (status != IND_OK || kind == STEP_END)
            return status;
    }
    if (!fast)
        return read_by_reference(r);
    ind_lanes *lanes = ind_lanes_new(r, &rest);
    ind_status status = ind_lanes_read(lanes);
    if (status == IND_OK)
        status = read_by_reference(r);
    ind_lanes_free(lanes);
    return status;
}

static void begin_records(ind_reader *r) {
    r->records = ind_records_new(&(ind_records_options){.separator = r->dialect.separator,
                                                        .skip_lines = r->dialect.skip_lines,
                                                        .record_limit = ind_reader_record_limit(r),
                                                        .field_limit = FIELD_LIMIT});
    ind_records_give(r->records, ind_buffer_str(&r->head));
}

/* ---- header ---- */

/* Two files may have their columns in different orders; the content of a record must not depend on that. */
static void order_content(ind_reader *r) {
    const ind_header *header = &r->header;
    size_t *order = ind_alloc_array(header->count, sizeof *order);
    size_t count = 0;
    for (size_t f = 0; f < r->scan->request->dataset->field_count; f++)
        if (header->column_of[f] != IND_NOT_IN_FILE)
            order[count++] = (size_t)header->column_of[f];
    size_t known = count;
    for (size_t c = 0; c < header->count; c++) {
        if (header->columns[c].field >= 0)
            continue;
        size_t at = count++;
        for (; at > known && ind_str_compare(header->columns[order[at - 1]].normal, header->columns[c].normal) > 0;
             at--)
            order[at] = order[at - 1];
        order[at] = c;
    }
    r->content_order = order;
}

static ind_status read_header(ind_reader *r) {
    const ind_table_request *request = r->scan->request;
    ind_record record;
    step_kind kind = STEP_BLOCK;
    ind_status status = IND_OK;
    while (status == IND_OK && kind == STEP_BLOCK)
        status = step(r, &record, &kind);
    if (status == IND_OK && kind == STEP_END)
        return no_header(r, 0);
    if (status == IND_OK)
        status = ind_decode_record(&r->decoder, &record, r->diag);
    if (status != IND_OK)
        return status;
    status = ind_header_bind(request->dataset, r->scan->normal, r->scan->needed, &record, r->file->path, request->arena,
                             &r->report->findings, r->diag, &r->header);
    if (status != IND_OK)
        return status;
    r->report->header_line = record.line;
    ind_records_expect(r->records, r->header.count);
    for (size_t i = 0; i < r->scan->used_count; i++)
        r->scan->used[i].column = r->header.column_of[r->scan->used[i].field];
    order_content(r);
    return IND_OK;
}

/* ---- report ---- */

static const char *encoding_name(const ind_reader *r) {
    switch (ind_bytes_form_of(r->bytes)) {
    case IND_BYTES_UTF16LE: return "utf-16le";
    case IND_BYTES_UTF16BE: return "utf-16be";
    case IND_BYTES_UTF8_BOM: return "utf-8";
    case IND_BYTES_PLAIN: break;
    }
    if (r->decoder.given == IND_ENCODING_WINDOWS_1252 || r->decoder.cp1252_line > 0)
        return "windows-1252";
    return r->decoder.given == IND_ENCODING_UTF8 || r->decoder.utf8_line > 0 ? "utf-8" : "ascii";
}

static const char *last_part(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash == NULL || slash[1] == '\0' ? path : slash + 1;
}

static void fill_report(ind_reader *r, ind_status status) {
    ind_file_report *report = r->report;
    report->encoding = "ascii";
    report->line_end = "none";
    report->decimal = r->decimal != '\0' ? r->decimal : r->comma_line > 0 ? ',' : r->point_line > 0 ? '.' : '\0';
    if (r->records != NULL)
        report->line_end = ind_records_line_end(r->records);
    if (r->bytes != NULL) {
        report->encoding = encoding_name(r);
        report->bytes = ind_bytes_total(r->bytes);
        if (status == IND_OK) /* else the end was not read */
            ind_bytes_hash(r->bytes, report->hash);
    }
}

ind_status ind_scan_file(ind_scan *scan, uint32_t file, ind_file_report *report, ind_diag *diag) {
    const ind_table_request *request = scan->request;
    ind_reader r = {.scan = scan, .number = file, .file = &request->files[file], .report = report, .diag = diag};
    r.decimal = request->dialect.decimal != '\0' ? request->dialect.decimal : request->dataset->decimal;
    report->file = last_part(r.file->path);
    ind_status status = open_input(&r);
    if (status == IND_OK)
        status = find_dialect(&r);
    if (status == IND_OK) {
        begin_records(&r);
        status = read_header(&r);
    }
    for (size_t i = 0; i < scan->used_count; i++) {
        scan->used[i].marked_line = 0;
        scan->used[i].has_hundreds = false;
    }
    if (status == IND_OK)
        status = read_records(&r);
    if (status == IND_OK)
        status = ind_reader_check_marks(&r);
    ind_flush_batch(&r);
    fill_report(&r, status);
    ind_records_free(r.records);
    ind_decoder_free(&r.decoder);
    ind_bytes_close(r.bytes);
    ind_buffer_free(&r.head);
    free(r.content_order);
    return status;
}

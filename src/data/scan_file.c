/* scan_file.c - one file, record by record.
 *
 * The idea: every record meets the same questions in the same order - is it a footer, is it whole, are its
 * required cells good, was it decided against - and ends in exactly one of rows, rejected, duplicates or
 * skipped.  Cells that are bad elsewhere become unknown with a finding. */
#include "data/dialect.h"
#include "data/encoding.h"
#include "data/header.h"
#include "data/scan.h"
#include "data/source.h"

#include <stdlib.h>

enum { FIELD_LIMIT = IND_MAX_COLUMNS + 2 };

typedef struct {
    ind_scan *scan;
    uint32_t number; /* of the file in the request */
    const ind_input_file *file;
    ind_file_report *report;
    ind_diag *diag;
    ind_bytes *bytes;
    uint64_t told; /* bytes that progress knows of */
    ind_buffer head;
    ind_encoding encoding; /* given */
    ind_decoder decoder;
    ind_dialect dialect;
    ind_records *records;
    ind_header header;
    size_t *content_order;           /* columns in an order that does not depend on the file */
    char decimal;                    /* given, 0: found out */
    uint64_t comma_line, point_line; /* first lines with each decimal mark, 0: none */
} reader;

static ind_place at_line(const reader *r, uint64_t line, uint32_t column) {
    return (ind_place){.file = r->file->path, .line = line, .column = column};
}

static ind_status data_error(const reader *r, const char *rule, uint64_t line, uint32_t column, const char *help,
                             const char *message) {
    return ind_diag_add(r->diag, IND_ERROR, IND_E_DATA, rule, at_line(r, line, column), help, "%s", message);
}

/* ---- opening and dialect ---- */

static ind_status choose_encoding(reader *r) {
    const ind_table_request *request = r->scan->request;
    bool by_user = request->dialect.encoding.length > 0;
    ind_str name = by_user ? request->dialect.encoding : request->dataset->encoding;
    if (name.length == 0 || ind_encoding_named(name, &r->encoding))
        return IND_OK;
    return ind_diag_add(r->diag, IND_ERROR, by_user ? IND_E_USAGE : IND_E_DEFINITION, "unknown_encoding",
                        at_line(r, 0, 0), "known are utf-8, windows-1252 and utf-16", "unknown encoding '%.*s'",
                        IND_STR_ARGS(name));
}

static ind_bytes_form given_form(ind_encoding encoding) {
    switch (encoding) {
    case IND_ENCODING_UTF16LE: return IND_BYTES_UTF16LE;
    case IND_ENCODING_UTF16BE: return IND_BYTES_UTF16BE;
    default: return IND_BYTES_PLAIN;
    }
}

static ind_status open_input(reader *r) {
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

static ind_status next_block(reader *r, ind_str *block) {
    ind_status status = ind_bytes_next(r->bytes, r->diag, block);
    uint64_t total = ind_bytes_total(r->bytes);
    if (r->scan->request->progress != NULL && total > r->told)
        r->scan->request->progress(r->scan->request->progress_context, total - r->told);
    r->told = total;
    return status;
}

static size_t known_names(const void *context, const ind_str *names, size_t count) {
    const reader *r = context;
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

static size_t record_limit(const reader *r) {
    return r->scan->request->record_limit > 0 ? r->scan->request->record_limit : IND_MAX_RECORD;
}

static ind_status no_header(const reader *r, uint32_t preamble) {
    if (preamble == 0 || r->head.length == 0)
        return data_error(r, "empty_file", 0, 0, NULL, "empty file");
    return ind_diag_add(r->diag, IND_ERROR, IND_E_DATA, "no_header", at_line(r, 0, 0), NULL,
                        "no header after %u preamble lines", (unsigned)preamble);
}

static ind_status dialect_fault(const reader *r, ind_dialect_state state, uint32_t preamble, const char ambiguous[2]) {
    if (state == IND_DIALECT_AMBIGUOUS)
        return ind_diag_add(r->diag, IND_ERROR, IND_E_DATA, "ambiguous_separator", at_line(r, 0, 0),
                            "give the separator", "%s and %s could both separate the columns",
                            ind_separator_name(ambiguous[0]), ind_separator_name(ambiguous[1]));
    if (state == IND_DIALECT_BAD_SEP)
        return data_error(r, "bad_separator", 1, 0, "known are ';', ',' and tab",
                          "the line 'sep=' does not name a separator");
    return no_header(r, preamble);
}

/* Read blocks until the header is whole, and find the dialect on it. */
static ind_status find_dialect(reader *r) {
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
        ind_status status = next_block(r, &block);
        if (status != IND_OK)
            return status;
        ind_buffer_add(&r->head, block.data, block.length);
        bool full = r->head.length >= record_limit(r), whole = full || block.length == 0;
        if (!whole && r->head.length < 2 * tried)
            continue; /* looking anew at every block would take quadratic time in a file of one long line */
        tried = r->head.length;
        ind_str head = {r->head.data, full ? record_limit(r) : r->head.length};
        state = ind_dialect_find(head, whole, &question, &r->dialect, ambiguous);
    }
    if (state != IND_DIALECT_FOUND)
        return dialect_fault(r, state, question.preamble_rows, ambiguous);
    r->report->separator = r->dialect.separator;
    return IND_OK;
}

/* ---- records ---- */

static ind_status unclosed_quote(const reader *r) {
    ind_records_place place = ind_records_where(r->records);
    return data_error(r, "unterminated_quote", place.quote_line, place.quote_field,
                      "a quote inside a quoted field is written twice", "the quote that opens here is never closed");
}

static ind_status too_long(const reader *r) {
    ind_records_place place = ind_records_where(r->records);
    size_t limit = record_limit(r);
    if (place.quote_line != 0)
        return ind_diag_add(r->diag, IND_ERROR, IND_E_DATA, "record_too_long",
                            at_line(r, place.quote_line, place.quote_field), "is the quote ever closed?",
                            "the quote that opens here makes a record of more than %zu bytes", limit);
    return ind_diag_add(r->diag, IND_ERROR, IND_E_DATA, "record_too_long", at_line(r, place.line, 0),
                        "is this a CSV file?", "the record has more than %zu bytes", limit);
}

static ind_status next_record(reader *r, ind_record *record, bool *end) {
    *end = false;
    for (;;) {
        ind_str block;
        ind_status status;
        switch (ind_records_next(r->records, record)) {
        case IND_RECORD_READY: return ind_decode_record(&r->decoder, record, r->diag);
        case IND_RECORD_END: *end = true; return IND_OK;
        case IND_RECORD_UNCLOSED: return unclosed_quote(r);
        case IND_RECORD_TOO_LONG: return too_long(r);
        case IND_RECORD_NEED_BLOCK: break;
        }
        status = next_block(r, &block);
        if (status != IND_OK)
            return status;
        ind_records_give(r->records, block);
    }
}

static void begin_records(reader *r) {
    r->records = ind_records_new(&(ind_records_options){.separator = r->dialect.separator,
                                                        .skip_lines = r->dialect.skip_lines,
                                                        .record_limit = record_limit(r),
                                                        .field_limit = FIELD_LIMIT});
    ind_records_give(r->records, ind_buffer_str(&r->head));
}

/* ---- header ---- */

/* Two files may have their columns in different orders; the content of a record must not depend on that. */
static void order_content(reader *r) {
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

static ind_status read_header(reader *r) {
    const ind_table_request *request = r->scan->request;
    ind_record record;
    bool end;
    ind_status status = next_record(r, &record, &end);
    if (status != IND_OK)
        return status;
    if (end)
        return no_header(r, 0);
    status = ind_header_bind(request->dataset, r->scan->normal, r->scan->needed, &record, r->file->path, request->arena,
                             &r->report->findings, r->diag, &r->header);
    if (status != IND_OK)
        return status;
    r->report->header_line = record.line;
    for (size_t i = 0; i < r->scan->used_count; i++)
        r->scan->used[i].column = r->header.column_of[r->scan->used[i].field];
    order_content(r);
    return IND_OK;
}

/* ---- one record ---- */

static bool begins_with_any(ind_str text, const ind_str *prefixes, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (prefixes[i].length > 0 && ind_str_starts(text, prefixes[i]))
            return true;
    return false;
}

static bool is_footer(const reader *r, const ind_record *record) {
    const ind_table_request *request = r->scan->request;
    if (request->dataset->footer_count == 0 && request->dialect.footer_count == 0)
        return false;
    ind_str first = ind_trim(record->fields[0]);
    return begins_with_any(first, request->dataset->footer, request->dataset->footer_count) ||
           begins_with_any(first, request->dialect.footer, request->dialect.footer_count);
}

static bool is_ragged(const reader *r, const ind_record *record) {
    size_t wanted = r->header.count;
    bool extra = record->count == wanted + 1 && ind_trim(record->fields[wanted]).length == 0;
    return record->count != wanted && !extra;
}

typedef struct {
    const char *rule, *what;
} fault;

static fault structural_fault(const reader *r, const ind_record *record) {
    if (record->nul)
        return (fault){"nul_byte", "has a NUL byte"};
    if (ind_header_repeated(&r->header, record))
        return (fault){"repeated_header", "repeats the header"};
    if (is_ragged(r, record))
        return (fault){"ragged_record", "does not have as many fields as the header"};
    return (fault){0};
}

static void note_mark(reader *r, char mark, uint64_t line) {
    if (mark == ',' && r->comma_line == 0)
        r->comma_line = line;
    if (mark == '.' && r->point_line == 0)
        r->point_line = line;
}

static void convert_cells(reader *r, const ind_record *record) {
    for (size_t i = 0; i < r->scan->used_count; i++) {
        ind_used *used = &r->scan->used[i];
        if (used->column == IND_NOT_IN_FILE) {
            ind_convert_absent(used->converter, &used->cell);
            continue;
        }
        ind_convert(used->converter, record->fields[used->column], r->decimal, &used->cell);
        note_mark(r, used->cell.mark, record->line);
    }
}

static void add_cell_finding(reader *r, const ind_used *used, const ind_record *record, ind_severity severity,
                             fault found) {
    const ind_field *field = &r->scan->request->dataset->fields[used->field];
    char shape[16];
    bool shown = !field->identifying && !field->sensitive;
    ind_shape(ind_trim(record->fields[used->column]), shape);
    ind_findings_add(&r->report->findings, found.rule, severity, r->header.columns[used->column].label,
                     (uint32_t)used->column + 1, found.what, record->line, shown ? shape : NULL);
}

/* Are all required cells good?  REPORT says whether to add findings. */
static bool required_cells_good(reader *r, const ind_record *record, bool report) {
    bool good = true;
    for (size_t i = 0; i < r->scan->used_count; i++) {
        const ind_used *used = &r->scan->used[i];
        if (!used->required || used->column == IND_NOT_IN_FILE || used->cell.state == IND_CELL_VALUE)
            continue;
        good = false;
        fault found = {used->cell.rule, used->cell.what};
        if (used->cell.state == IND_CELL_MISSING)
            found = (fault){"missing_value", "is required and missing"};
        if (report)
            add_cell_finding(r, used, record, IND_ERROR, found);
    }
    return good;
}

static void add_notes(reader *r, const ind_record *record) {
    for (size_t i = 0; i < r->scan->used_count; i++) {
        const ind_used *used = &r->scan->used[i];
        if (used->reported && used->cell.rule != NULL && used->column != IND_NOT_IN_FILE)
            add_cell_finding(r, used, record, used->cell.state == IND_CELL_BAD ? IND_WARNING : IND_NOTE,
                             (fault){used->cell.rule, used->cell.what});
    }
}

static void add_part(ind_buffer *buffer, ind_str part) {
    uint64_t length = part.length;
    ind_buffer_add(buffer, &length, sizeof length);
    ind_buffer_add(buffer, part.data, part.length);
}

static ind_str value_bytes(const ind_used *used, ind_type type) {
    switch (type) {
    case IND_INTEGER:
    case IND_DATETIME: return (ind_str){(const char *)&used->cell.integer, sizeof used->cell.integer};
    case IND_NUMBER: return (ind_str){(const char *)&used->cell.number, sizeof used->cell.number};
    case IND_DATE: return (ind_str){(const char *)&used->cell.day, sizeof used->cell.day};
    default: return used->cell.text;
    }
}

/* The key of the record at hand in scan->key_text.  A missing part is like every other missing part (a person
 * without giltig_fran must not be there twice); false if all parts are missing or one cannot be read. */
static bool build_key(ind_scan *scan) {
    bool some = false;
    scan->key_text.length = 0;
    for (size_t i = 0; i < scan->key_count; i++) {
        const ind_used *part = scan->key[i];
        if (part->cell.state == IND_CELL_BAD)
            return false;
        bool present = part->cell.state == IND_CELL_VALUE;
        ind_buffer_add(&scan->key_text, present ? "+" : "-", 1);
        if (present)
            add_part(&scan->key_text, value_bytes(part, scan->request->dataset->fields[part->field].type));
        some = some || present;
    }
    return some;
}

/* All cells as trimmed texts; a column that is empty or not in the file is the same. */
static ind_hash content_hash(reader *r, const ind_record *record) {
    ind_buffer *content = &r->scan->content;
    content->length = 0;
    for (size_t i = 0; i < r->header.count; i++) {
        size_t column = r->content_order[i];
        ind_str cell = ind_trim(record->fields[column]);
        if (cell.length == 0)
            continue;
        int field = r->header.columns[column].field;
        ind_buffer_add(content, &field, sizeof field);
        if (field < 0)
            add_part(content, r->header.columns[column].normal);
        add_part(content, cell);
    }
    return ind_hash_of(ind_buffer_str(content));
}

static void collect_candidate(reader *r, const ind_record *record) {
    ind_scan *scan = r->scan;
    if (!build_key(scan) || !ind_hashes_have(&scan->hashes, ind_hash_of(ind_buffer_str(&scan->key_text))))
        return;
    ind_candidate candidate = {
        .file = r->number, .delivered = r->file->delivered, .line = record->line, .content = content_hash(r, record)};
    ind_candidates_add(&scan->candidates, ind_buffer_str(&scan->key_text), candidate);
}

static ind_verdict verdict_on(const reader *r, const ind_record *record) {
    ind_scan *scan = r->scan;
    const ind_candidates *all = &scan->candidates;
    if (scan->pass != IND_PASS_FINAL)
        return IND_KEEP;
    while (scan->next_candidate < all->count) {
        const ind_candidate *next = &all->items[scan->next_candidate];
        if (next->file > r->number || (next->file == r->number && next->line > record->line))
            break;
        scan->next_candidate++;
        if (next->file == r->number && next->line == record->line)
            return next->verdict;
    }
    return IND_KEEP;
}

static void reject(reader *r, const ind_record *record, fault found) {
    r->report->rejected++;
    if (found.rule != NULL)
        ind_findings_add(&r->report->findings, found.rule, IND_ERROR, NULL, 0, found.what, record->line, NULL);
}

static void drop_duplicate(reader *r, const ind_record *record, fault found) {
    r->report->duplicates++;
    ind_findings_add(&r->report->findings, found.rule, IND_NOTE, NULL, 0, found.what, record->line, NULL);
}

static void count_supplier(reader *r, bool rejected) {
    const ind_used *supplier = r->scan->supplier;
    if (supplier != NULL && supplier->cell.state == IND_CELL_VALUE)
        ind_tally_add(&r->scan->tally, supplier->cell.text, rejected);
}

static void put_value(ind_vector *vector, size_t row, const ind_cell *cell) {
    if (cell->state != IND_CELL_VALUE) {
        ind_vector_set_null(vector, row);
        return;
    }
    switch (vector->type) {
    case IND_TEXT:
    case IND_LIST: vector->code[row] = ind_dict_add(vector->dict, cell->text); break;
    case IND_INTEGER:
    case IND_DATETIME: vector->integer[row] = cell->integer; break;
    case IND_NUMBER: vector->number[row] = cell->number; break;
    case IND_DATE: vector->day[row] = cell->day; break;
    case IND_BOOLEAN: ind_vector_set_null(vector, row); break;
    }
}

static void flush_batch(reader *r) {
    ind_scan *scan = r->scan;
    const ind_table_request *request = scan->request;
    if (scan->filled > 0 && request->batch != NULL)
        request->batch(
            request->context,
            &(ind_batch){.count = scan->filled, .columns = scan->vectors, .file = r->number, .line = scan->lines});
    scan->filled = 0;
}

static void deliver_row(reader *r, const ind_record *record) {
    ind_scan *scan = r->scan;
    r->report->rows++;
    for (size_t i = 0; i < scan->used_count; i++)
        if (scan->used[i].wanted >= 0)
            put_value(&scan->vectors[scan->used[i].wanted], scan->filled, &scan->used[i].cell);
    scan->lines[scan->filled++] = record->line;
    if (scan->filled == IND_BATCH_ROWS)
        flush_batch(r);
}

static void take_row(reader *r, const ind_record *record) {
    ind_scan *scan = r->scan;
    if (scan->pass == IND_PASS_CANDIDATES) {
        collect_candidate(r, record);
        r->report->rows++;
        return;
    }
    if (scan->pass == IND_PASS_FIRST && build_key(scan))
        ind_hashes_add(&scan->hashes, ind_hash_of(ind_buffer_str(&scan->key_text)));
    add_notes(r, record);
    deliver_row(r, record);
}

static void take_whole_record(reader *r, const ind_record *record) {
    convert_cells(r, record);
    if (!required_cells_good(r, record, r->scan->pass != IND_PASS_CANDIDATES)) {
        reject(r, record, (fault){0});
        count_supplier(r, true);
        return;
    }
    ind_verdict verdict = verdict_on(r, record);
    count_supplier(r, verdict == IND_CONFLICT);
    switch (verdict) {
    case IND_KEEP: take_row(r, record); break;
    case IND_DUPLICATE: drop_duplicate(r, record, (fault){"duplicate_record", "occurs more than once"}); break;
    case IND_SUPERSEDED:
        drop_duplicate(r, record, (fault){"superseded_record", "is replaced by a later delivery"});
        break;
    case IND_CONFLICT:
        reject(r, record, (fault){"conflicting_key", "has the key of another record and other content"});
        break;
    }
}

static void take_record(reader *r, const ind_record *record) {
    if (is_footer(r, record)) {
        r->report->skipped++;
        return;
    }
    r->report->records++;
    fault found = structural_fault(r, record);
    if (found.rule != NULL)
        reject(r, record, found);
    else
        take_whole_record(r, record);
}

static ind_status check_marks(const reader *r) {
    if (r->decimal != '\0' || r->comma_line == 0 || r->point_line == 0)
        return IND_OK;
    return ind_diag_add(r->diag, IND_ERROR, IND_E_DATA, "mixed_decimals",
                        at_line(r, r->comma_line > r->point_line ? r->comma_line : r->point_line, 0),
                        "give the decimal mark of the file",
                        "mixes decimal comma (line %llu) and decimal point (line %llu)",
                        (unsigned long long)r->comma_line, (unsigned long long)r->point_line);
}

static ind_status read_records(reader *r) {
    for (;;) {
        ind_record record;
        bool end;
        ind_status status = next_record(r, &record, &end);
        if (status != IND_OK || end)
            return status;
        take_record(r, &record);
        status = check_marks(r);
        if (status != IND_OK)
            return status;
    }
}

/* ---- report ---- */

static const char *encoding_name(const reader *r) {
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

static void fill_report(reader *r, ind_status status) {
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
    reader r = {.scan = scan, .number = file, .file = &request->files[file], .report = report, .diag = diag};
    r.decimal = request->dialect.decimal != '\0' ? request->dialect.decimal : request->dataset->decimal;
    report->file = last_part(r.file->path);
    ind_status status = open_input(&r);
    if (status == IND_OK)
        status = find_dialect(&r);
    if (status == IND_OK) {
        begin_records(&r);
        status = read_header(&r);
    }
    if (status == IND_OK)
        status = read_records(&r);
    flush_batch(&r);
    fill_report(&r, status);
    ind_records_free(r.records);
    ind_decoder_free(&r.decoder);
    ind_bytes_close(r.bytes);
    ind_buffer_free(&r.head);
    free(r.content_order);
    return status;
}

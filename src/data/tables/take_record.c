/* take_record.c - one record, from its fields to a row, a rejection or a finding.
 *
 * The idea: every record meets the same questions in the same order - is it a footer, is it whole, are its
 * required cells good, was it decided against - and ends in exactly one of rows, rejected, duplicates or
 * skipped.  Cells that are bad elsewhere become unknown with a finding. */
#include "data/tables/reader.h"

#include <math.h>

static bool begins_with_any(ind_str text, const ind_str *prefixes, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (prefixes[i].length > 0 && ind_str_starts(text, prefixes[i]))
            return true;
    return false;
}

bool ind_is_footer(const ind_reader *r, const ind_record *record) {
    const ind_table_request *request = r->scan->request;
    if (request->dataset->footer_count == 0 && request->dialect.footer_count == 0)
        return false;
    ind_str first = ind_trim(record->fields[0]);
    return begins_with_any(first, request->dataset->footer, request->dataset->footer_count) ||
           begins_with_any(first, request->dialect.footer, request->dialect.footer_count);
}

bool ind_may_end_early(const ind_reader *r) {
    return r->scan->request->dataset->ends_at_count > 0 || r->scan->request->dialect.ends_at_count > 0;
}

static bool is_end(const ind_reader *r, const ind_record *record) {
    const ind_table_request *request = r->scan->request;
    ind_str first = ind_trim(record->fields[0]);
    return begins_with_any(first, request->dataset->ends_at, request->dataset->ends_at_count) ||
           begins_with_any(first, request->dialect.ends_at, request->dialect.ends_at_count);
}

static bool is_ragged(const ind_reader *r, const ind_record *record) {
    size_t wanted = r->header.count;
    bool extra = record->count == wanted + 1 && ind_trim(record->fields[wanted]).length == 0;
    return record->count != wanted && !extra;
}

typedef struct {
    const char *rule, *what;
} fault;

static bool has_one_more(const ind_reader *r, const ind_record *record) {
    return record->count == r->header.count + 1;
}

static fault structural_fault(const ind_reader *r, const ind_record *record) {
    if (record->nul)
        return (fault){"nul_byte", "has a NUL byte"};
    if (ind_header_repeated(&r->header, record))
        return (fault){"repeated_header", "repeats the header"};
    if (is_ragged(r, record) && has_one_more(r, record))
        return (fault){"ragged_record", "has one field more than the header"};
    if (is_ragged(r, record))
        return (fault){"ragged_record", "does not have as many fields as the header"};
    return (fault){0};
}

static void note_mark(ind_reader *r, ind_used *used, uint64_t line) {
    const ind_cell *cell = &used->cell;
    if (cell->mark == ',' && r->comma_line == 0)
        r->comma_line = line;
    if (cell->mark == '.' && r->point_line == 0)
        r->point_line = line;
    r->mark_is_sure = r->mark_is_sure || cell->mark_is_sure;
    bool number = r->scan->request->dataset->fields[used->field].type == IND_NUMBER && cell->state == IND_CELL_VALUE;
    if (cell->mark != '\0' && (used->marked_line == 0 || line < used->marked_line))
        used->marked_line = line;
    if (number && cell->mark == '\0' && fabs(cell->number) > IND_BELOW_HUNDRED)
        used->has_hundreds = true;
}

static void convert_cells(ind_reader *r, const ind_record *record) {
    for (size_t i = 0; i < r->scan->used_count; i++) {
        ind_used *used = &r->scan->used[i];
        if (used->column == IND_NOT_IN_FILE) {
            ind_convert_absent(used->converter, &used->cell);
            continue;
        }
        ind_convert(used->converter, record->fields[used->column], r->decimal, &used->cell);
        note_mark(r, used, record->line);
    }
}

/* For those who ask about single records.  What the candidates' pass says is said again. */
static void note(const ind_reader *r, uint64_t line, ind_fate fate, ind_severity severity, fault found,
                 const char *column, const ind_candidate *other) {
    const ind_table_request *request = r->scan->request;
    if (request->note == NULL || r->scan->pass == IND_PASS_CANDIDATES)
        return;
    ind_record_note out = {r->number, line, fate, severity, found.rule, column, found.what, 0, 0};
    if (other != NULL) {
        out.other_file = other->file;
        out.other_line = other->line;
    }
    request->note(request->note_context, &out);
}

static void add_cell_finding(ind_reader *r, const ind_used *used, ind_str text, uint64_t line, ind_severity severity,
                             fault found) {
    const ind_field *field = &r->scan->request->dataset->fields[used->field];
    char *shape = ind_findings_count(&r->report->findings, found.rule, severity, r->header.columns[used->column].label,
                                     (uint32_t)used->column + 1, found.what, line);
    if (shape != NULL && !field->identifying && !field->sensitive)
        ind_shape(ind_trim(text), shape);
    note(r, line, severity == IND_ERROR ? IND_FATE_REJECTED : IND_FATE_KEPT, severity, found,
         r->header.columns[used->column].label, NULL);
}

/* Are all required cells good?  REPORT says whether to add findings. */
static bool required_cells_good(ind_reader *r, const ind_record *record, bool report) {
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
            add_cell_finding(r, used, record->fields[used->column], record->line, IND_ERROR, found);
    }
    return good;
}

static void add_bad(ind_scan *scan, uint32_t field, uint64_t line) {
    scan->bad = ind_grow(scan->bad, scan->bad_count, &scan->bad_capacity, sizeof *scan->bad);
    scan->bad[scan->bad_count++] = (ind_bad_cell){line, field};
}

void ind_note_cell(ind_reader *r, const ind_used *used, const ind_cell *cell, ind_str text, uint64_t line) {
    if (used->reported && cell->state == IND_CELL_BAD && r->scan->pass != IND_PASS_CANDIDATES)
        add_bad(r->scan, used->field, line);
    if (used->reported && cell->rule != NULL)
        add_cell_finding(r, used, text, line, cell->state == IND_CELL_BAD || cell->warns ? IND_WARNING : IND_NOTE,
                         (fault){cell->rule, cell->what});
}

static void add_notes(ind_reader *r, const ind_record *record) {
    for (size_t i = 0; i < r->scan->used_count; i++) {
        const ind_used *used = &r->scan->used[i];
        if (used->column != IND_NOT_IN_FILE)
            ind_note_cell(r, used, &used->cell, record->fields[used->column], record->line);
    }
}

void ind_key_add(ind_buffer *key, ind_str part) {
    uint64_t length = part.data == NULL ? UINT64_MAX : part.length;
    ind_buffer_add(key, &length, sizeof length);
    ind_buffer_add(key, part.data, part.length);
}

ind_str ind_key_bytes(const ind_cell *cell, ind_type type) {
    switch (type) {
    case IND_INTEGER:
    case IND_DATETIME: return (ind_str){(const char *)&cell->integer, sizeof cell->integer};
    case IND_NUMBER: return (ind_str){(const char *)&cell->number, sizeof cell->number};
    case IND_DATE: return (ind_str){(const char *)&cell->day, sizeof cell->day};
    default: return cell->text;
    }
}

/* The key of the record at hand in scan->key_text (a person without giltig_fran must not be there twice); false if
 * all parts are missing or one cannot be read. */
static bool build_key(ind_scan *scan) {
    bool some = false;
    scan->key_text.length = 0;
    for (size_t i = 0; i < scan->key_count; i++) {
        const ind_used *part = scan->key[i];
        if (part->cell.state == IND_CELL_BAD)
            return false;
        bool present = part->cell.state == IND_CELL_VALUE;
        ind_type type = scan->request->dataset->fields[part->field].type;
        ind_key_add(&scan->key_text, present ? ind_key_bytes(&part->cell, type) : (ind_str){0});
        some = some || present;
    }
    return some;
}

/* All cells as trimmed texts; a column that is empty or not in the file is the same. */
static ind_hash content_hash(ind_reader *r, const ind_record *record) {
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
            ind_key_add(content, r->header.columns[column].normal);
        ind_key_add(content, cell);
    }
    return ind_hash_of(ind_buffer_str(content));
}

static void collect_candidate(ind_reader *r, const ind_record *record) {
    ind_scan *scan = r->scan;
    if (!build_key(scan) || !ind_hashes_have(scan->repeated, ind_hash_of(ind_buffer_str(&scan->key_text))))
        return;
    ind_candidate candidate = {
        .file = r->number, .delivered = r->file->delivered, .line = record->line, .content = content_hash(r, record)};
    ind_candidates_add(&scan->candidates, ind_buffer_str(&scan->key_text), candidate);
}

static ind_verdict verdict_on(const ind_reader *r, const ind_record *record) {
    ind_scan *scan = r->scan;
    const ind_candidates *all = scan->decided;
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

uint64_t ind_next_verdict(const ind_reader *r, uint64_t line) {
    const ind_candidates *all = r->scan->decided;
    for (size_t i = r->scan->next_candidate; i < all->count && all->items[i].file <= r->number; i++)
        if (all->items[i].file == r->number && all->items[i].line >= line)
            return all->items[i].line;
    return UINT64_MAX;
}

/* Of the records with the key of the one at hand, which was just decided on: the one that is kept, else another. */
static const ind_candidate *other_of(const ind_reader *r) {
    const ind_candidates *all = r->scan->decided;
    const ind_candidate *own = &all->items[r->scan->next_candidate - 1], *other = NULL;
    for (size_t i = 0; r->scan->request->note != NULL && i < all->count; i++)
        if (&all->items[i] != own && all->items[i].key == own->key &&
            (other == NULL || all->items[i].verdict == IND_KEEP))
            other = &all->items[i];
    return other;
}

static void reject(ind_reader *r, const ind_record *record, fault found, const ind_candidate *other) {
    r->report->rejected++;
    if (found.rule == NULL)
        return;
    ind_findings_add(&r->report->findings, found.rule, IND_ERROR, NULL, 0, found.what, record->line, NULL);
    note(r, record->line, IND_FATE_REJECTED, IND_ERROR, found, NULL, other);
}

static void drop_duplicate(ind_reader *r, const ind_record *record, fault found) {
    r->report->duplicates++;
    ind_findings_add(&r->report->findings, found.rule, IND_NOTE, NULL, 0, found.what, record->line, NULL);
    note(r, record->line, IND_FATE_DUPLICATE, IND_NOTE, found, NULL, other_of(r));
}

static void count_supplier(ind_reader *r, bool rejected) {
    const ind_used *supplier = r->scan->supplier;
    if (supplier != NULL && supplier->cell.state == IND_CELL_VALUE)
        ind_tally_add(&r->scan->tally, supplier->cell.text, rejected);
}

void ind_put_cell(ind_vector *vector, size_t row, const ind_cell *cell) {
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

/* A text that does not stay where it is gets a number at once, and is the one in the dictionary. */
void ind_put_wanted(ind_scan *scan, size_t wanted, size_t row, const ind_cell *cell) {
    ind_vector *vector = &scan->vectors[wanted];
    ind_put_cell(vector, row, cell);
    if (scan->texts[wanted] == NULL)
        return;
    bool known = vector->code[row] != IND_NULL_CODE;
    scan->texts[wanted][row] = known ? ind_dict_text(vector->dict, vector->code[row]) : (ind_str){0};
}

void ind_flush_batch(ind_reader *r) {
    ind_scan *scan = r->scan;
    const ind_table_request *request = scan->request;
    if (scan->filled > 0 && request->batch != NULL)
        request->batch(scan->context, &(ind_batch){.count = scan->filled,
                                                   .bad = scan->bad,
                                                   .bad_count = scan->bad_count,
                                                   .columns = scan->vectors,
                                                   .texts = (const ind_str *const *)scan->texts,
                                                   .file = r->number,
                                                   .line = scan->lines});
    scan->filled = 0;
    scan->bad_count = 0;
}

void ind_deliver_rows(ind_reader *r, uint64_t first_line, size_t count) {
    ind_scan *scan = r->scan;
    r->report->rows += count;
    if (scan->pass == IND_PASS_CANDIDATES)
        return;
    uint64_t *lines = scan->lines + scan->filled; /* no store below can change where it points */
    for (size_t i = 0; i < count; i++)
        lines[i] = first_line + i;
    scan->filled += count;
    if (scan->filled == IND_BATCH_ROWS)
        ind_flush_batch(r);
}

static void deliver_row(ind_reader *r, const ind_record *record) {
    ind_scan *scan = r->scan;
    for (size_t i = 0; i < scan->used_count; i++)
        if (scan->used[i].wanted >= 0)
            ind_put_wanted(scan, (size_t)scan->used[i].wanted, scan->filled, &scan->used[i].cell);
    ind_deliver_rows(r, record->line, 1);
}

static void take_row(ind_reader *r, const ind_record *record) {
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

static void take_cells(ind_reader *r, const ind_record *record) {
    if (!required_cells_good(r, record, r->scan->pass != IND_PASS_CANDIDATES)) {
        reject(r, record, (fault){0}, NULL);
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
        reject(r, record, (fault){"conflicting_key", "has the key of another record and other content"}, other_of(r));
        break;
    }
}

/* Behind a header in another order every cell would be read as another column's. */
static ind_status header_between(ind_reader *r, const ind_record *record) {
    r->report->rejected++;
    ind_place place = {.file = r->file->path, .line = record->line};
    return ind_diag_add(r->diag, IND_ERROR, IND_E_DATA, "header_between", place,
                        "give the files that were joined here one by one",
                        "a second header with other columns, or in another order, than the one on line %llu",
                        (unsigned long long)r->header.line);
}

/* Some cell that cannot be read is the name of a column. */
static bool names_columns(const ind_reader *r) {
    for (size_t i = 0; i < r->scan->used_count; i++) {
        const ind_used *used = &r->scan->used[i];
        if (used->column != IND_NOT_IN_FILE && used->cell.state == IND_CELL_BAD && used->cell.is_name)
            return true;
    }
    return false;
}

static ind_status take_whole_record(ind_reader *r, const ind_record *record) {
    convert_cells(r, record);
    if (names_columns(r)) {
        switch (ind_header_like(&r->header, r->scan->request->dataset, r->scan->normal, record)) {
        case IND_NO_HEADER: break;
        case IND_SAME_HEADER: reject(r, record, (fault){"repeated_header", "repeats the header"}, NULL); return IND_OK;
        case IND_OTHER_HEADER: return header_between(r, record);
        }
    }
    take_cells(r, record);
    return IND_OK;
}

/* Nothing but blanks in all fields: spreadsheets write such rows below the last one. */
static bool is_empty(const ind_record *record) {
    for (size_t i = 0; i < record->stored; i++)
        if (ind_trim(record->fields[i]).length > 0)
            return false;
    return true;
}

static void skip(ind_reader *r, const ind_record *record, fault found) {
    r->report->skipped++;
    note(r, record->line, IND_FATE_SKIPPED, IND_NOTE, found, NULL, NULL);
}

static void note_stray_quote(ind_reader *r, const ind_record *record) {
    if (record->stray_field == 0 || record->stray_field > r->header.count)
        return;
    const char *label = r->header.columns[record->stray_field - 1].label;
    fault found = {"stray_quote", "has text behind a quote that seemed to close it"};
    ind_findings_add(&r->report->findings, found.rule, IND_WARNING, label, record->stray_field, found.what,
                     record->line, NULL);
    note(r, record->line, IND_FATE_KEPT, IND_WARNING, found, label, NULL);
}

static ind_status swallowed(const ind_reader *r, const ind_record *record) {
    ind_place place = {.file = r->file->path, .line = record->swallow_open, .column = record->swallow_field};
    return ind_diag_add(r->diag, IND_ERROR, IND_E_DATA, "swallowed_records", place,
                        "remove the stray quotes, or write each quote inside a quoted field twice",
                        "the quote that opens here closes on line %llu, and what looks like records stands between",
                        (unsigned long long)record->swallow_close);
}

static ind_status take_decoded(ind_reader *r, const ind_record *record) {
    if (record->swallow_open != 0)
        return swallowed(r, record);
    if (is_empty(record) && !record->nul) {
        fault found = {"empty_row", "has nothing but separators and blanks"};
        ind_findings_add(&r->report->findings, found.rule, IND_NOTE, NULL, 0, found.what, record->line, NULL);
        skip(r, record, found);
        return IND_OK;
    }
    if (ind_may_end_early(r) && is_end(r, record)) {
        fault found = {"end_of_data", "begins as the rows behind the data do, so nothing is read from here on"};
        ind_findings_add(&r->report->findings, found.rule, IND_NOTE, NULL, 0, found.what, record->line, NULL);
        skip(r, record, found);
        r->ended = true;
        return IND_OK;
    }
    if (ind_is_footer(r, record)) {
        skip(r, record, (fault){"footer", "begins as rows that are no data do"});
        return IND_OK;
    }
    note_stray_quote(r, record);
    r->report->records++;
    fault found = structural_fault(r, record);
    if (found.rule != NULL) {
        bool ragged = is_ragged(r, record) && !record->nul;
        if (ragged && ind_header_like(&r->header, r->scan->request->dataset, r->scan->normal, record) != IND_NO_HEADER)
            return header_between(r, record);
        reject(r, record, found, NULL);
        return IND_OK;
    }
    return take_whole_record(r, record);
}

static ind_status check_marks(const ind_reader *r) {
    if (r->decimal != '\0' || r->comma_line == 0 || r->point_line == 0)
        return IND_OK;
    uint64_t later = r->comma_line > r->point_line ? r->comma_line : r->point_line;
    return ind_diag_add(r->diag, IND_ERROR, IND_E_DATA, "mixed_decimals",
                        (ind_place){.file = r->file->path, .line = later}, "give the decimal mark of the file",
                        "mixes decimal comma (line %llu) and decimal point (line %llu)",
                        (unsigned long long)r->comma_line, (unsigned long long)r->point_line);
}

ind_status ind_take_record(ind_reader *r, ind_record *record) {
    ind_status status = ind_decode_record(&r->decoder, record, r->diag);
    if (status != IND_OK)
        return status;
    status = take_decoded(r, record);
    return status == IND_OK ? check_marks(r) : status;
}

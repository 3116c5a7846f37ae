/* reader.c - what all parts that read a file share: the next piece of it, its limits, and what is wrong with it as a
 * whole. */
#include "data/tables/reader.h"

ind_place ind_reader_at(const ind_reader *r, uint64_t line, uint32_t column) {
    return (ind_place){.file = r->file->path, .line = line, .column = column};
}

ind_status ind_reader_error(const ind_reader *r, const char *rule, uint64_t line, uint32_t column, const char *help,
                            const char *message) {
    return ind_diag_add(r->diag, IND_ERROR, IND_E_DATA, rule, ind_reader_at(r, line, column), help, "%s", message);
}

static void tell_progress(ind_reader *r) {
    uint64_t total = ind_bytes_total(r->bytes);
    if (r->scan->request->progress != NULL && total > r->reported)
        r->scan->request->progress(r->scan->request->progress_context, total - r->reported);
    r->reported = total;
}

ind_status ind_reader_next(ind_reader *r, ind_str *block) {
    ind_status status = ind_bytes_next(r->bytes, r->diag, block);
    tell_progress(r);
    return status;
}

ind_status ind_reader_read(ind_reader *r, char to[IND_BYTES_ROOM], size_t *length) {
    ind_status status = ind_bytes_read(r->bytes, r->diag, to, length);
    tell_progress(r);
    return status;
}

size_t ind_reader_record_limit(const ind_reader *r) {
    return r->scan->request->record_limit > 0 ? r->scan->request->record_limit : IND_MAX_RECORD;
}

static ind_status unclosed_quote(const ind_reader *r) {
    ind_records_place place = ind_records_where(r->records);
    return ind_reader_error(r, "unterminated_quote", place.quote_line, place.quote_field,
                            "a quote inside a quoted field is written twice",
                            "the quote that opens here is never closed");
}

static ind_status too_long(const ind_reader *r) {
    ind_records_place place = ind_records_where(r->records);
    size_t limit = ind_reader_record_limit(r);
    if (place.quote_line != 0)
        return ind_diag_add(r->diag, IND_ERROR, IND_E_DATA, "record_too_long",
                            ind_reader_at(r, place.quote_line, place.quote_field), "is the quote ever closed?",
                            "the quote that opens here makes a record of more than %zu bytes", limit);
    return ind_diag_add(r->diag, IND_ERROR, IND_E_DATA, "record_too_long", ind_reader_at(r, place.line, 0),
                        "is this a CSV file?", "the record has more than %zu bytes", limit);
}

ind_status ind_reader_broken(const ind_reader *r, ind_record_state state) {
    return state == IND_RECORD_UNCLOSED ? unclosed_quote(r) : too_long(r);
}

bool ind_reader_contradicts(const ind_reader *r) {
    bool encodings =
        r->decoder.given == IND_ENCODING_DETECT && r->decoder.utf8_line != 0 && r->decoder.cp1252_line != 0;
    return encodings || (r->decimal == '\0' && r->comma_line != 0 && r->point_line != 0);
}

ind_status ind_reader_contradiction(const ind_reader *r) {
    bool marks = r->comma_line != 0 && r->point_line != 0;
    return ind_reader_error(r, marks ? "mixed_decimals" : "mixed_encodings", 0, 0, NULL,
                            marks ? "mixes decimal comma and decimal point" : "mixes UTF-8 and Windows-1252");
}

ind_status ind_reader_check_marks(const ind_reader *r) {
    const ind_used *found = NULL;
    if (r->decimal != '\0' || r->mark_is_sure)
        return IND_OK;
    for (size_t i = 0; i < r->scan->used_count; i++) {
        const ind_used *used = &r->scan->used[i];
        if (used->reported && used->marked_line != 0 && used->has_hundreds &&
            (found == NULL || used->marked_line < found->marked_line))
            found = used;
    }
    if (found == NULL)
        return IND_OK;
    const char *label = r->header.columns[found->column].label;
    return ind_diag_add(r->diag, IND_ERROR, IND_E_DATA, "doubtful_decimals",
                        ind_reader_at(r, found->marked_line, (uint32_t)found->column + 1),
                        "give the decimal mark of the file",
                        "'%s' has numbers with three digits behind their mark and whole ones above 99: thousands, or "
                        "decimals?",
                        label);
}

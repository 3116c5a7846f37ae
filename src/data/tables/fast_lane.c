/* fast_lane.c - a byte on its way from the file to a batch.
 *
 *   blocks.c     a block of whole records, and what is inside quotes (csv_masks.c, quotes.c)
 *   csv_fast.c   the positions of all ends of fields
 *   here         runs of plain records: as many fields as the header, nothing special in any
 *   columns.c    each used column of a run converted at once, straight into the batch
 *
 * The idea: a record is plain until something speaks against it, and all that can speak against it has a position:
 * quotes that are not simple or stand in a text that is read, NUL, high bytes that must be judged.  A run goes up to
 * the next such position.  The records between runs, and rows of a run with a cell that is not plain, are made into
 * records like the reference's and go the reference's way (take_record.c), so that what is special is said in one place
 * only. */
#include "data/tables/fast_lane.h"

#include "data/tables/columns.h"
#include "data/text/doubled_quotes.h"
#include "data/text/high_bytes.h"

#include <stdlib.h>

enum { CTRL_Z = 0x1A, FIRST_ROWS = 16 };

struct ind_fast_lane {
    ind_reader *reader;
    ind_blocks *blocks;
    ind_block block;
    ind_index index;
    ind_columns *columns;
    ind_places judged;  /* a record that holds one must be decoded */
    ind_places quotes;  /* doubled, in columns that are read: such a record is taken alone */
    bool *read;         /* columns of the header */
    ind_buffer single;  /* texts of the record at hand in which quotes were doubled */
    bool latin;         /* cells of the other records with high bytes are Windows-1252 */
    bool watched[256];  /* first bytes of records that may be no data, or blank */
    uint8_t *attention; /* one a row of a run */
    ind_str *fields;
    size_t field_room;

    /* where it stands in the block */
    size_t record, end; /* next record; its first field in index.ends */
    size_t next_odd, next_judged, next_quote;
    uint64_t inner_lines; /* line breaks inside quotes so far */
};

/* ---- beginning and end ---- */

static void watch_first(ind_fast_lane *lane, ind_str text) {
    if (text.length > 0)
        lane->watched[(unsigned char)text.data[0]] = true;
}

/* Footers and a header that is repeated are known by the beginning of their first field; what is cut off there before
 * it is compared is watched too, and so are letters that may be decoded first. */
static void watch(ind_fast_lane *lane) {
    const ind_table_request *request = lane->reader->scan->request;
    const ind_header *header = &lane->reader->header;
    static const char blanks[] = "\t\n\v\f\r ";
    for (size_t i = 0; i < sizeof blanks - 1; i++)
        watch_first(lane, (ind_str){blanks + i, 1});
    for (size_t c = 0x80; c <= 0xFF; c++)
        lane->watched[c] = true;
    watch_first(lane, header->columns[0].name);
    lane->watched[(unsigned char)lane->reader->dialect.separator] = true; /* rows that are empty */
    lane->watched['"'] = true;
    for (size_t i = 0; i < request->dataset->footer_count; i++)
        watch_first(lane, request->dataset->footer[i]);
    for (size_t i = 0; i < request->dialect.footer_count; i++)
        watch_first(lane, request->dialect.footer[i]);
    if (header->count == 1)
        lane->watched[CTRL_Z] = true;
}

/* The first tells records from footers and headers. */
static bool *columns_read(const ind_reader *reader) {
    bool *read = ind_alloc_array(reader->header.count, sizeof *read);
    read[0] = true;
    for (size_t i = 0; i < reader->scan->used_count; i++)
        if (reader->scan->used[i].column != IND_NOT_IN_FILE)
            read[reader->scan->used[i].column] = true;
    return read;
}

ind_fast_lane *ind_fast_lane_new(ind_reader *reader, ind_blocks *blocks) {
    ind_fast_lane *lane = ind_alloc(sizeof *lane);
    lane->reader = reader;
    lane->blocks = blocks;
    lane->columns = ind_columns_new(reader);
    lane->attention = ind_alloc(IND_BATCH_ROWS);
    lane->read = columns_read(reader);
    watch(lane);
    return lane;
}

void ind_fast_lane_free(ind_fast_lane *lane) {
    if (lane == NULL)
        return;
    ind_block_free(&lane->block);
    ind_index_free(&lane->index);
    ind_columns_free(lane->columns);
    ind_places_free(&lane->judged);
    ind_places_free(&lane->quotes);
    ind_buffer_free(&lane->single);
    free(lane->read);
    free(lane->attention);
    free(lane->fields);
    free(lane);
}

/* ---- one record ---- */

/* Record NUMBER, whose first field is FIRST in index.ends. */
typedef struct {
    size_t number, first, fields;
    uint32_t start, end; /* END: its line break */
} place;

static place place_of(const ind_fast_lane *lane, size_t number, size_t first) {
    const ind_index *index = &lane->index;
    size_t last = first;
    while (index->ends[last] != index->breaks[number])
        last++;
    uint32_t start = ind_field_start(lane->block.text.data, &index->ends[first]);
    return (place){number, first, last - first + 1, start, index->breaks[number]};
}

static uint64_t line_of(const ind_fast_lane *lane, size_t number) {
    return lane->block.line + number + lane->inner_lines;
}

static bool is_blank(const ind_fast_lane *lane, char c) {
    return (c == ' ' || c == '\t') && c != lane->reader->dialect.separator;
}

/* The field as libcsv would give it: without blanks around it, then without simple quotes. */
static ind_str field_of(const ind_fast_lane *lane, size_t end) {
    const char *text = lane->block.text.data;
    uint32_t from = ind_field_start(text, &lane->index.ends[end]), to = lane->index.ends[end];
    while (from < to && is_blank(lane, text[from]))
        from++;
    while (to > from && is_blank(lane, text[to - 1]))
        to--;
    if (to > from && text[from] == '"')
        return (ind_str){text + from + 1, to - from - 2};
    return (ind_str){text + from, to - from};
}

static bool has_high_byte(ind_str text) {
    for (size_t i = 0; i < text.length; i++)
        if (((unsigned char)text.data[i] & 0x80) != 0)
            return true;
    return false;
}

static void make_quotes_single(ind_fast_lane *lane, place at) {
    lane->single.length = 0;
    ind_buffer_reserve(&lane->single, at.end - at.start);
    for (size_t i = 0; i < at.fields; i++)
        lane->fields[i] = ind_single_quotes(lane->fields[i], &lane->single);
}

static ind_record record_at(ind_fast_lane *lane, place at) {
    while (lane->field_room < at.fields)
        lane->fields = ind_grow(lane->fields, lane->field_room, &lane->field_room, sizeof *lane->fields);
    for (size_t i = 0; i < at.fields; i++)
        lane->fields[i] = field_of(lane, at.first + i);
    ind_str all = {lane->block.text.data + at.start, at.end - at.start};
    if (lane->block.doubled.count > 0)
        make_quotes_single(lane, at);
    return (ind_record){.line = line_of(lane, at.number),
                        .count = at.fields,
                        .stored = at.fields,
                        .fields = lane->fields,
                        .high = lane->block.masks.has_high && has_high_byte(all)};
}

static void count_end(ind_fast_lane *lane, uint32_t end) {
    const char *at = lane->block.text.data + end;
    bool lf = at[0] == '\n', crlf = !lf && at[1] == '\n';
    ind_records_count_ends(lane->reader->records, lf, crlf, !lf && !crlf);
}

static ind_status take_indexed(ind_fast_lane *lane, place at) {
    ind_record record = record_at(lane, at);
    count_end(lane, at.end);
    return ind_take_record(lane->reader, &record);
}

static ind_str text_with_end(const ind_fast_lane *lane, place at) {
    const char *text = lane->block.text.data;
    uint32_t behind = at.end + 1;
    if (text[at.end] == '\r' && behind < lane->block.text.length && text[behind] == '\n')
        behind++;
    return (ind_str){text + at.start, behind - at.start};
}

static uint64_t breaks_in(ind_str text) {
    uint64_t count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += text.data[i] == '\r' || (text.data[i] == '\n' && (i == 0 || text.data[i - 1] != '\r'));
    return count;
}

static ind_status take_by_reference(ind_fast_lane *lane, place at) {
    ind_records *records = lane->reader->records;
    ind_str text = text_with_end(lane, at);
    ind_records_restart(records, line_of(lane, at.number));
    ind_records_give(records, text);
    for (;;) {
        ind_record record;
        ind_record_state state = ind_records_next(records, &record);
        if (state == IND_RECORD_NEED_BLOCK)
            break;
        ind_status status =
            state == IND_RECORD_READY ? ind_take_record(lane->reader, &record) : ind_reader_broken(lane->reader, state);
        if (status != IND_OK)
            return status;
    }
    lane->inner_lines += breaks_in(text) - 1;
    return IND_OK;
}

/* The first of PLACES at or behind FROM, UINT32_MAX if there is none; FROM never goes back. */
static uint32_t next_place(const ind_places *places, size_t *next, uint32_t from) {
    while (*next < places->count && places->items[*next] < from)
        ++*next;
    return *next < places->count ? places->items[*next] : UINT32_MAX;
}

static bool is_blank_line(const ind_fast_lane *lane, place at) {
    uint32_t i = at.start;
    while (i < at.end && is_blank(lane, lane->block.text.data[i]))
        i++;
    return at.fields == 1 && i == at.end;
}

/* Nothing but separators, blanks and quotes: perhaps no data. */
static bool is_empty_row(const ind_fast_lane *lane, place at) {
    const char *text = lane->block.text.data;
    for (uint32_t i = at.start; i < at.end; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c > ' ' && c != '"' && c < 0x80 && c != (unsigned char)lane->reader->dialect.separator)
            return false;
    }
    return true;
}

static bool needs_reference(ind_fast_lane *lane, place at) {
    size_t bytes = (size_t)at.end - at.start + 1;
    return next_place(&lane->block.odd, &lane->next_odd, at.start) <= at.end ||
           bytes > ind_reader_record_limit(lane->reader) || at.fields > IND_MAX_COLUMNS ||
           (at.fields == 1 && memchr(lane->block.text.data + at.start, CTRL_Z, bytes) != NULL);
}

static ind_status take_single(ind_fast_lane *lane) {
    place at = place_of(lane, lane->record, lane->end);
    ind_status status = IND_OK;
    if (needs_reference(lane, at))
        status = take_by_reference(lane, at);
    else if (!is_blank_line(lane, at))
        status = take_indexed(lane, at);
    lane->record++;
    lane->end += at.fields;
    return status;
}

/* ---- runs ---- */

/* Fields of the record at hand, if it is as wide as the header, perhaps with an empty field more; else 0. */
static size_t stride_at(const ind_fast_lane *lane) {
    const ind_index *index = &lane->index;
    size_t width = lane->reader->header.count, last = lane->end + width - 1;
    if (last >= index->end_count)
        return 0;
    uint32_t end = index->breaks[lane->record];
    if (index->ends[last] == end)
        return width;
    bool extra = last + 1 < index->end_count && index->ends[last + 1] == end && end - index->ends[last] == 1;
    return extra ? width + 1 : 0;
}

static uint32_t least(uint32_t left, uint32_t right) {
    return left < right ? left : right;
}

/* A record that ends there or later is not plain. */
static uint32_t next_special(ind_fast_lane *lane) {
    uint32_t from = lane->index.ends[(ptrdiff_t)lane->end - 1] + 1;
    uint32_t odd = next_place(&lane->block.odd, &lane->next_odd, from);
    uint32_t judged = next_place(&lane->judged, &lane->next_judged, from);
    uint32_t quote = next_place(&lane->quotes, &lane->next_quote, from);
    return least(least(odd, judged), quote);
}

static bool is_data(ind_fast_lane *lane, size_t number, size_t first) {
    place at = place_of(lane, number, first);
    if (is_blank_line(lane, at) || is_empty_row(lane, at))
        return false;
    ind_str text = field_of(lane, first); /* by which nearly all are known */
    ind_record record = {.count = 1, .stored = 1, .fields = &text};
    if (has_high_byte(text) || (at.fields == 1 && text.length > 0 && text.data[0] == CTRL_Z))
        return false;
    if (ind_is_footer(lane->reader, &record))
        return false;
    if (!ind_str_equal(ind_trim(text), lane->reader->header.columns[0].name))
        return true;
    record = record_at(lane, at);
    return !record.high && !ind_header_repeated(&lane->reader->header, &record);
}

/* Numbers with a decimal mark are read as records until one has told which it is. */
static bool looks_for_mark(const ind_reader *reader) {
    return reader->scan->has_numbers && reader->decimal == '\0' && reader->comma_line == 0 && reader->point_line == 0;
}

static size_t most_rows(const ind_fast_lane *lane) {
    const ind_scan *scan = lane->reader->scan;
    size_t rows = IND_BATCH_ROWS - scan->filled;
    if (lane->block.text.length > ind_reader_record_limit(lane->reader))
        return 0;
    if (scan->pass == IND_PASS_FINAL) {
        uint64_t line = line_of(lane, lane->record), next = ind_next_verdict(lane->reader, line);
        rows = next - line < rows ? (size_t)(next - line) : rows;
    }
    if (lane->record == 0 && looks_for_mark(lane->reader))
        rows = rows < FIRST_ROWS ? rows : FIRST_ROWS;
    return rows;
}

/* The records from here on, as long as all have STRIDE fields.  Each question that is asked of every record has a loop
 * of its own: what it needs then stays in registers. */
typedef struct {
    const char *text;
    const uint32_t *ends, *breaks; /* of the first record's fields; of records */
    size_t stride;
} run;

/* How many of COUNT records have STRIDE fields and end before SPECIAL. */
static size_t rows_alike(run r, size_t count, uint32_t special) {
    const uint32_t *last = r.ends + r.stride - 1;
    for (size_t row = 0; row < count; row++, last += r.stride)
        if (*last != r.breaks[row] || *last >= special)
            return row;
    return count;
}

static size_t rows_with_empty_last(run r, size_t count) {
    const uint32_t *last = r.ends + r.stride - 1;
    for (size_t row = 0; row < count; row++, last += r.stride)
        if (last[0] - last[-1] != 1)
            return row;
    return count;
}

/* The first from ROW on that begins with a byte that is watched, else COUNT; quotes may stand before the byte. */
static size_t next_watched(const bool watched[256], run r, size_t row, size_t count) {
    for (const uint32_t *first = r.ends + row * r.stride; row < count; row++, first += r.stride) {
        const char *at = r.text + ind_field_start(r.text, first);
        if (watched[(unsigned char)(*at == '"' ? at[1] : *at)])
            break;
    }
    return row;
}

/* How many records from here on are plain, all of STRIDE fields. */
static size_t plain_records(ind_fast_lane *lane, size_t stride) {
    const ind_index *index = &lane->index;
    run r = {lane->block.text.data, &index->ends[lane->end], &index->breaks[lane->record], stride};
    size_t most = most_rows(lane), left = (index->end_count - lane->end) / stride;
    size_t count = rows_alike(r, most < left ? most : left, next_special(lane));
    if (stride > lane->reader->header.count)
        count = rows_with_empty_last(r, count);
    for (size_t row = 0; (row = next_watched(lane->watched, r, row, count)) < count; row++)
        if (!is_data(lane, lane->record + row, lane->end + row * stride))
            return row;
    return count;
}

static void count_ends(ind_fast_lane *lane, size_t count) {
    if (!lane->block.masks.has_returns)
        ind_records_count_ends(lane->reader->records, count, 0, 0);
    else
        for (size_t i = 0; i < count; i++)
            count_end(lane, lane->index.breaks[lane->record + i]);
}

/* Rows FROM to TO of a run were converted to the places from AT on; put them behind those delivered. */
static void deliver(ind_fast_lane *lane, size_t at, size_t from, size_t to) {
    ind_scan *scan = lane->reader->scan;
    if (from == to)
        return;
    if (at + from != scan->filled)
        ind_columns_move(lane->columns, at + from, scan->filled, to - from);
    lane->reader->report->records += to - from;
    ind_deliver_rows(lane->reader, line_of(lane, lane->record + from), to - from);
}

static ind_status take_run(ind_fast_lane *lane, size_t stride, size_t count) {
    ind_scan *scan = lane->reader->scan;
    ind_rows rows = {.text = lane->block.text.data,
                     .ends = lane->index.ends + lane->end,
                     .stride = stride,
                     .count = count,
                     .line = line_of(lane, lane->record),
                     .quoted = lane->block.masks.has_quotes,
                     .returns = lane->block.masks.has_returns,
                     .high = lane->block.masks.has_high,
                     .latin = lane->latin};
    size_t at = scan->filled, from = 0;
    bool special = ind_columns_convert(lane->columns, &rows, at, lane->attention);
    count_ends(lane, count);
    for (size_t row = 0; special && row < count; row++) {
        if (lane->attention[row] == 0)
            continue;
        if (lane->attention[row] == IND_ROW_WITH_FINDING) {
            ind_columns_add_findings(lane->columns, &rows, row);
            continue;
        }
        deliver(lane, at, from, row);
        place place_of_row = place_of(lane, lane->record + row, lane->end + row * stride);
        ind_record record = record_at(lane, place_of_row);
        ind_status status = ind_take_record(lane->reader, &record);
        if (status != IND_OK)
            return status;
        from = row + 1;
    }
    deliver(lane, at, from, count);
    lane->record += count;
    lane->end += count * stride;
    return IND_OK;
}

static ind_status take_block(ind_fast_lane *lane) {
    ind_index_build(&lane->index, &lane->block);
    lane->judged.count = lane->quotes.count = 0;
    ind_doubled_quotes_find(&lane->index, &lane->block.doubled, lane->read, lane->reader->header.count, &lane->quotes);
    lane->latin = ind_high_bytes_judge(&lane->reader->decoder, &lane->block, &lane->judged);
    lane->record = lane->end = lane->next_odd = lane->next_judged = lane->next_quote = 0;
    lane->inner_lines = 0;
    while (lane->record < lane->index.record_count) {
        size_t stride = stride_at(lane), count = stride == 0 ? 0 : plain_records(lane, stride);
        ind_status status = count > 0 ? take_run(lane, stride, count) : take_single(lane);
        if (status != IND_OK)
            return status;
    }
    if (lane->reader->scan->has_unnumbered) /* texts of the batch stand in the block */
        ind_flush_batch(lane->reader);
    return IND_OK;
}

ind_status ind_fast_lane_read(ind_fast_lane *lane) {
    for (;;) {
        bool given;
        ind_status status = ind_blocks_next(lane->blocks, &lane->block, &given);
        if (status != IND_OK || !given)
            return status;
        status = take_block(lane);
        if (status == IND_OK)
            continue;
        ind_blocks_stop(lane->blocks);
        return status;
    }
}

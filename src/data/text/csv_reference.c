/* csv_reference.c - the only file that knows libcsv, our reference for what a CSV record means.
 *
 * The idea: libcsv has no line numbers, so it is fed one physical line at a time.  A piece ends at a line
 * break or where its block ends; after each piece the parser's state says whether a record was completed
 * (at most one can be), has begun, or stands inside quotes.  That gives the line where a record starts and
 * the line of a quote that never closes, without a second look at the text. */
#include "data/text/records.h"

#include "base/memory.h"
#include "data/text/quote_watch.h"

#include <csv.h>
#include <stdlib.h>

enum {
    BETWEEN_RECORDS = 0, /* libcsv's pstate before the first byte of a record */
    INSIDE_FIELD = 2,    /* ... and inside a field; with "quoted" set, its quote is not closed */
    CTRL_Z = 0x1A,
    PARSER_STEP = 32 << 10 /* bytes by which libcsv's buffer grows */
};

typedef enum { NO_BREAK, BREAK_LF, BREAK_CRLF, BREAK_CR, BREAK_KINDS } line_break;

struct ind_records {
    struct csv_parser parser;
    ind_records_options options;
    ind_str block;
    size_t at, next_cr; /* in block; next_cr: the first CR at or after AT, or the block's length */
    bool last;          /* no more blocks */
    bool finished;
    uint64_t line; /* physical line that byte AT is on */
    bool after_cr; /* the last piece ended with CR at a block's end: an LF here belongs to it */
    bool cr_ended_record;
    bool line_begins; /* nothing of this line was parsed yet */
    size_t held;      /* ^Z bytes seen that are fed only if more text follows */
    uint64_t ends[BREAK_KINDS];

    /* the record being read */
    bool complete;
    ind_quote_watch watch;
    uint64_t start_line, quote_line;
    uint32_t quote_field;
    size_t bytes; /* as written */
    size_t count;
    ind_buffer text;
    size_t *start; /* offset of each stored field in TEXT */
    size_t stored, start_capacity;
    ind_str *fields;
    size_t field_capacity;
};

static void on_field(void *data, size_t length, void *context) {
    ind_records *records = context;
    if (records->count++ < records->options.field_limit) {
        records->start = ind_grow(records->start, records->stored, &records->start_capacity, sizeof *records->start);
        records->start[records->stored++] = records->text.length;
    }
    ind_buffer_add(&records->text, data, length);
}

static void on_record(int end, void *context) {
    (void)end;
    ((ind_records *)context)->complete = true;
}

static void release(void *block) {
    free(block);
}

ind_records *ind_records_new(const ind_records_options *options) {
    ind_records *records = ind_alloc(sizeof *records);
    records->options = *options;
    records->line = 1;
    records->line_begins = true;
    records->watch = (ind_quote_watch){.separator = options->separator, .fields = options->fields};
    csv_init(&records->parser, 0); /* CSV_STRICT_FINI works only together with CSV_STRICT */
    csv_set_delim(&records->parser, (unsigned char)options->separator);
    csv_set_realloc_func(&records->parser, ind_realloc);
    csv_set_free_func(&records->parser, release);
    csv_set_blk_size(&records->parser, PARSER_STEP);
    return records;
}

void ind_records_free(ind_records *records) {
    if (records == NULL)
        return;
    csv_free(&records->parser);
    ind_buffer_free(&records->text);
    free(records->start);
    free(records->fields);
    free(records);
}

void ind_records_expect(ind_records *records, size_t fields) {
    records->options.fields = records->watch.fields = fields;
}

void ind_records_give(ind_records *records, ind_str block) {
    records->block = block;
    records->at = records->next_cr = 0;
    records->last = block.length == 0;
    const char *cr = block.length == 0 ? NULL : memchr(block.data, '\r', block.length);
    records->next_cr = cr == NULL ? block.length : (size_t)(cr - block.data);
}

/* The end of the piece that begins at AT: behind the next line break, or the end of the block. */
static size_t piece_end(ind_records *records, line_break *found) {
    const char *data = records->block.data;
    size_t length = records->block.length;
    const char *lf = memchr(data + records->at, '\n', length - records->at);
    size_t next_lf = lf == NULL ? length : (size_t)(lf - data);
    if (records->next_cr < records->at) {
        const char *cr = memchr(data + records->at, '\r', length - records->at);
        records->next_cr = cr == NULL ? length : (size_t)(cr - data);
    }
    if (next_lf < records->next_cr) {
        *found = BREAK_LF;
        return next_lf + 1;
    }
    if (records->next_cr == length) {
        *found = NO_BREAK;
        return length;
    }
    bool pair = lf != NULL && next_lf == records->next_cr + 1;
    *found = pair ? BREAK_CRLF : BREAK_CR;
    return records->next_cr + (pair ? 2 : 1);
}

static void begin_record(ind_records *records) {
    records->start_line = records->line;
    records->bytes = records->count = records->stored = records->text.length = 0;
    records->quote_line = 0;
    records->quote_field = 0;
    ind_quote_watch_begin(&records->watch);
}

static void note_quote(ind_records *records, bool was_quoted, size_t fields_before) {
    if (records->parser.quoted == 0 || records->complete) {
        records->quote_line = 0;
        records->quote_field = 0;
    } else if (!was_quoted || records->count != fields_before) {
        records->quote_line = records->line;
        records->quote_field = (uint32_t)records->count + 1;
    }
}

/* Give TEXT, all on one physical line, to libcsv; false if the record is over the limit. */
static bool parse(ind_records *records, const char *text, size_t length) {
    if (records->parser.pstate == BETWEEN_RECORDS && records->line_begins)
        begin_record(records);
    records->line_begins = false;
    size_t room = records->options.record_limit - records->bytes;
    bool fits = length <= room;
    size_t taken = fits ? length : room + 1; /* the same byte is one too many however the text is cut */
    bool was_quoted = records->parser.quoted != 0;
    size_t fields_before = records->count;
    csv_parse(&records->parser, text, taken, on_field, on_record, records);
    ind_quote_watch_take(&records->watch, text, taken, records->line);
    records->bytes += taken;
    note_quote(records, was_quoted, fields_before);
    return fits;
}

/* The LF of a CRLF; one that ends a record does not count as its byte, for a cut may stand before it. */
static bool parse_lf(ind_records *records) {
    return records->parser.pstate == BETWEEN_RECORDS || parse(records, "\n", 1);
}

static bool parse_held(ind_records *records) {
    static const char ctrl_z[1] = {CTRL_Z};
    for (; records->held > 0; records->held--)
        if (!parse(records, ctrl_z, 1))
            return false;
    return true;
}

/* A ^Z may be the end of the file, so those at the end of a block wait. */
static size_t hold_back(ind_records *records, const char *text, size_t length) {
    while (length > 0 && text[length - 1] == CTRL_Z) {
        length--;
        records->held++;
    }
    return length;
}

static void count_line(ind_records *records, line_break found) {
    if (found == NO_BREAK)
        return;
    records->line++;
    records->line_begins = true;
    if (records->options.skip_lines > 0)
        records->options.skip_lines--;
    records->after_cr = found == BREAK_CR && records->at == records->block.length;
    records->cr_ended_record = records->after_cr && records->complete;
    if (records->complete && !records->after_cr)
        records->ends[found]++;
}

/* The first byte after a block that ended with CR: is it the LF of a CRLF? */
static bool settle_cr(ind_records *records) {
    records->after_cr = false;
    bool lf = !records->last && records->block.data[records->at] == '\n';
    if (records->cr_ended_record)
        records->ends[lf ? BREAK_CRLF : BREAK_CR]++;
    records->cr_ended_record = false;
    if (!lf)
        return true;
    records->at++;
    return parse_lf(records);
}

static bool feed_piece(ind_records *records) {
    line_break found;
    const char *text = records->block.data + records->at;
    size_t end = piece_end(records, &found), length = end - records->at;
    bool skipped = records->options.skip_lines > 0;
    records->at = end;
    if (!skipped) {
        size_t kept = records->held;
        size_t now = found == NO_BREAK ? hold_back(records, text, length) : length;
        if (now > 0 && kept > 0) {
            size_t later = records->held - kept;
            records->held = kept;
            if (!parse_held(records))
                return false;
            records->held = later;
        }
        size_t lf = found == BREAK_CRLF ? 1 : 0;
        if (now > 0 && (!parse(records, text, now - lf) || (lf > 0 && !parse_lf(records))))
            return false;
    }
    count_line(records, found);
    return true;
}

static ind_record_state end_of_input(ind_records *records) {
    if (records->finished)
        return IND_RECORD_END;
    records->finished = true;
    records->held = 0;
    if (records->parser.pstate == INSIDE_FIELD && records->parser.quoted != 0)
        return IND_RECORD_UNCLOSED;
    csv_fini(&records->parser, on_field, on_record, records);
    return records->complete ? IND_RECORD_READY : IND_RECORD_END;
}

/* DOS files joined with "copy" have a line of ^Z in the middle. */
static bool only_ctrl_z(const ind_records *records) {
    size_t i = 0;
    while (i < records->text.length && records->text.data[i] == CTRL_Z)
        i++;
    return records->count == 1 && i > 0 && i == records->text.length;
}

static bool has_high_byte(const char *text, size_t length) {
    size_t i = 0;
    for (; i + 8 <= length; i += 8) {
        uint64_t word;
        memcpy(&word, text + i, 8);
        if ((word & UINT64_C(0x8080808080808080)) != 0)
            return true;
    }
    for (; i < length; i++)
        if (((unsigned char)text[i] & 0x80) != 0)
            return true;
    return false;
}

static void deliver(ind_records *records, ind_record *out) {
    while (records->field_capacity < records->stored)
        records->fields =
            ind_grow(records->fields, records->field_capacity, &records->field_capacity, sizeof *records->fields);
    const char *text = records->text.data != NULL ? records->text.data : "";
    ind_quote_watch *watch = &records->watch;
    ind_quote_watch_end(watch, records->line);
    for (size_t i = 0; i < records->stored; i++) {
        size_t end = i + 1 < records->stored ? records->start[i + 1] : records->text.length;
        records->fields[i] = (ind_str){text + records->start[i], end - records->start[i]};
    }
    *out = (ind_record){.line = records->start_line,
                        .count = records->count,
                        .stored = records->stored,
                        .fields = records->fields,
                        .high = has_high_byte(text, records->text.length),
                        .nul = memchr(text, 0, records->text.length) != NULL,
                        .stray_field = watch->stray_field,
                        .swallow_field = watch->swallow_field,
                        .swallow_open = watch->swallow_open,
                        .swallow_close = watch->swallow_close};
}

ind_record_state ind_records_next(ind_records *records, ind_record *out) {
    records->complete = false;
    for (;;) {
        ind_record_state state = IND_RECORD_READY;
        if (records->at == records->block.length && !records->last)
            return IND_RECORD_NEED_BLOCK;
        if (records->after_cr && !settle_cr(records))
            return IND_RECORD_TOO_LONG;
        if (records->last)
            state = end_of_input(records);
        else if (records->at < records->block.length && !feed_piece(records))
            return IND_RECORD_TOO_LONG;
        if (state != IND_RECORD_READY)
            return state;
        if (records->complete && !only_ctrl_z(records))
            break;
        records->complete = false;
    }
    deliver(records, out);
    return IND_RECORD_READY;
}

bool ind_records_take_over(ind_records *records, ind_records_rest *rest) {
    bool between = records->parser.pstate == BETWEEN_RECORDS && records->line_begins && !records->after_cr &&
                   records->held == 0 && records->options.skip_lines == 0 && !records->last;
    if (!between)
        return false;
    *rest = (ind_records_rest){.text = {records->block.data + records->at, records->block.length - records->at},
                               .line = records->line};
    records->at = records->block.length;
    return true;
}

void ind_records_restart(ind_records *records, uint64_t line) {
    if (records->after_cr && records->cr_ended_record)
        records->ends[BREAK_CR]++;
    records->after_cr = records->cr_ended_record = false;
    records->line = line;
    records->line_begins = true;
}

ind_records *ind_records_like(const ind_records *records) {
    ind_records_options options = records->options;
    options.skip_lines = 0;
    return ind_records_new(&options);
}

void ind_records_add_ends(ind_records *records, const ind_records *from) {
    for (line_break kind = BREAK_LF; kind < BREAK_KINDS; kind++)
        records->ends[kind] += from->ends[kind];
    records->ends[BREAK_CR] += from->after_cr && from->cr_ended_record; /* no LF came */
}

void ind_records_count_ends(ind_records *records, uint64_t lf, uint64_t crlf, uint64_t cr) {
    records->ends[BREAK_LF] += lf;
    records->ends[BREAK_CRLF] += crlf;
    records->ends[BREAK_CR] += cr;
}

ind_records_place ind_records_where(const ind_records *records) {
    return (ind_records_place){records->start_line, records->quote_line, records->quote_field};
}

const char *ind_records_line_end(const ind_records *records) {
    static const char *const names[BREAK_KINDS] = {"none", "lf", "crlf", "cr"};
    line_break only = NO_BREAK;
    for (line_break kind = BREAK_LF; kind < BREAK_KINDS; kind++) {
        if (records->ends[kind] == 0)
            continue;
        if (only != NO_BREAK)
            return "mixed";
        only = kind;
    }
    return names[only];
}

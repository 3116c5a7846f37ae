/* columns.c - the idea: one loop a column, and in it the form that nearly all cells have.
 *
 * Each loop tries that form first and sends everything else (blank, missing marker, blanks at the edges, other date
 * form, padded, mapped, in a codelist, outside a range) to ind_convert, the only place that knows the rules.  Columns
 * of codes keep what became of each different cell; columns of identifiers go straight to their dictionary. */
#include "data/columns.h"

#include "data/column_cells.h"
#include "data/plain_cells.h"
#include "data/text_cache.h"

#include <math.h>
#include <stdlib.h>

/* Rows are converted so many at once: their bytes stay in the nearest cache from the first column to the last. */
enum { ROWS_AT_ONCE = 128 };

typedef struct column column;
typedef void (*convert_column)(column *c, const ind_rows *rows, size_t at, uint8_t *attention);

struct column {
    ind_reader *reader;
    ind_used *used;
    const ind_field *field;
    size_t place;    /* of the cell in a row */
    ind_vector *out; /* where values go; NULL: nobody wants them */
    ind_vector own;  /* OUT if it is not in the batch; else its values are NULL */
    ind_cell absent; /* what a blank cell is */
    convert_column convert;
    bool unusual[256]; /* a cell that begins so may mean something else than it says */
    bool in_key;
    bool found;           /* some cell of the last rows has a finding */
    ind_text_cache cache; /* of codes; cells NULL: none */
    ind_str *late;        /* texts of the batch that the receiver numbers; NULL: they are numbered here */
    ind_str *texts;       /* of a part of the key, one a row at hand; data NULL: no value */
    ind_buffer decoded;
    int64_t least, most; /* whole numbers that the field allows, of those in the usual form */
    ind_months months;
};

struct ind_columns {
    ind_reader *reader;
    column *columns;
    size_t count;
    column **key; /* parts of the key; NULL: in no file column, see used->cell */
    column *supplier;
    uint32_t *supplier_number; /* in the tally, of a code + 1; 0: not asked yet */
    size_t supplier_capacity;
    ind_buffer key_text;
};

/* ---- cells ---- */

static bool has_high_byte(ind_str text) {
    for (size_t i = 0; i < text.length; i++)
        if (((unsigned char)text.data[i] & 0x80) != 0)
            return true;
    return false;
}

/* The record path must see the row if there is a record to reject, a key that cannot be read or a decimal mark to
 * learn.  A finding alone changes nothing. */
static uint8_t attention_for(column *c, const ind_cell *cell) {
    const ind_reader *r = c->reader;
    uint64_t known = cell->mark == ',' ? r->comma_line : r->point_line;
    if (cell->mark != '\0' && r->decimal == '\0' && known == 0)
        return IND_ROW_AS_RECORD;
    if ((c->used->required && cell->state != IND_CELL_VALUE) || (c->in_key && cell->state == IND_CELL_BAD))
        return IND_ROW_AS_RECORD;
    bool reported = c->used->reported && r->scan->pass != IND_PASS_CANDIDATES;
    return reported && cell->rule != NULL ? IND_ROW_WITH_FINDING : 0;
}

static void note(column *c, uint8_t attention, uint8_t *of_row) {
    *of_row |= attention;
    c->found |= attention == IND_ROW_WITH_FINDING;
}

/* In UTF-8; BORROWED until the next cell. */
static ind_str decoded_cell(column *c, const ind_rows *rows, ind_str cell) {
    if (!rows->latin || !has_high_byte(cell))
        return cell;
    c->decoded.length = 0;
    ind_decode_text(cell, &c->decoded);
    return ind_buffer_str(&c->decoded);
}

/* A cell that is not in the usual form. */
static void other_cell(column *c, const ind_rows *rows, ind_str cell, ind_cell *out) {
    if (cell.length == 0)
        *out = c->absent;
    else
        ind_convert(c->used->converter, decoded_cell(c, rows, cell), c->reader->decimal, out);
}

static void put_other(column *c, const ind_rows *rows, ind_str cell, size_t row, uint8_t *attention) {
    ind_cell outcome;
    other_cell(c, rows, cell, &outcome);
    if (c->out != NULL)
        ind_put_cell(c->out, row, &outcome);
    note(c, attention_for(c, &outcome), attention);
}

static inline bool is_usual(const column *c, ind_str cell) {
    return cell.length > 0 && !c->unusual[(unsigned char)cell.data[0]];
}

/* ---- dates and numbers ---- */

/* Each loop takes the cells in the usual form first and keeps the rows of all others for a second loop: what that
 * calls would cost the first one its registers. */
typedef struct {
    size_t count;
    uint8_t rows[ROWS_AT_ONCE];
} other_rows;
_Static_assert(ROWS_AT_ONCE <= 256, "a row fits into a byte");

static inline bool seldom(bool condition) {
    return __builtin_expect(condition, false);
}

static inline bool is_date(column *c, ind_str cell, int32_t *day) {
    return cell.length == 10 && ind_plain_date(cell.data, &c->months, day);
}

static void convert_dates(column *c, const ind_rows *rows, size_t at, uint8_t *attention) {
    ind_column_cells all = ind_column_cells_of(rows, c->place);
    int32_t unwanted[ROWS_AT_ONCE], *out = c->out == NULL ? unwanted : c->out->day + at;
    other_rows others;
    others.count = 0;
    for (size_t row = 0, count = rows->count; row < count; row++)
        if (seldom(!is_date(c, ind_inner_cell(&all, row), &out[row])))
            others.rows[others.count++] = (uint8_t)row;
    for (size_t i = 0; i < others.count; i++) {
        size_t row = others.rows[i];
        ind_str cell = ind_bare_cell(&all, ind_raw_cell(&all, row));
        if (!is_date(c, cell, &out[row]))
            put_other(c, rows, cell, at + row, &attention[row]);
    }
}

static inline bool is_datetime(column *c, ind_str cell, int64_t *minutes) {
    return ind_plain_datetime(cell, &c->months, minutes);
}

static void convert_datetimes(column *c, const ind_rows *rows, size_t at, uint8_t *attention) {
    ind_column_cells all = ind_column_cells_of(rows, c->place);
    int64_t unwanted[ROWS_AT_ONCE], *out = c->out == NULL ? unwanted : c->out->integer + at;
    other_rows others;
    others.count = 0;
    for (size_t row = 0, count = rows->count; row < count; row++)
        if (seldom(!is_datetime(c, ind_inner_cell(&all, row), &out[row])))
            others.rows[others.count++] = (uint8_t)row;
    for (size_t i = 0; i < others.count; i++) {
        size_t row = others.rows[i];
        ind_str cell = ind_bare_cell(&all, ind_raw_cell(&all, row));
        if (!is_datetime(c, cell, &out[row]))
            put_other(c, rows, cell, at + row, &attention[row]);
    }
}

static inline bool is_allowed(const column *c, int64_t value) {
    return value >= c->least && value <= c->most;
}

static inline bool is_short_integer(const column *c, ind_str cell, int64_t *value) {
    bool digits = cell.length - 1 < 4   ? ind_four_digits(cell, value)
                  : cell.length - 1 < 8 ? ind_eight_digits(cell, value)
                                        : false;
    return digits && !c->unusual[(unsigned char)cell.data[0]] && is_allowed(c, *value);
}

static inline bool is_integer(const column *c, ind_str cell, int64_t *value) {
    return is_usual(c, cell) && ind_plain_integer(cell, value) && is_allowed(c, *value);
}

static void convert_integers(column *c, const ind_rows *rows, size_t at, uint8_t *attention) {
    ind_column_cells all = ind_column_cells_of(rows, c->place);
    int64_t unwanted[ROWS_AT_ONCE], *out = c->out == NULL ? unwanted : c->out->integer + at;
    other_rows others;
    others.count = 0;
    for (size_t row = 0, count = rows->count; row < count; row++)
        if (seldom(!is_short_integer(c, ind_inner_cell(&all, row), &out[row])))
            others.rows[others.count++] = (uint8_t)row;
    for (size_t i = 0; i < others.count; i++) {
        size_t row = others.rows[i];
        ind_str cell = ind_bare_cell(&all, ind_raw_cell(&all, row));
        if (!is_integer(c, cell, &out[row]))
            put_other(c, rows, cell, at + row, &attention[row]);
    }
}

/* The decimal mark that needs no attention: the given one, or the one that was met before. */
static char known_mark(const ind_reader *r) {
    return r->decimal != '\0' ? r->decimal : r->comma_line != 0 ? ',' : r->point_line != 0 ? '.' : '\0';
}

static inline bool in_range(const ind_field *field, double value) {
    return !(field->has_minimum && value < field->minimum) && !(field->has_maximum && value > field->maximum);
}

static inline bool is_number(const column *c, ind_str cell, char mark, double *value) {
    return is_usual(c, cell) && ind_plain_number(cell, mark, value) && in_range(c->field, *value);
}

static void convert_numbers(column *c, const ind_rows *rows, size_t at, uint8_t *attention) {
    ind_column_cells all = ind_column_cells_of(rows, c->place);
    double unwanted[ROWS_AT_ONCE], *out = c->out == NULL ? unwanted : c->out->number + at;
    char mark = known_mark(c->reader);
    other_rows others;
    others.count = 0;
    for (size_t row = 0, count = rows->count; row < count; row++)
        if (seldom(!is_number(c, ind_inner_cell(&all, row), mark, &out[row])))
            others.rows[others.count++] = (uint8_t)row;
    for (size_t i = 0; i < others.count; i++) {
        size_t row = others.rows[i];
        ind_str cell = ind_bare_cell(&all, ind_raw_cell(&all, row));
        if (!is_number(c, cell, mark, &out[row]))
            put_other(c, rows, cell, at + row, &attention[row]);
    }
}

static void convert_others(column *c, const ind_rows *rows, size_t at, uint8_t *attention) {
    ind_column_cells all = ind_column_cells_of(rows, c->place);
    for (size_t row = 0, count = rows->count; row < count; row++)
        put_other(c, rows, ind_bare_cell(&all, ind_raw_cell(&all, row)), at + row, &attention[row]);
}

/* ---- texts ---- */

/* Many codes begin with the "N" of "NULL".  A quote is to be taken off first. */
static bool only_begins_like_marker(const column *c, ind_str cell) {
    const ind_dataset *dataset = c->reader->scan->request->dataset;
    unsigned char first = cell.length == 0 ? ' ' : (unsigned char)cell.data[0];
    bool other = first > ' ' && first < 0x80 && first != '"';
    for (size_t i = 0; i < dataset->missing_count && other; i++)
        other = !ind_str_equal(dataset->missing[i], cell);
    return other;
}

/* Without blanks at its edges (ind_trim would change nothing), no missing marker, no digits lost: its own value. */
static inline bool is_plain_text(const column *c, bool latin, ind_str cell) {
    if (!is_usual(c, cell) && !only_begins_like_marker(c, cell))
        return false;
    unsigned char last = (unsigned char)cell.data[cell.length - 1];
    bool perhaps_scientific = cell.length > 3 && ind_digit(cell.data) <= 9 && ind_digit(cell.data + 1) > 9;
    return last > ' ' && last != 0xA0 && !perhaps_scientific && !(latin && has_high_byte(cell));
}

static uint32_t convert_special_text(column *c, const ind_rows *rows, ind_str cell, size_t row, uint8_t *attention) {
    ind_cell outcome;
    other_cell(c, rows, cell, &outcome);
    bool known = outcome.state == IND_CELL_VALUE;
    note(c, attention_for(c, &outcome), attention);
    if (c->texts != NULL) {
        c->texts[row].data = NULL;
        *attention |= known ? IND_ROW_AS_RECORD : 0; /* the text does not stay */
    }
    return known && c->out != NULL ? ind_dict_add(c->out->dict, outcome.text) : IND_NULL_CODE;
}

/* Identifiers and free text: each cell is new.  The dictionary is large, so it gets many at once and can have
 * several of its places on the way from memory. */
static void convert_texts(column *c, const ind_rows *rows, size_t at, uint8_t *attention) {
    ind_column_cells all = ind_column_cells_of(rows, c->place);
    bool latin = rows->latin;
    uint32_t *out = c->out == NULL ? NULL : c->out->code + at;
    ind_str passing[ROWS_AT_ONCE], *plain = c->late == NULL ? passing : c->late + at;
    other_rows others;
    others.count = 0;
    for (size_t row = 0, count = rows->count; row < count; row++) {
        plain[row] = ind_inner_cell(&all, row);
        if (seldom(!is_plain_text(c, latin, plain[row])))
            others.rows[others.count++] = (uint8_t)row;
    }
    size_t special = 0;
    for (size_t i = 0; i < others.count; i++) {
        size_t row = others.rows[i];
        plain[row] = ind_bare_cell(&all, ind_raw_cell(&all, row));
        if (is_plain_text(c, latin, plain[row]))
            continue;
        plain[row] = (ind_str){0};
        others.rows[special++] = (uint8_t)row;
    }
    if (c->texts != NULL)
        memcpy(c->texts, plain, rows->count * sizeof *plain);
    if (c->late == NULL && out != NULL)
        ind_dict_add_all(c->out->dict, plain, rows->count, out);
    for (size_t i = 0; i < special; i++) {
        size_t row = others.rows[i];
        uint32_t code =
            convert_special_text(c, rows, ind_bare_cell(&all, ind_raw_cell(&all, row)), row, &attention[row]);
        if (out != NULL)
            out[row] = code;
        if (c->late != NULL && code != IND_NULL_CODE)
            plain[row] = ind_dict_text(c->out->dict, code);
    }
}

/* Kept as it stands there, quotes and all, so that it is found without taking them off. */
static uint32_t convert_new_code(column *c, const ind_rows *rows, ind_str cell, uint8_t *attention) {
    ind_column_cells all = ind_column_cells_of(rows, c->place);
    ind_cell outcome;
    other_cell(c, rows, ind_bare_cell(&all, cell), &outcome);
    bool known = outcome.state == IND_CELL_VALUE;
    uint32_t code = known && c->out != NULL ? ind_dict_add(c->out->dict, outcome.text) : IND_NULL_CODE;
    uint8_t of_cell = attention_for(c, &outcome);
    note(c, of_cell, attention);
    if (ind_text_cache_takes(&c->cache, cell))
        ind_text_cache_add(&c->cache, cell, code, of_cell);
    return code;
}

/* A column with more different cells than are worth keeping, and without rules, is none of codes after all. */
static void give_up_cache(column *c) {
    if (!ind_text_cache_is_full(&c->cache) || ind_converter_has_rules(c->used->converter) || c->texts != NULL)
        return;
    ind_text_cache_free(&c->cache);
    c->convert = convert_texts;
}

static void keep_texts(column *c, const uint32_t *codes, size_t count) {
    for (size_t row = 0; row < count; row++)
        c->texts[row] = codes[row] == IND_NULL_CODE ? (ind_str){0} : ind_dict_text(c->out->dict, codes[row]);
}

static uint32_t convert_other_code(column *c, const ind_rows *rows, ind_str cell, uint8_t *attention) {
    const ind_cached_cell *known = ind_text_cache_find(&c->cache, cell);
    if (known == NULL)
        return convert_new_code(c, rows, cell, attention);
    note(c, known->attention, attention);
    return known->code;
}

static inline bool is_known_code(const ind_text_cache *cache, ind_str cell, uint32_t *code) {
    const ind_plain_code *known = cell.length > IND_CACHE_SHORT ? NULL : ind_text_cache_first(cache, cell);
    if (known == NULL)
        return false;
    *code = known->code;
    return true;
}

static inline bool is_known_word(const ind_text_cache *cache, ind_str cell, uint32_t *code) {
    const ind_plain_code *known = cell.length > IND_CACHE_WORD ? NULL : ind_text_cache_word(cache, cell);
    if (known == NULL)
        return false;
    *code = known->code;
    return true;
}

static void convert_known(const ind_column_cells *all, ind_text_cache cache, size_t count, uint32_t *restrict out,
                          other_rows *others) {
    for (size_t row = 0; row < count; row++)
        if (seldom(!is_known_code(&cache, ind_raw_cell(all, row), &out[row])))
            others->rows[others->count++] = (uint8_t)row;
}

static void convert_known_words(const ind_column_cells *all, ind_text_cache cache, size_t count, uint32_t *restrict out,
                                other_rows *others) {
    for (size_t row = 0; row < count; row++)
        if (seldom(!is_known_word(&cache, ind_raw_cell(all, row), &out[row])))
            others->rows[others->count++] = (uint8_t)row;
}

static void convert_codes(column *c, const ind_rows *rows, size_t at, uint8_t *attention) {
    ind_column_cells all = ind_column_cells_of(rows, c->place);
    uint32_t unwanted[ROWS_AT_ONCE], *out = c->out == NULL ? unwanted : c->out->code + at;
    other_rows others;
    others.count = 0;
    if (c->cache.has_long_cells)
        convert_known(&all, c->cache, rows->count, out, &others);
    else
        convert_known_words(&all, c->cache, rows->count, out, &others);
    for (size_t i = 0; i < others.count; i++) {
        size_t row = others.rows[i];
        out[row] = convert_other_code(c, rows, ind_raw_cell(&all, row), &attention[row]);
    }
    if (c->texts != NULL)
        keep_texts(c, out, rows->count);
    give_up_cache(c);
}

/* ---- keys and suppliers ---- */

/* Text of a part of the key; data NULL: it has no value in this row. */
static ind_str key_part(const ind_columns *columns, size_t part, size_t at, size_t row) {
    const column *c = columns->key[part];
    const ind_used *used = columns->reader->scan->key[part];
    ind_type type = columns->reader->scan->request->dataset->fields[used->field].type;
    if (c == NULL)
        return used->cell.state == IND_CELL_VALUE ? ind_key_bytes(&used->cell, type) : (ind_str){0};
    if (c->texts != NULL)
        return c->texts[row];
    if (ind_vector_is_null(c->out, at + row))
        return (ind_str){0};
    size_t size = ind_type_size(type);
    return (ind_str){(const char *)c->out->any + (at + row) * size, size};
}

/* The key of a row in columns->key_text; false if all of its parts are missing. */
static bool find_key(ind_columns *columns, size_t at, size_t row) {
    const ind_scan *scan = columns->reader->scan;
    bool some = false;
    columns->key_text.length = 0;
    for (size_t i = 0; i < scan->key_count; i++) {
        ind_str part = key_part(columns, i, at, row);
        ind_key_add(&columns->key_text, part);
        some = some || part.data != NULL;
    }
    return some;
}

/* Collected in the first pass; in the next one, a row whose key occurs twice is read as a record. */
static void take_keys(ind_columns *columns, const ind_rows *rows, size_t at, uint8_t *attention) {
    ind_scan *scan = columns->reader->scan;
    if (scan->pass == IND_PASS_FINAL || scan->key_count == 0)
        return;
    for (size_t row = 0; row < rows->count; row++) {
        if ((attention[row] & IND_ROW_AS_RECORD) != 0 || !find_key(columns, at, row))
            continue;
        ind_hash hash = ind_hash_of(ind_buffer_str(&columns->key_text));
        if (scan->pass == IND_PASS_FIRST)
            ind_hashes_add(&scan->hashes, hash);
        else if (ind_hashes_have(scan->repeated, hash))
            attention[row] |= IND_ROW_AS_RECORD;
    }
}

static uint32_t number_of_supplier(ind_columns *columns, uint32_t code) {
    while (code >= columns->supplier_capacity) {
        size_t before = columns->supplier_capacity;
        columns->supplier_number =
            ind_grow(columns->supplier_number, before, &columns->supplier_capacity, sizeof *columns->supplier_number);
        memset(columns->supplier_number + before, 0,
               (columns->supplier_capacity - before) * sizeof *columns->supplier_number);
    }
    uint32_t *number = &columns->supplier_number[code];
    if (*number == 0)
        *number = ind_tally_number(&columns->reader->scan->tally, ind_dict_text(columns->supplier->out->dict, code));
    return *number;
}

static void count_suppliers(ind_columns *columns, const ind_rows *rows, size_t at, const uint8_t *attention) {
    ind_scan *scan = columns->reader->scan;
    bool same = scan->supplier != NULL && scan->supplier->cell.state == IND_CELL_VALUE;
    if (columns->supplier == NULL && !same)
        return;
    for (size_t row = 0; row < rows->count; row++) {
        if ((attention[row] & IND_ROW_AS_RECORD) != 0)
            continue;
        if (columns->supplier == NULL) {
            ind_tally_add(&scan->tally, scan->supplier->cell.text, false);
            continue;
        }
        uint32_t code = columns->supplier->out->code[at + row];
        if (code == IND_NULL_CODE)
            continue;
        uint32_t number = number_of_supplier(columns, code); /* may move the counts */
        scan->tally.counts[number].records++;
    }
}

/* ---- findings ---- */

void ind_columns_add_findings(ind_columns *columns, const ind_rows *rows, size_t row) {
    for (size_t i = 0; i < columns->count; i++) {
        column *c = &columns->columns[i];
        if (!c->found)
            continue;
        ind_column_cells all = ind_column_cells_of(rows, c->place);
        ind_cell outcome;
        ind_str cell = ind_bare_cell(&all, ind_raw_cell(&all, row));
        other_cell(c, rows, cell, &outcome);
        ind_note_cell(c->reader, c->used, &outcome, decoded_cell(c, rows, cell), rows->line + row);
    }
}

/* ---- all columns ---- */

static void convert_some(ind_columns *columns, const ind_rows *rows, size_t at, uint8_t *attention) {
    for (size_t i = 0; i < columns->count; i++)
        columns->columns[i].convert(&columns->columns[i], rows, at, attention);
    take_keys(columns, rows, at, attention);
    count_suppliers(columns, rows, at, attention);
}

bool ind_columns_convert(ind_columns *columns, const ind_rows *rows, size_t at, uint8_t *attention) {
    uint8_t any = 0;
    memset(attention, 0, rows->count);
    for (size_t i = 0; i < columns->count; i++)
        columns->columns[i].found = false;
    for (size_t from = 0; from < rows->count; from += ROWS_AT_ONCE) {
        ind_rows some = *rows;
        some.ends += from * rows->stride;
        some.count = rows->count - from < ROWS_AT_ONCE ? rows->count - from : ROWS_AT_ONCE;
        convert_some(columns, &some, at + from, attention + from);
    }
    for (size_t row = 0; row < rows->count; row++)
        any |= attention[row];
    return any != 0;
}

void ind_columns_move(ind_columns *columns, size_t from, size_t to, size_t count) {
    for (size_t i = 0; i < columns->count; i++) {
        ind_vector *out = columns->columns[i].out;
        if (out == NULL)
            continue;
        size_t size = ind_type_size(out->type);
        memmove((char *)out->any + to * size, (char *)out->any + from * size, count * size);
        if (columns->columns[i].late != NULL)
            memmove(columns->columns[i].late + to, columns->columns[i].late + from, count * sizeof(ind_str));
    }
}

/* ---- setting up ---- */

static bool is_text(const ind_field *field) {
    return field->type == IND_TEXT || field->type == IND_LIST;
}

static convert_column loop_for(const column *c) {
    const ind_field *field = c->field;
    bool changed = field->map_count > 0 || (!is_text(field) && field->allowed_count > 0);
    switch (field->type) {
    case IND_DATE: return changed || field->open_count > 0 ? convert_others : convert_dates;
    case IND_DATETIME: return changed || field->open_count > 0 ? convert_others : convert_datetimes;
    case IND_INTEGER: return changed ? convert_others : convert_integers;
    case IND_NUMBER: return changed ? convert_others : convert_numbers;
    default: break;
    }
    bool rules = ind_converter_has_rules(c->used->converter);
    return !rules && (field->identifying || c->late != NULL || c->texts != NULL) ? convert_texts : convert_codes;
}

static void set_unusual(column *c) {
    const ind_dataset *dataset = c->reader->scan->request->dataset;
    for (size_t i = 0; i <= ' '; i++)
        c->unusual[i] = true;
    c->unusual['"'] = true;  /* it is to be taken off */
    c->unusual[0xC2] = true; /* U+00A0 begins with it */
    c->unusual[0xA0] = true; /* ... or is it */
    for (size_t i = 0; i < dataset->missing_count; i++)
        if (dataset->missing[i].length > 0)
            c->unusual[(unsigned char)dataset->missing[i].data[0]] = true;
}

static void set_limits(column *c) {
    const ind_field *field = c->field;
    const int64_t most = INT64_C(1000000000000000); /* no whole number in the usual form is as great */
    c->least = 0;
    c->most = most;
    if (field->has_minimum && field->minimum > 0)
        c->least = field->minimum < (double)most ? (int64_t)ceil(field->minimum) : most;
    if (field->has_maximum && field->maximum < (double)most)
        c->most = field->maximum >= 0 ? (int64_t)floor(field->maximum) : -1;
}

static bool is_in_key(const ind_scan *scan, const ind_used *used) {
    for (size_t i = 0; i < scan->key_count; i++)
        if (scan->key[i] == used)
            return true;
    return false;
}

static void open_column(column *c, ind_reader *reader, ind_used *used) {
    ind_scan *scan = reader->scan;
    bool in_key = is_in_key(scan, used), is_supplier = scan->supplier == used;
    *c = (column){.reader = reader, .used = used, .place = (size_t)used->column, .in_key = in_key};
    c->field = &scan->request->dataset->fields[used->field];
    bool rules = ind_converter_has_rules(used->converter);
    if (used->wanted >= 0 && scan->pass != IND_PASS_CANDIDATES) {
        c->out = &scan->vectors[used->wanted];
        c->late = scan->texts[used->wanted];
    } else if (is_supplier || (in_key && (!is_text(c->field) || rules))) {
        c->own = ind_vector_new(c->field->type, is_text(c->field) ? ind_dict_new() : NULL, IND_BATCH_ROWS);
        c->out = &c->own;
    }
    if (in_key && is_text(c->field))
        c->texts = ind_alloc_array(ROWS_AT_ONCE, sizeof *c->texts);
    ind_convert_absent(used->converter, &c->absent);
    set_unusual(c);
    set_limits(c);
    c->months.unusual = c->unusual;
    c->convert = loop_for(c);
    if (c->convert == convert_codes)
        ind_text_cache_open(&c->cache);
}

/* A column that is not in the file has the same value in all rows. */
static void fill_absent(ind_scan *scan, ind_used *used) {
    ind_convert_absent(used->converter, &used->cell);
    for (size_t row = 0; used->wanted >= 0 && row < IND_BATCH_ROWS; row++)
        ind_put_wanted(scan, (size_t)used->wanted, row, &used->cell);
}

/* Where only records with the same key are looked for, no other cells are read. */
static bool tells_candidates(const ind_scan *scan, const ind_used *used) {
    return used->required || used == scan->supplier || is_in_key(scan, used);
}

ind_columns *ind_columns_new(ind_reader *reader) {
    ind_scan *scan = reader->scan;
    ind_columns *columns = ind_alloc(sizeof *columns);
    columns->reader = reader;
    columns->columns = ind_alloc_array(scan->used_count, sizeof *columns->columns);
    columns->key = ind_alloc_array(scan->key_count, sizeof *columns->key);
    for (size_t i = 0; i < scan->used_count; i++) {
        ind_used *used = &scan->used[i];
        if (used->column == IND_NOT_IN_FILE) {
            fill_absent(scan, used);
            continue;
        }
        if (scan->pass == IND_PASS_CANDIDATES && !tells_candidates(scan, used))
            continue;
        column *c = &columns->columns[columns->count++];
        open_column(c, reader, used);
        if (scan->supplier == used)
            columns->supplier = c;
        for (size_t k = 0; k < scan->key_count; k++)
            if (scan->key[k] == used)
                columns->key[k] = c;
    }
    return columns;
}

void ind_columns_free(ind_columns *columns) {
    if (columns == NULL)
        return;
    for (size_t i = 0; i < columns->count; i++) {
        column *c = &columns->columns[i];
        if (c->own.any != NULL)
            ind_dict_free(c->own.dict);
        free(c->own.any);
        free(c->texts);
        ind_text_cache_free(&c->cache);
        ind_buffer_free(&c->decoded);
    }
    free(columns->columns);
    free(columns->key);
    free(columns->supplier_number);
    ind_buffer_free(&columns->key_text);
    free(columns);
}

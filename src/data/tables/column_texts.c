/* column_texts.c - columns of codes keep what became of each different cell; columns of identifiers and free text go
 * straight to their dictionary. */
#include "data/tables/column.h"

#include "data/text/alike.h"
#include "data/values/missing.h"

/* Many codes begin with the "N" of "NULL".  A quote is to be taken off first. */
static bool only_begins_like_marker(const ind_csv_column *c, ind_str cell) {
    unsigned char first = cell.length == 0 ? ' ' : (unsigned char)cell.data[0];
    if (first <= ' ' || first >= 0x80 || first == '"')
        return false;
    for (size_t i = 0; i < c->missing_count; i++)
        if (ind_alike_words(c->missing[i], cell))
            return false;
    return ind_missing_never(cell) || ind_missing_marker(cell) == IND_MISSING_NONE;
}

/* Perhaps digits, and then the E of a number in scientific notation: among its last four bytes is one that is no
 * digit. */
static bool may_be_scientific(ind_str cell) {
    uint32_t end;
    if (cell.length < 4)
        return cell.length == 3 && (cell.data[1] == 'E' || cell.data[1] == 'e');
    memcpy(&end, cell.data + cell.length - 4, sizeof end);
    return ((end ^ UINT32_C(0x30303030)) & UINT32_C(0xF0F0F0F0)) != 0 && ind_digit(cell.data) <= 9;
}

static bool says_what_it_means(const ind_csv_column *c, ind_str cell) {
    unsigned char first = (unsigned char)cell.data[0], last = (unsigned char)cell.data[cell.length - 1];
    if ((c->first_byte[first] & c->last_byte[last]) != 0)
        return true;
    return last > ' ' && last < 0x80 && only_begins_like_marker(c, cell);
}

/* The same, of most texts, by two looks at eight bytes; false: perhaps. */
static inline bool is_usual_text(const ind_csv_column *c, ind_str cell) {
    const uint64_t high = UINT64_C(0x8080808080808080);
    if (cell.length - 4 > 12) /* shorter than 4 too */
        return false;
    bool is_long = cell.length >= 8;
    uint64_t head = ind_load8(cell.data),
             tail = is_long ? ind_load8(cell.data + cell.length - 8) : head << 8 * (8 - cell.length);
    bool digits = (tail >> 32 & 0xF0F0F0F0) == 0x30303030; /* at its end: nothing is lost */
    bool plain = (c->first_byte[head & 0xFF] & c->last_byte[tail >> 56]) != 0;
    return plain && (((is_long ? head : 0) | tail) & high) == 0 && (digits || ind_digit(cell.data) > 9);
}

/* Without blanks at its edges (ind_trim would change nothing), no missing marker, no digits lost: its own value. */
static bool is_plain_text(const ind_csv_column *c, bool high, ind_str cell) {
    return cell.length > 0 && says_what_it_means(c, cell) && !may_be_scientific(cell) &&
           !(high && ind_has_high_byte(cell));
}

static uint32_t convert_special_text(ind_csv_column *c, const ind_rows *rows, ind_str cell, size_t row,
                                     uint8_t *attention) {
    ind_cell outcome;
    ind_other_cell(c, rows, cell, &outcome);
    bool known = outcome.state == IND_CELL_VALUE;
    ind_note_attention(c, ind_attention_for(c, &outcome), attention);
    if (c->texts != NULL) {
        c->texts[row].data = NULL;
        *attention |= known ? IND_ROW_AS_RECORD : 0; /* the text does not stay */
    }
    return known && c->out != NULL ? ind_dict_add(c->out->dict, outcome.text) : IND_NULL_CODE;
}

/* Identifiers and free text: each cell is new.  The dictionary is large, so it gets many at once and can have
 * several of its places on the way from memory. */
void ind_convert_texts(ind_csv_column *c, const ind_rows *rows, size_t at, uint8_t *attention) {
    ind_column_cells all = ind_column_cells_of(rows, c->place);
    bool high = rows->high;
    uint32_t *out = c->out == NULL ? NULL : c->out->code + at;
    ind_str passing[IND_ROWS_AT_ONCE], *plain = c->unnumbered == NULL ? passing : c->unnumbered + at;
    ind_other_rows others;
    others.count = 0;
    for (size_t row = 0, count = rows->count; row < count; row++) {
        plain[row] = ind_inner_cell(&all, row);
        if (ind_seldom(!is_usual_text(c, plain[row]) && !is_plain_text(c, high, plain[row])))
            others.rows[others.count++] = (uint8_t)row;
    }
    size_t special = 0;
    for (size_t i = 0; i < others.count; i++) {
        size_t row = others.rows[i];
        plain[row] = ind_bare_cell(&all, ind_raw_cell(&all, row));
        if (is_plain_text(c, high, plain[row]))
            continue;
        plain[row] = (ind_str){0};
        others.rows[special++] = (uint8_t)row;
    }
    if (c->texts != NULL)
        memcpy(c->texts, plain, rows->count * sizeof *plain);
    if (c->unnumbered == NULL && out != NULL)
        ind_dict_add_all(c->out->dict, plain, rows->count, out);
    for (size_t i = 0; i < special; i++) {
        size_t row = others.rows[i];
        uint32_t code =
            convert_special_text(c, rows, ind_bare_cell(&all, ind_raw_cell(&all, row)), row, &attention[row]);
        if (out != NULL)
            out[row] = code;
        if (c->unnumbered != NULL && code != IND_NULL_CODE)
            plain[row] = ind_dict_text(c->out->dict, code);
    }
}

/* Kept as it stands there, quotes and all, so that it is found without taking them off. */
static uint32_t convert_new_code(ind_csv_column *c, const ind_rows *rows, ind_str cell, uint8_t *attention) {
    ind_column_cells all = ind_column_cells_of(rows, c->place);
    ind_cell outcome;
    ind_other_cell(c, rows, ind_bare_cell(&all, cell), &outcome);
    bool known = outcome.state == IND_CELL_VALUE;
    uint32_t code = known && c->out != NULL ? ind_dict_add(c->out->dict, outcome.text) : IND_NULL_CODE;
    uint8_t of_cell = ind_attention_for(c, &outcome);
    ind_note_attention(c, of_cell, attention);
    if (ind_text_cache_takes(&c->cache, cell))
        ind_text_cache_add(&c->cache, cell, code, of_cell);
    return code;
}

/* A column with more different cells than are worth keeping, and without rules, is none of codes after all. */
static void give_up_cache(ind_csv_column *c) {
    if (!ind_text_cache_is_full(&c->cache) || ind_converter_has_rules(c->used->converter) || c->texts != NULL)
        return;
    ind_text_cache_free(&c->cache);
    c->convert = ind_convert_texts;
}

static void keep_texts(ind_csv_column *c, const uint32_t *codes, size_t count) {
    for (size_t row = 0; row < count; row++)
        c->texts[row] = codes[row] == IND_NULL_CODE ? (ind_str){0} : ind_dict_text(c->out->dict, codes[row]);
}

static uint32_t convert_other_code(ind_csv_column *c, const ind_rows *rows, ind_str cell, uint8_t *attention) {
    const ind_cached_cell *known = ind_text_cache_find(&c->cache, cell);
    if (known == NULL)
        return convert_new_code(c, rows, cell, attention);
    ind_note_attention(c, known->attention, attention);
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

/* CACHE is a copy, which no store can change. */
static void convert_known(const ind_column_cells *all, ind_text_cache cache, size_t count, uint32_t *restrict out,
                          ind_other_rows *others) {
    for (size_t row = 0; row < count; row++)
        if (ind_seldom(!is_known_code(&cache, ind_raw_cell(all, row), &out[row])))
            others->rows[others->count++] = (uint8_t)row;
}

static void convert_known_words(const ind_column_cells *all, ind_text_cache cache, size_t count, uint32_t *restrict out,
                                ind_other_rows *others) {
    for (size_t row = 0; row < count; row++)
        if (ind_seldom(!is_known_word(&cache, ind_raw_cell(all, row), &out[row])))
            others->rows[others->count++] = (uint8_t)row;
}

void ind_convert_codes(ind_csv_column *c, const ind_rows *rows, size_t at, uint8_t *attention) {
    ind_column_cells all = ind_column_cells_of(rows, c->place);
    uint32_t unwanted[IND_ROWS_AT_ONCE], *out = c->out == NULL ? unwanted : c->out->code + at;
    ind_other_rows others;
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

/* codelist_read.c - a codelist file, line by line: directives, the header, rows.
 *
 * The files are ours and strict: cells are cut at ';' and taken as they stand; quotes and spaces around a
 * cell are errors.  All cells point into the text of the file.  Reading goes on after an error, up to
 * FINDINGS of them. */
#include "data/schemas/codelist_read.h"
#include "base/date.h"
#include "base/hint.h"
#include "base/number.h"

#include <stdio.h>
#include <stdlib.h>

enum { FINDINGS = 100 };

/* ---- Findings ---- */

typedef enum { FROM_COLUMN, TO_COLUMN, ATTRIBUTE_COLUMN } column_role;

typedef struct {
    ind_arena *arena;
    ind_diag *diag;
    ind_codelist *list;
    size_t line; /* the one being read, from 0 */
    size_t columns;
    column_role roles[IND_CODELIST_COLUMNS];
    bool has_version, has_match, has_source, has_title_sv, has_title_en, has_total, has_year;
    ind_str hierarchies[IND_CODELIST_HIERARCHIES]; /* as written */
    size_t findings;
} reader;

/* A piece of the file as a place; an empty piece is where its data points. */
static ind_place place_of(const reader *r, ind_str piece) {
    size_t start = (size_t)(piece.data - r->list->source->text.data);
    return ind_source_place(r->list->source, start, start + piece.length);
}

static bool fault(reader *r, ind_str piece, const char *rule, const char *help, const char *message) {
    if (r->findings++ < FINDINGS)
        ind_diag_add(r->diag, IND_ERROR, IND_E_DEFINITION, rule, place_of(r, piece), help, "%s", message);
    return false;
}

/* As fault; the '*' in FORMAT stands for the text of the piece. */
static bool fault_about(reader *r, ind_str piece, const char *rule, const char *help, const char *format) {
    char shown[IND_SHOWN_TEXT], message[IND_SHOWN_TEXT + 80];
    size_t mark = (size_t)(strchr(format, '*') - format);
    snprintf(message, sizeof message, "%.*s%s%s", (int)mark, format, ind_shown(piece, shown), format + mark + 1);
    return fault(r, piece, rule, help, message);
}

/* ---- Lines and cells ---- */

/* The line being read, without its line break. */
static ind_str current_line(const reader *r) {
    const ind_source *source = r->list->source;
    size_t start = (size_t)source->line_start[r->line];
    size_t end = r->line + 1 < source->lines ? (size_t)source->line_start[r->line + 1] - 1 : source->text.length;
    if (end > start && source->text.data[end - 1] == '\r')
        end--;
    return (ind_str){source->text.data + start, end - start};
}

/* The file's last line break ends a line and begins none. */
static bool at_end(const reader *r) {
    return r->line >= r->list->source->lines || (r->line + 1 == r->list->source->lines && current_line(r).length == 0);
}

static size_t split(ind_str line, ind_str cells[IND_CODELIST_COLUMNS]) {
    size_t count = 0, start = 0;
    for (size_t i = 0; i <= line.length; i++)
        if (i == line.length || line.data[i] == ';') {
            if (count < IND_CODELIST_COLUMNS)
                cells[count] = (ind_str){line.data + start, i - start};
            count++;
            start = i + 1;
        }
    return count;
}

static bool is_space(char c) {
    return c == ' ' || c == '\t';
}

static bool has_control(ind_str cell) {
    for (size_t i = 0; i < cell.length; i++)
        if ((unsigned char)cell.data[i] < 0x20)
            return true;
    return false;
}

static bool check_cell(reader *r, ind_str cell) {
    if (cell.length == 0)
        return true;
    if (is_space(cell.data[0]) || is_space(cell.data[cell.length - 1]))
        return fault(r, cell, "codelist_cell", "remove it", "space around a cell");
    if (cell.data[0] == '"')
        return fault(r, cell, "codelist_cell", "write the text without them; ';' cannot stand in a cell",
                     "quotes are not used in codelists");
    if (has_control(cell))
        return fault(r, cell, "codelist_cell", NULL, "control character in a cell");
    return true;
}

static bool check_cells(reader *r, const ind_str *cells, size_t count) {
    bool good = true;
    for (size_t i = 0; i < count; i++)
        good &= check_cell(r, cells[i]);
    return good;
}

/* ---- Directives ---- */

static ind_str trim(ind_str text) {
    while (text.length > 0 && is_space(text.data[0])) {
        text.data++;
        text.length--;
    }
    while (text.length > 0 && is_space(text.data[text.length - 1]))
        text.length--;
    return text;
}

/* "# key: value" */
static bool split_directive(ind_str line, ind_str *key, ind_str *value) {
    const char *colon = memchr(line.data, ':', line.length);
    if (colon == NULL)
        return false;
    size_t at = (size_t)(colon - line.data);
    *key = trim((ind_str){line.data + 1, at - 1});
    *value = trim((ind_str){colon + 1, line.length - at - 1});
    return true;
}

static bool unknown_directive(reader *r, ind_str key) {
    static const char *const known[] = {"version", "match", "title-sv", "title-en", "source", "hierarchy", "total",
                                        "year"};
    char help[IND_SHOWN_TEXT];
    ind_hint hint = ind_hint_start(key);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        ind_hint_offer(&hint, ind_str_of(known[i]));
    ind_str best = ind_hint_best(&hint);
    snprintf(help, sizeof help, "the closest is '%.*s'", IND_STR_ARGS(best));
    return fault_about(r, key, "unknown_directive",
                       best.length > 0 ? help : "known: version, match, title-sv, title-en, source, hierarchy, total, year",
                       "unknown directive '*'");
}

static bool *seen_directive(reader *r, ind_str key) {
    return ind_str_is(key, "version")    ? &r->has_version
           : ind_str_is(key, "match")    ? &r->has_match
           : ind_str_is(key, "source")   ? &r->has_source
           : ind_str_is(key, "total")    ? &r->has_total
           : ind_str_is(key, "year")     ? &r->has_year
           : ind_str_is(key, "title-sv") ? &r->has_title_sv
           : ind_str_is(key, "title-en") ? &r->has_title_en
                                         : NULL;
}

static bool read_match(reader *r, ind_str value) {
    r->list->prefix = ind_str_is(value, "prefix");
    r->list->alike = ind_str_is(value, "alike");
    if (r->list->prefix || r->list->alike || ind_str_is(value, "exact"))
        return true;
    return fault_about(r, value, "unknown_match", "exact, prefix or alike", "unknown match '*'");
}

/* Its names are those of columns, which are not known yet. */
static bool keep_hierarchy(reader *r, ind_str key, ind_str value) {
    if (value.length == 0)
        return fault_about(r, key, "bad_directive", NULL, "'*' is empty");
    if (r->list->hierarchy_count == IND_CODELIST_HIERARCHIES)
        return fault(r, key, "bad_hierarchy", NULL, "a codelist has at most 8 hierarchies");
    r->hierarchies[r->list->hierarchy_count++] = value;
    return true;
}

/* "T;Totalt": its code and its name. */
static void read_total(reader *r, ind_str value) {
    const char *end = memchr(value.data, ';', value.length);
    size_t length = end == NULL ? value.length : (size_t)(end - value.data);
    r->list->total = trim((ind_str){value.data, length});
    if (end != NULL)
        r->list->total_name = trim((ind_str){end + 1, value.length - length - 1});
}

/* The year that a population, or a table of rates, is of. */
static bool read_year(reader *r, ind_str value) {
    int64_t year;
    if (value.length != 4 || !ind_parse_integer(value, &year))
        return fault_about(r, value, "bad_directive", "four digits", "'*' is not a year");
    r->list->year = (int)year;
    return true;
}

static bool read_directive(reader *r, ind_str line) {
    ind_str key, value;
    if (!split_directive(line, &key, &value))
        return fault(r, line, "bad_directive", NULL, "a line that begins with # must be '# key: value'");
    if (ind_str_is(key, "hierarchy"))
        return keep_hierarchy(r, key, value);
    bool *seen = seen_directive(r, key);
    if (seen == NULL)
        return unknown_directive(r, key);
    if (*seen)
        return fault_about(r, key, "repeated_directive", NULL, "'*' is given twice");
    *seen = true;
    if (value.length == 0)
        return fault_about(r, key, "bad_directive", NULL, "'*' is empty");
    if (seen == &r->has_version)
        r->list->version = value;
    if (seen == &r->has_total)
        read_total(r, value);
    if (seen == &r->has_year)
        return read_year(r, value);
    return seen != &r->has_match || read_match(r, value);
}

static void read_directives(reader *r) {
    for (; !at_end(r); r->line++) {
        ind_str line = current_line(r);
        if (line.length == 0 || line.data[0] != '#')
            break;
        read_directive(r, line);
    }
    if (!r->has_version)
        fault(r, (ind_str){r->list->source->text.data, 0}, "missing_version",
              "add a line such as '# version: 2026-01-01'", "the codelist has no version");
}

/* ---- The header ---- */

static bool is_name(ind_str name) {
    bool good = name.length > 0 && name.data[0] >= 'a' && name.data[0] <= 'z';
    for (size_t i = 0; good && i < name.length; i++) {
        char c = name.data[i];
        good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    }
    return good;
}

static column_role role_of(ind_str name) {
    return ind_str_is(name, "giltig_fran")   ? FROM_COLUMN
           : ind_str_is(name, "giltig_till") ? TO_COLUMN
                                             : ATTRIBUTE_COLUMN;
}

static bool read_column(reader *r, const ind_str *names, size_t column) {
    ind_str name = names[column];
    if (!is_name(name))
        return fault_about(r, name, "bad_name", "lower-case letters a-z, digits and '_', first a letter",
                           "'*' is not a name of a column");
    for (size_t i = 0; i < column; i++)
        if (ind_str_equal(names[i], name))
            return fault_about(r, name, "duplicate_name", NULL, "two columns are called '*'");
    r->roles[column] = role_of(name);
    if (column == 0 && r->roles[0] != ATTRIBUTE_COLUMN)
        return fault(r, name, "missing_code", NULL, "the first column must be the code");
    if (column == 0)
        r->list->code_column = name;
    else if (r->roles[column] == ATTRIBUTE_COLUMN)
        r->list->attributes[r->list->attribute_count++] = name;
    return true;
}

static bool read_header(reader *r) {
    ind_str names[IND_CODELIST_COLUMNS];
    const ind_source *source = r->list->source;
    if (at_end(r))
        return fault(r, (ind_str){source->text.data + source->text.length, 0}, "missing_header", NULL,
                     "the codelist has no header");
    ind_str line = current_line(r);
    r->columns = split(line, names);
    r->line++;
    if (r->columns > IND_CODELIST_COLUMNS)
        return fault(r, line, "too_many_columns", NULL, "a codelist has at most 64 columns");
    bool good = true;
    for (size_t i = 0; i < r->columns; i++)
        good &= read_column(r, names, i);
    return good;
}

/* ---- Hierarchies ---- */

static int level_called(const ind_codelist *list, ind_str name) {
    if (ind_str_equal(list->code_column, name))
        return IND_LEVEL_CODE;
    int attribute = ind_codelist_attribute(list, name);
    return attribute < 0 ? IND_LEVEL_NONE : attribute;
}

static bool no_such_column(reader *r, ind_str name) {
    char help[IND_SHOWN_TEXT];
    ind_hint hint = ind_hint_start(name);
    ind_hint_offer(&hint, r->list->code_column);
    for (size_t i = 0; i < r->list->attribute_count; i++)
        ind_hint_offer(&hint, r->list->attributes[i]);
    ind_str best = ind_hint_best(&hint);
    snprintf(help, sizeof help, "the closest is '%.*s'", IND_STR_ARGS(best));
    return fault_about(r, name, "bad_hierarchy", best.length > 0 ? help : "write '# hierarchy: code < whole'",
                       "the codelist has no column '*'");
}

static bool add_level(reader *r, ind_code_hierarchy *h, ind_str name) {
    int level = level_called(r->list, name);
    if (level == IND_LEVEL_NONE)
        return no_such_column(r, name);
    if (h->count == 0 && level != IND_LEVEL_CODE)
        return fault_about(r, name, "bad_hierarchy", "begin with the first column",
                           "'*' is not the column of codes, where a hierarchy begins");
    for (size_t i = 0; i < h->count; i++)
        if (h->levels[i] == level)
            return fault_about(r, name, "bad_hierarchy", NULL, "'*' stands twice in the hierarchy");
    if (h->count == IND_CODELIST_LEVELS)
        return fault(r, name, "bad_hierarchy", NULL, "a hierarchy has at most 8 levels");
    h->levels[h->count++] = level;
    return true;
}

/* "kommunkod < lansdel < lanskod" */
static void read_hierarchy(reader *r, ind_str text, ind_code_hierarchy *h) {
    bool good = true;
    for (size_t from = 0; good && from <= text.length;) {
        const char *sign = memchr(text.data + from, '<', text.length - from);
        size_t to = sign == NULL ? text.length : (size_t)(sign - text.data);
        good = add_level(r, h, trim((ind_str){text.data + from, to - from}));
        from = to + 1;
    }
}

/* ---- Rows ---- */

static bool read_day(reader *r, ind_str cell, int32_t *day) {
    if (cell.length == 0 || ind_date_parse(cell, day))
        return true;
    return fault_about(r, cell, "bad_date", "YYYY-MM-DD", "'*' is not a date");
}

static bool check_row(reader *r, ind_str line, size_t count, ind_str code) {
    char message[80];
    if (line.length == 0)
        return fault(r, line, "empty_line", NULL, "empty line");
    if (line.data[0] == '#')
        return fault(r, line, "late_directive", NULL, "directives stand before the header");
    if (count != r->columns) {
        snprintf(message, sizeof message, "the row has %zu cell%s, the header has %zu", count, count == 1 ? "" : "s",
                 r->columns);
        return fault(r, line, "ragged_row", NULL, message);
    }
    if (code.length == 0)
        return fault(r, code, "missing_code", NULL, "the row has no code");
    return true;
}

/* One row into the place behind the last; it counts only if it is good. */
static void read_row(reader *r, ind_str line) {
    ind_codelist *list = r->list;
    ind_str cells[IND_CODELIST_COLUMNS];
    size_t count = split(line, cells);
    if (!check_row(r, line, count, cells[0]) || !check_cells(r, cells, count))
        return;
    ind_code_row row = {.code = cells[0], .from = INT32_MIN, .to = INT32_MAX, .previous = IND_NO_ROW};
    ind_str *value = list->values + list->count * list->attribute_count;
    bool good = true;
    for (size_t i = 1; i < count; i++) {
        if (r->roles[i] == ATTRIBUTE_COLUMN)
            *value++ = cells[i];
        else
            good &= read_day(r, cells[i], r->roles[i] == FROM_COLUMN ? &row.from : &row.to);
    }
    if (good && row.from > row.to)
        good = fault(r, line, "empty_range", NULL, "giltig_fran is after giltig_till");
    if (good)
        list->rows[list->count++] = row;
}

static void read_rows(reader *r) {
    ind_codelist *list = r->list;
    size_t most = list->source->text.length / r->columns + 1; /* a good row has a byte for each column */
    list->rows = ind_arena_alloc(r->arena, most * sizeof *list->rows);
    list->values = ind_arena_alloc(r->arena, most * list->attribute_count * sizeof *list->values);
    for (; !at_end(r) && r->findings < FINDINGS; r->line++)
        read_row(r, current_line(r));
}

/* ---- Overlaps ---- */

static int by_code_and_time(const void *a, const void *b) {
    const ind_code_row *x = *(ind_code_row *const *)a, *y = *(ind_code_row *const *)b;
    int order = ind_str_compare(x->code, y->code);
    if (order == 0)
        order = (x->from > y->from) - (x->from < y->from);
    return order != 0 ? order : (x > y) - (x < y); /* file order */
}

/* Two rows of one code that are valid on the same day: what a code means must be clear. */
static void check_overlap(reader *r) {
    const ind_codelist *list = r->list;
    ind_code_row **sorted = ind_alloc_array(list->count, sizeof *sorted);
    for (size_t i = 0; i < list->count; i++)
        sorted[i] = &list->rows[i];
    qsort(sorted, list->count, sizeof *sorted, by_code_and_time);
    const ind_code_row *latest = list->count > 0 ? sorted[0] : NULL; /* of this code so far, by end */
    for (size_t i = 1; i < list->count; i++) {
        const ind_code_row *row = sorted[i];
        bool same = ind_str_equal(row->code, latest->code);
        if (same && row->from <= latest->to)
            fault_about(r, row > latest ? row->code : latest->code, "duplicate_code", NULL,
                        "code '*' is already given for the same time");
        if (!same || row->to > latest->to)
            latest = row;
    }
    free(sorted);
}

static void read_file(reader *r) {
    read_directives(r);
    if (!read_header(r))
        return;
    for (size_t i = 0; i < r->list->hierarchy_count; i++)
        read_hierarchy(r, r->hierarchies[i], &r->list->hierarchies[i]);
    read_rows(r);
    check_overlap(r);
}

bool ind_codelist_read(ind_arena *arena, ind_codelist *list, ind_diag *diag) {
    size_t before = ind_diag_count(diag);
    reader r = {.arena = arena, .diag = diag, .list = list};
    if (ind_source_check_utf8(list->source, diag) != IND_OK)
        return false;
    read_file(&r);
    ind_diag_sort(diag, before);
    return r.findings == 0;
}

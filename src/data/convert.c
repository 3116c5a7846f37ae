/* convert.c - the idea: a cell is trimmed, compared with the missing markers, mapped, and then read by the
 * rules of its type.
 *
 * Columns of codes have few different cells in millions of rows, and checking one takes several searches.  So
 * the outcome for each different cell is remembered; columns without such checks (identifiers, free text) are
 * passed through and remember nothing. */
#include "data/convert.h"

#include "base/letters.h"
#include "base/number.h"
#include "data/header.h"
#include "data/syntax.h"

#include <stdlib.h>
#include <utf8proc.h>

enum { REMEMBERED_CELLS = 1 << 16, REMEMBERED_LENGTH = 64, MINUTES_A_DAY = 1440 };

struct ind_converter {
    const ind_dataset *dataset;
    const ind_field *field;
    const ind_codelist *list;
    bool watch_digits; /* an identifier: "1,98E+11" has lost some */
    ind_str *folded;   /* the map's keys without letter case */
    ind_arena *arena;
    ind_dict *seen;     /* NULL: nothing is remembered */
    ind_cell *outcomes; /* of the cell with that code */
    size_t outcome_capacity;
    ind_buffer scratch;
    ind_cell absent;
};

static bool is_text(const ind_field *field) {
    return field->type == IND_TEXT || field->type == IND_LIST;
}

static void bad(ind_cell *cell, const char *rule, const char *what) {
    cell->state = IND_CELL_BAD;
    cell->rule = rule;
    cell->what = what;
}

static void note(ind_cell *cell, const char *rule, const char *what) {
    cell->rule = rule;
    cell->what = what;
}

/* TEXT without letter case, also of å ä ö. */
static ind_str fold(ind_arena *arena, ind_str text) {
    ind_buffer folded = {0};
    bool good = ind_letters_map(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD, &folded);
    ind_str out = good ? ind_arena_str(arena, ind_buffer_str(&folded)) : text;
    ind_buffer_free(&folded);
    return out;
}

static ind_str mapped(const ind_converter *converter, ind_str text) {
    const ind_field *field = converter->field;
    if (field->map_count == 0)
        return text;
    for (size_t i = 0; i < field->map_count; i++)
        if (ind_str_equal(field->map[i].from, text))
            return field->map[i].to;
    ind_arena *arena = ind_arena_new();
    ind_str folded = fold(arena, text);
    size_t i = 0;
    while (i < field->map_count && !ind_str_equal(converter->folded[i], folded))
        i++;
    ind_arena_free(arena);
    return i < field->map_count ? field->map[i].to : text;
}

/* Append TEXT as an ICD-10 code: no dots, no blanks, capitals. */
static void add_icd10(ind_str text, ind_buffer *out) {
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (c == '.' || c == ' ')
            continue;
        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        ind_buffer_add(out, &c, 1);
    }
}

static bool all_digits(ind_str text) {
    for (size_t i = 0; i < text.length; i++)
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
    return text.length > 0;
}

static bool is_allowed(const ind_converter *converter, ind_str text) {
    const ind_field *field = converter->field;
    bool found = field->allowed_count == 0;
    for (size_t i = 0; i < field->allowed_count && !found; i++)
        found = ind_str_equal(field->allowed[i], text);
    return found && (converter->list == NULL || ind_codelist_has(converter->list, text));
}

/* One code (a text cell or an element of a list), appended to OUT; false and CELL bad if it is not allowed. */
static bool convert_code(const ind_converter *converter, ind_str text, ind_cell *cell, ind_buffer *out) {
    const ind_field *field = converter->field;
    size_t from = out->length;
    text = mapped(converter, text);
    if (all_digits(text))
        for (size_t i = text.length; i < field->width; i++)
            ind_buffer_add(out, "0", 1);
    if (out->length > from)
        note(cell, "padded_code", "had lost its leading zeros");
    if (field->icd10)
        add_icd10(text, out);
    else
        ind_buffer_add(out, text.data, text.length);
    size_t length = out->length - from; /* 0: an ICD-10 code of dots alone, and OUT may have no data */
    if (is_allowed(converter, (ind_str){length == 0 ? "" : out->data + from, length}))
        return true;
    bad(cell, "unknown_code", converter->list != NULL ? "is not in the codelist" : "is not an allowed value");
    return false;
}

static void convert_list(ind_converter *converter, ind_str text, ind_cell *cell) {
    for (size_t from = 0; from <= text.length;) {
        const char *bar = memchr(text.data + from, '|', text.length - from);
        size_t to = bar == NULL ? text.length : (size_t)(bar - text.data);
        ind_str element = ind_trim((ind_str){text.data + from, to - from});
        from = to + 1;
        if (element.length == 0)
            continue;
        if (converter->scratch.length > 0)
            ind_buffer_add(&converter->scratch, "|", 1);
        if (!convert_code(converter, element, cell, &converter->scratch))
            return;
    }
    cell->text = ind_buffer_str(&converter->scratch);
    cell->state = cell->text.length > 0 ? IND_CELL_VALUE : IND_CELL_MISSING;
}

static void convert_text(ind_converter *converter, ind_str text, ind_cell *cell) {
    cell->state = IND_CELL_VALUE;
    converter->scratch.length = 0;
    if (converter->watch_digits && ind_is_scientific(text)) {
        bad(cell, "lost_digits", "is in scientific notation, so digits are lost");
    } else if (converter->field->type == IND_LIST) {
        convert_list(converter, text, cell);
    } else if (converter->seen == NULL) {
        cell->text = text;
    } else if (convert_code(converter, text, cell, &converter->scratch)) {
        cell->text = ind_buffer_str(&converter->scratch);
        if (cell->text.length == 0)
            cell->state = IND_CELL_MISSING;
    }
}

static bool is_open(const ind_field *field, int32_t day) {
    for (size_t i = 0; i < field->open_count; i++)
        if (field->open[i] == day)
            return true;
    return false;
}

static void settle_day(const ind_field *field, int32_t day, ind_cell *cell) {
    cell->state = IND_CELL_VALUE;
    if (!is_open(field, day))
        return;
    cell->state = IND_CELL_MISSING;
    note(cell, "open_date", "means that there is no date yet");
}

static void convert_date(const ind_field *field, ind_str text, ind_cell *cell) {
    bool was_partial;
    if (!ind_read_date(text, field->partial, &cell->day, &was_partial)) {
        bad(cell, "bad_date", "is not a date (want YYYY-MM-DD)");
        return;
    }
    if (was_partial)
        note(cell, "partial_date", "is a year or a month and was completed");
    settle_day(field, cell->day, cell);
}

static void convert_datetime(const ind_field *field, ind_str text, ind_cell *cell) {
    if (!ind_read_datetime(text, &cell->integer)) {
        bad(cell, "bad_datetime", "is not a date with time (want YYYY-MM-DDThh:mm)");
        return;
    }
    int64_t minute = cell->integer % MINUTES_A_DAY;
    int64_t day = (cell->integer - (minute < 0 ? minute + MINUTES_A_DAY : minute)) / MINUTES_A_DAY;
    settle_day(field, (int32_t)day, cell);
}

static void check_range(const ind_field *field, double value, ind_cell *cell) {
    if ((field->has_minimum && value < field->minimum) || (field->has_maximum && value > field->maximum))
        bad(cell, "out_of_range", "is outside the range that the schema allows");
}

static bool integer_allowed(const ind_field *field, int64_t value) {
    bool found = field->allowed_count == 0;
    for (size_t i = 0; i < field->allowed_count && !found; i++) {
        int64_t allowed;
        found = ind_parse_integer(field->allowed[i], &allowed) && allowed == value;
    }
    return found;
}

static void convert_integer(const ind_field *field, ind_str text, ind_cell *cell) {
    if (!ind_read_integer(text, &cell->integer)) {
        bad(cell, "bad_integer", "is not a whole number");
        return;
    }
    cell->state = IND_CELL_VALUE;
    if (!integer_allowed(field, cell->integer))
        bad(cell, "unknown_code", "is not an allowed value");
    else
        check_range(field, (double)cell->integer, cell);
}

static void convert_number(const ind_field *field, ind_str text, char decimal, ind_cell *cell) {
    char mark = '\0';
    if (!ind_read_number(text, &cell->number, &mark)) {
        bad(cell, "bad_number", "is not a number");
        return;
    }
    if (mark != '\0' && decimal != '\0' && mark != decimal) {
        bad(cell, "bad_number", "is not a number with the decimal mark of the file");
        return;
    }
    cell->mark = mark;
    cell->state = IND_CELL_VALUE;
    check_range(field, cell->number, cell);
}

static void convert_value(ind_converter *converter, ind_str text, char decimal, ind_cell *cell) {
    const ind_field *field = converter->field;
    if (!is_text(field))
        text = mapped(converter, text);
    switch (field->type) {
    case IND_DATE: convert_date(field, text, cell); break;
    case IND_DATETIME: convert_datetime(field, text, cell); break;
    case IND_INTEGER: convert_integer(field, text, cell); break;
    case IND_NUMBER: convert_number(field, text, decimal, cell); break;
    case IND_TEXT:
    case IND_LIST:
    case IND_BOOLEAN: convert_text(converter, text, cell); break;
    }
}

static bool is_missing(const ind_dataset *dataset, ind_str text) {
    if (text.length == 0)
        return true;
    for (size_t i = 0; i < dataset->missing_count; i++)
        if (ind_str_equal(dataset->missing[i], text))
            return true;
    return false;
}

static bool recall(const ind_converter *converter, ind_str text, ind_cell *out) {
    uint32_t code = converter->seen == NULL ? IND_NULL_CODE : ind_dict_find(converter->seen, text);
    if (code == IND_NULL_CODE)
        return false;
    *out = converter->outcomes[code];
    return true;
}

static void remember(ind_converter *converter, ind_str text, const ind_cell *cell) {
    if (converter->seen == NULL || text.length > REMEMBERED_LENGTH ||
        ind_dict_count(converter->seen) >= REMEMBERED_CELLS)
        return;
    uint32_t code = ind_dict_add(converter->seen, text);
    while (code >= converter->outcome_capacity)
        converter->outcomes = ind_grow(converter->outcomes, converter->outcome_capacity, &converter->outcome_capacity,
                                       sizeof *converter->outcomes);
    converter->outcomes[code] = *cell;
    converter->outcomes[code].text = ind_arena_str(converter->arena, cell->text);
}

void ind_convert(ind_converter *converter, ind_str cell, char decimal, ind_cell *out) {
    ind_str text = ind_trim(cell);
    *out = (ind_cell){.state = IND_CELL_MISSING};
    if (is_missing(converter->dataset, text))
        return; /* a default is for a column that is not there: an empty cell among others is not known */
    if (!recall(converter, text, out)) {
        convert_value(converter, text, decimal, out);
        if (is_text(converter->field))
            remember(converter, text, out);
    }
}

bool ind_converter_has_rules(const ind_converter *converter) {
    return converter->seen != NULL;
}

void ind_convert_absent(const ind_converter *converter, ind_cell *out) {
    *out = converter->absent;
}

static bool is_in_key(const ind_dataset *dataset, uint32_t field) {
    for (size_t i = 0; i < dataset->key_count; i++)
        if (dataset->key[i] == field)
            return true;
    return false;
}

/* Does a text column have anything to check or change? */
static bool has_rules(const ind_field *field, const ind_codelist *list) {
    return field->map_count > 0 || field->allowed_count > 0 || field->width > 0 || field->icd10 || list != NULL ||
           field->type == IND_LIST;
}

static void set_default(ind_converter *converter) {
    const ind_field *field = converter->field;
    converter->absent = (ind_cell){.state = IND_CELL_MISSING};
    if (field->default_value.length == 0)
        return;
    ind_cell cell = converter->absent;
    convert_value(converter, field->default_value, '\0', &cell);
    if (cell.state != IND_CELL_VALUE)
        return;
    cell.rule = cell.what = NULL;
    cell.mark = '\0'; /* the schema's way of writing says nothing about the file */
    cell.text = ind_arena_str(converter->arena, cell.text);
    converter->absent = cell;
}

ind_converter *ind_converter_new(const ind_dataset *dataset, uint32_t index, const ind_codelist *list) {
    const ind_field *field = &dataset->fields[index];
    ind_converter *converter = ind_alloc(sizeof *converter);
    converter->dataset = dataset;
    converter->field = field;
    converter->list = list;
    converter->arena = ind_arena_new();
    converter->watch_digits = field->type == IND_TEXT && (field->identifying || is_in_key(dataset, index));
    converter->folded = ind_arena_alloc(converter->arena, field->map_count * sizeof *converter->folded);
    for (size_t i = 0; i < field->map_count; i++)
        converter->folded[i] = fold(converter->arena, field->map[i].from);
    if (is_text(field) && has_rules(field, list))
        converter->seen = ind_dict_new();
    set_default(converter);
    return converter;
}

void ind_converter_free(ind_converter *converter) {
    if (converter == NULL)
        return;
    ind_dict_free(converter->seen);
    ind_arena_free(converter->arena);
    ind_buffer_free(&converter->scratch);
    free(converter->outcomes);
    free(converter);
}

/* convert.c - the idea: a cell is trimmed, compared with the missing markers, mapped, and then read by the
 * rules of its type.
 *
 * Columns of codes have few different cells in millions of rows, and checking one takes several searches.  So
 * the outcome for each different cell is remembered; columns without such checks (identifiers, free text) are
 * passed through and remember nothing. */
#include "data/values/convert.h"

#include "base/number.h"
#include "data/schemas/code_form.h"
#include "data/schemas/header_name.h"
#include "data/text/alike.h"
#include "data/text/trim.h"
#include "data/values/missing.h"
#include "data/values/value_syntax.h"

#include <stdlib.h>

enum { REMEMBERED_CELLS = 1 << 16, REMEMBERED_LENGTH = 64, MINUTES_A_DAY = 1440, THOUSAND = 1000 };

struct ind_converter {
    const ind_dataset *dataset;
    const ind_field *field;
    const ind_codelist *list;
    bool watch_digits; /* an identifier: "1,98E+11" has lost some */
    bool *is_code;     /* by marker of missing values: it is a code of this column */
    ind_arena *arena;
    ind_dict *seen;     /* NULL: nothing is remembered */
    ind_cell *outcomes; /* of the cell with that code */
    size_t outcome_capacity;
    ind_buffer scratch, visible;
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

static ind_str mapped(const ind_converter *converter, ind_str text) {
    const ind_field *field = converter->field;
    for (size_t i = 0; i < field->map_count; i++)
        if (ind_str_equal(field->map[i].from, text))
            return field->map[i].to;
    for (size_t i = 0; i < field->map_count; i++)
        if (ind_alike_words(field->map[i].from, text))
            return field->map[i].to;
    return text;
}

static bool all_digits(ind_str text) {
    for (size_t i = 0; i < text.length; i++)
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
    return text.length > 0;
}

/* Of COUNT codes the only one that is TEXT in other letters (case, marks); COUNT if none or several are. */
static size_t code_like(const ind_str *codes, size_t count, ind_str text) {
    size_t found = count;
    for (size_t i = 0; i < count; i++) {
        if (ind_str_equal(codes[i], text))
            return i;
        if (!ind_alike_words(codes[i], text))
            continue;
        if (found < count)
            return count;
        found = i;
    }
    return found;
}

/* The same in the codelist. */
static ind_str listed_like(const ind_codelist *list, ind_str text) {
    ind_str found = {0};
    for (size_t i = 0; i < ind_codelist_count(list); i++) {
        ind_str code = ind_codelist_code(list, i);
        if (ind_str_equal(code, found) || !ind_alike_words(code, text))
            continue;
        if (found.length > 0)
            return (ind_str){0};
        found = code;
    }
    return found;
}

static bool has_lower_or_high(ind_str text) {
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.data[i] >= 'A')
            return true;
    return false;
}

/* Is *TEXT a value of the column, perhaps in other letters?  Then it is in the column's own. */
static bool is_allowed(const ind_converter *converter, ind_str *text) {
    const ind_field *field = converter->field;
    if (field->allowed_count > 0) {
        size_t i = code_like(field->allowed, field->allowed_count, *text);
        if (i == field->allowed_count)
            return false;
        *text = field->allowed[i];
    }
    if (converter->list == NULL || ind_codelist_has(converter->list, *text))
        return true;
    ind_str like = has_lower_or_high(*text) && !ind_codelist_is_prefix(converter->list)
                       ? listed_like(converter->list, *text)
                       : (ind_str){0};
    if (like.length > 0)
        *text = like;
    return like.length > 0;
}

/* OUT holds a code from FROM on.  False and CELL bad if it is none of the column's. */
static bool settle_code(const ind_converter *converter, size_t from, ind_cell *cell, ind_buffer *out) {
    size_t length = out->length - from; /* 0: an ICD-10 code of dots alone, and OUT may have no data */
    ind_str code = {length == 0 ? "" : out->data + from, length}, own = code;
    if (length > 0 && converter->field->form.length > 0 && !ind_form_fits(converter->field->form, code)) {
        bad(cell, "bad_code", "does not have the form of a code of this column");
        return false;
    }
    if (!is_allowed(converter, &own)) {
        bad(cell, "unknown_code", converter->list != NULL ? "is not in the codelist" : "is not an allowed value");
        return false;
    }
    if (own.data != code.data) {
        out->length = from;
        ind_buffer_add(out, own.data, own.length);
    }
    return true;
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
        ind_icd10_add(text, out);
    else
        ind_buffer_add(out, text.data, text.length);
    return settle_code(converter, from, cell, out);
}

/* The first sign of TEXT from FROM on that separates elements: '|', or one of OTHERS. */
static size_t element_end(ind_str text, size_t from, const char *others) {
    while (from < text.length && text.data[from] != '|' && strchr(others, text.data[from]) == NULL)
        from++;
    return from;
}

/* What is no code is left out, and said; the rest of the list stands. */
static bool leave_out(const ind_converter *converter, size_t length, ind_cell *cell, ind_buffer *out) {
    if (!converter->field->keep_known)
        return false;
    out->length = length;
    *cell = (ind_cell){.state = IND_CELL_VALUE, .warns = true};
    note(cell, "unknown_code", "has a value that is not in the codelist, which is left out");
    return true;
}

static bool convert_elements(ind_converter *converter, ind_str text, const char *others, ind_cell *cell) {
    converter->scratch.length = 0;
    for (size_t from = 0, to; from <= text.length; from = to + 1) {
        to = element_end(text, from, others);
        ind_str element = ind_trim((ind_str){text.data + from, to - from});
        if (element.length == 0)
            continue;
        size_t before = converter->scratch.length;
        if (before > 0)
            ind_buffer_add(&converter->scratch, "|", 1);
        if (!convert_code(converter, element, cell, &converter->scratch) &&
            !leave_out(converter, before, cell, &converter->scratch))
            return false;
    }
    return true;
}

/* Does TEXT have a sign that separates elements elsewhere?  Nobody knows where its elements end. */
static bool has_other_separator(const ind_converter *converter, ind_str text) {
    const ind_field *field = converter->field;
    if (field->form.length > 0 || field->allowed_count > 0 || converter->list != NULL)
        return false;
    for (size_t i = 0; i < text.length; i++)
        if (strchr(",;\t\n\r", text.data[i]) != NULL)
            return true;
    return false;
}

/* Codes have a form or are known, so that it is certain where one ends, whatever sign is between them. */
static bool convert_other_list(ind_converter *converter, ind_str text, ind_cell *cell) {
    static const char *const separators[] = {",", ";", "/", "+", "&", "\t\n\r", " ", ", ;/+&\t\n\r"};
    const ind_field *field = converter->field;
    if (field->form.length == 0 && field->allowed_count == 0 && converter->list == NULL)
        return false;
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        *cell = (ind_cell){.state = IND_CELL_VALUE};
        if (convert_elements(converter, text, separators[i], cell)) {
            note(cell, "list_separator", "has another sign than | between its values, and was read as a list");
            return true;
        }
    }
    return false;
}

static void convert_list(ind_converter *converter, ind_str text, ind_cell *cell) {
    bool good = convert_elements(converter, text, "", cell);
    if (!good) {
        ind_cell first = *cell;
        good = convert_other_list(converter, text, cell);
        if (!good)
            *cell = first;
    }
    if (good && has_other_separator(converter, text)) {
        bad(cell, "list_separator", "has another sign than | between its values");
        return;
    }
    if (!good)
        return;
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

static bool is_sentinel(const ind_field *field, int32_t day) {
    for (size_t i = 0; i < field->sentinel_count; i++)
        if (field->sentinels[i] == day)
            return true;
    return false;
}

/* A year that was completed is no date that a system wrote for another reason. */
static void check_day(const ind_field *field, int32_t day, bool was_partial, ind_cell *cell) {
    if (cell->state != IND_CELL_VALUE)
        return;
    if (!was_partial && is_sentinel(field, day))
        bad(cell, "sentinel_date", "is a date that systems write where there is none");
    else if ((field->has_first_day && day < field->first_day) || (field->has_last_day && day > field->last_day))
        bad(cell, "out_of_range", "is outside the range that the schema allows");
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
    check_day(field, cell->day, was_partial, cell);
}

static void convert_datetime(const ind_field *field, ind_str text, ind_cell *cell) {
    if (!ind_read_datetime(text, &cell->integer)) {
        bad(cell, "bad_datetime", "is not a date with time (want YYYY-MM-DDThh:mm)");
        return;
    }
    int64_t minute = cell->integer % MINUTES_A_DAY;
    int64_t day = (cell->integer - (minute < 0 ? minute + MINUTES_A_DAY : minute)) / MINUTES_A_DAY;
    settle_day(field, (int32_t)day, cell);
    check_day(field, (int32_t)day, false, cell);
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
    bool never = field->has_maximum && field->maximum < THOUSAND; /* no thousands in this column */
    cell->mark_is_sure = mark != '\0' && (never || ind_is_decimal_mark(text));
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

static bool is_one_of(const ind_str *texts, size_t count, ind_str text) {
    for (size_t i = 0; i < count; i++)
        if (ind_str_equal(texts[i], text) || (texts[i].length > 0 && ind_alike_words(texts[i], text)))
            return true;
    return false;
}

static bool is_listed_missing(const ind_converter *converter, ind_str text) {
    const ind_field *field = converter->field;
    return field->has_missing ? is_one_of(field->missing, field->missing_count, text)
                              : is_one_of(converter->dataset->missing, converter->dataset->missing_count, text);
}

static const ind_cell not_given = {.state = IND_CELL_MISSING};

/* A marker in TEXT, which is not empty.  An empty date of death says that somebody lives; "unknown" does not. */
static bool convert_marker(const ind_converter *converter, ind_str text, ind_cell *out) {
    if (is_listed_missing(converter, text)) {
        *out = not_given;
        return true;
    }
    int marker = converter->field->has_missing ? IND_MISSING_NONE : ind_missing_marker(text);
    if (marker == IND_MISSING_NONE || ((size_t)marker < ind_missing_count() && converter->is_code[marker]))
        return false;
    *out = not_given;
    if (ind_missing_is_unknown(marker) && converter->field->open_count > 0)
        bad(out, converter->field->type == IND_DATE ? "bad_date" : "bad_datetime",
            "says that the date is not known, where an empty one says that there is none");
    else
        note(out, "missing_marker", "was read as no value");
    return true;
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

static bool has_high_byte(ind_str text) {
    for (size_t i = 0; i < text.length; i++)
        if (((unsigned char)text.data[i] & 0x80) != 0)
            return true;
    return false;
}

/* Does TEXT name a column of the dataset, as in a header that stands among the records? */
static bool names_column(const ind_dataset *dataset, ind_str text) {
    if (text.length < 2 || text.length > REMEMBERED_LENGTH || (unsigned char)text.data[0] < 'A')
        return false;
    ind_arena *arena = ind_arena_new();
    ind_str name = ind_normalise_header(arena, text);
    bool found = false;
    for (size_t f = 0; f < dataset->field_count && !found; f++) {
        const ind_field *field = &dataset->fields[f];
        found = ind_str_equal(field->name, name);
        for (size_t a = 0; a < field->alias_count && !found; a++)
            found = ind_str_equal(field->aliases[a], name);
    }
    ind_arena_free(arena);
    return found;
}

static void convert_visible(ind_converter *converter, ind_str text, char decimal, ind_cell *out) {
    *out = (ind_cell){.state = IND_CELL_MISSING};
    if (text.length == 0) {
        *out = not_given; /* a default is for a column that is not there: an empty cell among others is not known */
    } else if (!recall(converter, text, out)) {
        if (!convert_marker(converter, text, out))
            convert_value(converter, text, decimal, out);
        if (out->state == IND_CELL_BAD)
            out->is_name = names_column(converter->dataset, text);
        if (is_text(converter->field))
            remember(converter, text, out);
    }
}

void ind_convert(ind_converter *converter, ind_str cell, char decimal, ind_cell *out) {
    ind_str text = ind_trim(cell);
    bool changed = text.length != ind_trim_plain(cell).length;
    converter->visible.length = 0;
    if (has_high_byte(text) && ind_drop_invisible(text, &converter->visible)) {
        text = ind_trim(ind_buffer_str(&converter->visible));
        changed = true;
    }
    convert_visible(converter, text, decimal, out);
    if (changed && out->state == IND_CELL_VALUE && out->rule == NULL)
        note(out, "invisible_sign", "had blanks or signs that nobody sees, which were taken off");
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
           field->form.length > 0 || field->type == IND_LIST;
}

static bool is_foreign_key(const ind_dataset *dataset, uint32_t field) {
    for (size_t k = 0; k < dataset->foreign_key_count; k++)
        for (size_t i = 0; i < dataset->foreign_keys[k].count; i++)
            if (dataset->foreign_keys[k].fields[i] == field)
                return true;
    return false;
}

/* Does the column use TEXT, a marker of missing values elsewhere, as a code? */
static bool uses_as_code(const ind_converter *converter, ind_str text) {
    const ind_field *field = converter->field;
    bool found = false;
    for (size_t i = 0; i < field->allowed_count && !found; i++)
        found = ind_alike_words(field->allowed[i], text);
    for (size_t i = 0; i < field->map_count && !found; i++)
        found = ind_alike_words(field->map[i].from, text);
    for (size_t i = 0; i < field->not_missing_count && !found; i++)
        found = ind_alike_words(field->not_missing[i], text);
    for (size_t i = 0; converter->list != NULL && i < ind_codelist_count(converter->list) && !found; i++) {
        ind_str code = ind_codelist_code(converter->list, i);
        found = code.length <= IND_MISSING_LONGEST && ind_alike_words(code, text);
    }
    return found;
}

static void note_markers(ind_converter *converter) {
    converter->is_code = ind_arena_alloc(converter->arena, ind_missing_count() * sizeof *converter->is_code);
    const ind_field *field = converter->field;
    if (field->allowed_count + field->map_count + field->not_missing_count == 0 && converter->list == NULL)
        return;
    for (size_t i = 0; i < ind_missing_count(); i++)
        converter->is_code[i] = uses_as_code(converter, ind_missing_text(i));
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
    cell.mark_is_sure = false;
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
    converter->watch_digits = field->type == IND_TEXT && (field->identifying || field->width > 0 ||
                                                          is_in_key(dataset, index) || is_foreign_key(dataset, index));
    note_markers(converter);
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
    ind_buffer_free(&converter->visible);
    free(converter->outcomes);
    free(converter);
}

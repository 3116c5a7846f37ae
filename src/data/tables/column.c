/* column.c - one column of a file made ready: which loop takes its cells, and which of them are in the usual form. */
#include "data/tables/column.h"

#include "data/values/missing.h"

#include <math.h>
#include <stdlib.h>

/* Which texts that begin with a byte are plain: those that end in any printable ASCII sign, or in a digit. */
enum { ENDS_AS_ANY = 1, ENDS_IN_DIGIT = 2 };

static bool is_text(const ind_field *field) {
    return field->type == IND_TEXT || field->type == IND_LIST;
}

static ind_convert_column loop_for(const ind_csv_column *c) {
    const ind_field *field = c->field;
    bool changed = field->map_count > 0 || (!is_text(field) && field->allowed_count > 0);
    switch (field->type) {
    case IND_DATE: return changed ? ind_convert_others : ind_convert_dates;
    case IND_DATETIME: return changed ? ind_convert_others : ind_convert_datetimes;
    case IND_INTEGER: return changed ? ind_convert_others : ind_convert_integers;
    case IND_NUMBER: return changed ? ind_convert_others : ind_convert_numbers;
    default: break;
    }
    bool rules = ind_converter_has_rules(c->used->converter);
    return !rules && (field->identifying || c->unnumbered != NULL || c->texts != NULL) ? ind_convert_texts
                                                                                       : ind_convert_codes;
}

static void mark_unusual(ind_csv_column *c, ind_str marker) {
    unsigned char first = marker.length == 0 ? ' ' : (unsigned char)marker.data[0];
    c->unusual[first] = true;
    if (first >= 'a' && first <= 'z')
        c->unusual[first - 'a' + 'A'] = true;
    if (first >= 'A' && first <= 'Z')
        c->unusual[first - 'A' + 'a'] = true;
}

static void set_unusual(ind_csv_column *c) {
    for (size_t i = 0; i <= ' '; i++)
        c->unusual[i] = true;
    c->unusual['"'] = true;               /* it is to be taken off */
    for (size_t i = 0x80; i <= 0xFF; i++) /* a blank or a sign that nobody sees */
        c->unusual[i] = true;
    for (size_t i = 0; i < sizeof c->first_byte; i++)
        c->first_byte[i] = c->unusual[i] ? 0 : ENDS_IN_DIGIT;
    for (size_t i = 0; i < c->missing_count; i++)
        mark_unusual(c, c->missing[i]);
    for (size_t i = 0; i < ind_missing_count(); i++)
        mark_unusual(c, ind_missing_text(i));
    c->unusual['.'] = true;
}

/* Markers of missing values do not end in digits, unless the schema has one that does. */
static bool has_digit_marker(const ind_csv_column *c) {
    for (size_t i = 0; i < c->missing_count; i++)
        if (c->missing[i].length > 0 && ind_digit(c->missing[i].data + c->missing[i].length - 1) <= 9)
            return true;
    return false;
}

static void set_plain_bytes(ind_csv_column *c) {
    uint8_t digit = has_digit_marker(c) ? 0 : ENDS_IN_DIGIT;
    for (size_t i = 0; i < sizeof c->first_byte; i++)
        c->first_byte[i] |= c->unusual[i] ? 0 : ENDS_AS_ANY;
    for (size_t i = ' ' + 1; i < 0x80; i++)
        c->last_byte[i] = ENDS_AS_ANY;
    for (size_t i = '0'; i <= '9'; i++)
        c->last_byte[i] |= digit;
}

/* Months in which there are days that mean something else are left to the rules. */
static void set_days(ind_csv_column *c) {
    const ind_field *field = c->field;
    c->special = ind_alloc_array(field->open_count + field->sentinel_count, sizeof *c->special);
    size_t count = 0;
    for (size_t i = 0; i < field->open_count; i++)
        c->special[count++] = field->open[i];
    for (size_t i = 0; i < field->sentinel_count; i++)
        c->special[count++] = field->sentinels[i];
    c->months = (ind_months){.unusual = c->unusual,
                             .has_limits = true,
                             .least = field->has_first_day ? field->first_day : INT32_MIN,
                             .most = field->has_last_day ? field->last_day : INT32_MAX,
                             .special = c->special,
                             .special_count = count};
}

static void set_limits(ind_csv_column *c) {
    const ind_field *field = c->field;
    const int64_t most = INT64_C(1000000000000000); /* no whole number in the usual form is as great */
    c->least = 0;
    c->most = most;
    if (field->has_minimum && field->minimum > 0)
        c->least = field->minimum < (double)most ? (int64_t)ceil(field->minimum) : most;
    if (field->has_maximum && field->maximum < (double)most)
        c->most = field->maximum >= 0 ? (int64_t)floor(field->maximum) : -1;
}

void ind_csv_column_open(ind_csv_column *c, ind_reader *reader, ind_used *used, bool in_key) {
    ind_scan *scan = reader->scan;
    bool is_supplier = scan->supplier == used;
    *c = (ind_csv_column){.reader = reader, .used = used, .place = (size_t)used->column, .in_key = in_key};
    c->field = &scan->request->dataset->fields[used->field];
    bool rules = ind_converter_has_rules(used->converter);
    if (used->wanted >= 0 && scan->pass != IND_PASS_CANDIDATES) {
        c->out = &scan->vectors[used->wanted];
        c->unnumbered = scan->texts[used->wanted];
    } else if (is_supplier || (in_key && (!is_text(c->field) || rules))) {
        c->own = ind_vector_new(c->field->type, is_text(c->field) ? ind_dict_new() : NULL, IND_BATCH_ROWS);
        c->out = &c->own;
    }
    if (in_key && is_text(c->field))
        c->texts = ind_alloc_array(IND_ROWS_AT_ONCE, sizeof *c->texts);
    c->absent = (ind_cell){.state = IND_CELL_MISSING};
    const ind_dataset *dataset = scan->request->dataset;
    c->missing = c->field->has_missing ? c->field->missing : dataset->missing;
    c->missing_count = c->field->has_missing ? c->field->missing_count : dataset->missing_count;
    set_unusual(c);
    set_plain_bytes(c);
    set_limits(c);
    set_days(c);
    c->convert = loop_for(c);
    if (c->convert == ind_convert_codes)
        ind_text_cache_open(&c->cache);
}

void ind_csv_column_close(ind_csv_column *c) {
    if (c->own.any != NULL)
        ind_dict_free(c->own.dict);
    free(c->own.any);
    free(c->texts);
    free(c->special);
    ind_text_cache_free(&c->cache);
    ind_buffer_free(&c->decoded);
}

/* json_text.c - see json_text.h. */
#include "base/json_text.h"

#include "base/json.h"
#include "base/number.h"

#include <math.h>

void ind_json_raw(ind_json_text *json, const char *text) {
    ind_buffer_text(json->text, text);
}

void ind_json_open(ind_json_text *json, const char *bracket) {
    ind_json_raw(json, bracket);
    json->first = true;
}

void ind_json_close(ind_json_text *json, const char *bracket) {
    ind_json_raw(json, bracket);
    json->first = false;
}

void ind_json_next(ind_json_text *json, const char *before) {
    if (!json->first)
        ind_json_raw(json, *before == '\n' ? "," : ", ");
    ind_json_raw(json, before);
    json->first = false;
}

void ind_json_line(ind_json_text *json, const char *before) {
    ind_json_next(json, before);
    json->first = true;
}

/* Keys are most of a report: one look at the buffer for all of it. */
void ind_json_put_key(ind_json_text *json, const char *name) {
    enum { AROUND = 6 };
    ind_buffer *out = json->text;
    size_t length = strlen(name);
    if (out->capacity - out->length <= length + AROUND)
        ind_buffer_reserve(out, length + AROUND);
    char *at = out->data + out->length;
    if (!json->first) {
        *at++ = ',';
        *at++ = ' ';
    }
    *at++ = '"';
    memcpy(at, name, length);
    memcpy(at + length, "\": ", 4); /* with its NUL */
    out->length = (size_t)(at + length + 3 - out->data);
    json->first = false;
}

void ind_json_text_value(ind_json_text *json, ind_str text) {
    if (json->clean)
        ind_json_quote_clean(text, json->text);
    else
        ind_json_quote(text, json->text);
}

void ind_json_number_value(ind_json_text *json, double x) {
    char text[IND_NUMBER_TEXT];
    ind_json_raw(json, isfinite(x) ? ind_number_text(x, text) : "null");
}

void ind_json_text_member(ind_json_text *json, const char *name, ind_str text) {
    ind_json_put_key(json, name);
    ind_json_text_value(json, text);
}

void ind_json_text_if(ind_json_text *json, const char *name, ind_str text) {
    if (text.length > 0)
        ind_json_text_member(json, name, text);
}

void ind_json_text_or_null(ind_json_text *json, const char *name, const char *text) {
    ind_json_put_key(json, name);
    if (text == NULL)
        ind_json_raw(json, "null");
    else
        ind_json_text_value(json, ind_str_of(text));
}

void ind_json_count_member(ind_json_text *json, const char *name, int64_t count) {
    char text[IND_INTEGER_TEXT];
    ind_json_put_key(json, name);
    ind_json_raw(json, ind_integer_text(count, text));
}

void ind_json_number_member(ind_json_text *json, const char *name, double x) {
    ind_json_put_key(json, name);
    ind_json_number_value(json, x);
}

void ind_json_flag_member(ind_json_text *json, const char *name, bool flag) {
    ind_json_put_key(json, name);
    ind_json_raw(json, flag ? "true" : "false");
}

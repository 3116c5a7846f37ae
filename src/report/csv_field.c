/* csv_field.c - see csv_field.h.  The signs are those that OWASP names under "CSV injection". */
#include "report/csv_field.h"

#include "base/mask.h"

static size_t digits(ind_str text, size_t at) {
    size_t from = at;
    while (at < text.length && text.data[at] >= '0' && text.data[at] <= '9')
        at++;
    return at - from;
}

/* -12 or +1.5 or -1,5, and nothing more. */
static bool is_number(ind_str text) {
    size_t at = text.length > 0 && strchr("+-", text.data[0]) != NULL, whole = digits(text, at);
    at += whole;
    if (whole == 0 || at == text.length)
        return whole > 0;
    size_t fraction = text.data[at] == '.' || text.data[at] == ',' ? digits(text, at + 1) : 0;
    return fraction > 0 && at + 1 + fraction == text.length;
}

/* Some programs drop white space in front before they look. */
static bool is_formula(ind_str text) {
    size_t at = 0;
    while (at < text.length && text.data[at] == ' ')
        at++;
    return at < text.length && strchr("=+-@", text.data[at]) != NULL && !is_number(text);
}

static void put_field(ind_str plain, char separator, ind_buffer *out) {
    bool formula = is_formula(plain), quoted = false;
    for (size_t i = 0; i < plain.length; i++)
        quoted |= plain.data[i] == separator || plain.data[i] == '"';
    if (!quoted && !formula) {
        ind_buffer_add(out, plain.data, plain.length);
        return;
    }
    ind_buffer_text(out, quoted ? "\"" : "");
    ind_buffer_text(out, formula ? "'" : "");
    for (size_t i = 0; i < plain.length; i++) {
        if (plain.data[i] == '"')
            ind_buffer_add(out, "\"", 1);
        ind_buffer_add(out, plain.data + i, 1);
    }
    ind_buffer_text(out, quoted ? "\"" : "");
}

void ind_csv_field(ind_str text, char separator, ind_buffer *out) {
    ind_buffer masked = {0};
    if (!ind_mask_is_idle(text)) {
        ind_mask(text, &masked);
        text = ind_buffer_str(&masked);
    }
    put_field(text, separator, out);
    ind_buffer_free(&masked);
}

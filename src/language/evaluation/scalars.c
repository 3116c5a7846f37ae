/* scalars.c - functions of texts.  A character is a code point; a byte that is not UTF-8 is one too. */
#include "language/evaluation/scalars.h"

#include "base/number.h"
#include "language/tree/set.h"
#include "language/tree/utf8.h"

void ind_scalar_equal(const ind_node *node, const ind_value *args, ind_buffer *scratch, ind_value *out) {
    (void)node, (void)scratch;
    out->truth = ind_str_equal(args[0].text, args[1].text);
}

void ind_scalar_differ(const ind_node *node, const ind_value *args, ind_buffer *scratch, ind_value *out) {
    (void)node, (void)scratch;
    out->truth = !ind_str_equal(args[0].text, args[1].text);
}

void ind_scalar_less(const ind_node *node, const ind_value *args, ind_buffer *scratch, ind_value *out) {
    (void)node, (void)scratch;
    out->truth = ind_str_compare(args[0].text, args[1].text) < 0;
}

void ind_scalar_at_most(const ind_node *node, const ind_value *args, ind_buffer *scratch, ind_value *out) {
    (void)node, (void)scratch;
    out->truth = ind_str_compare(args[0].text, args[1].text) <= 0;
}

void ind_scalar_least(const ind_node *node, const ind_value *args, ind_buffer *scratch, ind_value *out) {
    (void)scratch;
    out->text = args[0].text;
    for (uint32_t i = 1; i < node->count; i++)
        if (ind_str_compare(args[i].text, out->text) < 0)
            out->text = args[i].text;
}

void ind_scalar_greatest(const ind_node *node, const ind_value *args, ind_buffer *scratch, ind_value *out) {
    (void)scratch;
    out->text = args[0].text;
    for (uint32_t i = 1; i < node->count; i++)
        if (ind_str_compare(args[i].text, out->text) > 0)
            out->text = args[i].text;
}

/* % is any text, _ any one character.  After a mismatch only the last % can take one character
 * more: earlier ones have matched as early as they could. */
static bool like(ind_str text, ind_str pattern) {
    size_t at = 0, next = 0, after_percent = 0, retry = 0;
    bool percent = false;
    int32_t point;
    while (at < text.length) {
        char wanted = next < pattern.length ? pattern.data[next] : '\0';
        if (next < pattern.length && wanted == '%') {
            percent = true;
            after_percent = ++next;
            retry = at;
        } else if (next < pattern.length && wanted == '_') {
            at += ind_utf8_step(text, at, &point);
            next++;
        } else if (next < pattern.length && wanted == text.data[at]) {
            at++;
            next++;
        } else if (percent) {
            retry += ind_utf8_step(text, retry, &point);
            at = retry;
            next = after_percent;
        } else
            return false;
    }
    while (next < pattern.length && pattern.data[next] == '%')
        next++;
    return next == pattern.length;
}

void ind_scalar_like(const ind_node *node, const ind_value *args, ind_buffer *scratch, ind_value *out) {
    (void)scratch;
    out->truth = like(args[0].text, node->value.text);
}

void ind_scalar_in_set(const ind_node *node, const ind_value *args, ind_buffer *scratch, ind_value *out) {
    (void)scratch;
    out->truth = ind_expr_set_has_text(node->set, args[0].text);
}

void ind_scalar_in_codelist(const ind_node *node, const ind_value *args, ind_buffer *scratch, ind_value *out) {
    (void)scratch;
    out->truth = node->codeset.has(node->codeset.context, args[0].text);
}

/* The next element of LIST, which is cut to what follows; empty elements are none. */
static bool next_element(ind_str *list, ind_str *element) {
    while (list->length > 0) {
        const char *bar = memchr(list->data, '|', list->length);
        size_t length = bar == NULL ? list->length : (size_t)(bar - list->data);
        size_t step = bar == NULL ? length : length + 1;
        *element = (ind_str){list->data, length};
        *list = (ind_str){list->data + step, list->length - step};
        if (length > 0)
            return true;
    }
    return false;
}

void ind_scalar_list_in_codelist(const ind_node *node, const ind_value *args, ind_buffer *scratch, ind_value *out) {
    (void)scratch;
    ind_str list = args[0].text, element;
    while (out->truth == IND_FALSE && next_element(&list, &element))
        out->truth = node->codeset.has(node->codeset.context, element);
}

void ind_scalar_list_has(const ind_node *node, const ind_value *args, ind_buffer *scratch, ind_value *out) {
    (void)node, (void)scratch;
    ind_str list = args[0].text, element;
    while (out->truth == IND_FALSE && next_element(&list, &element))
        out->truth = ind_str_equal(element, args[1].text);
}

void ind_scalar_list_has_prefix(const ind_node *node, const ind_value *args, ind_buffer *scratch, ind_value *out) {
    (void)node, (void)scratch;
    ind_str list = args[0].text, element;
    while (out->truth == IND_FALSE && next_element(&list, &element))
        out->truth = ind_str_starts(element, args[1].text);
}

void ind_scalar_has_prefix(const ind_node *node, const ind_value *args, ind_buffer *scratch, ind_value *out) {
    (void)node, (void)scratch;
    out->truth = ind_str_starts(args[0].text, args[1].text);
}

/* The byte where character INDEX, from 0, begins, or the end. */
static size_t byte_of(ind_str text, size_t from, int64_t index) {
    int32_t point;
    for (; index > 0 && from < text.length; index--)
        from += ind_utf8_step(text, from, &point);
    return from;
}

/* As in standard SQL: characters start .. start + length - 1, as far as there are such. */
void ind_scalar_substr(const ind_node *node, const ind_value *args, ind_buffer *scratch, ind_value *out) {
    (void)scratch;
    ind_str text = args[0].text;
    int64_t start = args[1].integer, after = INT64_MAX;
    if (node->count == 3) {
        out->unknown = args[2].integer < 0;
        if (__builtin_add_overflow(start, args[2].integer, &after))
            after = INT64_MAX;
    }
    size_t from = byte_of(text, 0, start - 1);
    size_t to = after <= start ? from : byte_of(text, from, after - (start > 1 ? start : 1));
    out->text = (ind_str){text.data + from, to - from};
}

static void change_case(ind_str text, utf8proc_int32_t (*change)(utf8proc_int32_t), ind_buffer *scratch) {
    int32_t point;
    for (size_t at = 0, step; at < text.length; at += step) {
        utf8proc_uint8_t bytes[4];
        step = ind_utf8_step(text, at, &point);
        if (point < 0)
            ind_buffer_add(scratch, text.data + at, step);
        else
            ind_buffer_add(scratch, bytes, (size_t)utf8proc_encode_char(change(point), bytes));
    }
}

void ind_scalar_lower(const ind_node *node, const ind_value *args, ind_buffer *scratch, ind_value *out) {
    (void)node;
    change_case(args[0].text, utf8proc_tolower, scratch);
    out->text = ind_buffer_str(scratch);
}

void ind_scalar_upper(const ind_node *node, const ind_value *args, ind_buffer *scratch, ind_value *out) {
    (void)node;
    change_case(args[0].text, utf8proc_toupper, scratch);
    out->text = ind_buffer_str(scratch);
}

/* Bytes of white space at AT: ASCII's, and the non-breaking space that spreadsheets leave. */
static size_t space_at(ind_str text, size_t at) {
    char c = text.data[at];
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return 1;
    return at + 1 < text.length && c == '\xC2' && text.data[at + 1] == '\xA0' ? 2 : 0;
}

void ind_scalar_trim(const ind_node *node, const ind_value *args, ind_buffer *scratch, ind_value *out) {
    (void)node, (void)scratch;
    ind_str text = args[0].text;
    size_t from = 0, to = 0;
    int32_t point;
    while (from < text.length && space_at(text, from) > 0)
        from += space_at(text, from);
    for (size_t at = from, step; at < text.length; at += step) {
        size_t space = space_at(text, at);
        step = space > 0 ? space : ind_utf8_step(text, at, &point);
        to = space > 0 ? to : at + step;
    }
    out->text = (ind_str){text.data + from, to > from ? to - from : 0};
}

void ind_scalar_length(const ind_node *node, const ind_value *args, ind_buffer *scratch, ind_value *out) {
    (void)node, (void)scratch;
    int32_t point;
    for (size_t at = 0; at < args[0].text.length; out->integer++)
        at += ind_utf8_step(args[0].text, at, &point);
}

void ind_scalar_number(const ind_node *node, const ind_value *args, ind_buffer *scratch, ind_value *out) {
    (void)node, (void)scratch;
    bool ok = ind_parse_decimal(args[0].text, '.', &out->number) || ind_parse_decimal(args[0].text, ',', &out->number);
    out->unknown = !ok || !isfinite(out->number);
}

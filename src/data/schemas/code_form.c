/* code_form.c - see code_form.h. */
#include "data/schemas/code_form.h"

#include "data/text/trim.h"

enum { ICD10_LONGEST = 7 };

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

/* Bytes of a dagger or of a typesetter's asterisk. */
static size_t mark_of_double_coding(ind_str text) {
    static const char *const marks[] = {"\xe2\x80\xa0", "\xe2\x80\xa1", "\xe2\x88\x97", "\xe2\x9c\xb1"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (ind_str_starts(text, ind_str_of(marks[i])))
            return 3;
    return 0;
}

static size_t dropped(ind_str text) {
    char c = text.data[0];
    if (c == '.' || c == ' ' || (c >= '\t' && c <= '\r') || c == '*' || c == '+' || c == '#' || c == '!')
        return 1;
    if (((unsigned char)c & 0x80) == 0)
        return 0;
    size_t blank = ind_blank_sign(text);
    return blank > 0 ? blank : mark_of_double_coding(text);
}

void ind_icd10_add(ind_str text, ind_buffer *out) {
    size_t from = out->length;
    for (size_t i = 0; i < text.length;) {
        size_t drop = dropped((ind_str){text.data + i, text.length - i});
        char c = text.data[i];
        i += drop == 0 ? 1 : drop;
        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        if (drop == 0)
            ind_buffer_add(out, &c, 1);
    }
    while (out->length > from + 3 && out->data[out->length - 1] == '-') /* "I10-" */
        out->data[--out->length] = '\0';
}

bool ind_icd10_is(ind_str code) {
    if (code.length < 3 || code.length > ICD10_LONGEST || !is_capital(code.data[0]) || !is_digit(code.data[1]) ||
        !is_digit(code.data[2]))
        return false;
    for (size_t i = 3; i < code.length; i++) {
        char c = code.data[i];
        bool joint = c == '-' && i + 1 < code.length; /* "I10-P" of primary care */
        if (!is_digit(c) && !is_capital(c) && !joint)
            return false;
        if (is_capital(c) && i + 2 < code.length && is_digit(code.data[i + 1]) && is_digit(code.data[i + 2]))
            return false; /* two codes, one behind the other */
    }
    return code.length < ICD10_LONGEST || is_capital(code.data[ICD10_LONGEST - 1]);
}

static bool fits_picture(ind_str picture, ind_str code) {
    if (picture.length != code.length)
        return false;
    for (size_t i = 0; i < code.length; i++) {
        char want = picture.data[i], c = code.data[i];
        bool fits = want == '9'   ? is_digit(c)
                    : want == 'A' ? is_capital(c)
                    : want == 'X' ? is_digit(c) || is_capital(c)
                                  : want == c;
        if (!fits)
            return false;
    }
    return true;
}

bool ind_form_fits(ind_str form, ind_str code) {
    if (ind_str_is(form, "icd10"))
        return ind_icd10_is(code);
    if (ind_str_is(form, "kva"))
        form = IND_STR("AA999|AAA99");
    for (size_t from = 0, to; from <= form.length; from = to + 1) {
        for (to = from; to < form.length && form.data[to] != '|';)
            to++;
        if (fits_picture((ind_str){form.data + from, to - from}, code))
            return true;
    }
    return false;
}

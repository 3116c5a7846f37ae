/* encoding.c - the idea: judge each field by itself, remember where each encoding was first needed, and let
 * the two lines together be the error.  So the answer depends on what is in the file, never on the order.
 *
 * Text that was UTF-8, taken for Windows-1252 or Latin-1 and converted once more shows as "Ã¥".  It would
 * pass as valid UTF-8 and only miss every code and name, so it is looked for. */
#include "data/text/encoding.h"

#include "base/letters.h"

#include <stdlib.h>
#include <utf8proc.h>

/* Code points of the bytes 0x80 to 0x9F; 0: undefined. */
static const uint16_t cp1252_high[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                         0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                         0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                         0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

bool ind_encoding_named(ind_str name, ind_encoding *out) {
    static const struct {
        const char *name;
        ind_encoding encoding;
    } names[] = {
        {"utf8", IND_ENCODING_UTF8},           {"windows1252", IND_ENCODING_WINDOWS_1252},
        {"cp1252", IND_ENCODING_WINDOWS_1252}, {"iso88591", IND_ENCODING_WINDOWS_1252},
        {"latin1", IND_ENCODING_WINDOWS_1252}, {"utf16", IND_ENCODING_UTF16LE},
        {"utf16le", IND_ENCODING_UTF16LE},     {"utf16be", IND_ENCODING_UTF16BE},
        {"ascii", IND_ENCODING_UTF8},
    };
    char plain[16];
    size_t length = 0;
    for (size_t i = 0; i < name.length; i++) {
        char c = name.data[i];
        if (c == '-' || c == '_' || c == ' ')
            continue;
        if (length == sizeof plain)
            return false;
        plain[length++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (ind_str_is((ind_str){plain, length}, names[i].name)) {
            *out = names[i].encoding;
            return true;
        }
    return false;
}

static bool has_high(ind_str text) {
    for (size_t i = 0; i < text.length; i++)
        if (((unsigned char)text.data[i] & 0x80) != 0)
            return true;
    return false;
}

static bool is_utf8(ind_str text) {
    for (size_t i = 0; i < text.length;) {
        if (((unsigned char)text.data[i] & 0x80) == 0) {
            i++;
            continue;
        }
        utf8proc_int32_t point;
        size_t left = text.length - i;
        utf8proc_ssize_t used =
            utf8proc_iterate((const utf8proc_uint8_t *)text.data + i, (utf8proc_ssize_t)(left < 4 ? left : 4), &point);
        if (used <= 0)
            return false;
        i += (size_t)used;
    }
    return true;
}

/* Append TEXT, which is Windows-1252; an undefined byte becomes '?' and false is returned. */
static bool add_cp1252(ind_str text, ind_buffer *out) {
    bool defined = true;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        int32_t point = byte >= 0x80 && byte < 0xA0 ? cp1252_high[byte - 0x80] : byte;
        if (point == 0 && byte != 0) {
            defined = false;
            point = '?';
        }
        utf8proc_uint8_t bytes[4];
        ind_buffer_add(out, bytes, (size_t)utf8proc_encode_char(point, bytes));
    }
    return defined;
}

void ind_decode_text(ind_str text, ind_buffer *out) {
    if (is_utf8(text))
        ind_buffer_add(out, text.data, text.length);
    else
        add_cp1252(text, out);
}

/* "Ã" followed by what the second byte of a two-byte letter looks like when it is taken for Latin-1 (U+0080 to
 * U+00BF) or Windows-1252.  No Swedish word has it. */
static bool is_double_encoded(ind_str text) {
    static const unsigned char second[] = {0xA6, 0x9E, 0x93, 0xB0}; /* of Å Ä Ö É: U+2026 U+201E U+2013 U+2030 */
    const unsigned char *bytes = (const unsigned char *)text.data;
    for (size_t i = 0; i + 3 < text.length; i++) {
        if (bytes[i] != 0xC3 || bytes[i + 1] != 0x83)
            continue;
        if (bytes[i + 2] == 0xC2)
            return true;
        if (bytes[i + 2] == 0xE2 && bytes[i + 3] == 0x80 && i + 4 < text.length &&
            memchr(second, bytes[i + 4], sizeof second) != NULL)
            return true;
    }
    return false;
}

static bool has_combining_mark(ind_str text) {
    return text.length > 0 &&
           (memchr(text.data, 0xCC, text.length) != NULL || memchr(text.data, 0xCD, text.length) != NULL);
}

static void compose(ind_decoder *decoder, size_t from) {
    ind_str decomposed = {decoder->text.data + from, decoder->text.length - from};
    ind_buffer composed = {0};
    if (ind_letters_map(decomposed, UTF8PROC_STABLE | UTF8PROC_COMPOSE, &composed)) {
        decoder->text.length = from;
        ind_buffer_add(&decoder->text, composed.data, composed.length);
    }
    ind_buffer_free(&composed);
}

static ind_place field_place(const ind_decoder *decoder, const ind_record *record, size_t field) {
    return (ind_place){.file = decoder->path, .line = record->line, .column = (uint32_t)(field + 1)};
}

static ind_status mixed(const ind_decoder *decoder, const ind_record *record, size_t field, ind_diag *diag) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DATA, "mixed_encodings", field_place(decoder, record, field),
                        "give the encoding of the file, or join files only after converting them",
                        "mixes UTF-8 (line %llu) and Windows-1252 (line %llu)", (unsigned long long)decoder->utf8_line,
                        (unsigned long long)decoder->cp1252_line);
}

/* Which encoding is field I in?  Notes the first line that needs each. */
static ind_status judge(ind_decoder *decoder, const ind_record *record, size_t i, bool *utf8, ind_diag *diag) {
    if (decoder->given == IND_ENCODING_WINDOWS_1252) {
        *utf8 = false;
        return IND_OK;
    }
    *utf8 = is_utf8(record->fields[i]);
    if (!*utf8 && decoder->given == IND_ENCODING_UTF8)
        return ind_diag_add(diag, IND_ERROR, IND_E_DATA, "bad_encoding", field_place(decoder, record, i),
                            "find out how the file was written and give its encoding", "is not valid UTF-8");
    uint64_t *line = *utf8 ? &decoder->utf8_line : &decoder->cp1252_line;
    if (*line == 0)
        *line = record->line;
    bool both = decoder->utf8_line != 0 && decoder->cp1252_line != 0;
    return both ? mixed(decoder, record, i, diag) : IND_OK;
}

static ind_status decode_field(ind_decoder *decoder, const ind_record *record, size_t i, ind_diag *diag) {
    ind_str field = record->fields[i];
    bool utf8;
    ind_status status = judge(decoder, record, i, &utf8, diag);
    if (status != IND_OK)
        return status;
    size_t from = decoder->text.length;
    if (utf8 && !has_combining_mark(field) && !is_double_encoded(field))
        return IND_OK;
    if (utf8)
        ind_buffer_add(&decoder->text, field.data, field.length);
    else if (!add_cp1252(field, &decoder->text))
        return ind_diag_add(diag, IND_ERROR, IND_E_DATA, "bad_encoding", field_place(decoder, record, i),
                            "find out how the file was written and save it as UTF-8",
                            "is neither valid UTF-8 nor Windows-1252");
    if (is_double_encoded((ind_str){decoder->text.data + from, decoder->text.length - from}))
        return ind_diag_add(diag, IND_ERROR, IND_E_DATA, "double_encoded", field_place(decoder, record, i),
                            decoder->given == IND_ENCODING_WINDOWS_1252
                                ? "the file seems to be UTF-8, not Windows-1252"
                                : "it was converted to UTF-8 twice; export the file again",
                            "has letters that were converted to UTF-8 twice");
    if (utf8)
        compose(decoder, from);
    decoder->start[i] = from;
    return IND_OK;
}

static void point_to_changed(ind_decoder *decoder, ind_record *record) {
    size_t end = decoder->text.length;
    for (size_t i = record->stored; i-- > 0;) {
        size_t from = decoder->start[i];
        if (from == SIZE_MAX)
            continue;
        record->fields[i] = (ind_str){decoder->text.data + from, end - from};
        end = from;
    }
}

ind_status ind_decode_record(ind_decoder *decoder, ind_record *record, ind_diag *diag) {
    if (!record->high)
        return IND_OK;
    decoder->text.length = 0;
    while (decoder->start_capacity < record->stored)
        decoder->start =
            ind_grow(decoder->start, decoder->start_capacity, &decoder->start_capacity, sizeof *decoder->start);
    for (size_t i = 0; i < record->stored; i++) {
        decoder->start[i] = SIZE_MAX;
        ind_status status = has_high(record->fields[i]) ? decode_field(decoder, record, i, diag) : IND_OK;
        if (status != IND_OK)
            return status;
    }
    point_to_changed(decoder, record);
    return IND_OK;
}

void ind_decoder_free(ind_decoder *decoder) {
    ind_buffer_free(&decoder->text);
    free(decoder->start);
    decoder->start = NULL;
    decoder->start_capacity = 0;
}

/* encoding.h - every field to UTF-8 in composed form (NFC), and one judgement about the whole file.
 *
 * Swedish files come in UTF-8 or Windows-1252, and those joined with "cat" in both.  A field with high bytes
 * is UTF-8 if it is valid, else Windows-1252; a file that needs both is refused, as is text that was converted
 * twice.  A record without high bytes costs nothing. */
#ifndef IND_ENCODING_H
#define IND_ENCODING_H

#include "base/memory.h"
#include "data/text/records.h"
#include "indikator/diagnostics.h"

typedef enum {
    IND_ENCODING_DETECT,
    IND_ENCODING_UTF8, /* given or by byte order mark: anything else is an error */
    IND_ENCODING_WINDOWS_1252,
    IND_ENCODING_UTF16LE, /* these two only as answers of ind_encoding_named */
    IND_ENCODING_UTF16BE
} ind_encoding;

/* The encoding called NAME ("utf-8", "windows-1252", "iso-8859-1", "utf-16", ...); false if there is none. */
bool ind_encoding_named(ind_str name, ind_encoding *out);

typedef struct {
    ind_encoding given;
    const char *path;                /* for messages; BORROWED */
    uint64_t utf8_line, cp1252_line; /* first line that needs it, 0: none */
    ind_buffer text;                 /* of the record at hand */
    size_t *start;                   /* offsets in TEXT of the fields that were changed, else SIZE_MAX */
    size_t start_capacity;
} ind_decoder;

/* Bring the fields of RECORD to UTF-8; changed ones then point into the decoder until its next call.
 * IND_E_DATA with a finding (mixed_encodings, bad_encoding, double_encoded). */
ind_status ind_decode_record(ind_decoder *decoder, ind_record *record, ind_diag *diag);
void ind_decoder_free(ind_decoder *decoder);

/* TEXT alone, judged like a field; bytes that mean nothing become '?'.  Appended to OUT. */
void ind_decode_text(ind_str text, ind_buffer *out);

#endif

/* byte_source.h - the bytes of one input, block by block, with their hash.
 *
 * Gives plain text in an ASCII-compatible encoding: gzip and zstd data are unpacked and UTF-16 becomes UTF-8
 * here, everything else passes as it is, and a byte order mark is taken off.  Knows nothing of lines or fields.
 * Belongs to one thread. */
#ifndef IND_SOURCE_H
#define IND_SOURCE_H

#include "indikator/diagnostics.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    IND_BLOCK_SIZE = 64 << 10,           /* bytes read and handed on at a time */
    IND_BYTES_ROOM = 2 * IND_BLOCK_SIZE, /* UTF-16 may become longer by half */
    IND_HASH_CHUNK = 1 << 20,            /* bytes of one inner hash */
    IND_HASH_TEXT = 44                   /* "xxh128-1m:" + 32 hex digits + NUL */
};

typedef enum { IND_BYTES_PLAIN, IND_BYTES_UTF8_BOM, IND_BYTES_UTF16LE, IND_BYTES_UTF16BE } ind_bytes_form;

typedef struct ind_bytes ind_bytes;

/* Open PATH ("-" is standard input), or read MEMORY if its data is not NULL (BORROWED, as is PATH).
 * UTF16: the user says that it is UTF-16; a byte order mark has the last word, without one it is little-endian.
 * *OUT is OWNED by the caller, NULL on error.  IND_E_SYSTEM: cannot open or read, a directory.
 * IND_E_DATA: the file is a zip, xlsx or xls file, compressed twice, or compressed and broken, or it changes. */
ind_status ind_bytes_open(const char *path, ind_str memory, size_t block_size, bool utf16, ind_diag *diag,
                          ind_bytes **out);
/* The next block, BORROWED until the next call; empty at the end of the input. */
ind_status ind_bytes_next(ind_bytes *bytes, ind_diag *diag, ind_str *block);
/* The same, copied or, where that is possible, read to TO, which should be the start of a page; LENGTH 0 is the end. */
ind_status ind_bytes_read(ind_bytes *bytes, ind_diag *diag, char to[IND_BYTES_ROOM], size_t *length);
void ind_bytes_close(ind_bytes *bytes); /* NULL is fine */

ind_bytes_form ind_bytes_form_of(const ind_bytes *bytes);
bool ind_bytes_has_bom(const ind_bytes *bytes);
bool ind_bytes_again(const ind_bytes *bytes);     /* may it be opened and read once more? */
uint64_t ind_bytes_total(const ind_bytes *bytes); /* raw bytes read so far */
/* Of the raw bytes read so far, so call it at the end: XXH3-128 over the XXH3-128 (big-endian) of each 1 MiB. */
void ind_bytes_hash(const ind_bytes *bytes, char out[IND_HASH_TEXT]);

#endif

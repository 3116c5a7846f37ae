/* inflate.c - the only file that names zlib and zstd.
 *
 * The idea: both libraries are asked for a few bytes more until the room is full or the input is used up, and both
 * say when a member or frame is complete.  Only there may the input end; anywhere else the file was cut off.  What
 * follows a complete one must be another one, so that no byte of a file goes unread. */
#include "data/text/inflate.h"

#include "base/memory.h"

#include <limits.h>
#include <stdlib.h>
#define ZLIB_CONST /* input is const */
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

struct ind_inflate {
    ind_packing packing;
    bool inside;   /* a member or frame has begun and is not complete */
    bool was_full; /* the last call filled its room: there may be more without further input */
    z_stream gzip;
    ZSTD_DCtx *zstd;
};

ind_packing ind_packing_of(ind_str head) {
    const unsigned char *byte = (const unsigned char *)head.data;
    if (head.length >= 2 && byte[0] == 0x1f && byte[1] == 0x8b)
        return IND_GZIP;
    if (head.length < 4)
        return IND_NOT_PACKED;
    if (memcmp(byte, "\x28\xb5\x2f\xfd", 4) == 0)
        return IND_ZSTD;
    bool skippable = byte[0] >> 4 == 5 && memcmp(byte + 1, "\x2a\x4d\x18", 3) == 0; /* pzstd begins with such a frame */
    return skippable ? IND_ZSTD : IND_NOT_PACKED;
}

const char *ind_packing_name(ind_packing packing) {
    return packing == IND_GZIP ? "gzip" : packing == IND_ZSTD ? "zstd" : "plain";
}

static void *allocate(void *context, unsigned count, unsigned size) {
    (void)context;
    return ind_alloc_array(count, size);
}

static void release(void *context, void *block) {
    (void)context;
    free(block);
}

ind_inflate *ind_inflate_new(ind_packing packing) {
    ind_inflate *stream = ind_alloc(sizeof *stream);
    stream->packing = packing;
    if (packing == IND_GZIP) {
        enum { GZIP_ONLY = 16 };
        stream->gzip = (z_stream){.zalloc = allocate, .zfree = release};
        if (inflateInit2(&stream->gzip, GZIP_ONLY + MAX_WBITS) != Z_OK)
            ind_out_of_memory(); /* or headers and library that do not fit each other */
    } else {
        stream->zstd = ZSTD_createDCtx();
        if (stream->zstd == NULL)
            ind_out_of_memory();
    }
    return stream;
}

void ind_inflate_free(ind_inflate *stream) {
    if (stream == NULL)
        return;
    if (stream->packing == IND_GZIP)
        inflateEnd(&stream->gzip);
    ZSTD_freeDCtx(stream->zstd);
    free(stream);
}

/* ---- one call of a library: it takes what it can, and says what is wrong ---- */

static unsigned at_most(size_t length) {
    return length < UINT_MAX ? (unsigned)length : UINT_MAX;
}

static void drop(ind_str *in, size_t length) {
    *in = (ind_str){in->data + length, in->length - length};
}

static const char *step_gzip(ind_inflate *stream, ind_str *in, char *out, size_t room, size_t *length) {
    z_stream *z = &stream->gzip;
    z->next_in = (const Bytef *)in->data;
    z->avail_in = at_most(in->length);
    z->next_out = (Bytef *)out;
    z->avail_out = at_most(room);
    int result = inflate(z, Z_NO_FLUSH);
    *length = (size_t)((char *)z->next_out - out);
    drop(in, (size_t)((const char *)z->next_in - in->data));
    if (result == Z_STREAM_END) {
        stream->inside = false;
        result = inflateReset(z);
    } else if (result == Z_BUF_ERROR) { /* nothing to do without more input or room */
        result = Z_OK;
    }
    if (result == Z_OK)
        return NULL;
    return z->msg != NULL ? z->msg : result == Z_NEED_DICT ? "it needs a dictionary" : "invalid data";
}

static const char *step_zstd(ind_inflate *stream, ind_str *in, char *out, size_t room, size_t *length) {
    ZSTD_inBuffer from = {in->data, in->length, 0};
    ZSTD_outBuffer to = {out, room, 0};
    size_t result = ZSTD_decompressStream(stream->zstd, &to, &from);
    *length = to.pos;
    drop(in, from.pos);
    stream->inside = result != 0;
    if (!ZSTD_isError(result))
        return NULL;
    switch (ZSTD_getErrorCode(result)) {
    case ZSTD_error_memory_allocation: ind_out_of_memory();
    case ZSTD_error_frameParameter_windowTooLarge: return "its window is over 128 MiB";
    case ZSTD_error_prefix_unknown: return "incorrect header check";
    default: return ZSTD_getErrorName(result);
    }
}

const char *ind_inflate_run(ind_inflate *stream, ind_str *in, char *out, size_t capacity, size_t *length) {
    const char *fault = NULL;
    *length = 0;
    while (fault == NULL && *length < capacity && (in->length > 0 || (stream->inside && stream->was_full))) {
        size_t room = capacity - *length, written;
        stream->inside = true;
        if (stream->packing == IND_GZIP)
            fault = step_gzip(stream, in, out + *length, room, &written);
        else
            fault = step_zstd(stream, in, out + *length, room, &written);
        stream->was_full = written == room;
        *length += written;
    }
    return fault;
}

bool ind_inflate_is_whole(const ind_inflate *stream) {
    return !stream->inside;
}

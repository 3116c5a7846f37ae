/* pack.h - gzip and zstd data made while a test runs, so that no blob has to be trusted. */
#ifndef TEST_PACK_H
#define TEST_PACK_H

#include "base/memory.h"
#include "data/text/inflate.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

static inline void pack_gzip(ind_buffer *out, ind_str plain) {
    enum { GZIP = 16, LEVEL = 6, MEMORY = 8 };
    z_stream z = {0};
    if (deflateInit2(&z, LEVEL, Z_DEFLATED, GZIP + MAX_WBITS, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
        abort();
    size_t room = deflateBound(&z, plain.length);
    char *packed = ind_alloc(room), *copy = ind_copy(plain);
    z.next_in = (unsigned char *)copy;
    z.avail_in = (unsigned)plain.length;
    z.next_out = (unsigned char *)packed;
    z.avail_out = (unsigned)room;
    if (deflate(&z, Z_FINISH) != Z_STREAM_END)
        abort();
    ind_buffer_add(out, packed, z.total_out);
    deflateEnd(&z);
    free(copy);
    free(packed);
}

/* With the checksum that the zstd command adds. */
static inline void pack_zstd(ind_buffer *out, ind_str plain) {
    ZSTD_CCtx *context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    size_t room = ZSTD_compressBound(plain.length);
    char *packed = ind_alloc(room);
    size_t length = ZSTD_compress2(context, packed, room, plain.data, plain.length);
    if (ZSTD_isError(length))
        abort();
    ind_buffer_add(out, packed, length);
    ZSTD_freeCCtx(context);
    free(packed);
}

/* Adds one member or frame, or the bytes as they are. */
static inline void pack(ind_buffer *out, ind_packing packing, ind_str plain) {
    switch (packing) {
    case IND_NOT_PACKED: ind_buffer_add(out, plain.data, plain.length); break;
    case IND_GZIP: pack_gzip(out, plain); break;
    case IND_ZSTD: pack_zstd(out, plain); break;
    }
}

#endif

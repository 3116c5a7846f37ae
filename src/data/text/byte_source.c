/* byte_source.c - the idea: read a piece, hash it, and hand it on while it is in the core's own cache.
 *
 * Pieces of 64 KiB are read, hashed and indexed three times as fast as pieces of 1 MiB, which have left that
 * cache before they are looked at again.  Plain reads work on pipes, and a file that shrinks under us does no harm,
 * but is told.  The block size has no meaning: any cut gives the same records.
 * Compressed files are hashed as they are and unpacked before they are handed on. */
#include "data/text/byte_source.h"

#include "base/memory.h"
#include "base/plain.h"
#include "data/text/inflate.h"
#include "data/text/utf16.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>
#ifdef IND_HAS_XXH_DISPATCH
#include <xxh_x86dispatch.h> /* its functions take the place of those above */
#endif

enum { UNPACKED = 256 << 10, PIECE = IND_BLOCK_SIZE };
_Static_assert(IND_HASH_CHUNK % PIECE == 0, "a chunk is some whole pieces");

struct ind_bytes {
    const char *path;
    ind_str memory; /* data not NULL: read this, not FD */
    int fd;
    bool again;
    bool ended;         /* the last read met the end */
    struct stat opened; /* the file as it was then */
    bool bom;
    ind_bytes_form form;
    char *raw;           /* PIECE bytes of room */
    size_t raw_length;   /* of the piece read last, to RAW or elsewhere */
    XXH3_state_t *chunk; /* hash of the chunk at hand */
    size_t chunk_length;
    ind_packing packing;
    ind_inflate *inflate; /* NULL: not compressed */
    ind_str packed;       /* of RAW, not unpacked yet */
    char *unpacked;       /* UNPACKED bytes of room */
    ind_str plain;        /* of RAW or UNPACKED, not handed on yet */
    size_t block_size;
    uint64_t total;
    ind_buffer digests; /* 16 bytes a chunk */
    ind_utf16 utf16;
    ind_buffer decoded;
};

static ind_status system_error(const ind_bytes *bytes, ind_diag *diag, const char *verb, int number) {
    char reason[128];
    const char *text = strerror(number);
    size_t length = strlen(text) < sizeof reason - 1 ? strlen(text) : sizeof reason - 1;
    memcpy(reason, text, length);
    reason[length] = '\0';
    if (reason[0] >= 'A' && reason[0] <= 'Z')
        reason[0] = (char)(reason[0] - 'A' + 'a');
    return ind_diag_add(diag, IND_ERROR, IND_E_SYSTEM, "cannot_read", (ind_place){.file = bytes->path}, NULL,
                        "cannot %s: %s", verb, reason);
}

static ind_status open_file(ind_bytes *bytes, ind_diag *diag) {
    bool standard_input = strcmp(bytes->path, "-") == 0;
    bytes->fd = standard_input ? STDIN_FILENO : open(bytes->path, O_RDONLY | O_CLOEXEC);
    if (bytes->fd < 0)
        return system_error(bytes, diag, "open", errno);
    if (fstat(bytes->fd, &bytes->opened) != 0)
        return system_error(bytes, diag, "read", errno);
    if (S_ISDIR(bytes->opened.st_mode))
        return ind_diag_add(diag, IND_ERROR, IND_E_SYSTEM, "cannot_read", (ind_place){.file = bytes->path},
                            "give a CSV file", "is a directory, not a file");
    bytes->again = !standard_input && S_ISREG(bytes->opened.st_mode);
    return IND_OK;
}

static size_t read_memory(ind_bytes *bytes, char *to) {
    size_t left = bytes->memory.length - (size_t)bytes->total;
    size_t length = left < PIECE ? left : PIECE;
    if (length > 0)
        memcpy(to, bytes->memory.data + bytes->total, length);
    bytes->ended = length < PIECE;
    return length;
}

static bool read_file(ind_bytes *bytes, char *to, size_t *length) {
    *length = 0;
    while (*length < PIECE) {
        ssize_t got = read(bytes->fd, to + *length, PIECE - *length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0) {
            bytes->ended = true;
            break;
        }
        *length += (size_t)got;
    }
    return true;
}

static void add_digest(const ind_bytes *bytes, ind_buffer *digests) {
    XXH128_canonical_t digest;
    XXH128_canonicalFromHash(&digest, XXH3_128bits_digest(bytes->chunk));
    ind_buffer_add(digests, digest.digest, sizeof digest.digest);
}

/* A chunk is hashed when it is full; what is begun is left to ind_bytes_hash. */
static void hash_piece(ind_bytes *bytes, const char *piece) {
    if (bytes->chunk_length == 0)
        XXH3_128bits_reset(bytes->chunk);
    XXH3_128bits_update(bytes->chunk, piece, bytes->raw_length);
    bytes->chunk_length += bytes->raw_length;
    if (bytes->chunk_length < IND_HASH_CHUNK)
        return;
    add_digest(bytes, &bytes->digests);
    bytes->chunk_length = 0;
}

/* Records that were added, cut or half written meanwhile would be missed in silence. */
static ind_status same_as_opened(const ind_bytes *bytes, ind_diag *diag) {
    struct stat now;
    if (!S_ISREG(bytes->opened.st_mode))
        return IND_OK;
    if (fstat(bytes->fd, &now) != 0)
        return system_error(bytes, diag, "read", errno);
    if (now.st_size == bytes->opened.st_size && now.st_mtim.tv_sec == bytes->opened.st_mtim.tv_sec &&
        now.st_mtim.tv_nsec == bytes->opened.st_mtim.tv_nsec)
        return IND_OK;
    return ind_diag_add(diag, IND_ERROR, IND_E_DATA, "changed_file", (ind_place){.file = bytes->path},
                        "read a copy that nobody writes to", "changed while it was read");
}

/* PIECE bytes, or those that are left. */
static ind_status read_piece(ind_bytes *bytes, ind_diag *diag, char *to) {
    bytes->raw_length = 0;
    if (bytes->ended)
        return IND_OK;
    if (bytes->memory.data != NULL)
        bytes->raw_length = read_memory(bytes, to);
    else if (!read_file(bytes, to, &bytes->raw_length))
        return system_error(bytes, diag, "read", errno);
    bytes->total += bytes->raw_length;
    if (bytes->raw_length > 0)
        hash_piece(bytes, to);
    return bytes->ended ? same_as_opened(bytes, diag) : IND_OK;
}

static ind_str raw_piece(const ind_bytes *bytes) {
    return (ind_str){bytes->raw, bytes->raw_length};
}

static ind_status broken_packing(const ind_bytes *bytes, ind_diag *diag, const char *fault) {
    static const char help[] = "pack or fetch the file anew";
    ind_place place = {.file = bytes->path};
    const char *name = ind_packing_name(bytes->packing);
    if (fault == NULL)
        return ind_diag_add(diag, IND_ERROR, IND_E_DATA, "truncated_file", place, help,
                            "ends in the middle of its %s data", name);
    return ind_diag_add(diag, IND_ERROR, IND_E_DATA, "corrupt_file", place, help,
                        "the %s data are corrupt near byte %llu: %s", name,
                        (unsigned long long)(bytes->total - bytes->packed.length), fault);
}

static ind_status unpack(ind_bytes *bytes, ind_diag *diag) {
    size_t length = 0;
    while (length < UNPACKED) {
        size_t more;
        const char *fault =
            ind_inflate_run(bytes->inflate, &bytes->packed, bytes->unpacked + length, UNPACKED - length, &more);
        length += more;
        if (fault != NULL)
            return broken_packing(bytes, diag, fault);
        if (length == UNPACKED)
            break;
        ind_status status = read_piece(bytes, diag, bytes->raw);
        if (status != IND_OK)
            return status;
        bytes->packed = raw_piece(bytes);
        if (bytes->packed.length == 0)
            break;
    }
    bytes->plain = (ind_str){bytes->unpacked, length};
    return length == UNPACKED || ind_inflate_is_whole(bytes->inflate) ? IND_OK : broken_packing(bytes, diag, NULL);
}

/* The next plain bytes; none at the end of the input. */
static ind_status read_plain(ind_bytes *bytes, ind_diag *diag) {
    if (bytes->inflate != NULL)
        return unpack(bytes, diag);
    ind_status status = read_piece(bytes, diag, bytes->raw);
    bytes->plain = raw_piece(bytes);
    return status;
}

static ind_status read_first(ind_bytes *bytes, ind_diag *diag) {
    ind_status status = read_plain(bytes, diag);
    bytes->packing = ind_packing_of(bytes->plain);
    if (status != IND_OK || bytes->packing == IND_NOT_PACKED)
        return status;
    bytes->packed = bytes->plain;
    bytes->inflate = ind_inflate_new(bytes->packing);
    bytes->unpacked = ind_alloc(UNPACKED);
    return unpack(bytes, diag);
}

static bool begins(const ind_bytes *bytes, const char *magic, size_t length) {
    return bytes->plain.length >= length && memcmp(bytes->plain.data, magic, length) == 0;
}

/* A spreadsheet under the name .csv is common; say what it is instead of what its bytes look like. */
static ind_status refuse_other_formats(const ind_bytes *bytes, ind_diag *diag) {
    static const struct {
        const char *magic;
        size_t length;
        const char *what, *help;
    } formats[] = {
        {"PK\x03\x04", 4, "an xlsx or zip file", "save it as CSV"},
        {"\xd0\xcf\x11\xe0", 4, "an xls file", "save it as CSV"},
        {"\x1f\x8b", 2, "a gzip file in a compressed file", "unpack it once"},
        {"\x28\xb5\x2f\xfd", 4, "a zstd file in a compressed file", "unpack it once"},
    };
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (begins(bytes, formats[i].magic, formats[i].length))
            return ind_diag_add(diag, IND_ERROR, IND_E_DATA, "not_csv", (ind_place){.file = bytes->path},
                                formats[i].help, "is %s, not CSV", formats[i].what);
    return IND_OK;
}

static void take_mark(ind_bytes *bytes, size_t length, ind_bytes_form form) {
    bytes->bom = length > 0;
    bytes->form = form;
    bytes->plain = (ind_str){bytes->plain.data + length, bytes->plain.length - length};
}

static void find_form(ind_bytes *bytes, bool utf16) {
    if (begins(bytes, "\xef\xbb\xbf", 3))
        take_mark(bytes, 3, IND_BYTES_UTF8_BOM);
    else if (begins(bytes, "\xff\xfe", 2))
        take_mark(bytes, 2, IND_BYTES_UTF16LE);
    else if (begins(bytes, "\xfe\xff", 2))
        take_mark(bytes, 2, IND_BYTES_UTF16BE);
    else if (utf16)
        take_mark(bytes, 0, IND_BYTES_UTF16LE);
}

ind_status ind_bytes_open(const char *path, ind_str memory, size_t block_size, bool utf16, ind_diag *diag,
                          ind_bytes **out) {
    *out = NULL;
    ind_bytes *bytes = ind_alloc(sizeof *bytes);
    *bytes = (ind_bytes){.path = path, .memory = memory, .fd = -1, .again = true};
    bytes->block_size = block_size > 0 && block_size < PIECE ? block_size : IND_AT_A_TIME(PIECE);
    bytes->raw = ind_alloc_pages(PIECE);
    bytes->chunk = XXH3_createState();
    if (bytes->chunk == NULL)
        ind_out_of_memory();
    ind_status status = memory.data != NULL ? IND_OK : open_file(bytes, diag);
    if (status == IND_OK)
        status = read_first(bytes, diag);
    if (status == IND_OK)
        status = refuse_other_formats(bytes, diag);
    if (status != IND_OK) {
        ind_bytes_close(bytes);
        return status;
    }
    find_form(bytes, utf16);
    bytes->utf16.big_endian = bytes->form == IND_BYTES_UTF16BE;
    *out = bytes;
    return IND_OK;
}

static ind_str next_slice(ind_bytes *bytes) {
    ind_str *plain = &bytes->plain;
    size_t length = plain->length < bytes->block_size ? plain->length : bytes->block_size;
    ind_str slice = {plain->data, length};
    *plain = (ind_str){plain->data + length, plain->length - length};
    return slice;
}

static bool is_utf16(const ind_bytes *bytes) {
    return bytes->form == IND_BYTES_UTF16LE || bytes->form == IND_BYTES_UTF16BE;
}

ind_status ind_bytes_next(ind_bytes *bytes, ind_diag *diag, ind_str *block) {
    *block = (ind_str){"", 0};
    while (block->length == 0) {
        if (bytes->plain.length == 0) {
            ind_status status = read_plain(bytes, diag);
            if (status != IND_OK)
                return status;
        }
        ind_str slice = next_slice(bytes);
        bool end = slice.length == 0;
        if (is_utf16(bytes)) {
            bytes->decoded.length = 0;
            ind_utf16_decode(&bytes->utf16, slice, &bytes->decoded);
            slice = ind_buffer_str(&bytes->decoded);
        }
        if (slice.length > 0)
            *block = slice;
        if (end)
            break;
    }
    return IND_OK;
}

/* What is read can be handed on as it is. */
static bool is_direct(const ind_bytes *bytes) {
    return bytes->plain.length == 0 && bytes->block_size >= PIECE && bytes->inflate == NULL && !is_utf16(bytes);
}

ind_status ind_bytes_read(ind_bytes *bytes, ind_diag *diag, char to[IND_BYTES_ROOM], size_t *length) {
    ind_str block = {to, 0};
    ind_status status;
    if (is_direct(bytes)) {
        status = read_piece(bytes, diag, to);
        block.length = bytes->raw_length;
    } else {
        status = ind_bytes_next(bytes, diag, &block);
        memcpy(to, block.data, block.length);
    }
    *length = block.length;
    return status;
}

void ind_bytes_close(ind_bytes *bytes) {
    if (bytes == NULL)
        return;
    if (bytes->fd >= 0 && bytes->fd != STDIN_FILENO)
        close(bytes->fd);
    ind_buffer_free(&bytes->digests);
    ind_buffer_free(&bytes->decoded);
    ind_inflate_free(bytes->inflate);
    free(bytes->unpacked);
    free(bytes->raw);
    XXH3_freeState(bytes->chunk);
    free(bytes);
}

ind_bytes_form ind_bytes_form_of(const ind_bytes *bytes) {
    return bytes->form;
}

bool ind_bytes_has_bom(const ind_bytes *bytes) {
    return bytes->bom;
}

bool ind_bytes_again(const ind_bytes *bytes) {
    return bytes->again;
}

uint64_t ind_bytes_total(const ind_bytes *bytes) {
    return bytes->total;
}

void ind_bytes_hash(const ind_bytes *bytes, char out[IND_HASH_TEXT]) {
    static const char hex[] = "0123456789abcdef", prefix[] = "xxh128-1m:";
    XXH128_canonical_t digest;
    ind_buffer all = {0};
    ind_buffer_add(&all, bytes->digests.data, bytes->digests.length);
    if (bytes->chunk_length > 0)
        add_digest(bytes, &all);
    XXH128_canonicalFromHash(&digest, XXH3_128bits(all.data, all.length));
    ind_buffer_free(&all);
    memcpy(out, prefix, sizeof prefix - 1);
    char *to = out + sizeof prefix - 1;
    for (size_t i = 0; i < sizeof digest.digest; i++) {
        *to++ = hex[digest.digest[i] >> 4];
        *to++ = hex[digest.digest[i] & 15];
    }
    *to = '\0';
}

/* high_bytes.c - the idea: once it is known what a file is written in, a block needs a closer look only where
 * it could be otherwise.
 *
 * In a UTF-8 file that is everything but valid UTF-8, and letters that are composed (CC, CD) or were converted
 * twice (C3 83).  In a Windows-1252 file it is the bytes 80 to BF, without which nothing can be UTF-8, undefined or
 * converted twice.  Until it is known, it is every high byte. */
#include "data/text/high_bytes.h"

#include <utf8proc.h>

static unsigned char byte_at(const ind_block *block, size_t at) {
    return (unsigned char)block->text.data[at];
}

static void add_between(const ind_block *block, unsigned char least, unsigned char most, ind_places *judged) {
    for (size_t i = 0; i < block->text.length; i++)
        if (byte_at(block, i) >= least && byte_at(block, i) <= most)
            ind_places_add(judged, (uint32_t)i);
}

static bool is_continuation(unsigned char c) {
    return (c & 0xC0) == 0x80;
}

/* Bytes of the character at AT, which is not ASCII; 0: not UTF-8. */
static size_t character_at(const ind_block *block, size_t at) {
    unsigned char c = byte_at(block, at);
    if (c >= 0xC2 && c <= 0xDF)
        return is_continuation(byte_at(block, at + 1)) ? 2 : 0;
    utf8proc_int32_t point;
    utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)block->text.data + at, 4, &point);
    return used > 0 ? (size_t)used : 0;
}

/* Eight bytes at AT, all ASCII; blanks behind the block make that safe to ask, and end every character there. */
static bool is_ascii(const ind_block *block, size_t at) {
    uint64_t word;
    memcpy(&word, block->text.data + at, sizeof word);
    return (word & UINT64_C(0x8080808080808080)) == 0;
}

/* True if the block is UTF-8; then JUDGED has the places where it may be changed: combining marks and "Ã". */
static bool judge_utf8(const ind_block *block, ind_places *judged) {
    for (size_t at = 0; at < block->text.length;) {
        unsigned char c = byte_at(block, at);
        if (c < 0x80) {
            at += is_ascii(block, at) ? 8 : 1;
            continue;
        }
        size_t length = character_at(block, at);
        if (length == 0) {
            judged->count = 0;
            return false;
        }
        if (c == 0xCC || c == 0xCD || (c == 0xC3 && byte_at(block, at + 1) == 0x83))
            ind_places_add(judged, (uint32_t)at);
        at += length;
    }
    return true;
}

bool ind_high_bytes_judge(const ind_decoder *decoder, const ind_block *block, ind_places *judged) {
    bool is_utf8 = decoder->given != IND_ENCODING_WINDOWS_1252 && decoder->utf8_line != 0;
    bool is_cp1252 = decoder->given == IND_ENCODING_WINDOWS_1252 || decoder->cp1252_line != 0;
    if (!block->masks.has_high)
        return is_cp1252;
    ind_high_bytes has = ind_masks_high(block->text);
    if (is_utf8 && has.plain_utf8)
        return false;
    if (is_cp1252 && has.no_continuation)
        return true;
    if (is_utf8 && judge_utf8(block, judged))
        return false;
    add_between(block, 0x80, is_cp1252 ? 0xBF : 0xFF, judged);
    return is_cp1252;
}

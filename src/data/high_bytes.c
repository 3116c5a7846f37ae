/* high_bytes.c - the idea: once it is known what a file is written in, a block needs a closer look only where
 * it could be otherwise.
 *
 * In a UTF-8 file that is everything but valid UTF-8, and letters that are composed (CC, CD) or were converted
 * twice (C3 83).  In a Windows-1252 file it is the bytes 80 to BF, without which nothing can be UTF-8, undefined or
 * converted twice.  Until it is known, it is every high byte. */
#include "data/high_bytes.h"

static unsigned char byte_at(const ind_block *block, size_t at) {
    return (unsigned char)block->text.data[at];
}

static void add_between(const ind_block *block, unsigned char least, unsigned char most, ind_places *judged) {
    for (size_t i = 0; i < block->text.length; i++)
        if (byte_at(block, i) >= least && byte_at(block, i) <= most)
            ind_places_add(judged, (uint32_t)i);
}

/* Valid UTF-8: the beginnings of combining marks and of "Ã". */
static void add_changeable(const ind_block *block, ind_places *judged) {
    for (size_t i = 0; i < block->text.length; i++) {
        unsigned char c = byte_at(block, i);
        if (c == 0xCC || c == 0xCD || (c == 0x83 && i > 0 && byte_at(block, i - 1) == 0xC3))
            ind_places_add(judged, (uint32_t)i);
    }
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
    if (is_utf8 && ind_is_utf8(block->text))
        add_changeable(block, judged);
    else if (is_cp1252)
        add_between(block, 0x80, 0xBF, judged);
    else
        add_between(block, 0x80, 0xFF, judged);
    return is_cp1252;
}

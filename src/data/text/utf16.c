/* utf16.c - the idea: two numbers of state (half a unit, half a pair) let any cut of the input pass. */
#include "data/text/utf16.h"

static void put(ind_buffer *out, uint32_t point) {
    unsigned char bytes[4];
    size_t length;
    if (point < 0x80) {
        bytes[0] = (unsigned char)point;
        length = 1;
    } else if (point < 0x800) {
        bytes[0] = (unsigned char)(0xC0 | point >> 6);
        bytes[1] = (unsigned char)(0x80 | (point & 0x3F));
        length = 2;
    } else if (point < 0x10000) { /* a lone surrogate too: three bytes that no UTF-8 reader accepts */
        bytes[0] = (unsigned char)(0xE0 | point >> 12);
        bytes[1] = (unsigned char)(0x80 | (point >> 6 & 0x3F));
        bytes[2] = (unsigned char)(0x80 | (point & 0x3F));
        length = 3;
    } else {
        bytes[0] = (unsigned char)(0xF0 | point >> 18);
        bytes[1] = (unsigned char)(0x80 | (point >> 12 & 0x3F));
        bytes[2] = (unsigned char)(0x80 | (point >> 6 & 0x3F));
        bytes[3] = (unsigned char)(0x80 | (point & 0x3F));
        length = 4;
    }
    ind_buffer_add(out, bytes, length);
}

static void flush_lead(ind_utf16 *state, ind_buffer *out) {
    if (state->lead != 0)
        put(out, state->lead);
    state->lead = 0;
}

static void take_unit(ind_utf16 *state, uint16_t unit, ind_buffer *out) {
    bool trailing = unit >= 0xDC00 && unit <= 0xDFFF;
    if (trailing && state->lead != 0) {
        put(out, 0x10000u + ((uint32_t)(state->lead - 0xD800) << 10) + (uint32_t)(unit - 0xDC00));
        state->lead = 0;
        return;
    }
    flush_lead(state, out);
    if (unit >= 0xD800 && unit <= 0xDBFF)
        state->lead = unit;
    else
        put(out, unit);
}

void ind_utf16_decode(ind_utf16 *state, ind_str piece, ind_buffer *out) {
    for (size_t i = 0; i < piece.length; i++) {
        uint8_t byte = (uint8_t)piece.data[i];
        if (!state->has_byte) {
            state->byte = byte;
            state->has_byte = true;
            continue;
        }
        state->has_byte = false;
        uint16_t first = state->byte;
        take_unit(state, (uint16_t)(state->big_endian ? first << 8 | byte : byte << 8 | first), out);
    }
    if (piece.length == 0) {
        flush_lead(state, out);
        if (state->has_byte)
            ind_buffer_add(out, "\xff", 1);
        state->has_byte = false;
    }
}

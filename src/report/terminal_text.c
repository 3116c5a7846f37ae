/* terminal_text.c - see terminal_text.h. */
#include "report/terminal_text.h"
#include "base/mask.h"
#include "base/memory.h"

size_t ind_text_width(const char *text) {
    size_t width = 0;
    for (; *text != '\0'; text++)
        width += ((unsigned char)*text & 0xC0) != 0x80;
    return width;
}

void ind_put_text(FILE *file, const char *text) {
    ind_buffer masked = {0};
    ind_mask(ind_str_of(text), &masked);
    if (masked.length > 0)
        fwrite(masked.data, 1, masked.length, file);
    ind_buffer_free(&masked);
}

void ind_put_left(FILE *file, const char *text, size_t width) {
    ind_put_text(file, text);
    for (size_t i = ind_text_width(text); i < width; i++)
        fputc(' ', file);
}

void ind_put_right(FILE *file, const char *text, size_t width) {
    for (size_t i = ind_text_width(text); i < width; i++)
        fputc(' ', file);
    ind_put_text(file, text);
}

/* source.c - a text file in memory that can say where a byte stands.
 *
 * The offsets of all line starts are noted once; line, column and the underlined piece of the line
 * are worked out only when something is wrong.  Columns count characters: UTF-8 bytes of the
 * form 10xxxxxx continue a character and are not counted.
 *
 * A message shows at most IND_SOURCE_SHOWN characters of a line.  Where the cut falls depends on the column
 * alone (ind_source_caret), so that a place needs no further field to say what was cut. */
#include "base/json.h"

#include <errno.h>
#include <stdio.h>
#include <utf8proc.h>

enum {
    SHOWN = IND_SOURCE_SHOWN + 1, /* characters of a line; one more tells that there are more */
    WHOLE_LEFT = 80,              /* up to this column the line is shown from its start */
    LEFT_OF_CARET = 40,           /* beyond it, from this many characters before the caret */
    MARK_EVERY = 1024,
    READ_SIZE = 64 << 10
};

static bool continues_character(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static size_t characters(const char *from, const char *to) {
    size_t count = 0;
    for (; from < to; from++)
        count += !continues_character(*from);
    return count;
}

/* Characters of the file before byte OFFSET.  A file may be one line and have a finding at every key of it: so the
 * count is taken from the nearest mark. */
static size_t characters_before(const ind_source *source, size_t offset) {
    size_t mark = offset / MARK_EVERY;
    return source->characters[mark] + characters(source->text.data + mark * MARK_EVERY, source->text.data + offset);
}

/* COUNT characters on from FROM, at most to END. */
static const char *skip_characters(const char *from, const char *end, size_t count) {
    while (from < end && count-- > 0)
        do
            from++;
        while (from < end && continues_character(*from));
    return from;
}

/* COUNT characters back from FROM, at most to START. */
static const char *back_characters(const char *from, const char *start, size_t count) {
    while (from > start && count-- > 0)
        do
            from--;
        while (from > start && continues_character(*from));
    return from;
}

size_t ind_source_caret(uint32_t column) {
    if (column == 0)
        return 0;
    return column <= WHOLE_LEFT ? column - 1 : LEFT_OF_CARET;
}

/* The number of the line that holds byte OFFSET, from 0. */
static size_t line_of(const ind_source *source, size_t offset) {
    size_t low = 0, high = source->lines;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->line_start[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Line LINE without its line break. */
static ind_str line_text(const ind_source *source, size_t line) {
    size_t start = (size_t)source->line_start[line];
    size_t end = line + 1 < source->lines ? (size_t)source->line_start[line + 1] - 1 : source->text.length;
    if (end > start && source->text.data[end - 1] == '\r')
        end--;
    return (ind_str){source->text.data + start, end - start};
}

static uint32_t to_column(size_t count) {
    return count < UINT32_MAX ? (uint32_t)count : UINT32_MAX;
}

ind_place ind_source_place(const ind_source *source, size_t start, size_t end) {
    size_t line = line_of(source, start);
    ind_str text = line_text(source, line);
    const char *line_end = text.data + text.length;
    const char *from = source->text.data + start < line_end ? source->text.data + start : line_end;
    const char *to = source->text.data + end < line_end ? source->text.data + end : line_end;

    size_t before_line = characters_before(source, (size_t)source->line_start[line]);
    uint32_t column = to_column(characters_before(source, (size_t)(from - source->text.data)) - before_line + 1);
    const char *shown = back_characters(from, text.data, ind_source_caret(column));
    const char *shown_end = skip_characters(shown, line_end, SHOWN);
    const char *width_end = skip_characters(shown, shown_end, IND_SOURCE_SHOWN);
    size_t width = characters(from, to < width_end ? to : width_end);
    return (ind_place){.file = source->name,
                       .line = line + 1,
                       .column = column,
                       .source_line = {shown, (size_t)(shown_end - shown)},
                       .width = width == 0 ? 1 : to_column(width)};
}

static void index_characters(ind_arena *arena, ind_source *source) {
    size_t marks = source->text.length / MARK_EVERY + 1;
    source->characters = ind_arena_alloc(arena, marks * sizeof *source->characters);
    for (size_t i = 1; i < marks; i++) {
        const char *from = source->text.data + (i - 1) * MARK_EVERY;
        source->characters[i] = source->characters[i - 1] + characters(from, from + MARK_EVERY);
    }
}

static void index_lines(ind_arena *arena, ind_source *source) {
    size_t lines = 1;
    for (size_t i = 0; i < source->text.length; i++)
        lines += source->text.data[i] == '\n';
    source->line_start = ind_arena_alloc(arena, lines * sizeof *source->line_start);
    source->lines = 1;
    for (size_t i = 0; i < source->text.length; i++)
        if (source->text.data[i] == '\n')
            source->line_start[source->lines++] = i + 1;
}

ind_source *ind_source_new(ind_arena *arena, const char *name, ind_str text) {
    const ind_str byte_order_mark = IND_STR("\xEF\xBB\xBF");
    if (ind_str_starts(text, byte_order_mark))
        text = (ind_str){text.data + byte_order_mark.length, text.length - byte_order_mark.length};
    ind_source *source = ind_arena_alloc(arena, sizeof *source);
    source->name = ind_arena_str(arena, ind_str_of(name)).data;
    source->text = ind_arena_str(arena, text);
    index_lines(arena, source);
    index_characters(arena, source);
    return source;
}

/* Bytes of the character at AT, or 0 if there is none. */
static size_t character_length(ind_str text, size_t at) {
    size_t left = text.length - at;
    utf8proc_int32_t character;
    utf8proc_ssize_t length =
        utf8proc_iterate((const utf8proc_uint8_t *)text.data + at, left < 4 ? (utf8proc_ssize_t)left : 4, &character);
    return length <= 0 ? 0 : (size_t)length;
}

ind_status ind_source_check_utf8(const ind_source *source, ind_diag *diag) {
    for (size_t at = 0, length; at < source->text.length; at += length) {
        length = character_length(source->text, at);
        if (length == 0) {
            ind_place place = ind_source_place(source, at, at + 1);
            place.source_line = (ind_str){0}; /* not fit for a terminal */
            return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "encoding", place, "save the file as UTF-8",
                                "the file is not UTF-8");
        }
    }
    return IND_OK;
}

/* All of FILE, or as much as it takes to see that it is too large. */
static bool read_all(FILE *file, size_t most, ind_buffer *out) {
    char block[READ_SIZE];
    size_t got = 0;
    while (out->length <= most && (got = fread(block, 1, sizeof block, file)) > 0)
        ind_buffer_add(out, block, got);
    return !ferror(file);
}

static ind_status too_large(const char *path, size_t most, ind_diag *diag) {
    return ind_diag_add(diag, IND_ERROR, IND_E_SYSTEM, "unreadable_file", (ind_place){.file = path}, NULL,
                        "cannot read the file: it is larger than %zu MiB", most >> 20);
}

static ind_status unreadable(const char *path, ind_diag *diag, const char *why) {
    return ind_diag_add(diag, IND_ERROR, IND_E_SYSTEM, "unreadable_file", (ind_place){.file = path}, NULL,
                        "cannot read the file: %s", why);
}

ind_status ind_source_load(ind_arena *arena, const char *path, ind_diag *diag, ind_source **out) {
    return ind_source_load_most(arena, path, IND_SOURCE_MOST, diag, out);
}

ind_status ind_source_load_most(ind_arena *arena, const char *path, size_t most, ind_diag *diag, ind_source **out) {
    *out = NULL;
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return unreadable(path, diag, strerror(errno));
    ind_buffer text = {0};
    ind_status status = IND_OK;
    if (!read_all(file, most, &text))
        status = unreadable(path, diag, strerror(errno));
    else if (text.length > most)
        status = too_large(path, most, diag);
    else
        *out = ind_source_new(arena, path, ind_buffer_str(&text));
    ind_buffer_free(&text);
    fclose(file);
    return status;
}

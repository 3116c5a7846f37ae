/* memory.c - one place where memory can run out.
 *
 * An arena hands out pieces of blocks and frees them together.  Under the sanitizers each piece
 * is an allocation of its own, so that reading past its end is seen. */
#include "base/memory.h"

#include "base/memory_limit.h"

#include <malloc.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static void *checked(void *block) {
    if (block == NULL)
        ind_out_of_memory();
    return block;
}

/* ---- the limit is looked at once a megabyte ---- */

enum { STEP = 1 << 20, MAPPED = 32 << 20 };
static _Thread_local size_t since; /* bytes allocated since the last look; below STEP */

static bool is_time_to_look(size_t size) {
    bool due = size >= STEP - since;
    since = due ? 0 : since + size;
    return due;
}

/* How much a block of SIZE bytes adds: one that may move is there twice for a while, one of its own mapping grows. */
static size_t growth(void *block, size_t size) {
    size_t old = block == NULL ? 0 : malloc_usable_size(block);
    return old < MAPPED ? size : size > old ? size - old : 0;
}

void *ind_alloc(size_t size) {
    return ind_alloc_array(1, size);
}

void *ind_alloc_array(size_t count, size_t size) {
    if (count > 0 && size > SIZE_MAX / count)
        ind_out_of_memory();
    if (is_time_to_look(count * size))
        ind_memory_check(count * size);
    return checked(calloc(count == 0 ? 1 : count, size == 0 ? 1 : size));
}

void *ind_alloc_pages(size_t size) {
    enum { PAGE = 4096 };
    if (size > SIZE_MAX - PAGE)
        ind_out_of_memory();
    if (is_time_to_look(size))
        ind_memory_check(size);
    return checked(aligned_alloc(PAGE, (size + PAGE - 1) / PAGE * PAGE));
}

void *ind_alloc_unset(size_t count, size_t size) {
    if (count > 0 && size > SIZE_MAX / count)
        ind_out_of_memory();
    return ind_realloc(NULL, count * size);
}

void *ind_realloc(void *block, size_t size) {
    if (is_time_to_look(size))
        ind_memory_check(growth(block, size));
    return checked(realloc(block, size == 0 ? 1 : size));
}

char *ind_copy(ind_str text) {
    char *copy = ind_alloc(text.length + 1);
    if (text.length > 0)
        memcpy(copy, text.data, text.length);
    return copy;
}

void *ind_grow(void *items, size_t count, size_t *capacity, size_t size) {
    if (count < *capacity)
        return items;
    size_t wanted = *capacity < 8 ? 8 : *capacity * 2;
    if (wanted > SIZE_MAX / size)
        ind_out_of_memory();
    *capacity = wanted;
    return ind_realloc(items, wanted * size);
}

enum { BLOCK = 16 << 10, ALIGNMENT = 16 };

typedef struct block {
    struct block *next;
    size_t used, size;
    _Alignas(ALIGNMENT) char data[];
} block;

struct ind_arena {
    block *blocks;
};

ind_arena *ind_arena_new(void) {
    return ind_alloc(sizeof(ind_arena));
}

void ind_arena_free(ind_arena *arena) {
    if (arena == NULL)
        return;
    for (block *b = arena->blocks; b != NULL;) {
        block *next = b->next;
        free(b);
        b = next;
    }
    free(arena);
}

static block *add_block(ind_arena *arena, size_t size) {
    block *b = ind_alloc(sizeof(block) + size);
    b->size = size;
    b->next = arena->blocks;
    arena->blocks = b;
    return b;
}

void *ind_arena_alloc(ind_arena *arena, size_t size) {
#ifdef IND_SANITIZE
    return add_block(arena, size)->data;
#else
    size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (rounded < size)
        ind_out_of_memory();
    block *b = arena->blocks;
    if (b == NULL || b->size - b->used < rounded)
        b = add_block(arena, rounded > BLOCK ? rounded : BLOCK);
    void *piece = b->data + b->used;
    b->used += rounded;
    return piece;
#endif
}

ind_str ind_arena_str(ind_arena *arena, ind_str text) {
    char *copy = ind_arena_alloc(arena, text.length + 1);
    if (text.length > 0)
        memcpy(copy, text.data, text.length);
    return (ind_str){copy, text.length};
}

void *ind_arena_grow(ind_arena *arena, void *items, size_t count, size_t *capacity, size_t size) {
    if (count < *capacity)
        return items;
    size_t wanted = *capacity < 4 ? 4 : *capacity * 2;
    if (wanted > SIZE_MAX / size)
        ind_out_of_memory();
    void *grown = ind_arena_alloc(arena, wanted * size);
    if (count > 0)
        memcpy(grown, items, count * size);
    *capacity = wanted;
    return grown;
}

static size_t format_length(const char *format, va_list arguments) {
    va_list copy;
    va_copy(copy, arguments);
    int length = vsnprintf(NULL, 0, format, copy);
    va_end(copy);
    return length < 0 ? 0 : (size_t)length;
}

char *ind_arena_vformat(ind_arena *arena, const char *format, va_list arguments) {
    size_t length = format_length(format, arguments);
    char *text = ind_arena_alloc(arena, length + 1);
    vsnprintf(text, length + 1, format, arguments);
    return text;
}

char *ind_arena_format(ind_arena *arena, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *text = ind_arena_vformat(arena, format, arguments);
    va_end(arguments);
    return text;
}

void ind_buffer_reserve(ind_buffer *buffer, size_t extra) {
    size_t needed = buffer->length + extra + 1;
    if (needed <= buffer->capacity)
        return;
    size_t wanted = buffer->capacity < 64 ? 64 : buffer->capacity * 2;
    buffer->capacity = wanted < needed ? needed : wanted;
    buffer->data = ind_realloc(buffer->data, buffer->capacity);
}

void ind_buffer_format(ind_buffer *buffer, const char *format, ...) {
    enum { USUAL = 128 }; /* mostly enough, so that the text is formatted once */
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    ind_buffer_reserve(buffer, USUAL);
    int written = vsnprintf(buffer->data + buffer->length, buffer->capacity - buffer->length, format, arguments);
    size_t length = written < 0 ? 0 : (size_t)written;
    if (length >= buffer->capacity - buffer->length) {
        ind_buffer_reserve(buffer, length);
        vsnprintf(buffer->data + buffer->length, length + 1, format, again);
    }
    buffer->length += length;
    va_end(again);
    va_end(arguments);
}

void ind_buffer_free(ind_buffer *buffer) {
    free(buffer->data);
    *buffer = (ind_buffer){0};
}

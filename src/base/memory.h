/* memory.h - allocation that cannot fail, and arenas for things that die together.
 *
 * When memory runs out a handler is called, which must not return: the command line removes
 * its unfinished output, says so with a constant text and ends with status 7.  That is the
 * one departure from "an error is data": every caller is shorter for it, and none can forget. */
#ifndef IND_MEMORY_H
#define IND_MEMORY_H

#include "indikator/memory.h"
#include "indikator/text.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

void *ind_alloc(size_t size);                     /* zeroed; OWNED; size 0 gives a valid pointer */
void *ind_alloc_array(size_t count, size_t size); /* zeroed; overflow counts as out of memory */
void *ind_alloc_pages(size_t size);               /* not zeroed; begins where a page of memory does; OWNED */
void *ind_alloc_unset(size_t count, size_t size); /* the same, but not zeroed: for what is written over */
void *ind_realloc(void *block, size_t size);
char *ind_copy(ind_str text);           /* OWNED, NUL added */
_Noreturn void ind_out_of_memory(void); /* for what is allocated by a library */

/* Make room for one more item in a growing array: *ITEMS of SIZE bytes each, *CAPACITY items. */
void *ind_grow(void *items, size_t count, size_t *capacity, size_t size);

typedef struct ind_arena ind_arena;
ind_arena *ind_arena_new(void);
void ind_arena_free(ind_arena *arena);                 /* NULL is fine */
void *ind_arena_alloc(ind_arena *arena, size_t size);  /* zeroed, aligned for any type */
ind_str ind_arena_str(ind_arena *arena, ind_str text); /* a copy, NUL added after its end */
/* As ind_grow, the array being in the arena (the old one stays until the arena goes). */
void *ind_arena_grow(ind_arena *arena, void *items, size_t count, size_t *capacity, size_t size);
char *ind_arena_format(ind_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *ind_arena_vformat(ind_arena *arena, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

/* A growing byte string. */
typedef struct {
    char *data;
    size_t length, capacity;
} ind_buffer;
void ind_buffer_reserve(ind_buffer *buffer, size_t extra); /* room for so much more, and a NUL behind it */
static inline void ind_buffer_add(ind_buffer *buffer, const void *data, size_t length) {
    if (buffer->capacity - buffer->length <= length)
        ind_buffer_reserve(buffer, length);
    if (length > 0)
        memcpy(buffer->data + buffer->length, data, length);
    buffer->length += length;
    buffer->data[buffer->length] = '\0';
}
static inline void ind_buffer_text(ind_buffer *buffer, const char *text) {
    ind_buffer_add(buffer, text, strlen(text));
}
void ind_buffer_format(ind_buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void ind_buffer_free(ind_buffer *buffer);
static inline ind_str ind_buffer_str(const ind_buffer *buffer) {
    return (ind_str){buffer->data, buffer->length};
}

#endif

/* diagnostics.c - the list of findings.  Texts are copied into an arena of the list. */
#include "indikator/diagnostics.h"
#include "base/dict.h"
#include "base/memory.h"

#include <stdlib.h>

struct ind_diag {
    ind_arena *arena;
    ind_finding *items;
    size_t count, capacity;
};

static int rank(ind_status status) {
    static const ind_status order[] = {IND_E_INTERNAL, IND_E_SYSTEM,  IND_E_USAGE,    IND_E_DEFINITION,
                                       IND_E_DATA,     IND_E_REFUSED, IND_E_MISMATCH, IND_FINDINGS};
    int count = (int)(sizeof order / sizeof *order);
    for (int i = 0; i < count; i++)
        if (order[i] == status)
            return count - i;
    return 0;
}

ind_status ind_status_worst(ind_status a, ind_status b) {
    return rank(a) >= rank(b) ? a : b;
}

ind_diag *ind_diag_new(void) {
    ind_diag *diag = ind_alloc(sizeof(ind_diag));
    diag->arena = ind_arena_new();
    return diag;
}

void ind_diag_free(ind_diag *diag) {
    if (diag == NULL)
        return;
    ind_arena_free(diag->arena);
    free(diag->items);
    free(diag);
}

ind_status ind_diag_add(ind_diag *diag, ind_severity severity, ind_status status, const char *rule, ind_place place,
                        const char *help, const char *format, ...) {
    diag->items = ind_grow(diag->items, diag->count, &diag->capacity, sizeof *diag->items);
    ind_finding *finding = &diag->items[diag->count++];
    *finding = (ind_finding){.severity = severity, .status = status, .rule = rule, .place = place};
    if (place.file != NULL)
        finding->place.file = ind_arena_str(diag->arena, ind_str_of(place.file)).data;
    finding->place.source_line = ind_arena_str(diag->arena, place.source_line);
    if (help != NULL)
        finding->help = ind_arena_str(diag->arena, ind_str_of(help)).data;
    va_list arguments;
    va_start(arguments, format);
    finding->message = ind_arena_vformat(diag->arena, format, arguments);
    va_end(arguments);
    return status;
}

static ind_status add_copy(ind_diag *diag, const ind_finding *f) {
    return ind_diag_add(diag, f->severity, f->status, f->rule, f->place, f->help, "%s", f->message);
}

void ind_diag_append(ind_diag *diag, const ind_diag *from) {
    for (size_t i = 0; i < from->count; i++)
        add_copy(diag, &from->items[i]);
}

ind_status ind_diag_append_system(ind_diag *diag, const ind_diag *from) {
    ind_status status = IND_OK;
    for (size_t i = 0; i < from->count; i++)
        if (from->items[i].status == IND_E_SYSTEM)
            status = add_copy(diag, &from->items[i]);
    return status;
}

size_t ind_diag_count(const ind_diag *diag) {
    return diag->count;
}

const ind_finding *ind_diag_at(const ind_diag *diag, size_t index) {
    return &diag->items[index];
}

ind_status ind_diag_status(const ind_diag *diag) {
    ind_status status = IND_OK;
    for (size_t i = 0; i < diag->count; i++)
        status = ind_status_worst(status, diag->items[i].status);
    return status;
}

static int by_place(const ind_finding *a, const ind_finding *b) {
    const char *file_a = a->place.file == NULL ? "" : a->place.file;
    const char *file_b = b->place.file == NULL ? "" : b->place.file;
    int order = strcmp(file_a, file_b);
    if (order != 0)
        return order;
    if (a->place.line != b->place.line)
        return a->place.line < b->place.line ? -1 : 1;
    return (a->place.column > b->place.column) - (a->place.column < b->place.column);
}

/* Merges the sorted halves FROM..MIDDLE and MIDDLE..TO; stable. */
static void merge(ind_finding *items, ind_finding *room, size_t from, size_t middle, size_t to) {
    size_t a = from, b = middle;
    for (size_t i = from; i < to; i++)
        room[i] = a < middle && (b == to || by_place(&items[a], &items[b]) <= 0) ? items[a++] : items[b++];
    memcpy(items + from, room + from, (to - from) * sizeof *items);
}

static void sort(ind_finding *items, ind_finding *room, size_t from, size_t to) {
    if (to - from < 2)
        return;
    size_t middle = from + (to - from) / 2;
    sort(items, room, from, middle);
    sort(items, room, middle, to);
    merge(items, room, from, middle, to);
}

void ind_diag_sort(ind_diag *diag, size_t from) {
    if (diag->count < from + 2)
        return;
    ind_finding *room = ind_alloc_array(diag->count, sizeof *room);
    sort(diag->items, room, from, diag->count);
    free(room);
}

/* Rule and message as one text, new among those of PLACE so far? */
static bool is_new(ind_dict *seen, const ind_finding *one, ind_buffer *text) {
    text->length = 0;
    ind_buffer_text(text, one->rule == NULL ? "" : one->rule);
    ind_buffer_add(text, "", 1);
    ind_buffer_text(text, one->message);
    uint32_t before = ind_dict_count(seen);
    return ind_dict_add(seen, ind_buffer_str(text)) > before;
}

/* Of findings FROM..TO, which are of one place, each once; how many are kept, from KEPT on. */
static size_t keep_each_once(ind_finding *items, size_t from, size_t to, size_t kept) {
    if (to - from == 1) {
        items[kept] = items[from];
        return kept + 1;
    }
    ind_dict *seen = ind_dict_new();
    ind_buffer text = {0};
    for (size_t i = from; i < to; i++)
        if (is_new(seen, &items[i], &text))
            items[kept++] = items[i];
    ind_buffer_free(&text);
    ind_dict_free(seen);
    return kept;
}

void ind_diag_unique(ind_diag *diag, size_t from) {
    size_t kept = from;
    for (size_t i = from, to; i < diag->count; i = to) {
        for (to = i + 1; to < diag->count && by_place(&diag->items[i], &diag->items[to]) == 0;)
            to++;
        kept = keep_each_once(diag->items, i, to, kept);
    }
    diag->count = kept;
}

/* row_places.c - see row_places.h. */
#include "kinds/common/row_places.h"

#include <stdlib.h>

static void add(ind_row_places *places, ind_row_place place) {
    places->items = ind_grow(places->items, places->count, &places->capacity, sizeof *places->items);
    places->items[places->count++] = place;
}

void ind_row_places_add(ind_row_places *places, const ind_kind_context *context, unsigned what, size_t row) {
    add(places, (ind_row_place){what, context->file, context->lines == NULL ? 0 : context->lines[row]});
}

/* A double holds both exactly: lines below 2^40, files below 2^13. */
static const double line_limit = 1099511627776.0;

double ind_row_place_number(const ind_kind_context *context, size_t row) {
    return context->lines == NULL ? 0 : context->file * line_limit + (double)context->lines[row];
}

void ind_row_places_add_number(ind_row_places *places, unsigned what, double number) {
    double file = floor(number / line_limit);
    add(places, (ind_row_place){what, (uint32_t)file, (uint64_t)(number - file * line_limit)});
}

void ind_row_places_merge(ind_row_places *places, const ind_row_places *other) {
    for (size_t i = 0; i < other->count; i++)
        add(places, other->items[i]);
}

void ind_row_places_free(ind_row_places *places) {
    free(places->items);
    *places = (ind_row_places){0};
}

static int by_place(const void *left, const void *right) {
    const ind_row_place *a = left, *b = right;
    if (a->what != b->what)
        return a->what < b->what ? -1 : 1;
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

void ind_row_places_say(ind_row_places *places, const ind_kind_context *context, const ind_row_words *words,
                        ind_diag *diag) {
    if (places->count > 0)
        qsort(places->items, places->count, sizeof *places->items, by_place);
    for (size_t i = 0; i < places->count;) {
        const ind_row_place *first = &places->items[i];
        const ind_row_words *w = &words[first->what];
        long long rows = 0;
        for (; i < places->count && places->items[i].what == first->what; i++)
            rows += &places->items[i] == first || by_place(&places->items[i - 1], &places->items[i]) != 0;
        ind_place at = {.file = first->line == 0 ? NULL : context->files[first->file].path, .line = first->line};
        ind_diag_add(diag, IND_WARNING, IND_OK, w->rule, at, w->help, "%.*s: in %lld %s %s",
                     IND_STR_ARGS(context->measure->id), rows, rows == 1 ? "row" : "rows", w->what);
    }
}

/* take_outlines.c - the outlines of the catalogue in which measures of a report stand, copied whole: what they have and
 * the report has not is told as missing. */
#include "figures/build.h"

typedef struct {
    ind_arena *arena;
    const ind_report *report;
    bool any; /* a measure of the report has been met */
} taker;

static ind_str copy(const taker *t, ind_str text) {
    return text.length == 0 ? IND_STR("") : ind_arena_str(t->arena, text);
}

static ind_report_title title(const taker *t, ind_report_title text) {
    return (ind_report_title){copy(t, text.sv), copy(t, text.en)};
}

static ind_texts texts(const taker *t, ind_texts from) {
    ind_str *items = ind_arena_alloc(t->arena, (from.count + 1) * sizeof *items);
    for (size_t i = 0; i < from.count; i++)
        items[i] = copy(t, from.items[i]);
    return (ind_texts){items, from.count};
}

static ind_outline_indicator indicator(taker *t, const ind_outline_indicator *from) {
    ind_outline_row *rows = ind_arena_alloc(t->arena, (from->row_count + 1) * sizeof *rows);
    for (size_t i = 0; i < from->row_count; i++) {
        const ind_outline_row *row = &from->rows[i];
        rows[i] = (ind_outline_row){title(t, row->title), texts(t, row->measures), title(t, row->gap)};
        for (size_t m = 0; m < row->measures.count; m++)
            t->any |= ind_report_measure_of(t->report, row->measures.items[m]) != NULL;
    }
    return (ind_outline_indicator){title(t, from->title), rows, from->row_count};
}

static ind_outline_area area(taker *t, const ind_outline_area *from) {
    ind_outline_indicator *all = ind_arena_alloc(t->arena, (from->indicator_count + 1) * sizeof *all);
    for (size_t i = 0; i < from->indicator_count; i++)
        all[i] = indicator(t, &from->indicators[i]);
    return (ind_outline_area){title(t, from->title), all, from->indicator_count};
}

static ind_outline outline(taker *t, const ind_outline *from) {
    ind_outline_area *all = ind_arena_alloc(t->arena, (from->target_area_count + 1) * sizeof *all);
    for (size_t i = 0; i < from->target_area_count; i++)
        all[i] = area(t, &from->target_areas[i]);
    return (ind_outline){copy(t, from->id), title(t, from->title), texts(t, from->areas), all, from->target_area_count};
}

static bool is_within(ind_str code, ind_str county) {
    return code.length >= county.length && ind_str_equal((ind_str){code.data, county.length}, county);
}

/* A run that is asked for other areas has nothing of a county's follow-up. */
static bool is_asked_for(const ind_texts *asked, const ind_texts *counties) {
    for (size_t i = 0; i < asked->count; i++)
        for (size_t c = 0; c < counties->count; c++)
            if (is_within(asked->items[i], counties->items[c]))
                return true;
    return asked->count == 0 || counties->count == 0;
}

void ind_report_take_outlines(ind_report *report, const ind_outlines *all) {
    ind_arena *arena = ind_report_arena(report, 0);
    ind_outline *items = ind_arena_alloc(arena, (all->count + 1) * sizeof *items);
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) {
        taker t = {arena, report, false};
        ind_outline one = outline(&t, &all->items[i]);
        if (t.any && is_asked_for(&report->options.areas, &one.areas))
            items[count++] = one;
    }
    report->outlines = (ind_outlines){items, count};
}

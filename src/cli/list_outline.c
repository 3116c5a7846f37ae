/* list_outline.c - the measures in the order and words of each follow-up, with the perspectives that each indicator has
 * side by side, and what is missing. */
#include "cli/list.h"
#include "cli/print.h"

#include <stdio.h>

enum { PERSPECTIVES = 4 };
static const char *const perspectives[PERSPECTIVES] = {"individ", "brukare", "medarbetare", "organisation"};

typedef struct {
    const cli_listed_measures *all;
    bool english;
    size_t width; /* of the first column */
    bool *placed; /* by measure: it stands in an outline */
} lister;

static const char *pick(const lister *l, const char *sv, const char *en) {
    return l->english ? en : sv;
}

static ind_str in_language(const lister *l, ind_report_title title) {
    return l->english ? title.en : title.sv;
}

static ptrdiff_t find(const lister *l, ind_str id) {
    for (size_t i = 0; i < l->all->count; i++)
        if (ind_str_equal(l->all->items[i].id, id))
            return (ptrdiff_t)i;
    return -1;
}

static unsigned views_of(const cli_listed_measure *m) {
    unsigned views = 0;
    ind_str text;
    for (size_t i = 0; (text = ind_measure_text(m->measure, "perspective", i)).length > 0; i++)
        for (size_t p = 0; p < PERSPECTIVES; p++)
            views |= ind_str_is(text, perspectives[p]) ? 1u << p : 0;
    return views;
}

static bool is_open(const cli_listed_measure *m) {
    return ind_str_is(ind_measure_text(m->measure, "status", 0), "open");
}

/* ---- lines ---- */

static void put(const lister *l, size_t indent, ind_str text, bool padded) {
    size_t used = indent + cli_width(text);
    printf("%*s", (int)indent, "");
    cli_print_text(text, stdout);
    for (; padded && used < l->width; used++)
        putchar(' ');
}

static void put_views(unsigned views, const char *with, const char *without) {
    for (size_t p = 0; p < PERSPECTIVES; p++)
        printf("  %s", (views >> p & 1u) != 0 ? with : without);
}

static void put_measure(const lister *l, size_t indent, const cli_listed_measure *m) {
    put(l, indent, m->id, true);
    put_views(views_of(m), "x", " ");
    printf("  ");
    cli_print_text(m->title, stdout);
    printf("%s\n", is_open(m) ? pick(l, "  (öppet)", "  (open)") : "");
}

static void put_row(const lister *l, const ind_outline_row *row) {
    put(l, 4, in_language(l, row->title), false);
    putchar('\n');
    for (size_t i = 0; i < row->measures.count; i++) {
        ptrdiff_t at = find(l, row->measures.items[i]);
        if (at < 0)
            continue; /* its definition is broken, which is said */
        l->placed[at] = true;
        put_measure(l, 6, &l->all->items[at]);
    }
    if (row->gap.sv.length > 0) {
        printf("      %s: ", row->measures.count == 0 ? pick(l, "saknas", "missing") : pick(l, "obs", "note"));
        cli_print_text(in_language(l, row->gap), stdout);
        putchar('\n');
    }
}

/* Those of its measures that are computed. */
static unsigned views_of_indicator(const lister *l, const ind_outline_indicator *indicator) {
    unsigned views = 0;
    for (size_t r = 0; r < indicator->row_count; r++)
        for (size_t i = 0; i < indicator->rows[r].measures.count; i++) {
            ptrdiff_t at = find(l, indicator->rows[r].measures.items[i]);
            if (at >= 0 && !is_open(&l->all->items[at]))
                views |= views_of(&l->all->items[at]);
        }
    return views;
}

static void put_outline(const lister *l, const ind_outline *outline) {
    cli_print_text(in_language(l, outline->title), stdout);
    putchar('\n');
    for (size_t a = 0; a < outline->target_area_count; a++) {
        const ind_outline_area *area = &outline->target_areas[a];
        putchar('\n');
        put(l, 0, in_language(l, area->title), true);
        printf("  %s\n", pick(l, "I  B  M  O", "I  U  S  O"));
        for (size_t i = 0; i < area->indicator_count; i++) {
            put(l, 2, in_language(l, area->indicators[i].title), true);
            put_views(views_of_indicator(l, &area->indicators[i]), "x", "-");
            putchar('\n');
            for (size_t r = 0; r < area->indicators[i].row_count; r++)
                put_row(l, &area->indicators[i].rows[r]);
        }
    }
    putchar('\n');
}

static void widen(lister *l, size_t indent, ind_str text) {
    size_t own = indent + cli_width(text);
    l->width = own > l->width ? own : l->width;
}

static void widen_for(lister *l, const ind_outline *outline) {
    for (size_t a = 0; a < outline->target_area_count; a++) {
        widen(l, 0, in_language(l, outline->target_areas[a].title));
        for (size_t i = 0; i < outline->target_areas[a].indicator_count; i++)
            widen(l, 2, in_language(l, outline->target_areas[a].indicators[i].title));
    }
}

void cli_list_outlines(const cli_session *session, const cli_listed_measures *all, const ind_outlines *outlines,
                       bool english) {
    lister l = {all, english, 0, ind_arena_alloc(session->options.arena, all->count + 1)};
    size_t others = all->count;
    for (size_t i = 0; i < all->count; i++)
        widen(&l, 6, all->items[i].id);
    for (size_t i = 0; i < outlines->count; i++)
        widen_for(&l, &outlines->items[i]);
    for (size_t i = 0; i < outlines->count; i++)
        put_outline(&l, &outlines->items[i]);
    for (size_t i = 0; i < all->count; i++)
        others -= l.placed[i];
    if (others > 0 && outlines->count > 0) {
        put(&l, 0, ind_str_of(pick(&l, "Övriga mått", "Other measures")), true);
        printf("  %s\n", pick(&l, "I  B  M  O", "I  U  S  O"));
    }
    for (size_t i = 0; i < all->count; i++)
        if (!l.placed[i])
            put_measure(&l, outlines->count > 0 ? 2 : 0, &all->items[i]);
    if (outlines->count > 0)
        printf("\n%s\n",
               pick(&l,
                    "Perspektiv: I individ, B brukare, M medarbetare, O organisation; x har ett mått, - saknar "
                    "mått som beräknas.",
                    "Perspectives: I individual, U user, S staff, O organisation; x has a measure, - has none "
                    "that is computed."));
}

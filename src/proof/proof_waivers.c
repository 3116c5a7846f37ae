/* proof_waivers.c - what a person says cannot be tested, each with a reason.
 *
 *   "x-equivalent":  [{ "at": "/event/day_to", "from": "30", "to": "31", "why": "..." }]
 *   "x-unreachable": [{ "at": "/index/where", "clause": "alder >= 65", "points": ["unknown"], "why": "..." }]
 *
 * They stand in the definition or in its test file.  "at" is a JSON pointer, so that they keep when lines move; what is
 * added or dropped has no "from" or no "to"; "nth" tells apart equal changes of one clause. */
#include "proof/prove.h"

#include <stdio.h>

static void bad(ind_cases *c, const ind_json *node, const char *what) {
    ind_diag_add(c->diag, IND_ERROR, IND_FINDINGS, "waiver", ind_json_place(node),
                 "docs/reference/coverage.md shows how waivers are written", "%s", what);
}

static void read_one(ind_cases *c, const ind_json *node, ind_waivers *out) {
    int64_t nth = 1;
    const ind_json *number = ind_json_get(node, "nth");
    if (node->type != IND_JSON_OBJECT || ind_json_member_text(node, "at").length == 0) {
        bad(c, node, "a waiver names in 'at' what it is about, as a JSON pointer");
        return;
    }
    if (ind_json_member_text(node, "why").length == 0) {
        bad(c, node, "a waiver gives its reason in 'why'");
        return;
    }
    if (number != NULL && !ind_json_integer(number, &nth)) {
        bad(c, number, "'nth' is a whole number from 1");
        return;
    }
    out->items = ind_arena_grow(c->arena, out->items, out->count, &out->capacity, sizeof *out->items);
    out->items[out->count++] = (ind_waiver){.node = node,
                                            .at = ind_json_member_text(node, "at"),
                                            .clause = ind_json_member_text(node, "clause"),
                                            .points = ind_json_member(node, "points", IND_JSON_AS_ARRAY),
                                            .from = ind_json_member_text(node, "from"),
                                            .to = ind_json_member_text(node, "to"),
                                            .nth = (unsigned)nth};
}

ind_waivers ind_waivers_read(ind_cases *c, const char *key) {
    ind_waivers out = {0};
    const ind_json *lists[] = {ind_json_get(c->base, key), ind_json_get(c->file, key)};
    if (!ind_written_in(lists[0], c->definition))
        lists[0] = NULL; /* the parent's */
    for (size_t l = 0; l < 2; l++) {
        if (lists[l] != NULL && lists[l]->type != IND_JSON_ARRAY)
            bad(c, lists[l], "waivers are an array");
        for (size_t i = 0; lists[l] != NULL && lists[l]->type == IND_JSON_ARRAY && i < lists[l]->count; i++)
            read_one(c, lists[l]->items[i], &out);
    }
    return out;
}

bool ind_waived_mutant(ind_waivers *waivers, const ind_mutant *m) {
    bool waived = false;
    for (size_t i = 0; i < waivers->count; i++) {
        ind_waiver *w = &waivers->items[i];
        if (!ind_str_is(w->at, m->at) || !ind_str_equal(w->from, m->from) || !ind_str_equal(w->to, m->to) ||
            w->nth != m->nth)
            continue;
        w->used = true;
        waived = true;
    }
    return waived;
}

static bool names_point(const ind_waiver *w, const char *point) {
    for (size_t i = 0; w->points != NULL && i < w->points->count; i++)
        if (ind_str_is(w->points->items[i]->text, point))
            return true;
    return false;
}

void ind_waived_points(ind_waivers *waivers, ind_edge *edge) {
    for (size_t i = 0; i < waivers->count; i++) {
        ind_waiver *w = &waivers->items[i];
        for (unsigned point = 1; point < 1U << IND_POINTS; point <<= 1) {
            bool same = ind_str_is(w->at, edge->pointer) && ind_str_equal(w->clause, edge->clause) &&
                        names_point(w, ind_point_name(edge, point));
            if (!same || (edge->points & point) == 0)
                continue;
            w->used = true;
            edge->waived |= point;
        }
    }
}

void ind_waivers_unused(ind_cases *c, const ind_waivers *waivers, const char *what) {
    for (size_t i = 0; i < waivers->count; i++)
        if (!waivers->items[i].used)
            ind_diag_add(c->diag, IND_ERROR, IND_FINDINGS, "waiver_unused", ind_json_place(waivers->items[i].node),
                         "remove it, or correct what it names", "this waiver matches no %s", what);
}

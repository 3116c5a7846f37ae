/* frame_held.c - the answers held against the sample: who has answered in groups that it has no row of, or more than
 * were asked. */
#include "kinds/rows/frame.h"

#include <stdlib.h>

/* By month, group and value: respondents, rows of the frame, and what they say. */
enum { H_RESPONDED, H_ROWS, H_ASKED, H_OUTSIDE, H_TERMS };
static const ind_term held_terms[H_TERMS] = {[H_RESPONDED] = {"responded", IND_TERM_COUNT, IND_ADDS, false},
                                             [H_ROWS] = {"rows", IND_TERM_COUNT, IND_ADDS, false},
                                             [H_ASKED] = {"asked", IND_TERM_SUM, IND_ADDS, false},
                                             [H_OUTSIDE] = {"outside", IND_TERM_SUM, IND_ADDS, false}};

static int64_t count_of(const ind_cells *cells, uint32_t cell, const ind_frame_how *how, size_t term) {
    return ind_cells_get_count(cells, cell, how->terms + term);
}

static void add_held(const ind_cells *cells, uint32_t cell, const ind_frame_how *how, ind_cells *held, size_t group,
                     uint32_t code) {
    uint32_t to = ind_cells_at(held, ind_cells_period(cells, cell), (uint32_t[]){(uint32_t)group, code});
    ind_cells_count(held, to, H_RESPONDED, ind_cells_get_count(cells, cell, how->responded));
    ind_cells_count(held, to, H_ROWS, count_of(cells, cell, how, IND_FRAME_T_ROWS));
    ind_cells_sum(held, to, H_ASKED, ind_cells_get_sum(cells, cell, how->terms + IND_FRAME_T_ASKED));
    ind_cells_sum(held, to, H_OUTSIDE, ind_cells_get_sum(cells, cell, how->terms + IND_FRAME_T_OUTSIDE));
}

static ind_cells *hold(const ind_measure *measure, const ind_frame_how *how, const ind_cells *cells) {
    ind_cells *held = ind_cells_new(held_terms, H_TERMS, 2);
    for (uint32_t cell = 0; cell < ind_cells_count_of(cells); cell++)
        for (size_t g = 0; g < measure->group_count; g++) {
            uint32_t code = ind_cells_codes(cells, cell)[g];
            if (code != 0)
                add_held(cells, cell, how, held, g, code);
        }
    return held;
}

/* Which groups a row of the frame has, a bit each; there are few such patterns. */
typedef struct {
    ind_cells *rows; /* of the frame, by month and codes; 0 of a group that they do not have: without terms */
    unsigned patterns[1 << IND_MAX_GROUPS];
    size_t pattern_count, group_count;
} frame_rows;

static unsigned pattern_of(const uint32_t *codes, size_t count) {
    unsigned pattern = 0;
    for (size_t g = 0; g < count; g++)
        pattern |= codes[g] != 0 ? 1u << g : 0;
    return pattern;
}

static void add_pattern(frame_rows *f, unsigned pattern) {
    for (size_t i = 0; i < f->pattern_count; i++)
        if (f->patterns[i] == pattern)
            return;
    f->patterns[f->pattern_count++] = pattern;
}

static void find_rows(frame_rows *f, const ind_frame_how *how, const ind_cells *cells) {
    for (uint32_t cell = 0; cell < ind_cells_count_of(cells); cell++) {
        const uint32_t *codes = ind_cells_codes(cells, cell);
        if (count_of(cells, cell, how, IND_FRAME_T_ROWS) == 0)
            continue;
        ind_cells_at(f->rows, ind_cells_period(cells, cell), codes);
        add_pattern(f, pattern_of(codes, f->group_count));
    }
}

static bool has_rows(const frame_rows *f, int32_t month) {
    for (uint32_t cell = 0; cell < ind_cells_count_of(f->rows); cell++)
        if (ind_cells_period(f->rows, cell) == month)
            return true;
    return false;
}

static bool fits(const frame_rows *f, const uint32_t *row, const uint32_t *codes) {
    bool same = true;
    for (size_t g = 0; same && g < f->group_count; g++)
        same = row[g] == 0 || codes[g] == 0 || row[g] == codes[g];
    return same;
}

/* Who has no value of a group may be of any row that is the same otherwise. */
static bool fits_some(const frame_rows *f, int32_t month, const uint32_t *codes) {
    for (uint32_t cell = 0; cell < ind_cells_count_of(f->rows); cell++)
        if (ind_cells_period(f->rows, cell) == month && fits(f, ind_cells_codes(f->rows, cell), codes))
            return true;
    return false;
}

/* Is some row of the frame of these respondents: the same in each group that it has? */
static bool is_framed(const frame_rows *f, int32_t month, const uint32_t *codes) {
    if (pattern_of(codes, f->group_count) != (1u << f->group_count) - 1)
        return fits_some(f, month, codes);
    for (size_t i = 0; i < f->pattern_count; i++) {
        uint32_t asked[IND_MAX_GROUPS] = {0};
        for (size_t g = 0; g < f->group_count; g++)
            asked[g] = (f->patterns[i] & 1u << g) != 0 ? codes[g] : 0;
        if (ind_cells_find(f->rows, month, asked) != UINT32_MAX)
            return true;
    }
    return false;
}

static int64_t count_small(const ind_cells *held) {
    int64_t small = 0;
    for (uint32_t cell = 0; cell < ind_cells_count_of(held); cell++)
        small +=
            ind_cells_get_count(held, cell, H_ROWS) > 0 &&
            ind_frame_is_too_small((double)ind_cells_get_count(held, cell, H_RESPONDED),
                                   ind_cells_get_sum(held, cell, H_ASKED), ind_cells_get_sum(held, cell, H_OUTSIDE));
    return small;
}

static void say(const ind_measure *measure, int64_t unframed, int64_t small, ind_diag *diag) {
    ind_str dataset = measure->feeds[IND_FEED_BESIDE].dataset->name;
    if (unframed > 0)
        ind_diag_add(diag, IND_WARNING, IND_OK, "no_frame", (ind_place){0},
                     "there is no response rate where they are, nor in sums with them",
                     "%.*s: '%.*s' has no row of groups with %lld respondents, though it has of others",
                     IND_STR_ARGS(measure->id), IND_STR_ARGS(dataset), (long long)unframed);
    if (small > 0)
        ind_diag_add(diag, IND_WARNING, IND_OK, "frame_too_small", (ind_place){0},
                     "is the sample of the same groups and rounds?",
                     "%.*s: %lld groups have more respondents than '%.*s' says were asked: no response rate",
                     IND_STR_ARGS(measure->id), (long long)small, IND_STR_ARGS(dataset));
}

void ind_frame_hold(const ind_kind_context *context, const ind_frame_how *how, ind_diag *diag) {
    const ind_measure *measure = context->measure;
    ind_cells *cells = context->cells, *held = hold(measure, how, cells);
    frame_rows *rows = ind_alloc(sizeof *rows);
    rows->group_count = measure->group_count;
    rows->rows = ind_cells_new(NULL, 0, measure->group_count);
    find_rows(rows, how, cells);
    int64_t unframed = 0, small = count_small(held);
    for (uint32_t cell = 0; cell < ind_cells_count_of(cells); cell++) {
        int64_t responded = ind_cells_get_count(cells, cell, how->responded);
        int32_t month = ind_cells_period(cells, cell);
        if (responded == 0 || !has_rows(rows, month) || is_framed(rows, month, ind_cells_codes(cells, cell)))
            continue;
        ind_cells_count(cells, cell, how->terms + IND_FRAME_T_UNFRAMED, responded);
        unframed += responded;
    }
    ind_cells_free(held);
    ind_cells_free(rows->rows);
    free(rows);
    say(measure, unframed, small, diag);
}

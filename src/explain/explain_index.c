/* explain_index.c - rows and units of a trace, subject by subject. */
#include "explain/explain_writers.h"

#include <stdlib.h>

/* Numbers 0..COUNT-1 in order of their subject, which OF tells; FIRST and SIZE get where each subject's are. */
static uint32_t *by_subject(const ind_explanation *e, size_t count, uint32_t (*of)(const ind_explanation *, size_t),
                            ind_explain_span *spans, bool units) {
    size_t *next = ind_alloc_array(e->subject_count + 1, sizeof *next), at = 0;
    uint32_t *out = ind_alloc_array(count, sizeof *out);
    for (size_t i = 0; i < count; i++)
        if (of(e, i) != UINT32_MAX)
            next[of(e, i)]++;
    for (size_t s = 0; s < e->subject_count; s++) {
        size_t size = next[s];
        *(units ? &spans[s].first_unit : &spans[s].first_row) = at;
        *(units ? &spans[s].unit_count : &spans[s].row_count) = size;
        next[s] = at;
        at += size;
    }
    for (size_t i = 0; i < count; i++)
        if (of(e, i) != UINT32_MAX)
            out[next[of(e, i)]++] = (uint32_t)i;
    free(next);
    return out;
}

static uint32_t of_row(const ind_explanation *e, size_t row) {
    return e->trace.rows[row].subject;
}

static uint32_t of_unit(const ind_explanation *e, size_t unit) {
    return ind_explain_subject_of(e, &e->trace.units[unit]);
}

ind_explain_index ind_explain_index_of(const ind_explanation *e) {
    ind_explain_index index = {.of = ind_alloc_array(e->subject_count, sizeof *index.of)};
    index.rows = by_subject(e, e->trace.row_count, of_row, index.of, false);
    index.units = by_subject(e, e->trace.unit_count, of_unit, index.of, true);
    return index;
}

void ind_explain_index_free(ind_explain_index *index) {
    free(index->of);
    free(index->rows);
    free(index->units);
}

bool ind_explain_same_record(const ind_explain_note *a, const ind_explain_note *b) {
    return a->row == b->row && a->input == b->input && a->note.file == b->note.file && a->note.line == b->note.line;
}

bool ind_explain_lost_before(const ind_explanation *e, size_t note) {
    for (size_t i = 0; i < note; i++)
        if (ind_explain_same_record(&e->notes[i], &e->notes[note]))
            return true;
    return false;
}

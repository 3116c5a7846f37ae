/* explain_entities.c - what both passes do: an input is read, and the text of each row's entity worked out. */
#include "explain/explain.h"

#include <stdlib.h>

static ind_feed_rows rows_of(const ind_explanation *e, unsigned feed) {
    return ind_kind_feed(e->job->kind, e->job->measure, feed);
}

void ind_explain_open_entities(ind_explanation *e) {
    for (unsigned f = 0; f < e->job->measure->feed_count; f++) {
        if (ind_kind_counts(e->job->measure, f))
            continue;
        ind_feed_rows rows = rows_of(e, f);
        e->entity[f] = ind_alloc_array(rows.entity_count, sizeof(ind_eval *));
        for (size_t k = 0; k < rows.entity_count; k++)
            e->entity[f][k] = ind_eval_new(rows.entity[k]);
    }
}

void ind_explain_close_entities(ind_explanation *e) {
    for (unsigned f = 0; f < e->job->measure->feed_count; f++) {
        if (e->entity[f] == NULL)
            continue;
        for (size_t k = 0; k < rows_of(e, f).entity_count; k++)
            ind_eval_free(e->entity[f][k]);
        free(e->entity[f]);
        e->entity[f] = NULL;
    }
}

/* What is not of the row is not there. */
void ind_explain_set_slots(const ind_explanation *e, unsigned feed, const ind_vector *columns, ind_vector *slots) {
    const ind_slots *names = &e->job->measure->feeds[feed].slots[IND_SCOPE_ROW];
    for (size_t i = 0; i < names->count; i++)
        if (names->items[i].side == IND_SIDE_ROW)
            slots[i] = columns[e->job->feeds[feed].column[names->items[i].column]];
}

void ind_explain_entities_of(ind_explanation *e, unsigned feed, const ind_vector *columns, size_t count,
                             void (*each)(void *context, size_t row, ind_str text), void *context) {
    size_t parts_count = rows_of(e, feed).entity_count;
    const ind_vector *parts[IND_MAX_KEY];
    ind_vector *slots = ind_alloc_array(e->job->measure->feeds[feed].slots[IND_SCOPE_ROW].count, sizeof *slots);
    ind_explain_set_slots(e, feed, columns, slots);
    for (size_t k = 0; k < parts_count; k++)
        parts[k] = ind_eval_run(e->entity[feed][k], slots, count);
    ind_buffer text = {0};
    for (size_t row = 0; row < count; row++) {
        bool known = true;
        text.length = 0;
        for (size_t k = 0; k < parts_count; k++) {
            ind_str part = ind_dict_text(parts[k]->dict, parts[k]->code[row]);
            uint32_t length = (uint32_t)part.length;
            known = known && parts[k]->code[row] != IND_NULL_CODE;
            if (parts_count > 1)
                ind_buffer_add(&text, &length, sizeof length);
            ind_buffer_add(&text, part.data, part.length);
        }
        each(context, row, known ? ind_buffer_str(&text) : (ind_str){0});
    }
    ind_buffer_free(&text);
    free(slots);
}

ind_status ind_explain_read(ind_explanation *e, ind_input *input) {
    for (size_t i = 0; i < input->collector_count; i++) { /* of the pass before: never used */
        ind_collection_free(input->collectors[i]->collection);
        input->collectors[i]->collection = NULL;
    }
    e->reading = input;
    e->rows_before = e->trace.row_count;
    e->subjects_before = e->subject_count;
    ind_status status = ind_scan_input(e->run, input);
    e->reading = NULL;
    return status;
}

/* explain_find.c - entities get numbers in order of their first row, and those of the rows in question are chosen.
 *
 * The number stands for the entity in what is shown, so that one can go on from a row to its entity, and come back
 * to it, without naming anybody. */
#include "explain/explain.h"

#include <stdlib.h>

/* ---- the pass ---- */

typedef struct {
    ind_explanation *e;
    const ind_input *input;
    const ind_batch *batch;
    bool first; /* of the feeds: its rows give the numbers */
} finding;

/* Room for all numbers up to this one. */
static void reserve(ind_explanation *e, uint32_t number) {
    size_t wanted = (size_t)number + 1;
    if (wanted > e->chosen_capacity) {
        size_t capacity = wanted < 1024 ? 1024 : 2 * wanted;
        e->chosen = ind_realloc(e->chosen, capacity * sizeof *e->chosen);
        memset(e->chosen + e->chosen_capacity, false, capacity - e->chosen_capacity);
        e->chosen_capacity = capacity;
    }
}

static void find_row(void *context, size_t row, ind_str text) {
    const finding *f = context;
    ind_explanation *e = f->e;
    bool asked = ind_explain_target(e, f->input, f->batch->file, f->batch->line[row]) != NULL;
    if (text.data == NULL)
        return;
    if (!f->first) {
        if (asked)
            ind_dict_add(e->texts, text);
        return;
    }
    uint32_t number = ind_dict_add(e->numbers, text);
    reserve(e, number);
    e->chosen[number] |= asked;
}

static void find_batch(void *context, const ind_input *input, const ind_batch *batch, const ind_vector *columns) {
    ind_explanation *e = context;
    for (unsigned f = 0; f < e->job->measure->feed_count; f++) {
        if (e->job->feeds[f].input != input || ind_kind_counts(e->job->measure, f))
            continue;
        finding found = {e, input, batch, f == 0};
        ind_explain_entities_of(e, f, columns, batch->count, find_row, &found);
    }
}

static void begin(void *context) {
    ind_explanation *e = context;
    ind_dict_free(e->numbers);
    e->numbers = ind_dict_new();
    if (e->chosen != NULL)
        memset(e->chosen, false, e->chosen_capacity);
}

static void ignore(void *context, const ind_record_note *note) {
    (void)context;
    (void)note;
}

/* Entities of rows that only a further feed reads. */
static void choose_by_text(ind_explanation *e) {
    for (uint32_t i = 1; i <= ind_dict_count(e->texts); i++) {
        uint32_t number = ind_dict_find(e->numbers, ind_dict_text(e->texts, i));
        if (number != IND_NULL_CODE)
            e->chosen[number] = true;
    }
}

ind_status ind_explain_find(ind_explanation *e) {
    ind_status status = IND_OK;
    e->watch = (ind_watch){e, begin, find_batch, ignore};
    e->numbers = ind_dict_new();
    e->texts = ind_dict_new();
    for (unsigned f = (unsigned)e->job->measure->feed_count; f-- > 0 && status == IND_OK;) {
        ind_input *input = e->job->feeds[f].input;
        bool asked = f == 0;
        for (size_t i = 0; i < e->target_count && !ind_kind_counts(e->job->measure, f); i++)
            asked |= e->targets[i].input == input && input != e->job->feeds[0].input;
        if (asked)
            status = ind_explain_read(e, input);
    }
    if (status != IND_OK)
        return status;
    reserve(e, ind_dict_count(e->numbers));
    choose_by_text(e);
    return ind_explain_ask_entities(e);
}

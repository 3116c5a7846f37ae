/* explain_find.c - entities get numbers in order of their first row, and those of the rows in question are chosen.
 *
 * The number stands for the entity in what is shown, so that one can go on from a row to its entity, and come back
 * to it, without naming anybody. */
#include "explain/explain.h"

#include <stdlib.h>

static const ind_param *entity_param(const ind_explanation *e, unsigned feed) {
    return ind_measure_param(e->job->measure, e->job->kind->feeds[feed].entity);
}

void ind_explain_open_entities(ind_explanation *e) {
    for (unsigned f = 0; f < e->job->measure->feed_count; f++) {
        const ind_param *param = entity_param(e, f);
        e->entity[f] = ind_alloc_array(param->count, sizeof(ind_eval *));
        for (size_t k = 0; k < param->count; k++)
            e->entity[f][k] = ind_eval_new(param->exprs[k]);
    }
}

void ind_explain_close_entities(ind_explanation *e) {
    for (unsigned f = 0; f < e->job->measure->feed_count; f++) {
        for (size_t k = 0; e->entity[f] != NULL && k < entity_param(e, f)->count; k++)
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
    const ind_param *param = entity_param(e, feed);
    const ind_vector *parts[IND_MAX_KEY];
    ind_vector *slots = ind_alloc_array(e->job->measure->feeds[feed].slots[IND_SCOPE_ROW].count, sizeof *slots);
    ind_explain_set_slots(e, feed, columns, slots);
    for (size_t k = 0; k < param->count; k++)
        parts[k] = ind_eval_run(e->entity[feed][k], slots, count);
    ind_buffer text = {0};
    for (size_t row = 0; row < count; row++) {
        bool known = true;
        text.length = 0;
        for (size_t k = 0; k < param->count; k++) {
            ind_str part = ind_dict_text(parts[k]->dict, parts[k]->code[row]);
            uint32_t length = (uint32_t)part.length;
            known = known && parts[k]->code[row] != IND_NULL_CODE;
            if (param->count > 1)
                ind_buffer_add(&text, &length, sizeof length);
            ind_buffer_add(&text, part.data, part.length);
        }
        each(context, row, known ? ind_buffer_str(&text) : (ind_str){0});
    }
    ind_buffer_free(&text);
    free(slots);
}

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
        if (e->job->feeds[f].input != input)
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
        for (size_t i = 0; i < e->target_count; i++)
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

/* sample_strata.c - see sample_strata.h. */
#include "kinds/rows/sample_strata.h"
#include "statistics/design.h"

#include <stdlib.h>
#include <xxhash.h>

struct ind_sample_strata {
    const ind_frame_how *how;
    size_t count;
    ind_eval *evals[IND_MAX_KEY]; /* of what names a stratum */
    const ind_vector *parts[IND_MAX_KEY];
};

static const ind_param *columns_of(const ind_measure *measure, const ind_frame_how *how, bool beside) {
    return ind_kind_param(measure, how->params + (beside ? (size_t)IND_FRAME_STRATUM : (size_t)IND_FRAME_STRATUM_OF));
}

bool ind_has_sample_strata(const ind_measure *measure, const ind_frame_how *how) {
    return columns_of(measure, how, true)->node != NULL;
}

ind_sample_strata *ind_sample_strata_open(const ind_kind_context *context, const ind_frame_how *how) {
    const ind_param *columns = columns_of(context->measure, how, context->feed == IND_FEED_BESIDE);
    if (!ind_has_sample_strata(context->measure, how))
        return NULL;
    ind_sample_strata *strata = ind_alloc(sizeof *strata);
    *strata = (ind_sample_strata){.how = how, .count = columns->count};
    for (size_t k = 0; k < columns->count; k++)
        strata->evals[k] = ind_row_eval_new(context, columns->exprs[k]);
    return strata;
}

void ind_sample_strata_close(ind_sample_strata *strata) {
    for (size_t k = 0; strata != NULL && k < strata->count; k++)
        ind_eval_free(strata->evals[k]);
    free(strata);
}

void ind_sample_strata_run(ind_sample_strata *strata, const ind_vector *slots, size_t count) {
    for (size_t k = 0; k < strata->count; k++)
        strata->parts[k] = ind_eval_run(strata->evals[k], slots, count);
}

static void add_part(ind_buffer *key, const ind_vector *part, size_t row) {
    if (part->type == IND_TEXT) {
        ind_str text = ind_dict_text(part->dict, part->code[row]);
        uint32_t length = (uint32_t)text.length;
        ind_buffer_add(key, &length, sizeof length);
        ind_buffer_add(key, text.data, text.length);
        return;
    }
    double number = part->type == IND_DATE ? part->day[row] : ind_number_at(part, row);
    ind_buffer_add(key, &number, sizeof number);
}

/* A stratum that is not known is one of its own, in which there is nobody. */
static uint64_t key_of(const ind_sample_strata *strata, size_t row) {
    ind_buffer key = {0};
    for (size_t k = 0; k < strata->count; k++) {
        if (ind_vector_is_null(strata->parts[k], row)) {
            ind_buffer_free(&key);
            return IND_NOBODY;
        }
        add_part(&key, strata->parts[k], row);
    }
    uint64_t hash = XXH3_64bits(key.data, key.length);
    ind_buffer_free(&key);
    return ind_key_of_hash(hash);
}

void ind_sample_strata_answer(const ind_sample_strata *strata, ind_cells *cells, uint32_t cell, size_t row, double x) {
    uint64_t key = key_of(strata, row);
    ind_cells_add_keyed(cells, cell, strata->how->terms + IND_FRAME_T_ANSWERS, key, 1, x);
    ind_cells_add_keyed(cells, cell, strata->how->terms + IND_FRAME_T_STRATA, key, x * x, 0);
}

void ind_sample_strata_persons(const ind_sample_strata *strata, ind_cells *cells, uint32_t cell, size_t row,
                               double persons) {
    ind_cells_add_keyed(cells, cell, strata->how->terms + IND_FRAME_T_STRATA, key_of(strata, row), 0, persons);
}

bool ind_sample_strata_variance(const ind_frame_how *how, const ind_cells *cells, uint32_t cell, double *variance) {
    const ind_keyed_sum *answers, *sizes;
    size_t answered = ind_cells_get_keyed(cells, cell, how->terms + IND_FRAME_T_ANSWERS, &answers);
    size_t count = ind_cells_get_keyed(cells, cell, how->terms + IND_FRAME_T_STRATA, &sizes), at = 0;
    ind_stratum *strata = ind_alloc_array(count, sizeof *strata);
    double mean;
    for (size_t h = 0; h < count; h++) { /* every stratum of an answer is among them, and both are in order */
        strata[h] = (ind_stratum){.population = sizes[h].sums[1], .squares = sizes[h].sums[0]};
        if (at < answered && answers[at].key == sizes[h].key) {
            strata[h].n = answers[at].sums[0];
            strata[h].sum = answers[at++].sums[1];
        }
    }
    bool known = ind_stratified_mean(strata, count, &mean, variance);
    free(strata);
    return known;
}

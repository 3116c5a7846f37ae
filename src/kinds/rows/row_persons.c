/* row_persons.c - see row_persons.h. */
#include "kinds/rows/row_persons.h"

#include <stdlib.h>
#include <xxhash.h>

struct ind_row_persons {
    ind_eval **parts; /* of what names a person */
    size_t count;
    const ind_vector *read[IND_MAX_KEY]; /* of the batch */
    ind_buffer text;
};

ind_row_persons *ind_row_persons_open(const ind_kind_context *context) {
    const ind_param *person = ind_row_param(context->measure, IND_ROW_PERSON);
    if (!ind_measure_keeps_persons(context->measure))
        return NULL;
    ind_row_persons *persons = ind_alloc(sizeof *persons);
    persons->count = person->count;
    persons->parts = ind_alloc_array(person->count, sizeof(ind_eval *));
    for (size_t k = 0; k < person->count; k++)
        persons->parts[k] = ind_row_eval_new(context, person->exprs[k]);
    return persons;
}

void ind_row_persons_close(ind_row_persons *persons) {
    if (persons == NULL)
        return;
    for (size_t k = 0; k < persons->count; k++)
        ind_eval_free(persons->parts[k]);
    free(persons->parts);
    ind_buffer_free(&persons->text);
    free(persons);
}

void ind_row_persons_read(ind_row_persons *persons, const ind_vector *slots, size_t rows) {
    for (size_t k = 0; k < persons->count; k++)
        persons->read[k] = ind_eval_run(persons->parts[k], slots, rows);
}

uint64_t ind_row_persons_key(ind_row_persons *persons, size_t row) {
    ind_buffer *text = &persons->text;
    text->length = 0;
    for (size_t k = 0; k < persons->count; k++) {
        const ind_vector *read = persons->read[k];
        if (ind_vector_is_null(read, row))
            return IND_NOBODY;
        ind_str part = ind_dict_text(read->dict, read->code[row]);
        uint32_t length = (uint32_t)part.length;
        ind_buffer_add(text, &length, sizeof length);
        ind_buffer_add(text, part.data, part.length);
    }
    return ind_key_of_hash(XXH3_64bits(text->data, text->length));
}

void ind_row_persons_count(ind_row_persons *persons, const ind_row_filter *filter, const ind_vector *slots, size_t term,
                           const uint8_t *truth, const ind_vector *weights) {
    if (persons == NULL || !ind_row_filter_to_cells(filter))
        return;
    ind_row_persons_read(persons, slots, filter->selection.n);
    for (size_t row = 0; row < filter->selection.n; row++) {
        if (!ind_selection_stays(&filter->selection, filter->selection.from + row))
            continue;
        double weight = weights == NULL ? 1 : ind_number_at(weights, row);
        bool met = truth != NULL && truth[row] == IND_TRUE;
        ind_cells_add_keyed(filter->context->cells, ind_row_filter_cell(filter, row), term,
                            ind_row_persons_key(persons, row), weight, met ? weight : 0);
    }
}

void ind_row_persons_value(const ind_measure *measure, ind_cells *cells, uint32_t cell, size_t term, ind_outcome *out) {
    const ind_keyed_sum *list;
    if (!ind_measure_counts_persons(measure))
        return;
    size_t count = ind_cells_get_keyed(cells, cell, term, &list);
    out->persons = (int64_t)count - (count > 0 && list[0].key == IND_NOBODY);
    ind_outcome_number(out, "persons", (double)out->persons, true);
}

static ind_status wrong(ind_diag *diag, const char *rule, const ind_json *at, const char *help, const char *why) {
    const char *key = strcmp(rule, "cluster") == 0 ? "interval.cluster" : "reliability.of";
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, rule, ind_json_place(at), help, "'%s' %s", key, why);
}

static ind_status check_for(const ind_measure *measure, const char *rule, const ind_json *at, ind_diag *diag) {
    if (ind_row_param(measure, IND_ROW_PERSON)->node == NULL)
        return wrong(diag, rule, at, "\"data\": { \"person\": ... }", "asks for persons, and needs 'data.person'");
    if (ind_rows_fold(measure))
        return wrong(diag, rule, at, "leave it out",
                     "asks for persons, but with 'once_per.take': 'any' or 'all' what counts are persons already");
    return IND_OK;
}

ind_status ind_row_persons_check(const ind_measure *measure, ind_diag *diag) {
    ind_status status = IND_OK;
    if (ind_measure_counts_persons(measure))
        status = check_for(measure, "reliability_of", ind_measure_param(measure, "reliability.of")->node, diag);
    if (ind_measure_clusters(measure))
        status = ind_status_worst(
            status, check_for(measure, "cluster", ind_measure_param(measure, "interval.cluster")->node, diag));
    return status;
}

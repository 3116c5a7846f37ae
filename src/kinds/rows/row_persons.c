/* row_persons.c - see row_persons.h. */
#include "kinds/rows/row_persons.h"

#include <stdlib.h>
#include <xxhash.h>

struct ind_row_persons {
    ind_eval **parts; /* of what names a person */
    size_t count;
};

ind_row_persons *ind_row_persons_open(const ind_kind_context *context) {
    const ind_param *person = ind_row_param(context->measure, IND_ROW_PERSON);
    if (!ind_measure_counts_persons(context->measure))
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
    free(persons);
}

/* So many bits that a double holds the number exactly. */
static double number_of(ind_buffer *text, const ind_vector *const *parts, size_t count, size_t row) {
    text->length = 0;
    for (size_t k = 0; k < count; k++) {
        if (ind_vector_is_null(parts[k], row))
            return NAN;
        ind_str part = ind_dict_text(parts[k]->dict, parts[k]->code[row]);
        uint32_t length = (uint32_t)part.length;
        ind_buffer_add(text, &length, sizeof length);
        ind_buffer_add(text, part.data, part.length);
    }
    return (double)(XXH3_64bits(text->data, text->length) >> 11);
}

void ind_row_persons_count(ind_row_persons *persons, const ind_row_filter *filter, const ind_vector *slots,
                           size_t term) {
    const ind_vector *parts[IND_MAX_KEY];
    ind_buffer text = {0};
    if (persons == NULL || !ind_row_filter_to_cells(filter))
        return;
    for (size_t k = 0; k < persons->count; k++)
        parts[k] = ind_eval_run(persons->parts[k], slots, filter->selection.n);
    for (size_t row = 0; row < filter->selection.n; row++) {
        if (!ind_selection_stays(&filter->selection, filter->selection.from + row))
            continue;
        double number = number_of(&text, parts, persons->count, row);
        if (!isnan(number))
            ind_cells_tally(filter->context->cells, ind_row_filter_cell(filter, row), term, number, 1);
    }
    ind_buffer_free(&text);
}

void ind_row_persons_value(const ind_measure *measure, ind_cells *cells, uint32_t cell, size_t term, ind_outcome *out) {
    const double *numbers;
    const int64_t *rows;
    if (!ind_measure_counts_persons(measure))
        return;
    out->persons = (int64_t)ind_cells_get_table(cells, cell, term, &numbers, &rows);
    ind_outcome_number(out, "persons", (double)out->persons, true);
}

ind_status ind_row_persons_check(const ind_measure *measure, ind_diag *diag) {
    const ind_json *of = ind_measure_param(measure, "reliability.of")->node;
    if (!ind_measure_counts_persons(measure))
        return IND_OK;
    if (ind_row_param(measure, IND_ROW_PERSON)->node == NULL)
        return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "reliability_of", ind_json_place(of),
                            "\"data\": { \"person\": ... }", "'reliability.of': 'persons' needs 'data.person'");
    if (ind_rows_fold(measure))
        return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "reliability_of", ind_json_place(of), "leave it out",
                            "with 'once_per.take': 'any' or 'all' what counts are persons already");
    return IND_OK;
}

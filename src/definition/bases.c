/* bases.c - what a column rests on: fields of files, and look-ups that may find nothing.
 *
 * What could not be read is judged by it (engine/judge), and it says which datasets a measure reads. */
#include "definition/ways.h"

typedef struct {
    ind_catalogue *catalogue;
    const ind_basis_visitor *visitor;
    ind_diag *silent; /* what is wrong has been said when the column was named */
} walk;

static void of_column(const walk *w, const ind_dataset *dataset, const ind_column *column);

static void of_field(const walk *w, const ind_dataset *dataset, uint32_t field) {
    bool busy;
    if (dataset->fields[field].derived.length == 0) {
        w->visitor->basis(w->visitor->context, &(ind_basis){.dataset = dataset, .field = field});
        return;
    }
    const ind_derived *derived = ind_catalogue_derived(w->catalogue, dataset, field, w->silent, &busy);
    for (size_t c = 0; derived != NULL && c < derived->column_count; c++)
        of_column(w, dataset, &derived->columns[c]);
    if (derived != NULL)
        w->visitor->derived(w->visitor->context, derived);
}

/* Whose keys are fields of the file rests on no more than that a row is found: what they are is not read. */
static void of_key(const walk *w, const ind_dataset *dataset, uint32_t number) {
    const ind_foreign_key *key = &dataset->foreign_keys[number];
    for (size_t f = 0; f < key->count; f++)
        if (dataset->fields[key->fields[f]].derived.length > 0)
            of_field(w, dataset, key->fields[f]);
    if (key->has_valid && key->valid_on == IND_VALID_ON_FIELD && dataset->fields[key->valid_at].derived.length > 0)
        of_field(w, dataset, key->valid_at);
    w->visitor->basis(w->visitor->context, &(ind_basis){.dataset = dataset, .field = number, .is_key = true});
}

static void of_column(const walk *w, const ind_dataset *dataset, const ind_column *column) {
    for (size_t step = 0; step < ind_column_steps(column); step++) {
        uint32_t number = ind_column_step(column, step);
        of_key(w, dataset, number);
        dataset = ind_catalogue_dataset(w->catalogue, dataset->foreign_keys[number].target, w->silent);
    }
    of_field(w, column->dataset, column->field);
}

void ind_column_bases(ind_catalogue *catalogue, const ind_dataset *dataset, const ind_column *column,
                      const ind_basis_visitor *visitor) {
    walk w = {.catalogue = catalogue, .visitor = visitor, .silent = ind_diag_new()};
    of_column(&w, dataset, column);
    ind_diag_free(w.silent);
}

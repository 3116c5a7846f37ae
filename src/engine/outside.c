/* outside.c - rows of years of which their supplier has delivered nothing.
 *
 * A century too early, or the file of another year: such rows enter no period that is asked for, so their figures are
 * too small, and no cell says why. */
#include "engine/engine.h"

enum { LEAST_ROWS = 5 };

/* SUPPLIER: an area, whose rows may come with a delivery of its whole or of its parts; empty: unknown. */
static bool is_delivered(const ind_run *run, ind_str dataset, ind_str supplier, uint32_t year) {
    int32_t first, last;
    if (!ind_unreadable_days(year, &first, &last))
        return false;
    const ind_area_tree *tree = ind_deliveries_areas(run->deliveries);
    for (size_t i = 0; i < ind_deliveries_put_count(run->deliveries); i++) {
        const ind_delivered *one = ind_deliveries_put_at(run->deliveries, i);
        bool theirs = supplier.length == 0 || ind_area_tree_lies_in(tree, supplier, one->supplier) ||
                      ind_area_tree_lies_in(tree, one->supplier, supplier);
        if (ind_str_equal(one->dataset, dataset) && theirs && one->from <= last && one->to >= first)
            return true;
    }
    return false;
}

static bool is_told_of(const ind_run *run, ind_str dataset) {
    for (size_t i = 0; i < ind_deliveries_put_count(run->deliveries); i++)
        if (ind_str_equal(ind_deliveries_put_at(run->deliveries, i)->dataset, dataset))
            return true;
    return false;
}

/* Rows without a year are outside too where the day is required: then it is one that nobody has data of. */
static void count_rows(const ind_run *run, const ind_input *input, uint64_t *outside, uint64_t *all) {
    const ind_dataset *dataset = input->dataset;
    const ind_dict *names = dataset->supplier < 0 ? NULL : input->dicts[dataset->supplier];
    for (size_t s = 0; s < input->unreadable.supplier_count; s++)
        for (uint32_t y = dataset->fields[dataset->date].required ? 0 : 1; y < IND_UNREADABLE_YEARS; y++) {
            uint32_t rows = input->unreadable.rows[s * IND_UNREADABLE_YEARS + y];
            if (rows == 0)
                continue;
            ind_str supplier = s == 0 || names == NULL ? IND_STR("") : ind_dict_text(names, (uint32_t)s);
            *all += rows;
            *outside += is_delivered(run, dataset->name, supplier, y) ? 0 : rows;
        }
}

static bool has_outside(ind_run *run, const ind_input *input) {
    const ind_dataset *dataset = input->dataset;
    uint64_t outside = 0, all = 0;
    if (!input->is_scanned || !input->is_read || dataset->date < 0 || !is_told_of(run, dataset->name))
        return false;
    count_rows(run, input, &outside, &all);
    if (outside < LEAST_ROWS || (double)outside * 100 <= dataset->max_unreadable * (double)all)
        return false;
    ind_diag_add(
        run->diag, IND_WARNING, IND_OK, "outside_deliveries",
        (ind_place){.file = input->file_count == 1 ? input->files[0].path : NULL}, NULL,
        "%llu of %llu rows of '%.*s' are of years of which their supplier has delivered nothing: look at '%.*s'",
        (unsigned long long)outside, (unsigned long long)all, IND_STR_ARGS(dataset->name),
        IND_STR_ARGS(dataset->fields[dataset->date].name));
    return true;
}

void ind_outside_judge(ind_run *run) {
    for (size_t i = 0; i < run->input_count; i++) {
        if (!has_outside(run, &run->inputs[i]))
            continue;
        for (size_t j = 0; j < run->job_count; j++)
            for (size_t f = 0; f < run->jobs[j].measure->feed_count; f++)
                if (run->jobs[j].measure->feeds[f].dataset == run->inputs[i].dataset)
                    run->jobs[j].flags |= IND_FLAG_DATA_FINDINGS;
    }
}

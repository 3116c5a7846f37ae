/* outside.c - rows of years of which their supplier has delivered nothing, and of counties that have delivered nothing.
 *
 * A century too early, or the file of another year: such rows enter no period that is asked for, so their figures are
 * too small, and no cell says why. */
#include "engine/judge/judge_data.h"

enum { COUNTIES_SAID = 5 };

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

/* Has a supplier in the county (the whole area) of SUPPLIER delivered anything of the dataset?  Of a supplier that is
 * no area it is not known. */
static bool has_county(const ind_run *run, ind_str dataset, ind_str supplier) {
    return !ind_area_tree_has(run->areas, supplier) ||
           ind_deliveries_has_whole(run->deliveries, dataset, ind_area_tree_whole(run->areas, supplier));
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
            *outside +=
                !has_county(run, dataset->name, supplier) || is_delivered(run, dataset->name, supplier, y) ? 0 : rows;
        }
}

/* ---- counties ---- */

typedef struct {
    ind_str codes[COUNTIES_SAID];
    size_t count; /* of those that are said */
    bool more;
    uint64_t rows, all;
} counties;

static void add_county(counties *c, ind_str code, uint64_t rows) {
    c->rows += rows;
    for (size_t i = 0; i < c->count; i++)
        if (ind_str_equal(c->codes[i], code))
            return;
    if (c->count < COUNTIES_SAID)
        c->codes[c->count++] = code;
    else
        c->more = true;
}

static uint64_t rows_of(const ind_input *input, size_t supplier) {
    uint64_t rows = 0;
    for (uint32_t y = 0; y < IND_UNREADABLE_YEARS; y++)
        rows += input->unreadable.rows[supplier * IND_UNREADABLE_YEARS + y];
    return rows;
}

/* Few rows are a note: such as patients who live elsewhere. */
static bool say_counties(ind_run *run, const ind_input *input, const counties *c) {
    ind_buffer text = {0};
    bool many = ind_is_too_much(c->rows, input->dataset->max_unreadable, c->all);
    for (size_t i = 0; i < c->count; i++)
        ind_buffer_format(&text, "%s%.*s", i == 0 ? "" : ", ", IND_STR_ARGS(c->codes[i]));
    ind_diag_add(run->diag, many ? IND_WARNING : IND_NOTE, IND_OK, "county_not_delivered",
                 (ind_place){.file = input->file_count == 1 ? input->files[0].path : NULL},
                 "add the deliveries of the county to the dataset that tells of them",
                 "%llu of %llu rows of '%.*s' are of a county that nothing was delivered of: %s%s",
                 (unsigned long long)c->rows, (unsigned long long)c->all, IND_STR_ARGS(input->dataset->name), text.data,
                 c->more ? " ..." : "");
    ind_buffer_free(&text);
    return many;
}

/* Counties in the data that have delivered nothing: they are in every sum, and nobody knows whether they are all
 * there. */
static bool has_strangers(ind_run *run, const ind_input *input) {
    const ind_dataset *dataset = input->dataset;
    const ind_dict *names = dataset->supplier < 0 ? NULL : input->dicts[dataset->supplier];
    counties found = {0};
    for (size_t s = 1; names != NULL && s < input->unreadable.supplier_count; s++) {
        ind_str supplier = ind_dict_text(names, (uint32_t)s);
        uint64_t rows = rows_of(input, s);
        found.all += rows;
        if (rows > 0 && !has_county(run, dataset->name, supplier))
            add_county(&found, ind_area_tree_whole(run->areas, supplier), rows);
    }
    return found.rows > 0 && say_counties(run, input, &found);
}

/* ---- all of it ---- */

static bool is_judged(const ind_run *run, const ind_input *input) {
    return input->is_scanned && input->is_read && input->dataset->date >= 0 && is_told_of(run, input->dataset->name);
}

static bool has_outside(ind_run *run, const ind_input *input) {
    const ind_dataset *dataset = input->dataset;
    uint64_t outside = 0, all = 0;
    count_rows(run, input, &outside, &all);
    if (!ind_is_too_much(outside, dataset->max_unreadable, all))
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
        const ind_input *input = &run->inputs[i];
        if (!is_judged(run, input))
            continue;
        bool years = has_outside(run, input), strange = has_strangers(run, input);
        if (!years && !strange)
            continue;
        for (size_t j = 0; j < run->job_count; j++)
            for (size_t f = 0; f < run->jobs[j].measure->feed_count; f++)
                if (run->jobs[j].measure->feeds[f].dataset == input->dataset)
                    run->jobs[j].flags |= IND_FLAG_DATA_FINDINGS;
    }
}

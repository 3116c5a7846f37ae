/* sums.c - what follows from numbers that do not add up: a measure that reads one of them is flagged, for nobody knows
 * which of them is wrong. */
#include "engine/judge/judge_data.h"

static bool is_of_sums(const ind_data_finding *f) {
    return strcmp(f->rule, "row_sum") == 0 || strcmp(f->rule, "column_sum") == 0;
}

static bool reads(const ind_feed *feed, uint32_t field) {
    for (size_t i = 0; i < feed->basis_count; i++)
        if (!feed->bases[i].is_key && feed->bases[i].dataset == feed->dataset && feed->bases[i].field == field)
            return true;
    return false;
}

/* Does the feed read the column that the finding names, or one of those that add up to it? */
static bool is_concerned(const ind_feed *feed, const ind_data_finding *f) {
    const ind_dataset *dataset = feed->dataset;
    int column = f->column == NULL ? -1 : ind_dataset_field(dataset, ind_str_of(f->column));
    bool concerned = column >= 0 && reads(feed, (uint32_t)column);
    for (size_t r = 0; r < dataset->sum_count; r++) {
        const ind_sum_rule *rule = &dataset->sums[r];
        for (size_t i = 0; !rule->down && (int)rule->total == column && i < rule->column_count; i++)
            concerned |= reads(feed, rule->columns[i]);
    }
    return concerned;
}

static void judge_feed(ind_run *run, ind_job *job, const ind_feed *feed) {
    const ind_input *input = ind_run_input(run, feed->dataset->name);
    for (size_t f = 0; input != NULL && input->is_read && f < input->file_count; f++)
        for (size_t i = 0; i < input->misses[f].count; i++)
            if (is_of_sums(&input->misses[f].items[i]) && is_concerned(feed, &input->misses[f].items[i]))
                job->flags |= IND_FLAG_DATA_FINDINGS;
}

void ind_sums_judge(ind_run *run) {
    for (size_t i = 0; i < run->job_count; i++)
        for (size_t f = 0; run->jobs[i].reason == NULL && f < run->jobs[i].measure->feed_count; f++)
            judge_feed(run, &run->jobs[i], &run->jobs[i].measure->feeds[f]);
}

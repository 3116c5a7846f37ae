/* tidy_csv.c - one row a cell, for R, Excel and the like: names beside codes, decimal point, ';' between fields.
 *
 * Columns are the same whatever the measures; what a cell does not have is empty.  Groups stand as
 * "lan=04,kon=K" and, for the areas and sex that most splits are by, in columns of their own. */
#include "base/number.h"
#include "report/csv_field.h"
#include "report/report.h"

static const char *const group_columns[] = {"lan", "kommunkod", "kon"};
static const char *const number_columns[] = {"numerator", "denominator", "n", "n_weighted", "n_effective", "sd"};
enum { GROUPS = 3, NUMBERS = 6, SEPARATOR = ';' };

static void put_text(ind_buffer *out, ind_str text) {
    ind_csv_field(text, SEPARATOR, out);
}

static void separate(ind_buffer *out) {
    ind_buffer_add(out, &(char){SEPARATOR}, 1);
}

static void put_number(ind_buffer *out, double x, bool whole) {
    char text[IND_NUMBER_TEXT];
    separate(out);
    if (isfinite(x) && whole && fabs(x) < 9e15)
        ind_buffer_text(out, ind_integer_text((int64_t)x, text));
    else if (isfinite(x))
        ind_buffer_text(out, ind_number_text(x, text));
}

static void put_groups(ind_buffer *out, ind_buffer *all, const ind_cell_result *r) {
    all->length = 0;
    for (size_t g = 0; g < r->group_count; g++)
        ind_buffer_format(all, "%s%.*s=%.*s", g == 0 ? "" : ",", IND_STR_ARGS(r->group_name[g]),
                          IND_STR_ARGS(r->group_value[g]));
    separate(out);
    put_text(out, ind_buffer_str(all));
    for (size_t c = 0; c < GROUPS; c++) {
        size_t g = 0;
        while (g < r->group_count && !ind_str_is(r->group_name[g], group_columns[c]))
            g++;
        separate(out);
        if (g < r->group_count)
            put_text(out, r->group_value[g]);
        separate(out);
        if (g < r->group_count)
            put_text(out, r->group_label[g]);
    }
}

static void put_flags(ind_buffer *out, unsigned flags) {
    const char *flag;
    separate(out);
    for (size_t i = 0; (flag = ind_report_flags(flags, i)) != NULL; i++) {
        ind_buffer_text(out, i == 0 ? "" : ",");
        ind_buffer_text(out, flag);
    }
}

typedef struct {
    FILE *file;
    const ind_measure *measure;
    ind_buffer head; /* what each row begins with */
    ind_buffer row, group;
} csv_context;

static void put_numbers(ind_buffer *row, const ind_outcome *out) {
    for (size_t c = 0; c < NUMBERS; c++) {
        double value = NAN;
        bool whole = false;
        for (size_t i = 0; i < out->number_count; i++)
            if (strcmp(out->numbers[i].name, number_columns[c]) == 0) {
                value = out->numbers[i].value;
                whole = out->numbers[i].whole;
            }
        put_number(row, value, whole);
    }
}

static void put_cell(void *context, const ind_cell_result *r) {
    csv_context *c = context;
    ind_buffer *row = &c->row;
    const ind_outcome *out = &r->outcome;
    row->length = 0;
    ind_buffer_add(row, c->head.data, c->head.length);
    ind_buffer_text(row, r->period);
    put_groups(row, &c->group, r);
    separate(row);
    ind_buffer_text(row, ind_cell_status_name(r->status));
    put_flags(row, r->flags);
    put_number(row, out->value, false);
    put_number(row, out->has_interval[0] ? out->intervals[0].low : NAN, false);
    put_number(row, out->has_interval[0] ? out->intervals[0].high : NAN, false);
    put_numbers(row, out);
    separate(row);
    put_text(row, c->measure->unit);
    ind_buffer_text(row, "\n");
    fwrite(row->data, 1, row->length, c->file);
}

static void put_measure(ind_run *run, size_t number, bool english, FILE *file) {
    const ind_measure *measure = run->jobs[number].measure;
    csv_context context = {.file = file, .measure = measure};
    put_text(&context.head, measure->id);
    separate(&context.head);
    put_text(&context.head, english ? measure->title_en : measure->title_sv);
    separate(&context.head);
    ind_run_results(run, number, put_cell, &context);
    ind_buffer_free(&context.head);
    ind_buffer_free(&context.row);
    ind_buffer_free(&context.group);
}

void ind_report_csv(ind_run *run, const ind_report_options *options, FILE *file) {
    fputs("indicator;title;period;group", file);
    for (size_t c = 0; c < GROUPS; c++)
        fprintf(file, ";%s;%s_name", group_columns[c], group_columns[c]);
    fputs(";status;flags;value;low;high", file);
    for (size_t c = 0; c < NUMBERS; c++)
        fprintf(file, ";%s", number_columns[c]);
    fputs(";unit\n", file);
    for (size_t i = 0; i < run->job_count; i++)
        put_measure(run, i, options->english, file);
}

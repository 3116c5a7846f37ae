/* tidy_csv.c - one row a cell, for R, Excel and the like: names beside codes, decimal point, ';' between fields.
 *
 * Columns are the same whatever the measures; what a cell does not have is empty.  Groups stand as
 * "lan=04,kon=K" and, for the areas and sex that most splits are by, in columns of their own. */
#include "base/number.h"
#include "report/csv_field.h"
#include "report/report.h"

static const char *const group_columns[] = {"lan", "kommunkod", "kon"};
static const char *const number_columns[] = {"numerator", "denominator", "n", "n_weighted", "n_effective", "sd"};
enum { GROUPS = 3, NUMBERS = 6 };

static void put_text(FILE *file, ind_str text) {
    ind_buffer field = {0};
    ind_csv_field(text, ';', &field);
    if (field.length > 0)
        fwrite(field.data, 1, field.length, file);
    ind_buffer_free(&field);
}

static void put_number(FILE *file, double x, bool whole) {
    char text[IND_NUMBER_TEXT];
    fputc(';', file);
    if (isfinite(x) && whole && fabs(x) < 9e15)
        fprintf(file, "%lld", (long long)x);
    else if (isfinite(x))
        fputs(ind_number_text(x, text), file);
}

static void put_groups(FILE *file, const ind_cell_result *r) {
    ind_buffer all = {0};
    for (size_t g = 0; g < r->group_count; g++)
        ind_buffer_format(&all, "%s%.*s=%.*s", g == 0 ? "" : ",", IND_STR_ARGS(r->group_name[g]),
                          IND_STR_ARGS(r->group_value[g]));
    fputc(';', file);
    put_text(file, ind_buffer_str(&all));
    ind_buffer_free(&all);
    for (size_t c = 0; c < GROUPS; c++) {
        size_t g = 0;
        while (g < r->group_count && !ind_str_is(r->group_name[g], group_columns[c]))
            g++;
        fputc(';', file);
        if (g < r->group_count)
            put_text(file, r->group_value[g]);
        fputc(';', file);
        if (g < r->group_count)
            put_text(file, r->group_label[g]);
    }
}

static void put_flags(FILE *file, unsigned flags) {
    const char *flag;
    fputc(';', file);
    for (size_t i = 0; (flag = ind_report_flags(flags, i)) != NULL; i++)
        fprintf(file, "%s%s", i == 0 ? "" : ",", flag);
}

typedef struct {
    FILE *file;
    const ind_measure *measure;
    bool english;
} csv_context;

static void put_numbers(FILE *file, const ind_outcome *out) {
    for (size_t c = 0; c < NUMBERS; c++) {
        double value = NAN;
        bool whole = false;
        for (size_t i = 0; i < out->number_count; i++)
            if (strcmp(out->numbers[i].name, number_columns[c]) == 0) {
                value = out->numbers[i].value;
                whole = out->numbers[i].whole;
            }
        put_number(file, value, whole);
    }
}

static void put_cell(void *context, const ind_cell_result *r) {
    const csv_context *c = context;
    const ind_outcome *out = &r->outcome;
    put_text(c->file, c->measure->id);
    fputc(';', c->file);
    put_text(c->file, c->english ? c->measure->title_en : c->measure->title_sv);
    fprintf(c->file, ";%s", r->period);
    put_groups(c->file, r);
    fprintf(c->file, ";%s", ind_cell_status_name(r->status));
    put_flags(c->file, r->flags);
    put_number(c->file, out->value, false);
    put_number(c->file, out->has_interval[0] ? out->intervals[0].low : NAN, false);
    put_number(c->file, out->has_interval[0] ? out->intervals[0].high : NAN, false);
    put_numbers(c->file, out);
    fputc(';', c->file);
    put_text(c->file, c->measure->unit);
    fputc('\n', c->file);
}

void ind_report_csv(ind_run *run, const ind_report_options *options, FILE *file) {
    fputs("indicator;title;period;group", file);
    for (size_t c = 0; c < GROUPS; c++)
        fprintf(file, ";%s;%s_name", group_columns[c], group_columns[c]);
    fputs(";status;flags;value;low;high", file);
    for (size_t c = 0; c < NUMBERS; c++)
        fprintf(file, ";%s", number_columns[c]);
    fputs(";unit\n", file);
    for (size_t i = 0; i < run->job_count; i++) {
        csv_context context = {file, run->jobs[i].measure, options->english};
        ind_run_results(run, i, put_cell, &context);
    }
}

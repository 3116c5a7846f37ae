/* history.c - one measure through many reports: what each of them said of every figure, and where one has changed what
 * the one before it said. */
#include "base/number.h"
#include "report/csv_field.h"
#include "report/revisions.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A figure, and the report that says it. */
typedef struct {
    const ind_figure *figure;
    const ind_report_measure *measure;
    size_t report;
    revision_kind kind; /* NONE: as the report before, REVISION_NEW: the first that has it */
    double change;
    bool definition; /* the measure is computed in another way than in the report before */
} entry;

typedef struct {
    ind_arena *arena;
    const ind_report *const *reports;
    const char *const *names;
    const char *id;
    bool english;
    entry *items; /* in order of place, then of report */
    size_t count, room;
} history;

/* ---- gathering ---- */

static void gather(history *h, size_t number) {
    const ind_report_measure *measure = ind_report_measure_of(h->reports[number], ind_str_of(h->id));
    size_t count = 0;
    const ind_figure *figures = measure == NULL ? NULL : ind_figures_of(h->arena, measure, &count);
    for (size_t i = 0; i < count; i++) {
        h->items = ind_arena_grow(h->arena, h->items, h->count, &h->room, sizeof *h->items);
        h->items[h->count++] = (entry){.figure = &figures[i], .measure = measure, .report = number};
    }
}

static int by_place(const void *a, const void *b) {
    const entry *x = a, *y = b;
    int order = ind_str_compare(x->figure->grain, y->figure->grain);
    if (order == 0 && x->figure->group_count != y->figure->group_count)
        order = x->figure->group_count < y->figure->group_count ? -1 : 1;
    for (size_t g = 0; g < x->figure->group_count && order == 0; g++) {
        order = ind_str_compare(x->figure->name[g], y->figure->name[g]);
        if (order == 0)
            order = ind_str_compare(x->figure->code[g], y->figure->code[g]);
    }
    if (order == 0)
        order = strcmp(x->figure->period, y->figure->period);
    return order != 0 ? order : x->report < y->report ? -1 : 1;
}

static void judge(history *h) {
    for (size_t i = 0; i < h->count; i++) {
        entry *e = &h->items[i];
        bool first = i == 0 || ind_figure_order(h->items[i - 1].figure, e->figure) != 0;
        revision one = revision_of(first ? NULL : h->items[i - 1].figure, e->figure);
        e->kind = first ? REVISION_NEW : one.kind;
        e->change = one.change;
        e->definition = !first && !ind_str_equal(h->items[i - 1].measure->logic_hash, e->measure->logic_hash);
    }
}

/* ---- writing ---- */

static const char *group_code(history *h, const ind_figure *f) {
    const char *out = "";
    for (size_t g = 0; g < f->group_count; g++)
        out = ind_arena_format(h->arena, "%s%s%.*s=%.*s", out, g == 0 ? "" : " ", IND_STR_ARGS(f->name[g]),
                               IND_STR_ARGS(f->code[g]));
    return out;
}

static const char *mark(const history *h, const entry *e) {
    static const char *const sv[REVISIONS] = {"", "reviderad", "kompletterad", "", "", ""};
    static const char *const en[REVISIONS] = {"", "revised", "completed", "", "", ""};
    return h->english ? en[e->kind] : sv[e->kind];
}

static const char *flags_of(history *h, unsigned flags) {
    const char *out = "", *name;
    for (size_t i = 0; (name = ind_flag_name(flags, i)) != NULL; i++)
        out = ind_arena_format(h->arena, "%s%s%s", out, i == 0 ? "" : ",", name);
    return out;
}

static void put_text(history *h, FILE *file) {
    const char *group = NULL;
    fprintf(file, "%s\n", h->id);
    for (size_t i = 0; i < h->count; i++) {
        const entry *e = &h->items[i];
        const char *now = e->figure->group_count == 0 ? h->english ? "total" : "totalt" : e->figure->group;
        if (group == NULL || strcmp(group, now) != 0)
            fprintf(file, "\n%s\n", now);
        group = now;
        const char *flags = flags_of(h, e->figure->flags), *says = mark(h, e);
        fprintf(file, "  %s  %s  %s%s%s%s%s%s\n", e->figure->period, h->names[e->report],
                revision_value(h->arena, e->measure, e->figure, h->english), flags[0] == '\0' ? "" : "  ", flags,
                says[0] == '\0' ? "" : "  ", says,
                e->definition ? h->english ? "  another definition" : "  annan definition" : "");
    }
}

static void put_number(double x, ind_buffer *out) {
    char text[IND_NUMBER_TEXT];
    ind_buffer_text(out, ";");
    ind_buffer_text(out, isfinite(x) ? ind_number_text(x, text) : "");
}

static void put_csv_row(history *h, const entry *e, ind_buffer *out) {
    const ind_figure *f = e->figure;
    bool has_interval = f->status == IND_CELL_OK && f->outcome.has_interval[0];
    ind_buffer_format(out, "%s;%s;%.*s;", h->id, f->period, IND_STR_ARGS(f->grain));
    ind_csv_field(ind_str_of(group_code(h, f)), ';', out);
    ind_buffer_text(out, ";");
    ind_csv_field(ind_str_of(h->names[e->report]), ';', out);
    ind_buffer_format(out, ";%s;%s", ind_cell_status_name(f->status), flags_of(h, f->flags));
    put_number(f->status == IND_CELL_OK ? f->outcome.value : (double)NAN, out);
    put_number(has_interval ? f->outcome.intervals[0].low : (double)NAN, out);
    put_number(has_interval ? f->outcome.intervals[0].high : (double)NAN, out);
    ind_buffer_format(out, ";%s", e->kind == REVISION_NEW ? "first" : revision_name(e->kind));
    put_number(e->change, out);
    ind_buffer_format(out, ";%s\n", e->definition ? "other" : "");
}

static void put_csv(history *h, FILE *file) {
    ind_buffer out = {0};
    ind_buffer_text(&out,
                    "indicator;period;grain;group;report;status;flags;value;low;high;change;difference;definition\n");
    for (size_t i = 0; i < h->count; i++)
        put_csv_row(h, &h->items[i], &out);
    fwrite(out.data, 1, out.length, file);
    ind_buffer_free(&out);
}

static void put_json(history *h, FILE *file) {
    ind_buffer out = {0};
    ind_json_text json = {.text = &out, .first = true, .clean = true};
    ind_json_open(&json, "{");
    ind_json_text_member(&json, "format", IND_STR("indikator-history/1"));
    ind_json_text_member(&json, "id", ind_str_of(h->id));
    ind_json_put_key(&json, "figures");
    ind_json_open(&json, "[");
    for (size_t i = 0; i < h->count; i++) {
        const entry *e = &h->items[i];
        ind_json_next(&json, "\n  ");
        ind_json_open(&json, "{");
        revision_json_place(&json, e->figure);
        ind_json_text_member(&json, "report", ind_str_of(h->names[e->report]));
        ind_json_text_member(&json, "status", ind_str_of(ind_cell_status_name(e->figure->status)));
        ind_json_number_member(&json, "value",
                               e->figure->status == IND_CELL_OK ? e->figure->outcome.value : (double)NAN);
        ind_json_text_member(&json, "change", ind_str_of(e->kind == REVISION_NEW ? "first" : revision_name(e->kind)));
        if (!isnan(e->change))
            ind_json_number_member(&json, "difference", e->change);
        ind_json_flag_member(&json, "other_definition", e->definition);
        ind_json_close(&json, "}");
    }
    ind_json_close(&json, "]");
    ind_json_close(&json, "}");
    fwrite(out.data, 1, out.length, file);
    fputc('\n', file);
    ind_buffer_free(&out);
}

ind_status ind_history_write(const ind_report *const *reports, const char *const *names, size_t count, const char *id,
                             ind_history_format format, bool english, ind_diag *diag, FILE *file) {
    history h = {.arena = ind_arena_new(), .reports = reports, .names = names, .id = id, .english = english};
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < i; k++)
            good = revisions_comparable(reports[k], reports[i], diag) && good;
        gather(&h, i);
    }
    if (good && h.count == 0)
        ind_diag_add(diag, IND_ERROR, IND_E_USAGE, "unknown_id", (ind_place){0}, NULL, "no report has figures of '%s'",
                     id);
    if (good && h.count > 0) {
        qsort(h.items, h.count, sizeof *h.items, by_place);
        judge(&h);
        if (format == IND_HISTORY_CSV)
            put_csv(&h, file);
        else if (format == IND_HISTORY_JSON)
            put_json(&h, file);
        else
            put_text(&h, file);
    }
    good &= h.count > 0;
    ind_arena_free(h.arena);
    return good ? IND_OK : IND_E_USAGE;
}

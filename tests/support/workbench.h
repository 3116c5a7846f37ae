/* workbench.h - a small catalogue in a folder of its own, and runs over tables in memory.
 *
 * JSON is written with ` for ", so that it stands readable in C.  Results come as text, one line a cell that has
 * anything counted, so that a table of tests can hold what is expected:
 *
 *   2024 lan=04 kon=?: ok 50 numerator=1 denominator=2 [preliminary] */
#ifndef IND_TEST_WORKBENCH_H
#define IND_TEST_WORKBENCH_H

#include "base/number.h"
#include "engine/engine.h"
#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BENCH_FILES = 64, BENCH_TABLES = 6, BENCH_PATH = 192 };

typedef struct {
    char folder[64];
    char files[BENCH_FILES][BENCH_PATH]; /* in the order they were made, folders too */
    size_t file_count;
    ind_diag *diag;
    ind_catalogue *catalogue;
} bench;

/* ---- files ---- */

static inline void bench_remember(bench *b, const char *path) {
    if (b->file_count == BENCH_FILES)
        abort();
    snprintf(b->files[b->file_count++], BENCH_PATH, "%s", path);
}

/* TEXT with " for ` as the file NAME of the folder; the path, BORROWED until the bench is closed. */
static inline const char *bench_write(bench *b, const char *name, const char *text) {
    char path[BENCH_PATH];
    snprintf(path, sizeof path, "%s/%s", b->folder, name);
    FILE *file = fopen(path, "wb");
    if (file == NULL)
        abort();
    for (; *text != '\0'; text++)
        fputc(*text == '`' ? '"' : *text, file);
    fclose(file);
    for (size_t i = 0; i < b->file_count; i++)
        if (strcmp(b->files[i], path) == 0)
            return b->files[i];
    bench_remember(b, path);
    return b->files[b->file_count - 1];
}

static inline void bench_folder(bench *b, const char *name) {
    char path[BENCH_PATH];
    snprintf(path, sizeof path, "%s/%s", b->folder, name);
    if (mkdir(path, 0700) != 0)
        abort();
    bench_remember(b, path);
}

/* ---- the catalogue ---- */

/* clang-format off */
static const char bench_kommuner[] = "# version: 1\n# hierarchy: kod < lanskod\nkod;namn;lanskod;lan;giltig_fran;giltig_till\n"
    "0480;Nyköping;04;Södermanlands län;;\n0488;Trosa;04;Södermanlands län;1992-01-01;\n"
    "1880;Örebro;18;Örebro län;;\n1917;Heby;19;Västmanlands län;;2006-12-31\n";
static const char bench_lan[] = "# version: 1\n# hierarchy: lanskod\nlanskod;namn\n18;Örebro län\n04;Södermanlands län\n19;Västmanlands län\n";

/* Visits, one row each: for the kinds that go row by row, and for continuity. */
static const char bench_besok[] =
    "{`format`:`indikator-dataset/1`,`name`:`besok`,`title`:{`sv`:`b`,`en`:`b`},`fields`:["
    "{`name`:`id`,`type`:`string`,`constraints`:{`required`:true}},"
    "{`name`:`person_id`,`type`:`string`,`x-indikator`:{`optional`:true,`identifying`:true}},"
    "{`name`:`datum`,`type`:`date`},"
    "{`name`:`kommunkod`,`type`:`string`,`x-indikator`:{`optional`:true,`codelist`:`kommuner`}},"
    "{`name`:`kon`,`type`:`string`,`constraints`:{`enum`:[`M`,`K`]},`x-indikator`:{`optional`:true}},"
    "{`name`:`enhet`,`type`:`string`,`x-indikator`:{`optional`:true}},"
    "{`name`:`lakare`,`type`:`string`,`x-indikator`:{`optional`:true}},"
    "{`name`:`diagnoser`,`type`:`string`,`x-indikator`:{`optional`:true,`list`:true}},"
    "{`name`:`svar`,`type`:`string`,`x-indikator`:{`optional`:true}},"
    "{`name`:`antal`,`type`:`integer`,`x-indikator`:{`optional`:true}},"
    "{`name`:`varde`,`type`:`number`,`x-indikator`:{`optional`:true}},"
    "{`name`:`vikt`,`type`:`number`,`x-indikator`:{`optional`:true}},"
    "{`name`:`slut`,`type`:`date`,`x-indikator`:{`optional`:true}}],"
    "`primaryKey`:[`id`],"
    "`foreignKeys`:[{`fields`:[`person_id`],`reference`:{`resource`:`personer`,`fields`:[`person_id`]},"
    "`x-indikator`:{`valid`:{`at`:`datum`,`from`:`giltig_fran`,`to`:`giltig_till`}}}],"
    "`x-indikator`:{`derived`:[{`name`:`lansdel`,`type`:`string`,`expression`:`substr(kommunkod, 1, 2)`}]}}";
static const char bench_personer[] =
    "{`format`:`indikator-dataset/1`,`name`:`personer`,`title`:{`sv`:`p`,`en`:`p`},`fields`:["
    "{`name`:`person_id`,`type`:`string`,`constraints`:{`required`:true},`x-indikator`:{`identifying`:true}},"
    "{`name`:`kon`,`type`:`string`,`x-indikator`:{`optional`:true}},"
    "{`name`:`fodelsedatum`,`type`:`date`,`x-indikator`:{`optional`:true}},"
    "{`name`:`dodsdatum`,`type`:`date`,`x-indikator`:{`optional`:true}},"
    "{`name`:`flytt_datum`,`type`:`date`,`x-indikator`:{`optional`:true}},"
    "{`name`:`giltig_fran`,`type`:`date`,`x-indikator`:{`optional`:true}},"
    "{`name`:`giltig_till`,`type`:`date`,`x-indikator`:{`optional`:true}}],"
    "`primaryKey`:[`person_id`,`giltig_fran`]}";
static const char bench_vistelser[] =
    "{`format`:`indikator-dataset/1`,`name`:`vistelser`,`title`:{`sv`:`v`,`en`:`v`},`fields`:["
    "{`name`:`id`,`type`:`string`,`constraints`:{`required`:true}},"
    "{`name`:`person_id`,`type`:`string`,`x-indikator`:{`identifying`:true}},"
    "{`name`:`kommunkod`,`type`:`string`,`x-indikator`:{`codelist`:`kommuner`}},"
    "{`name`:`in_datum`,`type`:`date`},{`name`:`ut_datum`,`type`:`date`},"
    "{`name`:`satt`,`type`:`string`},{`name`:`planerad`,`type`:`string`}],"
    "`primaryKey`:[`id`],"
    "`foreignKeys`:[{`fields`:[`person_id`],`reference`:{`resource`:`personer`,`fields`:[`person_id`]},"
    "`x-indikator`:{`valid`:{`at`:`in_datum`,`from`:`giltig_fran`,`to`:`giltig_till`}}}]}";
static const char bench_svar[] =
    "{`format`:`indikator-dataset/1`,`name`:`svar`,`title`:{`sv`:`s`,`en`:`s`},`fields`:["
    "{`name`:`enkat`,`type`:`string`},{`name`:`omgang`,`type`:`string`},{`name`:`respondent`,`type`:`string`},"
    "{`name`:`kommunkod`,`type`:`string`,`x-indikator`:{`codelist`:`kommuner`}},"
    "{`name`:`fraga`,`type`:`string`},{`name`:`kod`,`type`:`string`},{`name`:`vikt`,`type`:`number`}],"
    "`primaryKey`:[`enkat`,`omgang`,`respondent`,`fraga`],"
    "`foreignKeys`:[{`fields`:[`enkat`,`fraga`,`kod`],`reference`:{`resource`:`fragor`,`fields`:[`enkat`,`fraga`,`kod`]}}],"
    "`x-indikator`:{`derived`:[{`name`:`dag`,`type`:`date`,`expression`:`date(number(omgang), 12, 31)`}]}}";
static const char bench_fragor[] =
    "{`format`:`indikator-dataset/1`,`name`:`fragor`,`title`:{`sv`:`f`,`en`:`f`},`fields`:["
    "{`name`:`enkat`,`type`:`string`},{`name`:`fraga`,`type`:`string`},{`name`:`kod`,`type`:`string`},"
    "{`name`:`poang`,`type`:`number`},{`name`:`vikt`,`type`:`number`}],"
    "`primaryKey`:[`enkat`,`fraga`,`kod`]}";
static const char bench_leveranser[] =
    "{`format`:`indikator-dataset/1`,`name`:`leveranser`,`title`:{`sv`:`l`,`en`:`l`},`fields`:["
    "{`name`:`dataset`,`type`:`string`},{`name`:`lamnare`,`type`:`string`},"
    "{`name`:`period_fran`,`type`:`date`},{`name`:`period_till`,`type`:`date`}],"
    "`primaryKey`:[`dataset`,`lamnare`,`period_fran`],`x-indikator`:{`personal`:false,`deliveries`:{`dataset`:`dataset`,"
    "`supplier`:`lamnare`,`from`:`period_fran`,`to`:`period_till`,`areas`:[`kommuner`,`lan`]}}}";

/* The beginning of every definition here; what the kind needs follows. */
#define BENCH_HEAD "{`format`:`indikator/1`,`id`:`m`,`version`:`1`,`title`:{`sv`:`titel`,`en`:`title`},\n"
#define BENCH_ENVELOPE BENCH_HEAD "`unit`:`percent`,`better`:`lower`,\n"
#define BENCH_BY_AREA "`groups`:{`kommunkod`:`kommunkod`,`lan`:{`codelist`:`kommuner`,`key`:`kommunkod`,`attribute`:`lanskod`}},"
/* clang-format on */

static inline void bench_reload(bench *b) {
    ind_catalogue_close(b->catalogue);
    ind_diag_free(b->diag);
    b->diag = ind_diag_new();
    b->catalogue = NULL;
    const char *folder = b->folder;
    ind_catalogue_load(&folder, 1, b->diag, &b->catalogue);
}

static inline bench *bench_open(void) {
    static const struct {
        const char *name, *text;
    } files[] = {
        {"codelists/kommuner.csv", bench_kommuner},   {"codelists/lan.csv", bench_lan},
        {"datasets/besok.json", bench_besok},         {"datasets/personer.json", bench_personer},
        {"datasets/vistelser.json", bench_vistelser}, {"datasets/svar.json", bench_svar},
        {"datasets/fragor.json", bench_fragor},       {"datasets/leveranser.json", bench_leveranser},
    };
    bench *b = ind_alloc(sizeof *b);
    snprintf(b->folder, sizeof b->folder, "/tmp/indikator_testXXXXXX");
    if (mkdtemp(b->folder) == NULL)
        abort();
    bench_folder(b, "datasets");
    bench_folder(b, "codelists");
    bench_folder(b, "pack");
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        bench_write(b, files[i].name, files[i].text);
    bench_reload(b);
    return b;
}

static inline void bench_close(bench *b) {
    ind_catalogue_close(b->catalogue);
    ind_diag_free(b->diag);
    while (b->file_count > 0)
        remove(b->files[--b->file_count]);
    rmdir(b->folder);
    free(b);
}

/* ---- a run ---- */

typedef struct {
    const char *dataset, *csv; /* header and rows, ; between */
} bench_table;

typedef struct {
    const char *period, *complete_until;
    const char *area, *grain, *split; /* NULL: all */
} bench_options;

typedef struct {
    ind_data_file files[BENCH_TABLES];
    const char *areas[1], *grains[1], *splits[1];
    ind_run_options options;
    ind_run *run; /* NULL: refused; the diag says why */
    ind_status status;
} bench_run;

static inline void bench_run_set(bench_run *r, const bench_table *tables, const bench_options *o) {
    *r = (bench_run){.areas = {o->area}, .grains = {o->grain}, .splits = {o->split}};
    size_t count = 0;
    for (; count < BENCH_TABLES && tables[count].dataset != NULL; count++)
        r->files[count] = (ind_data_file){
            .dataset = tables[count].dataset, .path = tables[count].dataset, .content = ind_str_of(tables[count].csv)};
    r->options = (ind_run_options){.files = r->files,
                                   .file_count = count,
                                   .period = o->period,
                                   .complete_until = o->complete_until,
                                   .areas = r->areas,
                                   .area_count = o->area != NULL,
                                   .grains = r->grains,
                                   .grain_count = o->grain != NULL,
                                   .splits = r->splits,
                                   .split_count = o->split != NULL,
                                   .max_rejected = 100};
}

/* Load the definition DEFINITION as measure "m" and run it.  R stays where it is until it is closed. */
static inline void bench_run_open(bench *b, bench_run *r, const char *definition, const bench_table *tables,
                                  const bench_options *options) {
    ind_measure *measure;
    bench_run_set(r, tables, options);
    r->status = ind_measure_load(b->catalogue, bench_write(b, "pack/m.json", definition), b->diag, &measure);
    if (r->status != IND_OK)
        return;
    const ind_measure *measures[] = {measure};
    r->status = ind_run_new(b->catalogue, measures, 1, &r->options, b->diag, &r->run);
}

static inline void bench_run_close(bench_run *r) {
    ind_run_free(r->run);
    r->run = NULL;
}

/* ---- what came out, as text ---- */

static inline void bench_number(ind_buffer *out, double x) {
    char text[IND_NUMBER_TEXT];
    ind_buffer_format(out, "%s", isfinite(x) ? ind_number_text(x, text) : "null");
}

static inline void bench_cell(void *context, const ind_cell_result *c) {
    ind_buffer *out = context;
    const char *flag;
    if (c->status == IND_CELL_NO_DATA)
        return;
    ind_buffer_text(out, c->period);
    for (size_t g = 0; g < c->group_count; g++)
        ind_buffer_format(out, " %.*s=%.*s", IND_STR_ARGS(c->group_name[g]),
                          c->group_value[g].length == 0 ? 1 : (int)c->group_value[g].length,
                          c->group_value[g].length == 0 ? "?" : c->group_value[g].data);
    ind_buffer_format(out, ": %s ", ind_cell_status_name(c->status));
    bench_number(out, c->outcome.value);
    for (size_t i = 0; i < c->outcome.number_count; i++) {
        ind_buffer_format(out, " %s=", c->outcome.numbers[i].name);
        bench_number(out, c->outcome.numbers[i].value);
    }
    for (size_t i = 0; i < c->outcome.also_count; i++) {
        ind_buffer_format(out, " %s=", c->outcome.also[i].name);
        bench_number(out, c->outcome.also[i].value);
    }
    for (size_t i = 0; (flag = ind_flag_name(c->flags, i)) != NULL; i++)
        ind_buffer_format(out, " [%s]", flag);
    ind_buffer_text(out, "\n");
}

/* Where a run was refused or not computed: "refused STATUS" and the errors, or the reason. */
static inline void bench_results(const bench *b, const bench_run *r, ind_buffer *out) {
    if (r->run != NULL && ind_run_reason(r->run, 0) == NULL) {
        ind_buffer_text(out, "");
        ind_run_give(r->run, 0, &(ind_result_taker){.context = out, .cell = bench_cell});
        return;
    }
    ind_buffer_format(out, "refused %d\n", (int)r->status);
    if (r->run != NULL)
        ind_buffer_format(out, "%s\n", ind_run_reason(r->run, 0));
    for (size_t i = 0; i < ind_diag_count(b->diag); i++) {
        const ind_finding *f = ind_diag_at(b->diag, i);
        if (f->severity == IND_ERROR)
            ind_buffer_format(out, "%s: %s\n", f->rule, f->message);
    }
}

/* "rows=5 where=3 (1) ..."; the number of unknowns in parentheses if there were any. */
static inline void bench_flow(const bench_run *r, ind_buffer *out) {
    const ind_flow *flow = &r->run->jobs[0].counter.flow;
    for (size_t i = 0; i < flow->count; i++) {
        ind_buffer_format(out, "%s%s=%lld", i == 0 ? "" : ", ", flow->items[i].step, (long long)flow->items[i].n);
        if (flow->items[i].unknown > 0)
            ind_buffer_format(out, " (%lld)", (long long)flow->items[i].unknown);
    }
}

#endif

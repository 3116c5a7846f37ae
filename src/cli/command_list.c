/* command_list.c - "list": one line a definition, for eyes (table), spreadsheets (csv) or programs (json). */
#include "base/json_text.h"
#include "cli/cli.h"
#include "cli/print.h"
#include "report/csv_field.h"

#include <stdlib.h>

typedef struct {
    ind_str id, kind, unit, title, version, pack;
} line;

typedef struct {
    line *items;
    size_t count;
} lines;

static ind_status read_line(const cli_session *session, ind_catalogue *catalogue, size_t index, lines *out) {
    ind_measure *measure = NULL;
    ind_status status =
        ind_measure_load(catalogue, ind_catalogue_measure_path(catalogue, index), session->diag, &measure);
    if (measure == NULL)
        return status;
    bool english = session->options.language != NULL && strcmp(session->options.language, "en") == 0;
    out->items[out->count++] =
        (line){ind_measure_id(measure),      ind_measure_kind(measure),
               ind_measure_unit(measure),    ind_measure_title(measure, english),
               ind_measure_version(measure), ind_str_of(ind_catalogue_measure_pack(catalogue, index))};
    return status;
}

/* ---- table ---- */

static void print_cell(ind_str text, size_t width) {
    cli_print_text(text, stdout);
    for (size_t used = cli_width(text); used < width + 2; used++)
        putchar(' ');
}

static size_t wider(size_t width, ind_str text) {
    size_t own = cli_width(text);
    return own > width ? own : width;
}

static void print_table(const lines *all) {
    size_t id = 0, kind = 0, unit = 0;
    for (size_t i = 0; i < all->count; i++) {
        id = wider(id, all->items[i].id);
        kind = wider(kind, all->items[i].kind);
        unit = wider(unit, all->items[i].unit);
    }
    for (size_t i = 0; i < all->count; i++) {
        print_cell(all->items[i].id, id);
        print_cell(all->items[i].kind, kind);
        print_cell(all->items[i].unit, unit);
        cli_print_text(all->items[i].title, stdout);
        putchar('\n');
    }
}

/* ---- csv and json ---- */

static void print_field(ind_str text, char after) {
    ind_buffer field = {0};
    ind_csv_field(text, ',', &field);
    if (field.length > 0)
        fwrite(field.data, 1, field.length, stdout);
    ind_buffer_free(&field);
    putchar(after);
}

static void print_csv(const lines *all) {
    puts("id,version,pack,kind,unit,title");
    for (size_t i = 0; i < all->count; i++) {
        const line *l = &all->items[i];
        print_field(l->id, ',');
        print_field(l->version, ',');
        print_field(l->pack, ',');
        print_field(l->kind, ',');
        print_field(l->unit, ',');
        print_field(l->title, '\n');
    }
}

static void print_json(const lines *all) {
    ind_buffer out = {0};
    ind_json_text json = {.text = &out};
    ind_json_open(&json, "[");
    for (size_t i = 0; i < all->count; i++) {
        const line *l = &all->items[i];
        ind_json_next(&json, "\n  ");
        ind_json_open(&json, "{ ");
        ind_json_text_member(&json, "id", l->id);
        ind_json_text_member(&json, "version", l->version);
        ind_json_text_member(&json, "pack", l->pack);
        ind_json_text_member(&json, "kind", l->kind);
        ind_json_text_member(&json, "unit", l->unit);
        ind_json_text_member(&json, "title", l->title);
        ind_json_close(&json, " }");
    }
    ind_json_close(&json, "\n]\n");
    fwrite(out.data, 1, out.length, stdout);
    ind_buffer_free(&out);
}

static ind_status print_ids(ind_catalogue *catalogue, ind_status status) {
    for (size_t i = 0; i < ind_catalogue_measure_count(catalogue); i++) {
        cli_print_text(ind_catalogue_measure_id(catalogue, i), stdout);
        putchar('\n');
    }
    ind_catalogue_close(catalogue);
    return status;
}

ind_status cli_list(cli_session *session) {
    ind_catalogue *catalogue = NULL;
    ind_status status = cli_open_catalogue(session, &catalogue);
    if (catalogue == NULL)
        return status;
    if (session->options.ids)
        return print_ids(catalogue, status);
    size_t count = ind_catalogue_measure_count(catalogue);
    lines all = {.items = ind_arena_alloc(session->options.arena, (count + 1) * sizeof(line))};
    for (size_t i = 0; i < count; i++)
        status = ind_status_worst(status, read_line(session, catalogue, i, &all));
    const char *format = session->options.format;
    if (format == NULL || strcmp(format, "table") == 0)
        print_table(&all);
    else if (strcmp(format, "csv") == 0)
        print_csv(&all);
    else
        print_json(&all);
    ind_catalogue_close(catalogue);
    return status;
}

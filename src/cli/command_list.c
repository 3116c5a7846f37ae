/* command_list.c - "list": one line a definition, for eyes (table), spreadsheets (csv) or programs (json). */
#include "base/json_text.h"
#include "cli/list.h"
#include "cli/print.h"
#include "report/csv_field.h"

#include <stdlib.h>

static bool is_english(const cli_session *session) {
    return session->options.language != NULL && strcmp(session->options.language, "en") == 0;
}

static ind_status read_line(const cli_session *session, ind_catalogue *catalogue, size_t index,
                            cli_listed_measures *out) {
    ind_measure *measure = NULL;
    ind_status status =
        ind_measure_load(catalogue, ind_catalogue_measure_path(catalogue, index), session->diag, &measure);
    if (measure == NULL)
        return status;
    bool english = is_english(session);
    out->items[out->count++] = (cli_listed_measure){measure,
                                                    ind_measure_id(measure),
                                                    ind_measure_kind(measure),
                                                    ind_measure_unit(measure),
                                                    ind_measure_title(measure, english),
                                                    ind_measure_version(measure),
                                                    ind_str_of(ind_catalogue_measure_pack(catalogue, index))};
    return status;
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

/* Where a measure stands: keys of a definition, each a text or a list of them. */
enum { PLACES = 5, LISTS_FROM = 2 };
static const char *const places[PLACES] = {"status", "target_area", "indicator", "perspective", "principal"};

/* The texts at KEY, with "|" between them. */
static void print_joined(const ind_measure *measure, const char *key, char after) {
    ind_buffer joined = {0};
    ind_str text;
    for (size_t i = 0; (text = ind_measure_text(measure, key, i)).length > 0; i++)
        ind_buffer_format(&joined, "%s%.*s", i == 0 ? "" : "|", IND_STR_ARGS(text));
    print_field(ind_buffer_str(&joined), after);
    ind_buffer_free(&joined);
}

static void print_csv(const cli_listed_measures *all) {
    puts("id,version,pack,kind,unit,title,status,target_area,indicator,perspective,principal");
    for (size_t i = 0; i < all->count; i++) {
        const cli_listed_measure *l = &all->items[i];
        print_field(l->id, ',');
        print_field(l->version, ',');
        print_field(l->pack, ',');
        print_field(l->kind, ',');
        print_field(l->unit, ',');
        print_field(l->title, ',');
        for (size_t k = 0; k < PLACES; k++)
            print_joined(l->measure, places[k], k + 1 < PLACES ? ',' : '\n');
    }
}

static void put_place(ind_json_text *json, const ind_measure *measure, const char *key, bool list) {
    ind_str text = ind_measure_text(measure, key, 0);
    if (text.length == 0)
        return;
    ind_json_put_key(json, key);
    ind_json_raw(json, list ? "[" : "");
    json->first = true;
    for (size_t i = 0; (text = ind_measure_text(measure, key, i)).length > 0; i++) {
        ind_json_next(json, "");
        ind_json_text_value(json, text);
    }
    ind_json_close(json, list ? "]" : "");
}

static void print_json(const cli_listed_measures *all) {
    ind_buffer out = {0};
    ind_json_text json = {.text = &out};
    ind_json_open(&json, "[");
    for (size_t i = 0; i < all->count; i++) {
        const cli_listed_measure *l = &all->items[i];
        ind_json_next(&json, "\n  ");
        ind_json_open(&json, "{ ");
        ind_json_text_member(&json, "id", l->id);
        ind_json_text_member(&json, "version", l->version);
        ind_json_text_member(&json, "pack", l->pack);
        ind_json_text_member(&json, "kind", l->kind);
        ind_json_text_member(&json, "unit", l->unit);
        ind_json_text_member(&json, "title", l->title);
        for (size_t k = 0; k < PLACES; k++)
            put_place(&json, l->measure, places[k], k >= LISTS_FROM);
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
    cli_listed_measures all = {.items = ind_arena_alloc(session->options.arena, (count + 1) * sizeof *all.items)};
    for (size_t i = 0; i < count; i++)
        status = ind_status_worst(status, read_line(session, catalogue, i, &all));
    const char *format = session->options.format;
    ind_outlines outlines;
    status = ind_status_worst(status, ind_catalogue_outlines(catalogue, session->diag, &outlines));
    if (format == NULL || strcmp(format, "table") == 0)
        cli_list_outlines(session, &all, &outlines, is_english(session));
    else if (strcmp(format, "csv") == 0)
        print_csv(&all);
    else
        print_json(&all);
    ind_catalogue_close(catalogue);
    return status;
}

/* outline_json.c - outlines as members of a report, in the form of their files. */
#include "report/outline_json.h"
#include "report/json_lists.h"

static void write_row(ind_json_text *json, const ind_outline_row *row) {
    ind_json_next(json, "\n            ");
    ind_json_open(json, "{ ");
    ind_json_bilingual_if(json, "title", row->title);
    ind_json_texts_if(json, "measures", row->measures);
    ind_json_bilingual_if(json, "gap", row->gap);
    ind_json_close(json, " }");
}

static void write_indicator(ind_json_text *json, const ind_outline_indicator *indicator) {
    ind_json_next(json, "\n          ");
    ind_json_open(json, "{ ");
    ind_json_bilingual_if(json, "title", indicator->title);
    ind_json_put_key(json, "rows");
    ind_json_open(json, "[");
    for (size_t i = 0; i < indicator->row_count; i++)
        write_row(json, &indicator->rows[i]);
    ind_json_close(json, " ] }");
}

static void write_area(ind_json_text *json, const ind_outline_area *area) {
    ind_json_next(json, "\n        ");
    ind_json_open(json, "{ ");
    ind_json_bilingual_if(json, "title", area->title);
    ind_json_put_key(json, "indicators");
    ind_json_open(json, "[");
    for (size_t i = 0; i < area->indicator_count; i++)
        write_indicator(json, &area->indicators[i]);
    ind_json_close(json, " ] }");
}

static void write_outline(ind_json_text *json, const ind_outline *outline) {
    ind_json_next(json, "\n    ");
    ind_json_open(json, "{ ");
    ind_json_text_member(json, "id", outline->id);
    ind_json_bilingual_if(json, "title", outline->title);
    ind_json_texts_if(json, "areas", outline->areas);
    ind_json_put_key(json, "target_areas");
    ind_json_open(json, "[");
    for (size_t i = 0; i < outline->target_area_count; i++)
        write_area(json, &outline->target_areas[i]);
    ind_json_close(json, " ] }");
}

void ind_json_outlines(ind_json_text *json, const ind_outlines *outlines) {
    if (outlines->count == 0)
        return;
    ind_json_open(json, "  \"outlines\": [");
    for (size_t i = 0; i < outlines->count; i++)
        write_outline(json, &outlines->items[i]);
    ind_json_close(json, " ],\n");
}

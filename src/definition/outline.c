/* outline.c - see outline.h. */
#include "definition/outline.h"

enum { TEXT = IND_JSON_AS_TEXT, LIST = IND_JSON_AS_ARRAY, OBJECT = IND_JSON_AS_OBJECT };

static const ind_json_key outline_keys[] = {{"format", TEXT, false},
                                            {"id", TEXT, true},
                                            {"title", OBJECT, true},
                                            {"source", LIST, false},
                                            {"areas", LIST, false},
                                            {"target_areas", LIST, true},
                                            {0}};
static const ind_json_key area_keys[] = {{"title", OBJECT, true}, {"indicators", LIST, true}, {0}};
static const ind_json_key indicator_keys[] = {{"title", OBJECT, true}, {"rows", LIST, true}, {0}};
static const ind_json_key row_keys[] = {
    {"title", OBJECT, true}, {"measures", LIST, false}, {"gap", OBJECT, false}, {0}};

typedef struct {
    ind_arena *arena;
    ind_diag *diag;
    bool good;
} reader;

/* The tree that it stands in may go before the outline does. */
static ind_str copy(const reader *r, ind_str text) {
    return text.length == 0 ? IND_STR("") : ind_arena_str(r->arena, text);
}

static ind_report_title title(reader *r, const ind_json *node, const char *key) {
    const ind_json *both = ind_json_member(node, key, OBJECT);
    if (both != NULL)
        r->good &= ind_json_check_bilingual(both, true, r->diag);
    return (ind_report_title){copy(r, ind_json_member_text(both, "sv")), copy(r, ind_json_member_text(both, "en"))};
}

static ind_texts texts(reader *r, const ind_json *node, const char *key) {
    const ind_json *list = ind_json_member(node, key, LIST);
    ind_str *items = NULL;
    size_t count = 0;
    if (list != NULL)
        r->good &= ind_json_check_texts(r->arena, list, 1, r->diag, &items, &count);
    for (size_t i = 0; i < count; i++)
        items[i] = copy(r, items[i]);
    return (ind_texts){items, count};
}

/* Room of SIZE bytes for each element of the list at KEY, which must have one; *COUNT of them. */
static void *room(reader *r, const ind_json *node, const char *key, size_t size, const ind_json **list, size_t *count) {
    *list = ind_json_member(node, key, LIST);
    *count = *list == NULL ? 0 : (*list)->count;
    if (*list != NULL && *count == 0) {
        ind_json_error(r->diag, ind_json_place(*list), "too_few", NULL, "'%s' names nothing", key);
        r->good = false;
    }
    return ind_arena_alloc(r->arena, (*count + 1) * size);
}

static bool is_object(reader *r, const ind_json *node, const ind_json_key *keys) {
    bool good = ind_json_check_object(node, keys, IND_JSON_X_IS_FREE, r->diag);
    r->good &= good;
    return good;
}

static void read_row(reader *r, const ind_json *node, ind_outline_row *out) {
    if (!is_object(r, node, row_keys))
        return;
    out->title = title(r, node, "title");
    out->measures = texts(r, node, "measures");
    out->gap = title(r, node, "gap");
    if (out->measures.count == 0 && ind_json_get(node, "measures") == NULL && ind_json_get(node, "gap") == NULL) {
        ind_json_error(r->diag, ind_json_place(node), "missing_key", "say what is missing with 'gap'",
                       "a row has measures, or says what is missing");
        r->good = false;
    }
}

static void read_indicator(reader *r, const ind_json *node, ind_outline_indicator *out) {
    const ind_json *list;
    if (!is_object(r, node, indicator_keys))
        return;
    ind_outline_row *rows = room(r, node, "rows", sizeof *rows, &list, &out->row_count);
    for (size_t i = 0; i < out->row_count; i++)
        read_row(r, list->items[i], &rows[i]);
    out->title = title(r, node, "title");
    out->rows = rows;
}

static void read_area(reader *r, const ind_json *node, ind_outline_area *out) {
    const ind_json *list;
    if (!is_object(r, node, area_keys))
        return;
    ind_outline_indicator *all = room(r, node, "indicators", sizeof *all, &list, &out->indicator_count);
    for (size_t i = 0; i < out->indicator_count; i++)
        read_indicator(r, list->items[i], &all[i]);
    out->title = title(r, node, "title");
    out->indicators = all;
}

bool ind_outline_read(ind_arena *arena, const ind_json *node, ind_diag *diag, ind_outline *out) {
    reader r = {arena, diag, true};
    const ind_json *list;
    *out = (ind_outline){0};
    if (!is_object(&r, node, outline_keys))
        return false;
    ind_outline_area *all = room(&r, node, "target_areas", sizeof *all, &list, &out->target_area_count);
    for (size_t i = 0; i < out->target_area_count; i++)
        read_area(&r, list->items[i], &all[i]);
    out->id = copy(&r, ind_json_member_text(node, "id"));
    out->title = title(&r, node, "title");
    out->areas = texts(&r, node, "areas");
    texts(&r, node, "source");
    out->target_areas = all;
    return r.good;
}

ind_status ind_outline_load(ind_arena *arena, const char *path, ind_str name, ind_diag *diag, ind_outline *out,
                            const ind_json **file) {
    ind_source *source;
    ind_json *node = NULL;
    ind_status status = ind_source_load(arena, path, diag, &source);
    if (status == IND_OK)
        status = ind_json_parse(arena, source, diag, &node);
    if (status != IND_OK)
        return status;
    const ind_json *format = ind_json_get(node, "format"), *id = ind_json_get(node, "id");
    bool good = ind_json_check_version(node, "indikator-outline/1", diag);
    if (format == NULL || format->type != IND_JSON_TEXT || !ind_str_is(format->text, "indikator-outline/1")) {
        ind_json_error(diag, ind_json_place(format == NULL ? node : format), "missing_key", NULL,
                       "the 'format' of an outline is 'indikator-outline/1'");
        good = false;
    }
    good &= ind_outline_read(arena, node, diag, out);
    if (id != NULL && id->type == IND_JSON_TEXT && !ind_str_equal(id->text, name)) {
        ind_json_error(diag, ind_json_place(id), "name_is_file", NULL, "id '%.*s' is not the name of the file",
                       IND_STR_ARGS(id->text));
        good = false;
    }
    *file = node;
    return good ? IND_OK : IND_E_DEFINITION;
}

/* skeletons.c - frames of cases for the points that no case reaches, put into the test file.
 *
 * A frame has the rows of a case that reaches another point of the edge, with a value changed where that is simple, to
 * be changed until the point is reached; and "?" where cells are expected: it fails until a person has worked out
 * what they are.  The rest of the file keeps its bytes. */
#include "base/replace.h"
#include "proof/prove.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool has_name(const ind_proof *proof, ind_str name) {
    for (size_t i = 0; i < proof->count; i++)
        if (ind_str_equal(proof->items[i].one.name, name))
            return true;
    return false;
}

/* ---- the rows to begin with ---- */

/* Those of the case that comes nearest: it reaches another point of the edge. */
static const ind_json *model_of(const ind_proof *proof, const ind_edge *edge) {
    size_t model = edge->model;
    for (size_t i = 0; i < proof->count && model == 0; i++)
        model = proof->items[i].passes ? i + 1 : 0;
    return model == 0 ? NULL : proof->items[model - 1].one.json;
}

/* A value that a row is given, or nothing. */
typedef struct {
    const ind_json *row;
    ind_str table, column;
    ind_buffer value;
} patch;

static const ind_json *row_of(const ind_json *data, ind_str table, bool last) {
    for (size_t i = 0; data != NULL && i < data->count; i++)
        if (ind_str_equal(data->items[i]->key, table) && data->items[i]->count > 0)
            return data->items[i]->items[last ? data->items[i]->count - 1 : 0];
    return NULL;
}

/* Where a column is compared with a constant, the row that is asked first gets a value that falls on the point. */
static void find_patch(const ind_proof *proof, const ind_edge *edge, unsigned point, const ind_json *data, patch *out) {
    uint32_t number;
    if (edge->from != IND_FROM_CLAUSE || !ind_expr_edge_example(edge->of->expr, edge->in, point, &number, &out->value))
        return;
    const ind_feed *feed = &proof->measure->feeds[edge->of->feed];
    const ind_slot *slot = &feed->slots[edge->of->scope].items[number];
    if (slot->side > IND_SIDE_LAST)
        return;
    const ind_column *column = &feed->columns[slot->column];
    if (column->schema->derived.length > 0)
        return; /* no file has it */
    if (point == IND_POINT_UNKNOWN && column->schema->required)
        return; /* a row without it would not be read */
    out->column = column->schema->name;
    out->table = column->dataset->name;
    out->row = row_of(data, out->table, slot->side == IND_SIDE_LAST || slot->side == IND_SIDE_NEXT);
}

/* DATA as it is written, with the value of the patch in its place. */
static void put_data(ind_buffer *out, const ind_json *data, const patch *p) {
    if (data == NULL) {
        ind_buffer_text(out, "{}");
        return;
    }
    const char *text = data->source->text.data;
    const ind_json *row = p->row, *old = NULL;
    for (size_t i = 0; row != NULL && i < row->count; i++)
        old = ind_str_equal(row->items[i]->key, p->column) ? row->items[i] : old;
    size_t from = old != NULL ? old->start : row != NULL ? row->start + 1 : data->end;
    ind_buffer_add(out, text + data->start, from - data->start);
    if (row != NULL && old == NULL)
        ind_buffer_format(out, " \"%.*s\": ", IND_STR_ARGS(p->column));
    if (row != NULL)
        ind_buffer_add(out, p->value.data, p->value.length);
    if (row != NULL && old == NULL)
        ind_buffer_text(out, row->count > 0 ? "," : " ");
    from = old != NULL ? old->end : from;
    ind_buffer_add(out, text + from, data->end - from);
}

/* ---- frames ---- */

/* What the case says beside its rows: the same run. */
static void put_frame_of(ind_buffer *out, const ind_json *model) {
    static const char *const keys[] = {"set", "period", "grain", "open_period", "complete_until", "bad_values"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys && model != NULL; i++) {
        const ind_json *value = ind_json_get(model, keys[i]);
        if (value == NULL)
            continue;
        ind_buffer_format(out, ",\n      \"%s\": ", keys[i]);
        ind_buffer_add(out, value->source->text.data + value->start, value->end - value->start);
    }
}

static void put_frame(ind_buffer *out, const ind_proof *proof, const ind_edge *edge, unsigned point, ind_str name) {
    const ind_json *model = model_of(proof, edge), *data = model == NULL ? NULL : ind_json_get(model, "data");
    patch p = {0};
    ind_buffer text = {0};
    find_patch(proof, edge, point, data, &p);
    if (p.row != NULL)
        ind_buffer_format(&text, "a row of %.*s has got a value of %.*s; ", IND_STR_ARGS(p.table),
                          IND_STR_ARGS(p.column));
    ind_buffer_format(&text, "change the rows until '%.*s' at %s is tried: %s", IND_STR_ARGS(edge->clause),
                      edge->pointer, ind_point_name(edge, point));
    ind_buffer_text(out, "    {\n      \"name\": ");
    ind_json_quote(name, out);
    ind_buffer_text(out, ",\n      \"description\": ");
    ind_json_quote(ind_buffer_str(&text), out);
    put_frame_of(out, model);
    ind_buffer_text(out, ",\n      \"data\": ");
    put_data(out, data, &p);
    ind_buffer_text(out, ",\n      \"expect\": \"?\"\n    }");
    ind_buffer_free(&p.value);
    ind_buffer_free(&text);
}

static size_t put_frames(const ind_proof *proof, const ind_edges *edges, ind_buffer *out, bool first) {
    size_t count = 0;
    for (size_t e = 0; e < edges->count; e++) {
        const ind_edge *edge = &edges->items[e];
        unsigned missing = edge->points & ~edge->waived & ~edge->seen;
        for (unsigned point = 1; point < 1U << IND_POINTS; point <<= 1) {
            const char *word = ind_point_name(edge, point);
            ind_str name = ind_str_of(ind_arena_format(proof->cases.arena, "to do: %.*s in %s, %s",
                                                       IND_STR_ARGS(edge->clause), edge->pointer, word));
            if ((missing & point) == 0 || has_name(proof, name))
                continue;
            ind_buffer_text(out, first && count == 0 ? "\n" : ",\n");
            put_frame(out, proof, edge, point, name);
            count++;
        }
    }
    return count;
}

static ind_status cannot_write(ind_cases *c, int error) {
    return ind_diag_add(c->diag, IND_ERROR, IND_E_SYSTEM, "write", (ind_place){.file = c->path}, NULL,
                        "cannot write this file: error %d", error);
}

static bool write_all(int file, ind_str text) {
    for (size_t done = 0; done < text.length;) {
        ssize_t n = write(file, text.data + done, text.length - done);
        if (n < 0 && errno != EINTR)
            return false;
        done += n < 0 ? 0 : (size_t)n;
    }
    return true;
}

/* Beside the file, then in its place: whole or untouched. */
static ind_status replace_file(ind_cases *c, ind_str text) {
    struct stat info;
    ind_replacement r;
    int unsure, error = ind_replace_begin(c->path, &r);
    if (error != 0)
        return cannot_write(c, error);
    bool good =
        stat(c->path, &info) == 0 && fchmod(r.descriptor, info.st_mode & 0777) == 0 && write_all(r.descriptor, text);
    error = good ? ind_replace_commit(&r, &unsure) : errno;
    ind_replace_cancel(&r);
    return error == 0 ? IND_OK : cannot_write(c, error);
}

ind_status ind_skeletons_write(const ind_proof *proof, const ind_edges *edges, size_t *written) {
    ind_cases c = proof->cases;
    *written = 0;
    if (ind_diag_status(c.diag) == IND_E_SYSTEM)
        return IND_E_SYSTEM; /* what could not be read may be what the cases already try */
    const ind_json *all = ind_json_get(c.file, "cases");
    ind_str text = all->source->text;
    size_t at = all->count == 0 ? all->start + 1 : all->items[all->count - 1]->end;
    ind_buffer out = {0};
    ind_buffer_add(&out, text.data, at);
    *written = put_frames(proof, edges, &out, all->count == 0);
    if (all->count == 0 && *written > 0)
        ind_buffer_text(&out, "\n  ");
    ind_buffer_add(&out, text.data + at, text.length - at);
    ind_status status = *written == 0 ? IND_OK : replace_file(&c, ind_buffer_str(&out));
    ind_buffer_free(&out);
    return status;
}

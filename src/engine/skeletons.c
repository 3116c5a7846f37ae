/* skeletons.c - frames of cases for the points that no case reaches, put into the test file.
 *
 * A frame has the rows of the first case that passes, to be changed until the point is reached, and "?" where cells
 * are expected: it fails until a person has worked out what they are.  The rest of the file keeps its bytes. */
#include "engine/prove.h"

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

/* The rows to begin with, as they are written. */
static ind_str rows_of(const ind_proof *proof) {
    const ind_proof_case *model = NULL;
    for (size_t i = 0; i < proof->count && model == NULL; i++)
        if (proof->items[i].passes)
            model = &proof->items[i];
    const ind_json *data = model == NULL ? NULL : ind_json_get(model->one.json, "data");
    return data == NULL ? IND_STR("{}") : (ind_str){data->source->text.data + data->start, data->end - data->start};
}

static void put_frame(ind_buffer *out, const ind_edge *edge, const char *point, ind_str name, ind_str rows) {
    ind_buffer_text(out, "    {\n      \"name\": ");
    ind_json_quote(name, out);
    ind_buffer_text(out, ",\n      \"description\": ");
    ind_buffer text = {0};
    ind_buffer_format(&text, "change the rows until '%.*s' at %s is tried: %s", IND_STR_ARGS(edge->clause),
                      edge->pointer, point);
    ind_json_quote(ind_buffer_str(&text), out);
    ind_buffer_free(&text);
    ind_buffer_format(out, ",\n      \"data\": %.*s,\n      \"expect\": \"?\"\n    }", IND_STR_ARGS(rows));
}

static size_t put_frames(const ind_proof *proof, const ind_edges *edges, ind_buffer *out, bool first) {
    size_t count = 0;
    ind_str rows = rows_of(proof);
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
            put_frame(out, edge, word, name, rows);
            count++;
        }
    }
    return count;
}

static ind_status cannot_write(ind_cases *c) {
    return ind_diag_add(c->diag, IND_ERROR, IND_E_SYSTEM, "write", (ind_place){.file = c->path}, NULL,
                        "cannot write this file: error %d", errno);
}

static bool write_all(int file, ind_str text) {
    for (size_t done = 0; done < text.length;) {
        ssize_t n = write(file, text.data + done, text.length - done);
        if (n < 0 && errno != EINTR)
            return false;
        done += n < 0 ? 0 : (size_t)n;
    }
    return fsync(file) == 0;
}

/* Beside the file, then in its place: whole or untouched. */
static ind_status replace_file(ind_cases *c, ind_str text) {
    struct stat info;
    char *beside = ind_arena_format(c->arena, "%s.XXXXXX", c->path);
    int file = stat(c->path, &info) == 0 ? mkstemp(beside) : -1;
    if (file < 0)
        return cannot_write(c);
    bool good = write_all(file, text) && fchmod(file, info.st_mode & 0777) == 0;
    good = close(file) == 0 && good;
    if (good && rename(beside, c->path) == 0)
        return IND_OK;
    ind_status status = cannot_write(c);
    unlink(beside);
    return status;
}

ind_status ind_skeletons_write(const ind_proof *proof, const ind_edges *edges, size_t *written) {
    ind_cases c = proof->cases;
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

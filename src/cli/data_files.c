/* data_files.c - from -D to files of datasets.
 *
 * A folder gives the files that are named exactly <dataset>.csv, .csv.gz or .csv.zst for a dataset of the catalogue;
 * what else lies there is none of our business, and -v tells what was passed over.  A file that is given twice would
 * be counted twice, as would one that was left beside its compressed self. */
#include "cli/cli.h"

#include "base/folder.h"

#include <errno.h>
#include <stdlib.h>

typedef struct {
    cli_session *session;
    cli_texts catalogue; /* its folders */
    ind_data_file *files;
    size_t count, capacity;
    ind_status status; /* of what could not be looked at */
} collector;

static void add_file(collector *all, const char *dataset, const char *path) {
    all->files =
        ind_arena_grow(all->session->options.arena, all->files, all->count, &all->capacity, sizeof *all->files);
    all->files[all->count++] = (ind_data_file){.dataset = dataset, .path = path};
}

static bool is_dataset(collector *all, const char *name) {
    for (size_t i = 0; i < all->catalogue.count; i++) {
        const char *schema =
            ind_arena_format(all->session->options.arena, "%s/datasets/%s.json", all->catalogue.items[i], name);
        ind_presence presence = ind_look(schema, NULL);
        if (presence == IND_THERE)
            return true;
        if (presence == IND_NOT_KNOWN) /* its file must not be passed over as if it were no dataset */
            all->status = cli_cannot_read(all->session, schema);
    }
    return false;
}

/* NAME without END, if it ends so and what remains is a dataset; else NULL. */
static const char *dataset_in(collector *all, const char *name, const char *end) {
    if (!cli_ends_with(name, end))
        return NULL;
    const char *stem = ind_arena_str(all->session->options.arena, (ind_str){name, strlen(name) - strlen(end)}).data;
    return is_dataset(all, stem) ? stem : NULL;
}

static void take_entry(collector *all, const char *folder, const char *name) {
    static const char *const ends[] = {".csv", ".csv.gz", ".csv.zst"};
    const char *path = ind_arena_format(all->session->options.arena, "%s/%s", folder, name);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const char *dataset = dataset_in(all, name, ends[i]);
        if (dataset != NULL)
            add_file(all, dataset, path);
        else if (cli_ends_with(name, ends[i]))
            ind_diag_add(all->session->diag, IND_NOTE, IND_OK, "not_a_dataset", (ind_place){.file = path}, NULL,
                         "passed over: the catalogue has no dataset of this name");
    }
}

/* ---- the same once more ---- */

typedef struct {
    const ind_data_file *file;
    size_t number;
    bool is_there;
    dev_t device;
    ino_t inode;
} file_identity;

static int by_dataset(const void *a, const void *b) {
    const file_identity *x = a, *y = b;
    int order = strcmp(x->file->dataset, y->file->dataset);
    return order != 0 ? order : (x->number > y->number) - (x->number < y->number);
}

static int by_inode(const void *a, const void *b) {
    const file_identity *x = a, *y = b;
    int order = strcmp(x->file->dataset, y->file->dataset);
    if (order == 0)
        order = (x->device > y->device) - (x->device < y->device);
    if (order == 0)
        order = (x->inode > y->inode) - (x->inode < y->inode);
    return order != 0 ? order : (x->number > y->number) - (x->number < y->number);
}

static int by_number(const void *a, const void *b) {
    const file_identity *x = a, *y = b;
    return (x->number > y->number) - (x->number < y->number);
}

/* Files from BEFORE on, in the order that COMPARE says; OWNED by the caller. */
static file_identity *in_order(collector *all, size_t before, int (*compare)(const void *, const void *)) {
    size_t count = all->count - before;
    file_identity *files = ind_alloc_array(count + 1, sizeof *files);
    for (size_t i = 0; i < count; i++) {
        struct stat found;
        files[i] = (file_identity){.file = &all->files[before + i], .number = before + i};
        ind_presence presence = compare == by_inode ? ind_look(files[i].file->path, &found) : IND_NOT_THERE;
        if (presence == IND_NOT_KNOWN) /* a file might be counted twice */
            all->status = cli_cannot_read(all->session, files[i].file->path);
        files[i].is_there = presence == IND_THERE;
        files[i].device = files[i].is_there ? found.st_dev : 0;
        files[i].inode = files[i].is_there ? found.st_ino : 0;
    }
    if (count > 1)
        qsort(files, count, sizeof *files, compare);
    return files;
}

/* Of the files from BEFORE on, which are of one folder. */
static ind_status refuse_two_forms(collector *all, size_t before) {
    file_identity *files = in_order(all, before, by_dataset);
    ind_status status = IND_OK;
    for (size_t i = 1; i < all->count - before; i++)
        if (strcmp(files[i].file->dataset, files[i - 1].file->dataset) == 0)
            status = cli_usage(all->session->diag, "move one of them away, or name the files with -D DATASET=FILE",
                               "'%s' and '%s' are both dataset '%s'", files[i - 1].file->path, files[i].file->path,
                               files[i].file->dataset);
    free(files);
    return status;
}

static ind_status take_folder(collector *all, const char *folder) {
    const char **names;
    size_t count;
    errno = ind_folder_names(all->session->options.arena, folder, &names, &count);
    if (errno == ENOTDIR)
        return cli_usage(all->session->diag, "write -D DATASET=FILE",
                         "'%s' is a file, and of which dataset is not said", folder);
    if (errno != 0)
        return cli_cannot_read(all->session, folder);
    size_t before = all->count;
    for (size_t i = 0; i < count; i++)
        take_entry(all, folder, names[i]);
    if (all->count == before && all->status == IND_OK) /* else a report of nothing would replace the earlier one */
        return cli_usage(all->session->diag, "files must be named exactly <dataset>.csv, .csv.gz or .csv.zst",
                         "no dataset in folder '%s'", folder);
    return refuse_two_forms(all, before);
}

/* Two names of one file?  Where that cannot be found out, a file might be counted twice or written over. */
static bool is_same_file(collector *all, const char *a, const char *b) {
    ind_presence same = ind_look_same_file(a, b);
    if (same == IND_NOT_KNOWN)
        all->status = cli_cannot_read(all->session, a);
    return same == IND_THERE;
}

static bool is_same(const file_identity *a, const file_identity *b) {
    return strcmp(a->file->dataset, b->file->dataset) == 0 && a->is_there && b->is_there && a->device == b->device &&
           a->inode == b->inode;
}

static ind_status refuse_twice(collector *all) {
    enum { MOST_SAID = 20 };
    file_identity *files = in_order(all, 0, by_inode);
    size_t twice = 0;
    for (size_t i = 1; i < all->count; i++)
        if (is_same(&files[i - 1], &files[i]))
            files[twice++] = files[i]; /* behind what is still to be compared */
    qsort(files, twice, sizeof *files, by_number);
    for (size_t i = 0; i < twice && i < MOST_SAID; i++)
        cli_usage(all->session->diag, NULL, "'%s' is given twice for dataset '%s'", files[i].file->path,
                  files[i].file->dataset);
    if (twice > MOST_SAID)
        cli_usage(all->session->diag, NULL, "%zu files are given twice; the first %d are shown", twice, MOST_SAID);
    free(files);
    return twice > 0 ? IND_E_USAGE : IND_OK;
}

/* -o over a file that is to be read. */
static ind_status refuse_overwriting(collector *all) {
    const char *output = all->session->options.output;
    for (size_t i = 0; output != NULL && i < all->count; i++)
        if (is_same_file(all, all->files[i].path, output))
            return cli_usage(all->session->diag, NULL, "the report would overwrite its own data '%s'",
                             all->files[i].path);
    return IND_OK;
}

ind_status cli_data_files(cli_session *session, ind_data_file **files, size_t *count) {
    collector all = {.session = session};
    ind_status status = cli_folders(session, &all.catalogue);
    for (size_t i = 0; i < session->options.data_count; i++) {
        const ind_data_file *given = &session->options.data[i];
        if (given->dataset != NULL)
            add_file(&all, given->dataset, given->path);
        else
            status = ind_status_worst(status, take_folder(&all, given->path));
    }
    status = ind_status_worst(status, refuse_twice(&all));
    status = ind_status_worst(status, refuse_overwriting(&all));
    *files = all.files;
    *count = all.count;
    return ind_status_worst(status, all.status);
}

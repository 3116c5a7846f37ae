/* data_files.c - from -D to files of datasets.
 *
 * A folder gives the files that are named exactly <dataset>.csv, .csv.gz or .csv.zst for a dataset of the catalogue;
 * what else lies there is none of our business, and -v tells what was passed over.  A file that is given twice would
 * be counted twice, as would one that was left beside its compressed self. */
#include "cli/cli.h"

#include "base/folder.h"

#include <errno.h>

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

/* Of the files from BEFORE on, which are of one folder. */
static ind_status refuse_two_forms(const collector *all, size_t before) {
    ind_status status = IND_OK;
    for (size_t i = before; i < all->count; i++)
        for (size_t j = before; j < i; j++)
            if (strcmp(all->files[i].dataset, all->files[j].dataset) == 0)
                status = cli_usage(all->session->diag, "move one of them away, or name the files with -D DATASET=FILE",
                                   "'%s' and '%s' are both dataset '%s'", all->files[j].path, all->files[i].path,
                                   all->files[i].dataset);
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

static ind_status refuse_twice(collector *all) {
    ind_status status = IND_OK;
    for (size_t i = 0; i < all->count; i++)
        for (size_t j = 0; j < i; j++) {
            const ind_data_file *a = &all->files[j], *b = &all->files[i];
            if (strcmp(a->dataset, b->dataset) == 0 && is_same_file(all, a->path, b->path))
                status =
                    cli_usage(all->session->diag, NULL, "'%s' is given twice for dataset '%s'", b->path, b->dataset);
        }
    return status;
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

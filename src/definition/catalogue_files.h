/* catalogue_files.h - folders of definitions, dataset schemas and codelists, read as they are needed. */
#ifndef IND_CATALOGUE_H
#define IND_CATALOGUE_H

#include "definition/definition.h"
#include "indikator/catalogue.h"
#include "indikator/outline.h"

typedef struct {
    ind_str id;
    const char *path;
    const char *pack; /* name of its folder */
} ind_catalogue_entry;

struct ind_catalogue {
    ind_arena *arena; /* of what is loaded once; definitions are made in the arena that their caller gives */
    const ind_kind_spec *const *kinds; /* BORROWED */
    size_t kind_count;
    const ind_kind_spec *open_kind; /* BORROWED; that of a measure without a method, which cannot be named */
    const char **folders;
    size_t folder_count;
    ind_catalogue_entry *entries; /* definitions and variants, by id */
    size_t entry_count, entry_capacity;
    struct ind_catalogue_state *state; /* loaded datasets and codelists; private */
    /* NULL, or of a dataset whose look-ups fit: can all columns that they go by be computed?  False with findings. */
    bool (*check_keys)(struct ind_catalogue *catalogue, const ind_dataset *dataset, ind_diag *diag);
    ind_outlines outlines;             /* once they have been read without a fault */
    struct ind_derived_state *derived; /* derived columns that were compiled; private */
    size_t derived_count, derived_capacity;
    const ind_codelist *instead; /* NULL, or taken for the codelist of its name: to try a changed one */
};

/* Look through FOLDERS: datasets/, codelists/ and every other folder but schema/ for <id>.json.
 * IND_E_SYSTEM if a folder cannot be read; IND_E_DEFINITION if two files have one id.  *OUT is OWNED by the caller
 * whatever the status, with what was found. */
ind_status ind_catalogue_open(const char *const *folders, size_t folder_count, const ind_kind_spec *const *kinds,
                              size_t kind_count, ind_diag *diag, ind_catalogue **out);

const ind_catalogue_entry *ind_catalogue_find(const ind_catalogue *catalogue, ind_str id); /* NULL: none */
ind_str ind_catalogue_nearest(const ind_catalogue *catalogue, ind_str id);
bool ind_catalogue_has_dataset(const ind_catalogue *catalogue, ind_str name);         /* a file, good or bad */
bool ind_catalogue_has_codelist(const ind_catalogue *catalogue, ind_str name);        /* likewise */
const char *ind_catalogue_dataset_path(const ind_catalogue *catalogue, ind_str name); /* NULL: there is none */
/* NULL with findings (once) if the file is bad; NULL without if there is none. */
const ind_dataset *ind_catalogue_dataset(ind_catalogue *catalogue, ind_str name, ind_diag *diag);
const ind_codelist *ind_catalogue_codelist(ind_catalogue *catalogue, ind_str name, ind_diag *diag);
ind_str ind_catalogue_nearest_dataset(const ind_catalogue *catalogue, ind_str name);
ind_str ind_catalogue_nearest_codelist(const ind_catalogue *catalogue, ind_str name);
size_t ind_catalogue_dataset_count(const ind_catalogue *catalogue);
ind_str ind_catalogue_dataset_name(const ind_catalogue *catalogue, size_t index); /* in order of name */
size_t ind_catalogue_codelist_count(const ind_catalogue *catalogue);
ind_str ind_catalogue_codelist_name(const ind_catalogue *catalogue, size_t index);

/* The JSON of a definition with its variant parent filled in ("extends"); SET is NULL or an
 * object {"/pointer": value} laid over it (test cases). */
ind_status ind_catalogue_expand(ind_catalogue *catalogue, ind_arena *arena, const char *path, const ind_json *set,
                                ind_diag *diag, const ind_json **out);
/* SET laid over the expanded definition NODE: a copy of what lies on the way. */
ind_status ind_catalogue_lay_over(ind_catalogue *catalogue, ind_arena *arena, const ind_json *node, const ind_json *set,
                                  ind_diag *diag, const ind_json **out);
/* Expanded and compiled, in the catalogue's arena. */
ind_status ind_catalogue_measure(ind_catalogue *catalogue, const char *path, const ind_json *set, ind_leave leave,
                                 ind_diag *diag, ind_measure **out);

/* The canonical form of a definition, variant or test file (canonical.c), added to OUT.  IND_FINDINGS, without a
 * finding and without output, if the file is of another format; IND_E_DEFINITION if it is no JSON. */
ind_status ind_definition_canonical(ind_arena *arena, const ind_source *source, const ind_kind_spec *const *kinds,
                                    size_t kind_count, ind_diag *diag, ind_buffer *out);

size_t ind_catalogue_outline_count(const ind_catalogue *catalogue);
ind_str ind_catalogue_outline_name(const ind_catalogue *catalogue, size_t index, const char **path);
/* outlines.c: is what the outline in the file at PATH, called NAME, says about measures so? */
ind_status ind_catalogue_read_outline(ind_catalogue *catalogue, const char *path, ind_str name, ind_diag *diag,
                                      ind_outline *out);

#endif

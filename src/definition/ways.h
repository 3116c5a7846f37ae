/* ways.h - look-ups one after another, from rows of a dataset to a column. */
#ifndef IND_WAYS_H
#define IND_WAYS_H

#include "definition/catalogue_files.h"

/* derived.c: a derived column of a dataset of the catalogue, compiled on its rows.  NULL with findings (once) if that
 * cannot be done; NULL without, and *BUSY, while it is under way: then it is made of itself. */
const ind_derived *ind_catalogue_derived(ind_catalogue *catalogue, const ind_dataset *dataset, uint32_t field,
                                         ind_diag *diag, bool *busy);
bool ind_derived_check_keys(ind_catalogue *catalogue, const ind_dataset *dataset, ind_diag *diag); /* see check_keys */

/* Why a name stands for nothing. */
typedef struct {
    char message[256], help[160];
} ind_name_fault;

ind_name ind_no_column(ind_name_fault *fault, const ind_dataset *dataset, ind_str name);
/* ROLES: first. and last. could have been meant. */
ind_name ind_no_look_up(ind_name_fault *fault, const ind_dataset *dataset, ind_str as, bool roles);
ind_name ind_no_period(ind_name_fault *fault);

/* The codelist NAME of an expression; NULL with *HELP. */
const ind_codelist *ind_find_codeset(ind_catalogue *catalogue, ind_str name, ind_diag *diag, ind_name_fault *fault,
                                     ind_codeset *out, const char **help);

/* The column NAME of the rows that the look-ups of PATH, at least one, lead to from rows of DATASET.  Its kind is
 * IND_NAME_SLOT, which is for the caller to number, or UNKNOWN.  What *OUT points at lives in ARENA. */
typedef struct {
    ind_catalogue *catalogue;
    ind_arena *arena;
    ind_diag *diag;
    ind_name_fault *fault;
    bool roles; /* see ind_no_look_up */
    /* ind_catalogue_derived: what is derived is made of names, and names lead to what is derived */
    const ind_derived *(*derived)(ind_catalogue *catalogue, const ind_dataset *dataset, uint32_t field, ind_diag *diag,
                                  bool *busy);
} ind_way_finder;
ind_name ind_way_find(const ind_way_finder *finder, const ind_dataset *dataset, ind_path path, ind_str name,
                      ind_column *out);
/* DATASET's own FIELD; it must be possible to compute. */
ind_column ind_way_own(const ind_way_finder *finder, const ind_dataset *dataset, uint32_t field);

/* Do both lead to the same column? */
bool ind_column_same(const ind_column *a, const ind_column *b);
/* The look-up number STEP of the way, 0 being the first; the dataset that has it is the one that it starts from. */
static inline uint32_t ind_column_step(const ind_column *column, size_t step) {
    return step == 0 ? (uint32_t)column->foreign_key : column->further[step - 1];
}
static inline size_t ind_column_steps(const ind_column *column) {
    return column->foreign_key < 0 ? 0 : 1 + column->further_count;
}
static inline bool ind_column_of_period(const ind_dataset *dataset, const ind_column *column) {
    return column->foreign_key >= 0 && ind_key_of_period(&dataset->foreign_keys[column->foreign_key]);
}

/* ---- what columns rest on ---- */

typedef struct {
    void *context;
    void (*basis)(void *context, const ind_basis *basis);       /* COLUMN is not set */
    void (*derived)(void *context, const ind_derived *derived); /* that a look-up goes by or finds */
} ind_basis_visitor;
/* bases.c: what COLUMN of DATASET rests on, each as often as it comes. */
void ind_column_bases(ind_catalogue *catalogue, const ind_dataset *dataset, const ind_column *column,
                      const ind_basis_visitor *visitor);

#endif

/* codelist_read.h - a codelist in memory, and the reader that fills it.  Private to data/codelist*.c. */
#ifndef IND_CODELIST_READ_H
#define IND_CODELIST_READ_H

#include "base/json.h"
#include "data/schemas/codelist.h"

enum { IND_CODELIST_COLUMNS = 64, IND_CODELIST_LEVELS = 8, IND_CODELIST_HIERARCHIES = 8 };

typedef struct {
    int levels[IND_CODELIST_LEVELS];
    size_t count;
} ind_code_hierarchy;

typedef struct {
    ind_str code;
    int32_t from, to;  /* closed; INT32_MIN and INT32_MAX are open */
    uint32_t previous; /* row before it with the same code, or IND_NO_ROW */
} ind_code_row;

#define IND_NO_ROW UINT32_MAX

struct ind_codelist {
    ind_str name, version;
    const ind_source *source;
    bool prefix, alike;
    int year; /* that its numbers are of; 0: none is said */
    /* The same rows with their codes as columns have them: of ICD-10 without dots and in capitals, or, of a list that
     * matches alike, in the form that all writings have in common.  NULL: the codes are so already. */
    struct ind_codelist *normalised;
    ind_str attributes[IND_CODELIST_COLUMNS];
    size_t attribute_count;
    ind_str code_column;       /* its name */
    ind_str total, total_name; /* what all codes together are called; empty: they have no name */
    ind_code_hierarchy hierarchies[IND_CODELIST_HIERARCHIES];
    size_t hierarchy_count;
    ind_code_row *rows;
    ind_str *values; /* row by row, attribute_count each */
    size_t count;
    uint32_t *slots;          /* IND_NO_ROW where empty */
    size_t slot_count;        /* a power of two */
    size_t shortest, longest; /* bytes of codes */
};

/* codelist_read.c: from LIST->source everything but the index.  False with findings. */
bool ind_codelist_read(ind_arena *arena, ind_codelist *list, ind_diag *diag);
/* codelist.c: where CODE is in the index, or would be. */
size_t ind_codelist_slot(const ind_codelist *list, ind_str code);
/* codelist_load.c: the index, and the shortest and longest code, of LIST's rows. */
void ind_codelist_index(ind_arena *arena, ind_codelist *list);

#endif

/* read.h - a report from a JSON file; what the files that do it share.
 *
 *   read.c          the file: format, head, inputs, what a measure says of itself
 *   read_cells.c    cells, one at a time, and whether they agree with each other
 *   read_derived.c  what follows from them
 *   read_signals.c  charts and funnels */
#ifndef IND_FIGURES_READ_H
#define IND_FIGURES_READ_H

#include "base/json_read.h"
#include "figures/build.h"
#include "indikator/figures.h"

/* What a cell says that it is called in a group, and where one does so first. */
typedef struct {
    ind_str group, code;
    ind_place place;
} ind_said_total;

/* The cells of one array "results". */
typedef struct ind_cells_read ind_cells_read;
struct ind_cells_read {
    size_t start; /* of the array in the file; tells them apart */
    ind_report_measure measure;
    ind_report_builder builder;
    ind_said_total said[2 * IND_MAX_CELL_GROUPS]; /* each once; to be held against the measure's "totals" */
    size_t said_count;
    ind_report_comparison *comparisons;
    size_t comparison_count, comparison_room;
    ind_report_in_funnel *funnel;
    size_t funnel_count, funnel_room;
    bool taken; /* the measure that they are of has been found */
    ind_cells_read *next;
};

typedef struct {
    ind_arena *arena; /* of the report */
    ind_diag *diag;
    ind_cells_read *cells; /* latest first */
    size_t findings;       /* of cells */
} ind_report_reader;

/* As ind_report_open, but whether the report was changed is only noted. */
ind_status ind_report_read(const char *path, ind_diag *diag, ind_report **out);
/* The same of a text that findings call NAME. */
ind_status ind_report_parse(const char *name, ind_str json, ind_diag *diag, ind_report **out);

/* A list of flags, or NULL; false with a finding if one is unknown or comes twice. */
bool ind_report_read_flags(const ind_report_reader *reader, const ind_json *flags, unsigned *out);
/* For ind_json_parse_each: one more cell of the array. */
void ind_report_take_cell(void *context, const ind_json *array, const ind_json *element);

#endif

/* read_derived.h - of a JSON report: what follows from its cells.  It is read as it stands, not worked out again. */
#ifndef IND_FIGURES_READ_DERIVED_H
#define IND_FIGURES_READ_DERIVED_H

#include "figures/read.h"

/* NODE NULL: nothing is given. */
void ind_report_read_way(const ind_report_reader *reader, const ind_json *node, ind_report_way *out);
/* When the periods of the measure are there. */
void ind_report_read_areas(const ind_report_reader *reader, const ind_json *list, ind_report_measure *out);
void ind_report_read_compare(const ind_report_reader *reader, const ind_json *node, ind_report_measure *out);
/* Those of the cell that was added last; false with a finding. */
bool ind_report_read_comparisons(const ind_report_reader *reader, ind_cells_read *cells, const ind_json *cell);

#endif

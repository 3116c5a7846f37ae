/* read_signals.h - of a JSON report: charts of series, and funnels of areas.  They are read as they stand. */
#ifndef IND_FIGURES_READ_SIGNALS_H
#define IND_FIGURES_READ_SIGNALS_H

#include "figures/read.h"

/* NODE NULL: nothing is given. */
void ind_report_read_signals(const ind_report_reader *reader, const ind_json *node, ind_report_measure *out);
void ind_report_read_funnel(const ind_report_reader *reader, const ind_json *node, ind_report_measure *out);
/* Of the cell that was added last: where it is in a funnel; false with a finding. */
bool ind_report_read_place(const ind_report_reader *reader, ind_cells_read *cells, const ind_json *cell);

#endif

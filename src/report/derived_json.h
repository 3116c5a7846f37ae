/* derived_json.h - in JSON: what follows from the cells of a report. */
#ifndef IND_REPORT_DERIVED_JSON_H
#define IND_REPORT_DERIVED_JSON_H

#include "base/json_text.h"
#include "indikator/figures.h"

void ind_derived_json_way(ind_json_text *json, const ind_report_way *way); /* nothing where none is given */
void ind_derived_json_measure(ind_json_text *json, const ind_report_measure *measure);
void ind_derived_json_cell(ind_json_text *json, const ind_report_measure *measure, size_t cell);

#endif

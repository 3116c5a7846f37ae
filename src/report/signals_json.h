/* signals_json.h - in JSON: charts of series, and funnels of areas. */
#ifndef IND_REPORT_SIGNALS_JSON_H
#define IND_REPORT_SIGNALS_JSON_H

#include "base/json_text.h"
#include "indikator/figures.h"

/* Nothing where none are asked for. */
void ind_signals_json_measure(ind_json_text *json, const ind_report_measure *measure);
void ind_funnel_json_measure(ind_json_text *json, const ind_report_measure *measure);
void ind_funnel_json_cell(ind_json_text *json, const ind_report_measure *measure, size_t cell);

#endif

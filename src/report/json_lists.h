/* json_lists.h - lists of texts, and texts in two languages, as members of a report. */
#ifndef IND_REPORT_JSON_LISTS_H
#define IND_REPORT_JSON_LISTS_H

#include "base/json_text.h"
#include "indikator/figures.h"

void ind_json_texts_member(ind_json_text *json, const char *name, ind_texts texts);
void ind_json_texts_if(ind_json_text *json, const char *name, ind_texts texts); /* nothing where it is empty */
void ind_json_bilingual(ind_json_text *json, ind_report_title text);            /* as a value */
void ind_json_bilingual_if(ind_json_text *json, const char *name, ind_report_title text);

#endif

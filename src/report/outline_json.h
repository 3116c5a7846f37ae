/* outline_json.h - see outline_json.c. */
#ifndef IND_REPORT_OUTLINE_JSON_H
#define IND_REPORT_OUTLINE_JSON_H

#include "base/json_text.h"
#include "indikator/outline.h"

/* The member "outlines" of a report; nothing where there are none. */
void ind_json_outlines(ind_json_text *json, const ind_outlines *outlines);

#endif

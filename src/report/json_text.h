/* json_text.h - members of JSON objects, one after the other; the only place where a report's JSON gets its commas.
 *
 * Numbers have at most 12 significant digits and a point, whatever the locale; what is not finite is null. */
#ifndef IND_REPORT_JSON_TEXT_H
#define IND_REPORT_JSON_TEXT_H

#include "base/memory.h"
#include "indikator/figures.h"

typedef struct {
    ind_buffer *text;
    bool first; /* nothing stands in the object or array under way yet */
} ind_json_text;

void ind_json_raw(ind_json_text *json, const char *text);
void ind_json_open(ind_json_text *json, const char *bracket); /* "{", "[", or the same with space around it */
void ind_json_close(ind_json_text *json, const char *bracket);
/* ", " unless it is the first, then BEFORE, such as a line break. */
void ind_json_next(ind_json_text *json, const char *before);
void ind_json_key(ind_json_text *json, const char *name);
void ind_json_text_value(ind_json_text *json, ind_str text);
void ind_json_number_value(ind_json_text *json, double x);

void ind_json_text_member(ind_json_text *json, const char *name, ind_str text);
void ind_json_text_if(ind_json_text *json, const char *name, ind_str text); /* nothing where it is empty */
void ind_json_count_member(ind_json_text *json, const char *name, int64_t count);
void ind_json_number_member(ind_json_text *json, const char *name, double x);
void ind_json_flag_member(ind_json_text *json, const char *name, bool flag);
void ind_json_texts_member(ind_json_text *json, const char *name, ind_texts texts);
void ind_json_texts_if(ind_json_text *json, const char *name, ind_texts texts);
void ind_json_bilingual_if(ind_json_text *json, const char *name, ind_report_title text);

#endif

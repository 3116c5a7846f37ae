/* json_text.h - members of JSON objects, one after the other; the only place where JSON gets its commas.
 *
 * Numbers have at most 12 significant digits and a point, whatever the locale; what is not finite is null. */
#ifndef IND_JSON_TEXT_H
#define IND_JSON_TEXT_H

#include "base/memory.h"

typedef struct {
    ind_buffer *text;
    bool first; /* nothing stands in the object or array under way yet */
    bool clean; /* texts come from outside: what is not UTF-8 becomes U+FFFD */
} ind_json_text;

void ind_json_raw(ind_json_text *json, const char *text);
void ind_json_open(ind_json_text *json, const char *bracket); /* "{", "[", or the same with space around it */
void ind_json_close(ind_json_text *json, const char *bracket);
/* ", " unless it is the first, then BEFORE, such as a line break. */
void ind_json_next(ind_json_text *json, const char *before);
/* The same, before a member that begins there. */
void ind_json_line(ind_json_text *json, const char *before);
void ind_json_put_key(ind_json_text *json, const char *name); /* written as it is, without escapes */
void ind_json_text_value(ind_json_text *json, ind_str text);
void ind_json_number_value(ind_json_text *json, double x);

void ind_json_text_member(ind_json_text *json, const char *name, ind_str text);
void ind_json_text_if(ind_json_text *json, const char *name, ind_str text); /* nothing where it is empty */
void ind_json_text_or_null(ind_json_text *json, const char *name, const char *text);
void ind_json_count_member(ind_json_text *json, const char *name, int64_t count);
void ind_json_number_member(ind_json_text *json, const char *name, double x);
void ind_json_flag_member(ind_json_text *json, const char *name, bool flag);

#endif

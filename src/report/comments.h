/* comments.h - what people have written about figures, as a report says it. */
#ifndef IND_REPORT_COMMENTS_H
#define IND_REPORT_COMMENTS_H

#include "base/json_text.h"
#include "indikator/figures.h"

#include <stdio.h>

/* comments_json.c: the members "comments" and "comments_hash"; nothing where there are none. */
void ind_json_comments(ind_json_text *json, const ind_report *report);

/* comments_text.c: those on MEASURE, of COUNTY (empty: of all areas), each on lines that begin with INDENT. */
void ind_put_comments(const ind_report *report, ind_str measure, ind_str county, const char *indent, bool english,
                      FILE *file);

#endif

/* outline.h - the measures of a follow-up in its own order and words: target area, indicator, row, measures.
 *
 * A catalogue has one file a follow-up in outlines/; a report holds those that its measures stand in. */
#ifndef INDIKATOR_OUTLINE_H
#define INDIKATOR_OUTLINE_H

#include "indikator/api.h"
#include "indikator/text.h"

#include <stddef.h>

IND_API_BEGIN

typedef struct {
    const ind_str *items;
    size_t count;
} ind_texts;

typedef struct {
    ind_str sv, en;
} ind_report_title;

/* A measure as the follow-up calls it, and the ids of the definitions that it is made of, the main one first. */
typedef struct {
    ind_report_title title;
    ind_texts measures;
    ind_report_title gap; /* empty, or what is missing; a row without measures has it */
} ind_outline_row;

typedef struct {
    ind_report_title title;
    const ind_outline_row *rows;
    size_t row_count;
} ind_outline_indicator;

typedef struct {
    ind_report_title title;
    const ind_outline_indicator *indicators;
    size_t indicator_count;
} ind_outline_area;

typedef struct {
    ind_str id;
    ind_report_title title;
    ind_texts areas; /* codes of the counties that it is of; none: of any */
    const ind_outline_area *target_areas;
    size_t target_area_count;
} ind_outline;

typedef struct {
    const ind_outline *items;
    size_t count;
} ind_outlines;

IND_API_END

#endif

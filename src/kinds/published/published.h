/* published.h - what the files of this kind share. */
#ifndef IND_PUBLISHED_H
#define IND_PUBLISHED_H

#include "kinds/common/row_places.h"
#include "kinds/rows/rows.h"

/* Parameters, by their number in the table. */
enum {
    P_INTERVAL_METHOD,
    P_DENOMINATOR,
    P_LABEL,
    P_VALUE,
    P_MARGIN,
    P_LOW,
    P_HIGH,
    P_TERMS_NUMERATOR,
    P_TERMS_DENOMINATOR,
    P_MARK,
    P_SUPPRESSED,
    P_NO_DATA,
    P_NOT_DELIVERED,
    P_NOT_APPLICABLE,
    P_REFERENCE,
    P_MEAN_OF,
    PARAMS
};
enum { MARKS = P_NOT_APPLICABLE - P_SUPPRESSED + 1, FIGURES = P_TERMS_DENOMINATOR - P_VALUE + 1 };
extern const ind_param_spec ind_params_of_published[PARAMS];
ind_status ind_published_check(const ind_measure *measure, ind_diag *diag);

/* Terms of a cell: tables of what its rows say, so that contradictions are seen; then what stands beside it. */
enum { N, SAYS, FIGURE, PLACE = FIGURE + FIGURES, REFERENCE, MEAN, MEAN_N, INCOMPLETE, TERMS };
/* What a row says: a figure, a status (ind_cell_status), or nothing that can be used. */
enum { SAYS_FIGURE = IND_CELL_OK, SAYS_NOTHING = 100, SAYS_TWO_THINGS };
/* What is said of rows. */
enum { NO_PERIOD, NO_GROUP, NO_FIGURE, UNKNOWN_MARK, FIGURE_AND_MARK, BAD_LIMITS, TWO_FIGURES, ALONE };

enum { OF_PERIOD = IND_ROWS_STEPS, UNKNOWN_GROUP, DENOMINATOR, STEPS };

/* published_beside.c: the value of the whole, and the mean of the parts, into each cell. */
void ind_published_beside(const ind_kind_context *context);
/* published_cells.c.  What a cell says, or that it contradicts itself; the value of one of its tables, NaN: none. */
int ind_published_says(ind_cells *cells, uint32_t cell);
double ind_published_number(ind_cells *cells, uint32_t cell, size_t table);

extern const ind_kind_words ind_words_of_published;
extern const ind_phrase ind_phrases_of_published[];
extern const unsigned char ind_file_published_template[]; /* published_template.json */

#endif

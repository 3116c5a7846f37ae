/* scope.h - who is to answer: the codes of a codelist, or the rows of a sample, never the rows that came. */
#ifndef IND_SCOPE_H
#define IND_SCOPE_H

#include "kinds/proportion/proportion.h"

/* Does the value tell how far those who have not answered could move it? */
bool ind_scope_tells_unanswered(const ind_measure *measure);
bool ind_scope_lists(const ind_measure *measure); /* a codelist says who is to answer */

/* Of the rows of a measure; NULL: it has no codelist of those who are to answer. */
typedef struct ind_answerers ind_answerers;
ind_answerers *ind_scope_open(const ind_kind_context *context);
void ind_scope_close(ind_answerers *scope); /* NULL is fine */
/* Rows of nobody who is to answer in the period go out. */
void ind_scope_judge(ind_answerers *scope, ind_row_filter *filter, const ind_vector *slots);
void ind_scope_merge(ind_answerers *to, const ind_answerers *from);
/* When all rows are counted: those who are to answer, into the cells. */
void ind_scope_fill(const ind_answerers *scope, const ind_kind_context *context, ind_diag *diag);

/* What is written of a group: its expression, or the key of its codelist. */
ind_str ind_scope_text_of_group(const ind_measure *measure, size_t group);
/* Rules across the parameters. */
ind_status ind_scope_check(const ind_measure *measure, ind_diag *diag);
/* Of X that are met of N that have answered: the least and the greatest that it could be, and how many have answered.
 */
void ind_scope_value(const ind_measure *measure, const ind_cells *cells, uint32_t cell, ind_outcome *out);
void ind_scope_say(ind_words *words); /* in sentences */

#endif

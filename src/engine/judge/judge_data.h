/* judge_data.h - what is said of the data once they are read, and what follows from it for the figures. */
#ifndef IND_JUDGE_DATA_H
#define IND_JUDGE_DATA_H

#include "engine/state/run_state.h"

/* What is too much of a kind of fault: at least so many, and more than LIMIT percent of ALL. */
enum { IND_LEAST_FAULTS = 5 };
static inline bool ind_is_too_much(uint64_t count, double limit, uint64_t all) {
    return count >= IND_LEAST_FAULTS && (double)count * 100 > limit * (double)all;
}

/* person_numbers.c: are identifiers personal identity numbers? */
/* Texts of an identifier that gets no number, with the lines that they stand on. */
void ind_person_numbers_sample(ind_scan_column *column, const ind_str *texts, const uint64_t *lines, size_t count);
/* When all is read; IND_E_DATA, unless they are allowed. */
ind_status ind_person_numbers_judge(ind_run *run);

/* unreadable.c: the limit for what could not be read, when all has been read; and a cell: is too much of what it rests
 * on unreadable, or not given?  NUMERATOR: its own; below 0: it has none. */
void ind_unreadable_judge(ind_run *run);
ind_cell_reason ind_unreadable_cell(const ind_job *job, ind_str area, int32_t from, int32_t to, double numerator);

/* emptied.c: columns that rules read and that suppliers have left empty; after ind_unreadable_judge */
void ind_emptied_judge(ind_run *run);

/* outside.c: rows of years of which their supplier has delivered nothing */
void ind_outside_judge(ind_run *run);

/* out_of_order.c: days in an order that cannot be, and ends that have been empty for long */
void ind_order_judge(ind_run *run);
/* sums.c: measures that read numbers that do not add up. */
void ind_sums_judge(ind_run *run);

/* absent.c: optional columns that are read and not there; IND_E_DATA: a default beside values */
ind_status ind_absent_judge(ind_run *run);
bool ind_absent_everywhere(const ind_input *input, const ind_field *field);

/* overflows.c: arithmetic of the measures that left its range; SAY counts it by clause, and warns.  FORGET counts from
 * zero, as INPUT (NULL: everything) is read from its beginning. */
void ind_overflows_forget(const ind_run *run, const ind_input *input);
void ind_overflows_say(ind_run *run, ind_job *job);

/* ids_alike.c: identifiers that are perhaps two writings of one; after all is read, as findings.  Of those that get no
 * number the texts on the first lines of each file are kept. */
void ind_ids_alike_find(ind_run *run);
ind_ids_sample *ind_ids_sample_new(void);
void ind_ids_sample_free(ind_ids_sample *sample); /* NULL is fine */
void ind_ids_sample_add(ind_ids_sample *sample, const ind_str *texts, const uint64_t *lines, size_t count);

/* unplaced.c: rows that are in no period, in no group or of nobody; TAKE: those that are not followed, when all is
 * collected; SAY: all of them, as findings of the measure and as messages */
void ind_unplaced_take(ind_job *job);
void ind_unplaced_say(ind_run *run, ind_job *job);

/* breaks.c: periods that mix what was measured in two ways, as findings of the measure and as messages */
void ind_breaks_say(ind_run *run, ind_job *job);

#endif

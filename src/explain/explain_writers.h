/* explain_writers.h - what the writers of an explanation share: places, names of columns, values, words. */
#ifndef IND_REPORT_EXPLAIN_H
#define IND_REPORT_EXPLAIN_H

#include "explain/explain.h"

void ind_explain_text(const ind_explanation *e, const ind_explain_options *options, FILE *file);
void ind_explain_json(const ind_explanation *e, const ind_explain_options *options, FILE *file);

/* Rows and units of each subject. */
typedef struct {
    size_t first_row, row_count, first_unit, unit_count;
} ind_explain_span;

typedef struct {
    ind_explain_span *of; /* by subject; all OWNED */
    uint32_t *rows, *units;
} ind_explain_index;
ind_explain_index ind_explain_index_of(const ind_explanation *e);
void ind_explain_index_free(ind_explain_index *index);

/* Notes of one record.  Does an earlier note speak of the record of this one? */
bool ind_explain_same_record(const ind_explain_note *a, const ind_explain_note *b);
bool ind_explain_lost_before(const ind_explanation *e, size_t note);

/* "vardtillfallen.csv:12"; with the path where two files have one name. */
void ind_explain_place(const ind_explanation *e, const ind_input *input, uint32_t file, uint64_t line, ind_buffer *out);
void ind_explain_row_place(const ind_explanation *e, uint32_t row, ind_buffer *out);
bool ind_explain_asked_row(const ind_explanation *e, uint32_t row);

/* "first.planerad", "personer.kon", "end". */
void ind_explain_slot_name(const ind_explanation *e, const ind_param *param, uint32_t slot, ind_buffer *out);
/* Is VALUE, or something that it is worked out from, of an identifying or sensitive column? */
bool ind_explain_secret(const ind_explanation *e, const ind_param *param, const ind_part_value *value);
/* The value as text; "" if it is unknown. */
void ind_explain_value(ind_type type, const ind_value *value, bool english, ind_buffer *out);
/* The text of the condition that PART stands for. */
ind_str ind_explain_written(const ind_judgement *judgement, size_t start, size_t end);

/* Units of a subject; IND_UNIT_ROW etc. are numbered from 1 in each subject. */
uint32_t ind_explain_subject_of(const ind_explanation *e, const ind_unit *unit);
size_t ind_explain_number_of(const ind_explanation *e, uint32_t unit);
const char *ind_explain_unit_name(ind_unit_kind kind, bool english);
const char *ind_explain_unit_key(ind_unit_kind kind);

/* The phrase for KEY, for or against; NULL if there is none. */
const char *ind_explain_phrase(const ind_explanation *e, const char *key, bool against, bool english);
/* What JUDGEMENT says, in words. */
void ind_explain_sentence(const ind_explanation *e, const ind_judgement *judgement, bool english, ind_buffer *out);
/* The value that the group has in the period of the count; 0 if it is unknown. */
uint32_t ind_explain_value_of(const ind_explanation *e, const ind_trace_count *count, size_t group);
/* Is the value of the group among the strata of the report?  Those outside its areas are counted, but not shown. */
bool ind_explain_in_report(const ind_explanation *e, size_t group, uint32_t code);
/* Labels of the calendar's periods that the count is in, one a call; NULL after the last. */
const char *ind_explain_period(const ind_explanation *e, const ind_trace_count *count, size_t *next);

#endif

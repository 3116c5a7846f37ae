/* validation.h - what the writers of a validation share.
 *
 *   validation.c         which writer
 *   validation_words.c   words in two languages; values as text
 *   validation_text.c    for a terminal
 *   validation_json.c    indikator-validation/1 (indicators/schema/validation.schema.json)
 *   validation_junit.c   JUnit XML, a suite a file
 *   validation_github.c  workflow commands of GitHub Actions
 *   validation_html.c    one page, without script */
#ifndef IND_REPORT_VALIDATION_H
#define IND_REPORT_VALIDATION_H

#include "base/mask.h"
#include "base/memory.h"
#include "data/tables/profile.h"

#include <inttypes.h>

typedef struct {
    const ind_validation *validation;
    bool english;
    ind_buffer *out;
} ind_validation_view;

void ind_validation_text(const ind_validation_view *view);
void ind_validation_json(const ind_validation_view *view);
void ind_validation_junit(const ind_validation_view *view);
void ind_validation_github(const ind_validation_view *view);
void ind_validation_html(const ind_validation_view *view);

typedef enum {
    IND_SAYS_VALIDATION,
    IND_SAYS_FILE,
    IND_SAYS_ROWS,
    IND_SAYS_RECORDS,
    IND_SAYS_REJECTED,
    IND_SAYS_DUPLICATES,
    IND_SAYS_ENCODING,
    IND_SAYS_SEPARATOR,
    IND_SAYS_DECIMAL,
    IND_SAYS_HEADER,
    IND_SAYS_COLUMN,
    IND_SAYS_EMPTY,
    IND_SAYS_UNREADABLE,
    IND_SAYS_UNKNOWN,
    IND_SAYS_LEAST,
    IND_SAYS_GREATEST,
    IND_SAYS_CODES,
    IND_SAYS_MISSING,
    IND_SAYS_IGNORED,
    IND_SAYS_HIDDEN,
    IND_SAYS_KEY,
    IND_SAYS_FINDINGS,
    IND_SAYS_NONE,
    IND_SAYS_RULE,
    IND_SAYS_SEVERITY,
    IND_SAYS_COUNT,
    IND_SAYS_LINES,
    IND_SAYS_DELIVERIES,
    IND_SAYS_SUPPLIER,
    IND_SAYS_FROM,
    IND_SAYS_TILL,
    IND_SAYS_TAKEN,
    IND_SAYS_ERRORS,
    IND_SAYS_DIFFERENT,
    IND_SAYS_WORDS
} ind_validation_word;

const char *ind_validation_says(const ind_validation_view *view, ind_validation_word word);
const char *ind_validation_severity(ind_severity severity); /* "note", "warning", "error": for machines */
const char *ind_validation_grade(const ind_validation_view *view, ind_severity severity); /* for people */
/* The value of a field as it would stand in a file; in ARENA of the validation. */
const char *ind_validation_value(const ind_validation_view *view, const ind_field *field, double value);
const char *ind_validation_day(const ind_validation_view *view, int32_t day);                     /* "" for none */
const char *ind_validation_count(const ind_validation_view *view, uint64_t count);                /* "<5" for few */
const char *ind_validation_share(const ind_validation_view *view, uint64_t part, uint64_t whole); /* "12.5 %" */
/* " (0.1 %)" of the rows, of a finding about rows that find nothing; else "". */
const char *ind_validation_part(const ind_validation_view *view, const ind_file_report *report,
                                const ind_data_finding *finding);
const char *ind_validation_lines(const ind_validation_view *view, const ind_data_finding *finding); /* "3, 17, 40" */
/* "'utskrivningsdatum' is not a date" */
const char *ind_validation_what(const ind_validation_view *view, const ind_data_finding *finding);
/* What RULE says, in the view's language; FOREIGN: it has only English words. */
const char *ind_validation_sentence(const ind_validation_view *view, const char *rule, const char *message,
                                    bool *foreign);
void ind_validation_escape(ind_buffer *out, ind_str text); /* for XML and HTML, also in attributes */

#endif

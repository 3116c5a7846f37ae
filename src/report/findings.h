/* findings.h - what the writers of findings share: the model, laid out as a list of tests.
 *
 *   findings.c         the model, and which writer
 *   findings_test.c    one line of it
 *   findings_json.c    indikator-findings/1 (indicators/schema/findings.schema.json)
 *   findings_junit.c   JUnit XML, as Jenkins and GitLab read it
 *   findings_tap.c     TAP 14
 *   findings_sarif.c   SARIF 2.1.0
 *   findings_github.c  workflow commands of GitHub Actions */
#ifndef IND_REPORT_FINDINGS_H
#define IND_REPORT_FINDINGS_H

#include "base/mask.h"
#include "base/memory.h"
#include "indikator/findings.h"
#include "indikator/rules.h"

#include <inttypes.h>

struct ind_outcomes {
    ind_arena *arena;
    const char *command;
    const char **files;
    size_t file_count, file_capacity;
    ind_case_result *cases;
    size_t case_count, case_capacity;
};

/* One line of a report. */
typedef enum { IND_TEST_PASSED, IND_TEST_FAILED, IND_TEST_WARNED, IND_TEST_WAIVED } ind_test_state;
typedef struct {
    ind_test_state state;
    const char *file;           /* NULL: no file, such as a fault of the command line */
    const ind_finding *finding; /* or NULL */
    const ind_case_result *one; /* or NULL; neither: a file without findings */
} ind_test;

typedef struct {
    const ind_outcomes *outcomes;
    ind_test *tests; /* by file, then cases, then findings, then what is waived */
    size_t count, capacity;
    size_t failed, warned, waived, passed;
    ind_buffer *out;
} ind_findings_view;

void ind_findings_json(const ind_findings_view *view);
void ind_findings_junit(const ind_findings_view *view);
void ind_findings_tap(const ind_findings_view *view);
void ind_findings_sarif(const ind_findings_view *view);
void ind_findings_github(const ind_findings_view *view);

/* "always_false"; "failed_case" for a case, "system" for a finding without rule. */
const char *ind_test_rule(const ind_test *test);
/* What is wrong, in one text; for a case its report. */
const char *ind_test_message(const ind_test *test);
const char *ind_test_help(const ind_test *test);     /* NULL: none; of what is waived the reason */
const char *ind_test_severity(const ind_test *test); /* "error", "warning", "waived" */
uint64_t ind_test_line(const ind_test *test);        /* 0: not known */
uint32_t ind_test_column(const ind_test *test);
uint32_t ind_test_end(const ind_test *test); /* the column behind the last character; of a finding with a column */

#endif

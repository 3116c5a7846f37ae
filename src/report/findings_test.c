/* findings_test.c - one line of a report: a case, a finding, or a file of which nothing is said. */
#include "report/findings.h"

const char *ind_test_rule(const ind_test *test) {
    if (test->finding == NULL)
        return test->one != NULL ? "failed_case" : "none";
    return test->finding->rule != NULL ? test->finding->rule : "system";
}

const char *ind_test_message(const ind_test *test) {
    if (test->finding != NULL)
        return test->finding->message;
    return test->one != NULL && test->one->report != NULL ? test->one->report : "";
}

const char *ind_test_help(const ind_test *test) {
    return test->finding == NULL ? NULL : test->finding->help;
}

const char *ind_test_severity(const ind_test *test) {
    static const char *const names[] = {"none", "error", "warning", "waived"};
    return names[test->state];
}

uint64_t ind_test_line(const ind_test *test) {
    return test->finding != NULL ? test->finding->place.line : test->one != NULL ? test->one->place.line : 0;
}

uint32_t ind_test_column(const ind_test *test) {
    const ind_place none = {0};
    const ind_place *place = test->finding != NULL ? &test->finding->place
                             : test->one != NULL   ? &test->one->place
                                                   : &none;
    return place->line == 0 ? 0 : place->column;
}

uint32_t ind_test_end(const ind_test *test) {
    uint32_t width = test->finding == NULL ? 1 : test->finding->place.width;
    return ind_test_column(test) + (width > 0 ? width : 1);
}

/* derived_text.h - for people: what a value was compared with, and what was found, in words. */
#ifndef IND_REPORT_DERIVED_TEXT_H
#define IND_REPORT_DERIVED_TEXT_H

#include "base/memory.h"
#include "indikator/figures.h"

/* "bättre", "ingen statistiskt säkerställd skillnad", ...; empty: nothing is said. */
const char *ind_word_text(ind_word word, bool english);
/* Why nothing is compared: "det finns inget att jämföra med i rapporten"; empty: it is. */
const char *ind_apart_text(ind_apart apart, bool english);
/* "2023: bättre; målet: når inte": all that is said of a cell; empty: nothing.  Lives in ARENA. */
const char *ind_compared_text(ind_arena *arena, const ind_report_measure *measure, size_t cell, bool english);
/* What stands below the cells: how often they were compared, and how many would differ by chance; why not; the way to
 * the target; whose the published values are.  *COUNT lines, which live in ARENA. */
const char **ind_compared_notes(ind_arena *arena, const ind_report *report, const ind_report_measure *measure,
                                bool english, size_t *count);
/* Of how many areas the funnel and the comparison with the rest say different things; and why they may. */
size_t ind_funnel_disagreements(const ind_report_measure *measure);
const char *ind_funnel_why(bool english);

#endif

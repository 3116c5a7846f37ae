/* waived_findings.h - "x-waive" of a definition: findings that are right, in a definition that is right too.
 *
 *   "x-waive": [ { "rule": "open_window", "at": "/numerator", "why": "..." } ]
 *
 * "at" is a JSON pointer into the file; without it the waiver holds for the whole file. */
#ifndef IND_WAIVERS_H
#define IND_WAIVERS_H

#include "base/json.h"

/* FOUND are the findings about FILE, a definition as it is written.  Those that it waives go to WAIVED, the reason as
 * help; the others go to KEPT, and so does what is wrong with the waivers.  COMPLETE: every rule has been tried, so
 * that a waiver without finding is idle.  The status is the worst of what is kept. */
ind_status ind_waivers_apply(const ind_json *file, const ind_diag *found, bool complete, ind_diag *kept,
                             ind_diag *waived);

#endif

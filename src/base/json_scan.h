/* json_scan.h - the strict grammar of JSON, where each value stands and what it means.  Private to json_parse.c. */
#ifndef IND_JSON_SCAN_H
#define IND_JSON_SCAN_H

#include "base/json.h"

enum { IND_JSON_DEPTH = 64, IND_JSON_NUMBER_LENGTH = 60, IND_JSON_FINDINGS = 100 };

/* The tree of SOURCE.  NULL with a finding for the first error of syntax.  Faults that leave the grammar whole, such as
 * "\u0000" or a repeated key, are added to DIAG too and leave the tree in place.  EACH may be NULL. */
ind_json *ind_json_scan(ind_arena *arena, const ind_source *source, const ind_json_each *each, ind_diag *diag);

#endif

/* compare_check.h - what values are compared with must be there: keys 'compare', 'target', 'signals' and 'funnel'. */
#ifndef IND_COMPARE_CHECK_H
#define IND_COMPARE_CHECK_H

#include "definition/definition.h"

ind_status ind_compare_check(const ind_measure *measure, ind_diag *diag);

#endif

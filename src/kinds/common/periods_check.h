/* periods_check.h - keys of 'period' and 'series' that contradict each other: which years are pooled, a series that
 * ends before it begins, a break outside it. */
#ifndef IND_PERIODS_CHECK_H
#define IND_PERIODS_CHECK_H

#include "definition/definition.h"

ind_status ind_periods_check(const ind_measure *measure, ind_diag *diag);

#endif

/* value_levels.h - which of the definition's ordered classes a value is in. */
#ifndef IND_VALUE_LEVELS_H
#define IND_VALUE_LEVELS_H

#include "kinds/common/kind.h"

/* What has been found exactly: the value is OVER / UNDER times what the unit says (SHARE), so that it can be held
 * against limits without rounding.  Nothing if the two are not whole numbers. */
void ind_outcome_exact(const ind_measure *measure, double over, double under, bool share, ind_outcome *out);
/* Number of the level, from 1; 0: the definition has none, or there is no value. */
size_t ind_level_of(const ind_measure *measure, const ind_outcome *outcome);
size_t ind_level_of_value(const ind_measure *measure, double value); /* of another value than the cell's own */

#endif

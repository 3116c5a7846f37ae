/* area_count.h - areas that are compared with each other: those of one level of a codelist in one whole.
 *
 * The more of them there are, the more often one differs by chance: their level is 1 - 0.05/k (Bonferroni), k being how
 * many the codelist has of the whole, shown or not, so that a cell does not depend on what else is shown. */
#ifndef IND_AREA_COUNT_H
#define IND_AREA_COUNT_H

#include "cells/strata.h"

/* The group of the measure whose values hold those of group number GROUP and are part of nothing; NULL: there is none,
 * or the values of GROUP are no areas, or wholes themselves. */
const ind_group *ind_measure_whole_group(const ind_measure *measure, size_t group);
/* The whole that the area CODE is in on those days; empty: none. */
ind_str ind_area_whole_of(const ind_group *group, ind_str code, ind_days days);
/* How many areas WHOLE has on those days.  CODES, if not NULL, has room for ind_codelist_count of them. */
size_t ind_area_count(const ind_group *group, ind_str whole, ind_days days, ind_str *codes);
double ind_area_level(size_t count); /* COUNT > 0 */

#endif

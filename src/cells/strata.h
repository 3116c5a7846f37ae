/* strata.h - the groups of a measure: from expressions to small codes, and their domains.
 *
 * Code 0 of a group is "unknown".  What a code of a codelist stands for is a matter of the period of the cell, not of
 * the run: a code that is not always the same one is counted as itself, and is read as in the period when a cell is
 * made (ind_strata_in).  The domain of a group is its codelist as valid in the period, cut to the areas asked for, else
 * to the wholes in the deliveries, else to those in the data; without a codelist, the values seen. */
#ifndef IND_STRATA_H
#define IND_STRATA_H

#include "definition/definition.h"

/* The hierarchies of codelists say what is an area and what is part of what: a kommun lies in a county, which is a
 * whole, for it is part of nothing. */

/* Codes of areas that --area names, or of the wholes that the deliveries name. */
typedef struct {
    const ind_str *codes;
    size_t count;
    bool chosen; /* --area: only cells of these areas are shown; never are rows left out */
} ind_areas;

typedef struct ind_strata ind_strata;

/* Has the measure groups without a codelist, whose values are listed where they were seen? */
bool ind_measure_lists_seen(const ind_measure *measure);
/* The first group of the measure that has the area CODE as a value, else the first whose values lie in it (EXACT
 * false: a county, of kommuner); -1: there is none. */
int ind_measure_group_of_area(const ind_measure *measure, ind_str code, bool *exact);
bool ind_group_is_whole(const ind_group *group); /* its values are areas that are part of nothing */

/* Of the rows of FEED: the first one, or those that are counted beside. */
ind_strata *ind_strata_new(const ind_measure *measure, unsigned feed, const ind_areas *areas);
/* The same strata for another measure with the same groups and areas, which ends with ind_strata_free too. */
ind_strata *ind_strata_share(ind_strata *strata);
void ind_strata_free(ind_strata *strata); /* NULL is fine */

/* Evaluate the groups of COUNT rows.  IN: which of them take part (NULL: all); the others have unknown groups, and
 * their values are not seen. */
void ind_strata_run(ind_strata *strata, const ind_vector *slots, size_t count, const uint8_t *in);
/* The group codes of a row of the last run: measure->group_count codes; BORROWED until the next run. */
const uint32_t *ind_strata_codes(const ind_strata *strata, size_t row);
/* Leaves are the combinations of group codes that were met, numbered 0, 1, ...: of the rows of the last run; how many
 * there are; the group codes of one. */
const uint32_t *ind_strata_leaves(const ind_strata *strata);
uint32_t ind_strata_leaf_count(const ind_strata *strata);
const uint32_t *ind_strata_leaf_codes(const ind_strata *strata, uint32_t leaf);
/* The whole area that the row lies in, by its groups; empty if it has none. */
ind_str ind_strata_whole(const ind_strata *strata, size_t row);

/* The code that a row with CODE of the group's codelist is counted as; 0: it is none. */
uint32_t ind_strata_code(ind_strata *strata, size_t group, ind_str code);
/* What each code of the group in FROM (same measure) is in INTO; OWNED by the caller (free). */
uint32_t *ind_strata_map(ind_strata *into, const ind_strata *from, size_t group);
ind_str ind_strata_text(const ind_strata *strata, size_t group, uint32_t code); /* empty for 0 */
/* Codes to show, in order: the domain, then 0 (to be shown where rows without a value were counted).
 * BORROWED until freed; no ind_strata_run after the first call. */
const uint32_t *ind_strata_domain(ind_strata *strata, size_t group, size_t *count);
/* Are the values of the group areas? */
bool ind_strata_is_area(const ind_strata *strata, size_t group);
/* Days, both inside. */
typedef struct {
    int32_t from, to;
} ind_days;
extern const ind_days ind_always;

/* What a counted code is in a period: a value of the group, 0 if it is not valid on any of the days. */
uint32_t ind_strata_in(const ind_strata *strata, size_t group, uint32_t code, ind_days days);
/* Is the value of the domain one of the group's in the period?  Then only is it shown. */
bool ind_strata_valid(const ind_strata *strata, size_t group, uint32_t code, ind_days days);
/* Is the value listed whether it was seen or not, by a codelist or the schema? */
bool ind_strata_listed(const ind_strata *strata, size_t group, uint32_t code);
/* Is the value of the group the area AREA, or in it? */
bool ind_strata_lies_in(const ind_strata *strata, size_t group, uint32_t code, ind_days days, ind_str area);
/* The same, of some of the areas asked for. */
bool ind_strata_covered(const ind_strata *strata, size_t group, uint32_t code, ind_days days);
/* The whole that a value of the group lies in, as in the period, else as last known; empty if it is no area. */
ind_str ind_strata_whole_of(const ind_strata *strata, size_t group, uint32_t code, ind_days days);
/* Name of the value in the codelist ("namn" or what is asked for), empty if there is none. */
ind_str ind_strata_name(const ind_strata *strata, size_t group, uint32_t code);

#endif

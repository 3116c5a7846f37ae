/* delivery_reach.h - how far the deliveries of a dataset reach, as the dataset that tells of them says.
 *
 * Rows are kept as they were put; of each supplier the days are kept as stretches without a gap between them.
 *
 * A supplier (lämnare) is an area by code: a whole (a county), or part of one (a kommun), by the tree of areas.
 * Of one supplier's deliveries those that touch or overlap are one stretch; a gap ends what counts as complete. */
#ifndef IND_DELIVERIES_H
#define IND_DELIVERIES_H

#include "data/schemas/area_tree.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct ind_deliveries ind_deliveries;

/* TREE is BORROWED; NULL: every supplier is a whole. */
ind_deliveries *ind_deliveries_new(const ind_area_tree *tree);
const ind_area_tree *ind_deliveries_areas(const ind_deliveries *deliveries);
void ind_deliveries_free(ind_deliveries *deliveries);
void ind_deliveries_add(ind_deliveries *deliveries, ind_str dataset, ind_str supplier, int32_t from, int32_t to);
/* One row, as it stands there; completeness ends at the day of extraction. */
typedef struct {
    ind_str dataset, supplier; /* BORROWED, as FILE is */
    int32_t from, to;          /* days, closed */
    int32_t taken;             /* day of extraction; IND_NULL_DATE: not known */
    int64_t rows;              /* -1: not told */
    ind_str file;              /* empty: not told */
    bool adds;                 /* to earlier ones of the same days; else it stands for them */
} ind_delivered;
void ind_deliveries_put(ind_deliveries *deliveries, const ind_delivered *one);
/* All that was put, by dataset, supplier and first day. */
size_t ind_deliveries_put_count(const ind_deliveries *deliveries);
const ind_delivered *ind_deliveries_put_at(const ind_deliveries *deliveries, size_t index);
/* Of two deliveries of one supplier that have days in common: does B stand for A? */
bool ind_delivered_replaces(const ind_delivered *b, const ind_delivered *a);
bool ind_delivered_overlap(const ind_delivered *a, const ind_delivered *b);
/* CODE, a part of a whole, is expected to deliver where another part of the same level does. */
void ind_deliveries_expect(ind_deliveries *deliveries, ind_str code); /* CODE is BORROWED; after close */
/* After the last of them. */
void ind_deliveries_expect_end(ind_deliveries *deliveries);
/* What --complete-until says, for every dataset and supplier; stands over what was added. */
void ind_deliveries_fix(ind_deliveries *deliveries, int32_t until);
/* After the last add. */
void ind_deliveries_close(ind_deliveries *deliveries);

/* One of a supplier's, its first stretch without gap; ordered by dataset, then supplier. */
typedef struct {
    ind_str dataset, supplier; /* BORROWED */
    int32_t from, to;          /* days, closed */
    int32_t taken;             /* the last day of extraction; IND_NULL_DATE: not known */
    int64_t rows;              /* of all its deliveries that stand; -1: not told of each */
} ind_delivery;
size_t ind_deliveries_count(const ind_deliveries *deliveries);
ind_delivery ind_deliveries_at(const ind_deliveries *deliveries, size_t index);

bool ind_deliveries_known(const ind_deliveries *deliveries, ind_str dataset);
/* The latest day on which anything of the dataset was taken out; false where a delivery of it does not tell. */
bool ind_deliveries_extracted(const ind_deliveries *deliveries, ind_str dataset, int32_t *day);
/* Greatest day until which every supplier in the whole has delivered the dataset; WHOLE empty or
 * without a supplier of its own: every supplier of the dataset.  False if nothing is known. */
bool ind_deliveries_until(const ind_deliveries *deliveries, ind_str dataset, ind_str whole, int32_t *until);
/* The first day delivered, the greatest over the same suppliers. */
bool ind_deliveries_since(const ind_deliveries *deliveries, ind_str dataset, ind_str whole, int32_t *since);
/* First day of the earliest and last day of the latest delivery of the dataset. */
bool ind_deliveries_range(const ind_deliveries *deliveries, ind_str dataset, int32_t *from, int32_t *to);
/* The last of the days FROM to TO that all suppliers of the dataset have delivered that deliver any of them or later
 * ones; TO where nothing is known. */
int32_t ind_deliveries_as_of(const ind_deliveries *deliveries, ind_str dataset, int32_t from, int32_t to);
/* How much of the days FROM to TO has been delivered for AREA: a part, whose suppliers are the parts in it where parts
 * of its whole deliver the dataset, else the whole; a whole, whose suppliers are those that there are and all parts
 * that are expected; empty: all suppliers there are.  ALL where nothing is known of the dataset. */
typedef enum { IND_DELIVERED_ALL, IND_DELIVERED_SOME, IND_DELIVERED_NONE } ind_coverage;
ind_coverage ind_deliveries_cover(const ind_deliveries *deliveries, ind_str dataset, ind_str area, int32_t from,
                                  int32_t to);
/* Is there a whole that is delivered of OTHER, on some of the days, and nothing of DATASET? */
bool ind_deliveries_lack(const ind_deliveries *deliveries, ind_str dataset, ind_str other, int32_t from, int32_t to);
/* Days from FROM on that the supplier has not delivered, until those that it has, at most to TO; false: none. */
bool ind_deliveries_gap(const ind_deliveries *deliveries, ind_str dataset, ind_str supplier, int32_t from, int32_t to,
                        int32_t *gap_from, int32_t *gap_to);
/* Expected suppliers of the dataset that have delivered nothing: the INDEX-th; false: no more. */
bool ind_deliveries_absent(const ind_deliveries *deliveries, ind_str dataset, size_t index, ind_str *code);
/* Has any delivery of the dataset a supplier in the whole? */
bool ind_deliveries_has_whole(const ind_deliveries *deliveries, ind_str dataset, ind_str whole);

#endif

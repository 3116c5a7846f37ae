/* deliveries.h - how far the deliveries of a dataset reach, from the dataset "leveranser".
 *
 * A supplier (lämnare) is a kommun or a county (län) by code; its county is the first two digits.
 * Of one supplier's deliveries those that touch or overlap are one stretch; a gap ends what counts as complete. */
#ifndef IND_DELIVERIES_H
#define IND_DELIVERIES_H

#include "indikator/text.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct ind_deliveries ind_deliveries;

ind_deliveries *ind_deliveries_new(void);
void ind_deliveries_free(ind_deliveries *deliveries);
void ind_deliveries_add(ind_deliveries *deliveries, ind_str dataset, ind_str supplier, int32_t from, int32_t to);
/* What --complete-until says, for every dataset and supplier; stands over what was added. */
void ind_deliveries_fix(ind_deliveries *deliveries, int32_t until);
/* After the last add. */
void ind_deliveries_close(ind_deliveries *deliveries);

/* One of a supplier's, its first stretch without gap; ordered by dataset, then supplier. */
typedef struct {
    ind_str dataset, supplier; /* BORROWED */
    int32_t from, to;          /* days, closed */
} ind_delivery;
size_t ind_deliveries_count(const ind_deliveries *deliveries);
ind_delivery ind_deliveries_at(const ind_deliveries *deliveries, size_t index);

bool ind_deliveries_known(const ind_deliveries *deliveries, ind_str dataset);
/* Greatest day until which every supplier of the county has delivered the dataset; COUNTY empty or
 * without a supplier of its own: every supplier of the dataset.  False if nothing is known. */
bool ind_deliveries_until(const ind_deliveries *deliveries, ind_str dataset, ind_str county, int32_t *until);
/* The first day delivered, the greatest over the same suppliers. */
bool ind_deliveries_since(const ind_deliveries *deliveries, ind_str dataset, ind_str county, int32_t *since);
/* First day of the earliest and last day of the latest delivery of the dataset. */
bool ind_deliveries_range(const ind_deliveries *deliveries, ind_str dataset, int32_t *from, int32_t *to);
/* Has any delivery of the dataset a supplier in the county? */
bool ind_deliveries_has_county(const ind_deliveries *deliveries, ind_str dataset, ind_str county);

#endif

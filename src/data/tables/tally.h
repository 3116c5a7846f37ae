/* tally.h - how many records of each supplier were rejected, over all files of a dataset.
 * One supplier's broken export can hide in a large file, so each is judged by itself too. */
#ifndef IND_TALLY_H
#define IND_TALLY_H

#include "base/dict.h"
#include "data/tables/read_table.h"

typedef struct {
    uint64_t records, rejected;
} ind_tally_count;

typedef struct {
    ind_dict *suppliers;
    ind_tally_count *counts; /* of the supplier with that number */
    size_t capacity;
} ind_tally;

/* The number of SUPPLIER in COUNTS. */
uint32_t ind_tally_number(ind_tally *tally, ind_str supplier);
void ind_tally_add(ind_tally *tally, ind_str supplier, bool rejected);
void ind_tally_merge(ind_tally *tally, const ind_tally *from);
void ind_tally_clear(ind_tally *tally);
void ind_tally_free(ind_tally *tally);

/* IND_E_DATA with findings where a file or a supplier has more than request->max_rejected percent rejected. */
ind_status ind_tally_judge(const ind_tally *tally, const ind_table_request *request, const ind_file_report *reports,
                           ind_diag *diag);

#endif

/* unreadable_count.h - how much of a column could not be read, by supplier and calendar year.
 *
 * The rows of a dataset are counted by supplier and year, and the cells that were marked bad while they were read by
 * column as well; and of each column is noted whether a supplier's year has any value in it.  What follows for the
 * figures is said in unreadable.c and emptied.c. */
#ifndef IND_UNREADABLE_H
#define IND_UNREADABLE_H

#include "data/tables/read_table.h"

enum { IND_UNREADABLE_YEARS = 128 }; /* 0: no year, or one that nobody has data of */

typedef struct {
    uint32_t supplier; /* code of the supplier's text; 0: unknown */
    uint32_t year, field;
    uint64_t count;
} ind_bad_count;

typedef struct {
    uint32_t *rows; /* by supplier and year */
    size_t supplier_count;
    uint64_t *seen_in; /* by supplier, year and field, a bit: some value could be read; SEEN_WORDS a year */
    size_t seen_words;
    struct ind_dict *keys; /* of supplier, year and field, to places in BAD */
    ind_bad_count *bad;
    size_t bad_count, bad_capacity;
    struct ind_dict *blank_keys; /* the same of rows without a value, before the first with one; places in BLANK */
    ind_bad_count *blank;
    size_t blank_count, blank_capacity;
    bool *seen; /* by field: some value could be read */
} ind_unreadable;

void ind_unreadable_open(ind_unreadable *tally, size_t fields);
void ind_unreadable_free(ind_unreadable *tally);
void ind_unreadable_clear(ind_unreadable *tally, size_t fields);
void ind_unreadable_merge(ind_unreadable *tally, const ind_unreadable *from, size_t fields);

/* Places of the supplier and the date among the wanted fields of a batch; -1: none. */
typedef struct {
    const ind_dataset *dataset;
    const uint32_t *wanted;
    size_t wanted_count;
    int supplier, date;
} ind_origin;
/* The day that puts a row in a delivery; IND_NULL_DATE: unknown. */
int32_t ind_origin_day(const ind_origin *origin, const ind_batch *batch, size_t row);
void ind_unreadable_add(ind_unreadable *tally, const ind_origin *origin, const ind_batch *batch);
/* A row whose look-up by a foreign key finds nothing: counted as a field after those of the dataset. */
void ind_unreadable_miss(ind_unreadable *tally, const ind_origin *origin, const ind_batch *batch, size_t row, int key);

/* Did a supplier give any value of FIELD in a year?  Asked of fields with ind_field_least_rows, of which it is noted.
 */
bool ind_unreadable_has(const ind_unreadable *tally, size_t supplier, uint32_t year, uint32_t field);

/* The first and last day of a year that was counted; false: it is none. */
bool ind_unreadable_days(uint32_t year, int32_t *from, int32_t *to);

/* A supplier and year of a column that a measure reads, with too much that could not be read. */
typedef struct {
    ind_str supplier; /* empty: unknown */
    uint32_t year;
    uint64_t bad;
    bool is_empty; /* nothing at all stands there */
    bool over;     /* the limit: whatever rests on it is not shown */
    bool decides;  /* the column decides the numerator, so the limit is held against that too */
    double limit;  /* percent */
} ind_unread;

#endif

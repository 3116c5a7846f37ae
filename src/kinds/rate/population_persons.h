/* population_persons.h - persons of a stock who may have several rows in it: each is one, in every period by itself.
 *
 * Rows are read one by one and in any order, so that each person's row so far is kept: the first or the last of them by
 * a day; of several of one day that whose groups come first as texts. */
#ifndef IND_POPULATION_PERSONS_H
#define IND_POPULATION_PERSONS_H

#include "kinds/rate/rate.h"

typedef struct ind_stock_persons ind_stock_persons;

ind_stock_persons *ind_stock_persons_open(const ind_kind_context *context); /* NULL: rows are counted */
void ind_stock_persons_close(ind_stock_persons *persons);                   /* NULL is fine */
/* The rows of a batch; then those that count, in a period. */
void ind_stock_persons_read(ind_stock_persons *persons, const ind_vector *slots, size_t rows);
bool ind_stock_persons_knows(const ind_stock_persons *persons, size_t row); /* whose it is, and its day */
void ind_stock_persons_see(ind_stock_persons *persons, size_t row, int32_t period);
void ind_stock_persons_merge(ind_stock_persons *persons, const ind_stock_persons *other);
/* All of them: the period of each, the codes of its groups, and how much of a person it is: of those that are counted
 * on the last days of months, one of so many. */
void ind_stock_persons_give(const ind_stock_persons *persons,
                            void (*take)(void *context, int32_t period, const uint32_t *codes, double share),
                            void *context);

#endif

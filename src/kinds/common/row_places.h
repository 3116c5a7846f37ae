/* row_places.h - where rows stand that a kind has something to say of: how many there are, and the first of them. */
#ifndef IND_ROW_PLACES_H
#define IND_ROW_PLACES_H

#include "kinds/common/kind.h"

typedef struct {
    unsigned what; /* a number of the kind's own */
    uint32_t file;
    uint64_t line;
} ind_row_place;

typedef struct {
    ind_row_place *items;
    size_t count, capacity;
} ind_row_places;

/* What is said of the rows with one number: "ID: in N rows WHAT". */
typedef struct {
    const char *rule, *what, *help;
} ind_row_words;

/* Row ROW of the batch at hand.  The same row may come again: it is counted once. */
void ind_row_places_add(ind_row_places *places, const ind_kind_context *context, unsigned what, size_t row);
/* A place as a number that a table of a cell can hold, and back. */
double ind_row_place_number(const ind_kind_context *context, size_t row);
void ind_row_places_add_number(ind_row_places *places, unsigned what, double number);
void ind_row_places_merge(ind_row_places *places, const ind_row_places *other);
void ind_row_places_free(ind_row_places *places);
/* A warning for each number that was met, at the first of its rows; WORDS by number. */
void ind_row_places_say(ind_row_places *places, const ind_kind_context *context, const ind_row_words *words,
                        ind_diag *diag);

#endif

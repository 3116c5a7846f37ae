/* set.c - sorted arrays.  A list of codes has few items, and texts are looked up once for each
 * distinct value, so that hashing would gain nothing. */
#include "language/tree/set.h"

#include <stdlib.h>

ind_set *ind_expr_set_new(ind_arena *arena, ind_type type, size_t room) {
    ind_set *set = ind_arena_alloc(arena, sizeof *set);
    if (type == IND_TEXT)
        set->texts = ind_arena_alloc(arena, room * sizeof *set->texts);
    else if (type == IND_NUMBER)
        set->numbers = ind_arena_alloc(arena, room * sizeof *set->numbers);
    else
        set->integers = ind_arena_alloc(arena, room * sizeof *set->integers);
    return set;
}

void ind_expr_set_add(ind_set *set, ind_type type, ind_type from, const ind_value *value) {
    if (type == IND_TEXT)
        set->texts[set->count] = value->text;
    else if (type == IND_NUMBER)
        set->numbers[set->count] = from == IND_INTEGER ? (double)value->integer : value->number;
    else
        set->integers[set->count] = from == IND_DATE ? value->day : value->integer;
    set->count++;
}

static int compare_integers(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static int compare_numbers(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static int compare_texts(const void *a, const void *b) {
    return ind_str_compare(*(const ind_str *)a, *(const ind_str *)b);
}

void ind_expr_set_sort(ind_set *set, ind_type type) {
    if (type == IND_TEXT)
        qsort(set->texts, set->count, sizeof *set->texts, compare_texts);
    else if (type == IND_NUMBER)
        qsort(set->numbers, set->count, sizeof *set->numbers, compare_numbers);
    else
        qsort(set->integers, set->count, sizeof *set->integers, compare_integers);
}

bool ind_expr_set_has_integer(const ind_set *set, int64_t value) {
    return bsearch(&value, set->integers, set->count, sizeof value, compare_integers) != NULL;
}

bool ind_expr_set_has_number(const ind_set *set, double value) {
    return bsearch(&value, set->numbers, set->count, sizeof value, compare_numbers) != NULL;
}

bool ind_expr_set_has_text(const ind_set *set, ind_str value) {
    return bsearch(&value, set->texts, set->count, sizeof value, compare_texts) != NULL;
}

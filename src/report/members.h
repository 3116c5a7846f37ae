/* members.h - the four-field tables of a change: who is in the denominator and the numerator, before and after. */
#ifndef IND_REPORT_MEMBERS_H
#define IND_REPORT_MEMBERS_H

#include "base/memory.h"
#include "indikator/figures.h"

/* Entities in both, only before, only after.  The fourth field, in neither, is everybody else. */
typedef struct {
    int64_t both, before, after;
} ind_moved;

typedef struct {
    const char *period;
    ind_moved denominator, numerator;
} ind_members_period;

typedef struct {
    bool has_numerator;
    ind_members_period *items; /* in the order of the report */
    size_t count, room;
} ind_members;

/* Two measures by entity.  Only counts leave this function; they live in ARENA. */
ind_members *ind_members_compare(ind_arena *arena, const ind_report_measure *before, const ind_report_measure *after);

#endif

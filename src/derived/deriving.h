/* deriving.h - what the files of this room share: the measure at hand, where its cells are, and which of them may be
 * judged.
 *
 *   derive.c       all measures; what is asked of each cell
 *   deriving.c     cells by period and group; cells that may be judged; their limits
 *   sides.c        two sides become a comparison; what is said of it
 *   compare_time.c, compare_groups.c, compare_target.c   the other side
 *   rest.c         a whole without one of its parts
 *   charts.c       series against the rules of a chart
 *   funnels.c      areas in the funnel of their whole */
#ifndef IND_DERIVING_H
#define IND_DERIVING_H

#include "figures/build.h"
#include "indikator/derived.h"

typedef struct {
    ind_arena *arena;
    const ind_report *report;
    ind_report_measure *measure;
    struct ind_cells *index; /* OWNED: cells by period, split and codes; see deriving.c */
    int32_t *from, *to;      /* days of each period */
    uint32_t **area_set;     /* by group and code: the first set of areas that has it; UINT32_MAX: none */
    ind_report_comparison *items;
    size_t count, room;
    unsigned seen[IND_WITHS]; /* 1 << IND_APART_...: why some cell was not compared */
} ind_deriving;

ind_deriving ind_deriving_open(ind_report *report, ind_report_measure *measure);
void ind_deriving_close(ind_deriving *d);

#define IND_NO_CELL UINT32_MAX
/* The cell of the measure in the period with the codes of the groups of the split; IND_NO_CELL: there is none. */
uint32_t ind_deriving_find(const ind_deriving *d, size_t period, size_t split, const uint32_t *codes);
const uint32_t *ind_deriving_codes(const ind_deriving *d, uint32_t cell);
/* The split with just these groups, in any order; ORDER gets where each of them stands in it.  False: there is none. */
bool ind_deriving_split(const ind_deriving *d, const uint16_t *groups, size_t count, size_t *split, size_t *order);

/* Has the cell a value and no flag that forbids to judge it? */
bool ind_may_be_judged(const ind_report_measure *measure, uint32_t cell);
/* The cell's own limits at LEVEL; false: it has none. */
bool ind_limits_at(const ind_report_measure *measure, uint32_t cell, double level, ind_interval *out);
/* A count behind the value; NaN: the cell does not have it. */
double ind_count_behind(const ind_report_measure *measure, uint32_t cell, const char *name);
/* What shares and rates of the unit are multiplied by. */
double ind_factor_of(const ind_report_measure *measure);
/* Is the rate of the cell that of its events over its population, not a standardised one? */
bool ind_is_crude(const ind_report_measure *measure, uint32_t cell);
/* Does a break of the series lie after the day FROM and not after TO? */
bool ind_breaks_between(const ind_report_measure *measure, int32_t from, int32_t to);

/* ---- comparisons ---- */

/* One side of a comparison. */
typedef struct {
    double value;
    ind_interval limits;
    double events, population; /* of a ratio of rates */
} ind_compared_side;

#define IND_ALONE 0.95 /* the level over time, of sexes, targets and published values */

/* The cell's own limits at LEVEL as if the population that its answers are of had no end: what is compared over time is
 * not those who have answered, but those who are asked about anew.  False: it has none. */
bool ind_limits_without_end(const ind_report_measure *measure, uint32_t cell, double level, ind_interval *out);
/* Cell and limits at LEVEL as a side of a comparison WITH; false, with the reason noted, if it has none. */
bool ind_take_side(ind_deriving *d, ind_with with, const ind_report_measure *measure, uint32_t cell, double level,
                   ind_compared_side *out);
void ind_keep_comparison(ind_deriving *d, const ind_report_comparison *one); /* as it is */
/* Fills value and limits of ONE and adds it, with WORD made of them.  False, with the reason noted: there is none. */
bool ind_add_comparison(ind_deriving *d, ind_report_comparison one, const ind_compared_side *cell,
                        const ind_compared_side *other);
static inline void ind_note_apart(ind_deriving *d, ind_with with, ind_apart why) {
    d->seen[with] |= 1u << why;
}
ind_word ind_word_over_time(const ind_report_measure *measure, const ind_report_comparison *one);
ind_word ind_word_between(const ind_report_comparison *one);

void ind_compare_time(ind_deriving *d, uint32_t cell, ind_with with);
/* The set of areas that the cell is one of, and which of its groups has the area; NULL: it is none. */
const ind_report_areas *ind_areas_of(const ind_deriving *d, uint32_t cell, size_t *at);
/* The cell of that whole, in all other groups alike. */
uint32_t ind_whole_of(const ind_deriving *d, uint32_t cell, const ind_report_areas *set, size_t at);
void ind_compare_whole(ind_deriving *d, uint32_t cell);
void ind_compare_sex(ind_deriving *d, uint32_t cell);
void ind_compare_target(ind_deriving *d, uint32_t cell);
void ind_compare_published(ind_deriving *d, uint32_t cell);

void ind_make_charts(ind_deriving *d);
/* After the comparisons, which it is held against. */
void ind_make_funnels(ind_deriving *d);

/* The whole without its part, at LEVEL, from what both cells publish: shares of counts, events over populations, means
 * with n and sd.  Where the cells have an effective number, that of the rest is its number times what the whole has of
 * it for each of its own; its limits are by the method of the part's.  False: it cannot be made. */
/* Are the part and the rest of the whole large enough for a word?  Only shares can be too small. */
bool ind_is_enough(const ind_report_measure *measure, uint32_t whole, uint32_t part);
bool ind_rest_of(const ind_report_measure *measure, uint32_t whole, uint32_t part, double level,
                 ind_compared_side *out);

#endif

/* derive.c - all measures of a report, one after another: what each cell is compared with, and how often; then charts
 * and funnels. */
#include "derived/deriving.h"

#include <stdlib.h>

/* Is a value held against one of another group? */
static bool is_of_groups(ind_with with) {
    return with == IND_WITH_WHOLE || with == IND_WITH_SEX || with == IND_WITH_PUBLISHED;
}

static void compare_cell(ind_deriving *d, uint32_t cell) {
    for (int with = 0; with < IND_WITHS; with++) {
        if ((d->measure->compare.with & 1u << with) == 0)
            continue;
        if (is_of_groups((ind_with)with) && ind_str_is(d->measure->standardised, "indirect")) {
            ind_note_apart(d, (ind_with)with, IND_APART_INDIRECT);
            continue;
        }
        switch ((ind_with)with) {
        case IND_WITH_YEAR_BEFORE:
        case IND_WITH_SAME_MONTH: ind_compare_time(d, cell, (ind_with)with); break;
        case IND_WITH_WHOLE: ind_compare_whole(d, cell); break;
        case IND_WITH_SEX: ind_compare_sex(d, cell); break;
        case IND_WITH_TARGET: ind_compare_target(d, cell); break;
        case IND_WITH_PUBLISHED: ind_compare_published(d, cell); break;
        default: break;
        }
    }
}

/* What is to be said where nothing was compared: what comes first here. */
static ind_apart why_apart(const ind_deriving *d, ind_with with) {
    static const ind_apart order[] = {IND_APART_CAUTION, IND_APART_INDIRECT, IND_APART_NO_TARGET,   IND_APART_NO_RATIO,
                                      IND_APART_NO_REST, IND_APART_TOO_FEW,  IND_APART_NO_INTERVAL, IND_APART_FLAGGED};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if ((d->seen[with] & 1u << order[i]) != 0)
            return order[i];
    return IND_APART_NO_PAIR;
}

static void count_them(ind_deriving *d) {
    ind_report_compare *compare = &d->measure->compare;
    ind_report_compared *made = ind_arena_alloc(d->arena, IND_WITHS * sizeof *made);
    compare->made_count = 0;
    for (int with = 0; with < IND_WITHS; with++) {
        ind_report_compared one = {.with = (ind_with)with};
        if ((compare->with & 1u << with) == 0)
            continue;
        for (size_t i = 0; i < d->count; i++)
            if (d->items[i].with == (ind_with)with) {
                one.count++;
                one.by_chance += 1 - d->items[i].level;
            }
        one.apart = one.count > 0 ? IND_APART_NONE : why_apart(d, (ind_with)with);
        made[compare->made_count++] = one;
    }
    compare->made = made;
}

static void derive_measure(ind_report *report, ind_report_measure *measure) {
    ind_deriving d = ind_deriving_open(report, measure);
    bool cautious = measure->caution.sv.length > 0 || measure->caution.en.length > 0;
    for (int with = 0; cautious && with < IND_WITHS; with++)
        ind_note_apart(&d, (ind_with)with, IND_APART_CAUTION);
    for (size_t cell = 0; !cautious && cell < measure->cells.count; cell++)
        compare_cell(&d, (uint32_t)cell);
    measure->comparisons = d.items;
    measure->comparison_count = d.count;
    count_them(&d);
    if (!cautious && measure->signals.given)
        ind_make_charts(&d);
    if (!cautious && measure->has_funnel)
        ind_make_funnels(&d);
    ind_deriving_close(&d);
}

void ind_report_derive(ind_report *report) {
    for (size_t i = 0; i < report->measure_count; i++) {
        ind_report_measure *m = &report->measures[i];
        bool wanted = m->compare.with != 0 || m->signals.given || m->has_funnel;
        if (wanted && m->state == IND_STATE_COMPUTED)
            derive_measure(report, m);
    }
}

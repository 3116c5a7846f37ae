/* lint_periods.c - a series too short for a period that the definition names, and pooled years across a break. */
#include "base/date.h"
#include "definition/lint.h"

typedef struct {
    int32_t first, last; /* whole months of the series, year * 12 + month - 1 */
} span;

static int32_t month_of(int32_t day) {
    ind_ymd d = ind_ymd_of(day);
    return d.year * 12 + d.month - 1;
}

static int32_t first_day(int32_t month) {
    return ind_day(month / 12, month % 12 + 1, 1);
}

/* Without an end it goes on as far as anybody looks. */
static span span_of(const ind_measure *m) {
    enum { END = 9998 * 12 };
    const ind_param *from = ind_lint_param(m, "series.from"), *to = ind_lint_param(m, "series.to");
    span s = {12, END};
    if (from->node != NULL)
        s.first = month_of((int32_t)from->integer) + (ind_ymd_of((int32_t)from->integer).day > 1);
    if (to->node != NULL && to->integer < IND_LAST_DAY)
        s.last = month_of((int32_t)to->integer + 1) - 1;
    return s;
}

/* The first month at or after MONTH with which something of so many months begins. */
static int32_t begins_from(int32_t month, int32_t months, int32_t offset) {
    return (month - offset + months - 1) / months * months + offset;
}

static int32_t year_offset(const ind_measure *m) {
    const ind_param *from = ind_lint_param(m, "period.year_from");
    return from->node == NULL ? 0 : (int32_t)from->integer - 1;
}

/* ---- too short ---- */

static void judge_length(ind_lint *lint, const ind_json *at, const char *grain, int32_t step, int32_t months,
                         int32_t offset) {
    span s = span_of(lint->measure);
    if (begins_from(s.first, step, offset) + months - 1 > s.last)
        ind_lint_add(lint, "series_too_short", ind_json_place(at), "lengthen 'series', or leave out the grain",
                     "no whole period of '%s' lies in the series", grain);
}

static void judge_grain(ind_lint *lint, const ind_json *at, int grain) {
    static const struct {
        int32_t step, months;
    } lengths[IND_GRAINS] = {
        [IND_GRAIN_MONTH] = {1, 1},       [IND_GRAIN_QUARTER] = {3, 3}, [IND_GRAIN_TERTIAL] = {4, 4},
        [IND_GRAIN_HALF_YEAR] = {6, 6},   [IND_GRAIN_YEAR] = {12, 12},  [IND_GRAIN_ROLLING12] = {1, 12},
        [IND_GRAIN_CUMULATIVE] = {12, 1}, [IND_GRAIN_ALL] = {1, 1},
    };
    judge_length(lint, at, at->text.data, lengths[grain].step, lengths[grain].months, 0);
}

static void judge_series(ind_lint *lint) {
    const ind_measure *m = lint->measure;
    const ind_param *grains = ind_lint_param(m, "period.grain"), *broken = ind_lint_param(m, "period.year_from"),
                    *pooled = ind_lint_param(m, "period.years");
    for (size_t i = 0; i < grains->count; i++)
        judge_grain(lint, grains->node->items[i], grains->choices[i]);
    if (broken->node != NULL)
        judge_length(lint, broken->node, "broken_year", 12, 12, year_offset(m));
    if (pooled->node != NULL)
        judge_length(lint, pooled->node, "pooled_years", 12, 12 * (int32_t)pooled->integer, year_offset(m));
}

/* ---- across a break ---- */

/* Do some of the pooled years, all of them in the series, lie on both sides of the day? */
static bool is_mixed(const ind_measure *m, int32_t day) {
    int32_t months = 12 * (int32_t)ind_lint_param(m, "period.years")->integer, break_month = month_of(day);
    span s = span_of(m);
    int32_t earliest = break_month - months + 1;
    for (int32_t at = begins_from(earliest > s.first ? earliest : s.first, 12, year_offset(m));
         at <= break_month && at + months - 1 <= s.last; at += 12)
        if (first_day(at) < day)
            return true;
    return false;
}

static void judge_breaks(ind_lint *lint) {
    const ind_param *breaks = ind_lint_param(lint->measure, "series.breaks"),
                    *pooled = ind_lint_param(lint->measure, "period.years");
    for (size_t i = 0; pooled->node != NULL && i < breaks->count; i++)
        if (is_mixed(lint->measure, breaks->days[i]))
            ind_lint_add(lint, "pooled_break", ind_json_place(breaks->node->items[i]),
                         "begin the series anew with 'series.from', pool no years, or say in x-waive why it is meant",
                         "%lld pooled years mix what was measured before and after this day",
                         (long long)pooled->integer);
}

void ind_lint_periods(ind_lint *lint) {
    judge_series(lint);
    judge_breaks(lint);
}

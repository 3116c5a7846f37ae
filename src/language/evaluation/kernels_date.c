/* kernels_date.c - dates and datetimes.
 * A date outside the years 1 to 9999 is unknown, so that base/date.h never meets one. */
#include "language/evaluation/kernels.h"

#include "base/date.h"

enum { DAY_MINUTES = 1440 };

static inline int64_t floor_divide(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

static inline int32_t day_or_unknown(int64_t day) {
    return day >= IND_FIRST_DAY && day <= IND_LAST_DAY ? (int32_t)day : IND_NULL_DATE;
}

static inline int64_t minute_or_unknown(int64_t minute) {
    int64_t first = (int64_t)IND_FIRST_DAY * DAY_MINUTES, after = ((int64_t)IND_LAST_DAY + 1) * DAY_MINUTES;
    return minute >= first && minute < after ? minute : IND_NULL_INTEGER;
}

void ind_kernel_add_days(const ind_call *call) {
    const int32_t *a = ind_arg(call, 0)->day;
    const int64_t *n = ind_arg(call, 1)->integer;
    int32_t *restrict out = call->out->day;
    bool over = false;
    for (size_t i = 0, rows = call->count; i < rows; i++) {
        int64_t sum;
        bool unknown = a[i] == IND_NULL_DATE || n[i] == IND_NULL_INTEGER;
        bool bad = unknown || __builtin_add_overflow(n[i], a[i], &sum);
        out[i] = bad ? IND_NULL_DATE : day_or_unknown(sum);
        over |= !unknown & (out[i] == IND_NULL_DATE);
    }
    *call->overflowed |= over;
}

void ind_kernel_add_minutes(const ind_call *call) {
    const int64_t *a = ind_arg(call, 0)->integer, *n = ind_arg(call, 1)->integer;
    int64_t *restrict out = call->out->integer;
    bool over = false;
    for (size_t i = 0, rows = call->count; i < rows; i++) {
        int64_t sum;
        bool unknown = a[i] == IND_NULL_INTEGER || n[i] == IND_NULL_INTEGER;
        bool bad = unknown || __builtin_add_overflow(n[i], a[i], &sum);
        out[i] = bad ? IND_NULL_INTEGER : minute_or_unknown(sum);
        over |= !unknown & (out[i] == IND_NULL_INTEGER);
    }
    *call->overflowed |= over;
}

static int32_t months_later(int32_t day, int64_t months) {
    enum { MOST = 12 * 9999 };
    ind_ymd from = ind_ymd_of(day);
    if (months < -MOST || months > MOST)
        return IND_NULL_DATE;
    int64_t year = floor_divide(from.year * (int64_t)12 + from.month - 1 + months, 12);
    return year < 1 || year > 9999 ? IND_NULL_DATE : ind_add_months(day, months);
}

void ind_kernel_add_months(const ind_call *call) {
    const int32_t *a = ind_arg(call, 0)->day;
    const int64_t *n = ind_arg(call, 1)->integer;
    int32_t *restrict out = call->out->day;
    bool over = false;
    for (size_t i = 0, rows = call->count; i < rows; i++) {
        bool unknown = a[i] == IND_NULL_DATE || n[i] == IND_NULL_INTEGER;
        out[i] = unknown ? IND_NULL_DATE : months_later(a[i], n[i]);
        over |= !unknown & (out[i] == IND_NULL_DATE);
    }
    *call->overflowed |= over;
}

static inline int64_t between(int64_t a, int64_t b) {
    int64_t result;
    return __builtin_sub_overflow(b, a, &result) ? IND_NULL_INTEGER : result;
}

#define TWO(name, from, member, unknown, function)                                                                     \
    void ind_kernel_##name(const ind_call *call) {                                                                     \
        const from *a = ind_arg(call, 0)->member, *b = ind_arg(call, 1)->member;                                       \
        int64_t *restrict out = call->out->integer;                                                                    \
        for (size_t i = 0, rows = call->count; i < rows; i++)                                                          \
            out[i] = a[i] == unknown || b[i] == unknown ? IND_NULL_INTEGER : function(a[i], b[i]);                     \
    }
TWO(days_between, int32_t, day, IND_NULL_DATE, between)
TWO(minutes_between, int64_t, integer, IND_NULL_INTEGER, between)
TWO(months_between, int32_t, day, IND_NULL_DATE, ind_months_between)
TWO(age, int32_t, day, IND_NULL_DATE, ind_age)

static int32_t date_of_parts(double year, double month, double day) {
    bool whole = floor(year) == year && floor(month) == month && floor(day) == day; /* NaN is not */
    bool in_range = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    if (!whole || !in_range || !ind_date_exists((int32_t)year, (int32_t)month, (int32_t)day))
        return IND_NULL_DATE;
    return ind_day((int32_t)year, (int32_t)month, (int32_t)day);
}

void ind_kernel_date(const ind_call *call) {
    const double *year = ind_arg(call, 0)->number, *month = ind_arg(call, 1)->number, *day = ind_arg(call, 2)->number;
    for (size_t i = 0, rows = call->count; i < rows; i++)
        call->out->day[i] = date_of_parts(year[i], month[i], day[i]);
}

void ind_kernel_date_of(const ind_call *call) {
    const int64_t *a = ind_arg(call, 0)->integer;
    for (size_t i = 0, rows = call->count; i < rows; i++)
        call->out->day[i] = a[i] == IND_NULL_INTEGER ? IND_NULL_DATE : day_or_unknown(floor_divide(a[i], DAY_MINUTES));
}

#define PART(name, from, member, unknown, expression)                                                                  \
    void ind_kernel_##name(const ind_call *call) {                                                                     \
        const from *a = ind_arg(call, 0)->member;                                                                      \
        int64_t *restrict out = call->out->integer;                                                                    \
        for (size_t i = 0, rows = call->count; i < rows; i++) {                                                        \
            from x = a[i];                                                                                             \
            out[i] = x == unknown ? IND_NULL_INTEGER : expression;                                                     \
        }                                                                                                              \
    }
#define OF_DAY(name, expression) PART(name, int32_t, day, IND_NULL_DATE, expression)
OF_DAY(year, ind_ymd_of(x).year)
OF_DAY(month, ind_ymd_of(x).month)
OF_DAY(day, ind_ymd_of(x).day)
OF_DAY(weekday, ind_weekday(x))
OF_DAY(iso_week, ind_iso_week(x))
OF_DAY(iso_year, ind_iso_year(x))
PART(hour, int64_t, integer, IND_NULL_INTEGER, (x - floor_divide(x, DAY_MINUTES) * DAY_MINUTES) / 60)
PART(minute, int64_t, integer, IND_NULL_INTEGER, x - floor_divide(x, 60) * 60)

void ind_kernel_within_days(const ind_call *call) {
    const int32_t *a = ind_arg(call, 0)->day, *b = ind_arg(call, 1)->day;
    const int64_t *n = ind_arg(call, 2)->integer;
    uint8_t *restrict out = call->out->truth;
    for (size_t i = 0, rows = call->count; i < rows; i++) {
        bool unknown = a[i] == IND_NULL_DATE || b[i] == IND_NULL_DATE || n[i] == IND_NULL_INTEGER;
        int64_t days = (int64_t)b[i] - a[i];
        out[i] = unknown ? (uint8_t)IND_UNKNOWN : (uint8_t)(days >= 0 && days <= n[i]);
    }
}

/* They overlap if the later beginning is not after the earlier end: an interval that ends before
 * it begins holds no moment and overlaps nothing.  An unknown end never comes. */
#define OVERLAPS(name, from, member, unknown, never)                                                                   \
    void ind_kernel_##name(const ind_call *call) {                                                                     \
        const from *from1 = ind_arg(call, 0)->member, *to1 = ind_arg(call, 1)->member;                                 \
        const from *from2 = ind_arg(call, 2)->member, *to2 = ind_arg(call, 3)->member;                                 \
        uint8_t *restrict out = call->out->truth;                                                                      \
        for (size_t i = 0, rows = call->count; i < rows; i++) {                                                        \
            from begin = from1[i] > from2[i] ? from1[i] : from2[i];                                                    \
            from end1 = to1[i] == unknown ? never : to1[i], end2 = to2[i] == unknown ? never : to2[i];                 \
            bool bad = from1[i] == unknown || from2[i] == unknown;                                                     \
            out[i] = bad ? (uint8_t)IND_UNKNOWN : (uint8_t)(begin <= (end1 < end2 ? end1 : end2));                     \
        }                                                                                                              \
    }
OVERLAPS(overlaps_days, int32_t, day, IND_NULL_DATE, INT32_MAX)
OVERLAPS(overlaps_minutes, int64_t, integer, IND_NULL_INTEGER, INT64_MAX)

/* plain_cells.c - what is done once a month. */
#include "data/values/plain_cells.h"

static bool has_special_day(const ind_months *months, const ind_month *month) {
    int32_t first = month->before + 1, last = month->before + (int32_t)month->days;
    if (months->has_limits && (first < months->least || last > months->most))
        return true;
    for (size_t i = 0; i < months->special_count; i++)
        if (months->special[i] >= first && months->special[i] <= last)
            return true;
    return false;
}

bool ind_read_month(const ind_months *months, const char *text, ind_month *month) {
    static const size_t places[] = {0, 1, 2, 3, 5, 6};
    unsigned digits[6];
    for (size_t i = 0; i < 6; i++) {
        digits[i] = ind_digit(text + places[i]);
        if (digits[i] > 9)
            return false;
    }
    int32_t year = (int32_t)(digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]);
    int32_t of_year = (int32_t)(digits[4] * 10 + digits[5]);
    bool unusual = months->unusual != NULL && months->unusual[(unsigned char)text[0]];
    if (unusual || text[4] != '-' || text[7] != '-' || !ind_date_exists(year, of_year, 1))
        return false;
    ind_month read = {ind_load8(text), ind_day(year, of_year, 1) - 1, (uint32_t)ind_days_in_month(year, of_year)};
    if (has_special_day(months, &read))
        return false;
    *month = read;
    return true;
}

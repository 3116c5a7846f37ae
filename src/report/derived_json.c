/* derived_json.c - see derived_json.h. */
#include "report/derived_json.h"
#include "report/signals_json.h"

#include <math.h>

typedef ind_json_text writer;

void ind_derived_json_way(writer *w, const ind_report_way *way) {
    if (!way->given)
        return;
    ind_json_put_key(w, "target_way");
    ind_json_open(w, "{");
    ind_json_text_member(w, "assumption", IND_STR("straight_line"));
    ind_json_count_member(w, "year", way->year);
    ind_json_put_key(w, "baseline");
    ind_json_open(w, "{");
    ind_json_number_member(w, "value", way->from);
    ind_json_count_member(w, "year", way->from_year);
    ind_json_close(w, "}");
    ind_json_close(w, "}");
}

/* ---- of a measure ---- */

static void put_list(writer *w, const char *key, const ind_str *items, size_t count) {
    ind_json_put_key(w, key);
    ind_json_open(w, "[");
    for (size_t i = 0; i < count; i++) {
        ind_json_next(w, "");
        ind_json_text_value(w, items[i]);
    }
    ind_json_close(w, "]");
}

static void put_periods(writer *w, const ind_report_measure *m, const ind_report_areas *set) {
    if (set->period_count == 0)
        return;
    ind_json_put_key(w, "periods");
    ind_json_open(w, "[");
    for (size_t i = 0; i < set->period_count; i++) {
        const ind_report_period *period = &m->periods[set->periods[i]];
        ind_json_next(w, "");
        ind_json_open(w, "{");
        ind_json_text_member(w, "period", period->label);
        ind_json_text_member(w, "grain", period->grain);
        ind_json_close(w, "}");
    }
    ind_json_close(w, "]");
}

static void put_areas(writer *w, const ind_report_measure *m) {
    if (m->compare.area_count == 0)
        return;
    ind_json_open(w, ",\n      \"areas\": [");
    for (size_t i = 0; i < m->compare.area_count; i++) {
        const ind_report_areas *set = &m->compare.areas[i];
        ind_json_next(w, "\n        ");
        ind_json_open(w, "{ ");
        ind_json_text_member(w, "group", set->group);
        ind_json_text_member(w, "within", set->within);
        ind_json_text_member(w, "whole", set->whole);
        ind_json_count_member(w, "count", set->count);
        ind_json_number_member(w, "level", set->level);
        put_list(w, "codes", set->codes, (size_t)set->count);
        put_periods(w, m, set);
        ind_json_close(w, " }");
    }
    ind_json_close(w, " ]");
}

static void put_made(writer *w, const ind_report_compare *compare) {
    ind_json_put_key(w, "made");
    ind_json_open(w, "[");
    for (size_t i = 0; i < compare->made_count; i++) {
        const ind_report_compared *made = &compare->made[i];
        ind_json_next(w, "");
        ind_json_open(w, "{");
        ind_json_text_member(w, "with", ind_str_of(ind_with_name(made->with)));
        ind_json_count_member(w, "count", made->count);
        if (made->count > 0)
            ind_json_number_member(w, "by_chance", made->by_chance);
        else
            ind_json_text_if(w, "reason", ind_str_of(ind_apart_name(made->apart)));
        ind_json_close(w, "}");
    }
    ind_json_close(w, "]");
}

static void put_sex(writer *w, const ind_report_compare *compare) {
    const ind_str codes[] = {compare->sex_first, compare->sex_second};
    if (compare->sex_group.length == 0)
        return;
    ind_json_put_key(w, "sex");
    ind_json_open(w, "{");
    ind_json_text_member(w, "group", compare->sex_group);
    put_list(w, "codes", codes, 2);
    ind_json_close(w, "}");
}

static void put_compare(writer *w, const ind_report_measure *m) {
    const ind_report_compare *compare = &m->compare;
    ind_str names[IND_WITHS];
    size_t count = 0;
    for (int with = 0; with < IND_WITHS; with++)
        if ((compare->with & 1u << with) != 0)
            names[count++] = ind_str_of(ind_with_name((ind_with)with));
    if (count == 0)
        return;
    ind_json_open(w, ",\n      \"compare\": { ");
    put_list(w, "with", names, count);
    ind_json_text_member(w, "measure", compare->ratio ? IND_STR("ratio") : IND_STR("difference"));
    if (compare->least_difference > 0)
        ind_json_number_member(w, "least_difference", compare->least_difference);
    ind_json_text_if(w, "published", compare->published);
    put_sex(w, compare);
    put_made(w, compare);
    ind_json_close(w, " }");
}

void ind_derived_json_measure(writer *w, const ind_report_measure *m) {
    put_areas(w, m);
    put_compare(w, m);
    ind_signals_json_measure(w, m);
    ind_funnel_json_measure(w, m);
}

/* ---- of a cell ---- */

static void put_comparison(writer *w, const ind_report_comparison *one) {
    ind_json_open(w, "{");
    ind_json_text_member(w, "with", ind_str_of(ind_with_name(one->with)));
    ind_json_text_if(w, "period", one->period);
    ind_json_text_if(w, "id", one->published);
    if (one->group.length > 0) {
        ind_json_put_key(w, "group");
        ind_json_open(w, "{");
        ind_json_next(w, "");
        ind_json_text_value(w, one->group);
        ind_json_raw(w, ": ");
        ind_json_text_value(w, one->code);
        ind_json_close(w, "}");
    }
    ind_json_text_member(w, "measure", one->ratio ? IND_STR("ratio") : IND_STR("difference"));
    ind_json_number_member(w, "level", one->level);
    ind_json_number_member(w, "against", one->against);
    ind_json_number_member(w, "value", one->value);
    ind_json_number_member(w, "low", one->low);
    ind_json_number_member(w, "high", one->high);
    if (isfinite(one->expected))
        ind_json_number_member(w, "expected", one->expected);
    ind_json_text_if(w, "word", ind_str_of(ind_word_name(one->word)));
    ind_json_close(w, "}");
}

void ind_derived_json_cell(writer *w, const ind_report_measure *m, size_t cell) {
    size_t count;
    const ind_report_comparison *all = ind_report_comparisons(m, cell, &count);
    if (count > 0) {
        ind_json_put_key(w, "comparisons");
        ind_json_open(w, "[");
        for (size_t i = 0; i < count; i++) {
            ind_json_next(w, "");
            put_comparison(w, &all[i]);
        }
        ind_json_close(w, "]");
    }
    ind_funnel_json_cell(w, m, cell);
}

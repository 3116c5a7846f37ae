/* signals_json.c - see signals_json.h. */
#include "report/signals_json.h"
#include "cells/calendar.h"
#include "indikator/signals.h"
#include "report/derived_text.h"

typedef ind_json_text writer;

static void put_texts(writer *w, const char *key, const ind_str *items, size_t count) {
    ind_json_put_key(w, key);
    ind_json_open(w, "[");
    for (size_t i = 0; i < count; i++) {
        ind_json_next(w, "");
        ind_json_text_value(w, items[i]);
    }
    ind_json_close(w, "]");
}

/* ---- signals ---- */

static void put_group(writer *w, const ind_str *groups, const ind_str *codes, size_t count) {
    ind_json_put_key(w, "group");
    ind_json_open(w, "{");
    for (size_t g = 0; g < count; g++) {
        ind_json_next(w, "");
        ind_json_text_value(w, groups[g]);
        ind_json_raw(w, ": ");
        ind_json_text_value(w, codes[g]);
    }
    ind_json_close(w, "}");
}

static void put_limits(writer *w, const ind_report_chart *chart) {
    ind_json_put_key(w, "limits");
    ind_json_open(w, "[");
    for (size_t i = 0; i < chart->points; i++) {
        ind_json_next(w, "");
        ind_json_open(w, "{");
        ind_json_number_member(w, "low", chart->low[i]);
        ind_json_number_member(w, "high", chart->high[i]);
        ind_json_close(w, "}");
    }
    ind_json_close(w, "]");
}

static void put_signals(writer *w, const ind_report_chart *chart) {
    ind_json_put_key(w, "signals");
    ind_json_open(w, "[");
    for (size_t i = 0; i < chart->signal_count; i++) {
        const ind_report_signal *one = &chart->signals[i];
        ind_json_next(w, "");
        ind_json_open(w, "{");
        ind_json_text_member(w, "rule", ind_str_of(ind_signal_name((ind_signal)one->rule)));
        ind_json_text_if(w, "from", one->from);
        ind_json_text_if(w, "to", one->to);
        ind_json_close(w, "}");
    }
    ind_json_close(w, "]");
}

static void put_chart(writer *w, const ind_report_chart *chart) {
    ind_json_open(w, "{ ");
    ind_json_text_member(w, "grain", chart->grain);
    put_group(w, chart->groups, chart->codes, chart->group_count);
    ind_json_number_member(w, "centre", chart->centre);
    put_texts(w, "points", chart->periods, chart->points);
    if (chart->low != NULL)
        put_limits(w, chart);
    ind_json_count_member(w, "useful", chart->useful);
    if (chart->has_runs) {
        ind_json_count_member(w, "longest_run", chart->longest_run);
        ind_json_count_member(w, "longest_run_limit", chart->longest_run_limit);
        ind_json_count_member(w, "crossings", chart->crossings);
        ind_json_count_member(w, "crossings_limit", chart->crossings_limit);
    }
    put_signals(w, chart);
    ind_json_close(w, " }");
}

void ind_signals_json_measure(writer *w, const ind_report_measure *m) {
    const ind_report_signals *s = &m->signals;
    ind_str names[IND_GRAINS + IND_SIGNAL_RULES];
    size_t grains = 0, rules = 0;
    if (!s->given)
        return;
    ind_json_open(w, ",\n      \"signals\": { ");
    ind_json_text_member(w, "chart", s->p_chart ? IND_STR("p") : IND_STR("run"));
    for (int g = 0; g < IND_GRAINS; g++)
        if ((s->grains & 1u << g) != 0)
            names[grains++] = ind_str_of(ind_grain_name((ind_grain)g));
    put_texts(w, "grain", names, grains);
    for (int r = 0; r < IND_SIGNAL_RULES; r++)
        if ((s->rules & 1u << r) != 0)
            names[rules++] = ind_str_of(ind_signal_name((ind_signal)r));
    put_texts(w, "rules", names, rules);
    if (s->from.length > 0) {
        ind_json_put_key(w, "baseline");
        ind_json_open(w, "{");
        ind_json_text_member(w, "from", s->from);
        ind_json_text_member(w, "to", s->to);
        ind_json_close(w, "}");
    }
    ind_json_count_member(w, "too_few", s->too_few);
    ind_json_put_key(w, "charts");
    ind_json_open(w, "[");
    for (size_t i = 0; i < m->chart_count; i++) {
        ind_json_next(w, "\n        ");
        put_chart(w, &m->charts[i]);
    }
    ind_json_close(w, m->chart_count > 0 ? " ] }" : "] }");
}

/* ---- funnels ---- */

void ind_funnel_json_measure(writer *w, const ind_report_measure *m) {
    if (!m->has_funnel)
        return;
    ind_json_open(w, ",\n      \"funnel\": { ");
    ind_json_text_member(w, "centre", IND_STR("whole"));
    ind_json_text_member(w, "overdispersion", IND_STR("none"));
    if (ind_funnel_disagreements(m) > 0) {
        ind_json_put_key(w, "note");
        ind_json_open(w, "{");
        ind_json_text_member(w, "sv", ind_str_of(ind_funnel_why(false)));
        ind_json_text_member(w, "en", ind_str_of(ind_funnel_why(true)));
        ind_json_close(w, "}");
    }
    ind_json_close(w, " }");
}

static void put_pair(writer *w, double level, double low, double high, ind_funnel_place place) {
    ind_json_next(w, "");
    ind_json_open(w, "{");
    ind_json_number_member(w, "level", level);
    ind_json_number_member(w, "low", low);
    ind_json_number_member(w, "high", high);
    ind_json_text_member(w, "place", ind_str_of(ind_funnel_place_name(place)));
    ind_json_close(w, "}");
}

void ind_funnel_json_cell(writer *w, const ind_report_measure *m, size_t cell) {
    const ind_report_in_funnel *f = ind_report_funnel_of(m, cell);
    if (f == NULL)
        return;
    ind_json_put_key(w, "funnel");
    ind_json_open(w, "{");
    put_group(w, &f->group, &f->code, 1);
    ind_json_number_member(w, "centre", f->centre);
    ind_json_number_member(w, "size", f->size);
    ind_json_put_key(w, "limits");
    ind_json_open(w, "[");
    put_pair(w, 0.95, f->low, f->high, f->place);
    put_pair(w, 0.998, f->outer_low, f->outer_high, f->outer_place);
    ind_json_close(w, "]");
    if (f->disagrees)
        ind_json_flag_member(w, "disagrees", true);
    ind_json_close(w, "}");
}

/* revisions_text.c - two reports side by side, for a terminal and for a page. */
#include "base/number.h"
#include "report/revisions.h"

#include <math.h>

typedef struct {
    const ind_revisions *r;
    ind_buffer *out;
    bool english;
} writer;

static const char *say(const writer *w, const char *sv, const char *en) {
    return w->english ? en : sv;
}

/* "+0,5", with a decimal more than the value, since a small change must not look like none. */
static const char *change_text(const writer *w, const measure_revisions *m, const revision *one) {
    char value[IND_NUMBER_TEXT];
    if (isnan(one->change))
        return "";
    return ind_arena_format(w->r->arena, " (%s%s)", one->change > 0 ? "+" : "",
                            ind_number_fixed(one->change, m->after->decimals + 1, w->english ? '.' : ',', value));
}

static const char *kind_text(const writer *w, revision_kind kind) {
    static const char *const sv[REVISIONS] = {"oförändrade",  "reviderade", "kompletterade",
                                              "nya perioder", "nya",        "borta"};
    static const char *const en[REVISIONS] = {"same", "revised", "completed", "in new periods", "new", "gone"};
    return w->english ? en[kind] : sv[kind];
}

static const char *one_text(const writer *w, revision_kind kind) {
    static const char *const sv[REVISIONS] = {"", "reviderad", "kompletterad", "ny period", "ny", "borta"};
    static const char *const en[REVISIONS] = {"", "revised", "completed", "new period", "new", "gone"};
    return w->english ? en[kind] : sv[kind];
}

static void put_list(const writer *w, const char *title, ind_texts list) {
    for (size_t i = 0; i < list.count; i++)
        ind_buffer_format(w->out, "%s%.*s", i == 0 ? title : ", ", IND_STR_ARGS(list.items[i]));
    ind_buffer_text(w->out, list.count > 0 ? "\n" : "");
}

static void put_report(const writer *w, const char *what, const char *name, const ind_report *report) {
    ind_buffer_format(w->out, "%s %s (%.*s – %.*s)\n", what, name, IND_STR_ARGS(report->from),
                      IND_STR_ARGS(report->to));
}

static void put_why(const writer *w) {
    put_list(w, say(w, "Ändrade filer: ", "Changed files: "), w->r->changed_files);
    put_list(w, say(w, "Nya filer: ", "New files: "), w->r->new_files);
    put_list(w, say(w, "Filer som inte längre finns: ", "Files no longer there: "), w->r->gone_files);
    put_list(w, say(w, "Andra val: ", "Other options: "), w->r->options);
    if (w->r->other_program)
        ind_buffer_format(
            w->out, say(w, "Annan programversion: %.*s, %.*s\n", "Another version of the program: %.*s, %.*s\n"),
            IND_STR_ARGS(w->r->reports[0]->program_version), IND_STR_ARGS(w->r->reports[1]->program_version));
}

/* What has changed about the measure itself, after a comma each. */
static void put_measure_why(const writer *w, const measure_revisions *m) {
    if (m->other_logic)
        ind_buffer_format(
            w->out,
            say(w, ", beräknas på annat sätt (version %.*s, %.*s)", ", computed in another way (version %.*s, %.*s)"),
            IND_STR_ARGS(m->before->version), IND_STR_ARGS(m->after->version));
    else if (m->other_texts)
        ind_buffer_text(w->out, say(w, ", bara texter är ändrade", ", only texts have changed"));
    put_list(w, say(w, "\n  kodlistor: ", "\n  codelists: "), m->codelists);
}

static void put_counts(const writer *w, const measure_revisions *m, const char *lead) {
    const char *between = lead;
    for (size_t k = 0; k < REVISIONS; k++) {
        revision_kind kind = (k + 1) % REVISIONS; /* the same last */
        if (m->kinds[kind] == 0)
            continue;
        ind_buffer_format(w->out, "%s%zu %s", between, m->kinds[kind], kind_text(w, kind));
        between = ", ";
    }
    ind_buffer_text(w->out, "\n");
}

static const ind_figure *place_of(const revision *one) {
    return one->before != NULL ? one->before : one->after;
}

/* With the grain, where another may have the same days. */
static const char *period_of(const writer *w, const revision *one) {
    const ind_figure *at = place_of(one);
    return strstr(at->period, "..") == NULL
               ? at->period
               : ind_arena_format(w->r->arena, "%s (%.*s)", at->period, IND_STR_ARGS(at->grain));
}

static const char *group_of(const writer *w, const revision *one) {
    const ind_figure *at = place_of(one);
    return at->group_count == 0 ? say(w, "totalt", "total") : at->group;
}

static void put_measure(const writer *w, const measure_revisions *m) {
    const ind_report_measure *any = m->after != NULL ? m->after : m->before;
    ind_buffer_format(w->out, "\n%.*s", IND_STR_ARGS(any->id));
    if (m->before == NULL || m->after == NULL) {
        ind_buffer_text(w->out, m->before == NULL ? say(w, ": nytt mått\n", ": a new measure\n")
                                                  : say(w, ": finns inte längre\n", ": no longer there\n"));
        return;
    }
    put_measure_why(w, m);
    put_counts(w, m, "\n  ");
    for (size_t i = 0; i < m->count; i++) {
        const revision *one = &m->items[i];
        if (one->kind == REVISION_NEW_PERIOD)
            continue;
        ind_buffer_format(w->out, "  %s  %s: %s → %s%s, %s%s\n", period_of(w, one), group_of(w, one),
                          revision_value(w->r->arena, m->before, one->before, w->english),
                          revision_value(w->r->arena, m->after, one->after, w->english), change_text(w, m, one),
                          one_text(w, one->kind),
                          one->outside ? say(w, ", utanför det tidigare intervallet", ", outside the earlier interval")
                                       : "");
    }
}

/* New periods are what a new month is for. */
static bool is_same(const measure_revisions *m) {
    return m->count == m->kinds[REVISION_NEW_PERIOD] && !m->other_logic && !m->other_texts && m->before != NULL &&
           m->after != NULL;
}

void revisions_text(const ind_revisions *r, const char *const names[2], bool english, ind_buffer *out) {
    writer w = {r, out, english};
    size_t same = 0, new_periods = 0;
    put_report(&w, say(&w, "Före ", "Before"), names[0], r->reports[0]);
    put_report(&w, say(&w, "Efter", "After "), names[1], r->reports[1]);
    put_why(&w);
    for (size_t i = 0; i < r->count; i++) {
        same += is_same(&r->measures[i]);
        new_periods += r->measures[i].kinds[REVISION_NEW_PERIOD];
        if (!is_same(&r->measures[i]))
            put_measure(&w, &r->measures[i]);
    }
    ind_buffer_format(out,
                      say(&w, "\n%zu av %zu mått har samma värden som förut; %zu värden är för nya perioder.\n",
                          "\n%zu of %zu measures have the figures that they had; %zu figures are of new periods.\n"),
                      same, r->count, new_periods);
}

/* ---- markdown ---- */

static void put_markdown_rows(const writer *w, const measure_revisions *m) {
    bool head = false;
    for (size_t i = 0; i < m->count; i++) {
        const revision *one = &m->items[i];
        if (one->kind == REVISION_NEW_PERIOD)
            continue;
        if (!head)
            ind_buffer_text(w->out, say(w, "\n| period | grupp | före | efter | vad |\n|---|---|---|---|---|\n",
                                        "\n| period | group | before | after | what |\n|---|---|---|---|---|\n"));
        head = true;
        ind_buffer_format(w->out, "| %s | %s | %s | %s%s | %s%s |\n", period_of(w, one), group_of(w, one),
                          revision_value(w->r->arena, m->before, one->before, w->english),
                          revision_value(w->r->arena, m->after, one->after, w->english), change_text(w, m, one),
                          one_text(w, one->kind),
                          one->outside ? say(w, ", utanför det tidigare intervallet", ", outside the earlier interval")
                                       : "");
    }
}

void revisions_markdown(const ind_revisions *r, const char *const names[2], bool english, ind_buffer *out) {
    writer w = {r, out, english};
    ind_buffer_format(out, say(&w, "# Ändringar från %s till %s\n\n", "# Changes from %s to %s\n\n"), names[0],
                      names[1]);
    put_why(&w);
    for (size_t i = 0; i < r->count; i++) {
        const measure_revisions *m = &r->measures[i];
        const ind_report_measure *any = m->after != NULL ? m->after : m->before;
        if (is_same(m))
            continue;
        ind_buffer_format(out, "\n## %.*s (%.*s)\n\n", IND_STR_ARGS(english ? any->title.en : any->title.sv),
                          IND_STR_ARGS(any->id));
        if (m->before == NULL || m->after == NULL) {
            ind_buffer_text(out, m->before == NULL ? say(&w, "Nytt mått.\n", "A new measure.\n")
                                                   : say(&w, "Finns inte längre.\n", "No longer there.\n"));
            continue;
        }
        put_counts(&w, m, "");
        put_measure_why(&w, m);
        put_markdown_rows(&w, m);
    }
}

/* derived_text.c - see derived_text.h. */
#include "report/derived_text.h"
#include "base/number.h"
#include "indikator/signals.h"

#include <math.h>

typedef struct {
    const char *sv, *en;
} both;

static const char *pick(both text, bool english) {
    return english ? text.en : text.sv;
}

const char *ind_word_text(ind_word word, bool english) {
    static const both words[IND_WORDS] = {[IND_WORD_NONE] = {"", ""},
                                          [IND_WORD_BETTER] = {"bättre", "better"},
                                          [IND_WORD_WORSE] = {"sämre", "worse"},
                                          [IND_WORD_NO_DIFFERENCE] = {"ingen statistiskt säkerställd skillnad",
                                                                      "no statistically significant difference"},
                                          [IND_WORD_HIGHER] = {"högre", "higher"},
                                          [IND_WORD_LOWER] = {"lägre", "lower"},
                                          [IND_WORD_REACHES] = {"når", "reaches"},
                                          [IND_WORD_MISSES] = {"når inte", "misses"},
                                          [IND_WORD_UNCERTAIN] = {"osäkert", "uncertain"}};
    return pick(words[word], english);
}

/* ---- one cell ---- */

static const char *fixed(ind_arena *arena, double x, int decimals, bool english) {
    char text[IND_NUMBER_TEXT];
    return ind_arena_format(arena, "%s", ind_number_fixed(x, decimals, english ? '.' : ',', text));
}

static const char *other_of(ind_arena *arena, const ind_report_comparison *one, bool english) {
    switch (one->with) {
    case IND_WITH_YEAR_BEFORE:
    case IND_WITH_SAME_MONTH: return ind_arena_format(arena, "%.*s", IND_STR_ARGS(one->period));
    case IND_WITH_WHOLE:
        return ind_arena_format(arena, english ? "rest of %.*s" : "övriga %.*s", IND_STR_ARGS(one->code));
    case IND_WITH_SEX: return ind_arena_format(arena, "%.*s", IND_STR_ARGS(one->code));
    case IND_WITH_TARGET: return english ? "target" : "målet";
    default: return ind_arena_format(arena, "%.*s", IND_STR_ARGS(one->published));
    }
}

/* "utanför tratten, över (99,8 %)" */
static const char *funnel_text(ind_arena *arena, const ind_report_in_funnel *f, bool english) {
    bool outer = f->outer_place != IND_FUNNEL_INSIDE, above = f->place == IND_FUNNEL_ABOVE;
    if (f->place == IND_FUNNEL_INSIDE)
        return "";
    return ind_arena_format(arena, english ? "%s the funnel (%s %%)" : "%s tratten (%s %%)",
                            english ? (above ? "above" : "below")
                            : above ? "över"
                                    : "under",
                            !outer    ? "95"
                            : english ? "99.8"
                                      : "99,8");
}

/* "målet: når inte (den räta linjen: 32,0)" */
const char *ind_compared_text(ind_arena *arena, const ind_report_measure *m, size_t cell, bool english) {
    size_t count;
    const ind_report_comparison *all = ind_report_comparisons(m, cell, &count);
    const char *text = "";
    for (size_t i = 0; i < count; i++) {
        if (all[i].word == IND_WORD_NONE)
            continue;
        text = ind_arena_format(arena, "%s%s%s: %s", text, *text == '\0' ? "" : "; ", other_of(arena, &all[i], english),
                                ind_word_text(all[i].word, english));
        if (isfinite(all[i].expected))
            text = ind_arena_format(arena, english ? "%s (the straight line: %s)" : "%s (den räta linjen: %s)", text,
                                    fixed(arena, all[i].expected, m->decimals, english));
    }
    const ind_report_in_funnel *f = ind_report_funnel_of(m, cell);
    const char *funnel = f == NULL ? "" : funnel_text(arena, f, english);
    return *funnel == '\0' ? text : ind_arena_format(arena, "%s%s%s", text, *text == '\0' ? "" : "; ", funnel);
}

/* ---- below them ---- */

static const both withs[IND_WITHS] = {
    [IND_WITH_YEAR_BEFORE] = {"samma period ett år tidigare", "the same period a year before"},
    [IND_WITH_SAME_MONTH] = {"samma månad året före", "the same month of the year before"},
    [IND_WITH_WHOLE] = {"resten av helheten", "the rest of the whole"},
    [IND_WITH_SEX] = {"det andra könet", "the other sex"},
    [IND_WITH_TARGET] = {"målet", "the target"},
    [IND_WITH_PUBLISHED] = {"det publicerade värdet", "the published value"}};

static const both aparts[IND_APARTS] = {
    [IND_APART_NONE] = {"", ""},
    [IND_APART_CAUTION] = {"måttet bedöms aldrig", "the measure is never judged"},
    [IND_APART_NO_PAIR] = {"det finns inget att jämföra med i rapporten", "the report has nothing to compare with"},
    [IND_APART_NO_INTERVAL] = {"det finns inga intervall på jämförelsens nivå",
                               "there are no intervals at the level of the comparison"},
    [IND_APART_FLAGGED] = {"något av värdena är märkt så att det inte får jämföras",
                           "one of the values has a flag that forbids to compare it"},
    [IND_APART_NO_REST] = {"resten kan inte räknas fram av det som redovisas",
                           "the rest cannot be worked out of what is published"},
    [IND_APART_TOO_FEW] = {"för få för att bedöma områdena", "there are too few to judge areas"},
    [IND_APART_NO_RATIO] = {"värdena är inga tal som har en kvot", "the values are no rates with a ratio"},
    [IND_APART_INDIRECT] = {"värden som är indirekt standardiserade jämförs aldrig mellan grupper",
                            "values that are indirectly standardised are never compared between groups"},
    [IND_APART_NO_TARGET] = {"det finns inget mål, eller ingen riktning som är bättre",
                             "there is no target, or no direction that is better"}};

const char *ind_apart_text(ind_apart apart, bool english) {
    return pick(aparts[apart], english);
}

typedef struct {
    ind_arena *arena;
    const char **lines;
    size_t count, room;
    bool english;
} notes;

static void note(notes *n, const char *line) {
    n->lines = ind_arena_grow(n->arena, n->lines, n->count, &n->room, sizeof *n->lines);
    n->lines[n->count++] = line;
}

static void note_made(notes *n, const ind_report_compared *made) {
    const char *with = pick(withs[made->with], n->english);
    if (made->count == 0)
        note(n, ind_arena_format(n->arena, n->english ? "Compared with %s: nothing; %s." : "Jämfört med %s: inget; %s.",
                                 with, pick(aparts[made->apart], n->english)));
    else
        note(n, ind_arena_format(n->arena,
                                 n->english ? "Compared with %s: %lld times, of which %s would differ by chance."
                                            : "Jämfört med %s: %lld gånger, varav %s väntas skilja sig av slumpen.",
                                 with, (long long)made->count, fixed(n->arena, made->by_chance, 1, n->english)));
}

static void note_way(notes *n, const ind_report_measure *m) {
    bool wanted = (m->compare.with & 1u << IND_WITH_TARGET) != 0;
    if (!m->way.given || !wanted)
        return;
    note(n, ind_arena_format(
                n->arena,
                n->english ? "The way to the target of %d is taken to be a straight line from %s in %d: an assumption."
                           : "Vägen till målet år %d antas vara en rät linje från %s år %d: ett antagande.",
                m->way.year, fixed(n->arena, m->way.from, m->decimals, n->english), m->way.from_year));
}

static void note_sources(notes *n, const ind_report *report, const ind_report_measure *m) {
    for (size_t i = 0; i < report->measure_count; i++) {
        const ind_report_measure *other = &report->measures[i];
        const char *list = "";
        if (m->compare.published.length == 0 || !ind_str_equal(other->id, m->compare.published))
            continue;
        for (size_t s = 0; s < other->sources.count; s++)
            list =
                ind_arena_format(n->arena, "%s%s%.*s", list, s == 0 ? "" : "; ", IND_STR_ARGS(other->sources.items[s]));
        if (*list != '\0')
            note(n, ind_arena_format(n->arena, n->english ? "Source of %.*s: %s" : "Källa till %.*s: %s",
                                     IND_STR_ARGS(other->id), list));
    }
}

/* ---- charts and funnels ---- */

static const both rules[IND_SIGNAL_RULES] = {
    [IND_SIGNAL_BEYOND_LIMITS] = {"utanför gränserna", "beyond the limits"},
    [IND_SIGNAL_LONG_RUN] = {"lång svit på samma sida om mittlinjen", "a long run on one side of the centre"},
    [IND_SIGNAL_FEW_CROSSINGS] = {"få korsningar av mittlinjen", "few crossings of the centre"}};

/* "Signal i 04, K (month): lång svit ..., 2024-01–2024-10." */
static void note_signal(notes *n, const ind_report_chart *chart, const ind_report_signal *one) {
    const char *group = "";
    for (size_t g = 0; g < chart->group_count; g++)
        group = ind_arena_format(n->arena, "%s%s%.*s", group, g == 0 ? "" : ", ", IND_STR_ARGS(chart->codes[g]));
    if (*group == '\0')
        group = n->english ? "total" : "totalt";
    const char *where = one->from.length == 0 ? ""
                        : ind_str_equal(one->from, one->to)
                            ? ind_arena_format(n->arena, ", %.*s", IND_STR_ARGS(one->from))
                            : ind_arena_format(n->arena, ", %.*s–%.*s", IND_STR_ARGS(one->from), IND_STR_ARGS(one->to));
    note(n, ind_arena_format(n->arena, n->english ? "Signal, %s (%.*s): %s%s." : "Signal, %s (%.*s): %s%s.", group,
                             IND_STR_ARGS(chart->grain), pick(rules[one->rule], n->english), where));
}

static void note_charts(notes *n, const ind_report_measure *m) {
    size_t with = 0;
    if (!m->signals.given)
        return;
    for (size_t i = 0; i < m->chart_count; i++)
        with += m->charts[i].signal_count > 0;
    note(n, ind_arena_format(n->arena,
                             n->english ? "Series with at least 12 points: %zu, with a signal: %zu; with fewer: %lld."
                                        : "Serier med minst 12 punkter: %zu, med signal: %zu; med färre: %lld.",
                             m->chart_count, with, (long long)m->signals.too_few));
    for (size_t i = 0; i < m->chart_count; i++)
        for (size_t s = 0; s < m->charts[i].signal_count; s++)
            note_signal(n, &m->charts[i], &m->charts[i].signals[s]);
}

size_t ind_funnel_disagreements(const ind_report_measure *m) {
    size_t count = 0;
    for (size_t i = 0; i < m->funnel_count; i++)
        count += m->funnel[i].disagrees;
    return count;
}

const char *ind_funnel_why(bool english) {
    return english
               ? "The funnel asks whether an area fits the whole; the comparison with the rest also takes into account "
                 "how many areas there are. So one of them can tell an area apart where the other does not."
               : "Tratten frågar om ett område passar in i helheten; jämförelsen med resten tar också hänsyn till hur "
                 "många områden det finns. Därför kan den ena peka ut ett område där den andra inte gör det.";
}

static void note_funnel(notes *n, const ind_report_measure *m) {
    size_t outside = 0;
    if (!m->has_funnel)
        return;
    for (size_t i = 0; i < m->funnel_count; i++)
        outside += m->funnel[i].place != IND_FUNNEL_INSIDE;
    note(n,
         ind_arena_format(n->arena,
                          n->english ? "In a funnel around the whole: %zu, of which %zu outside its 95 %% limits; %s "
                                       "would be by chance."
                                     : "I tratt kring helheten: %zu, varav %zu utanför 95-procentsgränserna; %s väntas "
                                       "hamna där av slumpen.",
                          m->funnel_count, outside, fixed(n->arena, 0.05 * (double)m->funnel_count, 1, n->english)));
    if (ind_funnel_disagreements(m) > 0)
        note(n, ind_funnel_why(n->english));
}

const char **ind_compared_notes(ind_arena *arena, const ind_report *report, const ind_report_measure *m, bool english,
                                size_t *count) {
    notes n = {.arena = arena, .english = english};
    for (size_t i = 0; i < m->compare.made_count; i++)
        note_made(&n, &m->compare.made[i]);
    note_way(&n, m);
    note_sources(&n, report, m);
    note_charts(&n, m);
    note_funnel(&n, m);
    *count = n.count;
    return n.lines;
}

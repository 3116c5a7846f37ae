/* reporting.c - periods, splits and groups. */
#include "words/describe.h"

#include <stdio.h>

#include <string.h>

static const ind_coded grains[] = {
    {"month", {"månad", "month"}},
    {"quarter", {"kvartal", "quarter"}},
    {"tertial", {"tertial", "tertial (four months)"}},
    {"half_year", {"halvår", "half-year"}},
    {"year", {"kalenderår", "calendar year"}},
    {"rolling12", {"rullande tolv månader", "rolling twelve months"}},
    {"cumulative", {"ackumulerat från januari", "cumulated from January"}},
    {"all", {"hela den tid som beräknas", "all the time that is computed"}},
};

static const char *month_name(const ind_words *w, int64_t month) {
    static const char *const names[][2] = {{"januari", "January"}, {"februari", "February"}, {"mars", "March"},
                                           {"april", "April"},     {"maj", "May"},           {"juni", "June"},
                                           {"juli", "July"},       {"augusti", "August"},    {"september", "September"},
                                           {"oktober", "October"}, {"november", "November"}, {"december", "December"}};
    return names[(month + 11) % 12][w->english];
}

/* "år från april till mars" */
static const char *broken_year(ind_words *w) {
    int64_t from = ind_words_integer(w, "period.year_from");
    return ind_words_format(w, w->english ? "year from %s to %s" : "år från %s till %s", month_name(w, from),
                            month_name(w, from - 1));
}

static const char *pooled_years(ind_words *w, bool broken) {
    long long years = ind_words_integer(w, "period.years");
    const char *year = broken ? broken_year(w) : w->english ? "calendar year" : "kalenderår";
    return ind_words_format(
        w, w->english ? "%lld years together, up to each %s" : "%lld år tillsammans, till och med varje %s", years,
        year);
}

static void say_length(ind_words *w, const char *path, const char *length, bool further) {
    if (further)
        ind_words_say(w, path, "De redovisas även per %s.", "They are also given by %s.", length);
    else
        ind_words_say(w, path, "Värden redovisas per %s.", "Values are given by %s.", length);
}

static void say_grains(ind_words *w) {
    const ind_json *list = ind_measure_param(w->measure, "period.grain")->node;
    bool broken = ind_words_has(w, "period.year_from");
    const char **items = ind_arena_alloc(w->arena, ((list == NULL ? 0 : list->count) + 1) * sizeof *items);
    for (size_t i = 0; list != NULL && i < list->count; i++)
        items[i] = LOOK_UP(w, grains, list->items[i]->text);
    if (list != NULL)
        say_length(w, "period.grain", ind_words_list(w, items, list->count, w->english ? "and by" : "och per"), false);
    if (broken)
        say_length(w, "period.year_from", broken_year(w), list != NULL);
    if (ind_words_has(w, "period.years"))
        say_length(w, "period.years", pooled_years(w, broken), list != NULL || broken);
}

static const char *days_of(ind_words *w, const ind_json *list) {
    const char **items = ind_arena_alloc(w->arena, list->count * sizeof *items);
    for (size_t i = 0; i < list->count; i++)
        items[i] = ind_words_text(w, list->items[i]->text);
    return ind_words_list(w, items, list->count, w->english ? "and" : "och");
}

static void say_series(ind_words *w) {
    const ind_param *from = ind_measure_param(w->measure, "series.from"),
                    *to = ind_measure_param(w->measure, "series.to"),
                    *breaks = ind_measure_param(w->measure, "series.breaks");
    const ind_json *why = ind_json_get(ind_measure_param(w->measure, "series.why")->node, w->english ? "en" : "sv");
    if (from->node != NULL)
        ind_words_say(w, "series.from", "Tidsserien börjar %s; perioder med dagar före det har inget värde.",
                      "The series begins on %s; periods with days before it have no value.",
                      ind_words_text(w, from->node->text));
    if (to->node != NULL)
        ind_words_say(w, "series.to", "Tidsserien slutar %s; perioder med dagar efter det har inget värde.",
                      "The series ends on %s; periods with days after it have no value.",
                      ind_words_text(w, to->node->text));
    if (breaks->count == 1)
        ind_words_say(w, "series.breaks", "Tidsserien bryts %s: den perioden märks och kan inte jämföras med tidigare.",
                      "The series breaks on %s: that period is marked and cannot be compared with earlier ones.",
                      days_of(w, breaks->node));
    else if (breaks->count > 1)
        ind_words_say(w, "series.breaks",
                      "Tidsserien bryts %s: de perioderna märks och kan inte jämföras med tidigare.",
                      "The series breaks on %s: those periods are marked and cannot be compared with earlier ones.",
                      days_of(w, breaks->node));
    if (why != NULL)
        ind_words_say(w, "series.why", "Vad som ändrades: %s.", "What changed: %s.", ind_words_text(w, why->text));
}

/* What the column of that name is called in some dataset: an attribute of a codelist is a code of its own. */
static const char *column_named(ind_words *w, ind_str name) {
    for (size_t i = 0; i < ind_catalogue_dataset_count(w->catalogue); i++) {
        const ind_dataset *dataset =
            ind_catalogue_dataset(w->catalogue, ind_catalogue_dataset_name(w->catalogue, i), w->diag);
        int field = dataset == NULL ? -1 : ind_dataset_field(dataset, name);
        const char *words = field < 0 ? NULL : ind_words_field_short(w, &dataset->fields[field]);
        if (words != NULL)
            return words;
    }
    return NULL;
}

static const char *group_name(ind_words *w, const ind_group *group) {
    const char *name = NULL;
    if (group->codelist != NULL && group->attribute >= 0)
        name = column_named(w, ind_codelist_attribute_name(group->codelist, group->attribute));
    else if (group->field != NULL)
        name = ind_words_field_short(w, group->field);
    return name != NULL ? name : ind_words_text(w, group->name);
}

static const char *split_name(ind_words *w, const ind_grouping *split) {
    const char *items[IND_MAX_GROUPS];
    for (size_t g = 0; g < split->count; g++)
        items[g] = group_name(w, &w->measure->groups[split->group[g]]);
    if (split->count == 0)
        return w->english ? "in total" : "totalt";
    return ind_words_format(w, w->english ? "by %s" : "per %s",
                            ind_words_list(w, items, split->count, w->english ? "and" : "och"));
}

static void say_splits(ind_words *w) {
    const ind_measure *m = w->measure;
    const char **items = ind_arena_alloc(w->arena, (m->by_count + 1) * sizeof *items);
    for (size_t b = 0; b < m->by_count; b++)
        items[b] = split_name(w, &m->by[b]);
    if (m->by_count == 0)
        ind_words_say(w, "by", "De redovisas totalt.", "They are given in total.");
    else
        ind_words_say(w, "by", "De redovisas %s.", "They are given %s.",
                      ind_words_list(w, items, m->by_count, w->english ? "and" : "samt"));
}

static bool is_reported(const ind_measure *m, size_t group) {
    for (size_t b = 0; b < m->by_count; b++)
        for (size_t g = 0; g < m->by[b].count; g++)
            if (m->by[b].group[g] == group)
                return true;
    return false;
}

static void say_group(ind_words *w, const ind_group *group) {
    const ind_json *node = ind_json_get(ind_json_get(w->measure->node, "groups"), ind_words_text(w, group->name));
    const ind_json *key = node->type == IND_JSON_OBJECT ? ind_json_get(node, "key") : node;
    ind_scope_kind scope = w->measure->kind->row_scope_groups ? IND_SCOPE_ROW : IND_SCOPE_ENTITY;
    const char *value = ind_words_expression(w, key->text, 0, scope);
    const char *path = ind_words_format(w, "groups.%.*s", IND_STR_ARGS(group->name));
    const char *name = group_name(w, group);
    if (group->codelist != NULL && group->attribute >= 0)
        ind_words_say(w, path, "Som %s gäller det som kodlistan %s anger för %s.",
                      "The %s is what the codelist %s gives for %s.", name, ind_words_codelist(w, group->codelist),
                      value);
    else
        ind_words_say(w, path, "Som %s gäller %s.", "The %s is %s.", name, value);
}

/* "GRON (sustainable): from 0.5", the least values first. */
static const char *level_text(ind_words *w, const ind_level *level) {
    char digits[40];
    const char *title = w->english ? level->en.data : level->sv.data;
    snprintf(digits, sizeof digits, "%.15g", level->limit);
    const char *number = ind_words_number(w, ind_str_of(digits));
    const char *how = w->english ? (level->above ? "above" : "from") : level->above ? "över" : "från och med";
    if (!level->has_limit)
        return ind_words_format(w, "%s (%.*s)", title, IND_STR_ARGS(level->id));
    return ind_words_format(w, "%s (%.*s) %s %s", title, IND_STR_ARGS(level->id), how, number);
}

static void say_levels(ind_words *w) {
    const ind_param *levels = ind_measure_param(w->measure, "levels");
    const char *texts[32];
    for (size_t i = 0; i < levels->count; i++)
        texts[i] = level_text(w, &levels->levels[i]);
    if (levels->count > 0)
        ind_words_say(w, "levels", "Varje värde, oavrundat, är på en nivå, från de lägsta värdena till de högsta: %s.",
                      "Each value, unrounded, is on a level, from the least values to the greatest: %s.",
                      ind_words_list(w, texts, levels->count, w->english ? "and" : "och"));
}

void ind_words_reporting(ind_words *w) {
    ind_words_begin(w, "reporting", "Redovisning", "Reporting");
    say_grains(w);
    say_splits(w);
    bool any = false;
    for (size_t g = 0; g < w->measure->group_count; g++) {
        if (is_reported(w->measure, g))
            say_group(w, &w->measure->groups[g]);
        any |= is_reported(w->measure, g);
    }
    if (any && w->measure->kind->one_row)
        ind_words_say(w, "groups", "En rad hör till redovisningen per just de grupper som den har en uppgift för.",
                      "A row belongs to the split by just those groups that it has a value of.");
    else if (any)
        ind_words_say(w, "groups", "Är uppgiften okänd redovisas den som en egen grupp.",
                      "Where it is unknown, it is given as a group of its own.");
    say_levels(w);
    say_series(w);
}

/* waived_findings.c - holds the waivers of a file against its findings, by place. */
#include "definition/waived_findings.h"

#include "base/json_read.h"
#include "indikator/rules.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct {
    const ind_json *node, *rule, *why;
    ind_place from, to; /* first and last character that it holds for; line 0: the whole file */
    bool good, used;
} waiver;

typedef struct {
    const ind_json *file;
    waiver *items;
    size_t count;
    waiver **by_rule; /* the good ones, those of one rule in the order of the file */
    size_t good_count;
    ind_diag *kept, *waived;
} waivers;

static void fault(const waivers *all, const ind_json *at, const char *rule, const char *help, const char *what) {
    ind_diag_add(all->kept, IND_ERROR, IND_FINDINGS, rule, ind_json_place(at), help, "%s", what);
}

/* ---- reading ---- */

static bool has_form(const ind_json *node) {
    static const char *const known[] = {"rule", "at", "why"};
    if (node->type != IND_JSON_OBJECT)
        return false;
    for (size_t i = 0; i < node->count; i++) {
        bool found = ind_str_starts(node->items[i]->key, IND_STR("x-"));
        for (size_t k = 0; k < 3; k++)
            found |= ind_str_is(node->items[i]->key, known[k]) && node->items[i]->type == IND_JSON_TEXT;
        if (!found)
            return false;
    }
    return ind_json_get(node, "rule") != NULL;
}

static void read_place(const waivers *all, waiver *w) {
    const ind_json *at = ind_json_get(w->node, "at");
    const ind_json *target = at == NULL ? NULL : ind_json_at(all->file, at->text);
    if (at == NULL)
        return;
    if (target == NULL) {
        w->good = false;
        fault(all, at, "idle_waiver", "a JSON pointer into this file, such as /index/exclude/0/where",
              "'at' leads nowhere");
        return;
    }
    size_t start = target->key_end > 0 ? target->key_start : target->start;
    w->from = ind_source_place(all->file->source, start, start + 1);
    w->to = ind_source_place(all->file->source, target->end - 1, target->end);
}

static void read_rule(const waivers *all, waiver *w) {
    const ind_check_rule *rule = ind_rule_find(w->rule->text);
    char help[160];
    ind_str nearest = ind_rule_nearest(w->rule->text, false);
    snprintf(help, sizeof help, "the closest is '%.*s'", IND_STR_ARGS(nearest));
    if (rule == NULL && ind_data_rule_find(w->rule->text) != NULL)
        fault(all, w->rule, "not_waivable", NULL, "this rule is about data and cannot be waived");
    else if (rule == NULL)
        fault(all, w->rule, "unknown_rule", nearest.length > 0 ? help : "'indikator check --rules' lists the rules",
              "there is no such rule");
    else if (!ind_rule_waivable(rule))
        fault(all, w->rule, "not_waivable", NULL, "this rule cannot be waived");
    w->good = w->good && rule != NULL && ind_rule_waivable(rule);
}

static void read_waiver(const waivers *all, waiver *w, const ind_json *node) {
    *w = (waiver){.node = node, .good = has_form(node)};
    if (!w->good) {
        fault(all, node, "waiver_form", NULL,
              "a waiver is { \"rule\": id, \"at\": JSON pointer (optional), \"why\": text }");
        return;
    }
    w->rule = ind_json_get(node, "rule");
    w->why = ind_json_get(node, "why");
    if (w->why == NULL || w->why->text.length == 0) {
        w->good = false;
        fault(all, w->why == NULL ? node : w->why, "waiver_without_reason",
              "say why the finding is right and the definition too", "this waiver has no reason");
    }
    read_rule(all, w);
    read_place(all, w);
}

static void read_all(waivers *all) {
    const ind_json *list = ind_json_get(all->file, "x-waive");
    if (list == NULL)
        return;
    if (list->type != IND_JSON_ARRAY) {
        fault(all, list, "waiver_form", NULL, "'x-waive' is a list of waivers");
        return;
    }
    all->items = ind_alloc_array(list->count, sizeof *all->items);
    all->count = list->count;
    for (size_t i = 0; i < list->count; i++)
        read_waiver(all, &all->items[i], list->items[i]);
}

static int by_rule(const void *a, const void *b) {
    const waiver *x = *(waiver *const *)a, *y = *(waiver *const *)b;
    int order = ind_str_compare(x->rule->text, y->rule->text);
    return order != 0 ? order : (x > y) - (x < y);
}

static void sort_by_rule(waivers *all) {
    all->by_rule = ind_alloc_array(all->count + 1, sizeof *all->by_rule);
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].good)
            all->by_rule[all->good_count++] = &all->items[i];
    if (all->good_count > 1)
        qsort(all->by_rule, all->good_count, sizeof *all->by_rule, by_rule);
}

/* ---- findings ---- */

static bool is_before(const ind_place *a, const ind_place *b) {
    return a->line != b->line ? a->line < b->line : a->column < b->column;
}

/* Of the rule of W. */
static bool holds_for(const waiver *w, const ind_finding *finding) {
    return w->from.line == 0 || (!is_before(&finding->place, &w->from) && !is_before(&w->to, &finding->place));
}

static waiver *waiver_of(const waivers *all, const ind_finding *finding) {
    if (finding->rule == NULL || finding->place.file == NULL ||
        strcmp(finding->place.file, all->file->source->name) != 0)
        return NULL;
    ind_str rule = ind_str_of(finding->rule);
    size_t low = 0, high = all->good_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ind_str_compare(all->by_rule[middle]->rule->text, rule) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < all->good_count && ind_str_equal(all->by_rule[low]->rule->text, rule); low++)
        if (holds_for(all->by_rule[low], finding))
            return all->by_rule[low];
    return NULL;
}

static void put(const waivers *all, const ind_finding *f) {
    waiver *w = waiver_of(all, f);
    if (w == NULL) {
        ind_diag_add(all->kept, f->severity, f->status, f->rule, f->place, f->help, "%s", f->message);
        return;
    }
    char *why = ind_copy(w->why->text);
    ind_diag_add(all->waived, IND_NOTE, IND_OK, f->rule, f->place, why, "%s", f->message);
    free(why);
    w->used = true;
}

ind_status ind_waivers_apply(const ind_json *file, const ind_diag *found, bool complete, ind_diag *kept,
                             ind_diag *waived) {
    waivers all = {.file = file, .kept = kept, .waived = waived};
    read_all(&all);
    sort_by_rule(&all);
    for (size_t i = 0; i < ind_diag_count(found); i++)
        put(&all, ind_diag_at(found, i));
    for (size_t i = 0; i < all.count && complete; i++) {
        const waiver *w = &all.items[i];
        if (w->good && !w->used)
            fault(&all, w->node, "idle_waiver", "take it away, or put 'at' right",
                  "this waives nothing: there is no such finding here");
    }
    free(all.by_rule);
    free(all.items);
    return ind_diag_status(kept);
}

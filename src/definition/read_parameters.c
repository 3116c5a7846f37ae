/* read_parameters.c - the keys and plain values of a definition, read by the parameter tables.
 *
 * First every key is looked up (unknown ones are errors with the nearest valid key), then
 * every parameter is read.  Expressions are left to expressions.c, which needs the datasets found here. */
#include "base/date.h"
#include "base/hint.h"
#include "definition/builder.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- keys ---- */

typedef enum { KEY_UNKNOWN, KEY_PARAMETER, KEY_OBJECT } key_kind;

static key_kind know_key(const ind_measure *measure, const char *path) {
    size_t length = strlen(path);
    key_kind found = KEY_UNKNOWN;
    for (size_t i = 0; i < measure->param_count; i++) {
        const char *known = measure->params[i].spec->path;
        if (strcmp(known, path) == 0)
            return KEY_PARAMETER;
        if (strncmp(known, path, length) == 0 && known[length] == '.')
            found = KEY_OBJECT;
    }
    return found;
}

/* The nearest key that may stand in the object at PREFIX. */
static ind_str nearest_key(const ind_measure *measure, const char *prefix, ind_str key) {
    ind_hint hint = ind_hint_start(key);
    size_t skip = strlen(prefix);
    for (size_t i = 0; i < measure->param_count; i++) {
        const char *known = measure->params[i].spec->path;
        if (strncmp(known, prefix, skip) == 0)
            ind_hint_offer(&hint, (ind_str){known + skip, strcspn(known + skip, ".")});
    }
    return ind_hint_best(&hint);
}

static void unknown_key(ind_builder *builder, const char *prefix, const ind_json *member) {
    ind_str nearest = nearest_key(builder->measure, prefix, member->key);
    char help[160];
    snprintf(help, sizeof help, "the closest is '%.*s'; keys of your own begin with 'x-'", IND_STR_ARGS(nearest));
    ind_builder_error(builder, member, true, "unknown_key",
                      nearest.length > 0 ? help : "keys of your own begin with 'x-'", "unknown key '%.*s'",
                      IND_STR_ARGS(member->key));
}

static void check_keys(ind_builder *builder, const ind_json *object, const char *prefix) {
    for (size_t i = 0; i < object->count; i++) {
        const ind_json *member = object->items[i];
        if (ind_str_starts(member->key, IND_STR("x-")))
            continue;
        char path[256];
        snprintf(path, sizeof path, "%s%.*s", prefix, IND_STR_ARGS(member->key));
        bool dotted = memchr(member->key.data, '.', member->key.length) != NULL; /* "event.day_to" is no path in JSON */
        key_kind kind = dotted ? KEY_UNKNOWN : know_key(builder->measure, path);
        if (kind == KEY_UNKNOWN) {
            unknown_key(builder, prefix, member);
        } else if (kind == KEY_OBJECT && member->type != IND_JSON_OBJECT) {
            ind_builder_error(builder, member, false, "wrong_type", NULL, "'%s' must be an object", path);
        } else if (kind == KEY_OBJECT) {
            strncat(path, ".", sizeof path - strlen(path) - 1);
            check_keys(builder, member, path);
        }
    }
}

/* ---- values ---- */

static bool want(ind_builder *builder, const ind_param *param, const ind_json *node, ind_json_type type) {
    if (node->type == type)
        return true;
    ind_builder_error(builder, node, false, "wrong_type", NULL, "'%s' must be %s %s, got %s", param->spec->path,
                      type == IND_JSON_ARRAY || type == IND_JSON_OBJECT ? "an" : "a", ind_json_type_name(type),
                      ind_json_type_name(node->type));
    return false;
}

static int read_choice(ind_builder *builder, const ind_param *param, const ind_json *node) {
    return want(builder, param, node, IND_JSON_TEXT)
               ? ind_builder_choice(builder, node, param->spec->path, param->spec->choices)
               : -1;
}

static void read_integer(ind_builder *builder, ind_param *param, const ind_json *node) {
    const ind_param_spec *spec = param->spec;
    bool whole =
        node->type == IND_JSON_NUMBER && node->number == floor(node->number); /* 4.0 is one, as in JSON Schema */
    if (!whole || node->number < spec->low || node->number > spec->high) {
        ind_builder_error(builder, node, false, "out_of_range", NULL, "'%s' must be a whole number %.0f to %.0f",
                          spec->path, spec->low, spec->high);
        return;
    }
    param->number = node->number;
    param->integer = (int64_t)node->number;
}

static bool read_number(ind_builder *builder, const ind_param *param, const ind_json *node, double *out) {
    const ind_param_spec *spec = param->spec;
    if (!want(builder, param, node, IND_JSON_NUMBER))
        return false;
    if (node->number < spec->low || node->number > spec->high) {
        ind_builder_error(builder, node, false, "out_of_range", NULL, "'%s' must be %g to %g", spec->path, spec->low,
                          spec->high);
        return false;
    }
    *out = node->number;
    return true;
}

static void read_numbers(ind_builder *builder, ind_param *param, const ind_json *node) {
    if (!want(builder, param, node, IND_JSON_ARRAY))
        return;
    double *numbers = ind_arena_alloc(builder->arena, node->count * sizeof(double));
    for (size_t i = 0; i < node->count; i++)
        if (!read_number(builder, param, node->items[i], &numbers[i]))
            return;
    param->numbers = numbers;
    param->count = node->count;
}

static void read_choices(ind_builder *builder, ind_param *param, const ind_json *node) {
    if (!want(builder, param, node, IND_JSON_ARRAY))
        return;
    if (node->count == 0)
        ind_builder_error(builder, node, false, "too_few", NULL, "'%s' names nothing", param->spec->path);
    int *choices = ind_arena_alloc(builder->arena, node->count * sizeof(int));
    uint64_t seen = 0;
    for (size_t i = 0; i < node->count; i++) {
        choices[i] = read_choice(builder, param, node->items[i]);
        uint64_t one = choices[i] >= 0 ? UINT64_C(1) << choices[i] : 0; /* there are few */
        if ((seen & one) != 0)
            ind_builder_error(builder, node->items[i], false, "repeated_value", NULL, "'%s' names '%.*s' twice",
                              param->spec->path, IND_STR_ARGS(node->items[i]->text));
        seen |= one;
    }
    param->choices = choices;
    param->count = node->count;
}

static void read_texts(ind_builder *builder, ind_param *param, const ind_json *node) {
    if (!want(builder, param, node, IND_JSON_ARRAY))
        return;
    const char **names = ind_arena_alloc(builder->arena, (node->count + 1) * sizeof *names);
    for (size_t i = 0; i < node->count; i++)
        if (want(builder, param, node->items[i], IND_JSON_TEXT))
            names[i] =
                ind_arena_format(builder->arena, "%s_%.*s", param->spec->path, IND_STR_ARGS(node->items[i]->text));
    param->names = names;
    param->count = node->count;
}

static void read_text(ind_builder *builder, ind_param *param, const ind_json *node) {
    const char **names = ind_arena_alloc(builder->arena, sizeof *names);
    if (want(builder, param, node, IND_JSON_TEXT))
        names[0] = ind_arena_str(builder->arena, node->text).data;
    param->names = names;
}

static void read_title(ind_builder *builder, ind_param *param, const ind_json *node) {
    if (want(builder, param, node, IND_JSON_OBJECT))
        ind_builder_title(builder, node, param->spec->path);
}

static void read_day(ind_builder *builder, ind_param *param, const ind_json *node) {
    int32_t day = 0;
    if (!want(builder, param, node, IND_JSON_TEXT))
        return;
    if (!ind_date_parse(node->text, &day))
        ind_builder_error(builder, node, false, "bad_date", NULL, "'%s' must be a date YYYY-MM-DD", param->spec->path);
    param->integer = day;
}

static bool has_day(const int32_t *days, size_t count, int32_t day) {
    for (size_t i = 0; i < count; i++)
        if (days[i] == day)
            return true;
    return false;
}

/* Each after the one before. */
static void read_days(ind_builder *builder, ind_param *param, const ind_json *node) {
    if (!want(builder, param, node, IND_JSON_ARRAY))
        return;
    if (node->count == 0)
        ind_builder_error(builder, node, false, "too_few", NULL, "'%s' names nothing", param->spec->path);
    int32_t *days = ind_arena_alloc(builder->arena, (node->count + 1) * sizeof *days);
    for (size_t i = 0; i < node->count; i++) {
        ind_param one = {.spec = param->spec};
        read_day(builder, &one, node->items[i]);
        days[i] = (int32_t)one.integer;
        if (has_day(days, i, days[i]))
            ind_builder_error(builder, node->items[i], false, "repeated_value", NULL, "'%s' names '%.*s' twice",
                              param->spec->path, IND_STR_ARGS(node->items[i]->text));
        else if (i > 0 && days[i] < days[i - 1])
            ind_builder_error(builder, node->items[i], false, "day_order", NULL,
                              "'%s': each day must be after the one before", param->spec->path);
    }
    param->days = days;
    param->count = node->count;
}

static void read_dataset(ind_builder *builder, ind_param *param, const ind_json *node) {
    if (!want(builder, param, node, IND_JSON_TEXT))
        return;
    param->dataset = ind_builder_dataset(builder, node);
    if (param->dataset == NULL)
        return;
    ind_feed *feed = &builder->measure->feeds[param->spec->feed];
    feed->dataset = param->dataset;
    if (builder->measure->feed_count <= param->spec->feed)
        builder->measure->feed_count = param->spec->feed + 1;
}

/* A catalogue without it can be run with --complete-until; a name near another one is a slip of the pen. */
static void read_deliveries(ind_builder *builder, ind_param *param, const ind_json *node) {
    if (!want(builder, param, node, IND_JSON_TEXT) || !ind_dataset_check_name(node, builder->diag)) {
        builder->failed = true;
        return;
    }
    const ind_dataset *dataset = ind_catalogue_dataset(builder->catalogue, node->text, builder->diag);
    if (dataset != NULL && dataset->deliveries == NULL)
        ind_builder_error(builder, node, false, "no_deliveries", "the schema says so with 'x-indikator.deliveries'",
                          "dataset '%.*s' does not tell of deliveries", IND_STR_ARGS(node->text));
    bool broken = dataset == NULL && ind_catalogue_has_dataset(builder->catalogue, node->text);
    builder->failed = builder->failed || broken; /* what is wrong with its file has been said */
    ind_str nearest = ind_catalogue_nearest_dataset(builder->catalogue, node->text);
    if (dataset != NULL || broken || nearest.length == 0)
        return;
    char help[160];
    snprintf(help, sizeof help, "the closest is '%.*s'", IND_STR_ARGS(nearest));
    ind_builder_error(builder, node, false, "unknown_dataset", help, "no dataset '%.*s'", IND_STR_ARGS(node->text));
}

static void read_codelist(ind_builder *builder, ind_param *param, const ind_json *node) {
    if (!want(builder, param, node, IND_JSON_TEXT))
        return;
    param->codelist = ind_catalogue_codelist(builder->catalogue, node->text, builder->diag);
    if (param->codelist != NULL)
        return;
    builder->failed = true;
    if (ind_catalogue_has_codelist(builder->catalogue, node->text))
        return; /* what is wrong with its file has been said */
    char help[160];
    ind_str nearest = ind_catalogue_nearest_codelist(builder->catalogue, node->text);
    snprintf(help, sizeof help, "the closest is '%.*s'", IND_STR_ARGS(nearest));
    ind_builder_error(builder, node, false, "unknown_codelist", nearest.length > 0 ? help : NULL, "no codelist '%.*s'",
                      IND_STR_ARGS(node->text));
}

static void read_plain(ind_builder *builder, ind_param *param, const ind_json *node) {
    switch (param->spec->type) {
    case IND_PARAM_TEXT: read_text(builder, param, node); break;
    case IND_PARAM_TITLE: read_title(builder, param, node); break;
    case IND_PARAM_TEXTS: read_texts(builder, param, node); break;
    case IND_PARAM_DAY: read_day(builder, param, node); break;
    case IND_PARAM_DAYS: read_days(builder, param, node); break;
    case IND_PARAM_BOOLEAN:
        param->integer = node->type == IND_JSON_TRUE;
        if (node->type != IND_JSON_TRUE && node->type != IND_JSON_FALSE)
            ind_builder_error(builder, node, false, "wrong_type", NULL, "'%s' must be true or false",
                              param->spec->path);
        break;
    case IND_PARAM_INTEGER: read_integer(builder, param, node); break;
    case IND_PARAM_NUMBER: read_number(builder, param, node, &param->number); break;
    case IND_PARAM_NUMBERS: read_numbers(builder, param, node); break;
    case IND_PARAM_CHOICE: param->choice = read_choice(builder, param, node); break;
    case IND_PARAM_CHOICES: read_choices(builder, param, node); break;
    case IND_PARAM_DATASET: read_dataset(builder, param, node); break;
    case IND_PARAM_DELIVERIES: read_deliveries(builder, param, node); break;
    case IND_PARAM_CODELIST: read_codelist(builder, param, node); break;
    case IND_PARAM_LEVELS: ind_builder_levels(builder, param); break;
    case IND_PARAM_FACTS: ind_builder_facts(builder, param); break;
    case IND_PARAM_CHANGES: ind_builder_changes(builder, param); break;
    default: break; /* expressions: expressions.c */
    }
    if (node->type == IND_JSON_TEXT)
        param->text = node->text;
}

static void take_fallback(ind_param *param) {
    const ind_param_spec *spec = param->spec;
    if (spec->fallback == NULL)
        return;
    param->text = ind_str_of(spec->fallback);
    param->number = strtod(spec->fallback, NULL);
    param->integer = (int64_t)param->number;
    if (spec->type == IND_PARAM_CHOICE)
        param->choice = ind_choice_of(spec->choices, param->text);
}

/* The object that the last key of PATH stands in; NULL if it is not there. */
static const ind_json *parent_of(const ind_json *root, const char *path) {
    const char *dot = strrchr(path, '.');
    if (dot == NULL)
        return root;
    char head[128];
    snprintf(head, sizeof head, "%.*s", (int)(dot - path), path);
    return ind_builder_find(root, head);
}

/* A member of the object that was perhaps meant: a key that nobody knows, near the one that is missing. */
static const ind_json *meant_key(const ind_builder *builder, const ind_param_spec *spec, const ind_json *object) {
    const char *dot = strrchr(spec->path, '.');
    ind_hint hint = ind_hint_start(ind_str_of(dot == NULL ? spec->path : dot + 1));
    for (size_t i = 0; i < object->count; i++) {
        char path[256];
        snprintf(path, sizeof path, "%.*s%.*s", dot == NULL ? 0 : (int)(dot - spec->path + 1), spec->path,
                 IND_STR_ARGS(object->items[i]->key));
        bool own = ind_str_starts(object->items[i]->key, IND_STR("x-")); /* of these nothing has been said */
        if (!own && know_key(builder->measure, path) == KEY_UNKNOWN)
            ind_hint_offer(&hint, object->items[i]->key);
    }
    ind_str best = ind_hint_best(&hint);
    for (size_t i = 0; best.length > 0 && i < object->count; i++)
        if (ind_str_equal(object->items[i]->key, best))
            return object->items[i];
    return NULL;
}

static void missing_key(ind_builder *builder, const ind_param_spec *spec, const ind_json *parent) {
    const ind_json *at = parent == NULL ? builder->measure->node : parent;
    const ind_json *meant = parent == NULL ? NULL : meant_key(builder, spec, at);
    if (meant != NULL) {
        if (builder->measure->kind == NULL) /* else it has been said of the unknown key */
            ind_builder_error(builder, meant, true, "unknown_key", NULL, "unknown key '%.*s'; '%s' is missing",
                              IND_STR_ARGS(meant->key), spec->path);
        builder->failed = true;
        return;
    }
    ind_place place = ind_json_key_place(at);
    place.width = 1;
    builder->failed = true;
    ind_diag_add(builder->diag, IND_ERROR, IND_E_DEFINITION, "missing_key", place, spec->help, "'%s' is missing%s%s",
                 spec->path, spec->choices == NULL ? "" : "; one of ", spec->choices == NULL ? "" : spec->choices);
}

/* Does another choice leave nothing for this key to say? */
static bool is_off(const ind_param_spec *spec, const ind_json *root) {
    const ind_json *choice = spec->unless == NULL ? NULL : ind_builder_find(root, spec->unless);
    return choice != NULL && choice->type == IND_JSON_TEXT && ind_str_is(choice->text, "none");
}

/* A measure without a method has neither it nor data. */
static bool is_required(const ind_builder *builder, const ind_param_spec *spec) {
    bool of_method = strcmp(spec->path, "kind") == 0 || strcmp(spec->path, "data.dataset") == 0;
    return spec->required && !(of_method && builder->measure->kind == builder->catalogue->open_kind);
}

static void read_param(ind_builder *builder, ind_param *param) {
    const ind_param_spec *spec = param->spec;
    const ind_json *root = builder->measure->node;
    const ind_json *parent = parent_of(root, spec->path);
    param->node = ind_builder_find(root, spec->path);
    param->choice = -1;
    if (param->node != NULL && is_off(spec, root))
        ind_builder_error(builder, param->node, true, "unknown_key", "take it away",
                          "'%s' says nothing where '%s' is 'none'", spec->path, spec->unless);
    else if (param->node != NULL)
        read_plain(builder, param, param->node);
    else if (is_off(spec, root))
        take_fallback(param);
    else if (is_required(builder, spec) || (spec->with_parent && parent != NULL))
        missing_key(builder, spec, parent);
    else
        take_fallback(param);
}

/* There are periods of some length: named ones, pooled or broken years. */
static void check_grains(ind_builder *builder) {
    const ind_measure *measure = builder->measure;
    const ind_json *period = ind_builder_find(measure->node, "period");
    bool any = false;
    for (size_t i = 0; period != NULL && i < period->count; i++)
        any |= ind_str_is(period->items[i]->key, "grain") || ind_str_is(period->items[i]->key, "years") ||
               ind_str_is(period->items[i]->key, "year_from");
    if (!any)
        missing_key(builder, ind_measure_param(measure, "period.grain")->spec, period);
}

/* An expression that is about the rows of another dataset where the definition names one. */
/* Feeds of a measure have numbers without a gap: those of its kind that come behind rows beside move up where there are
 * none. */
static const ind_param_spec *moved_up(ind_builder *builder, const ind_kind_spec *kind, const ind_param_spec *spec) {
    if (kind->beside == NULL || spec->feed <= IND_FEED_BESIDE ||
        ind_builder_find(builder->measure->node, kind->beside) != NULL)
        return spec;
    ind_param_spec *own = ind_arena_alloc(builder->arena, sizeof *own);
    *own = *spec;
    own->feed = spec->feed - 1;
    return own;
}

static const ind_param_spec *spec_in_force(ind_builder *builder, const ind_kind_spec *kind,
                                           const ind_param_spec *spec) {
    const ind_json *root = builder->measure->node;
    if (spec->feed > IND_FEED_BESIDE)
        return moved_up(builder, kind, spec);
    for (size_t i = 0; spec->elsewhere != NULL && i < kind->param_count; i++) {
        const ind_param_spec *dataset = &kind->params[i];
        if (strcmp(dataset->path, spec->elsewhere) != 0)
            continue;
        bool missing = dataset->with_parent && parent_of(root, dataset->path) != NULL; /* which is said */
        if (!missing && ind_builder_find(root, dataset->path) == NULL)
            continue;
        ind_param_spec *own = ind_arena_alloc(builder->arena, sizeof *own);
        *own = *spec;
        own->scope = IND_SCOPE_ROW;
        own->feed = dataset->feed;
        return own;
    }
    return spec;
}

void ind_builder_parameters(ind_builder *builder, const ind_kind_spec *kind) {
    ind_measure *measure = builder->measure;
    size_t common, count = 0, own = kind == NULL ? 0 : kind->param_count,
                   shared = kind == NULL ? 0 : kind->shared_count;
    const ind_param_spec *envelope = ind_envelope(&common);
    measure->params = ind_arena_alloc(builder->arena, (common + shared + own) * sizeof(ind_param));
    for (size_t i = 0; i < common; i++)
        measure->params[count++].spec = &envelope[i];
    for (size_t i = 0; i < shared; i++)
        measure->params[count++].spec = &kind->shared[i];
    for (size_t i = 0; i < own; i++)
        measure->params[count++].spec = spec_in_force(builder, kind, &kind->params[i]);
    measure->param_count = count;
    ind_measure_index_params(measure);
    if (kind != NULL) /* without a kind no one can say which keys are unknown */
        check_keys(builder, measure->node, "");
    for (size_t i = 0; i < measure->param_count; i++)
        read_param(builder, &measure->params[i]);
    if (kind != builder->catalogue->open_kind)
        check_grains(builder);
    for (size_t i = 0; i < measure->param_count; i++) /* behind the feeds of the kind */
        if (measure->params[i].spec->type == IND_PARAM_RELATIONS && measure->params[i].node != NULL)
            ind_builder_relations(builder, &measure->params[i]);
}

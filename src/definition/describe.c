/* describe.c - a definition for people: what it is, every rule and policy in force with what it means, what is
 * split by, and the expanded JSON.  Policies by default are marked, so that none is hidden. */
#include "definition/builder.h"

#include <stdlib.h>

typedef struct {
    const ind_measure *measure;
    bool english;
    ind_buffer *out;
} describer;

static const char *say(const describer *d, const char *sv, const char *en) {
    return d->english ? en : sv;
}

static void heading(const describer *d, const char *sv, const char *en) {
    ind_buffer_format(d->out, "\n%s\n", say(d, sv, en));
}

/* ---- JSON in lines of readable length ---- */

enum { LINE = 110 };

static void pretty(const ind_json *value, size_t indent, size_t used, ind_buffer *out);

static bool is_container(const ind_json *value) {
    return value->type == IND_JSON_OBJECT || value->type == IND_JSON_ARRAY;
}

static void flat(const ind_json *value, ind_buffer *out) {
    bool object = value->type == IND_JSON_OBJECT;
    if (!is_container(value)) {
        if (value->type == IND_JSON_NUMBER)
            ind_buffer_add(out, value->text.data, value->text.length);
        else
            ind_json_canonical(value, NULL, out);
        return;
    }
    ind_buffer_text(out, object ? (value->count > 0 ? "{ " : "{") : "[");
    for (size_t i = 0; i < value->count; i++) {
        ind_buffer_text(out, i == 0 ? "" : ", ");
        if (object) {
            ind_json_quote(value->items[i]->key, out);
            ind_buffer_text(out, ": ");
        }
        flat(value->items[i], out);
    }
    ind_buffer_text(out, object ? (value->count > 0 ? " }" : "}") : "]");
}

static void broken(const ind_json *value, size_t indent, ind_buffer *out) {
    bool object = value->type == IND_JSON_OBJECT;
    ind_buffer_text(out, object ? "{" : "[");
    for (size_t i = 0; i < value->count; i++) {
        size_t start = out->length;
        ind_buffer_format(out, "%s\n%*s", i == 0 ? "" : ",", (int)indent + 2, "");
        if (object) {
            ind_json_quote(value->items[i]->key, out);
            ind_buffer_text(out, ": ");
        }
        pretty(value->items[i], indent + 2, out->length - start, out);
    }
    ind_buffer_format(out, "\n%*s%s", (int)indent, "", object ? "}" : "]");
}

static void pretty(const ind_json *value, size_t indent, size_t used, ind_buffer *out) {
    ind_buffer one = {0};
    flat(value, &one);
    if (!is_container(value) || (used + one.length <= LINE && indent > 0))
        ind_buffer_add(out, one.data, one.length);
    else
        broken(value, indent, out);
    ind_buffer_free(&one);
}

/* ---- parts ---- */

static ind_str in_language(const describer *d, const ind_json *texts) {
    const ind_json *text = ind_json_get(texts, d->english ? "en" : "sv");
    return text == NULL ? IND_STR("") : text->text;
}

static void line(const describer *d, const char *name, ind_str value) {
    if (value.length > 0)
        ind_buffer_format(d->out, "  %-16s %.*s\n", name, IND_STR_ARGS(value));
}

static void head(const describer *d) {
    const ind_measure *m = d->measure;
    ind_buffer_format(d->out, "%.*s %.*s\n%.*s\n", IND_STR_ARGS(m->id), IND_STR_ARGS(m->version),
                      IND_STR_ARGS(d->english ? m->title_en : m->title_sv));
    ind_str description = in_language(d, ind_json_get(m->node, "description"));
    if (description.length > 0)
        ind_buffer_format(d->out, "%.*s\n", IND_STR_ARGS(description));
    ind_buffer_format(d->out, "\n");
    line(d, "kind", ind_str_of(m->kind->name));
    line(d, "unit", m->unit);
    line(d, "better", m->better);
    line(d, "dataset", m->feeds[0].dataset->name);
    line(d, "status", m->status);
    line(d, "file", ind_str_of(m->path));
    line(d, "hash", ind_str_of(m->hash));
}

static bool is_about_computing(const ind_param *param) {
    static const char *const more[] = {"data.where",   "reliability.min_denominator", "interval.level",
                                       "period.grain", "disclosure.min_count",        "target.value"};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (strcmp(param->spec->path, more[i]) == 0)
            return true;
    return false;
}

static void rules(const describer *d, const ind_param *param) {
    for (size_t i = 0; i < param->node->count; i++) {
        const ind_json *rule = param->node->items[i];
        ind_buffer_format(d->out, "    %zu. %.*s: %.*s\n", i + 1, IND_STR_ARGS(ind_json_get(rule, "id")->text),
                          IND_STR_ARGS(ind_json_get(rule, "where")->text));
    }
}

static bool in_force(const ind_param *param) {
    return param->node != NULL || (param->spec->fallback != NULL && (param->text.length > 0 || param->expr != NULL));
}

static void policy(const describer *d, const ind_param *param) {
    const ind_param_spec *spec = param->spec;
    if (!in_force(param))
        return;
    ind_buffer_format(d->out, "  %s", spec->path);
    if (param->node == NULL) {
        ind_buffer_format(d->out, " = %s (%s)", spec->fallback, say(d, "förval", "default"));
    } else if (spec->type != IND_PARAM_RULES) {
        ind_buffer_text(d->out, " = ");
        flat(param->node, d->out);
    }
    ind_buffer_format(d->out, "\n      %s\n", spec->help);
    if (param->node != NULL && spec->type == IND_PARAM_RULES)
        rules(d, param);
}

static void policies(const describer *d) {
    const ind_measure *m = d->measure;
    size_t shared;
    ind_envelope(&shared);
    heading(d, "Regler och val som gäller", "Rules and policies in force");
    for (size_t i = 0; i < m->param_count; i++)
        if (i >= shared || is_about_computing(&m->params[i]))
            policy(d, &m->params[i]);
}

static void splits(const describer *d) {
    const ind_measure *m = d->measure;
    heading(d, "Redovisas efter", "Reported by");
    for (size_t b = 0; b < m->by_count; b++) {
        ind_buffer_text(d->out, "  ");
        for (size_t g = 0; g < m->by[b].count; g++)
            ind_buffer_format(d->out, "%s%.*s", g == 0 ? "" : " × ", IND_STR_ARGS(m->groups[m->by[b].group[g]].name));
        ind_buffer_text(d->out, m->by[b].count == 0 ? say(d, "totalt\n", "total\n") : "\n");
    }
    if (m->by_count == 0)
        ind_buffer_format(d->out, "  %s\n", say(d, "totalt", "total"));
}

static void caveats(const describer *d) {
    const ind_json *node = d->measure->node, *comparable = ind_json_get(node, "comparable");
    ind_str limitations = in_language(d, ind_json_get(node, "limitations"));
    if (limitations.length > 0) {
        heading(d, "Att tänka på", "Limitations");
        ind_buffer_format(d->out, "  %.*s\n", IND_STR_ARGS(limitations));
    }
    const ind_json *kolada = ind_json_get(comparable, "kolada");
    if (kolada == NULL)
        return;
    heading(d, "Närmaste officiella mått", "Nearest official measure");
    ind_buffer_format(d->out, "  Kolada %.*s: %.*s\n", IND_STR_ARGS(kolada->text),
                      IND_STR_ARGS(in_language(d, ind_json_get(comparable, "why"))));
}

char *ind_measure_describe(const ind_measure *measure, bool english) {
    ind_buffer out = {0};
    describer d = {measure, english, &out};
    head(&d);
    policies(&d);
    splits(&d);
    caveats(&d);
    heading(&d, "Definitionen i sin helhet", "The whole definition");
    pretty(measure->node, 0, 0, &out);
    ind_buffer_text(&out, "\n");
    return out.data;
}

/* cases_flow.c - where the rows of a failing case went: the flow, each step with the clause that decides it. */
#include "definition/measure_clauses.h"
#include "proof/cases.h"

/* Steps that one parameter decides; those of rules are called after the rule. */
static const struct {
    const char *step, *path;
} deciding[] = {{"where", "data.where"},  {"where", "episode.where"}, {"selected", "denominator"},
                {"index", "index.where"}, {"numerator", "numerator"}, {"numerator", "event.where"}};

static const ind_json *rule_of(const ind_param *param, ind_str step) {
    ind_str exclude = IND_STR("exclude ");
    for (size_t i = 0; i < param->count && ind_str_starts(step, exclude); i++)
        if (ind_str_equal((ind_str){step.data + exclude.length, step.length - exclude.length}, param->rules[i].id))
            return ind_json_get(param->node->items[i], "where");
    return NULL;
}

static const ind_json *clause_of(const ind_measure *measure, ind_str step) {
    for (size_t i = 0; i < measure->param_count; i++) {
        const ind_param *param = &measure->params[i];
        if (param->node == NULL)
            continue;
        const ind_json *rule = param->spec->type == IND_PARAM_RULES ? rule_of(param, step) : NULL;
        if (rule != NULL)
            return rule;
        for (size_t k = 0; k < sizeof deciding / sizeof *deciding; k++)
            if (ind_str_is(step, deciding[k].step) && strcmp(param->spec->path, deciding[k].path) == 0)
                return param->node;
    }
    return NULL;
}

void ind_cases_tell_flow(ind_cases *c, const ind_measure *measure, const ind_run *run) {
    const ind_flow *flow = &run->jobs[0].counter.flow;
    ind_buffer_text(&c->report, "    the way of the rows\n");
    for (size_t i = 0; i < flow->count; i++) {
        const ind_flow_step *step = &flow->items[i];
        const ind_json *clause = clause_of(measure, ind_str_of(step->step));
        ind_buffer_format(&c->report, "      %-32s %6lld", step->step, (long long)step->n);
        if (step->unknown > 0)
            ind_buffer_format(&c->report, ", unknown for %lld", (long long)step->unknown);
        if (clause != NULL) {
            ind_place place = ind_json_place(clause);
            ind_buffer_format(&c->report, "   by %s:%llu:%u", place.file, (unsigned long long)place.line, place.column);
        }
        ind_buffer_text(&c->report, "\n");
    }
}

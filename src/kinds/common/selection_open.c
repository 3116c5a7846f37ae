/* selection_open.c - the steps that a kind declares to those that are in force in a definition. */
#include "kinds/common/selection.h"

#include <assert.h>
#include <stdlib.h>

/* ---- expressions ---- */

ind_eval *ind_eval_of(const ind_measure *measure, size_t param) {
    const ind_expr *expr = ind_kind_param(measure, param)->expr;
    return expr == NULL ? NULL : ind_eval_new(expr);
}

ind_eval *ind_row_eval_new(const ind_kind_context *context, const ind_expr *expr) {
    ind_eval *eval = ind_eval_new(expr);
    if (context->shared != NULL)
        ind_eval_join(eval, context->shared, context->columns);
    return eval;
}

ind_eval *ind_row_eval_of(const ind_kind_context *context, size_t param) {
    const ind_expr *expr = ind_kind_param(context->measure, param)->expr;
    return expr == NULL ? NULL : ind_row_eval_new(context, expr);
}

/* ---- which steps there are ---- */

static bool is_given(const ind_measure *measure, const char *path) {
    const ind_param *param = ind_measure_param(measure, path);
    return param->node != NULL || param->expr != NULL;
}

/* Is VALUE one of "a|b"? */
static bool is_one_of(const char *choices, ind_str value) {
    for (const char *at = choices; at != NULL; at = strchr(at, '|') == NULL ? NULL : strchr(at, '|') + 1)
        if (strcspn(at, "|") == value.length && strncmp(at, value.data, value.length) == 0)
            return true;
    return false;
}

static bool is_chosen(const ind_param *param, const char *only) {
    if (param->spec->type == IND_PARAM_BOOLEAN)
        return is_one_of(only, param->integer != 0 ? IND_STR("true") : IND_STR("false"));
    return param->text.length > 0 && is_one_of(only, param->text);
}

static bool is_in_force(const ind_measure *measure, const ind_step_spec *spec) {
    if (spec->when != NULL && !spec->when(measure))
        return false;
    if ((spec->with != NULL && !is_given(measure, spec->with)) ||
        (spec->without != NULL && is_given(measure, spec->without)))
        return false;
    if (spec->only == NULL)
        return true;
    return spec->only[0] == '\0' ? is_given(measure, spec->path)
                                 : is_chosen(ind_measure_param(measure, spec->path), spec->only);
}

static size_t steps_of(const ind_measure *measure, const ind_step_spec *spec) {
    if (!is_in_force(measure, spec))
        return 0;
    return spec->step == NULL ? ind_measure_param(measure, spec->path)->count : 1;
}

static ind_eval *eval_of(const ind_kind_context *context, const ind_param *param, size_t rule) {
    const ind_expr *expr = param == NULL                              ? NULL
                           : param->spec->type == IND_PARAM_RULES     ? param->rules[rule].where
                           : param->spec->type == IND_PARAM_CONDITION ? param->expr
                                                                      : NULL;
    return expr == NULL ? NULL : ind_row_eval_new(context, expr);
}

static size_t flow_of(const ind_kind_context *context, const ind_step *step) {
    const ind_step_spec *spec = step->spec;
    if (spec->note)
        return SIZE_MAX;
    size_t flow =
        spec->step == NULL
            ? ind_flow_add_rule(context->flow, context->arena, step->param->rules[step->rule].id, spec->effect)
            : ind_flow_add(context->flow, context->arena, spec->step, spec->effect, spec->unknowns);
    const ind_param *place = spec->place == NULL ? step->param : ind_measure_param(context->measure, spec->place);
    if (place != NULL && place->node != NULL)
        context->flow->items[flow].node = spec->step != NULL ? place->node
                                          : place->spec->type == IND_PARAM_RELATIONS
                                              ? place->node->items[step->rule]
                                              : ind_json_get(place->node->items[step->rule], "where");
    return flow;
}

void ind_selection_open(ind_selection *selection, const ind_kind_context *context, const ind_step_spec *specs,
                        size_t count, const void *state) {
    size_t total = 0;
    for (size_t i = 0; i < count; i++)
        total += steps_of(context->measure, &specs[i]);
    assert(total < UINT8_MAX);
    *selection = (ind_selection){.context = context, .state = state};
    selection->steps = ind_alloc_array(total, sizeof *selection->steps);
    selection->first_of = ind_alloc_array(count + 1, sizeof *selection->first_of);
    total = 0;
    for (size_t i = 0; i < count; i++) {
        const ind_param *param = specs[i].path == NULL ? NULL : ind_measure_param(context->measure, specs[i].path);
        size_t own = steps_of(context->measure, &specs[i]);
        selection->first_of[i] = total;
        for (size_t rule = 0; rule < own; rule++, total++) {
            ind_step *step = &selection->steps[total];
            *step = (ind_step){.spec = &specs[i], .param = param, .rule = rule, .number = (uint8_t)(total + 1)};
            step->effect = (uint8_t)specs[i].effect;
            step->meets = specs[i].meets == 0 ? IND_TRUE : specs[i].meets;
            step->eval = eval_of(context, param, rule);
            step->flow = flow_of(context, step);
        }
    }
    selection->first_of[count] = total;
    selection->step_count = total;
}

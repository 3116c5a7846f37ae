/* one_case.c - one test case: made ready, run, and laid beside what is expected. */
#include "proof/cases.h"

/* A member of the case, else of the file. */
static const ind_json *either(const ind_cases *c, const ind_json *one, const char *key, unsigned types) {
    const ind_json *own = ind_json_member(one, key, types);
    return own != NULL ? own : ind_json_member(c->file, key, types);
}

/* ---- before the run ---- */

/* "set" of the file, then of the case; a case with null has neither. */
static const ind_json *joined_set(ind_cases *c, const ind_json *one) {
    const ind_json *a = ind_json_member(c->file, "set", IND_JSON_AS_OBJECT),
                   *b = ind_json_member(one, "set", IND_JSON_AS_OBJECT);
    if (ind_json_member(one, "set", 1u << IND_JSON_NULL) != NULL)
        return NULL;
    if (a == NULL || b == NULL)
        return a == NULL ? b : a;
    ind_json *both = ind_arena_alloc(c->arena, sizeof *both);
    *both = *a;
    both->count = a->count + b->count;
    both->items = ind_arena_alloc(c->arena, both->count * sizeof(ind_json *));
    memcpy(both->items, a->items, a->count * sizeof(ind_json *));
    memcpy(both->items + a->count, b->items, b->count * sizeof(ind_json *));
    return both;
}

static const char *text_or_null(ind_cases *c, const ind_json *value) {
    return value == NULL ? NULL : ind_arena_str(c->arena, value->text).data;
}

static void set_options(ind_cases *c, const ind_json *one, ind_run_options *options) {
    static const ind_data_dialect plain = {.encoding = "utf-8", .separator = ';', .decimal = '.', .preamble_rows = -1};
    const ind_json *grain = either(c, one, "grain", IND_JSON_AS_ARRAY);
    options->dialects = &plain;
    options->dialect_count = 1;
    options->threads = 1;
    options->period = text_or_null(c, either(c, one, "period", IND_JSON_AS_TEXT));
    const ind_json *open = either(c, one, "open_period", IND_JSON_AS_BOOLEAN);
    options->open_period = open != NULL && open->type == IND_JSON_TRUE;
    const ind_json *until = either(c, one, "complete_until", IND_JSON_AS_TEXT | 1u << IND_JSON_NULL);
    options->complete_until = until == NULL || until->type == IND_JSON_NULL ? NULL : text_or_null(c, until);
    options->max_rejected = 100;
    options->max_rejected_given = true;
    if (grain == NULL)
        return;
    const char **grains = ind_arena_alloc(c->arena, (grain->count + 1) * sizeof *grains);
    for (size_t i = 0; i < grain->count; i++)
        grains[i] = ind_arena_str(c->arena, grain->items[i]->text).data;
    options->grains = grains;
    options->grain_count = grain->count;
}

ind_status ind_case_measure(ind_cases *c, const ind_json *node, const ind_case *one, ind_measure **out) {
    const ind_json *laid;
    size_t before = ind_diag_count(c->diag);
    *out = NULL;
    ind_status status = ind_catalogue_lay_over(c->catalogue, c->arena, node, one->set, c->diag, &laid);
    if (status == IND_OK)
        status = ind_measure_compile(c->catalogue, c->arena, laid, c->definition, IND_LEAVE_NOTHING, c->diag, out);
    if (status == IND_OK)
        status = ind_kind_check(*out, c->diag);
    ind_diag_sort(c->diag, before);
    return status;
}

ind_status ind_case_prepare(ind_cases *c, const ind_json *one, ind_case *out) {
    ind_measure *measure;
    *out = (ind_case){.json = one, .name = ind_json_member_text(one, "name"), .set = joined_set(c, one)};
    ind_status status = ind_case_measure(c, c->base, out, &measure);
    if (status != IND_OK)
        return status;
    size_t count;
    c->bad_values = ind_json_member_true(one, "bad_values");
    ind_data_file *files = ind_cases_tables(c, measure, ind_json_get(one, "data"), &count);
    ind_cases_check_expected(c, measure, one);
    set_options(c, one, &out->options);
    out->options.files = files;
    out->options.file_count = count;
    return c->invalid ? IND_E_DEFINITION : IND_OK;
}

/* ---- the run ---- */

static void tell_errors(ind_cases *c, const ind_diag *diag) {
    for (size_t i = 0; i < ind_diag_count(diag); i++)
        if (ind_diag_at(diag, i)->status != IND_OK)
            ind_buffer_format(&c->report, "    cannot be run: error[%s]: %s\n",
                              ind_diag_at(diag, i)->rule == NULL ? "usage" : ind_diag_at(diag, i)->rule,
                              ind_diag_at(diag, i)->message);
}

/* Did the run end as the case says it must? */
static void compare_error(ind_cases *c, const ind_json *wanted, const ind_diag *diag, bool computed) {
    for (size_t i = 0; !computed && i < ind_diag_count(diag); i++)
        if (ind_diag_at(diag, i)->status != IND_OK && ind_diag_at(diag, i)->rule != NULL &&
            ind_str_is(wanted->text, ind_diag_at(diag, i)->rule))
            return;
    ind_place place = ind_json_place(wanted);
    ind_buffer_format(&c->report, "    %s:%llu:%u: expected error[%.*s], actual %s\n", place.file,
                      (unsigned long long)place.line, place.column, IND_STR_ARGS(wanted->text),
                      computed ? "figures" : "another error:");
    if (!computed)
        tell_errors(c, diag);
}

static void tell_blank(ind_cases *c, const ind_json *blank) {
    ind_place place = ind_json_place(blank);
    ind_buffer_format(&c->report, "    %s:%llu:%u: a person must still work out what is expected here\n", place.file,
                      (unsigned long long)place.line, place.column);
}

bool ind_case_run(ind_cases *c, const ind_case *one, const ind_measure *measure, ind_run **run) {
    const ind_measure *measures[] = {measure};
    const ind_json *error = ind_json_get(one->json, "error");
    ind_run *made = NULL;
    ind_diag *diag = ind_diag_new();
    const ind_json *blank = ind_json_member(one->json, "expect", IND_JSON_AS_TEXT);
    c->report.length = 0;
    if (blank != NULL)
        tell_blank(c, blank);
    ind_run_new(c->catalogue, measures, 1, &one->options, diag, &made);
    bool computed = made != NULL && ind_run_reason(made, 0) == NULL;
    if (error != NULL)
        compare_error(c, error, diag, computed);
    else if (computed)
        ind_cases_compare(c, ind_json_member(one->json, "expect", IND_JSON_AS_ARRAY), ind_json_get(one->json, "flow"),
                          made);
    else
        tell_errors(c, diag);
    ind_diag_append_system(c->diag, diag);
    ind_diag_free(diag);
    if (run != NULL)
        *run = computed ? made : NULL;
    if (run == NULL || !computed)
        ind_run_free(made);
    return c->report.length == 0;
}

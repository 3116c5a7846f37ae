/* init.c - a new definition and its test file, from the template of a kind and the schema of a dataset. */
#include "base/hint.h"
#include "engine/engine.h"
#include "indikator/begin.h"
#include "kinds/common/template.h"
#include "kinds/common/kind.h"

#include <stdlib.h>

typedef struct {
    const char *name, *text;
} token;

enum { TOKENS = 10 };

typedef struct {
    const ind_dataset *dataset;
    const ind_field *person, *date, *end, *code, *provider;
    ind_arena *arena;
} roles;

/* ---- roles ---- */

static bool is_key(const ind_dataset *dataset, const ind_field *field) {
    for (size_t k = 0; k < dataset->key_count; k++)
        if (&dataset->fields[dataset->key[k]] == field)
            return true;
    return false;
}

static bool is_plain_text(const ind_dataset *dataset, const ind_field *field) {
    return field->type == IND_TEXT && field->allowed_count == 0 && field->codelist.length == 0 &&
           !is_key(dataset, field);
}

/* Of the identifying columns the one that must be there is the person, the other the provider. */
static void find_roles(roles *r) {
    const ind_dataset *d = r->dataset;
    for (size_t i = 0; i < d->field_count; i++) {
        const ind_field *field = &d->fields[i];
        if (field->derived.length > 0)
            continue;
        if (is_plain_text(d, field) && field->identifying && field->required && r->person == NULL)
            r->person = field;
        else if (is_plain_text(d, field) && !field->required && r->provider == NULL)
            r->provider = field;
        if (is_plain_text(d, field) && !field->required && field->identifying && !r->provider->identifying)
            r->provider = field;
        if (field->type == IND_DATE && field->required && r->date == NULL)
            r->date = field;
        else if (field->type == IND_DATE && r->date != NULL && r->end == NULL)
            r->end = field;
        bool better = r->code == NULL || (r->code->allowed_count < 3 && field->allowed_count >= 3);
        if (field->type == IND_TEXT && field->allowed_count >= 2 && !field->required && better)
            r->code = field;
    }
}

static const char *missing_role(const roles *r, unsigned needs) {
    if ((needs & IND_NEEDS_PERSON) != 0 && r->person == NULL)
        return "an identifying text column that is required (the person)";
    if ((needs & IND_NEEDS_DATE) != 0 && r->date == NULL)
        return "a date column that is required";
    if ((needs & IND_NEEDS_END) != 0 && r->end == NULL)
        return "a second date column (the end)";
    if ((needs & IND_NEEDS_CODE) != 0 && r->code == NULL)
        return "a text column with two codes or more in 'enum'";
    if ((needs & IND_NEEDS_PROVIDER) != 0 && r->provider == NULL)
        return "a text column for the provider";
    return NULL;
}

/* ---- texts ---- */

static const char *named(const roles *r, const ind_field *field) {
    return field == NULL ? "" : ind_arena_str(r->arena, field->name).data;
}

static const char *code_at(const roles *r, size_t index) {
    return r->code == NULL || index >= r->code->allowed_count ? ""
                                                              : ind_arena_str(r->arena, r->code->allowed[index]).data;
}

static void fill_tokens(const roles *r, const char *id, token tokens[TOKENS]) {
    const char *third = code_at(r, 2);
    const token all[TOKENS] = {{"id", id},
                               {"dataset", ind_arena_str(r->arena, r->dataset->name).data},
                               {"person", named(r, r->person)},
                               {"date", named(r, r->date)},
                               {"end", named(r, r->end)},
                               {"code", named(r, r->code)},
                               {"provider", named(r, r->provider)},
                               {"a", code_at(r, 0)},
                               {"b", code_at(r, 1)},
                               {"c", third[0] == '\0' ? "null" : ind_arena_format(r->arena, "\"%s\"", third)}};
    memcpy(tokens, all, sizeof all);
}

/* TEMPLATE with its tokens filled in, ' being " of JSON unless it stands inside one. */
static void add_filled(ind_buffer *out, const char *template, const token tokens[TOKENS]) {
    bool inside = false; /* a JSON text written with ", in which ' is a quote of the condition */
    for (const char *at = template; *at != '\0'; at++) {
        size_t length = *at == '@' ? strcspn(at + 1, "@") : 0;
        const char *text = NULL;
        for (size_t t = 0; *at == '@' && t < TOKENS; t++)
            if (strlen(tokens[t].name) == length && strncmp(tokens[t].name, at + 1, length) == 0)
                text = tokens[t].text;
        if (text != NULL) {
            ind_buffer_text(out, text);
            at += length + 1;
            continue;
        }
        inside ^= *at == '"';
        ind_buffer_add(out, *at == '\'' && !inside ? "\"" : at, 1);
    }
}

/* What every row needs to be read at all. */
static void add_defaults(const roles *r, ind_buffer *out) {
    const char *between = "";
    for (size_t i = 0; i < r->dataset->field_count; i++) {
        const ind_field *field = &r->dataset->fields[i];
        bool plain = field == r->person || field == r->provider || field == r->code || field->required;
        if (!plain || field->derived.length > 0 || (is_key(r->dataset, field) && field->type == IND_TEXT))
            continue;
        const char *value = field == r->provider                                     ? "A"
                            : field->type == IND_DATE || field->type == IND_DATETIME ? "2024-06-15"
                            : field->allowed_count > 0 ? ind_arena_str(r->arena, field->allowed[0]).data
                            : field->type == IND_TEXT  ? "P1"
                                                       : "1";
        ind_buffer_format(out, "%s'%.*s': '%s'", between, IND_STR_ARGS(field->name), value);
        between = ", ";
    }
}

static void write_definition(const char *kind, const ind_kind_template *t, const char *id, const token *tokens,
                             ind_buffer *out) {
    ind_buffer text = {0};
    ind_buffer_format(
        &text,
        "{'format': 'indikator/1', 'id': '%s', 'version': '0.1.0',"
        "'title': {'sv': '%s: fyll i vad som mäts', 'en': '%s: say what is measured'},"
        "'description': {'sv': 'Fyll i: vad måttet visar och varför.', 'en': 'Fill in: what the measure shows, and "
        "why.'},"
        "'limitations': {'sv': 'Fyll i: vad läsaren måste veta.', 'en': 'Fill in: what the reader must know.'},"
        "'source': ['fyll i'], 'status': 'proposal', 'owner': 'fyll i',"
        "'unit': '%s', 'decimals': 1, 'better': 'contextual', 'kind': '%s', %s,"
        "'by': [[]], 'interval': {'method': '%s'%s},"
        "'reliability': {'min_denominator': 20}, 'disclosure': {'min_count': 5}}",
        id, t->title_sv, t->title_en, t->unit, kind, t->body, t->interval,
        strcmp(t->interval, "none") == 0 ? "" : ", 'level': [0.95]");
    ind_buffer_add(&text, "", 1);
    add_filled(out, text.data, tokens);
    ind_buffer_free(&text);
}

static void write_tests(const ind_kind_template *t, const roles *r, const token *tokens, ind_buffer *out) {
    ind_buffer text = {0}, defaults = {0};
    add_defaults(r, &defaults);
    ind_buffer_format(&text,
                      "{'format': 'indikator-test/1', 'id': '@id@', 'set': {'/reliability/min_denominator': 0},"
                      "'period': '2024', 'grain': ['year'], 'complete_until': '2025-12-31',"
                      "'defaults': {%s}, 'cases': [%s]}",
                      t->fixed
                          ? "'enkatsvar': {'enkat': 'NPE_PV', 'omgang': '2024', 'respondent_id': 'R1'}, 'enkatfragor': "
                            "{'enkat': 'NPE_PV', 'omgang': '2024', 'dimension': 'DELAKTIGHET'}"
                          : ind_arena_format(r->arena, "'@dataset@': {%.*s}", (int)defaults.length, defaults.data),
                      t->cases);
    ind_buffer_add(&text, "", 1);
    add_filled(out, text.data, tokens);
    ind_buffer_free(&text);
    ind_buffer_free(&defaults);
}

/* ---- the whole ---- */

static ind_status refuse(ind_diag *diag, const char *help, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static ind_status refuse(ind_diag *diag, const char *help, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    ind_arena *arena = ind_arena_new();
    ind_status status = ind_diag_add(diag, IND_ERROR, IND_E_USAGE, NULL, (ind_place){0}, help, "%s",
                                     ind_arena_vformat(arena, format, arguments));
    va_end(arguments);
    ind_arena_free(arena);
    return status;
}

static ind_status unknown_kind(const char *kind, ind_diag *diag) {
    ind_hint hint = ind_hint_start(ind_str_of(kind));
    ind_buffer all = {0};
    for (size_t i = 0; ind_kind_name(i) != NULL; i++) {
        ind_hint_offer(&hint, ind_str_of(ind_kind_name(i)));
        ind_buffer_format(&all, "%s%s", i == 0 ? "kinds: " : ", ", ind_kind_name(i));
    }
    ind_buffer_add(&all, "", 1);
    ind_str best = ind_hint_best(&hint);
    ind_buffer help = {0};
    ind_buffer_format(&help, "the closest is '%.*s'", IND_STR_ARGS(best));
    ind_buffer_add(&help, "", 1);
    ind_status status = refuse(diag, best.length > 0 ? help.data : all.data, "no kind '%s'", kind);
    ind_buffer_free(&all);
    ind_buffer_free(&help);
    return status;
}

static const ind_dataset *find_dataset(ind_catalogue *catalogue, const char *kind, const ind_kind_template *t,
                                       const char *dataset, ind_diag *diag) {
    const char *name = dataset == NULL ? t->dataset : dataset;
    if (t->fixed && strcmp(name, t->dataset) != 0) {
        refuse(diag, NULL, "a definition of kind '%s' begins from dataset '%s' only", kind, t->dataset);
        return NULL;
    }
    size_t before = ind_diag_count(diag);
    const ind_dataset *found = ind_catalogue_dataset(catalogue, ind_str_of(name), diag);
    if (found == NULL && ind_diag_count(diag) == before)
        refuse(diag, "name one with --dataset", "no dataset '%s' in the catalogue", name);
    return found;
}

static char *canonical(ind_buffer *text, ind_diag *diag) {
    char *made = NULL;
    ind_canonical_text("template", ind_buffer_str(text), diag, &made);
    ind_buffer_free(text);
    return made;
}

ind_status ind_begin_definition(ind_catalogue *catalogue, const char *kind, const char *id, const char *dataset,
                                ind_diag *diag, ind_begun *out) {
    *out = (ind_begun){0};
    const ind_kind_template *t = ind_kind_template_of(kind);
    if (t == NULL)
        return unknown_kind(kind, diag);
    roles r = {.dataset = find_dataset(catalogue, kind, t, dataset, diag), .arena = ind_arena_new()};
    if (r.dataset != NULL)
        find_roles(&r);
    const char *lacks = r.dataset == NULL ? NULL : missing_role(&r, t->needs);
    if (lacks != NULL)
        refuse(diag, "name another one with --dataset", "dataset '%.*s' lacks %s", IND_STR_ARGS(r.dataset->name),
               lacks);
    if (r.dataset != NULL && lacks == NULL) {
        token tokens[TOKENS];
        ind_buffer definition = {0}, test = {0};
        fill_tokens(&r, id, tokens);
        write_definition(kind, t, id, tokens, &definition);
        write_tests(t, &r, tokens, &test);
        out->definition = canonical(&definition, diag);
        out->test = canonical(&test, diag);
    }
    ind_arena_free(r.arena);
    return out->definition != NULL && out->test != NULL ? IND_OK : ind_diag_status(diag);
}

void ind_begun_free(ind_begun *begun) {
    free(begun->definition);
    free(begun->test);
    *begun = (ind_begun){0};
}

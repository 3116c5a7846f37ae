/* init.c - a new definition and its test file, from the template of a kind and the schema of a dataset.
 *
 * A template is a file of the kind's folder, <kind>_template.json: the dataset where none is given, and whether no
 * other will do; what a dataset needs; a title; the definition; test cases, with a case on both sides of each edge.
 * What stands between @ is found in the schema: @date@, @end@, @person@, @provider@, @code@ are columns, @a@ and @b@
 * codes of
 * @code@, "@c@" a third code or null.  What comes out has the canonical form. */
#include "base/hint.h"
#include "base/json_read.h"
#include "engine/engine.h"
#include "indikator/begin.h"
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

typedef struct {
    const char *name, *what;
    const ind_field *field;
} need;

/* What the dataset lacks of what the template needs; NULL: nothing. */
static const char *missing_role(const roles *r, const ind_json *needs) {
    const need all[] = {{"person", "an identifying text column that is required (the person)", r->person},
                        {"date", "a date column that is required", r->date},
                        {"end", "a second date column (the end)", r->end},
                        {"code", "a text column with two codes or more in 'enum'", r->code},
                        {"provider", "a text column for the provider", r->provider}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        for (size_t k = 0; k < needs->count; k++)
            if (ind_str_is(needs->items[k]->text, all[i].name) && all[i].field == NULL)
                return all[i].what;
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

/* TEMPLATE with its tokens filled in; "@c@" loses its quotes, for it may be null. */
static void add_filled(ind_buffer *out, const char *template, const token tokens[TOKENS]) {
    for (const char *at = template; *at != '\0'; at++) {
        size_t length = *at == '@' ? strcspn(at + 1, "@") : 0;
        const token *found = NULL;
        for (size_t t = 0; *at == '@' && t < TOKENS; t++)
            if (strlen(tokens[t].name) == length && strncmp(tokens[t].name, at + 1, length) == 0)
                found = &tokens[t];
        if (found == NULL) {
            ind_buffer_add(out, at, 1);
            continue;
        }
        bool whole = strcmp(found->name, "c") == 0;
        out->length -= whole;
        ind_buffer_text(out, found->text);
        at += length + 1 + whole;
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
        ind_buffer_format(out, "%s\"%.*s\": \"%s\"", between, IND_STR_ARGS(field->name), value);
        between = ", ";
    }
}

/* Between the braces or brackets of a member, as it is written. */
static ind_str inside(const ind_json *template, const char *key) {
    const ind_json *value = ind_json_get(template, key);
    return (ind_str){value->source->text.data + value->start + 1, value->end - value->start - 2};
}

static ind_str text_of(const ind_json *object, const char *key) {
    return ind_json_member_text(object, key);
}

static int integer_of(const ind_json *template, const char *key, int otherwise) {
    const ind_json *value = ind_json_get(template, key);
    return value == NULL ? otherwise : (int)value->number;
}

static void write_definition(const char *kind, const ind_json *t, const char *id, ind_buffer *out) {
    ind_str sv = text_of(ind_json_get(t, "title"), "sv"), en = text_of(ind_json_get(t, "title"), "en");
    ind_buffer_format(out,
                      "{\"format\": \"indikator/1\", \"id\": \"%s\", \"version\": \"0.1.0\","
                      "\"title\": {\"sv\": \"%.*s: fyll i vad som mäts\", \"en\": \"%.*s: say what is measured\"},"
                      "\"description\": {\"sv\": \"Fyll i: vad måttet visar och varför.\", "
                      "\"en\": \"Fill in: what the measure shows, and why.\"},"
                      "\"limitations\": {\"sv\": \"Fyll i: vad läsaren måste veta.\", "
                      "\"en\": \"Fill in: what the reader must know.\"},"
                      "\"source\": [\"fyll i\"], \"status\": \"proposal\", \"owner\": \"fyll i\","
                      "\"unit\": \"%.*s\", \"decimals\": %d, \"better\": \"contextual\", \"kind\": \"%s\", %.*s,"
                      "\"reliability\": {\"min_denominator\": %d}, \"disclosure\": {\"min_count\": 5}}",
                      id, IND_STR_ARGS(sv), IND_STR_ARGS(en), IND_STR_ARGS(text_of(t, "unit")),
                      integer_of(t, "decimals", 1), kind, IND_STR_ARGS(inside(t, "definition")),
                      integer_of(t, "min_denominator", 20));
}

static void write_tests(const ind_json *t, const roles *r, const char *id, ind_buffer *out) {
    ind_buffer defaults = {0};
    bool own = ind_json_get(t, "defaults") != NULL;
    ind_buffer_format(&defaults, "\"%.*s\": {", IND_STR_ARGS(r->dataset->name));
    add_defaults(r, &defaults);
    ind_buffer_text(&defaults, "}");
    ind_buffer_format(out,
                      "{\"format\": \"indikator-test/1\", \"id\": \"%s\", "
                      "\"set\": {\"/reliability/min_denominator\": 0},"
                      "\"period\": \"2024\", \"grain\": [\"year\"], \"complete_until\": \"2025-12-31\","
                      "\"defaults\": {%.*s}, \"cases\": [%.*s]}",
                      id, IND_STR_ARGS(own ? inside(t, "defaults") : ind_buffer_str(&defaults)),
                      IND_STR_ARGS(inside(t, "cases")));
    ind_buffer_free(&defaults);
}

/* TOKENS NULL: as it stands in its file. */
static const ind_json *read_template(ind_arena *arena, const char *text, const token *tokens, ind_diag *diag) {
    ind_buffer filled = {0};
    ind_json *template = NULL;
    if (tokens == NULL)
        ind_buffer_text(&filled, text);
    else
        add_filled(&filled, text, tokens);
    const ind_source *source = ind_source_new(arena, "template", ind_arena_str(arena, ind_buffer_str(&filled)));
    ind_buffer_free(&filled);
    return ind_json_parse(arena, source, diag, &template) == IND_OK ? template : NULL;
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

static const ind_dataset *find_dataset(ind_catalogue *catalogue, const char *kind, const ind_json *t,
                                       const char *dataset, ind_diag *diag) {
    ind_str own = text_of(t, "dataset"), name = dataset == NULL ? own : ind_str_of(dataset);
    if (ind_json_member_true(t, "fixed") && !ind_str_equal(name, own)) {
        refuse(diag, NULL, "a definition of kind '%s' begins from dataset '%.*s' only", kind, IND_STR_ARGS(own));
        return NULL;
    }
    size_t before = ind_diag_count(diag);
    const ind_dataset *found = ind_catalogue_dataset(catalogue, name, diag);
    if (found == NULL && ind_diag_count(diag) == before)
        refuse(diag, "name one with --dataset", "no dataset '%.*s' in the catalogue", IND_STR_ARGS(name));
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
    const char *text = ind_kind_template_of(kind);
    if (text == NULL)
        return unknown_kind(kind, diag);
    roles r = {.arena = ind_arena_new()};
    const ind_json *t = read_template(r.arena, text, NULL, diag);
    r.dataset = t == NULL ? NULL : find_dataset(catalogue, kind, t, dataset, diag);
    if (r.dataset != NULL)
        find_roles(&r);
    const char *lacks = r.dataset == NULL ? NULL : missing_role(&r, ind_json_get(t, "needs"));
    if (lacks != NULL)
        refuse(diag, "name another one with --dataset", "dataset '%.*s' lacks %s", IND_STR_ARGS(r.dataset->name),
               lacks);
    if (r.dataset != NULL && lacks == NULL) {
        token tokens[TOKENS];
        ind_buffer definition = {0}, test = {0};
        fill_tokens(&r, id, tokens);
        t = read_template(r.arena, text, tokens, diag);
        write_definition(kind, t, id, &definition);
        write_tests(t, &r, id, &test);
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

/* nouns.c - what rows, columns and codes are called, from the schemas of the datasets and from codelists. */
#include "data/schemas/dataset.h"
#include "data/schemas/header_name.h"
#include "words/sentences.h"

#include <stdio.h>

static const char *language(const ind_words *words) {
    return words->english ? "en" : "sv";
}

static const char *text_of(ind_words *words, const ind_json *node) {
    return node == NULL || node->type != IND_JSON_TEXT || node->text.length == 0
               ? NULL
               : ind_arena_str(words->arena, node->text).data;
}

static const char *in_language(ind_words *words, const ind_json *texts) {
    return text_of(words, ind_json_get(texts, language(words)));
}

/* ---- rows ---- */

static const ind_json *row_forms(ind_words *words, unsigned feed) {
    const ind_json *extension = ind_json_get(words->measure->feeds[feed].dataset->node, "x-indikator");
    return ind_json_get(ind_json_get(ind_json_get(extension, "words"), "row"), language(words));
}

const char *ind_words_row(ind_words *words, unsigned feed, ind_row_form form) {
    static const ind_bilingual plain[] = {
        {"en rad", "a row"}, {"raden", "the row"}, {"rader", "rows"}, {"raderna", "the rows"}};
    const ind_json *forms = row_forms(words, feed);
    const char *own = forms != NULL && forms->type == IND_JSON_ARRAY && form < forms->count
                          ? text_of(words, forms->items[form])
                          : NULL;
    return own != NULL ? own : ind_words_pick(words, plain[form]);
}

const char *ind_words_row_bare(ind_words *words, unsigned feed) {
    const char *one = ind_words_row(words, feed, IND_ROW_ONE), *space = strchr(one, ' ');
    return space == NULL ? one : space + 1;
}

bool ind_words_row_neuter(ind_words *words, unsigned feed) {
    return strncmp(ind_words_row(words, feed, IND_ROW_ONE), "ett ", 4) == 0;
}

/* ---- columns ---- */

static const ind_json *field_words(const ind_field *field) {
    const ind_json *own = ind_json_get(field->node, "words");
    return own != NULL ? own : ind_json_get(ind_json_get(field->node, "x-indikator"), "words");
}

const char *ind_words_field(ind_words *words, const ind_field *field) {
    const char *name = in_language(words, ind_json_get(field_words(field), "name"));
    if (name != NULL)
        return name;
    const char *title = in_language(words, ind_json_get(field->node, "title"));
    if (title == NULL)
        return ind_arena_str(words->arena, field->name).data;
    return ind_words_format(words, words->english ? "“%s”" : "”%s”", title);
}

const char *ind_words_field_short(ind_words *words, const ind_field *field) {
    return in_language(words, ind_json_get(field_words(field), "short"));
}

/* ---- codes ---- */

static const char *code_in_list(ind_words *words, const ind_field *field, ind_str code) {
    if (field->codelist.length == 0)
        return NULL;
    const ind_codelist *list = ind_catalogue_codelist(words->catalogue, field->codelist, words->diag);
    ptrdiff_t row = list == NULL ? -1 : ind_codelist_find(list, code, INT32_MIN, INT32_MAX);
    int name = list == NULL ? -1 : ind_codelist_attribute(list, words->english ? IND_STR("namn_en") : IND_STR("namn"));
    if (list != NULL && name < 0) /* names of places have one language */
        name = ind_codelist_attribute(list, IND_STR("namn"));
    if (row < 0 || name < 0)
        return NULL;
    ind_str value = ind_codelist_value(list, (size_t)row, name);
    return value.length == 0 ? NULL : ind_arena_str(words->arena, value).data;
}

/* Yes and no, where the schema allows J and N and says no more. */
static const char *yes_or_no(ind_words *words, const ind_field *field, ind_str code) {
    if (field->allowed_count != 2 || code.length != 1 || field->allowed[0].length != 1 || field->allowed[1].length != 1)
        return NULL;
    char a = field->allowed[0].data[0], b = field->allowed[1].data[0];
    if (!((a == 'J' && b == 'N') || (a == 'N' && b == 'J')))
        return NULL;
    return code.data[0] == 'J' ? words->english ? "yes" : "ja" : words->english ? "no" : "nej";
}

const char *ind_words_code(ind_words *words, const ind_field *field, const char *which, ind_str code) {
    char key[64];
    snprintf(key, sizeof key, "%.*s", IND_STR_ARGS(code));
    const char *own = in_language(words, ind_json_get(ind_json_get(field_words(field), which), key));
    if (own != NULL || strcmp(which, "codes") != 0)
        return own;
    const char *listed = code_in_list(words, field, code);
    return listed != NULL ? listed : yes_or_no(words, field, code);
}

/* Does the name say no less than the code ("HEMBESOK": hembesök)? */
static bool is_the_same(ind_words *words, const char *name, ind_str code) {
    ind_str a = ind_normalise_header(words->arena, ind_str_of(name)), b = ind_normalise_header(words->arena, code);
    return ind_str_equal(a, b);
}

const char *ind_words_shown_code(ind_words *words, const ind_field *field, ind_str code) {
    const char *name = field == NULL ? NULL : ind_words_code(words, field, "codes", code);
    if (name == NULL)
        return ind_words_format(words, words->english ? "“%.*s”" : "”%.*s”", IND_STR_ARGS(code));
    const char *open = strchr(name, ' ') == NULL ? "" : words->english ? "“" : "”";
    const char *close = strchr(name, ' ') == NULL ? "" : "”";
    if (is_the_same(words, name, code))
        return ind_words_format(words, "%s%s%s", open, name, close);
    return ind_words_format(words, "%s%s%s (%.*s)", open, name, close, IND_STR_ARGS(code));
}

/* A directive of the codelist's file, such as "# title-sv: ...". */
static const char *directive(ind_words *words, const ind_codelist *list, const char *key) {
    ind_str text = ind_codelist_text(list);
    size_t length = strlen(key);
    for (size_t at = 0; at < text.length && text.data[at] == '#';) {
        const char *line = text.data + at, *end = memchr(line, '\n', text.length - at);
        size_t size = end == NULL ? text.length - at : (size_t)(end - line);
        if (size > length && memcmp(line, key, length) == 0) {
            while (size > length && (line[size - 1] == '\r' || line[size - 1] == ' '))
                size--;
            return ind_arena_str(words->arena, (ind_str){line + length, size - length}).data;
        }
        at += size + 1;
    }
    return NULL;
}

const char *ind_words_codelist(ind_words *words, const ind_codelist *list) {
    const char *title = directive(words, list, words->english ? "# title-en: " : "# title-sv: ");
    ind_str name = ind_codelist_name(list), version = ind_codelist_version(list);
    if (title == NULL)
        return ind_words_format(words, "%.*s (version %.*s)", IND_STR_ARGS(name), IND_STR_ARGS(version));
    return ind_words_format(words, words->english ? "“%s” (%.*s, version %.*s)" : "”%s” (%.*s, version %.*s)", title,
                            IND_STR_ARGS(name), IND_STR_ARGS(version));
}

/* ---- amounts ---- */

const char *ind_words_days(ind_words *words, int64_t days) {
    const char *unit = words->english ? (days == 1 ? "day" : "days") : days == 1 ? "dag" : "dagar";
    return ind_words_format(words, "%lld %s", (long long)days, unit);
}

const char *ind_words_months(ind_words *words, int64_t months) {
    const char *unit = words->english ? (months == 1 ? "month" : "months") : months == 1 ? "månad" : "månader";
    return ind_words_format(words, "%lld %s", (long long)months, unit);
}

const char *ind_words_number(ind_words *words, ind_str digits) {
    char *copy = ind_arena_format(words->arena, "%.*s", IND_STR_ARGS(digits));
    char *point = strchr(copy, '.');
    if (point != NULL && !words->english)
        *point = ',';
    return copy;
}

const char *ind_words_dataset(ind_words *words, const ind_dataset *dataset) {
    const char *title = in_language(words, ind_json_get(dataset->node, "title"));
    if (title == NULL)
        return ind_arena_str(words->arena, dataset->name).data;
    return ind_words_format(words, "%.*s (%s)", IND_STR_ARGS(dataset->name), title);
}

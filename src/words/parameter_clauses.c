/* parameter_clauses.c - the conditions, rules and entities of a definition, by the path of their key. */
#include "words/sentences.h"

static const ind_param *param_of(const ind_words *words, const char *path) {
    for (size_t i = 0; i < words->measure->param_count; i++)
        if (strcmp(words->measure->params[i].spec->path, path) == 0)
            return &words->measure->params[i];
    return NULL;
}

bool ind_words_has(const ind_words *words, const char *path) {
    const ind_param *param = param_of(words, path);
    return param != NULL && (param->node != NULL || (param->spec->fallback != NULL && param->text.length > 0 &&
                                                     (param->expr != NULL || param->choice >= 0 || param->number > 0)));
}

bool ind_words_is(const ind_words *words, const char *path, const char *choice) {
    const ind_param *param = param_of(words, path);
    return param != NULL && ind_param_is(param, choice);
}

int64_t ind_words_integer(const ind_words *words, const char *path) {
    const ind_param *param = param_of(words, path);
    return param == NULL ? 0 : param->integer;
}

const char *ind_words_expression(ind_words *words, ind_str text, unsigned feed, ind_scope_kind scope) {
    const ind_syntax *syntax = ind_syntax_parse(words->arena, text);
    if (syntax == NULL)
        return ind_arena_str(words->arena, text).data;
    return ind_words_clause((ind_clause_scope){words, feed, scope, ind_words_clause}, syntax);
}

/* The tree of the condition PATH; NULL if there is none, or if it is just "true". */
static const ind_syntax *tree_of(ind_words *words, const char *path, ind_clause_scope *scope) {
    const ind_param *param = param_of(words, path);
    if (param == NULL || param->expr == NULL)
        return NULL;
    *scope = (ind_clause_scope){words, param->spec->feed, param->spec->scope, ind_words_clause};
    const ind_syntax *syntax = ind_syntax_parse(words->arena, param->text);
    return syntax != NULL && syntax->kind == IND_SYNTAX_TRUTH && syntax->integer != 0 ? NULL : syntax;
}

const char *ind_words_of(ind_words *words, const char *path) {
    ind_clause_scope scope;
    const ind_syntax *syntax = tree_of(words, path, &scope);
    return syntax == NULL ? NULL : ind_words_clause(scope, syntax);
}

enum { MANY = 3 };

void ind_words_where(ind_words *words, const char *path, const char *sv_lead, const char *en_lead) {
    ind_clause_scope scope;
    const ind_syntax *syntax = tree_of(words, path, &scope);
    if (syntax == NULL)
        return;
    if (syntax->kind != IND_SYNTAX_AND || syntax->count < MANY) {
        const char *clause = ind_words_clause(scope, syntax);
        ind_words_say(words, path, "%s där %s.", "%s where %s.", words->english ? en_lead : sv_lead, clause);
        return;
    }
    ind_words_say(words, path, "%s där", "%s where", words->english ? en_lead : sv_lead);
    for (size_t i = 0; i < syntax->count; i++) {
        const char *end = i + 1 == syntax->count ? "." : i + 2 < syntax->count ? "," : words->english ? " and" : " och";
        ind_words_add(words, ind_words_format(words, "%s %zu", path, i + 1), 0,
                      ind_words_format(words, "%s%s", ind_words_clause(scope, syntax->items[i]), end));
    }
}

void ind_words_rules(ind_words *words, const char *path) {
    const ind_param *param = param_of(words, path);
    for (size_t i = 0; param != NULL && i < param->count; i++) {
        ind_str id = param->rules[i].id, where = ind_json_get(param->node->items[i], "where")->text;
        const char *clause = ind_words_expression(words, where, param->spec->feed, param->spec->scope);
        ind_words_add(
            words, ind_words_format(words, "%s#%.*s", path, IND_STR_ARGS(id)), (unsigned)i + 1,
            ind_words_format(words, words->english ? "%.*s: if %s." : "%.*s: om %s.", IND_STR_ARGS(id), clause));
    }
}

const char *ind_words_entity(ind_words *words, const char *path) {
    const ind_param *param = param_of(words, path);
    size_t count = param->node->type == IND_JSON_ARRAY ? param->node->count : 1;
    const char **items = ind_arena_alloc(words->arena, count * sizeof *items);
    for (size_t i = 0; i < count; i++) {
        const ind_json *item = param->node->type == IND_JSON_ARRAY ? param->node->items[i] : param->node;
        items[i] = ind_words_expression(words, item->text, param->spec->feed, param->spec->scope);
    }
    return ind_words_list(words, items, count, words->english ? "and" : "och");
}

/* name.c - what a name of an expression stands for, as a noun, with the row that it is of and the way to it. */
#include "words/clause.h"

const char *ind_clause_say(ind_clause_scope s, const char *sv, const char *en) {
    return s.words->english ? en : sv;
}

static const ind_dataset *dataset_of(ind_clause_scope s) {
    return s.words->measure->feeds[s.feed].dataset;
}

static const ind_field *own_field(ind_clause_scope s, ind_str name) {
    int index = ind_dataset_field(dataset_of(s), name);
    return index < 0 ? NULL : &dataset_of(s)->fields[index];
}

/* ---- look-ups ---- */

/* Where the look-ups of a path lead, one dataset after another. */
typedef struct {
    const ind_dataset *passed[IND_EXPR_MAX_PARTS + 1];
    const ind_foreign_key *keys[IND_EXPR_MAX_PARTS];
    size_t count; /* of KEYS; 0: it leads nowhere */
} way;

static way way_of(ind_clause_scope s, ind_path path) {
    way w = {.passed = {dataset_of(s)}};
    for (size_t i = 0; i < path.count; i++) {
        int key = ind_dataset_foreign_key(w.passed[i], path.parts[i]);
        if (key < 0)
            return (way){.passed = {dataset_of(s)}};
        w.keys[i] = &w.passed[i]->foreign_keys[key];
        w.passed[i + 1] = ind_catalogue_dataset(s.words->catalogue, w.keys[i]->target, s.words->diag);
        if (w.passed[i + 1] == NULL)
            return (way){.passed = {dataset_of(s)}};
        w.count = i + 1;
    }
    return w;
}

static bool goes_by_the_same(const ind_foreign_key *a, const ind_foreign_key *b) {
    bool same = a->count == b->count;
    for (size_t f = 0; same && f < a->count; f++)
        same = a->fields[f] == b->fields[f];
    return same;
}

/* Has DATASET another look-up of the same dataset?  One by the same columns that the period decides says so itself. */
static bool is_doubtful(const ind_dataset *dataset, const ind_foreign_key *key) {
    for (size_t k = 0; k < dataset->foreign_key_count; k++) {
        const ind_foreign_key *other = &dataset->foreign_keys[k];
        if (other != key && ind_str_equal(other->target, key->target) &&
            !(ind_key_of_period(other) && goes_by_the_same(other, key)))
            return true;
    }
    return false;
}

/* The columns that a look-up goes by. */
static const char *by_what(ind_clause_scope s, const ind_dataset *dataset, const ind_foreign_key *key) {
    const char *names = NULL;
    for (size_t f = 0; f < key->count; f++) {
        const char *name = ind_words_field(s.words, &dataset->fields[key->fields[f]]);
        names =
            names == NULL ? name : ind_words_format(s.words, ind_clause_say(s, "%s och %s", "%s and %s"), names, name);
    }
    return names;
}

static const char *when(ind_clause_scope s, const ind_foreign_key *key) {
    if (!ind_key_of_period(key))
        return "";
    return key->valid_on == IND_VALID_ON_PERIOD_START
               ? ind_clause_say(s, ", periodens första dag", ", on the first day of the period")
               : ind_clause_say(s, ", periodens sista dag", ", on the last day of the period");
}

/* "enhetens typ", or "enhetens typ (via kliniken)" where it may be the hospital's, or where more than one step is
 * taken, or one that the period decides. */
static const char *with_way(ind_clause_scope s, const way *w, const char *noun) {
    const char *told = NULL;
    for (size_t i = 0; i < w->count; i++) {
        if (w->count == 1 && !ind_key_of_period(w->keys[i]) && !is_doubtful(w->passed[i], w->keys[i]))
            return noun;
        const char *step =
            ind_words_format(s.words, "via %s%s", by_what(s, w->passed[i], w->keys[i]), when(s, w->keys[i]));
        told = told == NULL ? step
                            : ind_words_format(s.words, ind_clause_say(s, "%s, sedan %s", "%s, then %s"), told, step);
    }
    return ind_words_format(s.words, "%s (%s)", noun, told);
}

/* ---- sides ---- */

static const char *fill_row(ind_clause_scope s, ind_bilingual template) {
    const char *row = ind_words_row_bare(s.words, s.feed);
    return ind_words_fill(s.words, ind_words_pick(s.words, template), &row, 1);
}

static const char *side_of(ind_clause_scope s, ind_str qualifier) {
    const ind_kind_words *kind = s.words->measure->kind->words;
    bool neuter = ind_words_row_neuter(s.words, s.feed);
    if (s.scope == IND_SCOPE_PAIR && ind_str_is(qualifier, "next"))
        return ind_words_format(s.words, ind_clause_say(s, " vid nästa %s", " of the next %s"),
                                ind_words_row_bare(s.words, s.feed));
    if (s.scope == IND_SCOPE_PAIR)
        return ind_words_format(
            s.words, ind_clause_say(s, " vid %s hittills sist avslutade %s", " of %s%s that ended last so far"),
            s.words->english ? ""
            : neuter         ? "det"
                             : "den",
            ind_words_row(s.words, s.feed, IND_ROW_THE));
    if (s.scope == IND_SCOPE_ENTITY && (ind_str_is(qualifier, "first") || ind_str_is(qualifier, "last")))
        return ind_words_format(s.words, ind_clause_say(s, " vid %s", " of %s"),
                                fill_row(s, ind_str_is(qualifier, "first") ? kind->first : kind->last));
    return "";
}

static ind_clause_name role(ind_clause_scope s, ind_bilingual words) {
    return (ind_clause_name){.noun = fill_row(s, words), .side = "", .type = IND_DATE};
}

/* Is it the first part of a path that names another row than the one at hand? */
static bool is_role(ind_clause_scope s, ind_str part) {
    return (s.scope == IND_SCOPE_PAIR && ind_str_is(part, "next")) ||
           (s.scope == IND_SCOPE_ENTITY && (ind_str_is(part, "first") || ind_str_is(part, "last")));
}

static ind_clause_name no_name(ind_clause_scope s, ind_str name, const char *side) {
    return (ind_clause_name){.noun = ind_arena_str(s.words->arena, name).data, .side = side, .type = IND_TEXT};
}

static ind_clause_name own_name(ind_clause_scope s, ind_str name, const char *side) {
    const ind_field *field = own_field(s, name);
    if (field == NULL)
        return no_name(s, name, side);
    return (ind_clause_name){ind_words_field_in(s.words, dataset_of(s), field), side, field, field->type};
}

static ind_clause_name name_at_the_end(ind_clause_scope s, ind_path path, ind_str name, const char *side) {
    way w = way_of(s, path);
    int number = w.count == 0 ? -1 : ind_dataset_field(w.passed[w.count], name);
    if (number < 0)
        return no_name(s, name, side);
    const ind_field *field = &w.passed[w.count]->fields[number];
    const char *noun = ind_words_field_in(s.words, w.passed[w.count], field);
    return (ind_clause_name){with_way(s, &w, noun), side, field, field->type};
}

ind_clause_name ind_clause_name_of(ind_clause_scope s, const ind_syntax *name) {
    const ind_kind_words *kind = s.words->measure->kind->words;
    if (s.scope == IND_SCOPE_ENTITY && s.words->measure->kind->windows && ind_str_is(name->qualifier, "window"))
        return role(s, ind_str_is(name->text, "start")
                           ? (ind_bilingual){"fönstrets första dag", "the first day of the window"}
                           : (ind_bilingual){"fönstrets sista dag", "the last day of the window"});
    if (ind_str_is(name->qualifier, "period") && ind_str_is(name->text, "as_of"))
        return role(s,
                    (ind_bilingual){"periodens sista levererade dag", "the last day of the period that is delivered"});
    if (ind_str_is(name->qualifier, "period"))
        return role(s, ind_str_is(name->text, "start")
                           ? (ind_bilingual){"periodens första dag", "the first day of the period"}
                           : (ind_bilingual){"periodens sista dag", "the last day of the period"});
    if (s.scope == IND_SCOPE_ENTITY && name->qualifier.length == 0 && ind_str_is(name->text, "start"))
        return role(s, kind->start);
    if (s.scope == IND_SCOPE_ENTITY && name->qualifier.length == 0 && ind_str_is(name->text, "end"))
        return role(s, kind->end);
    ind_path path = name->path;
    const char *side = path.count == 0 || is_role(s, name->qualifier) ? side_of(s, name->qualifier) : "";
    if (is_role(s, name->qualifier))
        path = (ind_path){path.parts + 1, path.count - 1};
    return path.count == 0 ? own_name(s, name->text, side) : name_at_the_end(s, path, name->text, side);
}

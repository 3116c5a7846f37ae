/* mutants_codes.c - codelists that decide membership, with one entry less or one more.
 *
 * Dropped one at a time: the first entry, the last, and every entry that some code of the test data fits.  Added one at
 * a time, of the codes that the test data have in the columns that are looked up and the list has not: to a list that
 * matches by prefix every code that is nearly in it, to another the first. */
#include "data/schemas/code_form.h"
#include "data/text/trim.h"
#include "proof/prove.h"

typedef struct {
    ind_mutants *mutants;
    const char *pointer;
    ind_place place;
    const ind_codelist *list;
    ind_str *codes; /* of the test data, each once */
    size_t count, capacity;
} code_lister;

/* ---- codes of the test data ---- */

static void add_code(code_lister *l, const ind_field *field, ind_str text) {
    ind_buffer clean = {0};
    if (field->icd10)
        ind_icd10_add(text, &clean);
    else
        ind_buffer_add(&clean, text.data, text.length);
    ind_str code = ind_arena_str(l->mutants->arena, ind_buffer_str(&clean));
    ind_buffer_free(&clean);
    for (size_t i = 0; i < l->count; i++)
        if (ind_str_equal(l->codes[i], code))
            return;
    if (code.length == 0 || (field->form.length > 0 && !ind_form_fits(field->form, code)))
        return; /* it is no value of the column */
    l->codes = ind_arena_grow(l->mutants->arena, l->codes, l->count, &l->capacity, sizeof *l->codes);
    l->codes[l->count++] = code;
}

static void add_value(code_lister *l, const ind_field *field, const ind_json *value) {
    for (size_t from = 0, to; value != NULL && value->type == IND_JSON_TEXT && from < value->text.length;
         from = to + 1) {
        for (to = from; to < value->text.length && value->text.data[to] != '|';)
            to++;
        add_code(l, field, ind_trim((ind_str){value->text.data + from, to - from}));
    }
}

static void add_column(code_lister *l, const ind_dataset *dataset, const ind_field *field) {
    const ind_json *file = l->mutants->proof->cases.file;
    const char *table = ind_arena_str(l->mutants->arena, dataset->name).data;
    const char *column = ind_arena_str(l->mutants->arena, field->name).data;
    const ind_json *defaults = ind_json_get(file, "defaults");
    add_value(l, field, ind_json_get(defaults == NULL ? NULL : ind_json_get(defaults, table), column));
    for (size_t i = 0; i < l->mutants->proof->count; i++) {
        const ind_json *rows = ind_json_get(ind_json_get(l->mutants->proof->items[i].one.json, "data"), table);
        for (size_t r = 0; rows != NULL && r < rows->count; r++)
            add_value(l, field, ind_json_get(rows->items[r], column));
    }
}

typedef struct {
    code_lister *lister;
    unsigned feed;
    ind_scope_kind scope;
} column_finder;

static void add_slot(void *context, uint32_t number) {
    const column_finder *f = context;
    const ind_feed *feed = &f->lister->mutants->proof->measure->feeds[f->feed];
    const ind_slot *slot = &feed->slots[f->scope].items[number];
    if (slot->side > IND_SIDE_LAST)
        return;
    const ind_column *column = &feed->columns[slot->column];
    add_column(f->lister, column->dataset, column->schema);
}

/* ---- the changes ---- */

static bool fits(const code_lister *l, ind_str entry) {
    for (size_t i = 0; i < l->count; i++)
        if (ind_codelist_is_prefix(l->list) ? ind_str_starts(l->codes[i], entry) : ind_str_equal(l->codes[i], entry))
            return true;
    return false;
}

static void add_list(const code_lister *l, ind_str from, ind_str to, const ind_codelist *instead) {
    ind_mutants_add(
        l->mutants,
        (ind_mutant){.at = l->pointer, .from = from, .to = to, .place = l->place, .change = {.instead = instead}});
}

static void change_list(const code_lister *l) {
    ind_arena *arena = l->mutants->arena;
    size_t count = ind_codelist_count(l->list);
    for (size_t i = 0; i < count; i++) {
        ind_str entry = ind_codelist_code(l->list, i);
        if (count > 1 && (i == 0 || i + 1 == count || fits(l, entry)))
            add_list(l, entry, IND_STR(""), ind_codelist_without(arena, l->list, i));
    }
    bool prefix = ind_codelist_is_prefix(l->list), added = false;
    for (size_t i = 0; i < l->count; i++) {
        bool wanted =
            prefix ? ind_codelist_is_near(l->list, l->codes[i]) : !added && !ind_codelist_has(l->list, l->codes[i]);
        if (wanted)
            add_list(l, IND_STR(""), l->codes[i], ind_codelist_with(arena, l->list, l->codes[i]));
        added |= wanted;
    }
}

static void of_param(ind_mutants *m, const ind_param *param) {
    const ind_param *of = ind_measure_param(m->proof->measure, param->spec->of);
    code_lister l = {.mutants = m,
                     .pointer = ind_pointer_of(m->arena, param->spec->path),
                     .place = ind_json_place(param->node),
                     .list = param->codelist};
    column_finder f = {&l, of->spec->feed, of->spec->scope};
    if (of->expr == NULL)
        return;
    ind_expr_slots(of->expr, add_slot, &f);
    change_list(&l);
}

static void of_clause(ind_mutants *m, const ind_clause *clause) {
    size_t count;
    const ind_expr_edge *edges = ind_expr_edges(clause->expr, &count);
    for (size_t i = 0; i < count; i++) {
        code_lister l = {.mutants = m,
                         .pointer = clause->pointer,
                         .place = ind_clause_place(clause->node, edges[i].start, edges[i].end),
                         .list = edges[i].list};
        column_finder f = {&l, clause->feed, clause->scope};
        if (l.list == NULL)
            continue;
        ind_expr_edge_slots(clause->expr, &edges[i], add_slot, &f);
        change_list(&l);
    }
}

static bool is_wanted(const ind_mutants *m, const ind_json *node) {
    return node != NULL && (m->inherited || ind_written_in(node, m->proof->cases.definition));
}

void ind_mutants_of_codes(ind_mutants *m) {
    size_t count;
    const ind_clause *clauses = ind_clauses_of(m->arena, m->proof->measure, &count);
    for (size_t i = 0; i < count; i++)
        if (is_wanted(m, clauses[i].node))
            of_clause(m, &clauses[i]);
    for (size_t i = 0; i < m->proof->measure->param_count; i++) {
        const ind_param *param = &m->proof->measure->params[i];
        if (param->spec->edge == IND_EDGE_CODES && param->codelist != NULL && is_wanted(m, param->node))
            of_param(m, param);
    }
}

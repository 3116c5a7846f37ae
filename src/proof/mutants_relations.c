/* mutants_relations.c - changes of a rule about another dataset: how the days lie to each other, and how many rows. */
#include "proof/prove.h"

static ind_json *value(ind_arena *arena, const ind_json *like, ind_json_type type, ind_str text, double number) {
    ind_json *node = ind_arena_alloc(arena, sizeof *node);
    *node = *like;
    node->type = type;
    node->text = text;
    node->number = number;
    return node;
}

static void add(ind_mutants *m, const char *at, const ind_json *from, ind_json *to) {
    ind_mutants_add(m, (ind_mutant){.at = at,
                                    .from = from->text,
                                    .to = to->text,
                                    .place = ind_json_place(from),
                                    .unchecked = to->type == IND_JSON_NUMBER,
                                    .change = {at, to, NULL}});
}

/* Of rows that are about one day, to begin in the span is to overlap it; of a span of one day, to cover is to overlap.
 */
static bool say_the_same(const ind_relation *relation, ind_relation_type a, ind_relation_type b) {
    bool row = relation->to == NULL, span = ind_expr_same(relation->span[0], relation->span[1]);
    bool covers = a == IND_COVERS || b == IND_COVERS, starts = a == IND_STARTS_WITHIN || b == IND_STARTS_WITHIN;
    return (row || !starts) && (span || !covers);
}

static void of_type(ind_mutants *m, const char *pointer, const ind_relation *relation) {
    static const char *const types[] = {
        [IND_COVERS] = "covers", [IND_OVERLAPS] = "overlaps", [IND_STARTS_WITHIN] = "starts_within"};
    const ind_json *node = ind_json_get(relation->node, "relation");
    for (unsigned i = 0; i < sizeof types / sizeof *types; i++)
        if (i != relation->type && !say_the_same(relation, i, relation->type))
            add(m, ind_arena_format(m->arena, "%s/relation", pointer), node,
                value(m->arena, node, IND_JSON_TEXT, ind_str_of(types[i]), 0));
}

static void of_min(ind_mutants *m, const char *pointer, const ind_relation *relation) {
    const ind_json *node = ind_json_get(relation->node, "min");
    for (int64_t min = relation->min - 1; node != NULL && min <= relation->min + 1; min += 2)
        if (min > 0)
            add(m, ind_arena_format(m->arena, "%s/min", pointer), node,
                value(m->arena, node, IND_JSON_NUMBER, ind_str_of(ind_arena_format(m->arena, "%lld", (long long)min)),
                      (double)min));
}

void ind_mutants_of_relations(ind_mutants *m, const ind_param *param) {
    for (size_t i = 0; i < param->count; i++) {
        const char *pointer = ind_arena_format(m->arena, "%s/%zu", ind_pointer_of(m->arena, param->spec->path), i);
        of_type(m, pointer, &param->relations[i]);
        of_min(m, pointer, &param->relations[i]);
    }
}

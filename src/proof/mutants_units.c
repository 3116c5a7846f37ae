/* mutants_units.c - changes of units of several rows: which of several values an item takes, and one of the columns
 * left out that tell which rows are alike, or of different sources.
 *
 * An item that names no 'take' says that there is one value; another choice would ask for cases that it calls wrong. */
#include "proof/prove.h"

static ind_json *like(ind_arena *arena, const ind_json *node, ind_json_type type) {
    ind_json *value = ind_arena_alloc(arena, sizeof *value);
    *value = *node;
    value->type = type;
    return value;
}

void ind_mutants_of_items(ind_mutants *m, const ind_param *param) {
    for (size_t i = 0; i < param->count; i++) {
        const ind_json *take = ind_json_get(param->items[i].node, "take");
        for (const char *at = take == NULL ? NULL : IND_ITEM_CHOICES; at != NULL;) {
            ind_str choice = {at, strcspn(at, "|")};
            ind_json *to = like(m->arena, take, IND_JSON_TEXT);
            to->text = choice;
            const char *pointer = ind_arena_format(m->arena, "%s/%s/take", ind_pointer_of(m->arena, param->spec->path),
                                                   ind_pointer_key(m->arena, param->items[i].name));
            if (!ind_str_equal(choice, take->text))
                ind_mutants_add(m, (ind_mutant){.at = pointer,
                                                .from = take->text,
                                                .to = choice,
                                                .place = ind_json_place(take),
                                                .change = {pointer, to, NULL}});
            at = at[choice.length] == '|' ? at + choice.length + 1 : NULL;
        }
    }
}

void ind_mutants_of_columns(ind_mutants *m, const ind_param *param) {
    const char *pointer = ind_pointer_of(m->arena, param->spec->path);
    for (size_t i = 0; param->node->type == IND_JSON_ARRAY && param->node->count > 1 && i < param->node->count; i++) {
        ind_json *fewer = like(m->arena, param->node, IND_JSON_ARRAY);
        fewer->items = ind_arena_alloc(m->arena, param->node->count * sizeof *fewer->items);
        fewer->count = 0;
        for (size_t k = 0; k < param->node->count; k++)
            if (k != i)
                fewer->items[fewer->count++] = param->node->items[k];
        ind_mutants_add(m, (ind_mutant){.at = ind_arena_format(m->arena, "%s/%zu", pointer, i),
                                        .from = param->node->items[i]->text,
                                        .place = ind_json_place(param->node->items[i]),
                                        .change = {pointer, fewer, NULL}});
    }
}

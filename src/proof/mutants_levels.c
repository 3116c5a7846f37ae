/* mutants_levels.c - levels of a value, each limit moved by a step of its last digit, and its edge to the other side.
 */
#include "proof/prove.h"

#include <string.h>

static ind_json *copy_of(ind_arena *arena, const ind_json *node) {
    ind_json *copy = ind_arena_alloc(arena, sizeof *copy);
    *copy = *node;
    copy->items = ind_arena_alloc(arena, (node->count + 1) * sizeof *copy->items);
    if (node->count > 0)
        memcpy(copy->items, node->items, node->count * sizeof *copy->items);
    copy->by_key = NULL;
    return copy;
}

/* One of the levels, with another limit under the key KEY. */
static void add(ind_mutants *m, const ind_param *param, size_t index, size_t member, ind_str key, ind_str to,
                double limit) {
    const char *pointer = ind_pointer_of(m->arena, param->spec->path);
    ind_json *list = copy_of(m->arena, param->node), *level = copy_of(m->arena, param->node->items[index]);
    const ind_json *old = level->items[member];
    ind_json *new = copy_of(m->arena, old);
    new->key = key;
    new->text = to;
    new->number = limit;
    level->items[member] = new;
    list->items[index] = level;
    ind_mutants_add(m, (ind_mutant){.at = ind_arena_format(m->arena, "%s/%zu/%.*s", pointer, index, IND_STR_ARGS(key)),
                                    .from = old->text,
                                    .to = new->text,
                                    .place = ind_json_place(old),
                                    .unchecked = true,
                                    .change = {pointer, list, NULL}});
}

static void of_limit(ind_mutants *m, const ind_param *param, size_t index, size_t member) {
    const ind_json *limit = param->node->items[index]->items[member];
    const char *point = memchr(limit->text.data, '.', limit->text.length);
    int decimals = point == NULL ? 0 : (int)(limit->text.length - (size_t)(point - limit->text.data) - 1);
    double step = 1;
    for (int i = 0; i < decimals; i++)
        step /= 10;
    for (int sign = -1; sign <= 1; sign += 2) {
        double number = limit->number + sign * step;
        add(m, param, index, member, limit->key, ind_str_of(ind_arena_format(m->arena, "%.*f", decimals, number)),
            number);
    }
    bool above = ind_str_is(limit->key, "above");
    add(m, param, index, member, above ? IND_STR("from") : IND_STR("above"), limit->text, limit->number);
}

void ind_mutants_of_levels(ind_mutants *m, const ind_param *param) {
    for (size_t i = 1; i < param->count; i++)
        for (size_t k = 0; k < param->node->items[i]->count; k++) {
            ind_str key = param->node->items[i]->items[k]->key;
            if (ind_str_is(key, "from") || ind_str_is(key, "above"))
                of_limit(m, param, i, k);
        }
}

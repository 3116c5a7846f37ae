/* area_tree.c - each code has the list of what it is part of, the greatest of the first hierarchy first. */
#include "data/schemas/area_tree.h"

#include "base/dict.h"

typedef struct {
    ind_str level;
    const ind_str *items; /* what the code is part of */
    size_t count;
} wholes;

struct ind_area_tree {
    ind_arena *arena;
    ind_dict *codes;
    wholes *wholes; /* by code of CODES */
    size_t capacity;
    const ind_codelist **lists;
    size_t list_count, list_capacity;
};

ind_area_tree *ind_area_tree_new(ind_arena *arena) {
    ind_area_tree *tree = ind_arena_alloc(arena, sizeof *tree);
    *tree = (ind_area_tree){.arena = arena, .codes = ind_dict_new()};
    return tree;
}

void ind_area_tree_free(ind_area_tree *tree) {
    if (tree != NULL)
        ind_dict_free(tree->codes);
}

static bool has(const wholes *list, ind_str code) {
    for (size_t i = 0; i < list->count; i++)
        if (ind_str_equal(list->items[i], code))
            return true;
    return false;
}

static void add_whole(ind_area_tree *tree, wholes *list, ind_str code) {
    if (code.length == 0 || has(list, code))
        return;
    ind_str *items = ind_arena_alloc(tree->arena, (list->count + 1) * sizeof *items);
    for (size_t i = 0; i < list->count; i++)
        items[i] = list->items[i];
    items[list->count] = code;
    list->items = items;
    list->count++;
}

static wholes *wholes_of(ind_area_tree *tree, ind_str code) {
    uint32_t number = ind_dict_add(tree->codes, code);
    while (tree->capacity <= number) {
        size_t room = 2 * tree->capacity + 64;
        wholes *longer = ind_arena_alloc(tree->arena, room * sizeof *longer);
        for (size_t i = 0; i < tree->capacity; i++)
            longer[i] = tree->wholes[i];
        tree->wholes = longer;
        tree->capacity = room;
    }
    return &tree->wholes[number];
}

/* The levels of one row, the greatest area first. */
static void add_row(ind_area_tree *tree, const ind_codelist *list, size_t row, const int *levels, size_t count) {
    for (size_t below = count; below-- > 0;) {
        ind_str code = ind_codelist_at(list, row, levels[below]);
        if (code.length == 0)
            continue;
        wholes *of = wholes_of(tree, code);
        if (of->level.length == 0)
            of->level = ind_codelist_column_name(list, levels[below]);
        for (size_t above = count; --above > below;)
            add_whole(tree, of, ind_codelist_at(list, row, levels[above]));
    }
}

void ind_area_tree_add(ind_area_tree *tree, const ind_codelist *list) {
    for (size_t i = 0; i < tree->list_count; i++)
        if (tree->lists[i] == list)
            return;
    for (size_t h = 0; h < ind_codelist_hierarchy_count(list); h++) {
        size_t count;
        const int *levels = ind_codelist_hierarchy(list, h, &count);
        for (size_t row = 0; row < ind_codelist_count(list); row++)
            if (ind_codelist_find(list, ind_codelist_code(list, row), INT32_MIN, INT32_MAX) == (ptrdiff_t)row)
                add_row(tree, list, row, levels, count);
    }
    if (ind_codelist_hierarchy_count(list) == 0)
        return;
    tree->lists = ind_arena_grow(tree->arena, tree->lists, tree->list_count, &tree->list_capacity, sizeof *tree->lists);
    tree->lists[tree->list_count++] = list;
}

static const wholes *find(const ind_area_tree *tree, ind_str code) {
    uint32_t number = tree == NULL || code.length == 0 ? 0 : ind_dict_find(tree->codes, code);
    return number == 0 ? NULL : &tree->wholes[number];
}

bool ind_area_tree_is_empty(const ind_area_tree *tree) {
    return tree == NULL || tree->list_count == 0;
}

bool ind_area_tree_has(const ind_area_tree *tree, ind_str code) {
    return find(tree, code) != NULL;
}

ind_str ind_area_tree_whole(const ind_area_tree *tree, ind_str code) {
    const wholes *of = find(tree, code);
    return of == NULL || of->count == 0 ? code : of->items[0];
}

ind_str ind_area_tree_level(const ind_area_tree *tree, ind_str code) {
    const wholes *of = find(tree, code);
    return of == NULL ? IND_STR("") : of->level;
}

ind_area ind_area_tree_find(const ind_area_tree *tree, ind_str code) {
    const wholes *of = find(tree, code);
    if (of == NULL)
        return (ind_area){.code = code, .whole = code};
    return (ind_area){code, of->count == 0 ? code : of->items[0], of->level, of->items, of->count};
}

bool ind_area_lies_in(const ind_area *area, ind_str other) {
    bool in = ind_str_equal(area->code, other);
    for (size_t i = 0; i < area->count && !in; i++)
        in = ind_str_equal(area->wholes[i], other);
    return in;
}

bool ind_area_tree_lies_in(const ind_area_tree *tree, ind_str code, ind_str area) {
    const wholes *of = find(tree, code);
    return ind_str_equal(code, area) || (of != NULL && has(of, area));
}

void ind_area_tree_parts(const ind_area_tree *tree, int32_t from, int32_t to, void (*each)(void *context, ind_str code),
                         void *context) {
    for (size_t l = 0; tree != NULL && l < tree->list_count; l++) {
        const ind_codelist *list = tree->lists[l];
        for (size_t row = 0; row < ind_codelist_count(list); row++) {
            ind_str code = ind_codelist_code(list, row);
            const wholes *of = find(tree, code);
            if (of != NULL && of->count > 0 && ind_codelist_valid(list, row, from, to))
                each(context, code);
        }
    }
}

/* json_pointer.c - the value that a JSON pointer (RFC 6901) leads to. */
#include "base/json.h"

#include <stdio.h>
#include <string.h>

/* One step of a pointer, its escapes undone while it is compared. */
static bool is_step(ind_str step, ind_str key) {
    size_t k = 0;
    for (size_t i = 0; i < step.length; i++, k++) {
        char c = step.data[i];
        if (c == '~' && i + 1 < step.length)
            c = step.data[++i] == '1' ? '/' : '~';
        if (k >= key.length || key.data[k] != c)
            return false;
    }
    return k == key.length;
}

static const ind_json *element(const ind_json *array, ind_str step) {
    size_t index = 0;
    for (size_t i = 0; i < step.length; i++) {
        if (step.data[i] < '0' || step.data[i] > '9' || index > array->count)
            return NULL;
        index = index * 10 + (size_t)(step.data[i] - '0');
    }
    return step.length > 0 && index < array->count ? array->items[index] : NULL;
}

static const ind_json *step_into(const ind_json *node, ind_str step) {
    char key[256];
    if (node->type == IND_JSON_ARRAY)
        return element(node, step);
    if (step.length < sizeof key && (step.length == 0 || memchr(step.data, '~', step.length) == NULL)) {
        snprintf(key, sizeof key, "%.*s", IND_STR_ARGS(step));
        return ind_json_get(node, key);
    }
    for (size_t i = 0; node->type == IND_JSON_OBJECT && i < node->count; i++)
        if (is_step(step, node->items[i]->key))
            return node->items[i];
    return NULL;
}

const ind_json *ind_json_at(const ind_json *node, ind_str pointer) {
    while (node != NULL && pointer.length > 0) {
        if (pointer.data[0] != '/')
            return NULL;
        ind_str step = {pointer.data + 1, 0};
        while (step.length + 1 < pointer.length && step.data[step.length] != '/')
            step.length++;
        node = step_into(node, step);
        pointer = (ind_str){step.data + step.length, pointer.length - step.length - 1};
    }
    return node;
}

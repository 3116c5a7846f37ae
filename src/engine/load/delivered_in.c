/* delivered_in.c - the file that a delivery names. */
#include "engine/load/load.h"

#include <string.h>

static ind_str without_packing(ind_str name) {
    static const ind_str ends[] = {{".gz", 3}, {".zst", 4}};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (name.length > ends[i].length &&
            memcmp(name.data + name.length - ends[i].length, ends[i].data, ends[i].length) == 0)
            return (ind_str){name.data, name.length - ends[i].length};
    return name;
}

static const char *last_part(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

bool ind_delivered_in(const ind_input_file *file, ind_str name) {
    const char *last = last_part(file->path);
    return name.length > 0 && ind_str_equal(without_packing(name), without_packing(ind_str_of(last)));
}

/* codesets.c - codelists as expressions ask them. */
#include "definition/builder.h"

#include <stdio.h>

static bool codelist_has(const void *context, ind_str code) {
    return ind_codelist_has(context, code);
}

static bool codelist_near(const void *context, ind_str code) {
    return ind_codelist_is_near(context, code);
}

const ind_codelist *ind_find_codeset(ind_catalogue *catalogue, ind_str name, ind_diag *diag, ind_name_fault *fault,
                                     ind_codeset *out, const char **help) {
    const ind_codelist *list = ind_catalogue_codelist(catalogue, name, diag);
    if (list == NULL) {
        ind_str nearest = ind_catalogue_nearest_codelist(catalogue, name);
        bool broken = ind_catalogue_has_codelist(catalogue, name); /* what is wrong with its file has been said */
        if (broken)
            snprintf(fault->help, sizeof fault->help, "its file is there, and has errors");
        else
            snprintf(fault->help, sizeof fault->help, "the closest is '%.*s'", IND_STR_ARGS(nearest));
        *help = nearest.length > 0 ? fault->help : NULL;
        return NULL;
    }
    *out = (ind_codeset){codelist_has, list, ind_codelist_is_prefix(list) ? codelist_near : NULL};
    return list;
}

void ind_builder_note_codelist(ind_builder *builder, const ind_codelist *list) {
    ind_measure *measure = builder->measure;
    for (size_t i = 0; i < measure->codelist_count; i++)
        if (measure->codelists[i] == list)
            return;
    measure->codelists = ind_arena_grow(builder->arena, measure->codelists, measure->codelist_count,
                                        &measure->codelist_capacity, sizeof *measure->codelists);
    measure->codelists[measure->codelist_count++] = list;
}

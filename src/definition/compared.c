/* compared.c - see compared.h. */
#include "definition/compared.h"
#include "indikator/catalogue.h"

const char *ind_with_name(ind_with with) {
    static const char *const names[] = {"year_before", "same_month", "whole", "sex", "target", "published"};
    return names[with];
}

bool ind_with_parse(const char *name, ind_with *out) {
    for (int i = 0; i < IND_WITHS; i++)
        if (strcmp(name, ind_with_name((ind_with)i)) == 0) {
            *out = (ind_with)i;
            return true;
        }
    return false;
}

unsigned ind_measure_compares(const ind_measure *measure, const char *const *asked, size_t count) {
    const ind_param *with = ind_measure_param(measure, "compare.with");
    unsigned named = 0, said = 0;
    for (size_t i = 0; i < count; i++) {
        ind_with one;
        if (strcmp(asked[i], "none") == 0)
            return 0;
        named |= ind_with_parse(asked[i], &one) ? 1u << one : 0u;
    }
    for (size_t i = 0; i < with->count; i++)
        said |= with->choices[i] < 0 ? 0u : 1u << with->choices[i];
    return with->node != NULL ? said : named;
}

ind_str ind_measure_published(const ind_measure *measure, const char *const *asked, size_t count) {
    bool wanted = (ind_measure_compares(measure, asked, count) & 1u << IND_WITH_PUBLISHED) != 0;
    return wanted ? ind_measure_param(measure, "compare.published")->text : IND_STR("");
}

int ind_measure_sex_group(const ind_measure *measure, ind_str codes[2]) {
    for (size_t g = 0; g < measure->group_count; g++) {
        const ind_codelist *list = measure->groups[g].codelist;
        ind_str name;
        if (list == NULL || measure->groups[g].attribute >= 0 || ind_codelist_count(list) != 2 ||
            ind_codelist_total(list, &name).length == 0)
            continue;
        codes[0] = ind_codelist_code(list, 0);
        codes[1] = ind_codelist_code(list, 1);
        return (int)g;
    }
    return -1;
}

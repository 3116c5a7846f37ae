/* ids_alike.c - one identifier in two writings: "ab12" and "AB12", 4711 and 4711.0.
 *
 * Texts are compared byte for byte, so that they are two persons, or two doctors.  They are never joined: in some
 * systems the case of a letter tells two apart.  Whoever gets the figure is told.  Asked is when all is read, of the
 * dictionaries that were filled anyway, and of names that are told apart within entities. */
#include "data/text/alike.h"
#include "engine/engine.h"

#include <stdlib.h>

static const char rule[] = "ids_alike";

static void say(ind_run *run, ind_input *input, uint32_t field, size_t count, const char *where) {
    const ind_dataset *dataset = input->dataset;
    const char *column = ind_arena_str(run->arena, dataset->fields[field].name).data;
    const char *what = ind_arena_format(run->arena,
                                        "has %zu identifiers that differ from another%s only in letter case, blanks, "
                                        "hyphens, leading zeros, a trailing '.0' or the like",
                                        count, where);
    ind_findings *findings = &input->misses[0];
    ind_findings_add(findings, rule, IND_WARNING, column, 0, what, 0, NULL);
    findings->items[findings->count - 1].count = count;
    findings->items[findings->count - 1].shown = 0;
    ind_findings_sort(findings);
}

static bool is_key(const ind_dataset *dataset, uint32_t field) {
    bool found = false;
    for (size_t i = 0; i < dataset->key_count && !found; i++)
        found = dataset->key[i] == field;
    for (size_t k = 0; k < dataset->foreign_key_count && !found; k++)
        for (size_t i = 0; i < dataset->foreign_keys[k].count && !found; i++)
            found = dataset->foreign_keys[k].fields[i] == field;
    return found;
}

/* Codes that are known or have a form cannot be written in two ways. */
static bool has_identifiers(const ind_dataset *dataset, uint32_t number) {
    const ind_field *field = &dataset->fields[number];
    return field->type == IND_TEXT && field->allowed_count == 0 && field->codelist.length == 0 &&
           field->form.length == 0 && (field->identifying || is_key(dataset, number));
}

static size_t count_in(const ind_dict *dict) {
    ind_alike_style style = {0};
    size_t count = ind_dict_count(dict);
    for (uint32_t code = 1; code <= count; code++)
        ind_alike_look(&style, ind_dict_text(dict, code));
    if (count < 2 || !ind_alike_possible(&style))
        return 0;
    uint64_t *forms = ind_alloc_array(count, sizeof *forms);
    ind_buffer scratch = {0};
    for (uint32_t code = 1; code <= count; code++)
        forms[code - 1] = ind_alike_hash(ind_dict_text(dict, code), &scratch);
    size_t alike = ind_alike_count(forms, count);
    ind_buffer_free(&scratch);
    free(forms);
    return alike;
}

/* The input whose files get the finding: that of the dictionary, or the first one that looks it up. */
static ind_input *input_of(ind_run *run, const ind_domain *domain, uint32_t *field) {
    for (size_t i = 0; i < run->input_count; i++)
        for (uint32_t f = 0; f < run->inputs[i].dataset->field_count; f++)
            if (run->inputs[i].dicts[f] == domain->dict && run->inputs[i].file_count > 0) {
                *field = f;
                return &run->inputs[i];
            }
    return NULL;
}

void ind_ids_alike_find(ind_run *run) {
    for (size_t d = 0; d < run->domain_count; d++) {
        const ind_domain *domain = &run->domains[d];
        uint32_t field;
        ind_input *input = input_of(run, domain, &field);
        if (input == NULL || !has_identifiers(domain->dataset, domain->field))
            continue;
        size_t alike = count_in(domain->dict);
        if (alike > 0)
            say(run, input, field, alike, "");
    }
    for (size_t i = 0; i < run->input_count; i++) {
        ind_input *input = &run->inputs[i];
        size_t said = 0;
        for (size_t c = 0; c < input->collector_count; c++) {
            const ind_collector *collector = input->collectors[c];
            if (collector->alike <= said || input->file_count == 0)
                continue;
            said = collector->alike;
            say(run, input, input->columns[collector->named].field, said, " of the same entity");
        }
    }
}

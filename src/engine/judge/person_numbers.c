/* person_numbers.c - the program works on pseudonyms: a delivery of personal identity numbers must not be read.
 *
 * A column whose texts have mostly ten or twelve digits may hold pseudonyms of that form, some of which pass by chance
 * (0.7 % of random digits); above 5 % of the different ones they are numbers.  In any other column one is enough.
 * Asked are the dictionaries that were filled anyway, and of identifiers that got no number the first rows of each file
 * (ind_person_numbers_sample). */
#include "data/values/person_number.h"
#include "engine/judge/judge_data.h"

#include <stdlib.h>

enum { SAMPLED_LINES = 5000, MOST_PERCENT = 5 };

typedef struct {
    size_t texts, shaped, valid;
} tally;

static void look(tally *t, ind_str text) {
    bool shaped = ind_has_person_number_shape(text);
    t->texts += text.length > 0;
    t->shaped += shaped;
    t->valid += text.length > 0 && ind_is_person_number(text);
}

void ind_person_numbers_sample(ind_scan_column *column, const ind_str *texts, const uint64_t *lines, size_t count) {
    tally t = {0};
    for (size_t row = 0; row < count && lines[row] <= SAMPLED_LINES; row++) /* lines of a batch rise */
        if (texts[row].data != NULL)
            look(&t, texts[row]);
    if (t.texts == 0)
        return;
    atomic_fetch_add_explicit(&column->sampled, t.texts, memory_order_relaxed);
    atomic_fetch_add_explicit(&column->sampled_shaped, t.shaped, memory_order_relaxed);
    atomic_fetch_add_explicit(&column->sampled_valid, t.valid, memory_order_relaxed);
}

static bool are_numbers(const tally *t) {
    bool usual = 2 * t->shaped > t->texts;
    return usual ? 100 * t->valid > MOST_PERCENT * t->texts : t->valid > 0;
}

static ind_status judge(ind_run *run, const ind_input *input, uint32_t field, const tally *t) {
    const ind_dataset *dataset = input->dataset;
    if (t->valid == 0)
        return IND_OK;
    ind_place place = {.file = input->files[0].path};
    ind_str name = dataset->fields[field].name;
    if (!are_numbers(t))
        return ind_diag_add(
            run->diag, IND_NOTE, IND_OK, "perhaps_person_numbers", place, NULL,
            "%zu of %zu values of '%.*s' would pass as personal identity numbers, as some pseudonyms of "
            "this form do",
            t->valid, t->texts, IND_STR_ARGS(name));
    bool allowed = run->options->allow_person_numbers;
    return ind_diag_add(
        run->diag, allowed ? IND_WARNING : IND_ERROR, allowed ? IND_OK : IND_E_DATA, "person_numbers", place,
        allowed ? NULL
                : "let the supplier send pseudonyms, made with a key that stays there; "
                  "--allow-personnummer reads them all the same",
        "%zu of %zu values of '%.*s' are personal identity numbers", t->valid, t->texts, IND_STR_ARGS(name));
}

static ind_input *input_of(ind_run *run, const ind_domain *domain, uint32_t *field) {
    for (size_t i = 0; i < run->input_count; i++)
        for (uint32_t f = 0; f < run->inputs[i].dataset->field_count; f++)
            if (run->inputs[i].dicts[f] == domain->dict && run->inputs[i].file_count > 0) {
                *field = f;
                return &run->inputs[i];
            }
    return NULL;
}

static ind_status judge_dictionaries(ind_run *run) {
    ind_status status = IND_OK;
    for (size_t d = 0; d < run->domain_count; d++) {
        const ind_domain *domain = &run->domains[d];
        uint32_t field;
        ind_input *input = input_of(run, domain, &field);
        if (input == NULL || !domain->dataset->fields[domain->field].identifying)
            continue;
        tally t = {0};
        for (uint32_t code = 1; code <= ind_dict_count(domain->dict); code++)
            look(&t, ind_dict_text(domain->dict, code));
        status = ind_status_worst(status, judge(run, input, field, &t));
    }
    return status;
}

ind_status ind_person_numbers_judge(ind_run *run) {
    ind_status status = judge_dictionaries(run);
    for (size_t i = 0; i < run->input_count; i++)
        for (size_t c = 0; c < run->inputs[i].column_count; c++) {
            ind_scan_column *column = &run->inputs[i].columns[c];
            tally t = {atomic_load(&column->sampled), atomic_load(&column->sampled_shaped),
                       atomic_load(&column->sampled_valid)};
            bool told = column->dict != NULL && ind_dict_count(column->dict) > 0;
            if (column->foreign_key < 0 && !told)
                status = ind_status_worst(status, judge(run, &run->inputs[i], column->field, &t));
        }
    return status;
}

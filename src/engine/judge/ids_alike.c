/* ids_alike.c - one identifier in two writings: "ab12" and "AB12", 4711 and 4711.0.
 *
 * Texts are compared byte for byte, so that they are two persons, or two doctors.  They are never joined: in some
 * systems the case of a letter tells two apart.  Whoever gets the figure is told.  Asked is when all is read, of the
 * dictionaries that were filled anyway, of names that are told apart within entities, and of identifiers that get no
 * number the first lines of each file. */
#include "data/text/alike.h"
#include "engine/collect/collector.h"
#include "engine/judge/judge_data.h"

#include <pthread.h>
#include <stdlib.h>

static const char rule[] = "ids_alike";

/* ---- identifiers without numbers ---- */

enum { SAMPLED_LINES = 5000 };

struct ind_ids_sample {
    pthread_mutex_t lock; /* of TEXTS, as threads read one file */
    ind_buffer texts;     /* the length of each before it */
};

ind_ids_sample *ind_ids_sample_new(void) {
    ind_ids_sample *sample = ind_alloc(sizeof *sample);
    pthread_mutex_init(&sample->lock, NULL);
    return sample;
}

void ind_ids_sample_free(ind_ids_sample *sample) {
    if (sample == NULL)
        return;
    pthread_mutex_destroy(&sample->lock);
    ind_buffer_free(&sample->texts);
    free(sample);
}

void ind_ids_sample_add(ind_ids_sample *sample, const ind_str *texts, const uint64_t *lines, size_t count) {
    if (count == 0 || lines[0] > SAMPLED_LINES)
        return;
    pthread_mutex_lock(&sample->lock);
    for (size_t row = 0; row < count && lines[row] <= SAMPLED_LINES; row++) {
        if (texts[row].data == NULL)
            continue;
        ind_buffer_add(&sample->texts, &texts[row].length, sizeof texts[row].length);
        ind_buffer_add(&sample->texts, texts[row].data, texts[row].length);
    }
    pthread_mutex_unlock(&sample->lock);
}

static bool next_text(const ind_ids_sample *sample, size_t *at, ind_str *text) {
    if (*at >= sample->texts.length)
        return false;
    memcpy(&text->length, sample->texts.data + *at, sizeof text->length);
    text->data = sample->texts.data + *at + sizeof text->length;
    *at += sizeof text->length + text->length;
    return true;
}

/* ---- what is said ---- */

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

static size_t count_sampled(const ind_ids_sample *sample) {
    ind_alike_style style = {0};
    ind_str text;
    for (size_t at = 0; next_text(sample, &at, &text);)
        ind_alike_look(&style, text);
    if (!ind_alike_possible(&style))
        return 0;
    ind_dict *dict = ind_dict_new();
    for (size_t at = 0; next_text(sample, &at, &text);)
        ind_dict_add(dict, text);
    size_t alike = count_in(dict);
    ind_dict_free(dict);
    return alike;
}

/* Of identifiers that got no number; SAID: there is a finding about the column. */
static void find_in_samples(ind_run *run, ind_input *input, const bool *said) {
    for (size_t c = 0; c < input->column_count && input->file_count > 0; c++) {
        const ind_scan_column *column = &input->columns[c];
        bool numbered = column->dict != NULL && ind_dict_count(column->dict) > 0;
        if (column->ids == NULL || numbered || said[c] || !has_identifiers(input->dataset, column->field))
            continue;
        size_t alike = count_sampled(column->ids);
        if (alike > 0)
            say(run, input, column->field, alike, " in the first 5,000 lines");
    }
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
        bool *told = ind_alloc_array(input->column_count, sizeof *told);
        size_t said = 0;
        for (size_t c = 0; c < input->collector_count; c++) {
            const ind_collector *collector = input->collectors[c];
            if (collector->alike <= said || input->file_count == 0)
                continue;
            said = collector->alike;
            say(run, input, input->columns[collector->named].field, said, " of the same entity");
            told[collector->named] = true;
        }
        find_in_samples(run, input, told);
        free(told);
    }
}

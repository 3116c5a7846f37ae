/* scan_state.c - the idea: what a scan needs is worked out once per request; per record only cells are read.
 *
 * Required columns, the key and the supplier are looked at whether or not an indicator asks for them, so that
 * the same records are rejected for everyone. */
#include "data/tables/scan_state.h"

#include "data/schemas/header_name.h"
#include "data/tables/header.h"

#include <stdlib.h>

static void mark_needed(ind_scan *scan) {
    const ind_table_request *request = scan->request;
    const ind_dataset *dataset = request->dataset;
    for (size_t f = 0; f < dataset->field_count; f++)
        scan->needed[f] = dataset->fields[f].required && dataset->fields[f].derived.length == 0;
    for (size_t i = 0; i < request->wanted_count; i++)
        scan->needed[request->wanted[i]] = true;
    for (size_t i = 0; request->check_keys && i < dataset->key_count; i++)
        scan->needed[dataset->key[i]] = true;
}

static ptrdiff_t place_in_wanted(const ind_table_request *request, size_t field) {
    for (size_t i = 0; i < request->wanted_count; i++)
        if (request->wanted[i] == field)
            return (ptrdiff_t)i;
    return -1;
}

static void choose_used(ind_scan *scan) {
    const ind_table_request *request = scan->request;
    const ind_dataset *dataset = request->dataset;
    for (uint32_t f = 0; f < dataset->field_count; f++) {
        const ind_field *field = &dataset->fields[f];
        bool reported = scan->needed[f] || (int)f == dataset->supplier;
        if (field->derived.length > 0 || (!reported && field->type != IND_NUMBER))
            continue;
        const ind_codelist *list = request->codelists == NULL ? NULL : request->codelists[f];
        scan->has_numbers = scan->has_numbers || field->type == IND_NUMBER;
        scan->used[scan->used_count++] = (ind_used){.field = f,
                                                    .converter = ind_converter_new(dataset, f, list),
                                                    .required = field->required,
                                                    .reported = reported,
                                                    .wanted = place_in_wanted(request, f),
                                                    .column = IND_NOT_IN_FILE};
    }
}

static ind_used *used_field(ind_scan *scan, uint32_t field) {
    for (size_t i = 0; i < scan->used_count; i++)
        if (scan->used[i].field == field)
            return &scan->used[i];
    return NULL;
}

static void find_key(ind_scan *scan) {
    const ind_dataset *dataset = scan->request->dataset;
    scan->key = ind_alloc_array(dataset->key_count, sizeof *scan->key);
    for (size_t i = 0; scan->request->check_keys && i < dataset->key_count; i++) {
        ind_used *part = used_field(scan, dataset->key[i]);
        if (part != NULL)
            scan->key[scan->key_count++] = part;
    }
}

static void make_batch(ind_scan *scan) {
    const ind_table_request *request = scan->request;
    scan->vectors = ind_alloc_array(request->wanted_count, sizeof *scan->vectors);
    for (size_t i = 0; i < request->wanted_count; i++) {
        ind_type type = request->dataset->fields[request->wanted[i]].type;
        scan->vectors[i] = ind_vector_new(type, request->dicts == NULL ? NULL : request->dicts[i], IND_BATCH_ROWS);
    }
    scan->lines = ind_alloc_array(IND_BATCH_ROWS, sizeof *scan->lines);
    scan->texts = ind_alloc_array(request->wanted_count, sizeof *scan->texts);
    for (size_t i = 0; i < scan->used_count; i++) {
        const ind_used *used = &scan->used[i];
        if (used->wanted < 0 || request->unnumbered == NULL || !request->unnumbered[used->wanted] ||
            ind_converter_has_rules(used->converter) || used == scan->supplier) /* whose codes are counted at once */
            continue;
        scan->texts[used->wanted] = ind_alloc_array(IND_BATCH_ROWS, sizeof(ind_str));
        scan->has_unnumbered = true;
    }
}

static ind_scan *scan_of_thread(const ind_table_request *request, void *context) {
    const ind_dataset *dataset = request->dataset;
    ind_scan *scan = ind_alloc(sizeof *scan);
    scan->request = request;
    scan->context = context;
    scan->repeated = &scan->hashes;
    scan->decided = &scan->candidates;
    scan->again = true;
    scan->normal = ind_arena_alloc(request->arena, dataset->field_count * sizeof *scan->normal);
    for (size_t f = 0; f < dataset->field_count; f++)
        scan->normal[f] = ind_normalise_header(request->arena, dataset->fields[f].name);
    scan->needed = ind_alloc_array(dataset->field_count, sizeof *scan->needed);
    scan->used = ind_alloc_array(dataset->field_count, sizeof *scan->used);
    mark_needed(scan);
    choose_used(scan);
    find_key(scan);
    bool has_supplier = dataset->supplier >= 0 && dataset->fields[dataset->supplier].type == IND_TEXT;
    scan->supplier = has_supplier ? used_field(scan, (uint32_t)dataset->supplier) : NULL;
    make_batch(scan);
    return scan;
}

ind_scan *ind_scan_new(const ind_table_request *request) {
    ind_scan *scan = scan_of_thread(request, request->context);
    scan->other_threads = ind_alloc_array(request->thread_count, sizeof *scan->other_threads);
    for (size_t i = 0; i < request->thread_count; i++) {
        ind_scan *peer = scan_of_thread(request, request->threads[i].context);
        peer->repeated = &scan->hashes;
        peer->decided = &scan->candidates;
        scan->other_threads[scan->other_thread_count++] = peer;
    }
    return scan;
}

void ind_scan_begin(ind_scan *scan, ind_pass pass) {
    scan->pass = pass;
    scan->filled = 0;
    scan->bad_count = 0;
    scan->next_candidate = 0;
    ind_tally_clear(&scan->tally);
    for (size_t i = 0; i < scan->other_thread_count; i++)
        ind_scan_begin(scan->other_threads[i], pass);
}

void ind_scan_join(ind_scan *scan) {
    for (size_t i = 0; i < scan->other_thread_count; i++) {
        ind_scan *peer = scan->other_threads[i];
        ind_tally_merge(&scan->tally, &peer->tally);
        ind_tally_clear(&peer->tally);
        for (size_t k = 0; k < peer->hashes.count; k++)
            ind_hashes_add(&scan->hashes, peer->hashes.items[k]);
        ind_hashes_free(&peer->hashes);
        ind_candidates_absorb(&scan->candidates, &peer->candidates);
    }
}

void ind_scan_free(ind_scan *scan) {
    if (scan == NULL)
        return;
    for (size_t i = 0; i < scan->other_thread_count; i++)
        ind_scan_free(scan->other_threads[i]);
    free(scan->other_threads);
    for (size_t i = 0; i < scan->used_count; i++)
        ind_converter_free(scan->used[i].converter);
    for (size_t i = 0; i < scan->request->wanted_count; i++) {
        free(scan->vectors[i].any);
        free(scan->texts[i]);
    }
    free(scan->texts);
    ind_hashes_free(&scan->hashes);
    ind_candidates_free(&scan->candidates);
    ind_tally_free(&scan->tally);
    ind_buffer_free(&scan->key_text);
    ind_buffer_free(&scan->content);
    free(scan->needed);
    free(scan->used);
    free(scan->key);
    free(scan->vectors);
    free(scan->lines);
    free(scan->bad);
    free(scan);
}

/* tally.c - the idea: a share above the limit stops the run with the counts that show it. */
#include "data/tables/tally.h"

#include "base/number.h"

#include <stdlib.h>

enum { LONGEST_SHOWN = 8 };

uint32_t ind_tally_number(ind_tally *tally, ind_str supplier) {
    if (tally->suppliers == NULL)
        tally->suppliers = ind_dict_new();
    uint32_t code = ind_dict_add(tally->suppliers, supplier);
    while (code >= tally->capacity) {
        size_t before = tally->capacity;
        tally->counts = ind_grow(tally->counts, before, &tally->capacity, sizeof *tally->counts);
        memset(tally->counts + before, 0, (tally->capacity - before) * sizeof *tally->counts);
    }
    return code;
}

void ind_tally_add(ind_tally *tally, ind_str supplier, bool rejected) {
    uint32_t number = ind_tally_number(tally, supplier); /* may move the counts */
    ind_tally_count *count = &tally->counts[number];
    count->records++;
    count->rejected += rejected;
}

void ind_tally_merge(ind_tally *tally, const ind_tally *from) {
    for (uint32_t i = 1; from->suppliers != NULL && i <= ind_dict_count(from->suppliers); i++) {
        uint32_t number = ind_tally_number(tally, ind_dict_text(from->suppliers, i));
        tally->counts[number].records += from->counts[i].records;
        tally->counts[number].rejected += from->counts[i].rejected;
    }
}

void ind_tally_clear(ind_tally *tally) {
    if (tally->capacity > 0)
        memset(tally->counts, 0, tally->capacity * sizeof *tally->counts);
}

void ind_tally_free(ind_tally *tally) {
    ind_dict_free(tally->suppliers);
    free(tally->counts);
    *tally = (ind_tally){0};
}

static bool too_many(ind_tally_count count, double percent) {
    return (double)count.rejected * 100.0 > percent * (double)count.records;
}

static ind_status refuse(ind_tally_count count, const char *path, const char *who, double percent, ind_diag *diag) {
    char share[IND_NUMBER_TEXT], limit[IND_NUMBER_TEXT];
    ind_number_fixed((double)count.rejected * 100.0 / (double)count.records, 2, '.', share);
    ind_number_text(percent, limit);
    return ind_diag_add(diag, IND_ERROR, IND_E_DATA, "too_many_rejected", (ind_place){.file = path},
                        "see the findings of the file; --max-rejected sets the limit",
                        "%s%llu of %llu records (%s %%) are rejected, more than %s %%", who,
                        (unsigned long long)count.rejected, (unsigned long long)count.records, share, limit);
}

static bool is_checked(const ind_table_request *request, size_t field) {
    return request->dataset->fields[field].allowed_count > 0 ||
           (request->codelists != NULL && request->codelists[field] != NULL);
}

/* A supplier is a kommunkod.  But in a file whose columns have slipped anything may stand there, so a value that
 * was not held against a list is named only if it is too short to be a person's number. */
static void name_supplier(const ind_table_request *request, ind_str supplier, char *out, size_t size) {
    size_t number = (size_t)request->dataset->supplier;
    const ind_field *field = &request->dataset->fields[number];
    bool shown =
        !field->identifying && !field->sensitive && (is_checked(request, number) || supplier.length <= LONGEST_SHOWN);
    if (shown && supplier.length + 16 < size) {
        memcpy(out, "supplier '", 10);
        memcpy(out + 10, supplier.data, supplier.length);
        memcpy(out + 10 + supplier.length, "': ", 4);
    } else {
        memcpy(out, "one supplier: ", sizeof "one supplier: ");
    }
}

static int by_text(const void *left, const void *right) {
    const ind_str *a = left, *b = right;
    return ind_str_compare(*a, *b);
}

static ind_status judge_suppliers(const ind_tally *tally, const ind_table_request *request, uint64_t all_records,
                                  ind_diag *diag) {
    uint32_t count = tally->suppliers == NULL ? 0 : ind_dict_count(tally->suppliers);
    ind_str *names = ind_alloc_array(count, sizeof *names);
    for (uint32_t i = 0; i < count; i++)
        names[i] = ind_dict_text(tally->suppliers, i + 1);
    qsort(names, count, sizeof *names, by_text);
    ind_status status = IND_OK;
    for (uint32_t i = 0; i < count; i++) {
        ind_tally_count supplier = tally->counts[ind_dict_find(tally->suppliers, names[i])];
        bool reported = request->file_count == 1 && supplier.records == all_records; /* the file is this supplier's */
        if (reported || !too_many(supplier, request->max_rejected))
            continue;
        char who[64];
        name_supplier(request, names[i], who, sizeof who);
        status = refuse(supplier, request->file_count == 1 ? request->files[0].path : NULL, who, request->max_rejected,
                        diag);
    }
    free(names);
    return status;
}

ind_status ind_tally_judge(const ind_tally *tally, const ind_table_request *request, const ind_file_report *reports,
                           ind_diag *diag) {
    ind_status status = IND_OK;
    uint64_t all_records = 0;
    for (size_t i = 0; i < request->file_count; i++) {
        ind_tally_count file = {reports[i].records, reports[i].rejected};
        all_records += file.records;
        if (too_many(file, request->max_rejected))
            status = refuse(file, request->files[i].path, "", request->max_rejected, diag);
    }
    return ind_status_worst(status, judge_suppliers(tally, request, all_records, diag));
}

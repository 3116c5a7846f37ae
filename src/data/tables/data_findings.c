/* data_findings.c - the idea: a finding is a rule at a column, and what is said of it; of its lines the least twenty
 * are kept, in order.
 *
 * The least and not the first, so that any order of reading (threads, file parts) gives the same report. */
#include "data/tables/data_findings.h"

#include <stdlib.h>
#include <utf8proc.h>

enum { SHAPE_CHARACTERS = 12, SHAPE_SIZE = 16 };

static bool same_text(const char *a, const char *b) {
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static ind_data_finding *find(ind_findings *findings, const char *rule, const char *column, uint32_t field,
                              const char *what) {
    for (size_t i = 0; i < findings->count; i++) {
        ind_data_finding *item = &findings->items[i];
        if (item->field == field && same_text(item->rule, rule) && same_text(item->column, column) &&
            same_text(item->what, what))
            return item;
    }
    return NULL;
}

/* Where the shape on LINE goes, still empty; NULL if the lines that are kept are all less. */
static char *remember(ind_data_finding *item, uint64_t line) {
    uint32_t at = item->shown;
    while (at > 0 && item->line[at - 1] > line)
        at--;
    if (at == IND_FINDINGS_SHOWN)
        return NULL;
    if (item->shown < IND_FINDINGS_SHOWN)
        item->shown++;
    size_t behind = item->shown - at - 1;
    memmove(&item->line[at + 1], &item->line[at], behind * sizeof *item->line);
    memmove(&item->shape[at + 1], &item->shape[at], behind * sizeof *item->shape);
    item->line[at] = line;
    return memset(item->shape[at], 0, SHAPE_SIZE);
}

char *ind_findings_count(ind_findings *findings, const char *rule, ind_severity severity, const char *column,
                         uint32_t field, const char *what, uint64_t line) {
    ind_data_finding *item = find(findings, rule, column, field, what);
    if (item == NULL) {
        findings->items = ind_grow(findings->items, findings->count, &findings->capacity, sizeof *findings->items);
        item = &findings->items[findings->count++];
        *item = (ind_data_finding){.rule = rule, .column = column, .field = field, .severity = severity, .what = what};
    }
    item->count++;
    return remember(item, line);
}

void ind_findings_add(ind_findings *findings, const char *rule, ind_severity severity, const char *column,
                      uint32_t field, const char *what, uint64_t line, const char *shape) {
    char *kept = ind_findings_count(findings, rule, severity, column, field, what, line);
    if (kept != NULL && shape != NULL)
        memcpy(kept, shape, strnlen(shape, SHAPE_SIZE - 1));
}

void ind_findings_merge(ind_findings *findings, const ind_findings *from) {
    for (size_t i = 0; i < from->count; i++) {
        const ind_data_finding *theirs = &from->items[i];
        for (uint32_t k = 0; k < theirs->shown; k++)
            ind_findings_add(findings, theirs->rule, theirs->severity, theirs->column, theirs->field, theirs->what,
                             theirs->line[k], theirs->shape[k]);
        find(findings, theirs->rule, theirs->column, theirs->field, theirs->what)->count +=
            theirs->count - theirs->shown;
    }
}

void ind_findings_clear(ind_findings *findings) {
    findings->count = 0;
}

static int compare(const void *left, const void *right) {
    const ind_data_finding *a = left, *b = right;
    int order = strcmp(a->rule, b->rule);
    if (order == 0)
        order = (a->field > b->field) - (a->field < b->field);
    if (order == 0)
        order = strcmp(a->column == NULL ? "" : a->column, b->column == NULL ? "" : b->column);
    if (order == 0)
        order = strcmp(a->what == NULL ? "" : a->what, b->what == NULL ? "" : b->what);
    return order;
}

void ind_findings_sort(ind_findings *findings) {
    if (findings->count > 1)
        qsort(findings->items, findings->count, sizeof *findings->items, compare);
}

void ind_findings_free(ind_findings *findings) {
    free(findings->items);
    *findings = (ind_findings){0};
}

static bool is_letter(utf8proc_int32_t point) {
    utf8proc_category_t category = utf8proc_category(point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

static char shape_of(utf8proc_int32_t point) {
    if (point < 0x20 || point == 0x7F)
        return '.';
    if (utf8proc_category(point) == UTF8PROC_CATEGORY_ND)
        return '9';
    if (is_letter(point))
        return 'x';
    return point < 0x80 ? (char)point : '?';
}

const char *ind_shape(ind_str cell, char out[16]) {
    size_t length = 0;
    for (size_t i = 0; i < cell.length && length < SHAPE_CHARACTERS;) {
        utf8proc_int32_t point;
        size_t left = cell.length - i;
        utf8proc_ssize_t used =
            utf8proc_iterate((const utf8proc_uint8_t *)cell.data + i, (utf8proc_ssize_t)(left < 4 ? left : 4), &point);
        out[length++] = used > 0 ? shape_of(point) : '?';
        i += used > 0 ? (size_t)used : 1;
    }
    out[length] = '\0';
    return out;
}

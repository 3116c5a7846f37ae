/* relations.c - see relations.h.
 *
 * The first days of an entity's rows are sorted, and so are the last: how many rows there are on a day is how many have
 * begun, but for those that have ended.  One person may have very many of both, so that nothing is looked at row by row
 * and unit by unit. */
#include "kinds/common/relations.h"

#include <stdlib.h>

/* The days of an entity's rows: when they begin and when they end, each sorted. */
typedef struct {
    bool known;
    uint32_t entity;               /* whose they are ... */
    const ind_timeline *timeline;  /* ... by the numbers of this one */
    const ind_timeline_part *part; /* that the rows FIRST..END-1 are in */
    size_t first, end;
    int32_t *starts, *ends;
    size_t count, capacity;
} intervals;

typedef struct {
    const ind_relation *relation;
    ind_eval *span[2];
    intervals rows;
} asked_rule;

struct ind_relations {
    const ind_kind_context *context;
    asked_rule *rules[2]; /* of "require", of "exclude_if"; or of the two of a numerator */
    size_t count[2];
    uint8_t *truth; /* of a block */
    ind_related *related;
    size_t capacity;
};

enum { OF_UNITS, OF_NUMERATOR = 2, PATHS = 4 };
static const char *const paths[PATHS] = {"require", "exclude_if", "numerator_all", "numerator_any"};

/* Those of the two paths from FROM on. */
static ind_relations *open_from(const ind_kind_context *context, size_t from) {
    ind_relations *r = ind_alloc(sizeof *r);
    r->context = context;
    for (size_t p = 0; p < 2; p++) {
        const ind_param *param = ind_measure_param(context->measure, paths[from + p]);
        r->count[p] = param->count;
        r->rules[p] = ind_alloc_array(param->count, sizeof(asked_rule));
        for (size_t i = 0; i < param->count; i++) {
            r->rules[p][i].relation = &param->relations[i];
            for (size_t k = 0; k < 2; k++)
                r->rules[p][i].span[k] = ind_eval_new(param->relations[i].span[k]);
        }
    }
    return r;
}

ind_relations *ind_relations_open(const ind_kind_context *context) {
    return context->measure->relation_count == 0 ? NULL : open_from(context, OF_UNITS);
}

bool ind_relations_of_numerator(const ind_measure *measure) {
    for (size_t p = OF_NUMERATOR; p < PATHS; p++) {
        const ind_param *param = ind_measure_find(measure, paths[p]);
        if (param != NULL && param->count > 0)
            return true;
    }
    return false;
}

ind_relations *ind_relations_open_numerator(const ind_kind_context *context) {
    return ind_relations_of_numerator(context->measure) ? open_from(context, OF_NUMERATOR) : NULL;
}

void ind_relations_close(ind_relations *r) {
    if (r == NULL)
        return;
    for (size_t p = 0; p < 2; p++) {
        for (size_t i = 0; i < r->count[p]; i++) {
            for (size_t k = 0; k < 2; k++)
                ind_eval_free(r->rules[p][i].span[k]);
            free(r->rules[p][i].rows.starts);
            free(r->rules[p][i].rows.ends);
        }
        free(r->rules[p]);
    }
    free(r->truth);
    free(r->related);
    free(r);
}

/* ---- days against days ---- */

enum { NO_DAY = INT32_MAX };

static int64_t before(const int32_t *days, size_t count, int32_t day) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (days[middle] < day)
            low = middle + 1;
        else
            high = middle;
    }
    return (int64_t)low;
}

/* Rows that have begun by the last day, but for those that have ended before the first. */
static int64_t count_overlapping(const intervals *rows, int32_t first, int32_t last) {
    return before(rows->starts, rows->count, last + 1) - before(rows->ends, rows->count, first);
}

static int64_t count_starting(const intervals *rows, int32_t first, int32_t last) {
    return before(rows->starts, rows->count, last + 1) - before(rows->starts, rows->count, first);
}

/* The least number of rows on any day of the span: it can only fall on the day after a row has ended. */
static int64_t least_on_a_day(const intervals *rows, int32_t first, int32_t last) {
    int64_t least = count_overlapping(rows, first, first);
    size_t begun = (size_t)before(rows->starts, rows->count, first + 1);
    for (size_t ended = (size_t)before(rows->ends, rows->count, first); ended < rows->count && least > 0;) {
        int32_t end = rows->ends[ended];
        if (end >= last)
            break;
        while (ended < rows->count && rows->ends[ended] == end)
            ended++;
        while (begun < rows->count && rows->starts[begun] <= end + 1)
            begun++;
        int64_t n = (int64_t)begun - (int64_t)ended;
        least = n < least ? n : least;
    }
    return least;
}

static int64_t rows_that_fit(const intervals *rows, ind_relation_type type, int32_t first, int32_t last) {
    switch (type) {
    case IND_COVERS: return least_on_a_day(rows, first, last);
    case IND_OVERLAPS: return count_overlapping(rows, first, last);
    default: return count_starting(rows, first, last);
    }
}

/* ---- units ---- */

/* The last day of a row; NO_DAY: it goes on. */
static int32_t last_day(const int32_t *from, const int32_t *to, size_t row) {
    return to == NULL ? from[row] : to[row] == IND_NULL_DATE ? NO_DAY : to[row];
}

static int by_day(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

/* The days of the rows COUNT from FIRST on, but for those that end before they begin, which are about no day. */
static void take_days(intervals *rows, const ind_events *of, size_t first, size_t count) {
    const int32_t *from = rows->part->columns[of->role_column[0]].day;
    const int32_t *to = of->role_column[1] < 0 ? NULL : rows->part->columns[of->role_column[1]].day;
    if (rows->capacity < count) {
        rows->capacity = count;
        rows->starts = ind_realloc(rows->starts, count * sizeof *rows->starts);
        rows->ends = ind_realloc(rows->ends, count * sizeof *rows->ends);
    }
    bool sorted = true;
    for (size_t row = first; row < first + count; row++) {
        int32_t last = last_day(from, to, row);
        if (last < from[row])
            continue;
        sorted = sorted && (rows->count == 0 || rows->ends[rows->count - 1] <= last);
        rows->starts[rows->count] = from[row];
        rows->ends[rows->count++] = last;
    }
    if (!sorted)
        qsort(rows->ends, rows->count, sizeof *rows->ends, by_day);
}

/* Those of an entity; most often of the one that was asked for before. */
static const intervals *intervals_of(asked_rule *rule, const ind_events *feeds, uint32_t entity) {
    const ind_events *of = &feeds[rule->relation->feed];
    intervals *rows = &rule->rows;
    if (rows->known && rows->entity == entity && rows->timeline == feeds->timeline)
        return rows;
    size_t count;
    rows->first = 0;
    rows->known = true;
    rows->entity = entity;
    rows->timeline = feeds->timeline;
    rows->count = 0;
    rows->part = ind_events_find(feeds, of, entity, &rows->first, &count);
    rows->end = rows->first + count;
    if (count > 0)
        take_days(rows, of, rows->first, count);
    return rows;
}

/* The rows that were looked at are members of the unit. */
static void tell_rows(const ind_relations *r, const ind_relation *relation, uint32_t unit, const intervals *rows,
                      const ind_events *of, int32_t first, int32_t last) {
    ind_trace *trace = r->context->trace;
    for (size_t row = rows->first; row < rows->end; row++) {
        const int32_t *from = rows->part->columns[of->role_column[0]].day;
        const int32_t *to = of->role_column[1] < 0 ? NULL : rows->part->columns[of->role_column[1]].day;
        int32_t end = last_day(from, to, row);
        bool fits = relation->type == IND_STARTS_WITHIN ? from[row] >= first && from[row] <= last
                                                        : from[row] <= last && end >= first;
        ind_trace_member_add(trace, unit, ind_trace_row_of(trace, relation->feed, rows->part, row),
                             fits && end >= from[row] ? "related" : "not related");
    }
}

static uint8_t answer(const ind_relations *r, const ind_selection *selection, asked_rule *rule, const ind_events *feeds,
                      size_t event, size_t i) {
    const ind_relation *relation = rule->relation;
    ind_related *related = &r->related[i];
    uint32_t entity = ind_events_entity(feeds, event);
    if (entity == IND_NULL_CODE || related->first == IND_NULL_DATE || related->last == IND_NULL_DATE ||
        related->last < related->first)
        return IND_UNKNOWN;
    const intervals *rows = intervals_of(rule, feeds, entity);
    related->rows = rows_that_fit(rows, relation->type, related->first, related->last);
    if (selection->told != NULL)
        tell_rows(r, relation, selection->told[selection->from + i], rows, &feeds[relation->feed], related->first,
                  related->last);
    return related->rows >= relation->min ? IND_TRUE : IND_FALSE;
}

static void answer_all(ind_relations *r, const ind_selection *selection, asked_rule *rule, const ind_vector *slots,
                       const ind_events *feeds, const ind_entity_row *rows, size_t stride) {
    const int32_t *first = ind_eval_run(rule->span[0], slots, selection->n)->day;
    const int32_t *last = ind_eval_run(rule->span[1], slots, selection->n)->day;
    const char *at = (const char *)rows;
    for (size_t i = 0; i < selection->n; i++, at += stride) {
        r->related[i] = (ind_related){.first = first[i], .last = last[i]};
        bool stays = ind_selection_stays(selection, selection->from + i);
        r->truth[i] = stays || selection->told != NULL
                          ? answer(r, selection, rule, feeds, ((const ind_entity_row *)(const void *)at)->first, i)
                          : IND_FALSE;
    }
}

static void reserve(ind_relations *r, size_t count) {
    if (r->capacity >= count)
        return;
    r->capacity = count;
    r->truth = ind_realloc(r->truth, count);
    r->related = ind_realloc(r->related, count * sizeof *r->related);
}

void ind_relations_ask(ind_relations *r, ind_selection *selection, size_t require, const ind_vector *slots,
                       const ind_events *feeds, const ind_entity_row *rows, size_t stride) {
    if (r == NULL)
        return;
    reserve(r, selection->n);
    for (size_t p = 0; p < 2; p++)
        for (size_t i = 0; i < r->count[p]; i++) {
            answer_all(r, selection, &r->rules[p][i], slots, feeds, rows, stride);
            selection->related = r->related;
            ind_selection_answer_rule(selection, require + p, i, r->truth);
            selection->related = NULL;
        }
}

/* As SQL has it. */
static uint8_t both(uint8_t a, uint8_t b) {
    return a == IND_FALSE || b == IND_FALSE ? IND_FALSE : a == IND_TRUE && b == IND_TRUE ? IND_TRUE : IND_UNKNOWN;
}

static uint8_t either(uint8_t a, uint8_t b) {
    return a == IND_TRUE || b == IND_TRUE ? IND_TRUE : a == IND_FALSE && b == IND_FALSE ? IND_FALSE : IND_UNKNOWN;
}

void ind_relations_narrow(ind_relations *r, const ind_selection *selection, const ind_vector *slots,
                          const ind_events *feeds, const ind_entity_row *rows, size_t stride, uint8_t *truth) {
    uint8_t *any = r->count[1] == 0 ? NULL : ind_alloc_array(selection->n, 1);
    reserve(r, selection->n);
    for (size_t p = 0; p < 2; p++)
        for (size_t i = 0; i < r->count[p]; i++) {
            answer_all(r, selection, &r->rules[p][i], slots, feeds, rows, stride);
            for (size_t u = 0; u < selection->n; u++)
                if (p == 0)
                    truth[u] = both(truth[u], r->truth[u]);
                else
                    any[u] = i == 0 ? r->truth[u] : either(any[u], r->truth[u]);
        }
    for (size_t u = 0; any != NULL && u < selection->n; u++)
        truth[u] = both(truth[u], any[u]);
    free(any);
}

/* ---- what a definition may say ---- */

static ind_status check_person(const ind_relation *relation, size_t own, ind_diag *diag) {
    if (own == 0 || own == relation->person_count) /* without any it is said that they are missing */
        return IND_OK;
    const ind_json *person = ind_json_get(relation->node, "person");
    return ind_diag_add(
        diag, IND_ERROR, IND_E_DEFINITION, "relation_person", ind_json_place(person == NULL ? relation->node : person),
        NULL, "'person' names %zu columns, and %zu tell whose rows the measure counts", relation->person_count, own);
}

static bool has_rule(const ind_measure *measure, const char *path, ind_str id) {
    const ind_param *param = ind_measure_find(measure, path);
    for (size_t i = 0; param != NULL && i < param->count; i++)
        if (ind_str_equal(param->rules[i].id, id))
            return true;
    return false;
}

/* Steps of the flow are told apart by their ids. */
static ind_status check_id(const ind_measure *measure, const ind_relation *relation, size_t p, ind_diag *diag) {
    bool twice = has_rule(measure, "exclude", relation->id) || has_rule(measure, "index.exclude", relation->id);
    for (size_t before = 0; before < p; before++)
        twice |= has_rule(measure, paths[before], relation->id);
    if (!twice)
        return IND_OK;
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "duplicate_name", ind_json_place(relation->node), NULL,
                        "another rule has the id '%.*s'", IND_STR_ARGS(relation->id));
}

ind_status ind_relations_check(const ind_measure *measure, size_t own, ind_diag *diag) {
    ind_status status = IND_OK;
    for (size_t p = 0; p < PATHS; p++) {
        const ind_param *param = ind_measure_find(measure, paths[p]);
        for (size_t i = 0; param != NULL && i < param->count; i++) {
            status = ind_status_worst(status, check_person(&param->relations[i], own, diag));
            status = ind_status_worst(status, check_id(measure, &param->relations[i], p, diag));
        }
    }
    return status;
}

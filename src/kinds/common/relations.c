/* relations.c - see relations.h.
 *
 * The rows of an entity are sorted by their first day, so that those that begin after the span need not be looked at.
 */
#include "kinds/common/relations.h"

#include <stdlib.h>

typedef struct {
    const ind_relation *relation;
    ind_eval *span[2];
} asked_rule;

struct ind_relations {
    const ind_kind_context *context;
    asked_rule *rules[2]; /* of "require", of "exclude_if" */
    size_t count[2];
    uint8_t *truth; /* of a block */
    ind_related *related;
    size_t capacity;
};

static const char *const paths[2] = {"require", "exclude_if"};

ind_relations *ind_relations_open(const ind_kind_context *context) {
    if (context->measure->relation_count == 0)
        return NULL;
    ind_relations *r = ind_alloc(sizeof *r);
    r->context = context;
    for (size_t p = 0; p < 2; p++) {
        const ind_param *param = ind_measure_param(context->measure, paths[p]);
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

void ind_relations_close(ind_relations *r) {
    if (r == NULL)
        return;
    for (size_t p = 0; p < 2; p++) {
        for (size_t i = 0; i < r->count[p]; i++)
            for (size_t k = 0; k < 2; k++)
                ind_eval_free(r->rules[p][i].span[k]);
        free(r->rules[p]);
    }
    free(r->truth);
    free(r->related);
    free(r);
}

/* ---- days against days ---- */

/* The sorted rows of an entity. */
typedef struct {
    const ind_timeline_part *part;
    const int32_t *from, *to; /* by event; TO NULL: each is about one day */
    size_t first, end;
} intervals;

enum { NO_DAY = INT32_MAX };

/* The last day of a row; NO_DAY: it goes on. */
static int32_t last_day(const intervals *rows, size_t row) {
    if (rows->to == NULL)
        return rows->from[row];
    return rows->to[row] == IND_NULL_DATE ? NO_DAY : rows->to[row];
}

/* A row that ends before it begins is about no day. */
static bool has_days(const intervals *rows, size_t row) {
    return last_day(rows, row) >= rows->from[row];
}

static int64_t count_starting(const intervals *rows, int32_t first, int32_t last) {
    int64_t n = 0;
    for (size_t row = rows->first; row < rows->end && rows->from[row] <= last; row++)
        n += rows->from[row] >= first && has_days(rows, row);
    return n;
}

static int64_t count_overlapping(const intervals *rows, int32_t first, int32_t last) {
    int64_t n = 0;
    for (size_t row = rows->first; row < rows->end && rows->from[row] <= last; row++)
        n += last_day(rows, row) >= first && has_days(rows, row);
    return n;
}

static int64_t count_on(const intervals *rows, int32_t day) {
    return count_overlapping(rows, day, day);
}

/* The least number of rows on any day of the span: it can only fall on the day after a row has ended. */
static int64_t least_on_a_day(const intervals *rows, int32_t first, int32_t last) {
    int64_t least = count_on(rows, first);
    for (size_t row = rows->first; row < rows->end && rows->from[row] <= last && least > 0; row++) {
        int32_t end = last_day(rows, row);
        if (end < first || end >= last || !has_days(rows, row))
            continue;
        int64_t n = count_on(rows, end + 1);
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

static intervals intervals_of(const ind_events *feeds, const ind_relation *relation, uint32_t entity) {
    const ind_events *rows = &feeds[relation->feed];
    intervals out = {0};
    size_t count;
    out.part = ind_events_find(feeds, rows, entity, &out.first, &count);
    if (count == 0)
        return out;
    out.end = out.first + count;
    out.from = out.part->columns[rows->role_column[0]].day;
    out.to = rows->role_column[1] < 0 ? NULL : out.part->columns[rows->role_column[1]].day;
    return out;
}

/* The rows that were looked at are members of the unit. */
static void tell_rows(const ind_relations *r, const ind_relation *relation, uint32_t unit, const intervals *rows,
                      int32_t first, int32_t last) {
    ind_trace *trace = r->context->trace;
    for (size_t row = rows->first; row < rows->end; row++) {
        bool fits = relation->type == IND_STARTS_WITHIN ? rows->from[row] >= first && rows->from[row] <= last
                                                        : rows->from[row] <= last && last_day(rows, row) >= first;
        ind_trace_member_add(trace, unit, ind_trace_row_of(trace, relation->feed, rows->part, row),
                             fits && has_days(rows, row) ? "related" : "not related");
    }
}

static uint8_t answer(const ind_relations *r, const ind_selection *selection, const asked_rule *rule,
                      const ind_events *feeds, size_t event, size_t i) {
    const ind_relation *relation = rule->relation;
    ind_related *related = &r->related[i];
    uint32_t entity = ind_events_entity(feeds, event);
    if (entity == IND_NULL_CODE || related->first == IND_NULL_DATE || related->last == IND_NULL_DATE ||
        related->last < related->first)
        return IND_UNKNOWN;
    intervals rows = intervals_of(feeds, relation, entity);
    related->rows = rows_that_fit(&rows, relation->type, related->first, related->last);
    if (selection->told != NULL)
        tell_rows(r, relation, selection->told[selection->from + i], &rows, related->first, related->last);
    return related->rows >= relation->min ? IND_TRUE : IND_FALSE;
}

static void ask_rule(ind_relations *r, ind_selection *selection, size_t step, size_t number, const asked_rule *rule,
                     const ind_vector *slots, const ind_events *feeds, const ind_entity_row *rows, size_t stride) {
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
    selection->related = r->related;
    ind_selection_answer_rule(selection, step, number, r->truth);
    selection->related = NULL;
}

void ind_relations_ask(ind_relations *r, ind_selection *selection, size_t require, const ind_vector *slots,
                       const ind_events *feeds, const ind_entity_row *rows, size_t stride) {
    if (r == NULL)
        return;
    if (r->capacity < selection->n) {
        r->capacity = selection->n;
        r->truth = ind_realloc(r->truth, r->capacity);
        r->related = ind_realloc(r->related, r->capacity * sizeof *r->related);
    }
    for (size_t p = 0; p < 2; p++)
        for (size_t i = 0; i < r->count[p]; i++)
            ask_rule(r, selection, require + p, i, &r->rules[p][i], slots, feeds, rows, stride);
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
    bool twice = has_rule(measure, "exclude", relation->id) || has_rule(measure, "index.exclude", relation->id) ||
                 (p == 1 && has_rule(measure, paths[0], relation->id));
    if (!twice)
        return IND_OK;
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "duplicate_name", ind_json_place(relation->node), NULL,
                        "another rule has the id '%.*s'", IND_STR_ARGS(relation->id));
}

ind_status ind_relations_check(const ind_measure *measure, size_t own, ind_diag *diag) {
    ind_status status = IND_OK;
    for (size_t p = 0; p < 2; p++) {
        const ind_param *param = ind_measure_param(measure, paths[p]);
        for (size_t i = 0; i < param->count; i++) {
            status = ind_status_worst(status, check_person(&param->relations[i], own, diag));
            status = ind_status_worst(status, check_id(measure, &param->relations[i], p, diag));
        }
    }
    return status;
}

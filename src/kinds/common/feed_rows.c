/* feed_rows.c - the rows that a measure collects of each of its feeds, and those of one entity in another feed. */
#include "kinds/common/kind.h"

static const ind_expr *expr_at(const ind_measure *measure, const char *path) {
    return path == NULL ? NULL : ind_measure_param(measure, path)->expr;
}

static bool is_same(const char *path, const char *other) {
    return path != NULL && other != NULL && strcmp(path, other) == 0;
}

static ind_feed_rows rows_of_kind(const ind_measure *measure, const ind_feed_spec *spec) {
    const ind_param *entity = ind_measure_param(measure, spec->entity);
    bool names = spec->named_unless == NULL || ind_measure_param(measure, spec->named_unless)->node == NULL;
    ind_feed_rows rows = {.entity = entity->exprs,
                          .entity_count = entity->count,
                          .entity_param = entity,
                          .where_path = spec->where,
                          .needed_path = spec->needed,
                          .where = expr_at(measure, spec->where),
                          .sorted = spec->sorted,
                          .needed = -1,
                          .named = -1};
    for (int r = 0; r < IND_MAX_ROLES; r++) {
        rows.roles[r] = expr_at(measure, spec->roles[r]);
        rows.needed = is_same(spec->roles[r], spec->needed) ? r : rows.needed;
        rows.named = names && is_same(spec->roles[r], spec->named) ? r : rows.named;
    }
    return rows;
}

/* Intervals of an entity, in order of their first day. */
static ind_feed_rows rows_of_relation(const ind_relation *relation) {
    return (ind_feed_rows){.entity = relation->person,
                           .entity_count = relation->person_count,
                           .where = relation->where,
                           .roles = {relation->from, relation->to},
                           .sorted = 2,
                           .needed = 0,
                           .named = -1};
}

ind_feed_rows ind_kind_feed(const ind_kind *kind, const ind_measure *measure, size_t number) {
    const ind_relation *relation = ind_measure_relation(measure, number);
    return relation != NULL                    ? rows_of_relation(relation)
           : number == 0 && kind->feed != NULL ? kind->feed(measure)
                                               : rows_of_kind(measure, &kind->feeds[number]);
}

const ind_timeline_part *ind_events_find(const ind_events *here, const ind_events *there, uint32_t entity,
                                         size_t *first, size_t *count) {
    const ind_dict *own = ind_timeline_columns(here->timeline)->dict;
    const ind_dict *other = ind_timeline_columns(there->timeline)->dict;
    uint32_t number = own == other ? entity : ind_dict_find(other, ind_dict_text(own, entity));
    return ind_timeline_find(there->timeline, number, first, count);
}

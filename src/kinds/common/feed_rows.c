/* feed_rows.c - the rows that a measure collects of each of its feeds, and those of one entity in another feed. */
#include "kinds/common/kind.h"

/* Is PATH one of "a|b"? */
static bool is_one_of(const char *paths, const char *path) {
    for (const char *at = paths; at != NULL && path != NULL; at = strchr(at, '|') == NULL ? NULL : strchr(at, '|') + 1)
        if (strcspn(at, "|") == strlen(path) && strncmp(at, path, strlen(path)) == 0)
            return true;
    return false;
}

static ind_feed_role role_of(const ind_measure *measure, const char *path) {
    const ind_param *param = path == NULL ? NULL : ind_measure_param(measure, path);
    if (param == NULL)
        return (ind_feed_role){0};
    if (param->spec->type == IND_PARAM_DATES)
        return (ind_feed_role){.exprs = param->exprs, .count = param->count};
    return (ind_feed_role){.exprs = &param->expr, .count = param->expr != NULL};
}

static ind_feed_rows rows_of_kind(const ind_measure *measure, const ind_feed_spec *spec) {
    const ind_param *entity = ind_measure_param(measure, spec->entity);
    bool names = spec->named_unless == NULL || ind_measure_param(measure, spec->named_unless)->node == NULL;
    ind_feed_rows rows = {.entity = entity->exprs,
                          .entity_count = entity->count,
                          .entity_param = entity,
                          .where_path = spec->where,
                          .needed_path =
                              spec->needed == NULL || strchr(spec->needed, '|') != NULL ? NULL : spec->needed,
                          .where = spec->where == NULL ? NULL : ind_measure_param(measure, spec->where)->expr,
                          .keeps_unknown = spec->of_events,
                          .roles_only = spec->of_events,
                          .sorted = spec->sorted,
                          .named = -1};
    for (int r = 0; r < IND_MAX_ROLES; r++) {
        rows.roles[r] = role_of(measure, spec->roles[r]);
        rows.roles[r].needed = is_one_of(spec->needed, spec->roles[r]);
        rows.named = names && spec->roles[r] != NULL && is_one_of(spec->named, spec->roles[r]) ? r : rows.named;
    }
    const ind_param *order = spec->order == NULL ? NULL : ind_measure_param(measure, spec->order);
    for (size_t k = 0; order != NULL && k < order->count && spec->first_order + k < spec->sorted; k++)
        rows.roles[spec->first_order + k] = (ind_feed_role){.exprs = &order->exprs[k], .count = 1};
    return rows;
}

/* Intervals of an entity, in order of their first day. */
static ind_feed_rows rows_of_relation(const ind_relation *relation) {
    return (ind_feed_rows){.entity = relation->person,
                           .entity_count = relation->person_count,
                           .where = relation->where,
                           .roles = {{&relation->from, 1, true}, {&relation->to, relation->to != NULL, false}},
                           .roles_only = true,
                           .sorted = 2,
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

const ind_timeline_part *ind_events_seek(const ind_events *here, const ind_events *there, size_t entity, size_t *at,
                                         size_t *first, size_t *count) {
    const ind_timeline_part *part = here->part;
    if (part->keys != NULL)
        return ind_timeline_find_key(there->timeline, &part->keys[entity], at, first, count);
    uint32_t code = part->columns[0].code[part->starts[entity]];
    if (ind_timeline_columns(here->timeline)->dict == ind_timeline_columns(there->timeline)->dict)
        return ind_timeline_find_next(there->timeline, code, at, first, count);
    return ind_events_find(here, there, code, first, count);
}

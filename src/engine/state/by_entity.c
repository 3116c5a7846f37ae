/* by_entity.c - a measure whose only split is by entity.
 *
 * A definition is laid over itself: the columns that tell entities apart become groups, beside those that it has, since
 * a group also tells the county whose deliveries count.  So every kind says who is in, without knowing that it was
 * asked. */
#include "engine/state/run_state.h"
#include "indikator/compare.h"

static const ind_json *entity_of(const ind_measure *measure) {
    return ind_kind_follows(measure) ? ind_kind_feed(ind_kind_of(measure), measure, 0).entity_param->node : NULL;
}

/* The columns: those of the entity, else of the primary key. */
static size_t columns_of(const ind_measure *measure, ind_str out[IND_MAX_KEY]) {
    const ind_json *entity = entity_of(measure);
    const ind_dataset *dataset = measure->feeds[0].dataset;
    size_t count = 0;
    if (entity == NULL)
        for (; count < dataset->key_count && count < IND_MAX_KEY; count++)
            out[count] = dataset->fields[dataset->key[count]].name;
    else if (entity->type == IND_JSON_TEXT)
        out[count++] = entity->text;
    else
        for (; count < entity->count && count < IND_MAX_KEY; count++)
            out[count] = entity->items[count]->text;
    return count;
}

static bool are_text(const ind_measure *measure, const ind_str *columns, size_t count) {
    const ind_dataset *dataset = measure->feeds[0].dataset;
    for (size_t i = 0; i < count; i++) {
        int field = ind_dataset_field(dataset, columns[i]);
        if (field < 0 || dataset->fields[field].type != IND_TEXT)
            return false;
    }
    return count > 0;
}

static void write_set(const ind_measure *measure, const ind_str *columns, size_t count, ind_buffer *out) {
    const char *side = measure->kind->row_scope_groups ? "" : "first.";
    bool groups = ind_json_get(measure->node, "groups") != NULL;
    ind_buffer_text(out, groups ? "{" : "{ \"/groups\": {");
    for (size_t i = 0; i < count; i++)
        ind_buffer_format(out, "%s\"%sentity %zu\": \"%s%.*s\"", i == 0 ? "" : ", ", groups ? "/groups/" : "", i, side,
                          IND_STR_ARGS(columns[i]));
    ind_buffer_text(out, groups ? ", \"/by\": [[" : "}, \"/by\": [[");
    for (size_t i = 0; i < count; i++)
        ind_buffer_format(out, "%s\"entity %zu\"", i == 0 ? "" : ", ", i);
    ind_buffer_text(out, "]] }");
}

ind_status ind_measure_by_entity(ind_catalogue *catalogue, const ind_measure *measure, ind_diag *diag,
                                 ind_measure **out) {
    ind_str columns[IND_MAX_KEY];
    size_t count = columns_of(measure, columns);
    *out = NULL;
    if (!are_text(measure, columns, count) || measure->group_count + count > IND_MAX_GROUPS)
        return IND_OK;
    ind_buffer text = {0};
    ind_json *set;
    ind_diag *own = ind_diag_new(); /* what cannot be split so is no fault of the user's */
    write_set(measure, columns, count, &text);
    ind_source *source = ind_source_new(catalogue->arena, "by entity", ind_buffer_str(&text));
    ind_buffer_free(&text);
    if (ind_json_parse(catalogue->arena, source, own, &set) == IND_OK)
        ind_measure_load_with(catalogue, measure->path, set, IND_LEAVE_FILE_NAME | IND_LEAVE_IDENTIFYING_GROUPS, own,
                              out);
    ind_status status = ind_diag_append_system(diag, own);
    ind_diag_free(own);
    return status;
}

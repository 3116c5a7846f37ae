/* dataset_deliveries.c - the part of a schema that says that its rows tell what has been delivered of other datasets.
 */
#include "data/schemas/dataset_read.h"

typedef struct {
    const char *key;
    ind_type type;
} role;

static const role roles[IND_DELIVERY_ROLES] = {
    [IND_DELIVERY_DATASET] = {"dataset", IND_TEXT}, [IND_DELIVERY_SUPPLIER] = {"supplier", IND_TEXT},
    [IND_DELIVERY_FROM] = {"from", IND_DATE},       [IND_DELIVERY_TO] = {"to", IND_DATE},
    [IND_DELIVERY_TAKEN] = {"extracted", IND_DATE}, [IND_DELIVERY_ROWS] = {"rows", IND_INTEGER},
    [IND_DELIVERY_FILE] = {"file", IND_TEXT},       [IND_DELIVERY_TYPE] = {"type", IND_TEXT},
};

static const ind_json_key keys[] = {
    {"dataset", IND_JSON_AS_TEXT, true},
    {"supplier", IND_JSON_AS_TEXT, true},
    {"from", IND_JSON_AS_TEXT, true},
    {"to", IND_JSON_AS_TEXT, true},
    {"extracted", IND_JSON_AS_TEXT, false},
    {"rows", IND_JSON_AS_TEXT, false},
    {"file", IND_JSON_AS_TEXT, false},
    {"type", IND_JSON_AS_TEXT, false},
    {"adds", IND_JSON_AS_TEXT, false},
    {"areas", IND_JSON_AS_ARRAY, false},
    {0},
};

void ind_dataset_read_deliveries(const ind_dataset_reader *reader) {
    const ind_json *extension = ind_json_member(reader->dataset->node, "x-indikator", IND_JSON_AS_OBJECT);
    const ind_json *object = ind_json_member(extension, "deliveries", IND_JSON_AS_OBJECT);
    if (object == NULL)
        return;
    ind_delivery_schema *out = ind_arena_alloc(reader->arena, sizeof *out);
    ind_json_check_object(object, keys, IND_JSON_X_IS_ERROR, reader->diag);
    for (size_t i = 0; i < IND_DELIVERY_ROLES; i++)
        out->field[i] = ind_dataset_role_field(reader, object, roles[i].key, roles[i].type);
    const ind_json *adds = ind_json_member(object, "adds", IND_JSON_AS_TEXT);
    out->adds = adds == NULL ? IND_STR("") : adds->text;
    ind_dataset_read_texts(reader, object, "areas", 0, &out->areas, &out->area_count);
    reader->dataset->deliveries = out;
}

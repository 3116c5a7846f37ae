/* dataset_comments.c - the part of a schema that says that its rows are comments on figures. */
#include "data/schemas/dataset_read.h"

static const ind_json_key keys[] = {
    {"measure", IND_JSON_AS_TEXT, true},
    {"area", IND_JSON_AS_TEXT, true},
    {"period", IND_JSON_AS_TEXT, true},
    {"author", IND_JSON_AS_TEXT, true},
    {"date", IND_JSON_AS_TEXT, true},
    {"text", IND_JSON_AS_TEXT, true},
    {0},
};

void ind_dataset_read_comments(const ind_dataset_reader *reader) {
    const ind_json *extension = ind_json_member(reader->dataset->node, "x-indikator", IND_JSON_AS_OBJECT);
    const ind_json *object = ind_json_member(extension, "comments", IND_JSON_AS_OBJECT);
    if (object == NULL || !ind_json_check_object(object, keys, IND_JSON_X_IS_ERROR, reader->diag))
        return;
    ind_comment_schema *out = ind_arena_alloc(reader->arena, sizeof *out);
    for (int i = 0; i < IND_COMMENT_ROLES; i++) {
        int field = ind_dataset_role_field(reader, object, keys[i].name, i == IND_COMMENT_DATE ? IND_DATE : IND_TEXT);
        if (field < 0)
            return;
        out->field[i] = (uint32_t)field;
    }
    reader->dataset->comments = out;
}

/* dataset_sums.c - "sums" of a schema: which columns add up to another, and which row holds the sums of the others. */
#include "data/schemas/dataset_read.h"

static const ind_json_key row_keys[] = {
    {"total", IND_JSON_AS_TEXT, true}, {"of", IND_JSON_AS_ARRAY, true}, {"relation", IND_JSON_AS_TEXT, true}, {0}};
static const ind_json_key column_keys[] = {{"total_row", IND_JSON_AS_OBJECT, true},
                                           {"columns", IND_JSON_AS_ARRAY, true},
                                           {"relation", IND_JSON_AS_TEXT, true},
                                           {0}};
static const ind_json_key total_keys[] = {{"field", IND_JSON_AS_TEXT, true}, {"begins", IND_JSON_AS_TEXT, true}, {0}};

static bool is_number(const ind_dataset_reader *reader, uint32_t field) {
    ind_type type = reader->dataset->fields[field].type;
    return type == IND_INTEGER || type == IND_NUMBER;
}

static void not_of_type(const ind_dataset_reader *reader, const ind_json *at, const char *wanted) {
    ind_json_error(reader->diag, ind_json_place(at), "type", NULL, "a sum needs %s here", wanted);
}

static bool read_numbers(const ind_dataset_reader *reader, const ind_json *array, ind_sum_rule *rule) {
    rule->column_count = ind_dataset_find_fields(reader, array, &rule->columns);
    for (size_t i = 0; i < rule->column_count; i++)
        if (!is_number(reader, rule->columns[i])) {
            not_of_type(reader, array->items[i], "columns of numbers");
            return false;
        }
    return rule->column_count == array->count;
}

static bool read_relation(const ind_dataset_reader *reader, const ind_json *item, ind_sum_rule *rule) {
    static const char *const relations[] = {"equal", "at_most", NULL};
    int choice;
    if (!ind_json_check_choice(ind_json_get(item, "relation"), relations, reader->diag, &choice))
        return false;
    rule->equal = choice == 0;
    return true;
}

static bool read_row(const ind_dataset_reader *reader, const ind_json *item, ind_sum_rule *rule) {
    const ind_json *total = ind_json_get(item, "total");
    int field = ind_dataset_find_field(reader, total, false);
    rule->total = field < 0 ? 0 : (uint32_t)field;
    if (field >= 0 && !is_number(reader, rule->total)) {
        not_of_type(reader, total, "a column of numbers");
        return false;
    }
    return field >= 0 && read_numbers(reader, ind_json_get(item, "of"), rule);
}

static bool read_column(const ind_dataset_reader *reader, const ind_json *item, ind_sum_rule *rule) {
    const ind_json *total = ind_json_get(item, "total_row");
    if (!ind_json_check_object(total, total_keys, IND_JSON_X_IS_ERROR, reader->diag))
        return false;
    int field = ind_dataset_find_field(reader, ind_json_get(total, "field"), false);
    rule->down = true;
    rule->begins = ind_json_member_text(total, "begins");
    rule->total = field < 0 ? 0 : (uint32_t)field;
    if (rule->begins.length == 0) {
        ind_json_error(reader->diag, ind_json_place(ind_json_get(total, "begins")), "empty_text", NULL,
                       "every row would be a total");
        return false;
    }
    if (field >= 0 && reader->dataset->fields[field].type != IND_TEXT) {
        not_of_type(reader, ind_json_get(total, "field"), "a column of text");
        return false;
    }
    return field >= 0 && read_numbers(reader, ind_json_get(item, "columns"), rule);
}

void ind_dataset_read_sums(const ind_dataset_reader *reader) {
    const ind_json *extension = ind_json_member(reader->dataset->node, "x-indikator", IND_JSON_AS_OBJECT);
    const ind_json *sums = ind_json_member(extension, "sums", IND_JSON_AS_ARRAY);
    if (sums == NULL)
        return;
    ind_sum_rule *rules = ind_arena_alloc(reader->arena, (sums->count + 1) * sizeof *rules);
    for (size_t i = 0; i < sums->count; i++) {
        const ind_json *item = sums->items[i];
        bool down = item->type == IND_JSON_OBJECT && ind_json_get(item, "total_row") != NULL;
        ind_sum_rule *rule = &rules[reader->dataset->sum_count];
        *rule = (ind_sum_rule){0};
        if (ind_json_check_object(item, down ? column_keys : row_keys, IND_JSON_X_IS_ERROR, reader->diag) &&
            read_relation(reader, item, rule) &&
            (down ? read_column(reader, item, rule) : read_row(reader, item, rule)))
            reader->dataset->sum_count++;
    }
    reader->dataset->sums = rules;
}

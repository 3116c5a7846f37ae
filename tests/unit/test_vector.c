/* test_vector.c - columns of values: unknown, order, slices and copies, for every type. */
#include "base/vector.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct {
    ind_type type;
    const char *name;
    size_t size;
} types[] = {
    {IND_TEXT, "text", 4}, {IND_LIST, "list", 4},         {IND_INTEGER, "integer", 8}, {IND_NUMBER, "number", 8},
    {IND_DATE, "date", 4}, {IND_DATETIME, "datetime", 8}, {IND_BOOLEAN, "boolean", 1},
};
enum { TYPES = sizeof types / sizeof *types };

static ind_dict *dict;

/* Two values in order, the second unlike the first by text but not by dictionary number. */
static void set_known(ind_vector *v, size_t row, int which) {
    switch (v->type) {
    case IND_TEXT:
    case IND_LIST: v->code[row] = ind_dict_add(dict, which == 0 ? IND_STR("a") : IND_STR("b")); break;
    case IND_INTEGER:
    case IND_DATETIME: v->integer[row] = which == 0 ? INT64_MIN + 1 : INT64_MAX; break;
    case IND_NUMBER: v->number[row] = which == 0 ? -INFINITY : 1e-300; break;
    case IND_DATE: v->day[row] = which == 0 ? INT32_MIN + 1 : INT32_MAX; break;
    case IND_BOOLEAN: v->truth[row] = which == 0 ? IND_FALSE : IND_TRUE; break;
    }
}

static void knows_its_types(void **state) {
    (void)state;
    for (size_t i = 0; i < TYPES; i++)
        if (strcmp(ind_type_name(types[i].type), types[i].name) != 0 || ind_type_size(types[i].type) != types[i].size)
            fail_msg("%s: %s of %zu bytes", types[i].name, ind_type_name(types[i].type), ind_type_size(types[i].type));
}

static void orders_and_copies(void **state) {
    (void)state;
    dict = ind_dict_new();
    ind_dict_add(dict, IND_STR("b")); /* the number of b is the lower one */
    for (size_t i = 0; i < TYPES; i++) {
        const char *name = types[i].name;
        ind_vector v = ind_vector_new(types[i].type, dict, 4), none = ind_vector_new(types[i].type, dict, 0);
        if (types[i].type == IND_BOOLEAN) {
            assert_int_equal(v.truth[3], IND_FALSE);
            ind_vector_set_null(&v, 2);
            ind_vector_set_null(&v, 3);
        }
        set_known(&v, 0, 0);
        set_known(&v, 1, 1);
        if (ind_vector_is_null(&v, 0) || ind_vector_is_null(&v, 1) || !ind_vector_is_null(&v, 2))
            fail_msg("%s: what is unknown", name);
        if (ind_vector_compare(&v, 0, &v, 1) >= 0 || ind_vector_compare(&v, 1, &v, 0) <= 0 ||
            ind_vector_compare(&v, 1, &v, 1) != 0)
            fail_msg("%s: order", name);
        if (ind_vector_compare(&v, 1, &v, 2) >= 0 || ind_vector_compare(&v, 2, &v, 0) <= 0 ||
            ind_vector_compare(&v, 2, &v, 3) != 0)
            fail_msg("%s: unknown is last", name);
        ind_vector slice = ind_vector_slice(&v, 1);
        if (ind_vector_compare(&slice, 0, &v, 1) != 0 || !ind_vector_is_null(&slice, 1))
            fail_msg("%s: slice", name);
        ind_vector_copy(&v, 3, &v, 1);
        if (ind_vector_compare(&v, 3, &v, 1) != 0)
            fail_msg("%s: copy", name);
        ind_vector_set_null(&v, 3);
        if (!ind_vector_is_null(&v, 3))
            fail_msg("%s: set to unknown", name);
        free(v.any);
        free(none.any);
    }
    ind_vector empty = ind_vector_slice(&(ind_vector){.type = IND_DATE}, 5);
    assert_null(empty.any);
    ind_dict_free(dict);
}

/* Equal texts of two dictionaries are equal, whatever their numbers. */
static void compares_texts_of_two_dictionaries(void **state) {
    (void)state;
    ind_dict *one = ind_dict_new(), *other = ind_dict_new();
    ind_dict_add(other, IND_STR("z"));
    ind_vector a = ind_vector_new(IND_TEXT, one, 1), b = ind_vector_new(IND_TEXT, other, 2);
    a.code[0] = ind_dict_add(one, IND_STR("å"));
    b.code[0] = ind_dict_add(other, IND_STR("å"));
    b.code[1] = ind_dict_find(other, IND_STR("z"));
    assert_int_equal(ind_vector_compare(&a, 0, &b, 0), 0);
    assert_true(ind_vector_compare(&a, 0, &b, 1) > 0); /* by bytes: z before å */
    free(a.any);
    free(b.any);
    ind_dict_free(one);
    ind_dict_free(other);
}

static void gives_numbers(void **state) {
    (void)state;
    ind_vector whole = ind_vector_new(IND_INTEGER, NULL, 2), number = ind_vector_new(IND_NUMBER, NULL, 2);
    whole.integer[0] = -3;
    number.number[0] = 2.5;
    assert_true(ind_number_at(&whole, 0) == -3 && isnan(ind_number_at(&whole, 1)));
    assert_true(ind_number_at(&number, 0) == 2.5 && isnan(ind_number_at(&number, 1)));
    free(whole.any);
    free(number.any);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_its_types),
        cmocka_unit_test(orders_and_copies),
        cmocka_unit_test(compares_texts_of_two_dictionaries),
        cmocka_unit_test(gives_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_shared.c - conditions that share what they have in common give what each gives alone. */
#include "language/evaluation/shared.h"
#include "language/expression.h"

#include "base/dict.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ROWS = 3000, BATCHES = 3 };
enum { AGE, WEIGHT, SEX, DAY, SLOTS };

static const struct {
    const char *name;
    ind_type type;
} columns[SLOTS] = {{"alder", IND_INTEGER}, {"vikt", IND_NUMBER}, {"kon", IND_TEXT}, {"dag", IND_DATE}};

/* Whole conditions alike, parts alike, the same part twice in one, and texts, which are not shared. */
static const char *const conditions[] = {
    "alder >= 65 and kon = 'K'",
    "alder >= 65 and kon = 'K'",
    "kon = 'K'",
    "not (alder >= 65 and kon = 'K') or vikt > 1.5",
    "alder >= 65",
    "alder >= 66",
    "year(dag) - alder >= 1940 and alder >= 65",
    "year(dag) - alder >= 1940",
    "coalesce(kon, 'x') = 'x'",
    "case when alder >= 65 then kon else 'ung' end = 'K'",
    "kon in ('K', 'M')",
    "kon in ('K')",
    "vikt * 2 + alder > 70 and vikt * 2 > 1",
    "true",
};
enum { CONDITIONS = sizeof conditions / sizeof *conditions };

static ind_name resolve(void *context, ind_path path, ind_str name) {
    (void)context, (void)path;
    for (uint32_t i = 0; i < SLOTS; i++)
        if (ind_str_is(name, columns[i].name))
            return (ind_name){.kind = IND_NAME_SLOT, .slot = i, .type = columns[i].type};
    return (ind_name){.kind = IND_NAME_UNKNOWN};
}

static void refuse(void *context, const ind_expr_error *error) {
    (void)context;
    fail_msg("%s", error->message);
}

static const ind_expr *compile(ind_arena *arena, const char *text) {
    const ind_scope scope = {.resolve = resolve};
    const ind_expr *expr = NULL;
    assert_true(ind_expr_compile(arena, ind_str_of(text), &scope, refuse, NULL, &expr));
    return expr;
}

static void fill(ind_vector slots[SLOTS], unsigned seed) {
    static const char *const sexes[] = {"K", "M", "x"};
    for (size_t row = 0; row < ROWS; row++) {
        seed = seed * 1103515245u + 12345u;
        unsigned luck = seed >> 8;
        slots[AGE].integer[row] = luck % 17 == 0 ? IND_NULL_INTEGER : (int64_t)(luck % 40 + 50);
        slots[WEIGHT].number[row] = luck % 19 == 0 ? NAN : (luck % 7) / 2.0;
        slots[SEX].code[row] =
            luck % 23 == 0 ? IND_NULL_CODE : ind_dict_add(slots[SEX].dict, ind_str_of(sexes[luck % 3]));
        slots[DAY].day[row] = luck % 13 == 0 ? IND_NULL_DATE : (int32_t)(luck % 9000 + 10000);
    }
}

static void check_batch(ind_eval *const *alone, ind_eval *const *together, const ind_vector *slots, size_t rows) {
    for (size_t i = 0; i < CONDITIONS; i++) {
        const uint8_t *want = ind_eval_run(alone[i], slots, rows)->truth;
        const uint8_t *got = ind_eval_run(together[i], slots, rows)->truth;
        if (memcmp(want, got, rows) != 0)
            fail_msg("%s: not what it is alone", conditions[i]);
    }
}

static void shared_conditions_stay_the_same(void **state) {
    (void)state;
    static const uint32_t numbers[SLOTS] = {7, 3, 12, 0};
    ind_arena *arena = ind_arena_new();
    ind_dict *sexes = ind_dict_new();
    ind_shared *shared = ind_shared_new();
    ind_eval *alone[CONDITIONS], *together[CONDITIONS];
    ind_vector slots[SLOTS];
    for (size_t s = 0; s < SLOTS; s++)
        slots[s] = ind_vector_new(columns[s].type, columns[s].type == IND_TEXT ? sexes : NULL, ROWS);
    for (size_t i = 0; i < CONDITIONS; i++) {
        alone[i] = ind_eval_new(compile(arena, conditions[i]));
        together[i] = ind_eval_new(compile(arena, conditions[i]));
        ind_eval_join(together[i], shared, numbers);
    }
    for (unsigned batch = 0; batch < BATCHES; batch++) {
        size_t rows = batch == 1 ? 1 : ROWS - batch;
        fill(slots, batch + 1);
        ind_shared_next(shared, rows);
        check_batch(alone, together, slots, rows);
    }
    /* Those that stay are not disturbed by those that leave. */
    for (size_t i = 0; i < CONDITIONS; i += 2) {
        ind_eval_free(together[i]);
        together[i] = ind_eval_new(compile(arena, conditions[i]));
    }
    fill(slots, 99);
    ind_shared_next(shared, ROWS);
    check_batch(alone, together, slots, ROWS);
    ind_shared_free(shared); /* before its evaluations */
    for (size_t i = 0; i < CONDITIONS; i++) {
        ind_eval_free(alone[i]);
        ind_eval_free(together[i]);
    }
    for (size_t s = 0; s < SLOTS; s++)
        free(slots[s].any);
    ind_dict_free(sexes);
    ind_arena_free(arena);
}

/* What is not the same column for all is computed by each. */
static void other_columns_are_not_shared(void **state) {
    (void)state;
    static const uint32_t one[SLOTS] = {0, 1, 2, 3}, other[SLOTS] = {1, 0, 2, 3};
    static const uint32_t none[SLOTS] = {IND_NOT_SHARED, IND_NOT_SHARED, IND_NOT_SHARED, IND_NOT_SHARED};
    ind_arena *arena = ind_arena_new();
    ind_shared *shared = ind_shared_new();
    const uint32_t *const numbers[] = {one, other, none, none, one};
    int64_t ages[5][1] = {{70}, {10}, {80}, {20}, {70}};
    const bool want[5] = {true, false, true, false, true};
    ind_eval *evals[5];
    for (size_t i = 0; i < 5; i++) {
        evals[i] = ind_eval_new(compile(arena, "alder >= 65"));
        ind_eval_join(evals[i], shared, numbers[i]);
    }
    ind_shared_next(shared, 1);
    for (size_t i = 0; i < 5; i++) {
        ind_vector slots[SLOTS] = {[AGE] = {.type = IND_INTEGER, .integer = ages[i]}};
        assert_int_equal(ind_eval_run(evals[i], slots, 1)->truth[0], want[i]);
    }
    for (size_t i = 0; i < 5; i++)
        ind_eval_free(evals[i]);
    ind_shared_free(shared);
    ind_shared_free(NULL);
    ind_arena_free(arena);
}

static void knows_what_is_the_same(void **state) {
    (void)state;
    static const struct {
        const char *a, *b;
        bool same;
    } pairs[] = {
        {"alder >= 65", "alder  >=  65", true},
        {"alder >= 65", "(alder >= 65)", true},
        {"alder >= 65", "alder >= 66", false},
        {"alder >= 65", "alder > 65", false},
        {"vikt > 1.5", "vikt > 1.25", false},
        {"kon = 'K'", "kon = 'M'", false},
        {"kon in ('K', 'M')", "kon in  ('K','M')", true},
        {"kon in ('K', 'M')", "kon in ('M', 'K')", false}, /* nobody needs to know */
        {"kon in ('K', 'M')", "kon in ('K', 'M', 'x')", false},
        {"dag < date '2025-01-01'", "dag < date '2025-01-02'", false},
        {"alder in (1, 2)", "alder in (1, 3)", false},
        {"kon like 'K%'", "kon like 'K_'", false},
        {"alder >= 65 and kon = 'K'", "kon = 'K' and alder >= 65", false},
    };
    ind_arena *arena = ind_arena_new();
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (ind_expr_same(compile(arena, pairs[i].a), compile(arena, pairs[i].b)) != pairs[i].same)
            fail_msg("%s / %s", pairs[i].a, pairs[i].b);
    static const uint32_t one[SLOTS] = {4, 5, 6, 7}, other[SLOTS] = {5, 4, 6, 7};
    static const uint32_t none[SLOTS] = {IND_NOT_SHARED, IND_NOT_SHARED, IND_NOT_SHARED, IND_NOT_SHARED};
    const ind_expr *old = compile(arena, "alder >= 65"), *young = compile(arena, "alder >= 18");
    assert_true(ind_expr_same_columns(old, one, old, one));
    assert_false(ind_expr_same_columns(old, one, young, one));
    assert_false(ind_expr_same_columns(old, one, old, other));
    assert_false(ind_expr_same_columns(old, none, old, none));
    assert_true(ind_expr_same_columns(NULL, one, NULL, other));
    assert_true(ind_expr_same(NULL, NULL));
    assert_false(ind_expr_same(compile(arena, "true"), NULL));
    ind_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shared_conditions_stay_the_same),
        cmocka_unit_test(other_columns_are_not_shared),
        cmocka_unit_test(knows_what_is_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

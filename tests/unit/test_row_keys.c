/* test_row_keys.c - which rows are alike: many at a time, in blocks, of texts, days and whole numbers. */
#include "kinds/rows/row_keys.h"
#include "kinds/rows/rows.h"
#include "support/workbench.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define COLUMNS(columns)                                                                                               \
    BENCH_ENVELOPE "`kind`:`proportion`,`data`:{`dataset`:`besok`,`person`:`person_id`},`denominator`:`true`,"         \
                   "`numerator`:`svar is null`,`period`:{`date`:`datum`,`grain`:[`year`]},"                            \
                   "`once_per`:{`entity`:" columns ",`take`:`first`}}"

enum { ROWS = 3000, BLOCK = 256, KINDS = 7 };

/* Which value a row has in each column; 0: unknown. */
static unsigned value_of(size_t row, size_t column) {
    return (unsigned)((row * 2654435761u + column * 40503u) >> 7) % KINDS;
}

static void fill(const ind_slots *slots, ind_vector *vectors, ind_dict *dict, size_t from, size_t n) {
    for (size_t s = 0; s < slots->count; s++)
        for (size_t i = 0; i < n; i++) {
            unsigned value = value_of(from + i, s);
            char text[8];
            snprintf(text, sizeof text, "t%u", value);
            if (value == 0)
                ind_vector_set_null(&vectors[s], i);
            else if (slots->items[s].type == IND_TEXT)
                vectors[s].code[i] = ind_dict_add(dict, ind_str_of(text));
            else if (slots->items[s].type == IND_DATE)
                vectors[s].day[i] = (int32_t)value - 3;
            else
                vectors[s].integer[i] = (int64_t)value * INT64_C(0x100000000);
        }
}

/* What NAMED columns say of two rows; the entity is left out. */
static bool alike(const ind_slots *slots, size_t entity, size_t a, size_t b) {
    for (size_t s = 0; s < slots->count; s++)
        if (s != entity && value_of(a, s) != value_of(b, s))
            return false;
    return true;
}

static bool known(const ind_slots *slots, size_t entity, size_t row) {
    for (size_t s = 0; s < slots->count; s++)
        if (s != entity && value_of(row, s) == 0)
            return false;
    return true;
}

typedef struct {
    bench *b;
    const ind_measure *measure;
    ind_slots slots; /* of the named columns alone, in their order */
    size_t entity;   /* which of them is the entity */
    ind_row_keys keys;
} keyed;

/* The columns of "once_per" are slots of the row scope; others of the measure are not looked at. */
static void check_groups(const keyed *k, size_t from, size_t to) {
    size_t *first = ind_alloc_array(to - from, sizeof *first);
    ind_row_keys keys = k->keys;
    ind_row_keys_group(&keys, from, to, first);
    for (size_t row = from; row < to; row++) {
        size_t wanted = row;
        for (size_t other = from; other < row; other++)
            if (alike(&k->slots, k->entity, other, row)) {
                wanted = other;
                break;
            }
        wanted = known(&k->slots, k->entity, row) ? wanted : SIZE_MAX;
        if (first[row - from] != wanted)
            fail_msg("rows %zu to %zu: row %zu is like %zu, not like %zu", from, to, row, first[row - from], wanted);
        assert_int_equal(ind_row_key_known(&keys, row), wanted != SIZE_MAX);
        if (row > from && keys.count > 0)
            assert_int_equal(ind_row_key_same(&keys, row, row - 1), alike(&k->slots, k->entity, row, row - 1));
    }
    ((keyed *)(uintptr_t)k)->keys = keys;
    free(first);
}

static void check(const char *columns) {
    keyed k = {.b = bench_open()};
    ind_measure *measure;
    ind_dict *dict = ind_dict_new();
    assert_int_equal(ind_measure_load(k.b->catalogue, bench_write(k.b, "pack/m.json", columns), k.b->diag, &measure),
                     IND_OK);
    const ind_param *entity = ind_row_param(measure, IND_ROW_ONCE_ENTITY);
    const ind_slots *all = &measure->feeds[0].slots[IND_SCOPE_ROW];
    ind_vector *vectors = ind_alloc_array(all->count, sizeof *vectors);
    for (size_t s = 0; s < all->count; s++)
        vectors[s] = ind_vector_new(all->items[s].type, dict, BLOCK);
    ind_slot *named = ind_alloc_array(entity->count, sizeof *named);
    size_t *slot_of = ind_alloc_array(entity->count, sizeof *slot_of);
    k.entity = entity->count;
    for (size_t i = 0; i < entity->count; i++) {
        uint32_t slot;
        assert_true(ind_expr_is_slot(entity->exprs[i], &slot));
        slot_of[i] = slot;
        named[i] = all->items[slot];
        k.entity = ind_expr_same(entity->exprs[i], ind_row_param(measure, IND_ROW_PERSON)->exprs[0]) ? i : k.entity;
    }
    k.slots = (ind_slots){.items = named, .count = entity->count};
    ind_row_keys_open(&k.keys, entity->exprs, entity->count, ind_row_param(measure, IND_ROW_PERSON));
    assert_int_equal(k.keys.count, entity->count - (k.entity < entity->count));
    for (size_t from = 0; from < ROWS; from += BLOCK) {
        size_t n = ROWS - from < BLOCK ? ROWS - from : BLOCK;
        ind_vector *of_named = ind_alloc_array(entity->count, sizeof *of_named);
        for (size_t i = 0; i < entity->count; i++)
            of_named[i] = vectors[slot_of[i]];
        fill(&k.slots, of_named, dict, from, n);
        ind_row_keys_set(&k.keys, vectors, from, n, ROWS);
        free(of_named);
    }
    check_groups(&k, 0, ROWS);
    check_groups(&k, 10, 11);
    check_groups(&k, 17, 400);
    check_groups(&k, 400, 400);
    ind_row_keys_close(&k.keys);
    for (size_t s = 0; s < all->count; s++)
        free(vectors[s].any);
    free(vectors);
    free(named);
    free(slot_of);
    ind_dict_free(dict);
    bench_close(k.b);
}

static void finds_rows_that_are_alike(void **state) {
    (void)state;
    check(COLUMNS("[`person_id`,`enhet`]"));
    check(COLUMNS("[`enhet`,`datum`,`person_id`]"));
    check(COLUMNS("[`antal`,`slut`,`person_id`,`lakare`,`kon`]"));
}

/* Nothing but the entity: all are alike. */
static void finds_all_alike_without_columns(void **state) {
    (void)state;
    bench *b = bench_open();
    ind_measure *measure;
    assert_int_equal(
        ind_measure_load(b->catalogue, bench_write(b, "pack/m.json", COLUMNS("`person_id`")), b->diag, &measure),
        IND_OK);
    const ind_param *entity = ind_row_param(measure, IND_ROW_ONCE_ENTITY);
    ind_row_keys keys;
    size_t first[3];
    ind_row_keys_open(&keys, entity->exprs, entity->count, ind_row_param(measure, IND_ROW_PERSON));
    ind_row_keys_set(&keys, NULL, 5, 3, 8);
    ind_row_keys_group(&keys, 5, 8, first);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(first[i], 5);
    assert_true(ind_row_key_known(&keys, 6));
    assert_true(ind_row_key_same(&keys, 5, 7));
    ind_row_keys_close(&keys);
    bench_close(b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_rows_that_are_alike),
        cmocka_unit_test(finds_all_alike_without_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_deliveries.c - how far the deliveries of a dataset reach. */
#include "base/date.h"
#include "cells/delivery_reach.h"
#include "kinds/common/kind.h"
#include "support/codelist_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

enum { MOST = 6 };

static const struct {
    const char *name;
    struct {
        const char *dataset, *supplier, *from, *to;
    } given[MOST];
    const char *fixed;            /* --complete-until */
    const char *dataset, *county; /* what is asked */
    const char *since, *until;    /* NULL: not known */
} cases[] = {
    {"one delivery", {{"a", "04", "2023-01-01", "2024-12-31"}}, NULL, "a", "04", "2023-01-01", "2024-12-31"},
    {"a kommun counts for its county",
     {{"a", "0480", "2023-01-01", "2024-12-31"}},
     NULL,
     "a",
     "04",
     "2023-01-01",
     "2024-12-31"},
    {"the county's least end and latest beginning",
     {{"a", "0480", "2023-01-01", "2024-12-31"},
      {"a", "0488", "2023-02-01", "2024-10-31"},
      {"a", "18", "2023-06-01", "2024-05-31"}},
     NULL,
     "a",
     "04",
     "2023-02-01",
     "2024-10-31"},
    {"without a county: all suppliers",
     {{"a", "0480", "2023-01-01", "2024-12-31"}, {"a", "18", "2023-06-01", "2024-05-31"}},
     NULL,
     "a",
     "",
     "2023-06-01",
     "2024-05-31"},
    {"a county that delivers nothing: all suppliers",
     {{"a", "0480", "2023-01-01", "2024-12-31"}, {"a", "18", "2023-06-01", "2024-05-31"}},
     NULL,
     "a",
     "19",
     "2023-06-01",
     "2024-05-31"},
    {"another dataset", {{"a", "04", "2023-01-01", "2024-12-31"}}, NULL, "b", "04", NULL, NULL},
    {"nothing", {{0}}, NULL, "a", "04", NULL, NULL},
    {"deliveries that touch",
     {{"a", "04", "2024-01-01", "2024-06-30"}, {"a", "04", "2023-01-01", "2023-12-31"}},
     NULL,
     "a",
     "04",
     "2023-01-01",
     "2024-06-30"},
    {"deliveries that overlap",
     {{"a", "04", "2023-01-01", "2024-01-31"}, {"a", "04", "2023-12-01", "2024-03-31"}},
     NULL,
     "a",
     "04",
     "2023-01-01",
     "2024-03-31"},
    {"one inside another",
     {{"a", "04", "2023-01-01", "2024-12-31"}, {"a", "04", "2023-03-01", "2023-03-31"}},
     NULL,
     "a",
     "04",
     "2023-01-01",
     "2024-12-31"},
    {"the same again",
     {{"a", "04", "2023-01-01", "2024-12-31"}, {"a", "04", "2023-01-01", "2024-12-31"}},
     NULL,
     "a",
     "04",
     "2023-01-01",
     "2024-12-31"},
    {"a gap of one day ends it",
     {{"a", "04", "2023-01-01", "2023-12-30"}, {"a", "04", "2024-01-01", "2024-12-31"}},
     NULL,
     "a",
     "04",
     "2023-01-01",
     "2023-12-30"},
    {"nothing after a gap counts",
     {{"a", "04", "2024-02-01", "2024-12-31"},
      {"a", "04", "2023-01-01", "2023-11-30"},
      {"a", "04", "2024-01-01", "2024-01-31"}},
     NULL,
     "a",
     "04",
     "2023-01-01",
     "2023-11-30"},
    {"suppliers do not fill each other's gaps",
     {{"a", "0480", "2023-01-01", "2023-06-30"}, {"a", "0488", "2023-07-01", "2023-12-31"}},
     NULL,
     "a",
     "04",
     "2023-07-01",
     "2023-06-30"},
    {"a day that is given stands over all",
     {{"a", "04", "2023-01-01", "2024-12-31"}},
     "2024-03-31",
     "a",
     "04",
     "2023-01-01",
     "2024-03-31"},
    {"and is enough", {{0}}, "2024-03-31", "a", "04", NULL, "2024-03-31"},
};

static const char kommuner[] = "# version: 1\n# hierarchy: kod < lansdel < lanskod\nkod;lansdel;lanskod\n"
                               "0480;V;04\n0484;N;04\n0488;V;04\n1880;;18\n1917;;19\n";

static int32_t day_of(const char *text) {
    int32_t day;
    assert_true(ind_date_parse(ind_str_of(text), &day));
    return day;
}

static bool agrees(bool known, int32_t day, const char *wanted) {
    return known == (wanted != NULL) && (!known || day == day_of(wanted));
}

/* In the order given and the other way about. */
static void knows_how_far_deliveries_reach(void **state) {
    (void)state;
    ind_arena *arena = ind_arena_new();
    ind_area_tree *tree = ind_area_tree_new(arena);
    ind_area_tree_add(tree, codelist_of(arena, kommuner));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int backwards = 0; backwards < 2; backwards++) {
            ind_deliveries *deliveries = ind_deliveries_new(tree);
            int32_t since = 0, until = 0;
            for (size_t k = 0; k < MOST; k++) {
                size_t d = backwards == 1 ? MOST - 1 - k : k;
                if (cases[i].given[d].dataset != NULL)
                    ind_deliveries_add(deliveries, ind_str_of(cases[i].given[d].dataset),
                                       ind_str_of(cases[i].given[d].supplier), day_of(cases[i].given[d].from),
                                       day_of(cases[i].given[d].to));
            }
            if (cases[i].fixed != NULL)
                ind_deliveries_fix(deliveries, day_of(cases[i].fixed));
            ind_deliveries_close(deliveries);
            ind_str dataset = ind_str_of(cases[i].dataset), county = ind_str_of(cases[i].county);
            bool since_known = ind_deliveries_since(deliveries, dataset, county, &since);
            bool until_known = ind_deliveries_until(deliveries, dataset, county, &until);
            if (!agrees(since_known, since, cases[i].since))
                fail_msg("%s: since day %d", cases[i].name, since);
            if (!agrees(until_known, until, cases[i].until))
                fail_msg("%s: until day %d", cases[i].name, until);
            if (ind_deliveries_known(deliveries, dataset) != (cases[i].until != NULL))
                fail_msg("%s: known", cases[i].name);
            ind_deliveries_free(deliveries);
        }
    ind_deliveries_free(NULL);
    ind_area_tree_free(tree);
    ind_arena_free(arena);
}

/* What all deliveries of a supplier say together, whichever comes first: the last day of taking, and rows if each
 * tells. */
static void knows_when_and_how_many(void **state) {
    (void)state;
    static const struct {
        struct {
            const char *from, *to, *taken;
            int64_t rows;
        } given[3];
        const char *taken;
        int64_t rows;
    } wanted[] = {
        {{{"2023-01-01", "2023-12-31", "2024-01-15", 10}}, "2024-01-15", 10},
        {{{"2023-01-01", "2023-12-31", "2024-01-15", 10}, {"2024-01-01", "2024-12-31", "2025-01-15", 20}},
         "2025-01-15",
         30},
        {{{"2023-01-01", "2023-12-31", "2026-01-15", 10}, {"2024-01-01", "2024-12-31", "2025-01-15", 20}},
         "2026-01-15",
         30},
        {{{"2023-01-01", "2023-12-31", "2024-01-15", -1}, {"2024-01-01", "2024-12-31", "2025-01-15", 20}},
         "2025-01-15",
         -1},
    };
    ind_arena *arena = ind_arena_new();
    ind_area_tree *tree = ind_area_tree_new(arena);
    ind_area_tree_add(tree, codelist_of(arena, kommuner));
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        ind_deliveries *deliveries = ind_deliveries_new(tree);
        for (size_t k = 0; k < 3 && wanted[i].given[k].from != NULL; k++)
            ind_deliveries_put(deliveries, &(ind_delivered){.dataset = IND_STR("a"),
                                                            .supplier = IND_STR("04"),
                                                            .from = day_of(wanted[i].given[k].from),
                                                            .to = day_of(wanted[i].given[k].to),
                                                            .taken = day_of(wanted[i].given[k].taken),
                                                            .rows = wanted[i].given[k].rows});
        ind_deliveries_close(deliveries);
        ind_delivery got = ind_deliveries_at(deliveries, 0);
        assert_int_equal(got.taken, day_of(wanted[i].taken));
        assert_int_equal(got.rows, wanted[i].rows);
        ind_deliveries_free(deliveries);
    }
    ind_area_tree_free(tree);
    ind_arena_free(arena);
}

/* The latest day of all suppliers; nobody knows it where one delivery of the dataset does not tell. */
static void knows_when_a_dataset_was_taken_out(void **state) {
    (void)state;
    static const struct {
        const char *dataset, *supplier, *taken;
    } given[] = {{"a", "04", "2024-01-15"}, {"a", "18", "2024-02-15"}, {"a", "04", "2024-02-01"},
                 {"b", "04", "2026-01-01"}, {"c", "04", "2024-01-15"}, {"c", "18", NULL}};
    static const struct {
        const char *dataset, *day; /* NULL: not known */
    } wanted[] = {{"a", "2024-02-15"}, {"b", "2026-01-01"}, {"c", NULL}, {"d", NULL}};
    ind_deliveries *deliveries = ind_deliveries_new(NULL);
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        ind_deliveries_put(deliveries,
                           &(ind_delivered){.dataset = ind_str_of(given[i].dataset),
                                            .supplier = ind_str_of(given[i].supplier),
                                            .from = day_of("2023-01-01"),
                                            .to = day_of("2023-12-31"),
                                            .taken = given[i].taken == NULL ? IND_NULL_DATE : day_of(given[i].taken)});
    ind_deliveries_close(deliveries);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        int32_t day;
        bool known = ind_deliveries_extracted(deliveries, ind_str_of(wanted[i].dataset), &day);
        assert_int_equal(known, wanted[i].day != NULL);
        if (known)
            assert_int_equal(day, day_of(wanted[i].day));
    }
    ind_deliveries_free(deliveries);
}

static void knows_counties_and_range(void **state) {
    (void)state;
    ind_arena *arena = ind_arena_new();
    ind_area_tree *tree = ind_area_tree_new(arena);
    ind_area_tree_add(tree, codelist_of(arena, kommuner));
    ind_deliveries *deliveries = ind_deliveries_new(tree);
    int32_t from = 0, to = 0;
    ind_deliveries_add(deliveries, IND_STR("a"), IND_STR("0480"), day_of("2023-02-01"), day_of("2024-12-31"));
    ind_deliveries_add(deliveries, IND_STR("a"), IND_STR("18"), day_of("2023-01-01"), day_of("2024-05-31"));
    ind_deliveries_add(deliveries, IND_STR("b"), IND_STR("19"), day_of("2020-01-01"), day_of("2025-05-31"));
    ind_deliveries_add(deliveries, IND_STR("a"), IND_STR("X"), day_of("2023-05-01"), day_of("2024-05-31"));
    ind_deliveries_close(deliveries);
    assert_true(ind_deliveries_has_whole(deliveries, IND_STR("a"), IND_STR("04")));
    assert_true(ind_deliveries_has_whole(deliveries, IND_STR("a"), IND_STR("18")));
    assert_false(ind_deliveries_has_whole(deliveries, IND_STR("a"), IND_STR("19")));
    assert_false(ind_deliveries_has_whole(deliveries, IND_STR("c"), IND_STR("04")));
    assert_true(ind_deliveries_range(deliveries, IND_STR("a"), &from, &to));
    assert_int_equal(from, day_of("2023-01-01"));
    assert_int_equal(to, day_of("2024-12-31"));
    assert_false(ind_deliveries_range(deliveries, IND_STR("c"), &from, &to));
    ind_deliveries_free(deliveries);
    ind_area_tree_free(tree);
    ind_arena_free(arena);
}

/* Kommuner deliver: a part of the county between them and it is covered by those in it. */
static void covers_parts_between(void **state) {
    (void)state;
    ind_arena *arena = ind_arena_new();
    ind_area_tree *tree = ind_area_tree_new(arena);
    ind_area_tree_add(tree, codelist_of(arena, kommuner));
    ind_deliveries *d = ind_deliveries_new(tree);
    int32_t from = day_of("2024-01-01"), to = day_of("2024-12-31");
    ind_deliveries_add(d, IND_STR("a"), IND_STR("0480"), from, to);
    ind_deliveries_add(d, IND_STR("a"), IND_STR("0488"), from, day_of("2024-06-30"));
    ind_deliveries_add(d, IND_STR("a"), IND_STR("18"), from, to);
    ind_deliveries_close(d);
    ind_deliveries_expect(d, IND_STR("0484"));
    ind_deliveries_expect_end(d);
    assert_int_equal(ind_deliveries_cover(d, IND_STR("a"), IND_STR("0480"), from, to), IND_DELIVERED_ALL);
    assert_int_equal(ind_deliveries_cover(d, IND_STR("a"), IND_STR("0484"), from, to), IND_DELIVERED_NONE);
    assert_int_equal(ind_deliveries_cover(d, IND_STR("a"), IND_STR("V"), from, to), IND_DELIVERED_SOME);
    assert_int_equal(ind_deliveries_cover(d, IND_STR("a"), IND_STR("V"), from, day_of("2024-06-30")),
                     IND_DELIVERED_ALL);
    assert_int_equal(ind_deliveries_cover(d, IND_STR("a"), IND_STR("N"), from, to), IND_DELIVERED_NONE);
    assert_int_equal(ind_deliveries_cover(d, IND_STR("a"), IND_STR("04"), from, day_of("2024-06-30")),
                     IND_DELIVERED_SOME);
    assert_int_equal(ind_deliveries_cover(d, IND_STR("a"), IND_STR("1880"), from, to), IND_DELIVERED_ALL);
    ind_deliveries_free(d);
    ind_area_tree_free(tree);
    ind_arena_free(arena);
}

static void knows_what_is_part_of_what(void **state) {
    (void)state;
    ind_arena *arena = ind_arena_new();
    ind_area_tree *tree = ind_area_tree_new(arena);
    ind_codelist *list = codelist_of(arena, "# version: 1\n# hierarchy: kod < lanskod\n# hierarchy: kod < zon\n"
                                            "kod;zon;lanskod;giltig_fran;giltig_till\n"
                                            "1917;Z1;19;;2006-12-31\n1917;Z1;03;2007-01-01;\n0480;Z2;04;;\n");
    assert_true(ind_area_tree_is_empty(tree));
    ind_area_tree_add(tree, list);
    ind_area_tree_add(tree, list); /* once more changes nothing */
    assert_true(ind_area_tree_has(tree, IND_STR("0480")) && ind_area_tree_has(tree, IND_STR("Z2")));
    assert_false(ind_area_tree_has(tree, IND_STR("19"))); /* nothing is part of it any more */
    assert_true(ind_str_is(ind_area_tree_whole(tree, IND_STR("1917")), "03"));
    assert_true(ind_str_is(ind_area_tree_whole(tree, IND_STR("03")), "03"));
    assert_true(ind_str_is(ind_area_tree_whole(tree, IND_STR("x")), "x"));
    assert_true(ind_area_tree_lies_in(tree, IND_STR("1917"), IND_STR("Z1")));
    assert_true(ind_area_tree_lies_in(tree, IND_STR("1917"), IND_STR("03")));
    assert_false(ind_area_tree_lies_in(tree, IND_STR("1917"), IND_STR("19")));
    assert_false(ind_area_tree_lies_in(tree, IND_STR("03"), IND_STR("1917")));
    assert_true(ind_str_is(ind_area_tree_level(tree, IND_STR("Z1")), "zon"));
    assert_true(ind_str_is(ind_area_tree_level(tree, IND_STR("0480")), "kod"));
    ind_area_tree_free(tree);
    ind_area_tree_free(NULL);
    ind_arena_free(arena);
}

/* An event may be in another dataset than its index: nobody is followed for longer than both reach. */
static void follows_to_the_least_of_the_datasets(void **state) {
    (void)state;
    const ind_dataset a = {.name = IND_STR("a")}, b = {.name = IND_STR("b")}, c = {.name = IND_STR("c")};
    ind_measure measure = {.feeds = {{.dataset = &a}, {.dataset = &b}}, .feed_count = 2};
    ind_arena *arena = ind_arena_new();
    ind_area_tree *tree = ind_area_tree_new(arena);
    ind_area_tree_add(tree, codelist_of(arena, kommuner));
    ind_deliveries *deliveries = ind_deliveries_new(tree);
    int32_t until = 0;
    ind_deliveries_add(deliveries, a.name, IND_STR("04"), day_of("2023-01-01"), day_of("2024-12-31"));
    ind_deliveries_add(deliveries, b.name, IND_STR("04"), day_of("2023-01-01"), day_of("2024-10-31"));
    ind_deliveries_close(deliveries);
    assert_true(ind_kind_until(&measure, deliveries, IND_STR("04"), &until));
    assert_int_equal(until, day_of("2024-10-31"));
    measure.feeds[1].dataset = &a;
    measure.feeds[0].dataset = &b;
    assert_true(ind_kind_until(&measure, deliveries, IND_STR("04"), &until));
    assert_int_equal(until, day_of("2024-10-31"));
    measure.feeds[1].dataset = &c;
    assert_false(ind_kind_until(&measure, deliveries, IND_STR("04"), &until));
    ind_deliveries_free(deliveries);
    ind_area_tree_free(tree);
    ind_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(knows_how_far_deliveries_reach),
                                       cmocka_unit_test(knows_counties_and_range),
                                       cmocka_unit_test(knows_when_and_how_many),
                                       cmocka_unit_test(covers_parts_between),
                                       cmocka_unit_test(knows_when_a_dataset_was_taken_out),
                                       cmocka_unit_test(knows_what_is_part_of_what),
                                       cmocka_unit_test(follows_to_the_least_of_the_datasets)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

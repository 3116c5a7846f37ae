/* test_selection.c - what a selection does with the answers of its steps: bytes, flow, and what a trace is told of each
 * unit. */
#include "kinds/common/selection.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void facts(const void *state, size_t unit, ind_trace *trace, ind_judgement *judgement) {
    ind_trace_integer(trace, judgement, "unit", (int64_t)unit + *(const int *)state);
}

enum { ALL, IN, UNKNOWN, OUT, MARK, LAST, STEPS };
static const ind_step_spec specs[STEPS] = {
    [ALL] = {.step = "all"},
    [IN] = {.step = "in", .unknowns = true},
    [UNKNOWN] = {.step = "exclude un-known", .effect = IND_STEP_OUT, .meets = IND_UNKNOWN, .told = IND_TELL_ASKED},
    [OUT] = {.step = "exclude out", .effect = IND_STEP_OUT, .told = IND_TELL_TAKEN},
    [MARK] = {.step = "mark", .effect = IND_STEP_MARK, .unknowns = true, .facts = facts},
    [LAST] = {.step = "note", .effect = IND_STEP_MARK, .note = true, .told = IND_TELL_ANYWAY},
};

enum { UNITS = 6 };
static const struct {
    const char *name;
    uint8_t seen[UNITS], answers[STEPS][UNITS];
    uint8_t taken[UNITS];
    int64_t n[STEPS], unknown[STEPS];
    int told[UNITS]; /* judgements of each unit */
    int asked_mark;  /* of them, those that had come to MARK */
} cases[] = {
    {.name = "the first that speaks against a unit takes it",
     .seen = {1, 1, 1, 1, 1, 1},
     .answers = {[IN] = {1, 0, 2, 1, 1, 1},
                 [UNKNOWN] = {0, 2, 2, 2, 1, 0},
                 [OUT] = {0, 1, 1, 1, 1, 2},
                 [MARK] = {1, 1, 1, 1, 1, 2}},
     .taken = {0, IN + 1, IN + 1, UNKNOWN + 1, OUT + 1, 0},
     .n = {6, 4, 1, 1, 1},
     .unknown = {-1, 1, -1, -1, 1},
     .told = {5, 4, 4, 5, 6, 5},
     .asked_mark = 2},
    {.name = "who is not seen goes the same way and is not counted",
     .seen = {0, 0, 0, 1, 0, 0},
     .answers = {[IN] = {1, 0, 2, 1, 1, 1},
                 [UNKNOWN] = {0, 2, 2, 0, 1, 0},
                 [OUT] = {0, 1, 1, 0, 1, 2},
                 [MARK] = {1, 1, 1, 0, 1, 2}},
     .taken = {0, IN + 1, IN + 1, 0, OUT + 1, 0},
     .n = {1, 1, 0, 0, 0},
     .unknown = {-1, 0, -1, -1, 0},
     .told = {4, 4, 4, 5, 4, 4},
     .asked_mark = 1},
};

typedef struct {
    ind_arena *arena;
    ind_measure measure;
    ind_flow flow;
    ind_trace trace;
    ind_kind_context context;
    ind_selection selection;
    int state;
} bench;

static void bench_open(bench *b, bool trace) {
    *b = (bench){.arena = ind_arena_new(), .state = 100};
    b->trace = (ind_trace){.arena = b->arena, .measure = &b->measure};
    b->context = (ind_kind_context){
        .measure = &b->measure, .flow = &b->flow, .arena = b->arena, .trace = trace ? &b->trace : NULL};
    ind_selection_open(&b->selection, &b->context, specs, STEPS, &b->state);
}

static void bench_close(bench *b) {
    ind_selection_close(&b->selection);
    ind_arena_free(b->arena);
}

/* COUNT units: those of the case again and again.  SINGLY: one unit after the other, where answers are true or false.
 */
static void run(bench *b, size_t c, size_t count, bool singly) {
    uint8_t *answers = ind_alloc(count), *seen = ind_alloc(count);
    for (size_t i = 0; i < count; i++)
        seen[i] = cases[c].seen[i % UNITS];
    ind_selection_begin(&b->selection, count);
    for (size_t i = 0; b->selection.told != NULL && i < count; i++)
        b->selection.told[i] = ind_trace_unit(&b->trace, IND_UNIT_ROW, -1);
    b->selection.seen = c == 0 ? NULL : seen;
    ind_selection_pass(&b->selection, ALL);
    for (size_t s = IN; s < STEPS; s++) {
        for (size_t i = 0; i < count; i++)
            answers[i] = cases[c].answers[s][i % UNITS];
        for (size_t i = 0; singly && i < count; i++)
            ind_selection_decide(&b->selection, s, i, answers[i]);
        if (!singly)
            ind_selection_answer(&b->selection, s, answers, NULL);
    }
    b->selection.seen = NULL;
    free(seen);
    free(answers);
}

static void check_bytes_and_flow(const bench *b, size_t c, size_t times) {
    for (size_t i = 0; i < UNITS * times; i++)
        if (b->selection.taken[i] != cases[c].taken[i % UNITS])
            fail_msg("%s: unit %zu was taken by %d", cases[c].name, i, b->selection.taken[i]);
    for (size_t s = 0; s < LAST; s++) {
        int64_t factor = (int64_t)times, unknown = cases[c].unknown[s];
        assert_int_equal(b->flow.items[s].n, cases[c].n[s] * factor);
        assert_int_equal(b->flow.items[s].unknown, unknown < 0 ? -1 : unknown * factor);
    }
    assert_int_equal(b->flow.count, LAST); /* a note is no step of it */
}

static void takes_and_counts(void **state) {
    (void)state;
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++)
        for (int singly = 0; singly <= 1; singly++)
            for (size_t times = 1; times <= 500; times += 499) { /* more than are added in bytes at once */
                bench b;
                bench_open(&b, false);
                run(&b, c, UNITS * times, singly != 0);
                check_bytes_and_flow(&b, c, times);
                bench_close(&b);
            }
}

/* What is told adds up to the flow, and speaks against a unit where the byte does. */
static void tells_what_it_counts(void **state) {
    (void)state;
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        bench b;
        bench_open(&b, true);
        run(&b, c, UNITS, false);
        check_bytes_and_flow(&b, c, 1);
        int64_t counted[STEPS] = {0};
        int asked_mark = 0;
        for (size_t i = 0; i < UNITS; i++) {
            const ind_judgements *all = &b.trace.units[i].judgements;
            if (all->count != (size_t)cases[c].told[i])
                fail_msg("%s: unit %zu is told %zu steps", cases[c].name, i, all->count);
            for (size_t k = 0; k < all->count; k++) {
                const ind_judgement *j = &all->items[k];
                size_t s = 0;
                while (s < LAST && strcmp(specs[s].step, j->step) != 0)
                    s++;
                counted[s] += j->counted;
                assert_int_equal(j->in_flow, s != LAST);
                if (s != MARK && s != LAST && j->asked)
                    assert_int_equal(j->against, b.selection.taken[i] == s + 1);
                if (s == MARK) {
                    asked_mark += j->asked;
                    assert_int_equal(j->facts.items[0].integer, 100 + (int)i);
                }
                if (s == LAST)
                    assert_true(j->asked);
            }
        }
        for (size_t s = 0; s < LAST; s++)
            assert_int_equal(counted[s], b.flow.items[s].n);
        assert_int_equal(asked_mark, cases[c].asked_mark);
        bench_close(&b);
    }
}

static void lists_who_is_left(void **state) {
    (void)state;
    uint32_t units[UNITS];
    uint8_t stays[UNITS];
    for (int trace = 0; trace <= 1; trace++) {
        bench b;
        bench_open(&b, trace != 0);
        run(&b, 0, UNITS, false);
        assert_int_equal(ind_selection_list(&b.selection, false, units), 2);
        assert_int_equal(units[1], 5);
        assert_int_equal(ind_selection_list(&b.selection, true, units), trace ? UNITS : 2);
        assert_int_equal(ind_selection_asks(&b.selection, 1), trace);
        ind_selection_block(&b.selection, 4, 2);
        ind_selection_stayers(&b.selection, stays);
        assert_int_equal(stays[0], 0);
        assert_int_equal(stays[1], 1);
        assert_int_equal(ind_selection_add(&b.selection), UNITS);
        assert_true(ind_selection_stays(&b.selection, UNITS));
        bench_close(&b);
    }
}

/* ---- names of steps ---- */

static const struct {
    const char *name;
    size_t count;
    int step; /* -1: none, or not one only */
} names[] = {
    {"in period", 1, 0},        {"in_period", 1, 0},          {"built_in:in_period", 1, 0},
    {"rule:in_period", 0, -1},  {"exclude moved", 2, -1},     {"moved", 2, -1},
    {"rule:moved", 1, 1},       {"built_in:moved", 1, 2},     {"selected", 1, 3},
    {"exclude selected", 1, 4}, {"rule:selected", 1, 4},      {"built_in:selected", 1, 3},
    {"rule:", 0, -1},           {"exclude in period", 0, -1}, {"", 0, -1},
    {"rulemoved", 0, -1},
};

static void finds_steps_by_name(void **state) {
    (void)state;
    ind_arena *arena = ind_arena_new();
    ind_flow flow = {0};
    ind_flow_add(&flow, arena, "in period", IND_STEP_IN, false);
    ind_flow_add_rule(&flow, arena, IND_STR("moved"), IND_STEP_OUT);
    ind_flow_add(&flow, arena, "exclude moved", IND_STEP_OUT, false);
    ind_flow_add(&flow, arena, "selected", IND_STEP_IN, true);
    ind_flow_add_rule(&flow, arena, IND_STR("selected"), IND_STEP_OUT);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t count;
        const ind_flow_step *found = ind_flow_named(&flow, ind_str_of(names[i].name), &count);
        if (count != names[i].count || (count == 1 && found != &flow.items[names[i].step]))
            fail_msg("'%s': %zu steps", names[i].name, count);
    }
    ind_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(takes_and_counts), cmocka_unit_test(tells_what_it_counts),
                                       cmocka_unit_test(lists_who_is_left), cmocka_unit_test(finds_steps_by_name)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

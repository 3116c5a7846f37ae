/* test_overflow.c - arithmetic that leaves its range is counted, and only where the result rests on it. */
#include "language/evaluation/shared.h"
#include "support/expression_scope.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { ROWS = 3000 }; /* more than one piece; every other row is unknown throughout */

/* Two and a half of it, "belopp", are the greatest number that there is. */
#define TWO_FIFTHS                                                                                                     \
    "7190772539449263032165127902740155437560094004717656470701825115672044581455865794144771532207081705" \
    "3574149074041454075036175374948280917079825007075008667533591762515451933150503868987241408095168068" \
    "8477450407595751900393052131725971338788537197281987743989297020467746161777481237615948586568408176" \
    "59871232"
#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000000000000000"
#define TINY "0." ZEROS ZEROS ZEROS ZEROS "1"

/* COUNT: of row 0 alone.  PLACE: the calculation that is named. */
static const struct {
    const char *text;
    unsigned count;
    const char *place;
} cases[] = {
    {"stor + 1", 1, "stor + 1"},
    {"stor + 1 > 5", 1, "stor + 1"},
    {"stor * 2", 1, "stor * 2"},
    {"-stor - 1", 1, "-stor - 1"}, /* the least integer stands for unknown */
    {"-stor - 0", 0, ""},
    {"stor + 0", 0, ""},
    {"alder * alder", 0, ""},
    {"stor * stor > 1 and stor + 1 > 1", 1, "stor * stor"},            /* the first in the text */
    {"9223372036854775807 + 1 > alder", 2, "9223372036854775807 + 1"}, /* a constant, in each row */
    {"belopp / noll", 0, ""},                                          /* means nothing, and is not too large */
    {"belopp * belopp", 0, ""},
    {"belopp * " TWO_FIFTHS ".0", 0, ""},
    {"belopp * 2 * " TWO_FIFTHS ".0", 1, "belopp * 2 * " TWO_FIFTHS ".0"},
    {"belopp * " TWO_FIFTHS ".0 + belopp * " TWO_FIFTHS ".0", 1,
     "belopp * " TWO_FIFTHS ".0 + belopp * " TWO_FIFTHS ".0"},
    {"-belopp * " TWO_FIFTHS ".0 - belopp * " TWO_FIFTHS ".0", 1,
     "-belopp * " TWO_FIFTHS ".0 - belopp * " TWO_FIFTHS ".0"},
    {"belopp * 1000 / " TINY, 1, "belopp * 1000 / " TINY},
    {"belopp / " TINY, 0, ""},
    {"round(belopp * " TWO_FIFTHS ".0, -5)", 0, ""},
    {"round(belopp * " TWO_FIFTHS ".0, -6)", 1, "round(belopp * " TWO_FIFTHS ".0, -6)"},
    {"start + stor", 1, "start + stor"},
    {"start - stor", 1, "start - stor"},
    {"end + 3000000", 1, "end + 3000000"},
    {"start + 30 > end", 0, ""},
    {"tid + stor", 1, "tid + stor"},
    {"tid + 4194884754", 0, ""},
    {"tid + 4194884755", 1, "tid + 4194884755"},
    {"tid - 1064080205", 0, ""},
    {"tid - 1064080206", 1, "tid - 1064080206"},
    {"end - 738944", 0, ""},
    {"end - 738945", 1, "end - 738945"},
    {"add_months(start, stor)", 1, "add_months(start, stor)"},
    {"add_months(start, 12 * 9999)", 1, "add_months(start, 12 * 9999)"},
    {"add_months(start, 12)", 0, ""},
    {"add_days(start, stor)", 1, "add_days(start, stor)"},
    {"date(stor, 1, 1)", 0, ""}, /* there is no such date */
    {"floor(belopp * 10000000000000000000.0)", 1, "floor(belopp * 10000000000000000000.0)"},
    {"round(belopp * 10000000000000000000.0)", 1, "round(belopp * 10000000000000000000.0)"},
    {"round(belopp, 99)", 0, ""},
    {"fyrdubbel > 1", 0, ""},
    /* what does not decide is not counted */
    {"alder < 65 and stor * 2 > 1", 0, ""},
    {"stor * 2 > 1 and alder < 65", 0, ""},
    {"alder > 65 and stor * 2 > 1", 1, "stor * 2"},
    {"alder > 65 or stor * 2 > 1", 0, ""},
    {"alder < 65 or stor * 2 > 1", 1, "stor * 2"},
    {"not stor * 2 > 1", 1, "stor * 2"},
    {"case when stor < 1000 then stor * 2 else 0 end", 0, ""},
    {"case when stor > 1000 then stor * 2 else 0 end", 1, "stor * 2"},
    {"case when stor * 2 > 1 then 1 else 0 end", 1, "stor * 2"},
    {"case when alder > 65 then 1 when stor * 2 > 1 then 2 end", 0, ""},
    {"case when alder < 65 then 1 else stor + 1 end", 1, "stor + 1"},
    /* a default hides it from the eye, not from the count */
    {"coalesce(stor * 2, 0) > 1", 1, "stor * 2"},
    {"coalesce(alder, stor * 2) > 1", 0, ""},
    {"stor * 2 is null", 1, "stor * 2"},
    {"stor * 2 between 1 and 5", 1, "stor * 2"},
    {"greatest(stor * 2, 1)", 1, "stor * 2"},
};

static void ignore(void *context, const ind_expr_error *error) {
    (void)context;
    (void)error;
}

static void expect(const char *text, const ind_expr *expr, uint64_t count, const char *place) {
    ind_expr_overflow got = ind_expr_overflowed(expr);
    ind_str at = {text + got.start, got.end - got.start};
    if (got.count != count || (count > 0 && !ind_str_is(at, place)))
        fail_msg("%s: want %llu of '%s', got %llu of '%.*s'", text, (unsigned long long)count, place,
                 (unsigned long long)got.count, IND_STR_ARGS(at));
}

static void counts_rows(void **state) {
    (void)state;
    ind_vector slots[SCOPE_SLOTS];
    scope_fill(slots, ROWS, 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_arena *arena = ind_arena_new();
        const ind_expr *expr = NULL;
        if (!ind_expr_compile(arena, ind_str_of(cases[i].text), scope_all(), ignore, NULL, &expr))
            fail_msg("%s: does not compile", cases[i].text);
        ind_eval *eval = ind_eval_new(expr);
        ind_eval_run(eval, slots, 2);
        expect(cases[i].text, expr, cases[i].count, cases[i].place);
        ind_expr_forget_overflows(expr);
        ind_eval_run(eval, slots, ROWS);
        expect(cases[i].text, expr, (uint64_t)cases[i].count * ROWS / 2, cases[i].place);
        ind_eval_run(eval, slots, 2);
        expect(cases[i].text, expr, (uint64_t)cases[i].count * (ROWS / 2 + 1), cases[i].place);
        ind_eval_free(eval);
        ind_arena_free(arena);
    }
    scope_clear(slots);
}

/* What another expression computed for us overflows for us too. */
static void counts_what_is_shared(void **state) {
    (void)state;
    static const char *const texts[] = {"stor * 2 > 1", "stor * 2 > 1 and alder > 65", "alder > 65",
                                        "stor * 2 > 1 or alder > 65"};
    static const uint64_t want[] = {ROWS / 2, ROWS / 2, 0, 0};
    enum { COUNT = sizeof texts / sizeof *texts };
    ind_vector slots[SCOPE_SLOTS];
    uint32_t columns[SCOPE_SLOTS];
    ind_arena *arena = ind_arena_new();
    ind_shared *shared = ind_shared_new();
    const ind_expr *exprs[COUNT];
    ind_eval *evals[COUNT];
    scope_fill(slots, ROWS, 0);
    for (uint32_t s = 0; s < SCOPE_SLOTS; s++)
        columns[s] = s;
    for (size_t i = 0; i < COUNT; i++) {
        assert_true(ind_expr_compile(arena, ind_str_of(texts[i]), scope_all(), ignore, NULL, &exprs[i]));
        evals[i] = ind_eval_new(exprs[i]);
        ind_eval_join(evals[i], shared, columns);
    }
    for (int batch = 1; batch <= 2; batch++) {
        ind_shared_next(shared, ROWS);
        for (size_t i = 0; i < COUNT; i++) {
            ind_eval_run(evals[i], slots, ROWS);
            expect(texts[i], exprs[i], want[i] * (uint64_t)batch, "stor * 2");
        }
    }
    for (size_t i = 0; i < COUNT; i++)
        ind_eval_free(evals[i]);
    ind_shared_free(shared);
    scope_clear(slots);
    ind_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_rows),
        cmocka_unit_test(counts_what_is_shared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

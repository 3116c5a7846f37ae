/* test_judge.c - what can be known of conditions without data: tables of condition and verdict, worked out by hand,
 * and the evaluator as a second opinion: whatever it gives for a row, the judge must have held possible. */
#include "language/reasoning/judge.h"
#include "support/expression_scope.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void hear(void *context, const ind_expr_error *error) {
    snprintf(context, 256, "%s", error->message);
}

/* alder is 0 to 120, kon is K or M; the others can be anything. */
static ind_value_domain domain(void *context, uint32_t slot) {
    static const ind_str sexes[] = {{"K", 1}, {"M", 1}};
    ind_value_domain values = IND_VALUES_ANY;
    (void)context;
    if (strcmp(scope_columns[slot].name, "alder") == 0) {
        values.low = 0;
        values.high = 120;
    }
    if (strcmp(scope_columns[slot].name, "kon") == 0) {
        values.codes = sexes;
        values.code_count = 2;
    }
    return values;
}

typedef struct {
    const ind_expr *expr;
    bool can_be[3];
} seen;

static void see(void *context, const ind_judge *judge) {
    seen *s = context;
    s->can_be[ind_judge_truth(judge, 0, s->expr->root)] = true;
}

/* "T", "F", "U" for what the condition can be: "TFU" says nothing, "TU" is met by all known values, "FU" by none. */
static void verdict(ind_arena *arena, const char *text, char out[8], seen *s) {
    char message[256] = "";
    *s = (seen){0};
    if (!ind_expr_compile(arena, ind_str_of(text), scope_all(), hear, message, &s->expr))
        fail_msg("%s: %s", text, message);
    const ind_expr *exprs[] = {s->expr};
    ind_judge *judge = ind_judge_new(arena, exprs, 1, domain, NULL);
    if (judge == NULL) {
        strcpy(out, "?");
        return;
    }
    ind_judge_run(judge, see, s);
    snprintf(out, 8, "%s%s%s", s->can_be[IND_TRUE] ? "T" : "", s->can_be[IND_FALSE] ? "F" : "",
             s->can_be[IND_UNKNOWN] ? "U" : "");
}

/* Rows whose values lie on and beside every constant of the table below. */
static void expect_covers(const char *text, const seen *s) {
    static const int64_t integers[] = {0, 1, 2, 3, 4, 5, 6, 17, 18, 19, 64, 65, 66, 120};
    static const char *const texts[] = {"K", "M", "A", "B", "SLUTEN", "PSYKIATRI", "E119", "x", ""};
    static const char *const days[] = {"2023-12-31", "2024-01-01", "2024-01-02", "2024-02-29", "2024-12-31"};
    enum { ROWS = 600 };
    ind_vector slots[SCOPE_SLOTS];
    scope_fill(slots, ROWS, 0);
    uint32_t random = 1;
    for (size_t row = 0; row < ROWS; row++)
        for (size_t c = 0; c < SCOPE_SLOTS; c++) {
            random = random * 1664525u + 1013904223u;
            uint32_t pick = random >> 8;
            bool sex = strcmp(scope_columns[c].name, "kon") == 0;
            char number[24];
            snprintf(number, sizeof number, "%lld", (long long)integers[pick % (sizeof integers / sizeof *integers)]);
            if (pick % 7 == 0)
                ind_vector_set_null(&slots[c], row);
            else if (slots[c].type == IND_INTEGER || slots[c].type == IND_NUMBER)
                scope_set(&slots[c], row, number);
            else if (slots[c].type == IND_DATE)
                scope_set(&slots[c], row, days[pick % 5]);
            else if (slots[c].type == IND_TEXT)
                scope_set(&slots[c], row, texts[pick % (sex ? 2 : sizeof texts / sizeof *texts)]);
        }
    ind_eval *eval = ind_eval_new(s->expr);
    const ind_vector *values = ind_eval_run(eval, slots, ROWS);
    for (size_t row = 0; row < ROWS; row++)
        if (!s->can_be[values->truth[row]])
            fail_msg("%s: the evaluator gives %d, which the judge holds impossible", text, values->truth[row]);
    ind_eval_free(eval);
    scope_clear(slots);
}

static const struct {
    const char *text, *want;
} conditions[] = {
    /* one column with constants */
    {"antal > 5", "TFU"},
    {"antal > 5 and antal < 3", "FU"},
    {"antal > 5 and antal < 6", "FU"}, /* whole numbers: nothing between */
    {"belopp > 5 and belopp < 6", "TFU"},
    {"antal >= 1 or antal < 1", "TU"}, /* unknown is not true */
    {"antal >= 1 or antal < 1 or antal is null", "T"},
    {"antal = 1 or antal <> 1", "TU"},
    {"antal = 1 and antal <> 1", "FU"},
    {"not (antal = 1 and antal <> 1)", "TU"},
    {"antal >= 1 or antal <= 1", "TU"},
    {"antal > 1 or antal < 1", "TFU"}, /* 1 itself */
    {"antal > 1 or antal < 2", "TU"},
    {"belopp > 1 or belopp < 2", "TU"},
    {"belopp > 2 or belopp < 1", "TFU"},
    {"antal between 3 and 5", "TFU"},
    {"antal between 5 and 3", "FU"},
    {"antal between 3 and 5 and antal not in (3, 4, 5)", "FU"},
    {"belopp between 3 and 5 and belopp not in (3, 4, 5)", "TFU"},
    {"antal > 2.5 and antal < 2.9", "FU"}, /* no whole number there */
    {"antal = 2.5", "FU"},
    {"5 < antal and 3 > antal", "FU"}, /* the constant on the left */
    {"antal * 2 > 5 and antal * 2 < 3", "FU"},
    /* unknown */
    {"antal is null", "TF"},
    {"antal is null and antal > 1", "FU"},
    {"antal is not null or antal is null", "T"},
    {"antal is null or antal > 1 or antal <= 1", "T"},
    {"not (antal > 1)", "TFU"},
    {"coalesce(antal, 0) > 1 or coalesce(antal, 0) <= 1", "T"},
    {"coalesce(antal, 0) > 5 and antal is null", "F"},
    {"coalesce(antal, 9) > 5 and antal is null", "TF"},
    {"coalesce(vardform, '') <> 'PSYKIATRI' or vardform = 'PSYKIATRI'", "T"},
    {"coalesce(vardform, '') = '' and vardform = 'SLUTEN'", "FU"},
    /* what the column can hold */
    {"alder > 120", "FU"},
    {"alder >= 0", "TU"},
    {"alder >= 120", "TFU"},
    {"alder < 0 or alder > 120", "FU"},
    {"kon = 'K' or kon = 'M'", "TU"},
    {"kon in ('K', 'M')", "TU"},
    {"kon <> 'K' and kon <> 'M'", "FU"},
    {"kon = 'K'", "TFU"},
    {"vardform < 'A'", "TFU"}, /* of texts, only what is equal is judged */
    {"'SLUTEN' >= vardform", "TFU"},
    {"month(start) > 12", "FU"},
    {"month(start) between 1 and 12", "TU"},
    {"month(start) = 12", "TFU"},
    {"weekday(start) in (6, 7)", "TFU"},
    {"weekday(start) = 0", "FU"},
    /* texts */
    {"vardform = 'A' and vardform = 'B'", "FU"},
    {"vardform = 'A' or vardform = 'B'", "TFU"},
    {"vardform <> 'A' or vardform <> 'B'", "TU"},
    {"vardform in ('A', 'B') and vardform not in ('A', 'B', 'C')", "FU"},
    {"vardform like 'A%' and vardform = 'B'", "FU"}, /* a constant is tried */
    {"vardform like 'A%' and vardform = 'A'", "TFU"},
    {"vardform like 'A%' and not (vardform like 'A%')", "FU"}, /* any text, but the same */
    {"vardform like 'A%' and vardform like 'B%'", "TFU"},      /* not found: patterns are opaque */
    {"vardform in codelist vardformer and vardform = 'x'", "FU"},
    {"vardform in codelist vardformer and vardform = 'SLUTEN'", "TFU"},
    {"vardform in codelist vardformer or not (vardform in codelist vardformer)", "TU"},
    {"has_prefix(vardform, 'E1') and vardform = 'E119'", "TFU"},
    {"has_prefix(vardform, 'E1') and vardform = 'F32'", "FU"},
    {"upper(vardform) = 'A' and upper(vardform) = 'B'", "FU"},
    /* two columns */
    {"start <= end", "TFU"},
    {"start = start", "TU"},
    {"start < start", "FU"},
    {"start <= end and start > end", "FU"},
    {"start <= end and end < start", "FU"}, /* the other way round */
    {"start < end or start >= end", "TU"},
    {"start <= end and end <= start and start <> end", "FU"},
    {"start <= end and end <= start", "TFU"},
    {"days_between(start, end) > 30 and days_between(start, end) < 7", "FU"},
    {"end - start > 30 and days_between(start, end) < 7", "FU"}, /* one difference, written in two ways */
    {"days_between(start, end) > 30 and days_between(end, start) > 7", "TFU"},
    {"start > date '2024-01-01' and start < date '2024-01-02'", "FU"},
    {"start > date(2024, 1, 1) and start < date(2023, 1, 1)", "FU"},
    {"age(personer.fodelsedatum, end) >= 65 and age(personer.fodelsedatum, end) < 18", "FU"},
    {"kon = 'K' and personer.kon = 'M'", "TFU"},
    /* constants */
    {"true", "T"},
    {"1 = 2", "F"},
    {"1 + 1 = 2", "T"},
    {"1 / 0 > 1", "U"},
    {"true or antal > 1", "T"},
    {"false and antal > 1", "F"},
    /* derived columns and case */
    {"aldersgrupp = '65+' and alder < 65", "F"}, /* the column gives 0-64 for an unknown age */
    {"aldersgrupp = '65+' and alder = 65", "TF"},
    {"aldersgrupp = '70+'", "F"},
    {"case when antal > 5 then 'A' end = 'B'", "FU"},
    {"case when antal > 5 then 'A' when antal <= 5 then 'B' else 'C' end = 'C' and antal is not null", "F"},
    {"case when antal > 5 then 'A' when antal <= 5 then vardform end = 'B'", "TFU"}, /* the value of a later branch */
    /* lists are opaque */
    {"has(diagnoser, 'E11') and not has(diagnoser, 'E11')", "FU"},
    {"has(diagnoser, 'E11') and not has(diagnoser, 'I10')", "TFU"},
};

static void verdicts(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        ind_arena *arena = ind_arena_new();
        char got[8];
        seen s;
        verdict(arena, conditions[i].text, got, &s);
        if (strcmp(got, conditions[i].want) != 0)
            fail_msg("%s: got %s, want %s", conditions[i].text, got, conditions[i].want);
        expect_covers(conditions[i].text, &s);
        ind_arena_free(arena);
    }
}

/* Too many worlds: no verdict, and none that is wrong. */
static void limits(void **state) {
    (void)state;
    char text[4096] = "", got[8];
    static const char *const columns[] = {"antal", "alder", "belopp", "noll", "stor", "dubbel"};
    for (size_t c = 0; c < 6; c++)
        for (int k = 0; k < 4; k++) {
            size_t length = strlen(text);
            snprintf(text + length, sizeof text - length, "%s%s = %d", length == 0 ? "" : " or ", columns[c], k * 3);
        }
    ind_arena *arena = ind_arena_new();
    seen s;
    verdict(arena, text, got, &s);
    assert_string_equal(got, "?");
    *text = '\0';
    for (int k = 0; k < 200; k++) { /* more constants than are kept */
        size_t length = strlen(text);
        snprintf(text + length, sizeof text - length, "%santal = %d", length == 0 ? "" : " or ", k * 3);
    }
    verdict(arena, text, got, &s);
    assert_string_equal(got, "?");
    ind_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(verdicts), cmocka_unit_test(limits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

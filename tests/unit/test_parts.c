/* test_parts.c - conditions told part by part, and traces of decisions. */
#include "language/reasoning/parts.h"
#include "kinds/common/trace.h"
#include "support/expression_scope.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void no_error(void *context, const ind_expr_error *error) {
    fail_msg("%s: %s", (const char *)context, error->message);
}

static void add_value(const ind_part_value *value, const char *text, ind_buffer *out) {
    if (value->is_slot)
        ind_buffer_format(out, "%s%s%s=", scope_columns[value->slot].qualifier,
                          scope_columns[value->slot].qualifier[0] == '\0' ? "" : ".", scope_columns[value->slot].name);
    else
        ind_buffer_format(out, "%.*s=", (int)(value->end - value->start), text + value->start);
    if (value->value.unknown)
        ind_buffer_text(out, "?");
    else if (value->type == IND_TEXT || value->type == IND_LIST)
        ind_buffer_format(out, "%.*s", IND_STR_ARGS(value->value.text));
    else if (value->type == IND_NUMBER)
        ind_buffer_format(out, "%g", value->value.number);
    else
        ind_buffer_format(out, "%lld", (long long)(value->type == IND_DATE ? value->value.day : value->value.integer));
    if (value->read_count != 1)
        ind_buffer_format(out, "/%zu", value->read_count);
}

/* "and(t: alder > 65 [alder=70]; ...)": truth, text and values. */
static void add_part(const ind_part *part, const char *text, ind_buffer *out) {
    static const char *const kinds[] = {"and", "or", "not"};
    ind_buffer_format(out, "%c: ", "ft?"[part->truth]);
    if (part->kind != IND_PART_LEAF) {
        ind_buffer_format(out, "%s(", kinds[part->kind]);
        for (size_t i = 0; i < part->count; i++) {
            ind_buffer_text(out, i == 0 ? "" : "; ");
            add_part(&part->items[i], text, out);
        }
        ind_buffer_text(out, ")");
        return;
    }
    ind_buffer_format(out, "%.*s [", (int)(part->end - part->start), text + part->start);
    for (size_t i = 0; i < part->value_count; i++) {
        ind_buffer_text(out, i == 0 ? "" : " ");
        add_value(&part->values[i], text, out);
    }
    ind_buffer_text(out, "]");
}

static const struct {
    const char *text;
    size_t row; /* 0: all known, 1: all unknown */
    const char *parts;
} cases[] = {
    {"alder >= 65", 0, "t: alder >= 65 [alder=70]"},
    {"alder >= 65", 1, "?: alder >= 65 [alder=?]"},
    {"alder > 70 or kon = 'K'", 0, "t: or(f: alder > 70 [alder=70]; t: kon = 'K' [kon=K])"},
    {"kon = 'M' and alder = 70 and antal < 0", 0,
     "f: and(f: kon = 'M' [kon=K]; t: alder = 70 [alder=70]; t: antal < 0 [antal=-3])"},
    {"kon = 'M' and (alder = 70 or antal < 0)", 0,
     "f: and(f: kon = 'M' [kon=K]; t: or(t: alder = 70 [alder=70]; t: antal < 0 [antal=-3]))"},
    {"not (kon = 'M' or alder = 1)", 0, "t: not(f: or(f: kon = 'M' [kon=K]; f: alder = 1 [alder=70]))"},
    {"kon not in ('M', 'X')", 0, "t: kon not in ('M', 'X') [kon=K]"},
    {"not kon = 'M'", 0, "t: not kon = 'M' [kon=K]"},
    {"alder between 60 and 69", 0, "f: alder between 60 and 69 [alder=70]"},
    {"age(personer.fodelsedatum, end) >= 65", 0,
     "f: age(personer.fodelsedatum, end) >= 65 [personer.fodelsedatum=-3594 end=19782 "
     "age(personer.fodelsedatum, end)=64/2]"},
    {"alder + antal > belopp", 0, "t: alder + antal > belopp [alder=70 antal=-3 belopp=2.5 alder + antal=67/2]"},
    {"coalesce(kon, 'X') <> 'X'", 1, "f: coalesce(kon, 'X') <> 'X' [kon=? coalesce(kon, 'X')=X]"},
    {"kon is null or alder is not null", 1, "t: or(t: kon is null [kon=?]; f: alder is not null [alder=?])"},
    /* inside a derived column nothing is taken apart, and its name stands for what it reads */
    {"dubbel > 100 and aldersgrupp = '65+'", 0,
     "t: and(t: dubbel > 100 [alder=70 dubbel=140]; t: aldersgrupp = '65+' [alder=70 aldersgrupp=65+])"},
};

static void tells_parts(void **state) {
    (void)state;
    ind_vector slots[SCOPE_SLOTS];
    scope_fill(slots, SCOPE_ROWS, 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_arena *arena = ind_arena_new();
        const ind_expr *expr = NULL;
        ind_buffer got = {0};
        ind_expr_compile(arena, ind_str_of(cases[i].text), scope_all(), no_error, (void *)cases[i].text, &expr);
        add_part(ind_expr_parts(arena, expr, slots, SCOPE_SLOTS, cases[i].row), cases[i].text, &got);
        ind_buffer_add(&got, "", 1);
        if (strcmp(got.data, cases[i].parts) != 0)
            fail_msg("%s\nexpected %s\nactual   %s", cases[i].text, cases[i].parts, got.data);
        ind_buffer_free(&got);
        ind_arena_free(arena);
    }
    scope_clear(slots);
}

/* What the flow counts at a step follows from the answer and from what the step does. */
static void counts_steps(void **state) {
    (void)state;
    static const struct {
        ind_step_effect effect;
        bool asked, against, counted;
    } steps[] = {{IND_STEP_IN, true, false, true},   {IND_STEP_IN, true, true, false},
                 {IND_STEP_IN, false, false, false}, {IND_STEP_OUT, true, true, true},
                 {IND_STEP_OUT, true, false, false}, {IND_STEP_OUT, false, true, false}};
    ind_arena *arena = ind_arena_new();
    ind_trace trace = {.arena = arena};
    ind_flow flow = {0};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        size_t step = ind_flow_add(&flow, arena, "exclude end before start", steps[i].effect, true);
        uint32_t unit = ind_trace_unit(&trace, IND_UNIT_ROW, -1);
        ind_judgement *judgement = ind_trace_step(&trace, unit, &flow.items[step], steps[i].asked, steps[i].against);
        ind_trace_integer(&trace, judgement, "days", 3);
        ind_trace_number(&trace, judgement, "index", 0.5);
        assert_true(judgement->in_flow);
        assert_string_equal(judgement->id, "end_before_start");
        assert_int_equal(judgement->counted, steps[i].counted);
        assert_int_equal(judgement->facts.count, 2);
        assert_int_equal(judgement->facts.items[0].integer, 3);
        assert_string_equal(judgement->facts.items[1].name, "index");
    }
    assert_int_equal(trace.unit_count, sizeof steps / sizeof *steps);
    ind_judgement *note = ind_trace_note(&trace, 0, "event", true, true);
    assert_false(note->in_flow || note->counted);
    assert_int_equal(trace.units[0].judgements.count, 2);
    ind_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(tells_parts), cmocka_unit_test(counts_steps)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_tree.c - expressions as trees: of what is written, with places, and of what it means, by operator and type. */
#include "language/tree/node.h"
#include "language/tree/syntax.h"
#include "support/expression_scope.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* ---- what is written ---- */

/* The tree as a text: (and (= kon 'K') (not (null x))). */
static void print_tree(const ind_syntax *x, ind_buffer *out) {
    static const char *const kinds[] = {"int",  "number", "text", "date", "truth",   "name", "call",
                                        "and",  "or",     "not",  "cmp",  "between", "in",   "codelist",
                                        "like", "null",   "case", "neg",  "sum"};
    switch (x->kind) {
    case IND_SYNTAX_NAME:
        for (size_t i = 0; i < x->path.count; i++)
            ind_buffer_format(out, "%.*s.", IND_STR_ARGS(x->path.parts[i]));
        ind_buffer_format(out, "%.*s", IND_STR_ARGS(x->text));
        return;
    case IND_SYNTAX_INTEGER: ind_buffer_format(out, "%lld", (long long)x->integer); return;
    case IND_SYNTAX_NUMBER: ind_buffer_format(out, "%g", x->number); return;
    case IND_SYNTAX_TEXT: ind_buffer_format(out, "'%.*s'", IND_STR_ARGS(x->text)); return;
    case IND_SYNTAX_DATE: ind_buffer_format(out, "%.*s", IND_STR_ARGS(x->text)); return;
    case IND_SYNTAX_TRUTH: ind_buffer_text(out, x->integer != 0 ? "true" : "false"); return;
    default: break;
    }
    ind_buffer_format(out, "(%s%s", x->negated ? "not-" : "", kinds[x->kind]);
    if (x->kind == IND_SYNTAX_CALL || x->kind == IND_SYNTAX_CODELIST || x->kind == IND_SYNTAX_LIKE)
        ind_buffer_format(out, ":%.*s", IND_STR_ARGS(x->text));
    if (x->kind == IND_SYNTAX_COMPARE || x->kind == IND_SYNTAX_SUM)
        ind_buffer_format(out, ":%d", (int)x->sign - TOKEN_PLUS);
    for (size_t i = 0; i < x->count; i++) {
        ind_buffer_text(out, " ");
        print_tree(x->items[i], out);
    }
    ind_buffer_text(out, ")");
}

static void reads_trees(void **state) {
    static const struct {
        const char *text, *tree;
    } cases[] = {
        {"kon = 'K'", "(cmp:4 kon 'K')"},
        {"a and b and not c", "(and a b (not c))"},
        {"a or b and c", "(or a (and b c))"},
        {"(a or b) and c", "(and (or a b) c)"},
        {"x between 1 and 2 and y", "(and (between x 1 2) y)"},
        {"x not in (1, 2)", "(not-in x 1 2)"},
        {"x in codelist kroniska", "(codelist:kroniska x)"},
        {"x is not null", "(not-null x)"},
        {"x like 'E1%'", "(like:E1% x)"},
        {"a + b * 2 - 1", "(sum:1 (sum:0 a (sum:2 b 2)) 1)"},
        {"- x < 1.5", "(cmp:6 (neg x) 1.5)"},
        {"case when a then 1 else 2 end", "(case a 1 2)"},
        {"age(personer.fodelsedatum, end) >= 65", "(cmp:9 (call:age personer.fodelsedatum end) 65)"},
        {"[first].[en enhet] . typ is null", "(null first.en enhet.typ)"},
        {"a.b.c.d.e.f.g.h = 1", "(cmp:4 a.b.c.d.e.f.g.h 1)"},
        {"d < date '2024-01-31'", "(cmp:6 d 2024-01-31)"},
        {"date(2024, 1, 1) = d", "(cmp:4 (call:date 2024 1 1) d)"},
        {"[name with space] = 'it''s'", "(cmp:4 name with space 'it's')"},
        {"true", "true"},
    };
    (void)state;
    ind_arena *arena = ind_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const ind_syntax *tree = ind_syntax_parse(arena, ind_str_of(cases[i].text));
        ind_buffer out = {0};
        if (tree != NULL)
            print_tree(tree, &out);
        ind_buffer_add(&out, "", 1);
        if (strcmp(out.data, cases[i].tree) != 0)
            fail_msg("%s: %s, expected %s", cases[i].text, out.data, cases[i].tree);
        ind_buffer_free(&out);
    }
    ind_arena_free(arena);
}

/* The text of every node, its own and with its parentheses where these differ, outermost first. */
static void print_places(const ind_syntax *x, const ind_reading *r, ind_buffer *out) {
    size_t start = r->tokens[x->first].start, end = r->tokens[x->last].end;
    ind_buffer_format(out, "<%.*s>", (int)(x->end - x->start), r->text.data + x->start);
    if (start != x->start || end != x->end)
        ind_buffer_format(out, "in<%.*s>", (int)(end - start), r->text.data + start);
    for (size_t i = 0; i < x->count; i++)
        print_places(x->items[i], r, out);
}

static void has_places(void **state) {
    static const struct {
        const char *text, *places;
    } cases[] = {
        {"a = 1 and  b in ('x')", "<a = 1 and  b in ('x')><a = 1><a><1><b in ('x')><b><'x'>"},
        {" ( a+b ) * 2 < -c ", "<( a+b ) * 2 < -c><( a+b ) * 2><a+b>in<( a+b )><a><b><2><-c><c>"},
        {"not ((a)) or (b is not null)",
         "<not ((a)) or (b is not null)><not ((a))><a>in<((a))><b is not null>in<(b is not null)><b>"},
        {"f(x, (1)) not between p.y and date '2024-01-01'",
         "<f(x, (1)) not between p.y and date '2024-01-01'><f(x, (1))><x><1>in<(1)><p.y><date '2024-01-01'>"},
        {"case when a then [b c] else 'd''e' end like 'x%'", "<case when a then [b c] else 'd''e' end like 'x%'><case "
                                                             "when a then [b c] else 'd''e' end><a><[b c]><'d''e'>"},
        {"x in codelist k", "<x in codelist k><x>"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_arena *arena = ind_arena_new();
        ind_reading reading = {.arena = arena, .text = ind_str_of(cases[i].text)};
        ind_buffer out = {0};
        assert_true(ind_expr_lex(&reading));
        print_places(ind_expr_parse(&reading), &reading, &out);
        ind_buffer_add(&out, "", 1);
        assert_null(reading.fault.rule);
        assert_string_equal(out.data, cases[i].places);
        ind_buffer_free(&out);
        ind_reading_free(&reading);
        ind_arena_free(arena);
    }
}

static void refuses_what_does_not_compile(void **state) {
    static const char *const texts[] = {"",      "a =",    "(a", "a b", "x between 1", "in (1)", "case when a then 1",
                                        "'open", "a = = b"};
    (void)state;
    ind_arena *arena = ind_arena_new();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (ind_syntax_parse(arena, ind_str_of(texts[i])) != NULL)
            fail_msg("'%s' has a tree", texts[i]);
    char deep[4 * IND_EXPR_MAX_DEPTH + 2];
    memset(deep, '(', sizeof deep - 1);
    deep[sizeof deep - 1] = '\0';
    assert_null(ind_syntax_parse(arena, ind_str_of(deep)));
    ind_arena_free(arena);
}

/* ---- what it means ---- */

static const char *operator_name(ind_operator op) {
    static const struct {
        ind_operator op;
        const char *name;
    } names[] = {
        {IND_OP_SLOT, "slot"},
        {IND_OP_LITERAL, "literal"},
        {IND_OP_WIDEN, "widen"},
        {IND_OP_AND, "and"},
        {IND_OP_OR, "or"},
        {IND_OP_NOT, "not"},
        {IND_OP_BOTH, "both"},
        {IND_OP_EQUAL, "equal"},
        {IND_OP_DIFFER, "differ"},
        {IND_OP_LESS, "less"},
        {IND_OP_AT_MOST, "at_most"},
        {IND_OP_IS_NULL, "is_null"},
        {IND_OP_IN, "in"},
        {IND_OP_LIKE, "like"},
        {IND_OP_IN_CODELIST, "codelist"},
        {IND_OP_CASE, "case"},
        {IND_OP_COALESCE, "coalesce"},
        {IND_OP_ADD, "add"},
        {IND_OP_DIVIDE, "divide"},
        {IND_OP_NEGATE, "negate"},
        {IND_OP_ADD_DAYS, "add_days"},
        {IND_OP_AGE, "age"},
        {IND_OP_ROUND, "round"},
        {IND_OP_DAYS_BETWEEN, "days_between"},
        {IND_OP_DATE_OF, "date_of"},
        {IND_OP_YEAR, "year"},
        {IND_OP_HAS_PREFIX, "has_prefix"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].op == op)
            return names[i].name;
    return "?";
}

/* (operator of type, ~ if written the other way round, @ where it is written) of a node and what it reads. */
static void print_node(const ind_expr *expr, uint32_t number, ind_str text, ind_buffer *out) {
    const ind_node *node = &expr->nodes[number];
    ind_buffer_format(out, "(%s%s %s @%.*s@", node->swapped ? "~" : "", operator_name(node->op),
                      ind_type_name(node->type), (int)(node->end - node->start), text.data + node->start);
    if (node->op == IND_OP_IN_CODELIST)
        ind_buffer_format(out, ":%.*s", IND_STR_ARGS(node->value.text));
    for (uint32_t i = 0; i < node->count; i++)
        print_node(expr, node->args[i], text, out);
    ind_buffer_text(out, ")");
}

static void keep(void *context, const ind_expr_error *error) {
    ind_buffer_format(context, "%s %zu-%zu\n", error->rule, error->start, error->end);
}

static void binds(void **state) {
    static const struct {
        const char *text, *tree;
    } cases[] = {
        {"alder >= 65", "(~at_most boolean @alder >= 65@(literal integer @65@)(slot integer @alder@))"},
        {"(alder) < 2.5",
         "(less boolean @(alder) < 2.5@(widen number @(alder)@(slot integer @alder@))(literal number @2.5@))"},
        {"kon not in ('K', 'M')",
         "(not boolean @kon not in ('K', 'M')@(in boolean @kon not in ('K', 'M')@(slot text @kon@)))"},
        {"alder between 1 and 2",
         "(both boolean @alder between 1 and 2@"
         "(~at_most boolean @alder between 1@(literal integer @1@)(slot integer @alder@))"
         "(at_most boolean @alder between 1 and 2@(slot integer @alder@)(literal integer @2@)))"},
        {"end - start", "(~days_between integer @end - start@(slot date @start@)(slot date @end@))"},
        {"start - 3", "(add_days date @start - 3@(slot date @start@)(literal integer @3@))"},
        {"1 + start", "(add_days date @1 + start@(slot date @start@)(literal integer @1@))"},
        {"alder / 2", "(divide number @alder / 2@(widen number @alder@(slot integer @alder@))(literal number @2@))"},
        {"year(tid)", "(year integer @year(tid)@(date_of date @tid@(slot datetime @tid@)))"},
        {"round(alder)", "(slot integer @alder@)"},
        {"has_prefix(kon, 'K') and vardform like 'S%'",
         "(and boolean @has_prefix(kon, 'K') and vardform like 'S%'@"
         "(has_prefix boolean @has_prefix(kon, 'K')@(slot text @kon@)(literal text @'K'@))"
         "(like boolean @vardform like 'S%'@(slot text @vardform@)))"},
        {"kon in codelist diabetes", "(codelist boolean @kon in codelist diabetes@:diabetes(slot text @kon@))"},
        {"aldersgrupp is null", /* a derived column stands where it is named */
         "(is_null boolean @aldersgrupp is null@(case text @aldersgrupp@(~at_most boolean @aldersgrupp@"
         "(literal integer @aldersgrupp@)(slot integer @aldersgrupp@))(literal text @aldersgrupp@)(literal text "
         "@aldersgrupp@)))"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_arena *arena = ind_arena_new();
        ind_buffer out = {0};
        const ind_expr *expr = NULL;
        ind_str text = ind_str_of(cases[i].text);
        assert_true(ind_expr_compile(arena, text, scope_all(), keep, &out, &expr));
        print_node(expr, expr->root, text, &out);
        ind_buffer_add(&out, "", 1);
        assert_string_equal(out.data, cases[i].tree);
        ind_buffer_free(&out);
        ind_arena_free(arena);
    }
}

/* Names and types before a fault of syntax are looked at, and nothing after it. */
static void tells_in_order(void **state) {
    static const struct {
        const char *text, *errors;
    } cases[] = {
        {"okand = 1 and alder = 'x' and (kon = 'K'", "unknown_name 0-5\ntype 22-25\nsyntax 30-31\n"},
        {"okand = 1 and ) or annat = 2", "unknown_name 0-5\nsyntax 14-15\n"},
        {"f(okand, 1 2)", "unknown_name 2-7\nsyntax 11-12\n"},
        {"case when alder then 1 2", "type 10-15\nsyntax 23-24\n"},
        {"case when kon = 'K' then 1 else okand", "unknown_name 32-37\nsyntax 37-37\n"},
        {"okand == 1 or (annat", "syntax 6-8\nunknown_name 0-5\nunknown_name 15-20\nsyntax 14-15\n"},
        {"okand not 1", "unknown_name 0-5\nsyntax 10-11\n"},
        {"(alder + 1) + kon > 2", "type 0-17\n"}, /* with its parentheses */
        {"fel > 1 and tomt_fel > 1", "type 0-3\nsyntax 12-20\n"},
        {"date '2024-13-01' < start and", "syntax 5-17\nsyntax 29-29\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_arena *arena = ind_arena_new();
        ind_buffer out = {0};
        const ind_expr *expr = NULL;
        assert_false(ind_expr_compile(arena, ind_str_of(cases[i].text), scope_all(), keep, &out, &expr));
        ind_buffer_add(&out, "", 1);
        assert_string_equal(out.data, cases[i].errors);
        ind_buffer_free(&out);
        ind_arena_free(arena);
    }
}

/* Sums are long, not deep: a long one in every derived column of a long chain needs no stack for each sign. */
static void binds_long_sums(void **state) {
    (void)state;
    ind_arena *arena = ind_arena_new();
    ind_buffer text = {0}, out = {0};
    const ind_expr *expr = NULL;
    for (int i = 0; i < 4000; i++)
        ind_buffer_text(&text, "1+");
    ind_buffer_text(&text, "1");
    assert_true(ind_expr_compile(arena, ind_buffer_str(&text), scope_all(), keep, &out, &expr));
    assert_int_equal(expr->nodes[expr->root].op, IND_OP_ADD);
    ind_buffer_free(&text);
    ind_buffer_free(&out);
    ind_arena_free(arena);
}

/* What compiles can be told in words, to the last level of nesting. */
static void agrees_on_depth(void **state) {
    (void)state;
    for (int depth = IND_EXPR_MAX_DEPTH - 2; depth <= IND_EXPR_MAX_DEPTH + 1; depth++) {
        ind_arena *arena = ind_arena_new();
        ind_buffer text = {0}, out = {0};
        const ind_expr *expr = NULL;
        for (int i = 0; i < depth; i++)
            ind_buffer_text(&text, "(");
        ind_buffer_text(&text, "not kon = 'K'");
        for (int i = 0; i < depth; i++)
            ind_buffer_text(&text, ")");
        bool ok = ind_expr_compile(arena, ind_buffer_str(&text), scope_all(), keep, &out, &expr);
        assert_int_equal(ok, depth < IND_EXPR_MAX_DEPTH);
        assert_int_equal(ok, ind_syntax_parse(arena, ind_buffer_str(&text)) != NULL);
        ind_buffer_free(&text);
        ind_buffer_free(&out);
        ind_arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_trees),
        cmocka_unit_test(has_places),
        cmocka_unit_test(refuses_what_does_not_compile),
        cmocka_unit_test(binds),
        cmocka_unit_test(tells_in_order),
        cmocka_unit_test(binds_long_sums),
        cmocka_unit_test(agrees_on_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

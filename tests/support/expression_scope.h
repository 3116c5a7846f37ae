/* expression_scope.h - a small dataset of two rows for the tests of expressions: row 0 has a
 * value in every column, row 1 in none.  Shared by the unit tests and the fuzz target. */
#ifndef IND_TEST_EXPRESSION_SCOPE_H
#define IND_TEST_EXPRESSION_SCOPE_H

#include "base/date.h"
#include "language/expression.h"

#include <stdio.h>
#include <stdlib.h>

enum { SCOPE_ROWS = 2 };

/* VALUE of row 0 as text; row 1 is unknown. */
static const struct {
    const char *qualifier, *name;
    ind_type type;
    const char *value;
} scope_columns[] = {
    {"", "alder", IND_INTEGER, "70"},
    {"", "antal", IND_INTEGER, "-3"},
    {"", "stor", IND_INTEGER, "9223372036854775807"},
    {"", "belopp", IND_NUMBER, "2.5"},
    {"", "noll", IND_NUMBER, "0"},
    {"", "kon", IND_TEXT, "K"},
    {"", "namn", IND_TEXT, " Åsa Ödman "},
    {"", "vardform", IND_TEXT, "SLUTEN"},
    {"", "vård form", IND_TEXT, "öppen"},
    {"", "svar", IND_TEXT, "12,5"},
    {"", "tom", IND_TEXT, ""},
    {"", "diagnoser", IND_LIST, "E11|I10||J45"},
    {"", "start", IND_DATE, "2024-01-31"},
    {"", "end", IND_DATE, "2024-02-29"},
    {"", "date", IND_DATE, "2024-12-30"},
    {"", "tid", IND_DATETIME, "2024-02-29 14:05"},
    {"", "gammal_tid", IND_DATETIME, "1969-12-31 23:59"},
    {"personer", "kon", IND_TEXT, "K"},
    {"personer", "fodelsedatum", IND_DATE, "1960-02-29"},
    {"period", "end", IND_DATE, "2024-12-31"},
};
enum { SCOPE_SLOTS = sizeof scope_columns / sizeof *scope_columns };

static const struct {
    const char *name, *expression;
} scope_macros[] = {
    {"aldersgrupp", "case when alder >= 65 then '65+' else '0-64' end"},
    {"dubbel", "alder * 2"},
    {"fyrdubbel", "dubbel + dubbel"},
    {"fel", "alder + 'x'"},
    {"fel_i_fel", "fel > 1"},
    {"tomt_fel", "alder +"},
    {"sig_sjalv", "sig_sjalv + 1"},
    {"honan", "agget + 1"},
    {"agget", "honan + 1"},
};

static inline ind_name scope_resolve(void *context, ind_path path, ind_str name) {
    ind_str qualifier = path.count == 0 ? IND_STR("") : path.parts[0];
    if (path.count > 1)
        return (ind_name){.kind = IND_NAME_UNKNOWN};
    for (uint32_t i = 0; i < SCOPE_SLOTS; i++)
        if (ind_str_is(qualifier, scope_columns[i].qualifier) && ind_str_is(name, scope_columns[i].name))
            return (ind_name){.kind = IND_NAME_SLOT, .slot = i, .type = scope_columns[i].type};
    for (size_t i = 0; i < sizeof scope_macros / sizeof *scope_macros; i++)
        if (qualifier.length == 0 && ind_str_is(name, scope_macros[i].name))
            return (ind_name){
                .kind = IND_NAME_MACRO, .expression = ind_str_of(scope_macros[i].expression), .macro_scope = context};
    if (ind_str_is(name, "aldr"))
        return (ind_name){.kind = IND_NAME_UNKNOWN,
                          .message = "dataset 'test' has no column 'aldr'",
                          .help = "the closest is 'alder'"};
    return (ind_name){.kind = IND_NAME_UNKNOWN};
}

static inline bool scope_has_exact(const void *context, ind_str code) {
    (void)context;
    return ind_str_is(code, "SLUTEN") || ind_str_is(code, "PSYKIATRI");
}

static inline bool scope_has_prefix(const void *context, ind_str code) {
    (void)context;
    return ind_str_starts(code, IND_STR("E10")) || ind_str_starts(code, IND_STR("E11"));
}

static inline bool scope_codelist(void *context, ind_str name, ind_codeset *out, const char **help) {
    (void)context;
    if (ind_str_is(name, "vardformer"))
        *out = (ind_codeset){.has = scope_has_exact, .context = NULL};
    else if (ind_str_is(name, "diabetes"))
        *out = (ind_codeset){.has = scope_has_prefix, .context = NULL};
    else
        *help = "the closest is 'diabetes'";
    return out->has != NULL;
}

static inline ind_scope *scope_all(void) {
    static ind_scope scope = {scope_resolve, scope_codelist, &scope};
    return &scope;
}

static inline void scope_set(ind_vector *vector, size_t row, const char *value) {
    int32_t day = 0;
    int hour = 0, minute = 0;
    if (vector->type == IND_DATE || vector->type == IND_DATETIME)
        ind_date_parse((ind_str){value, 10}, &day);
    if (vector->type == IND_DATETIME)
        sscanf(value + 11, "%2d:%2d", &hour, &minute);
    switch (vector->type) {
    case IND_TEXT:
    case IND_LIST: vector->code[row] = ind_dict_add(vector->dict, ind_str_of(value)); break;
    case IND_INTEGER: vector->integer[row] = strtoll(value, NULL, 10); break;
    case IND_NUMBER: vector->number[row] = strtod(value, NULL); break;
    case IND_DATE: vector->day[row] = day; break;
    case IND_DATETIME: vector->integer[row] = day * INT64_C(1440) + hour * 60 + minute; break;
    case IND_BOOLEAN: break;
    }
}

/* The columns over COUNT rows: row 0, row 1, row 0 ...  The texts of SHIFT words come first in
 * every dictionary, so that two calls give the same texts other codes. */
static inline void scope_fill(ind_vector slots[SCOPE_SLOTS], size_t count, int shift) {
    for (size_t s = 0; s < SCOPE_SLOTS; s++) {
        bool text = scope_columns[s].type == IND_TEXT || scope_columns[s].type == IND_LIST;
        ind_dict *dict = text ? ind_dict_new() : NULL;
        slots[s] = ind_vector_new(scope_columns[s].type, dict, count);
        for (int i = 0; i < shift && text; i++) {
            char word[32];
            ind_dict_add(dict, (ind_str){word, (size_t)snprintf(word, sizeof word, "word %d", i)});
        }
        for (size_t row = 0; row < count; row++)
            if (row % SCOPE_ROWS == 0)
                scope_set(&slots[s], row, scope_columns[s].value);
            else
                ind_vector_set_null(&slots[s], row);
    }
}

static inline void scope_clear(ind_vector slots[SCOPE_SLOTS]) {
    for (size_t s = 0; s < SCOPE_SLOTS; s++) {
        free(slots[s].any);
        ind_dict_free(slots[s].dict);
    }
}

/* Slots that are not marked become zero: an expression must not read them. */
static inline void scope_mark(void *context, uint32_t slot) {
    ((bool *)context)[slot] = true;
}

static inline void scope_keep(const ind_expr *expr, const ind_vector from[SCOPE_SLOTS], ind_vector to[SCOPE_SLOTS]) {
    bool used[SCOPE_SLOTS] = {false};
    ind_expr_slots(expr, scope_mark, used);
    for (size_t s = 0; s < SCOPE_SLOTS; s++)
        to[s] = used[s] ? from[s] : (ind_vector){0};
}

static inline ind_vector scope_row(const ind_vector *vector, size_t row) {
    ind_vector one = *vector;
    if (vector->any != NULL)
        one.any = (char *)vector->any + row * ind_type_size(vector->type);
    return one;
}

/* NULL, or what is wrong: the rows of one batch, the rows one by one with a dictionary that changes
 * from row to row, and what may_be_unknown says, must agree. */
static inline const char *scope_disagreement(const ind_expr *expr, size_t count) {
    ind_vector filled[2][SCOPE_SLOTS], slots[2][SCOPE_SLOTS], row_slots[SCOPE_SLOTS];
    const char *fault = NULL;
    ind_eval *batch = ind_eval_new(expr), *single = ind_eval_new(expr);
    for (int k = 0; k < 2; k++) {
        scope_fill(filled[k], count, 3 * k);
        scope_keep(expr, filled[k], slots[k]);
    }
    const ind_vector *all = ind_eval_run(batch, slots[0], count);
    for (size_t row = 0; row < count && fault == NULL; row++) {
        for (size_t s = 0; s < SCOPE_SLOTS; s++)
            row_slots[s] = scope_row(&slots[row / SCOPE_ROWS % 2][s], row);
        const ind_vector *one = ind_eval_run(single, row_slots, 1);
        if (one->type != ind_expr_type(expr) || all->type != one->type)
            fault = "the type of the result is not that of the expression";
        else if (ind_vector_is_null(all, row) != ind_vector_is_null(one, 0))
            fault = "a row alone and in a batch differ in being unknown";
        else if (!ind_vector_is_null(one, 0) && ind_vector_compare(all, row, one, 0) != 0)
            fault = "a row alone and in a batch differ in value";
        else if (ind_vector_is_null(one, 0) && !ind_expr_may_be_unknown(expr))
            fault = "the result is unknown against expectation";
    }
    ind_eval_free(batch);
    ind_eval_free(single);
    for (int k = 0; k < 2; k++)
        scope_clear(filled[k]);
    return fault;
}

#endif

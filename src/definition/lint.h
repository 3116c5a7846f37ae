/* lint.h - what a definition says that nobody means, and what it leaves open that somebody must decide.
 *
 *   lint.c             the expressions of a definition, one list; the order of the rest
 *   lint_subject.c     what every rule needs to speak about one of them
 *   lint_texts.c       texts, owner, review, policies left to a default, disclosure
 *   lint_conditions.c  conditions that are never or always met, branches and bands of case
 *   lint_chain.c       conditions that follow each other: where, denominator, exclusions, numerator
 *   lint_codes.c       constants that are no codes of their column
 *   lint_constants.c   the constants of an expression, each with what it is held against
 *   lint_ranges.c      numbers and days that what they are compared with never is
 *   lint_forms.c       texts in a form that what they are compared with never has
 *   lint_fits.c        functions and patterns that no code of their column fits
 *   lint_dates.c       dates in the wrong order, weeks with the year of the calendar
 *   lint_labels.c      placeholders, units that the kind does not give
 *   lint_periods.c     a series too short for its periods, pooled years across a break
 *   lint_compare.c     the measure that values are compared with
 *   lint_windows.c     windows with one edge, follow-up without a rule, months and days
 *
 * All of it is about definitions that can be computed; what cannot is found while they are compiled. */
#ifndef IND_LINT_H
#define IND_LINT_H

#include "definition/catalogue_files.h"
#include "language/reasoning/judge.h"

/* An expression of the definition and where it is written. */
typedef struct {
    const ind_expr *expr;
    const ind_json *node;
    const char *path; /* of its parameter; NULL for a group */
    unsigned feed;
    ind_scope_kind scope;
    uint8_t possible; /* of a condition: 1 << IND_TRUE | ... that it can be; all where it could not be judged */
} ind_lint_expr;

typedef struct {
    ind_catalogue *catalogue;
    ind_arena *arena;
    const ind_json *node;       /* the definition, expanded */
    const ind_measure *measure; /* NULL: it cannot be compiled */
    int32_t today;              /* days; IND_NULL_DATE: the dates of review are not looked at */
    ind_diag *diag;
    ind_lint_expr *exprs;
    size_t expr_count, expr_capacity;
} ind_lint;

/* All findings about the expanded definition NODE.  MEASURE is NULL where it could not be compiled: then only its
 * texts are looked at.  IND_FINDINGS if there is an error. */
ind_status ind_lint_definition(ind_catalogue *catalogue, const ind_json *node, const ind_measure *measure,
                               int32_t today, ind_diag *diag);

/* A finding of RULE, with the severity that the table gives it. */
void ind_lint_add(ind_lint *lint, const char *rule, ind_place place, const char *help, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
ind_place ind_lint_place(const ind_lint_expr *at, uint32_t node); /* of a node of the expression */
const char *ind_lint_text(const ind_lint *lint, const ind_lint_expr *at, uint32_t node); /* as written; short */
/* The parameter with this path; NULL if the kind has none. */
const ind_param *ind_lint_param(const ind_measure *measure, const char *path);
/* The expression of parameter PATH; NULL if it is not given. */
ind_lint_expr *ind_lint_find(ind_lint *lint, const char *path);
/* The column that a slot reads; NULL for a role or a day of the period. */
const ind_field *ind_lint_field(const ind_lint *lint, const ind_lint_expr *at, uint32_t slot);
/* What the slots of AT (an ind_lint_pair) can hold, for ind_judge_new. */
typedef struct {
    ind_lint *lint;
    const ind_lint_expr *at;
} ind_lint_pair;
ind_value_domain ind_lint_domain(void *context, uint32_t slot);

/* The codes that a column can have, where they are known one by one; 0: any text. */
const ind_str *ind_lint_codes_of(ind_lint *lint, const ind_field *field, size_t *count);

void ind_lint_texts(ind_lint *lint);
void ind_lint_labels(ind_lint *lint);
void ind_lint_units(ind_lint *lint);
void ind_lint_conditions(ind_lint *lint);
void ind_lint_chain(ind_lint *lint);
void ind_lint_codes(ind_lint *lint);
void ind_lint_ranges(ind_lint *lint);
void ind_lint_forms(ind_lint *lint);
void ind_lint_fits(ind_lint *lint);
void ind_lint_dates(ind_lint *lint);
void ind_lint_windows(ind_lint *lint);
void ind_lint_months(ind_lint *lint);
void ind_lint_levels(ind_lint *lint);
void ind_lint_periods(ind_lint *lint);
void ind_lint_compare(ind_lint *lint);

#endif

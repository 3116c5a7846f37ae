/* template.h - how a definition of each kind begins ("indikator init"), with test cases at its edges.
 *
 * Texts with names between @: what they stand for is found in the schema of the dataset.  They are laid out by the
 * canonical form, so that only what they say matters here.  One small and complete measure a kind, each edge with a
 * case on both sides; cases of a period are about 2024 and the whole; @a@, @b@ are codes of the column @code@, @c@ is a
 * third. */
#ifndef IND_KIND_TEMPLATE_H
#define IND_KIND_TEMPLATE_H

#include <stdbool.h>

/* What a dataset must have. */
enum { IND_NEEDS_PERSON = 1, IND_NEEDS_DATE = 2, IND_NEEDS_END = 4, IND_NEEDS_CODE = 8, IND_NEEDS_PROVIDER = 16 };

typedef struct {
    const char *dataset; /* where none is given */
    bool fixed;          /* no other dataset will do */
    unsigned needs;
    const char *title_sv, *title_en, *unit;
    const char *body; /* members of the definition from "data" to "period" */
    const char *interval;
    const char *cases; /* elements of "cases" */
} ind_kind_template;

/* The days next to the edges of a period, for kinds whose rows have a day; COUNT is what they count. */
#define PERIOD_EDGES(COUNT)                                                                                            \
    "{'name': 'the day before the period is outside, its first day inside',"                                           \
    " 'data': {'@dataset@': [{'@date@': '2023-12-31'}, {'@date@': '2024-01-01'}]},"                                    \
    " 'expect': [{'period': '2024', '" COUNT "': 1}]},"                                                                \
    "{'name': 'the last day of the period is inside, the day after it outside',"                                       \
    " 'data': {'@dataset@': [{'@date@': '2024-12-31'}, {'@date@': '2025-01-01'}]},"                                    \
    " 'expect': [{'period': '2024', '" COUNT "': 1}]}"

#endif

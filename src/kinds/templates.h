/* templates.h - how a definition of each kind begins ("indikator init"), with test cases at its edges.
 *
 * Texts with names between @: what they stand for is found in the schema of the dataset.  They are laid out by the
 * canonical form, so that only what they say matters here. */
#ifndef IND_KIND_TEMPLATES_H
#define IND_KIND_TEMPLATES_H

#include <stdbool.h>

/* What a dataset must have. */
enum { IND_NEEDS_PERSON = 1, IND_NEEDS_DATE = 2, IND_NEEDS_END = 4, IND_NEEDS_CODE = 8, IND_NEEDS_PROVIDER = 16 };

typedef struct {
    const char *kind;
    const char *dataset; /* where none is given */
    bool fixed;          /* no other dataset will do */
    unsigned needs;
    const char *title_sv, *title_en, *unit;
    const char *body; /* members of the definition from "data" to "period" */
    const char *interval;
    const char *cases; /* elements of "cases" */
} ind_kind_template;

const ind_kind_template *ind_kind_template_of(const char *kind); /* NULL: none */

#endif

/* clause.h - what condition.c and value.c share: what a name stands for.  Private to this folder. */
#ifndef IND_WORDS_CLAUSE_H
#define IND_WORDS_CLAUSE_H

#include "words/sentences.h"

typedef struct {
    const char *noun;       /* "utskrivningssättet" */
    const char *side;       /* " vid episodens sista vårdtillfälle", or "" */
    const ind_field *field; /* NULL: a role or the period */
    ind_type type;
} ind_clause_name;

const char *ind_clause_say(ind_clause_scope s, const char *sv, const char *en);
ind_clause_name ind_clause_name_of(ind_clause_scope s, const ind_syntax *name);
bool ind_clause_is_call(const ind_syntax *syntax, const char *name);
bool ind_clause_is_day(ind_clause_scope s, const ind_syntax *syntax); /* a date or a datetime */
const char *ind_clause_unit(ind_clause_scope s, const ind_syntax *syntax);
const char *ind_clause_case(ind_clause_scope s, const ind_syntax *syntax); /* "1 om ..., annars 0" */

#endif

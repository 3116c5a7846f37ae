/* sentences.h - a definition in sentences, Swedish or English, as a statistician would write them in a method appendix.
 *
 * A document is sections of items; an item is one or two sentences about one clause or policy, and names it by the
 * path of its key ("event.day_to"), so that two documents can be compared clause by clause.  What all definitions
 * have in common is said in describe.c; what a kind alone knows, beside the kind (kinds/<kind>/<kind>_words.c), through
 * ind_kind_words.  No sentence is about a certain measure: its own texts are in the definition, names of columns
 * and codes in the schemas of the datasets ("x-indikator": {"words": ...}). */
#ifndef IND_WORDS_H
#define IND_WORDS_H

#include "base/json_text.h"
#include "definition/catalogue_files.h"
#include "language/tree/syntax.h"

typedef struct {
    const char *key;        /* paths of what it is about, separated by spaces; the first one has the place */
    const char *text;       /* one line */
    const ind_json *node;   /* NULL: a default, or nothing of its own */
    const char *expression; /* NULL, or the clause as it is written */
    bool sub;               /* belongs to the item before */
    unsigned number;        /* of a numbered item; 0: none */
} ind_words_item;

typedef struct {
    const char *id; /* "denominator" */
    const char *title;
    ind_words_item *items;
    size_t count, room;
} ind_words_section;

typedef struct {
    const char *sv, *en;
} ind_bilingual;

/* A document, and what is needed while it is written. */
typedef struct {
    ind_arena *arena;
    ind_catalogue *catalogue;
    const ind_measure *measure;
    ind_diag *diag; /* for schemas that are read now */
    bool english;
    const char *counted; /* NULL: as the kind says */
    ind_words_section *sections;
    size_t count, room;
} ind_words;

/* What a kind can say of itself.  "$1" in FIRST and LAST is the name of a row ("stay"). */
typedef struct ind_kind_words {
    ind_bilingual value;                                   /* what the value is, after "The measure is" */
    ind_bilingual (*value_of)(const ind_measure *measure); /* NULL, or the same by what the definition says */
    ind_bilingual first, last;                             /* the first and the last row of an entity */
    ind_bilingual start, end;                              /* the roles of an entity */
    ind_bilingual entities;                                /* who is followed, in the plural; NULL: persons */
    ind_bilingual counted; /* what the denominator counts, in the plural; NULL: rows, or as say() sets it */
    ind_bilingual caution; /* what every reader of the figures must be told, whatever the definition; NULL: nothing */
    void (*say)(ind_words *words);
} ind_kind_words;

/* The whole text of MEASURE; lives in ARENA. */
ind_words *ind_words_describe(ind_arena *arena, ind_catalogue *catalogue, const ind_measure *measure, bool english);

/* ---- document.c: writing ---- */

void ind_words_begin(ind_words *words, const char *id, const char *sv, const char *en);
/* One item; SV and EN take the same arguments. */
void ind_words_say(ind_words *words, const char *key, const char *sv, const char *en, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));
/* The same, below the last item that was said. */
void ind_words_add(ind_words *words, const char *key, unsigned number, const char *text);
const char *ind_words_pick(const ind_words *words, ind_bilingual text);
const char *ind_words_format(ind_words *words, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* "$1".."$9" of TEMPLATE replaced. */
const char *ind_words_fill(ind_words *words, const char *template, const char *const *values, size_t count);
const char *ind_words_list(ind_words *words, const char *const *items, size_t count,
                           const char *last);                       /* a, b LAST c */
const char *ind_words_sentence(ind_words *words, const char *text); /* with a great first letter */

/* ---- nouns.c: rows, columns, codes, numbers ---- */

typedef enum { IND_ROW_ONE, IND_ROW_THE, IND_ROW_MANY, IND_ROW_THE_MANY } ind_row_form;
/* "ett vårdtillfälle", "vårdtillfället", "vårdtillfällen", "vårdtillfällena" */
const char *ind_words_row(ind_words *words, unsigned feed, ind_row_form form);
const char *ind_words_row_bare(ind_words *words, unsigned feed);       /* "vårdtillfälle" */
bool ind_words_row_neuter(ind_words *words, unsigned feed);            /* Swedish: ett, det */
const char *ind_words_field(ind_words *words, const ind_field *field); /* "utskrivningssättet" */
/* which_dataset.c.  The same, and "in personer" if another column of the measure's datasets is called so. */
const char *ind_words_field_in(ind_words *words, const ind_dataset *dataset, const ind_field *field);
const char *ind_words_field_short(ind_words *words, const ind_field *field); /* "kön"; NULL: it has none */
/* The name of CODE; NULL if it has none.  WHICH: "codes", or "says" for a whole condition. */
const char *ind_words_code(ind_words *words, const ind_field *field, const char *which, ind_str code);
const char *ind_words_shown_code(ind_words *words, const ind_field *field, ind_str code); /* name and code */
const char *ind_words_codelist(ind_words *words, const ind_codelist *list);               /* with its version */
const char *ind_words_days(ind_words *words, int64_t days);                               /* "1 dag", "30 dagar" */
const char *ind_words_months(ind_words *words, int64_t months);
const char *ind_words_number(ind_words *words, ind_str digits); /* decimal comma in Swedish */
const char *ind_words_dataset(ind_words *words, const ind_dataset *dataset);

/* ---- condition.c: expressions ---- */

typedef struct ind_clause_scope {
    ind_words *words;
    unsigned feed;
    ind_scope_kind scope;
    /* What a condition within a value is told by: ind_words_clause. */
    const char *(*clause)(struct ind_clause_scope scope, const ind_syntax *syntax);
} ind_clause_scope;

/* A condition as a clause ("åldern är minst 65 år"), a value as a noun ("svarsvikten"). */
const char *ind_words_clause(ind_clause_scope scope, const ind_syntax *syntax);
const char *ind_words_value(ind_clause_scope scope, const ind_syntax *syntax);
const char *ind_words_expression(ind_words *words, ind_str text, unsigned feed, ind_scope_kind scope);
/* The parameter PATH in words; NULL if it is not in force, or if it is just "true". */
const char *ind_words_of(ind_words *words, const char *path);
/* "LEAD där ...", a list below it where there are many conditions. */
void ind_words_where(ind_words *words, const char *path, const char *sv_lead, const char *en_lead);
/* Rules of exclusion in their order, after a sentence that ends with a colon. */
void ind_words_rules(ind_words *words, const char *path);
/* The columns of an entity: "enkäten, omgången och den svarandes pseudonym". */
const char *ind_words_entity(ind_words *words, const char *path);

/* ---- coded.c, describe.c: what kinds share ---- */

/* "vad som räknas": counted of the kind, or the rows. */
const char *ind_words_counted(ind_words *words);
void ind_words_data(ind_words *words); /* begins the section "data" */
void ind_words_denominator(ind_words *words, const char *sv, const char *en);
/* The same where the parameter PATH chooses them. */
void ind_words_chosen(ind_words *words, const char *path, const char *sv, const char *en);
void ind_words_weight(ind_words *words, const char *path);
/* relations_words.c: rows in other datasets that those in a numerator have. */
void ind_words_numerator_relations(ind_words *words);
bool ind_words_is(const ind_words *words, const char *path, const char *choice);
bool ind_words_has(const ind_words *words, const char *path); /* given, or by default */
int64_t ind_words_integer(const ind_words *words, const char *path);

/* ---- render.c ---- */

/* TEXT in lines of at most 100 columns, the first after FIRST, the others after as many spaces. */
void ind_words_wrap(ind_buffer *out, const char *first, const char *text);
void ind_words_keys(ind_json_text *json, const char *keys);             /* "keys": ["event.day_to"] */
char *ind_words_render(const ind_words *words, ind_show_format format); /* OWNED */

#endif

/* describe.h - what the files of this folder share that tell what is common to all definitions.  Private to it. */
#ifndef IND_WORDS_DESCRIBE_H
#define IND_WORDS_DESCRIBE_H

#include "words/sentences.h"

/* A code of the contract and what it is called. */
typedef struct {
    const char *code;
    ind_bilingual text;
} ind_coded;

/* coded.c */
const char *ind_words_look_up(ind_words *words, const ind_coded *table, size_t count, ind_str code);
#define LOOK_UP(words, table, code) ind_words_look_up(words, table, sizeof(table) / sizeof *(table), code)
const char *ind_words_text(ind_words *words, ind_str text); /* a copy with NUL */

void ind_words_relations(ind_words *words); /* relations_words.c: what must be in other datasets */
void ind_words_reporting(ind_words *words); /* reporting.c: periods, splits and groups */
void ind_words_closing(ind_words *words);   /* closing.c: uncertainty, comparison, limitations, origin */
void ind_words_compared(ind_words *words);  /* compared_words.c: what values are compared with, and how */

/* about.c: the texts of a definition about itself */
void ind_words_purpose(ind_words *words); /* and its formula */
void ind_words_why_open(ind_words *words);
void ind_words_goal(ind_words *words);
void ind_words_source_system(ind_words *words); /* and how often, and whose areas */
void ind_words_open_facts(ind_words *words);
void ind_words_changes(ind_words *words); /* the newest */

#endif

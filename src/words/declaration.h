/* declaration.h - what the files share that write a definition in Markdown.  Private to this folder. */
#ifndef IND_WORDS_DECLARATION_H
#define IND_WORDS_DECLARATION_H

#include "words/sentences.h"

/* markdown.c */
const char *ind_words_title(const ind_words *words);
ind_buffer ind_words_plain_title(const ind_words *words); /* for people: masked, and ended by a NUL; OWNED */
void ind_words_mark(const ind_words_item *item, const char *bullet, const char *sub, char out[24]);
void ind_words_markdown_title(const ind_words *words, const char *before, ind_buffer *out);
void ind_words_markdown_item(ind_buffer *out, const ind_words_item *item);

/* declaration.c */
void ind_words_declaration(const ind_words *words, ind_buffer *out);

#endif

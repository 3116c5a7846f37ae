/* declaration.h - what the files share that write a definition in Markdown.  Private to this folder. */
#ifndef IND_WORDS_DECLARATION_H
#define IND_WORDS_DECLARATION_H

#include "words/sentences.h"

/* render.c */
void ind_words_markdown_title(const ind_words *words, const char *before, ind_buffer *out);
void ind_words_markdown_item(ind_buffer *out, const ind_words_item *item);

/* declaration.c */
void ind_words_declaration(const ind_words *words, ind_buffer *out);

#endif

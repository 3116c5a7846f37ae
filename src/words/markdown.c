/* markdown.c - a document in Markdown, and what each writer of a document needs. */
#include "base/mask.h"
#include "words/declaration.h"

#include <stdio.h>
#include <string.h>

const char *ind_words_title(const ind_words *words) {
    return words->english ? words->measure->title_en.data : words->measure->title_sv.data;
}

/* For people: masked, and ended by a NUL. */
ind_buffer ind_words_plain_title(const ind_words *words) {
    ind_buffer title = {0};
    ind_mask(ind_str_of(ind_words_title(words)), &title);
    ind_buffer_add(&title, "", 1);
    return title;
}

void ind_words_mark(const ind_words_item *item, const char *bullet, const char *sub, char out[24]) {
    if (item->number > 0)
        snprintf(out, 24, "%s%u. ", sub, item->number);
    else
        snprintf(out, 24, "%s%s ", item->sub ? sub : "", bullet);
}

/* Signs that begin a list, a heading or a quotation do so at the beginning alone; '&' begins what HTML would decode. */
static void escaped(ind_buffer *out, const char *text) {
    for (bool first = true; *text != '\0'; text++, first = false) {
        if (strchr("*`<[\\&|~", *text) != NULL || (first && strchr("#>+-=_", *text) != NULL))
            ind_buffer_text(out, "\\");
        ind_buffer_add(out, text, 1);
    }
}

void ind_words_markdown_title(const ind_words *words, const char *before, ind_buffer *out) {
    ind_buffer title = ind_words_plain_title(words);
    ind_buffer_format(out, "# %s", before);
    escaped(out, title.data);
    ind_buffer_text(out, "\n");
    ind_buffer_free(&title);
}

void ind_words_markdown_item(ind_buffer *out, const ind_words_item *item) {
    char first[24];
    ind_words_mark(item, "-", "  ", first);
    ind_buffer_text(out, first);
    escaped(out, item->text);
    ind_buffer_text(out, "\n");
}

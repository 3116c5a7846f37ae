/* render.c - a document on the terminal, in Markdown, or as JSON (docs/reference/show.md). */
#include "base/json_layout.h"
#include "words/declaration.h"

#include <stdio.h>

enum { WIDTH = 100 };

/* ---- terminal ---- */

/* Columns of UTF-8 text: its characters, as Swedish and English have no wide ones. */
static size_t columns(const char *text, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

/* TEXT in lines of at most WIDTH columns: the first after FIRST, the others after as many spaces. */
void ind_words_wrap(ind_buffer *out, const char *first, const char *text) {
    size_t indent = columns(first, strlen(first)), column = indent;
    bool begun = false;
    ind_buffer_text(out, first);
    while (*text != '\0') {
        size_t word = strcspn(text, " "), wide = columns(text, word);
        if (begun && column + 1 + wide > WIDTH) {
            ind_buffer_format(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (begun) {
            ind_buffer_text(out, " ");
            column++;
        }
        ind_buffer_add(out, text, word);
        column += wide;
        begun = true;
        text += word + (text[word] == ' ');
    }
    ind_buffer_text(out, "\n");
}

static void text_document(const ind_words *words, ind_buffer *out) {
    ind_buffer title = ind_words_plain_title(words);
    ind_words_wrap(out, "", title.data);
    for (size_t i = 0, n = columns(title.data, strlen(title.data)); i < (n < WIDTH ? n : WIDTH); i++)
        ind_buffer_text(out, "=");
    ind_buffer_free(&title);
    ind_buffer_text(out, "\n");
    for (size_t s = 0; s < words->count; s++) {
        ind_buffer_format(out, "\n%s\n", words->sections[s].title);
        for (size_t i = 0; i < words->sections[s].count; i++) {
            const ind_words_item *item = &words->sections[s].items[i];
            char first[24];
            ind_words_mark(item, item->sub ? "–" : "-", "    ", first);
            char shifted[32];
            snprintf(shifted, sizeof shifted, "  %s", first);
            ind_words_wrap(out, item->sub ? first : shifted, item->text);
        }
    }
}

/* ---- Markdown ---- */

static void markdown(const ind_words *words, ind_buffer *out) {
    ind_words_markdown_title(words, "", out);
    for (size_t s = 0; s < words->count; s++) {
        ind_buffer_format(out, "\n## %s\n\n", words->sections[s].title);
        for (size_t i = 0; i < words->sections[s].count; i++)
            ind_words_markdown_item(out, &words->sections[s].items[i]);
    }
}

/* ---- JSON ---- */

static void member(ind_json_text *json, const char *key, const char *value) {
    ind_json_text_member(json, key, ind_str_of(value));
}

static void line(ind_json_text *json, const char *key, const char *value) {
    ind_json_line(json, "\n  ");
    member(json, key, value);
}

void ind_words_keys(ind_json_text *json, const char *keys) {
    ind_json_put_key(json, "keys");
    ind_json_open(json, "[");
    while (*keys != '\0') {
        size_t length = strcspn(keys, " ");
        ind_json_next(json, "");
        ind_json_text_value(json, (ind_str){keys, length});
        keys += length + (keys[length] == ' ');
    }
    ind_json_close(json, "]");
}

static void json_item(const ind_words_item *item, ind_json_text *json) {
    ind_json_next(json, "\n        ");
    ind_json_open(json, "{ ");
    ind_words_keys(json, item->key);
    member(json, "text", item->text);
    if (item->sub)
        ind_json_flag_member(json, "part", true);
    if (item->number > 0)
        ind_json_count_member(json, "number", item->number);
    if (item->expression != NULL)
        member(json, "expression", item->expression);
    if (item->node != NULL) {
        ind_place place = ind_json_place(item->node);
        member(json, "file", place.file);
        ind_json_count_member(json, "line", (int64_t)place.line);
        ind_json_count_member(json, "column", place.column);
    }
    ind_json_close(json, " }");
}

static void json_section(const ind_words_section *section, ind_json_text *json) {
    ind_json_next(json, "\n    ");
    ind_json_open(json, "{ ");
    member(json, "id", section->id);
    member(json, "title", section->title);
    ind_json_put_key(json, "clauses");
    ind_json_open(json, "[");
    for (size_t i = 0; i < section->count; i++)
        json_item(&section->items[i], json);
    ind_json_close(json, "\n      ] }");
}

static void json_document(const ind_words *words, ind_buffer *out) {
    const ind_measure *m = words->measure;
    ind_json_text json = {.text = out};
    ind_json_open(&json, "{");
    line(&json, "format", "indikator-show/1");
    line(&json, "id", m->id.data);
    line(&json, "version", m->version.data);
    line(&json, "language", words->english ? "en" : "sv");
    line(&json, "title", ind_words_title(words));
    line(&json, "kind", m->kind->name);
    line(&json, "hash", m->hash);
    line(&json, "logic_hash", m->logic_hash);
    ind_json_line(&json, "\n  ");
    ind_json_put_key(&json, "sections");
    ind_json_open(&json, "[");
    for (size_t s = 0; s < words->count; s++)
        json_section(&words->sections[s], &json);
    ind_json_close(&json, "\n  ]");
    ind_json_line(&json, "\n  ");
    ind_json_put_key(&json, "definition");
    ind_json_layout(m->node, 2, &(ind_json_style){0}, out);
    ind_json_close(&json, "\n}\n");
}

char *ind_words_render(const ind_words *words, ind_show_format format) {
    ind_buffer out = {0};
    switch (format) {
    case IND_SHOW_TEXT: text_document(words, &out); break;
    case IND_SHOW_MARKDOWN: markdown(words, &out); break;
    case IND_SHOW_JSON: json_document(words, &out); break;
    case IND_SHOW_DECLARATION: ind_words_declaration(words, &out); break;
    }
    ind_buffer_add(&out, "", 1);
    return out.data;
}

char *ind_measure_show(ind_catalogue *catalogue, const ind_measure *measure, ind_show_format format, bool english) {
    ind_arena *arena = ind_arena_new();
    char *text = ind_words_render(ind_words_describe(arena, catalogue, measure, english), format);
    ind_arena_free(arena);
    return text;
}

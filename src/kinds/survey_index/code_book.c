/* code_book.c - which questions the rounds of a survey have, so that it is known who has answered all of them.
 *
 * A question that was put and not answered may have no row at all: only the code book tells. */
#include "kinds/survey_index/survey_index.h"

#include <stdlib.h>

typedef struct {
    uint32_t *items; /* codes of the code book, each once */
    size_t count;
} questions;

struct ind_code_book {
    const ind_events *there; /* the feed of the code book */
    ind_eval **round;        /* of an answer */
    size_t round_columns;
    ind_dict *names; /* of rounds that answers have; number N has ROUNDS[N - 1] */
    questions *rounds;
    size_t round_capacity;
    uint32_t last[IND_MAX_KEY]; /* codes of the answer before, most often those of the next */
    uint32_t last_round;
    bool has_last;
    const ind_dict *answers, *items; /* of answers, of the code book */
    uint32_t *item_of;               /* by code of an answer's: that of the code book + 1; 0: not asked yet */
};

ind_code_book *ind_code_book_open(const ind_kind_context *context) {
    const ind_measure *m = context->measure;
    const ind_param *round = ind_kind_param(m, P_ROUND);
    if (ind_kind_param(m, P_BOOK_DATASET)->node == NULL)
        return NULL;
    ind_code_book *book = ind_alloc(sizeof *book);
    book->round_columns = round->count;
    book->round = ind_alloc_array(round->count, sizeof(ind_eval *));
    for (size_t k = 0; k < round->count; k++)
        book->round[k] = ind_eval_new(round->exprs[k]);
    book->names = ind_dict_new();
    return book;
}

void ind_code_book_close(ind_code_book *book) {
    if (book == NULL)
        return;
    for (size_t k = 0; k < book->round_columns; k++)
        ind_eval_free(book->round[k]);
    for (uint32_t r = 0; r < ind_dict_count(book->names); r++)
        free(book->rounds[r].items);
    free(book->round);
    free(book->rounds);
    free(book->item_of);
    ind_dict_free(book->names);
    free(book);
}

void ind_code_book_begin(ind_code_book *book, const ind_events *answers, const ind_events *there) {
    int item = there->role_column[ROLE_BOOK_ITEM];
    book->there = there;
    book->has_last = false;
    book->answers = answers->roles[ROLE_ITEM].dict;
    book->items = ind_timeline_columns(there->timeline)[item].dict;
    if (book->item_of == NULL)
        book->item_of = ind_alloc_array(book->answers == NULL ? 1 : (size_t)ind_dict_count(book->answers) + 1,
                                        sizeof *book->item_of);
}

/* ---- rounds ---- */

static questions questions_of(const ind_code_book *book, ind_str round) {
    const ind_dict *rounds = ind_timeline_columns(book->there->timeline)->dict;
    uint32_t number = rounds == NULL ? IND_NULL_CODE : ind_dict_find(rounds, round);
    size_t first = 0, count = 0;
    questions out = {0};
    if (number == IND_NULL_CODE)
        return out;
    const ind_timeline_part *part = ind_timeline_find(book->there->timeline, number, &first, &count);
    const uint32_t *item = part->columns[book->there->role_column[ROLE_BOOK_ITEM]].code;
    out.items = ind_alloc_array(count, sizeof *out.items);
    for (size_t e = first; e < first + count; e++) /* in order: those that are alike follow each other */
        if (item[e] != IND_NULL_CODE && (out.count == 0 || out.items[out.count - 1] != item[e]))
            out.items[out.count++] = item[e];
    return out;
}

/* As the collector writes an entity of several columns. */
static void write_round(const ind_vector *const *parts, size_t columns, size_t row, ind_buffer *text) {
    text->length = 0;
    for (size_t k = 0; k < columns; k++) {
        ind_str part = ind_dict_text(parts[k]->dict, parts[k]->code[row]);
        uint32_t length = (uint32_t)part.length;
        if (columns > 1)
            ind_buffer_add(text, &length, sizeof length);
        ind_buffer_add(text, part.data, part.length);
    }
}

static uint32_t round_of(ind_code_book *book, ind_str name) {
    uint32_t before = ind_dict_count(book->names), number = ind_dict_add(book->names, name);
    if (number <= before)
        return number;
    book->rounds = ind_grow(book->rounds, before, &book->round_capacity, sizeof *book->rounds);
    book->rounds[before] = questions_of(book, name);
    return number;
}

static bool is_as_last(const ind_code_book *book, const ind_vector *const *parts, size_t row) {
    bool same = book->has_last;
    for (size_t k = 0; same && k < book->round_columns; k++)
        same = parts[k]->code[row] == book->last[k];
    return same;
}

void ind_code_book_rounds(ind_code_book *book, const ind_vector *slots, size_t count, uint32_t *rounds) {
    const ind_vector *parts[IND_MAX_KEY];
    ind_buffer text = {0};
    for (size_t k = 0; k < book->round_columns; k++)
        parts[k] = ind_eval_run(book->round[k], slots, count);
    for (size_t row = 0; row < count; row++) {
        if (!is_as_last(book, parts, row)) {
            write_round(parts, book->round_columns, row, &text);
            book->last_round = round_of(book, ind_buffer_str(&text));
            for (size_t k = 0; k < book->round_columns; k++)
                book->last[k] = parts[k]->code[row];
            book->has_last = true;
        }
        rounds[row] = book->last_round;
    }
    ind_buffer_free(&text);
}

/* ---- questions ---- */

size_t ind_code_book_count(const ind_code_book *book, uint32_t round) {
    return book->rounds[round - 1].count;
}

static bool has(const ind_code_book *book, uint32_t round, uint32_t item) {
    const questions *q = &book->rounds[round - 1];
    for (size_t i = 0; item != IND_NULL_CODE && i < q->count; i++)
        if (q->items[i] == item)
            return true;
    return false;
}

bool ind_code_book_has(ind_code_book *book, uint32_t round, uint32_t item) {
    if (item == IND_NULL_CODE || book->answers == NULL || book->items == NULL)
        return false; /* a constant has no dictionary */
    if (book->item_of[item] == 0)
        book->item_of[item] = ind_dict_find(book->items, ind_dict_text(book->answers, item)) + 1;
    return has(book, round, book->item_of[item] - 1);
}

bool ind_code_book_has_text(const ind_code_book *book, uint32_t round, ind_str item) {
    return has(book, round, ind_dict_find(book->items, item));
}

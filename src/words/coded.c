/* coded.c - codes of the contract, and what is counted, in words. */
#include "words/describe.h"

const char *ind_words_text(ind_words *w, ind_str text) {
    return ind_arena_str(w->arena, text).data;
}

const char *ind_words_look_up(ind_words *w, const ind_coded *table, size_t count, ind_str code) {
    for (size_t i = 0; i < count; i++)
        if (ind_str_is(code, table[i].code))
            return ind_words_pick(w, table[i].text);
    return ind_words_text(w, code);
}

const char *ind_words_counted(ind_words *w) {
    const ind_kind_words *kind = w->measure->kind->words;
    if (w->counted != NULL)
        return w->counted;
    return kind->counted.sv != NULL ? ind_words_pick(w, kind->counted) : ind_words_row(w, 0, IND_ROW_MANY);
}

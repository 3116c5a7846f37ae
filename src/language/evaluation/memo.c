/* memo.c - growing tables by dictionary code. */
#include "language/evaluation/eval.h"

void ind_memo_use(ind_memo *memo, const ind_dict *dict) {
    if (memo->dict == dict)
        return;
    memo->dict = dict;
    memo->complete = 0;
    if (memo->room > 0)
        memset(memo->known, 0, memo->room);
}

void ind_memo_reach(ind_memo *memo, ind_type type, uint32_t code) {
    if (code < memo->room)
        return;
    size_t room = memo->room < 64 ? 64 : memo->room * 2;
    while (room <= code)
        room *= 2;
    memo->known = ind_realloc(memo->known, room);
    memset(memo->known + memo->room, 0, room - memo->room);
    memo->results.type = type;
    memo->results.any = ind_realloc(memo->results.any, room * ind_type_size(type));
    memo->room = room;
}

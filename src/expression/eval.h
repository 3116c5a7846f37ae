/* eval.h - what is kept between runs: one state a node, private to one thread.
 *
 * Texts come as numbers of a dictionary, so what was found for a text once holds for its number
 * until the dictionary is another one. */
#ifndef IND_EXPRESSION_EVAL_H
#define IND_EXPRESSION_EVAL_H

#include "expression/node.h"

/* Results by the code of one dictionary. */
typedef struct {
    const ind_dict *dict; /* another one than last time: forget everything */
    size_t room;
    uint8_t *known;     /* room bytes: the result of this code has been worked out */
    ind_vector results; /* room values */
} ind_memo;

struct ind_node_state {
    ind_vector buffer; /* values of the rows at hand; owned */
    ind_dict *dict;    /* texts that the node makes; owned, NULL if it makes none */
    ind_memo *memos;   /* one for a mapped node, one an argument for case and coalesce of texts; else NULL */
    uint32_t memo_count;
    ind_value *values; /* arguments of a scalar */
    ind_buffer scratch;
};

/* Forget MEMO if it is of another dictionary than DICT. */
void ind_memo_use(ind_memo *memo, const ind_dict *dict);
/* Make room for CODE in a memo of results of TYPE. */
void ind_memo_reach(ind_memo *memo, ind_type type, uint32_t code);

/* Values of a node in the last run, which was of one row; the node is used. */
const ind_vector *ind_eval_node(const ind_eval *eval, uint32_t node);

static inline bool ind_memo_knows(const ind_memo *memo, uint32_t code) {
    return code < memo->room && memo->known[code] != 0;
}

#endif

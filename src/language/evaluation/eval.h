/* eval.h - what is kept between runs: one state a node, private to one thread.
 *
 * Texts come as numbers of a dictionary, so what was found for a text once holds for its number
 * until the dictionary is another one. */
#ifndef IND_LANGUAGE_EVAL_H
#define IND_LANGUAGE_EVAL_H

#include "language/evaluation/evaluate.h"
#include "language/evaluation/kernels.h"

/* Results by the code of one dictionary. */
typedef struct {
    const ind_dict *dict; /* another one than last time: forget everything */
    size_t room;
    uint8_t *known;     /* room bytes: the result of this code has been worked out */
    uint32_t complete;  /* those of all codes below have been */
    ind_vector results; /* room values */
} ind_memo;

struct ind_node_state {
    ind_code code;
    ind_vector buffer; /* values of the rows at hand; owned */
    ind_dict *dict;    /* texts that the node makes; owned, NULL if it makes none */
    ind_memo *memos;   /* one for a mapped node, one an argument for case and coalesce of texts; else NULL */
    uint32_t memo_count;
    ind_value *values; /* arguments of a scalar */
    ind_buffer scratch;
};

/* shared.c: an evaluation's nodes among those of others.  Entries are numbers by node; IND_NOT_SHARED: none. */
struct ind_shared;
uint32_t ind_shared_enter(struct ind_shared *shared, const ind_node *node, const uint32_t *columns,
                          const uint32_t *entries); /* ENTRIES of the nodes before */
void ind_shared_hold(struct ind_shared *shared, const uint32_t *entries, size_t count);
void ind_shared_leave(struct ind_shared *shared, const uint32_t *entries, size_t count);
size_t ind_shared_joined(const struct ind_shared *shared); /* changes when someone joins or leaves; never 0 */
bool ind_shared_is_used_twice(const struct ind_shared *shared, uint32_t entry);
bool ind_shared_has(const struct ind_shared *shared, uint32_t entry, size_t rows); /* the first ROWS of the batch */
/* Arithmetic left its range in some row of the batch at hand. */
void ind_shared_note_overflow(struct ind_shared *shared);
bool ind_shared_overflowed(const struct ind_shared *shared);
void *ind_shared_rows(struct ind_shared *shared, uint32_t entry); /* room for the batch */
void ind_shared_computed(struct ind_shared *shared, uint32_t entry, size_t rows);

/* Forget MEMO if it is of another dictionary than DICT. */
void ind_memo_use(ind_memo *memo, const ind_dict *dict);
/* Make room for CODE in a memo of results of TYPE. */
void ind_memo_reach(ind_memo *memo, ind_type type, uint32_t code);

/* points.c: what COUNT rows of VALUES, by node number, fell on. */
void ind_expr_see_points(const ind_expr *expr, const ind_vector *values, size_t count, unsigned *points);

/* Values of a node in the last run, which was of one row; the node is used. */
const ind_vector *ind_eval_node(const ind_eval *eval, uint32_t node);

static inline bool ind_memo_knows(const ind_memo *memo, uint32_t code) {
    return code < memo->room && memo->known[code] != 0;
}

#endif

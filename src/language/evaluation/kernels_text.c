/* kernels_text.c - calls the function of texts that a node stands for.
 *
 * Most have one text that varies from row to row, everything else being constant: a pattern, a
 * codelist, a literal.  Their results are worked out once for each distinct text and looked up
 * by its dictionary code - a condition on ten million rows with fifty codes costs fifty calls. */
#include "language/evaluation/scalars.h"

#include "base/plain.h"
#include "language/evaluation/eval.h"

static ind_value text_value(const ind_dict *dict, uint32_t code) {
    ind_value value = {.unknown = code == IND_NULL_CODE};
    if (!value.unknown)
        value.text = ind_dict_text(dict, code);
    return value;
}

static ind_value value_at(const ind_vector *vector, size_t row) {
    ind_value value = {0};
    if (vector->type == IND_INTEGER) {
        value.integer = vector->integer[row];
        value.unknown = value.integer == IND_NULL_INTEGER;
    } else {
        value = text_value(vector->dict, vector->code[row]);
    }
    return value;
}

static void store(const ind_call *call, const ind_value *value, ind_vector *out, size_t row) {
    switch (call->node->type) {
    case IND_INTEGER: out->integer[row] = value->unknown ? IND_NULL_INTEGER : value->integer; break;
    case IND_NUMBER: out->number[row] = value->unknown ? NAN : value->number; break;
    case IND_BOOLEAN: out->truth[row] = value->unknown ? (uint8_t)IND_UNKNOWN : value->truth; break;
    default: out->code[row] = value->unknown ? IND_NULL_CODE : ind_dict_add(call->state->dict, value->text); break;
    }
}

/* The arguments wait in the node's state. */
static void apply(const ind_call *call, ind_vector *out, size_t row) {
    ind_value result = {0};
    for (uint32_t k = 0; k < call->node->count; k++)
        result.unknown = result.unknown || call->state->values[k].unknown;
    call->state->scratch.length = 0;
    if (!result.unknown)
        call->state->code.scalar(call->node, call->state->values, &call->state->scratch, &result);
    store(call, &result, out, row);
}

static void row_by_row(const ind_call *call) {
    for (size_t i = 0, rows = call->count; i < rows; i++) {
        for (uint32_t k = 0; k < call->node->count; k++)
            call->state->values[k] = value_at(ind_arg(call, k), i);
        apply(call, call->out, i);
    }
}

/* Are the results of all codes in these rows known? */
static bool is_learnt(const ind_call *call, const ind_memo *memo, const ind_vector *texts) {
    const uint32_t *code = texts->code;
    uint32_t greatest = 0;
    if (memo->complete > ind_dict_count(texts->dict))
        return true;
    for (size_t i = 0, rows = call->count; i < rows; i++)
        greatest = code[i] > greatest ? code[i] : greatest;
    return greatest < memo->complete;
}

/* The constant arguments wait in the node's state. */
static void learn_code(const ind_call *call, ind_memo *memo, const ind_dict *dict, uint32_t code) {
    ind_memo_reach(memo, call->node->type, code);
    if (memo->known[code] != 0)
        return;
    call->state->values[call->node->mapped] = text_value(dict, code);
    apply(call, &memo->results, code);
    memo->known[code] = 1;
}

/* Work out the results of the codes in these rows that have not been met before. */
static void learn(const ind_call *call, ind_memo *memo, const ind_vector *texts) {
    for (uint32_t k = 0; k < call->node->count; k++)
        call->state->values[k] = value_at(ind_arg(call, k), 0);
    learn_code(call, memo, texts->dict, IND_NULL_CODE); /* or "complete" stays there where no text is unknown */
    for (size_t i = 0, rows = call->count; i < rows; i++)
        if (!ind_memo_knows(memo, texts->code[i]))
            learn_code(call, memo, texts->dict, texts->code[i]);
    while (ind_memo_knows(memo, memo->complete))
        memo->complete++;
}

#define LOOK_UP(type, member)                                                                                          \
    do {                                                                                                               \
        type *restrict out = call->out->member;                                                                        \
        const type *results = memo->results.member;                                                                    \
        for (size_t i = 0, rows = call->count; i < rows; i++)                                                          \
            out[i] = results[code[i]];                                                                                 \
    } while (0)

static void look_up(const ind_call *call, const ind_memo *memo, const uint32_t *code) {
    switch (call->node->type) {
    case IND_INTEGER: LOOK_UP(int64_t, integer); break;
    case IND_NUMBER: LOOK_UP(double, number); break;
    case IND_BOOLEAN: LOOK_UP(uint8_t, truth); break;
    default: LOOK_UP(uint32_t, code); break;
    }
}

void ind_kernel_text(const ind_call *call) {
    if (call->node->mapped < 0 || IND_IS_PLAIN) {
        row_by_row(call);
        return;
    }
    const ind_vector *texts = ind_arg(call, (size_t)call->node->mapped);
    ind_memo *memo = &call->state->memos[0];
    ind_memo_use(memo, texts->dict);
    if (!is_learnt(call, memo, texts))
        learn(call, memo, texts);
    look_up(call, memo, texts->code);
}

static void compare_codes(const ind_call *call, bool equal) {
    const uint32_t *a = ind_arg(call, 0)->code, *b = ind_arg(call, 1)->code;
    for (size_t i = 0, rows = call->count; i < rows; i++) {
        bool known = a[i] != IND_NULL_CODE && b[i] != IND_NULL_CODE;
        call->out->truth[i] = known ? (uint8_t)((a[i] == b[i]) == equal) : (uint8_t)IND_UNKNOWN;
    }
}

void ind_kernel_equal_text(const ind_call *call) {
    if (ind_arg(call, 0)->dict == ind_arg(call, 1)->dict)
        compare_codes(call, true);
    else
        ind_kernel_text(call);
}

void ind_kernel_differ_text(const ind_call *call) {
    if (ind_arg(call, 0)->dict == ind_arg(call, 1)->dict)
        compare_codes(call, false);
    else
        ind_kernel_text(call);
}

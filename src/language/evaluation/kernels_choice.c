/* kernels_choice.c - literals, case and coalesce: values taken over as they are.
 *
 * Both choices run from the last argument to the first, each covering what the later ones left:
 * no row needs to know how many arguments there are.  Texts come from several dictionaries and
 * leave in one that the node owns; what a code becomes there is remembered for each argument. */
#include "language/evaluation/kernels.h"

#include "language/evaluation/eval.h"

void ind_kernel_literal(const ind_call *call) {
    const ind_value *value = &call->node->value;
    for (size_t i = 0, rows = call->count; i < rows; i++)
        switch (call->node->type) {
        case IND_TEXT:
        case IND_LIST: call->out->code[i] = ind_dict_add(call->state->dict, value->text); break;
        case IND_INTEGER:
        case IND_DATETIME: call->out->integer[i] = value->integer; break;
        case IND_NUMBER: call->out->number[i] = value->number; break;
        case IND_DATE: call->out->day[i] = value->day; break;
        case IND_BOOLEAN: call->out->truth[i] = value->truth; break;
        }
}

static bool is_taken(const ind_vector *from, const uint8_t *truth, size_t row) {
    return truth == NULL ? from->code[row] != IND_NULL_CODE : truth[row] == IND_TRUE;
}

/* What the codes that are taken become in the node's dictionary. */
static void translate(const ind_call *call, ind_memo *memo, const ind_vector *from, const uint8_t *truth) {
    ind_memo_use(memo, from->dict);
    for (size_t i = 0, rows = call->count; i < rows; i++) {
        uint32_t code = from->code[i];
        if (ind_memo_knows(memo, code) || !is_taken(from, truth, i))
            continue;
        ind_memo_reach(memo, IND_TEXT, code);
        bool known = code != IND_NULL_CODE;
        memo->results.code[code] = known ? ind_dict_add(call->state->dict, ind_dict_text(from->dict, code)) : code;
        memo->known[code] = 1;
    }
}

/* OUT takes the value of ARGUMENT in the rows where TRUTH is true (NULL: where it is known). */
static void take_codes(const ind_call *call, size_t argument, const uint8_t *truth) {
    const ind_vector *from = ind_arg(call, argument);
    ind_memo *memo = &call->state->memos[argument];
    translate(call, memo, from, truth);
    const uint32_t *in = from->code, *translated = memo->results.code;
    uint32_t *restrict out = call->out->code;
    for (size_t i = 0, rows = call->count; i < rows; i++)
        if (truth == NULL ? in[i] != IND_NULL_CODE : truth[i] == IND_TRUE)
            out[i] = translated[in[i]];
}

#define TAKE(type, member, known)                                                                                      \
    do {                                                                                                               \
        type *restrict out = call->out->member;                                                                        \
        const type *in = from->member;                                                                                 \
        for (size_t i = 0, rows = call->count; i < rows; i++)                                                          \
            out[i] = (truth == NULL ? known(in[i]) : truth[i] == IND_TRUE) ? in[i] : out[i];                           \
    } while (0)

static void take(const ind_call *call, size_t argument, const uint8_t *truth) {
    const ind_vector *from = ind_arg(call, argument);
    switch (call->node->type) {
    case IND_TEXT:
    case IND_LIST: take_codes(call, argument, truth); break;
    case IND_INTEGER:
    case IND_DATETIME: TAKE(int64_t, integer, IND_IS_INTEGER); break;
    case IND_NUMBER: TAKE(double, number, IND_IS_NUMBER); break;
    case IND_DATE: TAKE(int32_t, day, IND_IS_DAY); break;
    case IND_BOOLEAN: TAKE(uint8_t, truth, IND_IS_TRUTH); break;
    }
}

#define FILL(member, value)                                                                                            \
    for (size_t i = 0, rows = call->count; i < rows; i++)                                                              \
        call->out->member[i] = value;                                                                                  \
    break

static void fill_unknown(const ind_call *call) {
    switch (call->node->type) {
    case IND_TEXT:
    case IND_LIST: FILL(code, IND_NULL_CODE);
    case IND_INTEGER:
    case IND_DATETIME: FILL(integer, IND_NULL_INTEGER);
    case IND_NUMBER: FILL(number, NAN);
    case IND_DATE: FILL(day, IND_NULL_DATE);
    case IND_BOOLEAN: FILL(truth, IND_UNKNOWN);
    }
}

void ind_kernel_coalesce(const ind_call *call) {
    fill_unknown(call);
    for (uint32_t k = call->node->count; k-- > 0;)
        take(call, k, NULL);
}

/* Arguments: condition, value, condition, value ... and with else one value more. */
void ind_kernel_case(const ind_call *call) {
    uint32_t count = call->node->count;
    fill_unknown(call);
    if (call->node->has_else)
        take(call, --count, NULL);
    for (uint32_t k = count; k > 0; k -= 2)
        take(call, k - 1, ind_arg(call, k - 2)->truth);
}

/* count_sums.c - what a sum is above what is allowed, and a further sum beside it.
 *
 * An excess is not the sum of those of its rows: days that one stay had to spare are spent by another of the same month
 * and the same municipality, and by no other.  So a cell keeps what each of them has in each month, and how much it may
 * have; cells are added by their tables, and the excess is taken last.  It is thus the same in every split. */
#include "kinds/common/moments.h"
#include "kinds/count/count.h"

#include <xxhash.h>

/* ---- while rows are counted ---- */

static void read_batch(ind_counting *counting, const ind_vector *slots) {
    ind_count *c = (ind_count *)counting;
    size_t rows = counting->filter.selection.n;
    for (size_t k = 0; k < c->by_count; k++)
        c->read_by[k] = ind_eval_run(c->by[k], slots, rows);
    c->read_allowed = c->allowed == NULL ? NULL : ind_eval_run(c->allowed, slots, rows);
    c->read_also = c->also == NULL ? NULL : ind_eval_run(c->also, slots, rows);
}

/* Of ROW in MONTH, whatever the periods of the run are.  Those of whom it is unknown are one. */
static uint64_t key_of(ind_count *c, int32_t month, size_t row) {
    ind_buffer *text = &c->key;
    text->length = 0;
    ind_buffer_add(text, &month, sizeof month);
    for (size_t k = 0; k < c->by_count; k++) {
        bool unknown = ind_vector_is_null(c->read_by[k], row);
        ind_str part = unknown ? IND_STR("") : ind_dict_text(c->read_by[k]->dict, c->read_by[k]->code[row]);
        uint32_t length = unknown ? UINT32_MAX : (uint32_t)part.length;
        ind_buffer_add(text, &length, sizeof length);
        ind_buffer_add(text, part.data, part.length);
    }
    return ind_key_of_hash(XXH3_64bits(text->data, text->length));
}

static void add_sums(ind_counting *counting, uint32_t cell, size_t row) {
    ind_count *c = (ind_count *)counting;
    ind_cells *cells = counting->filter.context->cells;
    if (c->allowed != NULL) /* one that is unknown allows nothing; check wants it known */
        ind_cells_add_keyed(cells, cell, COUNT_EXCESS, key_of(c, ind_month_of_day(counting->filter.day[row]), row),
                            ind_number_at(counting->numbers, row),
                            ind_vector_is_null(c->read_allowed, row) ? 0 : ind_number_at(c->read_allowed, row));
    if (c->also == NULL)
        return;
    bool unknown = ind_vector_is_null(c->read_also, row);
    ind_cells_count(cells, cell, COUNT_ALSO, unknown ? 0 : c->read_also->integer[row]);
    ind_cells_count(cells, cell, COUNT_ALSO_UNKNOWN, unknown);
}

void ind_count_sums_open(ind_count *c, const ind_kind_context *context) {
    const ind_param *by = ind_kind_param(context->measure, P_EXCESS_BY);
    c->allowed = ind_row_eval_of(context, P_EXCESS_ALLOWED);
    c->also = ind_row_eval_of(context, P_ALSO_SUM);
    c->by_count = c->allowed == NULL ? 0 : by->count;
    for (size_t k = 0; k < c->by_count; k++)
        c->by[k] = ind_row_eval_new(context, by->exprs[k]);
    if (c->allowed != NULL || c->also != NULL) {
        c->counting.judge = read_batch;
        c->counting.add = add_sums;
    }
}

void ind_count_sums_close(ind_count *c) {
    for (size_t k = 0; k < c->by_count; k++)
        ind_eval_free(c->by[k]);
    ind_eval_free(c->allowed);
    ind_eval_free(c->also);
    ind_buffer_free(&c->key);
}

/* ---- of a cell ---- */

double ind_count_excess(ind_cells *cells, uint32_t cell) {
    const ind_keyed_sum *list;
    size_t count = ind_cells_get_keyed(cells, cell, COUNT_EXCESS, &list);
    double excess = 0;
    for (size_t i = 0; i < count; i++)
        excess += fmax(0, list[i].sums[0] - list[i].sums[1]);
    return excess;
}

/* One row of which it is unknown, and nobody knows the sum. */
void ind_count_put_also(const ind_measure *measure, const ind_cells *cells, uint32_t cell, ind_outcome *out) {
    const ind_param *name = ind_kind_param(measure, P_ALSO_NAME);
    if (ind_kind_param(measure, P_ALSO_SUM)->expr == NULL)
        return;
    bool known = ind_cells_get_count(cells, cell, COUNT_ALSO_UNKNOWN) == 0;
    ind_outcome_also(out, name->names[0], known ? (double)ind_cells_get_count(cells, cell, COUNT_ALSO) : (double)NAN);
}

/* ---- rules ---- */

static ind_status error(ind_diag *diag, const char *rule, const ind_param *at, const char *help, const char *what) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, rule, ind_json_place(at->node), help, "%s", what);
}

static ind_status check_excess(const ind_measure *m, ind_diag *diag) {
    const ind_param *allowed = ind_kind_param(m, P_EXCESS_ALLOWED), *method = ind_measure_param(m, "interval.method");
    if (allowed->expr == NULL)
        return IND_OK;
    if (ind_kind_param(m, P_SUM)->expr == NULL)
        return error(diag, "excess", allowed, "\"sum\": what is held against it", "an excess is that of a 'sum'");
    if (ind_measure_param(m, "period.date")->expr == NULL)
        return error(diag, "excess", allowed, "\"period\": { \"date\": ... }",
                     "'period.date' tells the month, and is not given");
    if (ind_expr_type(allowed->expr) != IND_INTEGER)
        return error(diag, "type", allowed, "round() or a column of whole numbers",
                     "what is allowed is a whole number");
    if (ind_expr_may_be_unknown(allowed->expr))
        return error(diag, "excess", allowed, "coalesce(..., 0), or take such rows out",
                     "what is allowed can be unknown, and nothing says what that means");
    if (method->node != NULL && !ind_param_is(method, "none"))
        return error(diag, "excess", method, "\"method\": \"none\"",
                     "no interval of a sum holds for what is above a limit of it");
    return IND_OK;
}

/* It is a key of the report and the head of a column. */
static bool is_name(ind_str text) {
    for (size_t i = 0; i < text.length; i++)
        if (strchr("abcdefghijklmnopqrstuvwxyz_0123456789", text.data[i]) == NULL)
            return false;
    return text.length > 0 && text.length <= 40 && text.data[0] >= 'a';
}

static ind_status check_also(const ind_measure *m, ind_diag *diag) {
    const ind_param *also = ind_kind_param(m, P_ALSO_SUM), *name = ind_kind_param(m, P_ALSO_NAME);
    if (name->node != NULL && !is_name(name->text))
        return error(diag, "also_name", name, "\"belopp_sek\"", "a name has small letters a-z, digits and '_'");
    if (also->expr != NULL && ind_expr_type(also->expr) != IND_INTEGER)
        return error(diag, "type", also, "round() or a column of whole numbers", "a sum is of whole numbers");
    return IND_OK;
}

ind_status ind_count_sums_check(const ind_measure *m, ind_diag *diag) {
    ind_status status = ind_status_worst(check_excess(m, diag), check_also(m, diag));
    bool one_by_one = ind_kind_param(m, P_EXCESS_ALLOWED)->expr != NULL || ind_kind_param(m, P_ALSO_SUM)->expr != NULL;
    if (one_by_one && ind_rows_distinct(m))
        status = error(diag, "excess", ind_kind_param(m, P_DISTINCT_ENTITY), "take it out",
                       "persons are counted: rows have no sums beside them");
    return status;
}

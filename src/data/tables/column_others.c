/* column_others.c - a cell that is not in the usual form, and what its row needs. */
#include "data/tables/column.h"

#include <math.h>

/* The record path must see the row if there is a record to reject, a key that cannot be read or a decimal mark to
 * learn.  A finding alone changes nothing. */
uint8_t ind_attention_for(const ind_csv_column *c, const ind_cell *cell) {
    const ind_reader *r = c->reader;
    uint64_t known = cell->mark == ',' ? r->comma_line : r->point_line;
    if (cell->mark != '\0' && r->decimal == '\0' && (known == 0 || !r->mark_is_sure))
        return IND_ROW_AS_RECORD;
    if (cell->state == IND_CELL_BAD && cell->is_name) /* a header, perhaps */
        return IND_ROW_AS_RECORD;
    if ((c->used->required && cell->state != IND_CELL_VALUE) || (c->in_key && cell->state == IND_CELL_BAD))
        return IND_ROW_AS_RECORD;
    bool reported = c->used->reported && r->scan->pass != IND_PASS_CANDIDATES;
    return reported && cell->rule != NULL ? IND_ROW_WITH_FINDING : 0;
}

void ind_note_attention(ind_csv_column *c, uint8_t attention, uint8_t *of_row) {
    *of_row |= attention;
    c->found |= attention == IND_ROW_WITH_FINDING;
}

ind_str ind_decoded_cell(ind_csv_column *c, const ind_rows *rows, ind_str cell) {
    if (!rows->latin || !ind_has_high_byte(cell))
        return cell;
    c->decoded.length = 0;
    ind_decode_text(cell, &c->decoded);
    return ind_buffer_str(&c->decoded);
}

void ind_other_cell(ind_csv_column *c, const ind_rows *rows, ind_str cell, ind_cell *out) {
    if (cell.length == 0)
        *out = c->absent;
    else
        ind_convert(c->used->converter, ind_decoded_cell(c, rows, cell), c->reader->decimal, out);
}

void ind_put_other(ind_csv_column *c, const ind_rows *rows, ind_str cell, size_t row, uint8_t *attention) {
    ind_cell outcome;
    ind_other_cell(c, rows, cell, &outcome);
    if (c->field->type == IND_NUMBER && outcome.state == IND_CELL_VALUE && outcome.mark == '\0' &&
        fabs(outcome.number) > IND_BELOW_HUNDRED)
        c->used->has_hundreds = true;
    if (c->out != NULL)
        ind_put_cell(c->out, row, &outcome);
    ind_note_attention(c, ind_attention_for(c, &outcome), attention);
}

/* made_columns.c - see made_columns.h.
 *
 * A derived column's texts get the numbers of the run, so that a key is one number on both sides of its look-up. */
#include "engine/load/made_columns.h"

#include <stdlib.h>

/* ---- derived columns ---- */

struct ind_deriver {
    const ind_scan_column *column;
    ind_eval *eval;
    ind_vector *slots;
    const ind_dict *from; /* whose codes MEMO knows */
    uint32_t *memo;       /* code -> code of the run + 1 */
    size_t memo_size;
};

ind_deriver *ind_deriver_new(const ind_scan_column *column) {
    ind_deriver *deriver = ind_alloc(sizeof *deriver);
    *deriver = (ind_deriver){.column = column, .eval = ind_eval_new(column->derived->expr)};
    deriver->slots = ind_alloc_array(column->derived->column_count, sizeof *deriver->slots);
    return deriver;
}

void ind_deriver_free(ind_deriver *deriver) {
    if (deriver == NULL)
        return;
    ind_eval_free(deriver->eval);
    free(deriver->slots);
    free(deriver->memo);
    free(deriver);
}

static void make_room(ind_deriver *deriver, const ind_dict *from, uint32_t code) {
    if (from != deriver->from && deriver->memo != NULL)
        memset(deriver->memo, 0, deriver->memo_size * sizeof *deriver->memo);
    deriver->from = from;
    if (code < deriver->memo_size)
        return;
    size_t size = 2 * (size_t)code + 64;
    deriver->memo = ind_realloc(deriver->memo, size * sizeof *deriver->memo);
    memset(deriver->memo + deriver->memo_size, 0, (size - deriver->memo_size) * sizeof *deriver->memo);
    deriver->memo_size = size;
}

static uint32_t code_of(ind_deriver *deriver, const ind_dict *from, uint32_t code, ind_dict *to) {
    if (code == IND_NULL_CODE)
        return IND_NULL_CODE;
    make_room(deriver, from, code);
    if (deriver->memo[code] == 0)
        deriver->memo[code] = ind_dict_add(to, ind_dict_text(from, code)) + 1;
    return deriver->memo[code] - 1;
}

void ind_deriver_run(ind_deriver *deriver, const ind_vector *columns, size_t count, ind_vector *out) {
    for (size_t s = 0; s < deriver->column->derived->column_count; s++)
        deriver->slots[s] = columns[deriver->column->slots[s]];
    const ind_vector *made = ind_eval_run(deriver->eval, deriver->slots, count);
    if (made->type != IND_TEXT || made->dict == out->dict) {
        memcpy(out->any, made->any, count * ind_type_size(made->type));
        return;
    }
    for (size_t row = 0; row < count; row++)
        out->code[row] = code_of(deriver, made->dict, made->code[row], out->dict);
}

/* ---- in which order ---- */

typedef struct {
    const ind_input *input;
    bool *derived, *found; /* by column; by foreign key: is made */
} progress;

uint32_t ind_derived_column(const ind_scan_column *columns, size_t count, uint32_t field) {
    for (uint32_t c = 0; c < count; c++)
        if (columns[c].foreign_key < 0 && columns[c].derived != NULL && columns[c].field == field)
            return c;
    return IND_NO_FIELD;
}

static bool has_field(const progress *p, uint32_t field) {
    uint32_t column = ind_derived_column(p->input->columns, p->input->column_count, field);
    return column == IND_NO_FIELD || p->derived[column];
}

static bool can_look_up(const progress *p, uint32_t number) {
    const ind_foreign_key *key = &p->input->dataset->foreign_keys[number];
    bool can = !(key->has_valid && key->valid_on == IND_VALID_ON_FIELD) || has_field(p, key->valid_at);
    for (size_t f = 0; f < key->count; f++)
        can = can && has_field(p, key->fields[f]);
    return can;
}

static bool can_derive(const progress *p, const ind_scan_column *column) {
    bool can = true;
    for (size_t s = 0; s < column->derived->column_count; s++) {
        const ind_scan_column *part = &p->input->columns[column->slots[s]];
        can = can && (part->foreign_key >= 0 ? p->found[part->foreign_key]
                                             : part->derived == NULL || p->derived[column->slots[s]]);
    }
    return can;
}

/* One more; false: all are made. */
static bool next_making(const progress *p, ind_making *out) {
    const ind_input *input = p->input;
    for (uint32_t k = 0; k < input->dataset->foreign_key_count; k++)
        if (input->lookups[k] != NULL && !p->found[k] && can_look_up(p, k)) {
            *out = (ind_making){true, k};
            return p->found[k] = true;
        }
    for (uint32_t c = 0; c < input->column_count; c++)
        if (input->columns[c].derived != NULL && !p->derived[c] && can_derive(p, &input->columns[c])) {
            *out = (ind_making){false, c};
            return p->derived[c] = true;
        }
    return false;
}

const ind_making *ind_makings(ind_run *run, const ind_input *input, size_t *count) {
    progress p = {.input = input,
                  .derived = ind_alloc(input->column_count + 1),
                  .found = ind_alloc(input->dataset->foreign_key_count + 1)};
    ind_making *all =
        ind_arena_alloc(run->arena, (input->column_count + input->dataset->foreign_key_count + 1) * sizeof *all);
    *count = 0;
    while (next_making(&p, &all[*count]))
        ++*count;
    free(p.derived);
    free(p.found);
    return all;
}

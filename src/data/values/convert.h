/* convert.h - one cell of one column to a typed value, or to what is wrong with it.
 *
 * A converter belongs to one field of a dataset and to one thread; it knows missing markers, maps, padding,
 * codelists and ranges.  What a bad value means for the record is not decided here. */
#ifndef IND_CONVERT_H
#define IND_CONVERT_H

#include "data/schemas/codelist.h"
#include "data/schemas/dataset.h"

typedef enum { IND_CELL_MISSING, IND_CELL_VALUE, IND_CELL_BAD } ind_cell_state;

typedef struct {
    ind_cell_state state;
    const char *rule; /* BAD: what is wrong; else a note about the cell, or NULL */
    const char *what; /* its line of fact */
    ind_str text;     /* text, list: BORROWED until the next call */
    int64_t integer;  /* integer, datetime */
    double number;
    int32_t day;
    bool warns;        /* VALUE: its note is a warning, for something of the cell is lost */
    bool is_name;      /* BAD: it is the name of a column */
    char mark;         /* the decimal mark that a number was written with, 0 for none */
    bool mark_is_sure; /* it cannot stand between thousands */
} ind_cell;

typedef struct ind_converter ind_converter;

/* LIST may be NULL.  All arguments are BORROWED for the converter's life. */
ind_converter *ind_converter_new(const ind_dataset *dataset, uint32_t field, const ind_codelist *list);
void ind_converter_free(ind_converter *converter); /* NULL is fine */

/* A text that may be changed or refused, so that what is delivered is not simply what stands there. */
bool ind_converter_has_rules(const ind_converter *converter);

/* DECIMAL: the only decimal mark of the file, 0: either.  CELL is UTF-8, blanks around it allowed. */
void ind_convert(ind_converter *converter, ind_str cell, char decimal, ind_cell *out);
/* What an absent column has in every row: the field's default, else missing. */
void ind_convert_absent(const ind_converter *converter, ind_cell *out);

#endif

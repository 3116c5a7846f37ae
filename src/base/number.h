/* number.h - numbers to and from text, the same in every locale. */
#ifndef IND_NUMBER_H
#define IND_NUMBER_H

#include "indikator/text.h"

#include <stdbool.h>
#include <stdint.h>

bool ind_parse_integer(ind_str text, int64_t *out); /* -?[0-9]+ in range of int64, and nothing more */
/* -?[0-9]+(MARK[0-9]+)? with MARK as decimal mark, correctly rounded; no exponent. */
bool ind_parse_decimal(ind_str text, char mark, double *out);

/* What TEXT, a number as JSON writes it, with at most 60 characters, is; infinite if it is too large. */
double ind_parse_json_number(ind_str text);

enum { IND_NUMBER_TEXT = 64, IND_INTEGER_TEXT = 24 };
/* The digits, in OUT but not always at its beginning. */
const char *ind_integer_text(int64_t x, char out[IND_INTEGER_TEXT]);
/* At most 12 significant digits, point as decimal mark, no exponent for 1e-7 <= |x| < 1e15,
 * -0 as 0.  X is finite. */
const char *ind_number_text(double x, char out[IND_NUMBER_TEXT]);
/* DECIMALS places (at most 17), halves away from zero as the decimal digits of the 12-digit text show them. */
const char *ind_number_fixed(double x, int decimals, char mark, char out[IND_NUMBER_TEXT]);

#endif

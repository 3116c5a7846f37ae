/* value_syntax.h - how dates and numbers are written in Swedish files, and nothing about columns. */
#ifndef IND_SYNTAX_H
#define IND_SYNTAX_H

#include "data/schemas/dataset.h"

/* "YYYY-MM-DD", "YYYYMMDD", a timestamp at midnight; "YYYY" and "YYYY-MM" as PARTIAL says (*WAS_PARTIAL set). */
bool ind_read_date(ind_str text, ind_partial partial, int32_t *day, bool *was_partial);
/* "YYYY-MM-DD hh:mm[:ss[.fff]]" with space or T, "YYYYMMDDhhmm[ss[.fff]]" perhaps with T, or a bare date (midnight);
 * seconds cut.  Behind a time may stand "Z" or an offset from UTC: MINUTES are those that Swedish clocks showed then.
 */
bool ind_read_datetime(ind_str text, int64_t *minutes);

/* "-1 234": thousands may be set off in threes by a space, U+00A0 or U+202F; U+2212 is a minus too. */
bool ind_read_integer(ind_str text, int64_t *out);
/* The same with decimals after ',' or '.'; *MARK is the one that was used, 0 for none. */
bool ind_read_number(ind_str text, double *out, char *mark);

/* Does the mark of the number TEXT, which has one, certainly stand before decimals, and not between thousands? */
bool ind_is_decimal_mark(ind_str text);

/* "1,98E+11", "1.98E11", "198E+09": what a spreadsheet or a statistics program made of a long identifier; its digits
 * are lost. */
bool ind_is_scientific(ind_str text);

#endif

/* quote_watch.h - quotes that no writer of CSV produces, in one record after the other.
 *
 * libcsv reads what it gets: a quote that opens a field and is not closed there swallows the lines up to the next quote
 * that may close it, and the record that comes of it may well have the right number of fields.  What it reads stays as
 * it is; here it is only noticed. */
#ifndef IND_QUOTE_WATCH_H
#define IND_QUOTE_WATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    char separator;
    size_t fields; /* of a record; 0: not known yet */

    /* of the record at hand */
    enum { IND_QUOTE_FIELD_START, IND_QUOTE_PLAIN, IND_QUOTE_INSIDE, IND_QUOTE_MAYBE_END } state;
    bool blanks;           /* MAYBE_END: since the quote that may have been the last */
    uint32_t field;        /* from 1 */
    bool was_inside;       /* this line began inside quotes */
    bool after_separator;  /* the last byte was one */
    size_t here, inside;   /* separators on this line; those inside quotes */
    size_t loose;          /* those with a blank behind them, as in prose */
    uint64_t open_line;    /* of the last quote that opened a field */
    uint32_t open_field;   /* ... and that field */
    bool open_looks_whole; /* with what is inside, its line has as many separators as a record */

    uint32_t stray_field;                 /* first field with text behind a quote that seemed to close it; 0: none */
    uint64_t swallow_open, swallow_close; /* lines of the quotes between which there is a record; 0: none */
    uint32_t swallow_field;
} ind_quote_watch;

void ind_quote_watch_begin(ind_quote_watch *watch);
/* The next bytes of the record, all on LINE. */
void ind_quote_watch_take(ind_quote_watch *watch, const char *text, size_t length, uint64_t line);
/* The record is complete, perhaps without a line end. */
void ind_quote_watch_end(ind_quote_watch *watch, uint64_t line);

#endif

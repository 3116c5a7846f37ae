/* quote_watch.c - the states of libcsv, and separators counted by line.
 *
 * A line that lies in quotes as a whole and has as many separators as a record is a record that was swallowed.  So are
 * the two lines at which a cell opens and closes, if each of them has that many: a stray quote stands in the same
 * column of both.  In narrow tables prose with commas comes that far, but has blanks behind them. */
#include "data/text/quote_watch.h"

enum { NARROW = 6, LEAST_FIELDS_AT_EDGES = 5 };

void ind_quote_watch_begin(ind_quote_watch *watch) {
    *watch = (ind_quote_watch){.separator = watch->separator, .fields = watch->fields, .field = 1};
}

/* Has this line as many separators as a record, perhaps with an empty field more? */
static bool looks_whole(const ind_quote_watch *watch) {
    bool as_many = watch->here + 1 == watch->fields || watch->here == watch->fields;
    return watch->fields >= 2 && as_many && (watch->fields >= NARROW || watch->loose == 0);
}

static void swallow(ind_quote_watch *watch) {
    if (watch->swallow_open != 0)
        return;
    watch->swallow_open = watch->open_line;
    watch->swallow_field = watch->open_field;
}

static void end_line(ind_quote_watch *watch, uint64_t line) {
    bool inside = watch->state == IND_QUOTE_INSIDE, whole = looks_whole(watch);
    if (inside && watch->was_inside && whole)
        swallow(watch);
    if (inside && !watch->was_inside)
        watch->open_looks_whole = whole;
    bool edges = watch->was_inside && !inside && whole && watch->open_looks_whole;
    if (edges && watch->fields >= LEAST_FIELDS_AT_EDGES)
        swallow(watch);
    if (!inside && watch->swallow_open != 0 && watch->swallow_close == 0)
        watch->swallow_close = line;
    watch->was_inside = inside;
    watch->here = watch->inside = watch->loose = 0;
}

static void end_field(ind_quote_watch *watch) {
    watch->state = IND_QUOTE_FIELD_START;
    watch->field++;
}

static void stray(ind_quote_watch *watch) {
    if (watch->stray_field == 0)
        watch->stray_field = watch->field;
}

static void take_maybe_end(ind_quote_watch *watch, char c) {
    if (c == '"' && !watch->blanks) {
        watch->state = IND_QUOTE_INSIDE; /* it was doubled */
        return;
    }
    if (c == ' ' || c == '\t') {
        watch->blanks = true;
        return;
    }
    stray(watch);
    watch->blanks = false;
    if (c != '"')
        watch->state = IND_QUOTE_INSIDE;
}

static void take_byte(ind_quote_watch *watch, char c, uint64_t line) {
    bool blank = (c == ' ' || c == '\t') && c != watch->separator;
    switch (watch->state) {
    case IND_QUOTE_FIELD_START:
        if (c == '"') {
            watch->state = IND_QUOTE_INSIDE;
            watch->open_line = line;
            watch->open_field = watch->field;
        } else if (!blank) {
            watch->state = IND_QUOTE_PLAIN;
        }
        break;
    case IND_QUOTE_INSIDE:
        if (c == '"') {
            watch->state = IND_QUOTE_MAYBE_END;
            watch->blanks = false;
        }
        break;
    case IND_QUOTE_MAYBE_END: take_maybe_end(watch, c); break;
    case IND_QUOTE_PLAIN: break;
    }
}

static void take_separator(ind_quote_watch *watch) {
    watch->here++;
    watch->after_separator = true;
    if (watch->state == IND_QUOTE_INSIDE)
        watch->inside++;
    else
        end_field(watch);
}

static void take_break(ind_quote_watch *watch, uint64_t line) {
    if (watch->state != IND_QUOTE_INSIDE)
        watch->state = IND_QUOTE_FIELD_START;
    end_line(watch, line);
}

void ind_quote_watch_take(ind_quote_watch *watch, const char *text, size_t length, uint64_t line) {
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c == watch->separator) {
            take_separator(watch);
            continue;
        }
        if (c == '\n' || c == '\r') {
            /* the LF of a CRLF ends no line */
            if (c == '\r' || i == 0 || text[i - 1] != '\r')
                take_break(watch, line);
        } else {
            watch->loose += watch->after_separator && c == ' ';
            take_byte(watch, c, line);
        }
        watch->after_separator = false;
    }
}

void ind_quote_watch_end(ind_quote_watch *watch, uint64_t line) {
    if (!watch->was_inside && watch->here == 0)
        return;
    if (watch->state != IND_QUOTE_INSIDE)
        watch->state = IND_QUOTE_FIELD_START;
    end_line(watch, line);
}

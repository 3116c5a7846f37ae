/* dialect.h - which character separates the columns, and where the header is.
 * Looks at the first lines of a file only. */
#ifndef IND_DIALECT_H
#define IND_DIALECT_H

#include "base/memory.h"

enum { IND_DIALECT_NAMES = 100000 }; /* separators on one line beyond which no names are looked at */

typedef struct {
    char separator;         /* 0: find out */
    uint32_t preamble_rows; /* physical lines between an "sep=" line and the header */
    /* How many columns of a header would be known; NAMES may be quoted.  Decides between separators. */
    size_t (*known)(const void *context, const ind_str *names, size_t count);
    const void *context;
    char fallback; /* separator of the schema: used if the user gave none and the file has no "sep=" line; 0: none */
} ind_dialect_question;

typedef struct {
    char separator;
    uint32_t skip_lines; /* physical lines before the header that are no records: "sep=" line and preamble */
} ind_dialect;

typedef enum {
    IND_DIALECT_FOUND,
    IND_DIALECT_MORE,      /* HEAD does not hold the whole header yet */
    IND_DIALECT_EMPTY,     /* the input has no header line */
    IND_DIALECT_AMBIGUOUS, /* two separators fit: FIRST and SECOND */
    IND_DIALECT_BAD_SEP    /* the "sep=" line names something that cannot be a separator */
} ind_dialect_state;

/* HEAD is the beginning of the text; WHOLE says that there is no more of it. */
ind_dialect_state ind_dialect_find(ind_str head, bool whole, const ind_dialect_question *question, ind_dialect *out,
                                   char ambiguous[2]);

const char *ind_separator_name(char c); /* "';'", "tab", ... for messages */

#endif

/* json.h - JSON text as a tree that knows where each value stands.
 *
 * Strict: no repeated keys, no trailing text, no numbers that a double cannot hold, UTF-8 throughout.  tests/fuzz holds
 * it against another parser. */
#ifndef IND_JSON_H
#define IND_JSON_H

#include "base/memory.h"
#include "indikator/diagnostics.h"

/* A text file in memory with an index of its lines.  Lives in an arena. */
typedef struct ind_source {
    const char *name; /* as the user wrote it */
    ind_str text;
    uint64_t *line_start; /* byte offset of each line */
    size_t lines;
    size_t *characters; /* before each mark: see source.c */
} ind_source;

/* The place of the bytes START..END.  A value of several lines is underlined on the first.  Of a long line
 * only about 120 characters around the caret are given; ind_source_caret says how many stand before it. */
ind_place ind_source_place(const ind_source *source, size_t start, size_t end); /* byte offsets */
/* Of a line that is longer, source_line has one character more. */
enum { IND_SOURCE_SHOWN = 120 };
/* Characters of ind_place.source_line before the caret: COLUMN - 1, but fewer where the line was cut. */
size_t ind_source_caret(uint32_t column);
ind_source *ind_source_new(ind_arena *arena, const char *name, ind_str text); /* copied, without byte order mark */
/* IND_E_SYSTEM with a finding if it cannot be read or is over MOST bytes. */
ind_status ind_source_load_most(ind_arena *arena, const char *path, size_t most, ind_diag *diag, ind_source **out);
enum { IND_SOURCE_MOST = 16 << 20 }; /* bytes of a definition, a schema, a list of codes */
ind_status ind_source_load(ind_arena *arena, const char *path, ind_diag *diag, ind_source **out);

/* IND_E_DEFINITION with a finding at the first byte that is not UTF-8. */
ind_status ind_source_check_utf8(const ind_source *source, ind_diag *diag);

typedef enum {
    IND_JSON_NULL,
    IND_JSON_FALSE,
    IND_JSON_TRUE,
    IND_JSON_NUMBER,
    IND_JSON_TEXT,
    IND_JSON_ARRAY,
    IND_JSON_OBJECT
} ind_json_type;

typedef struct ind_json {
    ind_json_type type;
    ind_str key;             /* of a member of an object, else empty */
    ind_str text;            /* IND_JSON_TEXT: decoded; IND_JSON_NUMBER: as written */
    double number;           /* IND_JSON_NUMBER */
    struct ind_json **items; /* members or elements, in file order */
    size_t count;
    const ind_source *source;
    size_t start, end;           /* bytes of the value in source->text */
    size_t key_start, key_end;   /* bytes of the key with its quotes; 0,0 without key */
    struct ind_json **by_key;    /* of a large object as it was read: ITEMS in order of key */
    struct ind_json **by_key_of; /* ... and which items those are: a copy has others */
} ind_json;

/* Parse the whole source: IND_E_DEFINITION with findings for syntax, depth over 64, duplicate
 * keys, trailing text, invalid UTF-8, "\u0000", numbers that JSON or a double does not allow. */
ind_status ind_json_parse(ind_arena *arena, const ind_source *source, ind_diag *diag, ind_json **out);
/* Elements that are handed out as they are read and then forgotten, so that a long array takes no memory: those of an
 * array that is member KEY of an object, DEPTH containers deep with itself.  ELEMENT lives until the call returns. */
typedef struct {
    const char *key;
    int depth;
    void (*take)(void *context, const ind_json *array, const ind_json *element);
    void *context;
} ind_json_each;
/* The same; such arrays are empty in the tree.  What was handed out before an error has been handed out. */
ind_status ind_json_parse_each(ind_arena *arena, const ind_source *source, const ind_json_each *each, ind_diag *diag,
                               ind_json **out);
/* What POINTER ("/period/grain/0") leads to below NODE; NULL: nothing. */
const ind_json *ind_json_at(const ind_json *node, ind_str pointer);
ind_json *ind_json_get(const ind_json *object, const char *key); /* exact case; NULL if absent or not an object */
bool ind_json_integer(const ind_json *value, int64_t *out);      /* a number without fraction or exponent */
const char *ind_json_type_name(ind_json_type type);              /* "text", "number", "object", ... */
/* Byte offset in the source of byte OFFSET of a decoded text (escapes make them differ). */
size_t ind_json_text_offset(const ind_json *text, size_t offset);

/* TEXT as part of a message: one line, at most 60 characters, quotes not added. */
enum { IND_SHOWN_TEXT = 256 };
const char *ind_shown(ind_str text, char out[IND_SHOWN_TEXT]);

ind_place ind_json_place(const ind_json *value);     /* of the value */
ind_place ind_json_key_place(const ind_json *value); /* of its key, or of the value if it has none */

/* Canonical form for hashes: no spaces, members sorted by key, numbers and texts normalised.
 * Members of objects for which SKIP says so are left out (SKIP may be NULL). */
void ind_json_canonical(const ind_json *value, bool (*skip)(const ind_json *member), ind_buffer *out);
void ind_json_quote(ind_str text, ind_buffer *out);       /* "…" with JSON's escapes */
void ind_json_quote_clean(ind_str text, ind_buffer *out); /* the same; what is not UTF-8 becomes U+FFFD */

#endif

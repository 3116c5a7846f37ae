/* json_layout.h - JSON for people to read and to edit: one form, whatever the text looked like before. */
#ifndef IND_JSON_LAYOUT_H
#define IND_JSON_LAYOUT_H

#include "base/json.h"

typedef struct {
    bool rows;                /* objects that are rows of a table stay on one line, however long it gets */
    const char *blank_before; /* NULL, or a key of the outermost object that has an empty line above */
} ind_json_style;

/* VALUE, its first line begun by the caller and its other lines indented by INDENT spaces or more.  Two spaces a
 * level; a container on one line where that has at most 120 characters, but an array of objects has a line for each
 * of them.  Numbers are as they were written. */
void ind_json_layout(const ind_json *value, size_t indent, const ind_json_style *style, ind_buffer *out);

#endif

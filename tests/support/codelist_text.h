/* codelist_text.h - a codelist from a text, for tests. */
#ifndef IND_CODELIST_TEXT_H
#define IND_CODELIST_TEXT_H

#include "data/schemas/codelist.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* NULL if it is not one.  Lives in ARENA. */
static inline ind_codelist *codelist_of(ind_arena *arena, const char *text) {
    char path[] = "/tmp/indikator_codelistXXXXXX";
    ind_codelist *list = NULL;
    int handle = mkstemp(path);
    if (handle < 0 || write(handle, text, strlen(text)) != (ssize_t)strlen(text))
        abort();
    close(handle);
    ind_diag *diag = ind_diag_new();
    ind_codelist_load(arena, path, IND_STR("c"), diag, &list);
    ind_diag_free(diag);
    remove(path);
    return list;
}

#endif

/* codelist.h - codes with validity and attributes, from CSV.
 *
 * File: indicators/codelists/<name>.csv, UTF-8, separator ';', header row.  The first column is
 * the code; "giltig_fran" and "giltig_till" (dates, closed, empty = open) are optional; every other column is an
 * attribute.  Lines before the header that begin with '#' are directives: "# version: 2026-01-01",
 * "# match: exact|prefix|alike", "# title-sv: ...", "# title-en: ...", "# source: ...",
 * "# year: 2013" (what a population or a table of rates is of),
 * "# hierarchy: kommunkod < lansdel < lanskod": what is part of what, as names of columns from the code upward.  There
 * may be several, which need not be nested; "# hierarchy: lanskod" says that the codes are areas that are part of
 * nothing. */
#ifndef IND_CODELIST_H
#define IND_CODELIST_H

#include "base/memory.h"
#include "indikator/diagnostics.h"

typedef struct ind_codelist ind_codelist;

/* Lives in ARENA.  IND_E_DEFINITION with findings at file:line; IND_E_SYSTEM if it cannot be read. */
ind_status ind_codelist_load(ind_arena *arena, const char *path, ind_str name, ind_diag *diag, ind_codelist **out);

ind_str ind_codelist_name(const ind_codelist *list);
ind_str ind_codelist_version(const ind_codelist *list);
/* The year that its numbers are of, "# year: 2013"; 0: none is said. */
int ind_codelist_year(const ind_codelist *list);
bool ind_codelist_is_prefix(const ind_codelist *list);
bool ind_codelist_has(const ind_codelist *list, ind_str code); /* as the list matches, at any time */
/* Not in the list, but it begins as one of its codes does, all but that code's last letter. */
bool ind_codelist_is_near(const ind_codelist *list, ind_str code);
size_t ind_codelist_count(const ind_codelist *list); /* rows, in file order */
/* What all codes together are called, and its name ("# total: T;Totalt"); empty: nothing. */
ind_str ind_codelist_total(const ind_codelist *list, ind_str *name);
ind_str ind_codelist_code(const ind_codelist *list, size_t row);
/* Row valid at some day of FROM..TO (INT32_MIN / INT32_MAX = open)? */
bool ind_codelist_valid(const ind_codelist *list, size_t row, int32_t from, int32_t to);
/* Those days. */
void ind_codelist_days(const ind_codelist *list, size_t row, int32_t *from, int32_t *to);
int ind_codelist_attribute(const ind_codelist *list, ind_str name); /* number of the attribute, -1 if there is none */
ind_str ind_codelist_value(const ind_codelist *list, size_t row, int attribute);
/* The last row of CODE that is valid in FROM..TO, exact match; -1 if none. */
ptrdiff_t ind_codelist_find(const ind_codelist *list, ind_str code, int32_t from, int32_t to);
size_t ind_codelist_attribute_count(const ind_codelist *list);
ind_str ind_codelist_attribute_name(const ind_codelist *list, int attribute);
ind_str ind_codelist_text(const ind_codelist *list); /* the file's bytes, for hashes */

/* ---- hierarchies ---- */

/* A level is an attribute, or the code itself. */
enum { IND_LEVEL_CODE = -1, IND_LEVEL_NONE = -2 };
ind_str ind_codelist_column_name(const ind_codelist *list, int level); /* "kommunkod", "lanskod" */
ind_str ind_codelist_at(const ind_codelist *list, size_t row, int level);
size_t ind_codelist_hierarchy_count(const ind_codelist *list);
/* Levels of a hierarchy from the code upward; BORROWED. */
const int *ind_codelist_hierarchy(const ind_codelist *list, size_t hierarchy, size_t *count);
/* Does some hierarchy have the level? */
bool ind_codelist_is_area(const ind_codelist *list, int level);
/* What the level is part of and nothing holds, by the first hierarchy that has it; IND_LEVEL_NONE: it is in none. */
int ind_codelist_top(const ind_codelist *list, int level);
/* Does some hierarchy have LEVEL below UPPER? */
bool ind_codelist_is_part(const ind_codelist *list, int level, int upper);
/* codelist_change.c: the list without its ROW, or with CODE as one more row without attributes; in ARENA. */
ind_codelist *ind_codelist_without(ind_arena *arena, const ind_codelist *list, size_t row);
ind_codelist *ind_codelist_with(ind_arena *arena, const ind_codelist *list, ind_str code);

#endif

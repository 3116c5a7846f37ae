/* catalogue.h - folders of definitions, dataset schemas and codelists, as seen from outside.
 *
 * A catalogue is opened on folders; measures are compiled from it and live as long as it does. */
#ifndef INDIKATOR_CATALOGUE_H
#define INDIKATOR_CATALOGUE_H

#include "indikator/api.h"
#include "indikator/diagnostics.h"
#include "indikator/outline.h"

IND_API_BEGIN

typedef struct ind_catalogue ind_catalogue;
typedef struct ind_measure ind_measure; /* a compiled definition; lives in its catalogue */

/* *OUT is OWNED by the caller; NULL unless all is well.  IND_E_SYSTEM, IND_E_DEFINITION with findings. */
ind_status ind_catalogue_load(const char *const *folders, size_t folder_count, ind_diag *diag, ind_catalogue **out);
/* The same for "check", which goes on with what there is: *OUT is never NULL. */
ind_status ind_catalogue_load_all(const char *const *folders, size_t folder_count, ind_diag *diag, ind_catalogue **out);
void ind_catalogue_close(ind_catalogue *catalogue); /* NULL is fine */

/* The definitions and variants found, in order of id; nothing is compiled. */
size_t ind_catalogue_measure_count(const ind_catalogue *catalogue);
ind_str ind_catalogue_measure_id(const ind_catalogue *catalogue, size_t index);
const char *ind_catalogue_measure_path(const ind_catalogue *catalogue, size_t index);
const char *ind_catalogue_measure_pack(const ind_catalogue *catalogue, size_t index); /* name of its folder */
ptrdiff_t ind_catalogue_measure_find(const ind_catalogue *catalogue, ind_str id);     /* -1: none */
ind_str ind_catalogue_measure_nearest(const ind_catalogue *catalogue, ind_str id);    /* empty: nothing near */

/* The outlines of the catalogue, in order of name; they live as long as it does.  IND_E_DEFINITION with findings, and
 * none, if one of them is wrong. */
ind_status ind_catalogue_outlines(ind_catalogue *catalogue, ind_diag *diag, ind_outlines *out);

/* Compile the definition in the file PATH (of the catalogue or not) against the catalogue.
 * IND_E_DEFINITION with every finding at file:line:col; IND_E_SYSTEM if it cannot be read. */
ind_status ind_measure_load(ind_catalogue *catalogue, const char *path, ind_diag *diag, ind_measure **out);
/* The same for a version of a definition: its file may have any name. */
ind_status ind_measure_load_version(ind_catalogue *catalogue, const char *path, ind_diag *diag, ind_measure **out);

ind_str ind_measure_id(const ind_measure *measure);
ind_str ind_measure_version(const ind_measure *measure);
ind_str ind_measure_title(const ind_measure *measure, bool english);
ind_str ind_measure_kind(const ind_measure *measure);
ind_str ind_measure_unit(const ind_measure *measure);
int ind_measure_decimals(const ind_measure *measure);
/* Number INDEX of the texts that the definition has at KEY, a list or a single text, such as "perspective"; empty:
 * there are no more. */
ind_str ind_measure_text(const ind_measure *measure, const char *key, size_t index);
/* The measure of kind published that values are compared with, where the definition says so, or else ASKED names
 * "published" (as ind_run_options.compare); empty: none. */
ind_str ind_measure_published(const ind_measure *measure, const char *const *asked, size_t count);
/* "show": the definition in sentences, with every policy in force, also those by default. */
typedef enum { IND_SHOW_TEXT, IND_SHOW_MARKDOWN, IND_SHOW_JSON, IND_SHOW_DECLARATION } ind_show_format;
/* MEASURE is one of CATALOGUE.  The text is OWNED by the caller (free). */
char *ind_measure_show(ind_catalogue *catalogue, const ind_measure *measure, ind_show_format format, bool english);

/* "fmt": the canonical form of the definition, variant or test file in TEXT, which NAME calls in findings.  *OUT is
 * OWNED by the caller (free).  IND_FINDINGS, *OUT being NULL, if it is a file of another format; IND_E_DEFINITION if it
 * is not JSON.  What it means, and with it both hashes, stays. */
ind_status ind_canonical_text(const char *name, ind_str text, ind_diag *diag, char **out);

const char *ind_kind_name(size_t index); /* the kinds in order of name; NULL after the last */

IND_API_END

#endif

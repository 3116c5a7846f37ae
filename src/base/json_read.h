/* json_read.h - what an object of a file may hold, as a table, and its members as C values.
 *
 * First ind_json_check_object holds an object against its table: unknown keys, wrong types and missing keys all become
 * findings (IND_E_DEFINITION).  Then the values are taken out; what is absent or was found to be of the wrong
 * type reads as empty, so that reading goes on and finds more.  Objects may be NULL: "nothing given". */
#ifndef IND_JSON_READ_H
#define IND_JSON_READ_H

#include "base/json.h"

/* An error of a definition file, dataset schema or codelist at PLACE. */
#define ind_json_error(diag, place, rule, help, ...)                                                                   \
    ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, rule, place, help, __VA_ARGS__)

/* The types a value may have, joined with |. */
enum {
    IND_JSON_AS_TEXT = 1u << IND_JSON_TEXT,
    IND_JSON_AS_NUMBER = 1u << IND_JSON_NUMBER,
    IND_JSON_AS_BOOLEAN = 1u << IND_JSON_FALSE | 1u << IND_JSON_TRUE,
    IND_JSON_AS_ARRAY = 1u << IND_JSON_ARRAY,
    IND_JSON_AS_OBJECT = 1u << IND_JSON_OBJECT
};

/* One key that an object may have.  A table of them ends with a key without name. */
typedef struct {
    const char *name;
    unsigned types;
    bool required;
} ind_json_key;

/* Whether keys that begin with "x-" and are not in the table are left alone. */
typedef enum { IND_JSON_X_IS_ERROR, IND_JSON_X_IS_FREE } ind_json_free_keys;

/* ---- Checks: false with a finding ---- */

bool ind_json_check_type(const ind_json *value, unsigned types, ind_diag *diag);
/* VALUE is an object that agrees with KEYS.  A free key that is one or two letters from a known one is a warning. */
bool ind_json_check_object(const ind_json *value, const ind_json_key *keys, ind_json_free_keys free_keys,
                           ind_diag *diag);
/* The "format" of FILE is not another version of WANTED ("indikator/1"); a format of another kind is for the caller. */
bool ind_json_check_version(const ind_json *file, const char *wanted, ind_diag *diag);
/* An object with texts in "sv" and "en" and nothing else; BOTH: neither may be missing. */
bool ind_json_check_bilingual(const ind_json *value, bool both, ind_diag *diag);
/* A text that is not empty. */
bool ind_json_check_filled(const ind_json *value, ind_diag *diag);
/* A whole number, also written as 4.0, within MINIMUM..MAXIMUM (at most 2^53 from 0). */
bool ind_json_check_integer(const ind_json *value, int64_t minimum, int64_t maximum, ind_diag *diag, int64_t *out);
/* One of the texts CHOICES, which end with NULL; *OUT is its index. */
bool ind_json_check_choice(const ind_json *value, const char *const *choices, ind_diag *diag, int *out);
/* An array of different texts, at least MINIMUM; *OUT lives in ARENA.  Repeated texts are a finding and are kept. */
bool ind_json_check_texts(ind_arena *arena, const ind_json *value, size_t minimum, ind_diag *diag, ind_str **out,
                          size_t *count);

/* ---- Members of an object that has been checked ---- */

/* The member KEY if it is there with one of TYPES, else NULL. */
const ind_json *ind_json_member(const ind_json *object, const char *key, unsigned types);
ind_str ind_json_member_text(const ind_json *object, const char *key); /* BORROWED from the tree; empty if absent */
bool ind_json_member_true(const ind_json *object, const char *key);

#endif

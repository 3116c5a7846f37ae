/* keys.h - which records have the same key, in 16 bytes a record.
 *
 * First a 128-bit hash of each key is collected and those that occur twice are found.  Only then, on a second
 * reading, are the texts of those few records compared and a verdict given on each. */
#ifndef IND_KEYS_H
#define IND_KEYS_H

#include "base/dict.h"
#include "base/memory.h"

typedef struct {
    uint64_t high, low;
} ind_hash;

ind_hash ind_hash_of(ind_str text); /* XXH3-128 */

typedef struct {
    ind_hash *items; /* after ind_hashes_keep_repeated: those that occur more than once, ascending, once each */
    size_t count, capacity;
} ind_hashes;

void ind_hashes_add(ind_hashes *hashes, ind_hash hash);
void ind_hashes_keep_repeated(ind_hashes *hashes);
bool ind_hashes_have(const ind_hashes *hashes, ind_hash hash); /* after ind_hashes_keep_repeated */
void ind_hashes_free(ind_hashes *hashes);

typedef enum {
    IND_KEEP,
    IND_DUPLICATE,  /* the same record is kept elsewhere */
    IND_SUPERSEDED, /* a later delivery has the record */
    IND_CONFLICT    /* same key, other content: nobody can tell which is right */
} ind_verdict;

/* One record whose key may occur twice. */
typedef struct {
    uint32_t file;
    int32_t delivered; /* day, IND_NULL_DATE if not known */
    uint64_t line;
    uint32_t key;     /* number of the key's text in ind_candidates.keys */
    ind_hash content; /* of all its fields; texts of 128-bit hashes are not compared again */
    ind_verdict verdict;
} ind_candidate;

typedef struct {
    ind_dict *keys;
    ind_candidate *items;
    size_t count, capacity;
} ind_candidates;

void ind_candidates_add(ind_candidates *candidates, ind_str key, ind_candidate candidate); /* .key is set here */
/* Those of FROM too, which is then empty. */
void ind_candidates_absorb(ind_candidates *candidates, ind_candidates *from);
/* Give every candidate its verdict and sort them by file and line. */
void ind_candidates_decide(ind_candidates *candidates);
bool ind_candidates_need_action(const ind_candidates *candidates); /* some verdict is not IND_KEEP */
void ind_candidates_free(ind_candidates *candidates);

#endif

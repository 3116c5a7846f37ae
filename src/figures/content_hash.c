/* content_hash.c - see content_hash.h. */
#include "figures/content_hash.h"
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <xxhash.h>

struct ind_content {
    XXH3_state_t *state;
};

ind_content *ind_content_new(void) {
    ind_content *content = ind_alloc(sizeof *content);
    content->state = XXH3_createState();
    if (content->state == NULL)
        ind_out_of_memory();
    XXH3_128bits_reset(content->state);
    return content;
}

void ind_content_add(ind_content *content, ind_str json) {
    XXH3_128bits_update(content->state, json.data, json.length);
}

ind_content_digest ind_content_end(ind_content *content) {
    XXH128_hash_t hash = XXH3_128bits_digest(content->state);
    XXH3_freeState(content->state);
    free(content);
    return (ind_content_digest){{hash.high64, hash.low64}};
}

void ind_content_hash(const ind_content_digest *digests, size_t count, char out[IND_CONTENT_HASH]) {
    ind_buffer all = {0};
    for (size_t i = 0; i < count; i++)
        ind_buffer_format(&all, "%016llx%016llx", (unsigned long long)digests[i].words[0],
                          (unsigned long long)digests[i].words[1]);
    XXH128_hash_t hash = XXH3_128bits(all.data == NULL ? "" : all.data, all.length);
    snprintf(out, IND_CONTENT_HASH, "xxh128:%016llx%016llx", (unsigned long long)hash.high64,
             (unsigned long long)hash.low64);
    ind_buffer_free(&all);
}

void ind_content_text(ind_str text, char out[IND_CONTENT_HASH]) {
    ind_content *content = ind_content_new();
    ind_content_add(content, text);
    ind_content_digest digest = ind_content_end(content);
    ind_content_hash(&digest, 1, out);
}

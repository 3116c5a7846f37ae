/* Any bytes as a CSV file, read by both lanes: the same rows on the same lines, the same counts, findings and errors.
 *
 * Byte 0: options; byte 1: a given separator, a header put before, the instructions of the fast lane; byte 2: the
 * size of its blocks.  The rest is the file. */
#include "data/text/csv_masks.h"
#include "support/lanes.h"

#include <stdio.h>

static void report(const ind_buffer *reference, const ind_buffer *fast, long at) {
    size_t from = (size_t)at > 200 ? (size_t)at - 200 : 0;
    fprintf(stderr, "fuzz_lanes: the lanes differ at byte %ld\n--- reference\n%s\n--- fast\n%s\n", at,
            from < reference->length ? reference->data + from : "", from < fast->length ? fast->data + from : "");
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char separators[4] = {'\0', ';', ',', '\t'};
    if (size < 3)
        return 0;
    unsigned options = data[0];
    if ((data[1] & 4) != 0)
        options |= LANES_HEADER;
    if ((data[1] & 8) != 0)
        options |= LANES_ONE_COLUMN;
    ind_masks_use((ind_simd)(data[1] >> 4 & 3));
    ind_str text = {(const char *)data + 3, size - 3};
    lanes_way way = {.lane = IND_LANE_REFERENCE, .options = options, .separator = separators[data[1] & 3]};
    ind_buffer reference = lanes_run(text, way);
    way.lane = IND_LANE_AUTOMATIC;
    way.block = data[2];
    ind_buffer fast = lanes_run(text, way);
    long at = lanes_difference(&reference, &fast);
    if (at >= 0)
        report(&reference, &fast, at);
    ind_buffer_free(&reference);
    ind_buffer_free(&fast);
    return 0;
}

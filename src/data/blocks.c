/* blocks.c - the idea: read a piece behind what was left of the last one, and cut at the last line break outside
 * quotes.
 *
 * What stands behind that break is the next block's beginning.  A CR at the very end is not cut at, for an LF may
 * follow that belongs to the same line end. */
#include "data/blocks.h"

#include <stdlib.h>

struct ind_blocks {
    ind_blocks_options options;
    ind_buffer rest; /* the beginning of a record, not in a block yet */
    uint64_t line;   /* that it is on */
};

ind_blocks *ind_blocks_new(const ind_blocks_options *options) {
    ind_blocks *blocks = ind_alloc(sizeof *blocks);
    blocks->options = *options;
    blocks->line = options->line;
    return blocks;
}

void ind_blocks_free(ind_blocks *blocks) {
    if (blocks == NULL)
        return;
    ind_buffer_free(&blocks->rest);
    free(blocks);
}

void ind_block_free(ind_block *block) {
    ind_masks_free(&block->masks);
    ind_places_free(&block->odd);
    free(block->buffer);
    *block = (ind_block){0};
}

static void append(ind_block *block, ind_str piece) {
    size_t length = block->text.length + piece.length;
    if (length + IND_MASK_PAD > block->capacity) {
        block->capacity = length + length / 4 + IND_MASK_PAD;
        block->buffer = ind_realloc(block->buffer, block->capacity);
    }
    if (piece.length > 0)
        memcpy(block->buffer + block->text.length, piece.data, piece.length);
    memset(block->buffer + length, ' ', IND_MASK_PAD);
    block->text = (ind_str){block->buffer, length};
}

/* The LF of a CRLF is no break of its own. */
static void join_crlf(ind_masks *masks) {
    uint64_t after_return = 0;
    for (size_t w = 0; w < masks->words; w++) {
        uint64_t returns = masks->returns[w];
        masks->breaks[w] &= returns | ~(returns << 1 | after_return);
        after_return = returns >> 63;
    }
}

static size_t last_record_end(const ind_block *block) {
    ind_str text = block->text;
    size_t end = ind_masks_last_break(&block->masks, text.length);
    if (end == text.length && end > 0 && text.data[end - 1] == '\r')
        end = ind_masks_last_break(&block->masks, end - 1);
    bool crlf = end > 0 && end < text.length && text.data[end - 1] == '\r' && text.data[end] == '\n';
    return end + crlf;
}

static int by_place(const void *left, const void *right) {
    const uint32_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* One place a line is enough: a record begins behind a line end. */
static void add_nuls(ind_block *block) {
    ind_places *odd = &block->odd;
    const char *text = block->text.data, *end = text + block->text.length;
    for (const char *at = text; at < end && (at = memchr(at, '\0', (size_t)(end - at))) != NULL;) {
        ind_places_add(odd, (uint32_t)(at - text));
        while (at < end && *at != '\n' && *at != '\r')
            at++;
    }
    if (odd->count > 1)
        qsort(odd->items, odd->count, sizeof *odd->items, by_place);
}

static void survey(const ind_blocks *blocks, ind_block *block) {
    ind_masks_scan(&block->masks, block->text, blocks->options.separator);
    block->odd.count = 0;
    if (block->masks.has_quotes)
        ind_quotes_resolve(block->text, blocks->options.separator, &block->masks, &block->odd);
    if (block->masks.has_nul)
        add_nuls(block);
    if (block->masks.has_returns)
        join_crlf(&block->masks);
}

/* Leave what is behind END to the next block. */
static void cut(ind_blocks *blocks, ind_block *block, size_t end) {
    ind_masks *masks = &block->masks;
    size_t words = (end + 63) / 64;
    blocks->rest.length = 0;
    ind_buffer_add(&blocks->rest, block->text.data + end, block->text.length - end);
    memset(block->buffer + end, ' ', IND_MASK_PAD);
    block->text.length = end;
    masks->words = words;
    if (end % 64 > 0) {
        uint64_t valid = (UINT64_C(1) << end % 64) - 1;
        masks->separators[words - 1] &= valid;
        masks->breaks[words - 1] &= valid;
    }
    while (block->odd.count > 0 && block->odd.items[block->odd.count - 1] >= end)
        block->odd.count--;
    blocks->line += ind_masks_count(masks->breaks, end);
}

ind_status ind_blocks_next(ind_blocks *blocks, ind_block *block, bool *whole) {
    block->text.length = 0;
    block->line = blocks->line;
    append(block, ind_buffer_str(&blocks->rest));
    append(block, blocks->options.first);
    bool fresh = blocks->options.first.length > 0;
    size_t surveyed = 0;
    blocks->options.first.length = 0;
    for (*whole = true; *whole;) {
        if (!fresh) {
            ind_str piece;
            ind_status status = blocks->options.more(blocks->options.context, &piece);
            if (status != IND_OK)
                return status;
            append(block, piece);
            *whole = piece.length > 0;
        }
        fresh = false;
        if (*whole && block->text.length < 2 * surveyed && block->text.length <= blocks->options.record_limit)
            continue; /* looking anew at every piece would take quadratic time in a record of many */
        surveyed = block->text.length;
        survey(blocks, block);
        size_t end = *whole ? last_record_end(block) : 0;
        if (end > 0) {
            cut(blocks, block, end);
            break;
        }
        *whole = *whole && block->text.length <= blocks->options.record_limit;
    }
    return IND_OK;
}

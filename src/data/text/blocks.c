/* blocks.c - the idea: whoever needs a block reads a piece of the input and cuts it at its last line break outside
 * quotes; what stands behind that break is the beginning of the next block.
 *
 * Only two steps need an order.  Reading: one thread at a time.  Cutting: piece after piece, since whether a piece
 * begins inside quotes, and on what line, is known when the one before is cut.  What costs time, to look at every byte,
 * is done between the two, by all threads at once.
 *
 * A CR at the very end of a piece is not cut at, for an LF may follow that belongs to the same line end. */
#include "data/text/blocks.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

enum {
    WORD = 64,
    FRONT = 4096, /* a page, so that pieces begin at one */
    TRIES = 100   /* before a thread sleeps: others need some ten microseconds, to be woken takes longer */
};

struct ind_blocks {
    ind_blocks_options options;

    pthread_mutex_t reading;
    bool ended;      /* no more pieces: all are read, or something is wrong */
    uint64_t pieces; /* read so far */

    pthread_mutex_t cutting;
    pthread_cond_t cut;
    atomic_ullong turn; /* the piece to be cut next; set under CUTTING */
    ind_buffer rest;    /* the beginning of a record, not in a block yet */
    uint64_t line;      /* that it is on */
    size_t surveyed;    /* bytes in which no record's end was found */
    bool over_limit;    /* all that was read goes to the rest */
};

ind_blocks *ind_blocks_new(const ind_blocks_options *options) {
    ind_blocks *blocks = ind_alloc(sizeof *blocks);
    blocks->options = *options;
    blocks->line = options->line;
    pthread_mutex_init(&blocks->reading, NULL);
    pthread_mutex_init(&blocks->cutting, NULL);
    pthread_cond_init(&blocks->cut, NULL);
    return blocks;
}

void ind_blocks_free(ind_blocks *blocks) {
    if (blocks == NULL)
        return;
    pthread_mutex_destroy(&blocks->reading);
    pthread_mutex_destroy(&blocks->cutting);
    pthread_cond_destroy(&blocks->cut);
    ind_buffer_free(&blocks->rest);
    free(blocks);
}

void ind_block_free(ind_block *block) {
    ind_masks_free(&block->masks);
    ind_places_free(&block->odd);
    ind_places_free(&block->doubled);
    free(block->buffer);
    *block = (ind_block){0};
}

/* ---- waiting for other threads ---- */

static void lock(pthread_mutex_t *mutex) {
    for (int i = 0; i < TRIES; i++) {
        if (pthread_mutex_trylock(mutex) == 0)
            return;
        sched_yield();
    }
    pthread_mutex_lock(mutex);
}

/* The turn of piece NUMBER; then CUTTING is locked. */
static void await_turn(ind_blocks *blocks, uint64_t number) {
    for (int i = 0; i < TRIES && atomic_load(&blocks->turn) != number; i++)
        sched_yield();
    lock(&blocks->cutting);
    while (atomic_load(&blocks->turn) != number)
        pthread_cond_wait(&blocks->cut, &blocks->cutting);
}

/* ---- reading ---- */

static void take_first(ind_blocks *blocks, char *to, size_t *length) {
    ind_str *first = &blocks->options.first;
    *length = first->length < blocks->options.piece_room ? first->length : blocks->options.piece_room;
    memcpy(to, first->data, *length);
    *first = (ind_str){first->data + *length, first->length - *length};
}

/* The next piece and its number; false if there are no more.  The last piece is empty. */
static bool read_piece(ind_blocks *blocks, char *to, size_t *length, uint64_t *number, ind_status *status) {
    *status = IND_OK;
    lock(&blocks->reading);
    bool more = !blocks->ended;
    if (more && blocks->options.first.length > 0)
        take_first(blocks, to, length);
    else if (more)
        *status = blocks->options.more(blocks->options.context, to, length);
    more = more && *status == IND_OK;
    if (more)
        *number = blocks->pieces++;
    blocks->ended = !more || *length == 0;
    pthread_mutex_unlock(&blocks->reading);
    return more;
}

void ind_blocks_stop(ind_blocks *blocks) {
    pthread_mutex_lock(&blocks->reading);
    blocks->ended = true;
    pthread_mutex_unlock(&blocks->reading);
}

/* ---- looking ---- */

/* The piece stands behind the front of the block. */
static void scan_piece(const ind_blocks *blocks, ind_block *block, size_t length) {
    block->text = (ind_str){block->buffer + block->front, length};
    block->start = 0;
    memset(block->buffer + block->front + length, ' ', IND_MASK_PAD);
    ind_masks_scan(&block->masks, block->text, blocks->options.separator, block->front / WORD);
}

static char *new_buffer(const ind_blocks *blocks, size_t front) {
    return ind_alloc_pages(front + blocks->options.piece_room + IND_MASK_PAD);
}

static void widen_front(const ind_blocks *blocks, ind_block *block, size_t wanted) {
    size_t front = (wanted / FRONT + 1) * FRONT;
    char *buffer = new_buffer(blocks, front);
    memcpy(buffer + front, block->text.data, block->text.length);
    free(block->buffer);
    block->buffer = buffer;
    block->front = front;
    scan_piece(blocks, block, block->text.length);
}

/* Put the rest in front of the piece. */
static void add_rest(const ind_blocks *blocks, ind_block *block) {
    size_t length = blocks->rest.length, words = (length + WORD - 1) / WORD;
    if (length == 0)
        return;
    if (words * WORD > block->front)
        widen_front(blocks, block, words * WORD);
    char *begin = block->buffer + block->front - words * WORD;
    block->start = words * WORD - length;
    memset(begin, ' ', block->start);
    memcpy(begin + block->start, blocks->rest.data, length);
    ind_masks_scan_front(&block->masks, (ind_str){begin, words * WORD}, blocks->options.separator);
    block->text = (ind_str){begin, words * WORD + block->text.length};
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
    block->odd.count = block->doubled.count = 0;
    if (block->masks.has_quotes)
        ind_quotes_resolve(block->text, block->start, blocks->options.separator, &block->masks, &block->odd,
                           &block->doubled);
    if (block->masks.has_nul)
        add_nuls(block);
    if (block->masks.has_returns)
        ind_masks_join_crlf(&block->masks);
}

/* ---- cutting ---- */

static size_t last_record_end(const ind_block *block) {
    ind_str text = block->text;
    size_t end = ind_masks_last_break(&block->masks, text.length);
    if (end == text.length && end > 0 && text.data[end - 1] == '\r')
        end = ind_masks_last_break(&block->masks, end - 1);
    bool crlf = end > 0 && end < text.length && text.data[end - 1] == '\r' && text.data[end] == '\n';
    return end + crlf;
}

static void drop_behind(ind_places *places, size_t end) {
    while (places->count > 0 && places->items[places->count - 1] >= end)
        places->count--;
}

/* Leave what is behind END to the next block. */
static void cut_at(ind_blocks *blocks, ind_block *block, size_t end) {
    ind_masks *masks = &block->masks;
    size_t words = (end + WORD - 1) / WORD;
    blocks->line += masks->break_count - ind_masks_breaks_behind(masks, end);
    blocks->rest.length = 0;
    ind_buffer_add(&blocks->rest, block->text.data + end, block->text.length - end);
    memset((char *)block->text.data + end, ' ', IND_MASK_PAD);
    block->text.length = end;
    masks->words = words;
    if (end % WORD > 0) {
        uint64_t valid = (UINT64_C(1) << end % WORD) - 1;
        masks->separators[words - 1] &= valid;
        masks->breaks[words - 1] &= valid;
    }
    drop_behind(&block->odd, end);
    drop_behind(&block->doubled, end);
}

/* Make a block of the rest and the piece; false: both are the rest now, for no record ends in them, or it is too early
 * to look for one again. */
static bool cut(ind_blocks *blocks, ind_block *block) {
    size_t total = blocks->rest.length + block->text.length, limit = blocks->options.record_limit, end = 0;
    bool last = block->text.length == 0;
    /* looking anew at every piece would take quadratic time in a record of many */
    bool early = total < 2 * blocks->surveyed && total <= limit;
    ind_str piece = block->text;
    if (!last && !early && !blocks->over_limit) {
        add_rest(blocks, block);
        survey(blocks, block);
        end = last_record_end(block);
        blocks->surveyed = end > 0 ? 0 : total;
        blocks->over_limit = end == 0 && total > limit;
        piece = (ind_str){block->buffer + block->front, piece.length};
    }
    block->line = blocks->line;
    if (end > 0)
        cut_at(blocks, block, end);
    else
        ind_buffer_add(&blocks->rest, piece.data, piece.length);
    return end > 0;
}

static bool cut_in_turn(ind_blocks *blocks, ind_block *block, uint64_t number) {
    await_turn(blocks, number);
    bool given = cut(blocks, block), over_limit = blocks->over_limit;
    atomic_fetch_add(&blocks->turn, 1);
    pthread_cond_broadcast(&blocks->cut);
    pthread_mutex_unlock(&blocks->cutting);
    if (over_limit)
        ind_blocks_stop(blocks);
    return given;
}

ind_status ind_blocks_next(ind_blocks *blocks, ind_block *block, bool *given) {
    if (block->buffer == NULL) {
        block->buffer = new_buffer(blocks, FRONT);
        block->front = FRONT;
    }
    for (*given = false; !*given;) {
        size_t length;
        uint64_t number;
        ind_status status;
        if (!read_piece(blocks, block->buffer + block->front, &length, &number, &status))
            return status;
        scan_piece(blocks, block, length);
        *given = cut_in_turn(blocks, block, number);
    }
    return IND_OK;
}

ind_str ind_blocks_rest(const ind_blocks *blocks, uint64_t *line) {
    *line = blocks->line;
    return ind_buffer_str(&blocks->rest);
}

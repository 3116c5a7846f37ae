/* ordered.c - the idea: the file takes one piece at a time; who makes that one writes it as it grows, the others keep
 * theirs until it is their turn. */
#include "report/ordered.h"

#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { WORTH_WRITING = 64 << 10 };

typedef struct ind_ordered {
    FILE *file;
    void (*make)(void *context, ind_piece *piece);
    void *context;
    size_t count;
    size_t *order;      /* in which pieces are begun */
    atomic_size_t next; /* in ORDER: piece that nobody makes yet */
    atomic_size_t turn; /* of the file; changed under LOCK */
    pthread_mutex_t lock;
    ind_piece *made; /* by number; OF is NULL until it is made */
} ind_ordered;

static void put(FILE *file, ind_buffer *text) {
    if (text->length > 0)
        fwrite(text->data, 1, text->length, file);
    text->length = 0;
}

void ind_piece_flush(ind_piece *piece) {
    if (piece->text.length >= WORTH_WRITING && atomic_load(&piece->of->turn) == piece->number)
        put(piece->of->file, &piece->text);
}

/* Write what is next, as far as it is made. */
static void hand_in(ind_ordered *all, const ind_piece *piece) {
    pthread_mutex_lock(&all->lock);
    all->made[piece->number] = *piece;
    for (size_t turn; (turn = atomic_load(&all->turn)) < all->count && all->made[turn].of != NULL;) {
        put(all->file, &all->made[turn].text);
        ind_buffer_free(&all->made[turn].text);
        atomic_store(&all->turn, turn + 1);
    }
    pthread_mutex_unlock(&all->lock);
}

static void make_pieces(void *context, unsigned thread) {
    ind_ordered *all = context;
    (void)thread;
    for (size_t next; (next = atomic_fetch_add(&all->next, 1)) < all->count;) {
        ind_piece piece = {.number = all->order[next], .of = all};
        all->make(all->context, &piece);
        hand_in(all, &piece);
    }
}

/* The largest first; with one thread as they stand, so that none has to wait in memory. */
static size_t *order_of(unsigned threads, size_t count, const size_t *sizes) {
    size_t *order = ind_alloc_array(count, sizeof *order);
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        for (; threads > 1 && at > 0 && sizes[order[at - 1]] < sizes[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return order;
}

void ind_ordered_write(unsigned threads, size_t count, const size_t *sizes,
                       void (*make)(void *context, ind_piece *piece), void *context, FILE *file) {
    ind_ordered all = {.file = file, .make = make, .context = context, .count = count};
    all.order = order_of(threads, count, sizes);
    all.made = ind_alloc_array(count, sizeof *all.made);
    pthread_mutex_init(&all.lock, NULL);
    ind_parallel(threads < count ? threads : (unsigned)count, make_pieces, &all);
    pthread_mutex_destroy(&all.lock);
    free(all.made);
    free(all.order);
}

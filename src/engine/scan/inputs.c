/* inputs.c - the datasets of a run: one after another, each by all threads, or small ones at the same time.
 *
 * Threads that read one dataset must bring together what each of them counted.  In a small one that takes as long as
 * they save, so small datasets get threads of their own, by their sizes; each is read, and its entities followed,
 * apart from the others.  Large ones are not read at once, for the events of each would be in memory together.
 *
 * What reads an input works on a copy of the run with messages, memory and threads of its own; all else that it
 * changes belongs to the input or is made for several threads. */
#include "base/parallel.h"
#include "engine/follow/follow.h"
#include "engine/scan/scan_input.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { SMALL = 32 << 20 }; /* bytes of all inputs */

/* One input that is read beside others. */
typedef struct {
    ind_run run; /* the copy */
    ind_input *input;
    ind_status status;
} reading;

typedef struct {
    reading *items;  /* in order of the inputs */
    reading **order; /* in which they are begun: the largest first */
    size_t count;
    atomic_size_t next; /* in ORDER */
} readings;

/* ---- sizes ---- */

static void size_input(ind_input *input) {
    input->is_sized = true;
    for (size_t f = 0; f < input->file_count; f++) {
        struct stat info;
        bool known = input->files[f].memory.data == NULL && stat(input->files[f].path, &info) == 0;
        input->is_sized = input->is_sized && known && S_ISREG(info.st_mode);
        input->bytes += known ? (uint64_t)info.st_size : 0;
    }
}

void ind_inputs_size(ind_run *run) {
    for (size_t i = 0; i < run->input_count; i++) {
        ind_input *input = &run->inputs[i];
        size_input(input);
        run->bytes_total += input->bytes * ((uint64_t)input->is_reference + (uint64_t)input->is_scanned);
    }
}

/* ---- one after another ---- */

/* Events are followed as soon as all that a measure needs is there, for they take most of the memory. */
static ind_status scan_in_turn(ind_run *run) {
    ind_status status = IND_OK;
    for (size_t i = 0; i < run->input_count; i++) {
        if (!run->inputs[i].is_scanned)
            continue;
        ind_status now = ind_scan_input(run, &run->inputs[i]);
        if (now == IND_OK)
            ind_follow_entities(run, NULL);
        status = ind_status_worst(status, now);
    }
    return status;
}

/* ---- at once ---- */

static void read_some(void *context, unsigned thread) {
    readings *all = context;
    (void)thread;
    for (size_t next; (next = atomic_fetch_add(&all->next, 1)) < all->count;) {
        reading *one = all->order[next];
        one->status = ind_scan_input(&one->run, one->input);
        if (one->status == IND_OK)
            ind_follow_entities(&one->run, one->input);
    }
}

static void add_reading(readings *all, ind_run *run, ind_input *input, unsigned threads) {
    reading *one = &all->items[all->count];
    size_t at = all->count++;
    *one = (reading){.run = *run, .input = input};
    input->arena = ind_arena_new();
    one->run.whole = run;
    one->run.arena = input->arena;
    one->run.diag = ind_diag_new();
    one->run.threads = threads;
    for (; at > 0 && all->order[at - 1]->input->bytes < input->bytes; at--)
        all->order[at] = all->order[at - 1];
    all->order[at] = one;
}

static unsigned share_of(const ind_run *run, const ind_input *input, uint64_t total) {
    uint64_t share = total == 0 ? 0 : run->threads * input->bytes / total;
    return share < 1 ? 1 : (unsigned)share;
}

/* What all inputs have in common, in their order. */
static ind_status end_readings(ind_run *run, readings *all) {
    ind_status status = IND_OK;
    for (size_t i = 0; i < all->count; i++) {
        status = ind_status_worst(status, all->items[i].status);
        ind_diag_append(run->diag, all->items[i].run.diag);
        ind_diag_free(all->items[i].run.diag);
    }
    ind_follow_entities(run, NULL);
    return status;
}

static ind_status scan_at_once(ind_run *run, uint64_t total) {
    readings all = {.items = ind_alloc_array(run->input_count, sizeof *all.items),
                    .order = ind_alloc_array(run->input_count, sizeof *all.order)};
    unsigned beside = 0; /* threads inside readings but the first of each */
    for (size_t i = 0; i < run->input_count; i++) {
        ind_input *input = &run->inputs[i];
        if (!input->is_scanned)
            continue;
        unsigned share = share_of(run, input, total);
        add_reading(&all, run, input, share);
        beside += share - 1;
    }
    ind_parallel(run->threads - beside, read_some, &all);
    ind_status status = end_readings(run, &all);
    free(all.items);
    free(all.order);
    return status;
}

/* ---- which of the two ---- */

/* None is so large that threads would wait for those that read it. */
static bool is_even(const ind_run *run, uint64_t total) {
    for (size_t i = 0; i < run->input_count; i++) {
        const ind_input *input = &run->inputs[i];
        uint64_t share = share_of(run, input, total);
        if (input->is_scanned && 2 * input->bytes * run->threads > 3 * share * total)
            return false;
    }
    return true;
}

ind_status ind_inputs_scan(ind_run *run) {
    uint64_t total = 0;
    size_t count = 0;
    bool sized = true;
    for (size_t i = 0; i < run->input_count; i++) {
        const ind_input *input = &run->inputs[i];
        count += input->is_scanned;
        total += input->is_scanned ? input->bytes : 0;
        sized = sized && (input->is_sized || !input->is_scanned);
    }
    bool at_once = run->threads > 1 && count > 1 && sized && total <= SMALL && run->trace == NULL;
    return at_once && is_even(run, total) ? scan_at_once(run, total) : scan_in_turn(run);
}

/* scan.c - the least that a CSV reader can do: find every separator and line end outside quotes.
 *
 *   scan [-j N] FILE...      prints "<records> <fields>"
 *
 * The measure that the benchmark holds the program against: large reads into a buffer for each thread, AVX2 compares,
 * quoted parts masked by a carry-less product, the position of every field written down and forgotten.  Each thread
 * takes a stretch that begins after a line end, which presumes no line breaks in quotes.  Reads begin at a page of the
 * file and go to the start of a page: elsewhere the system's copy can be four times slower. */
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK = 1 << 18, PAGE = 4096, LANE = 64, THREADS_MAX = 64 };

typedef struct {
    int file;
    off_t from, to;
    uint64_t records, fields;
    uint32_t *places;
    unsigned char *data;
} stretch;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

typedef struct {
    uint64_t ends;   /* bits of line ends */
    uint64_t breaks; /* bits of separators and line ends */
} lane;

#if defined(__x86_64__)
#include <immintrin.h>
#define FAST __attribute__((target("avx2,pclmul,popcnt,bmi")))

FAST static uint64_t equal(const unsigned char *at, char c) {
    __m256i wanted = _mm256_set1_epi8(c);
    __m256i low = _mm256_cmpeq_epi8(_mm256_loadu_si256((const void *)at), wanted);
    __m256i high = _mm256_cmpeq_epi8(_mm256_loadu_si256((const void *)(at + 32)), wanted);
    return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

/* *QUOTED: all ones if the lane begins inside quotes; set for the next lane. */
FAST static lane look(const unsigned char *at, uint64_t *quoted) {
    uint64_t quotes = equal(at, '"'), ends = equal(at, '\n'), inside = *quoted;
    if (quotes != 0) {
        __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)quotes), _mm_set1_epi8(-1), 0);
        inside ^= (uint64_t)_mm_cvtsi128_si64(product);
        *quoted = (uint64_t)((int64_t)inside >> 63);
    }
    return (lane){ends & ~inside, (ends | equal(at, ';')) & ~inside};
}
#else
#define FAST
static lane look(const unsigned char *at, uint64_t *quoted) {
    lane found = {0, 0};
    for (int i = 0; i < LANE; i++) {
        if (at[i] == '"')
            *quoted = ~*quoted;
        uint64_t bit = (uint64_t)(*quoted == 0) << i;
        found.ends |= at[i] == '\n' ? bit : 0;
        found.breaks |= at[i] == '\n' || at[i] == ';' ? bit : 0;
    }
    return found;
}
#endif

FAST static void scan_block(stretch *s, size_t length, uint64_t *quoted) {
    size_t count = 0;
    for (size_t at = 0; at < length; at += LANE) {
        lane found = look(s->data + at, quoted);
        s->records += (uint64_t)__builtin_popcountll(found.ends);
        for (uint64_t left = found.breaks; left != 0; left &= left - 1)
            s->places[count++] = (uint32_t)at + (uint32_t)__builtin_ctzll(left);
    }
    s->fields += count;
}

static void *scan_stretch(void *context) {
    stretch *s = context;
    uint64_t quoted = 0;
    for (off_t at = s->from; at < s->to;) {
        size_t most = BLOCK - (size_t)at % PAGE, wanted = s->to - at < (off_t)most ? (size_t)(s->to - at) : most;
        ssize_t got = pread(s->file, s->data, wanted, at);
        if (got <= 0)
            fail("read");
        memset(s->data + got, 0, LANE);
        scan_block(s, (size_t)got, &quoted);
        at += got;
    }
    return NULL;
}

/* The place after the first line end at AT or later. */
static off_t next_record(int file, off_t at, off_t size) {
    char c;
    if (at == 0)
        return 0;
    while (at < size && pread(file, &c, 1, at++) == 1)
        if (c == '\n')
            return at;
    return size;
}

static void scan_file(const char *path, int threads, stretch *stretches, uint64_t *records, uint64_t *fields) {
    pthread_t workers[THREADS_MAX];
    struct stat info;
    int file = open(path, O_RDONLY);
    if (file < 0 || fstat(file, &info) != 0)
        fail(path);
    for (int t = 0; t < threads; t++) {
        stretch *s = &stretches[t];
        s->file = file;
        s->from = next_record(file, info.st_size / threads * t, info.st_size);
        s->to = t + 1 == threads ? info.st_size : next_record(file, info.st_size / threads * (t + 1), info.st_size);
        s->records = s->fields = 0;
        if (pthread_create(&workers[t], NULL, scan_stretch, s) != 0)
            fail("thread");
    }
    for (int t = 0; t < threads; t++) {
        pthread_join(workers[t], NULL);
        *records += stretches[t].records;
        *fields += stretches[t].fields;
    }
    close(file);
}

int main(int argc, char **argv) {
    int threads = 2, first = 1;
    uint64_t records = 0, fields = 0;
    if (argc > 2 && strcmp(argv[1], "-j") == 0) {
        threads = atoi(argv[2]);
        first = 3;
    }
    if (first >= argc || threads < 1 || threads > THREADS_MAX) {
        fprintf(stderr, "usage: scan [-j N] FILE...\n");
        return 2;
    }
    stretch *stretches = calloc((size_t)threads, sizeof *stretches);
    if (stretches == NULL)
        fail("memory");
    for (int t = 0; t < threads; t++) {
        stretches[t].data = aligned_alloc(PAGE, BLOCK + PAGE);
        stretches[t].places = malloc((BLOCK + LANE) * sizeof *stretches[t].places);
        if (stretches[t].data == NULL || stretches[t].places == NULL)
            fail("memory");
    }
    for (int i = first; i < argc; i++)
        scan_file(argv[i], threads, stretches, &records, &fields);
    printf("%llu %llu\n", (unsigned long long)records, (unsigned long long)fields);
    for (int t = 0; t < threads; t++) {
        free(stretches[t].data);
        free(stretches[t].places);
    }
    free(stretches);
    return 0;
}

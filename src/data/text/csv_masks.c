/* csv_masks.c - the idea: compare 16 or 32 bytes with one character at once and keep the outcome as bits.
 *
 * Everything else about CSV is then arithmetic on words: next field, next record, what is inside quotes.  Each
 * kernel exists for AVX2, SSE2 and in plain C, side by side, so that a reader can hold them against each other. */
#include "data/text/csv_masks.h"

#include "base/memory.h"
#include "base/plain.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { WORD = 64 };

/* What a kernel saw of the rare characters. */
typedef struct {
    uint64_t returns, quotes; /* all words of the kind or-ed together */
    size_t breaks;            /* how many */
    bool nul, high;
} seen_bytes;

typedef struct {
    seen_bytes (*scan)(const ind_masks *masks, const char *text, size_t words, char separator);
    ind_position_counts (*positions)(const ind_masks *masks, uint32_t *ends, uint32_t *breaks);
    size_t (*count)(const uint64_t *words, size_t count);
    ind_high_bytes (*high)(const char *text, size_t words);
} kernels;

/* ---- what the kernels share ---- */

static inline uint64_t outside(const ind_masks *masks, size_t word) {
    return masks->has_quotes ? ~masks->inside[word] : ~UINT64_C(0);
}

static inline size_t count_of(const uint64_t *words, size_t count) {
    size_t bits = 0;
    for (size_t i = 0; i < count; i++)
        bits += (size_t)__builtin_popcountll(words[i]);
    return bits;
}

/* Plain UTF-8 is C3 with one continuation behind it, and no high byte else; C3 83 is how "Ã" and every letter that
 * was converted twice begin, so it is left to a closer look.  A kernel looks at each byte and the next; nothing stands
 * before the first, so that it is none of two.
 *
 * That a byte other than C3 begins a character, or is 83, is one question: xor C3 makes 0 of C3, 1 to 3F of the others
 * above BF, 40 of 83, and more of all else; less 1, what is wanted is FOLDED_LEAST or more. */
enum { FOLDED_LEAST = 0x40 };

static inline bool is_continuation(char c) {
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* ---- plain C ---- */

static inline uint64_t bit_if(bool holds, size_t bit) {
    return (uint64_t)holds << bit;
}

static seen_bytes scan_plain(const ind_masks *masks, const char *text, size_t words, char separator) {
    seen_bytes seen = {0};
    for (size_t w = 0; w < words; w++) {
        uint64_t separators = 0, breaks = 0, returns = 0, quotes = 0;
        for (size_t bit = 0; bit < WORD; bit++) {
            char c = text[w * WORD + bit];
            separators |= bit_if(c == separator, bit);
            returns |= bit_if(c == '\r', bit);
            breaks |= bit_if(c == '\n' || c == '\r', bit);
            quotes |= bit_if(c == '"', bit);
            seen.nul |= c == '\0';
            seen.high |= ((unsigned char)c & 0x80) != 0;
        }
        masks->separators[w] = separators;
        masks->breaks[w] = breaks;
        masks->returns[w] = returns;
        masks->quotes[w] = quotes;
        seen.returns |= returns;
        seen.quotes |= quotes;
        seen.breaks += (size_t)__builtin_popcountll(breaks);
    }
    return seen;
}

static size_t put_positions(uint64_t bits, uint32_t base, uint32_t *out) {
    size_t count = 0;
    for (; bits != 0; bits &= bits - 1)
        out[count++] = base + (uint32_t)__builtin_ctzll(bits);
    return count;
}

static ind_position_counts positions_plain(const ind_masks *masks, uint32_t *ends, uint32_t *breaks) {
    ind_position_counts found = {0, 0};
    for (size_t w = 0; w < masks->words; w++) {
        uint32_t base = (uint32_t)(w * WORD);
        uint64_t line = masks->breaks[w] & outside(masks, w);
        found.ends += put_positions((masks->separators[w] & outside(masks, w)) | line, base, ends + found.ends);
        found.breaks += put_positions(line, base, breaks + found.breaks);
    }
    return found;
}

static size_t count_plain(const uint64_t *words, size_t count) {
    return count_of(words, count);
}

static ind_high_bytes high_plain(const char *text, size_t words) {
    bool misfit = is_continuation(text[0]), continuation = misfit;
    for (size_t i = 0; i < words * WORD; i++) {
        unsigned char c = (unsigned char)text[i];
        bool followed = is_continuation(text[i + 1]);
        continuation |= followed;
        misfit |= (c == 0xC3) != followed || (c >= 0xC0 && c != 0xC3) || c == 0x83;
    }
    return (ind_high_bytes){!misfit, !continuation};
}

static const kernels plain_kernels = {scan_plain, positions_plain, count_plain, high_plain};

#if defined(__x86_64__)

/* ---- SSE2: every x86-64 has it ---- */

typedef struct {
    __m128i part[4];
} bytes_sse2;

static inline bytes_sse2 load_sse2(const char *at) {
    bytes_sse2 bytes;
    for (size_t i = 0; i < 4; i++)
        bytes.part[i] = _mm_loadu_si128((const __m128i *)(const void *)(at + 16 * i));
    return bytes;
}

static inline uint64_t bits_sse2(bytes_sse2 bytes) {
    uint64_t bits = 0;
    for (size_t i = 0; i < 4; i++)
        bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(bytes.part[i]) << (16 * i);
    return bits;
}

static inline uint64_t equal_sse2(bytes_sse2 bytes, int c) {
    __m128i all = _mm_set1_epi8((char)c);
    for (size_t i = 0; i < 4; i++)
        bytes.part[i] = _mm_cmpeq_epi8(bytes.part[i], all);
    return bits_sse2(bytes);
}

static seen_bytes scan_sse2(const ind_masks *masks, const char *text, size_t words, char separator) {
    seen_bytes seen = {0};
    uint64_t nul = 0, high = 0;
    for (size_t w = 0; w < words; w++) {
        bytes_sse2 bytes = load_sse2(text + w * WORD);
        uint64_t returns = equal_sse2(bytes, '\r'), quotes = equal_sse2(bytes, '"');
        uint64_t breaks = equal_sse2(bytes, '\n') | returns;
        masks->separators[w] = equal_sse2(bytes, separator);
        masks->breaks[w] = breaks;
        masks->returns[w] = returns;
        masks->quotes[w] = quotes;
        seen.returns |= returns;
        seen.quotes |= quotes;
        seen.breaks += (size_t)__builtin_popcountll(breaks);
        nul |= equal_sse2(bytes, 0);
        high |= bits_sse2(bytes);
    }
    seen.nul = nul != 0;
    seen.high = high != 0;
    return seen;
}

static inline bool all_zero_sse2(__m128i bytes) {
    return _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_setzero_si128())) == 0xFFFF;
}

static ind_high_bytes high_sse2(const char *text, size_t words) {
    const __m128i c0 = _mm_set1_epi8((char)0xC0), c3 = _mm_set1_epi8((char)0xC3), one = _mm_set1_epi8(1);
    __m128i misfits = _mm_setzero_si128(), continuations = misfits, least = _mm_set1_epi8(-1);
    for (const char *at = text, *end = text + words * WORD; at < end; at += sizeof c3) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
        __m128i next = _mm_loadu_si128((const __m128i *)(const void *)(at + 1));
        __m128i followed = _mm_cmplt_epi8(next, c0); /* as signed bytes, 0x80 to 0xBF are the least */
        __m128i folded = _mm_xor_si128(bytes, c3);
        continuations = _mm_or_si128(continuations, followed);
        misfits = _mm_or_si128(misfits, _mm_xor_si128(_mm_cmpeq_epi8(folded, _mm_setzero_si128()), followed));
        least = _mm_min_epu8(least, _mm_sub_epi8(folded, one));
    }
    misfits = _mm_or_si128(misfits, _mm_subs_epu8(_mm_set1_epi8(FOLDED_LEAST), least));
    bool first = is_continuation(text[0]);
    return (ind_high_bytes){!first && all_zero_sse2(misfits), !first && all_zero_sse2(continuations)};
}

static const kernels sse2_kernels = {scan_sse2, positions_plain, count_plain, high_sse2};

/* ---- AVX2, with the bit instructions of the same generation ---- */

#define WITH_AVX2 __attribute__((target("avx2,bmi,popcnt")))

typedef struct {
    __m256i part[2];
} bytes_avx2;

WITH_AVX2 static inline bytes_avx2 load_avx2(const char *at) {
    return (bytes_avx2){{_mm256_loadu_si256((const __m256i *)(const void *)at),
                         _mm256_loadu_si256((const __m256i *)(const void *)(at + 32))}};
}

WITH_AVX2 static inline uint64_t bits_avx2(__m256i low, __m256i high) {
    return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

WITH_AVX2 static inline uint64_t equal_avx2(bytes_avx2 bytes, int c) {
    __m256i all = _mm256_set1_epi8((char)c);
    return bits_avx2(_mm256_cmpeq_epi8(bytes.part[0], all), _mm256_cmpeq_epi8(bytes.part[1], all));
}

WITH_AVX2 static seen_bytes scan_avx2(const ind_masks *masks, const char *text, size_t words, char separator) {
    seen_bytes seen = {0};
    __m256i least = _mm256_set1_epi8(-1), all = _mm256_setzero_si256();
    for (size_t w = 0; w < words; w++) {
        bytes_avx2 bytes = load_avx2(text + w * WORD);
        uint64_t returns = equal_avx2(bytes, '\r'), quotes = equal_avx2(bytes, '"');
        uint64_t breaks = equal_avx2(bytes, '\n') | returns;
        masks->separators[w] = equal_avx2(bytes, separator);
        masks->breaks[w] = breaks;
        masks->returns[w] = returns;
        masks->quotes[w] = quotes;
        seen.returns |= returns;
        seen.quotes |= quotes;
        seen.breaks += (size_t)__builtin_popcountll(breaks);
        least = _mm256_min_epu8(least, _mm256_min_epu8(bytes.part[0], bytes.part[1]));
        all = _mm256_or_si256(all, _mm256_or_si256(bytes.part[0], bytes.part[1]));
    }
    seen.nul = _mm256_movemask_epi8(_mm256_cmpeq_epi8(least, _mm256_setzero_si256())) != 0;
    seen.high = _mm256_movemask_epi8(all) != 0;
    return seen;
}

/* The places of the bits that are set in each byte, one byte each, lowest first. */
static uint64_t places_in_octet[256];
static pthread_once_t octets_once = PTHREAD_ONCE_INIT;

static void fill_octets(void) {
    for (unsigned octet = 0; octet < 256; octet++)
        for (unsigned bit = 0, count = 0; bit < 8; bit++)
            if ((octet >> bit & 1) != 0)
                places_in_octet[octet] |= (uint64_t)bit << 8 * count++;
}

/* As put_positions, but eight positions are written for each eight bits, however few there are; the next write over
 * what is too much.  That is cheaper than to ask after each whether it was the last. */
WITH_AVX2 static inline size_t put_many_avx2(uint64_t bits, uint32_t base, uint32_t *out) {
    __m256i from = _mm256_set1_epi32((int)base), step = _mm256_set1_epi32(8);
    uint32_t *to = out;
    for (int i = 0; i < 8; i++, bits >>= 8) {
        __m128i places = _mm_loadl_epi64((const __m128i *)(const void *)&places_in_octet[bits & 0xFF]);
        _mm256_storeu_si256((__m256i *)(void *)to, _mm256_add_epi32(from, _mm256_cvtepu8_epi32(places)));
        to += __builtin_popcountll(bits & 0xFF);
        from = _mm256_add_epi32(from, step);
    }
    return (size_t)(to - out);
}

/* The same for bits of which a word has seldom more than two. */
WITH_AVX2 static inline size_t put_few_avx2(uint64_t bits, uint32_t base, uint32_t *out) {
    uint64_t first = bits & (bits - 1);
    out[0] = base + (uint32_t)_tzcnt_u64(bits);
    out[1] = base + (uint32_t)_tzcnt_u64(first);
    return __builtin_expect((first & (first - 1)) != 0, 0) ? put_positions(bits, base, out)
                                                           : (size_t)__builtin_popcountll(bits);
}

/* MASKS: a copy, which the vector stores, of no type, cannot change as far as the compiler knows. */
WITH_AVX2 static inline ind_position_counts positions_of_copy(const ind_masks masks, bool quoted, uint32_t *ends,
                                                              uint32_t *breaks) {
    uint32_t *end = ends, *line_end = breaks;
    for (size_t w = 0; w < masks.words; w++) {
        uint32_t base = (uint32_t)(w * WORD);
        uint64_t outside_quotes = quoted ? ~masks.inside[w] : ~UINT64_C(0);
        uint64_t line = masks.breaks[w] & outside_quotes;
        end += put_many_avx2((masks.separators[w] & outside_quotes) | line, base, end);
        line_end += put_few_avx2(line, base, line_end);
    }
    return (ind_position_counts){(size_t)(end - ends), (size_t)(line_end - breaks)};
}

WITH_AVX2 static ind_position_counts positions_avx2(const ind_masks *masks, uint32_t *ends, uint32_t *breaks) {
    return masks->has_quotes ? positions_of_copy(*masks, true, ends, breaks)
                             : positions_of_copy(*masks, false, ends, breaks);
}

WITH_AVX2 static size_t count_avx2(const uint64_t *words, size_t count) {
    return count_of(words, count);
}

WITH_AVX2 static inline bool all_zero_avx2(__m256i bytes) {
    return _mm256_testz_si256(bytes, bytes) != 0;
}

WITH_AVX2 static ind_high_bytes high_avx2(const char *text, size_t words) {
    const __m256i c0 = _mm256_set1_epi8((char)0xC0), c3 = _mm256_set1_epi8((char)0xC3), one = _mm256_set1_epi8(1);
    __m256i misfits = _mm256_setzero_si256(), continuations = misfits, least = _mm256_set1_epi8(-1);
    for (const char *at = text, *end = text + words * WORD; at < end; at += sizeof c3) {
        __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)at);
        __m256i next = _mm256_loadu_si256((const __m256i *)(const void *)(at + 1));
        __m256i followed = _mm256_cmpgt_epi8(c0, next);
        __m256i folded = _mm256_xor_si256(bytes, c3);
        continuations = _mm256_or_si256(continuations, followed);
        misfits =
            _mm256_or_si256(misfits, _mm256_xor_si256(_mm256_cmpeq_epi8(folded, _mm256_setzero_si256()), followed));
        least = _mm256_min_epu8(least, _mm256_sub_epi8(folded, one));
    }
    misfits = _mm256_or_si256(misfits, _mm256_subs_epu8(_mm256_set1_epi8(FOLDED_LEAST), least));
    bool first = is_continuation(text[0]);
    return (ind_high_bytes){!first && all_zero_avx2(misfits), !first && all_zero_avx2(continuations)};
}

static const kernels avx2_kernels = {scan_avx2, positions_avx2, count_avx2, high_avx2};

static bool has_avx2(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
}

static const kernels *kernels_of(ind_simd simd) {
    pthread_once(&octets_once, fill_octets);
    switch (simd) {
    case IND_SIMD_PLAIN: return &plain_kernels;
    case IND_SIMD_SSE2: return &sse2_kernels;
    case IND_SIMD_AVX2: return has_avx2() ? &avx2_kernels : NULL;
    case IND_SIMD_BEST: break;
    }
    return has_avx2() ? &avx2_kernels : &sse2_kernels;
}

#else

static const kernels *kernels_of(ind_simd simd) {
    return simd == IND_SIMD_BEST || simd == IND_SIMD_PLAIN ? &plain_kernels : NULL;
}

#endif

/* ---- the choice ---- */

static _Atomic(const kernels *) chosen; /* who sees it sees the table of octets filled, too */

static const kernels *use(void) {
    const kernels *now = atomic_load_explicit(&chosen, memory_order_acquire);
    if (now == NULL) {
        now = kernels_of(IND_IS_PLAIN
                             ? IND_SIMD_PLAIN
                             : IND_SIMD_BEST); /* the same on every thread, so it does not matter who stores it */
        atomic_store_explicit(&chosen, now, memory_order_release);
    }
    return now;
}

bool ind_masks_use(ind_simd simd) {
    const kernels *wanted = kernels_of(simd);
    if (wanted != NULL)
        atomic_store_explicit(&chosen, wanted, memory_order_release);
    return wanted != NULL;
}

/* ---- for the callers ---- */

/* The five stand one behind the other, each from its word FRONT on. */
static void make_room(ind_masks *masks, size_t words, size_t front) {
    if (front + words > masks->capacity) {
        free(masks->room);
        masks->capacity = front + words;
        masks->room = ind_alloc_array(masks->capacity, 5 * sizeof *masks->room);
    }
    uint64_t **each[] = {&masks->separators, &masks->breaks, &masks->returns, &masks->quotes, &masks->inside};
    for (size_t i = 0; i < 5; i++)
        *each[i] = masks->room + i * masks->capacity + front;
    masks->words = words;
    masks->front = front;
}

static void scan(ind_masks *masks, ind_str text, char separator) {
    seen_bytes seen = use()->scan(masks, text.data, (text.length + WORD - 1) / WORD, separator);
    masks->has_returns |= seen.returns != 0;
    masks->has_quotes |= seen.quotes != 0;
    masks->has_nul |= seen.nul;
    masks->has_high |= seen.high;
    masks->break_count += seen.breaks;
}

void ind_masks_scan(ind_masks *masks, ind_str text, char separator, size_t front) {
    make_room(masks, (text.length + WORD - 1) / WORD, front);
    masks->has_returns = masks->has_quotes = masks->has_nul = masks->has_high = false;
    masks->break_count = 0;
    scan(masks, text, separator);
}

void ind_masks_scan_front(ind_masks *masks, ind_str text, char separator) {
    size_t words = text.length / WORD;
    uint64_t **each[] = {&masks->separators, &masks->breaks, &masks->returns, &masks->quotes, &masks->inside};
    for (size_t i = 0; i < 5; i++)
        *each[i] -= words;
    masks->words += words;
    masks->front -= words;
    scan(masks, text, separator);
}

void ind_masks_free(ind_masks *masks) {
    free(masks->room);
    *masks = (ind_masks){0};
}

static uint64_t low_bits(size_t count) {
    return (UINT64_C(1) << count) - 1; /* count < 64 */
}

size_t ind_masks_breaks_behind(const ind_masks *masks, size_t end) {
    size_t count = 0;
    for (size_t w = end / WORD; w < masks->words; w++) {
        uint64_t before = w == end / WORD ? low_bits(end % WORD) : 0;
        count += (size_t)__builtin_popcountll(masks->breaks[w] & ~before);
    }
    return count;
}

/* The LF of a CRLF is no break of its own. */
void ind_masks_join_crlf(ind_masks *masks) {
    uint64_t after_return = 0;
    for (size_t w = 0; w < masks->words; w++) {
        uint64_t returns = masks->returns[w];
        masks->breaks[w] &= returns | ~(returns << 1 | after_return);
        after_return = returns >> 63;
    }
    masks->break_count = use()->count(masks->breaks, masks->words);
}

size_t ind_masks_last_break(const ind_masks *masks, size_t length) {
    for (size_t w = (length + WORD - 1) / WORD; w-- > 0;) {
        uint64_t bits = masks->breaks[w] & outside(masks, w);
        if (w == length / WORD)
            bits &= low_bits(length % WORD);
        if (bits != 0)
            return w * WORD + (size_t)(WORD - __builtin_clzll(bits));
    }
    return 0;
}

ind_position_counts ind_masks_positions(const ind_masks *masks, uint32_t *ends, uint32_t *breaks) {
    return use()->positions(masks, ends, breaks);
}

ind_high_bytes ind_masks_high(ind_str text) {
    return use()->high(text.data, (text.length + WORD - 1) / WORD);
}

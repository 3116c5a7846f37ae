/* csv_masks.h - where in a text the characters of CSV stand: one bit a byte, 64 bytes a word.
 *
 * The only place with vector instructions.  AVX2 or SSE2 is chosen when the program runs, plain C elsewhere; all
 * three give the same bits.  Knows characters only: what a quote means is said in quotes.c. */
#ifndef IND_CSV_MASKS_H
#define IND_CSV_MASKS_H

#include "indikator/text.h"

#include <stdbool.h>
#include <stdint.h>

enum { IND_MASK_PAD = 64 }; /* blanks that must stand behind a text: whole words are read */

typedef struct {
    uint64_t *separators, *breaks, *returns, *quotes; /* BREAKS: LF and CR; RETURNS: CR */
    uint64_t *inside; /* bytes inside quotes, set by ind_quotes_resolve; read only if HAS_QUOTES */
    size_t words;
    size_t break_count; /* bits in BREAKS */
    bool has_returns, has_quotes, has_nul, has_high;
    uint64_t *room; /* OWNED; all five stand in it, each with room for FRONT words before what was scanned first */
    size_t capacity, front;
} ind_masks;

/* TEXT has IND_MASK_PAD blanks behind its end.  FRONT: words that ind_masks_scan_front may add. */
void ind_masks_scan(ind_masks *masks, ind_str text, char separator, size_t front);
/* TEXT stands before the text that was scanned; its length is some whole words.  Word 0 is now its first. */
void ind_masks_scan_front(ind_masks *masks, ind_str text, char separator);
void ind_masks_free(ind_masks *masks);

/* Make one break of each CRLF, its CR. */
void ind_masks_join_crlf(ind_masks *masks);
/* How many breaks stand at END or behind it. */
size_t ind_masks_breaks_behind(const ind_masks *masks, size_t end);
/* The place behind the last break outside quotes in the first LENGTH bytes, 0 if there is none. */
size_t ind_masks_last_break(const ind_masks *masks, size_t length);

/* Positions of all separators and breaks outside quotes (ENDS) and of the breaks alone, ascending.  The arrays
 * have room for IND_POSITIONS_SLACK entries more than are found. */
enum { IND_POSITIONS_SLACK = 64 };
typedef struct {
    size_t ends, breaks;
} ind_position_counts;
ind_position_counts ind_masks_positions(const ind_masks *masks, uint32_t *ends, uint32_t *breaks);

/* What bytes of 0x80 and more a text has; padded as above. */
typedef struct {
    bool plain_utf8;      /* all of them are U+00C0 to U+00FF in UTF-8 (but not U+00C3): no judgement needed */
    bool no_continuation; /* no byte of 0x80 to 0xBF: no field with high bytes can be UTF-8 */
} ind_high_bytes;
ind_high_bytes ind_masks_high(ind_str text);

/* For tests: the instructions to use; false if this machine does not have them. */
typedef enum { IND_SIMD_BEST, IND_SIMD_PLAIN, IND_SIMD_SSE2, IND_SIMD_AVX2 } ind_simd;
bool ind_masks_use(ind_simd simd);

#endif

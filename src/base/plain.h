/* plain.h - every optimisation switched off, to prove that none of them changes a byte: see tests/plain.
 *
 * The preset "plain" defines IND_PLAIN.  Then libcsv reads every record, in pieces of a few bytes; one thread works on
 * batches of a few rows; no measure shares with another what it collects, groups or evaluates; no result is kept for
 * the next row, and every identifier is numbered at once. */
#ifndef IND_PLAIN_H
#define IND_PLAIN_H

#ifdef IND_PLAIN
enum { IND_IS_PLAIN = 1 };
#else
enum { IND_IS_PLAIN = 0 };
#endif

/* How many at a time: so many, or a few. */
#define IND_AT_A_TIME(usual) (IND_IS_PLAIN ? 7 : (usual))

#endif

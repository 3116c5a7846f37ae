/* api.h - what makes a declaration part of the library.
 *
 * All functions that the headers of this folder declare, and no others, can be called from outside, also from C++.  The
 * library is young: there is no promise yet that the next version has the same declarations, so programs are built anew
 * with it. */
#ifndef INDIKATOR_API_H
#define INDIKATOR_API_H

#ifdef __cplusplus
#define IND_API_BEGIN _Pragma("GCC visibility push(default)") extern "C" {
#define IND_API_END                                                                                                    \
    }                                                                                                                  \
    _Pragma("GCC visibility pop")
#else
#define IND_API_BEGIN _Pragma("GCC visibility push(default)")
#define IND_API_END _Pragma("GCC visibility pop")
#endif

#endif

/* compared.h - what values of a measure are compared with. */
#ifndef IND_COMPARED_H
#define IND_COMPARED_H

#include "definition/definition.h"
#include "indikator/derived.h"

/* 1 << IND_WITH_..., ...: what "compare.with" says; where it is not given, what ASKED names; "none" there: nothing, of
 * whatever measure. */
unsigned ind_measure_compares(const ind_measure *measure, const char *const *asked, size_t count);
bool ind_with_parse(const char *name, ind_with *out); /* false: there is no such name */
/* The group of two codes that have a name together, such as the sexes, with these codes; -1: there is none. */
int ind_measure_sex_group(const ind_measure *measure, ind_str codes[2]);

#endif

/* scalars.h - functions of texts, for one row or one distinct text at a time. */
#ifndef IND_LANGUAGE_SCALARS_H
#define IND_LANGUAGE_SCALARS_H

#include "language/evaluation/kernels.h"

/* scalars.c */
ind_scalar ind_scalar_equal, ind_scalar_differ, ind_scalar_less, ind_scalar_at_most, ind_scalar_least,
    ind_scalar_greatest;
ind_scalar ind_scalar_like, ind_scalar_in_set, ind_scalar_in_codelist, ind_scalar_list_in_codelist;
ind_scalar ind_scalar_has_prefix, ind_scalar_list_has, ind_scalar_list_has_prefix;
ind_scalar ind_scalar_substr, ind_scalar_lower, ind_scalar_upper, ind_scalar_trim, ind_scalar_length, ind_scalar_number;

/* kernels_text.c: the kernel that calls the scalar of its node, and the one for = and <>, which
 * compares codes where both sides have one dictionary. */
ind_kernel ind_kernel_text, ind_kernel_equal_text, ind_kernel_differ_text;

#endif

/* code_form.h - how codes are written: ICD-10, and forms that a schema gives. */
#ifndef IND_CODE_FORM_H
#define IND_CODE_FORM_H

#include "base/memory.h"

/* TEXT as an ICD-10 code, appended to OUT: without dots, blanks, hyphens at the end and the dagger and asterisk of
 * double coding, in capitals. */
void ind_icd10_add(ind_str text, ind_buffer *out);
/* A letter and two digits, then up to four letters and digits that do not begin another code. */
bool ind_icd10_is(ind_str code);

/* FORM: "icd10", "kva", or a picture: 9 a digit, A a capital, X one of both, anything else itself; '|' between several.
 */
bool ind_form_fits(ind_str form, ind_str code);

#endif

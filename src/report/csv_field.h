/* csv_field.h - a text as a field of CSV that people open in spreadsheets. */
#ifndef IND_REPORT_CSV_FIELD_H
#define IND_REPORT_CSV_FIELD_H

#include "base/memory.h"

/* Masked (base/mask.h), in quotes where it must be.  A text that a spreadsheet would take for a formula begins with an
 * apostrophe, which says that it is a text; a plain number is none. */
void ind_csv_field(ind_str text, char separator, ind_buffer *out);

#endif

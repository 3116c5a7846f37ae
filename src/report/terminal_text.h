/* terminal_text.h - text in columns, as a terminal shows it. */
#ifndef IND_REPORT_TERMINAL_TEXT_H
#define IND_REPORT_TERMINAL_TEXT_H

#include <stddef.h>
#include <stdio.h>

size_t ind_text_width(const char *text); /* characters shown; every letter used here is one column wide */
/* What would steer a terminal is masked; left, or right, in so many columns. */
void ind_put_text(FILE *file, const char *text);
void ind_put_left(FILE *file, const char *text, size_t width);
void ind_put_right(FILE *file, const char *text, size_t width);

#endif

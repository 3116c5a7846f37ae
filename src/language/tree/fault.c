/* fault.c - what is wrong with an expression is told where the user can see it.
 *
 * A derived column is a unit of its own inside the unit that names it.  An error inside it is told at the name, in the
 * text that was given to ind_expr_compile. */
#include "language/tree/bind.h"

#include <stdarg.h>

const char *ind_expr_help(ind_unit *unit, const char *format, ...) {
    va_list values;
    va_start(values, format);
    const char *text = ind_arena_vformat(unit->compiler->arena, format, values);
    va_end(values);
    return text;
}

void ind_expr_tell(ind_unit *unit, ind_expr_error error) {
    if (unit->stopped)
        return;
    ind_compiler *compiler = unit->compiler;
    for (; unit->outer != NULL; unit = unit->outer) {
        error.message = ind_arena_format(compiler->arena, "derived column '%.*s': %s",
                                         IND_STR_ARGS(ind_expr_shown(unit->name)), error.message);
        error.start = unit->name_start;
        error.end = unit->name_end;
    }
    compiler->errors++;
    compiler->report(compiler->report_context, &error);
}

void ind_expr_fail(ind_unit *unit, const char *rule, size_t start, size_t end, const char *help, const char *format,
                   ...) {
    va_list values;
    va_start(values, format);
    const char *message = ind_arena_vformat(unit->compiler->arena, format, values);
    va_end(values);
    ind_expr_tell(unit, (ind_expr_error){rule, start, end, message, help});
}

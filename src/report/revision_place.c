/* revision_place.c - what two reports and a history have in common: the place of a figure, its value, its name for what
 * has become of it. */
#include "base/number.h"
#include "report/revisions.h"

#include <math.h>

void revision_json_place(ind_json_text *json, const ind_figure *at) {
    ind_json_text_member(json, "period", ind_str_of(at->period));
    ind_json_text_member(json, "grain", at->grain);
    ind_json_put_key(json, "group");
    ind_json_open(json, "{");
    for (size_t g = 0; g < at->group_count; g++) {
        const char *name = at->name[g].data;
        if (at->code[g].length > 0)
            ind_json_text_member(json, name, at->code[g]);
        else
            ind_json_text_or_null(json, name, NULL);
    }
    ind_json_close(json, "}");
}

const char *revision_value(ind_arena *arena, const ind_report_measure *measure, const ind_figure *figure,
                           bool english) {
    char value[IND_NUMBER_TEXT];
    if (figure == NULL)
        return "–";
    if (figure->status != IND_CELL_OK || !isfinite(figure->outcome.value))
        return ind_cell_status_name(figure->status);
    return ind_arena_format(arena, "%s",
                            ind_number_fixed(figure->outcome.value, measure->decimals, english ? '.' : ',', value));
}

const char *revision_name(revision_kind kind) {
    static const char *const names[REVISIONS] = {"same", "revised", "completed", "new_period", "new", "gone"};
    return names[kind];
}

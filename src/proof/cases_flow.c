/* cases_flow.c - where the rows of a failing case went: the flow, each step with the clause that decides it. */
#include "definition/measure_clauses.h"
#include "proof/cases.h"

void ind_cases_tell_flow(ind_cases *c, const ind_run *run) {
    const ind_flow *flow = &run->jobs[0].counter.flow;
    ind_buffer_text(&c->report, "    the way of the rows\n");
    for (size_t i = 0; i < flow->count; i++) {
        const ind_flow_step *step = &flow->items[i];
        ind_buffer_format(&c->report, "      %-32s %6lld", step->step, (long long)step->n);
        if (step->unknown > 0)
            ind_buffer_format(&c->report, ", unknown for %lld", (long long)step->unknown);
        if (step->node != NULL) {
            ind_place place = ind_json_place(step->node);
            ind_buffer_format(&c->report, "   by %s:%llu:%u", place.file, (unsigned long long)place.line, place.column);
        }
        ind_buffer_text(&c->report, "\n");
    }
}

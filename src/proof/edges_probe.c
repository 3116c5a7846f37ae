/* edges_probe.c - is there a case exactly at the edge that a number of the definition is?
 *
 * A number such as event.day_to divides values at one place.  Move it from n to n + 1, and figures change only if some
 * case has a value that the move takes from one side to the other: exactly that value.  So three moves tell whether
 * there are cases just below, at and just above, whatever the kind does with the number. */
#include "proof/prove.h"

#include <math.h>
#include <stdio.h>

enum { STEPS = 4 };

typedef struct {
    const ind_proof *proof;
    const ind_edge *edge;
    const ind_param *number; /* that is moved */
    const char *pointer;     /* to it */
    ind_json values[STEPS];
    char texts[STEPS][40];
    ind_trial_change changes[STEPS];
    ind_trial *trials[STEPS];
} probe;

static void set_value(probe *p, int i, double value) {
    const ind_param_spec *spec = p->number->spec;
    bool whole = spec->type == IND_PARAM_INTEGER;
    int length = snprintf(p->texts[i], sizeof p->texts[i], whole ? "%.0f" : "%.17g", value);
    p->values[i] = *p->number->node;
    p->values[i].number = value;
    p->values[i].text = (ind_str){p->texts[i], (size_t)length};
    p->changes[i] = (ind_trial_change){p->pointer, &p->values[i], NULL};
    if (value >= spec->low && value <= spec->high)
        p->trials[i] = ind_trial_new(p->proof, &p->changes[i], false);
}

/* Between neighbouring values lie the points just below, at and just above. */
static void set_values(probe *p) {
    const ind_param_spec *spec = p->number->spec;
    double at = p->number->number, reach = at == 0 ? 0.2 : at / 5, little = at == 0 ? 1e-12 : at * 1e-12;
    if (spec->type == IND_PARAM_INTEGER) {
        double first = p->edge->param->spec->edge == IND_EDGE_AT_LEAST ? at - 1 : at - 2;
        for (int i = 0; i < STEPS; i++)
            set_value(p, i, first + i);
        return;
    }
    set_value(p, 0, fmax(at - reach, spec->low));
    set_value(p, 1, fmax(at - little, spec->low));
    set_value(p, 2, fmin(at + little, spec->high));
    set_value(p, 3, fmin(at + reach, spec->high));
}

static unsigned differing(const probe *p, const ind_proof_case *one, unsigned wanted) {
    unsigned found = 0;
    uint64_t figures[STEPS] = {0};
    for (int i = 0; i < STEPS; i++)
        if (p->trials[i] != NULL)
            figures[i] = ind_trial_figures(p->trials[i], one, p->edge->param->spec->step);
    for (int i = 0; i + 1 < STEPS; i++)
        if (p->trials[i] != NULL && p->trials[i + 1] != NULL && figures[i] != figures[i + 1])
            found |= (unsigned)IND_POINT_BELOW << i;
    return found & wanted;
}

static void probe_edge(const ind_proof *proof, ind_edge *edge) {
    probe p = {.proof = proof, .edge = edge, .number = edge->number_param};
    p.pointer = ind_pointer_of(proof->cases.arena, p.number->spec->path);
    set_values(&p);
    for (size_t i = 0; i < proof->count && edge->seen != edge->points; i++) {
        if (proof->items[i].passes)
            edge->seen |= differing(&p, &proof->items[i], edge->points);
        if (edge->model == 0 && edge->seen != 0)
            edge->model = i + 1;
    }
    for (int i = 0; i < STEPS; i++)
        ind_trial_free(p.trials[i]);
}

void ind_edges_probe(const ind_proof *proof, ind_edges *edges) {
    for (size_t e = 0; e < edges->count; e++)
        if (edges->items[e].from == IND_FROM_PROBE)
            probe_edge(proof, &edges->items[e]);
}

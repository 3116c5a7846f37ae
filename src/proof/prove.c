/* prove.c - coverage and mutation of one definition by the cases of its test file. */
#include "proof/prove.h"
#include "indikator/proof.h"

double ind_proof_percent(size_t part, size_t whole) {
    return whole == 0 ? 100 : 100 * (double)part / (double)whole;
}

/* ---- the cases ---- */

static ind_status load(ind_proof *proof) {
    ind_cases *c = &proof->cases;
    const ind_json *all = ind_json_get(c->file, "cases");
    ind_case none = {0};
    ind_status status = ind_case_measure(c, c->base, &none, &proof->measure);
    proof->items = ind_arena_alloc(c->arena, (all->count + 1) * sizeof *proof->items);
    for (size_t i = 0; status == IND_OK && i < all->count; i++) {
        ind_proof_case *one = &proof->items[proof->count];
        c->invalid = false;
        if (ind_case_prepare(c, all->items[i], &one->one) != IND_OK)
            status = IND_E_DEFINITION;
        else if ((status = ind_case_measure(c, c->base, &one->one, &one->measure)) == IND_OK)
            proof->count++;
    }
    return status;
}

static unsigned bits(unsigned set) {
    unsigned count = 0;
    for (; set != 0; set >>= 1)
        count += set & 1;
    return count;
}

static void below(ind_cases *c, const char *rule, const char *what, double percent, double least) {
    ind_diag_add(c->diag, IND_ERROR, IND_FINDINGS, rule, (ind_place){.file = c->path}, NULL,
                 "%s %.1f %% is below %.1f %%", what, percent, least);
}

/* ---- coverage ---- */

static void tell_edge(ind_cases *c, const ind_edge *edge) {
    unsigned missing = edge->points & ~edge->waived & ~edge->seen;
    ind_buffer names = {0};
    for (unsigned point = 1; point < 1U << IND_POINTS; point <<= 1)
        if ((missing & point) != 0)
            ind_buffer_format(&names, "%s%s", names.length > 0 ? ", " : "", ind_point_name(edge, point));
    if (missing != 0)
        ind_diag_add(c->diag, IND_WARNING, IND_OK, "edge_not_tested", edge->place,
                     "add a case that passes there; '--write-skeletons' writes the frame of one",
                     "no case tries '%.*s': %.*s", IND_STR_ARGS(edge->clause), (int)names.length, names.data);
    ind_buffer_free(&names);
}

static void cover(ind_proof *proof, ind_edges *edges, ind_proof_score *score) {
    ind_cases *c = &proof->cases;
    ind_waivers waivers = ind_waivers_read(c, "x-unreachable");
    ind_edges_probe(proof, edges);
    for (size_t e = 0; e < edges->count; e++) {
        ind_edge *edge = &edges->items[e];
        ind_waived_points(&waivers, edge);
        score->points_waived += bits(edge->waived);
        score->points += bits(edge->points & ~edge->waived);
        score->reached += bits(edge->seen & edge->points & ~edge->waived);
        tell_edge(c, edge);
    }
    ind_waivers_unused(c, &waivers, "point of an edge");
}

/* ---- mutation ---- */

/* The first case that fails with the change; NULL if there is none. */
static const ind_proof_case *killer_of(const ind_proof *proof, ind_trial *trial) {
    for (size_t i = 0; i < proof->count; i++)
        if (proof->items[i].passes && !ind_trial_passes(trial, &proof->items[i]))
            return &proof->items[i];
    return NULL;
}

static void tell_killed(ind_cases *c, const ind_mutant *m, const ind_proof_case *killer) {
    ind_diag_add(c->diag, IND_NOTE, IND_OK, "mutant_noticed", m->place, NULL, "%s in %s is noticed by case '%.*s'",
                 ind_mutant_words(c->arena, m), m->at, IND_STR_ARGS(killer->one.name));
}

static void tell_survivor(ind_cases *c, const ind_mutant *m) {
    ind_buffer waiver = {0};
    ind_buffer_format(&waiver, "{ \"at\": \"%s\", ", m->at);
    const ind_str parts[] = {m->from, m->to};
    for (size_t i = 0; i < 2; i++)
        if (parts[i].length > 0) {
            ind_buffer_text(&waiver, i == 0 ? "\"from\": " : "\"to\": ");
            ind_json_quote(parts[i], &waiver);
            ind_buffer_text(&waiver, ", ");
        }
    if (m->nth > 1)
        ind_buffer_format(&waiver, "\"nth\": %u, ", m->nth);
    const char *help = ind_arena_format(c->arena,
                                        "add a case that tells the two apart; if there can be none: \"x-equivalent\": "
                                        "[%.*s\"why\": \"...\" }]",
                                        (int)waiver.length, waiver.data);
    ind_diag_add(c->diag, IND_WARNING, IND_OK, "mutant_survived", m->place, help, "no case notices %s in %s",
                 ind_mutant_words(c->arena, m), m->at);
    ind_buffer_free(&waiver);
}

static void mutate(ind_proof *proof, ind_proof_score *score) {
    ind_cases *c = &proof->cases;
    ind_waivers waivers = ind_waivers_read(c, "x-equivalent");
    ind_mutants mutants = {.arena = c->arena, .proof = proof};
    ind_mutants_of(&mutants);
    for (size_t i = 0; i < mutants.count; i++) {
        const ind_mutant *m = &mutants.items[i];
        ind_trial *trial = ind_trial_new(proof, &m->change, !m->unchecked);
        if (trial == NULL)
            continue; /* not a definition: nobody could write it by mistake */
        if (ind_waived_mutant(&waivers, m)) {
            score->mutants_waived++;
        } else {
            const ind_proof_case *killer = killer_of(proof, trial);
            score->mutants++;
            score->killed += killer != NULL;
            if (killer == NULL)
                tell_survivor(c, m);
            else
                tell_killed(c, m, killer);
        }
        ind_trial_free(trial);
    }
    ind_waivers_unused(c, &waivers, "change");
}

/* ---- the whole ---- */

static void judge(ind_cases *c, const ind_proof_wish *wish, const ind_proof_score *score) {
    double coverage = ind_proof_percent(score->reached, score->points);
    double mutation = ind_proof_percent(score->killed, score->mutants);
    if (wish->coverage && coverage < wish->min_coverage)
        below(c, "coverage", "coverage of edges,", coverage, wish->min_coverage);
    if (wish->mutation && mutation < wish->min_mutation)
        below(c, "mutation", "mutation score,", mutation, wish->min_mutation);
}

ind_status ind_cases_prove(ind_catalogue *catalogue, const char *path, const ind_proof_wish *wish, ind_diag *diag,
                           ind_proof_score *out) {
    ind_proof proof = {.cases = {.catalogue = catalogue, .arena = catalogue->arena, .diag = diag}};
    size_t before = ind_diag_count(diag);
    *out = (ind_proof_score){0};
    ind_status status = ind_cases_open(&proof.cases, path);
    if (status == IND_OK)
        status = load(&proof);
    if (status != IND_OK)
        return status;
    ind_edges edges = ind_edges_of(proof.cases.arena, proof.measure);
    for (size_t i = 0; i < proof.count; i++)
        ind_edges_watch(&proof, &edges, &proof.items[i]);
    if (wish->coverage)
        cover(&proof, &edges, out);
    if (wish->mutation)
        mutate(&proof, out);
    if (wish->write_skeletons)
        status = ind_skeletons_write(&proof, &edges, &out->skeletons);
    ind_diag_sort(diag, before);
    judge(&proof.cases, wish, out);
    ind_buffer_free(&proof.cases.report);
    for (size_t i = before; i < ind_diag_count(diag); i++)
        status = ind_status_worst(status, ind_diag_at(diag, i)->status);
    return status;
}

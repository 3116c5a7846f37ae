/* decisive.c - of a case that fails: the single changes of the definition with which it would pass. */
#include "proof/prove.h"

/* ---- a case that fails ---- */

enum { DECISIVE = 5 }; /* are shown */

void ind_prove_decisive(ind_cases *c, const ind_case *one) {
    ind_arena *arena = ind_arena_new();
    ind_proof proof = {.cases = *c};
    ind_case none = {0};
    ind_proof_case failing = {.one = *one};
    ind_mutants mutants = {.arena = arena, .proof = &proof, .inherited = true};
    proof.cases.arena = arena;
    proof.items = &failing;
    proof.count = 1;
    if (ind_json_get(one->json, "error") == NULL && ind_json_member(one->json, "expect", IND_JSON_AS_TEXT) == NULL &&
        ind_case_measure(c, c->base, &none, &proof.measure) == IND_OK)
        ind_mutants_of(&mutants);
    size_t shown = 0;
    for (size_t i = 0; i < mutants.count && shown < DECISIVE; i++) {
        const ind_mutant *m = &mutants.items[i];
        ind_trial *trial = ind_trial_new(&proof, &m->change, !m->unchecked);
        if (trial != NULL && ind_trial_decides(trial, &failing)) {
            ind_buffer_format(&c->report, "%s      %s:%llu:%u: %s: %s\n",
                              shown == 0 ? "    decisive: the case would pass with\n" : "", m->place.file,
                              (unsigned long long)m->place.line, m->place.column, m->at, ind_mutant_words(arena, m));
            shown++;
        }
        ind_trial_free(trial);
    }
    ind_arena_free(arena);
}

/* prove.h - do the cases of a definition prove it?  What the files about coverage and mutation share.
 *
 *   edge_list.c     which edges a definition has, and their points
 *   edges_watch.c   points that the values of a case fall on, seen while it runs
 *   edges_probe.c   points of numbers, found by moving the number and looking whether figures change
 *   mutant_list.c   changes of a definition, as a list
 *   mutants.c       the changes that are tried; mutants_codes.c those of codelists
 *   trial.c         the cases against a changed definition
 *   proof_waivers.c what a person says cannot be tested, and why
 *   skeletons.c     cases for missing points, to be filled in
 *   decisive.c      which single change makes a failing case pass
 *   prove.c         the whole of it for one test file */
#ifndef IND_PROVE_H
#define IND_PROVE_H

#include "definition/measure_clauses.h"
#include "proof/cases.h"

/* ---- a test file, ready to be run again and again ---- */

typedef struct {
    ind_case one;
    ind_measure *measure;
    bool passes;
    uint64_t figures; /* of the definition as it is */
} ind_proof_case;

typedef struct {
    ind_cases cases;
    ind_measure *measure; /* the definition as it is, nothing laid over it */
    ind_proof_case *items;
    size_t count;
} ind_proof;

/* A value laid over the definition, or a codelist taken for another. */
typedef struct {
    const char *pointer; /* NULL: none */
    const ind_json *value;
    const ind_codelist *instead; /* NULL: none */
} ind_trial_change;

typedef struct ind_trial ind_trial;
/* The definition with CHANGE.  Without CHECKED, rules across parameters are not asked: numbers are moved one by one.
 * NULL if it is not valid.  OWNED. */
ind_trial *ind_trial_new(const ind_proof *proof, const ind_trial_change *change, bool checked);
void ind_trial_free(ind_trial *trial); /* NULL is fine */
/* Does the case pass?  FIGURES may be NULL.  A case that lays its own value over the change is as before: passes. */
bool ind_trial_passes(ind_trial *trial, const ind_proof_case *one);
/* Does the case, which fails as the definition is, pass with the change? */
bool ind_trial_decides(ind_trial *trial, const ind_proof_case *failing);
/* A number that tells figures and flow apart; with STEP only the number of that step. */
uint64_t ind_trial_figures(ind_trial *trial, const ind_proof_case *one, const char *step);

/* ---- edges ---- */

typedef struct {
    const char *pointer;
    const ind_json *node;
    ind_place place;
    ind_str clause; /* as shown: "personer.dodsdatum <= end", "event.day_to" */
    unsigned points, seen, waived;
    enum { IND_FROM_CLAUSE, IND_FROM_PROBE, IND_FROM_FIRST_DAY, IND_FROM_LAST_DAY, IND_FROM_CODES } from;
    size_t number;                 /* of the edge in its clause */
    const ind_clause *of;          /* its clause */
    size_t model;                  /* the case, from 1, that first reached a point of it; 0: none */
    const ind_param *param;        /* of a probe, window or codelist */
    const ind_param *number_param; /* of a probe: what is moved */
    const ind_expr_edge *in;       /* of a clause */
} ind_edge;

typedef struct {
    ind_edge *items;
    size_t count, capacity;
} ind_edges;

/* A number is an edge, unless it is what is in force anyway: a least denominator of 0.  A policy is one where it
 * excludes. */
bool ind_is_edge(const ind_param *param);
ind_edges ind_edges_of(ind_arena *arena, const ind_measure *measure);
/* Run the case, and add what its values fall on if it passes: a case that fails proves nothing. */
void ind_edges_watch(ind_proof *proof, ind_edges *edges, ind_proof_case *one);
void ind_edges_probe(const ind_proof *proof, ind_edges *edges);
/* POINT's name for this edge: "just below", "in", "unknown" ... */
const char *ind_point_name(const ind_edge *edge, unsigned point);
enum { IND_POINTS = 9 }; /* kinds of point: 1 << 0 .. 1 << 8 */

/* ---- mutants ---- */

typedef struct {
    const char *at;   /* for waivers */
    ind_str from, to; /* TO empty: dropped */
    unsigned nth;     /* among those with the same AT, FROM and TO; from 1 */
    ind_place place;
    bool unchecked; /* a number moved by one step, whatever the numbers beside it say */
    ind_trial_change change;
} ind_mutant;

typedef struct {
    ind_arena *arena;
    const ind_proof *proof;
    bool inherited; /* also of what a variant does not set itself */
    ind_mutant *items;
    size_t count, capacity;
} ind_mutants;

void ind_mutants_of(ind_mutants *mutants);
void ind_mutants_of_relations(ind_mutants *mutants, const ind_param *param); /* mutants_relations.c; the same */
void ind_mutants_of_levels(ind_mutants *mutants, const ind_param *param);    /* mutants_levels.c; the same */
void ind_mutants_of_items(ind_mutants *mutants, const ind_param *param);     /* mutants_units.c; the same */
void ind_mutants_of_columns(ind_mutants *mutants, const ind_param *param);
void ind_mutants_of_codes(ind_mutants *mutants); /* mutants_codes.c; called by ind_mutants_of */
void ind_mutants_add(ind_mutants *mutants, ind_mutant mutant);
/* "'<' for '<='", "without 'I10'" ... */
const char *ind_mutant_words(ind_arena *arena, const ind_mutant *mutant);

/* ---- waivers ---- */

typedef struct {
    const ind_json *node;
    ind_str at, clause, from, to;
    const ind_json *points; /* texts; NULL: none */
    unsigned nth;
    bool used;
} ind_waiver;

typedef struct {
    ind_waiver *items;
    size_t count, capacity;
} ind_waivers;

/* KEY ("x-equivalent" or "x-unreachable") of the definition's own file and of the test file. */
ind_waivers ind_waivers_read(ind_cases *c, const char *key);
bool ind_waived_mutant(ind_waivers *waivers, const ind_mutant *mutant);
void ind_waived_points(ind_waivers *waivers, ind_edge *edge);
void ind_waivers_unused(ind_cases *c, const ind_waivers *waivers, const char *what);

/* ---- the whole ---- */

/* The single changes of the definition with which the failing case ONE would pass, added to c->report. */
void ind_prove_decisive(ind_cases *c, const ind_case *one);
/* Cases for the points that are missing, put at the end of the test file's "cases". */
ind_status ind_skeletons_write(const ind_proof *proof, const ind_edges *edges, size_t *written);

#endif

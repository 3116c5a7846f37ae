/* rules.h - every rule of "check", in one table: what "check --explain" prints, what a waiver may name, what a
 * report for a machine says of each finding.  And every rule about data, in another, as no waiver may name them. */
#ifndef INDIKATOR_RULES_H
#define INDIKATOR_RULES_H

#include "indikator/api.h"
#include "indikator/diagnostics.h"

IND_API_BEGIN

/* How far one gets with a file that breaks the rule, from nowhere to all the way. */
typedef enum {
    IND_RULE_FILE,    /* it cannot be read: not JSON, not UTF-8, not CSV */
    IND_RULE_SCHEMA,  /* its form is wrong; the JSON Schema of the format says so too */
    IND_RULE_MEANING, /* its form is right, but names, types or rules between values are not: nothing can be computed */
    IND_RULE_SENSE,   /* it can be computed, but says what nobody means, or leaves open what somebody must decide.
                         Only these can be waived */
    IND_RULE_WAIVER,  /* a waiver is wrong */
    IND_RULE_TEST     /* found by "test", not by "check"; waived by keys of their own (docs/reference/coverage.md) */
} ind_rule_stage;

/* What "run" makes of a definition that breaks the rule and does not waive it. */
typedef enum {
    IND_RUN_SILENT,  /* nothing: the figure is what it says */
    IND_RUN_WARNS,   /* it computes, and says so: what is counted is hardly what is meant */
    IND_RUN_REFUSES, /* the figure would be of something else than the definition says */
} ind_rule_run;

typedef struct {
    const char *id; /* stable */
    ind_rule_stage stage;
    ind_severity severity; /* IND_ERROR or IND_WARNING */
    ind_rule_run run;
    const char *title; /* one line */
    const char *why;   /* what is found, exactly, why it matters, and how to put it right */
    const char *wrong; /* NULL, or an example that breaks it */
    const char *right; /* NULL, or the same put right */
} ind_check_rule;

/* A rule about data, found by "run" and "validate".  One id may stand in both tables: of a code in a condition, and of
 * one in a cell. */
typedef struct {
    const char *id;       /* stable */
    const char *severity; /* "error", "warning" or "note", or what it can be, as "error or warning" */
    const char *title;    /* one line */
    const char *why;      /* what becomes of the data, and how to put it right */
} ind_data_rule;

size_t ind_rule_count(void);
const ind_check_rule *ind_rule_at(size_t index);       /* by stage, then as in the documentation */
const ind_check_rule *ind_rule_find(ind_str id);       /* NULL: there is none */
ind_str ind_rule_nearest(ind_str id, bool with_data);  /* WITH_DATA: of both tables; empty: nothing near */
const char *ind_rule_stage_name(ind_rule_stage stage); /* "file", "schema", "meaning", "sense", "waiver", "test" */
bool ind_rule_waivable(const ind_check_rule *rule);

size_t ind_data_rule_count(void);
const ind_data_rule *ind_data_rule_at(size_t index); /* from files to figures */
const ind_data_rule *ind_data_rule_find(ind_str id); /* NULL: there is none */

IND_API_END

#endif

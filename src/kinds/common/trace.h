/* trace.h - what is told of a few rows or entities while they are counted; in a run that only counts there is none.
 *
 *   rows of the data --members--> units (rows, episodes, windows ...) --judgements--> counted in cells, or not
 *
 * The steps are told by the selection (selection.h), which counts them in the same pass, from the byte that it left of
 * each unit; so an explanation cannot say anything else than what is counted.  A kind tells what is no step: how its
 * units came about, and what it found where it looked.  All lives in the arena of the trace. */
#ifndef IND_TRACE_H
#define IND_TRACE_H

#include "cells/calendar.h"
#include "cells/flow.h"
#include "cells/timeline.h"
#include "definition/definition.h"
#include "language/reasoning/parts.h"

enum { IND_TRACE_NO_TRUTH = 3 };

typedef enum { IND_FACT_INTEGER, IND_FACT_NUMBER, IND_FACT_DAY, IND_FACT_ROW, IND_FACT_UNIT } ind_fact_type;

typedef struct {
    const char *name; /* literal */
    ind_fact_type type;
    int64_t integer; /* INTEGER; DAY; ROW and UNIT: number in the trace */
    double number;
} ind_fact;

typedef struct {
    const ind_fact *items;
    size_t count;
} ind_facts;

/* One decision. */
typedef struct {
    const char *says;       /* key of the phrase; NULL: the step */
    const char *step;       /* of the flow, or a name of its own such as "event" */
    const char *id;         /* of the step; NULL: it is none of the flow */
    ind_step_origin origin; /* of the step */
    bool in_flow;           /* it is a step of the flow ... */
    bool asked;             /* ... and the unit had come that far; else the answer is for information */
    bool counted;           /* the flow counted the unit at this step */
    bool against;           /* it speaks against the unit being counted */
    bool neutral;           /* it only says how things stand */
    const ind_param *param; /* what is written in the definition; NULL: nothing is */
    const ind_json *node;   /* the text of the condition; NULL if it is none */
    uint8_t truth;          /* of the condition; IND_TRACE_NO_TRUTH */
    bool unknown;           /* the flow counted it as unknown, though there is no condition here */
    const ind_part *parts;  /* NULL, or those of the condition */
    ind_facts facts;
} ind_judgement;

typedef struct {
    ind_judgement *items;
    size_t count, capacity;
} ind_judgements;

/* A row of the data. */
typedef struct {
    unsigned feed; /* of the measure, the first that reads it */
    uint32_t file; /* of the feed's input */
    uint64_t line;
    uint32_t subject;
    bool met; /* timeline kinds: "where" is true for it, and its day is known */
    ind_judgements judgements;
} ind_trace_row;

typedef enum { IND_UNIT_ROW, IND_UNIT_EPISODE, IND_UNIT_ENTITY, IND_UNIT_WINDOW, IND_UNIT_RESPONDENT } ind_unit_kind;

typedef struct {
    uint32_t row;
    const char *note; /* what became of the row in the unit: a literal */
} ind_trace_member;

/* The unit was counted in a cell. */
typedef struct {
    int32_t period; /* number in the calendar; of a kind that adds up, or BY_MONTH: see ind_calendar_month */
    bool by_month;
    uint32_t *codes; /* of the groups */
    bool has_numerator, met, incomplete;
    double value, weight; /* NaN: none */
    double below;         /* of a ratio: the term below the line; NaN: none */
} ind_trace_count;

typedef struct {
    ind_unit_kind kind;
    int32_t start, end; /* days; IND_NULL_DATE: none, not known */
    int32_t period;     /* number in the calendar; -1: none */
    ind_trace_member *members;
    size_t member_count, member_capacity;
    ind_judgements judgements;
    ind_trace_count *counts;
    size_t count_count, count_capacity;
    bool in_denominator, in_numerator;
    bool for_flow; /* it is counted in the flow alone, and other units, one a period, in cells */
} ind_unit;

typedef struct ind_trace {
    ind_arena *arena;
    const ind_measure *measure;
    ind_trace_row *rows;
    size_t row_count, row_capacity;
    ind_unit *units;
    size_t unit_count, unit_capacity;
    int place_column[IND_MAX_FEEDS]; /* of the timelines: the column that holds the number of the row */
    const uint32_t *batch;           /* row kinds: rows of the batch at hand */
    bool counts_met;                 /* the kind counts the rows of the first feed that are kept, as step ... */
    size_t met_step;
} ind_trace;

/* Words for what a kind tells: steps, notes and values.  "{days}" stands for the value of that name.  KEY is a step,
 * with "-" behind it where the step speaks against the unit, or a note. */
typedef struct {
    const char *key, *sv, *en;
} ind_phrase;

uint32_t ind_trace_row_of(const ind_trace *trace, unsigned feed, const ind_timeline_part *part, size_t event);

uint32_t ind_trace_unit(ind_trace *trace, ind_unit_kind kind, int32_t period);
void ind_trace_days(ind_trace *trace, uint32_t unit, int32_t start, int32_t end);
void ind_trace_member_add(ind_trace *trace, uint32_t unit, uint32_t row, const char *note);

/* BORROWED until the next judgement.  A step of the flow is counted if ASKED and, by its effect, if the unit goes out
 * or passes. */
ind_judgement *ind_trace_step(ind_trace *trace, uint32_t unit, const ind_flow_step *step, bool asked, bool against);
/* A decision that is no step. */
ind_judgement *ind_trace_note(ind_trace *trace, uint32_t unit, const char *name, bool asked, bool against);
ind_judgement *ind_trace_row_step(ind_trace *trace, uint32_t row, const ind_flow_step *step, bool asked, bool against);
ind_judgement *ind_trace_row_note(ind_trace *trace, uint32_t row, const char *name, bool against);
/* The condition that decided: PATH of the parameter, and which of its rules.  SLOTS of its scope, and the row of them
 * that was asked.  */
void ind_trace_condition(ind_trace *trace, ind_judgement *judgement, const char *path, size_t rule,
                         const ind_vector *slots, size_t row);
void ind_trace_param(const ind_trace *trace, ind_judgement *judgement, const char *path); /* a policy decided */

void ind_trace_integer(ind_trace *trace, ind_judgement *judgement, const char *name, int64_t value);
void ind_trace_number(ind_trace *trace, ind_judgement *judgement, const char *name, double value);
void ind_trace_day(ind_trace *trace, ind_judgement *judgement, const char *name, int32_t day);
void ind_trace_refer(ind_trace *trace, ind_judgement *judgement, const char *name, ind_fact_type type, uint32_t number);

/* The unit counts, through another one that it is part of. */
void ind_trace_through(ind_trace *trace, uint32_t unit, bool in_denominator, bool in_numerator);
/* The unit was counted in the cell of PERIOD and CODES; BORROWED until the next. */
ind_trace_count *ind_trace_counted(ind_trace *trace, uint32_t unit, int32_t period, const uint32_t *codes);

#endif

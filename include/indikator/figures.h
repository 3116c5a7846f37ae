/* figures.h - all that a report says, as data: one value between those who compute and those who write.
 *
 *   ind_run ------> ind_report ------> JSON, CSV, table, summary, comparison
 *   JSON report --> (the same)
 *
 * A report is made whole and then only read: writers take it const.  It owns all its texts and outlives the run that it
 * was made from.  What a report lacks is empty: a text of length 0, a list of no items, a number with a flag of its
 * own.  Days are texts YYYY-MM-DD, since a report only ever shows them. */
#ifndef INDIKATOR_FIGURES_H
#define INDIKATOR_FIGURES_H

#include "indikator/api.h"
#include "indikator/derived.h"
#include "indikator/diagnostics.h"
#include "indikator/outline.h"
#include "indikator/results.h"

#include <stdint.h>

IND_API_BEGIN

/* Who may see it: docs/reference/report.md. */
typedef enum { IND_CLASS_INTERNAL, IND_CLASS_SHARD, IND_CLASS_PUBLIC } ind_report_class;
const char *ind_report_class_name(ind_report_class report_class); /* "internal", ... */

/* ---- what was read ---- */

/* What was found in a file: a rule, the column (empty: whole records), how often, and the first places, "file:line". */
typedef struct {
    ind_str rule, column;
    int64_t count;
    ind_texts first;
} ind_report_finding;

/* One file; records = rows + rejected + duplicates. */
typedef struct {
    ind_str dataset, file; /* FILE: its name without folder */
    ind_str hash, sha256;  /* "xxh128-1m:..."; SHA256 empty: not asked for */
    int64_t bytes, records, rows, rejected, duplicates, skipped;
    ind_str encoding, line_end, separator, decimal; /* DECIMAL empty: no number was written with a mark */
    bool bom;
    int64_t header_line;
    double max_rejected; /* percent, of the dataset's schema; NaN: that of the run */
    const ind_report_finding *findings;
    size_t finding_count;
} ind_report_input;

/* A stretch of days that a supplier has delivered of a dataset. */
typedef struct {
    ind_str dataset, supplier, from, to;
    ind_str extracted; /* the last day that its data were taken out on; empty: not told */
    int64_t rows;      /* of all its deliveries that stand; -1: not told */
} ind_report_delivery;

/* The day until which all suppliers of a county have delivered a dataset; COUNTY empty: all suppliers there are. */
typedef struct {
    ind_str dataset, county, until;
} ind_report_completeness;

/* What somebody has written about a figure; AREA empty: about all areas. */
typedef struct {
    ind_str measure, area, period, author, date, text;
} ind_report_comment;

/* Options that can change a figure. */
typedef struct {
    ind_texts grains, splits, areas; /* none: all */
    bool open_period;                /* periods that go on are shown */
    ind_str complete_until;
    double max_rejected; /* percent */
    bool key_check;
    ind_texts compare; /* what measures that do not say it themselves are compared with; "none": nothing is */
} ind_report_run_options;

/* ---- one measure ---- */

/* A group that cells are split by; code 0 is unknown, the others are numbered as cells came. */
typedef struct {
    ind_str name;            /* "lan" */
    ind_str level;           /* of areas: the column of a codelist that its values are of, "lanskod"; empty: none */
    bool whole;              /* its values are areas that are part of nothing */
    ind_str *values;         /* by code: "04"; empty for 0 */
    ind_str *labels;         /* by code: "Södermanlands län"; empty: none */
    size_t count, capacity;  /* of both, code 0 included */
    struct ind_dict *number; /* private: value -> code */
} ind_report_group;

typedef struct {
    ind_str label, grain; /* "2024-Q1", "quarter" */
    ind_str from, to;
} ind_report_period;

/* A way to split: numbers of groups. */
typedef struct {
    uint16_t group[IND_MAX_CELL_GROUPS];
    size_t count;
} ind_report_split;

/* A step of the flow: how many units met it, and for how many its condition was unknown (-1: it has none).  Of an older
 * report only STEP may be known, and the ID of a rule. */
typedef struct {
    ind_str step;
    ind_str id;     /* of the definition's own exclusion, or of the kind's step */
    ind_str origin; /* "rule", "built_in" */
    ind_str effect; /* "in": those that met it go on; "out": the others do; "mark": all do */
    int64_t n, unknown;
} ind_report_step;

/* An ordered class of values: from LIMIT on, or ABOVE it; the first has no limit. */
typedef struct {
    ind_str id, colour; /* COLOUR empty: none */
    ind_report_title title;
    bool has_limit, above;
    double limit;
} ind_report_level;

typedef struct {
    ind_str name, version;
} ind_report_codelist;

typedef struct {
    ind_str group;
    int64_t least;
} ind_report_limit;

/* What a cell is called in a group that its split does not have: it is of all of its values. */
typedef struct {
    ind_str group, code, name;
} ind_report_total;

/* An expression whose result did not fit into its type, and for how many rows; it was unknown there. */
typedef struct {
    ind_str clause;
    int64_t count;
} ind_report_overflow;

/* What is known of a measure's rows beside its figures: such as rows without a value of a group. */
typedef struct {
    ind_str rule, group, dataset; /* GROUP empty: of none; DATASET empty: the rows that are counted */
    int64_t count, of;
} ind_report_measure_finding;

/* A further value of a cell, in columns. */
typedef struct {
    ind_str name;
    double *value, *low, *high; /* LOW and HIGH are NaN where there is no interval */
} ind_report_also;

/* A count behind a value, in a column. */
typedef struct {
    ind_str name;
    bool whole; /* a count of whole units in every cell: shown without decimals */
    double *value;
} ind_report_number;

typedef struct {
    double level;
    double *low, *high;
} ind_report_interval;

/* The cells of a measure, a column for each thing; ind_report_cell puts one together.  Bit I of HAS_... says whether
 * the cell has number, interval or further value I: a number may be there and undefined, which is NaN. */
typedef struct {
    size_t count, capacity;
    /* Rows behind the COUNT that are shown, of which only period, split and codes are set: what was counted and is not
     * shown (of nobody known, of other areas, of unlisted codes), so that sums are exact.  Only where terms are. */
    size_t hidden;
    uint32_t *period; /* number of the measure's periods */
    uint16_t *split;  /* number of its splits */
    uint32_t *codes;  /* MOST_GROUPS a cell: of the groups of its split */
    size_t most_groups;
    uint8_t *status; /* ind_cell_status */
    uint8_t *reason; /* ind_cell_reason */
    uint16_t *flags;
    uint8_t *level; /* number of the measure's levels, from 1; 0: none */
    double *value;
    int64_t *base; /* unweighted denominator */
    uint16_t *has_numbers;
    uint8_t *no_interval; /* ind_interval_reason */
    uint8_t *has_intervals, *has_also;
    ind_report_number *numbers;
    ind_report_interval *intervals;
    /* A further interval, at the level at which areas are compared, which each cell has for itself; NULL: no cell has
     * one; level 0: this one has none. */
    double *area_level, *area_low, *area_high;
    ind_report_also *also;
    size_t number_count, interval_count, also_count;
} ind_report_cells;

/* ---- what is behind the cells ---- */

typedef enum {
    IND_REPORT_COUNT, /* a whole number */
    IND_REPORT_SUM,   /* of numbers, exact */
    IND_REPORT_TABLE, /* exact value -> count */
    IND_REPORT_KEYED  /* person or stratum -> two sums; never in a report */
} ind_report_term_type;

/* Over what a term adds, a bit each: months of a longer period, strata of a split, what suppliers have delivered.  A
 * term that does not add over strata is not less than the greatest of its parts and not more than their sum; over time
 * its parts say nothing of it, and there is no link. */
enum { IND_REPORT_ADDS_TIME = 1, IND_REPORT_ADDS_GROUPS = 2, IND_REPORT_ADDS_SUPPLIERS = 4 };

typedef struct {
    ind_str name; /* "n", "wx" */
    ind_report_term_type type;
    unsigned adds;
    bool reference; /* the same for all who tell it, and counted once */
} ind_report_term;

/* Which rows are part of which: those of one split of those of another, in each period; or, of one split, those of one
 * grain of those of a longer one.  Of each whole all parts are there, so that terms that add are its sum. */
typedef struct {
    uint16_t from, to;            /* numbers of splits */
    ind_str from_grain, to_grain; /* empty: in each period */
    const uint32_t *whole;        /* by row, hidden ones too: what it is part of; UINT32_MAX: nothing */
} ind_report_link;

/* What a definition tells readers beside its place and its rules; each may be empty. */
typedef struct {
    ind_report_title purpose, formula, source_system, target_text;
    ind_report_title open;              /* why no rule is known */
    ind_str updated, area_perspective;  /* "month", ...; "consumption" or "production" */
    const ind_report_title *open_facts; /* what nobody knows publicly */
    size_t open_fact_count;
    struct {
        ind_str version, date;
        ind_report_title what, why;
    } changed; /* the newest change; VERSION empty: none is told */
} ind_report_about;

/* SKIPPED: what was asked for does not concern the measure; NOT_COMPUTED: something is missing; OPEN: no rule is known.
 */
typedef enum { IND_STATE_COMPUTED, IND_STATE_NOT_COMPUTED, IND_STATE_SKIPPED, IND_STATE_OPEN } ind_report_state;
const char *ind_report_state_name(ind_report_state state); /* "computed", ... */

typedef struct ind_report_measure {
    ind_str id, version, kind;
    ind_report_state state;
    ind_str reason; /* why it was not computed; empty: it was */
    unsigned flags; /* IND_FLAG_DATA_FINDINGS ...: of the measure as a whole */
    ind_str hash, logic_hash;
    ind_report_title title, description, limitations;
    ind_report_title caution; /* what must stand beside the figures; empty: nothing */
    ind_report_about about;
    /* its place in the catalogue */
    ind_str target_area;
    ind_texts indicators, perspectives, principals, sources;
    ind_str status, owner, reviewed, next_review;
    ind_str kolada, comparable_degree; /* nearest official series, and how near */
    ind_report_title comparable_why;
    ind_str series_from, series_to; /* days between which there is a series; empty: always */
    ind_texts series_breaks;        /* first days after a break */
    ind_report_title series_why;    /* what changed */
    /* how it is told */
    ind_str unit, better;
    int decimals;
    bool has_target, has_plausible;
    double target, plausible_low, plausible_high;
    ind_report_way way; /* to the target */
    ind_report_compare compare;
    ind_report_signals signals;
    bool has_funnel; /* areas are held against the funnel of their whole, without correction for overdispersion */
    int64_t min_denominator;
    const ind_report_limit *limits; /* in splits with a group, instead */
    size_t limit_count;
    bool limits_persons;     /* they are held against persons, not against what counts */
    ind_str interval_method; /* empty: none */
    /* "direct" or "indirect": values of two groups of an indirect one are never compared with each other; empty: it is
     * crude.  Then by which table, of which year. */
    ind_str standardised, standard_table;
    int64_t standard_year;
    ind_report_level *levels;
    size_t level_count, level_room;
    const ind_report_codelist *codelists;
    size_t codelist_count;
    const ind_report_step *flow;
    size_t flow_count;
    const ind_report_overflow *overflows;
    size_t overflow_count;
    const ind_report_measure_finding *findings;
    size_t finding_count;
    ind_report_group *groups;
    size_t group_count;
    const ind_report_total *totals; /* of groups that the measure is split by, shown or not */
    size_t total_count;
    ind_report_period *periods;
    size_t period_count;
    ind_report_split *splits;
    size_t split_count;
    ind_report_cells cells;
    const ind_report_comparison *comparisons; /* in the order of cells, then of ind_with */
    size_t comparison_count;
    const ind_report_in_funnel *funnel; /* in the order of cells */
    size_t funnel_count;
    const ind_report_chart *charts; /* in the order of grains, splits and cells */
    size_t chart_count;
    /* What can be merged; empty unless it was asked for, and of a report that was read. */
    const ind_report_term *terms;
    size_t term_count;
    struct ind_cells *term_values; /* private: by row */
    const ind_report_link *links;
    size_t link_count;
} ind_report_measure;

/* ---- the report ---- */

typedef struct ind_report {
    ind_report_class report_class;
    ind_str program_version;
    bool has_period;
    ind_str from, to;
    ind_report_run_options options;
    const ind_report_input *inputs;
    size_t input_count;
    const ind_report_delivery *deliveries;
    size_t delivery_count;
    const ind_report_completeness *complete;
    size_t complete_count;
    ind_outlines outlines;              /* in which its measures stand */
    const ind_report_comment *comments; /* on its measures, in order of measure, period, area and day */
    size_t comment_count;
    ind_report_measure *measures; /* in order of id */
    size_t measure_count;
    unsigned threads; /* for writers; never changes a byte */
    /* Of one that was read: the hash that it gives of itself, where in the file, and whether the text has that hash. */
    ind_str content_hash;
    uint64_t hash_line;
    uint32_t hash_column;
    bool is_untouched;
    struct ind_arena **arenas; /* private */
    size_t arena_count;
} ind_report;

void ind_report_free(ind_report *report); /* NULL is fine */
/* The report holds those of ALL in which one of its measures stands; copied. */
void ind_report_take_outlines(ind_report *report, const ind_outlines *all);
/* The measure with this id; NULL: it is not in the report. */
const ind_report_measure *ind_report_measure_of(const ind_report *report, ind_str id);

/* Term number TERM of a row, hidden ones too: a count; a sum as the nearest double.  COUNT and SUM are asked of terms
 * of that type only. */
int64_t ind_report_term_count(const ind_report_measure *measure, size_t term, size_t row);
double ind_report_term_sum(const ind_report_measure *measure, size_t term, size_t row);

/* Cell NUMBER of MEASURE, put together; texts are BORROWED from the report. */
void ind_report_cell(const ind_report_measure *measure, size_t number, ind_cell_result *out);
/* Its comparisons; *COUNT of them. */
const ind_report_comparison *ind_report_comparisons(const ind_report_measure *measure, size_t number, size_t *count);
/* Its place in a funnel; NULL: it is in none. */
const ind_report_in_funnel *ind_report_funnel_of(const ind_report_measure *measure, size_t number);
/* Its numbers alone. */
void ind_report_outcome(const ind_report_cells *cells, size_t number, ind_outcome *out);

IND_API_END

#endif

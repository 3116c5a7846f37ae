/* definition.h - one definition file, checked and compiled against datasets and codelists.
 *
 *   JSON --variant.c--> expanded JSON --read_parameters.c--> typed parameters --expressions.c--> ind_measure
 *
 * What a definition may say is data: a table of parameter specs, the envelope's (envelope.c)
 * and the kind's own.  A kind gets its parameters by path ("event.day_to"), never the JSON. */
#ifndef IND_DEFINITION_H
#define IND_DEFINITION_H

#include "data/schemas/codelist.h"
#include "data/schemas/dataset.h"
#include "indikator/catalogue.h"
#include "language/expression.h"

/* ---- what may be said ---- */

typedef enum {
    IND_PARAM_TEXT,       /* a JSON text */
    IND_PARAM_TITLE,      /* {"sv": ..., "en": ...} */
    IND_PARAM_TEXTS,      /* [text, ...] */
    IND_PARAM_DAY,        /* "YYYY-MM-DD" */
    IND_PARAM_DAYS,       /* ["YYYY-MM-DD", ...], each after the one before */
    IND_PARAM_BOOLEAN,    /* true, false */
    IND_PARAM_INTEGER,    /* LOW..HIGH */
    IND_PARAM_NUMBER,     /* LOW..HIGH */
    IND_PARAM_NUMBERS,    /* [number, ...], each LOW..HIGH */
    IND_PARAM_CHOICE,     /* one of CHOICES, "a|b|c" */
    IND_PARAM_CHOICES,    /* [one of CHOICES, ...] */
    IND_PARAM_DATASET,    /* the name of a dataset */
    IND_PARAM_DELIVERIES, /* the name of a dataset that tells of deliveries; the catalogue may lack it */
    IND_PARAM_CODELIST,   /* the name of a codelist */
    IND_PARAM_CONDITION,  /* an expression of the named result type, in SCOPE */
    IND_PARAM_NUMERIC,
    IND_PARAM_DATE,
    IND_PARAM_WHEN,      /* date or datetime */
    IND_PARAM_LABEL,     /* text expression */
    IND_PARAM_CODES,     /* text or list expression */
    IND_PARAM_ENTITY,    /* one text expression, or an array of them: together they name an entity */
    IND_PARAM_DATES,     /* one date expression, or an array of them: each of the days counts */
    IND_PARAM_RULES,     /* [{"id": ..., "where": condition}, ...] */
    IND_PARAM_RELATIONS, /* [{"id", "dataset", "from", "relation", "span" ...}, ...]: rules about another dataset */
    IND_PARAM_COLUMNS,   /* one expression of text, date or whole number, or an array of them: alike where all are */
    IND_PARAM_ITEMS,     /* {"name": {"where", "value", "take", "within"}, ...} */
    IND_PARAM_GROUPS,    /* {"name": expression | {"codelist","key","attribute"}} */
    IND_PARAM_BY,        /* [["group", ...], ...] */
    IND_PARAM_MATCH,     /* {"group": text expression}: what a group is in the rows that are counted beside */
    IND_PARAM_LEVELS,    /* [{"id", "title", "from" or "above", "colour"}, ...]: ordered classes of a value */
    IND_PARAM_LIMITS,    /* {"group": integer LOW..HIGH} */
    IND_PARAM_FACTS,     /* [{"at": JSON pointer, "text": {"sv", "en"}}, ...] */
    IND_PARAM_CHANGES,   /* [{"version", "date", "what", "why"}, ...], the newest first */
    IND_PARAM_ANY        /* any JSON, not read by kinds */
} ind_param_type;

/* The names an expression may use. */
typedef enum {
    IND_SCOPE_ROW,   /* columns of a row; look-ups */
    IND_SCOPE_PAIR,  /* the same, and next.column for the candidate row */
    IND_SCOPE_ENTITY /* roles and the person's look-ups bare; first.column, last.column */
} ind_scope_kind;
enum { IND_SCOPES = 3, IND_MAX_FEEDS = 16, IND_FEED_BESIDE = 1 };

/* What a parameter's value is the edge of, for coverage by test cases (docs/reference/coverage.md). */
typedef enum {
    IND_EDGE_NONE,
    IND_EDGE_AT_LEAST, /* a number; what is smaller is on the other side of it than what is equal */
    IND_EDGE_AT_MOST,  /* a number; what is greater is on the other side */
    IND_EDGE_WINDOW,   /* months that open a window on the days of parameter OF; see ind_kind.window */
    IND_EDGE_PERIOD,   /* the day that puts a row or entity into a period */
    IND_EDGE_CODES,    /* a codelist that the values of parameter OF are looked up in */
    IND_EDGE_POLICY    /* a policy "exclude..." that goes by the number of parameter OF: at most so many days */
} ind_edge_type;

typedef struct {
    const char *path; /* "event.day_to": a key, or key.key */
    ind_param_type type;
    bool required;        /* always */
    bool with_parent;     /* required where the object it is in is given */
    const char *unless;   /* NULL, or the path of a choice: where that is "none", this key says nothing and must go */
    ind_scope_kind scope; /* for expressions */
    unsigned feed;        /* whose rows the expression is about */
    bool of_rows;         /* asked of rows before units are made of them: it cannot read items */
    /* NULL, or the path of a dataset: where that is given, the expression is about its rows, in their own scope. */
    const char *elsewhere;
    /* NULL, or the entity whose expressions are meant where this one is not given, and the dataset of FEED is. */
    const char *same_as;
    const char *choices;
    double low, high;
    const char *fallback; /* NULL, or the value in force where the key is absent, as JSON text */
    const char *help;     /* one line for docs and show */
    ind_edge_type edge;
    const char *of;   /* path of another parameter */
    const char *step; /* IND_EDGE_POLICY: the kind's step of the flow that it fills */
} ind_param_spec;

typedef struct {
    const char *name;
    const char *help;
    bool timeline;                /* follows entities; else row by row */
    bool windows;                 /* each period has a window of days: window.start, window.end */
    bool row_scope_groups;        /* groups and period are in the row scope (row kinds) */
    const ind_param_spec *shared; /* parameters that kinds like it have in common, before its own */
    size_t shared_count;
    /* NULL, or an object: where it is not given, or is given, each row is judged by itself, so that on an entity its
     * columns stand bare. */
    const char *one_row_unless, *one_row_if;
    const ind_param_spec *params;
    size_t param_count;
    const struct ind_kind_words *words; /* words/sentences.h: how the kind is told in sentences */
    struct {
        const char *what;  /* "a share", for messages; NULL: what the definition says that they are */
        const char *units; /* "percent|ratio|": in which they may be given */
        bool is_share;     /* a part of 1, times what the unit says */
        double greatest;   /* before that; 0: there is none */
    } values;
    /* NULL, or the path of a dataset, of feed IND_FEED_BESIDE: where it is given its rows are counted too, each by
     * itself and in the same cells.  What its groups are, the parameter of type IND_PARAM_MATCH says. */
    const char *beside;
    /* NULL, or a parameter: where it is given those rows tell of years, else they are held against every period. */
    const char *beside_year;
    bool one_row;           /* a figure is that of one row, never of several: groups do not add up */
    bool interval_if_named; /* there is none unless the definition names its method */
    /* Paths of conditions that follow each other: rows or episodes are chosen, excluded, asked for the numerator;
     * EXCLUDE NULL: they are not judged together. */
    struct {
        const char *chosen[2], *exclude, *numerator;
    } chain;
} ind_kind_spec;

/* ---- what was said ---- */

typedef struct {
    ind_str id;
    const ind_expr *where;
} ind_rule;

/* How the days of a row in another dataset lie to a span of days. */
typedef enum {
    IND_COVERS,       /* every day of the span lies in one of the rows, or in several: MIN at least */
    IND_OVERLAPS,     /* they have a day in common with the span */
    IND_STARTS_WITHIN /* the first of them lies in the span */
} ind_relation_type;
#define IND_RELATION_CHOICES "covers|overlaps|starts_within"

/* A rule about the rows that an entity has in another dataset. */
typedef struct {
    ind_str id;
    const ind_json *node;
    unsigned feed;                 /* whose rows are asked for */
    const ind_expr *const *person; /* in that dataset; in the order of the unit's own */
    size_t person_count;
    const ind_expr *from, *to; /* days; TO NULL: the row is about the day FROM alone; TO unknown: it goes on */
    const ind_expr *where;     /* NULL: all rows */
    const ind_expr *span[2];   /* of the unit: first and last day */
    ind_relation_type type;
    int64_t min; /* so many rows, on each day of the span where TYPE is IND_COVERS */
} ind_relation;

/* Which of the rows that an item's condition chooses give its value; those without a value do not. */
typedef enum {
    IND_ITEM_ONLY, /* they must agree; else it is unknown, and said so */
    IND_ITEM_FIRST,
    IND_ITEM_LAST,
    IND_ITEM_MIN,
    IND_ITEM_MAX,
    IND_ITEM_SUM,
    IND_ITEM_MEAN, /* with WITHIN a mean of means */
    IND_ITEM_COUNT /* how many rows, never unknown */
} ind_item_take;
#define IND_ITEM_CHOICES "only|first|last|min|max|sum|mean|count"
enum { IND_MAX_ITEMS = 64 };

/* A named value that an entity's rows have between them. */
typedef struct {
    ind_str name;
    const ind_json *node;
    const ind_expr *where, *value; /* of rows; VALUE NULL: rows are counted */
    ind_item_take take;
    const ind_expr *const *within; /* of a mean: first the mean in each of these, from the last to the first */
    size_t within_count;
    ind_type type;
} ind_item;

/* A class of values: those from LIMIT on, or ABOVE it, and below the next. */
typedef struct {
    ind_str id;
    const ind_json *node;
    ind_str sv, en, colour; /* COLOUR empty: none */
    bool has_limit, above;  /* the first has no limit */
    double limit;
} ind_level;

typedef struct ind_param {
    const ind_param_spec *spec;
    const ind_json *node;           /* NULL: not given; then the fallback, if any, is in force */
    int64_t integer;                /* INTEGER, DAY, BOOLEAN */
    double number;                  /* NUMBER, INTEGER */
    int choice;                     /* index in CHOICES; -1 if not given and no fallback */
    ind_str text;                   /* TEXT, CHOICE, DATASET, CODELIST */
    const ind_expr *expr;           /* CONDITION, NUMERIC, DATE, WHEN, LABEL, CODES */
    const ind_expr *const *exprs;   /* ENTITY, COLUMNS, DATES */
    const ind_rule *rules;          /* RULES; of RELATIONS the ids alone */
    ind_relation *relations;        /* RELATIONS */
    ind_item *items;                /* ITEMS */
    const double *numbers;          /* NUMBERS */
    const ind_level *levels;        /* LEVELS */
    const int *choices;             /* CHOICES */
    const int32_t *days;            /* DAYS */
    const struct ind_param *limits; /* LIMITS: each as an INTEGER by itself, in the order written */
    const char *const *names;       /* TEXTS: what a figure of each is called, the path and the text; TEXT: it alone */
    const ind_dataset *dataset;
    const ind_codelist *codelist;
    size_t count; /* of exprs, rules, numbers, levels, choices, days */
} ind_param;

/* A column as rows of a dataset have it: their own, or of the row that look-ups lead to, one after another. */
typedef struct {
    int foreign_key;         /* the first look-up; -1: own */
    const uint32_t *further; /* look-ups from the row found: each of the dataset that the one before points at */
    size_t further_count;
    const ind_dataset *dataset; /* at the end of the way */
    uint32_t field;             /* of that one; derived ones too */
    const ind_field *schema;    /* of the field */
    const uint32_t *keys;       /* of a look-up of the period: the columns of its key, among those of the feed */
} ind_column;

/* A derived column, on rows of its own dataset. */
typedef struct {
    const ind_dataset *dataset;
    const ind_json *node; /* the expression, as it is written */
    const ind_expr *expr;
    ind_column *columns; /* by slot */
    size_t column_count, column_capacity;
    const ind_codelist **codelists; /* that it asks */
    size_t codelist_count, codelist_capacity;
    ind_field schema; /* as it is declared, and as secret as what it is made of */
} ind_derived;

/* What a column of a feed rests on. */
typedef struct {
    const ind_dataset *dataset;
    uint32_t field; /* of the file; or, IS_KEY, a look-up of the dataset, which may find nothing */
    bool is_key;
    uint32_t column; /* of the feed */
} ind_basis;

typedef enum {
    IND_SIDE_ROW,   /* the row itself; in a pair the one that was there before */
    IND_SIDE_NEXT,  /* the candidate of a pair */
    IND_SIDE_FIRST, /* of an entity's rows: the first */
    IND_SIDE_LAST,  /* ... the one with the greatest end */
    IND_SIDE_START, /* roles of an entity: COLUMN is not used */
    IND_SIDE_END,
    IND_SIDE_PERIOD_START,
    IND_SIDE_PERIOD_END,
    IND_SIDE_PERIOD_AS_OF, /* the last day of the period that is delivered */
    IND_SIDE_WINDOW_START, /* of a kind with windows: the days that the period looks at */
    IND_SIDE_WINDOW_END,
    IND_SIDE_ITEM /* COLUMN is the number of the item */
} ind_side;

typedef struct {
    ind_side side;
    uint32_t column; /* of the feed */
    ind_type type;
} ind_slot;

typedef struct {
    ind_slot *items;
    size_t count, capacity;
} ind_slots;

/* The rows of one dataset that a measure asks for. */
typedef struct {
    const ind_dataset *dataset;
    const ind_expr *where; /* NULL: all rows */
    ind_column *columns;
    size_t column_count, column_capacity;
    ind_basis *bases; /* of its columns, in their order; each once a column */
    size_t basis_count, basis_capacity;
    ind_slots slots[IND_SCOPES];
} ind_feed;

typedef struct {
    ind_str name;
    const ind_expr *expr;         /* gives the code, or the key of the codelist */
    const ind_codelist *codelist; /* NULL: the values seen */
    int attribute;                /* of the codelist; -1: the code itself */
    const ind_field *field;       /* the column, if the expression is one; its enum is a domain too */
    int64_t least;                /* of a cell in a split with it; -1: nothing is said */
    const ind_expr *beside;       /* the same of the rows that are counted beside; NULL: there are none */
} ind_group;

typedef enum {
    IND_GRAIN_MONTH,
    IND_GRAIN_QUARTER,
    IND_GRAIN_TERTIAL,
    IND_GRAIN_HALF_YEAR,
    IND_GRAIN_YEAR,
    IND_GRAIN_ROLLING12,
    IND_GRAIN_CUMULATIVE,
    IND_GRAIN_ALL,
    IND_GRAIN_BROKEN_YEAR,  /* of "period.year_from" */
    IND_GRAIN_POOLED_YEARS, /* of "period.years" */
    IND_GRAINS
} ind_grain;
/* Those that "period.grain" names; and those that there are beside them. */
#define IND_GRAIN_CHOICES "month|quarter|tertial|half_year|year|rolling12|cumulative|all"
#define IND_GRAIN_NAMES IND_GRAIN_CHOICES "|broken_year|pooled_years"

enum { IND_PARAM_SLOTS = 256, IND_MAX_PARAMS = 128 }; /* by far more slots than parameters */
enum { IND_MAX_GROUPS = 8 };
enum { IND_MAX_KEY = 16 }; /* columns of a reference, or of an entity */

typedef struct {
    size_t group[IND_MAX_GROUPS];
    size_t count;
} ind_grouping; /* one entry of "by" */

struct ind_measure {
    const char *path;
    const ind_json *node; /* expanded */
    ind_str id, version, unit, better, status;
    ind_str title_sv, title_en;
    int decimals;
    const ind_kind_spec *kind;
    ind_param *params;
    size_t param_count;
    uint8_t param_slots[IND_PARAM_SLOTS]; /* number + 1 of a parameter, by the address of its path; 0: free */
    ind_feed feeds[IND_MAX_FEEDS];
    size_t feed_count;
    size_t relation_count; /* in all its parameters */
    const ind_item *items; /* of a row kind: what an entity's rows have between them */
    size_t item_count;
    ind_group groups[IND_MAX_GROUPS];
    size_t group_count;
    ind_grouping *by;
    size_t by_count;
    const ind_derived **derived; /* columns that look-ups go by or find, each once */
    size_t derived_count, derived_capacity;
    const ind_codelist **codelists; /* all it reads, each once, in order of first use */
    size_t codelist_count, codelist_capacity;
    char hash[44], logic_hash[44]; /* "xxh128:" + 32 hex digits */
};

double ind_factor_of_unit(ind_str unit);            /* of "percent", ... */
double ind_unit_factor(const ind_measure *measure); /* what a share is multiplied by: 100 for percent; else 1 */
/* Is no rule known for it, so that nothing is computed?  It may lack a method and data: its kind is then that of
 * measures without one. */
bool ind_measure_is_open(const ind_measure *measure);
/* The parameter with this path; a path that the kind does not have is a fault of ours and aborts. */
const ind_param *ind_measure_param(const ind_measure *measure, const char *path);
/* The same; NULL where the kind does not have it. */
const ind_param *ind_measure_find(const ind_measure *measure, const char *path);
bool ind_param_is(const ind_param *param, const char *choice); /* CHOICE in force */
/* The relation that asks for the rows of this feed; NULL: it is the kind's own. */
const ind_relation *ind_measure_relation(const ind_measure *measure, size_t feed);
/* Are rows of another dataset counted beside those of the first feed?  Then those of feed IND_FEED_BESIDE. */
bool ind_measure_counts_beside(const ind_measure *measure);
/* Do they tell of years, so that no day of a period need be delivered of their dataset?  Or are they held against every
 * period, as rows of the first feed may be? */
bool ind_measure_beside_is_by_year(const ind_measure *measure);
bool ind_measure_beside_is_each(const ind_measure *measure);
/* How many there must be in a cell of the split for its value to be shown: by the groups that it has the greatest that
 * is said, else what holds for all. */
int64_t ind_measure_least(const ind_measure *measure, const ind_grouping *split);
/* Are persons held against it, and not what counts? */
bool ind_measure_counts_persons(const ind_measure *measure);
/* Do rows of the same person belong together in the interval, "interval.cluster"?  And is it kept of which persons a
 * cell is, for this or that? */
bool ind_measure_clusters(const ind_measure *measure);
bool ind_measure_keeps_persons(const ind_measure *measure);
/* The scope of what is said of a unit: the row's for row kinds, the entity's for those that join rows. */
static inline ind_scope_kind ind_unit_scope(const ind_measure *measure) {
    return measure->kind->row_scope_groups ? IND_SCOPE_ROW : IND_SCOPE_ENTITY;
}

/* ---- reading ---- */

/* Rules that are not asked, a bit each. */
typedef enum {
    IND_LEAVE_NOTHING = 0,
    IND_LEAVE_FILE_NAME = 1,         /* an earlier version: its file need not be named by its id */
    IND_LEAVE_IDENTIFYING_GROUPS = 2 /* what tells who somebody is may be a group: for cells that are not reported */
} ind_leave;

/* Check and compile the expanded JSON of a definition, in ARENA.  IND_E_DEFINITION with all findings. */
ind_status ind_measure_compile(ind_catalogue *catalogue, ind_arena *arena, const ind_json *node, const char *path,
                               ind_leave leave, ind_diag *diag, ind_measure **out);
/* Is KEY, at the top of a definition, a text for readers, which changes no figure? */
bool ind_definition_is_text(ind_str key);
/* The envelope's parameter table. */
const ind_param_spec *ind_envelope(size_t *count);

#endif

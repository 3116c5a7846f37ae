/* dataset.h - the schema of one dataset: Frictionless Table Schema plus "x-indikator".
 *
 * File: indicators/datasets/<name>.json (docs/reference/datasets.md, indicators/schema/dataset.schema.json):
 *
 *   { "format": "indikator-dataset/1", "name": "vardtillfallen", "title": {"sv": "...", "en": "..."},
 *     "fields": [ { "name": "kommunkod", "type": "string",
 *                   "constraints": { "required": true, "enum": ["K","M"], "minimum": 0, "maximum": 100 },
 *                   "x-indikator": { "aliases": ["Hemkommun"], "width": 4, "codelist": "kommuner",
 *                                    "map": {"1": "M", "2": "K"}, "identifying": true, "sensitive": true,
 *                                    "optional": true, "list": true, "icd10": true, "default": "1",
 *                                    "open": ["9999-12-31"], "partial": "reject|first|middle|last" } } ],
 *     "missingValues": [""], "primaryKey": ["vardtillfalle_id"],
 *     "foreignKeys": [ { "fields": ["person_id"], "reference": { "resource": "personer", "fields": ["person_id"] },
 *                        "x-indikator": { "as": "personer", "valid": { "at": "inskrivningsdatum", "from":
 * "giltig_fran", "to": "giltig_till" } } } ], "x-indikator": { "personal": true, "supplier": "kommunkod",
 *                      "preamble_rows": 0, "footer": ["Totalt"], "ends_at": ["Källa"], "encoding": "...", "separator":
 * ";", "decimal": ",", "derived": [ { "name": "omgang_datum", "type": "date", "expression": "..." } ] } }
 *
 * Types: string (list with x-indikator.list), integer, number, date, datetime.  A field
 * that the file may lack is "optional": its values are then unknown, with a note. */
#ifndef IND_DATASET_H
#define IND_DATASET_H

#include "base/json.h"
#include "base/vector.h"

typedef enum { IND_PARTIAL_REJECT, IND_PARTIAL_FIRST, IND_PARTIAL_MIDDLE, IND_PARTIAL_LAST } ind_partial;

typedef struct {
    ind_str from, to;
} ind_value_map;

typedef struct {
    ind_str name;
    ind_type type;
    const ind_json *node;  /* where it is written, for messages */
    bool required;         /* a bad or missing value rejects the record */
    bool identifying;      /* never echoed, not even its shape */
    bool sensitive;        /* never echoed, not even its shape */
    bool optional;         /* the file may lack the column */
    bool keep_known;       /* of a list, what is no code is left out, and the rest stands */
    bool mostly_empty;     /* empty is the rule, so that only unreadable values are unreadable */
    double max_unreadable; /* percent of a supplier's rows of a year; of the dataset unless the field says */
    uint32_t expected_in;  /* some value in so many rows of a supplier and year; 0: see ind_field_least_rows */
    int expected_of;       /* field by whose code a row has this one at all: one of EXPECTED_CODES; -1: all rows do */
    const ind_str *expected_codes;
    size_t expected_code_count;
    uint32_t longest_open; /* days; an end that is empty for longer is a finding; 0: for as long as you like */
    bool icd10;            /* dots and spaces stripped, upper case */
    uint32_t width;        /* > 0: digits are padded with zeros to this many */
    ind_partial partial;
    ind_str codelist;               /* empty: none */
    ind_str default_value;          /* of every row where no file has the column; empty: none */
    const uint32_t *default_within; /* rows alike in these fields all have the column, or none of them */
    size_t default_within_count;
    enum { IND_OF_VERSION, IND_SAME_IN_ALL, IND_FROM_THE_NEXT } versions; /* of rows with validity: see lookup.h */
    int from_key;                      /* field whose code in FROM_LIST says this one; -1: none */
    ind_str from_list, from_attribute; /* a codelist, and the attribute of it that is meant */
    const ind_str *aliases;            /* further header names, already normalised */
    size_t alias_count;
    const ind_str *allowed; /* enum */
    size_t allowed_count;
    const ind_value_map *map; /* before ALLOWED is checked; exact, else without regard to letter case */
    size_t map_count;
    const int32_t *open; /* days that mean "open", read as missing and counted */
    size_t open_count;
    bool has_minimum, has_maximum;
    double minimum, maximum; /* integer and number */
    bool has_first_day, has_last_day;
    int32_t first_day, last_day; /* date and datetime: the same as days */
    const int32_t *sentinels;    /* days that systems write for "no date", and nobody means */
    size_t sentinel_count;
    ind_str form;           /* of a code: see ind_form_fits; empty: any */
    bool has_missing;       /* MISSING is all that means "no value" here */
    const ind_str *missing; /* texts */
    size_t missing_count;
    const ind_str *not_missing; /* texts that are values here, though they mean "no value" elsewhere */
    size_t not_missing_count;
    ind_str derived; /* expression of a derived column, else empty: never in the file */
} ind_field;
/* In how many rows of a supplier and year some value is expected; 0: there may be none.  Five unless the schema says
 * so: none where empty is the rule, and none of a field that has a default. */
uint32_t ind_field_least_rows(const ind_field *field);

/* The day on which the row found must be valid. */
typedef enum { IND_VALID_ON_FIELD, IND_VALID_ON_PERIOD_START, IND_VALID_ON_PERIOD_END } ind_valid_at;

typedef struct {
    ind_str as;                  /* the qualifier in expressions */
    ind_str target;              /* dataset */
    const uint32_t *fields;      /* of this dataset; derived ones too */
    const ind_str *target_names; /* fields of the target, same order */
    size_t count;
    bool has_valid;
    ind_valid_at valid_on;
    uint32_t valid_at;            /* date field of this dataset; only where VALID_ON says so */
    ind_str valid_from, valid_to; /* date fields of the target; closed; empty value = open */
    const ind_json *node;
} ind_foreign_key;

enum { IND_ORDER_OWN = -1, IND_ORDER_EXTRACTED = -2 };

/* A day of a row: a field of its own, one of the row that a foreign key finds, or the day when the data were taken out,
 * which deliveries tell. */
typedef struct {
    ind_str name;    /* as written: "personer.dodsdatum" */
    int foreign_key; /* or IND_ORDER_OWN, IND_ORDER_EXTRACTED */
    ind_str field;
} ind_order_place;

typedef struct {
    ind_order_place before, after; /* the first is not later than the second */
} ind_order_rule;

/* Numbers that add up: COLUMNS of a row to its TOTAL; or, DOWN a file, each of COLUMNS to the value in the row whose
 * TOTAL, a text, begins with BEGINS. */
typedef struct {
    bool down, equal; /* EQUAL: to it; else at most */
    uint32_t total;   /* field */
    ind_str begins;
    const uint32_t *columns;
    size_t column_count;
} ind_sum_rule;

/* Numbers of COLUMNS that have been given a random error on purpose, in rows whose YEAR is FROM or later. */
typedef struct {
    const uint32_t *columns;
    size_t column_count;
    uint32_t year; /* field, a whole number */
    int from;
    double at_most;      /* of one number; infinite: it is not known how great it may be */
    const ind_json *why; /* {"sv", "en"}: who does so, and how */
} ind_noise;

/* What the fields of a dataset that tells of deliveries are; FROM and TO are its first and last day. */
typedef enum {
    IND_DELIVERY_DATASET,
    IND_DELIVERY_SUPPLIER,
    IND_DELIVERY_FROM,
    IND_DELIVERY_TO,
    IND_DELIVERY_TAKEN,
    IND_DELIVERY_FILE,
    IND_DELIVERY_ROWS,
    IND_DELIVERY_TYPE,
    IND_DELIVERY_ROLES
} ind_delivery_role;

typedef struct {
    int field[IND_DELIVERY_ROLES]; /* by role; -1: none */
    ind_str adds;                  /* value of TYPE: adds to earlier deliveries; else it stands for them */
    const ind_str *areas;          /* codelists whose hierarchies say which supplier lies where */
    size_t area_count;
} ind_delivery_schema;

/* What the fields of a dataset of comments on figures are. */
typedef enum {
    IND_COMMENT_MEASURE,
    IND_COMMENT_AREA,
    IND_COMMENT_PERIOD,
    IND_COMMENT_AUTHOR,
    IND_COMMENT_DATE,
    IND_COMMENT_TEXT,
    IND_COMMENT_ROLES
} ind_comment_role;

typedef struct {
    uint32_t field[IND_COMMENT_ROLES];
} ind_comment_schema;

typedef struct {
    ind_str name;
    const char *path;
    const ind_json *node;    /* the whole schema */
    const ind_field *fields; /* derived ones last */
    size_t field_count;
    const uint32_t *key; /* primary key */
    size_t key_count;
    const ind_foreign_key *foreign_keys;
    size_t foreign_key_count;
    const ind_order_rule *order;
    size_t order_count;
    const ind_sum_rule *sums;
    size_t sum_count;
    const ind_noise *noise; /* NULL: its numbers are as they were counted */
    const ind_str *missing; /* texts that mean "no value"; the empty text is always one */
    size_t missing_count;
    int supplier; /* field for --max-rejected's second judgement; -1: none */
    int date;     /* field, a date or a text that begins with the year, that puts a row in a delivery; -1: none */
    double max_unreadable; /* percent, where a field does not say */
    bool personal;         /* rows are about persons; so it is taken unless the schema says false */
    /* dialect fixed by the schema; empty or zero: detected */
    ind_str encoding;
    char separator, decimal;
    uint32_t preamble_rows; /* physical lines before the header */
    const ind_str *footer;  /* a record whose first field begins with one of these is skipped */
    size_t footer_count;
    double max_rejected;    /* percent of the records of a file or supplier; NaN: the schema sets no limit */
    const ind_str *ends_at; /* from a record on whose first field begins with one of these nothing is data */
    size_t ends_at_count;
    const ind_delivery_schema *deliveries; /* NULL: its rows tell of no deliveries */
    const ind_comment_schema *comments;    /* NULL: it holds none */
} ind_dataset;

/* Are numbers of the field given a random error, in some years? */
bool ind_dataset_is_noisy(const ind_dataset *dataset, uint32_t field);

/* Lives in ARENA.  All errors of the file go to DIAG; IND_E_DEFINITION if there are any.
 * References to other datasets and codelists are checked by the catalogue. */
ind_status ind_dataset_load(ind_arena *arena, const char *path, ind_diag *diag, ind_dataset **out);
/* Is it the name of a dataset or field: lower-case ASCII letters, digits and '_', first a letter?  False with a
 * finding. */
bool ind_dataset_check_name(const ind_json *text, ind_diag *diag);
int ind_dataset_field(const ind_dataset *dataset, ind_str name);     /* -1: no such field */
int ind_dataset_foreign_key(const ind_dataset *dataset, ind_str as); /* -1: no such look-up */
/* Do both look-ups of a dataset go by the period and find some row, or none, for the same rows? */
bool ind_key_same_of_period(const ind_foreign_key *a, const ind_foreign_key *b);
/* Does the look-up find another row in each period? */
static inline bool ind_key_of_period(const ind_foreign_key *key) {
    return key->has_valid && key->valid_on != IND_VALID_ON_FIELD;
}

#endif

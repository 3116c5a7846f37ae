/* options.h - the command line as data: what may be written, and what was written.
 *
 * One table of commands and one of options; parsing, help, hints and the manual page are made from them. */
#ifndef IND_CLI_OPTIONS_H
#define IND_CLI_OPTIONS_H

#include "base/memory.h"
#include "indikator/run.h"

typedef enum {
    CLI_NONE,
    CLI_RUN,
    CLI_CHECK,
    CLI_TEST,
    CLI_VALIDATE,
    CLI_LIST,
    CLI_SHOW,
    CLI_EXPLAIN,
    CLI_DIFF,
    CLI_HISTORY,
    CLI_CONVERT,
    CLI_FMT,
    CLI_INIT,
    CLI_COMPLETION,
    CLI_HELP,
    CLI_COMMANDS
} cli_command;

typedef struct {
    const char **items;
    size_t count, capacity;
} cli_texts;

/* What was written.  Texts are BORROWED from argv or live in the arena. */
typedef struct {
    ind_arena *arena;
    cli_command command;
    bool help, version, man;
    cli_texts operands;
    cli_texts indicators; /* -I */
    ind_data_file *data;  /* -D in the order given; without dataset: a folder */
    size_t data_count, data_capacity;
    ind_data_dialect *dialects; /* one a dataset */
    size_t dialect_count, dialect_capacity;
    cli_texts grains, splits, areas, compare, fail_on;
    cli_texts rows, entities; /* of explain */
    const char *access_log;
    bool why_not, show_identifiers, yes;
    const char *period, *class, *output, *format, *language, *complete_until, *filter; /* NULL: not given */
    const char *findings_report, *today, *explain, *csv_lane, *id, *dataset;
    double max_rejected; /* percent, 0.1 by default */
    bool max_rejected_given;
    unsigned threads;                  /* 0: as many as there are cores */
    uint64_t memory_limit;             /* bytes; 0: none */
    uint64_t max_cells;                /* 0: not given */
    double min_coverage, min_mutation; /* percent, 100 by default */
    bool coverage, mutate, write_skeletons;
    bool open_period, skip_key_check, allow_person_numbers, accept_shrinkage, require_all, summary, quiet, verbose,
        strict, rules, check, ids;
} cli_options;

/* Every mistake becomes a finding and IND_E_USAGE, unless help was asked for.
 * *OUT can be freed whatever the outcome. */
ind_status cli_parse(int argc, char **argv, ind_diag *diag, cli_options *out);
void cli_options_free(cli_options *options);

/* ---- The tables ---- */

enum { CLI_EXAMPLES = 5 };
enum { CLI_MAX_CELLS = 5000000 }; /* unless --max-cells is given */

typedef struct {
    const char *name, *operands, *purpose;
    const char *about;  /* one paragraph */
    size_t least, most; /* operands */
    struct {
        const char *what, *line;
    } examples[CLI_EXAMPLES]; /* ends with NULL */
} cli_command_row;

/* How the value of an option is kept. */
typedef enum {
    CLI_FLAG,    /* bool */
    CLI_TEXT,    /* const char *, at most once */
    CLI_DATE,    /* the same, YYYY-MM-DD */
    CLI_LISTED,  /* cli_texts, one more item each time */
    CLI_COMMAS,  /* cli_texts, items separated by commas */
    CLI_SPLIT,   /* cli_texts; "total" is "" */
    CLI_DATA,    /* cli_options.data */
    CLI_DIALECT, /* cli_options.dialects */
    CLI_PERCENT, /* double, -1 until it is given */
    CLI_SIZE,    /* uint64_t, bytes */
    CLI_CELLS,   /* uint64_t */
    CLI_THREADS  /* unsigned */
} cli_value;

typedef struct {
    char letter;                 /* 0: none */
    const char *name, *argument; /* argument NULL: takes none */
    unsigned commands;           /* 1 << CLI_RUN | ... */
    cli_value value;
    size_t field;        /* offset in cli_options */
    const char *choices; /* "json|csv|table"; NULL: anything */
    const char *help;
} cli_option_row;

extern const cli_command_row cli_command_table[CLI_COMMANDS]; /* by cli_command; CLI_NONE is empty */
const cli_option_row *cli_option_at(size_t index);            /* NULL after the last */

/* ---- Values (values.c) ---- */

#define cli_usage(diag, help, ...) ind_diag_add(diag, IND_ERROR, IND_E_USAGE, NULL, (ind_place){0}, help, __VA_ARGS__)

/* Keep VALUE, written for ROW and called SHOWN by the user ("-D", "--data"). */
void cli_value_set(cli_options *out, const cli_option_row *row, const char *shown, const char *value, ind_diag *diag);
void cli_texts_add(ind_arena *arena, cli_texts *texts, const char *text);
/* "the closest is 'x'", in ARENA; NULL if BEST is empty. */
const char *cli_closest(ind_arena *arena, const char *prefix, ind_str best);

#endif

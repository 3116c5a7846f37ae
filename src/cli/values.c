/* values.c - from the text of an option to its value; a bad one is a finding that says what is wanted. */
#include "base/date.h"
#include "base/hint.h"
#include "base/number.h"
#include "cli/options.h"

#include <ctype.h>
#include <strings.h>

void cli_texts_add(ind_arena *arena, cli_texts *texts, const char *text) {
    texts->items = ind_arena_grow(arena, texts->items, texts->count, &texts->capacity, sizeof *texts->items);
    texts->items[texts->count++] = text;
}

const char *cli_closest(ind_arena *arena, const char *prefix, ind_str best) {
    if (best.length == 0)
        return NULL;
    return ind_arena_format(arena, "the closest is '%s%.*s'", prefix, IND_STR_ARGS(best));
}

static const char *text_of(ind_arena *arena, ind_str text) {
    return ind_arena_str(arena, text).data;
}

/* The first piece of *REST up to MARK, which is taken off; false if nothing is left. */
static bool next_piece(const char **rest, char mark, ind_str *piece) {
    if (*rest == NULL)
        return false;
    const char *end = strchr(*rest, mark);
    *piece = (ind_str){*rest, end != NULL ? (size_t)(end - *rest) : strlen(*rest)};
    *rest = end != NULL ? end + 1 : NULL;
    return true;
}

/* ---- one of a few words ---- */

/* The index of VALUE in CHOICES ("a|b|c"), or -1 with a finding. */
static int choose(cli_options *out, const char *choices, const char *shown, ind_str value, ind_diag *diag) {
    ind_hint hint = ind_hint_start(value);
    const char *rest = choices;
    ind_str choice;
    for (int i = 0; next_piece(&rest, '|', &choice); i++) {
        if (choice.length == value.length && strncasecmp(choice.data, value.data, value.length) == 0)
            return i;
        ind_hint_offer(&hint, choice);
    }
    const char *help = cli_closest(out->arena, "", ind_hint_best(&hint));
    cli_usage(diag, help, "%s must be one of %s, got '%.*s'", shown, choices, IND_STR_ARGS(value));
    return -1;
}

static const char *choice_at(ind_arena *arena, const char *choices, int index) {
    ind_str choice = {0};
    const char *rest = choices;
    for (int i = 0; i <= index; i++)
        next_piece(&rest, '|', &choice);
    return text_of(arena, choice);
}

static void set_text(cli_options *out, const cli_option_row *row, const char *shown, const char *value,
                     ind_diag *diag) {
    const char **field = (const char **)(void *)((char *)out + row->field);
    if (*field != NULL) {
        cli_usage(diag, NULL, "option '%s' is given twice", shown);
        return;
    }
    *field = value;
    if (value[0] == '\0')
        cli_usage(diag, NULL, "option '%s' is empty", shown);
    else if (row->choices != NULL) {
        int choice = choose(out, row->choices, shown, ind_str_of(value), diag);
        if (choice >= 0)
            *field = choice_at(out->arena, row->choices, choice);
    }
}

static void set_date(cli_options *out, const cli_option_row *row, const char *shown, const char *value,
                     ind_diag *diag) {
    int32_t day;
    if (!ind_date_parse(ind_str_of(value), &day))
        cli_usage(diag, NULL, "%s must be a date YYYY-MM-DD, got '%s'", shown, value);
    else
        set_text(out, row, shown, value, diag);
}

/* With point or comma, and perhaps a percent sign. */
static void set_percent(double *out, const char *shown, const char *value, ind_diag *diag) {
    ind_str text = ind_str_of(value);
    if (text.length > 0 && value[text.length - 1] == '%')
        text.length--;
    double percent = -1;
    bool is_number = ind_parse_decimal(text, '.', &percent) || ind_parse_decimal(text, ',', &percent);
    if (!is_number || !(percent >= 0 && percent <= 100))
        cli_usage(diag, NULL, "%s must be a percentage from 0 to 100, got '%s'", shown, value);
    else if (*out >= 0)
        cli_usage(diag, NULL, "option '%s' is given twice", shown);
    else
        *out = percent;
}

/* Bytes, or with K, M or G.  Less than a megabyte is a unit forgotten. */
static void set_size(cli_options *out, const char *shown, const char *value, ind_diag *diag) {
    static const char units[] = "KMG";
    ind_str digits = ind_str_of(value);
    const char *unit = digits.length > 0 ? strchr(units, toupper((unsigned char)value[digits.length - 1])) : NULL;
    if (unit != NULL)
        digits.length--;
    int shift = unit != NULL ? 10 * (int)(unit - units + 1) : 0;
    int64_t number = 0;
    if (!ind_parse_integer(digits, &number) || number < 1 || number > INT64_MAX >> shift || number << shift < 1 << 20)
        cli_usage(diag, NULL, "%s must be a size such as 512M or 4G, at least 1M, got '%s'", shown, value);
    else if (out->memory_limit > 0)
        cli_usage(diag, NULL, "option '%s' is given twice", shown);
    else
        out->memory_limit = (uint64_t)number << shift;
}

static void set_cells(cli_options *out, const char *shown, const char *value, ind_diag *diag) {
    int64_t number = 0;
    if (!ind_parse_integer(ind_str_of(value), &number) || number < 1)
        cli_usage(diag, NULL, "%s must be a whole number from 1, got '%s'", shown, value);
    else if (out->max_cells > 0)
        cli_usage(diag, NULL, "option '%s' is given twice", shown);
    else
        out->max_cells = (uint64_t)number;
}

static void set_threads(cli_options *out, const char *shown, const char *value, ind_diag *diag) {
    int64_t number = 0;
    if (!ind_parse_integer(ind_str_of(value), &number) || number < 1 || number > 256)
        cli_usage(diag, NULL, "%s must be a number from 1 to 256, got '%s'", shown, value);
    else if (out->threads > 0)
        cli_usage(diag, NULL, "option '%s' is given twice", shown);
    else
        out->threads = (unsigned)number;
}

static void add_commas(cli_options *out, cli_texts *texts, const char *shown, const char *value, ind_diag *diag) {
    ind_str piece;
    while (next_piece(&value, ',', &piece)) {
        if (piece.length == 0)
            cli_usage(diag, NULL, "%s has an empty item", shown);
        else
            cli_texts_add(out->arena, texts, text_of(out->arena, piece));
    }
}

/* ---- data ---- */

/* DATASET=FILE, or a folder.  A folder with "=" in its name is written ./a=b. */
static void add_data(cli_options *out, const char *shown, const char *value, ind_diag *diag) {
    out->data = ind_arena_grow(out->arena, out->data, out->data_count, &out->data_capacity, sizeof *out->data);
    ind_data_file *file = &out->data[out->data_count++];
    size_t name = strcspn(value, "=/");
    *file = (ind_data_file){.path = value};
    if (value[name] == '=') {
        file->dataset = text_of(out->arena, (ind_str){value, name});
        file->path = value + name + 1;
        if (name == 0 || file->path[0] == '\0')
            cli_usage(diag, NULL, "%s must be DIR or DATASET=FILE, got '%s'", shown, value);
    } else if (strcmp(value, "-") == 0)
        cli_usage(diag, "write DATASET=-", "%s - does not say which dataset is read from standard input", shown);
    else if (value[0] == '\0')
        cli_usage(diag, NULL, "option '%s' is empty", shown);
    size_t from_input = 0;
    for (size_t i = 0; strcmp(file->path, "-") == 0 && i < out->data_count; i++)
        from_input += out->data[i].dataset != NULL && strcmp(out->data[i].path, "-") == 0;
    if (from_input > 1)
        cli_usage(diag, NULL, "standard input (-) can be read only once");
}

/* ---- dialects ---- */

/* The dialect of DATASET (NULL: every dataset), made if it is new. */
static ind_data_dialect *dialect_of(cli_options *out, const char *dataset) {
    for (size_t i = 0; i < out->dialect_count; i++) {
        const char *known = out->dialects[i].dataset;
        if (known == dataset || (known != NULL && dataset != NULL && strcmp(known, dataset) == 0))
            return &out->dialects[i];
    }
    out->dialects =
        ind_arena_grow(out->arena, out->dialects, out->dialect_count, &out->dialect_capacity, sizeof *out->dialects);
    out->dialects[out->dialect_count] = (ind_data_dialect){.dataset = dataset, .preamble_rows = -1};
    return &out->dialects[out->dialect_count++];
}

static void add_beginning(ind_arena *arena, const char *const **texts, size_t *count, ind_str value) {
    const char **all = ind_arena_alloc(arena, (*count + 1) * sizeof *all);
    for (size_t i = 0; i < *count; i++)
        all[i] = (*texts)[i];
    all[(*count)++] = text_of(arena, value);
    *texts = all;
}

static void set_mark(cli_options *out, const char *choices, const char *marks, const char *shown, ind_str value,
                     ind_diag *diag, char *mark) {
    if (value.length == 1 && strchr(marks, value.data[0]) != NULL) {
        *mark = value.data[0];
        return;
    }
    int choice = choose(out, choices, shown, value, diag);
    if (choice >= 0)
        *mark = marks[choice];
}

static void set_preamble(ind_data_dialect *dialect, ind_str value, ind_diag *diag) {
    int64_t lines = 0;
    if (!ind_parse_integer(value, &lines) || lines < 0 || lines > 1000)
        cli_usage(diag, NULL, "preamble must be 0 to 1000 lines, got '%.*s'", IND_STR_ARGS(value));
    else
        dialect->preamble_rows = (int)lines;
}

static void set_encoding(cli_options *out, ind_data_dialect *dialect, ind_str value, ind_diag *diag) {
    static const char choices[] = "utf-8|windows-1252|utf-16";
    int choice = choose(out, choices, "encoding", value, diag);
    if (choice >= 0)
        dialect->encoding = choice_at(out->arena, choices, choice);
}

static void set_dialect_key(cli_options *out, ind_data_dialect *dialect, ind_str key, ind_str value, ind_diag *diag) {
    switch (choose(out, "encoding|separator|decimal|preamble|footer|ends_at", "a key of --dialect", key, diag)) {
    case 0: set_encoding(out, dialect, value, diag); break;
    case 1: set_mark(out, "semicolon|comma|tab|pipe", ";,\t|", "separator", value, diag, &dialect->separator); break;
    case 2: set_mark(out, "comma|point", ",.", "decimal", value, diag, &dialect->decimal); break;
    case 3: set_preamble(dialect, value, diag); break;
    case 4: add_beginning(out->arena, &dialect->footer, &dialect->footer_count, value); break;
    case 5: add_beginning(out->arena, &dialect->ends_at, &dialect->ends_at_count, value); break;
    default: break;
    }
}

static void add_dialect(cli_options *out, const char *shown, const char *value, ind_diag *diag) {
    const char *dataset = NULL;
    size_t name = strcspn(value, ":=,");
    if (value[name] == ':') {
        dataset = text_of(out->arena, (ind_str){value, name});
        value += name + 1;
    }
    ind_data_dialect *dialect = dialect_of(out, dataset);
    ind_str piece;
    while (next_piece(&value, ',', &piece)) {
        const char *equals = piece.length > 0 ? memchr(piece.data, '=', piece.length) : NULL;
        if (equals == NULL || equals + 1 == piece.data + piece.length) {
            cli_usage(diag, "marks have names: separator=comma, decimal=point",
                      "%s must be [DATASET:]KEY=VALUE,..., got '%.*s'", shown, IND_STR_ARGS(piece));
            return;
        }
        size_t key = (size_t)(equals - piece.data);
        set_dialect_key(out, dialect, (ind_str){piece.data, key}, (ind_str){equals + 1, piece.length - key - 1}, diag);
    }
}

void cli_value_set(cli_options *out, const cli_option_row *row, const char *shown, const char *value, ind_diag *diag) {
    void *field = (char *)out + row->field;
    switch (row->value) {
    case CLI_FLAG: *(bool *)field = true; break;
    case CLI_TEXT: set_text(out, row, shown, value, diag); break;
    case CLI_DATE: set_date(out, row, shown, value, diag); break;
    case CLI_LISTED: cli_texts_add(out->arena, field, value); break;
    case CLI_COMMAS: add_commas(out, field, shown, value, diag); break;
    case CLI_SPLIT: cli_texts_add(out->arena, field, strcmp(value, "total") == 0 ? "" : value); break;
    case CLI_DATA: add_data(out, shown, value, diag); break;
    case CLI_DIALECT: add_dialect(out, shown, value, diag); break;
    case CLI_PERCENT: set_percent(field, shown, value, diag); break;
    case CLI_CELLS: set_cells(out, shown, value, diag); break;
    case CLI_SIZE: set_size(out, shown, value, diag); break;
    case CLI_THREADS: set_threads(out, shown, value, diag); break;
    }
}

/* dialect.c - the idea: the header decides, because names hardly ever hold a separator and data do.
 *
 * Candidates are counted outside quotes on the header line.  If more than one occurs, the one that makes
 * more known column names wins; if that is a draw, nobody guesses.  A '|' is also what lists in cells have between
 * their values: where it separates columns and such a cell has no quotes, its record has too many fields, and goes. */
#include "data/text/dialect.h"

#include <stdlib.h>

static const char candidates[] = {';', ',', '\t', '|'};
enum { CANDIDATES = sizeof candidates };

/* One that "sep=" may name. */
static bool is_separator(char c) {
    return memchr(candidates, c, CANDIDATES) != NULL;
}

const char *ind_separator_name(char c) {
    switch (c) {
    case ';': return "';'";
    case ',': return "','";
    case '\t': return "tab";
    case '|': return "'|'";
    default: return "that";
    }
}

static bool is_break(char c) {
    return c == '\n' || c == '\r';
}

/* Offset behind the line break of the line at FROM; false if HEAD ends first.  A CR at the very end of HEAD
 * counts as a whole break: libcsv skips the LF that may follow. */
static bool line_end(ind_str head, size_t from, size_t *next) {
    size_t i = from;
    while (i < head.length && !is_break(head.data[i]))
        i++;
    if (i == head.length)
        return false;
    *next = i + 1;
    if (head.data[i] == '\r' && i + 1 < head.length && head.data[i + 1] == '\n')
        *next = i + 2;
    return true;
}

static bool equal_letters(ind_str text, const char *lower) {
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if (c != lower[i])
            return false;
    }
    return true;
}

/* Is the first line "sep=X", perhaps in quotes?  *X is 0 if what stands there is not one character. */
static bool sep_line(ind_str line, char *x) {
    while (line.length > 0 && (is_break(line.data[line.length - 1]) || line.data[line.length - 1] == ' '))
        line.length--;
    if (line.length >= 2 && line.data[0] == '"' && line.data[line.length - 1] == '"')
        line = (ind_str){line.data + 1, line.length - 2};
    if (line.length < 4 || !equal_letters((ind_str){line.data, 4}, "sep="))
        return false;
    *x = line.length == 5 ? line.data[4] : '\0';
    return true;
}

/* The header line without its break: the first that is not blank at or after FROM, quotes closed. */
static bool header_line(ind_str head, size_t from, bool whole, ind_str *line) {
    size_t i = from;
    while (i < head.length && (is_break(head.data[i]) || head.data[i] == ' '))
        i++;
    size_t start = i;
    bool quoted = false;
    for (; i < head.length; i++) {
        if (head.data[i] == '"')
            quoted = !quoted;
        else if (!quoted && is_break(head.data[i]))
            break;
    }
    if (i == head.length && !whole)
        return false;
    *line = (ind_str){head.data + start, i - start};
    return true;
}

static size_t count_outside_quotes(ind_str line, char separator) {
    size_t count = 0;
    bool quoted = false;
    for (size_t i = 0; i < line.length; i++) {
        if (line.data[i] == '"')
            quoted = !quoted;
        else if (!quoted && line.data[i] == separator)
            count++;
    }
    return count;
}

static ind_str without_quotes(ind_str name) {
    while (name.length > 0 && (name.data[0] == ' ' || name.data[0] == '"'))
        name = (ind_str){name.data + 1, name.length - 1};
    while (name.length > 0 && (name.data[name.length - 1] == ' ' || name.data[name.length - 1] == '"'))
        name.length--;
    return name;
}

static size_t known_columns(ind_str line, char separator, size_t separators, const ind_dialect_question *question) {
    ind_str *names = ind_alloc_array(separators + 1, sizeof *names);
    size_t count = 0, start = 0;
    bool quoted = false;
    for (size_t i = 0; i <= line.length; i++) {
        if (i < line.length && line.data[i] == '"')
            quoted = !quoted;
        if (i < line.length && (quoted || line.data[i] != separator))
            continue;
        names[count++] = without_quotes((ind_str){line.data + start, i - start});
        start = i + 1;
        if (count > separators)
            break;
    }
    size_t known = question->known(question->context, names, count);
    free(names);
    return known;
}

typedef struct {
    char separator;
    size_t count, known;
} candidate;

static bool better(candidate a, candidate b) {
    return a.known != b.known ? a.known > b.known : a.count > b.count;
}

static ind_dialect_state choose(ind_str line, const ind_dialect_question *question, char *separator,
                                char ambiguous[2]) {
    candidate best = {0}, second = {0};
    for (size_t i = 0; i < CANDIDATES; i++) {
        candidate now = {candidates[i], count_outside_quotes(line, candidates[i]), 0};
        if (now.count == 0)
            continue;
        if (now.count < IND_DIALECT_NAMES)
            now.known = known_columns(line, now.separator, now.count, question);
        if (best.separator == '\0' || better(now, best)) {
            second = best;
            best = now;
        } else if (second.separator == '\0' || better(now, second)) {
            second = now;
        }
    }
    *separator = best.separator != '\0' ? best.separator : ';'; /* one column: nothing to separate */
    if (second.separator == '\0' || best.known == 0 || best.known > second.known)
        return IND_DIALECT_FOUND;
    ambiguous[0] = best.separator;
    ambiguous[1] = second.separator;
    return IND_DIALECT_AMBIGUOUS;
}

/* Skip the "sep=" line and the preamble; *FROM is where the header may begin. */
static ind_dialect_state skip_lines(ind_str head, bool whole, const ind_dialect_question *question, ind_dialect *out,
                                    size_t *from) {
    size_t next = 0;
    char named = '\0';
    bool complete = line_end(head, 0, &next);
    if (!complete && !whole)
        return IND_DIALECT_MORE;
    if (sep_line((ind_str){head.data, complete ? next : head.length}, &named)) {
        if (!is_separator(named))
            return IND_DIALECT_BAD_SEP;
        if (out->separator == '\0')
            out->separator = named;
        out->skip_lines = 1;
        *from = complete ? next : head.length;
    }
    for (uint32_t i = 0; i < question->preamble_rows; i++) {
        if (!line_end(head, *from, from)) {
            *from = head.length;
            return whole ? IND_DIALECT_EMPTY : IND_DIALECT_MORE;
        }
        out->skip_lines++;
    }
    return IND_DIALECT_FOUND;
}

ind_dialect_state ind_dialect_find(ind_str head, bool whole, const ind_dialect_question *question, ind_dialect *out,
                                   char ambiguous[2]) {
    *out = (ind_dialect){.separator = question->separator};
    size_t from = 0;
    ind_dialect_state state = skip_lines(head, whole, question, out, &from);
    if (state != IND_DIALECT_FOUND)
        return state;
    ind_str line;
    if (!header_line(head, from, whole, &line))
        return IND_DIALECT_MORE;
    if (line.length == 0)
        return IND_DIALECT_EMPTY;
    if (out->separator == '\0')
        out->separator = question->fallback;
    if (out->separator != '\0')
        return IND_DIALECT_FOUND;
    return choose(line, question, &out->separator, ambiguous);
}

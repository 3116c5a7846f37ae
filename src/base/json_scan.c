/* json_scan.c - reads JSON by the letter of RFC 8259 and notes where each value begins and ends.
 *
 * One function a grammar rule, each of which starts at the first byte of its rule and leaves `at`
 * behind the last.  A function that meets an error reports it at once and returns false or NULL, which
 * its callers hand on: the first error of syntax ends the scan.  Most of the lines here are
 * about saying what the writer probably meant.
 *
 * A text that is good is decoded at once, a number converted: the tree needs no second walk. */
#include "base/json_scan.h"
#include "base/number.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    ind_arena *arena;
    const ind_source *source;
    ind_diag *diag;
    const char *text; /* source->text.data; a NUL stands behind its end */
    size_t at, length;
    int depth;
    size_t faults; /* that leave the grammar whole */
    const ind_json_each *each;
} scan;

static ind_json *scan_value(scan *s, ind_str key); /* KEY: of the member that it is */

static void report(const scan *s, const char *rule, size_t start, size_t end, const char *help, const char *message) {
    ind_diag_add(s->diag, IND_ERROR, IND_E_DEFINITION, rule, ind_source_place(s->source, start, end), help, "%s",
                 message);
}

/* A fault after which the grammar can be read on; some hundreds of them would only hide the first. */
static void fault(scan *s, const char *rule, ind_place place, const char *help, const char *message) {
    if (s->faults++ < IND_JSON_FINDINGS)
        ind_diag_add(s->diag, IND_ERROR, IND_E_DEFINITION, rule, place, help, "%s", message);
}

static bool syntax(const scan *s, size_t start, size_t end, const char *help, const char *message) {
    report(s, "json_syntax", start, end, help, message);
    return false;
}

/* ---- Characters ---- */

static bool at_end(const scan *s) {
    return s->at >= s->length;
}

/* The byte OFFSET from here; NUL beyond the end (and for a NUL in the text, which no rule allows). */
static char peek(const scan *s, size_t offset) {
    return offset < s->length - s->at ? s->text[s->at + offset] : '\0';
}

static void skip_space(scan *s) {
    while (!at_end(s) && strchr(" \t\r\n", s->text[s->at]) != NULL && s->text[s->at] != '\0')
        s->at++;
}

/* Letters, digits, '_', '.', '+', '-' and everything beyond ASCII, from FROM. */
static size_t word_end(const scan *s, size_t from) {
    size_t end = from;
    while (end < s->length) {
        unsigned char c = (unsigned char)s->text[end];
        if (c < 0x80 && !isalnum(c) && strchr("_.+-", c) == NULL)
            break;
        if (c == '\0')
            break;
        end++;
    }
    return end;
}

static size_t character_end(const scan *s, size_t from) {
    size_t end = from + 1;
    while (end < s->length && ((unsigned char)s->text[end] & 0xC0) == 0x80)
        end++;
    return end;
}

/* ---- What was probably meant ---- */

static bool is_typographic_quote(const scan *s) {
    ind_str rest = {s->text + s->at, s->length - s->at};
    return ind_str_starts(rest, IND_STR("\u201C")) || ind_str_starts(rest, IND_STR("\u201D")) ||
           ind_str_starts(rest, IND_STR("\u2019")) || ind_str_starts(rest, IND_STR("\u00BB"));
}

static bool is_comment(const scan *s) {
    return peek(s, 0) == '#' || (peek(s, 0) == '/' && (peek(s, 1) == '/' || peek(s, 1) == '*'));
}

/* What stands here is not what the grammar wants; EXPECTED says what that is. */
static bool unexpected(const scan *s, const char *expected) {
    char message[160];
    if (at_end(s)) {
        snprintf(message, sizeof message, "the file ends where %s is expected", expected);
        return syntax(s, s->at, s->at, NULL, message);
    }
    if (is_comment(s))
        return syntax(s, s->at, s->at + 1, "write remarks as a member with a key such as \"x-note\"",
                      "JSON has no comments");
    if (peek(s, 0) == '\'' || is_typographic_quote(s))
        return syntax(s, s->at, character_end(s, s->at), "write \"text\" with straight double quotes",
                      "text needs double quotes");
    snprintf(message, sizeof message, "%s is expected here", expected);
    return syntax(s, s->at, character_end(s, s->at), NULL, message);
}

static const char *word_help(ind_str word) {
    static const struct {
        const char *word, *help;
    } known[] = {
        {"True", "write true"},
        {"TRUE", "write true"},
        {"False", "write false"},
        {"FALSE", "write false"},
        {"None", "write null"},
        {"NULL", "write null"},
        {"Null", "write null"},
        {"nil", "write null"},
        {"undefined", "write null"},
        {"NaN", "JSON has no such number"},
        {"Infinity", "JSON has no such number"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (ind_str_is(word, known[i].word))
            return known[i].help;
    return "text needs double quotes";
}

static bool unknown_word(const scan *s, size_t start, size_t end) {
    ind_str word = {s->text + start, end - start};
    char shown[IND_SHOWN_TEXT], message[IND_SHOWN_TEXT + 32];
    snprintf(message, sizeof message, "unknown word '%s'", ind_shown(word, shown));
    return syntax(s, start, end, word_help(word), message);
}

/* ---- Texts ---- */

/* Four hexadecimal digits OFFSET bytes from here, or -1. */
static int hex4(const scan *s, size_t offset) {
    int value = 0;
    for (size_t i = 0; i < 4; i++) {
        char c = peek(s, offset + i);
        if (!isxdigit((unsigned char)c))
            return -1;
        value = value * 16 + (isdigit((unsigned char)c) ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return value;
}

/* "\uXXXX", of which two make a character beyond U+FFFF. */
static bool scan_unicode_escape(scan *s) {
    int first = hex4(s, 2);
    if (first < 0)
        return syntax(s, s->at, s->at + 2, NULL, "\\u needs four hexadecimal digits");
    size_t length = 6;
    if (first >= 0xD800 && first <= 0xDFFF) {
        int second = peek(s, 6) == '\\' && peek(s, 7) == 'u' ? hex4(s, 8) : -1;
        if (first >= 0xDC00 || second < 0xDC00 || second > 0xDFFF)
            return syntax(s, s->at, s->at + 6, NULL, "half of a surrogate pair");
        length = 12;
    }
    if (first == 0)
        fault(s, "json_text", ind_source_place(s->source, s->at, s->at + 6), NULL, "\\u0000 is not allowed in a text");
    s->at += length;
    return true;
}

static bool scan_escape(scan *s) {
    char c = peek(s, 1);
    if (c == 'u')
        return scan_unicode_escape(s);
    if (c == '\0' || strchr("\"\\/bfnrt", c) == NULL)
        return syntax(s, s->at, s->at + 2, "write a backslash as \\\\", "unknown escape in a text");
    s->at += 2;
    return true;
}

/* The character CODE as UTF-8 at OUT; how many bytes. */
static size_t put_character(long code, char *out) {
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const unsigned lead[] = {0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(lead[more] | (unsigned)(code >> 6 * more));
    for (size_t i = 1; i <= more; i++)
        out[i] = (char)(0x80u | ((unsigned)(code >> 6 * (more - i)) & 0x3Fu));
    return more + 1;
}

static long hex_of(const char *four) {
    char digits[5] = {four[0], four[1], four[2], four[3], '\0'};
    return strtol(digits, NULL, 16);
}

/* What the good escape at FROM stands for; how many bytes it takes in *LENGTH and gives. */
static size_t unescape(const char *from, size_t *length, char *out) {
    static const char letters[] = "bfnrt", meanings[] = "\b\f\n\r\t";
    *length = 2;
    if (from[1] != 'u') {
        const char *known = strchr(letters, from[1]);
        out[0] = known == NULL ? from[1] : meanings[known - letters];
        return 1;
    }
    long code = hex_of(from + 2);
    *length = 6;
    if (code >= 0xD800) {
        long second = code <= 0xDFFF ? hex_of(from + 8) : 0;
        *length = code <= 0xDFFF ? 12 : 6;
        code = code <= 0xDFFF ? 0x10000 + (code - 0xD800) * 0x400 + (second - 0xDC00) : code;
    }
    return put_character(code, out);
}

/* What stands between the quotes at START and END - 1; never longer than it is written. */
static ind_str decode(scan *s, size_t start, size_t end) {
    const char *from = s->text + start + 1, *stop = s->text + end - 1;
    ind_str whole = {from, (size_t)(stop - from)};
    if (whole.length == 0)
        return IND_STR("");
    if (memchr(from, '\\', whole.length) == NULL)
        return ind_arena_str(s->arena, whole);
    char *out = ind_arena_alloc(s->arena, whole.length + 1);
    size_t used = 0, length;
    for (; from < stop; from += length) {
        length = 1;
        if (*from == '\\')
            used += unescape(from, &length, out + used);
        else
            out[used++] = *from;
    }
    return (ind_str){out, used};
}

/* A text with its quotes. */
static bool scan_text(scan *s) {
    size_t start = s->at++;
    while (peek(s, 0) != '"') {
        unsigned char c = (unsigned char)peek(s, 0);
        if (at_end(s) || c == '\n' || c == '\r')
            return syntax(s, start, s->at, NULL, "the text has no closing quote on this line");
        if (c < 0x20)
            return syntax(s, s->at, s->at + 1, c == '\t' ? "write a tab as \\t" : NULL, "control character in a text");
        if (c != '\\')
            s->at++;
        else if (!scan_escape(s))
            return false;
    }
    s->at++;
    return true;
}

/* ---- Numbers ---- */

static size_t skip_digits(scan *s) {
    size_t from = s->at;
    while (isdigit((unsigned char)peek(s, 0)))
        s->at++;
    return s->at - from;
}

/* What is wrong with the number that starts here, or NULL; `at` is behind what could be read. */
static const char *number_fault(scan *s) {
    s->at += peek(s, 0) == '-';
    bool zero = peek(s, 0) == '0';
    size_t whole = skip_digits(s);
    if (whole == 0)
        return "a number begins with a digit or with '-' and a digit";
    if (zero && whole > 1)
        return "a number has no leading zeros";
    if (peek(s, 0) == '.' && (s->at++, skip_digits(s) == 0))
        return "a digit is missing after the decimal point";
    if ((peek(s, 0) | 0x20) == 'e') {
        s->at++;
        s->at += peek(s, 0) == '+' || peek(s, 0) == '-';
        if (skip_digits(s) == 0)
            return "a digit is missing in the exponent";
    }
    return NULL;
}

static bool has_nonzero_digit(ind_str number) {
    for (size_t i = 0; i < number.length && (number.data[i] | 0x20) != 'e'; i++)
        if (number.data[i] >= '1' && number.data[i] <= '9')
            return true;
    return false;
}

static void convert_number(scan *s, ind_json *value) {
    value->number = ind_parse_json_number(value->text);
    if (!isfinite(value->number))
        fault(s, "json_number", ind_json_place(value), NULL, "the number is too large");
    else if (value->number == 0 && has_nonzero_digit(value->text))
        fault(s, "json_number", ind_json_place(value), NULL, "the number is too close to zero");
}

static bool scan_number(scan *s) {
    static const char as_text[] = "codes and dates are text, in double quotes";
    size_t start = s->at, end = word_end(s, start);
    const char *wrong = number_fault(s);
    if (wrong != NULL)
        return syntax(s, start, end, isdigit((unsigned char)s->text[start]) ? as_text : NULL, wrong);
    if (s->at != end)
        return syntax(s, start, end, as_text, "not a number that JSON allows");
    if (end - start > IND_JSON_NUMBER_LENGTH)
        return syntax(s, start, end, NULL, "a number has at most 60 characters");
    return true;
}

/* ---- Arrays and objects ---- */

typedef struct {
    ind_json **items;
    size_t count, capacity;
} item_list;

static void add_item(item_list *list, ind_json *item) {
    list->items = ind_grow(list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = item;
}

static void keep_items(const scan *s, const item_list *list, ind_json *container) {
    container->count = list->count;
    container->items = ind_arena_alloc(s->arena, list->count * sizeof *list->items);
    if (list->count > 0)
        memcpy(container->items, list->items, list->count * sizeof *list->items);
}

/* Position of the last byte that is not space, before here. */
static size_t last_before(const scan *s) {
    size_t at = s->at;
    while (at > 0 && isspace((unsigned char)s->text[at - 1]))
        at--;
    return at == 0 ? 0 : at - 1;
}

/* After a value: the separator, or the closing bracket, or what was forgotten. */
static bool scan_separator(scan *s, const ind_json *container, char close, bool *more) {
    skip_space(s);
    char c = peek(s, 0);
    *more = c == ',';
    if (*more || c == close) {
        s->at++;
        return true;
    }
    if (at_end(s)) {
        char message[96];
        ind_place open = ind_source_place(s->source, container->start, container->start + 1);
        snprintf(message, sizeof message, "the file ends inside the %s that line %llu opens",
                 ind_json_type_name(container->type), (unsigned long long)open.line);
        return syntax(s, s->at, s->at, close == '}' ? "a closing '}' is missing" : "a closing ']' is missing", message);
    }
    size_t behind = last_before(s) + 1;
    if (c == '"' || c == '{' || c == '[' || c == '-' || isalnum((unsigned char)c))
        return syntax(s, behind, behind, NULL, "a comma is missing here");
    return unexpected(s, close == '}' ? "',' or '}'" : "',' or ']'");
}

/* After a comma there must be more. */
static bool check_trailing_comma(scan *s) {
    size_t comma = s->at - 1;
    skip_space(s);
    if (peek(s, 0) == ']' || peek(s, 0) == '}')
        return syntax(s, comma, comma + 1, "remove it", "a comma before a closing bracket");
    return true;
}

static ind_json *scan_member(scan *s) {
    size_t start = s->at;
    if (peek(s, 0) != '"') {
        size_t end = word_end(s, start);
        if (isdigit((unsigned char)peek(s, 0)))
            syntax(s, start, end, "the decimal mark is a point", "a key in double quotes is expected here");
        else if (end > start && !is_typographic_quote(s))
            syntax(s, start, end, "write the key in double quotes", "a key needs double quotes");
        else
            unexpected(s, "a key in double quotes");
        return NULL;
    }
    if (!scan_text(s))
        return NULL;
    size_t end = s->at;
    skip_space(s);
    if (peek(s, 0) != ':') {
        unexpected(s, "':' and a value");
        return NULL;
    }
    s->at++;
    skip_space(s);
    ind_str key = decode(s, start, end);
    ind_json *member = scan_value(s, key);
    if (member != NULL) {
        member->key = key;
        member->key_start = start;
        member->key_end = end;
    }
    return member;
}

/* ---- Repeated keys ---- */

static int by_key(const void *a, const void *b) {
    const ind_json *x = *(ind_json *const *)a, *y = *(ind_json *const *)b;
    int order = ind_str_compare(x->key, y->key);
    return order != 0 ? order : (x->start > y->start) - (x->start < y->start);
}

static void report_duplicate(scan *s, const ind_json *first, const ind_json *again) {
    char shown[IND_SHOWN_TEXT], message[IND_SHOWN_TEXT + 32], help[64];
    snprintf(message, sizeof message, "duplicate key '%s'", ind_shown(again->key, shown));
    snprintf(help, sizeof help, "it is first given on line %llu", (unsigned long long)ind_json_key_place(first).line);
    fault(s, "duplicate_key", ind_json_key_place(again), help, message);
}

/* A copy of the members is sorted, which is kept where there are many: they are looked for by key. */
static void check_duplicates(scan *s, ind_json *object) {
    enum { LARGE = 16 };
    if (object->count < 2)
        return;
    ind_json **sorted = ind_alloc_array(object->count, sizeof *sorted);
    memcpy(sorted, object->items, object->count * sizeof *sorted);
    qsort(sorted, object->count, sizeof *sorted, by_key);
    const ind_json *first = sorted[0];
    for (size_t i = 1; i < object->count; i++) {
        if (ind_str_equal(sorted[i]->key, first->key))
            report_duplicate(s, first, sorted[i]);
        else
            first = sorted[i];
    }
    if (object->count > LARGE) {
        object->by_key = ind_arena_alloc(s->arena, object->count * sizeof *sorted);
        memcpy(object->by_key, sorted, object->count * sizeof *sorted);
        object->by_key_of = object->items;
    }
    free(sorted);
}

/* ---- Elements that are handed out ---- */

enum { HANDED_OUT = 256 }; /* elements that share an arena of their own */

/* The elements of an array in an arena that does not live longer than some of them. */
static bool scan_elements(scan *s, ind_json *container) {
    ind_arena *mine = s->arena;
    bool good = true, more = true;
    for (size_t count = 0; good && more; count++) {
        if (count % HANDED_OUT == 0) {
            if (count > 0)
                ind_arena_free(s->arena);
            s->arena = ind_arena_new();
        }
        ind_json *item = scan_value(s, IND_STR(""));
        if (item != NULL)
            s->each->take(s->each->context, container, item);
        good = item != NULL && scan_separator(s, container, ']', &more) && (!more || check_trailing_comma(s));
    }
    ind_arena_free(s->arena);
    s->arena = mine;
    return good;
}

static bool scan_items(scan *s, ind_json *container, ind_str key, item_list *list) {
    bool object = container->type == IND_JSON_OBJECT;
    char close = object ? '}' : ']';
    s->at++;
    skip_space(s);
    if (peek(s, 0) == close) {
        s->at++;
        return true;
    }
    if (!object && s->each != NULL && s->depth == s->each->depth && ind_str_is(key, s->each->key))
        return scan_elements(s, container);
    for (bool more = true; more;) {
        ind_json *item = object ? scan_member(s) : scan_value(s, IND_STR(""));
        if (item == NULL)
            return false;
        add_item(list, item);
        if (!scan_separator(s, container, close, &more) || (more && !check_trailing_comma(s)))
            return false;
    }
    return true;
}

static bool scan_container(scan *s, ind_json *container, ind_str key) {
    if (s->depth == IND_JSON_DEPTH) {
        report(s, "json_depth", s->at, s->at + 1, NULL, "nested deeper than 64 levels");
        return false;
    }
    s->depth++;
    item_list list = {0};
    bool good = scan_items(s, container, key, &list);
    if (good)
        keep_items(s, &list, container);
    if (good && container->type == IND_JSON_OBJECT)
        check_duplicates(s, container);
    free(list.items);
    s->depth--;
    return good;
}

/* ---- Values ---- */

static bool scan_word(scan *s, ind_json *value) {
    size_t start = s->at;
    s->at = word_end(s, start);
    ind_str word = {s->text + start, s->at - start};
    if (ind_str_is(word, "true"))
        value->type = IND_JSON_TRUE;
    else if (ind_str_is(word, "false"))
        value->type = IND_JSON_FALSE;
    else if (!ind_str_is(word, "null"))
        return unknown_word(s, start, s->at);
    return true;
}

static bool scan_typed(scan *s, ind_json *value, ind_str key) {
    char c = peek(s, 0);
    if (c == '{' || c == '[') {
        value->type = c == '{' ? IND_JSON_OBJECT : IND_JSON_ARRAY;
        return scan_container(s, value, key);
    }
    if (c == '"') {
        value->type = IND_JSON_TEXT;
        return scan_text(s);
    }
    if (isdigit((unsigned char)c) || (c != '\0' && strchr("+-.", c) != NULL)) {
        value->type = IND_JSON_NUMBER;
        return scan_number(s);
    }
    if (isalpha((unsigned char)c) || (c != '\0' && (unsigned char)c >= 0x80 && !is_typographic_quote(s)))
        return scan_word(s, value);
    return unexpected(s, "a value");
}

static ind_json *scan_value(scan *s, ind_str key) {
    ind_json *value = ind_arena_alloc(s->arena, sizeof *value);
    value->source = s->source;
    value->start = s->at;
    if (!scan_typed(s, value, key))
        return NULL;
    value->end = s->at;
    if (value->type == IND_JSON_TEXT)
        value->text = decode(s, value->start, value->end);
    if (value->type == IND_JSON_NUMBER) {
        value->text = (ind_str){s->text + value->start, value->end - value->start};
        convert_number(s, value);
    }
    return value;
}

/* ---- The file ---- */

ind_json *ind_json_scan(ind_arena *arena, const ind_source *source, const ind_json_each *each, ind_diag *diag) {
    scan s = {.arena = arena,
              .source = source,
              .diag = diag,
              .text = source->text.data,
              .length = source->text.length,
              .each = each};
    if (ind_source_check_utf8(source, diag) != IND_OK)
        return NULL;
    skip_space(&s);
    if (at_end(&s)) {
        syntax(&s, 0, 0, NULL, "the file is empty");
        return NULL;
    }
    ind_json *root = scan_value(&s, IND_STR(""));
    if (root == NULL)
        return NULL;
    skip_space(&s);
    if (!at_end(&s)) {
        syntax(&s, s.at, word_end(&s, s.at + 1), NULL, "text after the end of the value");
        return NULL;
    }
    return root;
}

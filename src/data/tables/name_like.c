/* name_like.c - see name_like.h.  A name that is refused is shown by its shape, so that the rules may be strict. */
#include "data/tables/name_like.h"

#include "base/mask.h"
#include "data/tables/data_findings.h"

#include <strings.h>
#include <utf8proc.h>

enum {
    MOST_CHARACTERS = 40,
    MOST_WORDS = 6,
    MOST_DIGITS = 5,
    DIGITS_OF_DATA = 4, /* side by side: a year, a code, a number */
    MOST_UNIT = 10      /* bytes between the brackets */
};

static bool is_letter(int32_t point) {
    utf8proc_category_t category = point < 0 ? UTF8PROC_CATEGORY_CN : utf8proc_category(point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

static bool is_digit(int32_t point) {
    return point >= 0 && utf8proc_category(point) == UTF8PROC_CATEGORY_ND;
}

/* Between words, or on a letter: å may be written as two characters. */
static bool is_joint(int32_t point) {
    return (point >= 0x20 && point < 0x7F && strchr(" _-./", (int)point) != NULL) || point == 0xA0 ||
           (point >= 0 && utf8proc_category(point) == UTF8PROC_CATEGORY_MN);
}

/* "Vikt (kg)" without its unit; a bracket with anything else in it stays, and is no sign of a name. */
static ind_str without_unit(ind_str name) {
    char last = name.length > 0 ? name.data[name.length - 1] : '\0', open = last == ')'   ? '('
                                                                            : last == ']' ? '['
                                                                                          : '\0';
    if (open == '\0')
        return name;
    size_t at = name.length - 1, digits = 0;
    while (at > 0 && name.data[at - 1] != open) {
        unsigned char c = (unsigned char)name.data[--at];
        digits += c >= '0' && c <= '9';
        if (c < 0x80 && strchr("%/.- ", c) == NULL && !((c | 32) >= 'a' && (c | 32) <= 'z') && !(c >= '0' && c <= '9'))
            return name;
    }
    return at == 0 || name.length - 1 - at > MOST_UNIT || digits > 2 ? name : (ind_str){name.data, at - 1};
}

static bool is_month(ind_str word) {
    static const char *const months[] = {"jan",       "feb",     "mar",      "apr",     "maj",  "jun",     "jul",
                                         "aug",       "sep",     "okt",      "nov",     "dec",  "january", "february",
                                         "march",     "april",   "may",      "june",    "july", "august",  "october",
                                         "oct",       "januari", "februari", "mars",    "juni", "juli",    "augusti",
                                         "september", "oktober", "november", "december"};
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (strlen(months[i]) == word.length && strncasecmp(months[i], word.data, word.length) == 0)
            return true;
    return false;
}

typedef struct {
    size_t characters, words, digits, run; /* RUN: digits side by side, so far */
    size_t word;                           /* where the letters at hand begin */
    bool month;
} reading;

/* Letters AT..TO have ended. */
static void end_word(reading *r, ind_str name, size_t to) {
    r->month |= to > r->word && is_month((ind_str){name.data + r->word, to - r->word});
}

static bool read_character(reading *r, ind_str name, size_t at, int32_t point, size_t length) {
    bool letter = is_letter(point), digit = is_digit(point);
    if (!letter) {
        end_word(r, name, at);
        r->word = at + length;
    }
    r->characters++;
    r->words += point == ' ' || point == 0xA0;
    r->digits += digit;
    r->run = digit ? r->run + 1 : 0;
    return (letter || digit || is_joint(point)) && r->run < DIGITS_OF_DATA;
}

bool ind_looks_like_name(ind_str name) {
    reading r = {.words = 1};
    int32_t point = -1;
    name = without_unit(name);
    for (size_t at = 0, length; at < name.length; at += length) {
        length = ind_mask_step(name, at, &point);
        if ((at == 0 && !is_letter(point)) || !read_character(&r, name, at, point, length))
            return false;
    }
    end_word(&r, name, name.length);
    return r.characters > 0 && r.characters <= MOST_CHARACTERS && r.words <= MOST_WORDS && r.digits <= MOST_DIGITS &&
           !(r.month && r.digits > 0);
}

static bool is_year(ind_str name) {
    bool four = name.length == 4 && (ind_str_starts(name, IND_STR("19")) || ind_str_starts(name, IND_STR("20")));
    return four && is_digit(name.data[2]) && is_digit(name.data[3]);
}

bool ind_looks_like_data(ind_str name) {
    return name.length > 0 && !ind_looks_like_name(name) && !is_year(name);
}

const char *ind_name_shape(ind_arena *arena, ind_str name) {
    char shape[16];
    return ind_arena_str(arena, ind_str_of(ind_shape(name, shape))).data;
}

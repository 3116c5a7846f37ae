/* test_hint.c - which name is taken for the one meant. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hint.h"

#define LONG_NAME "a234567890123456789012345678901234567890123456789012345678901234"

static const struct {
    const char *wanted, *offered[4], *best;
} cases[] = {
    {"person_ids", {"person_id", "personal_id"}, "person_id"},
    {"personal_ids", {"person_id", "personal_id"}, "personal_id"},
    {"Titel", {"title"}, "title"},          /* two letters swapped, and case */
    {"REQUIRED", {"required"}, "required"}, /* case costs nothing */
    {"knd", {"kind"}, "kind"},
    {"kidn", {"kind"}, "kind"},
    {"kon", {"lan", "kon"}, "kon"},
    {"kon", {"lan"}, ""}, /* two of three letters is another name */
    {"kon", {"kom"}, "kom"},
    {"a", {"b"}, ""},
    {"ab", {"b"}, ""}, /* what is left is less than what went */
    {"by", {"bye"}, "bye"},
    {"format", {"fotmta"}, "fotmta"},
    {"format", {"xyzmat"}, ""}, /* three edits in a short name */
    {"inskrivningsdatum", {"inskrivnigsdatm"}, "inskrivnigsdatm"},
    {"inskrivningsdatum", {"utskrivningsdatum"}, "utskrivningsdatum"}, /* two edits */
    {"inskrivningsdatum", {"fodelsedatum"}, ""},
    {"", {"a", "abc"}, ""},
    {"abc", {""}, ""},
    {"mean", {"bean", "lean"}, "bean"}, /* the first of two */
    {"kön", {"kun", "kon"}, "kun"},     /* ö is two bytes: both are two edits away */
    {LONG_NAME, {LONG_NAME}, LONG_NAME},
    {LONG_NAME "x", {LONG_NAME}, ""}, /* beyond the cap of 64 bytes */
    {LONG_NAME, {LONG_NAME "x"}, ""},
};

static void finds_the_nearest(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ind_hint hint = ind_hint_start(ind_str_of(cases[i].wanted));
        for (size_t j = 0; j < 4 && cases[i].offered[j] != NULL; j++)
            ind_hint_offer(&hint, ind_str_of(cases[i].offered[j]));
        ind_str best = ind_hint_best(&hint);
        if (!ind_str_is(best, cases[i].best))
            fail_msg("%s: '%.*s'", cases[i].wanted, IND_STR_ARGS(best));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_the_nearest)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

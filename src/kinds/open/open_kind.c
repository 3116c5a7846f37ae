/* open_kind.c - a measure without a method: no public rule is known for it, and none is invented.
 *
 * Nothing of it is planned or computed, so that the kind has no functions; the report says why. */
#include "kinds/common/kind.h"
#include "words/sentences.h"

static void say_nothing(ind_words *words) {
    (void)words;
}

static const ind_kind_words words_of_open = {
    .value = {"inte bestämt", "not decided on"},
    .say = say_nothing,
};

extern const ind_kind ind_kind_open;
const ind_kind ind_kind_open = {
    .spec = {.name = "open", .help = "no method yet", .row_scope_groups = true, .words = &words_of_open}};

/* which_dataset.c - "in personer" after a column, where a column of another dataset of the measure is called the same.
 *
 * Columns that a look-up goes by are called the same in both of its datasets, and have the same values in them: of
 * those nobody needs to know. */
#include "words/clause.h"

/* Does a look-up of DATASET go from FIELD to OTHER of TARGET? */
static bool joined(const ind_dataset *dataset, const ind_field *field, const ind_dataset *target,
                   const ind_field *other) {
    for (size_t k = 0; k < dataset->foreign_key_count; k++) {
        const ind_foreign_key *key = &dataset->foreign_keys[k];
        for (size_t f = 0; f < key->count && ind_str_equal(key->target, target->name); f++)
            if (&dataset->fields[key->fields[f]] == field && ind_str_equal(key->target_names[f], other->name))
                return true;
    }
    return false;
}

/* Has OTHER a column that is called NOUN and is another one than FIELD of DATASET? */
static bool calls_so(ind_words *words, const ind_dataset *dataset, const ind_field *field, const ind_dataset *other,
                     const char *noun) {
    for (size_t i = 0; other != NULL && other != dataset && i < other->field_count; i++) {
        const ind_field *one = &other->fields[i];
        if (strcmp(ind_words_field(words, one), noun) == 0 && !joined(dataset, field, other, one) &&
            !joined(other, one, dataset, field))
            return true;
    }
    return false;
}

const char *ind_words_field_in(ind_words *words, const ind_dataset *dataset, const ind_field *field) {
    const ind_measure *measure = words->measure;
    const char *noun = ind_words_field(words, field);
    bool doubtful = false;
    for (size_t f = 0; f < measure->feed_count; f++) {
        const ind_feed *feed = &measure->feeds[f];
        doubtful |= calls_so(words, dataset, field, feed->dataset, noun);
        for (size_t c = 0; c < feed->column_count; c++)
            doubtful |=
                feed->columns[c].foreign_key >= 0 && calls_so(words, dataset, field, feed->columns[c].dataset, noun);
    }
    if (!doubtful)
        return noun;
    return ind_words_format(words, words->english ? "%s in %.*s" : "%s i %.*s", noun, IND_STR_ARGS(dataset->name));
}

/* derived_names.c - what words and reasons are called in a report. */
#include "indikator/derived.h"

const char *ind_word_name(ind_word word) {
    static const char *const names[IND_WORDS] = {
        NULL, "better", "worse", "no_significant_difference", "higher", "lower", "reaches", "misses", "uncertain"};
    return names[word];
}

const char *ind_apart_name(ind_apart apart) {
    static const char *const names[IND_APARTS] = {NULL,      "caution", "no_pair",  "no_interval", "flagged",
                                                  "no_rest", "too_few", "no_ratio", "indirect",    "no_target"};
    return names[apart];
}

const char *ind_funnel_place_name(ind_funnel_place place) {
    static const char *const names[IND_FUNNEL_PLACES] = {"inside", "above", "below"};
    return names[place];
}

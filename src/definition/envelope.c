/* envelope.c - the keys that every definition may have, whatever its kind. */
#include "definition/definition.h"

static const ind_param_spec envelope[] = {
    {.path = "format", .type = IND_PARAM_CHOICE, .required = true, .choices = "indikator/1", .help = "format and version of the file"},
    {.path = "id", .type = IND_PARAM_TEXT, .required = true, .help = "name of the measure, as the file"},
    {.path = "version", .type = IND_PARAM_TEXT, .required = true, .help = "version of the definition"},
    {.path = "title", .type = IND_PARAM_TITLE, .required = true, .help = "what is measured, in Swedish and English"},
    {.path = "description", .type = IND_PARAM_TITLE, .help = "more about it"},
    {.path = "limitations", .type = IND_PARAM_TITLE, .help = "what the reader must know about the figures"},
    {.path = "source", .type = IND_PARAM_ANY, .help = "where the definition comes from"},
    {.path = "target_area", .type = IND_PARAM_TEXT, .help = "target area (målområde)"},
    {.path = "indicator", .type = IND_PARAM_TEXTS, .help = "indicators that the measure belongs to"},
    {.path = "perspective", .type = IND_PARAM_CHOICES, .choices = "individ|brukare|medarbetare|organisation", .help = "whose view it is"},
    {.path = "principal", .type = IND_PARAM_CHOICES, .choices = "region|kommun", .help = "who owns the data (huvudman)"},
    {.path = "status", .type = IND_PARAM_CHOICE, .choices = "proposal|decided|closed", .help = "how far it has been agreed on"},
    {.path = "owner", .type = IND_PARAM_TEXT, .help = "who answers for it"},
    {.path = "reviewed", .type = IND_PARAM_DAY, .help = "last review"},
    {.path = "next_review", .type = IND_PARAM_DAY, .help = "next review"},
    {.path = "comparable.kolada", .type = IND_PARAM_TEXT, .help = "nearest official series"},
    {.path = "comparable.degree", .type = IND_PARAM_CHOICE, .choices = "same|near|far", .help = "how near"},
    {.path = "comparable.why", .type = IND_PARAM_TITLE, .help = "why it may differ"},
    {.path = "unit", .type = IND_PARAM_CHOICE, .required = true, .choices = "percent|index|count|days|persons|ratio|per_1000|per_100000|points", .help = "unit of the value"},
    {.path = "decimals", .type = IND_PARAM_INTEGER, .low = 0, .high = 6, .fallback = "1", .help = "decimals where the value is shown"},
    {.path = "better", .type = IND_PARAM_CHOICE, .required = true, .choices = "higher|lower|contextual", .help = "which way is good"},
    {.path = "plausible", .type = IND_PARAM_NUMBERS, .low = -1e15, .high = 1e15, .help = "range within which a value is believed"},
    {.path = "kind", .type = IND_PARAM_TEXT, .required = true, .help = "method"},
    {.path = "data.dataset", .type = IND_PARAM_DATASET, .required = true, .help = "dataset whose rows are counted"},
    {.path = "data.where", .type = IND_PARAM_CONDITION, .help = "rows that take part at all"},
    {.path = "groups", .type = IND_PARAM_GROUPS, .help = "ways to split"},
    {.path = "by", .type = IND_PARAM_BY, .help = "the splits that are reported"},
    {.path = "period.grain", .type = IND_PARAM_CHOICES, .required = true, .choices = IND_GRAIN_CHOICES, .help = "lengths of period"},
    {.path = "interval.level", .type = IND_PARAM_NUMBERS, .low = 0.5, .high = 0.9999, .help = "confidence levels"},
    {.path = "reliability.min_denominator", .type = IND_PARAM_INTEGER, .low = 0, .high = 1e9, .fallback = "0", .help = "fewer than this are too few to show a value"},
    {.path = "disclosure.min_count", .type = IND_PARAM_INTEGER, .low = 0, .high = 1000, .help = "least count in a public report"},
    {.path = "target.value", .type = IND_PARAM_NUMBER, .low = -1e15, .high = 1e15, .help = "goal"},
};

const ind_param_spec *ind_envelope(size_t *count) {
    *count = sizeof envelope / sizeof *envelope;
    return envelope;
}

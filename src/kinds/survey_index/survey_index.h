/* survey_index.h - what the files of this kind share. */
#ifndef IND_SURVEY_INDEX_H
#define IND_SURVEY_INDEX_H

#include "kinds/common/relations.h"
#include "words/sentences.h"

/* Parameters, by their number in the table. */
enum {
    P_RESPONDENT,
    P_ITEM,
    P_POINTS,
    P_ITEM_WEIGHT,
    P_RESPONDENT_WEIGHT,
    P_DENOMINATOR,
    P_EXCLUDE,
    P_INCOMPLETE_WEIGHTS,
    P_INCOMPLETE_MIN_ANSWERED,
    P_MISSING_WEIGHT,
    P_PERIOD_DATE,
    P_INTERVAL_METHOD,
    PARAMS
};
extern const ind_param_spec ind_params_of_survey_index[PARAMS];

enum { ROLE_ITEM, ROLE_POINTS, ROLE_ITEM_WEIGHT, ROLE_WEIGHT, ROLE_DATE };

typedef struct {
    ind_entity_row row;
    double index;  /* NaN: too few answers */
    double weight; /* NaN: unknown */
} ind_respondent;

typedef struct {
    const ind_kind_context *context;
    const ind_events *events;
    ind_gather *gather;
    ind_relations *relations;
    ind_selection answers, selection; /* of events; of respondents */
    ind_respondent *all;              /* of the part at hand */
    bool proportional;
    int64_t min_answered, bad_weights;
    int64_t torn_weights, torn_groups; /* respondents whose rows contradict each other */
    bool *attribute;                   /* by column of the feed: groups are read from it */
} ind_survey;

/* Steps of answers, and of respondents. */
enum { ROWS, WHERE, BELONGS, ANSWERED, WEIGHED, ANSWER_STEPS };
enum { RESPONDENTS, IN_PERIOD, EXCLUDE, REQUIRE, EXCLUDE_IF, FEW, WEIGHT_OUT, WEIGHT_FAILS, DENOMINATOR, STEPS };
extern const ind_step_spec ind_survey_answers[ANSWER_STEPS];

static inline bool is_unknown(double number) {
    return isnan(number) != 0;
}

/* The answers of the part at hand chosen, and s->all made of them; OWNED by the caller. */
void ind_survey_respondents(ind_survey *s);

extern const ind_kind_words ind_words_of_survey_index;
extern const ind_phrase ind_phrases_of_survey_index[];
extern const unsigned char ind_file_survey_index_template[]; /* survey_index_template.json */

#endif

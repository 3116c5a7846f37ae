/* survey_index.h - what the files of this kind share. */
#ifndef IND_SURVEY_INDEX_H
#define IND_SURVEY_INDEX_H

#include "kinds/common/moments.h"
#include "kinds/common/relations.h"
#include "kinds/rows/sample_strata.h"
#include "words/sentences.h"

/* Parameters, by their number in the table. */
enum {
    P_RESPONDENT,
    P_ROUND,
    P_ITEM,
    P_POINTS,
    P_ITEM_WEIGHT,
    P_RESPONDENT_WEIGHT,
    P_DENOMINATOR,
    P_EXCLUDE,
    P_INCOMPLETE_WEIGHTS,
    P_INCOMPLETE_MIN_ANSWERED,
    P_BOOK_DATASET,
    P_BOOK_WHERE,
    P_BOOK_ROUND,
    P_BOOK_ITEM,
    P_UNANSWERED,
    P_FRAME,
    P_FRAME_LAST = P_FRAME + IND_FRAME_PARAMS - 1,
    P_MISSING_WEIGHT,
    P_PERIOD_DATE,
    P_INTERVAL_METHOD,
    P_RANGE,
    PARAMS
};
extern const ind_param_spec ind_params_of_survey_index[PARAMS];

enum { ROLE_ITEM, ROLE_POINTS, ROLE_ITEM_WEIGHT, ROLE_WEIGHT, ROLE_DATE };

enum { ROLE_BOOK_ITEM }; /* of the code book */

/* Terms of a cell, behind those of the moments: respondents of the period, all of them and those that no rule leaves
 * out; of the frame what it says, of how many rows, and of how many respondents it says nothing; items by number in
 * "unanswered", and how many respondents have not answered each. */
enum { RESPONDED = IND_M_TERMS, ELIGIBLE, FRAME, UNANSWERED = FRAME + IND_FRAME_TERMS, TERMS };
extern const ind_frame_how ind_frame_of_survey;

typedef struct {
    ind_entity_row row;
    size_t end;     /* the event behind the last */
    uint32_t round; /* of the code book; 0: not known there */
    double index;   /* NaN: too few answers */
    double weight;  /* NaN: unknown */
} ind_respondent;

typedef struct ind_code_book ind_code_book;

typedef struct {
    const ind_kind_context *context;
    const ind_events *events;
    ind_gather *gather;
    ind_relations *relations;
    ind_sample_strata *strata;        /* NULL: there are none */
    ind_selection answers, selection; /* of events; of respondents */
    ind_respondent *all;              /* of the part at hand */
    bool weighs, if_complete;         /* items have weights; but only where all are answered */
    ind_code_book *book;              /* NULL: there is none */
    bool tells_respondents;           /* cells have RESPONDED and ELIGIBLE */
    int64_t min_answered, bad_weights;
    int64_t torn_weights, torn_groups; /* respondents whose rows contradict each other */
    int64_t no_book, stray;            /* respondents of a round without questions; with answers to others */
    bool *attribute;                   /* by column of the feed: groups are read from it */
    uint32_t *listed;                  /* code of each item of "unanswered" among the answers; 0: nobody answered */
} ind_survey;

/* Steps of answers, and of respondents. */
enum { ROWS, WHERE, BELONGS, ANSWERED, WEIGHED, ANSWER_STEPS };
enum { RESPONDENTS, IN_PERIOD, EXCLUDE, REQUIRE, EXCLUDE_IF, FEW, WEIGHT_OUT, WEIGHT_FAILS, DENOMINATOR, STEPS };
extern const ind_step_spec ind_survey_answers[ANSWER_STEPS];

static inline bool is_unknown(double number) {
    return isnan(number) != 0;
}

static inline const ind_param *ind_survey_param(const ind_survey *s, size_t param) {
    return ind_kind_param(s->context->measure, param);
}

/* code_book.c: which questions each round has. */
ind_code_book *ind_code_book_open(const ind_kind_context *context); /* NULL: the measure has none */
void ind_code_book_close(ind_code_book *book);                      /* NULL is fine */
void ind_code_book_begin(ind_code_book *book, const ind_events *answers, const ind_events *questions);
/* The round of each of COUNT answers, by their slots. */
void ind_code_book_rounds(ind_code_book *book, const ind_vector *slots, size_t count, uint32_t *rounds);
size_t ind_code_book_count(const ind_code_book *book, uint32_t round);      /* of its questions */
bool ind_code_book_has(ind_code_book *book, uint32_t round, uint32_t item); /* ITEM: its code among the answers */
bool ind_code_book_has_text(const ind_code_book *book, uint32_t round, ind_str item);

ind_status ind_survey_check(const ind_measure *measure, ind_diag *diag);

/* The answers of the part at hand chosen, and s->all made of them; OWNED by the caller. */
void ind_survey_respondents(ind_survey *s);

extern const ind_kind_words ind_words_of_survey_index;
extern const ind_phrase ind_phrases_of_survey_index[];
extern const unsigned char ind_file_survey_index_template[]; /* survey_index_template.json */

#endif

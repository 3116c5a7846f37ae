/* survey_index_parameters.c - what a definition of this kind may say. */
#include "kinds/common/mean_interval.h"
#include "kinds/survey_index/survey_index.h"

enum { FEED_BOOK = IND_FEED_BESIDE + 1 }; /* behind the frame, if there is one */

const ind_param_spec ind_params_of_survey_index[PARAMS] = {
    [P_RESPONDENT] = {.path = "respondent",
                      .type = IND_PARAM_ENTITY,
                      .required = true,
                      .scope = IND_SCOPE_ROW,
                      .help = "columns that name a respondent"},
    [P_ROUND] = {.path = "round",
                 .type = IND_PARAM_ENTITY,
                 .scope = IND_SCOPE_ROW,
                 .help = "columns that name the round of the survey"},
    [P_ITEM] = {.path = "item", .type = IND_PARAM_LABEL, .required = true, .scope = IND_SCOPE_ROW, .help = "question"},
    [P_POINTS] = {.path = "points",
                  .type = IND_PARAM_NUMERIC,
                  .required = true,
                  .scope = IND_SCOPE_ROW,
                  .help = "points of the answer; unknown: not answered"},
    [P_ITEM_WEIGHT] = {.path = "item_weight",
                       .type = IND_PARAM_NUMERIC,
                       .scope = IND_SCOPE_ROW,
                       .help = "weight of the question in the dimension"},
    [P_RESPONDENT_WEIGHT] = {.path = "respondent_weight",
                             .type = IND_PARAM_NUMERIC,
                             .scope = IND_SCOPE_ROW,
                             .help = "weight of the respondent"},
    [P_DENOMINATOR] = {.path = "denominator",
                       .type = IND_PARAM_CONDITION,
                       .required = true,
                       .scope = IND_SCOPE_ROW,
                       .help = "answers that belong to the index"},
    [P_EXCLUDE] = {.path = "exclude",
                   .type = IND_PARAM_RULES,
                   .scope = IND_SCOPE_ROW,
                   .help = "respondents left out, first hit only"},
    [P_INCOMPLETE_WEIGHTS] = {.path = "incomplete.weights",
                              .type = IND_PARAM_CHOICE,
                              .required = true,
                              .choices = "proportional|equal|equal_if_incomplete",
                              .help = "how the answered items weigh"},
    [P_INCOMPLETE_MIN_ANSWERED] = {.path = "incomplete.min_answered",
                                   .type = IND_PARAM_INTEGER,
                                   .required = true,
                                   .low = 1,
                                   .high = 1000,
                                   .edge = IND_EDGE_AT_LEAST,
                                   .help = "least number of answered items"},
    [P_BOOK_DATASET] = {.path = "code_book.dataset",
                        .type = IND_PARAM_DATASET,
                        .with_parent = true,
                        .feed = FEED_BOOK,
                        .help = "where the questions of each round are"},
    [P_BOOK_WHERE] = {.path = "code_book.where",
                      .type = IND_PARAM_CONDITION,
                      .scope = IND_SCOPE_ROW,
                      .feed = FEED_BOOK,
                      .help = "which of its rows are of the index; not given: all"},
    [P_BOOK_ROUND] = {.path = "code_book.round",
                      .type = IND_PARAM_ENTITY,
                      .scope = IND_SCOPE_ROW,
                      .feed = FEED_BOOK,
                      .same_as = "round",
                      .help = "columns that name the round there; not given: those of 'round'"},
    [P_BOOK_ITEM] = {.path = "code_book.item",
                     .type = IND_PARAM_LABEL,
                     .with_parent = true,
                     .scope = IND_SCOPE_ROW,
                     .feed = FEED_BOOK,
                     .help = "question"},
    [P_UNANSWERED] = {.path = "unanswered",
                      .type = IND_PARAM_TEXTS,
                      .help = "questions of which it is told how many respondents have not answered them"},
    IND_FRAME_PARAMS_FROM(P_FRAME),
    [P_MISSING_WEIGHT] = {.path = "missing.weight",
                          .type = IND_PARAM_CHOICE,
                          .choices = "exclude|error",
                          .fallback = "error",
                          .help = "what an unknown or negative respondent weight means"},
    [P_PERIOD_DATE] = {.path = "period.date",
                       .type = IND_PARAM_DATE,
                       .required = true,
                       .scope = IND_SCOPE_ROW,
                       .edge = IND_EDGE_PERIOD,
                       .of = "period.date",
                       .help = "day that puts a respondent in a period"},
    [P_INTERVAL_METHOD] = IND_INDEX_METHOD_PARAM,
    [P_RANGE] = IND_RANGE_PARAM,
};

const ind_frame_how ind_frame_of_survey = {.params = P_FRAME,
                                           .terms = FRAME,
                                           .responded = RESPONDED,
                                           .responded_name = "respondents",
                                           .rate_name = "response_rate"};

static ind_status error(ind_diag *diag, const char *rule, const ind_json *at, const char *help, const char *what) {
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, rule, ind_json_place(at), help, "%s", what);
}

/* What a respondent has answered is held against the questions of one round. */
static bool is_of_respondent(const ind_measure *measure) {
    const ind_param *round = ind_kind_param(measure, P_ROUND), *who = ind_kind_param(measure, P_RESPONDENT);
    for (size_t r = 0; r < round->count; r++) {
        bool found = false;
        for (size_t k = 0; k < who->count; k++)
            found = found || ind_expr_same(round->exprs[r], who->exprs[k]);
        if (!found)
            return false;
    }
    return true;
}

static ind_status check_book(const ind_measure *measure, ind_diag *diag) {
    const ind_json *round = ind_kind_param(measure, P_ROUND)->node;
    const ind_json *book = ind_json_get(measure->node, "code_book");
    const ind_param *there = ind_kind_param(measure, P_BOOK_ROUND);
    if (ind_kind_param(measure, P_BOOK_DATASET)->node == NULL)
        return IND_OK;
    if (round == NULL)
        return error(diag, "missing_key", book, "\"round\": the columns of an answer that name it",
                     "'code_book' has the questions of each round: 'round' is missing");
    if (there->count != ind_kind_param(measure, P_ROUND)->count)
        return error(diag, "round_columns", there->node == NULL ? round : there->node, NULL,
                     "'round' and 'code_book.round' name a round by as many columns");
    return is_of_respondent(measure) ? IND_OK
                                     : error(diag, "round_columns", round, "add them to 'respondent'",
                                             "a respondent is of one round: 'respondent' has the columns of 'round'");
}

static ind_status check_unanswered(const ind_measure *measure, ind_diag *diag) {
    enum { MOST = IND_MAX_ALSO - 1 }; /* and the response rate */
    const ind_json *node = ind_kind_param(measure, P_UNANSWERED)->node;
    if (node == NULL || node->count <= MOST)
        return IND_OK;
    return ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "too_many", ind_json_place(node), NULL,
                        "'unanswered' names at most %d questions", MOST);
}

static ind_status check_weights(const ind_measure *measure, ind_diag *diag) {
    const ind_param *weights = ind_kind_param(measure, P_INCOMPLETE_WEIGHTS);
    ind_status status = IND_OK;
    if (ind_param_is(weights, "equal"))
        return status;
    if (ind_kind_param(measure, P_ITEM_WEIGHT)->node == NULL)
        status = ind_diag_add(diag, IND_ERROR, IND_E_DEFINITION, "missing_key", ind_json_place(weights->node), NULL,
                              "'incomplete.weights': '%.*s' needs 'item_weight'", IND_STR_ARGS(weights->text));
    if (ind_param_is(weights, "equal_if_incomplete") && ind_kind_param(measure, P_BOOK_DATASET)->node == NULL)
        status =
            error(diag, "missing_key", weights->node, "all questions of a round are in its code book, not in the rows",
                  "'incomplete.weights': 'equal_if_incomplete' needs 'code_book'");
    return status;
}

ind_status ind_survey_check(const ind_measure *measure, ind_diag *diag) {
    ind_status status = ind_status_worst(check_weights(measure, diag), check_book(measure, diag));
    status = ind_status_worst(status, check_unanswered(measure, diag));
    status = ind_status_worst(status, ind_frame_check(measure, &ind_frame_of_survey, diag));
    return ind_status_worst(status, ind_mean_interval_check(measure, diag));
}

/* frame.h - the sample of a survey: how many were asked, in what population, and how many of them have answered.
 *
 * Its rows are counted beside the answers, in a state of their own, into the same cells. */
#ifndef IND_FRAME_H
#define IND_FRAME_H

#include "kinds/common/mean_interval.h"
#include "kinds/rows/rows.h"

/* Parameters, so many from number FIRST on. */
enum {
    IND_FRAME_DATASET,
    IND_FRAME_WHERE,
    IND_FRAME_DATE,
    IND_FRAME_GROUPS,
    IND_FRAME_ASKED,
    IND_FRAME_OUTSIDE,
    IND_FRAME_POPULATION,
    IND_FRAME_FINITE,
    IND_FRAME_STRATUM,
    IND_FRAME_STRATUM_OF,
    IND_FRAME_PARAMS
};
#define IND_OF_FRAME .scope = IND_SCOPE_ROW, .feed = IND_FEED_BESIDE
#define IND_FRAME_PARAMS_FROM(FIRST)                                                                                   \
    [(FIRST) +                                                                                                         \
        IND_FRAME_DATASET] = {.path = "frame.dataset",                                                                 \
                              .type = IND_PARAM_DATASET,                                                               \
                              .with_parent = true,                                                                     \
                              .feed = IND_FEED_BESIDE,                                                                 \
                              .help = "the sample: how many were asked"},                                              \
        [(FIRST) + IND_FRAME_WHERE] = {.path = "frame.where",                                                          \
                                       .type = IND_PARAM_CONDITION,                                                    \
                                       IND_OF_FRAME,                                                                   \
                                       .help = "which of its rows; not given: all"},                                   \
        [(FIRST) + IND_FRAME_DATE] = {.path = "frame.date",                                                            \
                                      .type = IND_PARAM_DATE,                                                          \
                                      IND_OF_FRAME,                                                                    \
                                      .edge = IND_EDGE_PERIOD,                                                         \
                                      .of = "frame.date",                                                              \
                                      .help = "day that puts such a row in a period"},                                 \
        [(FIRST) + IND_FRAME_GROUPS] = {.path = "frame.groups",                                                        \
                                        .type = IND_PARAM_MATCH,                                                       \
                                        IND_OF_FRAME,                                                                  \
                                        .help = "what the groups are in its rows, where they are called otherwise"},   \
        [(FIRST) + IND_FRAME_ASKED] = {.path = "frame.asked",                                                          \
                                       .type = IND_PARAM_NUMERIC,                                                      \
                                       .with_parent = true,                                                            \
                                       IND_OF_FRAME,                                                                   \
                                       .help = "how many were asked"},                                                 \
        [(FIRST) + IND_FRAME_OUTSIDE] = {.path = "frame.over_coverage",                                                \
                                         .type = IND_PARAM_NUMERIC,                                                    \
                                         IND_OF_FRAME,                                                                 \
                                         .help = "how many of them were not of the population"},                       \
        [(FIRST) + IND_FRAME_POPULATION] = {.path = "frame.population",                                                \
                                            .type = IND_PARAM_NUMERIC,                                                 \
                                            IND_OF_FRAME,                                                              \
                                            .help = "how many there were to be asked"},                                \
        [(FIRST) + IND_FRAME_FINITE] = {.path = "interval.finite_population",                                          \
                                        .type = IND_PARAM_BOOLEAN,                                                     \
                                        .help =                                                                        \
                                            "true: the part of the population that has answered is known, the rest "   \
                                            "alone is not"},                                                           \
        [(FIRST) + IND_FRAME_STRATUM] = {.path = "frame.stratum",                                                      \
                                         .type = IND_PARAM_COLUMNS,                                                    \
                                         IND_OF_FRAME,                                                                 \
                                         .help = "columns that name the stratum of such a row"},                       \
        [(FIRST) + IND_FRAME_STRATUM_OF] = {.path = "stratum",                                                         \
                                            .type = IND_PARAM_COLUMNS,                                                 \
                                            .scope = IND_SCOPE_ROW,                                                    \
                                            .help = "columns of an answer that name its stratum"}

/* Terms of a cell, so many from number FIRST on: of the sample what it says, of how many rows, and of how many
 * respondents it says nothing. */
enum {
    IND_FRAME_T_ASKED,
    IND_FRAME_T_OUTSIDE,
    IND_FRAME_T_POPULATION,
    IND_FRAME_T_ROWS,
    IND_FRAME_T_UNFRAMED,
    IND_FRAME_T_ANSWERS, /* of each stratum: answers, and the sum of their values */
    IND_FRAME_T_STRATA,  /* the sum of their squares, and the persons that there are */
    IND_FRAME_TERMS
};
#define IND_FRAME_TERMS_FROM(FIRST, adds)                                                                              \
    [(FIRST) + IND_FRAME_T_ASKED] = {"asked", IND_TERM_SUM, adds, false},                                              \
               [(FIRST) + IND_FRAME_T_OUTSIDE] = {"over_coverage", IND_TERM_SUM, adds, false},                         \
               [(FIRST) + IND_FRAME_T_POPULATION] = {"population", IND_TERM_SUM, adds, false},                         \
               [(FIRST) + IND_FRAME_T_ROWS] = {"frame_rows", IND_TERM_COUNT, adds, false},                             \
               [(FIRST) + IND_FRAME_T_UNFRAMED] = {"unframed", IND_TERM_COUNT, adds, false},                           \
               [(FIRST) + IND_FRAME_T_ANSWERS] = {"stratum_answers", IND_TERM_KEYED, adds, false},                     \
               [(FIRST) + IND_FRAME_T_STRATA] = {"strata", IND_TERM_KEYED, adds, false}

/* How a kind has it. */
typedef struct {
    size_t params, terms;                   /* the first of each */
    size_t responded;                       /* term: who has answered */
    const char *responded_name, *rate_name; /* of them in the report (NULL: another number tells), and of the rate */
} ind_frame_how;

/* The state; the first member of every such state is its context. */
void *ind_frame_open(const ind_kind_context *context, const ind_frame_how *how);
void ind_frame_close(void *state);
void ind_frame_collect(void *state, const ind_vector *slots, size_t count, int each);
void ind_frame_merge(void *state, const void *other);
void ind_frame_finish(void *state, ind_diag *diag);
/* When both are counted: respondents of whom the sample says nothing, into the cells. */
void ind_frame_hold(const ind_kind_context *context, const ind_frame_how *how, ind_diag *diag);

/* Have more answered than were asked, less those who should not have been? */
bool ind_frame_is_too_small(double responded, double asked, double outside);

/* Rules across the parameters. */
ind_status ind_frame_check(const ind_measure *measure, const ind_frame_how *how, ind_diag *diag);
bool ind_frame_is_finite(const ind_measure *measure, const ind_frame_how *how);
/* The part f of the population that N of a cell are, who have answered; 0 where the measure does not ask, or the cell
 * has no population: it is then taken as endless. */
double ind_frame_fraction(const ind_measure *measure, const ind_frame_how *how, const ind_cells *cells, uint32_t cell,
                          double n, const ind_outcome *out);
/* Does the sample tell of the strata of the cell? */
bool ind_frame_tells_strata(const ind_measure *measure, const ind_frame_how *how, const ind_cells *cells, uint32_t cell,
                            const ind_outcome *out);
/* What the sample says of the cell, into OUT, and that part. */
void ind_frame_value(const ind_measure *measure, const ind_frame_how *how, const ind_cells *cells, uint32_t cell,
                     double fraction, ind_outcome *out);
/* WHO: who the rate is of, in both languages. */
void ind_frame_say(ind_words *words, const char *sv_who, const char *en_who);

#endif

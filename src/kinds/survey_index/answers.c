/* answers.c - rows to respondents: which answers count, and the index that they give. */
#include "kinds/survey_index/survey_index.h"

#include <stdlib.h>

static double points_of(const ind_survey *s, size_t event) {
    return ind_number_at(&s->events->roles[ROLE_POINTS], event);
}

static double role_number(const ind_vector *role, size_t event, double absent) {
    return role->any == NULL ? absent : ind_number_at(role, event);
}

static double item_weight(const ind_survey *s, size_t event) {
    return s->weighs ? role_number(&s->events->roles[ROLE_ITEM_WEIGHT], event, 1) : 1;
}

static void facts_of_answer(const void *state, size_t event, ind_trace *trace, ind_judgement *judgement) {
    ind_trace_number(trace, judgement, "points", points_of(state, event));
    ind_trace_number(trace, judgement, "weight", item_weight(state, event));
}

const ind_step_spec ind_survey_answers[ANSWER_STEPS] = {
    [ROWS] = {.step = "rows"},
    [WHERE] = {.step = "where", .path = "data.where", .only = ""},
    [BELONGS] = {.step = "answer", .path = "denominator", .note = true},
    [ANSWERED] = {.step = "points", .path = "points", .note = true, .told = IND_TELL_TAKEN},
    [WEIGHED] = {.step = "exclude answers without item weight",
                 .effect = IND_STEP_OUT,
                 .told = IND_TELL_ASKED,
                 .facts = facts_of_answer},
};

/* Which events are answers of the index.  Returns the round of each, OWNED by the caller, where there is a code book.
 */
static uint32_t *choose_answers(ind_survey *s) {
    size_t count = s->events->part->events;
    uint32_t *rounds = ind_alloc_array(s->book == NULL ? 0 : count, sizeof *rounds);
    ind_vector *vectors = ind_event_slots_new(s->context->measure, IND_SCOPE_ROW);
    uint8_t truth[IND_GATHER_ROWS];
    ind_selection_begin(&s->answers, count);
    for (size_t row = 0; s->answers.told != NULL && row < count; row++)
        s->answers.told[row] = ind_trace_row_of(s->context->trace, 0, s->events->part, row);
    for (size_t from = 0; from < count; from += IND_GATHER_ROWS) {
        size_t n = count - from < IND_GATHER_ROWS ? count - from : IND_GATHER_ROWS;
        ind_event_slots(s->context->measure, IND_SCOPE_ROW, s->events, from, vectors);
        if (s->book != NULL)
            ind_code_book_rounds(s->book, vectors, n, rounds + from);
        ind_selection_block(&s->answers, from, n);
        ind_selection_ask(&s->answers, BELONGS, vectors);
        for (size_t i = 0; i < n; i++)
            truth[i] = !is_unknown(points_of(s, from + i));
        ind_selection_answer(&s->answers, ANSWERED, truth, NULL);
        for (size_t i = 0; i < n; i++)
            truth[i] = !(item_weight(s, from + i) >= 0);
        ind_selection_answer(&s->answers, WEIGHED, truth, NULL);
    }
    free(vectors);
    return rounds;
}

/* Is E the first of the answers from FROM on to its question? */
static bool is_first(const ind_survey *s, size_t from, size_t e) {
    const uint32_t *item = s->events->roles[ROLE_ITEM].code;
    for (size_t before = from; before < e; before++)
        if (item[before] == item[e] && ind_selection_stays(&s->answers, before))
            return false;
    return true;
}

/* Has the respondent answered all questions of the round?  What is answered and no question of it is counted. */
static bool is_complete(ind_survey *s, uint32_t round, size_t from, size_t to) {
    const uint32_t *item = s->events->roles[ROLE_ITEM].code;
    size_t answered = 0, all = ind_code_book_count(s->book, round);
    bool strays = false;
    for (size_t e = from; e < to; e++) {
        if (!ind_selection_stays(&s->answers, e))
            continue;
        bool known = ind_code_book_has(s->book, round, item[e]);
        strays = strays || !known;
        answered += known && is_first(s, from, e);
    }
    s->stray += strays && all > 0;
    s->no_book += strays && all == 0;
    return all > 0 && answered == all;
}

static double index_of(ind_survey *s, uint32_t round, size_t from, size_t to) {
    int64_t answered = 0;
    double sum = 0, weights = 0;
    bool weighs = s->weighs && (!s->if_complete || is_complete(s, round, from, to));
    for (size_t e = from; e < to; e++) {
        if (!ind_selection_stays(&s->answers, e))
            continue;
        double w = weighs ? item_weight(s, e) : 1;
        answered++;
        sum += w * points_of(s, e);
        weights += w;
    }
    return answered >= s->min_answered && weights > 0 ? sum / weights : NAN;
}

static bool differs(const ind_vector *column, size_t from, size_t to) {
    for (size_t e = from + 1; column->any != NULL && e < to; e++)
        if (ind_vector_compare(column, from, column, e) != 0)
            return true;
    return false;
}

static void look_for_contradictions(ind_survey *s, size_t from, size_t to) {
    bool torn = false;
    s->torn_weights += differs(&s->events->roles[ROLE_WEIGHT], from, to);
    for (size_t c = 0; c < s->context->measure->feeds[0].column_count; c++)
        torn = torn || (s->attribute[c] && differs(&s->events->columns[c], from, to));
    s->torn_groups += torn;
}

static void add_unit(ind_survey *s, size_t who, size_t from, size_t to) {
    ind_trace *trace = s->context->trace;
    s->selection.told[who] = ind_trace_unit(trace, IND_UNIT_RESPONDENT, -1);
    for (size_t e = from; e < to; e++)
        ind_trace_member_add(trace, s->selection.told[who], s->answers.told[e], "answer");
}

/* All respondents; one without an answer of the index has too few. */
void ind_survey_respondents(ind_survey *s) {
    const ind_timeline_part *part = s->events->part;
    uint32_t *rounds = choose_answers(s);
    s->all = ind_alloc_array(part->entities, sizeof *s->all);
    ind_selection_begin(&s->selection, part->entities);
    for (size_t e = 0; e < part->entities; e++) {
        size_t first = part->starts[e], end = part->starts[e + 1];
        int32_t day = s->events->roles[ROLE_DATE].day[first];
        look_for_contradictions(s, first, end);
        s->all[e] = (ind_respondent){
            .row = {.first = first, .last = first, .start = day, .end = day, .period = -1},
            .end = end,
            .round = s->book == NULL ? 0 : rounds[first],
            .index = index_of(s, s->book == NULL ? 0 : rounds[first], first, end),
            .weight = role_number(&s->events->roles[ROLE_WEIGHT], first, 1),
        };
        if (s->context->trace != NULL)
            add_unit(s, e, first, end);
    }
    free(rounds);
    ind_selection_pass(&s->selection, RESPONDENTS);
}

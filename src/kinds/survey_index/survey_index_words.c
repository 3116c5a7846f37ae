/* survey_index_words.c - respondents, questions and points in sentences. */
#include "kinds/survey_index/survey_index.h"

static void say_respondents(ind_words *w) {
    ind_words_data(w);
    ind_words_say(w, "respondent", "En svarande identifieras av %s.", "A respondent is identified by %s.",
                  ind_words_entity(w, "respondent"));
    ind_words_say(w, "period.date", "Perioden bestäms av %s.", "The period is that of %s.",
                  ind_words_of(w, "period.date"));
    ind_words_say(
        w, "respondent first",
        "Period, grupp, undantag och vikt tas från den svarandes första rad, i ordning efter datamängdens nyckel.",
        "Period, groups, exclusions and weight are those of the respondent's first row, by the key of the dataset.");
}

/* The column as it is written: what it is called ("the question") would say nothing here. */
static const char *text_of_item(ind_words *w) {
    return ind_words_format(w, "%.*s", IND_STR_ARGS(ind_measure_param(w->measure, "item")->text));
}

static void say_answers(ind_words *w) {
    ind_words_begin(w, "index", "Index för varje svarande", "The index of a respondent");
    ind_words_say(w, "item", "Vilken fråga svaret gäller anges av kolumnen %s.",
                  "Which question an answer is about is told by the column %s.", text_of_item(w));
    const char *many = ind_words_row(w, 0, IND_ROW_MANY);
    ind_words_where(w, "denominator", ind_words_format(w, "I indexet ingår de %s", many),
                    ind_words_format(w, "The index has the %s", many));
    ind_words_say(w, "points", "Som poäng används %s; är de okända räknas frågan som obesvarad.",
                  "The points are %s; where they are unknown, the question counts as not answered.",
                  ind_words_of(w, "points"));
    if (ind_words_has(w, "item_weight"))
        ind_words_say(w, "item_weight", "Frågorna vägs med %s.", "The questions weigh by %s.",
                      ind_words_of(w, "item_weight"));
    if (ind_words_is(w, "incomplete.weights", "proportional"))
        ind_words_say(
            w, "incomplete.weights",
            "För den som inte har besvarat alla frågor skalas de besvarade frågornas vikter om så att summan blir 1: "
            "indexet är det vägda medelvärdet av poängen. Ett svar på en fråga utan vikt räknas som obesvarat.",
            "For those who have not answered all questions, the weights of the answered ones are scaled to sum to 1: "
            "the index is the weighted mean of the points. An answer to a question without weight counts as not "
            "given.");
    else
        ind_words_say(
            w, "incomplete.weights",
            "Varje besvarad fråga väger lika: indexet är medelvärdet av poängen för de besvarade frågorna.",
            "Every answered question weighs the same: the index is the mean of the points of those answered.");
    long long least = ind_words_integer(w, "incomplete.min_answered");
    if (least == 1)
        ind_words_say(w, "incomplete.min_answered",
                      "Den som inte har besvarat någon av frågorna står utanför och räknas inte som 0.",
                      "Those who answered none of the questions are outside, and do not count as 0.");
    else
        ind_words_say(w, "incomplete.min_answered",
                      "Den som har besvarat färre än %lld frågor står utanför och räknas inte som 0.",
                      "Those who answered fewer than %lld questions are outside, and do not count as 0.", least);
}

static void say(ind_words *w) {
    say_respondents(w);
    say_answers(w);
    ind_words_begin(w, "denominator", "Medelvärde över svarande", "The mean over respondents");
    if (ind_measure_param(w->measure, "exclude")->count == 0) {
        ind_words_say(w, "exclude", "Alla svarande med ett index räknas.", "All respondents with an index count.");
    } else {
        ind_words_say(w, "exclude",
                      "Av de svarande utesluts, i denna ordning och av den första regel som stämmer (en regel vars "
                      "villkor är okänt utesluter inte):",
                      "Of the respondents the following are excluded, in this order, by the first rule that holds (a "
                      "rule whose condition is unknown does not exclude):");
        ind_words_rules(w, "exclude");
    }
    ind_words_weight(w, "respondent_weight");
}

const ind_kind_words ind_words_of_survey_index = {
    .value = {"medelvärdet över svarande av ett index för varje svarande",
              "the mean over respondents of an index of each"},
    .entities = {"svarande", "respondents"},
    .counted = {"svarande", "respondents"},
    .say = say,
};

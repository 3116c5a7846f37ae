/* survey_index_words.c - respondents, questions and points in sentences. */
#include "kinds/rows/frame.h"
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

static void say_code_book(ind_words *w) {
    if (!ind_words_has(w, "code_book.dataset"))
        return;
    unsigned feed = ind_measure_param(w->measure, "code_book.dataset")->spec->feed;
    ind_words_say(w, "code_book.dataset code_book.item round code_book.round",
                  "Vilka frågor en omgång har hämtas ur datamängden %s (kolumnen %.*s), och omgången anges av %s; en "
                  "fråga som saknar rad bland svaren är därför obesvarad.",
                  "Which questions a round has is read from the dataset %s (column %.*s), and the round is that of %s; "
                  "a question without a row among the answers is thus not answered.",
                  ind_words_dataset(w, w->measure->feeds[feed].dataset),
                  IND_STR_ARGS(ind_measure_param(w->measure, "code_book.item")->text), ind_words_entity(w, "round"));
    const char *rows = ind_words_row(w, feed, IND_ROW_MANY);
    if (ind_words_has(w, "code_book.where"))
        ind_words_where(w, "code_book.where", ind_words_format(w, "Till indexet hör där de %s", rows),
                        ind_words_format(w, "Of the index are the %s", rows));
}

static void say_unanswered(ind_words *w) {
    const ind_json *listed = ind_measure_param(w->measure, "unanswered")->node;
    ind_buffer names = {0};
    for (size_t i = 0; listed != NULL && i < listed->count; i++)
        ind_buffer_format(&names, "%s%.*s", i == 0 ? "" : ", ", IND_STR_ARGS(listed->items[i]->text));
    if (listed != NULL && listed->count > 0)
        ind_words_say(w, "unanswered",
                      "Dessutom redovisas hur många av de räknade svarande som inte har besvarat frågorna %s, var för "
                      "sig.",
                      "How many of the respondents counted have not answered the questions %s is given too, for each.",
                      names.data);
    ind_buffer_free(&names);
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
    else if (ind_words_is(w, "incomplete.weights", "equal_if_incomplete"))
        ind_words_say(
            w, "incomplete.weights",
            "För den som har besvarat alla frågor är indexet det vägda medelvärdet av poängen. För den som inte har "
            "besvarat alla väger de besvarade frågorna lika. Ett svar på en fråga utan vikt räknas som obesvarat.",
            "For those who have answered all questions, the index is the weighted mean of the points. For those who "
            "have not, the answered questions weigh the same. An answer to a question without weight counts as not "
            "given.");
    else
        ind_words_say(
            w, "incomplete.weights",
            "Varje besvarad fråga väger lika: indexet är medelvärdet av poängen för de besvarade frågorna.",
            "Every answered question weighs the same: the index is the mean of the points of those answered.");
    say_code_book(w);
    long long least = ind_words_integer(w, "incomplete.min_answered");
    if (least == 1)
        ind_words_say(w, "incomplete.min_answered",
                      "Den som inte har besvarat någon av frågorna ingår inte (och räknas alltså inte som 0).",
                      "Those who answered none of the questions are outside, and do not count as 0.");
    else
        ind_words_say(w, "incomplete.min_answered",
                      "Den som har besvarat färre än %lld frågor ingår inte (och räknas alltså inte som 0).",
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
    say_unanswered(w);
    ind_frame_say(w, "alla svarande i perioden, också de som undantas ovan",
                  "all respondents of the period, also those excluded above");
}

const ind_kind_words ind_words_of_survey_index = {
    .value = {"medelvärdet över svarande av ett index för varje svarande",
              "the mean over respondents of an index of each"},
    .entities = {"svarande", "respondents"},
    .counted = {"svarande", "respondents"},
    .say = say,
};

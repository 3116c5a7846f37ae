/* test_survey_keys.c - what may be said of a code book, a sample, rounds that are pooled, least numbers by split, and
 * windows without bound; and the findings of answers that the code book or the sample does not fit.
 *
 * In the texts here ` stands for " and ^ stands before each place where a finding must be. */
#include "support/kind_cases.h"
#include "support/marks.h"

#define HEAD "{`format`:`indikator/1`,`id`:`m`,`version`:`1`,`title`:{`sv`:`t`,`en`:`t`},`better`:`higher`,\n"
#define SURVEY(respondent, weights, more)                                                                              \
    HEAD "`unit`:`index`,`kind`:`survey_index`,`data`:{`dataset`:`svar`},`respondent`:" respondent ",\n"               \
         "`item`:`fraga`,`points`:`fragor.poang`,`denominator`:`true`,`item_weight`:`fragor.vikt`,\n"                  \
         "`incomplete`:{`weights`:" weights ",`min_answered`:1}" more "}"
#define YEAR ",`period`:{`date`:`dag`,`grain`:[`year`]}"
#define WHO "[`enkat`,`omgang`,`respondent`]"
#define BOOK "`code_book`:{`dataset`:`fragor`,`item`:`fraga`}"
#define MEAN(more) HEAD "`unit`:`points`,`kind`:`mean`,`value`:`antal`," more "}"
#define CONTACTS(window, more)                                                                                         \
    HEAD "`unit`:`index`,`kind`:`continuity`,`data`:{`dataset`:`besok`,`person`:`person_id`,`date`:`datum`},\n"        \
         "`provider`:`lakare`,`formula`:`coc`,`min_contacts`:2,`same_day`:`keep_all`,`max_unknown_share`:1,\n"         \
         "`period`:{`each`:true,`grain`:[`year`]},`window`:" window more "}"

#define SHARE(once, more)                                                                                              \
    HEAD "`unit`:`percent`,`kind`:`proportion`,`data`:{`dataset`:`besok`},`denominator`:`true`,\n"                     \
         "`numerator`:`svar = 'J'`,`groups`:{`kon`:`kon`},`once_per`:" once more "}"
#define BY_DAY ",`period`:{`date`:`datum`,`grain`:[`year`]}"
#define LIST "`scope`:{`codelist`:`lan`,`key`:`enhet`}"
#define LATEST(entity) "{`entity`:" entity ",`take`:`last`,`order`:`datum`}"

static const marked_case keys[] = {
    {"who is to answer", SHARE(LATEST("[`enhet`,`kon`]"), "," LIST ",`missing`:{`numerator`:`unanswered`}" BY_DAY), "",
     NULL},
    {"who has not is not met", SHARE(LATEST("`enhet`"), "," LIST ",`missing`:{`numerator`:`not_met`}" BY_DAY), "",
     NULL},
    {"who has not is left out",
     SHARE(LATEST("`enhet`"), ",`scope`:^{`codelist`:`lan`,`key`:`enhet`},`missing`:{`numerator`:`exclude`}" BY_DAY),
     "scope", "no policy says"},
    {"a list without a code in the row",
     SHARE(LATEST("`enhet`"), ",^`scope`:{`codelist`:`lan`},`missing`:{`numerator`:`unanswered`}" BY_DAY),
     "missing_key", "'scope.key' is missing"},
    {"answers by what is no group",
     SHARE(LATEST("[`enhet`,`svar`]"),
           ",`scope`:^{`codelist`:`lan`,`key`:`enhet`},`missing`:{`numerator`:`unanswered`}" BY_DAY),
     "scope", "nobody may answer twice"},
    {"answers of nobody",
     SHARE(LATEST("`kon`"), ",`scope`:^{`codelist`:`lan`,`key`:`enhet`},`missing`:{`numerator`:`unanswered`}" BY_DAY),
     "scope", "nobody may answer twice"},
    {"some answer of several",
     SHARE("{`entity`:`enhet`,`take`:`any`}",
           ",`scope`:^{`codelist`:`lan`,`key`:`enhet`},`missing`:{`numerator`:`unanswered`}" BY_DAY),
     "scope", "nobody may answer twice"},
    {"answers with weights",
     SHARE(LATEST("`enhet`"), "," LIST ",`weight`:^`vikt`,`missing`:{`numerator`:`unanswered`}" BY_DAY), "scope",
     "has no weight"},
    {"nothing says who is to answer", SHARE(LATEST("`enhet`"), ",`missing`:{`numerator`:^`unanswered`}" BY_DAY),
     "scope", "nothing says who"},
    {"a sample says it",
     SHARE(LATEST("`enhet`"), ",`missing`:{`numerator`:`unanswered`},`frame`:{`dataset`:`besok`,`date`:`datum`,"
                              "`asked`:`1`}" BY_DAY),
     "", NULL},
    {"both say it",
     SHARE(LATEST("`enhet`"), ",`scope`:^{`codelist`:`lan`,`key`:`enhet`},`missing`:{`numerator`:`unanswered`},"
                              "`frame`:{`dataset`:`besok`,`date`:`datum`,`asked`:`1`}" BY_DAY),
     "scope", "said twice"},
    {"a sample in each period",
     SHARE(LATEST("`enhet`"), ",`missing`:{`numerator`:`unanswered`},`frame`:{`dataset`:`besok`,`asked`:`1`,"
                              "`where`:`datum <= period.end`},`period`:{`each`:true,`grain`:[`year`]}"),
     "", NULL},
    {"with a day too",
     SHARE(LATEST("`enhet`"), ",`missing`:{`numerator`:`unanswered`},`frame`:{`dataset`:`besok`,`asked`:`1`,"
                              "`date`:^`datum`},`period`:{`each`:true,`grain`:[`year`]}"),
     "numerator_data", "says nothing"},
    {"a code book", SURVEY(WHO, "`equal_if_incomplete`", ",`round`:`enkat`," BOOK YEAR), "", NULL},
    {"a round of two columns, called otherwise there",
     SURVEY(WHO, "`equal_if_incomplete`",
            ",`round`:[`enkat`,`omgang`],`code_book`:{`dataset`:`fragor`,`item`:`fraga`,`round`:[`enkat`,`kod`]}" YEAR),
     "", NULL},
    {"no code book", SURVEY(WHO, "^`equal_if_incomplete`", ",`round`:`enkat`" YEAR), "missing_key",
     "needs 'code_book'"},
    {"a code book without rounds", SURVEY(WHO, "`equal`", ",`code_book`:^{`dataset`:`fragor`,`item`:`fraga`}" YEAR),
     "missing_key", "'round' is missing"},
    {"a code book without questions", SURVEY(WHO, "`equal`", ",`round`:`enkat`,^`code_book`:{`dataset`:`fragor`}" YEAR),
     "missing_key", "'code_book.item' is missing"},
    {"rounds of one column and of two",
     SURVEY(WHO, "`equal`",
            ",`round`:`enkat`,`code_book`:{`dataset`:`fragor`,`item`:`fraga`,`round`:^[`enkat`,`kod`]}" YEAR),
     "round_columns", "by as many columns"},
    {"a respondent of several rounds",
     SURVEY("[`enkat`,`respondent`]", "`equal`",
            ",`round`:^[`enkat`,`omgang`],"
            "`code_book`:{`dataset`:`svar`,`item`:`fraga`}" YEAR),
     "round_columns", "has the columns of 'round'"},
    {"a round that the code book does not have",
     SURVEY(WHO, "`equal`", ",`round`:`omgang`,`code_book`:{`dataset`:^`fragor`,`item`:`fraga`}" YEAR), "event_person",
     "does not have the columns of 'round'"},
    {"questions that are listed", SURVEY(WHO, "`equal`", ",`unanswered`:[`F1`,`F2`]" YEAR), "", NULL},
    {"a question that is no text", SURVEY(WHO, "`equal`", ",`unanswered`:[`F1`,^2]" YEAR), "wrong_type", NULL},
    {"eight questions", SURVEY(WHO, "`equal`", ",`unanswered`:^[`1`,`2`,`3`,`4`,`5`,`6`,`7`,`8`]" YEAR), "too_many",
     "at most 7"},
    {"a sample", SURVEY(WHO, "`equal`", ",`frame`:{`dataset`:`besok`,`date`:`datum`,`asked`:`antal`}" YEAR), "", NULL},
    {"a sample beside a code book",
     SURVEY(WHO, "`equal_if_incomplete`",
            ",`round`:`enkat`," BOOK ",`frame`:{`dataset`:`besok`,`where`:`svar = 'J'`,`date`:`datum`,`asked`:`antal`,"
            "`over_coverage`:`0`,`population`:`varde`}" YEAR),
     "", NULL},
    {"a sample that does not say how many", SURVEY(WHO, "`equal`", ",^`frame`:{`dataset`:`besok`,`date`:`datum`}" YEAR),
     "missing_key", "'frame.asked' is missing"},
    {"a sample without days", SURVEY(WHO, "`equal`", ",^`frame`:{`dataset`:`besok`,`asked`:`antal`}" YEAR),
     "missing_key", "'frame.date' is missing"},
    {"a number that is none",
     SURVEY(WHO, "`equal`", ",`frame`:{`dataset`:`besok`,`date`:`datum`,`asked`:^`enhet`}" YEAR), "type", NULL},
    {"a group that the sample does not have",
     SURVEY(WHO, "`equal`", ",`frame`:{`dataset`:`besok`,`date`:`datum`,`asked`:`antal`},`groups`:{`f`:^`fraga`}" YEAR),
     "group_beside", "'frame.groups.f'"},
    {"weights of pooled years",
     SURVEY(WHO, "`equal`", ",`respondent_weight`:`vikt`,`period`:{`date`:`dag`,`years`:^3}"), "round_weights",
     "no policy says"},
    {"weights as delivered",
     SURVEY(WHO, "`equal`",
            ",`respondent_weight`:`vikt`,`period`:{`date`:`dag`,`years`:3,`round_weights`:`as_delivered`}"),
     "", NULL},
    {"a policy without weights",
     SURVEY(WHO, "`equal`", ",`period`:{`date`:`dag`,`years`:3,`round_weights`:^`scaled_to_answers`}"), "round_weights",
     "there are no weights"},
    {"a mean of pooled years", MEAN("`data`:{`dataset`:`besok`},`weight`:`vikt`,`period`:{`date`:`datum`,`years`:^2}"),
     "round_weights", NULL},
    {"each period anew",
     MEAN("`data`:{`dataset`:`besok`},`weight`:`vikt`,`once_per`:{`entity`:`person_id`,`take`:`first`},"
          "`period`:{`date`:`datum`,`years`:2,`round_weights`:^`scaled_to_answers`}"),
     "round_weights", "could be scaled"},
    {"least numbers by group",
     MEAN("`data`:{`dataset`:`besok`},`period`:{`date`:`datum`,`grain`:[`year`]},`groups`:{`kon`:`kon`},"
          "`reliability`:{`by`:{`kon`:3,`x-why`:1}}"),
     "", NULL},
    {"of a group that there is not",
     MEAN("`data`:{`dataset`:`besok`},`period`:{`date`:`datum`,`grain`:[`year`]},`groups`:{`kon`:`kon`},"
          "`reliability`:{`by`:{^`koen`:3}}"),
     "unknown_group", "the closest is 'kon'"},
    {"that are no numbers",
     MEAN("`data`:{`dataset`:`besok`},`period`:{`date`:`datum`,`grain`:[`year`]},`groups`:{`kon`:`kon`},"
          "`reliability`:{`by`:{`kon`:^1.5}}"),
     "wrong_type", "must be a whole number"},
    {"that are too small",
     MEAN("`data`:{`dataset`:`besok`},`period`:{`date`:`datum`,`grain`:[`year`]},`groups`:{`kon`:`kon`},"
          "`reliability`:{`by`:{`kon`:^-1}}"),
     "out_of_range", NULL},
    {"that are a list",
     MEAN("`data`:{`dataset`:`besok`},`period`:{`date`:`datum`,`grain`:[`year`]},`reliability`:{`by`:^[]}"),
     "wrong_type", "must be an object"},
    {"of persons",
     MEAN("`data`:{`dataset`:`besok`,`person`:`person_id`},`period`:{`date`:`datum`,`grain`:[`year`]},"
          "`reliability`:{`of`:`persons`}"),
     "", NULL},
    {"of persons who have no name",
     MEAN("`data`:{`dataset`:`besok`},`period`:{`date`:`datum`,`grain`:[`year`]},`reliability`:{`of`:^`persons`}"),
     "reliability_of", "needs 'data.person'"},
    {"of a kind that does not know them",
     CONTACTS("{`months`:12,`incomplete`:`keep`}", ",`reliability`:{`of`:^`persons`}"), "reliability_of",
     "does not tell"},
    {"a window of all time", CONTACTS("{`unbounded`:true,`incomplete`:`keep`}", ",`order`:[`antal`,`id`]"), "", NULL},
    {"a window that is bounded after all", CONTACTS("{`unbounded`:false,`months`:6,`incomplete`:`hide`}", ""), "",
     NULL},
    {"a window without length", CONTACTS("^{`incomplete`:`keep`}", ""), "window_length", "no length"},
    {"a window with two lengths", CONTACTS("{`unbounded`:true,`months`:^6,`incomplete`:`keep`}", ""), "window_length",
     "no 'window.months'"},
    {"a window that begins before everything", CONTACTS("{`unbounded`:true,`incomplete`:^`hide`}", ""), "window_length",
     "nothing would be shown"},
    {"four columns in order", CONTACTS("{`months`:6,`incomplete`:`keep`}", ",`order`:^[`antal`,`id`,`enhet`,`svar`]"),
     "too_many", "at most 3"},
    {"a unit of nobody", CONTACTS("{`months`:6,`incomplete`:`keep`}", ",^`at_listed_unit`:{`unit`:`enhet`}"),
     "missing_key", "'at_listed_unit.listed' is missing"},
};

static void reads_keys(void **state) {
    (void)state;
    check_marked(keys, sizeof keys / sizeof *keys);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

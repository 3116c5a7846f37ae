/* templates.c - the beginnings of definitions: one small and complete measure a kind, each edge with a case on both
 * sides.
 *
 * Cases of a period are about 2024 and the whole; @a@, @b@ are codes of the column @code@, @c@ is a third one. */
#include "kinds/templates.h"

#include <stddef.h>
#include <string.h>

/* The days next to the edges of a period, for kinds whose rows have a day; COUNT is what they count. */
#define PERIOD_EDGES(COUNT)                                                                                            \
    "{'name': 'the day before the period is outside, its first day inside',"                                           \
    " 'data': {'@dataset@': [{'@date@': '2023-12-31'}, {'@date@': '2024-01-01'}]},"                                    \
    " 'expect': [{'period': '2024', '" COUNT "': 1}]},"                                                                \
    "{'name': 'the last day of the period is inside, the day after it outside',"                                       \
    " 'data': {'@dataset@': [{'@date@': '2024-12-31'}, {'@date@': '2025-01-01'}]},"                                    \
    " 'expect': [{'period': '2024', '" COUNT "': 1}]}"

static const ind_kind_template templates[] = {
    {"proportion", "vardkontakter", false, IND_NEEDS_DATE | IND_NEEDS_CODE, "Ny andel", "New share", "percent",
     "'data': {'dataset': '@dataset@'},"
     "'denominator': \"@code@ in ('@a@', '@b@')\", 'numerator': \"@code@ = '@a@'\","
     "'missing': {'numerator': 'not_met'}, 'period': {'date': '@date@', 'grain': ['year']}",
     "wilson",
     "{'name': 'one of two in the denominator is in the numerator',"
     " 'data': {'@dataset@': [{'@code@': '@a@'}, {'@code@': '@b@'}]},"
     " 'expect': [{'period': '2024', 'numerator': 1, 'denominator': 2, 'value': 50.0}]},"
     "{'name': 'another code is outside the denominator',"
     " 'data': {'@dataset@': [{'@code@': '@a@'}, {'@code@': @c@}]},"
     " 'expect': [{'period': '2024', 'numerator': 1, 'denominator': 1, 'value': 100.0}]},"
     "{'name': 'an unknown code is outside the denominator',"
     " 'data': {'@dataset@': [{'@code@': '@a@'}, {'@code@': null}]},"
     " 'expect': [{'period': '2024', 'numerator': 1, 'denominator': 1, 'value': 100.0}]}," PERIOD_EDGES("denominator")},

    {"mean", "vardtillfallen", false, IND_NEEDS_DATE | IND_NEEDS_END, "Nytt medelvärde", "New mean", "days",
     "'data': {'dataset': '@dataset@'}, 'denominator': 'days_between(@date@, @end@) >= 0',"
     "'value': 'days_between(@date@, @end@)', 'period': {'date': '@date@', 'grain': ['year']}",
     "t",
     "{'name': 'the mean of 0 and 4 days; 0 days is inside',"
     " 'data': {'@dataset@': [{'@end@': '2024-06-15'}, {'@end@': '2024-06-19'}]},"
     " 'expect': [{'period': '2024', 'n': 2, 'value': 2.0}]},"
     "{'name': '1 day is inside',"
     " 'data': {'@dataset@': [{'@end@': '2024-06-16'}]}, 'expect': [{'period': '2024', 'n': 1, 'value': 1.0}]},"
     "{'name': 'an end the day before the start is outside',"
     " 'data': {'@dataset@': [{'@end@': '2024-06-14'}, {'@end@': '2024-06-19'}]},"
     " 'expect': [{'period': '2024', 'n': 1, 'value': 4.0}]},"
     "{'name': 'without an end it is outside',"
     " 'data': {'@dataset@': [{'@end@': null}, {'@end@': '2024-06-19'}]},"
     " 'expect': [{'period': '2024', 'n': 1, 'value': 4.0}]},"
     "{'name': 'the day before the period is outside, its first day inside',"
     " 'data': {'@dataset@': [{'@date@': '2023-12-31', '@end@': '2024-01-05'}, {'@date@': '2024-01-01', '@end@': "
     "'2024-01-05'}]},"
     " 'expect': [{'period': '2024', 'n': 1, 'value': 4.0}]},"
     "{'name': 'the last day of the period is inside, the day after it outside',"
     " 'data': {'@dataset@': [{'@date@': '2024-12-31', '@end@': '2025-01-05'}, {'@date@': '2025-01-01', '@end@': "
     "'2025-01-05'}]},"
     " 'expect': [{'period': '2024', 'n': 1, 'value': 5.0}]}"},

    {"ratio", "vardkontakter", false, IND_NEEDS_DATE | IND_NEEDS_CODE, "Ny kvot", "New ratio", "percent",
     "'data': {'dataset': '@dataset@'}, 'denominator': '@code@ is not null',"
     "'numerator_sum': \"case when @code@ = '@a@' then 1 else 0 end\","
     "'denominator_sum': \"case when @code@ in ('@a@', '@b@') then 1 else 0 end\","
     "'missing': {'numerator': 'exclude'}, 'period': {'date': '@date@', 'grain': ['year']}",
     "none",
     "{'name': 'one above the line, two below it',"
     " 'data': {'@dataset@': [{'@code@': '@a@'}, {'@code@': '@b@'}]},"
     " 'expect': [{'period': '2024', 'numerator': 1, 'denominator': 2, 'rows': 2, 'value': 50.0}]},"
     "{'name': 'another code adds nothing',"
     " 'data': {'@dataset@': [{'@code@': '@a@'}, {'@code@': @c@}]},"
     " 'expect': [{'period': '2024', 'numerator': 1, 'denominator': 1, 'value': 100.0}]},"
     "{'name': 'an unknown code does not count',"
     " 'data': {'@dataset@': [{'@code@': '@a@'}, {'@code@': null}]},"
     " 'expect': [{'period': '2024', 'numerator': 1, 'denominator': 1, 'rows': 1, 'value': 100.0}]}," PERIOD_EDGES(
         "rows")},

    {"survey_index", "enkatsvar", true, 0, "Nytt enkätindex", "New survey index", "index",
     "'data': {'dataset': 'enkatsvar', 'where': \"enkat = 'NPE_PV'\"},"
     "'respondent': ['enkat', 'omgang', 'respondent_id'], 'item': 'fraga_id', 'points': 'enkatfragor.poang',"
     "'denominator': \"enkatfragor.dimension = 'DELAKTIGHET'\","
     "'incomplete': {'weights': 'equal', 'min_answered': 2}, 'period': {'date': 'omgang_datum', 'grain': ['year']}",
     "t",
     "{'name': 'two answered questions are enough: the mean of 100 and 50',"
     " 'data': {'enkatsvar': [{'fraga_id': 'F1', 'svar_kod': '5'}, {'fraga_id': 'F2', 'svar_kod': '3'}],"
     " 'enkatfragor': [{'fraga_id': 'F1', 'svar_kod': '5', 'poang': 100}, {'fraga_id': 'F2', 'svar_kod': '3', 'poang': "
     "50}]},"
     " 'expect': [{'period': '2024', 'n': 1, 'value': 75.0}]},"
     "{'name': 'one answered question is too few: outside, not 0',"
     " 'data': {'enkatsvar': [{'fraga_id': 'F1', 'svar_kod': '5'}],"
     " 'enkatfragor': [{'fraga_id': 'F1', 'svar_kod': '5', 'poang': 100}]},"
     " 'expect': [{'period': '2024', 'n': 0, 'status': 'no_data'}]},"
     "{'name': 'three answered questions',"
     " 'data': {'enkatsvar': [{'fraga_id': 'F1', 'svar_kod': '5'}, {'fraga_id': 'F2', 'svar_kod': '3'}, {'fraga_id': "
     "'F3', 'svar_kod': '1'}],"
     " 'enkatfragor': [{'fraga_id': 'F1', 'svar_kod': '5', 'poang': 100}, {'fraga_id': 'F2', 'svar_kod': '3', 'poang': "
     "50}, {'fraga_id': 'F3', 'svar_kod': '1', 'poang': 0}]},"
     " 'expect': [{'period': '2024', 'n': 1, 'value': 50.0}]},"
     "{'name': 'an answer without points is no answer',"
     " 'data': {'enkatsvar': [{'fraga_id': 'F1', 'svar_kod': '5'}, {'fraga_id': 'F2', 'svar_kod': '9'}],"
     " 'enkatfragor': [{'fraga_id': 'F1', 'svar_kod': '5', 'poang': 100}, {'fraga_id': 'F2', 'svar_kod': '9'}]},"
     " 'expect': [{'period': '2024', 'n': 0, 'status': 'no_data'}]},"
     "{'name': 'a question of another dimension is outside',"
     " 'data': {'enkatsvar': [{'fraga_id': 'F1', 'svar_kod': '5'}, {'fraga_id': 'F2', 'svar_kod': '3'}],"
     " 'enkatfragor': [{'fraga_id': 'F1', 'svar_kod': '5', 'poang': 100}, {'fraga_id': 'F2', 'svar_kod': '3', 'poang': "
     "50, "
     "'dimension': 'KONTINUITET'}]},"
     " 'expect': [{'period': '2024', 'n': 0, 'status': 'no_data'}]},"
     "{'name': 'another survey is outside',"
     " 'data': {'enkatsvar': [{'enkat': 'NPE_SLUTEN', 'fraga_id': 'F1', 'svar_kod': '5'}, {'enkat': 'NPE_SLUTEN', "
     "'fraga_id': 'F2', 'svar_kod': '3'}],"
     " 'enkatfragor': [{'enkat': 'NPE_SLUTEN', 'fraga_id': 'F1', 'svar_kod': '5', 'poang': 100}, {'enkat': "
     "'NPE_SLUTEN', "
     "'fraga_id': 'F2', 'svar_kod': '3', 'poang': 50}]},"
     " 'expect': [{'period': '2024', 'n': 0, 'status': 'no_data'}]}"},

    {"readmission", "vardtillfallen", false, IND_NEEDS_PERSON | IND_NEEDS_DATE | IND_NEEDS_END, "Ny återinskrivning",
     "New readmission", "percent",
     "'data': {'dataset': '@dataset@', 'person': '@person@', 'start': '@date@', 'end': '@end@'},"
     "'episode': {'join_within_days': 0, 'overlap': 'join', 'same_day': 'join', 'ongoing': 'event_only'},"
     "'event': {'day_from': 1, 'day_to': 30, 'take': 'any_later_episode', 'event_may_be_index': true},"
     "'count': 'episodes',"
     "'follow_up': {'days': 30, 'complete_until': 'leveranser', 'incomplete': 'exclude_index', 'death': 'keep', "
     "'moved': "
     "'keep'},"
     "'period': {'date': 'end', 'grain': ['year']}",
     "wilson",
     "{'name': 'back on day 0: the same episode, no event',"
     " 'data': {'@dataset@': [{'@date@': '2024-05-01', '@end@': '2024-05-05'}, {'@date@': '2024-05-05', '@end@': "
     "'2024-05-09'}]},"
     " 'expect': [{'period': '2024', 'numerator': 0, 'denominator': 1}], 'flow': {'episodes': 1}},"
     "{'name': 'back on day 1: an event',"
     " 'data': {'@dataset@': [{'@date@': '2024-05-01', '@end@': '2024-05-05'}, {'@date@': '2024-05-06', '@end@': "
     "'2024-05-09'}]},"
     " 'expect': [{'period': '2024', 'numerator': 1, 'denominator': 2, 'value': 50.0}], 'flow': {'episodes': 2}},"
     "{'name': 'back on day 29: an event',"
     " 'data': {'@dataset@': [{'@date@': '2024-05-01', '@end@': '2024-05-05'}, {'@date@': '2024-06-03', '@end@': "
     "'2024-06-09'}]},"
     " 'expect': [{'period': '2024', 'numerator': 1, 'denominator': 2}]},"
     "{'name': 'back on day 30: an event',"
     " 'data': {'@dataset@': [{'@date@': '2024-05-01', '@end@': '2024-05-05'}, {'@date@': '2024-06-04', '@end@': "
     "'2024-06-09'}]},"
     " 'expect': [{'period': '2024', 'numerator': 1, 'denominator': 2}]},"
     "{'name': 'back on day 31: no event',"
     " 'data': {'@dataset@': [{'@date@': '2024-05-01', '@end@': '2024-05-05'}, {'@date@': '2024-06-05', '@end@': "
     "'2024-06-09'}]},"
     " 'expect': [{'period': '2024', 'numerator': 0, 'denominator': 2}]},"
     "{'name': 'back before the end: the same episode',"
     " 'data': {'@dataset@': [{'@date@': '2024-05-01', '@end@': '2024-05-05'}, {'@date@': '2024-05-04', '@end@': "
     "'2024-05-09'}]},"
     " 'expect': [{'period': '2024', 'numerator': 0, 'denominator': 1}], 'flow': {'episodes': 1}},"
     "{'name': 'an ongoing stay is an event, never an index',"
     " 'data': {'@dataset@': [{'@date@': '2024-05-01', '@end@': '2024-05-05'}, {'@date@': '2024-05-15', '@end@': "
     "null}]},"
     " 'expect': [{'period': '2024', 'numerator': 1, 'denominator': 1, 'value': 100.0}]},"
     "{'name': 'follow-up to day 30 is in the data: counted', 'complete_until': '2024-06-04',"
     " 'data': {'@dataset@': [{'@date@': '2024-05-01', '@end@': '2024-05-05'}]},"
     " 'expect': [{'period': '2024', 'numerator': 0, 'denominator': 1}], 'flow': {'exclude incomplete follow-up': 0}},"
     "{'name': 'follow-up to day 29 only: left out', 'complete_until': '2024-06-03',"
     " 'data': {'@dataset@': [{'@date@': '2024-05-01', '@end@': '2024-05-05'}]},"
     " 'expect': [{'period': '2024', 'status': 'no_data'}], 'flow': {'exclude incomplete follow-up': 1}},"
     "{'name': 'an end the day before the period is outside, on its first day inside',"
     " 'data': {'@dataset@': [{'@person@': 'P1', '@date@': '2023-12-30', '@end@': '2023-12-31'}, {'@person@': 'P2', "
     "'@date@': '2023-12-30', '@end@': '2024-01-01'}]},"
     " 'expect': [{'period': '2024', 'denominator': 1}]},"
     "{'name': 'an end on the last day of the period is inside, on the day after it outside',"
     " 'data': {'@dataset@': [{'@person@': 'P1', '@date@': '2024-12-30', '@end@': '2024-12-31'}, {'@person@': 'P2', "
     "'@date@': '2024-12-30', '@end@': '2025-01-01'}]},"
     " 'expect': [{'period': '2024', 'denominator': 1}]}"},

    {"continuity", "vardkontakter", false, IND_NEEDS_PERSON | IND_NEEDS_DATE | IND_NEEDS_PROVIDER,
     "Nytt kontinuitetsindex", "New index of continuity", "index",
     "'data': {'dataset': '@dataset@', 'person': '@person@', 'date': '@date@'}, 'provider': '@provider@',"
     "'formula': 'coc', 'window': {'months': 12, 'incomplete': 'keep'}, 'min_contacts': 3,"
     "'same_day': 'merge_same_provider', 'max_unknown_share': 0.5, 'share_at_least': 0.5,"
     "'period': {'each': true, 'grain': ['year']}",
     "t",
     "{'name': 'three contacts with one provider: 1',"
     " 'data': {'@dataset@': [{'@date@': '2024-02-01'}, {'@date@': '2024-03-01'}, {'@date@': '2024-04-01'}]},"
     " 'expect': [{'period': '2024', 'n': 1, 'value': 1.0}]},"
     "{'name': 'two contacts are too few: outside, not 0',"
     " 'data': {'@dataset@': [{'@date@': '2024-02-01'}, {'@date@': '2024-03-01'}]},"
     " 'expect': [{'period': '2024', 'n': 0, 'status': 'no_data'}]},"
     "{'name': 'three of four with one provider: 0.5, which is at least 0.5',"
     " 'data': {'@dataset@': [{'@date@': '2024-02-01'}, {'@date@': '2024-03-01'}, {'@date@': '2024-04-01'}, {'@date@': "
     "'2024-05-01', '@provider@': 'B'}]},"
     " 'expect': [{'period': '2024', 'n': 1, 'value': 0.5, 'also': {'share_at_least': 100}}]},"
     "{'name': 'two and two: 0.33, which is less than 0.5',"
     " 'data': {'@dataset@': [{'@date@': '2024-02-01'}, {'@date@': '2024-03-01'}, {'@date@': '2024-04-01', "
     "'@provider@': "
     "'B'}, {'@date@': '2024-05-01', '@provider@': 'B'}]},"
     " 'expect': [{'period': '2024', 'n': 1, 'value': 0.33, 'also': {'share_at_least': 0}}]},"
     "{'name': 'two contacts of a day with one provider are one',"
     " 'data': {'@dataset@': [{'@date@': '2024-02-01'}, {'@date@': '2024-02-01'}, {'@date@': '2024-03-01'}]},"
     " 'expect': [{'period': '2024', 'n': 0, 'status': 'no_data'}]},"
     "{'name': 'the first day of the window is inside',"
     " 'data': {'@dataset@': [{'@date@': '2024-01-01'}, {'@date@': '2024-03-01'}, {'@date@': '2024-04-01'}]},"
     " 'expect': [{'period': '2024', 'n': 1}]},"
     "{'name': 'the day before the window is outside',"
     " 'data': {'@dataset@': [{'@date@': '2023-12-31'}, {'@date@': '2024-03-01'}, {'@date@': '2024-04-01'}]},"
     " 'expect': [{'period': '2024', 'n': 0, 'status': 'no_data'}]},"
     "{'name': 'the last day of the window is inside',"
     " 'data': {'@dataset@': [{'@date@': '2024-03-01'}, {'@date@': '2024-04-01'}, {'@date@': '2024-12-31'}]},"
     " 'expect': [{'period': '2024', 'n': 1}]},"
     "{'name': 'the day after the window is outside',"
     " 'data': {'@dataset@': [{'@date@': '2024-03-01'}, {'@date@': '2024-04-01'}, {'@date@': '2025-01-01'}]},"
     " 'expect': [{'period': '2024', 'n': 0, 'status': 'no_data'}]},"
     "{'name': 'the provider unknown at half of the contacts: they are dropped, the person stays',"
     " 'data': {'@dataset@': [{'@date@': '2024-02-01'}, {'@date@': '2024-03-01'}, {'@date@': '2024-04-01'}, {'@date@': "
     "'2024-05-01', '@provider@': null}, {'@date@': '2024-06-01', '@provider@': null}, {'@date@': '2024-07-01', "
     "'@provider@': null}]},"
     " 'expect': [{'period': '2024', 'n': 1, 'value': 1.0}]},"
     "{'name': 'the provider unknown at more than half of the contacts: the person is left out',"
     " 'data': {'@dataset@': [{'@date@': '2024-02-01'}, {'@date@': '2024-03-01'}, {'@date@': '2024-04-01'}, {'@date@': "
     "'2024-05-01', '@provider@': null}, {'@date@': '2024-06-01', '@provider@': null}, {'@date@': '2024-07-01', "
     "'@provider@': null}, {'@date@': '2024-08-01', '@provider@': null}]},"
     " 'expect': [{'period': '2024', 'n': 0, 'status': 'no_data'}]}"},

    {"distinct", "vardkontakter", false, IND_NEEDS_PERSON | IND_NEEDS_DATE | IND_NEEDS_PROVIDER, "Nytt antal olika",
     "New number of different ones", "persons",
     "'data': {'dataset': '@dataset@', 'person': '@person@', 'start': '@date@'}, 'of': '@provider@',"
     "'window': {'start': 'period.start', 'days': 14, 'incomplete': 'keep'}, 'unknown_provider': 'drop_visit',"
     "'max_unknown_share': 0.5, 'min_events': {'n': 2, 'distinct': 'row'}, 'period': {'each': true, 'grain': ['year']}",
     "t",
     "{'name': 'two visits with one each: 2',"
     " 'data': {'@dataset@': [{'@date@': '2024-01-02'}, {'@date@': '2024-01-03', '@provider@': 'B'}]},"
     " 'expect': [{'period': '2024', 'n': 1, 'value': 2.0}]},"
     "{'name': 'three visits with the same: 1',"
     " 'data': {'@dataset@': [{'@date@': '2024-01-02'}, {'@date@': '2024-01-03'}, {'@date@': '2024-01-04'}]},"
     " 'expect': [{'period': '2024', 'n': 1, 'value': 1.0}]},"
     "{'name': 'one visit is too few: outside, not 0',"
     " 'data': {'@dataset@': [{'@date@': '2024-01-02'}]}, 'expect': [{'period': '2024', 'n': 0, 'status': 'no_data'}]},"
     "{'name': 'the first day of the window is inside',"
     " 'data': {'@dataset@': [{'@date@': '2024-01-01'}, {'@date@': '2024-01-03'}]},"
     " 'expect': [{'period': '2024', 'n': 1}]},"
     "{'name': 'the day before the window is outside',"
     " 'data': {'@dataset@': [{'@date@': '2023-12-31'}, {'@date@': '2024-01-03'}]},"
     " 'expect': [{'period': '2024', 'n': 0, 'status': 'no_data'}]},"
     "{'name': 'day 14 of the window is inside',"
     " 'data': {'@dataset@': [{'@date@': '2024-01-03'}, {'@date@': '2024-01-14'}]},"
     " 'expect': [{'period': '2024', 'n': 1}]},"
     "{'name': 'day 15 is outside',"
     " 'data': {'@dataset@': [{'@date@': '2024-01-03'}, {'@date@': '2024-01-15'}]},"
     " 'expect': [{'period': '2024', 'n': 0, 'status': 'no_data'}]},"
     "{'name': 'unknown at half of the visits: the person stays',"
     " 'data': {'@dataset@': [{'@date@': '2024-01-02'}, {'@date@': '2024-01-03'}, {'@date@': '2024-01-04', "
     "'@provider@': "
     "null}, {'@date@': '2024-01-05', '@provider@': null}]},"
     " 'expect': [{'period': '2024', 'n': 1, 'value': 1.0}]},"
     "{'name': 'unknown at more than half of the visits: the person is left out',"
     " 'data': {'@dataset@': [{'@date@': '2024-01-02'}, {'@date@': '2024-01-03'}, {'@date@': '2024-01-04', "
     "'@provider@': "
     "null}, {'@date@': '2024-01-05', '@provider@': null}, {'@date@': '2024-01-06', '@provider@': null}]},"
     " 'expect': [{'period': '2024', 'n': 0, 'status': 'no_data'}]}"},
};

const ind_kind_template *ind_kind_template_of(const char *kind) {
    for (size_t i = 0; i < sizeof templates / sizeof *templates; i++)
        if (strcmp(templates[i].kind, kind) == 0)
            return &templates[i];
    return NULL;
}

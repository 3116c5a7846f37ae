/* readmission_template.c - how a definition of this kind begins; see kinds/common/template.h. */
#include "kinds/readmission/readmission.h"

const ind_kind_template ind_template_of_readmission = {
    "vardtillfallen",
    false,
    IND_NEEDS_PERSON | IND_NEEDS_DATE | IND_NEEDS_END,
    "Ny återinskrivning",
    "New readmission",
    "percent",
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
    " 'expect': [{'period': '2024', 'denominator': 1}]}"};

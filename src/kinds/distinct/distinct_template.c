/* distinct_template.c - how a definition of this kind begins; see kinds/common/template.h. */
#include "kinds/distinct/distinct.h"

const ind_kind_template ind_template_of_distinct = {
    "vardkontakter",
    false,
    IND_NEEDS_PERSON | IND_NEEDS_DATE | IND_NEEDS_PROVIDER,
    "Nytt antal olika",
    "New number of different ones",
    "persons",
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
    " 'expect': [{'period': '2024', 'n': 0, 'status': 'no_data'}]}"};

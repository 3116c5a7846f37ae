/* continuity_template.c - how a definition of this kind begins; see kinds/common/template.h. */
#include "kinds/continuity/continuity.h"

const ind_kind_template ind_template_of_continuity = {
    "vardkontakter",
    false,
    IND_NEEDS_PERSON | IND_NEEDS_DATE | IND_NEEDS_PROVIDER,
    "Nytt kontinuitetsindex",
    "New index of continuity",
    "index",
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
    " 'expect': [{'period': '2024', 'n': 0, 'status': 'no_data'}]}"};

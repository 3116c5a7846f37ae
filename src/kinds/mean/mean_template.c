/* mean_template.c - how a definition of this kind begins; see kinds/common/template.h. */
#include "kinds/mean/mean.h"

const ind_kind_template ind_template_of_mean = {
    "vardtillfallen",
    false,
    IND_NEEDS_DATE | IND_NEEDS_END,
    "Nytt medelvärde",
    "New mean",
    "days",
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
    " 'expect': [{'period': '2024', 'n': 1, 'value': 5.0}]}"};

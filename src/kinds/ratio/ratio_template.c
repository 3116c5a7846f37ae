/* ratio_template.c - how a definition of this kind begins; see kinds/common/template.h. */
#include "kinds/ratio/ratio.h"

const ind_kind_template ind_template_of_ratio = {
    "vardkontakter",
    false,
    IND_NEEDS_DATE | IND_NEEDS_CODE,
    "Ny kvot",
    "New ratio",
    "percent",
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
        "rows")};

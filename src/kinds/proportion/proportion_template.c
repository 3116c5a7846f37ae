/* proportion_template.c - how a definition of this kind begins; see kinds/common/template.h. */
#include "kinds/proportion/proportion.h"

const ind_kind_template ind_template_of_proportion = {
    "vardkontakter",
    false,
    IND_NEEDS_DATE | IND_NEEDS_CODE,
    "Ny andel",
    "New share",
    "percent",
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
    " 'expect': [{'period': '2024', 'numerator': 1, 'denominator': 1, 'value': 100.0}]}," PERIOD_EDGES("denominator")};

/* survey_index_template.c - how a definition of this kind begins; see kinds/common/template.h. */
#include "kinds/survey_index/survey_index.h"

const ind_kind_template ind_template_of_survey_index = {
    "enkatsvar",
    true,
    0,
    "Nytt enkätindex",
    "New survey index",
    "index",
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
    " 'expect': [{'period': '2024', 'n': 0, 'status': 'no_data'}]}"};

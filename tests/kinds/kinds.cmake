# Kinds that the catalogue does not use yet, tested by cases on a small catalogue of their own; and definitions that
# must be refused.
add_test(NAME kinds/cases COMMAND indikator test -I ${CMAKE_CURRENT_LIST_DIR}/catalogue)
# Units of several rows, and rows in other datasets: the cases must prove each definition.
set(proven ${CMAKE_CURRENT_LIST_DIR}/proven.sh $<TARGET_FILE:indikator>)
add_test(NAME kinds/units COMMAND ${proven} units -I units)
add_test(NAME kinds/refused COMMAND ${CMAKE_CURRENT_LIST_DIR}/refused.sh $<TARGET_FILE:indikator>)
# Every edge of the definitions of "followed" is tried by a case, and every change of them noticed.
add_test(NAME kinds/followed_proof COMMAND ${proven} followed -I catalogue catalogue/followed)
# Cases that do not try everything: what is missing is said by name.
add_test(NAME kinds/distinct_proof COMMAND ${proven} distinct -I catalogue catalogue/distinct)
# Look-ups from table to table, by derived keys, and in each period; the cases must prove the definitions.
add_test(NAME kinds/lookups COMMAND ${proven} lookups -I lookups)
add_test(NAME kinds/lookups_check COMMAND indikator check -I ${CMAKE_CURRENT_LIST_DIR}/lookups)
# A numerator and a denominator in two datasets.
add_test(NAME kinds/numerators COMMAND ${proven} numerators -I numerators)
add_test(NAME kinds/numerators_check COMMAND indikator check -I ${CMAKE_CURRENT_LIST_DIR}/numerators)
# Events over a population: by year, a stock, person-years.
add_test(NAME kinds/rates COMMAND ${proven} rates -I rates)
add_test(NAME kinds/rates_check COMMAND indikator check -I ${CMAKE_CURRENT_LIST_DIR}/rates)
# Standardised rates, directly and indirectly, and what persons have several of.
add_test(NAME kinds/standard COMMAND indikator test -I ${CMAKE_CURRENT_LIST_DIR}/standard)
add_test(NAME kinds/standard_check COMMAND indikator check -I ${CMAKE_CURRENT_LIST_DIR}/standard)
# Levels of a value, weights and spread of a mean, published values by month with two limits.
add_test(NAME kinds/levels COMMAND ${proven} levels -I ../../indicators -I levels levels/prov)
add_test(NAME kinds/levels_check COMMAND indikator check -I ${CMAKE_SOURCE_DIR}/indicators -I ${CMAKE_CURRENT_LIST_DIR}/levels ${CMAKE_CURRENT_LIST_DIR}/levels)
# Surveys: answers weighed by the code book, the sample, rounds pooled; contacts in an order within the day, of all time.
add_test(NAME kinds/surveys COMMAND ${proven} surveys -I surveys)
add_test(NAME kinds/surveys_check COMMAND indikator check -I ${CMAKE_CURRENT_LIST_DIR}/surveys)
# Pairs of rounds, measurements near a day, and cohorts before and after.
add_test(NAME kinds/pairs COMMAND ${proven} pairs -I pairs)
add_test(NAME kinds/pairs_check COMMAND indikator check -I ${CMAKE_CURRENT_LIST_DIR}/pairs)

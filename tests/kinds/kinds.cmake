# Kinds that the catalogue does not use yet, tested by cases on a small catalogue of their own; and definitions that
# must be refused.
add_test(NAME kinds/cases COMMAND indikator test -I ${CMAKE_CURRENT_LIST_DIR}/catalogue)
# Units of several rows, and rows in other datasets: the cases must prove each definition.
add_test(NAME kinds/units COMMAND indikator test --coverage --mutate -I ${CMAKE_CURRENT_LIST_DIR}/units)
add_test(NAME kinds/refused COMMAND ${CMAKE_CURRENT_LIST_DIR}/refused.sh $<TARGET_FILE:indikator>)
# Every edge of the definitions of "followed" is tried by a case, and every change of them noticed.
add_test(NAME kinds/followed_proof COMMAND indikator test --coverage --mutate
  -I ${CMAKE_CURRENT_LIST_DIR}/catalogue ${CMAKE_CURRENT_LIST_DIR}/catalogue/followed)
# Look-ups from table to table, by derived keys, and in each period; the cases must prove the definitions.
add_test(NAME kinds/lookups COMMAND indikator test --coverage --mutate -I ${CMAKE_CURRENT_LIST_DIR}/lookups)
add_test(NAME kinds/lookups_check COMMAND indikator check -I ${CMAKE_CURRENT_LIST_DIR}/lookups)
# A numerator and a denominator in two datasets.
add_test(NAME kinds/numerators COMMAND indikator test --coverage --mutate -I ${CMAKE_CURRENT_LIST_DIR}/numerators)
add_test(NAME kinds/numerators_check COMMAND indikator check -I ${CMAKE_CURRENT_LIST_DIR}/numerators)

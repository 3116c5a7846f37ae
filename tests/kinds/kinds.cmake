# Kinds that the catalogue does not use yet, tested by cases on a small catalogue of their own; and definitions that
# must be refused.
add_test(NAME kinds/cases COMMAND indikator test -I ${CMAKE_CURRENT_LIST_DIR}/catalogue)
# Units of several rows, and rows in other datasets: the cases must prove each definition.
add_test(NAME kinds/units COMMAND indikator test --coverage --mutate -I ${CMAKE_CURRENT_LIST_DIR}/units)
add_test(NAME kinds/refused COMMAND ${CMAKE_CURRENT_LIST_DIR}/refused.sh $<TARGET_FILE:indikator>)

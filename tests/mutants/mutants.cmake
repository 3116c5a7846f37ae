# Faults put into src/ at random: ./dev mutants.  Here only that draws are what they should be.
if(INDIKATOR_PYTHON)
  add_test(NAME mutants/draws COMMAND ${INDIKATOR_PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/selftest.py)
  set_tests_properties(mutants/draws PROPERTIES COST 100)
endif()

# Definitions made at random: each cell against a model, and against itself in other runs.  Few of them here, always the
# same; `./dev generated` makes thousands.
if(INDIKATOR_PYTHON)
  add_test(NAME generated/quick COMMAND ${INDIKATOR_PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/generated.py 60 1)
  set_tests_properties(generated/quick PROPERTIES
    LABELS generated COST 100 TIMEOUT 600 ENVIRONMENT "${INDIKATOR_TESTED}")
endif()
